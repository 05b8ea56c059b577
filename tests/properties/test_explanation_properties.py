"""What is true of every explanation: its sums add up, its parts add up, and what an answer costs is what it would give.

Every number is read back from the JSON, as a reader of it would.
"""

from __future__ import annotations

import json
import re
from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DataObject

from builders import replace
from properties.strategies import Case, cases
from schemas import faults
from smi_cli.assessing.assessment import Assessment
from smi_cli.assessing.batch import Digests, Scored
from smi_cli.assessing.compiling import compile_questionnaire
from smi_cli.assessing.explaining import Explanation
from smi_cli.model.answers import Known
from smi_cli.model.blueprint import Instrument
from smi_cli.model.problems import Location
from smi_cli.rendering.explanation_page import compose_explanation
from smi_cli.rendering.json_explanation import render_explanations
from smi_cli.rendering.markdown_explanation import render_explanation
from smi_cli.rendering.numbers import show_number
from smi_cli.rendering.passages import Passage
from smi_cli.rendering.wording.costliest import LISTED, costliest
from smi_cli.rendering.wording.explained_scores import given_by
from smi_cli.rendering.wording.phrases import lines_of

Json = Any
EQUATION = re.compile(r"^\(([^()]+)\) / (\d+|\([^()]+\)) = ([0-9.]+)")


def assessment_of(case: Case, answers: dict[str, Known] | None = None) -> Assessment:
    given_ = replace(case.answers, by_question={**case.answers.by_question, **(answers or {})})
    return Assessment(Instrument(case.questionnaire, {}), compile_questionnaire(case.questionnaire), given_)


def explained(case: Case) -> Explanation:
    return Explanation(assessment_of(case))


def result_of(explanation: Explanation, key: str | None = None) -> Json:
    part = explanation.find(key) if key else None
    scored = Scored("a.yaml", explanation.assessment, (), None, Digests("", "", ""), Location)
    document = json.loads(render_explanations([(scored, explanation, part)], []))
    assert faults("explanation", document) == []
    return document["results"][0]


def parts_of(result: Json, *kinds: str) -> list[Json]:
    return [part for part in result["parts"] if part["kind"] in kinds]


def number(text: str) -> Fraction | None:
    return None if text in {"missing", "not applicable"} else Fraction(text)


def come_to(sum_: Json) -> Fraction | None:
    """What a sum comes to, added up from its terms."""
    counted = [term for term in sum_["terms"] if term["counts"]]
    assert all(Fraction(one["weight"]) * Fraction(one["value"]) == Fraction(one["product"]) for one in counted)
    if not counted:
        return None
    if sum_["rule"] == "minimum":
        return min(Fraction(one["value"]) for one in counted)
    weight = sum((Fraction(one["weight"]) for one in counted), Fraction(0))
    assert weight == Fraction(sum_["weight"])
    return sum((Fraction(one["product"]) for one in counted), Fraction(0)) / weight


@given(cases())
def test_every_sum_comes_to_its_score(case: Case) -> None:
    for part in parts_of(result_of(explained(case)), "whole", "axis", "factor"):
        exact, sums = part["exact"], part["sums"]
        for bound, sum_ in sums.items():
            if sum_ is not None:
                shown = number(sum_["result"])
                assert (str(shown) if shown is not None else None) == exact[bound]
                assert shown is None or come_to(sum_) == shown
            else:
                assert exact[bound] == exact["score"]
        if part["kind"] == "axis":
            known = number(part["known"]["result"])
            assert come_to(part["known"]) in {known, None}
            assert (known is not None and known >= 50) or exact["score"] is None


@given(cases())
def test_what_answers_and_factors_give_adds_up(case: Case) -> None:
    result = result_of(explained(case))
    overall = next(part for part in result["parts"] if part["id"] == "overall")
    for axis in parts_of(result, "axis"):
        for kind in ("question", "factor"):
            parts = [one for one in parts_of(result, kind) if one["axis"] == axis["id"]]
            if axis["exact"]["score"] is not None and parts:
                gives = [Fraction(one["gives"]["exact"]) for one in parts if one["gives"]]
                assert sum(gives) == Fraction(axis["exact"]["score"])
    if overall["sums"]["score"]["rule"] == "mean" and overall["exact"]["score"] is not None:
        given_ = [Fraction(one["to_overall"]["exact"]) for one in parts_of(result, "question") if one["to_overall"]]
        assert sum(given_) == Fraction(overall["exact"]["score"])


@given(cases(), st.data())
def test_what_an_answer_costs_is_what_its_best_level_would_give(case: Case, data: DataObject) -> None:
    part = data.draw(st.sampled_from(parts_of(result_of(explained(case)), "question")))
    axis, now = part["axis"], assessment_of(case).passes
    for level in part["levels"]:
        then = assessment_of(case, {part["id"]: Known(level["level"])}).passes
        for shown, key in ((level["axis"], axis), (level["overall"], "overall")):
            assert (Fraction(shown["exact"]) if shown else None) == then.range(key).score
    for name, level in (("costs", part["best"]), ("next", (part["level"] or 0) + 1)):
        if part[name] is not None:
            then = assessment_of(case, {part["id"]: Known(level)}).passes
            before, after = now.range(axis).score, then.range(axis).score
            assert before is not None
            assert after is not None
            assert Fraction(part[name]["exact"]) == after - before
    if not part["levels"]:  # no answer to it counts
        best = assessment_of(case, {part["id"]: Known(part["best"])}).passes
        assert part["state"] == "not applicable" or best.range(axis) == now.range(axis)


@given(cases())
def test_what_costs_most_comes_first(case: Case) -> None:
    explanation = explained(case)
    costs = {one["id"]: one["costs"] for one in parts_of(result_of(explanation), "question") if one["costs"]}
    exact = {key: Fraction(cost["exact"]) for key, cost in costs.items()}
    greatest = sorted((cost for cost in exact.values() if cost > 0), reverse=True)
    listed = [line for line in costliest(explanation) if ", at level " in line]
    assert [exact[line.partition(": ")[2].partition(",")[0]] for line in listed] == greatest[:LISTED]


@given(cases())
def test_places_are_explained_as_they_are_found(case: Case) -> None:
    explanation = explained(case)
    assessment, result = explanation.assessment, result_of(explanation)
    placement = assessment.placement
    here = [part["id"] for part in parts_of(result, "quadrant") if part["here"]]
    assert here == ([placement.quadrant.id] if placement and placement.quadrant else [])
    for part in parts_of(result, "quadrant"):
        holds = [want["holds"] for want in part["wants"]]
        assert part["here"] == (holds == [True, True]) or None in holds
    for standing in assessment.standings:
        rungs = [part for part in parts_of(result, "rung") if part["ladder"] == standing.ladder.id]
        assert [part["id"] for part in rungs if part["here"]] == ([standing.rung.id] if standing.rung else [])
        if standing.next:
            following = next(part for part in rungs if part["id"] == standing.next.id)
            lacking = [demand["id"] for demand in following["demands"] if not demand["holds"]]
            assert lacking == [blocker.demand.id for blocker in standing.blockers]


@given(cases())
def test_every_id_is_explained(case: Case) -> None:
    explanation = explained(case)
    whole = result_of(explanation)
    ids = [part["id"] for part in whole["parts"]]
    special = ["overall", "mean", *(["quadrant"] if case.questionnaire.grid else [])]
    assert sorted(ids) == sorted([*case.questionnaire.titles, *special])
    assert len(set(ids)) == len(ids)
    for key in ids:
        own = result_of(explanation, key)
        assert own["parts"][0] == next(part for part in whole["parts"] if part["id"] == key)
        assert render_explanation(compose_explanation(explanation, Location, explanation.find(key)))


def equations(passages: tuple[Passage, ...]) -> list[str]:
    found = [text for passage in passages for _, text in passage.rows if EQUATION.match(text)]
    return found + [text for passage in passages for text in equations(passage.parts)]


def half_up(value: Fraction, digits: int) -> Fraction:
    return Fraction((2 * value * 10**digits + 1) // 2, 10**digits)


def calculate(text: str) -> Fraction:
    """A sum of products, as a pocket calculator has it."""
    total = Fraction(0)
    for product in text.strip("()").split(" + "):
        value = Fraction(1)
        for factor in product.split(" x "):
            value *= Fraction(factor)
        total += value
    return total


@given(cases())
def test_a_pocket_calculator_comes_to_what_is_shown(case: Case) -> None:
    for text in equations(compose_explanation(explained(case), Location).passages):
        match = EQUATION.match(text)
        assert match
        above, below, shown = match.groups()
        reckoned = calculate(above) / calculate(below)
        assert half_up(reckoned, len(shown.partition(".")[2])) == Fraction(shown)


@given(cases())
def test_shown_points_add_up_to_what_is_shown_above_them(case: Case) -> None:
    explanation = explained(case)
    assessment = explanation.assessment
    for axis in explanation.axes:
        given_ = given_by(explanation, axis)
        score = axis.score.range.score
        if score is None:
            assert given_.to_axis == {}
            continue
        shown = {axis.id: show_number(score, lines_of(assessment, axis.id)), **given_.to_axis}
        below = {axis.id: [one.id for one in axis.factors]}
        below |= {factor.id: [one.id for one in factor.questions] for factor in axis.factors}
        for key, keys in below.items():
            total = sum((Fraction(shown[one]) for one in keys), Fraction(0))
            assert half_up(total, len(shown[key].partition(".")[2])) == Fraction(shown[key]) or "/" in shown[key]
