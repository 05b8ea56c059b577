"""Which answers keep a gate from being met, and what each of them costs."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from smi_cli.assessing.assessment import Assessment
from smi_cli.assessing.batch import Scored
from smi_cli.assessing.changing import Change
from smi_cli.assessing.compiling import Gap
from smi_cli.assessing.costing import costs
from smi_cli.assessing.gating import Verdict
from smi_cli.assessing.losses import Losses, LossFinder
from smi_cli.model.gates import BaselineGate
from smi_cli.rendering.numbers import show_number
from smi_cli.rendering.wording.baseline import question_change, show_move

NOTHING = Fraction(0)


class Cost(NamedTuple):
    """An answer that costs a gate: the id of its question, what it says, the points that it costs, and its note.

    The points are those that the best answer would add to the axis, or, against a baseline, those that were lost.
    """

    question: str
    says: str
    points: Fraction
    note: str


def list_costs(scored: Scored, verdict: Verdict, most: int) -> tuple[Cost, ...]:
    """The answers that cost a gate most, at most so many; none where no single answer does."""
    assessment, change, rule = scored.assessment, scored.change, verdict.gate.rule
    keys = costs(rule, assessment.holding, change)[:most]
    if isinstance(rule, BaselineGate) and change is not None:
        return tuple(_since(change, key, _note(assessment, key)) for key in keys)
    return tuple(_now(assessment, keys))


def show_cost(cost: Cost, *, include_notes: bool) -> str:
    """An answer and what it costs, with its note only where notes are wanted."""
    points = f", {show_number(cost.points, [NOTHING])} points" if cost.points else ""
    note = f": {cost.note}" if include_notes and cost.note else ""
    return f"{cost.question} ({cost.says}{points}){note}"


def _since(change: Change, key: str, note: str) -> Cost:
    moved = question_change(change, key)
    return Cost(key, show_move(moved), max(NOTHING, -moved.points), note)


def _now(assessment: Assessment, keys: tuple[str, ...]) -> Iterator[Cost]:
    holding = assessment.holding
    losses = _losses(holding) if keys else {}
    for key in keys:
        level = holding.passes.known.levels[key]
        says = level.value if isinstance(level, Gap) else f"level {level}"
        if level != assessment.passes.known.levels[key]:
            says = "lapsed"
        yield Cost(key, says, losses.get(key, NOTHING), _note(assessment, key))


def _losses(assessment: Assessment) -> Losses:
    finder = LossFinder(assessment.compiled, assessment.passes)
    return {key: loss for axis in assessment.compiled.axes for key, loss in finder.of_axis(axis).items()}


def _note(assessment: Assessment, key: str) -> str:
    answer = assessment.answers.by_question.get(key)
    return answer.note if answer else ""
