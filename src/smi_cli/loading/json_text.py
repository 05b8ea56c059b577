"""JSON text to the same document as YAML, with the place of every value.

The standard library's reader forgets places and lets the last of two equal keys win; libyaml refuses the surrogate
pairs that it writes. So the walk is our own, and strings, the hard part, are the standard library's.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from json.decoder import JSONDecodeError, scanstring  # type: ignore[attr-defined]

from smi_cli.loading.documents import Document, Mapping, Node, Scalar, Sequence
from smi_cli.loading.refusals import (
    DEPTH_LIMIT,
    NODE_LIMIT,
    RefusedError,
    duplicate_key,
    empty_file,
    located,
    not_finite,
    too_deep,
    too_many_values,
)
from smi_cli.model.problems import Problems

_SPACE = re.compile(r"[ \t\n\r]*")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?")
_WORD = re.compile(r"[-+\w.]+")
_WORDS = frozenset({"true", "false", "null"})
_SURROGATE = re.compile("[\ud800-\udfff]")


def parse_json(text: str, file: str, above: int = 0) -> Document | Problems:
    """One JSON value as located nodes, or what is wrong with it: every duplicate key, and the first error of syntax.

    `above` is the number of lines that stand above the text in the file.
    """
    reader = _Reader(text, above)
    try:
        root = reader.read()
    except RefusedError as refusal:
        return Problems.of(*located(file, refusal, *reader.refused))
    return Document(file, root, located(file, *reader.refused))


class _Reader:
    def __init__(self, text: str, above: int) -> None:
        self._above = above
        self.refused: list[RefusedError] = []  # what need not stop the reading
        self._text = text
        self._index = _SPACE.match(text).end()  # type: ignore[union-attr]  # the pattern matches anything
        self._lines = [0, *(match.end() for match in re.finditer("\n", text))]
        self._count = 0

    def read(self) -> Node:
        if self._index == len(self._text):
            raise empty_file()
        root = self._value(depth=1)
        if self._index < len(self._text):
            raise self._refusal(self._index, "second-document", "Something stands behind the end of the document")
        return root

    def _value(self, depth: int) -> Node:
        line, column = self._position(self._index)
        self._count += 1
        if self._count > NODE_LIMIT:
            raise too_many_values(line, column)
        opens = self._peek()
        if depth > DEPTH_LIMIT and opens in {"{", "["}:
            raise too_deep(line, column)
        match opens:
            case "{":
                return self._mapping(Mapping({}, line, column), depth)
            case "[":
                return self._sequence(Sequence([], line, column), depth)
            case '"':
                return self._string()
            case _:
                return self._plain(line, column)

    def _mapping(self, mapping: Mapping, depth: int) -> Mapping:
        self._skip(1)
        while not self._closes("}", first=not mapping.entries):
            if self._peek() != '"':
                raise self._refusal(self._index, "bad-json", "A key in quotation marks has to stand here")
            key = self._string()
            if key.text in mapping.entries:
                self.refused.append(duplicate_key(key, mapping.entries[key.text][0]))
            if self._peek() != ":":
                raise self._refusal(self._index, "bad-json", "A colon is missing behind the key")
            self._skip(1)
            value = self._value(depth + 1)
            mapping.entries.setdefault(key.text, (key, value))
        return mapping

    def _sequence(self, sequence: Sequence, depth: int) -> Sequence:
        self._skip(1)
        while not self._closes("]", first=not sequence.items):
            sequence.items.append(self._value(depth + 1))
        return sequence

    def _closes(self, bracket: str, *, first: bool) -> bool:
        """Step over the closing bracket, or over the comma before one more item."""
        if self._peek() == bracket:
            self._skip(1)
            return True
        if not first:
            if self._peek() != ",":
                raise self._refusal(self._index, "bad-json", f"A comma or {bracket} is missing")
            self._skip(1)
        return False

    def _string(self) -> Scalar:
        line, column = self._position(self._index)
        try:
            text, end = scanstring(self._text, self._index + 1, True)
        except JSONDecodeError as error:
            raise self._refusal(error.pos, "bad-json", f"The text in quotation marks is broken: {error.msg}") from None
        if _SURROGATE.search(text):
            raise RefusedError(
                line, column, "bad-json", "The text holds half of a surrogate pair, which is no character"
            )
        self._skip(end - self._index)
        return Scalar(text, False, line, column)

    def _plain(self, line: int, column: int) -> Scalar:
        word = _WORD.match(self._text, self._index)
        text = word.group() if word else ""
        if text in {"NaN", "Infinity", "-Infinity"}:
            raise not_finite(line, column, text)
        if text not in _WORDS and not _NUMBER.fullmatch(text):
            raise RefusedError(line, column, "bad-json", "A value has to stand here", "texts stand in quotation marks")
        self._skip(len(text))
        return Scalar(text, True, line, column)

    def _peek(self) -> str:
        return self._text[self._index : self._index + 1]

    def _skip(self, count: int) -> None:
        self._index = _SPACE.match(self._text, self._index + count).end()  # type: ignore[union-attr]

    def _position(self, index: int) -> tuple[int, int]:
        line = bisect_right(self._lines, index) - 1
        return self._above + line, index - self._lines[line]

    def _refusal(self, index: int, code: str, message: str) -> RefusedError:
        return RefusedError(*self._position(index), code, message)
