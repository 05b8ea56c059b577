"""What the benchmarks run besides smi itself: it has to go on fitting the modules whose place it takes."""

from __future__ import annotations

import runpy
import subprocess
import sys
from typing import Any

import pytest

from conftest import ROOT, TIMEOUT_SECONDS


@pytest.fixture
def benchmark(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    return runpy.run_path(str(ROOT / "benchmarks" / "certainty.py"))


def test_a_report_without_certainty_says_nothing_of_it_and_all_else(benchmark: dict[str, Any]) -> None:
    texts = (benchmark["WITH"], benchmark["WITHOUT"] + benchmark["WITH"])
    for case in benchmark["CASES"]:
        reports = []
        for text in texts:
            command = [sys.executable, "-c", text, "score", *map(str, case.arguments)]
            done = subprocess.run(
                command, capture_output=True, cwd=ROOT, timeout=TIMEOUT_SECONDS, check=True, encoding="utf-8"
            )
            reports.append(done.stdout)
        whole, without = reports
        assert ("Moving every" in whole, "Moving every" in without) == (True, False), case.name
        assert "Innovation" in without
