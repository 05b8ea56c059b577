"""The two ways to the quadrant with both axes high: which of them becomes high first, and what that takes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from smi_cli.assessing.moves import Move
from smi_cli.model.gates import QuadrantGate, Target
from smi_cli.model.questionnaire import Axis, Grid, Quadrant


class Leg(NamedTuple):
    """A part of a way: the axis that becomes high, the effort that takes, and the quadrant that it leads to."""

    axis: Axis
    effort: int
    quadrant: Quadrant


def find_ways(grid: Grid | None, targets: Sequence[Target], moves: Sequence[Move]) -> tuple[tuple[Leg, Leg], ...]:
    """Both ways, the cheaper start first; none where something else is wanted, or where moves are on one axis only."""
    if grid is None:
        return ()
    top = grid.at(across=True, up=True)
    across, up = (sum(move.effort for move in moves if move.axis.id == axis.id) for axis in (grid.across, grid.up))
    if list(targets) != [QuadrantGate((top.id,))] or not (across and up):
        return ()
    ways = (
        (Leg(grid.across, across, grid.at(across=True, up=False)), Leg(grid.up, up, top)),
        (Leg(grid.up, up, grid.at(across=False, up=True)), Leg(grid.across, across, top)),
    )
    return tuple(sorted(ways, key=lambda way: way[0].effort))
