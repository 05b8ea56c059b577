"""`smi check`: every problem of files of every kind, in one run."""

# ruff: noqa: E501 - a problem is one line, and stands here as its reader sees it

from __future__ import annotations

from pathlib import Path

import pytest

from builders import BAKERY, STALL_BLUEPRINT, an_answers_text
from conftest import ROOT, Smi

WEIGHTS = "format: smi.weights/1\nquestionnaire: bakery\ntitle: Bread first\nweights: {flour: 2}\n"


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """Good files of every kind, in the order of folders that the documentation describes."""
    write(tmp_path, "questionnaires/bakery.yaml", BAKERY)
    write(tmp_path, "blueprints/bakery/stall.yaml", STALL_BLUEPRINT)
    write(tmp_path, "weights.yaml", WEIGHTS)
    write(tmp_path, "answers/crumb.yaml", an_answers_text("{mill: 2}", "done: [count-loaves]\n"))
    return tmp_path


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text)


def test_good_files_of_every_kind(house: Path, smi: Smi) -> None:
    result = smi("check", ".", cwd=house)
    assert (result.code, result.out) == (0, "")
    checked, end = result.err.removeprefix("smi: ").split(" checked: ")
    assert sorted(checked.split(", ")) == ["1 answers file", "1 blueprint", "1 questionnaire", "1 weights file"]
    assert end == "0 problems.\n"


def test_what_ships_is_good(smi: Smi) -> None:
    result = smi("check", "questionnaires", "blueprints", "examples", "-q", cwd=ROOT)
    assert (result.code, result.out, result.err) == (0, "", "")


def test_all_problems_of_all_kinds_in_one_run_sorted(house: Path, smi: Smi) -> None:
    write(house, "answers/crumb.yaml", an_answers_text("{mill: 9, till: x}", "done: [find-a-mill]\n"))
    write(house, "weights.yaml", WEIGHTS.replace("flour", "flower"))
    write(house, "blueprints/bakery/stall.yaml", STALL_BLUEPRINT.replace("effort: small", "effort: tiny"))
    write(
        house,
        "questionnaires/broken.yaml",
        BAKERY.replace("id: bakery", "id: broken").replace("overall: minimum", "overall: x"),
    )
    write(house, "answers/later.yaml", "format: smi.answers/2\n")
    write(house, "answers/empty.yaml", "")
    result = smi("check", "weights.yaml", "questionnaires", "blueprints", "answers", cwd=house)
    assert result.code == 1
    lines = result.out.splitlines()
    assert lines == sorted(lines, key=lambda line: line.split(":")[0])
    found = {tuple(line.split(": ")[:2]) for line in lines}
    assert found >= {
        ("answers/empty.yaml:1:1", "empty-file"),
        ("answers/later.yaml:1:9", "unknown-format"),
        ("blueprints/bakery/stall.yaml:13:13", "not-allowed"),
        ("questionnaires/broken.yaml:6:10", "not-allowed"),
        ("weights.yaml:4:11", "unknown-reference"),
    }
    assert len(lines) == len(set(lines))
    assert f": {len(lines)} problems." in result.err


def test_answers_are_held_against_the_questionnaire_of_the_same_run(house: Path, smi: Smi) -> None:
    write(house, "answers/crumb.yaml", an_answers_text("{mil: 2}", "done: [count-loafs]\n"))
    expected = [
        "answers/crumb.yaml:6:11: unknown-question: 'bakery' has no scored question 'mil' (did you mean 'mill'?)",
        "answers/crumb.yaml:7:8: unknown-step: No blueprint of 'bakery' has a step 'count-loafs' (did you mean 'count-loaves'?)",
    ]
    together = smi("check", "answers", "questionnaires", cwd=house)
    assert (together.code, together.out.splitlines()) == (1, expected)
    named = smi("check", "answers", "--questionnaire", "questionnaires/bakery.yaml", cwd=house)
    assert (named.code, named.out.splitlines()) == (1, expected)


def test_answers_to_an_unknown_questionnaire(house: Path, smi: Smi) -> None:
    result = smi("check", "answers", cwd=house)
    assert result.code == 1
    assert result.out == (
        "answers/crumb.yaml:2:16: unknown-questionnaire: No questionnaire called 'bakery' ships with smi "
        "(one of checklist, smi; name another one with --questionnaire PATH)\n"
    )


def test_a_path_that_leads_nowhere_wins_over_problems(house: Path, smi: Smi) -> None:
    write(house, "answers/crumb.yaml", an_answers_text("{mill: 9}"))
    result = smi("check", "questionnaires", "answers", "nowhere.yaml", cwd=house)
    assert result.code == 3
    assert result.out.splitlines() == [
        "answers/crumb.yaml:6:17: level-range: 'mill' has no level 9 (from 0 to 2)",
        "nowhere.yaml: not-found: There is no such file",
    ]


def test_other_files_are_skipped_in_folders_and_refused_by_name(house: Path, smi: Smi) -> None:
    write(house, "ci.yaml", "name: CI\n")
    walked = smi("check", ".", cwd=house)
    assert (walked.code, walked.out) == (0, "")
    assert "1 file of another kind skipped" in walked.err
    named = smi("check", "ci.yaml", cwd=house)
    assert (named.code, named.out) == (
        1,
        "ci.yaml:1:1: wrong-kind: This is no file of smi (the first line says the format)\n",
    )


def test_standard_input(house: Path, smi: Smi) -> None:
    result = smi("check", "-", "questionnaires", stdin=an_answers_text("{mill: 9}"), cwd=house)
    assert (result.code, result.out) == (1, "<stdin>:6:17: level-range: 'mill' has no level 9 (from 0 to 2)\n")


def test_two_questionnaires_of_one_id(house: Path, smi: Smi) -> None:
    # Which of them the answers are held against must not hang on the order of names.
    write(house, "questionnaires/copy.yaml", BAKERY)
    result = smi("check", "questionnaires", cwd=house)
    assert result.code == 1
    assert result.out.startswith("questionnaires/copy.yaml:2:5: duplicate-id: ")


def test_text_in_problems_is_harmless(house: Path, smi: Smi) -> None:
    write(house, "questionnaires/evil.yaml", BAKERY.replace("overall: minimum", 'overall: "\\e[31m\\u202e[bold]"'))
    result = smi("check", "questionnaires", cwd=house)
    assert "\\x1b[31m\\u202e[bold]" in result.out
    assert "\x1b" not in result.out
    assert "\u202e" not in result.out
