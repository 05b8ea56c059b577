"""Scores as sums, term by term: what is added up, with which weight, and what is left out, for anybody to check.

The sums are written down here; what each comes to is said by the passes over the answers, which count in another way.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import NamedTuple

from smi_cli.assessing.assessment import Assessment
from smi_cli.assessing.compiling import CompiledAxis, CompiledFactor, Gap, Measure, Portion
from smi_cli.assessing.measuring import Measures
from smi_cli.model.questionnaire import Axis, Factor, Overall, Question

HUNDRED = Fraction(100)
ONE = Fraction(1)


class Term(NamedTuple):
    """A part of a sum, by id: its weight, and its value (0 to 100) or why it has none and leaves the sum."""

    id: str
    weight: Fraction
    value: Measure

    @property
    def counts(self) -> bool:
        """Whether it is added up at all."""
        return self.weight > 0 and isinstance(self.value, Fraction)

    @property
    def product(self) -> Fraction:
        """What it adds to the sum before that is divided by all weights."""
        return self.weight * self.value if isinstance(self.value, Fraction) else Fraction(0)


class Sum(NamedTuple):
    """A weighted mean, or the minimum, of its terms. `result` is the score (0 to 100), or why there is none."""

    rule: Overall
    terms: tuple[Term, ...]
    result: Measure

    @property
    def counted(self) -> tuple[Term, ...]:
        """The terms that are added up."""
        return tuple(term for term in self.terms if term.counts)

    @property
    def weight(self) -> Fraction:
        """All weights together: what the sum of the products is divided by."""
        return sum((term.weight for term in self.counted), Fraction(0))

    def share(self, key: str) -> Fraction:
        """How much of the result (0 to 1) rests on a term; nothing where it does not count."""
        return next((term.weight / self.weight for term in self.counted if term.id == key), Fraction(0))


class Sums(NamedTuple):
    """The sum of a score; where answers are missing, also those with all of them at their worst and at their best."""

    score: Sum
    low: Sum | None
    high: Sum | None


class SumWriter:
    """Writes down the sums of an assessment."""

    def __init__(self, assessment: Assessment) -> None:
        self._passes = assessment.passes
        self._compiled = assessment.compiled
        self._by_id = assessment.weights.by_id if assessment.weights else {}

    def weight(self, thing: Axis | Factor | Question) -> Fraction:
        """What something weighs: as the questionnaire says, or the weights in place of its own."""
        return self._by_id.get(thing.id, thing.weight)

    def whole(self, key: str) -> Sums:
        """The sums of the `overall` or of the `mean`."""
        overall = self._compiled.questionnaire.overall
        rule = overall if key == "overall" else Overall.MEAN
        weighs = rule is Overall.MEAN

        def write(measures: Measures) -> Sum:
            terms = (
                Term(one.axis.id, self.weight(one.axis) if weighs else ONE, measures.score(one.axis.id))
                for one in self._compiled.axes
            )
            return Sum(rule, tuple(terms), measures.score(key))

        return self._all(write)

    def axis(self, axis: CompiledAxis) -> Sums:
        """The sums of an axis: of its factors, or of its questions where it has none."""

        def write(measures: Measures) -> Sum:
            if not axis.axis.named_factors:
                return self._factor(axis.factors[0], measures)._replace(result=measures.score(axis.axis.id))
            terms = (Term(one.factor.id, self.weight(one.factor), measures.factor(one)) for one in axis.factors)
            return Sum(Overall.MEAN, tuple(terms), measures.score(axis.axis.id))

        return self._all(write)

    def factor(self, factor: CompiledFactor) -> Sums:
        """The sums of a factor."""
        return self._all(lambda measures: self._factor(factor, measures))

    def known(self, number: int, axis: CompiledAxis) -> Sum:
        """How much of an axis, by its number, is known (0 to 100): the sum that decides whether it has a score."""
        tally = self._passes.known.tallies[number]
        result = 100 * tally.known
        if not axis.axis.named_factors:
            levels = self._passes.known.levels
            terms = [
                Term(one.question.id, self.weight(one.question), _known(levels[one.question.id]))
                for one in axis.factors[0].questions
            ]
        else:
            parts = zip(axis.factors, tally.portions, strict=True)
            terms = [Term(one.factor.id, self.weight(one.factor), _known_part(portion)) for one, portion in parts]
        return Sum(Overall.MEAN, tuple(terms), result)

    def _all(self, write: Callable[[Measures], Sum]) -> Sums:
        score = write(self._passes.known)
        if self._passes.settled:
            return Sums(score, None, None)
        low, high = write(self._passes.worst), write(self._passes.best)
        # Where at best nothing applies, the worst is all that a score can be.
        return Sums(score, low, low if isinstance(high.result, Gap) else high)

    def _factor(self, factor: CompiledFactor, measures: Measures) -> Sum:
        terms = (
            Term(one.question.id, self.weight(one.question), points(one.question, measures.levels[one.question.id]))
            for one in factor.questions
        )
        return Sum(Overall.MEAN, tuple(terms), measures.factor(factor))


def points(question: Question, level: int | Gap) -> Measure:
    """What a level is worth, from 0 to 100."""
    return level if isinstance(level, Gap) else HUNDRED * question.levels[level].value


def _known(level: int | Gap) -> Measure:
    if level is Gap.NA:
        return level
    return Fraction(0) if level is Gap.MISSING else HUNDRED


def _known_part(portion: Portion) -> Measure:
    return Fraction(100 * portion.known, portion.applicable) if portion.applicable else Gap.NA
