"""The lines of a table, one at a time, so that a table of any size is read in little memory."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from typing import BinaryIO, Final, NoReturn

from smi_cli.model.problems import Location, Problem

LINE_LIMIT: Final = 1024 * 1024


class RefusedLineError(Exception):
    """A line that cannot be read. The lines behind it can."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


class Lines:
    """The lines of a file as text. `number` is that of the last one read, counted from 1.

    An iterator rather than a generator: after a line that it refuses, it goes on with the next.
    """

    def __init__(self, name: str, file: BinaryIO) -> None:
        self.name = name
        self.number = 0
        self._file = file
        self._read: Callable[[int], bytes] = file.readline
        self._taken: list[bytes] = []
        self._size = 0

    def __iter__(self) -> Lines:
        return self

    def __next__(self) -> str:
        try:
            data = self._read(LINE_LIMIT + 1)
        except OSError as error:
            reason = error.strerror or "the system does not say why"
            self._read = _end
            self._refuse("not-readable", f"The file cannot be read: {reason}")
        if not data:
            raise StopIteration
        self.number += 1
        self._taken.append(data)
        self._size += len(data)
        if self._size > LINE_LIMIT:
            self._skip(data)
            self._refuse("too-long", "The row is longer than 1 MiB")
        if b"\0" in data:
            self._refuse("nul-character", "The line holds a NUL character", _utf_16_hint(data))
        try:
            text = data.decode()
        except UnicodeDecodeError as error:
            column = len(data[: error.start].decode()) + 1
            message = f"The line is not UTF-8 text: byte {error.start + 1} of it cannot be read"
            self._refuse("not-utf-8", message, _utf_16_hint(data) or "save it as UTF-8", column)
        return text.removeprefix("\ufeff") if self.number == 1 else text

    def take(self) -> bytes:
        """The bytes of the lines that were read since this was last asked, without the end of the last one."""
        source = b"".join(self._taken).rstrip(b"\r\n")
        self._taken.clear()
        self._size = 0
        return source

    def rewind(self) -> None:
        """Begin again with the first line."""
        self._file.seek(0)
        self.number = 0
        self.take()

    def _skip(self, data: bytes) -> None:
        """Pass over the rest of a line, of which not more than the limit is ever held."""
        while data and not data.endswith(b"\n"):
            data = self._read(LINE_LIMIT)

    def _refuse(self, code: str, message: str, hint: str = "", column: int = 1) -> NoReturn:
        raise RefusedLineError(Problem(Location(self.name, self.number, column), code, message, hint)) from None


def _end(_limit: int) -> bytes:
    return b""


def _utf_16_hint(data: bytes) -> str:
    marks = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    return "it looks like UTF-16; save it as UTF-8" if data.startswith(marks) else ""
