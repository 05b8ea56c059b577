"""Patterns of file names, matched as a shell would; a folder that cannot be looked into is told, not passed over."""

from __future__ import annotations

import fnmatch
import glob
import os
import re
from collections.abc import Iterator, Sequence
from heapq import heappop, heappush

from smi_cli.loading.files import leads_to_folder, unreadable_folder
from smi_cli.model.problems import Problems

ANY_DEPTH = "**"


def matches_of(pattern: str) -> Iterator[str | Problems]:
    """The names that match a pattern, in sorted order, after the folders that could not be looked into.

    `*`, `?` and `[...]` stand for what is in a name, `**` for folders in folders; none of them for a hidden name.
    """
    matching = _Matching()
    drive, tail = os.path.splitdrive(pattern)
    parts = tail.replace(os.altsep or os.sep, os.sep).split(os.sep)  # noqa: PTH206 - the last may be empty: folders only
    names = sorted(set(matching.below(drive, parts)))
    yield from matching.problems.values()
    yield from names


class _Matching:
    """One pattern against the files there are; what could not be read is noted by folder."""

    def __init__(self) -> None:
        self.problems: dict[str, Problems] = {}

    def below(self, base: str, parts: Sequence[str]) -> Iterator[str]:
        """What matches below a base, which is empty or ends in a separator: a part for each name."""
        part, rest = parts[0], parts[1:]
        if part == ANY_DEPTH:
            yield from () if rest else filter(None, [base])
            for folder in self._folders(base):
                if rest:
                    yield from self.below(folder, rest)
                else:
                    yield from (f"{folder}{entry.name}" for entry in self._entries(folder) if _is_shown(entry.name))
        elif glob.has_magic(part):
            matches = re.compile(fnmatch.translate(os.path.normcase(part))).match
            for entry in self._entries(base):
                if matches(os.path.normcase(entry.name)) and (part.startswith(".") or _is_shown(entry.name)):
                    yield from self._on(f"{base}{entry.name}", rest, is_folder=leads_to_folder(entry))
        else:
            yield from self._on(f"{base}{part}", rest, is_folder=True)

    def _on(self, path: str, rest: Sequence[str], *, is_folder: bool) -> Iterator[str]:
        """What matches the rest of a pattern at a path, which has to be there where nothing is left of the pattern."""
        if rest and is_folder:
            yield from self.below(f"{path}{os.sep}", rest)
        elif not rest and self._is_there(path):
            yield path

    def _folders(self, base: str) -> Iterator[str]:
        """A folder and all in it, whatever their depth, each once: links are followed where nothing else leads."""
        waiting, links, seen = [base], list[str](), set[str]()
        while waiting or links:
            folder = waiting.pop() if waiting else heappop(links)
            real = os.path.realpath(folder)
            if real in seen:
                continue
            seen.add(real)
            yield folder
            for entry in self._entries(folder):
                if _is_shown(entry.name) and leads_to_folder(entry):
                    path = f"{folder}{entry.name}{os.sep}"
                    heappush(links, path) if entry.is_symlink() else waiting.append(path)

    def _entries(self, folder: str) -> list[os.DirEntry[str]]:
        try:
            with os.scandir(folder or os.curdir) as entries:
                return list(entries)
        except (FileNotFoundError, NotADirectoryError):
            return []
        except OSError as error:
            self.problems[folder] = unreadable_folder(folder.rstrip(os.sep) or folder, error)
            return []

    def _is_there(self, path: str) -> bool:
        try:
            os.lstat(path)
        except PermissionError as error:
            folder = path.rpartition(os.sep)[0]
            self.problems[folder] = unreadable_folder(folder, error)
            return False
        except OSError:
            return False
        return True


def _is_shown(name: str) -> bool:
    return not name.startswith(".")
