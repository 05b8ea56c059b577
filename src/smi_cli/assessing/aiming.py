"""What a plan leads to where nobody names a target."""

from __future__ import annotations

from collections.abc import Iterator

from smi_cli.assessing.assessment import Assessment
from smi_cli.assessing.gating import is_met
from smi_cli.assessing.planning import Aim
from smi_cli.model.gates import QuadrantGate, RungGate


def choose_aim(assessment: Assessment) -> Aim | None:
    """The quadrant with both axes high; from there, or without quadrants, the next rung; None where there is none."""
    return next((aim for aim in _candidates(assessment) if not is_met(aim.target, assessment)), None)


def _candidates(assessment: Assessment) -> Iterator[Aim]:
    questionnaire = assessment.questionnaire
    if questionnaire.grid:
        top = questionnaire.grid.at(across=True, up=True).id
        yield Aim(f"quadrant={top}", QuadrantGate((top,)))
    for ladder in questionnaire.ladders:
        yield from (Aim(f"{ladder.id}={rung.id}", RungGate(ladder.id, rung.id)) for rung in ladder.rungs)
