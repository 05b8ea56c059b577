"""A table while it is read: a sheet for each questionnaire that its rows answer, and what its columns leave out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from smi_cli.loading.documents import Scalar
from smi_cli.loading.library import Library, instrument_named
from smi_cli.loading.shapes import SHOWN_CHARACTERS
from smi_cli.loading.table_columns import COLUMN_LIMIT, Column
from smi_cli.loading.table_rows import RowReader, Sheet
from smi_cli.model.problems import Location, Problem, Problems
from smi_cli.model.questionnaire import Questionnaire

_SHOWN: Final = 12


class Remark(NamedTuple):
    """What stands in no answers, and is no problem: said once, behind the last row.

    `left_out` are the names of columns that are no questions of the questionnaire, `unanswered` the ids of its scored
    questions without a column.
    """

    file: str
    questionnaire: str
    left_out: tuple[str, ...]
    unanswered: tuple[str, ...]

    def __str__(self) -> str:
        parts = []
        if self.left_out:
            what = _count(self.left_out, "column is no question", "columns are no questions")
            was = "was" if len(self.left_out) == 1 else "were"
            parts.append(f"{what} of {self.questionnaire!r} and {was} left out: {_list(self.left_out)}")
        if self.unanswered:
            what = _count(self.unanswered, "question", "questions")
            has = "has no column and is" if len(self.unanswered) == 1 else "have no column and are"
            parts.append(f"{what} of {self.questionnaire!r} {has} unanswered: {_list(self.unanswered)}")
        return f"{self.file}: {'; '.join(parts)}"


class _Met(NamedTuple):
    """The columns of one questionnaire that the table has, and the names of those that are none of it."""

    columns: set[Column]
    left_out: dict[str, None]


class Book:
    """The sheets of a table."""

    def __init__(self, file: str, library: Library, usual: str) -> None:
        """`usual` is the id of the questionnaire that is meant where none is named."""
        self.file = file
        self._library = library
        self._sheets: dict[str, Sheet] = {}
        self._met: dict[str, _Met] = {}
        found = library.questionnaire(usual)
        # A questionnaire that was chosen stands in for whatever is named.
        self._usual = found.id if isinstance(found, Questionnaire) else usual

    def reader(self, name: str, place: Location | None, names: Sequence[Scalar], line: int) -> RowReader | Problems:
        """What reads rows whose columns have these names, which stand in a line counted from 0.

        `name` is that of the questionnaire, if it is named at some place, or empty.
        """
        sheet = self.sheet(name, place)
        if isinstance(sheet, Problems):
            return sheet
        layout = sheet.headings.lay_out(names, self.file, line)
        if isinstance(layout, Problems):
            return layout
        met = self._met.setdefault(sheet.questionnaire.id, _Met(set(), {}))
        left_out = met.left_out | dict.fromkeys(layout.left_out)
        if len(left_out) > COLUMN_LIMIT:
            message = f"A table can have at most {COLUMN_LIMIT:,} columns"
            return Problems.of(Problem(Location(self.file, line + 1, 1), "too-many", message))
        met.columns.update(filter(None, layout.columns))
        met.left_out.update(left_out)
        return RowReader(sheet, layout.columns)

    def sheet(self, name: str = "", place: Location | None = None) -> Sheet | Problems:
        """The sheet of a questionnaire that is named at a place; without a name, of the usual one."""
        name = name or self._usual
        if name not in self._sheets:
            instrument = instrument_named(name, place or Location(self.file), self._library)
            if isinstance(instrument, Problems):
                return instrument
            self._sheets[name] = Sheet(self.file, instrument)
        return self._sheets[name]

    def remarks(self) -> Iterator[Remark]:
        """What to say of the columns, for each questionnaire."""
        for name, met in self._met.items():
            sheet = self._sheets[name]
            unanswered = tuple(one.id for one in sheet.headings.questions if one not in met.columns)
            if met.left_out or unanswered:
                yield Remark(self.file, name, tuple(met.left_out), unanswered)


def _count(items: Sequence[str], one: str, several: str) -> str:
    return f"{len(items):,} {one if len(items) == 1 else several}"


def _list(names: Sequence[str]) -> str:
    """The first names, as far as one line can say them."""
    shown = [name if len(name) <= SHOWN_CHARACTERS else name[: SHOWN_CHARACTERS - 1] + "…" for name in names[:_SHOWN]]
    more = len(names) - len(shown)
    return ", ".join(shown) + (f", and {more:,} more" if more else "")
