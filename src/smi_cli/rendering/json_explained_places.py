"""Why a subject stands in a quadrant and on a rung, as JSON values."""

from __future__ import annotations

from smi_cli.assessing.assessment import Assessment
from smi_cli.assessing.compiling import Gap
from smi_cli.assessing.explaining_places import Check, GridPart, LadderPart, QuadrantPart, RungPart, Side
from smi_cli.rendering.json_result import Json, describe_range


def describe_placement(assessment: Assessment, part: GridPart) -> Json:
    """How the quadrant comes about."""
    placement = part.placement
    return {
        "quadrant": placement.quadrant.id if placement.quadrant else None,
        "possible": [cell.id for cell in placement.possible],
        "neighbours": [cell.id for cell in placement.neighbours],
        "borderline": str(part.grid.borderline),
        "sides": [_side(assessment, side) for side in part.sides],
    }


def describe_quadrant(assessment: Assessment, part: QuadrantPart) -> Json:
    """A quadrant, and why it is the one or not."""
    return {
        "here": part.here,
        "possible": part.possible,
        "near": part.near,
        "wants": [
            {
                "axis": side.axis.id,
                "high": wanted,
                "holds": None if side.high is None else side.high == wanted,
                "side": _side(assessment, side),
            }
            for wanted, side in part.sides
        ],
    }


def _side(assessment: Assessment, side: Side) -> Json:
    return {
        "axis": side.axis.id,
        **describe_range(assessment, side.axis.id, side.range),
        "cut": str(side.axis.cut),
        "high": side.high,
        "borderline": side.near,
        "possible": ["high" if one else "low" for one in side.possible],
    }


def describe_ladder(part: LadderPart) -> Json:
    """Where one stands on a ladder."""
    standing = part.standing
    rungs = {"rung": standing.rung, "low": standing.low, "high": standing.high, "next": standing.next}
    return {"of": standing.ladder.of} | {key: rung.id if rung else None for key, rung in rungs.items()}


def describe_rung(part: RungPart) -> Json:
    """A rung and its demands."""
    return {
        "ladder": part.ladder.id,
        "reached": part.reached,
        "here": part.here,
        "possible": part.possible,
        "demands": [_demand(check) for check in part.checks],
    }


def _demand(check: Check) -> Json:
    return {
        "id": check.demand.id,
        "needs": str(check.demand.minimum),
        "has": check.has.value if isinstance(check.has, Gap) else str(check.has),
        "holds": check.holds,
        "at_worst": check.low,
        "at_best": check.high,
    }
