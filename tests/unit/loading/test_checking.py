"""Files of every kind, checked together."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders import BAKERY, STALL_BLUEPRINT, an_answers_text
from smi_cli.loading.checking import Checked, check_files
from smi_cli.loading.finding import Kind
from smi_cli.loading.library import Library

BROKEN = BAKERY.replace("overall: minimum", "overall: middle")
WEIGHTS = "format: smi.weights/1\nquestionnaire: bakery\ntitle: Others\nweights: {mill: 2}\n"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def check(files: dict[str, str], *paths: str, questionnaire: str | None = None) -> Checked:
    for name, text in files.items():
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(text)
    return check_files(paths or sorted(files), Library(questionnaire))


def lines(outcome: Checked) -> list[str]:
    return [str(problem) for problem in outcome.problems]


EFFORTS = "format: smi.efforts/1\nquestionnaire: bakery\ntitle: Ours\nefforts: {count-loaves: large}\n"
GATES = "format: smi.gates/1\nerror: {require: [craft=50, quadrant=stall], max-missing: 2}\n"
WORKSHEET = "format: smi.worksheet/1\nquestionnaire: bakery\ntitle: Tally\nsummary: Loaves.\nparts: [{title: Count}]\n"


def test_good_files_of_every_kind() -> None:
    files = {
        "answers/a.yaml": an_answers_text("{mill: 1}", "done: [count-loaves]\n"),
        "blueprints/bakery/stall.yaml": STALL_BLUEPRINT,
        "blueprints/bakery/worksheets/tally.yaml": WORKSHEET,
        "efforts.yaml": EFFORTS,
        "gates.yaml": GATES,
        "questionnaires/bakery.yaml": BAKERY,
        "weights.yaml": WEIGHTS,
    }
    outcome = check(files)
    assert (lines(outcome), outcome.skipped, outcome.unreadable) == ([], 0, False)
    assert outcome.kinds == dict.fromkeys(Kind, 1)


def test_a_questionnaire_is_preferred_wherever_it_stands_in_the_order() -> None:
    files = {"a.yaml": an_answers_text("{mil: 1}"), "b.yaml": BAKERY}
    assert lines(check(files)) == [
        "a.yaml:6:11: unknown-question: 'bakery' has no scored question 'mil' (did you mean 'mill'?)"
    ]


def test_gates_are_held_against_the_questionnaires_of_the_same_run_first() -> None:
    gates = "format: smi.gates/1\nerror: {require: [crafts=50, quadrant=leader]}\n"
    unknown = "a.yaml:2:19: unknown-reference: 'bakery' has no 'crafts' to reach (did you mean 'craft'?)"
    assert lines(check({"a.yaml": gates, "b.yaml": BAKERY})) == [unknown]


def test_problems_of_all_files_are_sorted() -> None:
    files = {
        "c.yaml": BAKERY,
        "b.yaml": WEIGHTS.replace("mill", "mil"),
        "a.yaml": an_answers_text("{mill: 9, till: x}"),
    }
    places = [line.split(": ")[0] for line in lines(check(files, "c.yaml", "b.yaml", "a.yaml"))]
    assert places == ["a.yaml:6:17", "a.yaml:6:26", "b.yaml:4:11"]


def test_files_of_no_kind_are_skipped_in_folders_and_refused_by_name() -> None:
    files = {"folder/a.yaml": "name: CI\n", "folder/b.yaml": BAKERY, "c.yaml": "name: CI\n"}
    outcome = check(files, "folder", "c.yaml")
    assert lines(outcome) == ["c.yaml:1:1: wrong-kind: This is no file of smi (the first line says the format)"]
    assert (outcome.skipped, outcome.kinds) == (1, {Kind.QUESTIONNAIRE: 1})


def test_a_path_that_leads_nowhere_is_unreadable() -> None:
    outcome = check({}, "nowhere.yaml")
    assert (lines(outcome), outcome.unreadable) == (["nowhere.yaml: not-found: There is no such file"], True)
    assert not check({"a.yaml": BROKEN}).unreadable


def test_blueprints_that_clash() -> None:
    files = {
        "q/b.yaml": BAKERY,
        "x.yaml": STALL_BLUEPRINT,
        "y.yaml": STALL_BLUEPRINT.replace("quadrant: stall", "quadrant: counter"),
    }
    assert [line.split(": ")[:2] for line in lines(check(files))] == [
        ["y.yaml:7:3", "duplicate-id"],
        ["y.yaml:15:3", "duplicate-id"],
        ["y.yaml:24:3", "duplicate-id"],
    ]


@pytest.mark.parametrize("again", ["blueprints/stall.yaml", "./blueprints/stall.yaml", "blueprints"])
def test_a_file_given_twice_is_checked_once(again: str) -> None:
    files = {"bakery.yaml": BAKERY, "blueprints/stall.yaml": STALL_BLUEPRINT}
    outcome = check(files, "bakery.yaml", "blueprints", again)
    assert lines(outcome) == []
    assert outcome.kinds[Kind.BLUEPRINT] == 1


def test_answers_are_not_accused_of_the_faults_of_the_questionnaire_beside_them() -> None:
    # That the questionnaire is broken is one problem; that nobody knows it would be a second one, and untrue.
    assert lines(check({"a.yaml": an_answers_text("{mill: 1}"), "b.yaml": BROKEN})) == [
        "b.yaml:6:10: not-allowed: overall cannot be 'middle' (one of mean, minimum)"
    ]
