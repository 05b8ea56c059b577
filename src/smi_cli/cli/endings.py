"""Signals that end a run: they unwind it like an error, so that nothing half is left behind."""

from __future__ import annotations

import contextlib
import signal
from collections.abc import Iterator
from types import FrameType

from smi_cli.cli.boundary import Exit

ENDINGS = {"SIGTERM": Exit.TERMINATED, "SIGHUP": Exit.HUNG_UP}


@contextlib.contextmanager
def orderly_endings() -> Iterator[None]:
    """Let a signal that ends the run raise `SystemExit` with its exit code."""

    def end(number: int, frame: FrameType | None) -> None:
        raise SystemExit(int(ENDINGS[signal.Signals(number).name]))

    numbers = [getattr(signal, name) for name in ENDINGS if hasattr(signal, name)]
    heeded = (number for number in numbers if signal.getsignal(number) is not signal.SIG_IGN)  # nohup says not to
    before = {number: signal.signal(number, end) for number in heeded}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
