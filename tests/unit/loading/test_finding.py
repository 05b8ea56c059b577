"""How a file is read, and what kind it is."""

# ruff: noqa: E501 - a problem is one line, and stands here as its reader sees it

from __future__ import annotations

from pathlib import Path

import pytest

from builders import a_document
from smi_cli.loading.documents import Document
from smi_cli.loading.finding import Kind, kind_of, read_document
from smi_cli.model.problems import Problems


@pytest.mark.parametrize(
    ("name", "text", "readable"),
    [
        ("a.yaml", "a: b\n", True),
        ("a.yml", '{"a": "b"}', True),
        ("a.json", '{"a": "b"}', True),
        ("a.JSON", "{a: b}", False),
        ("a.json", "a: b\n", False),
        ("a.txt", "a: b\n", True),
    ],
)
def test_the_ending_decides_how_a_file_is_read(tmp_path: Path, name: str, text: str, readable: bool) -> None:
    (tmp_path / name).write_text(text)
    assert isinstance(read_document(str(tmp_path / name)), Document) == readable


@pytest.mark.parametrize("kind", list(Kind))
def test_the_format_decides_the_kind(kind: Kind) -> None:
    assert kind_of(a_document(f"format: {kind}\n")) is kind


@pytest.mark.parametrize("text", ["[a]", "a", "name: CI\n", "format: A4\n", "format: [a]\n", "format:\n"])
def test_other_files_have_no_kind(text: str) -> None:
    assert kind_of(a_document(text)) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("format: smi.answers/2\n", "1:9: unknown-format: smi does not read the format 'smi.answers/2' (did you mean 'smi.answers/1'?)"),
        ("format: smi.anwsers/1\n", "1:9: unknown-format: smi does not read the format 'smi.anwsers/1' (did you mean 'smi.answers/1'?)"),
        ("answers: {}\n", "1:1: missing-key: The file does not say its format (the first line of an answers file is format: smi.answers/1)"),
        ("questionnaire: smi\n", "1:1: missing-key: The file does not say its format (the first line of an answers file is format: smi.answers/1)"),
    ],
)  # fmt: skip
def test_a_file_that_is_nearly_ours_is_a_problem(text: str, expected: str) -> None:
    outcome = kind_of(a_document(text))
    assert isinstance(outcome, Problems)
    assert [str(one) for one in outcome.items] == [f"file.yaml:{expected}"]
