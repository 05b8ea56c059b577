"""The shapes of single values: text, ids, exact numbers, words, dates and lengths of time."""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Any, Final

from smi_cli.loading.documents import Node, Scalar, is_nothing
from smi_cli.loading.notebook import NOT_READ, Notebook
from smi_cli.loading.shapes import Shape, show_node, wrong_type
from smi_cli.model.questionnaire import Period

ID_LIMIT: Final = 64
DIGIT_LIMIT: Final = 18
_TRUE = frozenset({"true", "True", "TRUE"})
_FALSE = frozenset({"false", "False", "FALSE"})
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
_NUMBER = re.compile(r"([-+]?)([0-9]*)(?:\.([0-9]*))?(?:[eE]([-+]?[0-9]{1,2}))?\Z")
_DURATION = re.compile(r"([1-9][0-9]{0,3}) (day|week|month|year)s?\Z")
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})\Z")


class Text(Shape):
    """Any words, in their written form: `1.10` and `no` are text too."""

    def decode(self, node: Node, name: str, notebook: Notebook) -> Any:
        """See `Shape.decode`."""
        if isinstance(node, Scalar) and not is_nothing(node) and node.text.strip():
            return node.text
        return wrong_type(node, name, "text", notebook)


class Id(Shape):
    """A stable name: lower-case words joined by hyphens."""

    def decode(self, node: Node, name: str, notebook: Notebook) -> Any:
        """See `Shape.decode`."""
        if isinstance(node, Scalar) and check_id(node, notebook):
            return node.text
        return NOT_READ if isinstance(node, Scalar) else wrong_type(node, name, "an id", notebook)


class Number(Shape):
    """An exact number within bounds, both included."""

    def __init__(self, minimum: int | None = None, maximum: int | None = None) -> None:
        self._minimum, self._maximum = minimum, maximum

    def decode(self, node: Node, name: str, notebook: Notebook) -> Any:
        """See `Shape.decode`."""
        if (value := self._exact(node, name, notebook)) is NOT_READ:
            return value
        below = self._minimum is not None and value < self._minimum
        if below or (self._maximum is not None and value > self._maximum):
            notebook.note(node, "out-of-range", f"{name} is {show_node(node)}, which is out of range", self._bounds())
            return NOT_READ
        return value

    def _exact(self, node: Node, name: str, notebook: Notebook) -> Any:
        match = _NUMBER.match(node.text) if isinstance(node, Scalar) and node.plain else None
        if match is None or not (match[2] or match[3]):
            return wrong_type(node, name, "a number", notebook, _number_hint(node))
        sign, whole, part, power = match[1], match[2], match[3] or "", int(match[4] or 0)
        digits = (whole + part).lstrip("0")
        # Counted as written out without a power, since that is how numbers are written again.
        if max(len(digits) - len(part) + power, 0) + max(len(part) - power, 0) > DIGIT_LIMIT:
            notebook.note(node, "out-of-range", f"{name} has more than {DIGIT_LIMIT} digits", "round it")
            return NOT_READ
        value = Fraction(int(digits or "0") * 10 ** max(power, 0), 10 ** (len(part) + max(-power, 0)))
        return -value if sign == "-" else value

    def _bounds(self) -> str:
        if self._maximum is None:
            return f"at least {self._minimum}"
        return f"from {self._minimum} to {self._maximum}"


class Whole(Number):
    """A whole number within bounds, both included."""

    def decode(self, node: Node, name: str, notebook: Notebook) -> Any:
        """See `Shape.decode`."""
        value = super().decode(node, name, notebook)
        if isinstance(value, Fraction):
            if value.denominator == 1:
                return int(value)
            wrong_type(node, name, "a whole number", notebook)
        return NOT_READ


class OneOf(Shape):
    """One of a few words."""

    def __init__(self, words: type[StrEnum]) -> None:
        self._words = words

    def decode(self, node: Node, name: str, notebook: Notebook) -> Any:
        """See `Shape.decode`."""
        allowed = [word.value for word in self._words]
        if isinstance(node, Scalar) and node.text in allowed:
            return self._words(node.text)
        if isinstance(node, Scalar) and not is_nothing(node):
            notebook.note(node, "not-allowed", f"{name} cannot be {node.text!r}", notebook.suggest(node.text, allowed))
            return NOT_READ
        return wrong_type(node, name, " or ".join(allowed), notebook)


class TrueOrFalse(Shape):
    """`true` or `false`, and no other words for them."""

    def decode(self, node: Node, name: str, notebook: Notebook) -> Any:
        """See `Shape.decode`."""
        text = node.text if isinstance(node, Scalar) and node.plain else ""
        if text in _TRUE | _FALSE:
            return text in _TRUE
        quoted = isinstance(node, Scalar) and not node.plain and node.text in _TRUE | _FALSE
        return wrong_type(node, name, "true or false", notebook, "leave out the quotation marks" if quoted else "")


class Date(Shape):
    """A day: year, month and day, `2026-10-05`."""

    def decode(self, node: Node, name: str, notebook: Notebook) -> Any:
        """See `Shape.decode`."""
        match = _DATE.match(node.text) if isinstance(node, Scalar) else None
        if match is None:
            return wrong_type(node, name, "a date (year-month-day) such as 2026-10-05", notebook)
        try:
            return date(*map(int, match.groups()))
        except ValueError:
            notebook.note(node, "bad-date", f"{name} is {match[0]}, a day that no calendar has", "year-month-day")
            return NOT_READ


class Duration(Shape):
    """A length of time: `6 months`."""

    def decode(self, node: Node, name: str, notebook: Notebook) -> Any:
        """See `Shape.decode`."""
        match = _DURATION.match(node.text) if isinstance(node, Scalar) else None
        if match is None:
            return wrong_type(node, name, "a length of time such as 6 months", notebook)
        return Period(int(match[1]), match[2] + "s")


def is_id(text: str) -> bool:
    """Whether a text can be an id."""
    return len(text) <= ID_LIMIT and _ID.match(text) is not None


def check_id(node: Scalar, notebook: Notebook) -> bool:
    """Note a problem unless the text of a node can be an id."""
    if is_id(node.text):
        return True
    mended = re.sub("[^a-z0-9]+", "-", node.text.lower()).strip("-") if node.text.isascii() else ""
    hint = f"lower-case words joined by hyphens, at most {ID_LIMIT} characters"
    if "," in node.text:
        hint = "write several as [one, two]"
    elif 0 < len(mended) <= ID_LIMIT:
        hint = f"{hint}: {mended}"
    notebook.note(node, "bad-id", f"{show_node(node)} cannot be an id", hint)
    return False


def _number_hint(node: Node) -> str:
    if not isinstance(node, Scalar):
        return ""
    if _NUMBER.match(node.text):
        return "" if node.plain else "leave out the quotation marks"
    return "digits, and a point before decimals, and nothing else" if re.search("[0-9]", node.text) else ""
