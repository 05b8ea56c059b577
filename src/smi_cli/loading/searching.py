"""Finding files on the command line: files, folders, patterns, standard input.

One name after the other, so that a hundred thousand files need no more memory than the names of one folder.
"""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from smi_cli.loading.files import STDIN
from smi_cli.loading.finding import ENDINGS, is_data_name
from smi_cli.model.problems import Location, Problem, Problems


class FoundFile(NamedTuple):
    """A file to read. One that was named is meant; one found in a folder may be of another kind."""

    path: str
    named: bool


def find_files(paths: Sequence[str]) -> Iterator[FoundFile | Problems]:
    """The files of all paths in their order, each one once.

    Folders are walked in sorted order, without what is hidden in them. A pattern such as `answers/**/*.yaml` that the
    shell left alone stands for the names that match it, in sorted order.
    """
    search = _Search()
    for path in paths:
        if path == STDIN or os.path.lexists(path) or not glob.has_magic(path):
            yield from search.take(path)
        elif matches := sorted(glob.iglob(path, recursive=True)):  # noqa: PTH207 - the pattern may be absolute
            for match in matches:
                yield from search.take(match)
        else:
            yield Problems.of(Problem(Location(path), "nothing-found", "No file matches the pattern"))


class _Search:
    """Remembers what was found: folders, and the few files that no walk through a folder accounts for."""

    def __init__(self) -> None:
        self._folders: set[str] = set()
        self._files: set[str] = set()

    def take(self, path: str) -> Iterator[FoundFile | Problems]:
        """What a path leads to, without what was found before."""
        if path == STDIN:
            if self._is_new(path):
                yield FoundFile(path, named=True)
        elif Path(path).is_dir():
            yield from self._walk(path)
        elif self._is_new(os.path.realpath(path)):
            yield FoundFile(path, named=True)

    def _is_new(self, real: str) -> bool:
        """Note a file by its real name, unless it was found or is found on a walk that has begun."""
        folder, name = os.path.split(real)
        if real in self._files or (folder in self._folders and is_data_name(name)):
            return False
        self._files.add(real)
        return True

    def _walk(self, folder: str) -> Iterator[FoundFile | Problems]:
        if os.path.realpath(folder) in self._folders:
            return
        count = 0
        for found in self._descend(str(Path(folder))):
            count += 1
            yield found
        if not count:
            message = f"The folder holds no file that ends in {', '.join(ENDINGS)}"
            yield Problems.of(Problem(Location(folder), "nothing-found", message))

    def _descend(self, folder: str) -> Iterator[FoundFile | Problems]:
        """The files of a folder, then those of its folders; links are followed, but no folder is walked twice."""
        real = os.path.realpath(folder)
        if real in self._folders:
            return
        self._folders.add(real)
        try:
            files, links, folders = _list(folder)
        except OSError as error:
            message = f"The folder cannot be read: {error.strerror or 'the system does not say why'}"
            yield Problems.of(Problem(Location(folder), "not-readable", message))
            return
        for name in files:
            path = _join(folder, name)
            if name in links:
                if self._is_new(os.path.realpath(path)):
                    yield FoundFile(path, named=False)
            elif not self._files or _join(real, name) not in self._files:
                yield FoundFile(path, named=False)
        for name in folders:
            yield from self._descend(_join(folder, name))


def _join(folder: str, name: str) -> str:
    """A path as short as it can be; making `Path` objects of a hundred thousand names would take a while."""
    return name if folder == "." else f"{folder.rstrip(os.sep)}{os.sep}{name}"


def _list(folder: str) -> tuple[list[str], set[str], list[str]]:
    """The files of a folder that can be ours, which of them are links, and the folders, without what is hidden."""
    files, links, folders = [], set(), []
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_dir():
                folders.append(entry.name)
            elif is_data_name(entry.name):
                files.append(entry.name)
                if entry.is_symlink():
                    links.add(entry.name)
    return sorted(files), links, sorted(folders)
