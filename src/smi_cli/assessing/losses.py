"""Which answers cost points, and how many: what lies between an answer and the best one.

A missing answer costs what its best level adds over its worst. A question that is not asked for certain costs through
the answers that keep it from being asked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from smi_cli.assessing.compiling import Compiled, CompiledAxis, CompiledFactor, Gap
from smi_cli.assessing.measuring import Passes
from smi_cli.model.questionnaire import Demand, Question

Losses = Mapping[str, Fraction]


class LossFinder:
    """Knows for some answers what each of them costs, by the id of its question."""

    def __init__(self, compiled: Compiled, passes: Passes) -> None:
        self._compiled = compiled
        self._known, self._worst = passes.known, passes.worst
        self._questions: dict[str, Question] = {one.id: one for one in compiled.questionnaire.questions}

    def of_factor(self, factor: CompiledFactor) -> Losses:
        """The points that each answer costs a factor."""
        losses: dict[str, Fraction] = defaultdict(Fraction)
        whole = self._applicable(factor) * self._compiled.scale
        for one in factor.questions:
            level = self._worst.levels[one.question.id]
            if isinstance(level, int) and one.weight:
                for key, counted in self._to_blame(one.question.id):
                    losses[key] += Fraction(100 * one.weight * (one.values[-1] - one.values[counted]), whole)
        return losses

    def of_axis(self, axis: CompiledAxis) -> Losses:
        """The points that each answer costs an axis."""
        factors = [factor for factor in axis.factors if factor.weight and self._applicable(factor)]
        whole = sum(factor.weight for factor in factors)
        return add_losses((self.of_factor(factor), Fraction(factor.weight, whole)) for factor in factors)

    def of_demand(self, demand: Demand) -> Iterator[str]:
        """The answers that keep a question below a demanded level."""
        yield from self._closing(demand.id)
        if self._is_wanted(demand.id) and self._given(demand.id) < demand.minimum:
            yield demand.id

    def of_missing(self, losses: Losses) -> Losses:
        """Those among some losses that come from missing answers."""
        return {key: loss for key, loss in losses.items() if self._known.levels[key] is Gap.MISSING}

    def _applicable(self, factor: CompiledFactor) -> int:
        levels = self._worst.levels
        return sum(one.weight for one in factor.questions if isinstance(levels[one.question.id], int))

    def _to_blame(self, key: str) -> Iterator[tuple[str, int]]:
        """The answers that a question's points depend on, each with the level that the question has through it."""
        for opener in dict.fromkeys(self._closing(key)):
            yield opener, 0
        if self._is_wanted(key):
            yield key, self._given(key)

    def _closing(self, key: str) -> Iterator[str]:
        """The answers that keep a question from being asked for certain, none if it is."""
        if key not in self._worst.not_asked:
            return
        for parent, least in self._questions[key].only_if.levels.items():
            level = self._worst.levels[parent]
            if isinstance(level, int) and level < least:
                yield from self._closing(parent)
                if self._is_wanted(parent) and self._given(parent) < least:
                    yield parent

    def _is_wanted(self, key: str) -> bool:
        return key not in self._known.not_asked and self._known.levels[key] is not Gap.NA

    def _given(self, key: str) -> int:
        """The level of an answer that is wanted; a missing one may turn out to be the worst."""
        level = self._known.levels[key]
        return level if isinstance(level, int) else 0


def add_losses(parts: Iterable[tuple[Losses, Fraction]]) -> Losses:
    """What all parts cost together, each of them weighed."""
    losses: dict[str, Fraction] = defaultdict(Fraction)
    for part, weight in parts:
        for key, loss in part.items():
            losses[key] += loss * weight
    return losses
