"""Walking through large JSON written by a program: values at the speed of the standard library, places on demand.

`json_text` locates every value, for files written by hand. Here a document is taken apart item by item, so that memory
holds one of them at a time, and only where something is wrong is its place looked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from json import JSONDecodeError, JSONDecoder
from json.decoder import scanstring  # type: ignore[attr-defined]
from typing import Any, Final, NoReturn

INTEGER_LIMIT: Final = 18
_SPACE: Final = re.compile(r"[ \t\n\r]*")


class Repeated(dict[str, Any]):
    """An object in which a key stands twice; which of its values is meant, nobody can say."""

    key = ""

    def __repr__(self) -> str:
        """Never as the object that it would be without the repeated key."""
        return f"Repeated({super().__repr__()})"


class JsonWalk:
    """A place in a text of JSON that moves on. Raises `JSONDecodeError` where the text is none."""

    def __init__(self, text: str, at: int = 0) -> None:
        self.text = text
        self.at = at
        self._skip(0)

    @property
    def ended(self) -> bool:
        """Whether nothing stands here or behind."""
        return self.at >= len(self.text)

    def opens(self, bracket: str) -> bool:
        """Whether an object or an array begins here."""
        return self.text[self.at : self.at + 1] == bracket

    def value(self) -> Any:
        """The value that begins here; the place moves behind it."""
        try:
            value, end = _DECODER.raw_decode(self.text, self.at)
        except RecursionError:
            self.refuse("It is nested too deep")
        self._skip(end - self.at)
        return value

    def members(self) -> Iterator[str]:
        """The keys of the object that opens here. At each one the place is at its value, which has to be taken."""
        for _ in self._between("{", "}"):
            if not self.opens('"'):
                self.refuse("A key in quotation marks has to stand here")
            key, end = scanstring(self.text, self.at + 1, True)
            self._skip(end - self.at)
            self._expect(":")
            yield key

    def items(self) -> Iterator[int]:
        """The numbers of the items of the array that opens here. At each one it has to be taken."""
        return self._between("[", "]")

    def refuse(self, message: str) -> NoReturn:
        """Say what is wrong with the text at this place."""
        raise JSONDecodeError(message, self.text, self.at)

    def _between(self, first: str, last: str) -> Iterator[int]:
        self._expect(first)
        number = 0
        while not self.opens(last):
            if number:
                self._expect(",")
            yield number
            number += 1
        self._skip(1)

    def _expect(self, sign: str) -> None:
        if not self.opens(sign):
            self.refuse(f"A {sign} has to stand here")
        self._skip(1)

    def _skip(self, count: int) -> None:
        self.at = _SPACE.match(self.text, self.at + count).end()  # type: ignore[union-attr]  # it matches anything


def find_value(text: str, at: int, path: Sequence[str | int]) -> int:
    """Where the value at the end of a path begins, from a value on; for a missing part, what would hold it."""
    walk = JsonWalk(text, at)
    for part in path:
        begin = walk.at
        parts: Iterator[str | int] = walk.members() if walk.opens("{") else walk.items()
        for one in parts:
            if one == part:
                break
            walk.value()
        else:
            return begin
    return walk.at


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    values = dict(pairs)
    if len(values) == len(pairs):
        return values
    keys = [key for key, _ in pairs]
    repeated = Repeated(values)
    repeated.key = next(key for key in keys if keys.count(key) > 1)
    return repeated


def _integer(digits: str) -> int | float:
    """Python refuses whole numbers of thousands of digits; no result holds one that it has to."""
    return int(digits) if len(digits) <= INTEGER_LIMIT else float(digits)


_DECODER: Final = JSONDecoder(object_pairs_hook=_object, parse_int=_integer)
