"""Reading files, and telling their kind."""

from __future__ import annotations

from enum import StrEnum

from smi_cli.loading.documents import Document, Mapping, Scalar
from smi_cli.loading.files import STDIN, decode_text, display_name, read_bytes, refusal
from smi_cli.loading.notebook import suggest
from smi_cli.model.problems import Problem, Problems

ENDINGS = (".yaml", ".yml", ".json")
SEPARATED = (".csv", ".tsv")
JSON_LINES = (".jsonl", ".ndjson")


class Kind(StrEnum):
    """The kinds of file, each with the version of its format."""

    QUESTIONNAIRE = "smi.questionnaire/1"
    WORKSHEET = "smi.worksheet/1"
    BLUEPRINT = "smi.blueprint/1"
    WEIGHTS = "smi.weights/1"
    EFFORTS = "smi.efforts/1"
    GATES = "smi.gates/1"
    ANSWERS = "smi.answers/1"


_KINDS = {kind.value: kind for kind in Kind}


def read_document(path: str) -> Document | Problems:
    """The located tree of a YAML or JSON file; on standard input an object that opens like JSON is read as JSON."""
    data = read_bytes(path)
    if isinstance(data, Problems):
        return data
    if is_table(path):
        return refusal(path, "wrong-kind", "A table is not taken here", "smi score and smi check take them")
    text = decode_text(path, data)
    if isinstance(text, Problems):
        return text
    document = parse_document(path, text)
    return document if isinstance(document, Problems) else document._replace(data=data)


def parse_document(path: str, text: str) -> Document | Problems:
    """The located tree of the text of a file."""
    name = display_name(path)
    if path.lower().endswith(".json") or (path == STDIN and text.lstrip()[:1] == "{"):
        from smi_cli.loading.json_text import parse_json

        return parse_json(text, name)
    from smi_cli.loading.yaml_text import parse_yaml

    document = parse_yaml(text, name)
    if isinstance(document, Problems) and text.lstrip()[:1] == "<":
        message = "This looks like a page or a drawing, which smi writes and does not read"
        return refusal(path, "wrong-kind", message, "name the file that it was made from")
    return document


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
    if text in _KINDS:
        return _KINDS[text]
    if text.startswith("smi"):
        message = f"smi does not read the format {text!r}"
        return Problems.of(Problem(document.at(value), "unknown-format", message, suggest(text, _KINDS)))
    return None


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


def is_table(path: str) -> bool:
    """Whether a file is a table of answers, by the ending of its name."""
    return path.lower().endswith((*SEPARATED, *JSON_LINES))


def is_data_name(name: str) -> bool:
    """Whether a file in a folder can be one of ours, by its name; editors leave hidden ones beside it."""
    return name.lower().endswith(ENDINGS) and not name.startswith(".")
