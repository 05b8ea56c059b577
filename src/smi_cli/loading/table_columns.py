"""The names of the columns of a table: which question each one holds, and which are no questions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from smi_cli.loading.documents import Document, Scalar
from smi_cli.loading.documents import Sequence as SequenceNode
from smi_cli.loading.meanings import Meanings, fold_name
from smi_cli.loading.notebook import Notebook
from smi_cli.loading.shapes import show_node
from smi_cli.model.problems import Location, Problems
from smi_cli.model.questionnaire import Questionnaire

COLUMN_LIMIT: Final = 1000
HEAD = ("format", "questionnaire", "version", "subject", "date", "respondent", "role", "done")
REMARKS = ("note", "evidence", "seen")
_NAME_LIMIT: Final = 300  # as much of a name as is compared with others


class Column(NamedTuple):
    """What a column holds: a part of an answers file, `head`, `answers` or `context`, and the key in it.

    `remark` names what stands beside an answer: its note, its evidence, or when that was seen.
    """

    part: str
    id: str
    remark: str = ""


SUBJECT = Column("head", "subject")
DATE = Column("head", "date")
QUESTIONNAIRE = Column("head", "questionnaire")
NEEDED = (SUBJECT, DATE)


class Layout(NamedTuple):
    """The columns of a table in their order, None where one is no question, and the names of these."""

    columns: tuple[Column | None, ...]
    left_out: tuple[str, ...]


class Headings:
    """What the names of columns mean to one questionnaire: the ids and the wordings of its questions."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self._id = questionnaire.id
        self.questions = [Column("answers", one.id) for one in questionnaire.questions]
        self.context = [Column("context", one.id) for one in questionnaire.context]
        asks = [one.ask for one in questionnaire.questions] + [one.ask for one in questionnaire.context]
        self._names: dict[Column, tuple[str, ...]] = {Column("head", word): (word,) for word in HEAD}
        # A question whose id is a word of the head has to be named by its wording.
        taken = {fold_name(word) for word in HEAD}
        for column, ask in zip([*self.questions, *self.context], asks, strict=True):
            self._names[column] = tuple(name for name in (column.id, ask) if fold_name(name) not in taken)
        pairs = [(name, column) for column, names in self._names.items() for name in names]
        self._columns = Meanings(pairs, fold_name)

    def means(self, name: str) -> Column | None:
        """The only column that a name can mean."""
        found = self._columns.of(name)
        return found[0] if len(found) == 1 else None

    def lay_out(self, names: Sequence[Scalar], file: str, line: int) -> Layout | Problems:
        """The columns that the names mean, or every problem of them; line is where the names stand, from 0."""
        notebook = Notebook(Document(file, SequenceNode([], line, 0)))
        if len(names) > COLUMN_LIMIT:
            note = Location(file, line + 1, names[COLUMN_LIMIT].column + 1)
            notebook.note(note, "too-many", f"A table can have at most {COLUMN_LIMIT:,} columns")
            return Problems.of(*notebook.problems)
        columns = [self._column(name, notebook) for name in names]
        held = self._check_twice(names, columns, notebook)
        self._check_needed(held, Location(file, line + 1, 1), notebook)
        unknown = [name for name, column in zip(names, columns, strict=True) if column is None]
        self._check_near(unknown, held, notebook)
        if notebook.problems:
            return Problems.of(*notebook.problems)
        return Layout(tuple(columns), tuple(_left_out(names, columns)))

    def _column(self, name: Scalar, notebook: Notebook) -> Column | None:
        found = self._columns.of(name.text)
        if len(found) > 1:
            message = f"The column {show_node(name)} could be {' or '.join(one.id for one in found)}"
            notebook.note(name, "ambiguous-column", message, "name it by the id of the question")
        if found:
            return found[0]
        head, _, tail = name.text.rpartition(".")
        question, remark = self.means(head), fold_name(tail)
        if question is None or question.part == "head" or len(tail.split()) != 1:
            return None
        if question.part == "answers" and remark in REMARKS:
            return question._replace(remark=remark)
        message = f"Beside the question {question.id!r} there can be no column {show_node(name)}"
        hint = " or ".join(f"{question.id}.{word}" for word in REMARKS) if question.part == "answers" else ""
        notebook.note(name, "unknown-column", message, hint)
        return question

    def _check_twice(
        self, names: Sequence[Scalar], columns: Sequence[Column | None], notebook: Notebook
    ) -> Mapping[Column, Scalar]:
        held: dict[Column, Scalar] = {}
        for name, column in zip(names, columns, strict=True):
            if column is None:
                continue
            first = held.setdefault(column, name)
            if first is not name and not any(one.location == notebook.document.at(name) for one in notebook.problems):
                message = f"There are two columns for {'.'.join(filter(None, column[1:]))}"
                notebook.note(name, "duplicate-column", message, f"the first one is {show_node(first)}")
        return held

    def _check_needed(self, held: Mapping[Column, Scalar], place: Location, notebook: Notebook) -> None:
        for column in NEEDED:
            if column not in held:
                message = f"There is no column {column.id!r}"
                notebook.note(place, "missing-column", message, "rename or add one: every row needs it")
        if not any(column.part == "answers" for column in held):
            message = f"No column holds a scored question of {self._id!r}"
            notebook.note(place, "no-questions", message, "columns are named by the id or the wording of a question")

    def _check_near(self, unknown: Sequence[Scalar], held: Mapping[Column, Scalar], notebook: Notebook) -> None:
        """A name that is nearly that of a column which is not there: a slip would leave a question out."""
        from difflib import get_close_matches

        words = {fold_name(name): name for name in self._near_names(held)}
        short = [word for word, name in words.items() if " " not in name]
        asked = [word[:_NAME_LIMIT] for word in words if word not in short]
        for name in unknown:
            folded = fold_name(name.text[:_NAME_LIMIT])
            if near := get_close_matches(folded, short, 1, 0.8) or get_close_matches(folded, asked, 1, 0.9):
                meant = next(shown for word, shown in words.items() if word[:_NAME_LIMIT] == near[0])
                message = f"The column {show_node(name)} is no question of {self._id!r}"
                notebook.note(name, "unknown-column", message, f"did you mean {meant!r}? if not, give it another name")

    def _near_names(self, held: Mapping[Column, Scalar]) -> Iterator[str]:
        for column, names in self._names.items():
            if column not in held:
                yield from names
        for column in self.questions:
            yield from (f"{column.id}.{word}" for word in REMARKS if column._replace(remark=word) not in held)


def _left_out(names: Sequence[Scalar], columns: Sequence[Column | None]) -> Iterator[str]:
    """The names of the columns that hold nothing, each one once; a name without words or said before has its number."""
    said = set()
    for number, (name, column) in enumerate(zip(names, columns, strict=True), 1):
        if column is None:
            text = " ".join(name.text.split())
            yield f"{text} (column {number})".lstrip() if not text or text in said else text
            said.add(text)
