"""Grids and ladders, once, to whole numbers: where a score stands is then a comparison of integers, and exact."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache
from typing import Final, NamedTuple

from smi_cli.model.questionnaire import Axis, Demand, Grid, Ladder

SIDES_KEPT: Final = 4096


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
    """A demand and its minimum. `place` is that of the question it is held against, None for a score."""

    demand: Demand
    line: Line
    place: int | None


class CompiledLadder(NamedTuple):
    """A ladder with all that each of its rungs asks for. `by_score`: nobody stands anywhere on it without a score."""

    ladder: Ladder
    by_score: bool
    demands: tuple[tuple[CompiledDemand, ...], ...]


class Zone:
    """An axis of the grid with its cut and its borderline zone, whose edges belong to it.

    `side` says of a score, by its numerator and denominator, whether it is above the cut, and whether it is in the
    zone; the same few come again and again in a batch.
    """

    def __init__(self, axis: Axis, borderline: Fraction) -> None:
        self.axis = axis
        self.cut = _line(axis.cut)
        self._low, self._high = _line(axis.cut - borderline), _line(axis.cut + borderline)
        self.side = lru_cache(SIDES_KEPT)(self._side)

    def _side(self, numerator: int, denominator: int) -> tuple[bool, bool]:
        score = Fraction(numerator, denominator)
        return self.cut.passed(score), self._low.reached(score) and not self._high.passed(score)


class CompiledGrid:
    """A grid with the zones of its axes, and its quadrants by whether the two axes are high in them."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.across, self.up = Zone(grid.across, grid.borderline), Zone(grid.up, grid.borderline)
        self.cells = {(cell.across, cell.up): cell for cell in grid.quadrants}


def _line(number: Fraction) -> Line:
    return Line(number.numerator, number.denominator)


def compile_ladder(ladder: Ladder, places: Mapping[str, int]) -> CompiledLadder:
    """A ladder ready for climbing; `places` are the numbers of the questions, by id."""
    by_score = any(rung.score is not None for rung in ladder.rungs)
    demands = (
        tuple(CompiledDemand(one, _line(one.minimum), places.get(one.id)) for one in ladder.demands(rung))
        for rung in ladder.rungs
    )
    return CompiledLadder(ladder, by_score, tuple(demands))
