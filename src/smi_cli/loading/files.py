"""Reading files: opening only what is safe to open, never more than can be meant."""

from __future__ import annotations

import codecs
import errno
import io
import os
import stat
import sys
from typing import BinaryIO

from smi_cli.model.problems import Location, Problem, Problems

MEBIBYTE = 1024 * 1024
SIZE_LIMIT = MEBIBYTE
STDIN = "-"
_TO_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def read_text(path: str) -> str | Problems:
    """The text of a file, as by `read_bytes` and `decode_text`."""
    data = read_bytes(path)
    return data if isinstance(data, Problems) else decode_text(path, data)


def read_bytes(path: str, limit: int = SIZE_LIMIT) -> bytes | Problems:
    """What stands in a regular file or, for `-`, on standard input: at most `limit` bytes.

    Never waits on a pipe or device given by name, never reads more than the limit.
    """
    try:
        data = _read_stdin(limit) if path == STDIN else _read_regular_file(path, limit)
    except (OSError, ValueError) as error:
        return _not_opened(path, error)
    if data is None:
        return _not_regular(path)
    return too_large(path, limit) if len(data) > limit else data


def too_large(path: str, limit: int = SIZE_LIMIT) -> Problems:
    """The problem of a file with more bytes than are read."""
    hint = "smi reads files written by hand; split it" if limit == SIZE_LIMIT else "split it"
    return refusal(path, "too-large", f"The file is larger than {limit // MEBIBYTE} MiB", hint)


def open_regular(path: str) -> BinaryIO | Problems:
    """A regular file of any size, opened to read its bytes; what is none is refused and never waited on."""
    try:
        descriptor = os.open(path, _TO_READ)
    except (OSError, ValueError) as error:
        return _not_opened(path, error)
    if stat.S_ISREG(os.fstat(descriptor).st_mode):
        return io.BufferedReader(io.FileIO(descriptor))
    os.close(descriptor)
    return _not_regular(path)


def decode_text(path: str, data: bytes) -> str | Problems:
    """The text that the bytes of a file are, without a mark of their order; the problem where they are no UTF-8."""
    mark = len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0
    try:
        return data[mark:].decode()
    except UnicodeDecodeError as error:
        start = mark + error.start
        before = data[mark:start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        hint = "save it as UTF-8"
        if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
            hint = "it looks like UTF-16; " + hint
        message = f"The file is not UTF-8 text: byte {start + 1} cannot be read"
        return Problems.of(Problem(Location(display_name(path), line, column), "not-utf-8", message, hint))


def display_name(path: str) -> str:
    """What problems call a path."""
    return "<stdin>" if path == STDIN else path


def _read_stdin(limit: int) -> bytes:
    if sys.stdin is None:  # closed by the caller
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))
    return sys.stdin.buffer.read(limit + 1)


def _read_regular_file(path: str, limit: int) -> bytes | None:
    descriptor = os.open(path, _TO_READ)
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            return None
        # One call reads nearly every file: as much as there should be, though a byte more was asked for, is all of it.
        data = os.read(descriptor, min(status.st_size, limit) + 1)
        while len(data) != status.st_size and len(data) <= limit and (more := os.read(descriptor, limit)):
            data += more
        return data
    finally:
        os.close(descriptor)


def _not_opened(path: str, error: OSError | ValueError) -> Problems:
    if isinstance(error, OSError):
        return refusal(path, *_explain(error))
    return refusal(path, "not-found", "There cannot be a file of this name", "the name holds a NUL character")


def is_folder(path: str) -> bool:
    """Whether a path leads to a folder; what may not be looked at does not."""
    return os.path.isdir(path)  # noqa: PTH112 - `Path.is_dir` raises where a folder above may not be entered


def _not_regular(path: str) -> Problems:
    if is_folder(path):
        return refusal(path, "not-a-file", "This is a folder, and a file is wanted", "")
    hint = "pipes and devices are not read; use - for standard input"
    return refusal(path, "not-a-file", "This is not a regular file", hint)


def _explain(error: OSError) -> tuple[str, str, str]:
    match error:
        case FileNotFoundError():
            return "not-found", "There is no such file", ""
        case PermissionError():
            return "not-readable", "You may not read this file", "check its permissions"
        case IsADirectoryError():
            return "not-a-file", "This is a folder", ""
        case _:
            return "not-readable", f"The file cannot be read: {error.strerror or 'the system does not say why'}", ""


def refusal(path: str, code: str, message: str, hint: str) -> Problems:
    """The problem of a file as a whole."""
    return Problems.of(Problem(Location(display_name(path)), code, message, hint))


def unreadable_folder(path: str, error: OSError) -> Problems:
    """The problem of a folder that could not be looked into."""
    reason = error.strerror or "the system does not say why"
    return refusal(path, "not-readable", f"The folder cannot be read: {reason}", "")


def leads_to_folder(entry: os.DirEntry[str]) -> bool:
    """Whether an entry is a folder or a link to one; what may not be looked at counts, or it would be passed over."""
    try:
        return entry.is_dir()
    except PermissionError:
        return True
    except OSError:  # a link to itself
        return False
