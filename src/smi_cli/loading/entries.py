"""Answers as a batch reads them: one file after the other, one row of a table after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from smi_cli.loading.documents import Document, Mapping
from smi_cli.loading.files import STDIN, display_name, is_folder, refusal
from smi_cli.loading.finding import Kind, is_table, kind_of, read_document, wrong_kind
from smi_cli.loading.library import Library, answers_of
from smi_cli.loading.searching import FoundFile
from smi_cli.model.answers import Answers
from smi_cli.model.problems import Location, Problems


class OtherKind(NamedTuple):
    """A file found in a folder that is not of the kind looked for."""

    path: str


class Entry(NamedTuple):
    """The answers of one respondent: what they are called, what they were read from, and where each answer stands."""

    name: str
    answers: Answers
    source: bytes
    locate: Callable[[str], Location]


def read_entries(file: FoundFile, library: Library) -> Iterator[Entry | Problems | OtherKind | str]:
    """The answers in a file or in the rows of a table; a text is a remark on what was left out."""
    if is_table(file.path):
        from smi_cli.loading.table_book import Remark
        from smi_cli.loading.tables import read_table

        for row in read_table(file.path, library):
            yield str(row) if isinstance(row, Remark) else row
    else:
        yield read_entry(file, library)


def read_entry(file: FoundFile, library: Library) -> Entry | OtherKind | Problems:
    """The answers in a file, checked against their questionnaire."""
    document = read_document(file.path)
    if isinstance(document, Problems):
        return document
    kind = kind_of(document)
    if isinstance(kind, Problems):
        return kind
    if kind is not Kind.ANSWERS:
        return wrong_kind(document, kind, Kind.ANSWERS) if file.named else OtherKind(file.path)
    answers = answers_of(document, library)
    if isinstance(answers, Problems):
        return answers
    return Entry(display_name(file.path), answers, document.data, partial(_place_of, document))


def read_one(path: str, library: Library) -> Entry | Problems:
    """The answers in the one file that a command is about."""
    if path != STDIN and is_folder(path):
        message = "This is a folder, and one answers file is wanted"
        return refusal(path, "not-a-file", message, "smi score takes folders")
    entry = read_entry(FoundFile(path, named=True), library)
    assert not isinstance(entry, OtherKind)  # noqa: S101 - a file that is named is never passed over
    return entry


def _place_of(document: Document, question: str) -> Location:
    """The place of an answer; of a missing one, the key below which it would stand, or else the file's first line.

    Scored and context questions share their ids, so that an answer to either is found by it.
    """
    top = document.root.entries if isinstance(document.root, Mapping) else {}
    first = Location(document.file, 1, 1)
    if not question:
        return first
    for part in ("answers", "context"):
        node = top[part][1] if part in top else None
        if isinstance(node, Mapping) and question in node.entries:
            return document.locate(part, question)
    return document.at(top["answers"][0]) if "answers" in top else first
