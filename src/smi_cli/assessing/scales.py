"""Grids and ladders, once, to whole numbers: where a score stands is then a comparison of integers, and exact."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from smi_cli.model.questionnaire import Axis, Demand, Grid, Ladder


class Line(NamedTuple):
    """A number that scores are held against, as two whole numbers: comparing these is several times faster."""

    numerator: int
    denominator: int

    def reached(self, has: int | Fraction) -> bool:
        """Whether a level or a score is not below the line."""
        return has.numerator * self.denominator >= self.numerator * has.denominator

    def passed(self, has: int | Fraction) -> bool:
        """Whether a level or a score is above the line."""
        return has.numerator * self.denominator > self.numerator * has.denominator


class CompiledDemand(NamedTuple):
    """A demand and its minimum."""

    demand: Demand
    line: Line


class CompiledLadder(NamedTuple):
    """A ladder with all that each of its rungs asks for. `by_score`: nobody stands anywhere on it without a score."""

    ladder: Ladder
    by_score: bool
    demands: tuple[tuple[CompiledDemand, ...], ...]


class Zone(NamedTuple):
    """An axis of the grid with its cut and the edges of its borderline zone, which belong to the zone."""

    axis: Axis
    cut: Line
    low: Line
    high: Line


class CompiledGrid:
    """A grid with the zones of its axes, and its quadrants by whether the two axes are high in them."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.across, self.up = (
            Zone(axis, _line(axis.cut), _line(axis.cut - grid.borderline), _line(axis.cut + grid.borderline))
            for axis in (grid.across, grid.up)
        )
        self.cells = {(cell.across, cell.up): cell for cell in grid.quadrants}


def _line(number: Fraction) -> Line:
    return Line(number.numerator, number.denominator)


def compile_ladder(ladder: Ladder) -> CompiledLadder:
    """A ladder ready for climbing."""
    by_score = any(rung.score is not None for rung in ladder.rungs)
    demands = (tuple(CompiledDemand(one, _line(one.minimum)) for one in ladder.demands(rung)) for rung in ladder.rungs)
    return CompiledLadder(ladder, by_score, tuple(demands))
