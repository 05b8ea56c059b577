"""One respondent's answers to one questionnaire, for one subject, on one date."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Known:
    """An answer: the number of a level, counted from 0."""

    level: int
    note: str = ""
    evidence: str = ""
    seen: date | None = None


@dataclass(frozen=True, slots=True)
class Unknown:
    """Somebody looked, and nobody knows."""

    note: str = ""
    evidence: str = ""
    seen: date | None = None


@dataclass(frozen=True, slots=True)
class Unanswered:
    """No answer yet, but something to remember about it."""

    note: str = ""
    evidence: str = ""
    seen: date | None = None


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """The question does not apply, for this reason."""

    reason: str
    note: str = ""
    evidence: str = ""
    seen: date | None = None


_NO_REASONS = frozenset({"", "true", "false", "yes", "no", "na", "n/a", "-"})


def is_reason(text: str) -> bool:
    """Whether a text says why a question does not apply, and not only that it does not."""
    return text.strip().lower() not in _NO_REASONS


Answer = Known | Unknown | Unanswered | NotApplicable
ContextAnswer = str | tuple[str, ...] | Fraction


class Answers(NamedTuple):
    """Answers that fit their questionnaire. A question without an entry in `by_question` is unanswered.

    `done` holds the ids of the `prepare` steps that the user has ticked.
    """

    questionnaire: str
    version: str
    subject: str
    date: date
    by_question: Mapping[str, Answer]
    context: Mapping[str, ContextAnswer]
    respondent: str = ""
    role: str = ""
    done: frozenset[str] = frozenset()
