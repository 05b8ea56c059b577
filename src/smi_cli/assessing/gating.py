"""Gates on an assessment: met only if every placement that is still possible meets them.

What has lapsed on the day that was asked about counts as missing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from smi_cli.assessing.assessment import Assessment
from smi_cli.assessing.changing import Change
from smi_cli.assessing.compiling import Gap
from smi_cli.model.gates import (
    BaselineGate,
    BorderlineGate,
    DemandGate,
    Gate,
    MissingGate,
    QuadrantGate,
    Rule,
    RungGate,
    UnfitGate,
)
from smi_cli.model.questionnaire import Axis, Demand, Grid


class Verdict(NamedTuple):
    """Whether an assessment meets a gate."""

    gate: Gate
    met: bool


def judge(gates: Sequence[Gate], assessment: Assessment, change: Change | None = None) -> tuple[Verdict, ...]:
    """A verdict for every gate. `change` is from the baseline, None where there is nothing to compare with."""
    return tuple(Verdict(gate, is_met(gate.rule, assessment.holding, change)) for gate in gates)


def is_met(rule: Rule, assessment: Assessment, change: Change | None = None) -> bool:  # noqa: PLR0911 - one a kind
    """Whether an assessment meets a rule. Without a change from a baseline there is nothing that could have fallen."""
    match rule:
        case QuadrantGate(quadrants=wanted):
            return _stays_in(wanted, assessment)
        case RungGate():
            return _stands(rule, assessment)
        case DemandGate(demand=demand):
            return holds(demand, assessment)
        case MissingGate(most=most):
            return len(assessment.missing_ids) <= most
        case BorderlineGate():
            grid = assessment.questionnaire.grid
            return grid is not None and not unclear_axes(grid, assessment)
        case BaselineGate(drop=drop):
            return change is None or not change.is_worse(drop)
        case UnfitGate():
            return False


def holds(demand: Demand, assessment: Assessment) -> bool:
    """Whether even the worst case meets a demand.

    A demand on what does not apply falls away, as in a ladder. An axis, or the whole, without a score meets none, and
    neither does a factor in which nothing weighs.
    """
    passes, key = assessment.passes, demand.id
    has = passes.worst.has(key)
    if has is Gap.NA:
        return key in passes.known.levels or _weighs(key, assessment)
    return passes.known.has(key) is not Gap.MISSING and not isinstance(has, Gap) and has >= demand.minimum


def unclear_axes(grid: Grid, assessment: Assessment) -> tuple[str, ...]:
    """The axes, by id, that may still lie in their borderline zone or on either side of it, or that have no score."""
    return tuple(axis.id for axis in (grid.across, grid.up) if not _is_clear(axis, grid, assessment))


def _stays_in(wanted: tuple[str, ...], assessment: Assessment) -> bool:
    placement = assessment.placement
    if placement is None or placement.quadrant is None:
        return False
    return all(cell.id in wanted for cell in placement.possible)


def _stands(rule: RungGate, assessment: Assessment) -> bool:
    standing = next(one for one in assessment.standings if one.ladder.id == rule.ladder)
    rungs = [rung.id for rung in standing.ladder.rungs]
    certain = standing.low if standing.rung else None
    return certain is not None and rungs.index(certain.id) >= rungs.index(rule.rung)


def _weighs(key: str, assessment: Assessment) -> bool:
    """Whether an id is that of a factor in which some question weighs something."""
    factors = (factor for axis in assessment.compiled.axes for factor in axis.factors)
    return any(one.weight for factor in factors if factor.factor.id == key for one in factor.questions)


def _is_clear(axis: Axis, grid: Grid, assessment: Assessment) -> bool:
    span = assessment.passes.range(axis.id)
    if span.score is None or span.low is None or span.high is None:
        return False
    return span.high < axis.cut - grid.borderline or span.low > axis.cut + grid.borderline
