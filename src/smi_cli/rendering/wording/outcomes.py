"""Where steps lead once they are done, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from smi_cli.assessing.assessment import Assessment
from smi_cli.assessing.backing import with_steps_done
from smi_cli.assessing.next_steps import NextStep
from smi_cli.assessing.snapshot import Snapshot, Stand, snapshot_of
from smi_cli.rendering.wording.changes import Words
from smi_cli.rendering.wording.evidence import QUADRANTS
from smi_cli.rendering.wording.phrases import join


def where_steps_lead(assessment: Assessment, steps: Sequence[NextStep], of: str) -> Iterator[str]:
    """Where the steps lead; what is found out can lead anywhere, so that it is left out and said to be."""
    if all(step.find_out for step in steps):
        yield "Where this leads depends on what is found out."
        return
    before, after = snapshot_of(assessment), snapshot_of(with_steps_done(assessment, steps))
    moved = list(_moved(before, after))
    if moved:
        yield f"{of} this done and all else as it is: {join(moved)}."
        if any(step.find_out for step in steps):
            yield "What is found out is not counted in this."


def _moved(before: Snapshot, after: Snapshot) -> Iterator[str]:
    """The axes, the quadrant and the rungs that change, with what missing answers leave possible."""
    words = Words([before, after])
    for axis in after.axes:
        old, new = before.ranges[axis.id], after.ranges[axis.id]
        if old != new:
            yield f"{axis.title} goes from {words.range(axis.id, old, new)} to {words.range(axis.id, new, old)}"
    if after.possible:
        yield f"the quadrant {_quadrant(words, before, after)}"
    for key, stand in after.stands.items():
        yield from _rung(words, before.stands[key], stand)


def _quadrant(words: Words, before: Snapshot, after: Snapshot) -> str:
    """The way of the quadrant; that all are possible, before and after, is said once."""
    if before.quadrant and after.quadrant and len(before.possible) == len(after.possible) == QUADRANTS:
        return f"{_way(words.quadrant(before), words.quadrant(after))} on what is known, while any is possible"
    return _way(words.place(before), words.place(after))


def _rung(words: Words, before: Stand, after: Stand) -> Iterator[str]:
    """The rung reached, with the one that is certain where missing answers leave less."""
    if before.rung == after.rung == after.low != before.low:
        yield f"{words.rung(after.rung)} ({after.title}) is then certain"
        return
    ways = [
        words.rung(one.rung) + (f" (at the worst {words.rung(one.low)})" if one.low != one.rung else "")
        for one in (before, after)
    ]
    if ways[0] != ways[1]:
        yield f"{after.title} {_way(*ways)}"


def _way(before: str, after: str) -> str:
    return f"stays {after}" if before == after else f"goes from {before} to {after}"
