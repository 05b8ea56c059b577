"""Bytes in and text out: opening only what is safe to open, and writing so that a file is either old or new."""

from __future__ import annotations

import codecs
import contextlib
import errno
import os
import re
import stat
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from smi_cli.model.problems import Location, Problem, Problems

SIZE_LIMIT = 1024 * 1024
STDIN = "-"
PRIVATE = 0o600
SHARED = 0o666
_TO_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
STALE = 3600  # seconds; no save takes so long
_TEMPORARY = re.compile(r"\.smi-[0-9a-f]{12}\.tmp\Z")


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


def write_text(path: str, text: str) -> Problems | None:
    """Write a whole file or leave the old one untouched; links are followed and an existing file's mode is kept."""
    try:
        target = Path(os.path.realpath(path))
        with _beside(target, text, SHARED) as temporary:
            temporary.replace(target)
        _sync_folder(target.parent)
    except (OSError, ValueError) as error:
        return _not_written(path, error)
    return None


def save_text(path: str, text: str, before: str | None = None) -> Problems | None:
    """Write a file where nothing but the text `before` stands: a new one, for its owner alone, where there is none.

    What somebody else has written is looked for right before it would be replaced. Like `write_text` otherwise; a byte
    order mark stays.
    """
    try:
        target = Path(os.path.realpath(path))
        if problems := check_replaceable(path):
            return problems
        with _beside(target, _mark_of(target) + text, PRIVATE) as temporary:
            now = read_text(path)
            if isinstance(now, Problems) and now.items[0].code == "not-found":
                _put_new(temporary, target)
            elif isinstance(now, Problems):
                return now
            elif now != before:
                return _changed(path)
            else:
                temporary.replace(target)
        _sync_folder(target.parent)
    except FileExistsError:
        return _changed(path)
    except (OSError, ValueError) as error:
        return _not_written(path, error)
    return None


def check_replaceable(path: str) -> Problems | None:
    """The problem of a file whose place a new one should not take; None for any other, and where there is none."""
    try:
        status = Path(path).stat()
    except (OSError, ValueError):
        return None
    if not stat.S_ISREG(status.st_mode):  # reading says so
        return None
    message = ""
    if not os.access(path, os.W_OK):
        message = "The file is write-protected"
    elif hasattr(os, "geteuid") and status.st_uid != os.geteuid():
        message = "The file belongs to somebody else"
    elif status.st_nlink > 1:
        message = "The file has another name (a hard link), which would keep the old text"
    return _refusal(path, "not-replaceable", message, "go on with a copy of it") if message else None


def sweep_beside(path: str) -> None:
    """Remove what saving left beside a file where it was killed; what is younger than that may still be at work."""
    for stray in Path(os.path.realpath(path)).parent.glob(".smi-*.tmp"):
        with contextlib.suppress(OSError):
            status = stray.lstat()
            is_left = status.st_nlink > 1 or time.time() - status.st_mtime > STALE  # a second name: all was written
            if is_left and _TEMPORARY.match(stray.name):
                stray.unlink()


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


@contextlib.contextmanager
def _beside(target: Path, text: str, mode: int) -> Iterator[Path]:
    """A file with a text beside another one, with the mode of that or, where there is none, with this one."""
    temporary = target.with_name(f".smi-{os.urandom(6).hex()}.tmp")
    is_new = not target.exists()
    mode = mode if is_new else stat.S_IMODE(target.stat().st_mode)
    try:
        _write_and_sync(temporary, text, mode)
        if not is_new:
            temporary.chmod(mode)  # what the umask has taken
        yield temporary
    finally:
        with contextlib.suppress(OSError):  # a stray is swept later
            temporary.unlink(missing_ok=True)


def _put_new(temporary: Path, target: Path) -> None:
    """Give a file a name that nothing has; FileExistsError if something has it."""
    try:
        target.hardlink_to(temporary)
    except FileExistsError:
        raise
    except OSError:  # this file system knows no links; the moment between looking and moving is short
        if os.path.lexists(target):
            raise FileExistsError from None
        temporary.replace(target)


def _mark_of(target: Path) -> str:
    """The byte order mark of a file, if it has one."""
    if not target.is_file():
        return ""
    with target.open("rb") as file:
        return codecs.BOM_UTF8.decode() if file.read(len(codecs.BOM_UTF8)) == codecs.BOM_UTF8 else ""


def _changed(path: str) -> Problems:
    return _refusal(path, "changed-meanwhile", "The file was changed by someone else", "it is as they left it")


def _not_written(path: str, error: OSError | ValueError) -> Problems:
    if isinstance(error, FileNotFoundError) and not Path(os.path.realpath(path)).parent.exists():
        return _refusal(path, "not-written", "The file could not be written: there is no such folder", "")
    reason = error.strerror if isinstance(error, OSError) and error.strerror else "no such name is possible"
    return _refusal(path, "not-written", f"The file could not be written: {reason}", "an old file is as it was")


def open_for_writing(path: Path, mode: int) -> TextIO:
    """A file that did not exist, not even as a link, for text as it is, with these permissions from the start."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0), mode)
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
