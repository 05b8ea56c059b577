"""Gates on an assessment: met only if every placement that is still possible meets them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from smi_cli.assessing.assessment import Assessment
from smi_cli.assessing.changing import Change
from smi_cli.assessing.compiling import Gap
from smi_cli.assessing.scoring import AxisScore, QuestionScore
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
from smi_cli.model.questionnaire import Demand, Ladder


class Verdict(NamedTuple):
    """Whether an assessment meets a gate."""

    gate: Gate
    met: bool


def judge(gates: Sequence[Gate], assessment: Assessment, change: Change | None = None) -> tuple[Verdict, ...]:
    """A verdict for every gate. `change` is from the baseline, None where there is nothing to compare with."""
    return tuple(Verdict(gate, _is_met(gate.rule, assessment, change)) for gate in gates)


def costs(rule: Rule, assessment: Assessment, change: Change | None = None) -> tuple[str, ...]:
    """The questions, by id, whose answers keep a gate from being met: those that cost most come first.

    Empty where no single answer does, as when a quadrant is wanted that asks for less.
    """
    return tuple(dict.fromkeys(_costs(rule, assessment, change)))


def _is_met(rule: Rule, assessment: Assessment, change: Change | None) -> bool:  # noqa: PLR0911 - one a kind
    match rule:
        case QuadrantGate(quadrants=wanted):
            placement = assessment.placement
            reached = placement is not None and placement.quadrant is not None
            return placement is not None and reached and all(cell.id in wanted for cell in placement.possible)
        case RungGate():
            return _stands(rule, assessment)
        case DemandGate(demand=demand):
            return _holds(demand, assessment)
        case MissingGate(most=most):
            return len(assessment.missing_ids) <= most
        case BorderlineGate():
            return _is_clear(assessment)
        case BaselineGate(drop=drop):
            return change is None or not change.is_worse(drop)
        case UnfitGate():
            return False


def _stands(rule: RungGate, assessment: Assessment) -> bool:
    standing = next(one for one in assessment.standings if one.ladder.id == rule.ladder)
    rungs = [rung.id for rung in standing.ladder.rungs]
    certain = standing.low if standing.rung else None
    return certain is not None and rungs.index(certain.id) >= rungs.index(rule.rung)


def _holds(demand: Demand, assessment: Assessment) -> bool:
    """Whether even the worst case meets a demand; on what does not apply it falls away, as in a ladder."""
    passes = assessment.passes
    known, worst = passes.known.has(demand.id), passes.worst.has(demand.id)
    if known is Gap.NA:
        return demand.id not in _without_which_no_score(assessment)
    if isinstance(known, Gap) and demand.id not in passes.known.levels:
        return False
    return worst is Gap.NA or (not isinstance(worst, Gap) and worst >= demand.minimum)


def _without_which_no_score(assessment: Assessment) -> set[str]:
    """An axis, or the whole, without a score meets no gate."""
    return {"overall", "mean", *(axis.id for axis in assessment.questionnaire.axes)}


def _is_clear(assessment: Assessment) -> bool:
    """Whether all scores that are still possible lie outside the borderline zones."""
    grid, placement = assessment.questionnaire.grid, assessment.placement
    if grid is None or placement is None or placement.quadrant is None:
        return False
    for axis in (grid.across, grid.up):
        span = assessment.passes.range(axis.id)
        low, high = axis.cut - grid.borderline, axis.cut + grid.borderline
        if span.low is None or span.high is None or (span.low <= high and span.high >= low):
            return False
    return True


def _costs(rule: Rule, assessment: Assessment, change: Change | None) -> Iterable[str]:  # noqa: PLR0911
    match rule:
        case QuadrantGate(quadrants=wanted):
            return _costs_of_quadrants(wanted, assessment)
        case RungGate():
            return _costs_of_rung(rule, assessment)
        case DemandGate(demand=demand):
            return _costs_of_demand(demand, assessment)
        case MissingGate():
            return assessment.missing_ids
        case BorderlineGate():
            near = assessment.placement.near if assessment.placement else ()
            return _most_to_gain(axis for axis in assessment.scores.axes if axis.axis in near)
        case BaselineGate():
            return change.fallen if change else ()
        case UnfitGate():
            return ()


def _costs_of_quadrants(wanted: tuple[str, ...], assessment: Assessment) -> Iterable[str]:
    """The answers of the axes that would have to be high, and are not for certain."""
    grid = assessment.questionnaire.grid
    if grid is None:
        return ()
    cells = [cell for cell in grid.quadrants if cell.id in wanted]
    wanting = [
        axis
        for axis, high in ((grid.across, all(cell.across for cell in cells)), (grid.up, all(cell.up for cell in cells)))
        if high
    ]
    low = (axis for axis in assessment.scores.axes if axis.axis in wanting and not _is_certainly_high(axis))
    return _most_to_gain(low)


def _is_certainly_high(axis: AxisScore) -> bool:
    return axis.range.score is not None and axis.range.low is not None and axis.range.low > axis.axis.cut


def _costs_of_rung(rule: RungGate, assessment: Assessment) -> Iterator[str]:
    standing = next(one for one in assessment.standings if one.ladder.id == rule.ladder)
    for demand in _demands_up_to(standing.ladder, rule.rung):
        if not _holds(demand, assessment):
            yield from _costs_of_demand(demand, assessment)


def _demands_up_to(ladder: Ladder, rung: str) -> Iterator[Demand]:
    for one in ladder.rungs:
        yield from ladder.demands(one)
        if one.id == rung:
            return


def _costs_of_demand(demand: Demand, assessment: Assessment) -> Iterable[str]:
    if demand.id in assessment.passes.known.levels:
        return (demand.id,)
    axes = assessment.scores.axes
    factors = (factor for axis in axes for factor in axis.factors if factor.factor.id == demand.id)
    if (factor := next(factors, None)) is not None:
        return _ranked(factor.questions)
    if demand.id in {"overall", "mean"}:
        low = [one for one in axes if one.range.low is None or one.range.low < demand.minimum]
        return _most_to_gain(low or axes)
    return _most_to_gain(axis for axis in axes if axis.axis.id == demand.id)


def _most_to_gain(axes: Iterable[AxisScore]) -> Iterable[str]:
    return _ranked(question for axis in axes for question in axis.questions)


def _ranked(questions: Iterable[QuestionScore]) -> list[str]:
    """The questions that cost points, most first; equals in the order in which they are asked."""
    losses = [(_loss(one), one.question.id) for one in questions if not one.not_asked]
    return [key for loss, key in sorted(losses, key=lambda pair: -pair[0]) if loss]


def _loss(one: QuestionScore) -> Fraction:
    """The points that the best answer would add, or could add to a missing one."""
    return one.stake if one.missing else one.gain(one.question.best)
