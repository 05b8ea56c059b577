"""`smi explain` with the real command: what it takes, and what it says where that cannot be explained."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conftest import ROOT, Result, Smi

BAKERY = ROOT / "tests/data/questionnaires/bakery.yaml"
CERTAIN = (ROOT / "tests/data/answers/certain.yaml").read_text(encoding="utf-8")
OPTION = ("--questionnaire", BAKERY)


@pytest.fixture
def explain(smi: Smi, tmp_path: Path) -> Callable[..., Result]:
    """Run in a folder with answers and with much that is none."""
    for name, text in {
        "a.yaml": CERTAIN,
        "bad.yaml": CERTAIN.replace("heat: 1", "heat: 9"),
        "survey.csv": "subject,date,mill\nCrumb,2026-10-05,1\n",
        "weights.yaml": "format: smi.weights/1\nquestionnaire: bakery\ntitle: Doors\nweights: {opening: 4}\n",
        "other-weights.yaml": "format: smi.weights/1\nquestionnaire: smi\ntitle: W\nweights: {investment: 4}\n",
    }.items():
        (tmp_path / name).write_text(text, encoding="utf-8")

    def run(*arguments: str, **how: Any) -> Result:
        return smi("explain", *arguments, *OPTION, cwd=tmp_path, **how)

    return run


@pytest.mark.parametrize(
    ("key", "hint"),
    [
        ("flor", "did you mean 'flour'?"),
        ("", "smi show bakery shows all ids"),
        ("everything", "smi show bakery shows all ids"),
    ],
)
def test_an_id_that_nothing_has(explain: Callable[..., Result], key: str, hint: str) -> None:
    result = explain("a.yaml", key)
    assert (result.code, result.out) == (2, "")
    assert result.err == f"smi: there is nothing called {key!r} in 'bakery' ({hint})\n"


@pytest.mark.parametrize("title", ["Shop", "How often is the heat measured?", "institution"])
def test_a_title_stands_for_its_id(explain: Callable[..., Result], title: str) -> None:
    result = explain("a.yaml", title, "--format", "json")
    (found,) = json.loads(result.out)["results"]
    assert (result.code, title.casefold()) == (0, found["parts"][0]["title"].casefold())
    assert result.out == explain("a.yaml", found["id"], "--format", "json").out


def test_a_hostile_id_is_quoted(explain: Callable[..., Result]) -> None:
    result = explain("a.yaml", "::error::\x1b[31m\u202e" + "x" * 1000)
    assert (result.code, result.out) == (2, "")
    assert len(result.err) < 300
    assert result.err.isascii() or "…" in result.err
    assert result.err.startswith("smi: there is nothing called '::error::\\x1b[31m")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["survey.csv"],
            "survey.csv is a table, and explain takes one answers file: save the row as a file of its own",
        ),
        (["a.yaml", "--weights", "-"], "--weights takes a file; standard input is for answers"),
        (["a.yaml", "--weights", "mine"], "nothing called 'mine' ships with smi as weights (one of published-only)"),
        (["a.yaml", "--output", "a.yaml"], "--output a.yaml: the ending decides the format (.txt for terminal, .md "),
        (["a.yaml", "-o", "why.md", "-f", "json"], "--format json is for standard output, and --output names files"),
    ],
)
def test_wrong_usage_is_one_line(explain: Callable[..., Result], arguments: list[str], said: str) -> None:
    result = explain(*arguments)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"smi: {said}")
    assert result.err.count("\n") == 1


@pytest.mark.parametrize("arguments", [[], ["a.yaml", "mill", "heat"]])
def test_one_file_and_one_id(explain: Callable[..., Result], arguments: list[str]) -> None:
    assert explain(*arguments).code == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["bad.yaml"], "bad.yaml:11:9: level-range: "),
        (["none.yaml"], "none.yaml: "),
        (["."], "."),
        (["weights.yaml"], "weights.yaml:1:1: wrong-kind: This is a file of the format smi.weights/1"),
        (["a.yaml", "--weights", "other-weights.yaml"], "other-weights.yaml:2:16: wrong-questionnaire: "),
        (["a.yaml", "--weights", "a.yaml"], "a.yaml:1:1: wrong-kind: "),
    ],
)
def test_what_cannot_be_used_is_told(explain: Callable[..., Result], arguments: list[str], said: str) -> None:
    result = explain(*arguments)
    assert (result.code, result.out) == (3, "")
    assert result.err.startswith(said), result.err
    document = json.loads(explain(*arguments, "--format", "json").out)
    assert document["results"] == []
    assert len(document["problems"]) == result.err.count("\n") == 1


def test_standard_input_and_several_outputs(explain: Callable[..., Result], tmp_path: Path) -> None:
    result = explain("-", stdin=CERTAIN)
    assert (result.code, result.err) == (0, "")
    named = explain("a.yaml").out
    assert " ".join(result.out.split()) == " ".join(named.replace("a.yaml:", "<stdin>:").split())
    assert explain("a.yaml", "-o", "x.md", "-o", "x.json", "-o", "x.txt").code == 0
    assert (tmp_path / "x.txt").read_text(encoding="utf-8") == named
    for format_, name in (("markdown", "x.md"), ("json", "x.json")):
        assert (tmp_path / name).read_text(encoding="utf-8") == explain("a.yaml", "-f", format_).out


def test_weights_stand_in_for_those_of_the_questionnaire(explain: Callable[..., Result]) -> None:
    lines = explain("a.yaml", "shop", "--weights", "weights.yaml").out.splitlines()
    assert "Weights: Doors, in place of the questionnaire's own." in lines
    assert "Score     (4 x 50 + 1 x 10 + 1 x 0) / (4 + 1 + 1) = 35.0" in lines


def test_without_colour_it_says_the_same(explain: Callable[..., Result]) -> None:
    plain = explain("a.yaml", env={"NO_COLOR": "1"}).out
    assert plain == explain("a.yaml").out
    assert "\x1b[" in explain("a.yaml", env={"FORCE_COLOR": "1", "TERM": "xterm-256color"}).out


def test_ids_are_those_that_show_shows(explain: Callable[..., Result], smi: Smi) -> None:
    shown = smi("show", BAKERY).out
    parts = json.loads(explain("a.yaml", "-f", "json").out)["results"][0]["parts"]
    for part in parts:
        key = part["id"]
        found = f"[{key}]" in shown or f"\n{key}" in shown
        assert found or key in {"overall", "mean"}, key
