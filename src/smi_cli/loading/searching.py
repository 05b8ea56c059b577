"""Finding files on the command line: files, folders, patterns, standard input.

One name after the other, so that a hundred thousand files need no more memory than the names of one folder.
"""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from smi_cli.loading.files import STDIN, is_folder, leads_to_folder, unreadable_folder
from smi_cli.loading.finding import ENDINGS, is_data_name, is_table
from smi_cli.model.problems import Location, Problem, Problems


class FoundFile(NamedTuple):
    """A file to read. One that was named is meant; one found in a folder may be of another kind."""

    path: str
    named: bool


class FoundTable(NamedTuple):
    """A table of answers in a folder: it may be smi's own output, so that it is read only where it is named."""

    path: str


def find_files(paths: Sequence[str]) -> Iterator[FoundFile | FoundTable | Problems]:
    """The files of all paths in their order, each one once.

    Folders are walked in sorted order, without what is hidden in them. A pattern such as `answers/**/*.yaml` that the
    shell left alone stands for the names that match it, in sorted order.
    """
    search = _Search(paths)
    for path in paths:
        if path == STDIN or os.path.lexists(path) or not glob.has_magic(path):
            yield from search.take(path)
            continue
        from smi_cli.loading.patterns import matches_of

        nothing = True
        for match in matches_of(path):
            nothing = False
            if isinstance(match, Problems):
                yield match
            else:
                yield from search.take(match)
        if nothing:
            yield Problems.of(Problem(Location(path), "nothing-found", "No file matches the pattern"))


class _Search:
    """Remembers what was found: folders, and the few files that no walk through a folder accounts for."""

    def __init__(self, paths: Sequence[str]) -> None:
        self._named = {os.path.realpath(path) for path in paths if path != STDIN and not is_folder(path)}
        self._folders: set[str] = set()
        self._listed: set[str] = set()  # those of them that could be looked into
        self._holding: set[str] = set()  # the folders that have files
        self._files: set[str] = set()

    def take(self, path: str) -> Iterator[FoundFile | FoundTable | Problems]:
        """What a path leads to, without what was found before."""
        if path == STDIN:
            if self._is_new(path):
                yield FoundFile(path, named=True)
        elif is_folder(path):
            yield from self._walk(path)
        elif self._is_new(os.path.realpath(path)):
            yield FoundFile(path, named=True)

    def _is_new(self, real: str) -> bool:
        """Note a file by its real name, unless it was found or is found on a walk that has begun."""
        folder, name = os.path.split(real)
        # A link that leads nowhere stands in its folder, and what it should lead to does not.
        on_a_walk = folder in self._listed and is_data_name(name) and os.path.lexists(real)
        if real in self._files or on_a_walk:
            return False
        self._files.add(real)
        return True

    def _walk(self, folder: str) -> Iterator[FoundFile | FoundTable | Problems]:
        """The files of a folder, then those of its folders; links are followed, but no folder is walked twice."""
        top = os.path.realpath(folder)
        if top in self._folders:
            return
        holds, table = False, ""
        waiting = [(str(Path(folder)), top)]
        while waiting:
            path, real = waiting.pop()
            if real in self._folders:
                holds = holds or self._holds(real)
                continue
            self._folders.add(real)
            listing = _list(path)
            if isinstance(listing, Problems):
                holds = True  # or not: nobody knows
                yield listing
                continue
            self._listed.add(real)
            if listing.files:
                holds = True
                self._holding.add(real)
            yield from self._new_files(path, real, listing)
            tables = [_join(path, name) for name in listing.tables]
            yield from (FoundTable(one) for one in tables if os.path.realpath(one) not in self._named)
            table = table or "".join(tables[:1])
            waiting += reversed([_below(path, real, name, listing) for name in listing.folders])
        if not holds:
            yield _nothing_in(folder, table)

    def _holds(self, real: str) -> bool:
        """Whether files were found in a folder or below."""
        return any(one == real or one.startswith(_join(real, "")) for one in self._holding)

    def _new_files(self, folder: str, real: str, listing: _Listing) -> Iterator[FoundFile]:
        """The files of a folder that were not found before; what the command line names too is named."""
        for name in listing.files:
            path = _join(folder, name)
            if name in listing.links:
                target = os.path.realpath(path)
                if self._is_new(target):
                    yield FoundFile(path, target in self._named)
            elif not (self._files or self._named):
                yield FoundFile(path, named=False)
            elif (own := _join(real, name)) not in self._files:
                yield FoundFile(path, own in self._named)


class _Listing(NamedTuple):
    """What a folder holds, in sorted order: files that can be ours, folders, and tables; and all links."""

    files: list[str]
    folders: list[str]
    tables: list[str]
    links: set[str]


def _below(path: str, real: str, name: str, listing: _Listing) -> tuple[str, str]:
    """A folder in a folder: its path and its real name."""
    below = _join(path, name)
    return below, os.path.realpath(below) if name in listing.links else _join(real, name)


def _nothing_in(folder: str, table: str) -> Problems:
    message = f"The folder holds no file that ends in {', '.join(ENDINGS)}"
    hint = f"a table has to be named, such as {table}" if table else ""
    return Problems.of(Problem(Location(folder), "nothing-found", message, hint))


def _join(folder: str, name: str) -> str:
    """A path as short as it can be; making `Path` objects of a hundred thousand names would take a while."""
    return name if folder == "." else f"{folder.rstrip(os.sep)}{os.sep}{name}"


def _list(folder: str) -> _Listing | Problems:
    """A folder without what is hidden in it."""
    found = _Listing([], [], [], set())
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if not entry.name.startswith("."):
                    _sort_in(entry, found)
    except OSError as error:
        return unreadable_folder(folder, error)
    for names in (found.files, found.folders, found.tables):
        names.sort()
    return found


def _sort_in(entry: os.DirEntry[str], found: _Listing) -> None:
    if leads_to_folder(entry):
        found.folders.append(entry.name)
    elif is_data_name(entry.name):
        found.files.append(entry.name)
    elif is_table(entry.name):
        found.tables.append(entry.name)
    if entry.is_symlink():
        found.links.add(entry.name)
