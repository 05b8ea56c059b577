"""What reading leaves behind: drafts of records, and the problems on the way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from smi_cli.loading.documents import Document, Node
from smi_cli.model.problems import Location, Problem

SUGGESTION_LIMIT: Final = 100
_WORD_LIMIT: Final = 64
_FEW: Final = 12


class _Nothing:
    """Stands for a value that could not be read; its problem is written down."""


NOT_READ: Final = _Nothing()


class Draft(dict[str, Any]):
    """The fields of a record, by key. What stands in the file but could not be read is there, as `NOT_READ`.

    So `in` asks whether the author wrote it, and the other questions pass over what is unreadable.
    """

    def value(self, key: str, default: Any = None) -> Any:
        """The value of a key, or the default where there is none to read."""
        value = self.get(key, default)
        return default if value is NOT_READ else value

    def part(self, key: str) -> Draft:
        """The record under a key; an empty one where there is none to read."""
        part = self.value(key)
        return part if isinstance(part, Draft) else Draft()

    def readable(self) -> Iterator[tuple[str, Any]]:
        """The keys whose values could be read, with these."""
        return ((key, value) for key, value in self.items() if value is not NOT_READ)


class Notebook:
    """Collects the problems of one document, those of its reader first."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.problems: list[Problem] = list(document.problems)
        self._suggestions = 0

    def note(self, place: Node | Location, code: str, message: str, hint: str = "") -> None:
        """Note a problem at a node or a location."""
        location = place if isinstance(place, Location) else self.document.at(place)
        self.problems.append(Problem(location, code, message, hint))

    def note_value(self, path: Iterable[str | int], code: str, message: str, hint: str = "") -> None:
        """Note a problem at the value at the end of a path."""
        self.note(self.document.locate(*path), code, message, hint)

    def note_key(self, path: Iterable[str | int], code: str, message: str, hint: str = "") -> None:
        """Note a problem at the key at the end of a path."""
        self.note(self.document.locate_key(*path), code, message, hint)

    def suggest(self, word: str, allowed: Iterable[str]) -> str:
        """A hint as by `suggest`, for the first problems of a document; looking for near words is slow."""
        self._suggestions += 1
        return suggest(word, allowed) if self._suggestions <= SUGGESTION_LIMIT else ""


def suggest(word: str, allowed: Iterable[str]) -> str:
    """A hint: the nearest allowed word, or all of them if they are few."""
    from difflib import get_close_matches

    words = list(allowed)
    if near := get_close_matches(word[:_WORD_LIMIT], words, n=1, cutoff=0.6):
        return f"did you mean {near[0]!r}?"
    return f"one of {', '.join(words)}" if 0 < len(words) <= _FEW else ""
