"""Many assessments as a report: what is said of all of them, in which order and in which words, whatever the format.

The texts are raw: a format makes them harmless and lays them out.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from smi_cli.assessing.census import Census, Part, Population
from smi_cli.model.questionnaire import Grid
from smi_cli.rendering.batch_tables import (
    GROUPS,
    Shares,
    Table,
    factor_table,
    group_table,
    quadrant_shares,
    rung_shares,
    score_table,
    step_table,
)
from smi_cli.rendering.density import Crowd
from smi_cli.rendering.roster import Listing, Roster
from smi_cli.rendering.wording import crowds
from smi_cli.rendering.wording.phrases import count, lines_on


class GroupView(NamedTuple):
    """The groups by a context question, side by side; without a table where there are none."""

    title: str
    ask: str
    table: Table | None
    notes: tuple[str, ...]


class Whole(NamedTuple):
    """What the subjects of a questionnaire come to."""

    headline: tuple[tuple[str, str], ...]
    quadrants: Shares | None
    certainty: tuple[str, ...]
    ladders: tuple[tuple[str, Shares], ...]
    scores: Table
    scores_note: str
    crowd: Crowd | None
    caption: str
    undrawn: str
    factors: Table | None
    steps: Table | None
    steps_note: str
    groups: GroupView | None


class Section(NamedTuple):
    """The subjects of one questionnaire: a list of them or where to find one, and what they come to.

    `listing` is the list of a page, which has room for more of them. Where there are not several, `whole` repeats what
    the list says of the only one; a drawing is made of it all the same.
    """

    title: str
    subjects: Table | None
    listing: Listing | None
    unlisted: str
    are_several: bool
    whole: Whole


class BatchReport(NamedTuple):
    """A run over several files, in words."""

    run_line: str
    gate_lines: tuple[str, ...]
    sections: tuple[Section, ...]


def compose_batch(census: Census, roster: Roster, run_line: str, gate_lines: Iterable[str] = ()) -> BatchReport:
    """The report on a run: what became of the files, how the gates stand, and a section for every questionnaire.

    What most subjects answered comes first.
    """
    parts = sorted(census.parts.values(), key=lambda part: -part.everybody.subjects)
    sections = tuple(_section(part, census.by, roster) for part in parts)
    return BatchReport(run_line, tuple(gate_lines), sections)


def _section(part: Part, by: str | None, roster: Roster) -> Section:
    everybody = part.everybody
    subjects = roster.table(everybody.questionnaire)
    return Section(
        title=f"{everybody.questionnaire.title}: {count(everybody.subjects, 'subject')}",
        subjects=subjects,
        listing=roster.listing(everybody.questionnaire),
        unlisted="" if subjects else crowds.LISTED_ELSEWHERE,
        are_several=everybody.subjects > 1,
        whole=_whole(part, by),
    )


def _whole(part: Part, by: str | None) -> Whole:
    everybody = part.everybody
    grid, ladders = everybody.questionnaire.grid, everybody.questionnaire.ladders
    return Whole(
        headline=crowds.headline(everybody),
        quadrants=quadrant_shares(everybody, grid) if grid else None,
        certainty=crowds.certainty(everybody),
        ladders=tuple((ladder.title, rung_shares(everybody, ladder)) for ladder in ladders),
        scores=score_table(everybody),
        scores_note=crowds.scores_note(everybody),
        crowd=_crowd(everybody, grid) if grid else None,
        caption=crowds.crowd_caption(everybody),
        undrawn=crowds.undrawn(everybody),
        factors=factor_table(everybody),
        steps=step_table(everybody),
        steps_note=crowds.STEPS_COUNTED,
        groups=_groups(part, by) if by else None,
    )


def _crowd(everybody: Population, grid: Grid) -> Crowd:
    return Crowd(grid, everybody.cells, everybody.quadrants, lines_on(grid, everybody.questionnaire))


def _groups(part: Part, by: str) -> GroupView:
    table = group_table(part, part.by) if part.by else None
    ask = part.by.ask if part.by else ""
    return GroupView(f"By {by}", ask, table, crowds.group_notes(part, by, GROUPS))
