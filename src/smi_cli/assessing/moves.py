"""The moves that lead to higher levels: in order, each with what it is for, its gain, and the step that leads there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from fractions import Fraction
from itertools import groupby
from typing import NamedTuple

from smi_cli.assessing.assessment import Assessment
from smi_cli.assessing.compiling import Gap
from smi_cli.assessing.measuring import Measures, Missing, measure_answers
from smi_cli.assessing.ordering import Rise, find_openers, put_in_order, spread
from smi_cli.assessing.posts import effort_of
from smi_cli.model.answers import Answers, Known
from smi_cli.model.blueprint import Blueprint, Step
from smi_cli.model.questionnaire import Axis, Question


class Purpose(StrEnum):
    """What a move is for."""

    DEMANDED = "demanded"  # a target asks for this level
    OPENS = "opens"  # other questions are asked only then
    LIFTS = "lifts"  # it brings points
    LEADS_ON = "leads on"  # the next level of the question does one of these


class Lead(NamedTuple):
    """A blueprint's step that leads to a level; `borrowed` where it is another quadrant's blueprint."""

    step: Step
    blueprint: Blueprint
    borrowed: bool


class Move(NamedTuple):
    """A question that goes up from a level, `start`, to another, `level`, in the order of the plan.

    Levels of a question that follow each other are one move where they begin in one quarter and one step leads there.
    `gain` are the points that this adds to the score of its axis, for certain; `opens` are the questions, by id, that
    are asked only then. `missing`: nobody has answered it yet, and it counts from its lowest level. `quarter` is
    counted from 1, 0 where none are asked for.
    """

    question: Question
    axis: Axis
    start: int
    level: int
    effort: int
    gain: Fraction
    purpose: Purpose
    opens: tuple[str, ...]
    missing: bool
    lead: Lead | None
    quarter: int

    @property
    def unanswered(self) -> bool:
        """Whether it begins on no level, since nobody has answered its question yet."""
        return self.missing and not self.start


class Stretch(NamedTuple):
    """Rises of one question that become one move, with their quarter and what leads there."""

    rises: tuple[Rise, ...]
    quarter: int
    lead: Lead | None


class Journey(NamedTuple):
    """Where moves begin and end: the answers, with everything missing at its worst, and the levels to reach, by id."""

    answers: Answers
    ends: Mapping[str, int]


class Manner(NamedTuple):
    """How moves are put: the axis that comes first, by id, or empty; and over how many quarters, 0 for none."""

    first: str
    quarters: int


def list_moves(
    assessment: Assessment, journey: Journey, manner: Manner, demanded: Mapping[str, int]
) -> tuple[Move, ...]:
    """The moves in the order in which to do them, that of `ordering`.

    Without an axis to come first, that which takes the least effort does. `demanded` are levels that targets ask for,
    by question.
    """
    compiled = assessment.compiled
    before = measure_answers(compiled, journey.answers, Missing.WORST)
    raised = journey.answers._replace(
        by_question={**journey.answers.by_question, **{key: Known(level) for key, level in journey.ends.items()}}
    )
    after = measure_answers(compiled, raised, Missing.WORST)
    rises = _rises(assessment, journey)
    ordered = put_in_order(rises, assessment, (before, after), _axes(rises, assessment, manner.first))
    opens: dict[Rise, list[str]] = {}
    for parent, reach, child in find_openers(assessment, (before, after)):
        for rise in rises:
            if rise.place == parent and rise.level == reach:
                opens.setdefault(rise, []).append(child)
    return tuple(_describe(assessment, journey, _join(ordered, manner.quarters, assessment), opens, demanded))


def _rises(assessment: Assessment, journey: Journey) -> list[Rise]:
    places, questions = assessment.compiled.places, list(assessment.questionnaire.questions)
    rises = []
    for key, end in journey.ends.items():
        answer = journey.answers.by_question[key]
        start = answer.level if isinstance(answer, Known) else end  # only answers with a level go up
        for level in range(start + 1, end + 1):
            effort = effort_of(questions[places[key]], level, assessment.efforts)
            rises.append(Rise(places[key], level, effort))
    return rises


def _axes(rises: Sequence[Rise], assessment: Assessment, first: str) -> list[int]:
    """The axes by number: the first one, then those that take less effort."""
    spans, ids = assessment.compiled.spans, assessment.compiled.axis_ids
    efforts = [sum(rise.effort for rise in rises if start <= rise.place < end) for start, end in spans]
    return sorted(range(len(ids)), key=lambda number: (ids[number] != first, efforts[number]))


def _join(ordered: Sequence[Rise], quarters: int, assessment: Assessment) -> Iterator[Stretch]:
    """The rises in their order, those of a question that follow each other as one where quarter and step are one."""
    ids = assessment.compiled.ids
    chosen = spread([rise.effort for rise in ordered], quarters) if quarters else [0] * len(ordered)
    each = (
        Stretch((rise,), quarter, find_lead(assessment, ids[rise.place], rise.level))
        for rise, quarter in zip(ordered, chosen, strict=True)
    )
    for _, alike in groupby(each, lambda one: (one.rises[0].place, one.quarter, one.lead)):
        parts = list(alike)
        yield parts[0]._replace(rises=tuple(rise for part in parts for rise in part.rises))


def _describe(
    assessment: Assessment,
    journey: Journey,
    stretches: Iterable[Stretch],
    opens: Mapping[Rise, Sequence[str]],
    demanded: Mapping[str, int],
) -> Iterator[Move]:
    compiled = assessment.compiled
    questions = list(assessment.questionnaire.questions)
    axis_of = {question.id: axis for axis in assessment.questionnaire.axes for question in axis.questions}
    missing = {key for key, level in assessment.passes.known.levels.items() if level is Gap.MISSING}
    answers, score = journey.answers, measure_answers(compiled, journey.answers, Missing.WORST)
    for stretch in stretches:
        start, level = stretch.rises[0].level - 1, stretch.rises[-1].level
        question = questions[stretch.rises[0].place]
        axis = axis_of[question.id]
        answers = answers._replace(by_question={**answers.by_question, question.id: Known(level)})
        now = measure_answers(compiled, answers, Missing.WORST)
        gain = _points(now, axis) - _points(score, axis)
        score = now
        opened = tuple(key for rise in stretch.rises for key in opens.get(rise, ()))
        yield Move(
            question=question,
            axis=axis,
            start=start,
            level=level,
            effort=sum(rise.effort for rise in stretch.rises),
            gain=gain,
            purpose=_purpose(start, demanded.get(question.id, 0), gain, opens=bool(opened)),
            opens=opened,
            missing=question.id in missing,
            lead=stretch.lead,
            quarter=stretch.quarter,
        )


def find_lead(assessment: Assessment, key: str, level: int) -> Lead | None:
    """The step that leads a question to a level and least beyond; of several, one of the quadrant's own blueprint."""
    own = assessment.blueprint
    leads = [
        Lead(step, blueprint, blueprint is not own)
        for blueprint in assessment.instrument.blueprints.values()
        for step in blueprint.steps
        if step.raises.get(key, 0) >= level
    ]
    return min(leads, key=lambda lead: (lead.step.raises[key], lead.borrowed), default=None)


def _points(measures: Measures, axis: Axis) -> Fraction:
    score = measures.score(axis.id)
    return score if isinstance(score, Fraction) else Fraction(0)


def _purpose(start: int, demanded: int, gain: Fraction, *, opens: bool) -> Purpose:
    if start < demanded:
        return Purpose.DEMANDED
    if opens:
        return Purpose.OPENS
    return Purpose.LIFTS if gain else Purpose.LEADS_ON
