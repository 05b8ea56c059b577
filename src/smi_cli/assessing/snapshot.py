"""What is kept of an assessment to compare a later one with; it can also be read from an earlier result."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from smi_cli.assessing.assessment import Assessment
from smi_cli.assessing.measuring import Levels, Range
from smi_cli.model.questionnaire import Axis, Questionnaire


class Stand(NamedTuple):
    """The rung of a ladder that is reached (None without one) and the one reached at the worst, by number."""

    title: str
    rungs: tuple[str, ...]
    rung: int | None
    low: int | None


class Snapshot(NamedTuple):
    """Where a subject stood on a date.

    `ranges` are the scores of axes and factors by id, of the `overall` and the `mean`; `high` says on which side of its
    cut an axis of the grid lies for certain (None: on either), `stands` the rungs by ladder. `axes` hold the weights
    that were used, and `levels` what every question counted for: both are empty for a result that keeps no answers.
    """

    subject: str
    questionnaire: str
    version: str
    date: date
    weights: str
    quadrant: str
    ranges: Mapping[str, Range]
    high: Mapping[str, bool | None]
    stands: Mapping[str, Stand]
    axes: tuple[Axis, ...]
    levels: Levels


def snapshot_of(assessment: Assessment) -> Snapshot:
    """What is kept of an assessment."""
    questionnaire, passes = assessment.questionnaire, assessment.passes
    grid, placement = questionnaire.grid, assessment.placement
    keys = [factor.id for axis in questionnaire.axes for factor in axis.named_factors]
    keys += [axis.id for axis in questionnaire.axes]
    return Snapshot(
        subject=assessment.answers.subject,
        questionnaire=questionnaire.id,
        version=questionnaire.version,
        date=assessment.answers.date,
        weights=assessment.weights.title if assessment.weights else "",
        quadrant=placement.quadrant.id if placement and placement.quadrant else "",
        ranges={key: passes.range(key) for key in [*keys, "overall", "mean"]},
        high={axis.id: side_of(passes.range(axis.id), axis.cut) for axis in (grid.across, grid.up)} if grid else {},
        stands={
            one.ladder.id: Stand(
                one.ladder.title,
                tuple(rung.title for rung in one.ladder.rungs),
                one.ladder.rungs.index(one.rung) if one.rung else None,
                one.ladder.rungs.index(one.low) if one.low else None,
            )
            for one in assessment.standings
        },
        axes=weighed(questionnaire, assessment.weights.by_id if assessment.weights else {}).axes,
        levels=passes.known.levels,
    )


def side_of(span: Range, cut: Fraction) -> bool | None:
    """Whether a score is high for certain, low for certain, or either."""
    if span.score is None or span.low is None or span.high is None:
        return None
    sides = {bound > cut for bound in span}  # type: ignore[operator]
    return sides.pop() if len(sides) == 1 else None


def weighed(questionnaire: Questionnaire, weights: Mapping[str, Fraction]) -> Questionnaire:
    """The questionnaire with other weights in place of its own."""
    return questionnaire._replace(axes=tuple(weigh_axis(axis, weights) for axis in questionnaire.axes))


def weigh_axis(axis: Axis, weights: Mapping[str, Fraction]) -> Axis:
    """An axis with other weights, its factors and questions included."""
    return axis._replace(
        weight=weights.get(axis.id, axis.weight),
        factors=tuple(
            factor._replace(
                weight=weights.get(factor.id, factor.weight),
                questions=tuple(
                    question._replace(weight=weights.get(question.id, question.weight)) for question in factor.questions
                ),
            )
            for factor in axis.factors
        ),
    )
