"""An answers file to fill in with an editor: every question with its levels as comments, and no answer yet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from textwrap import wrap

from smi_cli.loading.answers_text import show_version
from smi_cli.loading.finding import Kind
from smi_cli.loading.yaml_edit import quote
from smi_cli.model.questionnaire import ContextQuestion, Question, Questionnaire

WIDTH = 100
HINTS = (
    "Behind a colon: the number of a level, or unknown if nobody knows, or nothing if you have not asked yet.",
    "Choose the highest level that is true today in every demand.",
    "With more to say: {level: 2, note: ..., evidence: ..., seen: 2026-10-05}",
)


def compose_template(questionnaire: Questionnaire, subject: str, day: date) -> str:
    """The text of the file; it is valid as it stands."""
    return "\n".join(_lines(questionnaire, subject, day)) + "\n"


def _lines(questionnaire: Questionnaire, subject: str, day: date) -> Iterator[str]:
    yield f"format: {Kind.ANSWERS}"
    yield f"questionnaire: {questionnaire.id}"
    yield f"version: {show_version(questionnaire.version)}"
    yield f"subject: {quote(subject)}"
    yield f"date: {day.isoformat()}"
    yield from ("respondent:", "role:", "")
    for hint in HINTS:
        yield from comment(hint)
    yield "answers:"
    for axis in questionnaire.axes:
        for factor in axis.factors:
            yield from ("", *comment(f"{axis.title}: {factor.title}" if factor.id else axis.title, "  "))
            for question in factor.questions:
                yield from ("", *_question(question))
    if questionnaire.context:
        yield from ("", *comment("Never scored; leave out what you like."), "context:")
    for one in questionnaire.context:
        yield from ("", *_context(one))


def _question(question: Question) -> Iterator[str]:
    yield from comment(question.ask, "  ")
    for parent, least in question.only_if.levels.items():
        yield from comment(f"Asked only if {parent} reaches level {least}.", "  ")
    for parent in question.only_if.context:
        yield from comment(f"Whether it is asked depends on {parent}, below.", "  ")
    for number, level in enumerate(question.levels):
        yield from comment(f"{number}  {level.wording}", "  ")
    if question.na:
        yield from comment(f"{{na: your reason}}  Does not apply: {question.na}", "  ")
    if question.evidence:
        yield from comment(f"Look at: {question.evidence}", "  ")
    yield f"  {question.id}:"


def _context(question: ContextQuestion) -> Iterator[str]:
    several = "; several as [one, two]" if question.options and question.kind == "choices" else ""
    unit = f"; in {question.unit}" if question.unit else ""
    yield from comment(f"{question.ask} ({question.kind}{unit}{several})", "  ")
    for key, title in question.options.items():
        yield from comment(f"{key}: {title}", "  ")
    yield f"  {question.id}:"


def comment(text: str, indent: str = "") -> Iterator[str]:
    """A text as comment lines; nothing in it can end the comment."""
    safe = "".join(one if one.isprintable() else " " for one in text)
    yield from (f"{indent}# {line}" for line in wrap(safe, WIDTH, subsequent_indent="   "))
