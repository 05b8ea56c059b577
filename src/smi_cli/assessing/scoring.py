"""Answers to exact scores of factors, axes and the whole, with what missing answers could still change.

The score is computed from what is known. Beside it stand `low` and `high`, where every missing answer is at its worst
and at its best; `na` is never assumed.
"""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from smi_cli.assessing.compiling import Compiled, CompiledAxis, CompiledFactor, CompiledQuestion, Gap, Portion
from smi_cli.assessing.measuring import Passes, Range, measure_passes
from smi_cli.model.answers import Answer, Answers
from smi_cli.model.questionnaire import Axis, Factor, Question

NOTHING = Fraction(0)


class QuestionScore(NamedTuple):
    """A question and what its answer does: `share` (0 to 1) of the axis rests on it and gives `contribution` points.

    `level` is what counts: the answer's level, the worst one if the question is `not_asked`, or the gap. `stake` is
    what the axis could gain from the worst to the best answer if everything else were known; nothing where the question
    does not apply.
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
    """All scores of one answers file, in detail."""

    axes: tuple[AxisScore, ...]
    overall: Range
    mean: Range

    def axis(self, key: str) -> AxisScore:
        """The score of the axis with an id that the questionnaire has."""
        return next(one for one in self.axes if one.axis.id == key)


def score_answers(compiled: Compiled, answers: Answers) -> Scores:
    """Score answers that fit the questionnaire."""
    return detail_scores(compiled, answers, measure_passes(compiled, answers))


def detail_scores(compiled: Compiled, answers: Answers, passes: Passes) -> Scores:
    """What every axis, factor and question comes to, from the passes over them."""
    builder = _Builder(compiled, answers, passes)
    return Scores(
        axes=tuple(builder.axis(number, axis) for number, axis in enumerate(compiled.axes)),
        overall=passes.range("overall"),
        mean=passes.range("mean"),
    )


class _Builder:
    """Brings the three passes together, for one axis after the other."""

    def __init__(self, compiled: Compiled, answers: Answers, passes: Passes) -> None:
        self._answers = answers
        self._passes = passes

    def axis(self, number: int, axis: CompiledAxis) -> AxisScore:
        tally = self._passes.known.tallies[number]
        known_weight = sum(one.weight for one in tally.portions if one.known)
        whole_weight = sum(one.weight for one in tally.portions if one.applicable)
        factors = []
        for factor, portion in zip(axis.factors, tally.portions, strict=True):
            span = self._passes.range_of(lambda measures, factor=factor: measures.factor(factor))  # type: ignore[misc]
            share = Fraction(portion.weight, known_weight) if portion.known and known_weight else NOTHING
            stake = Fraction(portion.weight, whole_weight) if portion.applicable and whole_weight else NOTHING
            factors.append(FactorScore(factor.factor, span, share, self._questions(factor, portion, share, stake)))
        return AxisScore(axis.axis, self._passes.range(axis.axis.id), tally.known, tuple(factors))

    def _questions(
        self, factor: CompiledFactor, portion: Portion, share: Fraction, stake: Fraction
    ) -> tuple[QuestionScore, ...]:
        per_known = share / portion.known if portion.known else NOTHING
        per_applicable = stake / portion.applicable if portion.applicable else NOTHING
        return tuple(
            self._question(one, per_known * one.weight, per_applicable * one.weight) for one in factor.questions
        )

    def _question(self, one: CompiledQuestion, share: Fraction, stake: Fraction) -> QuestionScore:
        known = self._passes.known
        question, level = one.question, known.levels[one.question.id]
        counts, applies = isinstance(level, int), level is not Gap.NA
        return QuestionScore(
            question=question,
            answer=self._answers.by_question.get(question.id),
            level=level,
            not_asked=question.id in known.not_asked,
            needed=one.needed,
            share=share if counts else NOTHING,
            contribution=100 * share * question.levels[level].value if isinstance(level, int) else NOTHING,
            stake=100 * stake * (question.levels[-1].value - question.levels[0].value) if applies else NOTHING,
        )
