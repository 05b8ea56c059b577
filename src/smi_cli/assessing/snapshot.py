"""What is kept of an assessment to compare a later one with; it can also be read from an earlier result."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Final, NamedTuple

from smi_cli.assessing.assessment import Assessment
from smi_cli.assessing.kept import KeptAxis, KeptGrid, KeptRung, keep_axes, keep_grid
from smi_cli.assessing.measuring import Levels, Range
from smi_cli.assessing.placing import Standing

WHOLE: Final = ("overall", "mean")


class Stand(NamedTuple):
    """The rung of a ladder that is reached and the one reached at the worst, by id; None where there is none.

    `rungs` are those of the ladder, lowest first; empty for a result that does not say them.
    """

    title: str
    rungs: tuple[KeptRung, ...]
    rung: str | None
    low: str | None


class Snapshot(NamedTuple):
    """Where a subject stood on a date.

    `ranges` are the scores of axes and factors by id, of the `overall` and the `mean`; `stands` the rungs by ladder.
    `grid` and `axes` are what the questionnaire was, and `levels` what every question counted for: a result that keeps
    no answers has none of them. `title` is that of the questionnaire; `weights` and `quadrant` can be empty.
    """

    subject: str
    questionnaire: str
    title: str
    version: str
    weights: str
    date: dt.date
    review: dt.date | None
    quadrant: str
    ranges: Mapping[str, Range]
    stands: Mapping[str, Stand]
    grid: KeptGrid | None
    axes: tuple[KeptAxis, ...]
    levels: Levels

    @property
    def axis_ids(self) -> tuple[str, ...]:
        """The ids of the axes, in their order."""
        return tuple(axis.id for axis in self.axes) or tuple(key for key in self.ranges if key not in WHOLE)

    @property
    def titles(self) -> Mapping[str, str]:
        """The titles of the axes and factors that the result names."""
        titles = {factor.id: factor.title for axis in self.axes for factor in axis.factors if factor.id}
        return titles | {axis.id: axis.title for axis in self.axes}

    @property
    def possible(self) -> tuple[str, ...]:
        """The quadrants, by id, that missing answers leave open; none where the result does not say."""
        if self.grid is None:
            return ()
        across, up = self._sides(self.grid.across), self._sides(self.grid.up)
        return tuple(cell.id for cell in self.grid.cells if cell.across in across and cell.up in up)

    def _sides(self, key: str) -> set[bool]:
        """Whether an axis is high, as far as that is settled."""
        axis, span = self.axis(key), self.ranges.get(key)
        if axis is None or span is None or span.low is None or span.high is None:
            return set()
        return {span.low > axis.cut, span.high > axis.cut}

    def axis(self, key: str) -> KeptAxis | None:
        """The axis with an id; None where there is none, or nothing is kept of it."""
        return next((axis for axis in self.axes if axis.id == key), None)


def snapshot_of(assessment: Assessment) -> Snapshot:
    """What is kept of an assessment."""
    questionnaire, passes = assessment.questionnaire, assessment.passes
    grid, placement = questionnaire.grid, assessment.placement
    keys = [factor.id for axis in questionnaire.axes for factor in axis.named_factors]
    keys += [axis.id for axis in questionnaire.axes]
    return Snapshot(
        subject=assessment.answers.subject,
        questionnaire=questionnaire.id,
        title=questionnaire.title,
        version=questionnaire.version,
        weights=assessment.weights.title if assessment.weights else "",
        date=assessment.answers.date,
        review=assessment.review,
        quadrant=placement.quadrant.id if placement and placement.quadrant else "",
        ranges={key: passes.range(key) for key in (*keys, *WHOLE)},
        stands={one.ladder.id: _stand(one) for one in assessment.standings},
        grid=keep_grid(grid) if grid else None,
        axes=keep_axes(assessment),
        levels=passes.known.levels,
    )


def _stand(standing: Standing) -> Stand:
    ladder = standing.ladder
    return Stand(
        title=ladder.title,
        rungs=tuple(KeptRung(rung.id, rung.title, ladder.demands(rung)) for rung in ladder.rungs),
        rung=standing.rung.id if standing.rung else None,
        low=standing.low.id if standing.low else None,
    )
