"""Scores to places: the quadrant and how near its lines are, the rung of every ladder and what blocks the next."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from typing import NamedTuple

from smi_cli.assessing.measuring import Gap, Measures
from smi_cli.assessing.scoring import Scores
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


def place_scores(grid: Grid, scores: Scores) -> Placement:
    """The quadrant of scores: high is strictly above the cut; borderline includes the edges of its zone."""
    across, up = scores.axis(grid.across.id), scores.axis(grid.up.id)
    sides = [
        {bound > one.axis.cut for bound in (one.range.low, one.range.score, one.range.high) if bound is not None}
        for one in (across, up)
    ]
    possible = set(product(*sides))
    if across.range.score is None or up.range.score is None:
        return Placement(None, _in_order(grid, possible), (), ())
    here = (across.range.score > grid.across.cut, up.range.score > grid.up.cut)
    near = [
        abs(one.range.score - one.axis.cut) <= grid.borderline for one in (across, up) if one.range.score is not None
    ]
    reach = set(product(*({side, not side} if close else {side} for side, close in zip(here, near, strict=True))))
    return Placement(
        quadrant=grid.at(*here),
        possible=_in_order(grid, possible),
        near=tuple(one.axis for one, close in zip((across, up), near, strict=True) if close),
        neighbours=_in_order(grid, reach - {here}),
    )


def stand_on(ladder: Ladder, scores: Scores) -> Standing:
    """The highest rung whose demands, and those of all rungs below it, hold."""
    low, reached = _climb(ladder, scores.worst), _climb(ladder, scores.known)
    if low and reached and ladder.rungs.index(low) > ladder.rungs.index(reached):
        reached = low  # an axis without a score: what even the worst case reaches is certain
    above = ladder.rungs[ladder.rungs.index(reached) + 1 :] if reached else ()
    following = above[0] if above else None
    return Standing(
        ladder=ladder,
        rung=reached,
        low=low,
        high=_climb(ladder, scores.best),
        next=following,
        blockers=_blockers(ladder, following, scores.known) if following else (),
    )


def _in_order(grid: Grid, corners: set[tuple[bool, ...]]) -> tuple[Quadrant, ...]:
    return tuple(cell for cell in grid.quadrants if (cell.across, cell.up) in corners)


def _climb(ladder: Ladder, measures: Measures) -> Rung | None:
    by_score = any(rung.score is not None for rung in ladder.rungs)
    if by_score and not isinstance(measures.scores[ladder.of], Fraction):
        return None
    reached = None
    for rung in ladder.rungs:
        if _blockers(ladder, rung, measures):
            break
        reached = rung
    return reached


def _blockers(ladder: Ladder, rung: Rung, measures: Measures) -> tuple[Blocker, ...]:
    return tuple(blocker for demand in ladder.demands(rung) if (blocker := _blocker(demand, measures)))


def _blocker(demand: Demand, measures: Measures) -> Blocker | None:
    has = measures.levels[demand.id] if demand.id in measures.levels else measures.scores[demand.id]
    if has is Gap.NA:
        return None
    if has is Gap.MISSING:
        return Blocker(demand, None)
    return None if has >= demand.minimum else Blocker(demand, Fraction(has))
