"""What can happen in an interview."""

from __future__ import annotations

import re
from enum import Enum
from typing import NamedTuple


class Key(Enum):
    """Events that need no more words."""

    BACK = "back"
    SKIP = "skip"
    CLEAR = "clear"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not applicable"
    NOTE = "note"
    EVIDENCE = "evidence"
    HELP = "help"
    REVIEW = "review"


class Choose(NamedTuple):
    """A level is chosen."""

    level: int


class Pick(NamedTuple):
    """Options of a context question are chosen, by their ids."""

    options: tuple[str, ...]


class Write(NamedTuple):
    """Something is written: a heading, a reason, a note, a number, or where to go from the review."""

    text: str

    @property
    def words(self) -> str:
        """The text on one line, without spaces around it: what is pasted may have more of both.

        A byte that was no text, for which half a surrogate pair stands, could not be saved and becomes U+FFFD.
        """
        return " ".join(re.sub("[\ud800-\udfff]", "\N{REPLACEMENT CHARACTER}", self.text).split())

    def instead_of(self, written: str) -> str:
        """The words, or what was written before where that is unchanged: it may have been laid out in a file."""
        return written if self.text == written else self.words


Event = Key | Choose | Pick | Write
