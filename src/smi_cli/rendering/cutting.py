"""Texts and Markdown documents made shorter without breaking what is left of them."""

from __future__ import annotations

from smi_cli.rendering.harmless import plain

FENCE = "```"
DELIMITER = "| ---"
ROOM = 200  # bytes, for the sentence that says what is missing
NAME_LIMIT = 100
TEXT_LIMIT = 1000


def shorten(text: str, limit: int) -> str:
    """A text from a file on one line, of at most so many characters; an ellipsis stands for what is left out."""
    line = plain(text)
    return line if len(line) <= limit else f"{line[: limit - 1]}…"


def cut_markdown(document: str, limit: int) -> str:
    """A document of smi's own in at most `limit` bytes, cut between lines, with a sentence on what was left out.

    It is not cut inside a fence, nor between the header of a table and the line below it.
    """
    if len(document.encode()) <= limit:
        return document
    lines = document.splitlines(keepends=True)
    kept = _whole(lines, _fitting(lines, limit - ROOM))
    size = sum(len(line.encode()) for line in lines[kept:])
    left_out = f"{len(lines) - kept:,} more lines ({size:,} bytes) are left out, as the page may hold no more."
    return f"{''.join(lines[:kept])}\n… and {left_out} The other formats hold everything.\n"


def _fitting(lines: list[str], room: int) -> int:
    """How many lines fit."""
    for number, line in enumerate(lines):
        room -= len(line.encode())
        if room < 0:
            return number
    return len(lines)


def _whole(lines: list[str], kept: int) -> int:
    """As many of the lines as leave nothing half: the line before a fence that does not end, or a table's header."""
    fences = [number for number, line in enumerate(lines[:kept]) if line.startswith(FENCE)]
    if len(fences) % 2:
        kept = fences[-1]
    is_header = 0 < kept < len(lines) and _is_delimiter(lines[kept])
    return kept - 1 if is_header else kept


def _is_delimiter(line: str) -> bool:
    return line.startswith(DELIMITER)
