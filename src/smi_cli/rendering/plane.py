"""The quadrants drawn in characters: axes, cuts, borderline zone, the point and its box, the four names."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import floor
from typing import NamedTuple
from unicodedata import category, east_asian_width

from smi_cli.assessing.measuring import Range
from smi_cli.model.questionnaire import Grid
from smi_cli.rendering.harmless import plain
from smi_cli.rendering.numbers import show_bare

COLUMNS = 51  # two points a column
ROWS = 21  # five points a row, so that a borderline zone of five points shows
SCALE = 4  # columns for the numbers beside the frame
WIDTH = SCALE + COLUMNS + 3  # with the scale and the frame
ENDS = (0, 100)  # of every scale


class Glyphs(NamedTuple):
    """The characters to draw with."""

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


UNICODE = Glyphs("●", "░", "·", "─", "│", "┼", "┌┐┘└─│", "█", "·", "░")
ASCII = Glyphs("@", "%", ".", "-", "|", "+", "++++-|", "#", ".", "%")


class Side(NamedTuple):
    """One axis in cells: its cut, the cells of the borderline zone, the score (None without one), low and high."""

    cut: int
    zone: frozenset[int]
    here: int | None
    low: int
    high: int


def draw_plane(grid: Grid, across: Range, up: Range, glyphs: Glyphs) -> list[str]:
    """The lines of the drawing, each `WIDTH` cells wide at most; empty if nothing applies on an axis."""
    if across.low is None or up.low is None:
        return []
    x = _side(across, grid.across.cut, grid.borderline, COLUMNS)
    y = _side(up, grid.up.cut, grid.borderline, ROWS)
    canvas = [[_background(x, y, column, row, glyphs) for column in range(COLUMNS)] for row in range(ROWS)]
    _put_names(canvas, grid, x.cut, y.cut)
    if x.here is not None and y.here is not None:
        _put_point(canvas[y.here], x.here, glyphs.point)
    return list(_framed(canvas, grid, x.cut, y.cut, glyphs))


def fill_bar(span: Range, cut: Fraction | None, width: int, glyphs: Glyphs) -> str:
    """A score as a bar: full up to the score, then what missing answers leave possible, the cut as a stroke."""
    if span.low is None or span.high is None:
        return " " * width
    solid = _length(span.low if span.score is None else min(span.low, span.score), width)
    reached = solid if span.score is None else _length(span.score, width)
    possible = _length(span.high, width)
    cells = [glyphs.full] * reached + [glyphs.empty] * (width - reached)
    for cell in range(solid, possible):
        if cell >= reached or span.score is None:
            cells[cell] = glyphs.possible
    if cut is not None:
        stroke = min(_length(cut, width), width - 1)
        if cells[stroke] != glyphs.full:
            cells[stroke] = glyphs.up
    return "".join(cells)


def _length(score: Fraction, width: int) -> int:
    """Cells of a bar: rounded half up, but only nothing is empty and only everything is full."""
    cells = floor(score * width / 100 + Fraction(1, 2))
    return cells if score in ENDS else min(max(cells, 1), width - 1)


def _cell(score: Fraction, cells: int) -> int:
    return floor(score * (cells - 1) / 100 + Fraction(1, 2))


def _line(cut: Fraction, cells: int) -> int:
    """The cell of a cut: beside the ends, unless it is one, so that both sides have room."""
    cell = _cell(cut, cells)
    return cell if cut in ENDS else min(max(cell, 1), cells - 2)


def _side(span: Range, cut: Fraction, borderline: Fraction, cells: int) -> Side:
    here, low, high = (
        None if one is None else _beside_cut(one, cut, cells) for one in (span.score, span.low, span.high)
    )
    known = [cell for cell in (here, low, high) if cell is not None]
    zone = (cell for cell in range(cells) if abs(Fraction(100 * cell, cells - 1) - cut) <= borderline)
    return Side(_line(cut, cells), frozenset(zone), here, min(known), max(known))


def _beside_cut(score: Fraction, cut: Fraction, cells: int) -> int:
    """The cell of a score; only a score exactly on the cut is drawn on its line."""
    line, cell = _line(cut, cells), _cell(score, cells)
    if score > cut:
        return min(max(cell, line + 1), cells - 1)
    return max(min(cell, line - 1), 0) if score < cut else line


def _background(x: Side, y: Side, column: int, row: int, glyphs: Glyphs) -> str:
    if column == x.cut or row == y.cut:
        return glyphs.crossing if (column, row) == (x.cut, y.cut) else glyphs.up if column == x.cut else glyphs.across
    wide = (x.low, y.low) != (x.high, y.high)
    if wide and x.low <= column <= x.high and y.low <= row <= y.high:
        return glyphs.box
    return glyphs.zone if column in x.zone or row in y.zone else " "


def _put_names(canvas: list[list[str]], grid: Grid, cut_x: int, cut_y: int) -> None:
    """Each name in the outer row of its quadrant, centred, cut off only by its own quadrant's borders."""
    for quadrant in grid.quadrants:
        first, last = (cut_x + 1, COLUMNS) if quadrant.across else (0, cut_x)
        row = (ROWS - 2 if cut_y < ROWS - 2 else ROWS - 1) if quadrant.up else min(1, max(cut_y - 1, 0))
        cells = _character_cells(plain(quadrant.title))
        room = max(last - first - 2, 0)
        if room < len(cells) and cells[room] == "":  # no half of a wide character
            room -= 1
        name = [" ", *cells[:room], " "]
        start = first + max(last - first - len(name), 0) // 2
        if last - first >= len(name):
            canvas[row][start : start + len(name)] = name


def _character_cells(text: str) -> list[str]:
    """A text as the cells that it takes: a wide character takes two, a combining one none of its own."""
    cells: list[str] = []
    for character in text:
        if category(character) in {"Mn", "Me"} and cells:
            cells[-1] += character
        else:
            cells += [character, ""] if east_asian_width(character) in "WF" else [character]
    return cells


def _put_point(row: list[str], column: int, point: str) -> None:
    if row[column] == "":
        row[column - 1] = " "
    elif column + 1 < len(row) and row[column + 1] == "":
        row[column + 1] = " "
    row[column] = point


def _framed(canvas: list[list[str]], grid: Grid, cut_x: int, cut_y: int, glyphs: Glyphs) -> Iterator[str]:
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


def _tick(cut: Fraction) -> str:
    """The number of a cut, if it fits; a rounded one would be another cut."""
    label = show_bare(cut)
    return label if len(label) <= SCALE else "cut"
