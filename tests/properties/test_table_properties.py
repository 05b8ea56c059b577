"""What is true of every table: it says what it was written from, both ways of reading agree, and nothing raises."""

# ruff: noqa: E501 - what cells hold stands in few lines

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import replace
from conftest import ROOT
from smi_cli.loading.documents import Scalar
from smi_cli.loading.entries import Entry
from smi_cli.loading.library import Library
from smi_cli.loading.table_book import Book, Remark
from smi_cli.loading.table_rows import RowReader
from smi_cli.loading.tables import read_table
from smi_cli.model.answers import Answer, Answers, ContextAnswer, Known, NotApplicable, Unanswered, Unknown, is_reason
from smi_cli.model.problems import Problems
from smi_cli.model.questionnaire import ContextKind, Questionnaire

LIBRARY = Library(str(ROOT / "tests" / "data" / "questionnaires" / "bakery.yaml"))
DAY = date(2026, 11, 1)
Record = dict[str, Any]


def the_bakery() -> Questionnaire:
    found = LIBRARY.questionnaire("bakery")
    assert isinstance(found, Questionnaire)
    return found


QUESTIONS = {question.id: question for question in the_bakery().questions}
CONTEXT = {question.id: question for question in the_bakery().context}
ASKS = {key: one.ask for key, one in QUESTIONS.items()} | {key: one.ask for key, one in CONTEXT.items()}

words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=20).filter(
    lambda text: text == text.strip()
)
days = st.integers(0, 900).map(lambda number: DAY - timedelta(number))


@st.composite
def an_answer(draw: st.DrawFn, key: str) -> Answer | None:
    level = draw(st.integers(-3 if QUESTIONS[key].na else -2, QUESTIONS[key].best))
    remarks = draw(st.tuples(st.just("") | words, st.just("") | words, st.none() | days))
    if level == -2:
        return Unanswered(*remarks) if any(remarks) else None
    if level == -3:
        return NotApplicable(draw(words.filter(is_reason)), *remarks)
    answer = Unknown() if level == -1 else Known(level)
    return replace(answer, note=remarks[0], evidence=remarks[1], seen=remarks[2]) if draw(st.booleans()) else answer


def a_context_answer(key: str) -> st.SearchStrategy[ContextAnswer]:
    options = st.sampled_from(sorted(CONTEXT[key].options) or [""])
    match CONTEXT[key].kind:
        case ContextKind.TEXT:
            return words
        case ContextKind.NUMBER:
            return st.integers(100, 50_000).map(lambda hundredths: Fraction(hundredths, 100))
        case ContextKind.CHOICE:
            return options
        case ContextKind.CHOICES:
            return st.lists(options, unique=True, min_size=1).map(tuple)


@st.composite
def some_answers(draw: st.DrawFn) -> Answers:
    by_question = {key: answer for key in QUESTIONS if (answer := draw(an_answer(key))) is not None}
    asked = draw(st.lists(st.sampled_from(sorted(CONTEXT)), unique=True))
    return Answers(
        questionnaire="bakery",
        version="1.10",
        subject=draw(words),
        date=DAY,
        respondent=draw(st.just("") | words),
        role=draw(st.just("") | words),
        by_question=by_question,
        context={key: draw(a_context_answer(key)) for key in asked},
        done=frozenset(draw(st.sets(st.just("count-loaves")))),
    )


def cells_of(key: str, answer: Answer, *, worded: bool) -> Iterator[tuple[str, str]]:
    """The cells that say an answer, by the names of their columns."""
    match answer:
        case Known(level):
            yield key, QUESTIONS[key].levels[level].wording if worded else str(level)
        case Unknown():
            yield key, "unknown"
        case NotApplicable(reason):
            yield key, f"na: {reason}"
        case Unanswered():
            pass
    yield f"{key}.note", answer.note
    yield f"{key}.evidence", answer.evidence
    yield f"{key}.seen", str(answer.seen or "")


def context_cell(key: str, answer: ContextAnswer, *, worded: bool) -> str:
    if isinstance(answer, Fraction):
        return str(Decimal(answer.numerator) / answer.denominator)
    options = CONTEXT[key].options
    chosen = [answer] if isinstance(answer, str) else answer
    return ";".join(options.get(one, one) if worded else one for one in chosen)


def record_of(answers: Answers, *, worded: bool) -> Record:
    """A row, by the names of its columns; without the empty cells."""
    record: Record = {"subject": answers.subject, "date": answers.date.isoformat()}
    record |= {"respondent": answers.respondent, "role": answers.role, "done": " ".join(answers.done)}
    for key, answer in answers.by_question.items():
        record |= cells_of(key, answer, worded=worded)
    record |= {key: context_cell(key, answer, worded=worded) for key, answer in answers.context.items()}
    return {name: cell for name, cell in record.items() if cell}


def to_csv(names: Sequence[str], records: Sequence[Record], *, worded: bool, delimiter: str) -> str:
    """A CSV table; worded, its columns are named by the wordings of the questions."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow([ASKS.get(name, name) if worded else name for name in names])
    writer.writerows([record.get(name, "") for name in names] for record in records)
    return text.getvalue()


def read(path: Path, text: str | bytes) -> list[Entry | Problems | Remark]:
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return list(read_table(str(path), LIBRARY))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("tables")


@given(data=st.data(), worded=st.booleans(), delimiter=st.sampled_from(",;\t"))
def test_a_table_says_what_it_was_written_from(folder: Path, data: st.DataObject, worded: bool, delimiter: str) -> None:
    written = data.draw(st.lists(some_answers(), min_size=1, max_size=6))
    records = [record_of(one, worded=worded) for one in written]
    names = data.draw(st.permutations(sorted({"mill", "Response ID"}.union(*records))))
    outcomes = read(folder / "a.csv", to_csv(names, records, worded=worded, delimiter=delimiter))
    assert [one.answers if isinstance(one, Entry) else one for one in outcomes[:-1]] == written
    as_json = "".join(json.dumps({"mill": None} | one, ensure_ascii=worded) + "\n" for one in records)
    outcomes = read(folder / "a.jsonl", as_json)
    assert [one.answers for one in outcomes if isinstance(one, Entry)] == written


NAMES = ("date", "mill", "tasting", "tasting.note", "tasting.seen", "heat", "shops", "region", "bread", "motto", "subject",
         "role", "done", "version", "format", "other")  # fmt: skip
CELLS = ("0", "1", "2", " 1", "02", "1.0", "4", "5", "-1", "1e1", "9" * 30, "", " ", "unknown", "Every week", "EVERY  WEEK", "every wek",
         "na", "na: none at all", "na: no", "null", "true", "town", "In town", "rye", "rye;cake", "Rye bread, Cake", "rye, x", "2.5",
         "2026-11-01", "2026-11-01 10:22", "2026-02-30", "2026-12-24", "count-loaves", "find-a-mill", "1.10", "smi.answers/1", "smi.answers/9",
         "words", '"', "a\nb", "\u202e", "\x1b[31m", "=1+1", "٣", "\uff12")  # fmt: skip
LIKELY = {"date": "2026-11-01", "subject": "Crumb", "version": "1.10", "format": "", "done": "", "tasting.seen": "", "region": "",
          "shops": "7", "bread": "", "mill": "1", "tasting": "2", "heat": "3"}  # fmt: skip


@given(data=st.data())
@settings(max_examples=150)
def test_the_quick_way_and_the_careful_one_agree(folder: Path, data: st.DataObject) -> None:
    names = ["subject", "date", "mill", *data.draw(st.lists(st.sampled_from(NAMES), unique=True))]
    names = list(dict.fromkeys(names))
    changes = st.dictionaries(st.sampled_from(names), st.sampled_from(CELLS), max_size=3)
    rows = [{**LIKELY, **data.draw(changes)} for _ in range(data.draw(st.integers(1, 8)))]
    records = [[row.get(name, "") for name in names] for row in rows]
    records = [record for record in records if any(map(str.strip, record))] or [["x", *[""] * (len(names) - 1)]]
    book = Book(str(folder / "b.csv"), LIBRARY, "bakery")
    reader = book.reader("", None, [Scalar(name, False, 0, index) for index, name in enumerate(names)], 0)
    assert isinstance(reader, RowReader)
    text = to_csv(names, [dict(zip(names, record, strict=True)) for record in records], worded=False, delimiter=",")
    outcomes = [one for one in read(folder / "b.csv", text) if not isinstance(one, Remark)]
    line = 2
    for record, outcome in zip(records, outcomes, strict=True):
        nodes = [Scalar(cell, False, line - 1, index) for index, cell in enumerate(record)]
        judged = reader.judge(nodes, line - 1)
        assert (outcome.answers if isinstance(outcome, Entry) else outcome) == judged
        line += 1 + "".join(record).count("\n")


def check(outcomes: Sequence[Entry | Problems | Remark]) -> None:
    """Every outcome says something, and a table without rows is a problem."""
    assert any(not isinstance(one, Remark) for one in outcomes)
    for one in outcomes:
        if isinstance(one, Problems):
            assert one.items
            assert all(problem.code and problem.message for problem in one.items)
        elif isinstance(one, Entry):
            assert one.locate("mill").file == one.name.rpartition(":")[0]
            assert str(one.locate("mill")).startswith(one.name)
        else:
            assert str(one)


@given(data=st.binary(max_size=80), name=st.sampled_from(["c.csv", "c.jsonl"]))
def test_any_bytes(folder: Path, data: bytes, name: str) -> None:
    check(read(folder / name, data))


BITS = st.sampled_from(
    ["", " ", ",", ";", "\t", "\n", "\r", "\r\n", '"', '""', '","', "{", "}", "[", "]", ":", "\\", "\\ud800", "null", "NaN", "1", "99", "\x00",
     "\ufeff", "\u2028", "\x85", "\u202e", "é", "\udc80", "na: x", "mill", "subject", "questionnaire", "bakery", "smi", "a" * 70]
)  # fmt: skip
CSV = 'subject,date,mill,tasting,shops,questionnaire\nCrumb,2026-11-01,1,"na: none",2,bakery\nOven,2026-11-01,2,,,\n'
JSON = (
    '{"subject": "Crumb", "date": "2026-11-01", "mill": 1, "tasting": {"na": "none"}, "shops": 2.5, "bread": ["rye"]}\n'
)


@given(data=st.data(), original=st.sampled_from([("d.csv", CSV), ("d.jsonl", JSON * 2)]))
@settings(max_examples=300)
def test_changed_tables(folder: Path, data: st.DataObject, original: tuple[str, str]) -> None:
    name, text = original
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        text = text[:start] + data.draw(BITS) + text[start + data.draw(st.integers(0, 6)) :]
    check(read(folder / name, text.encode(errors="surrogateescape")))
