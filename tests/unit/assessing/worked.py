"""Worked examples: assessments of small questionnaires whose numbers can be checked by hand."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from builders import BAKERY, an_instrument, some_answers, some_weights
from smi_cli.assessing.assessment import Assessment
from smi_cli.assessing.compiling import compile_questionnaire
from smi_cli.model.answers import Answer, ContextAnswer, NotApplicable, Unknown

UNKNOWN = Unknown()
NA = NotApplicable("It does not apply.")
FULL: Mapping[str, int] = {"mill": 2, "tasting": 4, "heat": 4, "opening": 4, "till": 4}
"""The best answers to the bakery's questions."""


def assessed(
    answers: Mapping[str, Answer | int],
    text: str = BAKERY,
    *blueprints: str,
    context: Mapping[str, ContextAnswer] | None = None,
    weights: str = "",
    done: frozenset[str] = frozenset(),
) -> Assessment:
    """The assessment of some answers, with a bare number for a level."""
    instrument = an_instrument(text, *blueprints)
    own = some_weights(weights, instrument.questionnaire) if weights else None
    compiled = compile_questionnaire(instrument.questionnaire, own)
    return Assessment(instrument, compiled, some_answers(answers, context, done=done))


def a_map(x: str, y: str, *, cut: str = "50", cells: str = "", more: str = "") -> str:
    """A questionnaire of two axes, X across and Y up, of one question each: its level 1 gives this many points."""

    def worth(score: str) -> str:
        # Exact, and in the decimals that the format takes.
        value = Fraction(score) / 100
        return str(value.numerator) if value.denominator == 1 else f"{float(value):.10f}".rstrip("0")

    return f"""\
format: smi.questionnaire/1
id: bakery
version: 1.0
title: Map
axes:
  x: {{title: X, cut: {cut}, questions: {{px: {{ask: X?, levels: [a, b, c], values: [0, {worth(x)}, 1]}}}}}}
  y: {{title: Y, questions: {{py: {{ask: Y?, levels: [a, b, c], values: [0, {worth(y)}, 1]}}}}}}
quadrants:
  across: x
  up: y
  {cells}
  cells:
    low-low: {{title: Low low, where: {{x: low, y: low}}}}
    high-low: {{title: High low, where: {{x: high, y: low}}}}
    low-high: {{title: Low high, where: {{x: low, y: high}}}}
    high-high: {{title: High high, where: {{x: high, y: high}}}}
{more}"""


def on_map(x: str, y: str, *, cut: str = "50", cells: str = "", more: str = "") -> Assessment:
    """The assessment of a subject that stands exactly there."""
    return assessed({"px": 1, "py": 1}, a_map(x, y, cut=cut, cells=cells, more=more))
