"""Answers to an earlier version of a questionnaire, carried over to the present one.

Kept is every answer whose question still has the wording that was answered and still allows the answer. Of a changed
question the remarks are kept and the level is not; what no longer exists is named, so that nothing disappears without a
word. What is wrong for other reasons is a problem, as it is in answers to the present version.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from smi_cli.loading.answers_file import REMARKS, decode_answers, decode_context_answer
from smi_cli.loading.documents import Document, Mapping, Node, Scalar, Sequence, is_nothing
from smi_cli.loading.notebook import Notebook
from smi_cli.loading.versions import parse_version
from smi_cli.model.answers import Answers
from smi_cli.model.blueprint import Instrument, StepKind
from smi_cli.model.problems import Problems
from smi_cli.model.questionnaire import ContextQuestion, Question, Questionnaire

Place = tuple[str, str]
_WHOLE = re.compile("[0-9]{1,18}\\Z")  # longer ones are no levels of any version


class CarriedOver(NamedTuple):
    """The answers as they count now: how many were kept, which are to be asked again, and which are gone.

    Both are named with the part of the file where they stood: answers, context or, for what is gone, done.
    """

    answers: Answers
    version: str
    kept: int
    changed: tuple[Place, ...]
    gone: tuple[Place, ...]


def carry_over(document: Document, instrument: Instrument) -> CarriedOver | Problems:
    """The answers of a document to another version, as far as they hold for this one; or what else is wrong with it."""
    version = document.names("version") or ""
    gone, changed = tuple(_gone(document, instrument)), tuple(_changed(document, instrument.questionnaire, version))
    answers = decode_answers(_present(document, instrument.questionnaire, gone, changed), instrument)
    if isinstance(answers, Problems):
        return answers
    kept = sum(("answers", key) not in changed for key in answers.by_question)
    return CarriedOver(answers, version, kept, changed, gone)


def _gone(document: Document, instrument: Instrument) -> Iterator[Place]:
    """What the questionnaire and its blueprints do not know; a remark that is indented too little is none of it."""
    questions = {question.id for question in instrument.questionnaire.questions} | REMARKS
    yield from (("answers", key) for key in _part(document, "answers") if key not in questions)
    context = {question.id for question in instrument.questionnaire.context}
    yield from (("context", key) for key in _part(document, "context") if key not in context)
    steps = {step.id for step in instrument.steps.values() if step.kind is StepKind.PREPARE}
    yield from (("done", one.text) for one in _done(document) if isinstance(one, Scalar) and one.text not in steps)


def _changed(document: Document, questionnaire: Questionnaire, version: str) -> Iterator[Place]:
    given, context = _part(document, "answers"), _part(document, "context")
    for question in questionnaire.questions:
        if question.id in given and _is_new(question, version, given[question.id][1]):
            yield "answers", question.id
    for one in questionnaire.context:
        if one.id in context and _is_not_allowed(one, context[one.id][1], document):
            yield "context", one.id


def _part(document: Document, key: str) -> dict[str, tuple[Scalar, Node]]:
    root = document.root
    value = root.entries[key][1] if isinstance(root, Mapping) and key in root.entries else None
    return value.entries if isinstance(value, Mapping) else {}


def _done(document: Document) -> list[Node]:
    root = document.root
    value = root.entries["done"][1] if isinstance(root, Mapping) and "done" in root.entries else None
    return value.items if isinstance(value, Sequence) else []


def _is_new(question: Question, version: str, given: Node) -> bool:
    """Whether the wording is later than the answer, or the answer is none that the question allows any more."""
    parts = (
        {key: value for key, (_, value) in given.entries.items()} if isinstance(given, Mapping) else {"level": given}
    )
    level, na = parts.get("level"), parts.get("na")
    if isinstance(level, Scalar) and _WHOLE.match(level.text) and int(level.text) > question.best:
        return True
    if na and not question.na and not is_nothing(na):
        return True
    then, since = parse_version(version), parse_version(question.since)
    return bool(question.since) and (then is None or since is None or since > then)


def _is_not_allowed(question: ContextQuestion, given: Node, document: Document) -> bool:
    """Whether an answer is written well, but chooses what is no option, or is out of range, by now."""
    notebook = Notebook(document._replace(problems=()))
    if not is_nothing(given):
        decode_context_answer(question, given, notebook)
    codes = {problem.code for problem in notebook.problems}
    return bool(codes) and codes <= {"not-allowed", "out-of-range"}


def _present(
    document: Document, questionnaire: Questionnaire, gone: Collection[Place], changed: Collection[Place]
) -> Document:
    """The document as if it had been written for this version. What is malformed stays so, for the decoder to see."""
    root = document.root
    if not isinstance(root, Mapping):
        return document
    entries = dict(root.entries)
    if (version := entries.get("version")) and isinstance(version[1], Scalar) and not is_nothing(version[1]):
        entries["version"] = (version[0], version[1]._replace(text=questionnaire.version))
    for name in ("answers", "context"):
        if name in entries and isinstance(part := entries[name][1], Mapping):
            left = {
                one: (key, _remarks_of(value) if (name, one) in changed else value)
                for one, (key, value) in part.entries.items()
                if (name, one) not in gone
            }
            entries[name] = (entries[name][0], part._replace(entries=left))
    if "done" in entries and isinstance(done := entries["done"][1], Sequence):
        still = [one for one in done.items if not (isinstance(one, Scalar) and ("done", one.text) in gone)]
        entries["done"] = (entries["done"][0], done._replace(items=still))
    return document._replace(root=root._replace(entries=entries))


def _remarks_of(answer: Node) -> Node:
    """What was said with an answer, without the answer."""
    if isinstance(answer, Mapping):
        entries = {key: pair for key, pair in answer.entries.items() if key not in {"level", "na"}}
        return answer._replace(entries=entries)
    return Scalar("", True, answer.line, answer.column)
