"""Answers as a table: a row for each respondent, a column for each question, as survey tools export it.

Rows are read one at a time, and each is judged by the rules of an answers file.
"""

from __future__ import annotations

from collections.abc import Iterator

from smi_cli.loading.entries import Entry
from smi_cli.loading.files import display_name, open_regular
from smi_cli.loading.finding import SEPARATED
from smi_cli.loading.library import Library
from smi_cli.loading.table_book import Book, Remark
from smi_cli.loading.table_csv import read_csv
from smi_cli.loading.table_json import read_json_lines
from smi_cli.loading.table_lines import Lines
from smi_cli.model.problems import Location, Problem, Problems

USUAL = "smi"


def read_table(path: str, library: Library, questionnaire: str | None = None) -> Iterator[Entry | Problems | Remark]:
    """The answers or the problems of every row, in order; behind the last one, what of the columns was left out.

    `questionnaire` is the id of the one that is meant where the table names none. A problem of the header ends the
    table; one of a row does not.
    """
    name = display_name(path)
    file = open_regular(path)
    if isinstance(file, Problems):
        yield file
        return
    with file:
        book = Book(name, library, questionnaire or USUAL)
        lines = Lines(name, file)
        empty = True
        for outcome in read_csv(lines, book) if path.lower().endswith(SEPARATED) else read_json_lines(lines, book):
            empty = False
            yield outcome
        if empty:
            yield Problems.of(Problem(Location(name), "no-rows", "The table has no rows"))
        yield from book.remarks()
