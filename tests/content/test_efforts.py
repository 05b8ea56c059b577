"""The efforts of moves fit those of the steps that lead there."""

from __future__ import annotations

import pytest

from content.shipped import SHIPPED, shipped
from smi_cli.model.blueprint import Effort

UNITS = {Effort.SMALL: 1, Effort.MEDIUM: 2, Effort.LARGE: 3}
HOLDS = 3  # the level at which a factor holds


@pytest.mark.parametrize("name", SHIPPED)
def test_a_question_takes_the_effort_of_the_step_that_makes_its_factor_hold(name: str) -> None:
    instrument = shipped(name)
    steps = [step for blueprint in instrument.blueprints.values() for step in blueprint.steps]
    for question in instrument.questionnaire.questions:
        leads = {UNITS[step.effort] for step in steps if step.raises.get(question.id) == HOLDS}
        assert {question.effort} == (leads or {1}), question.id
