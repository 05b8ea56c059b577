"""The terminal of a survey: found wherever standard output goes, and left sane whatever ends the survey."""

from __future__ import annotations

import contextlib
import os
import select
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from io import TextIOWrapper
from types import FrameType
from typing import TextIO

from smi_cli.cli.endings import ENDINGS, orderly_endings
from smi_cli.cli.outputs import PLAIN


def find_terminal() -> TextIO | None:
    """Where to show questions: standard output or standard error if one is a terminal, else the terminal itself.

    None unless there is a person who could answer: standard input has to be a terminal too.
    """
    if sys.stdin is None or not sys.stdin.isatty():
        return None
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and stream.isatty():
            return stream
    try:
        return open(os.ctermid(), "w", encoding=sys.stdin.encoding, errors="replace")  # noqa: PTH123
    except (AttributeError, OSError):
        return None


def columns(terminal: TextIO) -> int:
    """How wide the terminal is now."""
    try:
        return os.get_terminal_size(terminal.fileno()).columns or shutil.get_terminal_size().columns
    except OSError:
        return shutil.get_terminal_size().columns


def wants_plain() -> bool:
    """Whether the environment says that nothing should be redrawn: a dumb terminal, or `SMI_PLAIN`."""
    return os.environ.get("TERM", "dumb") in {"", "dumb"} or bool(os.environ.get(PLAIN))


def line_reader() -> Callable[[], str]:
    """What reads a line that somebody types; EOFError where there are no more.

    A byte that is no text in the encoding of the terminal is read as U+FFFD: one slip of a key ends no survey.
    """
    if isinstance(sys.stdin, TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")

    def read() -> str:
        line = sys.stdin.readline()
        if not line:
            raise EOFError
        return line

    return read


@contextlib.contextmanager
def endings_held() -> Iterator[None]:
    """Let no signal that ends the survey cut through what is done meanwhile; it ends it afterwards."""
    came: list[int] = []

    def hold(number: int, frame: FrameType | None) -> None:
        came.append(number)

    numbers = [getattr(signal, name) for name in ("SIGINT", *ENDINGS) if hasattr(signal, name)]
    before = {number: signal.signal(number, hold) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        for number in came[:1]:
            signal.raise_signal(number)


def waiting_lines() -> Iterator[str]:
    """The further lines that stand in the terminal already: what is pasted comes all at once."""
    with contextlib.suppress(OSError):  # where a terminal cannot be looked into, nothing waits
        while select.select([sys.stdin], [], [], 0)[0] and (line := sys.stdin.readline()):
            yield line


@contextlib.contextmanager
def terminal_kept() -> Iterator[None]:
    """Let a signal that ends the survey unwind it, so that menus give the terminal back as it was."""
    with orderly_endings(), _settings_kept():
        yield


@contextlib.contextmanager
def _settings_kept() -> Iterator[None]:
    """A signal may come while a menu is being taken down; the settings of the terminal are put back all the same."""
    try:
        import termios
    except ImportError:  # not a POSIX system
        yield
        return
    settings = termios.tcgetattr(sys.stdin)
    try:
        yield
    finally:
        with contextlib.suppress(termios.error, OSError):  # the terminal may have gone
            termios.tcsetattr(sys.stdin, termios.TCSADRAIN, settings)
