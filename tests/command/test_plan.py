"""`smi plan` through the real command: wrong usage, bad input, standard input, several outputs, the same bytes."""

from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path

import pytest

from conftest import ROOT, Smi

BAKERY = ("--questionnaire", "tests/data/questionnaires/bakery.yaml")
ANSWERS = "tests/data/answers/certain.yaml"


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--to", "quadrant=nowhere"], "--to: 'bakery' has no quadrant 'nowhere' (one of "),
        (["--to", "institution"], "--to: 'institution' is no demand (write quadrant=institution"),
        (["--to", "mill=9"], "--to: 'mill' has no level '9' to reach (a whole number from 1 to 2)"),
        (["--to", "craft=101"], "--to: '101' is no score that 'craft' could reach"),
        (["--to", "max-missing=1"], "--to: 'bakery' has no 'max-missing' to reach"),
        (["--first", "shp"], "--first: 'bakery' has no axis 'shp' (did you mean 'shop'?)"),
        (["--first", "overall"], "--first: 'bakery' has no axis 'overall'"),
        (["--exclude", "mil"], "--exclude: 'bakery' has no question, factor or axis 'mil' (did you mean 'mill'?)"),
        (["--budget", "-1"], "--budget takes a whole number from 0 to 1000000"),
        (["--budget", "many"], "many"),
        (["--budget", "3", "--to", "craft=60"], "give one of the two"),
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


@pytest.mark.parametrize("ending", ["txt", "md", "csv"])
def test_bad_input_leaves_no_plan(ending: str, smi: Smi, tmp_path: Path) -> None:
    output = tmp_path / f"plan.{ending}"
    result = smi("plan", "missing.yaml", *BAKERY, "--output", output)
    assert (result.code, result.out) == (3, "")
    assert result.err.startswith("missing.yaml: not-found: ")
    assert output.read_text(encoding="utf-8") == ""


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
    assert [(row["question"], int(row["level"]), int(row["quarter"])) for row in rows] == [
        (move["question"], move["to"], move["quarter"]) for move in plan["moves"]
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
