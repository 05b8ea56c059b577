"""The moves of a plan as a table, for a tracker."""

from __future__ import annotations

from typing import Final

from smi_cli.assessing.planning import Plan
from smi_cli.rendering.comma_separated import Cell, render_rows
from smi_cli.rendering.numbers import json_number
from smi_cli.rendering.wording.moves import why

COLUMNS: Final = (
    "number",
    "quarter",
    "subject",
    "question",
    "axis",
    "from",
    "to",
    "effort",
    "gain",
    "reach",
    "why",
    "shown_by",
    "step",
    "step_title",
    "first",
    "who",
)


def render_plan(plan: Plan) -> str:
    """A header, and a row for each move in the order of the plan."""
    rows: list[tuple[Cell, ...]] = [COLUMNS]
    for number, move in enumerate(plan.moves, 1):
        step = move.lead.step if move.lead else None
        rows.append(
            (
                number,
                move.quarter or None,
                plan.assessment.answers.subject,
                move.question.id,
                move.axis.id,
                None if move.unanswered else move.start,
                move.level,
                move.effort,
                json_number(move.gain),
                move.question.levels[move.level].wording,
                why(plan, move),
                move.question.evidence,
                step.id if step else None,
                step.title if step else None,
                step.first if step else None,
                step.who if step else None,
            )
        )
    return render_rows(rows)
