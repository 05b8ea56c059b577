"""What a gate that is not met comes from: the answers that cost it, those that cost most first."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from fractions import Fraction

from smi_cli.assessing.assessment import Assessment
from smi_cli.assessing.changing import Change
from smi_cli.assessing.gating import holds, is_met, unclear_axes
from smi_cli.assessing.losses import Losses, LossFinder, add_losses
from smi_cli.model.gates import (
    BaselineGate,
    BorderlineGate,
    DemandGate,
    MissingGate,
    QuadrantGate,
    Rule,
    RungGate,
    UnfitGate,
)
from smi_cli.model.questionnaire import Demand, Grid, Overall, Quadrant


def costs(rule: Rule, assessment: Assessment, change: Change | None = None) -> tuple[str, ...]:
    """The questions, by id, whose answers keep a gate from being met: those that cost most come first.

    Empty where the gate is met, and where no answer costs it, as when a quadrant is wanted that asks for less. `change`
    is from the baseline.
    """
    if is_met(rule, assessment, change):
        return ()
    return tuple(dict.fromkeys(_Coster(assessment).costs(rule, change)))


class _Coster:
    """Finds the answers that cost an assessment its gates."""

    def __init__(self, assessment: Assessment) -> None:
        self._assessment = assessment
        self._grid = assessment.questionnaire.grid
        self._placement = assessment.placement
        self._axes = {axis.axis.id: axis for axis in assessment.compiled.axes}
        self._losses = LossFinder(assessment.compiled, assessment.passes)

    def costs(self, rule: Rule, change: Change | None) -> Iterable[str]:  # noqa: PLR0911 - one a kind
        match rule:
            case QuadrantGate(quadrants=wanted):
                return self._of_quadrants(wanted)
            case RungGate():
                return self._of_rung(rule)
            case DemandGate(demand=demand):
                return self._of_demand(demand)
            case MissingGate():
                return self._assessment.missing_ids
            case BorderlineGate():
                near = [axis.id for axis in self._placement.near] if self._placement else []
                return self._of_axes(near, unclear_axes(self._grid, self._assessment) if self._grid else ())
            case BaselineGate():
                return change.fallen if change else ()
            case UnfitGate():
                return ()

    def _of_quadrants(self, wanted: Collection[str]) -> Iterable[str]:
        """The answers of the axes that have to be high and may not be, and what is missing from those still open."""
        grid, placement = self._grid, self._placement
        if grid is None or placement is None:
            return ()
        cells = [cell for cell in grid.quadrants if cell.id in wanted]
        wrong = [cell for cell in placement.possible if cell.id not in wanted]
        too_low = set().union(*(_axes_to_raise(grid, cell, cells) for cell in wrong))
        sides = {
            grid.across.id: {cell.across for cell in placement.possible},
            grid.up.id: {cell.up for cell in placement.possible},
        }
        unsettled = [key for key, open_ in sides.items() if len(open_) > 1 or not self._has_score(key)]
        return self._of_axes(too_low, unsettled)

    def _of_axes(self, too_low: Collection[str], unsettled: Collection[str]) -> Iterable[str]:
        """The answers that cost axes points; of those axes that are only unsettled, the missing ones."""
        losses = [self._of_axis(key) for key in too_low]
        losses += [self._losses.of_missing(self._of_axis(key)) for key in unsettled if key not in too_low]
        return self._ranked(add_losses((one, Fraction(1)) for one in losses))

    def _of_rung(self, rule: RungGate) -> Iterator[str]:
        standing = next(one for one in self._assessment.standings if one.ladder.id == rule.ladder)
        ladder = standing.ladder
        if standing.rung is None:  # what the ladder measures has no score to stand on
            yield from self._of_demand(Demand(ladder.of, Fraction(0)))
        for rung in ladder.rungs:
            for demand in ladder.demands(rung):
                if not holds(demand, self._assessment):
                    yield from self._of_demand(demand)
            if rung.id == rule.rung:
                return

    def _of_demand(self, demand: Demand) -> Iterable[str]:
        key = demand.id
        if key in self._assessment.passes.known.levels:
            return self._losses.of_demand(demand)
        if key in {"overall", "mean"}:
            return self._of_whole(demand)
        if key in self._axes:
            return self._ranked(self._of_axis(key))
        factors = (factor for axis in self._axes.values() for factor in axis.factors)
        return self._ranked(self._losses.of_factor(next(one for one in factors if one.factor.id == key)))

    def _of_whole(self, demand: Demand) -> Iterable[str]:
        """The answers of the axes below the minimum of all, or of all axes that weigh in the mean."""
        weights = {key: Fraction(axis.weight) for key, axis in self._axes.items()}
        if demand.id == "overall" and self._assessment.questionnaire.overall is Overall.MINIMUM:
            low = [key for key in self._axes if not holds(Demand(key, demand.minimum), self._assessment)]
            weights = dict.fromkeys(low, Fraction(1))
        return self._ranked(add_losses((self._of_axis(key), weight) for key, weight in weights.items()))

    def _of_axis(self, key: str) -> Losses:
        """What the answers cost an axis; of one without a score, only what is missing keeps it from having one."""
        losses = self._losses.of_axis(self._axes[key])
        return losses if self._has_score(key) else self._losses.of_missing(losses)

    def _has_score(self, key: str) -> bool:
        return self._assessment.passes.range(key).score is not None

    def _ranked(self, losses: Losses) -> list[str]:
        """The questions that cost points, most first; equals in the order in which they are asked."""
        asked = [key for key in self._assessment.compiled.ids if losses.get(key)]
        return sorted(asked, key=lambda key: -losses[key])


def _axes_to_raise(grid: Grid, cell: Quadrant, wanted: Sequence[Quadrant]) -> set[str]:
    """The axes, by id, that have to become high on the way to the nearest wanted quadrants that are nowhere lower."""
    above = [one for one in wanted if one.across >= cell.across and one.up >= cell.up]
    rises = [((grid.across.id, one.across > cell.across), (grid.up.id, one.up > cell.up)) for one in above]
    ways = [{key for key, rise in way if rise} for way in rises]
    least = min(map(len, ways), default=0)
    return set().union(*(way for way in ways if len(way) == least))
