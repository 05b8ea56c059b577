"""Records as a table: comma-separated values with a header, for spreadsheets and data tools."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from smi_cli.assessing.batch import Scored
from smi_cli.rendering.comma_separated import Cell, render_rows
from smi_cli.rendering.record import Json, Recorder

NAMED: Final = ("file", "subject", "date", "questionnaire", "version", "weights", "quadrant")
LISTS: Final = ("possible", "borderline")
TAKEN: Final = frozenset({*NAMED, *LISTS, "missing"})


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
        rows = [cells.values()] if self._header else [header, cells.values()]
        self._header = header
        return render_rows(rows)


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
