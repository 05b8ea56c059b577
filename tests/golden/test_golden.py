"""Every command in every format, whole, against files that a person has read. `make goldens` rewrites them."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import ROOT, Result, Smi

HERE = Path(__file__).parent
EXPECTED = HERE / "expected"
BAKERY = "tests/data/questionnaires/bakery.yaml"
TIDINESS = "tests/data/questionnaires/tidiness.yaml"
ENDINGS = {"terminal": "txt", "markdown": "md", "json": "json"}

Golden = Callable[[str, Path], None]

ANSWERS = {
    "certain": BAKERY,
    "middle": BAKERY,
    "open": BAKERY,
    "unplaced": BAKERY,
    "ignored": BAKERY,
    "top": BAKERY,
    "hostile": BAKERY,
    "no-grid": TIDINESS,
}


@pytest.mark.parametrize("format_", ENDINGS)
@pytest.mark.parametrize("name", ANSWERS)
def test_report(name: str, format_: str, smi: Smi, golden: Golden) -> None:
    result = smi("score", f"tests/data/answers/{name}.yaml", "--questionnaire", ANSWERS[name], "--format", format_)
    assert (result.code, result.err) == (0, "")
    golden(result.out, EXPECTED / "report" / f"{name}.{ENDINGS[format_]}")


@pytest.mark.parametrize(
    ("name", "environment"),
    [
        ("60-columns", {"COLUMNS": "60"}),
        ("120-columns", {"COLUMNS": "120"}),
        ("40-columns", {"COLUMNS": "40"}),
        ("colour", {"FORCE_COLOR": "1", "TERM": "xterm-256color"}),
        ("ascii", {"PYTHONIOENCODING": "ascii"}),
    ],
)
def test_report_on_other_terminals(name: str, environment: dict[str, str], smi: Smi, golden: Golden) -> None:
    result = smi("score", "tests/data/answers/middle.yaml", "--questionnaire", BAKERY, env=environment)
    assert (result.code, result.err) == (0, "")
    golden(result.out, EXPECTED / "terminals" / f"{name}.txt")


def test_no_color_takes_the_colour_and_nothing_else(smi: Smi) -> None:
    arguments = ("score", "tests/data/answers/middle.yaml", "--questionnaire", BAKERY)
    plain = smi(*arguments, env={"NO_COLOR": "1", "TERM": "dumb"})
    assert plain.out == (EXPECTED / "report" / "middle.txt").read_text(encoding="utf-8")


def test_report_with_other_weights(smi: Smi, golden: Golden) -> None:
    weights = ("--weights", "tests/data/bread-first.yaml")
    result = smi(
        "score", "tests/data/answers/certain.yaml", "--questionnaire", BAKERY, *weights, "--format", "markdown"
    )
    assert (result.code, result.err) == (0, "")
    golden(result.out, EXPECTED / "report" / "certain-bread-first.md")


@pytest.mark.parametrize("format_", ENDINGS)
@pytest.mark.parametrize(("name", "day"), [("certain", "2027-08-15"), ("middle", "2026-10-15")])
def test_report_on_a_later_day(name: str, day: str, format_: str, smi: Smi, golden: Golden) -> None:
    scrutiny = ("--as-of", day, "--weight-tolerance", "60", "--format", format_)
    result = smi("score", f"tests/data/answers/{name}.yaml", "--questionnaire", BAKERY, *scrutiny)
    assert (result.code, result.err) == (0, "")
    golden(result.out, EXPECTED / "report" / f"{name}-later.{ENDINGS[format_]}")


def test_report_with_other_efforts(smi: Smi, golden: Golden) -> None:
    arguments = ("--questionnaire", BAKERY, "--efforts", "tests/data/own-efforts.yaml")
    result = smi("score", "tests/data/answers/certain.yaml", *arguments)
    assert (result.code, result.err) == (0, "")
    golden(result.out, EXPECTED / "report" / "certain-own-efforts.txt")


@pytest.mark.parametrize("name", ANSWERS)
def test_page_and_drawings(name: str, smi: Smi, golden: Golden) -> None:
    for format_, ending in (("html", "html"), ("svg", "svg"), ("ladders", "ladders.svg")):
        result = smi("score", f"tests/data/answers/{name}.yaml", "--questionnaire", ANSWERS[name], "--format", format_)
        assert (result.code, result.err) == (0, "")
        golden(result.out, EXPECTED / "pages" / f"{name}.{ending}")


def test_page_without_notes_and_with_an_earlier_point(smi: Smi, golden: Golden, tmp_path: Path) -> None:
    before = tmp_path / "before.jsonl"
    assert smi("score", "tests/data/history/2026-spring.yaml", "--questionnaire", BAKERY, "--output", before).code == 0
    arguments = ("score", "tests/data/history/2026-autumn.yaml", "--questionnaire", BAKERY, "--baseline", before)
    for format_ in ("html", "svg"):
        result = smi(*arguments, "--no-notes", "--format", format_)
        assert result.code == 1  # it fell behind what the baseline holds
        golden(result.out, EXPECTED / "pages" / f"autumn-since-spring.{format_}")


def test_page_of_a_way(smi: Smi, golden: Golden) -> None:
    result = smi("compare", "tests/data/history", "--questionnaire", BAKERY, "--format", "html")
    assert (result.code, result.err) == (0, "")
    golden(result.out, EXPECTED / "pages" / "way.html")


@pytest.mark.parametrize("name", ["certain", "hindered", "hostile"])
def test_page_of_a_plan(name: str, smi: Smi, golden: Golden) -> None:
    answers, *options = PLANS[name]
    arguments = (f"tests/data/answers/{answers}.yaml", *options, "--questionnaire", BAKERY, "--format", "html")
    result = smi("plan", *arguments)
    assert result.code == 0
    golden(result.out, EXPECTED / "pages" / f"plan-{name}.html")


@pytest.mark.parametrize("format_", ["html", "svg", "ladders"])
def test_page_of_a_folder(format_: str, smi: Smi, golden: Golden) -> None:
    result = smi("score", "tests/data/answers", "--questionnaire", BAKERY, "--by", "region", "--format", format_)
    assert result.code == 3
    golden(result.out, EXPECTED / "pages" / f"folder.{'ladders.svg' if format_ == 'ladders' else format_}")


@pytest.mark.parametrize("arguments", [[], ["stall"]])
def test_blueprint_page(arguments: list[str], smi: Smi, golden: Golden) -> None:
    result = smi("blueprint", *arguments, "--questionnaire", BAKERY, "--format", "html")
    assert (result.code, result.err) == (0, "")
    golden(result.out, EXPECTED / "pages" / f"blueprint{'-'.join(['', *arguments])}.html")


@pytest.mark.parametrize("format_", ENDINGS)
def test_summary_of_a_folder(format_: str, smi: Smi, golden: Golden) -> None:
    result = smi("score", "tests/data/answers", "--questionnaire", BAKERY, "--format", format_)
    # The answers to another questionnaire than the chosen one are named and hide nothing.
    assert result.code == 3
    golden(result.err, EXPECTED / "summary" / "folder.err")
    golden(result.out, EXPECTED / "summary" / f"folder.{ENDINGS[format_]}")


EXPLAINED = ("certain", "open", "unplaced", "hostile", "no-grid")
IDS = {
    "certain": ("overall", "mean", "quadrant", "craft", "oven", "hygiene", "workshop", "signs", "region"),
    "open": ("till", "shop", "stall", "master"),
    "ignored": ("tasting", "queue"),
}


@pytest.mark.parametrize("format_", ENDINGS)
@pytest.mark.parametrize("name", EXPLAINED)
def test_explanation(name: str, format_: str, smi: Smi, golden: Golden) -> None:
    result = smi("explain", f"tests/data/answers/{name}.yaml", "--questionnaire", ANSWERS[name], "--format", format_)
    assert (result.code, result.err) == (0, "")
    golden(result.out, EXPECTED / "explain" / f"{name}.{ENDINGS[format_]}")


@pytest.mark.parametrize(("name", "key"), [(name, key) for name, keys in IDS.items() for key in keys])
def test_explanation_of_an_id(name: str, key: str, smi: Smi, golden: Golden) -> None:
    result = smi("explain", f"tests/data/answers/{name}.yaml", key, "--questionnaire", BAKERY)
    assert (result.code, result.err) == (0, "")
    golden(result.out, EXPECTED / "explain" / f"{name}-{key}.txt")


@pytest.mark.parametrize("format_", ["markdown", "json"])
def test_explanation_of_an_answer_in_other_formats(format_: str, smi: Smi, golden: Golden) -> None:
    result = smi("explain", "tests/data/answers/certain.yaml", "mill", "--questionnaire", BAKERY, "--format", format_)
    assert (result.code, result.err) == (0, "")
    golden(result.out, EXPECTED / "explain" / f"certain-mill.{ENDINGS[format_]}")


@pytest.mark.parametrize("columns", ["40", "60", "120"])
@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("open", ["tests/data/answers/open.yaml", "--questionnaire", BAKERY]),
        ("pip-and-thistle", ["examples/pip-and-thistle.yaml"]),
    ],
)
def test_explanation_on_other_terminals(
    name: str, arguments: list[str], columns: str, smi: Smi, golden: Golden
) -> None:
    result = smi("explain", *arguments, env={"COLUMNS": columns})
    assert (result.code, result.err) == (0, "")
    assert max(map(len, result.out.splitlines())) <= int(columns)
    golden(result.out, EXPECTED / "explain" / f"{name}-{columns}.txt")


def test_explanation_with_other_weights(smi: Smi, golden: Golden) -> None:
    weights = ("--weights", "tests/data/bread-first.yaml")
    result = smi("explain", "tests/data/answers/certain.yaml", "--questionnaire", BAKERY, *weights)
    assert (result.code, result.err) == (0, "")
    golden(result.out, EXPECTED / "explain" / "certain-bread-first.txt")


HISTORY = {
    "way": ["tests/data/history", "--as-of", "2027-03-01"],
    "two": [f"tests/data/history/2026-{season}.yaml" for season in ("autumn", "spring")],
    "hostile": ["tests/data/answers/hostile.yaml", "tests/data/hostile-later.yaml"],
}


@pytest.mark.parametrize("format_", ENDINGS)
@pytest.mark.parametrize("name", HISTORY)
def test_change(name: str, format_: str, smi: Smi, golden: Golden) -> None:
    result = smi("compare", *HISTORY[name], "--questionnaire", BAKERY, "--format", format_)
    assert (result.code, result.err) == (0, "")
    golden(result.out, EXPECTED / "change" / f"{name}.{ENDINGS[format_]}")


@pytest.mark.parametrize(
    ("name", "environment"), [("40-columns", {"COLUMNS": "40"}), ("ascii", {"PYTHONIOENCODING": "ascii"})]
)
def test_change_on_other_terminals(name: str, environment: dict[str, str], smi: Smi, golden: Golden) -> None:
    result = smi("compare", *HISTORY["two"], "--questionnaire", BAKERY, env=environment)
    assert (result.code, result.err) == (0, "")
    golden(result.out, EXPECTED / "change" / f"{name}.txt")


WHAT_IF = {
    "raised": ("certain", ["opening=4", "heat=3"]),
    "ignored": ("ignored", ["mill=0", "tasting=4", "queue=unknown"]),
    "hostile": ("hostile", ["heat=2", "opening=1"]),
    "unplaced": ("unplaced", ["heat=2"]),
}


def what_if(smi: Smi, name: str, *more: str, **how: object) -> Result:
    answers, settings = WHAT_IF[name]
    options = [part for text in settings for part in ("--set", text)]
    return smi("score", f"tests/data/answers/{answers}.yaml", *options, "--questionnaire", BAKERY, *more, **how)


@pytest.mark.parametrize("format_", ENDINGS)
@pytest.mark.parametrize("name", WHAT_IF)
def test_what_if(name: str, format_: str, smi: Smi, golden: Golden) -> None:
    result = what_if(smi, name, "--format", format_)
    assert (result.code, result.err) == (0, "")
    golden(result.out, EXPECTED / "what-if" / f"{name}.{ENDINGS[format_]}")


@pytest.mark.parametrize("format_", ENDINGS)
def test_gates_are_judged_with_the_answers_that_are_tried_out(format_: str, smi: Smi, golden: Golden) -> None:
    gates = ("--require", "craft=50", "--require", "overall=60")
    result = what_if(smi, "raised", *gates, "--format", format_)
    assert (result.code, result.err) == (1, "smi: 1 scored, 1 of 2 gates met.\n")
    golden(result.out, EXPECTED / "what-if" / f"gates.{ENDINGS[format_]}")


@pytest.mark.parametrize("columns", ["60", "120"])
def test_what_if_on_other_terminals(columns: str, smi: Smi, golden: Golden) -> None:
    result = what_if(smi, "raised", env={"COLUMNS": columns})
    golden(result.out, EXPECTED / "what-if" / f"{columns}-columns.txt")


MERGED = {
    "four": ["tests/data/respondents"],
    "two": ["tests/data/respondents/ada.yaml", "tests/data/respondents/bob.yaml"],
    "hostile": ["tests/data/answers/hostile.yaml", "tests/data/hostile-other.yaml"],
}


@pytest.mark.parametrize("format_", [*ENDINGS, "yaml"])
@pytest.mark.parametrize("name", MERGED)
def test_merge(name: str, format_: str, smi: Smi, golden: Golden) -> None:
    result = smi("merge", *MERGED[name], "--questionnaire", BAKERY, "--format", format_)
    assert (result.code, result.err) == (0, "")
    golden(result.out, EXPECTED / "merge" / f"{name}.{ENDINGS.get(format_, format_)}")


PLANS = {
    "certain": ["certain", "--quarters", "3"],
    "open": ["open", "--to", "standing=master"],
    "steps-only": ["certain", "--quarters", "2", "--efforts", "tests/data/own-efforts.yaml"],
    "own": ["certain", "--to", "quadrant=workshop,counter", "--to", "heat=2", "--efforts", "tests/data/own-moves.yaml"],
    "budget": ["middle", "--budget", "6", "--first", "shop", "--exclude", "till"],
    "unsure": ["open", "--budget", "3", "--quarters", "12"],
    "too-dear": ["middle", "--budget", "6", "--to", "standing=master", "--first", "craft"],
    "within": ["certain", "--budget", "40", "--to", "craft=60"],
    "hindered": ["certain", "--to", "standing=master", "--to", "quadrant=stall", "--exclude", "oven"],
    "hostile": ["hostile"],
}


@pytest.mark.parametrize("format_", [*ENDINGS, "csv"])
@pytest.mark.parametrize("name", PLANS)
def test_plan(name: str, format_: str, smi: Smi, golden: Golden) -> None:
    answers, *options = PLANS[name]
    path = f"tests/data/answers/{answers}.yaml"
    result = smi("plan", path, *options, "--questionnaire", BAKERY, "--format", format_)
    out_of_reach = "smi: no moves found; the report and JSON say what stands in the way\n"
    too_dear = (
        "smi: the target takes 12 units of effort, more than the budget; the moves are those that bring most for it\n"
    )
    said = {"hindered": out_of_reach, "too-dear": too_dear}
    assert (result.code, result.err) == (0, said.get(name, ""))
    golden(result.out, EXPECTED / "plan" / f"{name}.{ENDINGS.get(format_, format_)}")


@pytest.mark.parametrize(
    ("name", "environment"),
    [
        ("60-columns", {"COLUMNS": "60"}),
        ("120-columns", {"COLUMNS": "120"}),
        ("colour", {"FORCE_COLOR": "1", "TERM": "xterm-256color"}),
        ("ascii", {"PYTHONIOENCODING": "ascii"}),
    ],
)
def test_merge_on_other_terminals(name: str, environment: dict[str, str], smi: Smi, golden: Golden) -> None:
    result = smi("merge", *MERGED["four"], "--questionnaire", BAKERY, env=environment)
    assert (result.code, result.err) == (0, "")
    golden(result.out, EXPECTED / "merge" / f"{name}.txt")


@pytest.mark.parametrize("format_", ENDINGS)
def test_merge_without_quadrants(format_: str, smi: Smi, golden: Golden) -> None:
    result = smi("merge", "tests/data/tables/tidiness.csv", "--questionnaire", TIDINESS, "--format", format_)
    assert (result.code, result.err) == (0, "")
    golden(result.out, EXPECTED / "merge" / f"no-grid.{ENDINGS[format_]}")


@pytest.mark.parametrize(
    ("name", "environment"),
    [
        ("60-columns", {"COLUMNS": "60"}),
        ("120-columns", {"COLUMNS": "120"}),
        ("colour", {"FORCE_COLOR": "1", "TERM": "xterm-256color"}),
    ],
)
def test_plan_on_other_terminals(name: str, environment: dict[str, str], smi: Smi, golden: Golden) -> None:
    answers = ("tests/data/answers/certain.yaml", "--quarters", "3")
    result = smi("plan", *answers, "--questionnaire", BAKERY, env=environment)
    assert (result.code, result.err) == (0, "")
    golden(result.out, EXPECTED / "plan" / f"{name}.txt")


def test_plan_without_quadrants(smi: Smi, golden: Golden) -> None:
    result = smi("plan", "tests/data/answers/no-grid.yaml", "--questionnaire", TIDINESS)
    assert (result.code, result.err) == (0, "")
    golden(result.out, EXPECTED / "plan" / "no-grid.txt")


@pytest.mark.parametrize("format_", ENDINGS)
@pytest.mark.parametrize("name", ["", "stall"])
def test_blueprint(name: str, format_: str, smi: Smi, golden: Golden) -> None:
    result = smi("blueprint", *filter(None, [name]), "--questionnaire", BAKERY, "--format", format_)
    assert (result.code, result.err) == (0, "")
    golden(result.out, EXPECTED / "blueprint" / f"{name or 'list'}.{ENDINGS[format_]}")


@pytest.mark.parametrize("format_", ENDINGS)
def test_blueprint_for_answers(format_: str, smi: Smi, golden: Golden) -> None:
    answers = ("--for", "tests/data/answers/certain.yaml")
    result = smi("blueprint", *answers, "--questionnaire", BAKERY, "--format", format_)
    assert (result.code, result.err) == (0, "")
    golden(result.out, EXPECTED / "blueprint" / f"for-answers.{ENDINGS[format_]}")


@pytest.mark.parametrize(
    ("name", "arguments"), [("blank", ["stall"]), ("filled", ["--for", "tests/data/answers/certain.yaml"])]
)
def test_worksheets(name: str, arguments: list[str], smi: Smi, golden: Golden) -> None:
    result = smi("blueprint", *arguments, "--worksheets", "--questionnaire", BAKERY)
    assert (result.code, result.err) == (0, "")
    golden(result.out, EXPECTED / "worksheets" / f"{name}.md")


@pytest.mark.parametrize(("name", "format_"), [(BAKERY, "terminal"), (BAKERY, "markdown"), (TIDINESS, "terminal")])
def test_show(name: str, format_: str, smi: Smi, golden: Golden) -> None:
    result = smi("show", name, "--format", format_)
    assert (result.code, result.err) == (0, "")
    golden(result.out, EXPECTED / "show" / f"{Path(name).stem}.{ENDINGS[format_]}")


def test_show_gives_the_file_itself_to_start_from(smi: Smi) -> None:
    result = smi("show", BAKERY, "--format", "yaml")
    assert (result.code, result.err) == (0, "")
    assert result.out == (ROOT / BAKERY).read_text(encoding="utf-8")


@pytest.mark.parametrize("format_", ["terminal", "markdown"])
def test_show_lists_what_ships(format_: str, smi: Smi, golden: Golden) -> None:
    result = smi("show", "--format", format_)
    assert (result.code, result.err) == (0, "")
    golden(result.out, EXPECTED / "show" / f"list.{ENDINGS[format_]}")


@pytest.mark.parametrize(
    "command", ["", "assess", "score", "explain", "plan", "compare", "merge", "blueprint", "show", "check"]
)
def test_help(command: str, smi: Smi, golden: Golden) -> None:
    result = smi(*filter(None, [command]), "--help")
    assert (result.code, result.err) == (0, "")
    golden(result.out, EXPECTED / "help" / f"{command or 'smi'}.txt")


def test_template(smi: Smi, golden: Golden) -> None:
    result = smi("assess", "--template", "--questionnaire", BAKERY)
    today = re.search("^date: (.*)$", result.out, re.MULTILINE)
    assert (result.code, result.err) == (0, "")
    assert today
    golden(result.out.replace(today[1], "2026-10-05"), EXPECTED / "assess" / "template.yaml")


def test_short_help_is_help(smi: Smi) -> None:
    assert smi("score", "-h") == smi("score", "--help")


def test_check(smi: Smi, golden: Golden) -> None:
    result = smi("check", "tests/golden/faulty")
    golden(f"{result.out}{result.err}", EXPECTED / "check.txt")
    assert result.code == 1


@pytest.mark.parametrize("path", sorted((ROOT / "examples").glob("*.yaml")), ids=lambda path: path.stem)
def test_example(path: Path, smi: Smi, golden: Golden) -> None:
    """Shipped content is pinned once: better wording changes these files and no others."""
    result = smi("score", path.relative_to(ROOT))
    assert (result.code, result.err) == (0, "")
    golden(result.out, EXPECTED / "examples" / f"{path.stem}.txt")
