"""How near the lines are: the points to each cut and to the rungs beside, and the fewest steps of one level to them.

A step moves one answer by one level, up or down. What is missing stays missing and out of the count. The demands that a
rung makes beside its score are not looked at here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from smi_cli.assessing.assessment import Assessment
from smi_cli.assessing.compiling import Gap
from smi_cli.assessing.moving import Targets
from smi_cli.assessing.placing import Standing
from smi_cli.assessing.reshaping import Goal, Reshaper
from smi_cli.model.questionnaire import Ladder, Overall, Quadrant, Question, Rung


class Move(NamedTuple):
    """An answer that moves to another level: as many steps as lie between."""

    question: Question
    level: int
    target: int

    @property
    def steps(self) -> int:
        """The number of steps."""
        return abs(self.target - self.level)


class Crossing(NamedTuple):
    """A line beside a score, and how far it is to the other side.

    `measure` is the id of what is measured, `score` where it stands (0 to 100), `line` the cut or what a rung asks for.
    `leads_to` is the quadrant or the rung on the other side, `ladder` that of a rung. `moves` are the fewest steps;
    None where no steps lead there or, if `untried`, where there would be too much to try to say which are the fewest.
    """

    measure: str
    score: Fraction
    line: Fraction
    upward: bool
    leads_to: Quadrant | Rung
    ladder: Ladder | None
    moves: tuple[Move, ...] | None
    untried: bool

    @property
    def points(self) -> Fraction:
        """How far the line is, 0 or more."""
        return abs(self.line - self.score)

    @property
    def steps(self) -> int | None:
        """How many steps it takes."""
        return None if self.moves is None else sum(move.steps for move in self.moves)


class Nearness(NamedTuple):
    """The lines beside all scores that decide something: those of the quadrants, then those of each ladder."""

    crossings: tuple[Crossing, ...]

    def nearest(self, *, upward: bool) -> tuple[Crossing, ...]:
        """The lines of the placement that take the fewest steps up or down: all that take as few, the nearest first.

        The placement is the quadrant; without quadrants, it is the rung of the first ladder that has lines.
        """
        placing = [one for one in self.crossings if one.ladder is None]
        ladders = [one.ladder.id for one in self.crossings if one.ladder]
        placing = placing or [one for one in self.crossings if one.ladder and one.ladder.id == ladders[0]]
        found = [(steps, one) for one in placing if one.upward is upward and (steps := one.steps) is not None]
        fewest = min((steps for steps, _ in found), default=None)
        return tuple(sorted((one for steps, one in found if steps == fewest), key=lambda one: one.points))


def nearness_of(assessment: Assessment) -> Nearness:
    """The lines beside the scores of an assessment."""
    finder = _Finder(assessment)
    return Nearness((*finder.cuts(), *(one for standing in assessment.standings for one in finder.rungs(standing))))


class _Finder:
    """Finds the way to a line; the same lines of several ladders are looked for once."""

    def __init__(self, assessment: Assessment) -> None:
        self._assessment = assessment
        self._compiled, self._known = assessment.compiled, assessment.passes.known
        self._questions = tuple(assessment.questionnaire.questions)
        answers = assessment.answers
        self._shapes = {up: Reshaper(self._compiled, answers, self._known, upward=up) for up in (True, False)}
        self._fewest = cache(self._look)

    def cuts(self) -> Iterator[Crossing]:
        """The cuts of the quadrants, each with the quadrant behind it."""
        grid, placement = self._assessment.questionnaire.grid, self._assessment.placement
        if grid is None or placement is None or placement.quadrant is None:
            return
        here = placement.quadrant
        for axis, there in (
            (grid.across, grid.at(not here.across, here.up)),
            (grid.up, grid.at(here.across, not here.up)),
        ):
            score = self._known.score(axis.id)
            if isinstance(score, Fraction):
                upward = score <= axis.cut
                yield Crossing(
                    axis.id, score, axis.cut, upward, there, None, *self._fewest((axis.id,), axis.cut, upward, True)
                )

    def rungs(self, standing: Standing) -> Iterator[Crossing]:
        """The score of the next rung, and that of the rung stood on, or of the nearest one below that has any."""
        ladder, score = standing.ladder, self._known.score(standing.ladder.of)
        if standing.rung is None or isinstance(score, Gap):
            return
        reached = ladder.rungs.index(standing.rung)
        above = standing.next.score if standing.next else None
        if standing.next and above is not None and above > score:
            way = self._fewest(self._summands(ladder.of), above, True, False)
            yield Crossing(ladder.of, score, above, True, standing.next, ladder, *way)
        below = [number for number, rung in enumerate(ladder.rungs[: reached + 1]) if rung.score is not None]
        line = ladder.rungs[below[-1]].score if below else None
        if line is not None and line <= score:
            way = self._fewest(self._summands(ladder.of), line, False, False)
            yield Crossing(ladder.of, score, line, False, ladder.rungs[below[-1] - 1], ladder, *way)

    def _summands(self, measure: str) -> tuple[str, ...]:
        """The sums that a score is the least of: nearly always one."""
        questionnaire = self._assessment.questionnaire
        if measure != "overall" or questionnaire.overall is Overall.MEAN:
            return ("mean" if measure == "overall" else measure,)
        return self._compiled.axis_ids

    def _look(
        self, keys: Sequence[str], line: Fraction, upward: bool, strictly: bool
    ) -> tuple[tuple[Move, ...] | None, bool]:
        """The fewest steps that bring all of some sums above a line, or one of them below it; or why there are none."""
        shapes = self._shapes[upward]
        goals = [Goal(key, line, strictly, may_leave=len(keys) > 1) for key in keys]
        ways = [(goal, shapes.fewest(goal)) for goal in goals]
        untried = sum(way is None and shapes.can_cross(goal) for goal, way in ways)
        found = [way for _, way in ways if way is not None]
        if upward and len(found) == len(ways):
            # Each axis has its own questions, and what depends on each other stands on one axis.
            targets = tuple(one for way in found for one in way)
            leads = len(keys) == 1 or shapes.leaves_a_score(targets)
            return (self._moves(targets), False) if leads else (None, True)
        if upward:
            return None, len(found) + untried == len(ways)
        if untried or not found:
            return None, bool(untried)
        return self._moves(min(found, key=shapes.steps)), False

    def _moves(self, targets: Targets) -> tuple[Move, ...]:
        own = self._shapes[True].own
        return tuple(Move(self._questions[place], own(place), target) for place, target in sorted(targets))
