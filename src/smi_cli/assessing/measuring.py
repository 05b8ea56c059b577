"""One pass over the answers: what level every question counts for, and the exact scores of all above them.

The rules: a factor is the weighted mean of its applicable questions, an axis that of its factors. `na` leaves the
denominators. An axis of which less than half is known has no score. A question that is not asked counts at its worst.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum
from fractions import Fraction
from math import lcm
from typing import NamedTuple

from smi_cli.assessing.compiling import Compiled, CompiledAxis, CompiledFactor
from smi_cli.model.answers import Answer, Answers, ContextAnswer, Known, NotApplicable
from smi_cli.model.questionnaire import Condition, Overall, Question

HALF = Fraction(1, 2)


class Gap(Enum):
    """Why a question, a factor or an axis has no level or score."""

    NA = "not applicable"
    MISSING = "missing"


class Missing(Enum):
    """How a pass over the answers counts what is missing."""

    LEFT_OUT = "left out"
    WORST = "worst"
    BEST = "best"


Levels = Mapping[str, int | Gap]
Measure = Fraction | Gap


class Sums(NamedTuple):
    """A factor: its own weight, its weighted values, the weight of its known and of its applicable questions."""

    weight: int
    value: int
    known: int
    applicable: int


class Measures(NamedTuple):
    """One pass over the answers.

    The level that every question counts for, those that were not to be asked, the score (0 to 100) of every factor,
    axis and the whole by id, and the sums of the factors by axis, in the questionnaire's order.
    """

    levels: Levels
    not_asked: frozenset[str]
    scores: Mapping[str, Measure]
    sums: tuple[tuple[Sums, ...], ...]


def measure_answers(compiled: Compiled, answers: Answers, missing: Missing) -> Measures:
    """Count levels and scores, what is missing left out, at its worst or at its best."""
    levels, not_asked = _count_levels(compiled, answers, missing)
    sums = tuple(tuple(_sum_up(factor, levels) for factor in axis.factors) for axis in compiled.axes)
    scores: dict[str, Measure] = {}
    for axis, axis_sums in zip(compiled.axes, sums, strict=True):
        for factor, one in zip(axis.factors, axis_sums, strict=True):
            if factor.factor.id:
                scores[factor.factor.id] = measure_factor(one, compiled.scale)
        scores[axis.axis.id] = _measure_axis(axis_sums, compiled.scale)
    scores["mean"] = _mean(compiled.axes, scores)
    minimum = compiled.questionnaire.overall is Overall.MINIMUM
    scores["overall"] = _minimum(compiled.axes, scores) if minimum else scores["mean"]
    return Measures(levels, not_asked, scores, sums)


def measure_factor(sums: Sums, scale: int) -> Measure:
    """The score of a factor."""
    if sums.known:
        return Fraction(100 * sums.value, sums.known * scale)
    return Gap.MISSING if sums.applicable else Gap.NA


def known_share(sums: Sequence[Sums]) -> Fraction:
    """How much of an axis's effective weight is known, 0 to 1: factor share times question share."""
    whole = sum(one.weight for one in sums if one.applicable)
    parts = (Fraction(one.weight * one.known, one.applicable) for one in sums if one.applicable)
    return sum(parts, Fraction(0)) / whole if whole else Fraction(0)


def _count_levels(compiled: Compiled, answers: Answers, missing: Missing) -> tuple[Levels, frozenset[str]]:
    levels: dict[str, int | Gap] = {}
    closed = set()
    for axis in compiled.axes:
        for factor in axis.factors:
            for one in factor.questions:
                question = one.question
                instead = _closed(question.only_if, levels, answers.context)
                if instead is None:
                    levels[question.id] = _count_level(question, answers.by_question.get(question.id), missing)
                else:
                    levels[question.id] = instead
                    closed.add(question.id)
    return levels, frozenset(closed)


def _closed(condition: Condition, levels: Levels, context: Mapping[str, ContextAnswer]) -> int | Gap | None:
    """What a question counts for if its condition keeps it from being asked: not applicable, or its worst level."""
    for key, wanted in condition.context.items():
        if key in context and not _holds(wanted, context[key]):
            return Gap.NA
    parents = [(levels[key], least) for key, least in condition.levels.items()]
    if any(level is Gap.NA for level, _ in parents):
        return Gap.NA
    return 0 if any(isinstance(level, int) and level < least for level, least in parents) else None


def _holds(wanted: tuple[str, ...] | Fraction, given: ContextAnswer) -> bool:
    if isinstance(wanted, Fraction):
        return isinstance(given, Fraction) and given >= wanted
    chosen = given if isinstance(given, tuple) else (given,)
    return any(option in chosen for option in wanted)


def _count_level(question: Question, answer: Answer | None, missing: Missing) -> int | Gap:
    if isinstance(answer, Known):
        return answer.level
    if isinstance(answer, NotApplicable):
        return Gap.NA
    match missing:
        case Missing.LEFT_OUT:
            return Gap.MISSING
        case Missing.WORST:
            return 0
        case Missing.BEST:
            return question.best


def _sum_up(factor: CompiledFactor, levels: Levels) -> Sums:
    value = known = applicable = 0
    for one in factor.questions:
        level = levels[one.question.id]
        if level is Gap.NA:
            continue
        applicable += one.weight
        if level is not Gap.MISSING:
            known += one.weight
            value += one.weight * one.values[level]
    return Sums(factor.weight, value, known, applicable)


def _measure_axis(sums: Sequence[Sums], scale: int) -> Measure:
    if not any(one.weight and one.applicable for one in sums):
        return Gap.NA
    known = [one for one in sums if one.weight and one.known]
    if any(one.known < one.applicable for one in sums) and known_share(sums) < HALF:
        return Gap.MISSING
    common = lcm(*(one.known for one in known))
    total = sum(one.weight * one.value * (common // one.known) for one in known)
    return Fraction(100 * total, common * scale * sum(one.weight for one in known))


def _mean(axes: Sequence[CompiledAxis], scores: Mapping[str, Measure]) -> Measure:
    weighed = [(axis.weight, scores[axis.axis.id]) for axis in axes if axis.weight]
    known = [(weight, score) for weight, score in weighed if isinstance(score, Fraction)]
    if any(score is Gap.MISSING for _, score in weighed):
        return Gap.MISSING
    if not known:
        return Gap.NA
    total = sum((weight * score for weight, score in known), Fraction(0))
    return total / sum(weight for weight, _ in known)


def _minimum(axes: Sequence[CompiledAxis], scores: Mapping[str, Measure]) -> Measure:
    applicable = [score for axis in axes if (score := scores[axis.axis.id]) is not Gap.NA]
    known = [score for score in applicable if isinstance(score, Fraction)]
    if len(known) < len(applicable):
        return Gap.MISSING
    return min(known) if known else Gap.NA
