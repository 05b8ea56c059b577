"""`smi merge` with the real command: whose answers go together, what is written where, and what is said where not."""

# ruff: noqa: E501 - a problem is one line, and stands here as its reader sees it

from __future__ import annotations

import itertools
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conftest import ROOT, Result, Smi

OPTION = ("--questionnaire", ROOT / "tests/data/questionnaires/bakery.yaml")
TABLE = """\
questionnaire,subject,date,respondent,role,heat,opening,Response ID
bakery,Crumb,2026-01-01,Ada,Owner,1,4,17
bakery,Crumb,2026-01-02,Bob,Baker,3,4,18
bakery,Crumb,2026-01-03,,Baker,2,unknown,19
"""


def answers(respondent: str, role: str = "", heat: int = 1, subject: str = "Crumb", date: str = "2026-01-01") -> str:
    return (
        f"format: smi.answers/1\nquestionnaire: bakery\nversion: 1.10\nsubject: {subject}\ndate: {date}\n"
        f"respondent: {respondent}\nrole: {role}\nanswers: {{mill: 2, tasting: 2, heat: {heat}, opening: 3, till: 1}}\n"
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Answers of a subject and some that do not go with them; it is the working folder."""
    for name, text in {
        "people/ada.yaml": answers("Ada", "Owner"),
        "people/bob.yaml": answers("Bob", "Baker", heat=4, date="2026-02-01"),
        "people/cleo.yaml": answers("Cleo", "Baker", heat=3),
        "ada-again.yaml": answers("Ada", "Owner", heat=0),
        "ada-as-baker.yaml": answers("Ada", "Baker", heat=0),
        "other.yaml": answers("Dora", subject="Loaf"),
        "bad.yaml": answers("Emil", heat=9),
        "survey.csv": TABLE,
        "weights.yaml": "format: smi.weights/1\nquestionnaire: bakery\ntitle: Doors\nweights: {opening: 5}\n",
        "list-weights.yaml": "format: smi.weights/1\nquestionnaire: tidiness\ntitle: X\nweights: {desk: 5}\n",
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def merge(smi: Smi, folder: Path) -> Callable[..., Result]:
    def run(*arguments: str, **how: Any) -> Result:
        return smi("merge", *arguments, *OPTION, cwd=folder, **how)

    return run


Merge = Callable[..., Result]


def document(result: Result) -> Any:
    return json.loads(result.out)


@pytest.mark.parametrize("format_", ["terminal", "markdown", "json", "yaml"])
def test_the_order_of_the_files_changes_nothing(format_: str, merge: Merge) -> None:
    files = [f"people/{name}.yaml" for name in ("ada", "bob", "cleo")]
    runs = {merge(*order, "-f", format_).out for order in itertools.permutations(files)}
    assert len(runs) == 1
    assert runs == {merge("people", "-f", format_).out, merge("people/*.yaml", "people", "-f", format_).out} | runs


def test_a_table_is_people_too(merge: Merge) -> None:
    result = merge("survey.csv", "-f", "json")
    assert result.code == 0
    assert "Response ID" in result.err
    assert [(one["file"], one["sign"]) for one in document(result)["results"]] == [
        ("survey.csv:4", "A1"),
        ("survey.csv:3", "A2"),
        ("survey.csv:2", "B"),
    ]


def test_the_merged_file_is_an_answers_file_like_any_other(merge: Merge, smi: Smi, folder: Path) -> None:
    result = merge("people", "-o", "merged.yaml", "-o", "spread.md", "-o", "spread.json")
    assert (result.code, result.out, result.err) == (0, "", "")
    assert (folder / "merged.yaml").read_text(encoding="utf-8") == merge("people", "-f", "yaml").out
    checked = smi("check", "merged.yaml", *OPTION, cwd=folder)
    assert (checked.code, checked.err) == (0, "smi: 1 answers file checked: 0 problems.\n")
    scored = smi("score", "merged.yaml", *OPTION, "-f", "json", cwd=folder)
    (of_file,) = document(scored)["results"]
    merged = json.loads((folder / "spread.json").read_text(encoding="utf-8"))["merged"]
    assert (scored.code, scored.err) == (0, "")
    assert of_file["answers"] == merged["answers"]
    assert of_file["overall"]["exact"] == merged["scores"]["overall"]["exact"]
    assert of_file["answers"]["by_question"]["heat"] == {
        "level": 3,
        "note": "Bob, Baker: level 4 / Cleo, Baker: level 3 / Ada, Owner: level 1",
    }


def test_the_merged_file_says_how_it_came_about(merge: Merge) -> None:
    lines = merge("people", "-f", "yaml").out.splitlines()
    assert lines[:8] == [
        "format: smi.answers/1",
        "# Merged by smi merge from the answers of 3 people:",
        "# - Bob, Baker, 2026-02-01, people/bob.yaml",
        "# - Cleo, Baker, 2026-01-01, people/cleo.yaml",
        "# - Ada, Owner, 2026-01-01, people/ada.yaml",
        "# To discuss, before these answers are taken for agreed:",
        "# - heat (Craft): 3 levels apart",
        "# How they became one:",
    ]


def test_merged_answers_can_be_merged_again(merge: Merge) -> None:
    assert merge("people", "-o", "merged.yaml").code == 0
    result = merge("merged.yaml", "survey.csv", "-f", "json")
    assert (result.code, len(document(result)["results"])) == (0, 4)


def test_weights_are_used_for_all_scores(merge: Merge) -> None:
    plain, weighted = (document(merge("people", "-f", "json", *more)) for more in ((), ("--weights", "weights.yaml")))
    assert (plain["weights"], weighted["weights"]) == (None, "Doors")
    assert plain["merged"]["answers"] == weighted["merged"]["answers"]
    for key in ("merged",):
        assert plain[key]["scores"]["shop"] != weighted[key]["scores"]["shop"]
    assert plain["roles"][0]["scores"]["shop"] != weighted["roles"][0]["scores"]["shop"]


def test_standard_input_is_somebody_too(merge: Merge) -> None:
    result = merge("-", "people/bob.yaml", "-f", "json", stdin=answers("Ada", "Owner"))
    assert [one["file"] for one in document(result)["results"]] == ["people/bob.yaml", "<stdin>"]


USAGE = [
    (["people", "-o", "taken.yaml"], "smi: --output taken.yaml exists already; nothing is overwritten\n"),
    (["people", "-o", "people/merged.yaml"], "smi: --output people/merged.yaml lies in a folder of inputs; nothing is overwritten\n"),
    (["people/ada.yaml", "people/bob.yaml", "-o", "people/ada.yaml"], "smi: --output people/ada.yaml is an input or an output already; nothing is overwritten\n"),
    (["people", "-o", "merged.csv"], "smi: --output merged.csv: the ending decides the format (.txt for terminal, .md for markdown, .json for json, .yaml for yaml)\n"),
    (["people", "--weights", "-"], "smi: --weights takes a file; standard input is for answers\n"),
    (["people", "-f", "yaml", "-o", "x.md"], "smi: --format yaml is for standard output, and --output names files only; add --output -\n"),
]  # fmt: skip


@pytest.mark.parametrize(("arguments", "expected"), USAGE, ids=[str(number) for number in range(len(USAGE))])
def test_wrong_usage_is_one_line_and_writes_nothing(
    arguments: list[str], expected: str, merge: Merge, folder: Path
) -> None:
    (folder / "taken.yaml").write_text("mine", encoding="utf-8")
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    result = merge(*arguments)
    assert (result.code, result.out, result.err) == (2, "", expected)
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


UNUSABLE = [
    (["people/ada.yaml"], ["people/ada.yaml:1:1: nothing-to-merge: There are answers of one respondent, and merging takes two"]),
    (["people/ada.yaml", "people/ada.yaml"], ["people/ada.yaml:1:1: nothing-to-merge: There are answers of one respondent, and merging takes two (a file that is given twice counts once)"]),
    (["people", "ada-again.yaml"], ["people/ada.yaml:1:1: same-respondent: 'Ada' has answered in ada-again.yaml already, and would count twice (leave one of the two out, or tell them apart by name or role)"]),
    (["people", "other.yaml"], ["people/ada.yaml:1:1: other-subject: This and 2 more files are about 'Crumb', and other.yaml is about 'Loaf' (merge takes files of one subject)"]),
    (["people", "bad.yaml"], ["bad.yaml:8:38: level-range: 'heat' has no level 9 (from 0 to 4)"]),
    (["people", "none.yaml"], ["none.yaml: not-found: There is no such file"]),
    (["people", "weights.yaml"], ["weights.yaml:1:1: wrong-kind: This is a file of the format smi.weights/1 (wanted is format: smi.answers/1)"]),
    (["people", "--weights", "bad.yaml"], ["bad.yaml:1:1: wrong-kind: This is a file of the format smi.answers/1 (wanted is format: smi.weights/1)"]),
]  # fmt: skip


@pytest.mark.parametrize(("arguments", "expected"), UNUSABLE, ids=[str(number) for number in range(len(UNUSABLE))])
def test_what_cannot_be_merged_is_named(arguments: list[str], expected: list[str], merge: Merge, folder: Path) -> None:
    for format_ in ("terminal", "markdown", "yaml"):
        result = merge(*arguments, "-f", format_)
        assert (result.code, result.out, result.err.splitlines()) == (3, "", expected)
    assert merge(*arguments, "-o", "merged.yaml").code == 3
    assert not (folder / "merged.yaml").exists()


def test_one_person_in_two_roles_is_two_voices(merge: Merge) -> None:
    assert merge("people/ada.yaml", "ada-as-baker.yaml").code == 0


def test_what_a_folder_holds_beside_answers_is_left_alone(merge: Merge, folder: Path) -> None:
    (folder / "weights.yaml").rename(folder / "people" / "weights.yaml")
    assert (merge("people").code, merge("people").err) == (0, "")


def test_json_is_complete_whatever_went_wrong(merge: Merge) -> None:
    result = merge("people/ada.yaml", "-f", "json")
    assert result.code == 3
    whole = document(result)
    assert [one["code"] for one in whole.pop("problems")] == ["nothing-to-merge"]
    assert whole == {
        "schema": "smi.merge/1",
        "subject": None,
        "questionnaire": None,
        "version": None,
        "weights": None,
        "results": [],
        "roles": [],
        "questions": [],
        "context": [],
        "steps": [],
        "merged": None,
    }


def test_two_questionnaires_do_not_go_together(smi: Smi) -> None:
    result = smi("merge", "examples/pip-and-thistle.yaml", "examples/checklist-quillmarsh-books.yaml")
    assert (result.code, result.out) == (3, "")
    assert [line.split(": ")[1] for line in result.err.splitlines()] == ["other-questionnaire", "other-subject"]


def test_more_than_a_file_can_hold_is_a_problem(merge: Merge, folder: Path) -> None:
    for name in ("a", "b"):
        text = answers(name).replace("heat: 1", f"heat: {{level: 1, note: {'x' * 600_000}}}")
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    expected = "merged.yaml: too-large: The merged answers would be larger than 1 MiB, with who said what in their notes (merge fewer respondents at once)\n"
    result = merge("a.yaml", "b.yaml", "-o", "merged.yaml", "-o", "spread.json")
    assert (result.code, result.err) == (3, expected)
    assert not (folder / "merged.yaml").exists()
    assert json.loads((folder / "spread.json").read_text(encoding="utf-8"))["merged"] is None
    assert merge("a.yaml", "b.yaml").code == 0


def test_many_people_get_many_signs(merge: Merge, folder: Path) -> None:
    rows = "".join(f"bakery,Crumb,2026-01-01,,,{number % 5},{number % 3}\n" for number in range(60))
    (folder / "many.csv").write_text(
        f"questionnaire,subject,date,respondent,role,heat,opening\n{rows}", encoding="utf-8"
    )
    signs = [one["sign"] for one in document(merge("many.csv", "-f", "json"))["results"]]
    assert (signs[0], signs[25], signs[26], signs[59], len(set(signs))) == ("A", "Z", "AA", "BH", 60)
    assert merge("many.csv").code == 0


def test_the_hash_seed_changes_nothing(merge: Merge) -> None:
    for format_ in ("terminal", "markdown", "json", "yaml"):
        assert len({merge("people", "-f", format_, env={"PYTHONHASHSEED": seed}).out for seed in "012"}) == 1


def test_who_alone_knew_is_one_line(merge: Merge, folder: Path) -> None:
    (folder / "silent.yaml").write_text(
        answers("Zoe", "Owner").split("answers:")[0] + "answers: {}\n", encoding="utf-8"
    )
    said = [line for line in merge("people/ada.yaml", "silent.yaml").out.splitlines() if "gave a level to" in line]
    assert len(said) == 1
    assert said[0].startswith("- Only A Ada, Owner gave a level to ")
