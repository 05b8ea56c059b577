"""What certainty says is exact: small questionnaires are worked out in full, and nothing better is found."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from itertools import accumulate, product
from math import prod
from operator import getitem

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DataObject

from builders import replace
from properties.strategies import Case, cases
from smi_cli.assessing.assessment import Assessment
from smi_cli.assessing.compiling import Compiled, Gap, compile_questionnaire
from smi_cli.assessing.fewest import Lever, fewest_steps
from smi_cli.assessing.measuring import Measures, Missing, measure_answers, measure_passes
from smi_cli.assessing.nearness import Crossing
from smi_cli.assessing.next_steps import Reason
from smi_cli.assessing.placing import place_scores
from smi_cli.assessing.scrutiny import Scrutiny
from smi_cli.model.answers import Answers, Known, NotApplicable
from smi_cli.model.blueprint import Instrument
from smi_cli.model.questionnaire import Claim, Contradiction, Origin, OriginKind, Period, Relation, Weights
from smi_cli.rendering.wording.certainty import sum_up_certainty
from smi_cli.rendering.wording.verdict import as_answered

WORLDS = 3000  # that are looked at one by one
ORIGIN = Origin(OriginKind.DECIDED)
tolerances = st.sampled_from([Fraction(25), Fraction(0), Fraction("12.5"), Fraction(99)])


def assess(case: Case, scrutiny: Scrutiny = Scrutiny()) -> Assessment:  # noqa: B008 - frozen
    compiled = compile_questionnaire(case.questionnaire)
    return Assessment(Instrument(case.questionnaire, {}), compiled, case.answers, (), scrutiny)


# Nearness


def standing_answers(case: Case) -> dict[str, int]:
    """The levels that can move: those given, and the worst where a question is not asked and has no answer.

    One that does not apply does not move, even behind a condition that keeps it from counting.
    """
    compiled = compile_questionnaire(case.questionnaire)
    known = measure_answers(compiled, case.answers, Missing.LEFT_OUT)
    given = {key: one.level for key, one in case.answers.by_question.items() if isinstance(one, Known)}
    return {
        key: given.get(key, 0)
        for key, level in known.levels.items()
        if isinstance(level, int) and not isinstance(case.answers.by_question.get(key), NotApplicable)
    }


def with_levels(answers: Answers, levels: dict[str, int]) -> Answers:
    """The answers with other levels."""
    return replace(answers, by_question={**answers.by_question, **{key: Known(level) for key, level in levels.items()}})


def is_across(crossing: Crossing, measures: Measures) -> bool:
    score = measures.score(crossing.measure)
    if not isinstance(score, Fraction):
        return False
    above = score >= crossing.line if crossing.ladder else score > crossing.line
    return above is crossing.upward


def worlds(case: Case, compiled: Compiled, now: dict[str, int]) -> Iterator[tuple[int, Measures]]:
    """Everything that the answers could be, with the steps that it takes."""
    best = dict(zip(compiled.ids, compiled.best, strict=True))
    for levels in product(*(range(best[key] + 1) for key in now)):
        world = dict(zip(now, levels, strict=True))
        steps = sum(abs(level - now[key]) for key, level in world.items())
        yield steps, measure_answers(compiled, with_levels(case.answers, world), Missing.LEFT_OUT)


def check_nearness(case: Case) -> None:
    assessment = assess(case)
    compiled, now = assessment.compiled, standing_answers(case)
    best = dict(zip(compiled.ids, compiled.best, strict=True))
    assume(prod(best[key] + 1 for key in now) <= WORLDS)
    crossings = assessment.certainty.nearness.crossings
    fewest: list[int | None] = [None] * len(crossings)
    for steps, measures in worlds(case, compiled, now) if crossings else ():
        for number, crossing in enumerate(crossings):
            least = fewest[number]
            if (least is None or steps < least) and is_across(crossing, measures):
                fewest[number] = steps
    assert [crossing.steps for crossing in crossings] == fewest
    for crossing in crossings:
        assert not is_across(crossing, assessment.passes.known)
        if crossing.moves is not None:
            moved = {move.question.id: move.target for move in crossing.moves}
            assert all(now[move.question.id] == move.level for move in crossing.moves)
            answers = with_levels(case.answers, {**now, **moved})
            assert is_across(crossing, measure_answers(compiled, answers, Missing.LEFT_OUT))


@given(cases(complete=True, axes=(1, 2)))
@settings(max_examples=60)
def test_no_fewer_steps_lead_across_a_line(case: Case) -> None:
    check_nearness(case)


@given(cases(axes=(1, 2)))
@settings(max_examples=60)
def test_no_fewer_steps_lead_across_a_line_whatever_is_missing(case: Case) -> None:
    check_nearness(case)


@given(st.data())
def test_levers_and_packets_are_moved_by_the_fewest_steps(data: DataObject) -> None:
    worth = [
        tuple(accumulate(data.draw(st.lists(st.integers(0, 6), max_size=4)), initial=0))
        for _ in range(data.draw(st.integers(0, 5)))
    ]
    levers = [Lever(place, points, tuple(range(len(points)))) for place, points in enumerate(worth)]
    packed = data.draw(st.integers(0, len(levers)))
    need = data.draw(st.integers(1, 40))
    found = fewest_steps(levers[packed:], [lever.table for lever in levers[:packed]], need)
    ways = product(*(range(len(points)) for points in worth))
    enough = [sum(way) for way in ways if sum(map(getitem, worth, way)) >= need]
    assert (found is None) == (not enough)
    if found:
        assert sum(level for _, level in found.targets) == min(enough)
        assert sum(worth[place][level] for place, level in found.targets) == found.points >= need


# Weights


def scores_with(case: Case, factors: dict[str, Fraction]) -> dict[str, Fraction]:
    """The axis scores where some weights are multiplied."""
    questionnaire = case.questionnaire
    own = {one.id: one.weight for one in questionnaire.questions}
    own |= {factor.id: factor.weight for axis in questionnaire.axes for factor in axis.named_factors}
    weights = Weights("Moved", questionnaire.id, {key: weight * factors[key] for key, weight in own.items()})
    known = measure_answers(compile_questionnaire(questionnaire, weights), case.answers, Missing.LEFT_OUT)
    levels = measure_answers(compile_questionnaire(questionnaire), case.answers, Missing.LEFT_OUT)
    return {
        axis.id: score
        for axis in questionnaire.axes
        if isinstance(score := known.score(axis.id), Fraction) and isinstance(levels.score(axis.id), Fraction)
    }


def weight_ids(case: Case) -> list[str]:
    factors = [factor.id for axis in case.questionnaire.axes for factor in axis.named_factors]
    return [*(question.id for question in case.questionnaire.questions), *factors]


@given(cases(axes=(1, 2)), tolerances)
@settings(max_examples=40)
def test_the_ends_of_a_weight_range_are_those_of_all_corners(case: Case, tolerance: Fraction) -> None:
    ids = weight_ids(case)
    assume(len(ids) <= 9)
    # Weights decide too how much of an axis is known: only what has a score whatever they are is compared.
    assessment = assess(case, Scrutiny(tolerance))
    part = tolerance / 100
    corners = [
        scores_with(case, dict(zip(ids, ends, strict=True))) for ends in product((1 - part, 1 + part), repeat=len(ids))
    ]
    for one in assessment.certainty.weighing.ranges:
        found = [corner[one.axis.id] for corner in corners if one.axis.id in corner]
        if len(found) == len(corners):
            assert (one.low, one.high) == (min(found), max(found))


@given(cases(), tolerances, st.data())
def test_no_weights_within_the_tolerance_leave_the_range(case: Case, tolerance: Fraction, data: DataObject) -> None:
    assessment = assess(case, Scrutiny(tolerance))
    parts = st.fractions(-1, 1, max_denominator=50)
    factors = {key: 1 + tolerance / 100 * data.draw(parts) for key in weight_ids(case)}
    scores = scores_with(case, factors)
    weighing = assessment.certainty.weighing
    for one in weighing.ranges:
        own = assessment.passes.known.score(one.axis.id)
        assert isinstance(own, Fraction)
        assert 0 <= one.low <= own <= one.high <= 100
        assert one.low <= scores.get(one.axis.id, own) <= one.high
    here = assessment.placement.quadrant if assessment.placement else None
    assert (here in weighing.possible) is (here is not None)
    if tolerance == 0:
        assert weighing.possible == ((here,) if here else ())


# What is missing


@given(cases(axes=(1, 2)))
def test_the_first_question_leaves_least_whatever_its_answer(case: Case) -> None:
    assessment = assess(case)
    compiled, settling = assessment.compiled, assessment.certainty.settling
    places = assessment.placement.possible if assessment.placement else ()
    assert settling.box.quadrants == len(places)
    left = {one.question.id: worst_left(case, compiled, one.question.id) for one in assessment.missing}
    if settling.first is None:
        assert settling.box.width == 0 or not left
        return
    question, box = settling.first
    assert tuple(box) == left[question.id] == min(left.values())
    assert box <= settling.box


def worst_left(case: Case, compiled: Compiled, key: str) -> tuple[int, Fraction, Fraction]:
    """The most that is left open by all answers to a question, scored in full."""
    best = next(one.best for one in case.questionnaire.questions if one.id == key)
    found = [left_open(case, compiled, with_levels(case.answers, {key: level})) for level in range(best + 1)]
    return tuple(max(one[part] for one in found) for part in range(3))  # type: ignore[return-value]


def left_open(case: Case, compiled: Compiled, answers: Answers) -> tuple[int, Fraction, Fraction]:
    passes = measure_passes(compiled, answers)
    ranges = {axis.id: passes.range(axis.id) for axis in case.questionnaire.axes}
    widths = {key: (one.high or Fraction(0)) - (one.low or Fraction(0)) for key, one in ranges.items()}
    grid = case.questionnaire.grid
    if grid is None or compiled.grid is None or None in {ranges[axis.id].low for axis in (grid.across, grid.up)}:
        return 0, Fraction(0), sum(widths.values(), Fraction(0))
    places = len(place_scores(compiled.grid, passes).possible)
    return places, widths[grid.across.id] * widths[grid.up.id], sum(widths.values(), Fraction(0))


# Evidence, time and contradictions


@given(cases(), st.data())
def test_evidence_is_a_part_and_ages_with_the_day(case: Case, data: DataObject) -> None:
    by_question = {}
    for key, answer in case.answers.by_question.items():
        seen = case.answers.date - timedelta(days=data.draw(st.integers(0, 800)))
        evidence = data.draw(st.sampled_from(["", " ", "A book."]))
        by_question[key] = replace(answer, evidence=evidence, seen=data.draw(st.sampled_from([None, seen])))
    aged = Case(
        replace(case.questionnaire, valid_for=Period(9, "months")), replace(case.answers, by_question=by_question)
    )
    days = sorted(data.draw(st.lists(st.dates(date(2024, 1, 1), date(2030, 1, 1)), min_size=2, max_size=2)))
    earlier, later = (assess(aged, Scrutiny(as_of=day)) for day in days)
    for before, after in zip(earlier.certainty.backing, later.certainty.backing, strict=True):
        assert 0 <= before.old <= after.old <= after.evidence == before.evidence <= 1
    first, second = earlier.certainty.validity, later.certainty.validity
    assert first
    assert second
    assert first.lapsed == second.lapsed[: len(first.lapsed)]
    assert first.lapsed + first.holding == second.lapsed + second.holding
    assert all(one.until < days[0] for one in first.lapsed)
    assert all(one.until >= days[0] for one in first.holding)
    gone = {one.question.id for one in second.lapsed}
    assert not gone & second.without.answers.by_question.keys()
    assert gone or not second.changes(later)
    assert assess(aged).certainty.validity is None


@given(cases(), st.data())
def test_a_contradiction_is_said_if_both_answers_are_there_and_changes_no_score(case: Case, data: DataObject) -> None:
    questions = tuple(case.questionnaire.questions)
    claims = [claim_on_a_level(data, data.draw(st.sampled_from(questions)).id), claim_on_a_figure(data)]
    pair = (claims[0], data.draw(st.sampled_from([claims[1], claim_on_a_level(data, questions[0].id)])))
    ruled = replace(case.questionnaire, contradictions=(Contradiction("rule", pair, "No.", ORIGIN),))
    assessment, plain = assess(Case(ruled, case.answers)), assess(case)
    assert (assessment.placement, assessment.scores) == (plain.placement, plain.scores)
    levels, asked = assessment.passes.known.levels, assessment.passes.known.not_asked

    def number(claim: Claim) -> Fraction | None:
        figure = case.answers.context.get(claim.id)
        level = levels.get(claim.id)
        if isinstance(figure, Fraction):
            return figure
        return Fraction(level) if isinstance(level, int) and claim.id not in asked else None

    numbers = [number(claim) for claim in pair]
    holds = all(
        one is not None and claim.relation.holds(one, claim.limit) for one, claim in zip(numbers, pair, strict=True)
    )
    assert bool(assessment.certainty.contradictions) is holds
    assert Gap.MISSING not in numbers


def claim_on_a_level(data: DataObject, key: str) -> Claim:
    relation = data.draw(st.sampled_from([Relation.AT_LEAST, Relation.AT_MOST]))
    return Claim(key, relation, Fraction(data.draw(st.integers(0, 4))))


def claim_on_a_figure(data: DataObject) -> Claim:
    relation = data.draw(st.sampled_from([Relation.ABOVE, Relation.BELOW]))
    return Claim("shops", relation, Fraction(data.draw(st.integers(0, 6))))


@given(cases())
def test_another_answer_is_asked_for_before_only_for_a_rung_or_for_its_points(case: Case) -> None:
    assessment = assess(case)
    first, asked = assessment.certainty.settling.first, [step for step in assessment.steps if step.find_out]
    said = sum_up_certainty(assessment)
    if first is not None:
        assert f"Find out {first[0].id}" in said
        lead = asked[0].raises[0]
        waits = asked[0].reason is Reason.BLOCKS
        assert lead.score.question.id in said or waits
        # A rung that fails on other answers, whatever is found out, waits for none.
        assert "for which" not in said or (waits and any(high > reached for reached, _, high in assessment.heights))
        if lead.score.question.id != first[0].id and asked[0].reason is not Reason.BLOCKS:
            assert lead.gain == max(one.raises[0].gain for one in asked if one.raises[0].axis == lead.axis)


@given(cases())
def test_the_verdict_names_the_quadrant_of_the_headline_and_no_other_for_certain(case: Case) -> None:
    assessment = assess(case)
    assume(assessment.placement is not None and assessment.placement.quadrant is not None)
    assert assessment.placement is not None
    assert assessment.placement.quadrant is not None
    here, said = assessment.placement.quadrant.title, as_answered(assessment)
    alone = len(assessment.placement.possible) == 1
    assert said.startswith(
        (f"{here} on what is known", f"at least {here} for certain,", f"{here} for certain", f"{here},")
    )
    assert (f"{here} for certain" == said) <= alone
    assert alone or all(cell.title in said for cell in assessment.placement.possible)
