"""Several results of one subject on the quadrants: a sign for each, such as its number in the order of their dates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from types import MappingProxyType
from typing import NamedTuple

from smi_cli.assessing.kept import KeptAxis, KeptGrid
from smi_cli.assessing.raster import COLUMNS, Cell, cell_of_cut, cell_of_place
from smi_cli.assessing.snapshot import Snapshot
from smi_cli.model.questionnaire import Axis, Grid, Origin, OriginKind, Quadrant
from smi_cli.rendering.extents import Extent, extent_of
from smi_cli.rendering.picture import OPEN, explain_open
from smi_cli.rendering.plane import Glyphs, blank_canvas, frame_canvas, put_names, put_point
from smi_cli.rendering.wording.changes import Words

_ORIGIN = Origin(OriginKind.DECIDED)


class Point(NamedTuple):
    """The sign of a result, its scores, its date, and whether missing answers leave another quadrant possible."""

    sign: str
    across: Fraction
    up: Fraction
    date: date
    is_open: bool = False


class Trail(NamedTuple):
    """The quadrants of the latest result that says its own, and the results that have a place on them.

    `box` is what the latest result leaves possible, whether it has a place or not. `lines` are those that decide
    something about a score of an axis, by its id.
    """

    grid: Grid
    points: tuple[Point, ...]
    box: tuple[Extent, Extent] | None = None
    lines: Mapping[str, Sequence[Fraction]] = MappingProxyType({})


def number_signs(snapshots: Sequence[Snapshot]) -> list[str]:
    """The numbers of results, as signs."""
    return [f"{number}" for number in range(1, len(snapshots) + 1)]


def trail_of(snapshots: Sequence[Snapshot], signs: Sequence[str]) -> Trail | None:
    """The trail of results in order, with their signs; None where none knows quadrants, or none has a place."""
    last = next((one for one in reversed(snapshots) if one.grid), None)
    if last is None or last.grid is None:
        return None
    grid = _restore(last.grid, last.axes)
    points = []
    for sign, one in zip(signs, snapshots, strict=True):
        across, up = one.ranges.get(grid.across.id), one.ranges.get(grid.up.id)
        if across and up and across.score is not None and up.score is not None:
            points.append(Point(sign, across.score, up.score, one.date, len(one.possible) > 1))
    words = Words(snapshots)
    lines = {axis.id: words.lines(axis.id) for axis in (grid.across, grid.up)}
    return Trail(grid, tuple(points), _box(grid, snapshots[-1]), lines) if points else None


def _box(grid: Grid, snapshot: Snapshot) -> tuple[Extent, Extent] | None:
    spans = [snapshot.ranges.get(axis.id) for axis in (grid.across, grid.up)]
    across, up = (extent_of(span) if span else None for span in spans)
    return (across, up) if across and up else None


def draw_trail(trail: Trail, glyphs: Glyphs) -> list[str]:
    """The lines of the drawing; where two signs meet, the later one is seen. A sign goes before the mark of another."""
    canvas = blank_canvas(trail.grid, glyphs)
    put_names(canvas, trail.grid)
    for point in trail.points:
        column, row = _cells(trail.grid, point)[-1]
        if point.is_open and column < _last(trail.grid, column):
            put_point(canvas[row], column + 1, OPEN)
    for point in trail.points:
        for (column, row), character in zip(_cells(trail.grid, point), point.sign, strict=True):
            put_point(canvas[row], column, character)
    return list(frame_canvas(canvas, trail.grid, glyphs))


def explain_trail(trail: Trail, signs: Sequence[str]) -> str:
    """What the drawing shows, for those who cannot see it: its axes, what lies under what, and who is not on it."""
    axes, *more = explain_places(trail, signs)
    return " ".join([axes, *(f"{under} lies under {over}." for under, over in covered(trail)), *more])


def explain_places(trail: Trail, signs: Sequence[str]) -> list[str]:
    """The axes of a drawing of any kind, what is not settled on it, and who is not there."""
    sentences = [f"Across: {trail.grid.across.title}. Up: {trail.grid.up.title}."]
    sentences += explain_open([point.sign for point in trail.points if point.is_open])
    placed = {point.sign for point in trail.points}
    return [*sentences, *(f"{sign} has no place." for sign in signs if sign not in placed)]


def covered(trail: Trail) -> list[tuple[str, str]]:
    """The signs of which a later one covers something, each with the last of these."""
    seen: dict[Cell, int] = {}
    for place, point in enumerate(trail.points):
        seen |= dict.fromkeys(_cells(trail.grid, point), place)
    over = [max(seen[cell] for cell in _cells(trail.grid, point)) for point in trail.points]
    return [(trail.points[place].sign, trail.points[last].sign) for place, last in enumerate(over) if last > place]


def _cells(grid: Grid, point: Point) -> list[Cell]:
    """The cells of a sign: from that of its scores to the right, but never over the line to another quadrant."""
    column, row = cell_of_place(grid, point.across, point.up)
    length = len(point.sign)
    end = min(column + length - 1, _last(grid, column))
    start = max(end - length + 1, 0)
    return [(start + place, row) for place in range(length)]


def _last(grid: Grid, column: int) -> int:
    """The last column of the quadrants that a column lies in."""
    cut = cell_of_cut(grid.across.cut, COLUMNS)
    return COLUMNS - 1 if column > cut else max(column, cut - 1)


def _restore(grid: KeptGrid, axes: Sequence[KeptAxis]) -> Grid:
    """The quadrants as a questionnaire has them, with nothing in them that plays no part in a drawing."""
    by_id = {axis.id: Axis(axis.id, axis.title, "", Fraction(1), axis.cut, (), _ORIGIN) for axis in axes}
    cells = tuple(Quadrant(one.id, one.title, "", one.across, one.up, _ORIGIN) for one in grid.cells)
    return Grid(by_id[grid.across], by_id[grid.up], grid.borderline, cells)
