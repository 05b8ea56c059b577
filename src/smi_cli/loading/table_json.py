"""Tables as JSON Lines: an object a line, whose keys are the columns."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final, NamedTuple, NoReturn

from smi_cli.loading.documents import Document, Mapping, Node, Scalar, is_nothing
from smi_cli.loading.entries import Entry
from smi_cli.loading.json_text import parse_json
from smi_cli.loading.shapes import show_node
from smi_cli.loading.table_book import Book
from smi_cli.loading.table_cells import tidy
from smi_cli.loading.table_columns import QUESTIONNAIRE, Headings
from smi_cli.loading.table_lines import Lines, RefusedLineError
from smi_cli.loading.table_rows import RowReader
from smi_cli.model.answers import Answers
from smi_cli.model.problems import Location, Problem, Problems

_LAYOUTS: Final = 64
_HALF_CHARACTER = re.compile(r"\\u[dD][89a-fA-F]")


class _Layout(NamedTuple):
    """What the keys of a row come to: which one names the questionnaire, and what reads the rows of each."""

    questionnaire: int | None
    readers: dict[str, RowReader]


def read_json_lines(lines: Lines, book: Book) -> Iterator[Entry | Problems]:
    """The answers or the problems of every line that holds something."""
    usual = book.sheet()
    if isinstance(usual, Problems):
        yield usual
        return
    rows = _Rows(book, usual.headings)
    while True:
        try:
            for text in lines:
                source = lines.take()
                if text.strip():
                    yield rows.read(text.rstrip("\r\n"), lines.number, source)
        except RefusedLineError as refused:
            lines.take()
            yield Problems.of(refused.problem)
        else:
            return


class _Rows:
    """The rows of a table. Their keys may differ: what has no answer may be left out."""

    def __init__(self, book: Book, headings: Headings) -> None:
        self._book, self._file, self._headings = book, book.file, headings
        self._layouts: dict[tuple[str, ...], _Layout] = {}

    def read(self, text: str, line: int, source: bytes) -> Entry | Problems:
        """The outcome of the row in a line."""
        names, cells = _bare_row(text)
        if layout := self._layouts.get(names):
            at = layout.questionnaire
            reader = layout.readers.get("" if at is None else cells[at].strip())
            answers = reader.accept(cells) if reader else None
            if reader and answers:
                return self._row(text, line, answers, source, reader)
        return self._judge(text, line, source)

    def _judge(self, text: str, line: int, source: bytes) -> Entry | Problems:
        document = parse_json(text, self._file, line - 1)
        if isinstance(document, Problems):
            return document
        root = document.root
        if not isinstance(root, Mapping):
            message = f"A row has to be an object whose keys are the columns, not {show_node(root)}"
            return Problems.of(*document.problems, Problem(document.at(root), "wrong-type", message))
        keys = [key for key, _ in root.entries.values()]
        nodes = [node for _, node in root.entries.values()]
        reader = self._reader(keys, nodes, document)
        answers = reader if isinstance(reader, Problems) else reader.judge(nodes, root.line, root.column)
        if isinstance(reader, Problems) or isinstance(answers, Problems) or document.problems:
            return Problems.of(*document.problems, *(answers.items if isinstance(answers, Problems) else ()))
        return self._row(text, line, answers, source, reader)

    def _row(self, text: str, line: int, answers: Answers, source: bytes, reader: RowReader) -> Entry:
        return Entry(f"{self._file}:{line}", answers, source, partial(_locate, self._file, line, text, reader))

    def _reader(self, keys: Sequence[Scalar], nodes: Sequence[Node], document: Document) -> RowReader | Problems:
        names = tuple(key.text for key in keys)
        layout = self._layouts.get(names) or _Layout(self._place_of_name(names), {})
        at = layout.questionnaire
        node = None if at is None else tidy(nodes[at])
        name = node.text if isinstance(node, Scalar) and not is_nothing(node) else ""
        if name not in layout.readers:
            reader = self._book.reader(name, node and document.at(node), keys, document.root.line)
            if isinstance(reader, Problems):
                return reader
            if len(self._layouts) >= _LAYOUTS:
                self._layouts.clear()
            self._layouts[names] = layout
            layout.readers[name] = reader
        return layout.readers[name]

    def _place_of_name(self, names: Sequence[str]) -> int | None:
        return next((index for index, name in enumerate(names) if self._headings.means(name) == QUESTIONNAIRE), None)


def _bare_row(text: str) -> tuple[tuple[str, ...], list[str]]:
    """The keys and the cells of a row that holds nothing but texts, numbers and null; else nothing.

    Numbers keep their written form. What the library reads less strictly than `parse_json` is left to that.
    """
    if _HALF_CHARACTER.search(text):
        return (), []
    try:
        pairs = _DECODER.decode(text)
    except (ValueError, RecursionError):
        return (), []
    if not isinstance(pairs, tuple) or not {type(value) for _, value in pairs} <= _BARE:
        return (), []
    return tuple(key for key, _ in pairs), [value or "" for _, value in pairs]


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)


_BARE = {str, type(None)}
_DECODER = json.JSONDecoder(object_pairs_hook=tuple, parse_int=str, parse_float=str, parse_constant=_refuse)


def _locate(file: str, line: int, text: str, reader: RowReader, question: str) -> Location:
    """Where the answer to a question stands; the row, if it has none. Few rows are ever asked."""
    document = parse_json(text, file, line - 1)
    index = reader.index.get(question)
    if index is None or isinstance(document, Problems) or not isinstance(document.root, Mapping):
        return Location(file, line, 1)
    return document.at(list(document.root.entries.values())[index][1])
