"""`smi blueprint --for`: the blueprint of a result, and answers that have none."""

from __future__ import annotations

import json
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


def test_what_has_no_quadrant_yet_is_sent_to_the_answer_to_find_out(smi: Smi) -> None:
    file = "tests/data/answers/unplaced.yaml"
    result = smi("blueprint", "--for", file, *BAKERY)
    possible = "Possible: Counter or Institution"
    hint = f"(find out heat first; smi assess {file} --only-missing asks for what is missing)\n"
    assert result.err.endswith(f": Silent Loaf cannot be placed yet: too little is known of Craft. {possible} {hint}")


def test_the_page_for_answers_says_whose_they_are_and_not_how_to_write_them(smi: Smi) -> None:
    arguments = ("blueprint", "--for", "tests/data/answers/certain.yaml", *BAKERY, "--format")
    page = smi(*arguments, "html").out
    assert '<p class="kicker">Crumb and Sons</p>' in page
    assert "<title>Crumb and Sons, Stall: From stall to shop</title>" in page
    assert "is ticked in the answers file" not in page
    assert all("is ticked in the answers file" in smi(*arguments, one).out for one in ("terminal", "markdown"))


def test_json_says_why_there_is_no_blueprint(smi: Smi, tmp_path: Path) -> None:
    old = tmp_path / "old.md"
    old.write_text("old")
    arguments = ("blueprint", "--for", "tests/data/answers/middle.yaml", *BAKERY)
    result = smi(*arguments, "--format", "json", "--output", "-", "--output", old)
    document = json.loads(result.out)
    assert (result.code, document["results"]) == (3, [])
    assert [problem["code"] for problem in document["problems"]] == ["no-blueprint"]
    assert old.read_text() == "old"


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


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """The bakery's questionnaire and blueprints, to be changed; their worksheet folder is `worksheets`."""
    shutil.copytree(ROOT / "tests" / "data" / "questionnaires", tmp_path / "questionnaires")
    shutil.copytree(ROOT / "tests" / "data" / "blueprints", tmp_path / "blueprints")
    return tmp_path


def worksheets_of(house: Path) -> Path:
    return house / "blueprints" / "bakery" / "worksheets"


SHEETS = ("blueprint", "stall", "--questionnaire", "questionnaires/bakery.yaml", "--worksheets")


def test_a_worksheet_that_is_not_there(house: Path, smi: Smi) -> None:
    (worksheets_of(house) / "loaf-count.yaml").rename(worksheets_of(house) / "other.yaml")
    line = "blueprints/bakery/stall.yaml:24:16: unknown-reference: There is no worksheet 'loaf-count' (one of other)"
    assert line in smi("check", ".", cwd=house).out.splitlines()
    result = smi(*SHEETS, cwd=house)
    assert (result.code, result.out) == (3, "")
    assert "not-found: There is no worksheet 'loaf-count'" in result.err
    # Nobody else needs it.
    assert smi(*SHEETS[:-1], cwd=house).code == 0


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("questionnaire: bakery", "questionnaire: tidiness", "wrong-questionnaire: This folder is for worksheets to"),
        ("from: shops", "from: doors", "unknown-reference: The questionnaire asks for no number 'doors'"),
        ("parts:", "pieces:", "unknown-key: a worksheet has no key 'pieces'"),
    ],
)
def test_a_broken_worksheet_is_named_and_none_is_printed(
    old: str, new: str, expected: str, house: Path, smi: Smi
) -> None:
    sheet = worksheets_of(house) / "loaf-count.yaml"
    sheet.write_text(sheet.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    result = smi(*SHEETS, cwd=house)
    assert (result.code, result.out) == (3, "")
    assert expected in result.err
    assert expected in smi("check", ".", cwd=house).out


def test_two_worksheets_of_one_name(house: Path, smi: Smi) -> None:
    shutil.copy(worksheets_of(house) / "loaf-count.yaml", worksheets_of(house) / "loaf-count.yml")
    result = smi(*SHEETS, cwd=house)
    assert (result.code, result.out) == (3, "")
    assert "duplicate-id: The name 'loaf-count' is taken" in result.err


def test_worksheets_for_answers_are_those_of_borrowed_steps_too(smi: Smi) -> None:
    result = smi("blueprint", "--for", "examples/northmere-savings-bank.yaml", "--worksheets")
    assert (result.code, result.err) == (0, "")
    for name in ("champion-profile", "business-case"):
        assert f"- **Worksheet:** {name}" in result.out
    # Northmere's own figures stand in the business case: 38 minutes on social, 300 by e-mail.
    assert "| c | Customers wait less on social by | b - a | 262 minutes |" in result.out


@pytest.mark.parametrize(
    "arguments",
    [
        ("observer", "--worksheets", "--efforts", "tests/data/own-efforts.yaml"),
        ("--efforts", "tests/data/own-efforts.yaml"),
        ("observer", "--efforts", "-"),
    ],
)
def test_efforts_where_they_would_say_nothing(arguments: tuple[str, ...], smi: Smi) -> None:
    result = smi("blueprint", *arguments)
    assert (result.code, result.out) == (2, "")
    assert result.err == "smi: --efforts takes a file and goes with the blueprint of a quadrant or of answers\n"


def test_efforts_are_said_to_be_the_users_own(smi: Smi) -> None:
    efforts = ("--efforts", "tests/data/own-efforts.yaml")
    own = "Efforts: Efforts with two left hands, in place of those that the blueprints name."
    assert own in " ".join(smi("blueprint", "stall", *BAKERY, *efforts).out.split())
    answers = ("--for", "tests/data/answers/certain.yaml")
    result = json.loads(smi("blueprint", *answers, *BAKERY, *efforts, "--format", "json").out)
    assert result["efforts"] == "Efforts with two left hands"
    assert {step["id"]: step["effort"] for step in result["results"][0]["steps"]}["find-a-mill"] == "small"
    scored = smi("score", "tests/data/answers/certain.yaml", *BAKERY, *efforts, "--format", "json")
    assert json.loads(scored.out)["results"][0]["efforts"] == "Efforts with two left hands"


def test_efforts_are_no_place_to_write_to(smi: Smi) -> None:
    path = "tests/data/own-efforts.yaml"
    for command in (("score", "tests/data/answers/certain.yaml"), ("blueprint", "stall")):
        result = smi(*command, *BAKERY, "--efforts", path, "--output", path)
        assert (result.code, result.out) == (2, "")


def test_efforts_for_another_questionnaire(tmp_path: Path, smi: Smi) -> None:
    efforts = tmp_path / "efforts.yaml"
    efforts.write_text(
        "format: smi.efforts/1\nquestionnaire: smi\ntitle: Ours\nefforts: {raise-the-bar: large}\n", encoding="utf-8"
    )
    answers = "examples/checklist-quillmarsh-books.yaml"
    result = smi("score", answers, "--efforts", efforts)
    assert (result.code, result.out) == (3, "")
    said = "wrong-efforts: The efforts are for 'smi', this is about 'checklist' (leave it out for this file)"
    expected = f"{answers}:1:1: {said}"
    assert expected in result.err.splitlines()
    assert "large" in smi("blueprint", "leader", "--efforts", efforts).out
    assert "large" not in smi("blueprint", "leader").out.split("Raise one standard")[1].split("2. ")[0]
