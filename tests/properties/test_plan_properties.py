"""What is true of every plan: against brute force over all moves on small questionnaires, nothing is cheaper."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import product
from math import prod
from typing import NamedTuple

from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from builders import replace
from properties.strategies import cases
from smi_cli.assessing.assessment import Assessment
from smi_cli.assessing.compiling import compile_questionnaire
from smi_cli.assessing.gating import is_met
from smi_cli.assessing.planning import Aim, Order, Plan, find_still, make_plan
from smi_cli.assessing.posts import effort_of, fill_in
from smi_cli.model.answers import Known, NotApplicable
from smi_cli.model.blueprint import Instrument
from smi_cli.model.gates import DemandGate, QuadrantGate, RungGate, Target
from smi_cli.model.questionnaire import Axis, Demand, Question, Questionnaire

MOST_WAYS = 400


class Way(NamedTuple):
    """Some moves: what they take, how many questions change, all levels, and the answers with nothing missing.

    `behind` has everything that is missing at its worst, `at_best` at its best, whatever the moves make of it.
    """

    effort: int
    changes: int
    levels: tuple[int, ...]
    behind: Assessment
    at_best: Assessment


@st.composite
def situations(draw: DrawFn) -> tuple[Assessment, Order]:
    """Answers to a small questionnaire with efforts, and an order for a plan without a budget."""
    case = draw(cases(axes=(1, 2)))
    questionnaire = draw(_with_efforts(case.questionnaire))
    assume(prod(len(question.levels) for question in questionnaire.questions) <= 20 * MOST_WAYS)
    assessment = Assessment(Instrument(questionnaire, {}), compile_questionnaire(questionnaire), case.answers)
    ids = [question.id for question in questionnaire.questions]
    names = ids + [axis.id for axis in questionnaire.axes]
    names += [factor.id for axis in questionnaire.axes for factor in axis.named_factors]
    excluded = frozenset(draw(st.lists(st.sampled_from(names), max_size=2)))
    aims = draw(st.lists(_targets(questionnaire), min_size=1, max_size=2))
    first = draw(st.sampled_from(["", *(axis.id for axis in questionnaire.axes)]))
    order = Order(tuple(Aim("target", aim) for aim in aims), first=first, excluded=excluded)
    assume(prod(len(one) for one in _choices(assessment, order)) <= MOST_WAYS)
    return assessment, order


@st.composite
def _with_efforts(draw: DrawFn, questionnaire: Questionnaire) -> Questionnaire:
    vanishing: set[str] = set()  # what a better answer to others can take out of the count is worth 0 at its worst
    for question in questionnaire.questions:
        conditions = question.only_if
        if (conditions.levels or conditions.context) and (question.na or not vanishing.isdisjoint(conditions.levels)):
            vanishing.add(question.id)

    def effort(question: Question) -> Question:
        one = st.integers(1, 4)
        each = st.lists(one, min_size=question.best, max_size=question.best).map(tuple)
        floor = draw(st.sampled_from([Fraction(0), Fraction(0), Fraction(1, 2)]))
        lowest = Fraction(0) if question.id in vanishing else floor
        levels = tuple(level._replace(value=max(level.value, lowest)) for level in question.levels)
        return replace(question, effort=draw(one | each), levels=levels)

    def axis(one: Axis) -> Axis:
        factors = tuple(replace(factor, questions=tuple(map(effort, factor.questions))) for factor in one.factors)
        return replace(one, factors=factors)

    axes = tuple(map(axis, questionnaire.axes))
    grid = questionnaire.grid
    by_id = {one.id: one for one in axes}
    if grid:
        grid = replace(grid, across=by_id[grid.across.id], up=by_id[grid.up.id])
    return replace(questionnaire, axes=axes, grid=grid)


@st.composite
def _targets(draw: DrawFn, questionnaire: Questionnaire) -> Target:
    kinds = ["question", "score", *(["quadrant"] * 2 if questionnaire.grid else [])]
    kinds += ["rung"] * 2 if questionnaire.ladders else []
    match draw(st.sampled_from(kinds)):
        case "question":
            question = draw(st.sampled_from(list(questionnaire.questions)))
            return DemandGate(Demand(question.id, Fraction(draw(st.integers(1, question.best)))))
        case "score":
            axes = questionnaire.axes
            keys = ["overall", "mean", *(axis.id for axis in axes)]
            keys += [factor.id for axis in axes for factor in axis.named_factors if _weighs(factor.questions)]
            return DemandGate(Demand(draw(st.sampled_from(keys)), Fraction(draw(st.integers(0, 40)) * 5, 2)))
        case "rung":
            ladder = draw(st.sampled_from(questionnaire.ladders))
            return RungGate(ladder.id, draw(st.sampled_from(ladder.rungs)).id)
        case _:
            pass
    grid = questionnaire.grid
    assert grid
    cells = draw(st.lists(st.sampled_from(grid.quadrants), min_size=1, max_size=3, unique=True))
    return QuadrantGate(tuple(cell.id for cell in cells))


def _weighs(questions: tuple[Question, ...]) -> bool:
    return any(question.weight for question in questions)


def _choices(assessment: Assessment, order: Order) -> list[range]:
    """The levels on which every question can end: no answer falls, and what is left out or does not apply stays."""
    still = find_still(assessment, order.excluded)
    given = fill_in(assessment).by_question
    choices = []
    for question in assessment.questionnaire.questions:
        answer = given[question.id]
        level = answer.level if isinstance(answer, Known) else -1
        choices.append(range(level, level + 1 if level < 0 or question.id in still else len(question.levels)))
    return choices


def all_ways(assessment: Assessment, order: Order) -> Iterator[Way]:
    """Every set of moves there is."""
    filled = fill_in(assessment).by_question
    questions = list(assessment.questionnaire.questions)
    choices = _choices(assessment, order)
    for levels in product(*choices):
        raised = {one.id: Known(level) for one, level in zip(questions, levels, strict=True) if level >= 0}
        effort = changes = 0
        for question, level, choice in zip(questions, levels, choices, strict=True):
            changes += level > choice[0]
            effort += sum(effort_of(question, step) for step in range(choice[0] + 1, level + 1))
        missing = {one.id: Known(one.best) for one in questions if not _is_given(assessment, one)}
        behind = assessment.changed({**filled, **raised})
        yield Way(effort, changes, levels, behind, behind.changed(missing))


def _is_given(assessment: Assessment, question: Question) -> bool:
    return isinstance(assessment.answers.by_question.get(question.id), Known | NotApplicable)


def is_open(way: Way, plan: Plan) -> bool:
    """Whether a way raises nothing that is not asked: an answer without a question is worth nothing."""
    known = way.behind.passes.known
    start = fill_in(plan.assessment).by_question
    ids = plan.assessment.compiled.ids
    return all(
        level < 0 or level == start[key].level or (key not in known.not_asked and isinstance(known.levels[key], int))  # type: ignore[union-attr]
        for key, level in zip(ids, way.levels, strict=True)
    )


def is_certain(target: Target, way: Way) -> bool:
    """Whether moves reach a target whatever is found out: for quadrants each axis may lie at either of its ends."""
    grid = way.behind.questionnaire.grid
    if not isinstance(target, QuadrantGate) or grid is None:
        return is_met(target, way.behind)
    sides = []
    for axis in (grid.across, grid.up):
        scores = [end.passes.known.score(axis.id) for end in (way.behind, way.at_best)]
        sides.append({score > axis.cut for score in scores if isinstance(score, Fraction)})
    possible = {grid.at(across, up).id for across, up in product(*sides)}
    return bool(possible) and possible <= set(target.quadrants)


def rank(way: Way, plan: Plan) -> tuple[int, int, list[int]]:
    """The least effort first, the fewest changes, then what raises earlier questions more, of the first axis first."""
    compiled = plan.assessment.compiled
    axes = sorted(range(len(compiled.axes)), key=lambda number: compiled.axis_ids[number] != plan.order.first)
    places = [place for number in axes for place in range(*compiled.spans[number])]
    return way.effort, way.changes, [-way.levels[place] for place in places]


@given(situations())
def test_no_moves_reach_the_targets_with_less(situation: tuple[Assessment, Order]) -> None:
    assessment, order = situation
    plan = make_plan(assessment, order)
    reaching = [
        way
        for way in all_ways(assessment, order)
        if is_open(way, plan) and all(is_certain(aim.target, way) for aim in order.aims)
    ]
    if not reaching:
        assert plan.found is None
        assert plan.hindrances
        return
    best = min(reaching, key=lambda way: rank(way, plan))
    assert plan.found is not None
    assert tuple(plan.found.levels[key] for key in assessment.compiled.ids) == best.levels
    assert plan.effort == best.effort == sum(move.effort for move in plan.moves)
    assert len({move.question.id for move in plan.moves}) == best.changes
    stands = {key: answer.level for key, answer in fill_in(assessment).by_question.items() if isinstance(answer, Known)}
    for move in plan.moves:
        assert stands[move.question.id] == move.start < move.level
        stands[move.question.id] = move.level
    assert stands.items() <= plan.found.levels.items()


@given(situations(), st.integers(0, 30), st.booleans())
def test_no_moves_bring_more_points_for_a_budget(
    situation: tuple[Assessment, Order], budget: int, one_axis: bool
) -> None:
    assessment, order = situation
    order = order._replace(aims=(), budget=budget, first=order.first if one_axis else "")
    plan = make_plan(assessment, order)
    ways = [way for way in all_ways(assessment, order) if is_open(way, plan)]

    def points(way: Way) -> Fraction:
        score = way.behind.passes.known.score(plan.measured)
        return score if isinstance(score, Fraction) else Fraction(-1)

    best = min((way for way in ways if way.effort <= budget), key=lambda way: (-points(way), rank(way, plan)))
    assert plan.found is not None
    if points(best) >= 0:
        assert tuple(plan.found.levels[key] for key in assessment.compiled.ids) == best.levels
    for effort, score in plan.points:
        assert score == max(points(way) for way in ways if way.effort <= effort)
    tops = [score for _, score in plan.points]
    assert max(map(points, ways)) == max(tops, default=Fraction(-1))
