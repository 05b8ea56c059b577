"""`smi compare` with the real command: which results go together, in which order, and what is said where they do not."""

# ruff: noqa: E501 - a problem is one line, and stands here as its reader sees it

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt

from conftest import ROOT, Result, Smi

BAKERY = ROOT / "tests/data/questionnaires/bakery.yaml"
OPTION = ("--questionnaire", BAKERY)
HARMFUL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u202a-\u202e\u2066-\u2069]")
HOSTILE = "\x1b[31m[bold]x[/] <b> **y** | `z` \u202e::error:: =1+1\n# Heading\n```"


def answers(subject: str = "Crumb", date: str = "2026-01-01", opening: int = 1, questionnaire: str = "bakery") -> str:
    return (
        f"format: smi.answers/1\nquestionnaire: {questionnaire}\nversion: 1.10\nsubject: {subject}\ndate: {date}\n"
        f"answers: {{mill: 2, tasting: 2, heat: 1, hygiene: 2, opening: {opening}, till: 1, queue: 0}}\n"
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Results of a subject and some that do not go with them; it is the working folder."""
    for name, text in {
        "a.yaml": answers(),
        "b.yaml": answers(date="2026-07-01", opening=3),
        "same-day.yaml": answers(opening=4),
        "other.yaml": answers(subject="Loaf"),
        "bad.yaml": answers(opening=9),
        "next.json": '{"schema": "smi.result/2", "results": []}',
        "broken.json": '{"schema": "smi.result/1", "results": [',
        "weights.yaml": "format: smi.weights/1\nquestionnaire: bakery\ntitle: Doors\nweights: {opening: 5}\n",
    }.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def compare(smi: Smi, folder: Path) -> Callable[..., Result]:
    def run(*arguments: str, **how: Any) -> Result:
        return smi("compare", *arguments, *OPTION, cwd=folder, **how)

    return run


def document(result: Result) -> Any:
    return json.loads(result.out)


def test_results_are_put_in_the_order_of_their_dates(compare: Callable[..., Result]) -> None:
    there, back = (compare(*files, "-f", "json") for files in (("a.yaml", "b.yaml"), ("b.yaml", "a.yaml")))
    assert (there.code, there.err) == (0, "")
    assert there.out == back.out
    assert [one["file"] for one in document(there)["results"]] == ["a.yaml", "b.yaml"]


def test_results_of_one_day_stay_as_they_were_given(compare: Callable[..., Result]) -> None:
    for files in (["a.yaml", "same-day.yaml"], ["same-day.yaml", "a.yaml"]):
        assert [one["file"] for one in document(compare(*files, "-f", "json"))["results"]] == files


def test_every_form_of_a_result_says_the_same(compare: Callable[..., Result], smi: Smi, folder: Path) -> None:
    (folder / "a.json").write_text(smi("score", "a.yaml", *OPTION, "-f", "json", cwd=folder).out, encoding="utf-8")
    from_answers, from_result = (document(compare(one, "b.yaml", "-f", "json")) for one in ("a.yaml", "a.json"))
    assert from_answers["changes"] == from_result["changes"]
    assert from_answers["changes"][0]["axes"][1]["split"]["answers"] == {"points": 16.7, "exact": "50/3"}


def test_standard_input_is_a_result_too(compare: Callable[..., Result]) -> None:
    result = compare("-", "b.yaml", stdin=answers())
    assert (result.code, result.err) == (0, "")
    assert result.out == compare("a.yaml", "b.yaml").out


def test_weights_are_used_for_answers(compare: Callable[..., Result], smi: Smi, folder: Path) -> None:
    (folder / "a.json").write_text(smi("score", "a.yaml", *OPTION, "-f", "json", cwd=folder).out, encoding="utf-8")
    result = compare("a.json", "same-day.yaml", "--weights", "weights.yaml")
    assert (result.code, result.err) == (0, "")
    assert "- Weights: from the questionnaire's own to Doors.\n" in result.out
    change = document(compare("a.json", "same-day.yaml", "--weights", "weights.yaml", "-f", "json"))["changes"][0]
    # Opening, till and queue at 100, 10 and 0: a third of 110 by themselves; with five parts in seven, 510 sevenths.
    assert change["axes"][1]["split"]["answers"]["exact"] == "25"
    assert change["axes"][1]["split"]["weights"]["exact"] == "760/21"


def test_several_outputs_at_once(compare: Callable[..., Result], folder: Path) -> None:
    result = compare("a.yaml", "b.yaml", "-o", "x.md", "-o", "x.json", "-o", "x.txt")
    assert (result.code, result.out, result.err) == (0, "", "")
    assert (folder / "x.txt").read_text(encoding="utf-8") == compare("a.yaml", "b.yaml").out
    assert (folder / "x.md").read_text(encoding="utf-8") == compare("a.yaml", "b.yaml", "-f", "markdown").out


def test_a_folder_is_walked_for_results(compare: Callable[..., Result], folder: Path) -> None:
    (folder / "history").mkdir()
    for name in ("a.yaml", "b.yaml", "weights.yaml"):
        (folder / name).rename(folder / "history" / name)
    assert [one["file"] for one in document(compare("history", "-f", "json"))["results"]] == [
        "history/a.yaml",
        "history/b.yaml",
    ]
    (folder / "history" / "a.yaml").unlink()
    assert (
        compare("history").err == "history/b.yaml: nothing-to-compare: There is one result, and comparing takes two\n"
    )
    (folder / "history" / "b.yaml").unlink()
    assert (
        compare("history").err
        == "history/weights.yaml: nothing-to-compare: There is no result, and comparing takes two\n"
    )


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2027-01-01", "Due for its review on 2027-01-01."),
        ("2027-01-02", "Past its review on 2027-01-02: it was due on 2027-01-01. Assess again."),
    ],
)
def test_a_day_to_hold_the_latest_result_against(day: str, expected: str, compare: Callable[..., Result]) -> None:
    said = " ".join(compare("a.yaml", "b.yaml", "--as-of", day).out.split())
    lapsed = "1 of 7 answers has lapsed, and without it the placement stays as it is."
    assert said.endswith(f"{expected} {lapsed}")


def test_different_people_of_one_day_are_told(folder: Path, compare: Callable[..., Result]) -> None:
    ada = (folder / "a.yaml").read_text(encoding="utf-8") + "respondent: Ada\n"
    (folder / "a.yaml").write_text(ada, encoding="utf-8")
    (folder / "bob.yaml").write_text(ada.replace("Ada", "Bob"), encoding="utf-8")
    told = "smi merge puts people side by side."
    assert told in " ".join(compare("a.yaml", "bob.yaml").out.split())
    assert told not in " ".join(compare("a.yaml", "b.yaml").out.split())


USAGE = [
    (["a.yaml", "b.yaml", "--as-of", "2026-13-01"], "smi: --as-of 2026-13-01: it has to be a day, year-month-day, such as 2026-10-05\n"),
    (["a.yaml", "b.yaml", "--as-of", "20261001"], "smi: --as-of 20261001: it has to be a day, year-month-day, such as 2026-10-05\n"),
    (["a.yaml", "b.yaml", "--weights", "-"], "smi: --weights takes a file; standard input is for results\n"),
    (["a.yaml", "b.yaml", "--weights", "doors"], "smi: nothing called 'doors' ships with smi as weights (one of checklist-balanced, innovation-first, investment-first)\n"),
    (["a.yaml", "b.yaml", "-o", "b.yaml"], "smi: --output b.yaml: the ending decides the format (.txt for terminal, .md for markdown, .json for json, .html for html)\n"),
    (["a.yaml", "next.json", "-o", "next.json"], "smi: --output next.json is an input or an output already; nothing is overwritten\n"),
]  # fmt: skip


@pytest.mark.parametrize(("arguments", "expected"), USAGE, ids=[str(number) for number in range(len(USAGE))])
def test_wrong_usage_is_said_before_anything_is_read(
    arguments: list[str], expected: str, compare: Callable[..., Result]
) -> None:
    result = compare(*arguments)
    assert (result.code, result.out) == (2, "")
    if "ships with smi" in expected:
        assert result.err.startswith(expected.split(" (", maxsplit=1)[0])
    else:
        assert result.err == expected


UNUSABLE = [
    (["a.yaml"], ["a.yaml: nothing-to-compare: There is one result, and comparing takes two"]),
    (["a.yaml", "./a.yaml"], ["a.yaml: nothing-to-compare: There is one result, and comparing takes two (a file that is given twice counts once)"]),
    (["a.yaml", "other.yaml"], ["other.yaml: other-subject: This is about 'Loaf', and a.yaml is about 'Crumb' (compare takes results of one subject)"]),
    (["a.yaml", "none.yaml", "b.yaml"], ["none.yaml: not-found: There is no such file"]),
    (["a.yaml", "bad.yaml"], ["bad.yaml:6:62: level-range: 'opening' has no level 9 (from 0 to 4)"]),
    (["a.yaml", "next.json"], ["next.json:1:12: unknown-schema: schema is 'smi.result/2'; results are smi.result/1 or smi.record/1"]),
    (["a.yaml", "broken.json"], ["broken.json:1:40: bad-json: This is not valid JSON: Expecting value"]),
    (["a.yaml", "weights.yaml"], ["weights.yaml:1:1: wrong-kind: This is a file of the format smi.weights/1 (wanted is format: smi.answers/1)"]),
    (["a.yaml", "b.yaml", "--weights", "bad.yaml"], ["bad.yaml:1:1: wrong-kind: This is a file of the format smi.answers/1 (wanted is format: smi.weights/1)"]),
]  # fmt: skip


@pytest.mark.parametrize(("arguments", "expected"), UNUSABLE, ids=[str(number) for number in range(len(UNUSABLE))])
def test_what_cannot_be_compared_is_named(
    arguments: list[str], expected: list[str], compare: Callable[..., Result]
) -> None:
    for format_ in ("terminal", "markdown"):
        result = compare(*arguments, "-f", format_)
        assert (result.code, result.out, result.err.splitlines()) == (3, "", expected)


def test_json_is_complete_whatever_went_wrong(compare: Callable[..., Result]) -> None:
    result = compare("a.yaml", "other.yaml", "-f", "json")
    assert result.code == 3
    assert document(result) == {
        "schema": "smi.change/1",
        "subject": None,
        "questionnaire": None,
        "results": [],
        "changes": [],
        "review": None,
        "what_if": None,
        "problems": [
            {
                "file": "other.yaml",
                "line": 0,
                "column": 0,
                "code": "other-subject",
                "message": "This is about 'Loaf', and a.yaml is about 'Crumb'",
                "hint": "compare takes results of one subject",
            }
        ],
    }


def test_results_of_two_questionnaires_do_not_go_together(
    compare: Callable[..., Result], smi: Smi, folder: Path
) -> None:
    path = ROOT / "examples/checklist-quillmarsh-books.yaml"
    (folder / "list.json").write_text(smi("score", path, "-f", "json").out, encoding="utf-8")
    result = compare("a.yaml", "list.json")
    assert result.code == 3
    assert [line.split(": ")[1] for line in result.err.splitlines()] == ["other-questionnaire", "other-subject"]
    assert "This is about 'checklist', and a.yaml is about 'bakery'" in result.err


def test_many_other_subjects_are_said_once(compare: Callable[..., Result], folder: Path) -> None:
    for number in range(5):
        text = (folder / "other.yaml").read_text(encoding="utf-8").replace("Loaf", f"Loaf {number // 2}")
        (folder / f"other-{number}.yaml").write_text(text, encoding="utf-8")
    more = [f"other-{number}.yaml" for number in range(5)]
    result = compare("a.yaml", *more[:2])
    assert (result.code, result.err) == (
        3,
        (
            "other-0.yaml: other-subject: This and 1 more result are about 'Loaf 0', and a.yaml is about 'Crumb'"
            " (compare takes results of one subject)\n"
        ),
    )
    result = compare("a.yaml", *more, "other.yaml")
    assert (result.code, result.err) == (
        3,
        (
            "other-0.yaml: other-subject: This and 5 more results are about 'Loaf 0', 'Loaf 1', 'Loaf 2' and others,"
            " and a.yaml is about 'Crumb' (compare takes results of one subject)\n"
        ),
    )


def _hostile(smi: Smi, folder: Path) -> list[str]:
    """Two results whose every name is hostile, as nothing but a file made by somebody else can hold them."""
    names = []
    for number, name in enumerate(("a.yaml", "b.yaml")):
        whole = json.loads(smi("score", name, *OPTION, "-f", "json", cwd=folder).out)
        (result,) = whole["results"]
        _name(result)
        result["questionnaire"]["version"] = f"{number}{HOSTILE}"
        result["weights"] = f"{number}{HOSTILE}"
        result["subject"] = HOSTILE
        (folder / f"{number}.json").write_text(json.dumps(whole), encoding="utf-8")
        names.append(f"{number}.json")
    return names


def _name(value: Any) -> None:
    """Put a hostile text in the place of every title and question."""
    for key, one in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        if key in {"title", "ask"}:
            value[key] = HOSTILE
        _name(one)


@pytest.mark.parametrize("format_", ["terminal", "markdown", "json"])
def test_hostile_names_stay_text(format_: str, compare: Callable[..., Result], smi: Smi, folder: Path) -> None:
    result = compare(*_hostile(smi, folder), "-f", format_)
    assert (result.code, result.err) == (0, "")
    assert HARMFUL.findall(result.out) == []
    if format_ == "markdown":
        harmless = compare("a.yaml", "b.yaml", "-f", "markdown").out
        parser = MarkdownIt("gfm-like", {"linkify": False})
        kinds = [
            token.type for token in parser.parse(result.out) if token.type.startswith(("heading", "fence", "html"))
        ]
        assert kinds == [
            token.type for token in parser.parse(harmless) if token.type.startswith(("heading", "fence", "html"))
        ]
    if format_ == "json":
        assert json.loads(result.out)["subject"] == HOSTILE


def test_the_hash_seed_changes_nothing(compare: Callable[..., Result]) -> None:
    for format_ in ("terminal", "markdown", "json"):
        runs = {
            compare("a.yaml", "b.yaml", "-f", format_, env={"PYTHONHASHSEED": seed}).out for seed in ("0", "1", "2")
        }
        assert len(runs) == 1
