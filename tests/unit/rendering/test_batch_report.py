"""The summary in its formats: hostile texts stay texts, one subject is no crowd, too many are not listed."""

from __future__ import annotations

import json
import re
from io import StringIO

import pytest
from markdown_it import MarkdownIt
from rich.console import Console

from crowd import HOSTILE, a_crowd, an_assessment
from smi_cli.assessing.assessment import Assessment
from smi_cli.assessing.census import Census
from smi_cli.model.answers import Known
from smi_cli.rendering.batch_report import BatchReport, compose_batch
from smi_cli.rendering.harmless import json_text
from smi_cli.rendering.json_batch import describe_census
from smi_cli.rendering.markdown_batch import render_batch as to_markdown
from smi_cli.rendering.roster import LISTED, Roster
from smi_cli.rendering.terminal_batch import render_batch as to_terminal

READER = MarkdownIt("commonmark").enable("table")
HARMFUL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
ANSWERS = {key: Known(2) for key in ("mill", "tasting", "heat", "opening", "till")}


def composed(assessments: list[Assessment], by: str | None = None) -> BatchReport:
    census, roster = Census(by), Roster()
    for assessment in assessments:
        census.add(assessment)
        roster.add(assessment)
    return compose_batch(census, roster, f"{HOSTILE} scored.", [HOSTILE])


def on_terminal(report: BatchReport, width: int = 80) -> str:
    console = Console(file=StringIO(), width=width, color_system=None, legacy_windows=False)
    with console.capture() as captured:
        console.print(to_terminal(report, width))
    return captured.get()


@pytest.fixture
def hostile() -> list[Assessment]:
    return [an_assessment(ANSWERS, f"{HOSTILE} {number}", {"motto": HOSTILE}) for number in range(3)]


def test_hostile_texts_are_text_on_the_terminal(hostile: list[Assessment]) -> None:
    text = on_terminal(composed(hostile, "motto"))
    assert not HARMFUL.search(text)
    assert (
        text.count("[bold]\\x1b[31m|`x`") == 7
    )  # the run line, a gate, three subjects, a group in two blocks of its table


def test_hostile_texts_are_text_in_markdown(hostile: list[Assessment]) -> None:
    text = to_markdown(composed(hostile, "motto"))
    assert not HARMFUL.search(text)
    tokens = READER.parse(text)
    assert {token.type for token in tokens} & {"html_block", "heading_open"} == {"heading_open"}
    inline = {child.type for token in tokens for child in token.children or ()}
    assert inline <= {"text", "text_special", "strong_open", "strong_close", "code_inline", "softbreak"}
    # Every row of a table has as many cells as its header.
    rows: list[int] = []
    for token in tokens:
        match token.type:
            case "table_open":
                rows = []
            case "tr_open":
                rows.append(0)
            case "th_open" | "td_open":
                rows[-1] += 1
            case "table_close":
                assert len(set(rows)) == 1
            case _:
                pass


def test_hostile_texts_are_text_in_json(hostile: list[Assessment]) -> None:
    census = Census("motto")
    for assessment in hostile:
        census.add(assessment)
    text = json_text(json.dumps(describe_census(census), ensure_ascii=False))
    assert not HARMFUL.search(text)
    (described,) = json.loads(text)["questionnaires"]
    assert [group["answer"] for group in described["groups"]] == [HOSTILE]


def test_one_subject_is_listed_and_nothing_is_summed_up() -> None:
    (section,) = composed([an_assessment(ANSWERS)]).sections
    assert section.title == "Bakery Index: 1 subject"
    assert section.subjects is not None
    assert section.whole is None


@pytest.mark.parametrize(("size", "listed"), [(2, True), (LISTED, True), (LISTED + 1, False), (LISTED + 2, False)])
def test_subjects_are_listed_while_they_can_be_read(size: int, listed: bool) -> None:
    (section,) = composed(list(a_crowd(size))).sections
    assert (section.subjects is not None) == listed
    assert bool(section.unlisted) != listed


def test_a_questionnaire_without_the_question_says_why_it_is_not_grouped() -> None:
    (section,) = composed(list(a_crowd(3)), "sector").sections
    assert section.whole is not None
    assert section.whole.groups is not None
    assert section.whole.groups.table is None
    assert section.whole.groups.notes == (
        "Not grouped: Bakery Index has no context question 'sector' (it has region, motto, bread).",
    )


def test_of_many_groups_the_largest_are_shown_and_the_others_counted() -> None:
    crowd = [an_assessment(ANSWERS, context={"motto": f"{number // 2:02}"}) for number in range(83)]
    (section,) = composed(crowd, "motto").sections
    assert section.whole is not None
    assert section.whole.groups is not None
    assert section.whole.groups.table is not None
    assert [row[0] for row in section.whole.groups.table.rows] == [f"{number:02}" for number in range(40)]
    assert section.whole.groups.notes == ("These are the 40 largest of 42 groups; --format json gives all of them.",)


def test_nobody_with_a_score_is_said() -> None:
    (section,) = composed([an_assessment({}), an_assessment({})]).sections
    assert section.whole is not None
    assert section.whole.crowd is None
    assert section.whole.headline[0] == ("Most common quadrant", "none; too little is known of every subject")
    assert [row[1:] for row in section.whole.scores.rows] == [("-", "-", "-", "-", "-", "-", "2")] * 3
    assert "All subjects" not in on_terminal(composed([an_assessment({}), an_assessment({})]))


@pytest.mark.parametrize("width", [20, 40, 57, 58, 60, 100, 200])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    text = on_terminal(composed(list(a_crowd(60)), "motto"), width)
    assert max(map(len, text.splitlines())) <= width
