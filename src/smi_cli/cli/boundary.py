"""The one place where errors become exit codes."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from enum import IntEnum
from typing import TextIO, cast

import typer


class Exit(IntEnum):
    """What an exit code of smi means."""

    DONE = 0
    NOT_MET = 1
    USAGE = 2
    UNUSABLE = 3
    FAULT = 70
    HUNG_UP = 129
    INTERRUPTED = 130
    NO_READER = 141
    TERMINATED = 143


class OutputError(OSError):
    """Standard output or standard error takes nothing more; an error of any other file is none of these."""


class UsageError(Exception):
    """The command line asks for something that cannot be; the text says what to use instead."""


@contextlib.contextmanager
def boundary(*, debug: bool) -> Iterator[None]:
    """Run the body of a command; whatever escapes from it ends in one line and the right exit code."""
    try:
        try:
            yield
        finally:
            sys.stdout.flush()
    except typer.Exit:
        raise
    except UsageError as error:
        _fail(str(error), Exit.USAGE)
    except KeyboardInterrupt:
        raise typer.Exit(Exit.INTERRUPTED) from None
    except BrokenPipeError:  # the reader has gone, as `head` does
        silence_stdout()
        raise typer.Exit(Exit.NO_READER) from None
    except Exception as error:  # noqa: BLE001 - the boundary
        if debug:
            import traceback

            traceback.print_exc()
        silence_stdout()
        _fail(*_explain(error))


@contextlib.contextmanager
def outermost() -> Iterator[None]:
    """Around the whole run: what Typer itself prints, such as help, may not find its way out either."""
    streams = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = (cast("TextIO", _Output(stream)) for stream in streams)
    try:
        try:
            yield
        finally:
            sys.stdout.flush()
    except OSError as error:
        silence_stdout()
        if isinstance(error, BrokenPipeError):
            sys.exit(Exit.NO_READER)
        message, code = _explain(error)
        with contextlib.suppress(OSError):
            sys.stderr.write(f"smi: {message}\n")
        sys.exit(code)
    finally:
        sys.stdout, sys.stderr = streams


class _Output:
    """A stream that tells its own errors from those of files; in all else it is the stream."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        try:  # written out, because a batch comes by here for every file
            return self._stream.write(text)
        except OSError as error:
            raise _own(error) from error

    def flush(self) -> None:
        try:
            self._stream.flush()
        except OSError as error:
            raise _own(error) from error

    def __getattr__(self, name: str) -> object:
        return getattr(self._stream, name)


def _own(error: OSError) -> OSError:
    """An error of an output as one of its own; that its reader has gone says so itself."""
    return error if isinstance(error, BrokenPipeError) else OutputError(error.errno, error.strerror)


def _explain(error: Exception) -> tuple[str, Exit]:
    if isinstance(error, OutputError):
        return f"the output could not be written: {error.strerror or error}", Exit.UNUSABLE
    name = type(error).__name__
    return f"this is a fault of smi ({name}); please report it with what --debug prints", Exit.FAULT


def silence_stdout() -> None:
    """Keep the interpreter's own last flush from complaining again."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _fail(message: str, code: Exit) -> None:
    from smi_cli.rendering.harmless import plain

    with contextlib.suppress(OSError):
        sys.stderr.write(f"smi: {plain(message)}\n")
    raise typer.Exit(code) from None
