"""Records as a table: comma-separated values with a header, for spreadsheets and data tools.

A spreadsheet takes a text that begins like a formula for one; such texts get an apostrophe in front, which it hides.
Numbers are ours and stay numbers.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import Final

from smi_cli.assessing.batch import Scored
from smi_cli.rendering.harmless import no_command, plain
from smi_cli.rendering.record import Json, Recorder

NAMED: Final = ("file", "subject", "date", "questionnaire", "version", "weights", "quadrant")
LISTS: Final = ("possible", "borderline")
TAKEN: Final = frozenset({*NAMED, *LISTS, "missing"})
FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")
Cell = str | int | float | None


class _Lines(list[str]):
    """What the writer of rows takes for a file."""

    write = list.append


class RecordTable:
    """A row for each assessment. All have to answer the same questionnaire: its axes and ladders are the columns."""

    def __init__(self) -> None:
        self._recorder = Recorder()
        self._header: tuple[str, ...] = ()

    def row(self, scored: Scored) -> str | None:
        """The row of an assessment, behind the header if it is the first; None where its columns are others."""
        cells = dict(_cells(self._recorder.record(scored)))
        header = tuple(cells)
        if self._header and header != self._header:
            return None
        rows: list[list[Cell]] = [list(cells.values())] if self._header else [list(header), list(cells.values())]
        self._header = header
        lines = _Lines()
        csv.writer(lines, lineterminator="\n").writerows([[_harmless(cell) for cell in row] for row in rows])
        return "".join(lines)


def _cells(record: Json) -> Iterator[tuple[str, Cell]]:
    """The cells of a record by column: what is nested gets a column for each of its parts."""
    yield from ((key, record[key]) for key in NAMED)
    yield from ((key, " ".join(record[key])) for key in LISTS)
    for key, score in record["scores"].items():
        low, high = record["box"][key] or (None, None)
        yield from ((_column(key, "score"), score), (f"{key}_low", low), (f"{key}_high", high))
    yield "missing", record["missing"]
    for key, rung in record["rungs"].items():
        low, high = record["rung_box"][key]
        yield from ((_column(key, "rung"), rung), (f"{key}_low", low), (f"{key}_high", high))
    yield from ((f"gate {text}", "met" if met else "not met") for text, met in record["gates"].items())
    yield from ((f"sha256_{key}", digest) for key, digest in record["sha256"].items())


def _column(key: str, kind: str) -> str:
    """The column of an axis or a ladder, which may be called like one that every table has."""
    return f"{key}_{kind}" if key in TAKEN else key


def _harmless(cell: Cell) -> Cell:
    if not isinstance(cell, str):
        return cell
    text = no_command(plain(cell))
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
