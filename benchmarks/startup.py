"""How long smi takes to start and answer, as multiples of starting Python and doing nothing.

    python benchmarks/startup.py [--rounds 15]

Milliseconds differ from machine to machine and from minute to minute; ratios within one round differ little. Every
round runs every command once, in turn, and each time is divided by that of `python -c pass` in the same round. What is
measured is what a user has: the package installed from its wheel into an environment of its own, compiled, and
the `smi` script that the installer made. The exit code is 0 whatever comes out: this measures, tests judge (by
what each command imports, which has no noise).
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from installing import ROOT, clean_environment, install

ANSWERS = ROOT / "examples" / "pip-and-thistle.yaml"
WARM_UP_ROUNDS = 2


@dataclass(frozen=True)
class Command:
    """A command line, what the table calls it, and how many times bare Python it may take."""

    name: str
    arguments: Sequence[str | Path]
    bound: float


def main() -> None:
    """Install, measure, print."""
    parser = argparse.ArgumentParser(description="Measure start-up as multiples of `python -c pass`.")
    parser.add_argument("--rounds", type=int, default=15, help="rounds that count, after the warm-up (default: 15)")
    rounds: int = parser.parse_args().rounds
    if rounds < 1:
        parser.error("--rounds must be at least 1")

    with tempfile.TemporaryDirectory(prefix="smi-startup-") as folder:
        environment = clean_environment()
        binaries = install(Path(folder) / "environment", environment)
        python, smi = binaries / "python", binaries / "smi"
        commands = [
            Command("smi --version", [smi, "--version"], 8),
            Command("smi --help", [smi, "--help"], 9),
            Command("smi score FILE", [smi, "score", ANSWERS], 15),
            Command("smi score FILE --format json", [smi, "score", ANSWERS, "--format", "json"], 11),
        ]
        bare, timings = _measure([python, "-c", "pass"], commands, rounds, environment)
    print("\n".join(_table(commands, bare, timings)))


def _measure(
    bare: Sequence[str | Path], commands: Sequence[Command], rounds: int, environment: Mapping[str, str]
) -> tuple[list[float], list[list[float]]]:
    """Seconds of every round: of bare Python, and of each command."""
    bare_times: list[float] = []
    times: list[list[float]] = [[] for _ in commands]
    for number in range(WARM_UP_ROUNDS + rounds):
        bare_time = _time(bare, environment)
        command_times = [_time(command.arguments, environment) for command in commands]
        if number >= WARM_UP_ROUNDS:
            bare_times.append(bare_time)
            for column, taken in zip(times, command_times, strict=True):
                column.append(taken)
    return bare_times, times


def _time(arguments: Sequence[str | Path], environment: Mapping[str, str]) -> float:
    start = time.perf_counter()
    subprocess.run(arguments, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def _table(commands: Sequence[Command], bare: Sequence[float], timings: Sequence[Sequence[float]]) -> list[str]:
    median = statistics.median(bare)
    machine = f"{platform.python_implementation()} {platform.python_version()}, {platform.system()}"
    lines = [
        f"{machine}, {os.cpu_count()} cores, {len(bare)} rounds; bare Python took {median * 1000:.0f} ms (median).",
        "",
        "| command | times bare: median | min | max | bound | |",
        "| --- | ---: | ---: | ---: | ---: | --- |",
        f"| python -c pass | 1.0 | {min(bare) / median:.1f} | {max(bare) / median:.1f} | | |",
    ]
    for command, times in zip(commands, timings, strict=True):
        ratios = [taken / of_bare for taken, of_bare in zip(times, bare, strict=True)]
        middle = statistics.median(ratios)
        figures = f"{middle:.1f} | {min(ratios):.1f} | {max(ratios):.1f} | {command.bound:g}"
        lines.append(f"| {command.name} | {figures} | {'OVER' if middle > command.bound else ''} |")
    return lines


if __name__ == "__main__":
    main()
