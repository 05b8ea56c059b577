"""Scored files with gates, as the formats for CI get them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Protocol, TypeVar

from builders import BAKERY, replace
from smi_cli.assessing.assessment import Assessment
from smi_cli.assessing.batch import Digests, GateTotal, Scored, Totals
from smi_cli.assessing.changing import AxisChange, Change, QuestionChange, ScoreChange
from smi_cli.assessing.gating import judge
from smi_cli.assessing.snapshot import snapshot_of
from smi_cli.model.answers import Answer
from smi_cli.model.gates import (
    BaselineGate,
    BorderlineGate,
    DemandGate,
    Gate,
    MissingGate,
    QuadrantGate,
    RungGate,
    Severity,
    UnfitGate,
)
from smi_cli.model.problems import Location, Problem
from smi_cli.model.questionnaire import Demand
from unit.assessing.worked import assessed

INSTITUTION = Gate("quadrant=institution", QuadrantGate(("institution",)))
WARM = Gate("signs=warm", RungGate("signs", "warm"))
MASTER = Gate("standing=master", RungGate("standing", "master"))
FEW_MISSING = Gate("max-missing=1", MissingGate(1))
CLEAR = Gate("no-borderline", BorderlineGate())
BASELINE = Gate("baseline", BaselineGate(Fraction(5)))
UNFIT = Gate("maturity=momentum", UnfitGate("the Bakery Index knows no maturity"))


def demands(key: str, minimum: str) -> Gate:
    """The gate `key=minimum`."""
    return Gate(f"{key}={minimum}", DemandGate(Demand(key, Fraction(minimum))))


def warns(gate: Gate) -> Gate:
    """The same gate, which only warns."""
    return gate._replace(severity=Severity.WARN)


def a_scored(
    answers: Mapping[str, Answer | int],
    *gates: Gate,
    file: str = "a.yaml",
    subject: str = "Crumb & Sons",
    respondent: str = "",
    change: Change | None = None,
    text: str = BAKERY,
) -> Scored:
    """A file with these answers, the first of them in line 10, held against gates."""
    assessment = assessed(answers, text)
    assessment.answers = replace(assessment.answers, subject=subject, respondent=respondent)
    places = {key: Location(file, 10 + number, 3) for number, key in enumerate(answers)}

    def locate(key: str) -> Location:
        return places.get(key, Location(file))

    return Scored(file, assessment, judge(gates, assessment, change), change, Digests("", "", ""), locate)


def totals_of(scored: Sequence[Scored], *problems: Problem, skipped: int = 0, fresh: int = 0) -> Totals:
    """What a run over these files came to, with the problems of others."""
    gates: dict[str, GateTotal] = {}
    for one in scored:
        for gate, met in one.verdicts:
            total = gates.get(gate.text, GateTotal(gate))
            gates[gate.text] = total.plus(one.assessment.answers.subject, met=met)
    return Totals(
        scored=len(scored),
        unusable=len({problem.location.file for problem in problems}),
        skipped=skipped,
        fresh=fresh,
        gates=tuple(gates.values()),
        problems=problems,
    )


class Collecting(Protocol):
    """A format that is made when all files have been."""

    def add(self, scored: Scored) -> None: ...


Sheet = TypeVar("Sheet", bound=Collecting)


def filled(sheet: Sheet, scored: Iterable[Scored]) -> Sheet:
    """A format that all files have come by."""
    for one in scored:
        sheet.add(one)
    return sheet


def change_of(before: Mapping[str, Answer | int], after: Mapping[str, Answer | int], text: str = BAKERY) -> Change:
    """From earlier answers to later ones to the same questionnaire."""
    old, new = assessed(before, text), assessed(after, text)
    axes = tuple(
        AxisChange(_score_change(old, new, axis.id, axis.title), None, (), _question_changes(old, new, axis.id))
        for axis in new.questionnaire.axes
    )
    return Change(snapshot_of(old), snapshot_of(new), _score_change(old, new, "overall", "Overall"), axes)


def _score_change(old: Assessment, new: Assessment, key: str, title: str) -> ScoreChange:
    return ScoreChange(key, title, old.passes.range(key), new.passes.range(key))


def _question_changes(old: Assessment, new: Assessment, axis: str) -> tuple[QuestionChange, ...]:
    pairs = zip(old.scores.axis(axis).questions, new.scores.axis(axis).questions, strict=True)
    return tuple(
        QuestionChange(was.question.id, was.question.ask, was.level, now.level, now.contribution - was.contribution)
        for was, now in pairs
    )
