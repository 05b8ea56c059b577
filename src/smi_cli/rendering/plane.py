"""The quadrants drawn in characters: axes, cuts, borderline zone, the point and its box, the four names."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import floor
from typing import NamedTuple
from unicodedata import category, east_asian_width

from smi_cli.assessing.measuring import Range
from smi_cli.assessing.raster import COLUMNS, ENDS, ROWS, cell_of_cut, cell_of_score
from smi_cli.model.questionnaire import Grid
from smi_cli.rendering.extents import Extent, extent_of
from smi_cli.rendering.harmless import plain
from smi_cli.rendering.numbers import show_bare

SCALE = 4  # columns for the numbers beside the frame
WIDTH = SCALE + COLUMNS + 3  # with the scale and the frame


class Glyphs(NamedTuple):
    """The characters to draw with.

    `crowds` are signs for one step of density, for two, and so on, from the fewest subjects to the most.
    """

    point: str
    box: str
    zone: str
    across: str
    up: str
    crossing: str
    frame: str  # corners from the top left clockwise, then the horizontal and the vertical line
    full: str
    empty: str
    possible: str
    crowds: tuple[str, ...]
    cut_off: str


UNICODE = Glyphs("●", "░", "·", "─", "│", "┼", "┌┐┘└─│", "█", "·", "░", ("●", "•●", "•●█", "•●▓█", "•●▒▓█"), "…")
ASCII = Glyphs("@", "%", ".", "-", "|", "+", "++++-|", "#", ".", "%", ("@", "o@", "oO@", "oO#@", ":oO#@"), "...")


class CellExtent(NamedTuple):
    """An extent in cells."""

    here: int | None
    low: int
    high: int


def draw_plane(grid: Grid, across: Range, up: Range, glyphs: Glyphs) -> list[str]:
    """The lines of the drawing, each `WIDTH` cells wide at most; empty if nothing applies on an axis."""
    extents = extent_of(across), extent_of(up)
    if extents[0] is None or extents[1] is None:
        return []
    canvas = blank_canvas(grid, glyphs)
    x = _in_cells(extents[0], grid.across.cut, COLUMNS)
    y = _in_cells(extents[1], grid.up.cut, ROWS)
    _put_box(canvas, grid, x, y, glyphs.box)
    put_names(canvas, grid)
    if x.here is not None and y.here is not None:
        put_point(canvas[y.here], x.here, glyphs.point)
    return list(frame_canvas(canvas, grid, glyphs))


def blank_canvas(grid: Grid, glyphs: Glyphs) -> list[list[str]]:
    """The cells of the plane, rows from the bottom, with the cuts and the borderline zones and nothing else."""
    cut_x, cut_y = cell_of_cut(grid.across.cut, COLUMNS), cell_of_cut(grid.up.cut, ROWS)
    zone_x = _zone(grid.across.cut, grid.borderline, COLUMNS)
    zone_y = _zone(grid.up.cut, grid.borderline, ROWS)

    def cell(column: int, row: int) -> str:
        if column == cut_x:
            return glyphs.crossing if row == cut_y else glyphs.up
        if row == cut_y:
            return glyphs.across
        return glyphs.zone if column in zone_x or row in zone_y else " "

    return [[cell(column, row) for column in range(COLUMNS)] for row in range(ROWS)]


def frame_canvas(canvas: list[list[str]], grid: Grid, glyphs: Glyphs) -> Iterator[str]:
    """The lines of a canvas with a frame and the scales of both axes, from the top."""
    cut_x, cut_y = cell_of_cut(grid.across.cut, COLUMNS), cell_of_cut(grid.up.cut, ROWS)
    top_left, top_right, bottom_right, bottom_left, across, up = tuple(glyphs.frame)
    margin = " " * (SCALE + 1)
    yield f"{margin}{top_left}{across * COLUMNS}{top_right}"
    for row in range(ROWS - 1, -1, -1):
        label = {ROWS - 1: "100", cut_y: _tick(grid.up.cut), 0: "0"}.get(row, "")
        yield f"{label:>{SCALE}} {up}{''.join(canvas[row])}{up}"
    yield f"{margin}{bottom_left}{across * COLUMNS}{bottom_right}"
    scale = [" "] * (COLUMNS + 2)
    for cell, label in ((cut_x, _tick(grid.across.cut)), (0, "0"), (COLUMNS - 1, "100")):
        start = min(max(cell + 1 - len(label) // 2, 0), len(scale) - len(label))
        scale[start : start + len(label)] = label
    yield f"{margin}{''.join(scale)}".rstrip()


def fill_bar(span: Range, cut: Fraction | None, width: int, glyphs: Glyphs) -> str:
    """A score as a bar: full up to the score, then what missing answers leave possible, the cut as a stroke.

    A bar covers the stroke if and only if the score is above the cut.
    """
    extent = extent_of(span)
    if extent is None:
        return " " * width
    solid = _length(extent.low, cut, width)
    reached = _length(extent.reached, cut, width)
    possible = _length(extent.high, cut, width)
    cells = [glyphs.full] * reached + [glyphs.empty] * (width - reached)
    for cell in range(max(solid, reached), possible):
        cells[cell] = glyphs.possible
    if cut is not None:
        stroke = _stroke(cut, width)
        if cells[stroke] != glyphs.full:
            cells[stroke] = glyphs.up
    return "".join(cells)


def _length(score: Fraction, cut: Fraction | None, width: int) -> int:
    """Cells of a bar: only nothing is empty, only everything is full, and only what is above the cut goes past it."""
    cells = _cells(score, width)
    if cut is None or score in ENDS:
        return cells
    stroke = _stroke(cut, width)
    return max(cells, stroke + 1) if score > cut else min(cells, stroke)


def _stroke(cut: Fraction, width: int) -> int:
    """The cell of the cut in a bar; one below the top leaves room for what is above it and not everything."""
    return min(_cells(cut, width), width - (1 if cut in ENDS else 2))


def _cells(score: Fraction, width: int) -> int:
    cells = floor(score * width / 100 + Fraction(1, 2))
    return cells if score in ENDS else min(max(cells, 1), width - 1)


def _in_cells(extent: Extent, cut: Fraction, cells: int) -> CellExtent:
    here = None if extent.here is None else cell_of_score(extent.here, cut, cells)
    return CellExtent(here, cell_of_score(extent.low, cut, cells), cell_of_score(extent.high, cut, cells))


def _zone(cut: Fraction, borderline: Fraction, cells: int) -> frozenset[int]:
    return frozenset(cell for cell in range(cells) if abs(Fraction(100 * cell, cells - 1) - cut) <= borderline)


def _put_box(canvas: list[list[str]], grid: Grid, x: CellExtent, y: CellExtent, box: str) -> None:
    """What missing answers leave possible; the cuts stay seen, and a box of one cell is no box."""
    if (x.low, y.low) == (x.high, y.high):
        return
    cut_x, cut_y = cell_of_cut(grid.across.cut, COLUMNS), cell_of_cut(grid.up.cut, ROWS)
    for row in range(y.low, y.high + 1):
        for column in range(x.low, x.high + 1):
            if column != cut_x and row != cut_y:
                canvas[row][column] = box


def put_names(canvas: list[list[str]], grid: Grid) -> None:
    """Each name in the outer row of its quadrant, centred, cut off only by its own quadrant's borders."""
    cut_x, cut_y = cell_of_cut(grid.across.cut, COLUMNS), cell_of_cut(grid.up.cut, ROWS)
    for quadrant in grid.quadrants:
        first, last = (cut_x + 1, COLUMNS) if quadrant.across else (0, cut_x)
        row = (ROWS - 2 if cut_y < ROWS - 2 else ROWS - 1) if quadrant.up else min(1, max(cut_y - 1, 0))
        cells = character_cells(plain(quadrant.title))
        room = max(last - first - 2, 0)
        if room < len(cells) and cells[room] == "":  # no half of a wide character
            room -= 1
        name = [" ", *cells[:room], " "]
        start = first + max(last - first - len(name), 0) // 2
        if last - first >= len(name):
            canvas[row][start : start + len(name)] = name


def character_cells(text: str) -> list[str]:
    """A text as the cells that it takes: a wide character takes two, a combining one none of its own."""
    cells: list[str] = []
    for character in text:
        if category(character) in {"Mn", "Me"} and cells:
            cells[-1] += character
        else:
            cells += [character, ""] if east_asian_width(character) in "WF" else [character]
    return cells


def put_point(row: list[str], column: int, point: str) -> None:
    """A sign of one cell, which leaves no half of a wide character beside it."""
    if row[column] == "":
        row[column - 1] = " "
    elif column + 1 < len(row) and row[column + 1] == "":
        row[column + 1] = " "
    row[column] = point


def _tick(cut: Fraction) -> str:
    """The number of a cut, if it fits; a rounded one would be another cut."""
    label = show_bare(cut)
    return label if len(label) <= SCALE else "cut"
