"""How much of a score rests on answers with evidence, and how much of that is old."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Final, NamedTuple

from smi_cli.assessing.assessment import Assessment, add_period
from smi_cli.assessing.scoring import AxisScore, QuestionScore
from smi_cli.model.answers import Answer, Known
from smi_cli.model.questionnaire import Axis, Period

FRESH_FOR: Final = Period(1, "years")


class Backing(NamedTuple):
    """An axis, and which parts (0 to 1) of the weight of its known answers have evidence, and old evidence.

    Evidence is old more than a year after it was seen, on the day that was asked about or else on that of the answers.
    What is not asked is no answer, and has no part in it.
    """

    axis: Axis
    evidence: Fraction
    old: Fraction


def back_axes(assessment: Assessment) -> tuple[Backing, ...]:
    """The evidence behind each axis that has a score."""
    today = assessment.scrutiny.as_of or assessment.answers.date
    backings = (_back(axis, assessment.answers.date, today) for axis in assessment.scores.axes)
    return tuple(one for one in backings if one)


def since_of(answer: Answer, answered: date) -> date:
    """The day from which the age of an answer counts: when its evidence was seen, else when it was given."""
    return answer.seen or answered


def _back(axis: AxisScore, answered: date, today: date) -> Backing | None:
    counted = [one for one in axis.questions if isinstance(one.answer, Known) and one.share and not one.not_asked]
    whole = sum(one.share for one in counted)
    if axis.range.score is None or not whole:
        return None
    backed = [one for one in counted if one.answer and one.answer.evidence.strip()]
    old = [one for one in backed if one.answer and add_period(since_of(one.answer, answered), FRESH_FOR) < today]
    return Backing(axis.axis, _share(backed) / whole, _share(old) / whole)


def _share(scores: list[QuestionScore]) -> Fraction:
    return sum((one.share for one in scores), Fraction(0))
