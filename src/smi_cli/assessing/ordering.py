"""The moves of a plan in order, and over quarters.

The axis to begin with comes first; in it what opens other questions, then what brings most points for its effort. A
move never comes before one that it needs: the level below, and what a question depends on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from smi_cli.assessing.assessment import Assessment
from smi_cli.assessing.compiling import Gap
from smi_cli.assessing.measuring import Measures


class Rise(NamedTuple):
    """A question that goes up one level, to `level`: its place among all, and the units of effort that it takes."""

    place: int
    level: int
    effort: int


def put_in_order(
    rises: Sequence[Rise], assessment: Assessment, ends: tuple[Measures, Measures], axes: Sequence[int]
) -> list[Rise]:
    """The rises in the order in which to do them; `ends` are before and after all, `axes` by number in their order."""
    _, after = ends
    compiled = assessment.compiled
    axis_of = {place: number for number, span in enumerate(compiled.spans) for place in range(*span)}
    needs = _needs(rises, assessment)
    openers = [(place, reach) for place, reach, _ in find_openers(assessment, ends)]

    def urgency(rise: Rise) -> tuple[int, bool, Fraction, int, int]:
        number = axis_of[rise.place]
        points = after.tallies[number].terms.get(rise.place - compiled.spans[number][0])
        gain = points[rise.level] - points[rise.level - 1] if points else 0
        opens = any(place == rise.place and reach >= rise.level for place, reach in openers)
        return axes.index(number), not opens, -Fraction(gain, rise.effort), rise.place, rise.level

    waiting = sorted(rises, key=urgency)
    done: list[Rise] = []
    while waiting:
        ready = next(rise for rise in waiting if not any(need in waiting for need in needs[rise]))
        waiting.remove(ready)
        done.append(ready)
    return done


def spread(efforts: Sequence[int], quarters: int) -> list[int]:
    """The quarter, from 1, of every rise: in order, each in the quarter in which it begins.

    So the first quarter is never empty, and the effort of a quarter differs from an even share by less than the
    greatest rise.
    """
    whole, before, chosen = sum(efforts), 0, []
    for effort in efforts:
        chosen.append(1 + before * quarters // whole)
        before += effort
    return chosen


def find_openers(assessment: Assessment, ends: tuple[Measures, Measures]) -> list[tuple[int, int, str]]:
    """The questions, by place, that open others between two ends: with the level that does it, and what it opens."""
    before, after = ends
    ids = assessment.compiled.ids
    opened = before.not_asked - after.not_asked
    return [
        (parent, reach, ids[place])
        for place, _, parents in assessment.compiled.conditions
        if ids[place] in opened
        for parent, reach in parents
        if _is_below(before.row[parent], reach)
    ]


def _is_below(level: int | Gap, reach: int) -> bool:
    return isinstance(level, int) and level < reach


def _needs(rises: Sequence[Rise], assessment: Assessment) -> Mapping[Rise, list[Rise]]:
    """For every rise those that have to come before it: the level below, and what opens its question."""
    by_end = {(rise.place, rise.level): rise for rise in rises}
    conditions = {place: parents for place, _, parents in assessment.compiled.conditions}
    needs = {}
    for rise in rises:
        wanted = [(rise.place, rise.level - 1), *conditions.get(rise.place, ())]
        needs[rise] = [by_end[end] for end in wanted if end in by_end]
    return needs
