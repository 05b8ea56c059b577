"""Scores to places: the quadrant and how near its lines are, the rung of every ladder and what blocks the next."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from fractions import Fraction
from functools import lru_cache
from typing import Final, NamedTuple

from smi_cli.assessing.compiling import Gap
from smi_cli.assessing.measuring import Measures, Passes
from smi_cli.assessing.scales import CompiledDemand, CompiledGrid, CompiledLadder, Zone
from smi_cli.model.questionnaire import Axis, Demand, Grid, Ladder, Quadrant, Rung

PLACEMENTS_KEPT: Final = 1024
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

    @property
    def certain(self) -> Quadrant | None:
        """The reached quadrant where missing answers leave no other one open."""
        return self.quadrant if len(self.possible) == 1 else None


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

    possible: frozenset[bool]
    high: bool | None
    near: bool


def place_scores(grid: CompiledGrid, passes: Passes) -> Placement:
    """The quadrant of scores: high is strictly above the cut; borderline includes the edges of its zone."""
    return _place(grid, _side(grid.across, passes), _side(grid.up, passes))


@lru_cache(PLACEMENTS_KEPT)
def _place(compiled: CompiledGrid, across: Side, up: Side) -> Placement:
    """There are few ways for two axes to lie, and thousands of answers in a batch."""
    grid = compiled.grid
    possible = _in_order(grid, across.possible, up.possible)
    if across.high is None or up.high is None:
        return Placement(None, possible, (), ())
    here = compiled.cells[across.high, up.high]
    near = tuple(axis for axis, side in ((grid.across, across), (grid.up, up)) if side.near)
    reach = _in_order(grid, *({one.high, not one.high} if one.near else {one.high} for one in (across, up)))
    return Placement(here, possible, near, tuple(cell for cell in reach if cell is not here))


def climb(compiled: CompiledLadder, passes: Passes) -> Heights:
    """The highest rung whose demands, and those of all rungs below it, hold."""
    reached = _climb(compiled, passes.known)
    if passes.settled:
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
    score = passes.known.score(zone.axis.id)
    if passes.settled and isinstance(score, Fraction):
        return _CERTAIN[zone.side(score.numerator, score.denominator)]
    _, low, high = passes.range(zone.axis.id)
    bounds = [zone.cut.passed(one) for one in (low, high) if one is not None]
    if isinstance(score, Gap):
        return Side(frozenset(bounds), None, near=False)
    above, near = zone.side(score.numerator, score.denominator)
    return Side(frozenset((above, *bounds)), above, near)


_CERTAIN = {(high, near): Side(frozenset({high}), high, near) for high in (False, True) for near in (False, True)}


def _in_order(grid: Grid, across: Collection[bool | None], up: Collection[bool | None]) -> tuple[Quadrant, ...]:
    return tuple([cell for cell in grid.quadrants if cell.across in across and cell.up in up])


def _climb(compiled: CompiledLadder, measures: Measures) -> int:
    """The number of the highest rung reached, -1 for none."""
    if compiled.by_score and isinstance(measures.score(compiled.ladder.of), Gap):
        return -1
    for number, demands in enumerate(compiled.demands):
        for demand, line, place in demands:
            has = measures.score(demand.id) if place is None else measures.row[place]
            # What does not apply falls away; what is missing does not hold.
            if has is Gap.MISSING or (has is not Gap.NA and not line.reached(has)):
                return number - 1
    return len(compiled.demands) - 1


def _blockers(demands: Iterable[CompiledDemand], measures: Measures) -> tuple[Blocker, ...]:
    blockers = []
    for one in demands:
        has = measures.has(one.demand.id)
        if has is Gap.MISSING:
            blockers.append(Blocker(one.demand, None))
        elif not isinstance(has, Gap) and not one.line.reached(has):  # what does not apply falls away
            blockers.append(Blocker(one.demand, Fraction(has)))
    return tuple(blockers)
