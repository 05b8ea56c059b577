"""The moves with the least effort that keep all bounds.

Of equal efforts they are those that change the fewest questions, and of these the ones that raise earlier questions
more. Every question belongs to one axis, so that axes are independent of each other, but for a demand on their mean:
there their fronts are put together.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from itertools import product
from math import ceil, lcm
from typing import NamedTuple

from smi_cli.assessing.assessment import Assessment
from smi_cli.assessing.fronts import NO_LIMITS, Limits, Reach, World, find_worlds
from smi_cli.assessing.gating import is_met
from smi_cli.assessing.posts import NOT_APPLICABLE, Post, fill_in, find_posts
from smi_cli.assessing.routes import Route
from smi_cli.assessing.trails import trace
from smi_cli.assessing.wanting import Bound, Wants
from smi_cli.model.answers import Answers, Known
from smi_cli.model.gates import Target

Levels = Mapping[str, int]  # of answers, by the ids of their questions
Front = list[tuple[int, int]]  # costs and totals, both rising


class Found(NamedTuple):
    """Moves: what they cost, and the level of every answer behind them."""

    cost: int
    levels: Levels


class Part(NamedTuple):
    """A world of an axis in a mean, the least total that its bounds want, and by what a total counts in the mean."""

    world: World
    least: int
    factor: int

    @property
    def front(self) -> Front:
        """The front of what keeps the bounds, in parts of the mean; of an axis that counts nothing, its least cost."""
        front = [(cost, total * self.factor) for cost, total in self.world.front if total >= self.least]
        return front if self.factor else front[:1]


class Terrain:
    """An assessment on which to look for moves.

    `first` is the axis, by id, that comes first where moves are equal; empty: the first one. `still` are the questions
    that stay as they are. `too_wide` are the axes, by id, on which there was too much to look at.
    """

    def __init__(self, assessment: Assessment, first: str, still: Collection[str]) -> None:
        self.assessment = assessment
        self._compiled = assessment.compiled
        self._passes = assessment.passes
        self._still = frozenset(still)
        self.too_wide: set[str] = set()
        order = range(len(assessment.compiled.axes))
        self._order = sorted(order, key=lambda number: self._compiled.axis_ids[number] != first)
        self._free: dict[int, tuple[World, ...]] = {}

    @cached_property
    def answers(self) -> Answers:
        """The answers, with everything missing at its worst."""
        return fill_in(self.assessment)

    def least(self, wants: Wants) -> Found | None:
        """The moves with the least effort; None where none keep the bounds."""
        if any((self._passes.range(key).high or 0) > most for key, most in wants.most.items()):
            return None  # what is not low now never gets low
        if wants.mean is None:
            return self._apart(wants)
        axes = [self._worlds(number, wants) for number in self._order]
        found = [self._together(wants, worlds) for worlds in product(*axes)]
        return self.best([one for one in found if one])

    def free_worlds(self, number: int) -> tuple[World, ...]:
        """The worlds of an axis, by its number, of which nothing is demanded."""
        if number not in self._free:
            posts = find_posts(self.assessment, self.answers, self._still, {})
            self._free = {one: self._find(one, posts[one]) for one in range(len(self._compiled.axes))}
        return self._free[number]

    def _worlds(self, number: int, wants: Wants) -> tuple[World, ...]:
        axis = self._compiled.axes[number]
        levels = {key: wants.levels[key] for key in self._ids(number) if key in wants.levels}
        factors = {
            one.factor.id: wants.factors[one.factor.id] for one in axis.factors if one.factor.id in wants.factors
        }
        limits = Limits(factors, wants.most.get(axis.axis.id))
        if not levels and limits == NO_LIMITS and (wants.mean is not None or number in self._free):
            return self.free_worlds(number)
        posts = find_posts(self.assessment, self.answers, self._still, levels)[number]
        if wants.mean is not None:
            return self._find(number, posts, limits)
        return self._find(number, posts, limits, lambda whole: self._least_total(number, whole, wants))

    def _find(
        self, number: int, posts: Sequence[Post], limits: Limits = NO_LIMITS, reach: Reach | None = None
    ) -> tuple[World, ...]:
        is_open = limits.most is not None and any(post.at_best is not None for post in posts)
        route = Route(self._compiled, number, posts, views=2 if is_open else 1)
        if route.is_too_wide:
            self.too_wide.add(self._compiled.axis_ids[number])
        return find_worlds(route, limits, reach)

    def _apart(self, wants: Wants) -> Found | None:
        """The least moves of every axis for itself."""
        cost, levels = 0, dict[str, int]()
        for number in self._order:
            if self._holds(number, wants):
                best: Found | None = Found(0, self._as_it_is(number))
            else:
                found = [self._in_world(number, world, wants) for world in self._worlds(number, wants)]
                best = self.best([one for one in found if one])
            if best is None:
                return None
            cost, levels = cost + best.cost, {**levels, **best.levels}
        return Found(cost, levels)

    def _holds(self, number: int, wants: Wants) -> bool:
        """Whether an axis keeps what is wanted of it as it is."""
        axis, worst = self._compiled.axes[number].axis, self._passes.worst
        bounds = [(axis.id, bound) for bound in wants.axes.get(axis.id, ())]
        bounds += [(one.id, Bound(Fraction(wants.levels[one.id]))) for one in axis.questions if one.id in wants.levels]
        bounds += [(one.id, Bound(wants.factors[one.id])) for one in axis.factors if one.id in wants.factors]
        return all(bound.holds(worst.has(key)) for key, bound in bounds)

    def _as_it_is(self, number: int) -> Levels:
        answers = [self.answers.by_question[key] for key in self._ids(number)]
        return self._by_id(number, [one.level if isinstance(one, Known) else NOT_APPLICABLE for one in answers])

    def _in_world(self, number: int, world: World, wants: Wants) -> Found | None:
        least = self._least_total(number, world.whole, wants)
        cost = None if least is None else world.least_cost(least)
        if least is None or cost is None:
            return None
        levels = trace(world, cost, least)
        return None if levels is None else Found(cost, self._by_id(number, levels))

    def _together(self, wants: Wants, worlds: Sequence[World]) -> Found | None:
        """The least moves where the mean of all axes, each in one of its worlds, is demanded."""
        parts, need = self._parts(wants, worlds)
        if parts is None:
            return None
        rests: list[Front] = [[(0, 0)]]  # for the axes from the last to the first, what they and those behind come to
        for part in reversed(parts):
            rests.insert(0, add_fronts(part.front, rests[0]))
        cost = next((cost for cost, total in rests[0] if total >= need), None)
        if cost is None:
            return None
        whole, levels = cost, dict[str, int]()
        for number, part, rest in zip(self._order, parts, rests[1:], strict=True):
            spent, found = min(_ways(part, rest, cost, need), key=lambda way: [-level for level in way[1]])
            levels |= self._by_id(number, found)
            need -= part.factor * part.world.total(found)
            cost -= spent
        return Found(whole, levels)

    def _parts(self, wants: Wants, worlds: Sequence[World]) -> tuple[list[Part] | None, int]:
        """The axes as parts of the mean, and the least that it has to come to."""
        weights = [self._compiled.axes[number].weight for number in self._order]
        weighed = [weight if world.whole else 0 for weight, world in zip(weights, worlds, strict=True)]
        common = lcm(*(world.whole for world, weight in zip(worlds, weighed, strict=True) if weight))
        assert wants.mean is not None  # noqa: S101 - the caller's branch
        parts = []
        for number, world, weight in zip(self._order, worlds, weighed, strict=True):
            least = self._least_total(number, world.whole, wants)
            if least is None:
                return None, 0
            parts.append(Part(world, least, weight * common // world.whole if weight else 0))
        return parts, ceil(wants.mean * common * sum(weighed))

    def _least_total(self, number: int, whole: int, wants: Wants) -> int | None:
        bounds: tuple[Bound, ...] = wants.axes.get(self._compiled.axis_ids[number], ())
        totals = [bound.total(whole) for bound in bounds]
        known = [total for total in totals if total is not None]
        return max(known, default=0) if len(known) == len(totals) else None

    def _by_id(self, number: int, levels: Sequence[int]) -> Levels:
        return dict(zip(self._ids(number), levels, strict=True))

    def _ids(self, number: int) -> tuple[str, ...]:
        return self._compiled.ids[slice(*self._compiled.spans[number])]

    def _rank(self, found: Found) -> tuple[int, list[int]]:
        """The least effort comes first, then what raises earlier questions more, those of the first axis before all."""
        spans = [self._compiled.spans[number] for number in self._order]
        ids = [key for start, end in spans for key in self._compiled.ids[start:end]]
        return found.cost, [-found.levels[key] for key in ids if key in found.levels]

    def meets(self, target: Target, found: Found) -> bool:
        """Whether a target is reached behind moves, when everything that is missing is found out at its worst."""
        raised = {key: Known(level) for key, level in found.levels.items() if level != NOT_APPLICABLE}
        return is_met(target, self.assessment.changed({**self.answers.by_question, **raised}))

    def best(self, found: Sequence[Found]) -> Found | None:
        """The one of several that comes first."""
        return min(found, key=self._rank, default=None)


def add_fronts(one: Front, other: Front) -> Front:
    """What two parts come to together."""
    front: Front = []
    for cost, total in sorted((c + cost, -total - t) for c, t in one for cost, total in other):
        if not front or -total > front[-1][1]:
            front.append((cost, -total))
    return front


def _ways(part: Part, rest: Front, cost: int, need: int) -> Iterator[tuple[int, tuple[int, ...]]]:
    """The ways of an axis whose cost, with that of the axes behind it, is the least."""
    behind = dict(rest)
    for spent, _ in part.front:
        if cost - spent in behind:
            wanted = max(part.least, -((behind[cost - spent] - need) // part.factor) if part.factor else 0)
            levels = trace(part.world, spent, wanted)
            if levels is not None:
                yield spent, levels
