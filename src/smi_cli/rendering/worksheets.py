"""Worksheets as Markdown, to print or to fill in: what is known of the arithmetic stands in it, and how it is done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from string import ascii_lowercase
from typing import NamedTuple

from smi_cli.assessing.arithmetic import Values, work_out
from smi_cli.model.answers import Answers
from smi_cli.model.questionnaire import Questionnaire
from smi_cli.model.worksheet import Calculation, Figure, Line, Operation, Part, Worksheet
from smi_cli.rendering.harmless import markdown
from smi_cli.rendering.markdown import labelled, table
from smi_cli.rendering.numbers import show_bare, show_number
from smi_cli.rendering.wording.phrases import show_origin

BLANK = "……………"
# ruff: noqa: RUF001 - a sign of multiplication is meant
SIGNS = {Operation.PLUS: "+", Operation.MINUS: "-", Operation.TIMES: "×", Operation.OVER: "÷"}
TENTH = 10


class Paper(NamedTuple):
    """A worksheet with its name and the titles of the steps that ask for it."""

    name: str
    worksheet: Worksheet
    steps: tuple[str, ...]


def render_worksheets(papers: Iterable[Paper], questionnaire: Questionnaire, answers: Answers | None = None) -> str:
    """Worksheets one after another; with answers, the respondent's own figures are filled in."""
    return "\n".join("\n".join(_paper(one, questionnaire, answers)) + "\n" for one in papers)


def _paper(paper: Paper, questionnaire: Questionnaire, answers: Answers | None) -> Iterator[str]:
    worksheet = paper.worksheet
    yield from (f"# {markdown(worksheet.title)}", "", markdown(worksheet.summary), "")
    yield from labelled([("Worksheet", paper.name), ("For", "; ".join(paper.steps))])
    if answers:
        yield from labelled([("Subject", answers.subject), ("Figures from", answers.date.isoformat())])
    lines = [line for part in worksheet.parts for line in part.lines]
    names = {line.id: _letters(number) for number, line in enumerate(lines)}
    values = work_out(lines, answers.context if answers else {})
    for part in worksheet.parts:
        yield from ("", f"## {markdown(part.title)}", *_part(part, names, values))
    figures = {line.value.id for line in lines if isinstance(line.value, Figure)}
    counted = [(one.ask, one.means) for one in questionnaire.context if one.id in figures and one.means]
    if counted:
        yield from (
            "",
            "## How the figures are counted",
            "",
            *(f"- **{markdown(ask)}** {markdown(means)}" for ask, means in counted),
        )
    yield from ("", f"This worksheet is {markdown(show_origin(worksheet.origin))}.")


def _part(part: Part, names: Mapping[str, str], values: Values) -> Iterator[str]:
    if part.says:
        yield from ("", markdown(part.says))
    if part.lines:
        lines = ((names[one.id], one.says, _how(one, names), _value(one, values)) for one in part.lines)
        yield from ("", *table(("", "What", "How", "Value"), lines))
    if part.columns:
        yield from ("", *_empty_table(part))
    if part.prompts:
        yield from ("", *(f"- **{markdown(prompt)}** {BLANK}" for prompt in part.prompts))


def _empty_table(part: Part) -> Iterator[str]:
    """Rows with titles begin with them; others are numbered, in a column of their own."""
    titled = any(part.rows)
    rest = ("",) * (len(part.columns) - titled)
    rows = ((title or str(number), *rest) for number, title in enumerate(part.rows, 1))
    return table(part.columns if titled else ("No.", *part.columns), rows)


def _how(line: Line, names: Mapping[str, str]) -> str:
    match line.value:
        case Calculation(operation=operation, operands=operands):
            shown = (names[one] if isinstance(one, str) else show_bare(one) for one in operands)
            return f" {SIGNS[operation]} ".join(shown)
        case Figure(id=key):
            return f"your figure: {key}"
        case None:
            return "count or ask"
        case _:
            return "given"


def _value(line: Line, values: Values) -> str:
    value = values[line.id]
    number = BLANK if value is None else _show(value, calculated=isinstance(line.value, Calculation))
    return f"{number} {line.unit}".strip()


def _show(value: Fraction, *, calculated: bool) -> str:
    """A number as it is; what is worked out has one decimal, and a word where that is not all of it."""
    exact = not calculated or (value * TENTH).denominator == 1
    # A hyphen at the beginning of a cell would have to be escaped, and people read the source too.
    return (show_bare(value) if exact else f"about {show_number(value, [Fraction(0)])}").replace("-", "−")


def _letters(number: int) -> str:
    """The name of a line: a to z, then aa, ab and so on."""
    first, last = divmod(number, len(ascii_lowercase))
    return f"{_letters(first - 1) if first else ''}{ascii_lowercase[last]}"
