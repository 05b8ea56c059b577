"""What to do in one quadrant: how to recognise it, what stands in the way, and the steps out of it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from smi_cli.model.questionnaire import Origin, Questionnaire, Weights


class StepKind(StrEnum):
    """`prepare` is ticked by the user, `raise` done when its questions reach their levels, `keep` recurs."""

    PREPARE = "prepare"
    RAISE = "raise"
    KEEP = "keep"


class Effort(StrEnum):
    """How much work a step is, as the authors of the blueprint judge it."""

    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"


class Statement(NamedTuple):
    """A sign, a benefit or a challenge; `past` is a way past a challenge, `obstacle` the option that names it."""

    says: str
    past: str
    obstacle: str
    origin: Origin


class Step(NamedTuple):
    """Something to do. `raises` maps a question to the level that the step leads to."""

    id: str
    kind: StepKind
    title: str
    raises: Mapping[str, int]
    why: str
    first: str
    who: str
    effort: Effort
    done_when: str
    every: str
    origin: Origin


class Blueprint(NamedTuple):
    """The advice for one quadrant of one questionnaire; its steps in the order in which they are best done."""

    questionnaire: str
    quadrant: str
    title: str
    summary: str
    signs: tuple[Statement, ...]
    benefits: tuple[Statement, ...]
    challenges: tuple[Statement, ...]
    steps: tuple[Step, ...]
    origin: Origin


class Instrument(NamedTuple):
    """A questionnaire with its blueprints, by quadrant, and the other weights that come with it."""

    questionnaire: Questionnaire
    blueprints: Mapping[str, Blueprint]
    weights: tuple[Weights, ...] = ()

    @property
    def steps(self) -> Mapping[str, Step]:
        """The steps of all blueprints, by id."""
        return {step.id: step for blueprint in self.blueprints.values() for step in blueprint.steps}
