"""What missing answers leave open, and which one of them settles most.

The question that settles most leaves, whatever its answer is, the fewest quadrants possible; among equals, the smallest
box on the quadrants, and then the least width over all axes. For each question its worst case over all levels counts.
What is not known whether it applies is taken to apply: `na` is never assumed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import NamedTuple

from smi_cli.assessing.compiling import Compiled, Gap
from smi_cli.assessing.measuring import Measures, Missing, Passes, measure_answers
from smi_cli.model.answers import Answers, Known
from smi_cli.model.questionnaire import Grid, Quadrant, Question

Bounds = Mapping[str, tuple[Fraction, Fraction]]  # the least and the most of every axis to which anything applies


class Box(NamedTuple):
    """What is left open: how many quadrants, the area of the box on them, and the width of all axes together.

    In points, and points times points. Without quadrants the first two are nothing.
    """

    quadrants: int
    area: Fraction
    width: Fraction


class Settling(NamedTuple):
    """What missing answers leave open.

    `at_worst` is the quadrant where all of them are at their worst, `at_best` that at their best; None where there are
    none. `first` is the question to ask first, with the box that is left at most; None where nothing moves.
    """

    at_worst: Quadrant | None
    at_best: Quadrant | None
    box: Box
    first: tuple[Question, Box] | None


def settle(compiled: Compiled, answers: Answers, passes: Passes) -> Settling:
    """Work out what is left open, and which answer closes most of it."""
    grid = compiled.questionnaire.grid
    bounds = _bounds(compiled, passes.worst, passes.best)
    box = _box(grid, bounds)
    settler = _Settler(compiled, answers, passes, bounds)
    found = [(settler.left_by(place), place) for place in settler.missing()] if box.width else []
    first = min(found, default=None)
    corners = [_corner(grid, bounds, end) if grid else None for end in (0, 1)]
    questions = tuple(compiled.questionnaire.questions)
    return Settling(corners[0], corners[1], box, (questions[first[1]], first[0]) if first else None)


class _Settler:
    """Knows what each missing answer would leave open."""

    def __init__(self, compiled: Compiled, answers: Answers, passes: Passes, bounds: Bounds) -> None:
        self._compiled, self._answers, self._passes, self._bounds = compiled, answers, passes, bounds
        self._openers = {parent for _, _, parents in compiled.conditions for parent, _ in parents}

    def missing(self) -> Iterator[int]:
        """The places of the questions whose answers are wanted and not there."""
        row, needed = self._passes.known.row, set(self._compiled.needed)
        yield from (
            place for place, key in enumerate(self._compiled.ids) if row[place] is Gap.MISSING and key in needed
        )

    def left_by(self, place: int) -> Box:
        """The most that is left open by an answer, whatever it is."""
        bounds = self._opening(place) if place in self._openers else self._closing(place)
        boxes = [_box(self._compiled.questionnaire.grid, one) for one in bounds]
        return Box(
            quadrants=max(one.quadrants for one in boxes),
            area=max(one.area for one in boxes),
            width=max(one.width for one in boxes),
        )

    def _opening(self, place: int) -> Iterator[Bounds]:
        """The bounds at each level of a question on which others depend."""
        for level in range(self._compiled.best[place] + 1):
            given = {**self._answers.by_question, self._compiled.ids[place]: Known(level)}
            answers = self._answers._replace(by_question=given)
            worst, best = (measure_answers(self._compiled, answers, one) for one in (Missing.WORST, Missing.BEST))
            yield _bounds(self._compiled, worst, best)

    def _closing(self, place: int) -> Iterator[Bounds]:
        """The bounds at each level of any other question: its axis is a weighted sum, of which one summand moves.

        A question whose answer is missing counts at its worst, so that its axis has bounds if it weighs anything.
        """
        number, start = next(
            (number, start) for number, (start, end) in enumerate(self._compiled.spans) if start <= place < end
        )
        axis = self._compiled.axis_ids[number]
        if axis not in self._bounds:  # nothing applies that weighs anything
            yield self._bounds
            return
        worst, best = self._passes.worst, self._passes.best
        low, high = self._bounds[axis]
        least = self._gains(worst, number, place, place - start)
        most = least if isinstance(best.score(axis), Gap) else self._gains(best, number, place, place - start)
        for below, above in zip(least, most, strict=True):
            yield {**self._bounds, axis: (low + below, high + above)}

    def _gains(self, measures: Measures, number: int, place: int, within: int) -> list[Fraction]:
        """What each level adds to an axis, to what the question counts for in a pass."""
        tally, level = measures.tallies[number], measures.row[place]
        points = tally.terms.get(within)
        if points is None or isinstance(level, Gap) or self._compiled.ids[place] in measures.not_asked:
            return [Fraction(0)] * (self._compiled.best[place] + 1)
        return [Fraction(one - points[level], tally.whole) for one in points]


def _bounds(compiled: Compiled, worst: Measures, best: Measures) -> Bounds:
    bounds = {}
    for key in compiled.axis_ids:
        low, high = worst.score(key), best.score(key)
        if isinstance(low, Fraction):
            # Where at best nothing applies, the worst is all that it can be.
            bounds[key] = (low, high if isinstance(high, Fraction) else low)
    return bounds


def _box(grid: Grid | None, bounds: Bounds) -> Box:
    width = sum((high - low for low, high in bounds.values()), Fraction(0))
    if grid is None or grid.across.id not in bounds or grid.up.id not in bounds:
        return Box(0, Fraction(0), width)
    sides = [(bounds[axis.id], axis.cut) for axis in (grid.across, grid.up)]
    quadrants = area = Fraction(1)
    for (low, high), cut in sides:
        quadrants *= len({low > cut, high > cut})
        area *= high - low
    return Box(int(quadrants), area, width)


def _corner(grid: Grid, bounds: Bounds, end: int) -> Quadrant | None:
    if grid.across.id not in bounds or grid.up.id not in bounds:
        return None
    return grid.at(*(bounds[axis.id][end] > axis.cut for axis in (grid.across, grid.up)))
