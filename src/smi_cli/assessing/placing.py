"""Scores to places: the quadrant and how near its lines are, the rung of every ladder and what blocks the next."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from fractions import Fraction
from typing import NamedTuple

from smi_cli.assessing.compiling import CompiledDemand, CompiledGrid, CompiledLadder, Gap, Zone
from smi_cli.assessing.measuring import Measures, Passes
from smi_cli.model.questionnaire import Axis, Demand, Grid, Ladder, Quadrant, Rung

Heights = tuple[int, int, int]  # the rung reached, at the worst, and at the best, by number; -1 is none


class Placement(NamedTuple):
    """Where on the grid the answers stand.

    `quadrant` is None where an axis has no score. `possible` are the quadrants that missing answers leave open, the
    reached one among them. `near` are the axes whose score lies in the borderline zone, and `neighbours` the
    quadrants behind those lines.
    """

    quadrant: Quadrant | None
    possible: tuple[Quadrant, ...]
    near: tuple[Axis, ...]
    neighbours: tuple[Quadrant, ...]


class Blocker(NamedTuple):
    """What keeps from the next rung: `has` of `id` does not reach the demanded minimum; None is missing."""

    demand: Demand
    has: Fraction | None


class Standing(NamedTuple):
    """The rung reached on a ladder, at the worst, and at the best; None where there is no score to stand on.

    `next` is the rung above the reached one, with what blocks it.
    """

    ladder: Ladder
    rung: Rung | None
    low: Rung | None
    high: Rung | None
    next: Rung | None
    blockers: tuple[Blocker, ...]


class Side(NamedTuple):
    """On which sides of its cut an axis can lie, on which it does (None without a score), and whether it is near."""

    axis: Axis
    possible: frozenset[bool]
    high: bool | None
    near: bool


def place_scores(compiled: CompiledGrid, passes: Passes) -> Placement:
    """The quadrant of scores: high is strictly above the cut; borderline includes the edges of its zone."""
    across, up = _side(compiled.across, passes), _side(compiled.up, passes)
    grid = compiled.grid
    possible = _in_order(grid, across.possible, up.possible)
    if across.high is None or up.high is None:
        return Placement(None, possible, (), ())
    here = compiled.cells[across.high, up.high]
    if not (across.near or up.near):
        return Placement(here, possible, (), ())
    reach = _in_order(grid, *({one.high, not one.high} if one.near else {one.high} for one in (across, up)))
    near = tuple(one.axis for one in (across, up) if one.near)
    return Placement(here, possible, near, tuple(cell for cell in reach if cell is not here))


def climb(compiled: CompiledLadder, passes: Passes) -> Heights:
    """The highest rung whose demands, and those of all rungs below it, hold."""
    reached = _climb(compiled, passes.known)
    if passes.worst is passes.known:
        return reached, reached, reached
    low, high = _climb(compiled, passes.worst), _climb(compiled, passes.best)
    # An axis without a score: what even the worst case reaches is certain.
    return max(reached, low) if reached >= 0 else reached, low, high


def stand_on(compiled: CompiledLadder, heights: Heights, passes: Passes) -> Standing:
    """Where one stands on a ladder after a climb, and what is in the way of the next rung."""
    rungs = compiled.ladder.rungs
    reached, low, high = heights
    above = reached + 1 if 0 <= reached < len(rungs) - 1 else None
    return Standing(
        ladder=compiled.ladder,
        rung=rungs[reached] if reached >= 0 else None,
        low=rungs[low] if low >= 0 else None,
        high=rungs[high] if high >= 0 else None,
        next=None if above is None else rungs[above],
        blockers=() if above is None else _blockers(compiled.demands[above], passes.known),
    )


def _side(zone: Zone, passes: Passes) -> Side:
    score, low, high = passes.range(zone.axis.id)
    above = None if score is None else score > zone.cut
    near = score is not None and zone.low <= score <= zone.high
    if above is not None and low is high:
        return Side(zone.axis, _CERTAIN[above], above, near)
    possible = frozenset(bound > zone.cut for bound in (low, score, high) if bound is not None)
    return Side(zone.axis, possible, above, near)


_CERTAIN = {side: frozenset({side}) for side in (False, True)}


def _in_order(grid: Grid, across: Collection[bool | None], up: Collection[bool | None]) -> tuple[Quadrant, ...]:
    return tuple([cell for cell in grid.quadrants if cell.across in across and cell.up in up])


def _climb(compiled: CompiledLadder, measures: Measures) -> int:
    """The number of the highest rung reached, -1 for none."""
    if compiled.by_score and isinstance(measures.score(compiled.ladder.of), Gap):
        return -1
    for number, demands in enumerate(compiled.demands):
        for demand, numerator, denominator in demands:
            has = measures.has(demand.id)
            # What does not apply falls away; what is missing does not hold.
            if has is Gap.MISSING or (has is not Gap.NA and has.numerator * denominator < numerator * has.denominator):
                return number - 1
    return len(compiled.demands) - 1


def _blockers(demands: Iterable[CompiledDemand], measures: Measures) -> tuple[Blocker, ...]:
    blockers = []
    for one in demands:
        has = measures.has(one.demand.id)
        if has is Gap.MISSING:
            blockers.append(Blocker(one.demand, None))
        elif not isinstance(has, Gap) and not one.holds(has):  # what does not apply falls away
            blockers.append(Blocker(one.demand, Fraction(has)))
    return tuple(blockers)
