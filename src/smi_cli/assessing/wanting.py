"""What the targets of a plan want of questions, factors, axes and the mean: the bounds that its moves have to keep."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from functools import reduce
from itertools import product
from math import ceil, floor
from typing import NamedTuple

from smi_cli.assessing.assessment import Assessment
from smi_cli.assessing.compiling import Gap, Measure
from smi_cli.model.gates import DemandGate, QuadrantGate, RungGate, Target
from smi_cli.model.questionnaire import Axis, Demand, Grid, Overall


class Bound(NamedTuple):
    """A score or a level to reach or, if `above`, to pass. `optional`: it falls away where nothing applies."""

    score: Fraction
    above: bool = False
    optional: bool = True

    def total(self, whole: int) -> int | None:
        """The least total, in parts of a whole, that keeps the bound; None if none does. Nothing applies to a 0."""
        if not whole:
            return 0 if self.optional else None
        exact = self.score * whole
        return floor(exact) + 1 if self.above else ceil(exact)

    def holds(self, has: int | Measure) -> bool:
        """Whether a level or a score keeps the bound."""
        if isinstance(has, Gap):
            return self.optional and has is Gap.NA
        return has > self.score if self.above else has >= self.score


class Wants(NamedTuple):
    """What has to hold at once: levels of questions and scores of factors by id, bounds of axes by id, the mean.

    `most` are the axes, by id, that have to stay low, each with the score that it may not pass, at its best.
    """

    levels: Mapping[str, int]
    factors: Mapping[str, Fraction]
    axes: Mapping[str, tuple[Bound, ...]]
    mean: Fraction | None
    most: Mapping[str, Fraction]


NOTHING = Wants({}, {}, {}, None, {})


def wants_of(targets: Iterable[Target], assessment: Assessment) -> Iterator[Wants]:
    """The ways to want all targets at once: more than one where one of several quadrants will do."""
    for chosen in product(*(list(_of_target(target, assessment)) for target in targets)):
        yield reduce(_both, chosen, NOTHING)


def demands_of(target: DemandGate | RungGate, assessment: Assessment) -> list[Demand]:
    """The demands that have to hold for a target: of a rung those of all rungs below it too."""
    if isinstance(target, DemandGate):
        return [target.demand]
    ladder = next(one for one in assessment.questionnaire.ladders if one.id == target.ladder)
    height = [rung.id for rung in ladder.rungs].index(target.rung)
    return [demand for rung in ladder.rungs[: height + 1] for demand in ladder.demands(rung)]


def levels_wanted(targets: Iterable[Target], assessment: Assessment) -> dict[str, int]:
    """The levels that targets ask for, by question."""
    levels: dict[str, int] = {}
    for target in targets:
        for demand in () if isinstance(target, QuadrantGate) else demands_of(target, assessment):
            if demand.id in assessment.compiled.places:
                levels[demand.id] = max(levels.get(demand.id, 0), ceil(demand.minimum))
    return levels


def _of_target(target: Target, assessment: Assessment) -> Iterator[Wants]:
    if isinstance(target, QuadrantGate):
        grid = assessment.questionnaire.grid
        yield from _of_quadrants(target.quadrants, grid) if grid else ()
    else:
        is_rung = isinstance(target, RungGate)
        demands = demands_of(target, assessment)
        yield reduce(_both, (_of_demand(one, assessment, optional=is_rung) for one in demands), NOTHING)


def _of_quadrants(wanted: tuple[str, ...], grid: Grid) -> Iterator[Wants]:
    """Every pair of what the two axes may be, high, low or either, that leaves no quadrant open but those wanted."""
    for across, up in product((None, False, True), repeat=2):
        cells = [cell.id for cell in grid.quadrants if across in {None, cell.across} and up in {None, cell.up}]
        if set(cells) <= set(wanted):
            sides = ((grid.across, across), (grid.up, up))
            yield reduce(_both, (_of_side(axis, high) for axis, high in sides), NOTHING)


def _of_side(axis: Axis, high: bool | None) -> Wants:
    bound = Bound(axis.cut, above=True, optional=False) if high else Bound(Fraction(0), optional=False)
    return NOTHING._replace(axes={axis.id: (bound,)}, most={axis.id: axis.cut} if high is False else {})


def _of_demand(demand: Demand, assessment: Assessment, *, optional: bool) -> Wants:
    key, minimum = demand
    questionnaire = assessment.questionnaire
    axes = [axis.id for axis in questionnaire.axes]
    if key in assessment.compiled.places:
        return NOTHING._replace(levels={key: ceil(minimum)})
    if key in axes:
        return NOTHING._replace(axes={key: (Bound(minimum, optional=optional),)})
    if key == "overall" and questionnaire.overall is Overall.MINIMUM:
        return NOTHING._replace(axes=dict.fromkeys(axes, (Bound(minimum),)))
    if key in {"overall", "mean"}:
        return NOTHING._replace(mean=minimum)
    return NOTHING._replace(factors={key: minimum})


def _both(one: Wants, other: Wants) -> Wants:
    means = [mean for mean in (one.mean, other.mean) if mean is not None]
    levels, factors, axes = dict(one.levels), dict(one.factors), dict(one.axes)
    for key, level in other.levels.items():
        levels[key] = max(level, levels.get(key, 0))
    for key, score in other.factors.items():
        factors[key] = max(score, factors.get(key, score))
    for key, bounds in other.axes.items():
        axes[key] = (*axes.get(key, ()), *bounds)
    return Wants(levels, factors, axes, max(means, default=None), {**one.most, **other.most})
