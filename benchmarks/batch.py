"""What a batch costs: smi on thousands of answers files, beside PyYAML that only loads them, in one run on one core.

    python benchmarks/batch.py [--files 10000] [--many 100000] [--rounds 5]

Every round runs every command once, in turn, each as a whole process of its own on the same core, and counts the
processor time that the process took (what else the machine does hardly shows in it). Figures are ratios within a round:
the median of all rounds, with the least and the greatest. Memory is the peak of the process. The exit code is 0
whatever comes out: this measures, tests judge.
"""

from __future__ import annotations

import argparse
import os
import platform
import random
import statistics
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from multiprocessing import Process
from pathlib import Path

from installing import ROOT, clean_environment, install
from processes import Taken, run

FEW = 1_000
FEWEST = 100
SEED = 1
LOAD = """
import os, sys, yaml
folder = sys.argv[1]
for name in sorted(os.listdir(folder)):
    with open(os.path.join(folder, name), "rb") as file:
        yaml.load(file, yaml.CSafeLoader)
"""


@dataclass(frozen=True)
class Bench:
    """The commands, the folders that they read, and how they are run."""

    python: Path
    smi: Path
    folder: Path
    environment: Mapping[str, str]

    def load(self, files: int) -> Taken:
        """PyYAML's `CSafeLoader` over a folder of so many files, and nothing else."""
        return run([self.python, "-c", LOAD, self.files(files)], self.environment)

    def score(self, what: Path) -> Taken:
        """`smi score` of a folder or a table to JSON Lines."""
        return run([self.smi, "score", what, "--format", "jsonl"], self.environment)

    def files(self, number: int) -> Path:
        """A folder of so many answers files of 24 bare answers."""
        return self.folder / str(number)

    def table(self, number: int) -> Path:
        """The same answers as a table."""
        return self.folder / f"{number}.csv"

    def make(self, number: int) -> None:
        """Write the files and the table."""
        self.files(number).mkdir()
        ids, rows = "", []
        for subject, levels in _answers(number):
            ids = ",".join(levels)
            rows.append(f"{subject},2026-11-01,{','.join(map(str, levels.values()))}\n")
            lines = "".join(f"  {key}: {level}\n" for key, level in levels.items())
            (self.files(number) / f"{subject}.yaml").write_text(
                "format: smi.answers/1\nquestionnaire: smi\nversion: 1.0\n"
                f"subject: {subject}\ndate: 2026-11-01\nanswers:\n{lines}"
            )
        self.table(number).write_text(f"subject,date,{ids}\n{''.join(rows)}")


def main() -> None:
    """Install, write the files, measure, print."""
    parser = argparse.ArgumentParser(description="Measure batches beside PyYAML that only loads their files.")
    parser.add_argument("--files", type=int, default=10_000, help="files beside PyYAML (default: 10000)")
    parser.add_argument("--many", type=int, default=100_000, help="files to scale to (default: 100000)")
    parser.add_argument("--rounds", type=int, default=5, help="rounds (default: 5)")
    wanted = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):  # inherited by everything that is measured
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    with tempfile.TemporaryDirectory(prefix="smi-batch-") as folder:
        environment = clean_environment()
        binaries = install(Path(folder) / "environment", environment)
        bench = Bench(binaries / "python", binaries / "smi", Path(folder), environment)
        for number in sorted({FEWEST, FEW, wanted.files, wanted.many}):
            # In a process of its own: the peak of a child begins with what its parent held.
            maker = Process(target=bench.make, args=(number,))
            maker.start()
            maker.join()
        print("\n".join(_figures(bench, wanted.files, wanted.many, wanted.rounds)))


def _figures(bench: Bench, files: int, many: int, rounds: int) -> Iterator[str]:
    machine = f"{platform.python_implementation()} {platform.python_version()}, {platform.system()}"
    yield f"{machine}, {os.cpu_count()} cores of which one is used, {rounds} rounds of processor time."
    yield ""
    yield "| | median | min | max | bound | |"
    yield "| --- | ---: | ---: | ---: | ---: | --- |"
    start = [bench.score(bench.files(FEWEST)) for _ in range(rounds)]
    beside, cost, share = [], [], []
    small, large, tables = [], [], []
    for _ in range(rounds):
        loaded = bench.load(files)
        beside.append(bench.score(bench.files(files)).seconds / loaded.seconds)
    for _ in range(max(rounds // 2, 1)):
        small.append(bench.score(bench.files(FEW)))
        large.append(bench.score(bench.files(many)))
        tables.append(bench.score(bench.table(many)))
        # What starting takes, and the first hundred files, is the same for all, and taken off.
        first = min(one.seconds for one in start)
        cost.append((large[-1].seconds - first) / (many - FEWEST) / ((small[-1].seconds - first) / (FEW - FEWEST)))
        share.append(tables[-1].seconds / large[-1].seconds)
    yield _line(f"{files:,} files, times loading them with CSafeLoader", beside, 1.0)
    yield _line(f"cost of a file of {many:,}, times that of {FEW:,}", cost, 1.1)
    yield _line(f"a table of {many:,} rows, times the same as files", share, 0.25)
    grown = [(one.peak - min(few.peak for few in start)) / 2**20 for one in large]
    yield _line(f"MiB more at {many:,} files than at {FEWEST}", grown, 20.0)
    file, row = (statistics.median(one.seconds for one in each) / many * 1e6 for each in (large, tables))
    yield ""
    yield f"A file took {file:.0f} µs, a row {row:.0f} µs."


def _line(name: str, figures: Sequence[float], bound: float) -> str:
    median = statistics.median(figures)
    over = "OVER" if median > bound else ""
    return f"| {name} | {median:.2f} | {min(figures):.2f} | {max(figures):.2f} | {bound:g} | {over} |"


def _answers(number: int) -> Iterator[tuple[str, dict[str, int]]]:
    """Random answers to the index, the same in every run."""
    sys.path.insert(0, str(ROOT / "src"))
    from smi_cli.loading.library import Library
    from smi_cli.model.questionnaire import Questionnaire

    questionnaire = Library().questionnaire("smi")
    assert isinstance(questionnaire, Questionnaire)  # noqa: S101 - it ships
    chance = random.Random(SEED)  # noqa: S311 - answers, no secrets
    for subject in range(number):
        yield f"subject-{subject:06}", {one.id: chance.randint(0, one.best) for one in questionnaire.questions}


if __name__ == "__main__":
    main()
