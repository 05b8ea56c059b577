"""What the certainty of a result costs: `smi score` of one file, beside the same command with the certainty left out.

    python benchmarks/certainty.py [--rounds 21]

Both are whole processes of the same Python, started by the same few lines; the second one puts empty stand-ins in the
place of the modules that say how certain a result is, before smi imports them, so that it neither imports nor works out
any of it. Every round runs all commands once, in turn, and counts the processor time that each process took. Figures
are ratios within a round: the median of all rounds, with the least and the greatest. The exit code is 0 whatever comes
out: this measures, tests judge.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from installing import ROOT, clean_environment, install
from processes import run

EXAMPLES = ROOT / "examples"
WARM_UP_ROUNDS = 2
BOUND = 1.10
WITH = """
from smi_cli.__main__ import main
main()
"""
WITHOUT = """
import sys, types
words = types.ModuleType("smi_cli.rendering.wording.certainty")
words.Summary = types.SimpleNamespace
words.summarise = lambda assessment: types.SimpleNamespace(verdict="", decides="", paragraph="")
words.remarks = lambda assessment, locate, **how: ()
values = types.ModuleType("smi_cli.rendering.json_certainty")
values.describe_certainty = lambda assessment, locate: {}
sys.modules |= {module.__name__: module for module in (words, values)}
"""


@dataclass(frozen=True)
class Case:
    """What is scored, and what the table calls it."""

    name: str
    arguments: Sequence[str | Path]


CASES = (
    Case("terminal, all answered", [EXAMPLES / "pip-and-thistle.yaml"]),
    Case("terminal, 7 missing", [EXAMPLES / "orrin-valley-transport.yaml"]),
    Case("terminal, 7 missing, --as-of", [EXAMPLES / "orrin-valley-transport.yaml", "--as-of", "2027-12-31"]),
    Case("json, 7 missing", [EXAMPLES / "orrin-valley-transport.yaml", "--format", "json"]),
)


def main() -> None:
    """Install, measure, print."""
    parser = argparse.ArgumentParser(description="Measure what certainty adds to `smi score` of one file.")
    parser.add_argument("--rounds", type=int, default=21, help="rounds that count, after the warm-up (default: 21)")
    rounds: int = parser.parse_args().rounds
    if rounds < 1:
        parser.error("--rounds must be at least 1")
    with tempfile.TemporaryDirectory(prefix="smi-certainty-") as folder:
        environment = clean_environment()
        python = install(Path(folder) / "environment", environment) / "python"
        ratios = [_ratios(python, case, rounds, environment) for case in CASES]
    print("\n".join(_table(ratios, rounds)))


def _ratios(python: Path, case: Case, rounds: int, environment: Mapping[str, str]) -> list[float]:
    """For every round, how many times the processor time without certainty it takes with it."""
    found = []
    for number in range(WARM_UP_ROUNDS + rounds):
        # Which of the two comes first alternates, so that neither profits from its place.
        texts = [WITH, WITHOUT + WITH] if number % 2 else [WITHOUT + WITH, WITH]
        seconds = {text: run([python, "-c", text, "score", *case.arguments], environment).seconds for text in texts}
        if number >= WARM_UP_ROUNDS:
            found.append(seconds[WITH] / seconds[WITHOUT + WITH])
    return found


def _table(ratios: Sequence[Sequence[float]], rounds: int) -> list[str]:
    machine = f"{platform.python_implementation()} {platform.python_version()}, {platform.system()}"
    lines = [
        f"{machine}, {os.cpu_count()} cores, {rounds} rounds.",
        "",
        "| smi score FILE, times the same without certainty | median | min | max | bound | |",
        "| --- | ---: | ---: | ---: | ---: | --- |",
    ]
    for case, found in zip(CASES, ratios, strict=True):
        middle = statistics.median(found)
        figures = f"{middle:.3f} | {min(found):.3f} | {max(found):.3f} | {BOUND:.2f}"
        lines.append(f"| {case.name} | {figures} | {'OVER' if middle > BOUND else ''} |")
    return lines


if __name__ == "__main__":
    main()
