"""Answers to an earlier version of a questionnaire, carried over to the present one.

Kept is every answer whose question still has the wording that was answered. Of a changed question the remarks are kept
and the level is not; what no longer exists is named, so that nothing disappears without a word.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from smi_cli.loading.answers_file import decode_answers
from smi_cli.loading.documents import Document, Mapping, Node, Scalar
from smi_cli.loading.versions import parse_version
from smi_cli.model.answers import Answers
from smi_cli.model.blueprint import Instrument
from smi_cli.model.problems import Problems
from smi_cli.model.questionnaire import Question, Questionnaire


class CarriedOver(NamedTuple):
    """The answers as they count now: how many were kept, which are to be asked again, and which are gone.

    What is gone is named with the part of the file where it stood: answers or context.
    """

    answers: Answers
    version: str
    kept: int
    changed: tuple[str, ...]
    gone: tuple[tuple[str, str], ...]


def carry_over(document: Document, instrument: Instrument) -> CarriedOver | Problems:
    """The answers of a document to another version, as far as they hold for this one; or what else is wrong with it."""
    questionnaire = instrument.questionnaire
    version = document.names("version") or ""
    given = _part(document, "answers")
    questions = {question.id: question for question in questionnaire.questions}
    asked = {"answers": set(questions), "context": {question.id for question in questionnaire.context}}
    gone = tuple((part, key) for part, ids in asked.items() for key in _part(document, part) if key not in ids)
    changed = tuple(
        key for key, pair in given.items() if key in questions and _is_new(questions[key], version, pair[1])
    )
    answers = decode_answers(_present(document, questionnaire, gone, changed), instrument)
    if isinstance(answers, Problems):
        return answers
    kept = sum(key not in changed for key in answers.by_question)
    return CarriedOver(answers, version, kept, changed, gone)


def _part(document: Document, key: str) -> dict[str, tuple[Scalar, Node]]:
    root = document.root
    value = root.entries[key][1] if isinstance(root, Mapping) and key in root.entries else None
    return value.entries if isinstance(value, Mapping) else {}


def _is_new(question: Question, version: str, given: Node) -> bool:
    """Whether the wording is later than the answer, or no level of the question can be meant any more."""
    level = given.entries["level"][1] if isinstance(given, Mapping) and "level" in given.entries else given
    if isinstance(level, Scalar) and level.text.isdecimal() and int(level.text) > question.best:
        return True
    then, since = parse_version(version), parse_version(question.since)
    return bool(question.since) and (then is None or since is None or since > then)


def _present(
    document: Document, questionnaire: Questionnaire, gone: Collection[tuple[str, str]], changed: Iterable[str]
) -> Document:
    """The document as if it had been written for this version."""
    root = document.root
    if not isinstance(root, Mapping):
        return document
    entries = dict(root.entries)
    if "version" in entries:
        key, value = entries["version"]
        entries["version"] = (key, Scalar(questionnaire.version, True, value.line, value.column))
    for name in ("answers", "context"):
        if left := {one: pair for one, pair in _part(document, name).items() if (name, one) not in gone}:
            key, part = entries[name]
            if name == "answers":
                left |= {one: (left[one][0], _remarks_of(left[one][1])) for one in changed}
            entries[name] = (key, Mapping(left, part.line, part.column))
        else:
            entries.pop(name, None)
    return document._replace(root=Mapping(entries, root.line, root.column))


def _remarks_of(answer: Node) -> Node:
    """What was said with an answer, without the answer."""
    if isinstance(answer, Mapping):
        entries = {key: pair for key, pair in answer.entries.items() if key not in {"level", "na"}}
        return Mapping(entries, answer.line, answer.column)
    return Scalar("", True, answer.line, answer.column)
