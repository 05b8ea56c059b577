"""Where the answers of a file stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders import BAKERY
from smi_cli.loading.entries import Entry, read_entry
from smi_cli.loading.library import Library
from smi_cli.loading.searching import FoundFile

HEAD = """\
# A comment.

format: smi.answers/1
questionnaire: bakery
version: "1.0"
subject: Crumb & Sons
date: 2026-10-05
"""


@pytest.mark.parametrize(
    ("text", "question", "place"),
    [
        ("answers:\n  mill: 2\n  heat: 1\n", "heat", "a.yaml:10:9"),
        ("answers:\n  mill: 2\n  heat: 1\n", "till", "a.yaml:8:1"),
        ("answers: {mill: 2}\n", "till", "a.yaml:8:1"),
        ("answers: {}\n", "till", "a.yaml:8:1"),
        ("answers: {mill: 2}\n", "", "a.yaml:1:1"),
    ],
)
def test_a_missing_answer_stands_where_it_would_be_written(
    text: str, question: str, place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("bakery.yaml").write_text(BAKERY, encoding="utf-8")
    Path("a.yaml").write_text(HEAD + text, encoding="utf-8")
    entry = read_entry(FoundFile("a.yaml", named=True), Library("bakery.yaml"))
    assert isinstance(entry, Entry), entry
    assert str(entry.locate(question)) == place
