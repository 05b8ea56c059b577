"""An answers file to answers that fit their questionnaire."""

from __future__ import annotations

from typing import Any

from smi_cli.loading.documents import Document, Node, Scalar, Sequence, is_nothing
from smi_cli.loading.naming import find_id
from smi_cli.loading.notebook import NOT_READ, Draft, Notebook
from smi_cli.loading.records import ByKind, ListOf, MapOf, Record, never_empty, optional, required
from smi_cli.loading.scalars import Date, Id, Number, Text, Whole
from smi_cli.loading.shapes import Shape, show_text, wrong_type
from smi_cli.loading.versions import parse_version
from smi_cli.model.answers import Answer, Answers, ContextAnswer, Known, NotApplicable, Unanswered, Unknown, is_reason
from smi_cli.model.blueprint import Instrument, StepKind
from smi_cli.model.problems import Problems
from smi_cli.model.questionnaire import ContextKind, ContextQuestion, Question, Questionnaire

UNKNOWN = "unknown"
BARE_NA = "na"


class _LevelShape(Shape):
    """The number of a level, the word `unknown`, nothing, or a bare `na`, whose reason the rules will miss."""

    _number = Whole(minimum=0)

    def decode(self, node: Node, name: str, notebook: Notebook) -> Any:
        """A level, `UNKNOWN`, `BARE_NA`, None for an empty value, or `NOT_READ`."""
        if is_nothing(node):
            return None
        if isinstance(node, Scalar) and node.text == UNKNOWN:
            return UNKNOWN
        if isinstance(node, Scalar) and node.text.lower() in {"na", "n/a"}:
            return BARE_NA
        if isinstance(node, Scalar) and not node.text[:1].isdigit() and node.text[:1] not in {"-", "+", "."}:
            return wrong_type(node, name, "the number of a level, or unknown", notebook, "levels count from 0")
        return self._number.decode(node, name, notebook)


class _Unread(Shape):
    """Any value; its shape depends on the context question that it answers."""

    def decode(self, node: Node, name: str, notebook: Notebook) -> Any:
        """The node itself."""
        return node


ANSWER = ByKind(
    scalar=_LevelShape(),
    mapping=Record(
        {
            "level": optional(_LevelShape()),
            "na": never_empty(Text()),
            "note": optional(Text()),
            "evidence": optional(Text()),
            "seen": optional(Date()),
        }
    ),
)
REMARKS = frozenset({"level", "na", "note", "evidence", "seen"})
ANSWERS = Record(
    {
        "format": required(Text()),
        "questionnaire": required(Id()),
        "version": required(Text()),
        "subject": required(Text()),
        "date": required(Date()),
        "respondent": optional(Text()),
        "role": optional(Text()),
        "answers": optional(MapOf(ANSWER)),
        "context": optional(MapOf(_Unread())),
        "done": optional(ListOf(Id())),
    }
)


def decode_answers(document: Document, instrument: Instrument) -> Answers | Problems:
    """The answers of a document, or every problem of it."""
    notebook = Notebook(document)
    draft = ANSWERS.decode(document.root, "an answers file", notebook)
    context: dict[str, ContextAnswer] = {}
    if isinstance(draft, Draft):
        _check_version(draft, instrument.questionnaire, notebook)
        _check_answers(draft.part("answers"), instrument.questionnaire, notebook)
        context = _decode_context(draft.part("context"), instrument.questionnaire, notebook)
        _check_dates(draft, notebook)
        _check_done(draft.value("done", []), instrument, notebook)
    if notebook.problems:
        return Problems.of(*notebook.problems)
    return Answers(
        questionnaire=draft["questionnaire"],
        version=draft["version"],
        subject=draft["subject"],
        date=draft["date"],
        respondent=draft.get("respondent", ""),
        role=draft.get("role", ""),
        by_question=_build_answers(draft.get("answers", {})),
        context=context,
        done=frozenset(draft.get("done", [])),
    )


def _check_version(draft: Draft, questionnaire: Questionnaire, notebook: Notebook) -> None:
    version = draft.value("version", questionnaire.version)
    if version != questionnaire.version:
        message = (
            f"These answers are to version {version} of {questionnaire.id!r}; here is version {questionnaire.version}"
        )
        then, present = parse_version(version), parse_version(questionnaire.version)
        hint = "smi assess asks again what has changed; by hand, read those questions again and write the new version"
        if then and present and then > present:
            hint = "they are newer than this questionnaire; name the newer one with --questionnaire, or get a newer smi"
        notebook.note_value(("version",), "wrong-version", message, hint)


def _check_answers(answers: Draft, questionnaire: Questionnaire, notebook: Notebook) -> None:
    questions = {question.id: question for question in questionnaire.questions}
    context = {question.id for question in questionnaire.context}
    for key, answer in answers.items():
        if question := questions.get(key):
            _check_answer(question, answer, notebook)
        else:
            message = f"{questionnaire.id!r} has no scored question {key!r}"
            if key in context:
                hint = "it is a context question: write it under context"
            elif key in REMARKS:
                hint = "indent it under its question"
            else:
                hint = notebook.suggest(key, questions)
            notebook.note_key(("answers", key), "unknown-question", message, hint)


def _check_answer(question: Question, answer: Any, notebook: Notebook) -> None:
    path: tuple[str, ...] = ("answers", question.id)
    detailed = isinstance(answer, Draft)
    level, na = (answer.value("level"), answer.value("na")) if detailed else (answer, None)
    if isinstance(level, int) and level > question.best:
        place = (*path, "level") if detailed else path
        notebook.note_value(place, "level-range", f"{question.id!r} has no level {level}", f"from 0 to {question.best}")
    if na is None and level != BARE_NA:
        return
    if not question.na:
        message = f"{question.id!r} applies to everybody"
        notebook.note_value(path, "na-not-allowed", message, "give a level, or unknown")
    elif na is None:
        message = f"{question.id!r} does not apply, but the reason is missing"
        notebook.note_value(path, "na-reason", message, "write {na: reason}")
    elif not is_reason(na):
        message = f"{na!r} does not say why {question.id!r} does not apply"
        notebook.note_value((*path, "na"), "na-reason", message, "write {na: reason}")
    if na is not None and level is not None:
        message = f"{question.id!r} cannot have a level and not apply"
        notebook.note_value(path, "level-and-na", message, "keep one of the two")


def _check_dates(draft: Draft, notebook: Notebook) -> None:
    day = draft.value("date")
    for key, answer in draft.part("answers").items():
        seen = answer.value("seen") if isinstance(answer, Draft) else None
        if day and seen and seen > day:
            message = f"The evidence for {key!r} was seen after the answers were given"
            notebook.note_value(("answers", key, "seen"), "seen-later", message, f"on {day.isoformat()} at the latest")


def _decode_context(draft: Draft, questionnaire: Questionnaire, notebook: Notebook) -> dict[str, ContextAnswer]:
    questions = {question.id: question for question in questionnaire.context}
    scored = {question.id for question in questionnaire.questions}
    values: dict[str, ContextAnswer] = {}
    for key, node in draft.items():
        if (question := questions.get(key)) is None:
            hint = "it is a scored question: write it under answers"
            message = f"{questionnaire.id!r} has no context question {key!r}"
            hint = hint if key in scored else notebook.suggest(key, questions)
            notebook.note_key(("context", key), "unknown-question", message, hint)
        elif not is_nothing(node):
            value = decode_context_answer(question, node, notebook)
            if value is not NOT_READ:
                values[key] = value
    return values


def decode_context_answer(question: ContextQuestion, node: Node, notebook: Notebook) -> Any:
    """The answer to a context question, or `NOT_READ` or what is out of range, with problems in the notebook."""
    match question.kind:
        case ContextKind.TEXT:
            return Text().decode(node, question.id, notebook)
        case ContextKind.NUMBER:
            value = Number().decode(node, question.id, notebook)
            below = question.minimum is not None and value is not NOT_READ and value < question.minimum
            above = question.maximum is not None and value is not NOT_READ and value > question.maximum
            if below or above:
                bounds = [f"at least {question.minimum}"] if question.minimum is not None else []
                bounds += [f"at most {question.maximum}"] if question.maximum is not None else []
                notebook.note(node, "out-of-range", f"{question.id} is out of range", " and ".join(bounds))
            return value
        case ContextKind.CHOICE:
            return _decode_option(question, node, notebook)
        case ContextKind.CHOICES:
            items = node.items if isinstance(node, Sequence) else [node]
            chosen = [_decode_option(question, item, notebook) for item in items]
            return NOT_READ if NOT_READ in chosen else tuple(dict.fromkeys(chosen))


def _decode_option(question: ContextQuestion, node: Node, notebook: Notebook) -> Any:
    """The id of an option, or `NOT_READ`. A title is not taken for its option, but the hint says which one that is."""
    if not isinstance(node, Scalar):
        return wrong_type(node, question.id, "an id", notebook)
    if node.text in question.options:
        return node.text
    if meant := find_id(node.text, question.options):
        hint = f"did you mean {meant!r}?"
    elif question.kind is ContextKind.CHOICES and "," in node.text:
        hint = "write several as [one, two]"
    else:
        hint = notebook.suggest(node.text, question.options)
    notebook.note(node, "not-allowed", f"{question.id!r} has no option {show_text(node.text)}", hint)
    return NOT_READ


def _check_done(done: list[str], instrument: Instrument, notebook: Notebook) -> None:
    steps = instrument.steps
    tickable = [step.id for step in steps.values() if step.kind is StepKind.PREPARE]
    for number, key in enumerate(done):
        path = ("done", number)
        if key not in steps:
            message = f"No blueprint of {instrument.questionnaire.id!r} has a step {key!r}"
            notebook.note_value(path, "unknown-step", message, notebook.suggest(key, tickable))
        elif key not in tickable:
            hint = "answers show that it is done" if steps[key].kind is StepKind.RAISE else "it recurs"
            message = f"{key!r} is a {steps[key].kind} step and cannot be ticked"
            notebook.note_value(path, "not-tickable", message, hint)


def _build_answers(draft: dict[str, Any]) -> dict[str, Answer]:
    return {key: answer for key, raw in draft.items() if (answer := _build_answer(raw)) is not None}


def _build_answer(raw: Any) -> Answer | None:
    if isinstance(raw, int):  # most answers of most files
        return Known(raw)
    draft = raw if isinstance(raw, Draft) else Draft(level=raw)
    level, remarks = draft.get("level"), (draft.get("note", ""), draft.get("evidence", ""), draft.get("seen"))
    if "na" in draft:
        return NotApplicable(draft["na"], *remarks)
    if isinstance(level, int):
        return Known(level, *remarks)
    if level == UNKNOWN:
        return Unknown(*remarks)
    return Unanswered(*remarks) if any(remarks) else None
