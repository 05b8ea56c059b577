"""`smi blueprint --for`: the blueprint of a result, and answers that have none."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from conftest import ROOT, Smi

BAKERY = ("--questionnaire", "tests/data/questionnaires/bakery.yaml")


def test_a_quadrant_and_answers_at_once_are_too_much(smi: Smi) -> None:
    result = smi("blueprint", "stall", "--for", "tests/data/answers/certain.yaml", *BAKERY)
    assert (result.code, result.out) == (2, "")
    assert result.err == "smi: stall is a quadrant, and --for finds one by itself; give one of the two\n"


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ("unplaced", "no-blueprint: These answers lead to no blueprint: Silent Loaf cannot be placed yet: "),
        ("middle", "no-blueprint: These answers lead to no blueprint: Halfway House is in the quadrant Counter: "),
        ("nowhere", "not-found: There is no such file"),
    ],
)
def test_answers_without_a_blueprint(answers: str, expected: str, smi: Smi) -> None:
    result = smi("blueprint", "--for", f"tests/data/answers/{answers}.yaml", *BAKERY)
    assert (result.code, result.out) == (3, "")
    assert result.err.startswith(f"tests/data/answers/{answers}.yaml: {expected}")


def test_worksheets_without_a_name_are_those_of_all_blueprints(smi: Smi) -> None:
    result = smi("blueprint", "--worksheets")
    titles = [line for line in result.out.splitlines() if line.startswith("# ")]
    assert (result.code, result.err) == (0, "")
    assert sorted(titles) == sorted(
        [
            "# Audit of fifty messages",
            "# One page for the quarter and the year",
            "# Profile of a champion",
            "# Talk with a stakeholder",
            "# The business case",
        ]
    )


@pytest.mark.parametrize("format_", ["terminal", "json"])
def test_worksheets_are_markdown(format_: str, smi: Smi) -> None:
    result = smi("blueprint", "observer", "--worksheets", "--format", format_)
    assert (result.code, result.out) == (2, "")
    assert result.err == f"smi: worksheets are Markdown, and --format says {format_}\n"


def test_worksheets_go_into_a_file(tmp_path: Path, smi: Smi) -> None:
    target = tmp_path / "papers.md"
    result = smi("blueprint", "stall", *BAKERY, "--worksheets", "--output", target)
    assert (result.code, result.out, result.err) == (0, "", "")
    assert target.read_text(encoding="utf-8") == smi("blueprint", "stall", *BAKERY, "--worksheets").out
    result = smi("blueprint", "stall", *BAKERY, "--worksheets", "--output", tmp_path / "papers.txt")
    assert result.code == 2
    assert "the ending decides the format (.md for markdown)" in result.err


def test_no_step_asks_for_a_worksheet(smi: Smi) -> None:
    result = smi("blueprint", "workshop", *BAKERY, "--worksheets")
    assert (result.code, result.out, result.err) == (2, "", "smi: no step asks for a worksheet\n")


@pytest.mark.parametrize("command", [("blueprint", "stall", "--worksheets"), ("blueprint", "stall"), ("check", ".")])
def test_a_worksheet_that_is_not_there_is_named_at_its_line(command: tuple[str, ...], tmp_path: Path, smi: Smi) -> None:
    shutil.copytree(ROOT / "tests" / "data" / "questionnaires", tmp_path / "questionnaires")
    shutil.copytree(ROOT / "tests" / "data" / "blueprints", tmp_path / "blueprints")
    worksheets = tmp_path / "blueprints" / "bakery" / "worksheets"
    (worksheets / "loaf-count.yaml").rename(worksheets / "other.yaml")
    chosen = () if command[0] == "check" else ("--questionnaire", "questionnaires/bakery.yaml")
    result = smi(*command, *chosen, cwd=tmp_path)
    expected = (
        "blueprints/bakery/stall.yaml:24:16: unknown-reference: There is no worksheet 'loaf-count' (one of other)"
    )
    assert expected in f"{result.out}{result.err}".splitlines()


def test_efforts_for_another_questionnaire(tmp_path: Path, smi: Smi) -> None:
    efforts = tmp_path / "efforts.yaml"
    efforts.write_text(
        "format: smi.efforts/1\nquestionnaire: smi\ntitle: Ours\nefforts: {raise-the-bar: large}\n", encoding="utf-8"
    )
    answers = "examples/checklist-quillmarsh-books.yaml"
    result = smi("score", answers, "--efforts", efforts)
    assert (result.code, result.out) == (3, "")
    expected = f"{answers}: wrong-efforts: The efforts are for 'smi', wanted are those for 'checklist'"
    assert expected in result.err.splitlines()
    assert "large" in smi("blueprint", "leader", "--efforts", efforts).out
    assert "large" not in smi("blueprint", "leader").out.split("Raise one standard")[1].split("2. ")[0]
