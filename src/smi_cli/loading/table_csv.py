"""Tables as CSV: separated by commas, semicolons or tabs, with quotation marks as RFC 4180 has them."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final, NamedTuple

from smi_cli.loading.documents import Scalar
from smi_cli.loading.entries import Entry
from smi_cli.loading.shapes import show_node
from smi_cli.loading.table_book import Book
from smi_cli.loading.table_columns import QUESTIONNAIRE, Headings
from smi_cli.loading.table_lines import Lines, RefusedLineError
from smi_cli.loading.table_rows import RowReader
from smi_cli.model.answers import Answers
from smi_cli.model.problems import Location, Problem, Problems

CELL_LIMIT: Final = 100_000
_DELIMITERS = (",", ";", "\t")


class _Header(NamedTuple):
    """The names of the columns, the line where they begin, what parts them, how many of them mean something.

    `questionnaire` is the place of the column that names the questionnaire, if there is one.
    """

    names: tuple[Scalar, ...]
    line: int
    delimiter: str
    known: int
    questionnaire: int | None


def read_csv(lines: Lines, book: Book) -> Iterator[Entry | Problems]:
    """The answers or the problems of every row that holds something; a problem of the header ends the table."""
    usual = book.sheet()
    header = usual if isinstance(usual, Problems) else _find_header(lines, usual.headings)
    if isinstance(header, Problems):
        yield header
        return
    rows = _Rows(book, header)
    # Which questionnaire the columns have to fit is known at once, unless the rows name it.
    if header.questionnaire is None and isinstance(wrong := rows.reader("", header.line), Problems):
        yield wrong
        return
    for record, line in _records(lines, header.delimiter):
        source = lines.take()
        if line > header.line and (outcome := rows.read(record, line, source)):
            yield outcome
            if rows.ended:
                return


class _Rows:
    """The rows below a header. `ended`: the header has a problem, so that none of them can be read."""

    def __init__(self, book: Book, header: _Header) -> None:
        self.ended = False
        self._book, self._header = book, header
        self._file, self._width = book.file, len(header.names)
        self._readers: dict[str, RowReader | Problems] = {}

    def read(self, record: list[str] | Problem, line: int, source: bytes) -> Entry | Problems | None:
        """The outcome of a row that begins in a line; None if nothing stands in it."""
        if isinstance(record, Problem):
            return Problems.of(record)
        if len(record) == self._width and len(source) <= CELL_LIMIT:
            reader = self._readers.get(self._name(record))
            if isinstance(reader, RowReader) and (answers := reader.accept(record)):
                return self._row(line, answers, source, reader)
        return self._judge(record, line, source) if _is_filled(record) else None

    def _judge(self, record: list[str], line: int, source: bytes) -> Entry | Problems:
        if wrong := self._problem(record, line):
            return Problems.of(wrong)
        reader = self.reader(self._name(record), line)
        if isinstance(reader, Problems):
            return reader
        nodes = [Scalar(cell, False, line - 1, index) for index, cell in enumerate(record)]
        answers = reader.judge(nodes, line - 1)
        return answers if isinstance(answers, Problems) else self._row(line, answers, source, reader)

    def _row(self, line: int, answers: Answers, source: bytes, reader: RowReader) -> Entry:
        return Entry(f"{self._file}:{line}", answers, source, partial(_locate, self._file, line, reader))

    def _name(self, record: Sequence[str]) -> str:
        at = self._header.questionnaire
        return "" if at is None else record[at].strip()

    def reader(self, name: str, line: int) -> RowReader | Problems:
        """What reads rows of the questionnaire that is named in a line."""
        header, at = self._header, self._header.questionnaire
        place = None if at is None else Location(self._file, line, at + 1)
        known = self._readers.get(name)
        reader = known or self._book.reader(name, place, header.names, header.line - 1)
        if isinstance(reader, RowReader):
            self._readers[name] = reader
            return reader
        if not any(one.location[:2] == (self._file, header.line) for one in reader.items):
            return reader
        if place is None:
            self.ended = True
            return reader
        # Rows that name another questionnaire may fit the columns all the same.
        self._readers[name] = reader
        message = f"The columns do not fit {name!r}" if name else "The columns do not fit the questionnaire"
        hint = f"see what is said of line {header.line}"
        return Problems.of(*reader.items, Problem(place, "wrong-columns", message, hint))

    def _problem(self, record: Sequence[str], line: int) -> Problem | None:
        count = len(record)
        if count != self._width:
            message = f"The row has {count:,} {'cell' if count == 1 else 'cells'}, the header {self._width:,}"
            hint = "a cell that holds what parts the cells stands in quotation marks"
            return Problem(Location(self._file, line, min(count, self._width) + 1), "cell-count", message, hint)
        for number, (cell, name) in enumerate(zip(record, self._header.names, strict=True), 1):
            if len(cell) > CELL_LIMIT:
                message = f"The cell of {show_node(name)} is longer than {CELL_LIMIT:,} characters"
                return Problem(Location(self._file, line, number), "too-long", message)
        return None


def _locate(file: str, line: int, reader: RowReader, question: str) -> Location:
    return Location(file, line, reader.index.get(question, 0) + 1)


def _find_header(lines: Lines, headings: Headings) -> _Header | Problems:
    """The first row that holds something, parted by what gives the most names that mean something."""
    found = [_read_header(lines, one, headings) for one in _DELIMITERS]
    headers = [one for one in found if isinstance(one, _Header)]
    broken = [one for one in found if isinstance(one, Problem)]
    best = max(headers, key=lambda one: one.known, default=None)
    return best if best and (best.known or not broken) else Problems.of(broken[0])


def _read_header(lines: Lines, delimiter: str, headings: Headings) -> _Header | Problem:
    for record, line in _records(lines, delimiter):
        lines.take()
        if isinstance(record, Problem):
            return record
        if _is_filled(record):
            names = tuple(Scalar(name, False, line - 1, index) for index, name in enumerate(record))
            meant = [headings.means(name) for name in record]
            at = meant.index(QUESTIONNAIRE) if QUESTIONNAIRE in meant else None
            return _Header(names, line, delimiter, sum(one is not None for one in meant), at)
    return Problem(Location(lines.name), "empty-file", "The file is empty")


def _is_filled(record: Sequence[str]) -> bool:
    return any(map(str.strip, record))


def _records(lines: Lines, delimiter: str) -> Iterator[tuple[list[str] | Problem, int]]:
    """All rows, from the first one, each with the line in which it begins. One that cannot be read hides no other."""
    lines.rewind()
    rows = csv.reader(lines, delimiter=delimiter, strict=True)
    above = 0
    while True:
        try:
            for record in rows:
                yield record, above + 1
                above = lines.number
        except RefusedLineError as refused:
            yield refused.problem, lines.number
        except csv.Error:
            yield _broken(lines, above + 1), above + 1
        else:
            return
        above = lines.number


def _broken(lines: Lines, line: int) -> Problem:
    """What is wrong with a row that the reader gave up on."""
    place = Location(lines.name, line, 1)
    source = lines.take()
    if len(source) > CELL_LIMIT:
        message, hint = f"A cell is longer than {CELL_LIMIT:,} characters", "a quotation mark may be missing"
        return Problem(place, "too-long", message, hint)
    if b"\r" in source.replace(b"\r\n", b""):
        return Problem(place, "bad-csv", "The row holds half of a line end", "save the file again with other line ends")
    message = "The quotation marks of the row do not fit together"
    if lines.number > line:
        message = f"{message}, and it takes in all lines up to {lines.number:,}"
    hint = "within quotation marks, one is written as two"
    return Problem(place, "bad-csv", message, hint)
