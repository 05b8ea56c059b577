"""Answers to the text of an answers file: a new one, or one that was edited."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from smi_cli.loading.answers_file import ANSWERS, UNKNOWN
from smi_cli.loading.finding import Kind
from smi_cli.loading.older_answers import CarriedOver
from smi_cli.loading.yaml_edit import Value, put, quote, remove, show_value
from smi_cli.model.answers import Answer, Answers, ContextAnswer, Known, NotApplicable, Unanswered, Unknown
from smi_cli.model.questionnaire import Questionnaire

ROOT = tuple(ANSWERS.fields)


def compose_answers(answers: Answers, questionnaire: Questionnaire) -> str:
    """A whole answers file: the heading, then every answer in the order of the questionnaire."""
    lines = [f"{key}: {value}" for key, value in _heading(answers).items() if value]
    by_question, context = _values(answers, questionnaire)
    for key, values in (("answers", by_question), ("context", context)):
        if values:
            lines += ["", f"{key}:{show_value(values, 0, flow=False)}"]
    if answers.done:
        lines += ["", f"done:{show_value(sorted(answers.done), 0, flow=False)}"]
    return "\n".join(lines) + "\n"


def edit_answers(text: str, before: Answers, after: Answers, questionnaire: Questionnaire) -> str:
    """The text of an answers file with what is different in the answers, and everything else as it was."""
    if "\n" in text and text.count("\n") == text.count("\r\n"):
        return edit_answers(text.replace("\r\n", "\n"), before, after, questionnaire).replace("\n", "\r\n")
    old, new = _heading(before), _heading(after)
    for key, value in new.items():
        if value != old[key]:
            text = put(text, (key,), value, (ROOT,))
    parts = zip(("answers", "context"), _values(before, questionnaire), _values(after, questionnaire), strict=True)
    for part, were, are in parts:
        order = tuple(one.id for one in (questionnaire.questions if part == "answers" else questionnaire.context))
        for key in order:
            if key in were and key not in are:
                text = remove(text, (part, key))
            elif are.get(key) != were.get(key):
                text = put(text, (part, key), are[key], (ROOT, order))
    return text


def upgrade_text(text: str, carried: CarriedOver, questionnaire: Questionnaire) -> str:
    """The text of answers to another version with what is left: without what is gone, and without changed levels."""
    text = put(text, ("version",), questionnaire.version, (ROOT,))
    by_question, _ = _values(carried.answers, questionnaire)
    for part, key in carried.gone:
        text = remove(text, (part, key))
    for key in carried.changed:
        remarks = by_question.get(key)
        text = put(text, ("answers", key), remarks, (ROOT, ())) if remarks else remove(text, ("answers", key))
    return text


def _heading(answers: Answers) -> dict[str, str]:
    texts = {
        "questionnaire": answers.questionnaire,
        "version": answers.version,
        "subject": quote(answers.subject),
        "date": answers.date.isoformat(),
        "respondent": quote(answers.respondent) if answers.respondent else "",
        "role": quote(answers.role) if answers.role else "",
    }
    return {"format": Kind.ANSWERS.value} | texts


def _values(answers: Answers, questionnaire: Questionnaire) -> tuple[dict[str, Value], dict[str, Value]]:
    by_question, context = answers.by_question, answers.context
    return (
        {one.id: _answer(by_question[one.id]) for one in questionnaire.questions if one.id in by_question},
        {one.id: _context_answer(context[one.id]) for one in questionnaire.context if one.id in context},
    )


def _answer(answer: Answer) -> Value:
    parts: dict[str, str] = {}
    match answer:
        case Known(level=level):
            parts["level"] = str(level)
        case Unknown():
            parts["level"] = UNKNOWN
        case NotApplicable(reason=reason):
            parts["na"] = quote(reason)
        case Unanswered():
            pass
    parts |= {key: quote(text) for key, text in (("note", answer.note), ("evidence", answer.evidence)) if text}
    if answer.seen:
        parts["seen"] = answer.seen.isoformat()
    return parts["level"] if list(parts) == ["level"] else parts


def _context_answer(answer: ContextAnswer) -> Value:
    if isinstance(answer, Fraction):
        return f"{Decimal(answer.numerator) / answer.denominator:f}"
    return list(answer) if isinstance(answer, tuple) else quote(answer)
