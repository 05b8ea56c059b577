"""Why a gate is or is not met, in the words that every format uses."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DataObject

from builders import BAKERY, CHECKLIST, an_instrument, replace
from properties.strategies import Case, cases
from smi_cli.assessing.assessment import Assessment
from smi_cli.assessing.batch import Digests, Scored
from smi_cli.assessing.changing import compare
from smi_cli.assessing.compiling import compile_questionnaire
from smi_cli.assessing.gating import judge
from smi_cli.assessing.scrutiny import Scrutiny
from smi_cli.assessing.snapshot import snapshot_of
from smi_cli.model.answers import Answer, Known, Unknown
from smi_cli.model.blueprint import Instrument
from smi_cli.model.gates import BaselineGate, BorderlineGate, DemandGate, Gate, MissingGate, QuadrantGate, RungGate
from smi_cli.model.problems import Location
from smi_cli.model.questionnaire import Demand
from smi_cli.rendering.wording.gate_costs import list_costs, show_cost
from smi_cli.rendering.wording.gates import explain_verdict
from unit.assessing.worked import FULL, NA, UNKNOWN, a_map, assessed
from unit.rendering.gated import (
    BASELINE,
    CLEAR,
    FEW_MISSING,
    INSTITUTION,
    MASTER,
    UNFIT,
    a_scored,
    change_of,
    demands,
)

Given = Mapping[str, Answer | int]

MIDDLE: Given = {"mill": 1, "tasting": 2, "heat": 2, "opening": 2, "till": 2}
OPEN: Given = {**FULL, "mill": UNKNOWN, "till": UNKNOWN}
HALF_OPEN: Given = {"mill": UNKNOWN, "tasting": 4, "heat": 3, "opening": 3, "till": 2}
SHOP_ONLY: Given = {"opening": 3, "till": 4}
CLOSED: Given = {"mill": 0, "tasting": 4, "heat": 2, "opening": 4, "till": 4}


def said(answers: Given, gate: Gate, before: Given | None = None) -> tuple[bool, str]:
    change = change_of(before, answers) if before else None
    scored = a_scored(answers, gate, change=change)
    return scored.verdicts[0].met, explain_verdict(scored, scored.verdicts[0])


@pytest.mark.parametrize(
    ("answers", "gate", "met", "sentence"),
    [
        (FULL, INSTITUTION, True, "quadrant=institution: Institution"),
        (MIDDLE, INSTITUTION, False, "quadrant=institution: Stall"),
        (HALF_OPEN, INSTITUTION, False, "quadrant=institution: Institution on what is known, and Counter is possible"),
        (
            OPEN,
            INSTITUTION,
            False,
            "quadrant=institution: Institution on what is known, and Stall, Workshop and Counter are possible",
        ),
        (SHOP_ONLY, INSTITUTION, False, "quadrant=institution: not placed, because Craft has no score"),
        ({}, INSTITUTION, False, "quadrant=institution: not placed, because Craft and Shop have no score"),
        (FULL, MASTER, True, "standing=master: stands on Master"),
        (MIDDLE, MASTER, False, "standing=master: stands on Trade"),
        (OPEN, MASTER, False, "standing=master: stands on Master, and missing answers could leave it on Trade"),
        (SHOP_ONLY, MASTER, False, "standing=master: on no rung, too little is known"),
        (FULL, demands("overall", "60"), True, "overall=60: the overall is 100.0"),
        (MIDDLE, demands("overall", "50.01"), False, "overall=50.01: the overall is 50.0"),
        (CLOSED, demands("mean", "60"), True, "mean=60: the mean is 62.5"),
        (OPEN, demands("craft", "60"), False, "craft=60: Craft is 100.0, and missing answers could leave it at 50.0"),
        (
            OPEN,
            demands("craft", "50"),
            True,
            "craft=50: Craft is 100.0, and at least 50.0, whatever the missing answers are",
        ),
        (SHOP_ONLY, demands("flour", "1"), False, "flour=1: Flour has no score, too little is known"),
        (
            {**FULL, "opening": NA, "till": NA},
            demands("shop", "1"),
            False,
            "shop=1: Shop does not apply, so that there is no score",
        ),
        (
            {**FULL, "mill": NA, "tasting": NA},
            demands("flour", "1"),
            True,
            "flour=1: Flour does not apply, so that nothing is asked of it",
        ),
        (FULL, demands("tasting", "3"), True, "tasting=3: level 4"),
        (MIDDLE, demands("tasting", "3"), False, "tasting=3: level 2"),
        (CLOSED, demands("tasting", "3"), False, "tasting=3: level 0, because the question is not to be asked"),
        (
            HALF_OPEN,
            demands("tasting", "3"),
            False,
            "tasting=3: level 4, and missing answers could leave it at level 0",
        ),
        (OPEN, demands("mill", "1"), False, "mill=1: the answer is missing"),
        (
            {**FULL, "tasting": NA},
            demands("tasting", "3"),
            True,
            "tasting=3: does not apply, so that nothing is asked of it",
        ),
        (FULL, FEW_MISSING, True, "max-missing=1: no answer is missing"),
        (HALF_OPEN, FEW_MISSING, True, "max-missing=1: 1 answer is missing"),
        (SHOP_ONLY, FEW_MISSING, False, "max-missing=1: 3 answers are missing"),
        (FULL, CLEAR, True, "no-borderline: 50.0 points from every cut"),
        (HALF_OPEN, CLEAR, False, "no-borderline: missing answers could bring Craft within 5 points of its line"),
        (
            {**FULL, "opening": UNKNOWN, "mill": UNKNOWN, "heat": 0},
            CLEAR,
            False,
            (
                "no-borderline: exactly on the line of Craft,"
                " and missing answers could bring Shop within 5 points of its line"
            ),
        ),
        ({}, CLEAR, False, "no-borderline: not placed, because Craft and Shop have no score"),
        (FULL, UNFIT, False, "maturity=momentum: the Bakery Index knows no maturity"),
        (FULL, BASELINE, True, "baseline: new, not in the baseline"),
    ],
)
def test_every_gate_says_why(answers: Given, gate: Gate, met: bool, sentence: str) -> None:
    assert said(answers, gate) == (met, sentence)


@pytest.mark.parametrize(
    ("before", "after", "met", "sentence"),
    [
        (FULL, FULL, True, "no score fell by more than 5 points, no rung and no side was lost"),
        (MIDDLE, FULL, True, "no score fell by more than 5 points, no rung and no side was lost"),
        (
            {**FULL, "heat": 3},
            {**FULL, "heat": 2},
            False,
            (
                "the overall fell by 12.5 points (87.5 to 75.0); Craft fell by 12.5 points (87.5 to 75.0);"
                " most through heat (3 to 2)"
            ),
        ),
        (
            {**FULL, "tasting": 2},
            {**FULL, "tasting": 2, "till": UNKNOWN},
            False,
            (
                "the overall could have fallen by 37.5 points (87.5 to 50.0 at the worst);"
                " Shop could have fallen by 50.0 points (100.0 to 50.0 at the worst);"
                " Shop is no longer high for certain; most through till (4 to missing)"
            ),
        ),
        (
            FULL,
            {**FULL, "tasting": 3, "heat": UNKNOWN},
            False,
            (
                "the overall fell by 12.5 points (100.0 to 87.5); Craft fell by 12.5 points (100.0 to 87.5);"
                " could stand lower on Standing (Master to Trade at the worst);"
                " stands lower on Signs (Warm to None yet); Craft is no longer high for certain;"
                " most through heat (4 to missing)"
            ),
        ),
        (
            FULL,
            SHOP_ONLY,
            False,
            (
                "the overall has no score (100.0 before); Craft has no score (100.0 before);"
                " Shop fell by 12.5 points (100.0 to 87.5); stands lower on Standing (Master to no rung);"
                " stands lower on Signs (Warm to None yet); Craft is no longer high for certain;"
                " most through heat (4 to missing)"
            ),
        ),
    ],
)
def test_a_baseline_says_what_fell(before: Given, after: Given, met: bool, sentence: str) -> None:
    assert said(after, BASELINE, before) == (met, f"baseline: {sentence}")


def test_a_baseline_without_a_drop_allows_none() -> None:
    strict = Gate("baseline", BaselineGate(Fraction(0)))
    assert said(FULL, strict, FULL) == (True, "baseline: no score fell, no rung and no side was lost")


def against(before: Assessment, after: Assessment, gate: Gate = BASELINE, **kept: Any) -> str:
    change = compare(snapshot_of(before)._replace(**kept), snapshot_of(after))
    verdicts = judge([gate], after, change)
    scored = Scored("a.yaml", after, verdicts, change, Digests("", "", ""), Location)
    return explain_verdict(scored, verdicts[0])


def test_a_baseline_without_answers_says_so() -> None:
    before = assessed({**FULL, "heat": 3})
    ranges = {key: before.passes.range(key) for key in ("overall", "mean", "craft", "shop")}  # as in a record
    said = against(before, assessed({**FULL, "heat": 2}), ranges=ranges, grid=None, axes=(), levels={})
    assert said == (
        "baseline: the overall fell by 12.5 points (87.5 to 75.0); Craft fell by 12.5 points (87.5 to 75.0);"
        " the baseline keeps no answers, so that nobody can say through which"
    )


def test_a_baseline_names_other_causes_than_answers() -> None:
    answers = {**FULL, "heat": 2}
    assert against(assessed(answers), assessed(answers, weights="{oven: 3}")) == (
        "baseline: the overall fell by 12.5 points (75.0 to 62.5); Craft fell by 12.5 points (75.0 to 62.5);"
        " stands lower on Standing (Master to Trade); the points of Craft by cause: weights -12.5;"
        " the baseline has other weights (the questionnaire's own, now Others)"
    )
    assert against(assessed({**FULL, "heat": 3}), assessed(answers, weights="{oven: 3}")) == (
        "baseline: the overall fell by 25.0 points (87.5 to 62.5); Craft fell by 25.0 points (87.5 to 62.5);"
        " stands lower on Standing (Master to Trade);"
        " the points of Craft by cause: answers -12.5, weights -12.5; most through heat (3 to 2);"
        " the baseline has other weights (the questionnaire's own, now Others)"
    )


def test_a_baseline_of_another_version_is_said_even_where_nothing_fell() -> None:
    assert against(assessed(FULL), assessed(FULL), version="0.9", weights="Mine") == (
        "baseline: no score fell by more than 5 points, no rung and no side was lost;"
        " the baseline is of version 0.9 of the questionnaire, this is 1.0;"
        " the baseline has other weights (Mine, now the questionnaire's own)"
    )


def test_a_number_is_never_shown_on_the_wrong_side_of_a_line() -> None:
    just_below = a_scored({"px": 1, "py": 2}, demands("x", "60"), CLEAR, text=a_map("59.99", "50"))
    assert [explain_verdict(just_below, one) for one in just_below.verdicts] == [
        "x=60: X is 59.99",
        "no-borderline: 10.0 points from every cut",
    ]
    near = a_scored({"px": 1, "py": 2}, CLEAR, text=a_map("55.01", "50"))
    assert explain_verdict(near, near.verdicts[0]) == "no-borderline: 5.01 points from every cut"
    nearer = a_scored({"px": 1, "py": 2}, CLEAR, text=a_map("50.01", "50"))
    assert explain_verdict(nearer, nearer.verdicts[0]) == "no-borderline: 0.01 points from the line of X"


def test_a_questionnaire_without_quadrants_has_none() -> None:
    questionnaire = an_instrument(CHECKLIST).questionnaire
    answers = replace(a_scored({}).assessment.answers, questionnaire="list", by_question={"desk": Known(1)})
    assessment = Assessment(an_instrument(CHECKLIST), compile_questionnaire(questionnaire), answers)
    scored = Scored("a.yaml", assessment, judge([INSTITUTION], assessment), None, Digests("", "", ""), Location)
    assert explain_verdict(scored, scored.verdicts[0]) == "quadrant=institution: there are no quadrants"


def costs_of(answers: Given, gate: Gate, before: Given | None = None, *, include_notes: bool = False) -> list[str]:
    scored = a_scored(answers, gate, change=change_of(before, answers) if before else None)
    found = list_costs(scored, scored.verdicts[0], 3)
    return [show_cost(cost, include_notes=include_notes) for cost in found]


def test_costs_say_what_each_answer_takes() -> None:
    assert costs_of(MIDDLE, demands("craft", "60")) == [
        "heat (level 2, 25.0 points)",
        "mill (level 1, 12.5 points)",
        "tasting (level 2, 12.5 points)",
    ]
    assert costs_of(HALF_OPEN, demands("craft", "60")) == ["mill (missing, 50.0 points)", "heat (level 3, 12.5 points)"]
    assert costs_of(CLOSED, demands("tasting", "3")) == ["mill (level 0, 50.0 points)"]
    assert costs_of({**FULL, "heat": 2, "till": 3}, BASELINE, FULL) == [
        "heat (4 to 2, 25.0 points)",
        "till (4 to 3, 12.5 points)",
    ]
    assert costs_of(FULL, UNFIT) == []


def test_a_note_is_shown_only_where_notes_are_wanted() -> None:
    noted: dict[str, Answer | int] = {"heat": Known(1, note="Ask Ada."), "till": Unknown("Ask Bob.")}
    answers: dict[str, Answer | int] = {**dict(FULL), **noted}
    assert costs_of(answers, demands("heat", "2")) == ["heat (level 1, 37.5 points)"]
    assert costs_of(answers, demands("heat", "2"), include_notes=True) == ["heat (level 1, 37.5 points): Ask Ada."]
    assert costs_of(answers, demands("till", "2"), include_notes=True) == ["till (missing, 50.0 points): Ask Bob."]


@settings(max_examples=200)
@given(case=cases(), tenths=st.integers(0, 1000), data=st.data())
def test_what_is_said_never_contradicts_the_verdict(case: Case, tenths: int, data: DataObject) -> None:
    questionnaire, answers, minimum = case.questionnaire, case.answers, Fraction(tenths, 10)
    keys = ["overall", "mean", *(axis.id for axis in questionnaire.axes)]
    keys += [factor.id for axis in questionnaire.axes for factor in axis.named_factors]
    gates = [
        Gate("score", DemandGate(Demand(data.draw(st.sampled_from(keys)), minimum))),
        Gate("missing", MissingGate(1)),
        Gate("clear", BorderlineGate()),
        *(Gate("rung", RungGate(ladder.id, ladder.rungs[-1].id)) for ladder in questionnaire.ladders),
    ]
    if questionnaire.grid:
        gates.append(Gate("quadrant", QuadrantGate((questionnaire.grid.quadrants[0].id,))))
    assessment = Assessment(Instrument(questionnaire, {}), compile_questionnaire(questionnaire), answers)
    scored = Scored("a.yaml", assessment, judge(gates, assessment), None, Digests("", "", ""), Location)
    said = [explain_verdict(scored, verdict) for verdict in scored.verdicts]
    assert all(re.fullmatch(r"[a-z]+: \S.*[^.]", sentence) for sentence in said)
    numbers = re.findall(r"(?:is|at|least) (\d+\.\d+)", said[0])
    if numbers:
        assert (Fraction(numbers[-1]) >= minimum) == scored.verdicts[0].met
    for verdict in scored.verdicts:
        found = list_costs(scored, verdict, 3)
        assert len(found) <= 3
        assert all(cost.points >= 0 for cost in found)


def test_what_has_lapsed_is_missing_to_gates_and_said() -> None:
    lasting = BAKERY.replace("overall: minimum", "valid_for: 30 days\noverall: minimum")
    assessment = a_scored(FULL, text=lasting).assessment
    assessment.scrutiny = Scrutiny(as_of=date(2026, 11, 5))
    change = compare(snapshot_of(assessment), snapshot_of(assessment.holding))
    verdicts = judge([INSTITUTION, Gate("max-missing=0", MissingGate(0)), BASELINE], assessment, change)
    scored = Scored("a.yaml", assessment, verdicts, change, Digests("", "", ""), Location)
    lapsed = "; 5 of 5 answers have lapsed by 2026-11-05"
    assert [one.met for one in verdicts] == [False, False, False]
    assert [explain_verdict(scored, one) for one in verdicts[:2]] == [
        f"quadrant=institution: not placed, because Craft and Shop have no score{lapsed}",
        f"max-missing=0: 5 answers are missing{lapsed}",
    ]
    assert "the overall has no score" in explain_verdict(scored, verdicts[2])
    first = list_costs(scored, verdicts[0], 1)[0]
    assert (first.question, first.says) == ("mill", "lapsed")
