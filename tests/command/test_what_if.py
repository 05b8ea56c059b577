"""`smi score --set` with the real command: before and after, and nothing on the disk is another."""

# ruff: noqa: E501 - a problem is one line, and stands here as its reader sees it

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conftest import ROOT, Result, Smi

OPTION = ("--questionnaire", ROOT / "tests/data/questionnaires/bakery.yaml")
ANSWERS = """\
format: smi.answers/1
questionnaire: bakery
version: 1.10
subject: Crumb
date: 2026-01-01
answers:
  mill: 2
  tasting: {na: We sell none., note: Ask Bob.}
  heat: 1  # for now
  hygiene: 2
  opening: unknown
  till: 1
context: {region: town}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.yaml").write_text(ANSWERS, encoding="utf-8")
    (tmp_path / "gates.yaml").write_text("format: smi.gates/1\nerror: {require: [craft=60]}\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def score(smi: Smi, folder: Path) -> Callable[..., Result]:
    def run(*arguments: str, **how: Any) -> Result:
        return smi("score", *arguments, *OPTION, cwd=folder, **how)

    return run


Score = Callable[..., Result]


def document(result: Result) -> Any:
    return json.loads(result.out)


def test_it_says_what_the_file_would_say_if_it_were_edited(score: Score, smi: Smi, folder: Path) -> None:
    tried = document(score("a.yaml", "--set", "heat=4", "--set", "opening=3", "--set", "tasting=1", "-f", "json"))
    edited = ANSWERS.replace("heat: 1", "heat: 4").replace("opening: unknown", "opening: 3")
    edited = edited.replace("{na: We sell none., note", "{level: 1, note").replace("2026-01-01", "2026-01-02")
    (folder / "edited.yaml").write_text(edited, encoding="utf-8")
    compared = document(smi("compare", "a.yaml", "edited.yaml", *OPTION, "-f", "json", cwd=folder))
    assert tried["changes"] == compared["changes"]
    assert [{**one, "date": "", "file": ""} for one in tried["results"]] == [
        {**one, "date": "", "file": ""} for one in compared["results"]
    ]
    assert tried["what_if"] == {
        "set": [
            {"id": "heat", "level": 4, "counts": True},
            {"id": "opening", "level": 3, "counts": True},
            {"id": "tasting", "level": 1, "counts": True},
        ],
        "gates": {},
    }


def test_no_file_is_touched(score: Score, folder: Path) -> None:
    assert score("a.yaml", "--set", "heat=4").code == 0
    assert (folder / "a.yaml").read_text(encoding="utf-8") == ANSWERS
    assert sorted(path.name for path in folder.iterdir()) == ["a.yaml", "gates.yaml"]


def test_an_answer_that_does_not_count_is_said(score: Score) -> None:
    result = score("a.yaml", "--set", "mill=0", "--set", "tasting=3")
    assert "The answer to tasting is not counted: it is asked when mill reaches level 1" in result.out.replace(
        "\n", " "
    )
    whole = document(score("a.yaml", "--set", "mill=0", "--set", "tasting=3", "-f", "json"))
    assert [one["counts"] for one in whole["what_if"]["set"]] == [True, False]


def test_gates_are_judged_with_the_answers_that_are_tried_out(score: Score) -> None:
    for level, code, met in (("heat=4", 0, True), ("heat=0", 1, False)):
        result = score("a.yaml", "--set", level, "--gates", "gates.yaml", "-f", "json")
        assert (result.code, document(result)["what_if"]["gates"]) == (code, {"craft=60": met})


def test_a_baseline_is_held_against_them_too(score: Score, folder: Path) -> None:
    (folder / "before.json").write_text(score("a.yaml", "-f", "json").out, encoding="utf-8")
    assert score("a.yaml", "--set", "heat=0", "--baseline", "before.json").code == 1
    assert score("a.yaml", "--set", "heat=2", "--baseline", "before.json").code == 0


def test_several_outputs_at_once(score: Score, folder: Path) -> None:
    result = score("a.yaml", "--set", "heat=4", "-o", "x.md", "-o", "x.json", "-o", "x.txt")
    assert (result.code, result.out, result.err) == (0, "", "")
    assert (folder / "x.txt").read_text(encoding="utf-8") == score("a.yaml", "--set", "heat=4").out
    assert (folder / "x.md").read_text(encoding="utf-8") == score("a.yaml", "--set", "heat=4", "-f", "markdown").out


def test_standard_input_is_a_file_too(score: Score) -> None:
    result = score("-", "--set", "heat=4", stdin=ANSWERS)
    assert (result.code, result.err) == (0, "")
    assert result.out == score("a.yaml", "--set", "heat=4").out


ONE_FILE = "smi: --set tries answers out on one answers file; name that file alone\n"
USAGE = [
    (["a.yaml", "--set", "heat"], "smi: --set 'heat': write ID=LEVEL or ID=unknown, as in in-channel-resolution=4\n"),
    (["a.yaml", "--set", "heat=high"], "smi: --set 'heat=high': write ID=LEVEL or ID=unknown, as in in-channel-resolution=4\n"),
    (["a.yaml", "--set", "heat=-1"], "smi: --set 'heat=-1': write ID=LEVEL or ID=unknown, as in in-channel-resolution=4\n"),
    (["a.yaml", "--set", "tasting=na"], "smi: --set 'tasting=na': write ID=LEVEL or ID=unknown, as in in-channel-resolution=4\n"),
    (["a.yaml", "--set", "heat=²"], "smi: --set 'heat=²': write ID=LEVEL or ID=unknown, as in in-channel-resolution=4\n"),
    (["a.yaml", "--set", "heet=2"], "smi: --set: 'bakery' has no scored question 'heet' (did you mean 'heat'?)\n"),
    (["a.yaml", "--set", "region=2"], "smi: --set: 'bakery' has no scored question 'region' (it is a context question, and those are never scored)\n"),
    (["a.yaml", "--set", "heat=5"], "smi: --set: 'heat' has no level 5 (from 0 to 4)\n"),
    (["a.yaml", "--set", "heat=1", "--set", "heat=2"], "smi: --set: 'heat' is set twice\n"),
    (["a.yaml", "gates.yaml", "--set", "heat=1"], ONE_FILE),
    ([".", "--set", "heat=1"], ONE_FILE),
    (["survey.csv", "--set", "heat=1"], ONE_FILE),
    (["a.yaml", "--set", "heat=1", "--by", "region"], "smi: --by groups many subjects, and --set is about one file; leave one of them out\n"),
    (["a.yaml", "--set", "heat=1", "--as-of", "2027-01-01"], "smi: --as-of and --weight-tolerance say how certain a result is, and --set shows what changes; leave them out\n"),
    (["a.yaml", "--set", "heat=1", "-f", "csv"], "smi: --set shows before and after as terminal, markdown, json, not as csv\n"),
    (["a.yaml", "--set", "heat=1", "-o", "x.xml"], "smi: --set shows before and after as terminal, markdown, json, not as junit\n"),
    (["a.yaml", "--set", "heat=1", "--weights", "-"], "smi: --weights, --efforts, --gates and --baseline take files; standard input is for answers\n"),
]  # fmt: skip


@pytest.mark.parametrize(("arguments", "expected"), USAGE, ids=[str(number) for number in range(len(USAGE))])
def test_wrong_usage_is_one_line(arguments: list[str], expected: str, score: Score) -> None:
    result = score(*arguments)
    assert (result.code, result.out, result.err) == (2, "", expected)


def test_wrong_usage_is_said_before_the_file_is_read(score: Score) -> None:
    assert score("none.yaml", "--set", "heet=2").code == 2
    assert score("none.yaml", "--set", "heat=2").err == (
        "none.yaml: not-found: There is no such file\nsmi: 0 scored, 1 not usable.\n"
    )


def test_what_only_the_answers_can_tell_is_a_problem_of_theirs(smi: Smi) -> None:
    result = smi("score", "examples/checklist-quillmarsh-books.yaml", "--set", "in-channel-resolution=4")
    assert (result.code, result.out) == (3, "")
    assert result.err.splitlines()[0] == (
        "examples/checklist-quillmarsh-books.yaml: unknown-question: --set: 'checklist' has no scored question"
        " 'in-channel-resolution' (one of experience-first, service-in-charge, tool-for-care, solved-in-place,"
        " equal-channel, personal-tone, departments-together, leaders-as-example)"
    )


def test_json_is_complete_whatever_went_wrong(score: Score, folder: Path) -> None:
    (folder / "a.yaml").write_text(ANSWERS.replace("heat: 1", "heat: 9"), encoding="utf-8")
    result = score("a.yaml", "--set", "heat=4", "-f", "json")
    assert result.code == 3
    whole = document(result)
    assert [one["code"] for one in whole.pop("problems")] == ["level-range"]
    assert whole == {
        "schema": "smi.change/1",
        "subject": None,
        "questionnaire": None,
        "results": [],
        "changes": [],
        "review": None,
        "what_if": None,
    }
