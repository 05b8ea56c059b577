"""Answers to the text of an answers file: a new one, or one that was edited."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from smi_cli.loading.answers_file import ANSWERS, UNKNOWN
from smi_cli.loading.finding import Kind
from smi_cli.loading.older_answers import CarriedOver
from smi_cli.loading.versions import parse_version
from smi_cli.loading.yaml_edit import Value, clear, keys_at, put, quote, remove, show_value
from smi_cli.model.answers import Answer, Answers, ContextAnswer, Known, NotApplicable, Unanswered, Unknown
from smi_cli.model.questionnaire import Questionnaire

ROOT = tuple(ANSWERS.fields)
PARTS = ("level", "na", "note", "evidence", "seen")

Parts = Mapping[str, str]


def compose_answers(answers: Answers, questionnaire: Questionnaire) -> str:
    """A whole answers file: the heading, then every answer in the order of the questionnaire."""
    lines = [f"{key}: {value}" for key, value in _heading(answers).items() if value]
    given, context = answers.by_question, _context(answers)
    parts = {
        "answers": {one.id: _shortest(_parts(given[one.id])) for one in questionnaire.questions if one.id in given},
        "context": {one.id: context[one.id] for one in questionnaire.context if one.id in context},
    }
    for key, values in parts.items():
        if values:
            lines += ["", f"{key}:{show_value(values, 0, flow=False)}"]
    if answers.done:
        lines += ["", f"done:{show_value(sorted(answers.done), 0, flow=False)}"]
    return "\n".join(lines) + "\n"


def edit_answers(text: str, before: Answers, after: Answers, questionnaire: Questionnaire) -> str:
    """The text of an answers file with what is different in the answers, and everything else as it was.

    Raises CannotEditError where the layout does not allow that.
    """
    old, new = _heading(before), _heading(after)
    for key, value in new.items():
        if value != old[key]:
            text = put(text, (key,), value, (ROOT,)) if value else clear(text, (key,))
    order = tuple(one.id for one in questionnaire.questions)
    for key in order:
        were, are = _parts(before.by_question.get(key)), _parts(after.by_question.get(key))
        if were != are:
            text = _edit_answer(text, key, were, are, order)
    order = tuple(one.id for one in questionnaire.context)
    given, now = _context(before), _context(after)
    for key in order:
        if key in given and key not in now:
            text = clear(text, ("context", key))
        elif now.get(key) != given.get(key):
            text = put(text, ("context", key), now[key], (ROOT, order))
    return text


def _edit_answer(text: str, key: str, were: Parts, are: Parts, order: Sequence[str]) -> str:
    """One answer; what is a mapping stays one, with the comments between its lines."""
    path = ("answers", key)
    if not are:
        return clear(text, path)
    if keys_at(text, path) is None:
        return put(text, path, _shortest(are), (ROOT, order))
    for part, value in are.items():
        if value != were.get(part):
            text = put(text, (*path, part), value, (ROOT, order, PARTS))
    for part in were:
        if part not in are:
            text = remove(text, (*path, part))
    return text


def upgrade_text(text: str, carried: CarriedOver, questionnaire: Questionnaire) -> str:
    """The text of answers to another version with what is left: without what is gone, and without changed levels.

    Raises CannotEditError where the layout does not allow that.
    """
    text = put(text, ("version",), show_version(questionnaire.version), (ROOT,))
    for part, key in carried.gone:
        if part != "done":
            text = remove(text, (part, key))
    if any(part == "done" for part, _ in carried.gone):
        text = put(text, ("done",), sorted(carried.answers.done), (ROOT,))
    for path in carried.changed:
        if path[0] == "answers" and path[1] in carried.answers.by_question:  # remarks are left
            stands = keys_at(text, path) or ()
            for part in ("level", "na"):
                text = remove(text, (*path, part)) if part in stands else text
        else:
            text = clear(text, path)
    return text


def show_version(version: str) -> str:
    """The version of a questionnaire as a YAML scalar: bare where it is numbers and points."""
    return version if parse_version(version) else quote(version)


def _heading(answers: Answers) -> dict[str, str]:
    texts = {
        "questionnaire": answers.questionnaire,
        "version": show_version(answers.version),
        "subject": quote(answers.subject),
        "date": answers.date.isoformat(),
        "respondent": quote(answers.respondent) if answers.respondent else "",
        "role": quote(answers.role) if answers.role else "",
    }
    return {"format": Kind.ANSWERS.value} | texts


def _parts(answer: Answer | None) -> Parts:
    """What an answer says, as it stands in a file; nothing where there is none."""
    parts: dict[str, str] = {}
    match answer:
        case None:
            return parts
        case Known(level=level):
            parts["level"] = str(level)
        case Unknown():
            parts["level"] = UNKNOWN
        case NotApplicable(reason=reason):
            parts["na"] = quote(reason)
        case Unanswered():
            pass
    parts |= {key: quote(text) for key, text in (("note", answer.note), ("evidence", answer.evidence)) if text}
    return parts | ({"seen": answer.seen.isoformat()} if answer.seen else {})


def _shortest(parts: Parts) -> Value:
    return parts["level"] if list(parts) == ["level"] else parts


def _context(answers: Answers) -> dict[str, Value]:
    return {key: _context_answer(answer) for key, answer in answers.context.items()}


def _context_answer(answer: ContextAnswer) -> Value:
    if isinstance(answer, Fraction):
        return f"{Decimal(answer.numerator) / answer.denominator:f}"
    return list(answer) if isinstance(answer, tuple) else quote(answer)
