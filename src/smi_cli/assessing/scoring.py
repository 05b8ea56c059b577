"""Answers to exact scores of factors, axes and the whole, with what missing answers could still change.

The rules: a factor is the weighted mean of its applicable questions, an axis that of its factors. `na` leaves the
denominators. Missing answers are left out of the score; beside it stand `low` and `high`, where each of them is at
its worst and at its best. An axis of which less than half is known has no score.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from math import lcm

from smi_cli.assessing.compiling import Compiled, CompiledAxis, CompiledFactor, CompiledQuestion
from smi_cli.model.answers import Answer, Answers, ContextAnswer, Known, NotApplicable
from smi_cli.model.questionnaire import Axis, Condition, Factor, Overall, Question

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


@dataclass(frozen=True, slots=True)
class Measures:
    """One pass over the answers: the level of every question, the score (0 to 100) of all above them."""

    levels: Levels
    scores: Mapping[str, Measure]


@dataclass(frozen=True, slots=True)
class Range:
    """A score from 0 to 100, None where too little is known, between the least and the most that it can still become.

    All three are None where nothing applies.
    """

    score: Fraction | None
    low: Fraction | None
    high: Fraction | None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionScore:
    """A question and what its answer does: `share` (0 to 1) of the axis rests on it and gives `contribution` points.

    `level` is what counts: the answer's level, the worst one if the question is `not_asked`, or the gap. `stake` is
    what the axis could gain from the worst to the best answer if everything else were known.
    """

    question: Question
    answer: Answer | None
    level: int | Gap
    not_asked: bool
    needed: bool
    share: Fraction
    contribution: Fraction
    stake: Fraction

    @property
    def missing(self) -> bool:
        """Whether an answer is wanted that is not there."""
        return self.needed and self.level is Gap.MISSING

    def gain(self, level: int) -> Fraction:
        """Points that the axis gains when only this answer rises to a level."""
        if isinstance(self.level, Gap):
            return Fraction(0)
        values = self.question.levels
        return 100 * self.share * (values[level].value - values[self.level].value)


@dataclass(frozen=True, slots=True)
class FactorScore:
    """A factor, its score, and its questions. `share` (0 to 1) of the axis score rests on it."""

    factor: Factor
    range: Range
    share: Fraction
    questions: tuple[QuestionScore, ...]


@dataclass(frozen=True, slots=True)
class AxisScore:
    """An axis, its score, how much of its effective weight is known (0 to 1), and its factors."""

    axis: Axis
    range: Range
    known: Fraction
    factors: tuple[FactorScore, ...]

    @property
    def questions(self) -> tuple[QuestionScore, ...]:
        """The questions of all factors."""
        return tuple(question for factor in self.factors for question in factor.questions)


@dataclass(frozen=True, slots=True)
class Scores:
    """All scores of one answers file, and the three passes over the answers that they come from."""

    axes: tuple[AxisScore, ...]
    overall: Range
    mean: Range
    known: Measures
    worst: Measures
    best: Measures


def score_answers(compiled: Compiled, answers: Answers) -> Scores:
    """Score answers that fit the questionnaire."""
    known = _measure(compiled, answers, Missing.LEFT_OUT)
    complete = Gap.MISSING not in known.levels.values()
    worst = known if complete else _measure(compiled, answers, Missing.WORST)
    best = known if complete else _measure(compiled, answers, Missing.BEST)
    return Scores(
        axes=tuple(_axis_score(compiled, axis, answers, (known, worst, best)) for axis in compiled.axes),
        overall=_range("overall", known, worst, best),
        mean=_range("mean", known, worst, best),
        known=known,
        worst=worst,
        best=best,
    )


def _measure(compiled: Compiled, answers: Answers, missing: Missing) -> Measures:
    levels = _count_levels(compiled, answers, missing)
    scores: dict[str, Measure] = {}
    for axis in compiled.axes:
        for factor in axis.factors:
            if factor.factor.id:
                scores[factor.factor.id] = _factor_measure(factor, levels, compiled.scale)
        scores[axis.axis.id] = _axis_measure(axis, levels, compiled.scale)
    by_axis = [(axis.weight, scores[axis.axis.id]) for axis in compiled.axes]
    scores["mean"] = _mean_of(by_axis)
    scores["overall"] = scores["mean"] if compiled.questionnaire.overall is Overall.MEAN else _minimum_of(by_axis)
    return Measures(levels, scores)


def _count_levels(compiled: Compiled, answers: Answers, missing: Missing) -> Levels:
    levels: dict[str, int | Gap] = {}
    for axis in compiled.axes:
        for factor in axis.factors:
            for one in factor.questions:
                question = one.question
                gap = _closed(question.only_if, levels, answers.context)
                levels[question.id] = (
                    _count_level(question, answers.by_question.get(question.id), missing) if gap is None else gap
                )
    return levels


def _closed(condition: Condition, levels: Levels, context: Mapping[str, ContextAnswer]) -> int | Gap | None:
    """What a question counts for if its condition keeps it from being asked: not applicable, or its worst level."""
    for key, wanted in condition.context.items():
        if key in context and not _holds(wanted, context[key]):
            return Gap.NA
    counted = [(levels[key], least) for key, least in condition.levels.items()]
    if any(level is Gap.NA for level, _ in counted):
        return Gap.NA
    if any(isinstance(level, int) and level < least for level, least in counted):
        return 0
    return None


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


def _sums(factor: CompiledFactor, levels: Levels) -> tuple[int, int, int]:
    """The weighted values that are known, the weight that is known, the weight that applies."""
    value = known = applicable = 0
    for one in factor.questions:
        level = levels[one.question.id]
        if level is Gap.NA:
            continue
        applicable += one.weight
        if level is not Gap.MISSING:
            known += one.weight
            value += one.weight * one.values[level]
    return value, known, applicable


def _factor_measure(factor: CompiledFactor, levels: Levels, scale: int) -> Measure:
    value, known, applicable = _sums(factor, levels)
    if known:
        return Fraction(100 * value, known * scale)
    return Gap.MISSING if applicable else Gap.NA


def _axis_measure(axis: CompiledAxis, levels: Levels, scale: int) -> Measure:
    sums = [(factor.weight, *_sums(factor, levels)) for factor in axis.factors]
    if not any(weight and applicable for weight, _, _, applicable in sums):
        return Gap.NA
    if _known_share(sums) < HALF:
        return Gap.MISSING
    known = [(weight, value, weighed) for weight, value, weighed, _ in sums if weight and weighed]
    common = lcm(*(weighed for _, _, weighed in known))
    total = sum(weight * value * (common // weighed) for weight, value, weighed in known)
    return Fraction(100 * total, common * scale * sum(weight for weight, _, _ in known))


def _known_share(sums: list[tuple[int, int, int, int]]) -> Fraction:
    whole = sum(weight for weight, _, _, applicable in sums if applicable)
    parts = (Fraction(weight * known, applicable) for weight, _, known, applicable in sums if applicable)
    return sum(parts, Fraction(0)) / whole if whole else Fraction(0)


def _mean_of(by_axis: list[tuple[int, Measure]]) -> Measure:
    weighed = [(weight, score) for weight, score in by_axis if weight and score is not Gap.NA]
    if not weighed:
        return Gap.NA
    if any(score is Gap.MISSING for _, score in weighed):
        return Gap.MISSING
    total = sum((weight * score for weight, score in weighed if isinstance(score, Fraction)), Fraction(0))
    return total / sum(weight for weight, _ in weighed)


def _minimum_of(by_axis: list[tuple[int, Measure]]) -> Measure:
    applicable = [score for _, score in by_axis if score is not Gap.NA]
    if not applicable:
        return Gap.NA
    known = [score for score in applicable if isinstance(score, Fraction)]
    return min(known) if len(known) == len(applicable) else Gap.MISSING


def _range(key: str, known: Measures, worst: Measures, best: Measures) -> Range:
    return Range(*(score if isinstance(score := one.scores[key], Fraction) else None for one in (known, worst, best)))


def _axis_score(
    compiled: Compiled, axis: CompiledAxis, answers: Answers, passes: tuple[Measures, Measures, Measures]
) -> AxisScore:
    levels = passes[0].levels
    sums = [(factor.weight, *_sums(factor, levels)) for factor in axis.factors]
    known_weight = sum(weight for weight, _, known, _ in sums if known)
    whole_weight = sum(weight for weight, _, _, applicable in sums if applicable)
    factors = []
    for factor, (weight, _, known, applicable) in zip(axis.factors, sums, strict=True):
        share = Fraction(weight, known_weight) if known and known_weight else Fraction(0)
        stake = Fraction(weight, whole_weight) if applicable and whole_weight else Fraction(0)
        questions = tuple(
            _question_score(
                one,
                answers.by_question.get(one.question.id),
                levels,
                answers.context,
                share * Fraction(one.weight, known) if known else Fraction(0),
                stake * Fraction(one.weight, applicable) if applicable else Fraction(0),
            )
            for one in factor.questions
        )
        factors.append(FactorScore(factor.factor, _factor_range(factor, compiled.scale, passes), share, questions))
    return AxisScore(axis.axis, _range(axis.axis.id, *passes), _known_share(sums), tuple(factors))


def _factor_range(factor: CompiledFactor, scale: int, passes: tuple[Measures, Measures, Measures]) -> Range:
    measures = (_factor_measure(factor, one.levels, scale) for one in passes)
    return Range(*(measure if isinstance(measure, Fraction) else None for measure in measures))


def _question_score(
    one: CompiledQuestion,
    answer: Answer | None,
    levels: Levels,
    context: Mapping[str, ContextAnswer],
    share: Fraction,
    stake: Fraction,
) -> QuestionScore:
    question, level = one.question, levels[one.question.id]
    worst, best = question.levels[0].value, question.levels[-1].value
    counted = share if isinstance(level, int) else Fraction(0)
    return QuestionScore(
        question=question,
        answer=answer,
        level=level,
        not_asked=_closed(question.only_if, levels, context) is not None,
        needed=one.needed,
        share=counted,
        contribution=100 * counted * question.levels[level].value if isinstance(level, int) else Fraction(0),
        stake=100 * stake * (best - worst),
    )
