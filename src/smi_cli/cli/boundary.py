"""The one place where errors become exit codes."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from enum import IntEnum

import typer


class Exit(IntEnum):
    """What an exit code of smi means."""

    DONE = 0
    NOT_MET = 1
    USAGE = 2
    UNUSABLE = 3
    FAULT = 70
    INTERRUPTED = 130
    NO_READER = 141


class UsageError(Exception):
    """The command line asks for something that cannot be; the text says what to use instead."""


@contextlib.contextmanager
def boundary(*, debug: bool) -> Iterator[None]:
    """Run the body of a command; whatever escapes from it ends in one line and the right exit code."""
    try:
        yield
        sys.stdout.flush()
    except typer.Exit:
        raise
    except UsageError as error:
        _fail(str(error), Exit.USAGE)
    except KeyboardInterrupt:
        raise typer.Exit(Exit.INTERRUPTED) from None
    except BrokenPipeError:
        # The reader has gone, as `head` does; the interpreter's own last flush must not complain again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(Exit.NO_READER) from None
    except OSError as error:
        if debug:
            raise
        _silence_stdout()
        _fail(f"the output could not be written: {error.strerror or error}", Exit.UNUSABLE)
    except Exception as error:
        if debug:
            raise
        name = type(error).__name__
        _fail(f"this is a fault of smi ({name}); please report it with what --debug prints", Exit.FAULT)


def _silence_stdout() -> None:
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _fail(message: str, code: Exit) -> None:
    from smi_cli.rendering.harmless import plain

    with contextlib.suppress(OSError):
        sys.stderr.write(f"smi: {plain(message)}\n")
    raise typer.Exit(code) from None
