"""The moves that lead to higher levels: in order, each with what it is for, its gain, and the step that leads there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from smi_cli.assessing.assessment import Assessment
from smi_cli.assessing.compiling import Gap
from smi_cli.assessing.measuring import Measures, Missing, measure_answers
from smi_cli.assessing.ordering import Rise, find_openers, put_in_order
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
    """A question that goes up one level, to `level`, in the order of the plan.

    `gain` are the points that this adds to the score of its axis, for certain; `opens` are the questions, by id, that
    are asked only then. `missing`: nobody has answered it yet, and it counts from its lowest level.
    """

    question: Question
    axis: Axis
    level: int
    effort: int
    gain: Fraction
    purpose: Purpose
    opens: tuple[str, ...]
    missing: bool
    lead: Lead | None


class Journey(NamedTuple):
    """Where moves begin and end: the answers, with everything missing at its worst, and the levels to reach, by id."""

    answers: Answers
    ends: Mapping[str, int]


def list_moves(assessment: Assessment, journey: Journey, first: str, demanded: Mapping[str, int]) -> tuple[Move, ...]:
    """The moves in the order in which to do them, that of `ordering`.

    The axis `first`, by id, comes before the others; without one, that which takes the least effort. `demanded` are
    levels that targets ask for, by question.
    """
    compiled = assessment.compiled
    before = measure_answers(compiled, journey.answers, Missing.WORST)
    raised = journey.answers._replace(
        by_question={**journey.answers.by_question, **{key: Known(level) for key, level in journey.ends.items()}}
    )
    after = measure_answers(compiled, raised, Missing.WORST)
    rises = _rises(assessment, journey)
    ordered = put_in_order(rises, assessment, (before, after), _axes(rises, assessment, first))
    opens: dict[Rise, list[str]] = {}
    for parent, reach, child in find_openers(assessment, (before, after)):
        for rise in rises:
            if rise.place == parent and rise.level == reach:
                opens.setdefault(rise, []).append(child)
    return tuple(_describe(assessment, journey, ordered, opens, demanded))


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


def _describe(
    assessment: Assessment,
    journey: Journey,
    ordered: Sequence[Rise],
    opens: Mapping[Rise, Sequence[str]],
    demanded: Mapping[str, int],
) -> Iterator[Move]:
    compiled = assessment.compiled
    questions = list(assessment.questionnaire.questions)
    axis_of = {question.id: axis for axis in assessment.questionnaire.axes for question in axis.questions}
    missing = {key for key, level in assessment.passes.known.levels.items() if level is Gap.MISSING}
    answers, score = journey.answers, measure_answers(compiled, journey.answers, Missing.WORST)
    for rise in ordered:
        question = questions[rise.place]
        axis = axis_of[question.id]
        answers = answers._replace(by_question={**answers.by_question, question.id: Known(rise.level)})
        now = measure_answers(compiled, answers, Missing.WORST)
        gain = _points(now, axis) - _points(score, axis)
        score = now
        yield Move(
            question=question,
            axis=axis,
            level=rise.level,
            effort=rise.effort,
            gain=gain,
            purpose=_purpose(rise.level, demanded.get(question.id, 0), gain, opens=rise in opens),
            opens=tuple(opens.get(rise, ())),
            missing=question.id in missing,
            lead=find_lead(assessment, question.id, rise.level),
        )


def find_lead(assessment: Assessment, key: str, level: int) -> Lead | None:
    """The step that leads a question to a level: one of the quadrant's own blueprint first, then the nearest."""
    own = assessment.blueprint
    leads = [
        Lead(step, blueprint, blueprint is not own)
        for blueprint in assessment.instrument.blueprints.values()
        for step in blueprint.steps
        if step.raises.get(key, 0) >= level
    ]
    return min(leads, key=lambda lead: (lead.borrowed, lead.step.raises[key]), default=None)


def _points(measures: Measures, axis: Axis) -> Fraction:
    score = measures.score(axis.id)
    return score if isinstance(score, Fraction) else Fraction(0)


def _purpose(level: int, demanded: int, gain: Fraction, *, opens: bool) -> Purpose:
    if level <= demanded:
        return Purpose.DEMANDED
    if opens:
        return Purpose.OPENS
    return Purpose.LIFTS if gain else Purpose.LEADS_ON
