"""What an event says in answer to something: an answer, or why it is none."""

from __future__ import annotations

import dataclasses
import re
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from smi_cli.model.answers import Answer, Answers, ContextAnswer, Known, NotApplicable, Unanswered, Unknown, is_reason
from smi_cli.model.questionnaire import ContextKind, ContextQuestion, Question
from smi_cli.surveying.events import Choose, Event, Key, Pick, Write

DIGITS = 18
# A sign before three digits may part thousands or decimals; behind a zero or four digits, it parts no thousands.
_IN_TWO_WAYS = r"-?[1-9]\d{0,2}[.,]\d{3}"
HEADINGS = ("subject", "respondent", "role", "date")


class Refusal(NamedTuple):
    """Why an event is no answer, in words for the respondent."""

    says: str


class Given(NamedTuple):
    """An answer to a context question; None takes one back."""

    value: ContextAnswer | None


NOT_HERE = Refusal("That is not possible here.")


def with_heading(answers: Answers, key: str, event: Event) -> Answers | Refusal:
    """The answers with a part of their heading; an empty date is today's, which the answers have from the beginning."""
    if not isinstance(event, Write):
        return NOT_HERE
    if key == "date":
        return _with_date(answers, event.words)
    text = event.instead_of(str(getattr(answers, key)))
    if key == "subject":
        return answers._replace(subject=text) if text else Refusal("A name is needed: the file is called after it.")
    return answers._replace(respondent=text) if key == "respondent" else answers._replace(role=text)


def _with_date(answers: Answers, text: str) -> Answers | Refusal:
    try:
        return answers._replace(date=date.fromisoformat(text)) if text else answers
    except ValueError:
        return Refusal("A date is written year-month-day, such as 2026-10-05.")


def answer_to(question: Question, before: Answer | None, event: Event) -> Answer | Refusal:
    """The answer to a question, with the remarks of the one before it."""
    match event:
        case Choose(level=level) if 0 <= level <= question.best:
            answer: Answer = Known(level)
        case Choose(level=level):
            return Refusal(f"There is no level {level} here: 0 to {question.best}.")
        case Key.UNKNOWN:
            answer = Unknown()
        case Key.CLEAR:
            answer = Unanswered()
        case Write():
            reason = event.instead_of(before.reason if isinstance(before, NotApplicable) else "")
            if not is_reason(reason):
                return Refusal("Say in a few words why it does not apply.")
            answer = NotApplicable(reason)
        case _:
            return NOT_HERE
    return answer if before is None else _with_remarks(answer, before.note, before.evidence, before.seen)


def remarked(answer: Answer | None, key: Key, event: Write) -> Answer:
    """The answer with a note or with evidence in place of the one before; without evidence nothing was seen."""
    one = answer or Unanswered()
    if key is Key.NOTE:
        return _with_remarks(one, event.instead_of(one.note), one.evidence, one.seen)
    evidence = event.instead_of(one.evidence)
    return _with_remarks(one, one.note, evidence, one.seen if evidence else None)


def _with_remarks(answer: Answer, note: str, evidence: str, seen: date | None) -> Answer:
    return dataclasses.replace(answer, note=note, evidence=evidence, seen=seen)


def context_answer_to(question: ContextQuestion, before: ContextAnswer | None, event: Event) -> Given | Refusal:
    """The answer to a context question; an empty text takes it back, an unchanged one leaves it as it was."""
    match event:
        case Key.CLEAR:
            return Given(None)
        case Pick(options=options):
            return _picked(question, options)
        case Write() if not question.options:
            return _wrote(question, before, event)
        case _:
            return NOT_HERE


def _wrote(question: ContextQuestion, before: ContextAnswer | None, event: Write) -> Given | Refusal:
    if event.text == written(before):
        return Given(before)
    if not event.words:
        return Given(None)
    if question.kind is ContextKind.NUMBER:
        return _numbered(question, event.words.removesuffix(question.unit).strip())
    return Given(event.words)


def written(answer: ContextAnswer | None) -> str:
    """An answer to a context question as it is written in a field; a number in decimals."""
    if isinstance(answer, Fraction):
        return f"{Decimal(answer.numerator) / answer.denominator:f}"
    return answer if isinstance(answer, str) else ""


def _numbered(question: ContextQuestion, text: str) -> Given | Refusal:
    if re.fullmatch(_IN_TWO_WAYS, text):
        digits = text.replace(",", ".")
        return Refusal(f"{text} can be read in two ways: write {digits.replace('.', '')} or {digits}0.")
    number = parse_number(text)
    fits = number is not None and _in_range(question, number)
    return Given(number) if fits else Refusal(f"A number is wanted{_bounds(question)}, such as 1200 or 12.5.")


def parse_number(text: str) -> Fraction | None:
    """A decimal number as people type it, a comma or a point before decimals; None if it is none."""
    digits = text.strip().replace(",", ".")
    whole, _, part = digits.removeprefix("-").partition(".")
    fine = digits.isascii() and whole.isdecimal() and (part.isdecimal() or "." not in digits)
    return Fraction(digits) if fine and len(whole) + len(part) <= DIGITS else None


def _picked(question: ContextQuestion, options: tuple[str, ...]) -> Given | Refusal:
    if not set(options) <= set(question.options):
        return NOT_HERE
    if question.kind is ContextKind.CHOICES:
        return Given(tuple(option for option in question.options if option in options))
    return Given(options[0]) if question.kind is ContextKind.CHOICE and len(options) == 1 else NOT_HERE


def _in_range(question: ContextQuestion, number: Fraction) -> bool:
    low, high = question.minimum, question.maximum
    return (low is None or number >= low) and (high is None or number <= high)


def _bounds(question: ContextQuestion) -> str:
    low, high = question.minimum, question.maximum
    if low is not None and high is not None:
        return f" from {low} to {high}"
    return f" of at least {low}" if low is not None else f" of at most {high}" if high is not None else ""
