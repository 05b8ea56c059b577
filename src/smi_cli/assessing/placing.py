"""Scores to places: the quadrant and how near its lines are, the rung of every ladder and what blocks the next."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from itertools import product
from typing import NamedTuple

from smi_cli.assessing.compiling import Gap
from smi_cli.assessing.measuring import Measures, Passes, Range
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


def place_scores(grid: Grid, passes: Passes) -> Placement:
    """The quadrant of scores: high is strictly above the cut; borderline includes the edges of its zone."""
    across, up = (_side(axis, passes.range(axis.id), grid.borderline) for axis in (grid.across, grid.up))
    possible = _in_order(grid, product(across.possible, up.possible))
    if across.high is None or up.high is None:
        return Placement(None, possible, (), ())
    here = grid.at(across.high, up.high)
    reach = _in_order(grid, product(_beyond(across.high, near=across.near), _beyond(up.high, near=up.near)))
    return Placement(
        quadrant=here,
        possible=possible,
        near=tuple(one.axis for one in (across, up) if one.near),
        neighbours=tuple(cell for cell in reach if cell is not here),
    )


def stand_on(ladder: Ladder, passes: Passes) -> Standing:
    """The highest rung whose demands, and those of all rungs below it, hold."""
    reached = _climb(ladder, passes.known)
    low = high = reached
    if passes.worst is not passes.known:
        low, high = _climb(ladder, passes.worst), _climb(ladder, passes.best)
    if low and reached and ladder.rungs.index(low) > ladder.rungs.index(reached):
        reached = low  # an axis without a score: what even the worst case reaches is certain
    above = ladder.rungs[ladder.rungs.index(reached) + 1 :] if reached else ()
    following = above[0] if above else None
    return Standing(
        ladder=ladder,
        rung=reached,
        low=low,
        high=high,
        next=following,
        blockers=_blockers(ladder, following, passes.known) if following else (),
    )


def _side(axis: Axis, span: Range, borderline: Fraction) -> Side:
    score, cut = span.score, axis.cut
    high = None if score is None else score > cut
    near = score is not None and abs(score - cut) <= borderline
    if high is not None and span.low is span.high:
        return Side(axis, frozenset({high}), high, near)
    bounds = (span.low, score, span.high)
    return Side(axis, frozenset(bound > cut for bound in bounds if bound is not None), high, near)


def _beyond(high: bool, *, near: bool) -> tuple[bool, ...]:
    return (high, not high) if near else (high,)


def _in_order(grid: Grid, sides: Iterable[tuple[bool, bool]]) -> tuple[Quadrant, ...]:
    corners = set(sides)
    return tuple(cell for cell in grid.quadrants if (cell.across, cell.up) in corners)


def _climb(ladder: Ladder, measures: Measures) -> Rung | None:
    if ladder.by_score and not isinstance(measures.score(ladder.of), Fraction):
        return None
    reached = None
    for rung in ladder.rungs:
        if any(_blocker(demand, measures) for demand in ladder.demands(rung)):
            break
        reached = rung
    return reached


def _blockers(ladder: Ladder, rung: Rung, measures: Measures) -> tuple[Blocker, ...]:
    return tuple(blocker for demand in ladder.demands(rung) if (blocker := _blocker(demand, measures)))


def _blocker(demand: Demand, measures: Measures) -> Blocker | None:
    has = measures.has(demand.id)
    if has is Gap.NA:
        return None
    if has is Gap.MISSING:
        return Blocker(demand, None)
    return None if has >= demand.minimum else Blocker(demand, Fraction(has))
