"""What each command imports: start-up is imports, and this guard has no noise. Timings: benchmarks/startup.py."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from functools import cache

import pytest

from conftest import ROOT

EXAMPLE = "examples/pip-and-thistle.yaml"
HISTORY = ("tests/data/history", "--questionnaire", "tests/data/questionnaires/bakery.yaml")
PEOPLE = ("tests/data/respondents", "--questionnaire", "tests/data/questionnaires/bakery.yaml")
WHAT_IF = ("--set", "in-channel-resolution=4")

# Not in these lists: what Typer imports itself, as difflib, datetime, inspect, pathlib and subprocess; and Rich imports
# dataclasses, decimal and fractions.
NEVER = {"asyncio", "click", "hypothesis", "importlib.metadata", "pydantic", "pytest"}
SURVEY = {"prompt_toolkit", "questionary"}
SELDOM = {
    f"smi_cli.{name}"
    for name in ("loading.worksheet_file", "loading.efforts_file", "assessing.arithmetic", "surveying")
}
WORK = {"fractions", "smi_cli.assessing", "smi_cli.loading", "smi_cli.rendering", "yaml"}
DRAWING = {"rich", "smi_cli.rendering.terminal_layout"}
RICH_EXTRAS = {"markdown_it", "pygments", "rich.live", "rich.markdown", "rich.prompt", "rich.syntax", "rich.traceback"}


@cache
def imported(*arguments: str) -> frozenset[str]:
    """The modules that a run of Python imports, as it reports them itself: however the run ends, none is forgotten."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", *arguments],
        capture_output=True,
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"},
        check=False,
        text=True,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return frozenset(re.findall(r"^import time: +\d+ \| +\d+ \| +(\S+)$", done.stderr, re.MULTILINE))


def imported_by(*arguments: str) -> frozenset[str]:
    """The modules that a command imports, without those that Python imports on its own in this environment."""
    return imported("-m", "smi_cli", *arguments) - imported("-c", "pass")


@pytest.mark.parametrize(
    "arguments",
    [
        ("--version",),
        ("--help",),
        ("assess", "--help"),
        ("score", "--help"),
        ("explain", "--help"),
        ("plan", "--help"),
        ("compare", "--help"),
        ("merge", "--help"),
        ("blueprint", "--help"),
        ("check", "--help"),
    ],
)
def test_help_imports_nothing_that_works(arguments: tuple[str, ...]) -> None:
    modules = imported_by(*arguments)
    assert modules & (NEVER | SURVEY | WORK | DRAWING) == set()
    # Making the classes of the model is a good part of the start-up of the commands that need them.
    assert modules & {"dataclasses"} <= imported("-c", "import typer")


@pytest.mark.parametrize(
    "arguments",
    [
        ("score", EXAMPLE, "--format", "json"),
        ("score", EXAMPLE, "--format", "markdown"),
        ("score", EXAMPLE, "--format", "html"),
        ("score", EXAMPLE, "--format", "svg"),
        ("score", "examples", "--format", "html"),
        ("score", "examples", "--format", "json"),
        ("score", "examples", "--format", "markdown"),
        ("explain", EXAMPLE, "--format", "json"),
        ("explain", EXAMPLE, "investment", "--format", "markdown"),
        ("compare", *HISTORY, "--format", "json"),
        ("compare", *HISTORY, "--format", "markdown"),
        ("compare", *HISTORY, "--format", "html"),
        ("merge", *PEOPLE, "--format", "json"),
        ("merge", *PEOPLE, "--format", "markdown"),
        ("merge", *PEOPLE, "--format", "yaml"),
        ("score", EXAMPLE, *WHAT_IF, "--format", "json"),
        ("score", EXAMPLE, *WHAT_IF, "--format", "markdown"),
        ("plan", EXAMPLE, "--format", "json"),
        ("plan", EXAMPLE, "--format", "markdown"),
        ("plan", EXAMPLE, "--format", "csv"),
        ("plan", EXAMPLE, "--format", "html"),
        ("check", "questionnaires", "blueprints", "examples"),
        ("blueprint", "--format", "markdown"),
        ("blueprint", "observer", "--format", "json"),
        ("blueprint", "observer", "--format", "markdown"),
        ("blueprint", "observer", "--format", "html"),
    ],
)
def test_only_the_terminal_imports_rich(arguments: tuple[str, ...]) -> None:
    assert imported_by(*arguments) & (NEVER | SURVEY | DRAWING) == set()
    if arguments[0] != "check":
        assert imported_by(*arguments) & SELDOM == set()


@pytest.mark.parametrize(
    "arguments",
    [
        ("score", EXAMPLE),
        ("score", "examples"),
        ("explain", EXAMPLE),
        ("plan", EXAMPLE),
        ("blueprint",),
        ("blueprint", "leader"),
    ],
)
def test_the_terminal_imports_of_rich_what_it_draws_with(arguments: tuple[str, ...]) -> None:
    modules = imported_by(*arguments)
    assert modules >= DRAWING
    assert modules & (NEVER | SURVEY | RICH_EXTRAS) == set()


@pytest.mark.parametrize("format_", ["jsonl", "csv"])
def test_records_work_out_no_certainty(format_: str) -> None:
    modules = imported_by("score", "examples/pip-and-thistle.yaml", "--format", format_)
    assert not modules & {
        "smi_cli.assessing.certainty",
        "smi_cli.assessing.nearness",
        "smi_cli.rendering.json_certainty",
    }
    assert "smi_cli.assessing.certainty" in imported_by("score", EXAMPLE)


def test_each_command_imports_its_own_work_only() -> None:
    assert not imported_by("check", EXAMPLE) & {"smi_cli.cli.score_command", "smi_cli.cli.blueprint_command"}
    assert "smi_cli.cli.score_command" not in imported_by("blueprint", "leader", "--format", "markdown")
    assert "smi_cli.rendering.markdown" not in imported_by("score", EXAMPLE, "--format", "json")
    assert "smi_cli.assessing.planning" not in imported_by("score", EXAMPLE)


def test_the_guard_sees_what_is_imported() -> None:
    assert {"yaml", "rich", "smi_cli.loading.library", "smi_cli.cli.score_command"} <= imported_by("score", EXAMPLE)


def test_only_menus_import_questionary() -> None:
    assert imported_by("assess", "--template") & (NEVER | SURVEY | DRAWING) == set()
