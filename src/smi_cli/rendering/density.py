"""Many subjects on the quadrants: where they overlap, another sign stands for more of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import count
from types import MappingProxyType
from typing import NamedTuple

from smi_cli.assessing.raster import COLUMNS, Cell
from smi_cli.model.questionnaire import Grid
from smi_cli.rendering.harmless import plain
from smi_cli.rendering.plane import Glyphs, blank_canvas, character_cells, frame_canvas


class Crowd(NamedTuple):
    """What to draw: the grid, how many subjects are in each cell, and in each quadrant, by id.

    `lines` are those that decide something about a score of an axis, by its id.
    """

    grid: Grid
    cells: Mapping[Cell, int]
    quadrants: Mapping[str, int]
    lines: Mapping[str, Sequence[Fraction]] = MappingProxyType({})


class Sign(NamedTuple):
    """A sign, and the least and the most subjects in a cell that it stands for."""

    glyph: str
    least: int
    most: int


def draw_crowd(crowd: Crowd, glyphs: Glyphs) -> list[str]:
    """The lines of the drawing: names above and below the frame, so that no point hides a name and no name a point."""
    canvas = blank_canvas(crowd.grid, glyphs)
    signs = signs_for(crowd, glyphs)
    for (column, row), subjects in crowd.cells.items():
        canvas[row][column] = next(sign.glyph for sign in signs if subjects <= sign.most)
    return [
        _names(crowd, glyphs, up=True),
        *frame_canvas(canvas, crowd.grid, glyphs),
        _names(crowd, glyphs, up=False),
    ]


def signs_for(crowd: Crowd, glyphs: Glyphs) -> tuple[Sign, ...]:
    """The signs that are used, from the fewest subjects to the most: each stands for so many times the one before."""
    most = max(crowd.cells.values(), default=1)
    longest = len(glyphs.crowds)
    base = next(number for number in count(2) if number**longest > most)
    starts = [base**step for step in range(longest) if base**step <= most]
    ends = [start - 1 for start in starts[1:]] + [most]
    return tuple(map(Sign, glyphs.crowds[len(starts) - 1], starts, ends))


def explain_signs(crowd: Crowd, glyphs: Glyphs) -> list[str]:
    """What each sign of the drawing stands for."""
    signs = signs_for(crowd, glyphs)
    if len(signs) == 1:
        return [f"{signs[0].glyph} one subject" if signs[0].most == 1 else f"{signs[0].glyph} {_numbers(signs[0])}"]
    shown = [f"{sign.glyph} {_numbers(sign)}" for sign in signs]
    return [*shown[:-1], f"{shown[-1]} subjects"]


def _numbers(sign: Sign) -> str:
    return f"{sign.least:,}" if sign.least == sign.most else f"{sign.least:,} to {sign.most:,}"


def _names(crowd: Crowd, glyphs: Glyphs, *, up: bool) -> str:
    """The names of the two upper or lower quadrants with their counts, at the edges of the frame."""
    left, right = (crowd.grid.at(across, up) for across in (False, True))
    room = COLUMNS + 2
    first = _fit(left.title, crowd.quadrants.get(left.id, 0), room // 2, glyphs)
    second = _fit(right.title, crowd.quadrants.get(right.id, 0), room // 2, glyphs)
    return f"{' ' * 5}{''.join(first)}{' ' * (room - len(first) - len(second))}{''.join(second)}"


def _fit(title: str, subjects: int, room: int, glyphs: Glyphs) -> list[str]:
    """A name and a count in so many cells; a name that is too long ends in a sign that says so."""
    cells, number = character_cells(plain(title)), f" {subjects:,}"
    if len(cells) + len(number) > room:
        left = room - len(number) - len(glyphs.cut_off)
        if cells[left] == "":  # no half of a wide character
            left -= 1
        cells = [*cells[:left], *glyphs.cut_off]
    return [*cells, *number]
