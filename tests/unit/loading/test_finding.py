"""Which files a command line means, how each is read, and what kind it is."""

# ruff: noqa: E501 - a problem is one line, and stands here as its reader sees it

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from builders import a_document
from smi_cli.loading.documents import Document
from smi_cli.loading.finding import FoundFile, Kind, find_files, kind_of, read_document
from smi_cli.model.problems import Problems

NOTHING = "nothing-found: The folder holds no file that ends in .yaml, .yml, .json"


def found(*paths: Path | str) -> list[str]:
    return [
        str(one.items[0]) if isinstance(one, Problems) else one.path
        for one in find_files([str(path) for path in paths])
    ]


def test_a_folder_is_walked_in_sorted_order_without_what_is_hidden(tmp_path: Path) -> None:
    names = (
        "b.yaml",
        "a.YML",
        "c.json",
        "d.txt",
        "e.yaml~",
        ".hidden.yaml",
        "sub/z.yaml",
        "another/y.yml",
        ".git/x.yaml",
    )
    for name in names:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    expected = ["a.YML", "b.yaml", "c.json", "another/y.yml", "sub/z.yaml"]
    assert found(tmp_path) == [str(tmp_path / name) for name in expected]


def test_what_is_named_is_taken_as_it_is_in_the_order_given(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "a.yaml").touch()
    names = ["-", str(tmp_path / "z.txt"), str(tmp_path / ".hidden"), str(tmp_path / "folder")]
    assert list(find_files(names)) == [
        FoundFile("-", named=True),
        FoundFile(names[1], named=True),
        FoundFile(names[2], named=True),
        FoundFile(str(tmp_path / "folder" / "a.yaml"), named=False),
    ]


def test_a_folder_without_files_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "notes.txt").touch()
    assert found(tmp_path) == [f"{tmp_path}: {NOTHING}"]


def test_a_link_to_a_folder_above_is_not_walked_for_ever(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").touch()
    (tmp_path / "again").symlink_to(tmp_path)
    assert found(tmp_path) == [str(tmp_path / "a.yaml")]


def test_a_folder_that_cannot_be_opened_is_not_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.yaml", "locked/b.yaml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    really = os.scandir

    def scandir(path: str) -> Iterator[os.DirEntry[str]]:
        if str(path).endswith("locked"):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return really(path)

    monkeypatch.setattr(os, "scandir", scandir)
    files = found(tmp_path)
    assert str(tmp_path / "a.yaml") in files
    assert any(one.startswith(f"{tmp_path / 'locked'}: not-readable: ") for one in files)


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
