"""Answers to exact scores of factors, axes and the whole, with what missing answers could still change.

The score is computed from what is known. Beside it stand `low` and `high`, where every missing answer is at its worst
and at its best; `na` is never assumed.
"""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from smi_cli.assessing.compiling import Compiled, CompiledAxis, CompiledFactor, CompiledQuestion
from smi_cli.assessing.measuring import (
    Gap,
    Measure,
    Measures,
    Missing,
    Sums,
    known_share,
    measure_answers,
    measure_factor,
)
from smi_cli.model.answers import Answer, Answers
from smi_cli.model.questionnaire import Axis, Factor, Question

NOTHING = Fraction(0)


class Range(NamedTuple):
    """A score from 0 to 100, None where too little is known, between the least and the most that it can still become.

    All three are None where nothing applies.
    """

    score: Fraction | None
    low: Fraction | None
    high: Fraction | None


class QuestionScore(NamedTuple):
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
        """Points that the axis gains when only this answer rises to a level, and no other question depends on it."""
        if isinstance(self.level, Gap) or self.not_asked:
            return NOTHING
        values = self.question.levels
        return 100 * self.share * (values[level].value - values[self.level].value)


class FactorScore(NamedTuple):
    """A factor, its score, and its questions. `share` (0 to 1) of the axis score rests on it."""

    factor: Factor
    range: Range
    share: Fraction
    questions: tuple[QuestionScore, ...]


class AxisScore(NamedTuple):
    """An axis, its score, how much of its effective weight is known (0 to 1), and its factors."""

    axis: Axis
    range: Range
    known: Fraction
    factors: tuple[FactorScore, ...]

    @property
    def questions(self) -> tuple[QuestionScore, ...]:
        """The questions of all factors."""
        return tuple(question for factor in self.factors for question in factor.questions)


class Scores(NamedTuple):
    """All scores of one answers file, and the three passes over the answers that they come from."""

    axes: tuple[AxisScore, ...]
    overall: Range
    mean: Range
    known: Measures
    worst: Measures
    best: Measures

    def axis(self, key: str) -> AxisScore:
        """The score of the axis with an id that the questionnaire has."""
        return next(one for one in self.axes if one.axis.id == key)


def score_answers(compiled: Compiled, answers: Answers) -> Scores:
    """Score answers that fit the questionnaire."""
    known = measure_answers(compiled, answers, Missing.LEFT_OUT)
    complete = Gap.MISSING not in known.levels.values()
    worst = known if complete else measure_answers(compiled, answers, Missing.WORST)
    best = known if complete else measure_answers(compiled, answers, Missing.BEST)
    builder = _Builder(compiled, answers, known, worst, best)
    return Scores(
        axes=tuple(builder.axis(number, axis) for number, axis in enumerate(compiled.axes)),
        overall=builder.range_of("overall"),
        mean=builder.range_of("mean"),
        known=known,
        worst=worst,
        best=best,
    )


class _Builder:
    """Brings the three passes together, for one axis after the other."""

    def __init__(self, compiled: Compiled, answers: Answers, known: Measures, worst: Measures, best: Measures) -> None:
        self._scale = compiled.scale
        self._answers = answers
        self._known = known
        self._passes = (known, worst, best)

    def range_of(self, key: str) -> Range:
        return _range(*(one.scores[key] for one in self._passes))

    def axis(self, number: int, axis: CompiledAxis) -> AxisScore:
        sums = self._known.sums[number]
        known_weight = sum(one.weight for one in sums if one.known)
        whole_weight = sum(one.weight for one in sums if one.applicable)
        factors = []
        for place, (factor, one) in enumerate(zip(axis.factors, sums, strict=True)):
            span = _range(*(measure_factor(each.sums[number][place], self._scale) for each in self._passes))
            share = Fraction(one.weight, known_weight) if one.known and known_weight else NOTHING
            stake = Fraction(one.weight, whole_weight) if one.applicable and whole_weight else NOTHING
            factors.append(FactorScore(factor.factor, span, share, self._questions(factor, one, share, stake)))
        return AxisScore(axis.axis, self.range_of(axis.axis.id), known_share(sums), tuple(factors))

    def _questions(
        self, factor: CompiledFactor, sums: Sums, share: Fraction, stake: Fraction
    ) -> tuple[QuestionScore, ...]:
        per_known = share / sums.known if sums.known else NOTHING
        per_applicable = stake / sums.applicable if sums.applicable else NOTHING
        return tuple(
            self._question(one, per_known * one.weight, per_applicable * one.weight) for one in factor.questions
        )

    def _question(self, one: CompiledQuestion, share: Fraction, stake: Fraction) -> QuestionScore:
        question, level = one.question, self._known.levels[one.question.id]
        counts = isinstance(level, int)
        return QuestionScore(
            question=question,
            answer=self._answers.by_question.get(question.id),
            level=level,
            not_asked=question.id in self._known.not_asked,
            needed=one.needed,
            share=share if counts else NOTHING,
            contribution=100 * share * question.levels[level].value if isinstance(level, int) else NOTHING,
            stake=100 * stake * (question.levels[-1].value - question.levels[0].value),
        )


def _range(known: Measure, worst: Measure, best: Measure) -> Range:
    """Where at best nothing applies (`na` behind a missing parent), the worst is all that a score can be."""
    score, low, high = (one if isinstance(one, Fraction) else None for one in (known, worst, best))
    return Range(score, low, low if high is None else high)
