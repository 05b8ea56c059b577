"""Writing files so that each is either old or new, and nobody's work is overwritten."""

from __future__ import annotations

import codecs
import contextlib
import os
import re
import stat
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from smi_cli.loading.files import read_text, refusal
from smi_cli.model.problems import Problems

PRIVATE = 0o600
SHARED = 0o666
STALE = 3600  # seconds; no save takes so long
_TEMPORARY = re.compile(r"\.smi-[0-9a-f]{12}\.tmp\Z")


def write_text(path: str, text: str) -> Problems | None:
    """Write a whole file or leave the old one untouched; links are followed and an existing file's mode is kept.

    A pipe or a device is written to, never replaced.
    """
    try:
        file = StreamedFile(path)
    except (OSError, ValueError) as error:
        return _not_written(path, error)
    try:
        file.end(text)
        return file.finish()
    except (OSError, ValueError) as error:
        return file.explain(error)
    finally:
        file.discard()


def leave_text(path: str) -> None:
    """Leave a file as it is, where there is nothing to write; whoever reads a pipe learns that nothing comes."""
    file = StreamedFile(path)
    with contextlib.suppress(OSError, ValueError):
        file.leave()
    file.discard()


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
    return refusal(path, "not-replaceable", message, "go on with a copy of it") if message else None


def sweep_beside(path: str) -> None:
    """Remove what saving left beside a file where it was killed; what is younger than that may still be at work."""
    for stray in Path(os.path.realpath(path)).parent.glob(".smi-*.tmp"):
        with contextlib.suppress(OSError):
            status = stray.lstat()
            is_left = status.st_nlink > 1 or time.time() - status.st_mtime > STALE  # a second name: all was written
            if is_left and _TEMPORARY.match(stray.name):
                stray.unlink()


class StreamedFile:
    """A file written piece by piece: whole in its place once it is finished, and not there at all before.

    What is no regular file, such as a pipe, is written to as it is.
    """

    def __init__(self, path: str) -> None:
        self._path = path
        self._target = Path(os.path.realpath(path))
        self._temporary: Path | None = None
        self._file: TextIO | None = None
        self._end: int | None = None

    def write(self, text: str) -> None:
        """Add a piece. Raises OSError or ValueError where it cannot be written; see `explain`."""
        if self._file is None:
            self._file = self._open()
        self._file.write(text)

    def end(self, text: str) -> None:
        """Write the last piece through to the disk; another one takes its place. Raises as `write` does."""
        self.write("")
        assert self._file  # noqa: S101 - writing has opened it
        if self._end is None:
            self._end = self._file.tell() if self._temporary else 0
        elif self._temporary is None:  # what went down a pipe cannot be taken back
            return
        else:
            self._file.seek(self._end)
            self._file.truncate()
        self._file.write(text)
        self._file.flush()
        if self._temporary:
            os.fsync(self._file.fileno())

    def finish(self) -> Problems | None:
        """Put the file in its place, after its end; the problem where that cannot be done."""
        try:
            assert self._file  # noqa: S101 - its end is written
            self._file.close()
            if self._temporary is None:  # a pipe or a device has no place to be put in
                return None
            if self._target.exists():
                self._temporary.chmod(stat.S_IMODE(self._target.stat().st_mode))
            self._temporary.replace(self._target)
            _sync_folder(self._target.parent)
        except (OSError, ValueError) as error:
            return self.explain(error)
        return None

    def leave(self) -> None:
        """Write nothing: an old file stays as it is, and a pipe is closed, so that its reader does not wait."""
        if self._file is None and _is_special(self._path):
            self._file = _open_special(self._path)

    def discard(self) -> None:
        """Leave nothing behind of what was not finished."""
        with contextlib.suppress(OSError):
            if self._file:
                self._file.close()
        with contextlib.suppress(OSError):
            if self._temporary:
                self._temporary.unlink(missing_ok=True)

    def explain(self, error: OSError | ValueError) -> Problems:
        """The problem of a file that could not be written."""
        return _not_written(self._path, error)

    def _open(self) -> TextIO:
        if _is_special(self._path):
            return _open_special(self._path)
        sweep_beside(self._path)
        temporary, mode = _temporary_for(self._target, SHARED)
        file = open_for_writing(temporary, mode)
        self._temporary = temporary
        return file


def _is_special(path: str) -> bool:
    """Whether something stands there that is no regular file."""
    try:
        return not stat.S_ISREG(os.stat(path).st_mode)  # noqa: PTH116 - as it is named: /dev/stdout has no other name
    except (OSError, ValueError):
        return False


def _open_special(path: str) -> TextIO:
    """A pipe or a device for text as it is."""
    descriptor = os.open(path, os.O_WRONLY | getattr(os, "O_NOCTTY", 0))
    return open(descriptor, "w", encoding="utf-8", newline="", errors="backslashreplace")  # noqa: PTH123


def _temporary_for(target: Path, mode: int) -> tuple[Path, int]:
    """The name of a new file beside another one, and its mode: that of the other or, without one, this one."""
    mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else mode
    return target.with_name(f".smi-{os.urandom(6).hex()}.tmp"), mode


@contextlib.contextmanager
def _beside(target: Path, text: str, mode: int) -> Iterator[Path]:
    """A file with a text beside another one, with the mode of that or, where there is none, with this one."""
    is_new = not target.exists()
    temporary, mode = _temporary_for(target, mode)
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
    return refusal(path, "changed-meanwhile", "The file was changed by someone else", "it is as they left it")


def _not_written(path: str, error: OSError | ValueError) -> Problems:
    if isinstance(error, FileNotFoundError) and not Path(os.path.realpath(path)).parent.exists():
        return refusal(path, "not-written", "The file could not be written: there is no such folder", "")
    reason = error.strerror if isinstance(error, OSError) and error.strerror else "no such name is possible"
    hint = "" if _is_special(path) else "an old file is as it was"
    return refusal(path, "not-written", f"The file could not be written: {reason}", hint)


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
