"""What to do in one quadrant: how to recognise it, what stands in the way, and the steps out of it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from smi_cli.model.questionnaire import MoveEffort, Origin, Questionnaire, Weights


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
    """Something to do. `raises` maps a question to the level that the step leads to; `worksheet` is an id, or empty."""

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
    worksheet: str
    origin: Origin


class Efforts(NamedTuple):
    """Efforts that stand in for others: of steps for those of the blueprints, of moves for the questionnaire's own.

    `by_step` is by the id of the step, `by_question` by that of the question that moves up.
    """

    title: str
    questionnaire: str
    by_step: Mapping[str, Effort]
    by_question: Mapping[str, MoveEffort] = {}


class Blueprint(NamedTuple):
    """The advice for one quadrant of one questionnaire; its steps in the order in which they are best done.

    `effort_means` says what the words for efforts stand for, as far as its authors do.
    """

    questionnaire: str
    quadrant: str
    title: str
    summary: str
    signs: tuple[Statement, ...]
    benefits: tuple[Statement, ...]
    challenges: tuple[Statement, ...]
    steps: tuple[Step, ...]
    origin: Origin
    effort_means: Mapping[Effort, str] = {}


class Instrument(NamedTuple):
    """A questionnaire with its blueprints, by quadrant, and the other weights that come with it.

    `efforts` are the user's own, which the steps have already; None where they are those of the blueprints.
    """

    questionnaire: Questionnaire
    blueprints: Mapping[str, Blueprint]
    weights: tuple[Weights, ...] = ()
    efforts: Efforts | None = None

    @property
    def steps(self) -> Mapping[str, Step]:
        """The steps of all blueprints, by id."""
        return {step.id: step for blueprint in self.blueprints.values() for step in blueprint.steps}

    def with_efforts(self, efforts: Efforts) -> Instrument:
        """The same instrument, its steps as much work as the user says."""
        blueprints = {name: _with_efforts(blueprint, efforts) for name, blueprint in self.blueprints.items()}
        return self._replace(blueprints=blueprints, efforts=efforts)


def _with_efforts(blueprint: Blueprint, efforts: Efforts) -> Blueprint:
    steps = (step._replace(effort=efforts.by_step.get(step.id, step.effort)) for step in blueprint.steps)
    return blueprint._replace(steps=tuple(steps))
