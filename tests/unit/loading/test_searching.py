"""Which files a command line means: files, folders, patterns, standard input, each file once."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from smi_cli.loading.searching import FoundFile, find_files
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


def make(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()


def test_a_pattern_stands_for_what_matches_it(tmp_path: Path) -> None:
    make(tmp_path, "b.yaml", "a.yaml", "a.txt", ".hidden.yaml", "sub/deep/c.yaml")
    assert found(tmp_path / "*.yaml") == [str(tmp_path / "a.yaml"), str(tmp_path / "b.yaml")]
    assert found(tmp_path / "**/*.yaml") == [str(tmp_path / name) for name in ("a.yaml", "b.yaml", "sub/deep/c.yaml")]
    assert found(tmp_path / "s*") == [str(tmp_path / "sub/deep/c.yaml")]
    assert found(tmp_path / "?.yml") == [f"{tmp_path}/?.yml: nothing-found: No file matches the pattern"]


def test_a_file_whose_name_looks_like_a_pattern_is_that_file(tmp_path: Path) -> None:
    make(tmp_path, "a[1].yaml", "a1.yaml")
    assert found(tmp_path / "a[1].yaml") == [str(tmp_path / "a[1].yaml")]


def test_no_file_comes_twice_whichever_way_it_is_reached(tmp_path: Path) -> None:
    make(tmp_path, "all/a.yaml", "all/b.yaml", "other/c.yaml")
    (tmp_path / "all" / "again.yaml").symlink_to(tmp_path / "all" / "a.yaml")
    (tmp_path / "other" / "link.yaml").symlink_to(tmp_path / "all" / "b.yaml")
    a, b, c = (str(tmp_path / name) for name in ("all/a.yaml", "all/b.yaml", "other/c.yaml"))
    link = str(tmp_path / "other" / "link.yaml")
    assert found(tmp_path / "all", tmp_path / "all", a, tmp_path / "all" / "*.yaml") == [a, b]
    assert found(b, tmp_path / "all") == [b, a]
    assert found(tmp_path / "other", tmp_path / "all") == [c, link, a]
    assert found(tmp_path / "all", tmp_path / "other") == [a, b, c]


def test_names_are_as_short_as_they_can_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path, "x/a.yaml")
    monkeypatch.chdir(tmp_path)
    assert found(".") == ["x/a.yaml"]
    assert found("./x/") == ["x/a.yaml"]
