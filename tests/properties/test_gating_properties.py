"""What holds for every gate on every assessment: certain is certain, and what is named really costs."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.strategies import DataObject, DrawFn

from builders import replace
from properties.strategies import Case, cases
from smi_cli.assessing.assessment import Assessment
from smi_cli.assessing.compiling import Gap, compile_questionnaire
from smi_cli.assessing.costing import costs
from smi_cli.assessing.gating import is_met, judge
from smi_cli.model.answers import Known, NotApplicable
from smi_cli.model.blueprint import Instrument
from smi_cli.model.gates import (
    BaselineGate,
    BorderlineGate,
    DemandGate,
    Gate,
    MissingGate,
    QuadrantGate,
    Rule,
    RungGate,
    UnfitGate,
)
from smi_cli.model.questionnaire import Demand, Ladder, Questionnaire

POINTS = st.integers(0, 200).map(lambda step: Fraction(step, 2))


@st.composite
def demands(draw: DrawFn, questionnaire: Questionnaire) -> DemandGate:
    """A level of a question, or a score of anything that has one."""
    question = draw(st.sampled_from(list(questionnaire.questions)))
    factors = [factor.id for axis in questionnaire.axes for factor in axis.named_factors]
    keys = ["overall", "mean", *(axis.id for axis in questionnaire.axes), *factors]
    level = Demand(question.id, Fraction(draw(st.integers(1, question.best))))
    return DemandGate(level if draw(st.booleans()) else Demand(draw(st.sampled_from(keys)), draw(POINTS)))


@st.composite
def rung_gates(draw: DrawFn, questionnaire: Questionnaire) -> RungGate:
    """A rung of some ladder, of which there has to be one."""
    ladder: Ladder = draw(st.sampled_from(questionnaire.ladders))
    return RungGate(ladder.id, draw(st.sampled_from(ladder.rungs)).id)


@st.composite
def rules(draw: DrawFn, questionnaire: Questionnaire) -> Rule:
    """Any rule that fits a questionnaire."""
    kinds: list[st.SearchStrategy[Rule]] = [demands(questionnaire), st.builds(MissingGate, st.integers(0, 5))]
    if questionnaire.grid:
        cells = st.sampled_from([cell.id for cell in questionnaire.grid.quadrants])
        kinds.append(st.builds(QuadrantGate, st.lists(cells, min_size=1, max_size=4, unique=True).map(tuple)))
        kinds.append(st.just(BorderlineGate()))
    if questionnaire.ladders:
        kinds.append(rung_gates(questionnaire))
    return draw(st.one_of(kinds))


def assessment_of(case: Case) -> Assessment:
    questionnaire = case.questionnaire
    return Assessment(Instrument(questionnaire, {}), compile_questionnaire(questionnaire), case.answers)


def with_answers(case: Case, answers: dict[str, Known]) -> Case:
    by_question = {**case.answers.by_question, **answers}
    return Case(case.questionnaire, replace(case.answers, by_question=by_question))


def missing(case: Case) -> list[str]:
    """Every question without an answer, wanted or not."""
    given_ = case.answers.by_question
    return [one.id for one in case.questionnaire.questions if not isinstance(given_.get(one.id), Known | NotApplicable)]


def raised_to_the_best(case: Case, keys: Iterable[str]) -> Case:
    best = {one.id: Known(one.best) for one in case.questionnaire.questions}
    return with_answers(case, {key: best[key] for key in keys})


def has_what_it_asks_for(rule: Rule, assessment: Assessment) -> bool:
    """Whether what a rule is about has a score now, or can have one."""
    grid, known, worst = assessment.questionnaire.grid, assessment.passes.known, assessment.passes.worst
    match rule:
        case DemandGate(demand=demand):
            return not isinstance(known.has(demand.id), Gap)
        case RungGate(ladder=key):
            ladder = next(one for one in assessment.questionnaire.ladders if one.id == key)
            return not isinstance(worst.score(ladder.of), Gap) and not isinstance(known.score(ladder.of), Gap)
        case QuadrantGate() | BorderlineGate():
            return grid is not None and not {known.score(axis.id) for axis in (grid.across, grid.up)} & set(Gap)
        case _:
            return True


@given(cases(), st.data())
def test_a_gate_that_is_met_stays_met_however_the_missing_answers_are_completed(case: Case, data: DataObject) -> None:
    rule = data.draw(rules(case.questionnaire))
    assume(is_met(rule, assessment_of(case)))
    best = {one.id: one.best for one in case.questionnaire.questions}
    filled = {key: Known(data.draw(st.integers(0, best[key]))) for key in missing(case)}
    assert is_met(rule, assessment_of(with_answers(case, filled)))


@given(cases(), st.data())
def test_a_demand_or_rung_that_is_not_met_is_not_met_at_the_worst_either(case: Case, data: DataObject) -> None:
    kinds: list[st.SearchStrategy[Rule]] = [demands(case.questionnaire)]
    if case.questionnaire.ladders:
        kinds.append(rung_gates(case.questionnaire))
    rule = data.draw(st.one_of(kinds))
    assessment = assessment_of(case)
    assume(has_what_it_asks_for(rule, assessment))
    worst = with_answers(case, {key: Known(0) for key in missing(case)})
    assert is_met(rule, assessment) == is_met(rule, assessment_of(worst))


@given(cases(), st.data())
def test_a_quadrant_is_met_exactly_if_no_completion_leaves_the_wanted_ones(case: Case, data: DataObject) -> None:
    grid = case.questionnaire.grid
    assume(grid is not None)
    assert grid is not None
    wanted = data.draw(st.sets(st.sampled_from([cell.id for cell in grid.quadrants]), min_size=1))
    rule = QuadrantGate(tuple(sorted(wanted)))
    assume(has_what_it_asks_for(rule, assessment_of(case)))
    across = {question.id for question in grid.across.questions}
    best = {one.id: one.best for one in case.questionnaire.questions}
    ends = [
        with_answers(case, {key: Known(best[key] if (right if key in across else up) else 0) for key in missing(case)})
        for right in (False, True)
        for up in (False, True)
    ]
    # The score as it is lies between the ends, but it need not be that of a completion.
    reached = [assessment_of(one).placement for one in (case, *ends)]
    inside = all(one and one.quadrant and one.quadrant.id in wanted for one in reached)
    assert is_met(rule, assessment_of(case)) == inside


@given(cases(), st.data())
def test_what_meets_a_demand_meets_every_looser_one(case: Case, data: DataObject) -> None:
    assessment, questionnaire = assessment_of(case), case.questionnaire
    strict = data.draw(rules(questionnaire))
    match strict:
        case DemandGate(demand=demand):
            looser: Rule = DemandGate(Demand(demand.id, demand.minimum * data.draw(st.fractions(0, 1))))
        case RungGate(ladder=key, rung=rung):
            rungs = [one.id for ladder in questionnaire.ladders if ladder.id == key for one in ladder.rungs]
            looser = RungGate(key, data.draw(st.sampled_from(rungs[: rungs.index(rung) + 1])))
        case QuadrantGate(quadrants=wanted):
            cells = [cell.id for cell in questionnaire.grid.quadrants] if questionnaire.grid else []
            looser = QuadrantGate((*wanted, data.draw(st.sampled_from(cells))))
        case MissingGate(most=most):
            looser = MissingGate(most + data.draw(st.integers(0, 3)))
        case _:
            looser = strict
    assert is_met(looser, assessment) or not is_met(strict, assessment)


@given(cases(conditions=False), st.data())
def test_a_better_answer_never_breaks_a_gate_that_asks_for_more(case: Case, data: DataObject) -> None:
    questionnaire = case.questionnaire
    kinds: list[st.SearchStrategy[Rule]] = [demands(questionnaire)]
    if questionnaire.ladders:
        kinds.append(rung_gates(questionnaire))
    if questionnaire.grid:
        kinds.append(st.just(QuadrantGate((questionnaire.grid.at(True, True).id,))))
    rule = data.draw(st.one_of(kinds))
    assume(is_met(rule, assessment_of(case)))
    given_ = case.answers.by_question
    levels = {
        one.id: answer.level for one in questionnaire.questions if isinstance(answer := given_.get(one.id), Known)
    }
    improvable = [one.id for one in questionnaire.questions if levels.get(one.id, one.best) < one.best]
    assume(improvable)
    key = data.draw(st.sampled_from(improvable))
    assert is_met(rule, assessment_of(with_answers(case, {key: Known(levels[key] + 1)})))


@given(cases(), st.data())
def test_costs_name_answers_that_could_be_better_and_only_while_the_gate_is_not_met(
    case: Case, data: DataObject
) -> None:
    rule, assessment = data.draw(rules(case.questionnaire)), assessment_of(case)
    named = costs(rule, assessment)
    best = {one.id: one.best for one in case.questionnaire.questions}
    assert set(named) <= set(best)
    assert len(named) == len(set(named))
    assert not (named and is_met(rule, assessment))
    for key in named:
        answer = case.answers.by_question.get(key)
        assert not isinstance(answer, NotApplicable)
        assert not isinstance(answer, Known) or answer.level < best[key]


@given(cases(), st.data())
def test_raising_what_is_named_meets_a_gate_that_asks_for_more(case: Case, data: DataObject) -> None:
    rule = data.draw(rules(case.questionnaire))
    # What is opened counts with the answer it has, so that there may be more to raise.
    while named := costs(rule, assessment_of(case)):
        case = raised_to_the_best(case, named)
    assessment = assessment_of(case)
    grid = case.questionnaire.grid
    top = grid.at(True, True).id if grid else ""
    if isinstance(rule, DemandGate | RungGate | MissingGate) or (
        isinstance(rule, QuadrantGate) and top in rule.quadrants
    ):
        assert is_met(rule, assessment) or not has_what_it_asks_for(rule, assessment)


@given(cases())
def test_no_gate_that_fits_no_questionnaire_is_met_and_a_baseline_that_holds_nothing_is(case: Case) -> None:
    unfit, baseline = Gate("leader=1", UnfitGate("no such thing")), Gate("baseline", BaselineGate(Fraction(0)))
    verdicts = judge([unfit, baseline], assessment_of(case))
    assert [(one.gate, one.met) for one in verdicts] == [(unfit, False), (baseline, True)]
    assert costs(unfit.rule, assessment_of(case)) == ()
