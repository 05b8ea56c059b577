"""Scores to places: the quadrant and how near its lines are, the rung of every ladder and what blocks the next."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from fractions import Fraction
from typing import NamedTuple

from smi_cli.assessing.compiling import CompiledDemand, CompiledGrid, CompiledLadder, Gap, Zone
from smi_cli.assessing.measuring import Measures, Passes
from smi_cli.model.questionnaire import Axis, Demand, Grid, Ladder, Quadrant, Rung


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


def stand_on(compiled: CompiledLadder, passes: Passes) -> Standing:
    """The highest rung whose demands, and those of all rungs below it, hold."""
    rungs = compiled.ladder.rungs
    reached, blockers = _climb(compiled, passes.known)
    low = high = reached
    if passes.worst is not passes.known:
        low, high = _climb(compiled, passes.worst)[0], _climb(compiled, passes.best)[0]
    if low > reached >= 0:
        # An axis without a score: what even the worst case reaches is certain.
        reached = low
        blockers = _blockers(compiled.demands[low + 1], passes.known) if low + 1 < len(rungs) else ()
    return Standing(
        ladder=compiled.ladder,
        rung=rungs[reached] if reached >= 0 else None,
        low=rungs[low] if low >= 0 else None,
        high=rungs[high] if high >= 0 else None,
        next=rungs[reached + 1] if 0 <= reached < len(rungs) - 1 else None,
        blockers=blockers if reached >= 0 else (),
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


def _climb(compiled: CompiledLadder, measures: Measures) -> tuple[int, tuple[Blocker, ...]]:
    """The number of the highest rung reached, -1 for none, and what blocks the one above."""
    if compiled.by_score and isinstance(measures.score(compiled.ladder.of), Gap):
        return -1, ()
    for number, demands in enumerate(compiled.demands):
        if blockers := _blockers(demands, measures):
            return number - 1, blockers
    return len(compiled.demands) - 1, ()


def _blockers(demands: Iterable[CompiledDemand], measures: Measures) -> tuple[Blocker, ...]:
    blockers = []
    for one in demands:
        has = measures.has(one.demand.id)
        if has is Gap.MISSING:
            blockers.append(Blocker(one.demand, None))
        elif not isinstance(has, Gap) and not one.holds(has):  # what does not apply falls away
            blockers.append(Blocker(one.demand, Fraction(has)))
    return tuple(blockers)
