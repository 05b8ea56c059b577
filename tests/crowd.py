"""Many assessments of the bakery, made by arithmetic: the same ones on every machine and in every version."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from builders import BAKERY, STALL_BLUEPRINT, an_instrument
from smi_cli.assessing.assessment import Assessment
from smi_cli.assessing.compiling import compile_questionnaire
from smi_cli.model.answers import Answer, Answers, ContextAnswer, Known, Unknown

HOSTILE = "[bold]\x1b[31m|`x`\u202e\n# =1+1 <b> ::error::"
MOTTOS = "\n  motto: {ask: What is your motto?, kind: text}\n  bread: {ask: What do you bake?, kind: choices, "
TEXT = BAKERY.replace(
    "\nquadrants:",
    f"{MOTTOS}options: {{rye: Rye bread, wheat: White bread}}}}\n  shops: {{ask: How many?, kind: number}}\nquadrants:",
)
INSTRUMENT = an_instrument(TEXT, STALL_BLUEPRINT)
COMPILED = compile_questionnaire(INSTRUMENT.questionnaire)


def a_crowd(size: int) -> Iterator[Assessment]:
    """Assessments with a trend from bad to good on both axes, some answers unknown, some context not said."""
    state = 20261005
    for number in range(size):
        by_question: dict[str, Answer] = {}
        trend = number / size
        for question in INSTRUMENT.questionnaire.questions:
            state = (state * 1103515245 + 12345) % 2**31
            chance = state / 2**31
            level = int((0.6 * trend + 0.4 * chance) * (question.best + 1))
            by_question[question.id] = Unknown() if state % 17 == 0 else Known(level)
        yield an_assessment(by_question, f"Bakery {number:04}", _context(number))


def an_assessment(
    by_question: Mapping[str, Answer], subject: str = "Crumb", context: Mapping[str, ContextAnswer] | None = None
) -> Assessment:
    """An assessment of the bakery with more context questions."""
    answers = Answers(
        questionnaire="bakery",
        version="1.0",
        subject=subject,
        date=date(2026, 10, 5),
        by_question=by_question,
        context=context or {},
    )
    return Assessment(INSTRUMENT, COMPILED, answers)


def _context(number: int) -> dict[str, ContextAnswer]:
    context: dict[str, ContextAnswer] = {}
    if number % 5:
        context["region"] = "town" if number % 3 else "country"
    if number % 7:
        context["bread"] = tuple(one for place, one in enumerate(("rye", "wheat")) if number >> place & 1)
    if number % 11:
        context["motto"] = (HOSTILE, "Bread first", "Always open")[number % 3]
    return context
