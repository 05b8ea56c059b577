"""How a subject compares with its baseline, in one sentence."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from smi_cli.assessing.assessment import Assessment
from smi_cli.assessing.changing import Change, QuestionChange, ScoreChange
from smi_cli.rendering.numbers import show_bare, show_from_to, show_gain, show_number
from smi_cli.rendering.wording.changes import OWN_WEIGHTS
from smi_cli.rendering.wording.phrases import lines_of, show_level


def explain_baseline(assessment: Assessment, change: Change | None, limit: Fraction) -> str:
    """What fell since the baseline, by which causes and through which answer most, or that nothing did."""
    if change is None:
        return "new, not in the baseline"
    parts = [*_drops(assessment, change, limit), *_lower_rungs(change), *_lost_sides(change)]
    if not parts:
        by = f" by more than {show_bare(limit)} points" if limit else ""
        return "; ".join([f"no score fell{by}, no rung and no side was lost", *_settings(change)])
    return "; ".join([*parts, *_causes(change), *_through(change), *_settings(change)])


def show_move(question: QuestionChange) -> str:
    """From which level to which an answer went: 3 to 2."""
    return f"{show_level(question.before)} to {show_level(question.after)}"


def question_change(change: Change, key: str) -> QuestionChange:
    """The change of the question with this id."""
    return next(one for axis in change.axes for one in axis.questions if one.id == key)


def _drops(assessment: Assessment, change: Change, limit: Fraction) -> Iterator[str]:
    for one in change.drops(limit):
        name = "the overall" if one.id == "overall" else one.title
        yield f"{name} {_drop(assessment, one, limit)}"


def _drop(assessment: Assessment, change: ScoreChange, limit: Fraction) -> str:
    assert change.before is not None  # noqa: S101 - what dropped was there before and is asked for now
    assert change.before.score is not None  # noqa: S101
    assert change.after is not None  # noqa: S101
    before, after, low = change.before.score, change.after.score, change.after.low
    lines = lines_of(assessment, change.id)
    if after is None or low is None:
        return f"has no score ({show_number(before, lines)} before)"
    verb, now, worst = ("fell", after, "") if before - after > limit else ("could have fallen", low, " at the worst")
    points = show_number(before - now, [limit, Fraction(0)])
    return f"{verb} by {points} points ({show_from_to(before, now, lines)}{worst})"


def _lower_rungs(change: Change) -> Iterator[str]:
    for key in change.lower_rungs:
        before, after = change.before.stands[key], change.after.stands[key]
        titles = {rung.id: rung.title for rung in (*before.rungs, *after.rungs)}
        heights = [rung.id for rung in after.rungs or before.rungs]
        certain = _height(after.rung, heights) < _height(before.rung, heights)
        then, now = (before.rung, after.rung) if certain else (before.low, after.low)
        moved = " to ".join(titles.get(one or "", "no rung") for one in (then, now))
        worst = "" if certain else " at the worst"
        yield f"{'stands' if certain else 'could stand'} lower on {after.title} ({moved}{worst})"


def _height(rung: str | None, heights: list[str]) -> int:
    return heights.index(rung) if rung in heights else -1


def _lost_sides(change: Change) -> Iterator[str]:
    titles = {axis.score.id: axis.score.title for axis in change.axes}
    for key in change.lost_sides:
        axis, score = change.after.axis(key), change.after.ranges[key].score
        certain = axis is not None and score is not None and score <= axis.cut
        yield f"{titles[key]} is no longer high{'' if certain else ' for certain'}"


def _causes(change: Change) -> Iterator[str]:
    """By what an axis lost points, where that is not the answers alone."""
    for axis in change.axes:
        points, split = axis.score.points, axis.split
        if points and points < 0 and split and (split.questions or split.weights):
            parts = (f"{cause} {show_gain(part)}" for cause, part in split._asdict().items() if part)
            yield f"the points of {axis.score.title} by cause: {', '.join(parts)}"


def _through(change: Change) -> Iterator[str]:
    if not change.before.axes:
        yield "the baseline keeps no answers, so that nobody can say through which"
    for key in change.fallen[:1]:
        yield f"most through {key} ({show_move(question_change(change, key))})"


def _settings(change: Change) -> Iterator[str]:
    """What else than the answers is not as it was when the baseline was made."""
    before, after = change.before, change.after
    if before.version != after.version:
        yield f"the baseline is of version {before.version} of the questionnaire, this is {after.version}"
    if before.weights != after.weights:
        yield f"the baseline has other weights ({before.weights or OWN_WEIGHTS}, now {after.weights or OWN_WEIGHTS})"
