"""The summary in its formats: hostile texts stay texts, one subject is no crowd, too many are not listed."""

from __future__ import annotations

import json
import re
from io import StringIO

import pytest
from markdown_it import MarkdownIt
from rich.console import Console

from builders import BAKERY, CHECKLIST
from crowd import HOSTILE, a_crowd, an_assessment
from documents import SVG, XHTML, check_drawing, check_page
from smi_cli.assessing.assessment import Assessment
from smi_cli.assessing.census import Census
from smi_cli.model.answers import Known
from smi_cli.rendering.batch_report import BatchReport, compose_batch
from smi_cli.rendering.harmless import json_text
from smi_cli.rendering.html_batch import render_batch, render_crowds, render_rungs
from smi_cli.rendering.html_parts import Styles
from smi_cli.rendering.json_batch import describe_census
from smi_cli.rendering.markdown_batch import render_batch as to_markdown
from smi_cli.rendering.roster import LISTED, Roster
from smi_cli.rendering.terminal_batch import render_batch as to_terminal
from unit.assessing.worked import assessed

READER = MarkdownIt("commonmark").enable("table")
HARMFUL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
STYLES = Styles("", "")
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
    report = composed([an_assessment(ANSWERS)])
    (section,) = report.sections
    assert section.title == "Bakery Index: 1 subject"
    assert section.subjects is not None
    for text in (on_terminal(report), to_markdown(report), render_batch(report, STYLES)):
        assert "Most common" not in text
        assert "All subjects" not in text


def seen(drawing: str) -> list[str]:
    """The texts of a drawing."""
    return [one.text or "" for one in check_drawing(drawing).iter(f"{SVG}text")]


def test_one_subject_of_each_questionnaire_is_drawn() -> None:
    desk, bread = assessed({"desk": 1, "floor": 2}, CHECKLIST), assessed(ANSWERS)
    report = composed([desk, bread])
    texts = seen(render_crowds(report, STYLES))
    assert {"Counter", "Institution", "1", bread.answers.subject} <= set(texts)
    titles = [title for title in seen(render_rungs(report, STYLES)) if ". " in title]
    assert titles[0] == "Checklist: 1 subject. Order"
    assert titles[1].startswith("Bakery Index: 1 subject. ")


def test_a_drawing_alone_says_how_many_it_does_not_show() -> None:
    report = composed([an_assessment(ANSWERS), an_assessment({}), an_assessment({})])
    remark = "Not drawn: 2 subjects"
    assert remark in seen(render_crowds(report, STYLES))
    assert (
        render_batch(report, STYLES).count(f"<figcaption>Across: Craft. Up: Shop. {remark} without a score on both.")
        == 1
    )
    assert f">{remark}</text>" not in render_batch(report, STYLES)


def test_quadrants_of_several_subjects_are_drawn_before_those_of_one() -> None:
    lone = assessed(ANSWERS, BAKERY.replace("id: bakery", "id: other").replace("title: Bakery Index", "title: Other"))
    (title,) = (
        one.text for one in check_drawing(render_crowds(composed([lone, *a_crowd(2)]), STYLES)).iter(f"{SVG}title")
    )
    assert title == "Bakery Index: 2 subjects. Craft and Shop of all subjects"


def test_questionnaires_of_one_title_keep_their_ladders_apart() -> None:
    report = composed([assessed(ANSWERS), assessed(ANSWERS, BAKERY.replace("id: bakery", "id: other"))])
    texts = seen(render_rungs(report, STYLES))
    ladders = [one for one in texts if one.startswith("Bakery Index: 1 subject. ")]
    assert len(ladders) == 2 * len(set(ladders)) > 0


def test_a_drawing_without_ladders_says_so() -> None:
    report = composed([assessed({"desk": 1, "floor": 2}, CHECKLIST.split("ladders:\n")[0])])
    assert seen(render_crowds(report, STYLES))[-1] == "There are no ladders to draw."


@pytest.mark.parametrize(("size", "listed"), [(2, True), (LISTED, True), (LISTED + 1, False), (LISTED + 2, False)])
def test_subjects_are_listed_while_they_can_be_read(size: int, listed: bool) -> None:
    (section,) = composed(list(a_crowd(size))).sections
    assert (section.subjects is not None) == listed
    assert bool(section.unlisted) != listed


def test_a_questionnaire_without_the_question_says_why_it_is_not_grouped() -> None:
    (section,) = composed(list(a_crowd(3)), "sector").sections
    assert section.whole.groups is not None
    assert section.whole.groups.table is None
    assert section.whole.groups.notes == (
        "Not grouped: Bakery Index has no context question 'sector' (it has region, motto, bread).",
    )


def test_of_many_groups_the_largest_are_shown_and_the_others_counted() -> None:
    crowd = [an_assessment(ANSWERS, context={"motto": f"{number // 2:02}"}) for number in range(83)]
    (section,) = composed(crowd, "motto").sections
    assert section.whole.groups is not None
    assert section.whole.groups.table is not None
    assert [row[0] for row in section.whole.groups.table.rows] == [f"{number:02}" for number in range(40)]
    assert section.whole.groups.notes == ("These are the 40 largest of 42 groups; --format json gives all of them.",)


def test_nobody_with_a_score_is_said() -> None:
    (section,) = composed([an_assessment({}), an_assessment({})]).sections
    assert section.whole.headline[0] == ("Most common quadrant", "none; too little is known of every subject")
    assert [row[1:] for row in section.whole.scores.rows] == [("-", "-", "-", "-", "-", "-", "2")] * 3
    report = composed([an_assessment({}), an_assessment({})])
    for text in (on_terminal(report), to_markdown(report), render_batch(report, STYLES)):
        assert "All subjects" not in text


def test_a_subject_whose_quadrant_is_not_certain_has_a_pale_sign_that_is_explained() -> None:
    unsure = {key: ANSWERS[key] for key in ("mill", "heat", "opening")}
    report = composed([an_assessment(unsure), an_assessment(ANSWERS), an_assessment(unsure), an_assessment(unsure)])
    said = "? marks where missing answers leave another quadrant possible: 1, 3 and 4."
    drawing, page = render_crowds(report, STYLES), render_batch(report, STYLES)
    assert {"1?", "2", "3?", "4?", "?", "another quadrant is possible"} <= set(seen(drawing))
    assert page.count(said) == 2  # in the description of the drawing and below it
    assert drawing.count(said) == 1
    certain = render_crowds(composed([an_assessment(ANSWERS)]), STYLES)
    assert "?" not in "".join(seen(certain))


def test_a_drawing_of_nobody_with_a_place_is_empty_and_counts_them() -> None:
    nobody = [an_assessment({}), an_assessment({})]
    root = check_drawing(render_crowds(composed(nobody), STYLES))
    assert {"Stall", "Institution", "Not drawn: 2 subjects"} <= {one.text for one in root.iter(f"{SVG}text")}
    assert "Not drawn: 2 subjects without a score on both." in (next(root.iter(f"{SVG}desc")).text or "")
    other = BAKERY.replace("id: bakery", "id: other").replace("title: Bakery Index", "title: Other")
    (title,) = check_drawing(render_crowds(composed([*nobody, assessed(ANSWERS, other)]), STYLES)).iter(f"{SVG}title")
    assert (title.text or "").startswith("Other: 1 subject.")


@pytest.mark.parametrize("width", [20, 40, 57, 58, 60, 100, 200])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    text = on_terminal(composed(list(a_crowd(60)), "motto"), width)
    assert max(map(len, text.splitlines())) <= width


def test_the_rows_of_a_page_say_what_they_are_about() -> None:
    page = check_page(render_batch(composed(list(a_crowd(3)), "region"), STYLES))
    first = {
        table.findtext(f"{XHTML}caption"): table.findtext(f"{XHTML}tbody/{XHTML}tr/{XHTML}th[@scope='row']")
        for table in page.iter(f"{XHTML}table")
    }
    of = "of Bakery Index: 3 subjects"
    assert first[f"Subjects {of}, as they came"] == "Bakery 0000"
    assert first[f"Quadrants {of}"] == "Stall"
    assert first[f"Most common next steps {of}"] == "Count loaves"
    assert first[f"By region {of}"] == "In town"
