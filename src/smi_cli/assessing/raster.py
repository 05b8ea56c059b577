"""Exact scores to the cells of a drawing: no score lands on the wrong side of a cut."""

from __future__ import annotations

from fractions import Fraction
from math import floor

from smi_cli.model.questionnaire import Grid

COLUMNS = 51  # two points a column
ROWS = 21  # five points a row, so that a borderline zone of five points shows
ENDS = (0, 100)  # of every scale

Cell = tuple[int, int]  # the column from the left, the row from the bottom


def cell_of_place(grid: Grid, across: Fraction, up: Fraction) -> Cell:
    """The cell of a subject with these scores on the two axes."""
    return cell_of_score(across, grid.across.cut, COLUMNS), cell_of_score(up, grid.up.cut, ROWS)


def cell_of_score(score: Fraction, cut: Fraction, cells: int) -> int:
    """The cell of a score; only a score exactly on the cut is drawn on its line."""
    line, cell = cell_of_cut(cut, cells), _nearest(score, cells)
    if score > cut:
        return min(max(cell, line + 1), cells - 1)
    return max(min(cell, line - 1), 0) if score < cut else line


def cell_of_cut(cut: Fraction, cells: int) -> int:
    """The cell of a cut: beside the ends, unless it is one, so that both sides have room."""
    cell = _nearest(cut, cells)
    return cell if cut in ENDS else min(max(cell, 1), cells - 2)


def _nearest(score: Fraction, cells: int) -> int:
    return floor(score * (cells - 1) / 100 + Fraction(1, 2))
