"""A questionnaire and weights, once, to whole numbers: scoring then needs one fraction an axis and is exact.

Weights are rationals; multiplied by the least common multiple of their denominators they are integers, and scaling
all of them changes no weighted mean. Once it is known which questions of an axis count, the axis is a weighted sum of
levels, its tally; most answers count the same questions, so that few tallies serve a whole batch.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import Enum
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from math import lcm
from operator import getitem, mul
from typing import Final, NamedTuple

from smi_cli.assessing.scales import CompiledGrid, compile_ladder
from smi_cli.model.questionnaire import (
    Axis,
    Factor,
    Question,
    Questionnaire,
    Weights,
)

HALF: Final = Fraction(1, 2)
TALLIES_KEPT: Final = 256
SCORES_KEPT: Final = 4096


class Gap(Enum):
    """Why a question, a factor or an axis has no level or score."""

    NA = "not applicable"
    MISSING = "missing"


Measure = Fraction | Gap
Shape = tuple[Gap | None, ...]  # which questions of an axis count (None), and why the others do not


class CompiledQuestion(NamedTuple):
    """A question with its weight and its levels' values as integers, the values in parts of `Compiled.scale`.

    `needed` is false where no score, condition or rung reads the question, so that nobody misses its answer.
    """

    question: Question
    weight: int
    values: tuple[int, ...]
    needed: bool


class CompiledFactor(NamedTuple):
    """A factor with its weight as an integer."""

    factor: Factor
    weight: int
    questions: tuple[CompiledQuestion, ...]


class CompiledAxis(NamedTuple):
    """An axis with its weight as an integer."""

    axis: Axis
    weight: int
    factors: tuple[CompiledFactor, ...]


class Portion(NamedTuple):
    """A factor in a tally: its own weight, and that of its known and of its applicable questions."""

    weight: int
    known: int
    applicable: int


class Parts:
    """Whole numbers as parts of a whole, in lowest terms.

    The same few come again and again in a batch, and looking one up beats reducing a fraction.
    """

    def __init__(self, whole: int) -> None:
        self._whole = whole
        self._known: dict[int, Fraction] = {}

    def of(self, number: int) -> Fraction:
        """So many parts of the whole."""
        fraction = self._known.get(number)
        if fraction is None:
            if len(self._known) >= SCORES_KEPT:
                self._known.clear()
            fraction = self._known[number] = Fraction(number, self._whole)
        return fraction


class Tally:
    """An axis of which it is known which questions count: a weighted sum of levels.

    `terms` are the questions that count, by their place in the axis: for every level the points that it is worth, in
    parts of `whole`. `gap` says why there is no score; `known` is the share (0 to 1) of the effective weight that is.
    """

    def __init__(
        self, gap: Gap | None, terms: Mapping[int, tuple[int, ...]], whole: int, portions: tuple[Portion, ...]
    ) -> None:
        self.gap = gap
        self.terms = terms
        self._counting = tuple(terms)
        self._points = tuple(terms.values())
        self.whole = whole
        self.known = _known_share(portions)
        self.portions = portions
        self._parts = Parts(whole)

    def total(self, levels: Sequence[int | Gap]) -> int:
        """What the levels of all questions of the axis, in their order, come to, in parts of `whole`."""
        if len(levels) != len(self._counting):
            levels = [levels[place] for place in self._counting]
        return sum(map(getitem, self._points, levels))  # type: ignore[arg-type]

    def score(self, total: int) -> Measure:
        """The score of the axis (0 to 100) at a total."""
        return self.gap or self._parts.of(total)


class Mean:
    """The weighted mean of axes whose tallies are known: a weighted sum of their totals. `gap` says why there is none.

    What does not apply leaves the mean; what is missing takes it away. An axis of weight 0 does neither. A total counts
    `factors` times, in parts of `whole`.
    """

    def __init__(self, axes: Sequence[CompiledAxis], tallies: Sequence[Tally]) -> None:
        weighed = [axis.weight if tally.gap is None else 0 for axis, tally in zip(axes, tallies, strict=True)]
        gaps = {tally.gap for axis, tally in zip(axes, tallies, strict=True) if axis.weight}
        self.gap = Gap.MISSING if Gap.MISSING in gaps else None if any(weighed) else Gap.NA
        common = lcm(*(tally.whole for tally, weight in zip(tallies, weighed, strict=True) if weight))
        self.factors = [
            weight * common // tally.whole if weight else 0 for tally, weight in zip(tallies, weighed, strict=True)
        ]
        self.whole = common * sum(weighed)
        self._parts = Parts(self.whole)

    def score(self, totals: Sequence[int]) -> Measure:
        """The mean (0 to 100) of axes with these totals."""
        return self.gap or self._parts.of(sum(map(mul, self.factors, totals)))


class Compiled:
    """A questionnaire ready for scoring. A level's value is an integer over `scale`.

    `ids` are the scored questions, in order, `places` their numbers in it, `best` their best levels, `needed` those
    that something reads; `spans` says for every axis where its questions begin and end among them, `conditions` which
    of them have a condition, and of which earlier ones it wants which level.
    """

    def __init__(
        self, questionnaire: Questionnaire, weights: Weights | None, scale: int, axes: tuple[CompiledAxis, ...]
    ) -> None:
        self.questionnaire = questionnaire
        self.weights = weights
        self.scale = scale
        self.axes = axes
        compiled = [one for axis in axes for factor in axis.factors for one in factor.questions]
        questions = [one.question for one in compiled]
        self.ids = tuple(question.id for question in questions)
        self.places = {key: place for place, key in enumerate(self.ids)}
        self.needed = tuple(one.question.id for one in compiled if one.needed)
        self.best = tuple(question.best for question in questions)
        self.conditions = tuple(
            (
                place,
                question.only_if,
                tuple((self.places[key], least) for key, least in question.only_if.levels.items()),
            )
            for place, question in enumerate(questions)
            if question.only_if.levels or question.only_if.context
        )
        ends = [0]
        for axis in axes:
            ends.append(ends[-1] + sum(len(factor.questions) for factor in axis.factors))
        self.spans = tuple(pairwise(ends))
        self.grid = CompiledGrid(questionnaire.grid) if questionnaire.grid else None
        self.ladders = tuple(compile_ladder(ladder, self.places) for ladder in questionnaire.ladders)
        self.axis_ids = tuple(axis.axis.id for axis in axes)
        self.tally = lru_cache(TALLIES_KEPT)(self._tally)
        self.mean = lru_cache(TALLIES_KEPT)(self._mean)
        self.full = tuple(self.tally(number, (None,) * (end - start)) for number, (start, end) in enumerate(self.spans))

    def _tally(self, number: int, shape: Shape) -> Tally:
        """What an axis, by its number, is the sum of when its questions count like this."""
        return _tally_axis(self.axes[number], self.scale, shape)

    def _mean(self, tallies: tuple[Tally, ...]) -> Mean:
        """The mean of all axes, of each of which it is known which questions count."""
        return Mean(self.axes, tallies)


def compile_questionnaire(questionnaire: Questionnaire, weights: Weights | None = None) -> Compiled:
    """Weigh a questionnaire, with its own weights or with others, and turn it into whole numbers."""
    by_id = weights.by_id if weights else {}
    axes, questions = questionnaire.axes, tuple(questionnaire.questions)
    factors = tuple(factor for axis in axes for factor in axis.factors)
    axis_unit = _unit(by_id.get(axis.id, axis.weight) for axis in axes)
    factor_unit = _unit(by_id.get(factor.id, factor.weight) for factor in factors)
    question_unit = _unit(by_id.get(question.id, question.weight) for question in questions)
    scale = _unit(level.value for question in questions for level in question.levels)
    read = _read_elsewhere(questionnaire)

    def compile_factor(factor: Factor) -> CompiledFactor:
        weight = int(by_id.get(factor.id, factor.weight) * factor_unit)
        scored = weight > 0 or factor.id in read
        return CompiledFactor(factor, weight, tuple(compile_question(one, scored) for one in factor.questions))

    def compile_question(question: Question, scored: bool) -> CompiledQuestion:
        weight = int(by_id.get(question.id, question.weight) * question_unit)
        values = tuple(int(level.value * scale) for level in question.levels)
        return CompiledQuestion(question, weight, values, needed=(scored and weight > 0) or question.id in read)

    def compile_axis(axis: Axis) -> CompiledAxis:
        # An axis of weight 0 leaves a mean, but it still has a score of its own.
        weight = int(by_id.get(axis.id, axis.weight) * axis_unit)
        return CompiledAxis(axis, weight, tuple(map(compile_factor, axis.factors)))

    return Compiled(questionnaire, weights, scale, tuple(map(compile_axis, axes)))


def _tally_axis(axis: CompiledAxis, scale: int, shape: Shape) -> Tally:
    gaps = iter(shape)
    counted = [[(one, next(gaps)) for one in factor.questions] for factor in axis.factors]
    portions = tuple(_portion(factor, questions) for factor, questions in zip(axis.factors, counted, strict=True))
    known = [one for one in portions if one.weight and one.known]
    common = lcm(*(one.known for one in known))
    terms = {}
    place = 0
    for portion, questions in zip(portions, counted, strict=True):
        for one, gap in questions:
            if portion.weight and one.weight and gap is None:
                worth = 100 * portion.weight * one.weight * (common // portion.known)
                terms[place] = tuple(worth * value for value in one.values)
            place += 1
    whole = common * scale * sum(one.weight for one in known)
    return Tally(_gap(portions), terms, whole, portions)


def _portion(factor: CompiledFactor, questions: Sequence[tuple[CompiledQuestion, Gap | None]]) -> Portion:
    known = sum(one.weight for one, gap in questions if gap is None)
    return Portion(factor.weight, known, known + sum(one.weight for one, gap in questions if gap is Gap.MISSING))


def _gap(portions: Sequence[Portion]) -> Gap | None:
    if not any(one.weight and one.applicable for one in portions):
        return Gap.NA
    incomplete = any(one.known < one.applicable for one in portions)
    return Gap.MISSING if incomplete and _known_share(portions) < HALF else None


def _known_share(portions: Sequence[Portion]) -> Fraction:
    """How much of an axis's effective weight is known, 0 to 1: factor share times question share."""
    whole = sum(one.weight for one in portions if one.applicable)
    parts = (Fraction(one.weight * one.known, one.applicable) for one in portions if one.applicable)
    return sum(parts, Fraction(0)) / whole if whole else Fraction(0)


def _unit(numbers: Iterable[Fraction]) -> int:
    return lcm(*(number.denominator for number in numbers))


def _read_elsewhere(questionnaire: Questionnaire) -> frozenset[str]:
    """Ids that conditions and rungs read, whatever their weight."""
    conditions = (key for question in questionnaire.questions for key in question.only_if.levels)
    return questionnaire.read_by_ladders.union(conditions)
