"""What the texts of a table stand for: survey tools export wordings, in the case and with the spaces of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Generic, TypeVar
from unicodedata import normalize

T = TypeVar("T")


def fold(text: str) -> str:
    """A wording without its case and its extra spaces."""
    return " ".join(normalize("NFKC", text).casefold().split())


def fold_name(name: str) -> str:
    """The name of a column without case, spaces, hyphens and underscores: survey tools allow no hyphen in a code."""
    return fold(name).replace(" ", "").replace("-", "").replace("_", "")


class Meanings(Generic[T]):
    """What texts stand for. A text that could stand for two things stands for none of them: nobody may guess."""

    def __init__(self, pairs: Iterable[tuple[str, T]], fold: Callable[[str], str] = fold) -> None:
        self._fold = fold
        self._by_text: dict[str, list[T]] = {}
        for text, meaning in pairs:
            found = self._by_text.setdefault(fold(text), [])
            if meaning not in found:
                found.append(meaning)

    def of(self, text: str) -> list[T]:
        """All that a text could stand for: nothing, one thing, or several."""
        return self._by_text.get(self._fold(text), [])
