"""Gates: demands on an assessment that decide the exit code."""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from smi_cli.model.questionnaire import Demand


class Severity(StrEnum):
    """What a gate that is not met does: fail the run, or only be said."""

    ERROR = "error"
    WARN = "warn"


class QuadrantGate(NamedTuple):
    """One of some quadrants, by id."""

    quadrants: tuple[str, ...]


class RungGate(NamedTuple):
    """At least a rung of a ladder, both by id."""

    ladder: str
    rung: str


class DemandGate(NamedTuple):
    """At least a level of a question, or a score of a factor, an axis, the overall or the mean."""

    demand: Demand


class MissingGate(NamedTuple):
    """At most so many missing answers."""

    most: int


class BorderlineGate(NamedTuple):
    """A placement that is near no line."""


class BaselineGate(NamedTuple):
    """Not worse than before: no axis nor the overall falls by more than `drop` points, no rung, no axis to low."""

    drop: Fraction


class UnfitGate(NamedTuple):
    """A demand that this questionnaire knows nothing of, and why; other questionnaires of the run do."""

    because: str


Target = QuadrantGate | RungGate | DemandGate  # what a plan can lead to
Rule = QuadrantGate | RungGate | DemandGate | MissingGate | BorderlineGate | BaselineGate | UnfitGate


class Gate(NamedTuple):
    """A rule as the user wrote it, and what follows if it is not met. Its text is its name in all outputs."""

    text: str
    rule: Rule
    severity: Severity = Severity.ERROR
