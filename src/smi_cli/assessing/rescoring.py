"""Scoring an axis once more from what a result keeps, with the engine that scored it first."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache
from typing import Final, NamedTuple

from smi_cli.assessing.compiling import Compiled, Measure, compile_questionnaire
from smi_cli.assessing.kept import KeptAxis, KeptFactor, KeptQuestion
from smi_cli.assessing.measuring import Levels, Measures
from smi_cli.model.questionnaire import (
    Axis,
    Condition,
    Factor,
    Level,
    Origin,
    OriginKind,
    Overall,
    Question,
    Questionnaire,
)

AXES_KEPT: Final = 64
_ORIGIN: Final = Origin(OriginKind.DECIDED)
_ALWAYS: Final = Condition({}, {})


class Rescored(NamedTuple):
    """The score of an axis, and the points that the known answers contribute to it, by question."""

    score: Measure
    contributions: Mapping[str, Fraction]


def rescore(axis: KeptAxis, levels: Levels) -> Rescored:
    """Score an axis from what each of its questions counts for; a level above the best one counts as the best."""
    keys = [question.id for question in axis.questions]
    counted = [
        min(level, question.best) if isinstance(level := levels[question.id], int) else level
        for question in axis.questions
    ]
    measures = Measures(_compiled(axis), counted, frozenset())
    (tally,) = measures.tallies
    return Rescored(
        score=measures.score(axis.id),
        contributions={
            keys[place]: Fraction(points[level], tally.whole)
            for place, points in tally.terms.items()
            if isinstance(level := counted[place], int)
        },
    )


# Most results of a batch are of one questionnaire with the same weights.
@lru_cache(AXES_KEPT)
def _compiled(axis: KeptAxis) -> Compiled:
    """The axis as all that there is to a questionnaire, with nothing in it that plays no part in a score."""
    return compile_questionnaire(
        Questionnaire(
            id="",
            version="",
            title="",
            summary="",
            review_every=None,
            overall=Overall.MEAN,
            axes=(_axis(axis),),
            context=(),
            grid=None,
            ladders=(),
            origin=_ORIGIN,
        )
    )


def _axis(axis: KeptAxis) -> Axis:
    factors = tuple(_factor(one) for one in axis.factors)
    return Axis(axis.id, axis.title, "", Fraction(1), axis.cut, factors, _ORIGIN)


def _factor(factor: KeptFactor) -> Factor:
    questions = tuple(_question(one) for one in factor.questions)
    return Factor(factor.id, factor.title, "", factor.weight, questions, _ORIGIN)


def _question(question: KeptQuestion) -> Question:
    return Question(
        id=question.id,
        ask=question.ask,
        levels=tuple(Level("", value) for value in question.values),
        weight=question.weight,
        evidence="",
        known_by="",
        na="",
        only_if=_ALWAYS,
        since="",
        origin=_ORIGIN,
    )
