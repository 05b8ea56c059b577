"""Why a subject stands in a quadrant and on a rung: every axis against its cut, every demand against what there is."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from smi_cli.assessing.assessment import Assessment
from smi_cli.assessing.compiling import Gap, Measure
from smi_cli.assessing.measuring import Measures, Range
from smi_cli.assessing.placing import Heights, Placement, Standing
from smi_cli.model.questionnaire import Axis, Demand, Grid, Ladder, Origin, Quadrant, Rung


class Side(NamedTuple):
    """An axis against its cut.

    `high` is None without a score, `near`: in the borderline zone; `possible` are the sides that missing answers leave
    open, low first.
    """

    axis: Axis
    range: Range
    high: bool | None
    near: bool
    possible: tuple[bool, ...]


class GridPart(NamedTuple):
    """The placement, called `quadrant` as in demands: on which sides of their cuts the two axes lie."""

    origin: Origin
    grid: Grid
    placement: Placement
    sides: tuple[Side, Side]

    @property
    def id(self) -> str:
        """What demands call it."""
        return "quadrant"

    @property
    def title(self) -> str:
        """What it is called in words."""
        return "Quadrant"


class QuadrantPart(NamedTuple):
    """A quadrant: what it wants of the two axes (high or not), and where they lie.

    `here`: it is the one; `possible`: missing answers leave it open; `near`: it lies behind a line that is near.
    """

    quadrant: Quadrant
    sides: tuple[tuple[bool, Side], ...]
    here: bool
    possible: bool
    near: bool

    @property
    def open(self) -> bool:
        """Whether missing answers leave open which quadrant it is."""
        return any(len(side.possible) > 1 for _, side in self.sides)

    @property
    def id(self) -> str:
        """The id of the quadrant."""
        return self.quadrant.id

    @property
    def title(self) -> str:
        """The title of the quadrant."""
        return self.quadrant.title

    @property
    def origin(self) -> Origin:
        """Who stands behind the quadrant."""
        return self.quadrant.origin


class Check(NamedTuple):
    """A demand and what there is: a level, a score or a gap. `low` and `high`: whether it holds at worst and at best.

    What does not apply falls away; what is missing does not hold.
    """

    demand: Demand
    has: int | Measure
    holds: bool
    low: bool
    high: bool


class RungPart(NamedTuple):
    """A rung with its own demands. `reached`: they and those of all rungs below hold; `here`: it is the highest.

    `possible`: it is reached where all missing answers are at their best.
    """

    ladder: Ladder
    rung: Rung
    checks: tuple[Check, ...]
    reached: bool
    here: bool
    possible: bool

    @property
    def id(self) -> str:
        """The id of the rung."""
        return self.rung.id

    @property
    def title(self) -> str:
        """The title of the rung."""
        return self.rung.title

    @property
    def origin(self) -> Origin:
        """Who stands behind the rung."""
        return self.rung.origin


class LadderPart(NamedTuple):
    """A ladder with all its rungs, lowest first."""

    standing: Standing
    rungs: tuple[RungPart, ...]

    @property
    def id(self) -> str:
        """The id of the ladder."""
        return self.standing.ladder.id

    @property
    def title(self) -> str:
        """The title of the ladder."""
        return self.standing.ladder.title

    @property
    def origin(self) -> Origin:
        """Who stands behind the ladder."""
        return self.standing.ladder.origin


def explain_grid(assessment: Assessment) -> GridPart | None:
    """How the quadrant comes about, None without quadrants."""
    grid, placement = assessment.questionnaire.grid, assessment.placement
    if grid is None or placement is None:
        return None
    across = tuple(sorted({cell.across for cell in placement.possible}))
    up = tuple(sorted({cell.up for cell in placement.possible}))
    sides = (_side(grid.across, across, assessment), _side(grid.up, up, assessment))
    return GridPart(assessment.questionnaire.origin, grid, placement, sides)


def explain_quadrants(assessment: Assessment) -> tuple[QuadrantPart, ...]:
    """Every quadrant, and why it is the one or not."""
    part = explain_grid(assessment)
    if part is None:
        return ()
    across, up = part.sides
    placement = part.placement
    return tuple(
        QuadrantPart(
            quadrant=cell,
            sides=((cell.across, across), (cell.up, up)),
            here=cell is placement.quadrant,
            possible=cell in placement.possible,
            near=cell in placement.neighbours,
        )
        for cell in part.grid.quadrants
    )


def explain_ladders(assessment: Assessment) -> tuple[LadderPart, ...]:
    """Every ladder with its rungs."""
    stood = zip(assessment.standings, assessment.heights, strict=True)
    return tuple(_ladder(standing, heights, assessment) for standing, heights in stood)


def _side(axis: Axis, possible: tuple[bool, ...], assessment: Assessment) -> Side:
    span, placement = assessment.passes.range(axis.id), assessment.placement
    high = None if span.score is None else span.score > axis.cut
    near = placement is not None and any(one.id == axis.id for one in placement.near)
    return Side(axis, span, high, near, possible)


def _ladder(standing: Standing, heights: Heights, assessment: Assessment) -> LadderPart:
    ladder, (reached, _, high) = standing.ladder, heights
    return LadderPart(
        standing,
        tuple(
            RungPart(
                ladder=ladder,
                rung=rung,
                checks=tuple(_check(demand, assessment) for demand in ladder.demands(rung)),
                reached=number <= reached,
                here=number == reached,
                possible=number <= high,
            )
            for number, rung in enumerate(ladder.rungs)
        ),
    )


def _check(demand: Demand, assessment: Assessment) -> Check:
    passes = assessment.passes
    holds, low, high = (_holds(demand, one) for one in (passes.known, passes.worst, passes.best))
    return Check(demand, passes.known.has(demand.id), holds, low, high)


def _holds(demand: Demand, measures: Measures) -> bool:
    has = measures.has(demand.id)
    return has is Gap.NA or (not isinstance(has, Gap) and Fraction(has) >= demand.minimum)
