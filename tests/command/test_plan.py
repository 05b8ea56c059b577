"""`smi plan` through the real command: wrong usage, bad input, standard input, several outputs, the same bytes."""

from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from conftest import ROOT, Smi

BAKERY = ("--questionnaire", "tests/data/questionnaires/bakery.yaml")
ANSWERS = "tests/data/answers/certain.yaml"
PIP = "examples/pip-and-thistle.yaml"
ORRIN = "examples/orrin-valley-transport.yaml"


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--to", "quadrant=nowhere"], "--to: 'bakery' has no quadrant 'nowhere' (one of "),
        (["--to", "institution"], "--to: 'institution' is no demand (write quadrant=institution)"),
        (["--to", "mill=9"], "--to: 'mill' has no level '9' to reach (a whole number from 1 to 2)"),
        (["--to", "craft=101"], "--to: '101' is no score that 'craft' could reach"),
        (["--to", "max-missing=1"], "--to: 'bakery' has no 'max-missing' to reach"),
        (["--first", "shp"], "--first: 'bakery' has no axis 'shp' (did you mean 'shop'?)"),
        (["--first", "overall"], "--first: 'bakery' has no axis 'overall'"),
        (["--exclude", "mil"], "--exclude: 'bakery' has no question, factor or axis 'mil' (did you mean 'mill'?)"),
        (["--budget", "-1"], "--budget takes a whole number from 0 to 1000000"),
        (["--budget", "10,5"], "--budget takes a whole number from 0 to 1000000, not '10,5'"),
        (["--quarters", "2.5"], "--quarters takes a whole number from 1 to 40, not '2.5'"),
        (["--exclude", "mill,heat"], "no question, factor or axis 'mill,heat' (repeat --exclude for each)"),
        (["--to", "How often is the heat measured?=2"], "(did you mean 'heat'?)"),
        (["--quarters", "0"], "--quarters takes a whole number from 1 to 40"),
        (["--efforts", "-"], "standard input is for answers"),
        (["--output", "plan.xml"], "the ending decides the format (.txt for terminal, .md for markdown"),
        (["--output", ANSWERS], "the ending decides the format"),
        (["--weights", "nothing"], "nothing called 'nothing' ships with smi as weights"),
    ],
)
def test_wrong_usage(options: list[str], says: str, smi: Smi) -> None:
    result = smi("plan", ANSWERS, *BAKERY, *options)
    assert (result.code, result.out) == (2, "")
    assert says in result.err.replace("\n", " ")


def test_bad_input_is_said_with_its_line_and_json_is_complete(smi: Smi) -> None:
    result = smi("plan", "tests/corpus/bad/level-too-high.yaml", *BAKERY, "--format", "json")
    document = json.loads(result.out)
    assert result.code == 3
    assert "tests/corpus/bad/level-too-high.yaml:" in result.err
    assert (document["schema"], document["results"]) == ("smi.plan/1", [])
    assert len(document["problems"]) == len(result.err.splitlines())


@pytest.mark.parametrize("ending", ["txt", "md", "csv", "html"])
def test_bad_input_leaves_no_plan(ending: str, smi: Smi, tmp_path: Path) -> None:
    output = tmp_path / f"plan.{ending}"
    result = smi("plan", "missing.yaml", *BAKERY, "--output", output)
    assert (result.code, result.out) == (3, "")
    assert result.err.startswith("missing.yaml: not-found: ")
    assert not output.exists()


@pytest.mark.parametrize(
    ("moves", "says"),
    [
        ("{heat: 0}", "own.yaml:4:15: out-of-range: "),
        ("{heat: [1, 2]}", "own.yaml:4:15: efforts-mismatch: There are 5 levels but 2 efforts"),
        ("{heet: 2}", "own.yaml:4:9: unknown-reference: The questionnaire 'bakery' has no question 'heet'"),
    ],
)
def test_bad_efforts_are_said_with_their_line(moves: str, says: str, smi: Smi, tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(f"format: smi.efforts/1\nquestionnaire: bakery\ntitle: Ours\nmoves: {moves}\n", encoding="utf-8")
    result = smi("plan", ROOT / ANSWERS, "--questionnaire", ROOT / BAKERY[1], "--efforts", "own.yaml", cwd=tmp_path)
    assert (result.code, result.out) == (3, "")
    assert says in result.err


def test_answers_may_come_from_standard_input(smi: Smi) -> None:
    text = (ROOT / ANSWERS).read_text(encoding="utf-8")
    assert smi("plan", "-", *BAKERY, stdin=text).out == smi("plan", ANSWERS, *BAKERY).out


def test_several_outputs_at_once_are_the_same_as_one_by_one(smi: Smi, tmp_path: Path) -> None:
    files = {"terminal": "p.txt", "markdown": "p.md", "json": "p.json", "csv": "p.csv"}
    outputs = [part for name in files.values() for part in ("--output", tmp_path / name)]
    result = smi("plan", ANSWERS, *BAKERY, *outputs)
    assert (result.code, result.out, result.err) == (0, "", "")
    for format_, name in files.items():
        alone = smi("plan", ANSWERS, *BAKERY, "--format", format_).out
        assert (tmp_path / name).read_text(encoding="utf-8") == alone


def test_every_format_has_the_same_moves(smi: Smi) -> None:
    arguments = ("plan", ANSWERS, *BAKERY, "--quarters", "2", "--format")
    (plan,) = json.loads(smi(*arguments, "json").out)["results"]
    rows = list(csv.DictReader(StringIO(smi(*arguments, "csv").out)))
    page = smi(*arguments, "markdown").out
    assert [(row["question"], int(row["from"]), int(row["to"]), int(row["quarter"])) for row in rows] == [
        (move["question"], move["from"], move["to"], move["quarter"]) for move in plan["moves"]
    ]
    assert page.count("- [ ] ") == len(rows)
    assert sum(move["effort"] for move in plan["moves"]) == plan["effort"]


def test_weights_change_the_plan(smi: Smi) -> None:
    arguments = ("plan", ANSWERS, *BAKERY, "--to", "craft=60", "--format", "json")
    own, others = (
        json.loads(smi(*arguments, *more).out)["results"][0]
        for more in ([], ["--weights", "tests/data/bread-first.yaml"])
    )
    assert others["weights"]
    assert own["moves"] != others["moves"]


@pytest.mark.parametrize(
    ("mill", "targets", "says"),
    [
        (0, ["tasting=1"], ["1 move with 1 unit of effort is enough for tasting at level 1.", "tasting then does not"]),
        (1, ["tasting=1"], ["tasting does not apply, so that nothing is asked of it."]),
        (
            0,
            ["tasting=1", "heat=2"],
            ["2 moves with 3 units of effort lead to heat at level 2 for", "tasting then does not"],
        ),
        (0, ["mill=1"], ["1 move with 1 unit of effort leads to mill at level 1 for certain."]),
    ],
)
def test_what_does_not_apply_behind_the_moves_is_not_said_to_be_reached(
    mill: int, targets: list[str], says: list[str], smi: Smi, tmp_path: Path
) -> None:
    answers = f"{{mill: {mill}, tasting: {{na: We sell none.}}, heat: 1, hygiene: 1, opening: 1, till: 1, queue: 0}}"
    head = "format: smi.answers/1\nquestionnaire: bakery\nversion: 1.10\nsubject: Sold Out\ndate: 2026-08-31\n"
    (tmp_path / "a.yaml").write_text(f"{head}answers: {answers}\n", encoding="utf-8")
    wanted = [part for target in targets for part in ("--to", target)]
    result = smi("plan", tmp_path / "a.yaml", *BAKERY, *wanted, "--format", "json")
    assert (result.code, result.err) == (0, "")
    (plan,) = json.loads(result.out)["results"]
    assert plan["reached"]
    for sentence, begins in zip(plan["headline"], says, strict=False):
        assert sentence.startswith(begins)


def test_a_budget_and_targets_lead_there_or_say_what_it_takes(smi: Smi) -> None:
    def made(*options: str) -> dict[str, Any]:
        plan: dict[str, Any]
        (plan,) = json.loads(smi("plan", ANSWERS, *BAKERY, *options, "--format", "json").out)["results"]
        return plan

    to = ("--to", "quadrant=institution")
    free = made(*to)
    enough, little = (made(*to, "--budget", str(free["effort"] - less)) for less in (0, 1))
    assert (enough["moves"], enough["too_dear"], enough["reached"]) == (free["moves"], None, True)
    assert (little["too_dear"], little["reached"]) == (free["effort"], False)
    assert little["moves"] == made("--budget", str(free["effort"] - 1))["moves"]
    out_of_reach = made("--to", "mill=2", "--exclude", "mill", "--budget", "3")
    assert (out_of_reach["reached"], out_of_reach["too_dear"], len(out_of_reach["hindrances"])) == (False, None, 1)


def headline(smi: Smi, *arguments: object) -> str:
    result = smi("plan", *arguments, "--format", "json")
    return " ".join(json.loads(result.out)["results"][0]["headline"])


def test_what_missing_answers_leave_open_is_not_said_to_be_certain(smi: Smi) -> None:
    arguments = ("plan", ORRIN, "--budget", "3")
    (plan,) = json.loads(smi(*arguments, "--format", "json").out)["results"]
    (row,) = [point for point in plan["points"] if point["effort"] == plan["effort"]]
    assert plan["after"]["quadrant"] is row["quadrant"] is None
    assert "No quadrant is then certain." in plan["headline"]
    assert any(line.split() == ["3", str(row["score"]), "-"] for line in smi(*arguments).out.splitlines())
    assert "No moves lead to the quadrant Leader for certain." in headline(
        smi, ORRIN, "--to", "quadrant=leader", "--exclude", "innovation"
    )


@pytest.mark.parametrize(
    ("options", "helps"),
    [
        (["--to", "quadrant=leader"], True),
        (["--to", "quadrant=leader", "--budget", "40"], False),
        (["--to", "investment=50.5"], False),
        (["--budget", "10"], False),
    ],
)
def test_what_leads_clear_of_a_line_is_said_where_a_quadrant_is_wanted(
    options: list[str], helps: bool, smi: Smi
) -> None:
    said = headline(smi, PIP, *options)
    assert "It ends near a line" in said
    assert ("smi plan --to investment=55.1 leads clear of it." in said) == helps


def test_an_unanswered_question_comes_from_no_level_and_the_tracker_has_the_first_action(smi: Smi) -> None:
    rows = list(csv.DictReader(StringIO(smi("plan", ORRIN, "--format", "csv").out)))
    moves = json.loads(smi("plan", ORRIN, "--format", "json").out)["results"][0]["moves"]
    assert [row["from"] for row in rows] == [
        "" if move["missing"] and not move["from"] else str(move["from"]) for move in moves
    ]
    assert "" in {row["from"] for row in rows}
    assert all(row["first"] for row in rows if row["step"])


def test_quarters_without_moves_are_not_listed(smi: Smi) -> None:
    lines = smi("plan", PIP, "--quarters", "12").out.splitlines()
    headings = [number for number, line in enumerate(lines) if line.startswith("QUARTER")]
    assert lines[headings[0]].startswith("QUARTER 1: ")
    assert 1 < len(headings) < 12
    assert all(lines[number + 1].split(". ")[0].isdigit() for number in headings[1:])


def test_the_plan_says_what_was_asked_of_it(smi: Smi) -> None:
    left_out = ("--to", "new-channel-trials=2", "--exclude", "New channels for service")
    hindered = smi("plan", "examples/fernhill-outdoor.yaml", *left_out, "--format", "json").out
    assert [one["says"] for one in json.loads(hindered)["results"][0]["hindrances"]] == [
        "new-channel-trials would have to be at level 2; without what you left out it comes to level 0 at most."
    ]
    assert "No move is on Innovation, which was to come first." in headline(smi, PIP, "--first", "innovation")
    assert "which was to come first" not in headline(smi, PIP, "--first", "investment")
    assert "lead to overall 60 (the lowest axis) for certain." in headline(smi, PIP, "--to", "overall=60")
