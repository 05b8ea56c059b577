"""A worksheet file to a worksheet that fits its questionnaire."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from fractions import Fraction
from typing import Any

from smi_cli.loading.documents import Document, Node, Scalar
from smi_cli.loading.notebook import Draft, Notebook
from smi_cli.loading.questionnaire_file import inherit_origin
from smi_cli.loading.questionnaire_shape import ORIGIN
from smi_cli.loading.records import ByKind, ListOf, MapOf, Record, optional, required
from smi_cli.loading.scalars import Id, Number, Text, Whole
from smi_cli.loading.shapes import Shape
from smi_cli.model.problems import Problems
from smi_cli.model.questionnaire import ContextKind, Questionnaire
from smi_cli.model.worksheet import Calculation, Figure, Line, Operation, Part, Worksheet

MOST_ROWS = 200
MOST_COLUMNS = 20
VALUE_KEYS = ("is", "from", *Operation)


class NumberOrLine(Shape):
    """An operand: a number, or the id of a line."""

    _number, _line = Number(), Id()

    def decode(self, node: Node, name: str, notebook: Notebook) -> Any:
        """See `Shape.decode`."""
        is_line = isinstance(node, Scalar) and node.text[:1].isalpha()
        return (self._line if is_line else self._number).decode(node, name, notebook)


LINE = Record(
    {"says": required(Text()), "unit": optional(Text()), "is": optional(Number()), "from": optional(Id())}
    | {operation.value: optional(ListOf(NumberOrLine(), at_least=2)) for operation in Operation}
)
PART = Record(
    {
        "title": required(Text()),
        "says": optional(Text()),
        "prompts": optional(ListOf(Text(), at_least=1)),
        "columns": optional(ListOf(Text(), at_least=2, at_most=MOST_COLUMNS)),
        "rows": optional(ByKind(scalar=Whole(1, MOST_ROWS), sequence=ListOf(Text(), at_least=1))),
        "lines": optional(MapOf(LINE, at_least=1)),
    }
)
WORKSHEET = Record(
    {
        "format": required(Text()),
        "questionnaire": required(Id()),
        "title": required(Text()),
        "summary": required(Text()),
        "parts": required(ListOf(PART, at_least=1)),
    }
    | ORIGIN
)


def decode_worksheet(document: Document, questionnaire: Questionnaire) -> Worksheet | Problems:
    """The worksheet of a document, or every problem of it."""
    notebook = Notebook(document)
    draft = WORKSHEET.decode(document.root, "a worksheet", notebook)
    if isinstance(draft, Draft):
        figures = [one.id for one in questionnaire.context if one.kind is ContextKind.NUMBER]
        earlier: dict[str, None] = {}
        for number, part in enumerate(draft.value("parts", [])):
            _check_table(part, ("parts", number), notebook)
            for key, line in part.part("lines").items():
                if isinstance(line, Draft):
                    _check_line(line, ("parts", number, "lines", key), earlier, figures, notebook)
                earlier[key] = None
    if notebook.problems:
        return Problems.of(*notebook.problems)
    return Worksheet(
        questionnaire=draft["questionnaire"],
        title=draft["title"],
        summary=draft["summary"],
        parts=tuple(_part(part, questionnaire) for part in draft["parts"]),
        origin=inherit_origin(draft, questionnaire.origin),
    )


def _check_table(part: Draft, path: tuple[str | int, ...], notebook: Notebook) -> None:
    for key, other in (("columns", "rows"), ("rows", "columns")):
        if key in part and other not in part:
            notebook.note_key((*path, key), "missing-key", f"A table with {key} needs {other} too")


def _check_line(
    line: Draft, path: tuple[str | int, ...], earlier: Collection[str], figures: Collection[str], notebook: Notebook
) -> None:
    key = str(path[-1])
    if not key[:1].isalpha():
        notebook.note_key(path, "bad-id", f"A line cannot be called {key!r}", "begin with a letter: others are numbers")
    if key in earlier:
        notebook.note_key(path, "duplicate-id", f"The id {key!r} is taken by an earlier line")
    _check_value_keys(line, path, notebook)
    figure = line.value("from")
    if figure is not None and figure not in figures:
        message = f"The questionnaire asks for no number {figure!r}"
        notebook.note_value((*path, "from"), "unknown-reference", message, notebook.suggest(figure, figures))
    _check_operands(line, path, earlier, notebook)


def _check_value_keys(line: Draft, path: tuple[str | int, ...], notebook: Notebook) -> None:
    given = [name for name in VALUE_KEYS if name in line]
    for name in given[1:]:
        notebook.note_key((*path, name), "not-allowed", f"The line has a value from {given[0]!r}", "one of the two")
    if "from" in line and "unit" in line:
        notebook.note_key(
            (*path, "unit"), "not-allowed", "The unit of a figure is that of its question", "leave it out"
        )


def _check_operands(line: Draft, path: tuple[str | int, ...], earlier: Collection[str], notebook: Notebook) -> None:
    for name in Operation:
        for number, operand in enumerate(line.value(name, [])):
            if operand == 0 and number and name is Operation.OVER:
                notebook.note_value((*path, name, number), "out-of-range", "Nothing can be divided by 0")
            elif isinstance(operand, str) and operand not in earlier:
                message = f"There is no line {operand!r} above this one"
                place = (*path, name, number)
                notebook.note_value(place, "unknown-reference", message, notebook.suggest(operand, earlier))


def _part(draft: Draft, questionnaire: Questionnaire) -> Part:
    rows = draft.get("rows", ())
    return Part(
        title=draft["title"],
        says=draft.get("says", ""),
        prompts=tuple(draft.get("prompts", ())),
        columns=tuple(draft.get("columns", ())),
        rows=("",) * rows if isinstance(rows, int) else tuple(rows),
        lines=tuple(_lines(draft.part("lines"), {one.id: one.unit for one in questionnaire.context})),
    )


def _lines(drafts: Mapping[str, Draft], units: Mapping[str, str]) -> Iterator[Line]:
    for key, draft in drafts.items():
        operation = next((one for one in Operation if one in draft), None)
        value: Fraction | Figure | Calculation | None = draft.get("is")
        if "from" in draft:
            value = Figure(draft["from"])
        elif operation:
            value = Calculation(operation, tuple(draft[operation]))
        yield Line(key, draft["says"], units.get(draft.get("from", ""), draft.get("unit", "")), value)
