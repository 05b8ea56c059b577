"""Finding files on the command line, reading them, and telling their kind."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from smi_cli.loading.documents import Document, Mapping, Scalar
from smi_cli.loading.files import STDIN, display_name, read_text
from smi_cli.loading.shapes import suggest
from smi_cli.model.problems import Location, Problem, Problems

ENDINGS = (".yaml", ".yml", ".json")


class Kind(StrEnum):
    """The kinds of file, each with the version of its format."""

    QUESTIONNAIRE = "smi.questionnaire/1"
    BLUEPRINT = "smi.blueprint/1"
    WEIGHTS = "smi.weights/1"
    ANSWERS = "smi.answers/1"


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file to read. One that was named is meant; one found in a folder may be of another kind."""

    path: str
    named: bool


def find_files(paths: Sequence[str]) -> Iterator[FoundFile | Problems]:
    """The files of all paths in their order; folders are walked in sorted order, what is hidden in them is left out."""
    for path in paths:
        if path != STDIN and Path(path).is_dir():
            files = list(_walk(path))
            yield from files
            if not files:
                yield _nothing_in(path)
        else:
            yield FoundFile(path, named=True)


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


def _walk(folder: str) -> Iterator[FoundFile]:
    for here, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if name.lower().endswith(ENDINGS) and not name.startswith("."):
                yield FoundFile(str(Path(here, name)), named=False)


def _nothing_in(folder: str) -> Problems:
    message = f"The folder holds no file that ends in {', '.join(ENDINGS)}"
    return Problems.of(Problem(Location(folder), "nothing-found", message))
