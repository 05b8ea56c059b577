"""Hostile texts in every field, through the real command into every format at once: they are shown, and no more."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import NamedTuple
from unicodedata import category

import pytest
from junitparser import JUnitXml
from markdown_it import MarkdownIt
from xmlschema import XMLSchema10

from conftest import ROOT, Result, run_command
from documents import check_drawing, check_page
from hostile import EVIDENCE, FORMULA_FILE, NAMES, NOTE, RESPONDENT, ROLE, TEXTS, make_hostile

OUTPUTS = {
    "terminal": "o.txt",
    "markdown": "o.md",
    "json": "o.json",
    "jsonl": "o.jsonl",
    "csv": "o.csv",
    "junit": "o.xml",
    "github": "o.log",
    "summary": "summary.md",
    "badge": "badge.json",
    "html": "o.html",
    "svg": "o.svg",
    "ladders": "ladders.svg",
}
FOR_CI = ("junit", "github", "summary", "badge")
QUESTIONNAIRE = ("--questionnaire", "questionnaires/evil.json")
TERMS = (*QUESTIONNAIRE, "--gates", "gates.json", "--baseline", "before.jsonl", "--efforts", "efforts.json")
ODD = {"Cc", "Cf", "Cs", "Zl", "Zp"}
WHOLE = ("control", "html", "markdown", "table", "commands", "bidi", "xml", "long")
SCORED, BAD, GATES = len(TEXTS) + len(NAMES) + 1, 2, 7
COMMAND = re.compile(
    r"::(error|warning) file=[^:,]+(?:,line=[0-9]+,col=[0-9]+)?,title=[a-z -]+::.+|::notice::… and [0-9]+ more: .+"
)
READER = MarkdownIt("commonmark").enable("table")
# What a spreadsheet would take for a formula.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


class Run(NamedTuple):
    """What a run left behind: its result, and the text of every output by its format."""

    result: Result
    texts: dict[str, str]


def score(folder: Path, *arguments: str) -> Run:
    place = folder / "outputs"
    place.mkdir(exist_ok=True)
    outputs = [part for name, file in OUTPUTS.items() for part in ("--output", f"{name}:outputs/{file}")]
    result = run_command(["score", *arguments, *TERMS, *outputs], cwd=folder)
    return Run(result, {name: (place / file).read_bytes().decode() for name, file in OUTPUTS.items()})


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = make_hostile(tmp_path_factory.mktemp("hostile"))
    before = run_command(["score", "before", *QUESTIONNAIRE, "--output", "before.jsonl"], cwd=folder)
    assert (before.code, before.err) == (0, "")
    return folder


@pytest.fixture(scope="module")
def many(folder: Path) -> Run:
    """All answers, grouped by a hostile text, and files that cannot be used."""
    return score(folder, FORMULA_FILE, "answers", "bad", "--by", "motto")


@pytest.fixture(scope="module")
def alone(folder: Path) -> list[Run]:
    """A text for itself: a whole report instead of a row."""
    return [score(folder, f"answers/{name}.json") for name in WHOLE]


@pytest.fixture(scope="module")
def runs(many: Run, alone: list[Run]) -> list[Run]:
    return [many, *alone]


def test_every_file_is_scored_or_told(many: Run, alone: list[Run]) -> None:
    assert (many.result.code, many.result.out) == (3, "")
    fresh = len(NAMES) + 1
    assert many.result.err.splitlines()[-1] == (
        f"smi: {SCORED} scored, {BAD} not usable, {fresh} new (not in the baseline), 0 of 5 gates met, 2 warnings."
    )
    assert {run.result.code for run in alone} == {1}
    assert all(all(run.texts.values()) for run in (many, *alone))


def test_no_output_holds_a_character_that_does_something(runs: list[Run]) -> None:
    for run in runs:
        for name, text in {**run.texts, "stderr": run.result.err}.items():
            assert {character for character in text if category(character) in ODD} <= {"\n"}, name


def test_no_line_is_a_command_for_a_runner_that_reads_along(folder: Path, runs: list[Run]) -> None:
    (folder / "::add-mask::z.json").write_bytes((folder / "answers" / "at.json").read_bytes())
    for run in (*runs, score(folder, "::add-mask::z.json")):
        for name, text in {**run.texts, "stderr": run.result.err}.items():
            lines = text.splitlines()
            assert [line for line in lines if re.search(r"##\w*\[", line)] == [], name
            assert name == "github" or [line for line in lines if line.lstrip().startswith("::")] == [], name


def test_data_gives_every_text_back_as_it_stood(many: Run) -> None:
    subjects = [*TEXTS.values(), *NAMES, "=1+1"]
    results = json.loads(many.texts["json"])["results"]
    records = [json.loads(line) for line in many.texts["jsonl"].splitlines()]
    assert sorted(one["subject"] for one in results) == sorted(one["subject"] for one in records) == sorted(subjects)
    assert {one["answers"]["respondent"] for one in results} == {f"{text} {RESPONDENT}" for text in subjects}


def test_junit_is_junit(runs: list[Run]) -> None:
    schema = XMLSchema10(ROOT / "tests" / "data" / "junit-10.xsd")
    for run in runs:
        schema.validate(run.texts["junit"])
        counts = [len(list(suite)) for suite in JUnitXml.fromstring(run.texts["junit"].encode())]
        assert counts in ([SCORED * GATES, BAD], [GATES])


def test_no_cell_of_a_table_is_a_formula(runs: list[Run]) -> None:
    for run in runs:
        header, *rows = list(csv.reader(StringIO(run.texts["csv"], newline=""), strict=True))
        assert len(rows) in {1, SCORED}
        assert {len(row) for row in rows} == {len(header)}
        assert [cell for row in (header, *rows) for cell in row if cell.startswith(FORMULA_STARTS)] == []
        assert run.texts["csv"].count("\n") == 1 + len(rows)


def test_every_annotation_is_a_command_of_smi(runs: list[Run]) -> None:
    for run in runs:
        lines = run.texts["github"].splitlines()
        assert [line for line in lines if not COMMAND.fullmatch(line) or "##" in line] == []
    errors, warnings, notices = (
        [line for line in runs[0].texts["github"].splitlines() if line.startswith(f"::{kind}")]
        for kind in ("error", "warning", "notice")
    )
    assert (len(errors), len(warnings), len(notices)) == (10, 10, 1)


def tables(text: str) -> Iterator[list[str]]:
    """The runs of lines that begin as those of a table do."""
    table: list[str] = []
    for line in [*text.splitlines(), ""]:
        if line.startswith("|"):
            table.append(line)
        elif table:
            yield table
            table = []


def pipes(line: str) -> int:
    """How many signs between cells a line holds: those behind a backslash are none, one behind two is."""
    return re.sub(r"\\.", "", line).count("|")


def check_structure(text: str) -> None:
    """Tables keep their columns and rows, and there is nothing but what smi itself writes."""
    found = list(tables(text))
    for table in found:
        assert len({pipes(line) for line in table}) == 1, table
    tokens = READER.parse(text)
    rows = [token for token in tokens if token.type == "tr_open"]
    assert len(rows) == sum(len(table) - 1 for table in found)  # the line below a header is no row
    kinds = {child.type for token in tokens for child in (token, *(token.children or []))}
    assert not kinds & {"html_block", "html_inline", "link_open", "image", "blockquote_open", "code_block", "hr"}
    assert {token.info for token in tokens if token.type == "fence"} <= {"text"}


@pytest.mark.parametrize("name", ["markdown", "summary"])
def test_nothing_in_markdown_makes_structure(runs: list[Run], name: str) -> None:
    for run in runs:
        assert list(tables(run.texts[name]))
        check_structure(run.texts[name])


def test_nothing_in_a_page_or_a_drawing_makes_structure(runs: list[Run]) -> None:
    for run in runs:
        check_page(run.texts["html"])
        check_drawing(run.texts["svg"])
        check_drawing(run.texts["ladders"])


def test_a_page_without_notes_has_none(folder: Path, runs: list[Run]) -> None:
    arguments = ("answers/table.json", *QUESTIONNAIRE, "--no-notes")
    for format_ in ("html", "markdown", "terminal", "svg"):
        result = run_command(["score", *arguments, "--format", format_], cwd=folder)
        assert result.code == 0
        assert [word for word in (NOTE, EVIDENCE, RESPONDENT, ROLE) if word in result.out] == []
    assert all(NOTE in run.texts["html"] for run in runs[1:])


def test_blueprint_pages_are_harmless_too(folder: Path) -> None:
    for arguments in ((), ("stall",)):
        result = run_command(["blueprint", *arguments, *QUESTIONNAIRE, "--format", "html"], cwd=folder)
        assert (result.code, result.err) == (0, "")
        check_page(result.out)


def test_a_badge_is_one_line_of_what_shields_io_reads(runs: list[Run]) -> None:
    for run in runs:
        (line,) = run.texts["badge"].splitlines()
        badge = json.loads(line)
        assert badge.keys() <= {"schemaVersion", "label", "message", "color", "isError"}
        assert re.fullmatch("[a-z]+", badge["color"])


def test_ci_shows_no_note_and_no_person_unless_it_is_told_to(folder: Path, runs: list[Run]) -> None:
    private = (NOTE, EVIDENCE, RESPONDENT, ROLE)
    for run in runs:
        assert [(name, word) for name in FOR_CI for word in private if word in run.texts[name]] == []
    texts = score(folder, "answers/table.json", "--include-notes").texts
    assert {name for name in FOR_CI if NOTE in texts[name]} == {"junit", "github", "summary"}
    assert {name for name in FOR_CI if RESPONDENT in texts[name] or ROLE in texts[name]} <= {"summary"}


def test_no_cell_of_a_plan_is_a_formula(folder: Path) -> None:
    for name in TEXTS:
        result = run_command(["plan", f"answers/{name}.json", *QUESTIONNAIRE, "--format", "csv"], cwd=folder)
        rows = list(csv.reader(StringIO(result.out, newline=""), strict=True))
        assert (result.code, result.err) == (0, "")
        assert len(rows) > 1
        assert [cell for row in rows for cell in row if cell.startswith(FORMULA_STARTS)] == []
        assert {character for character in result.out if category(character) in ODD} == {"\n"}


def test_changes_blueprints_explanations_and_plans_are_harmless_too(folder: Path) -> None:
    (folder / "outputs").mkdir(exist_ok=True)
    for name in WHOLE:
        pair = (f"before/{name}.json", f"answers/{name}.json")
        efforts, weights = ("--efforts", "efforts.json"), ("--weights", "own-weights.json")
        for arguments in (
            ("compare", *pair),
            ("blueprint", "--for", pair[1], *efforts),
            ("explain", pair[1], *weights),
            ("plan", pair[1], *efforts),
            *(("explain", pair[1], key) for key in ("tasting", "motto", "standing", "stall")),
        ):
            endings = ("txt", "md", "json", *(("html",) if arguments[0] != "explain" else ()))
            outputs = [part for ending in endings for part in ("--output", f"outputs/more.{ending}")]
            result = run_command([*arguments, *QUESTIONNAIRE, *outputs], cwd=folder)
            assert (result.code, result.out, result.err) == (0, "", "")
            texts = [(folder / output).read_bytes().decode() for output in outputs[1::2]]
            assert {character for text in texts for character in text if category(character) in ODD} == {"\n"}
            check_structure(texts[1])
            for page in texts[3:]:
                check_page(page)


def test_merged_answers_and_what_if_are_harmless_too(folder: Path) -> None:
    (folder / "outputs").mkdir(exist_ok=True)
    for name in WHOLE:
        answers = json.loads((folder / "answers" / f"{name}.json").read_text(encoding="utf-8"))
        other = answers | {"respondent": "Bob", "answers": answers["answers"] | {"mill": 2, "heat": 2}, "done": []}
        (folder / f"other-{name}.json").write_text(json.dumps(other), encoding="utf-8")
        pair, merged = (f"answers/{name}.json", f"other-{name}.json"), f"outputs/merged-{name}.yaml"
        for arguments in (
            ("merge", *pair, "--output", merged),
            ("score", merged, "--set", "mill=2", "--set", "heat=2"),
        ):
            outputs = [part for ending in ("txt", "md", "json") for part in ("--output", f"outputs/so.{ending}")]
            result = run_command([*arguments, *QUESTIONNAIRE, *outputs], cwd=folder)
            assert (result.code, result.out, result.err) == (0, "", "")
            texts = [(folder / output).read_bytes().decode() for output in (merged, *outputs[1::2])]
            assert {character for text in texts for character in text if category(character) in ODD} == {"\n"}
            lines = [line for text in texts for line in text.splitlines()]
            assert [line for line in lines if re.search(r"##\w*\[", line) or line.lstrip().startswith("::")] == []
            check_structure(texts[2])
