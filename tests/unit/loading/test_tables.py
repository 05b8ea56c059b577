"""Tables of answers: every row to answers, or to problems at its line and cell."""

# ruff: noqa: E501 - a problem is one line, and stands here as its reader sees it

from __future__ import annotations

import json
import os
import tracemalloc
from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from builders import CHECKLIST
from conftest import ROOT
from smi_cli.loading.entries import Entry
from smi_cli.loading.finding import is_table
from smi_cli.loading.library import Library
from smi_cli.loading.table_book import Remark
from smi_cli.loading.table_lines import LINE_LIMIT
from smi_cli.loading.tables import read_table
from smi_cli.model.answers import Answer, Answers, ContextAnswer, Known, NotApplicable, Unanswered, Unknown
from smi_cli.model.problems import Location, Problems

DATA = ROOT / "tests" / "data"
BAKERY = str(DATA / "questionnaires" / "bakery.yaml")
HEAD = "subject,date,"
START = "Crumb,2026-11-01,"

Outcomes = list[Entry | Problems | Remark]
Read = Callable[..., Outcomes]


@pytest.fixture
def read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Read:
    """Read a text as a table for the bakery."""
    monkeypatch.chdir(tmp_path)

    def run(text: str | bytes, name: str = "t.csv", questionnaire: str = BAKERY) -> Outcomes:
        Path(name).write_bytes(text.encode() if isinstance(text, str) else text)
        return list(read_table(name, Library(questionnaire)))

    return run


def problems(outcomes: Outcomes) -> list[str]:
    """The problems of all rows, one line each, without the name of the file."""
    found = (one for outcome in outcomes if isinstance(outcome, Problems) for one in outcome.items)
    return [str(one).removeprefix("t.csv:").removeprefix("t.jsonl:") for one in found]


def answers(outcomes: Outcomes) -> list[Answers]:
    assert not problems(outcomes)
    return [one.answers for one in outcomes if isinstance(one, Entry)]


def remarks(outcomes: Outcomes) -> list[str]:
    return [str(one) for one in outcomes if isinstance(one, Remark)]


def expected(
    by_question: Mapping[str, Answer | int],
    context: Mapping[str, ContextAnswer] | None = None,
    *,
    subject: str = "Crumb & Sons",
    day: date = date(2026, 11, 1),
) -> Answers:
    return Answers(
        questionnaire="bakery",
        version="1.10",
        subject=subject,
        date=day,
        by_question={key: Known(one) if isinstance(one, int) else one for key, one in by_question.items()},
        context=context or {},
    )


@pytest.mark.parametrize(
    ("path", "table"),
    [("a.csv", True), ("A.CSV", True), ("a.tsv", True), ("a.jsonl", True), ("a.ndjson", True), ("a.json", False), ("-", False)],
)  # fmt: skip
def test_what_is_a_table(path: str, table: bool) -> None:
    assert is_table(path) is table


def test_an_export_with_codes_as_headings() -> None:
    outcomes = list(read_table(str(DATA / "tables" / "limesurvey.csv"), Library(BAKERY)))
    day = date(2026, 11, 2)
    assert answers(outcomes) == [
        expected(
            {"mill": 2, "tasting": 3, "heat": 4, "hygiene": 2, "opening": 3, "till": 1, "queue": 2},
            {"shops": Fraction(3), "region": "town", "bread": ("rye", "cake"), "motto": "Bread, always"},
            day=day,
        ),
        expected(
            {"mill": 1, "tasting": NotApplicable("We sell no bread"), "heat": Unknown(), "opening": 2, "till": 4},
            {"region": "country"},
            subject='Oven & "Daughters"',
            day=day,
        ),
    ]
    (remark,) = (one for one in outcomes if isinstance(one, Remark))
    assert remark.left_out == ("id", "submitdate", "lastpage", "startlanguage", "seed", "tasting[comment]")
    assert remark.unanswered == ()


def test_an_export_with_wordings_as_headings_and_cells() -> None:
    path = str(DATA / "tables" / "google-forms.csv")
    outcomes = list(read_table(path, Library(BAKERY)))
    assert answers(outcomes) == [
        expected(
            {"mill": 2, "tasting": 3, "heat": 4, "hygiene": 2, "opening": 3, "till": 1, "queue": 2},
            {"shops": Fraction(3), "region": "town", "bread": ("rye", "cake")},
        ),
        expected(
            {"mill": 1, "tasting": 0, "heat": 2, "opening": 2, "till": 4},
            {"shops": Fraction(1), "region": "country", "bread": ("wheat",)},
            subject="Oven\nDaughters",
        ),
    ]
    rows = [one for one in outcomes if isinstance(one, Entry)]
    assert [row.name for row in rows] == [f"{path}:2", f"{path}:3"]
    assert rows[1].locate("heat") == Location(path, 3, 7)
    assert rows[1].locate("nothing") == Location(path, 3, 1)
    assert rows[1].source == (DATA / "tables" / "google-forms.csv").read_bytes().split(b"\n", 2)[2].rstrip()
    assert remarks(outcomes) == [
        f"{path}: 2 columns are no questions of 'bakery' and were left out: Timestamp, E-mail address"
    ]


def test_the_same_rows_as_json_lines(read: Read) -> None:
    rows = [
        {"subject": "Crumb & Sons", "date": "2026-11-01T10:22:33Z", "mill": 2, "tasting": {"na": "No bread"}, "heat": "Every day",
         "till": {"level": 1, "note": "Ada"}, "shops": 2.5, "bread": ["rye", "Cake"], "motto": None, "Response ID": 7},
        {"subject": 1871, "date": "2026-11-01", "mill": "1", "tasting": "na: no bread", "heat": None, "till": "unknown", "heat.note": "x",
         "bread": "rye; White bread"},
    ]  # fmt: skip
    outcomes = read("\n".join(map(json.dumps, rows)) + "\n\n", "t.jsonl")
    assert answers(outcomes) == [
        expected(
            {"mill": 2, "tasting": NotApplicable("No bread"), "heat": 3, "till": Known(1, "Ada")},
            {"shops": Fraction(5, 2), "bread": ("rye", "cake")},
        ),
        expected(
            {"mill": 1, "tasting": NotApplicable("no bread"), "till": Unknown(), "heat": Unanswered("x")},
            {"bread": ("rye", "wheat")},
            subject="1871",
        ),
    ]
    row = outcomes[0]
    assert isinstance(row, Entry)
    assert row.source == json.dumps(rows[0]).encode()
    assert row.locate("heat") == Location("t.jsonl", 1, json.dumps(rows[0]).index('"Every day"') + 1)
    assert row.locate("opening") == Location("t.jsonl", 1, 1)
    assert remarks(outcomes) == [
        "t.jsonl: 1 column is no question of 'bakery' and was left out: Response ID; 3 questions of 'bakery' have no column and are unanswered: hygiene, opening, queue"
    ]


@pytest.mark.parametrize(
    ("cell", "answer"),
    [
        ("2", Known(2)),
        (" 2 ", Known(2)),
        ("02", Known(2)),
        ("2.0", Known(2)),
        ("Every  WEEK", Known(2)),
        ("\u00a0every week", Known(2)),
        ("unknown", Unknown()),
        ("Unknown", Unknown()),
        ("", None),
        ("   ", None),
        ("na: We bake nothing", NotApplicable("We bake nothing")),
        ("N/A : We bake nothing", NotApplicable("We bake nothing")),
    ],
)
def test_cells_of_answers(read: Read, cell: str, answer: Answer | None) -> None:
    (one,) = answers(read(f"{HEAD}tasting\n{START}{cell}\n"))
    assert one.by_question.get("tasting") == answer


@pytest.mark.parametrize(
    ("cell", "problem"),
    [
        ("5", "level-range: 'tasting' has no level 5 (from 0 to 4)"),
        ("-1", "out-of-range: tasting is '-1', which is out of range (at least 0)"),
        ("2.5", "wrong-type: tasting has to be a whole number, not '2.5'"),
        ("9" * 5000, "out-of-range: tasting has more than 18 digits (round it)"),
        ("Evry week", "not-allowed: 'tasting' has no level 'Evry week' (did you mean 'Every week'?)"),
        ("A13", "not-allowed: 'tasting' has no level 'A13' (a number from 0 to 4, unknown, or the words of a level)"),
        ("null", "not-allowed: 'tasting' has no level 'null' (a number from 0 to 4, unknown, or the words of a level)"),
        ("na", "na-reason: 'tasting' does not apply, but the reason is missing (write na: reason)"),
        ("n/a:", "na-reason: 'tasting' does not apply, but the reason is missing (write na: reason)"),
        ("na: yes", "na-reason: 'yes' does not say why 'tasting' does not apply (write na: reason)"),
        ("\u202e=cmd|'/C calc'!A0\x1b[31m", "not-allowed: 'tasting' has no level \"\\u202e=cmd|'/C calc'!A0\\x1b[31m\" (a number from 0 to 4, unknown, or the words of a level)"),
    ],
)  # fmt: skip
def test_cells_that_are_no_answers(read: Read, cell: str, problem: str) -> None:
    assert problems(read(f"{HEAD}tasting\n{START}{cell}\n")) == [f"2:3: {problem}"]


def test_a_question_that_applies_to_everybody(read: Read) -> None:
    assert problems(read(f"{HEAD}mill\n{START}na: none\n")) == [
        "2:3: na-not-allowed: 'mill' applies to everybody (give a level, or unknown)"
    ]


@pytest.mark.parametrize(
    ("column", "cell", "value"),
    [
        ("shops", "2.5", Fraction(5, 2)),
        ("region", "town", "town"),
        ("region", "IN  TOWN", "town"),
        ("bread", "rye;  White bread ;", ("rye", "wheat")),
        ("bread", '"Rye bread, Cake"', ("rye", "cake")),
        ("bread", "wheat", ("wheat",)),
        ("bread", "wheat;wheat", ("wheat",)),
        ("motto", "no", "no"),
        ("motto", "1.10", "1.10"),
        ("motto", "null", "null"),
        ("What is your   MOTTO?", "x", "x"),
        ("shops", " ", None),
        ("motto", " ", None),
    ],
)
def test_cells_of_the_context(read: Read, column: str, cell: str, value: ContextAnswer | None) -> None:
    (one,) = answers(read(f"{HEAD}mill,{column}\n{START}1,{cell}\n"))
    assert list(one.context.values()) == ([] if value is None else [value])


@pytest.mark.parametrize(
    ("column", "cell", "problem"),
    [
        ("shops", "0", "out-of-range: shops is out of range (at least 1 and at most 500)"),
        ("shops", "many", "wrong-type: shops has to be a number, not 'many'"),
        ("shops", '"1,000"', "wrong-type: shops has to be a number, not '1,000' (digits, and a point before decimals, and nothing else)"),
        ("shops", "null", "wrong-type: shops has to be a number, not 'null'"),
        ("region", "twn", "not-allowed: 'region' has no option 'twn' (did you mean 'town'?)"),
        ("region", "Moon", "not-allowed: 'region' has no option 'Moon' (one of town, country)"),
        ("bread", '"rye, barley"', "not-allowed: 'bread' has no option 'rye, barley' (did you mean 'Rye bread'?)"),
        ("done", "count-loafs", "unknown-step: No blueprint of 'bakery' has a step 'count-loafs' (did you mean 'count-loaves'?)"),
        ("done", "find-a-mill", "not-tickable: 'find-a-mill' is a raise step and cannot be ticked (answers show that it is done)"),
        ("version", "1.1", "wrong-version: These answers are to version 1.1 of 'bakery'; here is version 1.10 (read the questions that have changed again, and write the new version)"),
        ("format", "smi.answers/2", "unknown-format: smi does not read the format 'smi.answers/2' (did you mean 'smi.answers/1'?)"),
        ("questionnaire", "smi", "wrong-questionnaire: The file belongs to 'smi', not to the questionnaire 'bakery'"),
        ("mill.seen", "2026-11-02", "seen-later: The evidence for 'mill' was seen after the answers were given (on 2026-11-01 at the latest)"),
        ("mill.seen", "soon", "wrong-type: seen has to be a date (year-month-day) such as 2026-10-05, not 'soon'"),
    ],
)  # fmt: skip
def test_cells_that_do_not_fit(read: Read, column: str, cell: str, problem: str) -> None:
    assert problems(read(f"{HEAD}mill,{column}\n{START}1,{cell}\n")) == [f"2:4: {problem}"]


@pytest.mark.parametrize("cell", ["smi.weights/1", "csv"])
def test_a_row_of_another_format(read: Read, cell: str) -> None:
    (problem,) = problems(read(f"{HEAD}mill,format\n{START}1,{cell}\n"))
    assert problem.startswith("2:1: wrong-kind: ")


@pytest.mark.parametrize(
    ("cell", "problem"),
    [
        ("", "missing-value: date is empty (it has to be a date (year-month-day) such as 2026-10-05)"),
        ("2026-02-30", "bad-date: date is 2026-02-30, a day that no calendar has (year-month-day)"),
        ("2026-02-30 10:00", "bad-date: date is 2026-02-30, a day that no calendar has (year-month-day)"),
        ("11/01/2026 10:22", "wrong-type: date has to be a date (year-month-day) such as 2026-10-05, not '11/01/2026 10:22'"),
        ("2026-11-01 noon", "wrong-type: date has to be a date (year-month-day) such as 2026-10-05, not '2026-11-01 noon'"),
    ],
)  # fmt: skip
def test_dates_that_are_none(read: Read, cell: str, problem: str) -> None:
    assert problems(read(f"subject,date,mill\nCrumb,{cell},1\n")) == [f"2:2: {problem}"]


@pytest.mark.parametrize(
    "cell",
    ["2026-11-01", "2026-11-01 10:22", "2026-11-01 10:22:33", "2026-11-01T10:22:33Z", "2026-11-01T10:22:33.123+01:00", " 2026-11-01 9:05 UTC "],
)  # fmt: skip
def test_dates(read: Read, cell: str) -> None:
    (one,) = answers(read(f"subject,date,mill\nCrumb,{cell},1\n"))
    assert one.date == date(2026, 11, 1)


def test_all_that_an_answers_file_can_say(read: Read) -> None:
    text = (
        "format,questionnaire,version,subject,date,respondent,role,done,mill,mill.note,mill.evidence,mill.seen,till.note\n"
        "smi.answers/1,bakery,1.10,Crumb,2026-11-01,Ada, Owner ,count-loaves; count-loaves,1,A note,The book,2026-10-31,later\n"
        ",,,Crumb,2026-11-01,,,,,,,,\n"
    )
    full, empty = answers(read(text))
    assert (full.respondent, full.role, full.done) == ("Ada", "Owner", frozenset({"count-loaves"}))
    assert full.by_question == {
        "mill": Known(1, "A note", "The book", date(2026, 10, 31)),
        "till": Unanswered("later"),
    }
    assert empty == expected({}, subject="Crumb")


def test_all_problems_of_a_row_and_all_rows_in_one_run(read: Read) -> None:
    text = f"{HEAD}mill,tasting,shops\n,never,9,na,0\n\n{START}1,1,1\n{START}1,1\n,,,,\n{START}1,1,1,1\n   \n{START}unknwn,1,x\n"
    outcomes = read(text)
    assert problems(outcomes) == [
        "2:1: missing-value: subject is empty (it has to be text)",
        "2:2: wrong-type: date has to be a date (year-month-day) such as 2026-10-05, not 'never'",
        "2:3: level-range: 'mill' has no level 9 (from 0 to 2)",
        "2:4: na-reason: 'tasting' does not apply, but the reason is missing (write na: reason)",
        "2:5: out-of-range: shops is out of range (at least 1 and at most 500)",
        "5:5: cell-count: The row has 4 cells, the header 5 (a cell that holds what parts the cells stands in quotation marks)",
        "7:6: cell-count: The row has 6 cells, the header 5 (a cell that holds what parts the cells stands in quotation marks)",
        "9:3: not-allowed: 'mill' has no level 'unknwn' (a number from 0 to 2, unknown, or the words of a level)",
        "9:5: wrong-type: shops has to be a number, not 'x'",
    ]
    assert [one.name for one in outcomes if isinstance(one, Entry)] == ["t.csv:4"]


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("subject,date,mil", [
            "1:1: no-questions: No column holds a scored question of 'bakery' (columns are named by the id or the wording of a question)",
            "1:3: unknown-column: The column 'mil' is no question of 'bakery' (did you mean 'mill'? if not, give it another name)",
        ]),
        ("subjekt,date,mill", [
            "1:1: missing-column: There is no column 'subject' (rename or add one: every row needs it)",
            "1:1: unknown-column: The column 'subjekt' is no question of 'bakery' (did you mean 'subject'? if not, give it another name)",
        ]),
        ("subject,date,mill,How often is the haet measured?", [
            "1:4: unknown-column: The column 'How often is the haet measured?' is no question of 'bakery' (did you mean 'How often is the heat measured?'? if not, give it another name)",
        ]),
        ("subject,date,mill,tilll.note", ["1:4: unknown-column: The column 'tilll.note' is no question of 'bakery' (did you mean 'till.note'? if not, give it another name)"]),
        ("subject,date,mill,mill.comment", ["1:4: unknown-column: Beside the question 'mill' there can be no column 'mill.comment' (mill.note or mill.evidence or mill.seen)"]),
        ("subject,date,mill,shops.note", ["1:4: unknown-column: Beside the question 'shops' there can be no column 'shops.note'"]),
        ("subject,date,mill,Where does the flour come from?", ["1:4: duplicate-column: There are two columns for mill (the first one is 'mill')"]),
        ("subject,date,mill,Mill.Note,mill.note", ["1:5: duplicate-column: There are two columns for mill.note (the first one is 'Mill.Note')"]),
        ("a;b", [
            "1:1: missing-column: There is no column 'date' (rename or add one: every row needs it)",
            "1:1: missing-column: There is no column 'subject' (rename or add one: every row needs it)",
            "1:1: no-questions: No column holds a scored question of 'bakery' (columns are named by the id or the wording of a question)",
        ]),
        ("subject,date,mill," + "," * 1000, ["1:1001: too-many: A table can have at most 1,000 columns"]),
        ('subject,date,"mill" x', ["1:1: bad-csv: The quotation marks of the row do not fit together (within quotation marks, one is written as two)"]),
        ('subject,date,"mill', ["1:1: bad-csv: The quotation marks of the row do not fit together, and it takes in all lines up to 2 (within quotation marks, one is written as two)"]),
    ],
)  # fmt: skip
def test_a_problem_of_the_header_ends_the_table(read: Read, header: str, expected: list[str]) -> None:
    outcomes = read(f"{header}\nCrumb,2026-11-01,9\n")
    assert problems(outcomes) == expected
    assert len(outcomes) == 1


def test_a_slip_is_none_where_the_column_is_there(read: Read) -> None:
    outcomes = read(f"{HEAD}mill,mil,datum,,Datum,Datum\n{START}1,x,,,,\n")
    assert answers(outcomes)[0].by_question == {"mill": Known(1)}
    assert remarks(outcomes) == [
        "t.csv: 5 columns are no questions of 'bakery' and were left out: mil, datum, (column 6), Datum, Datum (column 8); 6 questions of 'bakery' have no column and are unanswered: tasting, heat, hygiene, opening, till, queue"
    ]  # fmt: skip


def test_a_remark_is_one_line_of_some_length(read: Read) -> None:
    more = ",".join(f"column {number}" for number in range(15)) + "," + "x" * 60
    ids = "mill,tasting,heat,hygiene,opening,till"
    (remark,) = remarks(read(f"{HEAD}{'y' * 60},{ids},{more}\n{START}{',' * 22}\n"))
    assert remark == (
        f"t.csv: 17 columns are no questions of 'bakery' and were left out: {'y' * 39}…, "
        + "".join(f"column {number}, " for number in range(11))
        + "and 5 more; 1 question of 'bakery' has no column and is unanswered: queue"
    )


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_header_decides_what_parts_the_cells(read: Read, delimiter: str, end: str) -> None:
    header = ["subject", "date", '"What is your motto?"', "mill"]
    row = ["Crumb", "2026-11-01", '"a, b; c\t""d""\n\ne"', "1"]
    text = end + end.join(map(delimiter.join, (header, row, row)))
    outcomes = read(text)
    assert [one.context for one in answers(outcomes)] == [{"motto": 'a, b; c\t"d"\n\ne'}] * 2
    assert [one.name for one in outcomes if isinstance(one, Entry)] == ["t.csv:3", "t.csv:6"]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"Ren\xe9e,2026-11-01,1\n", "2:4: not-utf-8: The line is not UTF-8 text: byte 4 of it cannot be read (save it as UTF-8)"),
        (b"Cr\0umb,2026-11-01,1\n", "2:1: nul-character: The line holds a NUL character"),
        (b'"Crumb"x,2026-11-01,1\n', "2:1: bad-csv: The quotation marks of the row do not fit together (within quotation marks, one is written as two)"),
        (b"Crumb,2026-11-01\r,1\n", "2:1: bad-csv: The row holds half of a line end (save the file again with other line ends)"),
        (b"a" * 100_001 + b",2026-11-01,1\n", "2:1: too-long: The cell of 'subject' is longer than 100,000 characters"),
        (b"a" * 200_000 + b",2026-11-01,1\n", "2:1: too-long: A cell is longer than 100,000 characters (a quotation mark may be missing)"),
        (b"a" * 5 * LINE_LIMIT + b",2026-11-01,1\n", "2:1: too-long: The row is longer than 1 MiB"),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_read_hides_no_other(read: Read, data: bytes, expected: str) -> None:
    outcomes = read(b"subject,date,mill\n" + data + b"Crumb,2026-11-01,1\n")
    assert problems(outcomes) == [expected]
    assert [(one.name, one.source) for one in outcomes if isinstance(one, Entry)] == [
        ("t.csv:3", b"Crumb,2026-11-01,1")
    ]


def test_a_quotation_mark_that_nothing_closes(read: Read) -> None:
    row = f"{START}1\n"
    outcomes = read(f'subject,date,mill\n{row}Crumb,2026-11-01,"1\n{row}')
    assert problems(outcomes) == [
        "3:1: bad-csv: The quotation marks of the row do not fit together, and it takes in all lines up to 4 (within quotation marks, one is written as two)"
    ]
    outcomes = read(f'subject,date,mill\n{row}Crumb,2026-11-01,"1\n{row * 20_000}')
    assert (
        problems(outcomes)[0]
        == "3:1: too-long: A cell is longer than 100,000 characters (a quotation mark may be missing)"
    )
    assert len(outcomes) > 10_000


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", ["empty-file: The file is empty"]),
        (b"\n ,, \n\n", ["empty-file: The file is empty"]),
        (b"subject,date,mill\n", ["no-rows: The table has no rows"]),
        (b"subject,date,mill\n\n,,\n", ["no-rows: The table has no rows"]),
        ("subject,date,mill\nCrumb".encode("utf-16"), ["1:1: nul-character: The line holds a NUL character (it looks like UTF-16; save it as UTF-8)"]),
    ],
)  # fmt: skip
def test_a_table_of_nothing(read: Read, data: bytes, expected: list[str]) -> None:
    assert [one.strip() for one in problems(read(data))] == expected


def test_a_table_of_no_json(read: Read) -> None:
    assert problems(read("\n \n", "t.jsonl")) == [" no-rows: The table has no rows"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("[1]", ["1:1: wrong-type: A row has to be an object whose keys are the columns, not a list"]),
        ('{"subject": "x"', ["1:16: bad-json: A comma or } is missing"]),
        ('{"subject": "x"} {}', ["1:18: second-document: Something stands behind the end of the document"]),
        ('{"subject": "x", "date": "2026-11-01", "mill": NaN}', ["1:48: not-finite: NaN is not a number that anything can be counted with (quote it if it is text)"]),
        ('{"subject": "\\ud800", "date": "2026-11-01", "mill": 1}', ["1:13: bad-json: The text holds half of a surrogate pair, which is no character"]),
        ('{"subject": "x", "date": "2026-11-01", "mill": true}', ["1:48: not-allowed: 'mill' has no level 'true' (a number from 0 to 2, unknown, or the words of a level)"]),
        ('{"subject": "x", "date": "2026-11-01", "mill": {"level": 7}}', ["1:58: level-range: 'mill' has no level 7 (from 0 to 2)"]),
        ('{"subject": "x", "date": "2026-11-01", "mill": [1]}', ["1:48: wrong-type: mill has to be a single value or a mapping, not a list"]),
        ('{"subject": "x", "date": "2026-11-01", "mill": 1, "mill": 2}', ["1:51: duplicate-key: The key 'mill' stands twice (first in line 1)"]),
        ('{"subject": "x", "date": "2026-11-01", "mill": {"note": "a"}, "mill.note": "b"}', ["1:76: duplicate-key: 'mill' has the note in two places (leave one out)"]),
        ('{"subject": "x", "date": "2026-11-01", "mil": 2, "till": 1}', ["1:40: unknown-column: The column 'mil' is no question of 'bakery' (did you mean 'mill'? if not, give it another name)"]),
        ('{"subject": "x", "mill": 2}', ["1:1: missing-column: There is no column 'date' (rename or add one: every row needs it)"]),
        ('{"subject": null, "date": "", "mill": 2}', [
            "1:13: missing-value: subject is empty (it has to be text)",
            "1:27: missing-value: date is empty (it has to be a date (year-month-day) such as 2026-10-05)",
        ]),
        ('{"subject": "x", "date": "2026-11-01", "mill": 1, "bread": ["rye", "ry"]}', ["1:68: not-allowed: 'bread' has no option 'ry' (did you mean 'rye'?)"]),
        ('{"subject": "x", "date": "2026-11-01", "mill": 1, "id": ' + "[" * 40 + "]" * 40 + "}", ["1:88: too-deep: The file is nested more than 32 deep"]),
        ('{"subject": "x", "date": "2026-11-01", "mill": 1, "id": ' + "[" * 90_000, ["1:88: too-deep: The file is nested more than 32 deep"]),
    ],
)  # fmt: skip
def test_json_rows_that_do_not_fit(read: Read, line: str, expected: list[str]) -> None:
    good = '{"subject": "y", "date": "2026-11-01", "mill": 1}'
    outcomes = read(f"{line}\n{good}\n", "t.jsonl")
    assert problems(outcomes) == expected
    assert [one.name for one in outcomes if isinstance(one, Entry)] == ["t.jsonl:2"]
    # The same behind a row from which the columns are known.
    assert [
        one.replace("2:", "1:", 1).replace("line 2", "line 1") for one in problems(read(f"{good}\n{line}\n", "t.jsonl"))
    ] == expected


def test_rows_that_name_their_questionnaire(read: Read, tmp_path: Path) -> None:
    text = "questionnaire,subject,date,desk,mill,sector,experience-first\nchecklist,A,2026-11-01,,,,2\n,B,2026-11-01,,,retail,\nchecklst,C,2026-11-01,,,,\n"
    (tmp_path / "t.csv").write_text(text, encoding="utf-8")
    outcomes = list(read_table("t.csv", Library()))
    assert problems(outcomes) == [
        "1:1: no-questions: No column holds a scored question of 'smi' (columns are named by the id or the wording of a question)",
        "3:1: wrong-columns: The columns do not fit the questionnaire (see what is said of line 1)",
        "4:1: unknown-questionnaire: No questionnaire called 'checklst' ships with smi (did you mean 'checklist'?; name another one with --questionnaire PATH)",
    ]
    assert [one.answers.subject for one in outcomes if isinstance(one, Entry)] == ["A"]
    (tmp_path / "t.csv").write_text(text.replace("mill", "named-owner"), encoding="utf-8")
    outcomes = list(read_table("t.csv", Library()))
    assert problems(outcomes) == [
        "4:1: unknown-questionnaire: No questionnaire called 'checklst' ships with smi (did you mean 'checklist'?; name another one with --questionnaire PATH)"
    ]
    named = [one.answers.questionnaire for one in outcomes if isinstance(one, Entry)]
    assert named == ["checklist", "smi"]
    assert [one.partition(" and were")[0] for one in remarks(outcomes)] == [
        "t.csv: 3 columns are no questions of 'checklist'",
        "t.csv: 2 columns are no questions of 'smi'",
    ]
    lines = ['{"questionnaire": "checklist", "subject": "A", "date": "2026-11-01", "experience-first": 2}'] * 2
    (tmp_path / "t.jsonl").write_text("\n".join(lines), encoding="utf-8")
    found = [one.answers.questionnaire for one in read_table("t.jsonl", Library(), "smi") if isinstance(one, Entry)]
    assert found == ["checklist", "checklist"]


def test_the_usual_questionnaire(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("subject,date,experience-first\nA,2026-11-01,2\n", encoding="utf-8")
    assert [type(one) for one in read_table(str(path), Library(), "checklist")] == [Entry, Remark]
    (problems,) = read_table(str(path), Library(), "nothing")
    assert isinstance(problems, Problems)
    assert [one.code for one in problems.items] == ["unknown-questionnaire"]
    broken = tmp_path / "q.yaml"
    broken.write_text("format: smi.questionnaire/1\n", encoding="utf-8")
    for name in ("t.csv", "t.jsonl"):
        (tmp_path / name).write_bytes(path.read_bytes())
        (found,) = read_table(str(tmp_path / name), Library(str(broken)))
        assert isinstance(found, Problems)
        assert {one.location.file for one in found.items} == {str(broken)}


ALIKE = CHECKLIST.replace("agree: [No, Partly, Yes]", 'agree: ["1", "2", "Yes", "yes ", "Unknown"]').replace(
    "Is the floor tidy?", "is the DESK tidy?"
)


def test_nobody_guesses_what_is_meant(read: Read, tmp_path: Path) -> None:
    path = tmp_path / "q.yaml"
    path.write_text(ALIKE, encoding="utf-8")
    rows = "".join(f"A,2026-11-01,{cell}\n" for cell in ("0", "1", "2", "YES", "unknown", "4"))
    outcomes = read(f"{HEAD}desk\n{rows}", questionnaire=str(path))
    words = "could be two answers to 'desk' (its questionnaire words them alike)"
    assert problems(outcomes) == [
        f"3:3: ambiguous-answer: '1' {words}",
        f"4:3: ambiguous-answer: '2' {words}",
        f"5:3: ambiguous-answer: 'YES' {words}",
        f"6:3: ambiguous-answer: 'unknown' {words}",
    ]
    assert [one.answers.by_question["desk"] for one in outcomes if isinstance(one, Entry)] == [Known(0), Known(4)]
    assert problems(read(f"{HEAD}Is the desk tidy?\n", questionnaire=str(path))) == [
        "1:3: ambiguous-column: The column 'Is the desk tidy?' could be desk or floor (name it by the id of the question)"
    ]


def test_only_regular_files_are_read(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)
    for path, code in (
        (pipe, "not-a-file"),
        (tmp_path, "not-a-file"),
        (tmp_path / "x.csv", "not-found"),
        ("a\0.csv", "not-found"),
    ):
        (found,) = read_table(str(path), Library(BAKERY))
        assert isinstance(found, Problems)
        assert [one.code for one in found.items] == [code]


def test_memory_does_not_grow_with_the_rows(tmp_path: Path) -> None:
    def peak(rows: int) -> int:
        path = tmp_path / f"{rows}.csv"
        path.write_text(
            f"{HEAD}mill,shops,motto,till.note\n"
            + "".join(
                f"S{row},2026-11-01 10:22:{row % 60:02},{row % 4},{1 + row / 100},M{row},N{row}\n"
                for row in range(rows)
            ),
            encoding="utf-8",
        )
        tracemalloc.start()
        assert sum(isinstance(one, Entry) for one in read_table(str(path), Library(BAKERY))) == rows * 3 // 4
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return found

    peak(8)  # what is read once
    # What columns remember is bounded, and comes and goes; a hundred bytes a row would be more than this.
    assert peak(16_000) < peak(2_000) + 500_000
