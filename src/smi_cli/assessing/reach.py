"""What no answers can reach: quadrants and rungs that a questionnaire names in vain.

Judged with the questionnaire's own weights. That something cannot be reached is said only if no complete answers lead
there, whatever does not apply.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import Final, NamedTuple

from smi_cli.assessing.compiling import compile_questionnaire
from smi_cli.assessing.measuring import Missing, measure_answers
from smi_cli.assessing.suspicion import Path, Suspicion
from smi_cli.model.answers import Answers
from smi_cli.model.questionnaire import Axis, Grid, Ladder, Level, Question, Questionnaire, Rung

CELLS: Final = ("quadrants", "cells")


class _Bounds(NamedTuple):
    """The scores that no answers go below, and those that none go above, by id."""

    worst: Mapping[str, Fraction]
    best: Mapping[str, Fraction]


def out_of_reach(questionnaire: Questionnaire) -> Iterator[Suspicion]:
    """The quadrants and rungs that no answers can reach, or that all go past."""
    bounds = _find_bounds(questionnaire)
    for ladder in questionnaire.ladders:
        yield from _rungs_too_high(ladder, bounds)
        yield from _rungs_too_low(ladder, bounds)
    if questionnaire.grid:
        yield from _unreachable_quadrants(questionnaire.grid, bounds)


def _unreachable_quadrants(grid: Grid, bounds: _Bounds) -> Iterator[Suspicion]:
    for cell in grid.quadrants:
        for axis, high in ((grid.across, cell.across), (grid.up, cell.up)):
            start = f"The quadrant {cell.id!r} cannot be reached: the {'best' if high else 'worst'} answers leave"
            path = (*CELLS, cell.id)
            if high and bounds.best[axis.id] <= axis.cut:
                hint = "lower the cut, or let the best levels be worth more"
                yield Suspicion("quadrant-unreachable", f"{start} {axis.id!r} low", hint, path)
            elif not high and bounds.worst[axis.id] > axis.cut:
                hint = "raise the cut, or let the worst levels be worth less"
                yield Suspicion("quadrant-unreachable", f"{start} {axis.id!r} high", hint, path)


def _rungs_too_high(ladder: Ladder, bounds: _Bounds) -> Iterator[Suspicion]:
    for rung in ladder.rungs:
        for wanted, minimum, path in _demands(ladder, rung):
            if wanted in bounds.best and bounds.best[wanted] < minimum:
                message = f"The rung {rung.id!r} cannot be reached: the best answers give {wanted!r} less than it asks"
                hint = "ask for less, or let the best levels be worth more"
                yield Suspicion("rung-unreachable", message, hint, path)


def _rungs_too_low(ladder: Ladder, bounds: _Bounds) -> Iterator[Suspicion]:
    for rung, above in pairwise(ladder.rungs):
        if all(bounds.worst.get(wanted, 0) >= minimum for wanted, minimum, _ in _demands(ladder, above)):
            message = f"Nobody stands on the rung {rung.id!r}: even the worst answers meet all that {above.id!r} asks"
            hint = f"ask for more on {above.id!r}, or let the worst levels be worth less"
            yield Suspicion("rung-unreachable", message, hint, ("ladders", ladder.id, "rungs", rung.id))


def _demands(ladder: Ladder, rung: Rung) -> Iterator[tuple[str, Fraction, Path]]:
    """What a rung asks for: of what, how much, and where that is written."""
    path = ("ladders", ladder.id, "rungs", rung.id)
    if rung.score is not None:
        yield ladder.of, rung.score, (*path, "from")
    for demand in rung.requires:
        yield demand.id, demand.minimum, (*path, "requires", demand.id)


def _find_bounds(questionnaire: Questionnaire) -> _Bounds:
    """What may not apply is counted as worth 0 at its worst and 1 at its best, so that no `na` goes past a bound."""
    compiled = compile_questionnaire(_widened(questionnaire))
    nobody = _nobody(questionnaire)
    worst, best = (measure_answers(compiled, nobody, missing).scores for missing in (Missing.WORST, Missing.BEST))
    return _Bounds(
        *({key: score for key, score in one.items() if isinstance(score, Fraction)} for one in (worst, best))
    )


def _widened(questionnaire: Questionnaire) -> Questionnaire:
    not_always: set[str] = set()
    for question in questionnaire.questions:
        condition = question.only_if
        if question.na or condition.context or not_always & condition.levels.keys():
            not_always.add(question.id)

    def widen(question: Question) -> Question:
        first, *between, last = question.levels
        if question.id not in not_always:
            return question
        return question._replace(levels=(Level(first.wording, Fraction(0)), *between, Level(last.wording, Fraction(1))))

    def widen_axis(axis: Axis) -> Axis:
        return axis._replace(
            factors=tuple(one._replace(questions=tuple(map(widen, one.questions))) for one in axis.factors)
        )

    return questionnaire._replace(axes=tuple(map(widen_axis, questionnaire.axes)))


def _nobody(questionnaire: Questionnaire) -> Answers:
    return Answers(
        questionnaire=questionnaire.id,
        version=questionnaire.version,
        subject="",
        date=date.min,
        by_question={},
        context={},
    )
