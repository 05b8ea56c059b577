"""Several assessments side by side: a table for each questionnaire, and how many stand where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from smi_cli.assessing.assessment import Assessment
from smi_cli.rendering.numbers import show_number
from smi_cli.rendering.wording.phrases import count, lines_of


class Group(NamedTuple):
    """The assessments of one questionnaire, a row for each; `numbers` are the columns that hold numbers."""

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: frozenset[int]
    summary: tuple[str, ...]


class Overview(NamedTuple):
    """All groups, and one line for the whole run."""

    groups: tuple[Group, ...]
    summary: str


def compose_overview(assessments: Sequence[Assessment], unusable: int, skipped: int) -> Overview:
    """The overview of assessments, in the order given, with the number of files not usable or of another kind."""
    by_questionnaire: dict[str, list[Assessment]] = {}
    for assessment in assessments:
        by_questionnaire.setdefault(assessment.questionnaire.id, []).append(assessment)
    return Overview(tuple(map(_group, by_questionnaire.values())), summary(len(assessments), unusable, skipped))


def summary(scored: int, unusable: int, skipped: int) -> str:
    """How many files were scored, could not be used, were of another kind."""
    parts = [f"{scored:,} scored"]
    parts += [f"{unusable:,} not usable"] if unusable else []
    parts += [f"{count(skipped, 'file')} of another kind skipped"] if skipped else []
    return ", ".join(parts) + "."


def _group(assessments: Sequence[Assessment]) -> Group:
    questionnaire = assessments[0].questionnaire
    placed = ("Quadrant",) if questionnaire.grid else ()
    axes = tuple(axis.title for axis in questionnaire.axes)
    ladders = tuple(ladder.title for ladder in questionnaire.ladders[:1])
    first = 1 + len(placed)
    return Group(
        title=questionnaire.title,
        header=("Subject", *placed, *axes, *ladders, "Date"),
        rows=tuple(map(_row, assessments)),
        numbers=frozenset(range(first, first + len(axes))),
        summary=tuple(_spread(assessments)),
    )


def _row(assessment: Assessment) -> tuple[str, ...]:
    placed = (_quadrant(assessment),) if assessment.questionnaire.grid else ()
    scores = (
        "-" if axis.range.score is None else show_number(axis.range.score, lines_of(assessment, axis.axis.id))
        for axis in assessment.scores.axes
    )
    rungs = (standing.rung.title if standing.rung else "-" for standing in assessment.standings[:1])
    return (assessment.answers.subject, *placed, *scores, *rungs, assessment.answers.date.isoformat())


def _quadrant(assessment: Assessment) -> str:
    placement = assessment.placement
    if placement is None or placement.quadrant is None:
        return "-"
    others = [cell.title for cell in placement.possible if cell is not placement.quadrant]
    return placement.quadrant.title + (f" (or {', '.join(others)})" if others else "")


def _spread(assessments: Sequence[Assessment]) -> Iterable[str]:
    questionnaire = assessments[0].questionnaire
    if questionnaire.grid:
        found = Counter(
            one.placement.quadrant.id if one.placement and one.placement.quadrant else "" for one in assessments
        )
        yield "Quadrants: " + _counts(
            [(cell.title, found[cell.id]) for cell in questionnaire.grid.quadrants], found[""]
        )
    for number, ladder in enumerate(questionnaire.ladders):
        rungs = [one.standings[number].rung for one in assessments]
        found = Counter(rung.id if rung else "" for rung in rungs)
        yield f"{ladder.title}: " + _counts([(rung.title, found[rung.id]) for rung in ladder.rungs], found[""])


def _counts(places: list[tuple[str, int]], without: int) -> str:
    return ", ".join(
        f"{title} {number}" for title, number in [*places, *([("without a score", without)] if without else [])]
    )
