"""What changed between two results, in words; the results of a subject share their names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from itertools import pairwise

from smi_cli.assessing.assessment import Assessment
from smi_cli.assessing.changing import AxisChange, Change, QuestionChange, ScoreChange
from smi_cli.assessing.compiling import Gap
from smi_cli.assessing.measuring import Range
from smi_cli.assessing.snapshot import Snapshot
from smi_cli.rendering.numbers import show_from_to, show_gain, show_number
from smi_cli.rendering.wording.evidence import what_holds
from smi_cli.rendering.wording.phrases import begin, join, show_level

NOTHING = "-"
OWN_WEIGHTS = "the questionnaire's own"


class Words:
    """The names and lines that the results of one subject share; of two names for one thing the latest is used."""

    def __init__(self, snapshots: Sequence[Snapshot]) -> None:
        self._snapshots = snapshots
        self._titles: dict[str, str] = {}
        for one in snapshots:
            self._titles |= _titles(one)

    def title(self, key: str) -> str:
        """The title of anything that has an id; of what no result names, the id itself."""
        return self._titles.get(key, key)

    def lines(self, key: str) -> list[Fraction]:
        """The lines that decide something about a score: cuts, the edges of the borderline zone, what rungs ask."""
        lines = set()
        for one in self._snapshots:
            axis = one.axis(key)
            if one.grid and axis and key in {one.grid.across, one.grid.up}:
                lines |= {axis.cut, axis.cut - one.grid.borderline, axis.cut + one.grid.borderline}
            # The overall can be the least of the axes; its number is then an axis's own.
            keys = {key, "overall"} if axis else {key}
            demands = (demand for stand in one.stands.values() for rung in stand.rungs for demand in rung.wants)
            lines |= {demand.minimum for demand in demands if demand.id in keys}
        return sorted(lines)

    def score(self, key: str, span: Range | None, other: Range | None = None) -> str:
        """A score; where another one stands beside it that differs, the numbers differ too."""
        if span is None or span.score is None:
            return NOTHING
        beside = [other.score] if other and other.score not in {None, span.score} else []
        return show_number(span.score, [*self.lines(key), *beside])

    def range(self, key: str, span: Range | None, other: Range | None = None) -> str:
        """A score with what missing answers make of it; where another one stands beside it, as with `score`."""
        if span is None or span.low is None or span.high is None or span.low == span.high:
            return self.score(key, span, other)
        between = show_from_to(span.low, span.high, self.lines(key))
        return f"{'no score' if span.score is None else self.score(key, span, other)} ({between})"

    def quadrant(self, snapshot: Snapshot) -> str:
        """The quadrant of a result."""
        return self.title(snapshot.quadrant) if snapshot.quadrant else "no quadrant"

    def others(self, snapshot: Snapshot) -> list[str]:
        """The quadrants that missing answers leave open beside that of a result."""
        return [self.title(key) for key in snapshot.possible if key != snapshot.quadrant]

    def place(self, snapshot: Snapshot) -> str:
        """The quadrant of a result, with those that are possible too, in few words."""
        others = ", ".join(self.others(snapshot))
        if not snapshot.quadrant:
            return f"open ({others})" if others else NOTHING
        return f"{self.title(snapshot.quadrant)}{f' (or {others})' if others else ''}"

    def rung(self, rung: str | None) -> str:
        """The rung of a result."""
        return self.title(rung) if rung else "no rung"


def headline(words: Words, change: Change, number: int) -> tuple[str, ...]:
    """Where the way led, and over how many results."""
    before, after = change.before, change.after
    way = _way(words, change)
    place = f"{begin(way)}: " if way else ""
    dates = f"{before.date.isoformat()} to {after.date.isoformat()}"
    results = f"{place}{number} results, {dates}.{_still_open(words, after)}"
    return results, _moved("Overall", words, change.overall)


def headline_with_settings(words: Words, change: Change) -> tuple[str, ...]:
    """Where answers that are tried out would lead."""
    way = _way(words, change)
    place = f"With these answers {way}.{_still_open(words, change.after)}" if way else "With these answers:"
    return place, _moved("Overall", words, change.overall)


def _still_open(words: Words, snapshot: Snapshot) -> str:
    """What missing answers could still make of a quadrant, as the next sentence."""
    others = join(words.others(snapshot), "or")
    if not others:
        return ""
    return f" Missing answers could still make it {others}." if snapshot.quadrant else f" Possible: {others}."


def _way(words: Words, change: Change) -> str:
    """From one quadrant to another; nothing where there are none."""
    before, after = change.before, change.after
    return _from_to(words.quadrant(before), words.quadrant(after)) if before.quadrant or after.quadrant else ""


def places(words: Words, change: Change) -> Iterator[str]:
    """What became of the quadrant, the rungs and the sides of the axes, and what else changed about the results."""
    before, after = change.before, change.after
    if before.quadrant or after.quadrant:
        yield f"Quadrant: {_from_to(words.quadrant(before), words.quadrant(after))}."
    for key in change.lost_sides:
        span, axis = after.ranges.get(key), after.axis(key) or before.axis(key)
        if span and axis and span.score is not None and span.score > axis.cut:
            yield f"{words.title(key)} is high on what is known, and no longer for certain."
    for key in after.stands:
        if key in before.stands:
            yield _stands(words, change, key)
    yield from _settings(change)
    yield from _unsplit(words, change)


def other_people(scored: Sequence[Assessment | None]) -> Iterator[str]:
    """That results of one day are of different people, who are better put side by side."""
    answers = [one.answers for one in scored if one]
    for before, after in pairwise(answers):
        named = before.respondent and after.respondent
        if named and before.date == after.date and before.respondent != after.respondent:
            yield (
                f"Different people answered on {after.date.isoformat()}, so that this may be no change at all:"
                " smi merge puts people side by side."
            )
            return


def review(latest: Snapshot, as_of: date | None, scored: Assessment | None = None) -> str:
    """When the latest result is due for its review, and which of its answers still hold; nothing if nobody knows."""
    due = latest.review
    if as_of is None:
        return f"Next review: {due.isoformat()}." if due else ""
    if as_of < latest.date:
        return f"On {as_of.isoformat()} this result was not there yet: it is of {latest.date.isoformat()}."
    return " ".join([_due(due, as_of), *(what_holds(scored) if scored else ())])


def _due(due: date | None, as_of: date) -> str:
    if due is None:
        return "The latest result does not say when it is due for a review."
    if as_of > due:
        return f"Past its review on {as_of.isoformat()}: it was due on {due.isoformat()}. Assess again."
    if as_of == due:
        return f"Due for its review on {as_of.isoformat()}."
    return f"Not due for its review on {as_of.isoformat()}, but on {due.isoformat()}."


def level(before: int | Gap | None, after: int | Gap | None) -> str:
    """The levels of a question, before and after."""
    if before is None:
        return f"new, {show_level(after)}"
    if after is None:
        return f"{show_level(before)}, then not asked"
    return f"{show_level(before)} to {show_level(after)}"


def points(value: Fraction | None) -> str:
    """Points with their sign."""
    if value is None:
        return NOTHING
    return show_gain(value) if value else "0.0"


def by_effect(change: Change) -> list[tuple[AxisChange, QuestionChange]]:
    """The questions that changed, with their axes: those that moved most come first, whatever the axis."""
    pairs = ((axis, one) for axis in change.axes for one in axis.questions)
    changed = [(axis, one) for axis, one in pairs if one.before != one.after]
    return sorted(changed, key=lambda pair: -abs(pair[1].points))


def _titles(snapshot: Snapshot) -> Mapping[str, str]:
    """The titles that a result says. All ids of a questionnaire share one namespace."""
    titles = dict(snapshot.titles)
    titles |= {cell.id: cell.title for cell in snapshot.grid.cells} if snapshot.grid else {}
    for key, stand in snapshot.stands.items():
        if stand.rungs:
            titles |= {key: stand.title, **{rung.id: rung.title for rung in stand.rungs}}
    return titles


def _stands(words: Words, change: Change, key: str) -> str:
    before, after = change.before.stands[key], change.after.stands[key]
    place = f"{words.title(key)}: {_from_to(words.rung(before.rung), words.rung(after.rung))}"
    if key in change.lower_rungs and before.rung == after.rung:
        place += f", but at the worst {words.rung(after.low)} and no longer {words.rung(before.low)}"
    return f"{place}."


def _settings(change: Change) -> Iterator[str]:
    before, after = change.before, change.after
    if before.version != after.version:
        yield f"Version of the questionnaire: {_from_to(before.version, after.version)}."
    if before.weights != after.weights:
        yield f"Weights: {_from_to(before.weights or OWN_WEIGHTS, after.weights or OWN_WEIGHTS)}."


def _unsplit(words: Words, change: Change) -> Iterator[str]:
    """Why a change is not split into its causes."""
    if not change.before.axes or not change.after.axes:
        yield "One of the results keeps no answers, so that nothing says why the scores changed."
        return
    for axis in change.axes:
        name = words.title(axis.score.id)
        if axis.score.before is None or axis.score.after is None:
            yield f"{name} is {'new' if axis.score.before is None else 'gone'}."
        elif axis.split is None:
            yield f"{name} lacks a score on one side or on the way, so that its change has no parts."


def _moved(name: str, words: Words, change: ScoreChange) -> str:
    before, after = (words.range(change.id, one, other) for one, other in _sides(change))
    if change.points is None:
        return f"{name}: {_score(before)} before, {_score(after)} after."
    if not change.points:
        return f"{name}: still {after}."
    return f"{name}: from {before} to {after}, {points(change.points)} points."


def _sides(change: ScoreChange) -> tuple[tuple[Range | None, Range | None], tuple[Range | None, Range | None]]:
    return (change.before, change.after), (change.after, change.before)


def _score(shown: str) -> str:
    return "no score" if shown == NOTHING else shown


def _from_to(before: str, after: str) -> str:
    return f"still {after}" if before == after else f"from {before} to {after}"
