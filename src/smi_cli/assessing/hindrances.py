"""What stands in the way of a target that no moves reach."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from smi_cli.assessing.assessment import Assessment
from smi_cli.assessing.compiling import Gap
from smi_cli.assessing.posts import fill_in
from smi_cli.assessing.wanting import Bound, demands_of
from smi_cli.model.answers import Known
from smi_cli.model.gates import DemandGate, QuadrantGate, RungGate, Target
from smi_cli.model.questionnaire import Axis, Grid, Quadrant


class Kind(StrEnum):
    """Why something is out of reach."""

    LEFT_OUT = "left out"  # what the user leaves out would be needed
    TOP = "the best is not enough"
    NOT_APPLICABLE = "does not apply"
    HIGH = "has to be low"  # and is not for certain
    TOO_MANY = "too much to try"  # so many conditions that nobody can go through all that they lead to
    TOGETHER = "not together"  # each target can be reached, not all at once


class Hindrance(NamedTuple):
    """Something that a target wants and that no moves reach.

    `id` is that of a question, a factor, an axis, the `overall` or the `mean`, or empty where it is about all targets.
    `wants` is the level or the score to reach, or to pass if `above`; `most` is all that it can come to.
    """

    target: Target | None
    kind: Kind
    id: str
    wants: Fraction | None = None
    above: bool = False
    most: Fraction | None = None


class _Want(NamedTuple):
    """What a target wants of a question, a factor, an axis, the `overall` or the `mean`, by its id."""

    id: str
    bound: Bound


def find_hindrances(
    targets: Collection[Target], assessment: Assessment, still: Collection[str]
) -> tuple[Hindrance, ...]:
    """What stands in the way of targets that no moves reach together. `still` are the questions that do not move."""
    best, freely = (_at_best(assessment, one) for one in (still, ()))
    found = [one for target in targets for one in _of_target(target, assessment, best, freely)]
    return tuple(found) or (Hindrance(None, Kind.TOGETHER, ""),)


def _of_target(target: Target, assessment: Assessment, best: Assessment, freely: Assessment) -> Iterator[Hindrance]:
    if isinstance(target, QuadrantGate):
        grid = assessment.questionnaire.grid
        yield from _of_quadrants(target, grid, assessment, best, freely) if grid else ()
        return
    needed = _never_falls_away(target, assessment)
    for demand in demands_of(target, assessment):
        bound = Bound(demand.minimum, optional=demand.id not in needed)
        if not bound.holds(best.passes.known.has(demand.id)):
            yield _why(target, _Want(demand.id, bound), best, freely)


def _never_falls_away(target: DemandGate | RungGate, assessment: Assessment) -> frozenset[str]:
    """What has to have a score, by id: all but questions and factors, of a rung what its ladder measures."""
    if isinstance(target, DemandGate):
        return frozenset({"overall", "mean", *assessment.compiled.axis_ids})
    return frozenset(
        one.ladder.of for one in assessment.compiled.ladders if one.by_score and one.ladder.id == target.ladder
    )


def _of_quadrants(
    target: QuadrantGate, grid: Grid, assessment: Assessment, best: Assessment, freely: Assessment
) -> tuple[Hindrance, ...]:
    """Of several quadrants it is about the one from which least keeps away."""

    def keep_from(cell: Quadrant) -> Iterator[Hindrance]:
        for axis, high in ((grid.across, cell.across), (grid.up, cell.up)):
            bound = Bound(axis.cut, above=True, optional=False)
            if not high and not _stays_low(axis, assessment):
                yield Hindrance(target, Kind.HIGH, axis.id, axis.cut)
            elif high and not bound.holds(best.passes.known.has(axis.id)):
                yield _why(target, _Want(axis.id, bound), best, freely)

    return min((tuple(keep_from(cell)) for cell in grid.quadrants if cell.id in target.quadrants), key=len)


def _stays_low(axis: Axis, assessment: Assessment) -> bool:
    """Whether an axis is low for certain, as long as nothing is moved."""
    high = assessment.passes.range(axis.id).high
    return high is not None and high <= axis.cut


def _why(target: Target, want: _Want, best: Assessment, freely: Assessment) -> Hindrance:
    key, bound = want
    has = best.passes.known.has(key)
    if isinstance(has, Gap):
        return Hindrance(target, Kind.NOT_APPLICABLE, key, bound.score, bound.above)
    is_free = bound._replace(optional=True).holds(freely.passes.known.has(key))
    return Hindrance(target, Kind.LEFT_OUT if is_free else Kind.TOP, key, bound.score, bound.above, Fraction(has))


def _at_best(assessment: Assessment, still: Collection[str]) -> Assessment:
    """The answers with everything that moves at its best."""
    filled = fill_in(assessment).by_question
    raised = {
        question.id: Known(question.best)
        for question in assessment.questionnaire.questions
        if question.id not in still and isinstance(filled[question.id], Known)
    }
    return assessment.changed({**filled, **raised})
