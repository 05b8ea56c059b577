"""Where a subject falls shortest: the lowest factors or, where an axis has none, the lowest answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import NamedTuple

from smi_cli.assessing.scoring import AxisScore, FactorScore, QuestionScore, Scores
from smi_cli.model.questionnaire import Axis, Factor

FULL = 100


class Shortfall(NamedTuple):
    """A factor, or None for an answer of its own, with its score under 100 and the lowest answer that counts in it."""

    axis: Axis
    factor: Factor | None
    score: Fraction
    lowest: QuestionScore


def widest_shortfalls(scores: Scores, number: int) -> tuple[list[Shortfall], list[Shortfall]]:
    """The lowest of all axes, the lowest first, and those beyond the number that are as low as the last of them.

    Of equal ones, those come first that stand first in the questionnaire.
    """
    found = sorted((one for axis in scores.axes for one in _of_axis(axis)), key=lambda one: one.score)
    lowest, others = found[:number], found[number:]
    return lowest, [one for one in others if one.score == lowest[-1].score]


def lowest_answer(questions: Iterable[QuestionScore]) -> QuestionScore | None:
    """The answer at the lowest value among those that count; the first of equal ones, None where there is none."""
    return min((one for one in questions if one.share and isinstance(one.level, int)), key=_value, default=None)


def _of_axis(axis: AxisScore) -> Iterator[Shortfall]:
    for factor in axis.factors:
        if factor.factor.id:
            yield from _of_factor(axis.axis, factor)
        else:
            counted = [one for one in factor.questions if one.share and isinstance(one.level, int)]
            yield from (Shortfall(axis.axis, None, _value(one), one) for one in counted if _value(one) < FULL)


def _of_factor(axis: Axis, factor: FactorScore) -> Iterator[Shortfall]:
    score, lowest = factor.range.score, lowest_answer(factor.questions)
    if score is not None and score < FULL and factor.share and lowest:
        yield Shortfall(axis, factor.factor, score, lowest)


def _value(one: QuestionScore) -> Fraction:
    assert isinstance(one.level, int)  # noqa: S101 - the callers' condition
    return FULL * one.question.levels[one.level].value
