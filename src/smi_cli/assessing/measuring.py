"""One pass over the answers: what level every question counts for, and the exact scores of all above them.

The rules: a factor is the weighted mean of its applicable questions, an axis that of its factors. `na` leaves the
denominators. An axis of which less than half is known has no score. A question that is not asked counts at its worst.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from fractions import Fraction
from functools import cached_property
from typing import Final, NamedTuple

from smi_cli.assessing.compiling import Compiled, CompiledFactor, Gap, Measure, Tally
from smi_cli.model.answers import Answer, Answers, ContextAnswer, Known, NotApplicable
from smi_cli.model.questionnaire import Condition, Overall

Levels = Mapping[str, int | Gap]


class Missing(Enum):
    """How a pass over the answers counts what is missing."""

    LEFT_OUT = "left out"
    WORST = "worst"
    BEST = "best"


class Range(NamedTuple):
    """A score from 0 to 100, None where too little is known, between the least and the most that it can still become.

    All three are None where nothing applies.
    """

    score: Fraction | None
    low: Fraction | None
    high: Fraction | None


_NOTHING: Final = Range(None, None, None)
_ONLY_LEVELS: Final = {int}
_NOBODY: Final[frozenset[str]] = frozenset()


class Measures:
    """One pass over the answers.

    `row` is what every question counts for, in the questionnaire's order, `not_asked` are those that were not to be
    asked, `tallies` the axes as weighted sums. `complete`: every question has a level.
    """

    def __init__(self, compiled: Compiled, row: Sequence[int | Gap], not_asked: frozenset[str]) -> None:
        self.row = row
        self.not_asked = not_asked
        self.complete = set(map(type, row)) <= _ONLY_LEVELS
        self._compiled = compiled
        self.tallies = compiled.full if self.complete else _tally(compiled, row)
        # Without its gap a total is a number all the same, and counts for nothing.
        self._totals = [
            tally.total(row[start:end]) for tally, (start, end) in zip(self.tallies, compiled.spans, strict=True)
        ]
        self._scores: dict[str, Measure] = {
            axis: tally.score(total)
            for axis, tally, total in zip(compiled.axis_ids, self.tallies, self._totals, strict=True)
        }

    @cached_property
    def levels(self) -> Levels:
        """What every question counts for, by id."""
        return dict(zip(self._compiled.ids, self.row, strict=True))

    def score(self, key: str) -> Measure:
        """The score (0 to 100) of an axis or a factor, by id, of the `overall` or the `mean`."""
        scores = self._scores
        if key in scores:
            return scores[key]
        if key == "mean":
            scores[key] = self._compiled.mean(self.tallies).score(self._totals)
        elif key == "overall":
            minimum = self._compiled.questionnaire.overall is Overall.MINIMUM
            scores[key] = self._minimum() if minimum else self.score("mean")
        else:
            factors = (factor for axis in self._compiled.axes for factor in axis.factors)
            scores[key] = self.factor(next(factor for factor in factors if factor.factor.id == key))
        return scores[key]

    def has(self, key: str) -> int | Measure:
        """What a demand is held against: the level of a question, or the score of what has one."""
        return self.levels[key] if key in self.levels else self.score(key)

    @cached_property
    def scores(self) -> Mapping[str, Measure]:
        """The scores of all factors and axes, of the `overall` and the `mean`, by id."""
        axes = self._compiled.axes
        keys = [factor.factor.id for axis in axes for factor in axis.factors if factor.factor.id]
        return {key: self.score(key) for key in [*keys, *(axis.axis.id for axis in axes), "mean", "overall"]}

    def factor(self, factor: CompiledFactor) -> Measure:
        """The score of a factor, which need not have a name."""
        value = known = applicable = 0
        for one in factor.questions:
            level = self.levels[one.question.id]
            if level is not Gap.NA:
                applicable += one.weight
            if isinstance(level, int):
                known += one.weight
                value += one.weight * one.values[level]
        if known:
            return Fraction(100 * value, known * self._compiled.scale)
        return Gap.MISSING if applicable else Gap.NA

    def _minimum(self) -> Measure:
        least: Measure = Gap.NA
        for axis in self._compiled.axes:
            score = self._scores[axis.axis.id]
            if score is Gap.MISSING:
                return score
            if not isinstance(score, Gap) and (isinstance(least, Gap) or _is_less(score, least)):
                least = score
        return least


class Passes(NamedTuple):
    """The three passes over the answers: what is missing left out, at its worst, and at its best.

    They are one and the same where nothing is missing.
    """

    known: Measures
    worst: Measures
    best: Measures

    @property
    def settled(self) -> bool:
        """Whether nothing is missing, so that every score is certain."""
        return self.known is self.worst

    def range(self, key: str) -> Range:
        """The score of an axis or a factor, by id, of the `overall` or the `mean`, with its bounds."""
        if self.settled:
            score = self.known.score(key)
            return _NOTHING if isinstance(score, Gap) else Range(score, score, score)
        return self.range_of(lambda measures: measures.score(key))

    def range_of(self, measure: Callable[[Measures], Measure]) -> Range:
        """A score with its bounds.

        Where at best nothing applies (`na` behind a missing parent), the worst is all that a score can be.
        """
        score = _number(measure(self.known))
        if self.settled:
            return Range(score, score, score)
        low, high = _number(measure(self.worst)), _number(measure(self.best))
        return Range(score, low, low if high is None else high)


def measure_passes(compiled: Compiled, answers: Answers) -> Passes:
    """All three passes over answers that fit the questionnaire."""
    known = measure_answers(compiled, answers, Missing.LEFT_OUT)
    if known.complete or Gap.MISSING not in known.levels.values():
        return Passes(known, known, known)
    worst, best = (measure_answers(compiled, answers, missing) for missing in (Missing.WORST, Missing.BEST))
    return Passes(known, worst, best)


def measure_answers(compiled: Compiled, answers: Answers, missing: Missing) -> Measures:
    """Count levels and scores, what is missing left out, at its worst or at its best."""
    levels = _levels(compiled, answers, missing)
    return Measures(compiled, levels, _close(compiled, levels, answers.context) if compiled.conditions else _NOBODY)


def _levels(compiled: Compiled, answers: Answers, missing: Missing) -> list[int | Gap]:
    given = answers.by_question
    try:  # most answers of most batches are levels, and nothing else has one
        return [given[key].level for key in compiled.ids]  # type: ignore[union-attr]
    except (KeyError, AttributeError):
        levels = [_level(given.get(key)) for key in compiled.ids]
    if missing is Missing.LEFT_OUT:
        return levels
    filled = compiled.best if missing is Missing.BEST else (0,) * len(levels)
    return [instead if level is Gap.MISSING else level for level, instead in zip(levels, filled, strict=True)]


def _level(answer: Answer | None) -> int | Gap:
    if isinstance(answer, Known):
        return answer.level
    return Gap.NA if isinstance(answer, NotApplicable) else Gap.MISSING


def _tally(compiled: Compiled, levels: Sequence[int | Gap]) -> tuple[Tally, ...]:
    """The axes as weighted sums of those questions that have a level."""
    shape = [None if isinstance(level, int) else level for level in levels]
    return tuple(compiled.tally(number, tuple(shape[start:end])) for number, (start, end) in enumerate(compiled.spans))


def _close(compiled: Compiled, levels: list[int | Gap], context: Mapping[str, ContextAnswer]) -> frozenset[str]:
    """Count what is not to be asked for what it counts then, and say which questions these are."""
    closed = []
    for place, condition, parents in compiled.conditions:
        instead = _instead(condition, parents, levels, context)
        if instead is not None:
            levels[place] = instead
            closed.append(compiled.ids[place])
    return frozenset(closed) if closed else _NOBODY


def _instead(
    condition: Condition,
    parents: Sequence[tuple[int, int]],
    levels: Sequence[int | Gap],
    context: Mapping[str, ContextAnswer],
) -> int | Gap | None:
    """What a question counts for if its condition keeps it from being asked: not applicable, or its worst level."""
    for key, wanted in condition.context.items():
        if key in context and not _holds(wanted, context[key]):
            return Gap.NA
    instead: int | Gap | None = None
    for parent, least in parents:
        level = levels[parent]
        if level is Gap.NA:
            return Gap.NA
        if level is not Gap.MISSING and level < least:
            instead = 0
    return instead


def _holds(wanted: tuple[str, ...] | Fraction, given: ContextAnswer) -> bool:
    if isinstance(wanted, Fraction):
        return isinstance(given, Fraction) and given >= wanted
    chosen = given if isinstance(given, tuple) else (given,)
    return any(option in chosen for option in wanted)


def _is_less(one: Fraction, other: Fraction) -> bool:
    """As `<`, which looks at what kinds of number they are first."""
    return one.numerator * other.denominator < other.numerator * one.denominator


def _number(measure: Measure) -> Fraction | None:
    return measure if isinstance(measure, Fraction) else None
