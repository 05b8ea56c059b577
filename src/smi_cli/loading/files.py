"""Bytes in and text out: opening only what is safe to open, and writing so that a file is either old or new."""

from __future__ import annotations

import codecs
import contextlib
import errno
import os
import stat
import sys
from pathlib import Path
from typing import TextIO

from smi_cli.model.problems import Location, Problem, Problems

SIZE_LIMIT = 1024 * 1024
STDIN = "-"
PRIVATE = 0o600
SHARED = 0o666
_TO_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def read_text(path: str) -> str | Problems:
    """The text of a file, as by `read_bytes` and `decode_text`."""
    data = read_bytes(path)
    return data if isinstance(data, Problems) else decode_text(path, data)


def read_bytes(path: str) -> bytes | Problems:
    """What stands in a regular file or, for `-`, on standard input: at most `SIZE_LIMIT` bytes.

    Never waits on a pipe or device given by name, never reads more than the limit.
    """
    try:
        data = _read_stdin() if path == STDIN else _read_regular_file(path)
    except OSError as error:
        return _refusal(path, *_explain(error))
    except ValueError:
        return _refusal(path, "not-found", "There cannot be a file of this name", "the name holds a NUL character")
    if data is None:
        return _refusal(path, "not-a-file", "This is not a regular file", _not_regular_hint(path))
    if len(data) > SIZE_LIMIT:
        return _refusal(path, "too-large", "The file is larger than 1 MiB", "smi reads files written by hand; split it")
    return data


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


def write_text(path: str, text: str, *, private: bool = False) -> Problems | None:
    """Write a whole file or leave the old one untouched; links are followed and an existing file's mode is kept.

    A new file that is `private` can be read by its owner only.
    """
    try:
        target = Path(os.path.realpath(path))
        temporary = target.with_name(f".{target.name}.{os.getpid()}.tmp")
        try:
            _write_and_sync(temporary, text, PRIVATE if private else SHARED)
            if target.exists():
                temporary.chmod(stat.S_IMODE(target.stat().st_mode))
            temporary.replace(target)
        finally:
            temporary.unlink(missing_ok=True)
        _sync_folder(target.parent)
    except (OSError, ValueError) as error:
        if isinstance(error, FileNotFoundError):
            return _refusal(path, "not-written", "The file could not be written: there is no such folder", "")
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "no such name is possible"
        return _refusal(path, "not-written", f"The file could not be written: {reason}", "an old file is as it was")
    return None


def _read_stdin() -> bytes:
    if sys.stdin is None:  # closed by the caller
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))
    return sys.stdin.buffer.read(SIZE_LIMIT + 1)


def _read_regular_file(path: str) -> bytes | None:
    descriptor = os.open(path, _TO_READ)
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            return None
        # One call reads nearly every file: as much as there should be, though a byte more was asked for, is all of it.
        data = os.read(descriptor, min(status.st_size, SIZE_LIMIT) + 1)
        while len(data) != status.st_size and len(data) <= SIZE_LIMIT and (more := os.read(descriptor, SIZE_LIMIT)):
            data += more
        return data
    finally:
        os.close(descriptor)


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


def _not_regular_hint(path: str) -> str:
    return "it is a folder" if Path(path).is_dir() else "pipes and devices are not read; use - for standard input"


def _refusal(path: str, code: str, message: str, hint: str) -> Problems:
    return Problems.of(Problem(Location(display_name(path)), code, message, hint))


def open_for_writing(path: Path, mode: int) -> TextIO:
    """A file that did not have to exist, for text as it is, with these permissions if it is new."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
    return open(descriptor, "w", encoding="utf-8", newline="", errors="backslashreplace")  # noqa: PTH123


def _write_and_sync(path: Path, text: str, mode: int) -> None:
    with open_for_writing(path, mode) as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    with contextlib.suppress(OSError):  # some file systems cannot; the replacement itself is done
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
