"""What a process takes."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Taken:
    """What a process took: processor seconds, and bytes of memory at its peak."""

    seconds: float
    peak: int


def run(command: Sequence[str | Path], environment: Mapping[str, str]) -> Taken:
    """Run a command whose output goes nowhere. Raises `CalledProcessError` where it fails."""
    process = subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, list(map(str, command)))
    return Taken(usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024)
