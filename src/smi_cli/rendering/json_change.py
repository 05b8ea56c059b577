"""The results of one subject over time as one JSON document, `smi.change/1`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction

from smi_cli.assessing.changing import AxisChange, Change, QuestionChange, ScoreChange
from smi_cli.assessing.compiling import Gap
from smi_cli.assessing.measuring import Range
from smi_cli.assessing.snapshot import WHOLE, Snapshot
from smi_cli.assessing.what_if import WhatIf
from smi_cli.model.answers import Known
from smi_cli.model.problems import Problem
from smi_cli.rendering.change_report import changes_between
from smi_cli.rendering.json_document import Json, describe_problem, dump
from smi_cli.rendering.json_result import as_points
from smi_cli.rendering.numbers import json_number
from smi_cli.rendering.wording.changes import Words

CHANGE_SCHEMA = "smi.change/1"


def render_changes(
    results: Sequence[tuple[str, Snapshot]],
    as_of: date | None,
    problems: Iterable[Problem],
    what_if: WhatIf | None = None,
) -> str:
    """The results, each with the name of its file, and what changed between them; none of it if something is wrong.

    Of answers that are tried out there are two results, without and with them.
    """
    snapshots = [snapshot for _, snapshot in results]
    words, last = Words(snapshots), snapshots[-1] if snapshots else None
    return dump(
        {
            "schema": CHANGE_SCHEMA,
            "subject": last.subject if last else None,
            "questionnaire": last.questionnaire if last else None,
            "results": [_result(words, file, snapshot) for file, snapshot in results],
            "changes": [_change(words, snapshots, one) for one in changes_between(snapshots)] if last else [],
            "review": _review(last, as_of) if last else None,
            "what_if": _what_if(what_if) if what_if else None,
            "problems": [describe_problem(problem) for problem in problems],
        }
    )


def _what_if(what_if: WhatIf) -> Json:
    scored = what_if.after
    ignored = {one.question.id for one in scored.assessment.ignored}
    return {
        "set": [
            {"id": key, "level": answer.level if isinstance(answer, Known) else "unknown", "counts": key not in ignored}
            for key, answer in what_if.settings.items()
        ],
        "gates": {verdict.gate.text: verdict.met for verdict in scored.verdicts},
    }


def _result(words: Words, file: str, snapshot: Snapshot) -> Json:
    return {
        "file": file,
        "date": snapshot.date.isoformat(),
        "version": snapshot.version,
        "weights": snapshot.weights or None,
        **describe_place(words, snapshot),
    }


def describe_place(words: Words, snapshot: Snapshot) -> Json:
    """Where a result stands: its quadrant, its scores and its rungs."""
    return {
        "quadrant": snapshot.quadrant or None,
        "scores": {key: _range(words, key, snapshot.ranges[key]) for key in (*WHOLE, *snapshot.axis_ids)},
        "rungs": {key: stand.rung for key, stand in snapshot.stands.items()},
    }


def _review(last: Snapshot, as_of: date | None) -> Json:
    due = last.review
    return {
        "due": due.isoformat() if due else None,
        "as_of": as_of.isoformat() if as_of else None,
        "past": as_of > due if as_of and due else None,
    }


def _change(words: Words, snapshots: Sequence[Snapshot], change: Change) -> Json:
    before, after = change.before, change.after
    places = [next(place for place, one in enumerate(snapshots) if one is end) for end in (before, after)]
    return {
        "from": places[0],
        "to": places[1],
        "quadrant": {"before": before.quadrant or None, "after": after.quadrant or None},
        "ladders": [
            {
                "id": key,
                "title": words.title(key),
                "before": before.stands[key].rung,
                "after": stand.rung,
                "lower": key in change.lower_rungs,
            }
            for key, stand in after.stands.items()
            if key in before.stands
        ],
        "lost_sides": list(change.lost_sides),
        "overall": _score(words, change.overall),
        "axes": [_axis(words, axis) for axis in change.axes],
    }


def _axis(words: Words, axis: AxisChange) -> Json:
    split = axis.split
    return {
        "id": axis.score.id,
        "title": words.title(axis.score.id),
        **_score(words, axis.score),
        "split": {name: as_points(part) for name, part in split._asdict().items()} if split else None,
        "factors": [{"id": one.id, "title": words.title(one.id), **_score(words, one)} for one in axis.factors],
        "questions": [_question(one, counts=split is not None) for one in axis.questions],
    }


def _score(words: Words, change: ScoreChange) -> Json:
    return {
        "before": _range(words, change.id, change.before) if change.before else None,
        "after": _range(words, change.id, change.after) if change.after else None,
        "change": None if change.points is None else as_points(change.points),
    }


def _range(words: Words, key: str, span: Range) -> Json:
    lines = words.lines(key)
    numbers: dict[str, Fraction | None] = span._asdict()
    shown = {name: None if value is None else json_number(value, lines) for name, value in numbers.items()}
    return shown | {"exact": {name: None if value is None else str(value) for name, value in numbers.items()}}


def _question(one: QuestionChange, *, counts: bool) -> Json:
    return {
        "id": one.id,
        "ask": one.ask,
        "before": _level(one.before),
        "after": _level(one.after),
        "change": as_points(one.points) if counts else None,
    }


def _level(level: int | Gap | None) -> int | str | None:
    return level.value if isinstance(level, Gap) else level
