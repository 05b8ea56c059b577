"""The plan: the moves with the least effort that lead to targets for certain, each with its reason and its gain.

A move raises the answer to one question. What is missing counts at its worst, so that the targets hold
whatever missing answers turn out to be. Where so many are missing that there would be no score, the plan asks to find
them out: that takes no effort, whatever comes out.
"""

from __future__ import annotations

from collections.abc import Collection
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from smi_cli.assessing.assessment import Assessment
from smi_cli.assessing.gating import is_met
from smi_cli.assessing.hindrances import Hindrance, Kind, find_hindrances
from smi_cli.assessing.least_effort import Found, Levels, Terrain
from smi_cli.assessing.moves import Journey, Manner, Move, list_moves
from smi_cli.assessing.points import Point, find_points, thin_out
from smi_cli.assessing.posts import effort_unit
from smi_cli.assessing.wanting import NOTHING as NO_WANTS
from smi_cli.assessing.wanting import Bound, Wants, levels_wanted, wants_of
from smi_cli.assessing.ways import Leg, find_ways
from smi_cli.model.answers import Known
from smi_cli.model.gates import Target
from smi_cli.model.questionnaire import Overall, Quadrant


class Aim(NamedTuple):
    """A target, as it was written."""

    text: str
    target: Target


class Order(NamedTuple):
    """What a plan is asked for: targets, the most points for a budget in units of effort, or targets within a budget.

    `first` is the id of the axis whose moves come first, or empty. `excluded` are questions, factors and axes, by id,
    that stay as they are. `quarters` are those to spread the moves over, 0 for none.
    """

    aims: tuple[Aim, ...] = ()
    budget: int | None = None
    first: str = ""
    excluded: frozenset[str] = frozenset()
    quarters: int = 0


class Row(NamedTuple):
    """The most that an effort buys: the score, and the quadrant that the moves lead to, both for certain."""

    effort: int
    score: Fraction
    quadrant: Quadrant | None


class Plan:
    """A plan for an assessment. What it takes to say more than the moves is worked out when it is first asked for.

    `found` are the moves as levels; None where no moves reach the targets. `too_dear` are the units of effort that the
    targets take where that is more than the budget, else 0; the moves are then those that the budget brings most with.
    """

    def __init__(
        self, assessment: Assessment, order: Order, terrain: Terrain, found: Found | None, too_dear: int = 0
    ) -> None:
        self.assessment = assessment
        self.too_dear = too_dear
        self.order = order
        self._terrain = terrain
        # As far as the plan itself went: a table of points goes through all axes.
        self._too_wide = [key for key in assessment.compiled.axis_ids if key in terrain.too_wide]
        self._still = find_still(assessment, order.excluded)
        self.found = found

    @property
    def effort(self) -> int:
        """The units of effort of all moves."""
        return self.found.cost // effort_unit(self.assessment.compiled) if self.found else 0

    @property
    def spends(self) -> bool:
        """Whether the moves are those that bring most for the budget, and not those that lead to targets."""
        return self.order.budget is not None and (bool(self.too_dear) or not self.order.aims)

    @property
    def aims(self) -> tuple[Aim, ...]:
        """The targets that the moves lead to."""
        return () if self.spends else self.order.aims

    @property
    def measured(self) -> str:
        """What points are points of: the axis that comes first, by id, or the `overall`."""
        return self.order.first or "overall"

    @cached_property
    def moves(self) -> tuple[Move, ...]:
        """The moves, in order."""
        if self.found is None:
            return ()
        ends = {key: self.found.levels[key] for key in self.raised(self.found.levels)}
        demanded = levels_wanted([aim.target for aim in self.aims], self.assessment)
        journey, manner = Journey(self._terrain.answers, ends), Manner(self.order.first, self.order.quarters)
        return list_moves(self.assessment, journey, manner, demanded)

    @cached_property
    def after(self) -> Assessment:
        """What the answers come to behind all moves; what is missing still is."""
        return self.behind(self.found.levels if self.found else {})

    @cached_property
    def quadrant(self) -> Quadrant | None:
        """The quadrant that is certain behind all moves."""
        return self.quadrant_behind(self.found.levels if self.found else {})

    @cached_property
    def find_out(self) -> tuple[str, ...]:
        """The missing answers, by question, without which the targets would not be said to be reached."""
        if self.found is None or all(is_met(aim.target, self.after) for aim in self.aims):
            return ()
        return self.after.missing_ids

    @cached_property
    def hindrances(self) -> tuple[Hindrance, ...]:
        """What stands in the way; nothing where the plan reaches its targets."""
        if self.found:
            return ()
        if self._too_wide:
            return tuple(Hindrance(None, Kind.TOO_MANY, key) for key in self._too_wide)
        return find_hindrances([aim.target for aim in self.order.aims], self.assessment, self._still)

    @cached_property
    def points(self) -> tuple[Point, ...]:
        """The most points for every effort."""
        return find_points(self._terrain, self.measured)

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """A few of these, with what they come to: among them the most for the effort of the plan."""
        own = [point for point in self.points if point[0] <= self.effort][-1:]
        rows = []
        for effort, score in sorted({*thin_out(self.points), *own}):
            found = self._terrain.least(reach(self.assessment, self.measured, score))
            rows.append(Row(effort, score, self.quadrant_behind(found.levels if found else {})))
        return tuple(rows)

    @cached_property
    def ways(self) -> tuple[tuple[Leg, Leg], ...]:
        """Both ways to the quadrant with both axes high, where that is what the plan leads to."""
        return find_ways(self.assessment.questionnaire.grid, [aim.target for aim in self.aims], self.moves)

    def behind(self, levels: Levels) -> Assessment:
        """What the answers come to when those that are raised stand on these levels; what is missing still is."""
        return self.assessment.changed({key: Known(levels[key]) for key in self.raised(levels)})

    def quadrant_behind(self, levels: Levels) -> Quadrant | None:
        """The quadrant that is certain when answers are raised. A missing one may turn out to be higher than that."""
        here = _certain(self.behind(levels))
        given = self.assessment.answers.by_question
        answered = {key: level for key, level in levels.items() if isinstance(given.get(key), Known)}
        highest = self.behind(answered).placement
        if here is None or highest is None:
            return None
        return here if all(cell.across <= here.across and cell.up <= here.up for cell in highest.possible) else None

    def raised(self, levels: Levels) -> dict[str, int]:
        """The questions that go up, each with the level that its answer stands on now, a missing one on the lowest."""
        now = self._terrain.answers.by_question
        return {
            key: answer.level
            for key, level in levels.items()
            if isinstance(answer := now[key], Known) and level > answer.level
        }


def make_plan(assessment: Assessment, order: Order) -> Plan:
    """The plan with the least effort for targets; without any, or where that is too dear, the most points for a budget.

    Of equal efforts it changes the fewest questions and, of these, raises the earlier ones more. Cannot fail: what is
    in the order fits the questionnaire; `found` is None where the targets are out of reach.
    """
    terrain = Terrain(assessment, order.first, find_still(assessment, order.excluded))
    needs = 0
    if order.aims or order.budget is None:
        found = _lead_to(order, terrain)
        needs = found.cost // effort_unit(assessment.compiled) if found else 0
        if order.budget is None or found is None or needs <= order.budget:
            return Plan(assessment, order, terrain, found)
    key = order.first or "overall"
    bought = [score for effort, score in find_points(terrain, key) if effort <= order.budget]
    nothing = None if terrain.too_wide else terrain.least(NO_WANTS)
    found = terrain.least(reach(assessment, key, bought[-1])) if bought else nothing
    return Plan(assessment, order, terrain, found, too_dear=needs)


def find_still(assessment: Assessment, excluded: Collection[str]) -> frozenset[str]:
    """The questions that stay as they are: those named, and those of the factors and axes named."""
    return frozenset(
        question.id
        for axis in assessment.questionnaire.axes
        for factor in axis.factors
        for question in factor.questions
        if {axis.id, factor.id, question.id} & set(excluded)
    )


def reach(assessment: Assessment, key: str, score: Fraction) -> Wants:
    """The bounds of a score of an axis, by id, or of the `overall`."""
    questionnaire = assessment.questionnaire
    if key == "overall" and questionnaire.overall is Overall.MEAN:
        return NO_WANTS._replace(mean=score)
    keys = [axis.id for axis in questionnaire.axes] if key == "overall" else [key]
    return NO_WANTS._replace(axes=dict.fromkeys(keys, (Bound(score),)))


def _certain(assessment: Assessment) -> Quadrant | None:
    return assessment.placement.certain if assessment.placement else None


def _lead_to(order: Order, terrain: Terrain) -> Found | None:
    """The least of what reaches all targets. Once everything that is missing has been found out, nothing is open."""
    targets = [aim.target for aim in order.aims]
    found = [terrain.least(wants) for wants in wants_of(targets, terrain.assessment)]
    best = terrain.best([one for one in found if one])
    # Bounds fall away where nothing applies, but nothing is no score. Where moves lead there, no others help: what no
    # longer applies behind them could not move before.
    return best if best and all(terrain.meets(target, best) for target in targets) else None
