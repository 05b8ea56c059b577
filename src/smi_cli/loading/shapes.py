"""What the values of a file may look like, declared once; strict and closed: unknown keys are problems.

A shape turns a node into a value and writes down every problem on the way. What could not be read stays unread in the
draft, so that the rules behind can judge all the rest in the same run.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Mapping as MappingType
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Any, Final

from smi_cli.loading.documents import Mapping, Node, Scalar, Sequence, is_nothing
from smi_cli.loading.notebook import NOT_READ, Draft, Notebook
from smi_cli.model.questionnaire import Period

ID_LIMIT: Final = 64
DIGIT_LIMIT: Final = 18


_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
_NUMBER = re.compile(r"([-+]?)([0-9]*)(?:\.([0-9]*))?(?:[eE]([-+]?[0-9]{1,2}))?\Z")
_DURATION = re.compile(r"([1-9][0-9]{0,3}) (day|week|month|year)s?\Z")
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})\Z")


class Shape(ABC):
    """What a value may look like."""

    @abstractmethod
    def read(self, node: Node, name: str, notebook: Notebook) -> Any:
        """The value of a node that the file calls `name`, or `NOT_READ` with its problems in the notebook."""


class Text(Shape):
    """Any words, in their written form: `1.10` and `no` are text too."""

    def read(self, node: Node, name: str, notebook: Notebook) -> Any:
        """See `Shape.read`."""
        if isinstance(node, Scalar) and not is_nothing(node) and node.text.strip():
            return node.text
        return _wrong(node, name, "text", notebook)


class Id(Shape):
    """A stable name: lower-case words joined by hyphens."""

    def read(self, node: Node, name: str, notebook: Notebook) -> Any:
        """See `Shape.read`."""
        if isinstance(node, Scalar) and check_id(node, notebook):
            return node.text
        return NOT_READ if isinstance(node, Scalar) else _wrong(node, name, "an id", notebook)


class Number(Shape):
    """An exact number within bounds, both included."""

    def __init__(self, minimum: int | None = None, maximum: int | None = None) -> None:
        self._minimum, self._maximum = minimum, maximum

    def read(self, node: Node, name: str, notebook: Notebook) -> Any:
        """See `Shape.read`."""
        if (value := self._exact(node, name, notebook)) is NOT_READ:
            return value
        below = self._minimum is not None and value < self._minimum
        if below or (self._maximum is not None and value > self._maximum):
            notebook.write(node, "out-of-range", f"{name} is {_text(node)}, which is out of range", self._bounds())
            return NOT_READ
        return value

    def _exact(self, node: Node, name: str, notebook: Notebook) -> Any:
        match = _NUMBER.match(node.text) if isinstance(node, Scalar) and node.plain else None
        if match is None or not (match[2] or match[3]):
            return _wrong(node, name, "a number", notebook)
        sign, whole, part, power = match[1], match[2], match[3] or "", int(match[4] or 0)
        if len(whole) + len(part) > DIGIT_LIMIT or abs(power) > DIGIT_LIMIT:
            notebook.write(node, "out-of-range", f"{name} has more than {DIGIT_LIMIT} digits", "round it")
            return NOT_READ
        value = Fraction(int(whole + part) * 10 ** max(power, 0), 10 ** (len(part) + max(-power, 0)))
        return -value if sign == "-" else value

    def _bounds(self) -> str:
        if self._maximum is None:
            return f"at least {self._minimum}"
        return f"from {self._minimum} to {self._maximum}"


class Whole(Number):
    """A whole number within bounds, both included."""

    def read(self, node: Node, name: str, notebook: Notebook) -> Any:
        """See `Shape.read`."""
        value = super().read(node, name, notebook)
        if isinstance(value, Fraction):
            if value.denominator == 1:
                return int(value)
            _wrong(node, name, "a whole number", notebook)
        return NOT_READ


class OneOf(Shape):
    """One of a few words."""

    def __init__(self, words: type[StrEnum]) -> None:
        self._words = words

    def read(self, node: Node, name: str, notebook: Notebook) -> Any:
        """See `Shape.read`."""
        allowed = [word.value for word in self._words]
        if isinstance(node, Scalar) and node.text in allowed:
            return self._words(node.text)
        if isinstance(node, Scalar) and not is_nothing(node):
            notebook.write(node, "not-allowed", f"{name} cannot be {node.text!r}", notebook.suggest(node.text, allowed))
            return NOT_READ
        return _wrong(node, name, " or ".join(allowed), notebook)


class Date(Shape):
    """A day: year, month and day, `2026-10-05`."""

    def read(self, node: Node, name: str, notebook: Notebook) -> Any:
        """See `Shape.read`."""
        if isinstance(node, Scalar) and not is_nothing(node):
            try:
                match = _DATE.match(node.text)
                return (
                    date(*map(int, match.groups()))
                    if match
                    else _wrong(node, name, "a date (year-month-day) such as 2026-10-05", notebook)
                )
            except ValueError:
                notebook.write(node, "bad-date", f"{name} is {node.text}, a day that no calendar has", "year-month-day")
                return NOT_READ
        return _wrong(node, name, "a date (year-month-day) such as 2026-10-05", notebook)


class Duration(Shape):
    """A length of time: `6 months`."""

    def read(self, node: Node, name: str, notebook: Notebook) -> Any:
        """See `Shape.read`."""
        match = _DURATION.match(node.text) if isinstance(node, Scalar) else None
        if match is None:
            return _wrong(node, name, "a length of time such as 6 months", notebook)
        return Period(int(match[1]), match[2] + "s")


class ListOf(Shape):
    """A list of values of one shape; read as a whole or not at all."""

    def __init__(self, item: Shape, at_least: int = 0) -> None:
        self._item, self._at_least = item, at_least

    def read(self, node: Node, name: str, notebook: Notebook) -> Any:
        """See `Shape.read`."""
        if not isinstance(node, Sequence):
            return _wrong(node, name, "a list", notebook)
        if len(node.items) < self._at_least:
            notebook.write(node, "too-few", f"{name} has to list at least {self._at_least}")
            return NOT_READ
        values = [
            self._item.read(item, f"item {number} of {name}", notebook) for number, item in enumerate(node.items, 1)
        ]
        return NOT_READ if NOT_READ in values else values


class MapOf(Shape):
    """Values of one shape by id, in the order of the file. Reads to a draft."""

    def __init__(self, value: Shape, at_least: int = 0) -> None:
        self._value, self._at_least = value, at_least

    def read(self, node: Node, name: str, notebook: Notebook) -> Any:
        """See `Shape.read`."""
        if not isinstance(node, Mapping):
            return _wrong(node, name, "a mapping of ids", notebook)
        if len(node.entries) < self._at_least:
            notebook.write(node, "too-few", f"{name} has to name at least {self._at_least}")
        values = Draft()
        for key, (key_node, value_node) in node.entries.items():
            value = self._value.read(value_node, key, notebook)
            if check_id(key_node, notebook):
                values[key] = value
        return values


class Field:
    """The shape of one key of a record, whether the key has to be there, and whether it may be left empty."""

    def __init__(self, shape: Shape, *, required: bool, may_be_empty: bool) -> None:
        self.shape, self.required, self.may_be_empty = shape, required, may_be_empty


def required(shape: Shape) -> Field:
    """A key that has to be there."""
    return Field(shape, required=True, may_be_empty=False)


def optional(shape: Shape) -> Field:
    """A key that may be left out, or left empty."""
    return Field(shape, required=False, may_be_empty=True)


def never_empty(shape: Shape) -> Field:
    """A key that may be left out, but says something where it stands."""
    return Field(shape, required=False, may_be_empty=False)


class Record(Shape):
    """A mapping with known keys. Reads to a draft."""

    def __init__(self, fields: MappingType[str, Field]) -> None:
        self.fields = fields

    def read(self, node: Node, name: str, notebook: Notebook) -> Any:
        """See `Shape.read`."""
        if not isinstance(node, Mapping):
            return _wrong(node, name, f"a mapping with {', '.join(self.fields)}", notebook)
        draft = Draft()
        for key, (key_node, value_node) in node.entries.items():
            field = self.fields.get(key)
            if field is None:
                hint = notebook.suggest(key, self.fields)
                notebook.write(key_node, "unknown-key", f"{name} has no key {key!r}", hint)
            elif not (field.may_be_empty and is_nothing(value_node)):
                draft[key] = field.shape.read(value_node, key, notebook)
        for key, field in self.fields.items():
            if field.required and key not in node.entries:
                notebook.write(node, "missing-key", f"{name} lacks the key {key!r}")
        return draft


class ByKind(Shape):
    """One shape for a scalar, another one for a list, another one for a mapping."""

    def __init__(
        self, *, scalar: Shape | None = None, sequence: Shape | None = None, mapping: Shape | None = None
    ) -> None:
        self._shapes = {Scalar: scalar, Sequence: sequence, Mapping: mapping}

    def read(self, node: Node, name: str, notebook: Notebook) -> Any:
        """See `Shape.read`."""
        if shape := self._shapes[type(node)]:
            return shape.read(node, name, notebook)
        words = {Scalar: "a single value", Sequence: "a list", Mapping: "a mapping"}
        allowed = [words[kind] for kind, shape in self._shapes.items() if shape]
        return _wrong(node, name, " or ".join(allowed), notebook)


def check_id(node: Scalar, notebook: Notebook) -> bool:
    """Note a problem unless the text of a node can be an id."""
    if _ID.match(node.text) and len(node.text) <= ID_LIMIT:
        return True
    mended = re.sub("[^a-z0-9]+", "-", node.text.lower()).strip("-")
    hint = f"lower-case words joined by hyphens, at most {ID_LIMIT} characters"
    if "," in node.text:
        hint = "write several as [one, two]"
    elif 0 < len(mended) <= ID_LIMIT:
        hint = f"{hint}: {mended}"
    notebook.write(node, "bad-id", f"{_text(node)} cannot be an id", hint)
    return False


def _wrong(node: Node, name: str, wanted: str, notebook: Notebook) -> Any:
    if is_nothing(node):
        notebook.write(node, "missing-value", f"{name} is empty", f"it has to be {wanted}")
    else:
        hint = _number_hint(node) if isinstance(node, Scalar) and "number" in wanted else ""
        notebook.write(node, "wrong-type", f"{name} has to be {wanted}, not {_text(node)}", hint)
    return NOT_READ


def _number_hint(node: Scalar) -> str:
    if _NUMBER.match(node.text):
        return "" if node.plain else "leave out the quotation marks"
    return "digits, and a point before decimals, and nothing else" if any(map(str.isdigit, node.text)) else ""


def _text(node: Node) -> str:
    if isinstance(node, Scalar):
        limit = 40
        return repr(node.text if len(node.text) <= limit else node.text[: limit - 1] + "…")
    return "a list" if isinstance(node, Sequence) else "a mapping"
