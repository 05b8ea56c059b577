"""The plainest answers files, taken at once: a level for each question, and no note, reason or figure.

Most files of a batch look like that, and looking up every word costs a tenth of decoding it. What is not found is left
to the careful reader, which also says what is wrong: this one never judges.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Final, TypeVar

from smi_cli.loading.documents import NOTHING, Document, Mapping, Node, Scalar, is_nothing
from smi_cli.model.answers import Answer, Answers, ContextAnswer, Known
from smi_cli.model.questionnaire import ContextKind, Questionnaire

T = TypeVar("T")
HEADING: Final = frozenset({"format", "questionnaire", "version", "subject", "date", "respondent", "role"})
PARTS: Final = frozenset({"answers", "context"})
DAYS_KEPT: Final = 1024


class BareReader:
    """Reads answers to one questionnaire, sharing what is equal: an answer is frozen."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self._id, self._version = questionnaire.id, questionnaire.version
        self._levels: dict[str, dict[str, Answer]] = {
            question.id: {str(level): Known(level) for level in range(len(question.levels))}
            for question in questionnaire.questions
        }
        self._options: dict[str, dict[str, ContextAnswer]] = {
            question.id: {option: option for option in question.options if option not in NOTHING}
            for question in questionnaire.context
            if question.kind is ContextKind.CHOICE
        }

    def read(self, document: Document) -> Answers | None:
        """The answers of a document of the right format, or None where anything in it has to be looked at closely."""
        root = document.root
        if document.problems or not isinstance(root, Mapping):
            return None
        heading: dict[str, str] = {}
        parts: dict[str, Node] = {}
        for key, (_, node) in root.entries.items():
            if key in PARTS:
                parts[key] = node
            elif key in HEADING and isinstance(node, Scalar) and not is_nothing(node) and node.text.strip():
                heading[key] = node.text
            else:
                return None
        day = _day(heading.get("date", ""))
        by_question = _look_up(parts.get("answers"), self._levels)
        context = _look_up(parts.get("context"), self._options)
        if day is None or by_question is None or context is None or not self._is_complete(heading):
            return None
        return Answers(
            questionnaire=self._id,
            version=self._version,
            subject=heading["subject"],
            date=day,
            respondent=heading.get("respondent", ""),
            role=heading.get("role", ""),
            by_question=by_question,
            context=context,
        )

    def _is_complete(self, heading: dict[str, str]) -> bool:
        fits = heading.get("questionnaire") == self._id and heading.get("version") == self._version
        return fits and "subject" in heading and "format" in heading


def _look_up(node: Node | None, tables: dict[str, dict[str, T]]) -> dict[str, T] | None:
    """The values of a mapping, each from its key's table; None where a key or a text is in none."""
    if node is None:
        return {}
    if not isinstance(node, Mapping):
        return None
    values: dict[str, T] = {}
    for key, (_, value) in node.entries.items():
        if type(value) is not Scalar or not value.plain or key not in tables:
            return None
        found = tables[key].get(value.text)
        if found is None:
            return None
        values[key] = found
    return values


@lru_cache(DAYS_KEPT)
def _day(text: str) -> date | None:
    """A day in the one form that answers files take."""
    if len(text) != len("2026-10-05") or not text.isascii() or text[4] != "-" or text[7] != "-":
        return None
    digits = text[:4], text[5:7], text[8:]
    try:
        return date(*map(int, digits)) if all(map(str.isdigit, digits)) else None
    except ValueError:
        return None
