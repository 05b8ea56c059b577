"""What all tests share: the real command in a bare environment, and golden files."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# Examples take as long as they take: no test measures time.
CHECKS = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much)
settings.register_profile("smi", deadline=None, max_examples=50, suppress_health_check=CHECKS)
settings.register_profile(
    "ci", deadline=None, max_examples=50, suppress_health_check=CHECKS, derandomize=True, database=None
)
settings.load_profile("ci" if "CI" in os.environ else "smi")

ROOT = Path(__file__).parent.parent
TIMEOUT_SECONDS = 30


@dataclass(frozen=True)
class Result:
    """What a run of the command left behind."""

    code: int
    out: str
    err: str


Smi = Callable[..., Result]


def run_command(
    arguments: Sequence[str | Path],
    *,
    stdin: str | bytes = b"",
    cwd: Path = ROOT,
    env: Mapping[str, str] | None = None,
) -> Result:
    """Run `python -m smi_cli` with nothing in its environment but what is given, and no terminal."""
    environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1", **(env or {})}
    completed = subprocess.run(
        [sys.executable, "-m", "smi_cli", *map(str, arguments)],
        input=stdin.encode() if isinstance(stdin, str) else stdin,
        capture_output=True,
        cwd=cwd,
        env=environment,
        timeout=TIMEOUT_SECONDS,
        check=False,
    )
    return Result(completed.returncode, completed.stdout.decode(), completed.stderr.decode())


@pytest.fixture
def smi() -> Smi:
    """The real command: `smi("score", path, stdin=..., cwd=..., env=...)`."""

    def run(*arguments: str | Path, **how: object) -> Result:
        return run_command(arguments, **how)  # type: ignore[arg-type]

    return run


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite the golden files instead of comparing")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, Path], None]:
    """Compare a text with a golden file, whole; with `--update-golden`, write the file."""

    def compare(text: str, path: Path) -> None:
        if request.config.getoption("--update-golden"):
            assert "CI" not in os.environ, "golden files are read by a person before they change"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        assert text == path.read_text(encoding="utf-8")

    return compare
