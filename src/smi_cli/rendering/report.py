"""An assessment as a report: what is said, in which order and in which words, whatever the format.

The texts are raw: a format makes them harmless and lays them out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from smi_cli.assessing.assessment import Assessment
from smi_cli.assessing.batch import Locate
from smi_cli.assessing.measuring import Range
from smi_cli.assessing.next_steps import FIRST_STEPS, NextStep, Status
from smi_cli.assessing.placing import Standing
from smi_cli.assessing.scoring import FactorScore
from smi_cli.model.questionnaire import Grid
from smi_cli.rendering.wording import basis, certainty, places, steps
from smi_cli.rendering.wording.certainty import Summary
from smi_cli.rendering.wording.phrases import lines_on, show_range

REMARKS = "About the answers"


class Plane(NamedTuple):
    """What to draw the quadrants from, the lines that decide something on both axes, and the day that it is about."""

    grid: Grid
    across: Range
    up: Range
    lines: Mapping[str, Sequence[Fraction]]
    day: date


class Bar(NamedTuple):
    """A score to draw as a bar; factors stand under their axis."""

    label: str
    range: Range
    cut: Fraction | None
    shown: str
    is_axis: bool


class RungLine(NamedTuple):
    """A rung, whether it is reached or the one stood on, and what it wants where nothing else says it."""

    title: str
    reached: bool
    here: bool
    wants: str


class LadderView(NamedTuple):
    """A ladder from its lowest rung upwards, where one stands, what that means, and what the next rung still wants."""

    title: str
    stands: str
    meaning: str
    rungs: tuple[RungLine, ...]
    wants: tuple[str, ...]


class StepView(NamedTuple):
    """A step: a heading, one line, and label-and-text pairs for those shown in full."""

    title: str
    line: str
    details: tuple[tuple[str, str], ...]

    @property
    def separator(self) -> str:
        """What stands between title and line."""
        return " " if self.title.endswith((".", "?", "!")) else ": "


class Report(NamedTuple):
    """One assessment, in words."""

    title: str
    headline: tuple[str, ...]
    certainty: Summary
    plane: Plane | None
    caption: str
    bars: tuple[Bar, ...]
    lever: tuple[str, ...]
    ladders: tuple[LadderView, ...]
    obstacles: tuple[tuple[str, str], ...]
    order: str
    steps: tuple[StepView, ...]
    more_steps: tuple[StepView, ...]
    recurring: tuple[StepView, ...]
    done: tuple[str, ...]
    remarks: tuple[str, ...]
    context: tuple[tuple[str, str], ...]
    basis: tuple[str, ...]
    dates: str
    in_short: str
    gates: tuple[str, ...]


def compose_report(
    assessment: Assessment, locate: Locate | None, gates: tuple[str, ...] = (), *, with_people: bool = True
) -> Report:
    """The report on an assessment, with how it stands to gates.

    `locate` gives the place of an answer, for whoever has the file; None where the report is handed on.
    Where it is shown to everybody, it goes without people: who answered, and what they wrote in words of their own.
    """
    grid, placement = assessment.questionnaire.grid, assessment.placement
    open_steps = [step for step in assessment.steps if step.status is Status.OPEN]
    recurring = [step for step in assessment.steps if step.status is Status.RECURS]

    def view(step: NextStep) -> StepView:
        details = steps.step_details(assessment, step, with_people=with_people)
        return StepView(steps.step_title(step), steps.step_line(assessment, step), details)

    return Report(
        title=f"{assessment.answers.subject}: {assessment.questionnaire.title}",
        headline=places.headline(assessment),
        certainty=certainty.summarise(assessment),
        plane=_plane(grid, assessment) if grid and placement else None,
        caption=places.caption(assessment),
        bars=_bars(assessment),
        lever=places.lever(assessment),
        ladders=tuple(_ladder(assessment, standing) for standing in assessment.standings),
        obstacles=basis.obstacles(assessment),
        order=steps.ORDER if len(open_steps) > 1 else "",
        steps=tuple(map(view, open_steps[:FIRST_STEPS])),
        more_steps=tuple(map(view, open_steps[FIRST_STEPS:])),
        recurring=tuple(map(view, recurring)),
        done=tuple(step.step.title for step in assessment.steps if step.status is Status.DONE and step.step),
        remarks=certainty.remarks(assessment, locate, with_people=with_people),
        context=basis.context(assessment, with_people=with_people),
        basis=basis.basis(assessment),
        dates=basis.dates(assessment, with_people=with_people),
        in_short=places.in_short(assessment, open_steps),
        gates=gates,
    )


def _plane(grid: Grid, assessment: Assessment) -> Plane:
    across, up = (assessment.scores.axis(axis.id) for axis in (grid.across, grid.up))
    lines = lines_on(grid, assessment.questionnaire)
    return Plane(grid, across.range, up.range, lines, assessment.answers.date)


def _bars(assessment: Assessment) -> tuple[Bar, ...]:
    with_cut = assessment.questionnaire.grid is not None
    bars = []
    for axis in assessment.scores.axes:
        cut = axis.axis.cut if with_cut else None
        bars.append(
            Bar(axis.axis.title, axis.range, cut, show_range(assessment, axis.axis.id, axis.range), is_axis=True)
        )
        bars += [
            Bar(
                factor.factor.title,
                factor.range,
                cut,
                show_range(assessment, factor.factor.id, factor.range) + _uncounted(factor),
                is_axis=False,
            )
            for factor in axis.factors
            if factor.factor.id
        ]
    return tuple(bars)


def _uncounted(factor: FactorScore) -> str:
    return " (not counted)" if factor.range.score is not None and not factor.share else ""


def _ladder(assessment: Assessment, standing: Standing) -> LadderView:
    ladder = standing.ladder
    height = ladder.rungs.index(standing.rung) if standing.rung else -1
    rungs = tuple(
        RungLine(
            title=rung.title,
            reached=number <= height,
            here=number == height,
            # What the next rung wants follows in full, and what is reached wants nothing more.
            wants=places.rung_wants(assessment, ladder, rung) if number > height + 1 else "",
        )
        for number, rung in enumerate(ladder.rungs)
    )
    return LadderView(
        title=ladder.title,
        stands=places.stands(standing),
        meaning=standing.rung.summary if standing.rung else "",
        rungs=rungs,
        wants=places.next_wants(assessment, standing),
    )
