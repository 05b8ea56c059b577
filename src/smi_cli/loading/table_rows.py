"""Rows to answers: at once where every cell is bare and known, else by way of a document that shows every problem."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from operator import getitem, itemgetter
from typing import Any, Final

from smi_cli.loading.answers_file import decode_answers
from smi_cli.loading.documents import Node, Scalar
from smi_cli.loading.finding import Kind, kind_of, wrong_kind
from smi_cli.loading.table_cells import Transcriber, day_of
from smi_cli.loading.table_columns import DATE, QUESTIONNAIRE, SUBJECT, Column, Headings
from smi_cli.model.answers import Answers, Unanswered
from smi_cli.model.blueprint import Instrument
from smi_cli.model.problems import Problem, Problems
from smi_cli.model.questionnaire import ContextKind

_REMEMBERED: Final = 1024  # cells of a column
_MEMORABLE: Final = 300  # characters
_PEOPLE = (Column("head", "respondent"), Column("head", "role"))
_FREE_REMARKS = ("note", "evidence")
_DONE = Column("head", "done")
# What is to be done about an answers file, and not about a table.
_HINTS = {
    "na-reason": "write na: reason",
    "wrong-version": "read the questions that have changed again, and write the new version",
}


class Sheet:
    """All rows of a table that answer one questionnaire, and what its columns leave out."""

    def __init__(self, file: str, instrument: Instrument) -> None:
        self.file = file
        self.questionnaire = instrument.questionnaire
        self.headings = Headings(instrument.questionnaire)
        self._instrument = instrument
        self._transcriber = Transcriber(file, instrument.questionnaire)
        self._known: dict[Column, _Known] = {}
        texts = (one.id for one in instrument.questionnaire.context if one.kind is ContextKind.TEXT)
        self._free = {SUBJECT, *_PEOPLE, *(Column("context", one) for one in texts)}

    def judge(
        self, columns: Sequence[Column | None], nodes: Sequence[Node], line: int, column: int
    ) -> Answers | Problems:
        """The answers of a row that begins at a place, counted from 0, or every problem of it."""
        document = self._transcriber.transcribe(columns, nodes, line, column)
        kind = kind_of(document)
        if kind is None or (isinstance(kind, Kind) and kind is not Kind.ANSWERS):
            kind = wrong_kind(document, kind, Kind.ANSWERS)
        outcome = decode_answers(document, self._instrument)
        wrong = [*(kind.items if isinstance(kind, Problems) else ())]
        wrong += outcome.items if isinstance(outcome, Problems) else ()
        return Problems.of(*map(_in_a_table, wrong)) if wrong else outcome

    def is_free(self, column: Column) -> bool:
        """Whether any words may stand in the cells of a column."""
        return column in self._free or column.remark in _FREE_REMARKS

    def known(self, column: Column) -> _Known:
        """The cells of a column that are understood, for all rows together."""
        if column not in self._known:
            self._known[column] = _Known(self, column)
        return self._known[column]


class _Known(dict[str, Any]):
    """Values by the texts of their cells. What is new is judged alone, in a row of its own; `KeyError` is no value.

    A bare cell means the same in every row, so nothing is judged twice.
    """

    def __init__(self, sheet: Sheet, column: Column) -> None:
        super().__init__({"": None})
        self._sheet, self._column = sheet, column

    def __missing__(self, text: str) -> Any:
        value = None if self._column.remark else self._judge(text)
        if value is None:
            raise KeyError(text)
        if len(text) <= _MEMORABLE:
            if len(self) >= _REMEMBERED:
                self.clear()
                self[""] = None
            self[text] = value
        return value

    def _judge(self, text: str) -> Any:
        row = {SUBJECT: "-", DATE: "2000-01-01", self._column: text}
        answers = self._sheet.judge(tuple(row), [Scalar(cell, False, 0, 0) for cell in row.values()], 0, 0)
        if isinstance(answers, Problems):
            return None
        match self._column:
            case Column("answers", key):
                return answers.by_question.get(key)
            case Column("context", key):
                return answers.context.get(key)
            case Column("head", "date" | "done" as key):
                return getattr(answers, key)
            case _:
                return True


class RowReader:
    """Reads the rows whose cells stand in the columns of one layout.

    `index` says which cell holds the answer to a question.
    """

    def __init__(self, sheet: Sheet, columns: Sequence[Column | None]) -> None:
        at = {column: index for index, column in enumerate(columns) if column}
        self.index = {one.id: index for one, index in at.items() if one.part != "head" and not one.remark}
        self._sheet, self._columns = sheet, columns
        self._questionnaire = sheet.questionnaire
        self._subject, self._date = at[SUBJECT], at[DATE]
        self._days = sheet.known(DATE)
        self._people = [(one.id, index) for one, index in at.items() if one in _PEOPLE]
        self._texts = [(one.id, index) for one, index in at.items() if one.part == "context" and sheet.is_free(one)]
        self._remarks = [(one.id, one.remark, index) for one, index in at.items() if one.remark in _FREE_REMARKS]
        known = [one for one in at if one not in {DATE, QUESTIONNAIRE} and not sheet.is_free(one)]
        known.sort(key=lambda one: (one.part, bool(one.remark)))  # bare answers first
        self._tables = [sheet.known(one) for one in known]
        self._pick = _picker([at[one] for one in known])
        self._questions = [one.id for one in known if one.part == "answers" and not one.remark]
        self._context = [(one.id, index) for index, one in enumerate(known) if one.part == "context"]
        self._done = known.index(_DONE) if _DONE in known else None

    def accept(self, cells: Sequence[str]) -> Answers | None:
        """The answers of a row, at once, if every cell is known; else None.

        Notes and evidence may be any words, and change nothing of what their answers are worth.
        """
        picked = self._pick(cells)
        try:
            values = list(map(getitem, self._tables, picked))
            day = self._days[day_of(cells[self._date])]
        except KeyError:
            return None
        subject = cells[self._subject].strip()
        if not (subject and day):
            return None
        answers = dict(zip(self._questions, values, strict=False))
        if "" in picked:
            answers = {key: answer for key, answer in answers.items() if answer is not None}
        for key, remark, index in self._remarks:
            if text := cells[index].strip():
                answers[key] = replace(answers.get(key) or Unanswered(), **{remark: text})
        context = {key: values[index] for key, index in self._context if values[index] is not None}
        context |= {key: text for key, index in self._texts if (text := cells[index].strip())}
        return Answers(
            questionnaire=self._questionnaire.id,
            version=self._questionnaire.version,
            subject=subject,
            date=day,
            by_question=answers,
            context=context,
            done=frozenset() if self._done is None else values[self._done] or frozenset(),
            **{key: cells[index].strip() for key, index in self._people},
        )

    def judge(self, nodes: Sequence[Node], line: int, column: int = 0) -> Answers | Problems:
        """The answers of a row that begins at a place, counted from 0, or every problem of it."""
        return self._sheet.judge(self._columns, nodes, line, column)


def _picker(indexes: Sequence[int]) -> Callable[[Sequence[str]], tuple[str, ...]]:
    if len(indexes) > 1:
        return itemgetter(*indexes)
    return lambda cells: tuple(cells[index] for index in indexes)


def _in_a_table(problem: Problem) -> Problem:
    return problem._replace(hint=_HINTS.get(problem.code, problem.hint))
