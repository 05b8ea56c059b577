"""The cells of a row as the document of an answers file: both are judged by the same rules, in the same words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from typing import Final

from smi_cli.loading.answers_file import BARE_NA, UNKNOWN
from smi_cli.loading.documents import Document, Mapping, Node, Scalar, is_nothing
from smi_cli.loading.documents import Sequence as SequenceNode
from smi_cli.loading.finding import Kind
from smi_cli.loading.meanings import Meanings
from smi_cli.loading.notebook import SUGGESTION_LIMIT
from smi_cli.loading.shapes import show_node
from smi_cli.loading.table_columns import NEEDED, Column
from smi_cli.model.problems import Location, Problem
from smi_cli.model.questionnaire import ContextKind, ContextQuestion, Question, Questionnaire

_NUMBER = re.compile(r"[-+.0-9eE]*[0-9.][-+.0-9eE]*")
_NA = re.compile(r"n/?a\s*:(.*)", re.IGNORECASE | re.DOTALL)
_DAY_AND_TIME = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[ T][0-9]{1,2}:[0-9]{2}[0-9:.]*\s*(Z|UTC|[-+][0-9:]+)?")
_BEGINNING: Final = 60  # as much of a wording as is compared with others
_FEW: Final = 12


def day_of(text: str) -> str:
    """The day of a date and time as survey tools write it; any other text as it is."""
    match = _DAY_AND_TIME.fullmatch(text)
    return match[1] if match else text


def tidy(node: Node) -> Node:
    """A text without the spaces around it; one of spaces alone is nothing."""
    if not isinstance(node, Scalar) or node.plain:
        return node
    text = node.text.strip()
    return node._replace(text=text, plain=not text)


class Transcriber:
    """Writes rows down as answers files to one questionnaire."""

    def __init__(self, file: str, questionnaire: Questionnaire) -> None:
        self._file = file
        self._questionnaire = questionnaire
        self._questions = {one.id: one for one in questionnaire.questions}
        self._context = {one.id: one for one in questionnaire.context}
        self._levels = {one.id: Meanings(_levels_of(one)) for one in questionnaire.questions}
        self._options = {one.id: Meanings(_options_of(one)) for one in questionnaire.context}
        self._problems: list[Problem] = []
        self._suggestions = 0

    def transcribe(self, columns: Sequence[Column | None], nodes: Sequence[Node], line: int, column: int) -> Document:
        """The document of a row that begins at a place, with the problems of cells that no answers file can have."""
        self._problems = []
        parts = {part: Mapping({}, line, column) for part in ("head", "answers", "context")}
        remarks: dict[str, dict[str, tuple[Scalar, Node]]] = {}
        for held, raw in zip(columns, nodes, strict=True):
            node = tidy(raw)
            if held is None or (is_nothing(node) and held not in NEEDED):
                continue
            key = Scalar(held.remark or held.id, False, node.line, node.column)
            if held.remark:
                remarks.setdefault(held.id, {})[held.remark] = (key, node)
            else:
                parts[held.part].entries[held.id] = (key, self._value(held, node))
        for question, beside in remarks.items():
            self._join(question, parts["answers"], beside)
        return Document(self._file, self._whole(**parts), tuple(self._problems))

    def _whole(self, head: Mapping, answers: Mapping, context: Mapping) -> Mapping:
        """The parts of an answers file put together, with what a table need not say."""

        def word(text: str) -> Scalar:
            return Scalar(text, False, head.line, head.column)

        unsaid = {
            "format": Kind.ANSWERS,
            "questionnaire": self._questionnaire.id,
            "version": self._questionnaire.version,
        }
        entries = {name: (word(name), word(text)) for name, text in unsaid.items()} | head.entries
        filled = {name: part for name, part in (("answers", answers), ("context", context)) if part.entries}
        return head._replace(entries=entries | {name: (word(name), part) for name, part in filled.items()})

    def _value(self, column: Column, node: Node) -> Node:
        match column.part:
            case "head":
                return self._head(column.id, node)
            case "context":
                return self._context_answer(self._context[column.id], node)
            case _:
                return self._answer(self._questions[column.id], node) if isinstance(node, Scalar) else node

    def _head(self, word: str, node: Node) -> Node:
        if word == "date" and isinstance(node, Scalar):
            return node._replace(text=day_of(node.text))
        if word == "done" and isinstance(node, Scalar):
            ids = filter(None, re.split(r"[;\s]+", node.text))
            return SequenceNode([node._replace(text=one) for one in ids], node.line, node.column)
        return node

    def _answer(self, question: Question, node: Scalar) -> Node:
        found = self._levels[question.id].of(node.text)
        if len(found) == 1:
            return node._replace(text=found[0], plain=True)
        if found:
            return self._ambiguous(question.id, node)
        if _NUMBER.fullmatch(node.text):
            return node._replace(plain=True)
        if match := _NA.fullmatch(node.text):
            reason = match[1].strip()
            if not reason:
                return node._replace(text=BARE_NA, plain=True)
            return Mapping({"na": (node._replace(text="na"), node._replace(text=reason))}, node.line, node.column)
        near = self._near(node.text, [level.wording for level in question.levels])
        hint = near or f"a number from 0 to {question.best}, unknown, or the words of a level"
        return self._refuse(node, "not-allowed", f"{question.id!r} has no level {show_node(node)}", hint)

    def _context_answer(self, question: ContextQuestion, node: Node) -> Node:
        match question.kind:
            case ContextKind.NUMBER if isinstance(node, Scalar) and _NUMBER.fullmatch(node.text):
                return node._replace(plain=True)
            case ContextKind.CHOICE if isinstance(node, Scalar):
                return self._option(question, node)
            case ContextKind.CHOICES:
                given = node.items if isinstance(node, SequenceNode) else list(self._pieces(question, node))
                items = [self._option(question, one) if isinstance(one, Scalar) else one for one in given]
                left = [one for one in items if not is_nothing(one)]
                return SequenceNode(left, node.line, node.column)
            case _:
                return node

    def _option(self, question: ContextQuestion, node: Scalar) -> Node:
        found = self._options[question.id].of(node.text)
        if len(found) == 1:
            return node._replace(text=found[0])
        if found:
            return self._ambiguous(question.id, node)
        hint = self._near(node.text, [*question.options, *question.options.values()])
        if not hint and len(question.options) <= _FEW:
            hint = f"one of {', '.join(question.options)}"
        return self._refuse(node, "not-allowed", f"{question.id!r} has no option {show_node(node)}", hint)

    def _pieces(self, question: ContextQuestion, node: Node) -> Iterator[Node]:
        """The several choices of one cell. Some tools join them by commas, which titles may hold as well."""
        known = self._options[question.id].of
        if not isinstance(node, Scalar) or known(node.text):
            yield node
            return
        for piece in filter(None, map(str.strip, node.text.split(";"))):
            parts = [piece] if known(piece) else [part.strip() for part in piece.split(",")]
            yield from (node._replace(text=part) for part in (parts if all(map(known, parts)) else [piece]))

    def _join(self, question: str, answers: Mapping, beside: dict[str, tuple[Scalar, Node]]) -> None:
        """Put the remarks of a question to its answer."""
        key, answer = answers.entries.get(question, (None, None))
        if isinstance(answer, Mapping):
            for word in sorted(answer.entries.keys() & beside.keys()):
                message = f"{question!r} has the {word} in two places"
                self._refuse(beside[word][0], "duplicate-key", message, "leave one out")
            entries = beside | answer.entries
        else:
            entries = beside if answer is None or key is None else {"level": (key, answer), **beside}
        place = key or next(iter(beside.values()))[0]
        answers.entries[question] = (place, Mapping(entries, place.line, place.column))

    def _ambiguous(self, question: str, node: Scalar) -> Node:
        message = f"{show_node(node)} could be two answers to {question!r}"
        return self._refuse(node, "ambiguous-answer", message, "its questionnaire words them alike")

    def _refuse(self, node: Scalar, code: str, message: str, hint: str) -> Node:
        """Note a problem of a cell, and let nothing stand in its place: it needs no second problem."""
        self._problems.append(Problem(Location(self._file, node.line + 1, node.column + 1), code, message, hint))
        return node._replace(text="", plain=True)

    def _near(self, text: str, wordings: Sequence[str]) -> str:
        """A hint for the first slips of a table; looking for near wordings is slow."""
        self._suggestions += 1
        if self._suggestions > SUGGESTION_LIMIT:
            return ""
        beginnings = {one[:_BEGINNING].casefold(): one for one in reversed(wordings)}
        near = get_close_matches(text[:_BEGINNING].casefold(), beginnings, 1, 0.6)
        return f"did you mean {beginnings[near[0]]!r}?" if near else ""


def _levels_of(question: Question) -> Iterator[tuple[str, str]]:
    for number, level in enumerate(question.levels):
        yield str(number), str(number)
        yield level.wording, str(number)
    yield UNKNOWN, UNKNOWN
    yield from ((word, BARE_NA) for word in ("na", "n/a"))


def _options_of(question: ContextQuestion) -> Iterator[tuple[str, str]]:
    for key, title in question.options.items():
        yield key, key
        yield title, key
