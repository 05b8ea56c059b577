"""Values of an earlier result, read strictly: each accessor gives a value of its type or refuses with the path."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Any, Final, NoReturn

from smi_cli.loading.json_walk import Repeated
from smi_cli.loading.scalars import is_id
from smi_cli.loading.shapes import SHOWN_CHARACTERS

MOST: Final = 100
DECIMALS: Final = 36  # twice what a file may say: 18 digits, with a power of ten
_EXACT: Final = re.compile(r"-?[0-9]{1,1000}(/[1-9][0-9]{0,999})?")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_WORDS: Final = ((bool, "true or false"), (dict, "an object"), (list, "a list"), (type(None), "null"))


class WrongValueError(Exception):
    """A value that no result of smi holds, at a path. Caught where results are read, never seen outside."""

    def __init__(self, path: tuple[str | int, ...], code: str, message: str) -> None:
        super().__init__(message)
        self.path, self.code = path, code


class KeptValue:
    """A value of a result, which knows its path. Keys that nobody asks for are passed over."""

    def __init__(self, value: Any, path: tuple[str | int, ...] = ()) -> None:
        self._value = value
        self._path = path

    def __getitem__(self, key: str) -> KeptValue:
        """The value of a key that has to be there."""
        values = self._object()
        if key not in values:
            self.refuse(f"lacks the key {key!r}", "missing-key")
        return KeptValue(values[key], (*self._path, key))

    def __bool__(self) -> bool:
        """Whether there is a value: anything but null."""
        return self._value is not None

    def written(self, keys: tuple[str, ...] | None = None) -> str:
        """The value, or those of some keys of it, in a form that is the same only for values that are the same."""
        value = self._value if keys is None else [self._object().get(key, ...) for key in keys]
        try:
            return repr(value)
        except RecursionError:
            self.refuse("is nested too deep")

    def entries(self) -> Iterator[tuple[str, KeptValue]]:
        """The keys of an object with their values."""
        return ((key, KeptValue(value, (*self._path, key))) for key, value in self._object().items())

    def items(self, number: int | None = None) -> list[KeptValue]:
        """The items of a list, so many where a number is given."""
        values = self._typed(list, "a list")
        if number is not None and len(values) != number:
            self.refuse(f"has to list {number} values")
        return [KeptValue(value, (*self._path, number)) for number, value in enumerate(values)]

    def text(self) -> str:
        """Any text."""
        text: str = self._typed(str, "text")
        if _SURROGATE.search(text):
            self.refuse("holds half of a surrogate pair, which is no character")
        return text

    def words(self) -> str:
        """A text that is not empty."""
        text = self.text()
        if not text.strip():
            self.refuse("is empty")
        return text

    def id(self) -> str:
        """An id, as questionnaires have them."""
        text = self.text()
        if not is_id(text):
            self.refuse("is no id")
        return text

    def name(self, key: str) -> str:
        """The text of a key that nobody has to give; empty without one."""
        value = self._object().get(key)
        return value if isinstance(value, str) else ""

    def id_or_none(self) -> str | None:
        """An id, or null."""
        return self.id() if self else None

    def truth(self) -> bool:
        """True or false."""
        value: bool = self._typed(bool, "true or false")
        return value

    def level(self, best: int) -> int:
        """The number of a level."""
        value: int = self._typed(int, "the number of a level")
        if isinstance(self._value, bool) or not 0 <= value <= best:
            self.refuse(f"has to be a level from 0 to {best}")
        return value

    def exact(self, most: int | None = None) -> Fraction:
        """A number written exactly, such as "125/2", from 0 to the most that it can be."""
        text = self.text()
        value = Fraction(text) if _EXACT.fullmatch(text) else None
        if value is None or value < 0 or (most is not None and value > most):
            bounds = "at least 0" if most is None else f"from 0 to {most}"
            self.refuse(f'has to be an exact number in text, {bounds}, such as "1/2"')
        return value

    def decimal(self) -> Fraction:
        """A number that an author wrote, with a point, from 0 to 100; here as a fraction in text."""
        value = self.exact(MOST)
        if 10**DECIMALS % value.denominator:
            self.refuse("has to be a number that decimals can say")
        return value

    def day(self) -> date:
        """A date, year-month-day."""
        text = self.text()
        try:
            return date.fromisoformat(text if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text) else "")
        except ValueError:
            self.refuse("has to be a date such as 2026-10-05")

    def refuse(self, message: str, code: str = "wrong-type") -> NoReturn:
        """Say what is wrong with this value."""
        name = ".".join(map(str, self._path)) or "The result"
        raise WrongValueError(self._path, code, f"{name} {message}")

    def _object(self) -> dict[str, Any]:
        values: dict[str, Any] = self._typed(dict, "an object")
        if isinstance(values, Repeated):
            self.refuse(f"has the key {values.key!r} twice", "duplicate-key")
        return values

    def _typed(self, kind: type, wanted: str) -> Any:
        if not isinstance(self._value, kind):
            self.refuse(f"has to be {wanted}, not {_show(self._value)}")
        return self._value


def _show(value: Any) -> str:
    for kind, word in _WORDS:
        if isinstance(value, kind):
            return word
    text = repr(value)
    return text if len(text) <= SHOWN_CHARACTERS else text[: SHOWN_CHARACTERS - 1] + "…"
