"""What a census notes of one assessment: places and scores, nothing of its texts."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from smi_cli.assessing.assessment import Assessment
from smi_cli.assessing.next_steps import FIRST_STEPS, NextStep, Status
from smi_cli.assessing.raster import Cell, cell_of_place


class Advice(NamedTuple):
    """A next step as several subjects can share it.

    `step` is the id of a blueprint's step. Where it is empty, the `question` is to be found out, or raised from `level`
    if there is one.
    """

    step: str
    question: str
    level: int | None


class Observation(NamedTuple):
    """One assessment as it is counted.

    `quadrant` is an id, empty without one; `is_open` says whether missing answers leave several quadrants possible.
    `rungs` are pairs of ids, ladder and rung, the rung empty without one. `scores` are those of the overall, the axes
    and the named factors that count, by id. `cell` is the place in a drawing, None without two scores.
    """

    quadrant: str
    is_open: bool
    is_borderline: bool
    rungs: tuple[tuple[str, str], ...]
    scores: tuple[tuple[str, Fraction], ...]
    advice: tuple[Advice, ...]
    cell: Cell | None
    missing: int


def observe(assessment: Assessment) -> Observation:
    """What a census notes of an assessment."""
    placement = assessment.placement
    return Observation(
        quadrant=placement.quadrant.id if placement and placement.quadrant else "",
        is_open=placement is not None and len(placement.possible) > 1,
        is_borderline=bool(placement and placement.near),
        rungs=tuple((one.ladder.id, one.rung.id if one.rung else "") for one in assessment.standings),
        scores=tuple(_scores(assessment)),
        advice=tuple(dict.fromkeys(_advice(step) for step in _first_steps(assessment))),
        cell=_cell(assessment),
        missing=len(assessment.missing),
    )


def _scores(assessment: Assessment) -> Iterator[tuple[str, Fraction]]:
    scores = assessment.scores
    if scores.overall.score is not None:
        yield "overall", scores.overall.score
    for axis in scores.axes:
        if axis.range.score is not None:
            yield axis.axis.id, axis.range.score
        for factor in axis.factors:
            if factor.factor.id and factor.share and factor.range.score is not None:
                yield factor.factor.id, factor.range.score


def _first_steps(assessment: Assessment) -> list[NextStep]:
    return [step for step in assessment.steps if step.status is Status.OPEN][:FIRST_STEPS]


def _advice(step: NextStep) -> Advice:
    if step.step:
        return Advice(step.step.id, "", None)
    score = step.raises[0].score
    return Advice("", score.question.id, score.level if isinstance(score.level, int) else None)


def _cell(assessment: Assessment) -> Cell | None:
    grid = assessment.questionnaire.grid
    if grid is None:
        return None
    across, up = (assessment.passes.range(axis.id).score for axis in (grid.across, grid.up))
    return None if across is None or up is None else cell_of_place(grid, across, up)
