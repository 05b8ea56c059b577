"""The summary on a narrow terminal: it breaks between words, never within a word or a date."""

from __future__ import annotations

import re

from conftest import Smi

DATE = re.compile(r"\b[0-9]{4}-[0-9]{2}-[0-9]{2}\b")


def test_a_summary_on_a_narrow_terminal_breaks_no_word_and_no_date(smi: Smi) -> None:
    wide, narrow = (smi("score", "examples", env={"COLUMNS": columns}) for columns in ("200", "60"))
    assert (wide.code, narrow.code) == (0, 0)
    assert max(map(len, narrow.out.splitlines())) <= 60
    # What is broken is in pieces, and no piece is a word of the wide summary.
    assert words(narrow.out) == words(wide.out)
    assert sorted(DATE.findall(narrow.out)) == sorted(DATE.findall(wide.out))
    assert len(DATE.findall(wide.out)) == 6


def words(text: str) -> set[str]:
    """The words of a text; bars are as long as there is room."""
    return {word.strip(",") for word in text.split() if not re.fullmatch("[█·]+", word)}
