"""YAML text to a document: YAML 1.2 over libyaml's events, without the parts of YAML that surprise people.

PyYAML's own loaders read YAML 1.1 (`no` is false, `010` is eight), let the last of two equal keys win, and can be
made to crash or to fill the memory. Its event stream can not: events come one after the other, so depth and number
are bounded here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from yaml import MarkedYAMLError
from yaml.cyaml import CParser  # type: ignore[attr-defined]  # the stubs leave it out
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)
from yaml.reader import ReaderError

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

_DIRECTIVE = re.compile("(?:\\A|[\n\r\x85]|\u2028|\u2029)%")  # behind everything that ends a line for libyaml
_NOT_FINITE = frozenset(
    sign + word for sign in ("", "-", "+") for word in (".inf", ".Inf", ".INF", ".nan", ".NaN", ".NAN")
)

# libyaml's words, and what they mean to somebody who writes YAML by hand.
_SYNTAX = (
    (
        "cannot start any token",
        "A tab or a special character stands where a value should begin",
        "indent with spaces, quote the text",
    ),
    (
        "mapping values are not allowed",
        "A colon stands where no key can be",
        "put text that holds ': ' in quotation marks, or check the indent",
    ),
    ("found a tab character", "A tab stands where spaces have to be", "indent with spaces"),
    (
        "did not find expected key",
        "The indentation or a quote is wrong here or in the line above",
        "keys of one block line up",
    ),
    ("could not find expected ':'", "A key without a colon", "write key: value, with a space behind the colon"),
    ("did not find expected node content", "A value is missing, or a bracket is not closed", ""),
    ("did not find expected ',' or", "A bracket is not closed, or a comma is missing", ""),
    ("found unexpected end of stream", "A quotation mark is opened here and not closed", ""),
    (
        "found unknown escape character",
        "A backslash stands before a character that cannot be escaped",
        "use single quotes",
    ),
    ("did not find expected '-' indicator", "The items of a list do not line up", ""),
    ("block sequence entries are not allowed", "A list cannot begin on this line", "put '- ' on a line of its own"),
    ("did not find expected <document start>", "Something stands after the end of the document", ""),
)


def parse_yaml(text: str, file: str) -> Document | Problems:
    """One YAML document as located nodes, or every duplicate key and the first error of syntax."""
    builder = _Builder()
    try:
        _refuse_directives(text)
        root = builder.read(text)
    except RefusedError as refusal:
        return Problems.of(*located(file, refusal, *builder.refused))
    return Document(file, root, located(file, *builder.refused))


def _refuse_directives(text: str) -> None:
    """Before libyaml sees them: many of them take it a quadratic time."""
    if "%" in text and (found := _DIRECTIVE.search(text)):
        line = text.count("\n", 0, found.end())
        message = "A line that begins with % is a YAML directive; smi reads none"
        raise RefusedError(line, 0, "yaml-directive", message, "quote or indent it")


_UNFINISHED = ("could not find expected ':'", "found unexpected end of stream")


class _Builder:
    """Turns events into nodes: one pass, no recursion, bounded depth and number."""

    def __init__(self) -> None:
        self.refused: list[RefusedError] = []  # what need not stop the reading
        self._root: Node | None = None
        self._open: list[Sequence | Mapping] = []
        self._keys: list[Scalar | None] = []  # for each open mapping, the key that waits for its value
        self._left = NODE_LIMIT  # values that may still come

    def read(self, text: str) -> Node:
        parser = CParser(text)
        try:
            self._follow(parser.get_event)
        except MarkedYAMLError as error:
            raise _syntax_error(error) from None
        except ReaderError as error:
            raise _control_character(text, error) from None
        finally:
            parser.dispose()
        if self._root is None:
            raise empty_file()
        return self._root

    def _follow(self, next_event: Callable[[], Any]) -> None:  # noqa: C901
        # Nearly all events of nearly all files are scalars in a mapping: what happens to them is written out here,
        # because calls would cost more than the work. `entries` and `key` are those of the innermost mapping.
        new, refused = tuple.__new__, self.refused
        entries, key, left = self._innermost()
        for event in iter(next_event, None):
            if type(event) is not ScalarEvent:
                self._keep(key, left)
                self._frame(event)
                entries, key, left = self._innermost()
                continue
            if event.anchor is not None or event.tag is not None:
                _refuse_ornament(event)
            mark: Any = event.start_mark
            text = event.value
            scalar = new(Scalar, (text, event.implicit[0], mark.line, mark.column))
            left -= 1
            if left < 0:
                raise too_many_values(mark.line, mark.column)
            if text in _NOT_FINITE and scalar.plain:
                refused.append(not_finite(mark.line, mark.column, text))
            if entries is None:
                self._attach(scalar)
            elif key is None:
                if text in entries:
                    refused.append(duplicate_key(scalar, entries[text][0]))
                key = scalar
            else:
                entries.setdefault(key[0], (key, scalar))
                key = None

    def _innermost(self) -> tuple[dict[str, tuple[Scalar, Node]] | None, Scalar | None, int]:
        """The entries of the mapping that is being read, None in a list, the key that waits, and the values left."""
        holder = self._open[-1] if self._open else None
        return (
            holder.entries if isinstance(holder, Mapping) else None,
            self._keys[-1] if self._keys else None,
            self._left,
        )

    def _keep(self, key: Scalar | None, left: int) -> None:
        self._left = left
        if self._keys:
            self._keys[-1] = key

    def _frame(self, event: Any) -> None:
        kind, mark = type(event), event.start_mark
        if kind is MappingStartEvent:
            self._begin(Mapping({}, mark.line, mark.column), event)
        elif kind is SequenceStartEvent:
            self._begin(Sequence([], mark.line, mark.column), event)
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            self._open.pop()
            self._keys.pop()
        elif kind is AliasEvent:
            raise _anchor(mark)
        elif kind is DocumentStartEvent and self._root is not None:
            message = "A second document begins here"
            raise RefusedError(mark.line, mark.column, "second-document", message, "one file holds one document")

    def _begin(self, node: Sequence | Mapping, event: Any) -> None:
        _refuse_ornament(event)
        self._attach(node)
        self._open.append(node)
        self._keys.append(None)
        self._left -= 1
        if self._left < 0:
            raise too_many_values(node.line, node.column)
        if len(self._open) > DEPTH_LIMIT:
            raise too_deep(node.line, node.column)

    def _attach(self, node: Node) -> None:
        if not self._open:
            self._root = node
        elif isinstance(holder := self._open[-1], Sequence):
            holder.items.append(node)
        elif (key := self._keys[-1]) is not None:
            holder.entries.setdefault(key.text, (key, node))
            self._keys[-1] = None
        else:
            raise RefusedError(node.line, node.column, "bad-key", "A key has to be a single word or text")


def _control_character(text: str, error: ReaderError) -> RefusedError:
    """Libyaml says which character it will not read, and where in the bytes of the text."""
    before = text.encode()[: error.position].decode(errors="ignore")
    message = f"The control character U+{error.character:04X} is not allowed in YAML"
    hint = "remove it, or is this another kind of file?"
    return RefusedError(before.count("\n"), len(before) - before.rfind("\n") - 1, "control-character", message, hint)


def _syntax_error(error: MarkedYAMLError) -> RefusedError:
    said = error.problem or "the parser does not say why"
    # What is never closed is found at the end of the file, or a line too late; it helps to know where it began.
    began = any(words in said for words in _UNFINISHED)
    mark = (error.context_mark if began else None) or error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    for words, message, hint in _SYNTAX:
        if words in said:
            return RefusedError(line, column, "bad-yaml", message, hint)
    return RefusedError(line, column, "bad-yaml", f"This is not valid YAML: {said}")


def _anchor(mark: Any) -> RefusedError:
    return RefusedError(
        mark.line, mark.column, "yaml-anchor", "Anchors and aliases are not read", "write the value out"
    )


def _refuse_ornament(event: Any) -> None:
    mark = event.start_mark
    if event.anchor is not None:
        raise _anchor(mark)
    if event.tag is not None:
        raise RefusedError(
            mark.line, mark.column, "yaml-tag", f"The tag {event.tag} is not read", "write the value without a tag"
        )
