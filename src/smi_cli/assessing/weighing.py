"""What other weights make of a score: its exact range when every weight moves by up to some percent.

A weighted mean is largest when all values above some threshold weigh as much as they may and all others as little:
so every threshold is tried, over the values in order. An axis rises with each of its factors, and a factor's weights
are its own, so that the questions come first and the factors after them.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final, NamedTuple

from smi_cli.assessing.compiling import Compiled, CompiledAxis
from smi_cli.assessing.measuring import Levels, Measures
from smi_cli.model.questionnaire import Axis, Grid, Quadrant

WHOLE: Final = 100
_Valued = tuple[Fraction, int]  # a value, and its weight


class WeightRange(NamedTuple):
    """An axis, the least and the most (0 to 100) that other weights make of its score."""

    axis: Axis
    low: Fraction
    high: Fraction


class Weighing(NamedTuple):
    """What becomes of the axes that have a score when every weight moves by up to `tolerance` percent.

    `possible` are the quadrants that this makes possible, the present one among them; none where there is none.
    """

    tolerance: Fraction
    ranges: tuple[WeightRange, ...]
    possible: tuple[Quadrant, ...]


def weigh(compiled: Compiled, known: Measures, tolerance: Fraction) -> Weighing:
    """Move every weight of a question within its factor, and of a factor within its axis."""
    # Two whole numbers that are to each other as the least and the most of a weight: the scale changes no mean.
    part = tolerance / WHOLE
    least, most = ((1 + sign * part) * part.denominator for sign in (-1, 1))
    ranges = tuple(
        _range(axis, known.levels, (int(least), int(most)), compiled.scale)
        for axis, tally in zip(compiled.axes, known.tallies, strict=True)
        if tally.gap is None
    )
    grid = compiled.questionnaire.grid
    return Weighing(tolerance, ranges, _possible(grid, ranges) if grid else ())


def _range(axis: CompiledAxis, levels: Levels, span: tuple[int, int], scale: int) -> WeightRange:
    """The range of an axis that has a score: some question of weight in a factor of weight has a level."""
    lows: list[_Valued] = []
    highs: list[_Valued] = []
    for factor in axis.factors:
        found = ((one, levels[one.question.id]) for one in factor.questions if one.weight)
        known = [(Fraction(one.values[level]), one.weight) for one, level in found if isinstance(level, int)]
        if known and factor.weight:
            low, high = _mean_range(known, span)
            lows.append((low, factor.weight))
            highs.append((high, factor.weight))
    low, high = _mean_range(lows, span)[0], _mean_range(highs, span)[1]
    return WeightRange(axis.axis, WHOLE * low / scale, WHOLE * high / scale)


def _mean_range(valued: Sequence[_Valued], span: tuple[int, int]) -> tuple[Fraction, Fraction]:
    """The least and the most of a mean of values whose weights move within a span."""
    rising = sorted(valued)
    return min(_threshold_means(rising, span)), max(_threshold_means(rising[::-1], span))


def _threshold_means(valued: Sequence[_Valued], span: tuple[int, int]) -> list[Fraction]:
    """The means where the first values weigh as much as they may and the others as little, for each number of first."""
    least, most = span
    total = sum(value * weight for value, weight in valued) * least
    weights = sum(weight for _, weight in valued) * least
    means = [Fraction(total, weights)]
    for value, weight in valued:
        total += value * weight * (most - least)
        weights += weight * (most - least)
        means.append(Fraction(total, weights))
    return means


def _possible(grid: Grid, ranges: Sequence[WeightRange]) -> tuple[Quadrant, ...]:
    """Weights of one axis are not those of the other: whatever each of them makes possible goes together."""
    by_id = {one.axis.id: one for one in ranges}
    if grid.across.id not in by_id or grid.up.id not in by_id:
        return ()
    across, up = ({end > axis.cut for end in by_id[axis.id][1:]} for axis in (grid.across, grid.up))
    return tuple(cell for cell in grid.quadrants if cell.across in across and cell.up in up)
