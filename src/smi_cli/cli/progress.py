"""A bar on standard error while a batch lasts, if a person watches."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from rich.progress import Progress

T = TypeVar("T")
PATIENCE: Final = 1.0  # seconds without a word
STRIDE: Final = 64  # between two looks at the clock


def watched(items: Iterable[T], count: Callable[[], int | None]) -> Iterator[T]:
    """The same items; if they take long and standard error is a terminal, a bar says how far it is.

    `count` says how many there are in all, None where nobody knows; it is asked only if there is a bar.
    """
    if sys.stderr is None or not sys.stderr.isatty():
        yield from items
        return
    began = time.monotonic()
    with contextlib.ExitStack() as stack:
        bar: Progress | None = None
        for number, item in enumerate(items):
            if number % STRIDE == 0:
                if bar is None and time.monotonic() - began > PATIENCE:
                    bar = stack.enter_context(_bar())
                    bar.add_task("scored", total=count())
                if bar is not None:
                    bar.update(bar.task_ids[0], completed=number)
            yield item


def _bar() -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    # Standard output stays what it is: results go there, past the bar.
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
        redirect_stdout=False,
        redirect_stderr=False,
    )
