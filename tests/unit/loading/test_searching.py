"""Which files a command line means: files, folders, patterns, standard input, each file once."""

from __future__ import annotations

import errno
import glob
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from smi_cli.loading.patterns import ANY_DEPTH, matches_of
from smi_cli.loading.searching import FoundFile, FoundTable, find_files
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


def test_a_folder_of_tables_says_that_they_have_to_be_named(tmp_path: Path) -> None:
    make(tmp_path, "sub/b.csv", "sub/a.ndjson", "notes.txt")
    tables = [f"{tmp_path}/sub/{name}" for name in ("a.ndjson", "b.csv")]
    assert found(tmp_path) == [*tables, f"{tmp_path}: {NOTHING} (a table has to be named, such as {tables[0]})"]
    assert [one for one in find_files([str(tmp_path)]) if isinstance(one, FoundTable)] == list(map(FoundTable, tables))
    assert list(find_files([str(tmp_path / "sub"), tables[1]]))[-1] == FoundFile(tables[1], named=True)


def test_what_stands_in_a_folder_and_leads_nowhere_is_found_all_the_same(tmp_path: Path) -> None:
    make(tmp_path, "a.yaml")
    (tmp_path / "b.yaml").symlink_to(tmp_path / "nothing.yaml")
    assert found(tmp_path) == [str(tmp_path / "a.yaml"), str(tmp_path / "b.yaml")]
    missing = tmp_path / "typo.yaml"
    for paths in ((tmp_path, missing), (missing, tmp_path)):
        assert str(missing) in found(*paths)


def test_a_folder_whose_files_were_found_before_holds_files(tmp_path: Path) -> None:
    make(tmp_path, "all/sub/a.yaml", "linked/.hidden", "empty/.hidden")
    (tmp_path / "linked" / "again").symlink_to(tmp_path / "all")
    file = tmp_path / "all" / "sub" / "a.yaml"
    for first in (file, tmp_path / "all" / "sub"):
        assert found(first, tmp_path / "all", tmp_path / "linked") == [str(file)]
    assert found(tmp_path / "all", tmp_path / "empty")[1:] == [f"{tmp_path / 'empty'}: {NOTHING}"]


def test_a_file_that_is_named_anywhere_is_named(tmp_path: Path) -> None:
    make(tmp_path, "a.yaml", "b.yaml")
    (tmp_path / "c.yaml").symlink_to(tmp_path / "d.txt")
    (tmp_path / "d.txt").touch()
    outcome = list(find_files([str(tmp_path), str(tmp_path / "b.yaml"), str(tmp_path / "c.yaml")]))
    assert outcome == [
        FoundFile(str(tmp_path / "a.yaml"), named=False),
        FoundFile(str(tmp_path / "b.yaml"), named=True),
        FoundFile(str(tmp_path / "c.yaml"), named=True),
    ]


def test_folders_may_be_nested_deeper_than_functions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for _ in range(1200):
        Path("d").mkdir()
        os.chdir("d")
    Path("a.yaml").touch()
    os.chdir(tmp_path)
    assert found(".") == ["d/" * 1200 + "a.yaml"]
    while Path("d").exists():  # removing a tree is recursive too
        Path("d").rename("e")
        if Path("e/d").exists():
            Path("e/d").rename("d")
        shutil.rmtree("e")


def test_a_link_to_a_folder_above_is_not_walked_for_ever(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").touch()
    (tmp_path / "again").symlink_to(tmp_path)
    assert found(tmp_path) == [str(tmp_path / "a.yaml")]


def lock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every folder of this name be one that may not be read."""
    really = os.scandir

    def scandir(path: str) -> Iterator[os.DirEntry[str]]:
        if str(path).rstrip("/").endswith("locked"):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return really(path)

    monkeypatch.setattr(os, "scandir", scandir)


def test_a_folder_that_cannot_be_opened_is_not_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.yaml", "locked/b.yaml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    lock(monkeypatch)
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


TREE = (
    "b.yaml",
    "a.yaml",
    "a.txt",
    "[x].yaml",
    ".hidden.yaml",
    "sub/deep/c.yaml",
    "sub/a.yaml",
    "other/deep/a.yml",
    ".git/a.yaml",
)
PATTERNS = (
    "*",
    "*/",
    "**",
    "**/",
    "**/*",
    "**/*.yaml",
    "**/deep/*",
    "**/**/a.*",
    "s*/**",
    "./*.yaml",
    "*/deep/../a.yaml",
    "[ab].yaml",
    "[!a].*",
    "[[]x[]].yaml",
    "?.yaml",
    ".*",
    ".*/*",
    "a.yaml/*",
    "*/no/such",
    "*.yaml/",
    "sub/*/",
    "A*",
)


@pytest.mark.parametrize("absolute", [False, True])
@pytest.mark.parametrize("pattern", PATTERNS)
def test_patterns_match_what_they_match_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pattern: str, *, absolute: bool
) -> None:
    make(tmp_path, *TREE)
    (tmp_path / "link").symlink_to("sub")
    monkeypatch.chdir(tmp_path)
    whole = f"{tmp_path}/{pattern}" if absolute else pattern
    matches = set(glob.glob(whole, recursive=True))  # noqa: PTH207
    if pattern.startswith(ANY_DEPTH):  # no folder is walked twice, and what is no link goes first
        matches -= {one for one in matches if "link/" in one and one.replace("link/", "sub/") in matches}
    once = [one for one in matches_of(whole) if not (pattern.startswith(ANY_DEPTH) and str(one).endswith("link/"))]
    assert once == sorted(matches)


def test_a_pattern_does_not_pass_over_a_locked_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path, "a.yaml", "locked/b.yaml")
    lock(monkeypatch)
    denied = f"{tmp_path / 'locked'}: not-readable: The folder cannot be read: Permission denied"
    for pattern in ("*/*.yaml", "lock*/*", "locked/*"):
        assert found(tmp_path / pattern) == [denied]
    assert found(tmp_path / "**/*.yaml") == [denied, str(tmp_path / "a.yaml")]


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


def test_a_named_file_below_a_locked_folder_is_left_to_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: object, **_: object) -> os.stat_result:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)

    monkeypatch.setattr(os, "stat", refuse)
    outcome = list(find_files([str(tmp_path / "locked" / "a.yaml")]))
    monkeypatch.undo()
    assert outcome == [FoundFile(str(tmp_path / "locked" / "a.yaml"), named=True)]
