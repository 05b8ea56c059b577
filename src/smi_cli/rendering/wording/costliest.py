"""Which answers cost most: where an explanation begins."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from smi_cli.assessing.explaining import Explanation
from smi_cli.assessing.explanation import QuestionPart
from smi_cli.rendering.numbers import show_points
from smi_cli.rendering.wording.phrases import count

LISTED: Final = 5  # as many as are read at a glance


def costliest(explanation: Explanation) -> tuple[str, ...]:
    """The answers that cost their axis most against their best level, the most first; nothing where none does."""
    questions = (one for axis in explanation.axes for factor in axis.factors for one in factor.questions)
    costs = [(cost, one) for one in questions if (cost := one.gain(one.score.question.best)) and cost > 0]
    costs.sort(key=lambda pair: -pair[0])  # equals stay in the order of the questionnaire
    return tuple(_listed(costs))


def _listed(costs: list[tuple[Fraction, QuestionPart]]) -> Iterator[str]:
    for cost, one in costs[:LISTED]:
        level = f"level {one.score.level} of {one.score.question.best}"
        yield f"{show_points(cost)} points of {one.axis.title}: {one.id}, at {level}"
    if (others := len(costs) - LISTED) > 0:
        yield f"{count(others, 'other answer')} {'costs' if others == 1 else 'cost'} no more than these."
