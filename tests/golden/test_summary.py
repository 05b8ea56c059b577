"""The summary of many assessments, whole, against files that a person has read. `make goldens` rewrites them."""

from __future__ import annotations

import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from conftest import Smi
from crowd import a_crowd
from smi_cli.assessing.batch import Totals
from smi_cli.assessing.census import Census
from smi_cli.rendering.batch_report import BatchReport, compose_batch
from smi_cli.rendering.json_batch import describe_census
from smi_cli.rendering.markdown_batch import render_batch as to_markdown
from smi_cli.rendering.roster import Roster
from smi_cli.rendering.run_line import run_line
from smi_cli.rendering.terminal_batch import render_batch as to_terminal

EXPECTED = Path(__file__).parent / "expected" / "summary"
SIZE = 500
GATES = ("quadrant=institution: met by 120 of 500, not met.",)

Golden = Callable[[str, Path], None]


def a_census(by: str) -> Census:
    census = Census(by)
    for assessment in a_crowd(SIZE):
        census.add(assessment)
    return census


def a_report(by: str) -> BatchReport:
    roster = Roster()
    for assessment in a_crowd(SIZE):
        roster.add(assessment)
    return compose_batch(a_census(by), roster, run_line(Totals(SIZE, 3, 1, 0, (), ())), GATES)


def lay_out(report: BatchReport, width: int, *, unicode: bool = True, colour: bool = False) -> str:
    """What the terminal shows, without the spaces at the ends of lines."""
    console = Console(
        file=StringIO(),
        width=width,
        color_system="standard" if colour else None,
        force_terminal=colour,
        legacy_windows=False,
    )
    with console.capture() as captured:
        console.print(to_terminal(report, width, unicode=unicode))
    return "".join(f"{line.rstrip()}\n" for line in captured.get().splitlines())


@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize("by", ["region", "bread", "motto"])
def test_five_hundred_on_a_terminal(by: str, width: int, golden: Golden) -> None:
    text = lay_out(a_report(by), width)
    assert max(map(len, text.splitlines())) <= width
    golden(text, EXPECTED / f"500-by-{by}-{width}.txt")


def test_five_hundred_in_ascii(golden: Golden) -> None:
    text = lay_out(a_report("region"), 80, unicode=False)
    assert text.isascii()
    golden(text, EXPECTED / "500-ascii.txt")


def test_colour_adds_nothing_but_colour(golden: Golden) -> None:
    golden(lay_out(a_report("region"), 80, colour=True), EXPECTED / "500-colour.txt")


@pytest.mark.parametrize("by", ["region", "motto"])
def test_five_hundred_in_markdown(by: str, golden: Golden) -> None:
    golden(to_markdown(a_report(by)), EXPECTED / f"500-by-{by}.md")


@pytest.mark.parametrize("by", ["bread", "shops"])
def test_five_hundred_in_json(by: str, golden: Golden) -> None:
    text = json.dumps(describe_census(a_census(by)), indent=2, ensure_ascii=False) + "\n"
    golden(text, EXPECTED / f"500-by-{by}.json")


@pytest.mark.parametrize(
    ("name", "arguments", "environment"),
    [
        ("examples.txt", (), {"COLUMNS": "80"}),
        ("examples-60.txt", (), {"COLUMNS": "60"}),
        ("examples.md", ("--format", "markdown"), {}),
    ],
)
def test_the_examples(
    name: str, arguments: tuple[str, ...], environment: dict[str, str], smi: Smi, golden: Golden
) -> None:
    result = smi("score", "examples", *arguments, env=environment)
    assert (result.code, result.err) == (0, "")
    golden(result.out, EXPECTED / name)


def test_the_examples_in_json(smi: Smi, golden: Golden) -> None:
    document = json.loads(smi("score", "examples", "--format", "json").out)
    assert list(document) == ["schema", "results", "problems", "gates", "summary"]
    golden(json.dumps(document["summary"], indent=2, ensure_ascii=False) + "\n", EXPECTED / "examples.json")


def test_one_result_has_no_summary(smi: Smi) -> None:
    document = json.loads(smi("score", "examples/pip-and-thistle.yaml", "--format", "json").out)
    assert list(document) == ["schema", "results", "problems", "gates"]
