"""Finding files on the command line, reading them, and telling their kind."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from smi_cli.loading.documents import Document, Mapping, Scalar
from smi_cli.loading.files import STDIN, display_name, read_text
from smi_cli.loading.notebook import suggest
from smi_cli.model.problems import Location, Problem, Problems

ENDINGS = (".yaml", ".yml", ".json")


class Kind(StrEnum):
    """The kinds of file, each with the version of its format."""

    QUESTIONNAIRE = "smi.questionnaire/1"
    WORKSHEET = "smi.worksheet/1"
    BLUEPRINT = "smi.blueprint/1"
    WEIGHTS = "smi.weights/1"
    EFFORTS = "smi.efforts/1"
    ANSWERS = "smi.answers/1"


class FoundFile(NamedTuple):
    """A file to read. One that was named is meant; one found in a folder may be of another kind."""

    path: str
    named: bool


def find_files(paths: Sequence[str]) -> Iterator[FoundFile | Problems]:
    """The files of all paths in their order, each one once; folders in sorted order, without what is hidden in them."""
    seen: set[str] = set()
    for path in paths:
        found = _walk(path) if path != STDIN and Path(path).is_dir() else [FoundFile(path, named=True)]
        for file in found:
            real = _real_name(file)
            if real not in seen:
                yield file
            seen.add(real)


def read_document(path: str) -> Document | Problems:
    """The located tree of a YAML or JSON file; on standard input an object that opens like JSON is read as JSON."""
    text = read_text(path)
    if isinstance(text, Problems):
        return text
    name = display_name(path)
    if path.lower().endswith(".json") or (path == STDIN and text.lstrip()[:1] == "{"):
        from smi_cli.loading.json_text import parse_json

        return parse_json(text, name)
    from smi_cli.loading.yaml_text import parse_yaml

    return parse_yaml(text, name)


def kind_of(document: Document) -> Kind | Problems | None:
    """What kind of file a document is; None if it is none of ours, problems if it nearly is."""
    root = document.root
    if not isinstance(root, Mapping):
        return None
    if "format" not in root.entries:
        if "questionnaire" not in root.entries and "answers" not in root.entries:
            return None
        hint = f"the first line of an answers file is format: {Kind.ANSWERS}"
        return Problems.of(Problem(document.at(root), "missing-key", "The file does not say its format", hint))
    value = root.entries["format"][1]
    text = value.text if isinstance(value, Scalar) else ""
    kinds = [kind.value for kind in Kind]
    if text in kinds:
        return Kind(text)
    if text.startswith("smi"):
        message = f"smi does not read the format {text!r}"
        return Problems.of(Problem(document.at(value), "unknown-format", message, suggest(text, kinds)))
    return None


def _real_name(file: FoundFile | Problems) -> str:
    if isinstance(file, Problems):
        return str(file.items)
    return file.path if file.path == STDIN else os.path.realpath(file.path)


def read_kind(path: str, wanted: Kind) -> Document | Problems:
    """A document in a file that says that it is of a kind."""
    return of_kind(read_document(path), wanted)


def of_kind(document: Document | Problems, wanted: Kind) -> Document | Problems:
    """A document, if it says that it is of a kind."""
    kind = document if isinstance(document, Problems) else kind_of(document)
    if isinstance(document, Problems) or kind is wanted:
        return document
    return kind if isinstance(kind, Problems) else wrong_kind(document, kind, wanted)


def wrong_kind(document: Document, kind: Kind | None, wanted: Kind) -> Problems:
    """The problem of a file of another kind, or of none."""
    message = f"This is a file of the format {kind}" if kind else "The file does not say its format"
    return Problems.of(Problem(document.at(document.root), "wrong-kind", message, f"wanted is format: {wanted}"))


def is_data_file(path: Path) -> bool:
    """Whether a file in a folder can be one of ours, by its name; editors leave hidden ones beside it."""
    return path.suffix.lower() in ENDINGS and not path.name.startswith(".")


def _enter(folder: Path, entered: set[str]) -> bool:
    """Whether a folder is to be walked: links are followed, but no folder is walked twice."""
    real = os.path.realpath(folder)
    if real in entered:
        return False
    entered.add(real)
    return True


def _walk(folder: str) -> Iterator[FoundFile | Problems]:
    refused: list[OSError] = []
    count = 0
    entered = {os.path.realpath(folder)}
    for here, folders, files in os.walk(folder, onerror=refused.append, followlinks=True):
        folders[:] = [
            name for name in sorted(folders) if not name.startswith(".") and _enter(Path(here, name), entered)
        ]
        for path in sorted(Path(here, name) for name in files):
            if is_data_file(path):
                count += 1
                yield FoundFile(str(path), named=False)
    for error in refused:
        message = f"The folder cannot be read: {error.strerror or 'the system does not say why'}"
        yield Problems.of(Problem(Location(str(error.filename)), "not-readable", message))
    if not count and not refused:
        message = f"The folder holds no file that ends in {', '.join(ENDINGS)}"
        yield Problems.of(Problem(Location(folder), "nothing-found", message))
