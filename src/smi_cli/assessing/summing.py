"""What a score is a weighted sum of, once it is known which questions count: an axis, a factor, or the mean of axes."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from smi_cli.assessing.compiling import Compiled, CompiledFactor, Gap
from smi_cli.assessing.measuring import Measures


class Sum(NamedTuple):
    """A score as a weighted sum: by place what each level of a question that counts is worth, in parts of `whole`."""

    points: Mapping[int, tuple[int, ...]]
    whole: int

    def total(self, measures: Measures) -> int:
        """What a pass over the answers comes to."""
        row = measures.row
        return sum(worth[level] for place, worth in self.points.items() if not isinstance(level := row[place], Gap))


def sum_of(key: str, compiled: Compiled, known: Measures) -> Sum | None:
    """The weighted sum that a score is, of an axis or a factor by id, or of the `mean`; None without a score."""
    if isinstance(known.score(key), Gap):
        return None
    if key == "mean":
        return _mean(compiled, known)
    if key in compiled.axis_ids:
        return _axis(compiled.axis_ids.index(key), compiled, known)
    factors = (factor for axis in compiled.axes for factor in axis.factors)
    return _factor(next(factor for factor in factors if factor.factor.id == key), compiled, known)


def _axis(number: int, compiled: Compiled, known: Measures, times: int = 1) -> Sum:
    tally, (start, _) = known.tallies[number], compiled.spans[number]
    points = {start + place: tuple(times * one for one in worth) for place, worth in tally.terms.items()}
    return Sum(points, tally.whole)


def _mean(compiled: Compiled, known: Measures) -> Sum:
    mean = compiled.mean(known.tallies)
    points: dict[int, tuple[int, ...]] = {}
    for number, times in enumerate(mean.factors):
        if times:
            points |= _axis(number, compiled, known, times).points
    return Sum(points, mean.whole)


def _factor(factor: CompiledFactor, compiled: Compiled, known: Measures) -> Sum:
    counted = [one for one in factor.questions if isinstance(known.levels[one.question.id], int) and one.weight]
    points = {
        compiled.places[one.question.id]: tuple(100 * one.weight * value for value in one.values) for one in counted
    }
    return Sum(points, compiled.scale * sum(one.weight for one in counted))


def line_in(whole: int, line: Fraction, *, strictly: bool) -> int:
    """The least whole number of parts that is above a line, or reaches it where that is enough."""
    parts = line.numerator * whole
    return parts // line.denominator + 1 if strictly else -(-parts // line.denominator)
