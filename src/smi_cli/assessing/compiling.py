"""A questionnaire and weights, once, to whole numbers: scoring then needs one fraction an axis and is exact.

Weights are rationals; multiplied by the least common multiple of their denominators they are integers, and scaling
all of them changes no weighted mean.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import lcm
from typing import NamedTuple

from smi_cli.model.questionnaire import Axis, Factor, Question, Questionnaire, Weights


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


class Compiled(NamedTuple):
    """A questionnaire ready for scoring. A level's value is an integer over `scale`."""

    questionnaire: Questionnaire
    weights: Weights | None
    scale: int
    axes: tuple[CompiledAxis, ...]


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


def _unit(numbers: Iterable[Fraction]) -> int:
    return lcm(*(number.denominator for number in numbers))


def _read_elsewhere(questionnaire: Questionnaire) -> frozenset[str]:
    """Ids that conditions and rungs read, whatever their weight."""
    conditions = (key for question in questionnaire.questions for key in question.only_if.levels)
    return questionnaire.read_by_ladders.union(conditions)
