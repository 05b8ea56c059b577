"""The results of one subject over time as a report: what is said, in which order, whatever the format.

The texts are raw: a format makes them harmless and lays them out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from smi_cli.assessing.assessment import Assessment
from smi_cli.assessing.changing import Change, ScoreChange, Split, compare
from smi_cli.assessing.snapshot import Snapshot
from smi_cli.rendering.batch_tables import Table
from smi_cli.rendering.trail import Trail, explain_trail, number_signs, trail_of
from smi_cli.rendering.wording import changes
from smi_cli.rendering.wording.changes import NOTHING, OWN_WEIGHTS, Words

NOTE = (
    "Answers, questions and weights are the parts of a change and add up to it: first the new answers are counted with"
    " the old questions and weights, then questions come and go, then weights and level values change."
)
LEGEND = "1 2 3 the results, by date"
STAYED = "No answer changed that counts."
NO_SCORE = "No score changes."
OTHERS = "All other scores stay as they are."


class ChangeView(NamedTuple):
    """One change: between which dates, the places in sentences, the scores, and the questions that moved them.

    `rest` says that the other scores stay, `stayed` that the answers do.
    """

    title: str
    places: tuple[str, ...]
    scores: Table | None
    rest: str
    questions: Table | None
    stayed: str


class ChangeReport(NamedTuple):
    """The results of one subject, in words. The first change is from the first result to the last one."""

    title: str
    headline: tuple[str, ...]
    trail: Trail | None
    caption: str
    legend: str
    results: Table
    changes: tuple[ChangeView, ...]
    note: str
    review: str
    gates: tuple[str, ...] = ()


def changes_between(snapshots: Sequence[Snapshot]) -> list[Change]:
    """From the first of at least two results to the last; then, if there are more than two, every step of the way."""
    whole = compare(snapshots[0], snapshots[-1])
    steps = [compare(before, after) for before, after in pairwise(snapshots)]
    return [whole, *(steps if len(steps) > 1 else [])]


def compose_change(
    snapshots: Sequence[Snapshot], as_of: date | None = None, scored: Sequence[Assessment | None] = ()
) -> ChangeReport:
    """The report on at least two results of one subject, in order; `scored` are those of answers, in the same order."""
    words = Words(snapshots)
    found = changes_between(snapshots)
    signs = number_signs(snapshots)
    trail = trail_of(snapshots, signs)
    last = snapshots[-1]
    return ChangeReport(
        title=f"{last.subject}: {questionnaire_of(snapshots)}",
        headline=(*changes.headline(words, found[0], len(snapshots)), *changes.other_people(scored)),
        trail=trail,
        caption=explain_trail(trail, signs) if trail else "",
        legend=LEGEND,
        results=_results(words, snapshots, signs),
        changes=tuple(describe_change(words, one, _way(one)) for one in found),
        note=NOTE if any(map(_has_several_causes, found)) else "",
        review=changes.review(last, as_of, scored[-1] if scored else None),
    )


def questionnaire_of(snapshots: Sequence[Snapshot]) -> str:
    """The title of the questionnaire, where the results say one."""
    titles = [one.title for one in snapshots if one.title != one.questionnaire]
    return titles[-1] if titles else snapshots[-1].questionnaire


def _results(words: Words, snapshots: Sequence[Snapshot], signs: Sequence[str]) -> Table:
    columns = [("", list(signs)), ("Date", [one.date.isoformat() for one in snapshots])]
    columns += place_columns(words, snapshots)
    columns += _if_several("Version", [one.version for one in snapshots])
    columns += _if_several("Weights", [one.weights or OWN_WEIGHTS for one in snapshots])
    return table_of(columns)


def place_columns(words: Words, snapshots: Sequence[Snapshot]) -> list[tuple[str, list[str]]]:
    """Where results stand: a column for the quadrant, for every axis and every ladder."""
    axes = list(dict.fromkeys(key for one in reversed(snapshots) for key in one.axis_ids))
    ladders = list(dict.fromkeys(key for one in reversed(snapshots) for key in one.stands))
    columns: list[tuple[str, list[str]]] = []
    if any(one.quadrant or one.grid for one in snapshots):
        columns += [("Quadrant", [words.place(one) for one in snapshots])]
    columns += [(words.title(key), [words.range(key, one.ranges.get(key)) for one in snapshots]) for key in axes]
    columns += [
        (
            words.title(key),
            [words.title(stand.rung or NOTHING) if (stand := one.stands.get(key)) else NOTHING for one in snapshots],
        )
        for key in ladders
    ]
    return columns


def table_of(columns: Sequence[tuple[str, Sequence[str]]]) -> Table:
    """A table of texts from its columns, each with its header."""
    rows = tuple(zip(*(cells for _, cells in columns), strict=True))
    return Table(tuple(title for title, _ in columns), rows, frozenset())


def _if_several(title: str, cells: list[str]) -> list[tuple[str, list[str]]]:
    return [(title, cells)] if len(set(cells)) > 1 else []


def _way(change: Change) -> str:
    return f"From {change.before.date.isoformat()} to {change.after.date.isoformat()}"


def describe_change(words: Words, change: Change, title: str) -> ChangeView:
    """One change under a title; with the parts of its points, where not all of them come from answers."""
    split = _has_several_causes(change)
    questions = tuple(_questions(words, change))
    kept = bool(change.before.axes and change.after.axes)
    scores, rest = _scores(words, change, split=split)
    return ChangeView(
        title=title,
        places=tuple(changes.places(words, change)),
        scores=scores,
        rest=rest,
        questions=Table(("Question", "Axis", "Level", "Points", "Asks"), questions, frozenset({3}))
        if questions
        else None,
        stayed=STAYED if kept and not questions else "",
    )


def _has_several_causes(change: Change) -> bool:
    """Whether other questions or weights have a part in the change, beside answers."""
    return any(axis.split and (axis.split.questions or axis.split.weights) for axis in change.axes)


def _scores(words: Words, change: Change, *, split: bool) -> tuple[Table | None, str]:
    """The scores that change, in themselves or in what missing answers leave possible, and a word on the others."""
    found: list[tuple[str, ScoreChange, Split | None]] = [("Overall", change.overall, None)]
    for axis in change.axes:
        title = words.title(axis.score.id)
        found.append((title, axis.score, axis.split))
        found += [(f"{title}: {words.title(one.id)}", one, None) for one in axis.factors]
    rows = tuple(_score(words, *one) for one in found if one[1].before != one[1].after)
    if not rows:
        return None, NO_SCORE
    header = ("Score", "Before", "After", "Change", "Answers", "Questions", "Weights")
    width = len(header) if split else header.index("Answers")
    table = Table(header[:width], tuple(row[:width] for row in rows), frozenset(range(1, width)))
    return table, OTHERS if len(rows) < len(found) else ""


def _score(words: Words, title: str, change: ScoreChange, split: Split | None) -> tuple[str, ...]:
    before, after = change.before, change.after
    parts = tuple(map(changes.points, split)) if split else ("",) * len(Split._fields)
    shown = words.range(change.id, before, after), words.range(change.id, after, before)
    return (title, *shown, changes.points(change.points), *parts)


def _questions(words: Words, change: Change) -> Iterator[tuple[str, ...]]:
    for axis, one in changes.by_effect(change):
        # What came or went moved the axis as one of its questions, not by its level.
        moved = one.points if axis.split and one.before is not None and one.after is not None else None
        yield one.id, words.title(axis.score.id), changes.level(one.before, one.after), changes.points(moved), one.ask
