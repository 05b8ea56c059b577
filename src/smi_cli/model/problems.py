"""What can be wrong with a file, and where."""

from __future__ import annotations

from typing import NamedTuple


class Location(NamedTuple):
    """A place in a file. Lines and columns count from 1; line 0 stands for the file as a whole."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


class Problem(NamedTuple):
    """Something wrong at a place: a stable code, a sentence in the author's words, a hint on what to write."""

    location: Location
    code: str
    message: str
    hint: str = ""

    def __str__(self) -> str:
        hint = f" ({self.hint})" if self.hint else ""
        return f"{self.location}: {self.code}: {self.message}{hint}"


class Problems(NamedTuple):
    """At least one problem: what a step returns that could not give its value. Sorted, each one once."""

    items: tuple[Problem, ...]

    @staticmethod
    def of(*problems: Problem) -> Problems:
        """Gather problems, sorted by file, line and column."""
        return Problems(tuple(sorted(set(problems))))
