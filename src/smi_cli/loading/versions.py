"""Versions of questionnaires: numbers joined by points, compared number by number."""

from __future__ import annotations

Version = tuple[int, ...]


def parse_version(text: str) -> Version | None:
    """`1.10` as (1, 10), which is later than (1, 9); None for what cannot be compared."""
    parts = text.split(".")
    if not all(part.isascii() and part.isdecimal() and len(part) <= 9 for part in parts):  # noqa: PLR2004
        return None
    return tuple(map(int, parts))
