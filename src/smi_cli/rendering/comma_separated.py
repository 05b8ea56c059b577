"""Rows as comma-separated values that a spreadsheet takes for what they are.

A spreadsheet takes a text that begins like a formula for one; such texts get an apostrophe in front, which it hides.
Numbers are ours and stay numbers.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from typing import Final

from smi_cli.rendering.harmless import no_command, plain

FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")
Cell = str | int | float | None


class _Lines(list[str]):
    """What the writer of rows takes for a file."""

    write = list.append


def render_rows(rows: Iterable[Iterable[Cell]]) -> str:
    """The rows, a line each."""
    lines = _Lines()
    csv.writer(lines, lineterminator="\n").writerows([[_harmless(cell) for cell in row] for row in rows])
    return "".join(lines)


def _harmless(cell: Cell) -> Cell:
    if not isinstance(cell, str):
        return cell
    text = no_command(plain(cell))
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
