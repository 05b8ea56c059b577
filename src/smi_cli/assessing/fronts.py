"""The least cost of every score that the moves of one axis can reach: a Pareto front, exact and without a solver.

Once it is known what applies, an axis is a weighted sum of levels. A dynamic program goes through its questions from
the last to the first and keeps, for the rest of the axis, every total that no cheaper way reaches. Conditions couple
questions: later ones depend on earlier answers only through which of their conditions these meet, and that is part of
the node of the route under which fronts are kept. So is what does not apply: inside a factor it is known beforehand
how much of it that will be, so that its points are, and every way in which it can be is gone through.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from math import ceil, floor
from operator import ge, itemgetter
from typing import Final, NamedTuple

from smi_cli.assessing.outlook import Outlook, look_out
from smi_cli.assessing.posts import NOT_APPLICABLE
from smi_cli.assessing.pruning import State, prune
from smi_cli.assessing.routes import Choice, Node, Route, Stretch, Weights

Fronts = dict[tuple[Node, Weights], list[State]]  # by node, and by what does not apply of the factor by its end
Reach = Callable[[int], int | None]
FEW: Final = 8  # states that a quick look keeps


class Limits(NamedTuple):
    """What an axis has to keep beside a total: the least scores of factors, by id, and the most of its own, or None.

    The most holds for the axis at its best, with every missing answer.
    """

    factors: Mapping[str, Fraction]
    most: Fraction | None


NO_LIMITS: Final = Limits({}, None)


class World:
    """An axis of whose weight it is known how much applies, with the least cost of every total that is worth it.

    A total is in parts of `whole`, which is 0 where nothing applies. `front` holds costs and totals, both rising; it is
    empty where the limits cannot be kept. With a total to `reach`, only what can be part of the cheapest ways there is
    looked at, and the front holds little else.
    """

    def __init__(self, route: Route, gone: Weights, limits: Limits, reach: int | None = None) -> None:
        self.whole = route.whole(gone[0])
        self.route, self._gone, self._limits, self._reach = route, gone, limits, reach
        # Of an axis of which nothing applies at its best, the worst is all that it can be.
        self._highest = 1 if len(gone) > 1 and route.whole(gone[1]) else 0
        self._is_limited = bool(limits.factors) or limits.most is not None
        self._outlooks = [] if reach is None else self._look_out()
        self._worth: dict[tuple[int, Weights], tuple[Sequence[int], Sequence[int], Sequence[int]]] = {}
        self._inside: list[Fronts] = []
        self._entered: dict[int, dict[Node, list[State]]] = {}  # by the place where a factor begins, and at the end
        if reach is not None:
            # A quick look at a few ways says what is more than enough.
            self._go_back(None, FEW)
            enough = self.least_cost(reach)
            del self.front
            self._go_back(enough, None)
        else:
            self._go_back(None, None)

    @cached_property
    def front(self) -> list[tuple[int, int]]:
        """The costs and the totals of the whole axis."""
        states = self._entered[0].get(self.route.root, ())
        kept = [(cost, total, ()) for cost, total, beside in states if is_enough(beside, self.beside)]
        return [(cost, total) for cost, total, _ in prune(kept)]

    def least_cost(self, total: int) -> int | None:
        """The least cost of at least a total; None if it cannot be reached."""
        found = bisect_left(self.front, total, key=itemgetter(1))
        return self.front[found][0] if found < len(self.front) else None

    def total(self, levels: Sequence[int]) -> int:
        """What the levels of all answers come to."""
        total, node = 0, self.route.root
        for stretch in self.route.stretches:
            chosen = []
            for place in stretch.places:
                chosen.append(next(one for one in self.route.choices(place, node) if one.level == levels[place]))
                node = chosen[-1].node
            steps = zip(stretch.places, chosen, strict=True)
            total += sum(self.gain(stretch, place, choice, chosen[-1].na)[0] for place, choice in steps)
        return total

    def _go_back(self, enough: int | None, few: int | None) -> None:
        """From the last question to the first: `enough` is a cost that suffices, `few` how many states to keep."""
        route = self.route
        self._inside = [{} for _ in route.posts]
        end = route.root._replace(gone=self._gone)
        self._entered = {len(route.posts): {end: [(0, 0, (0, 0) if self._is_limited else ())]}}
        for stretch in reversed(route.stretches):
            for na in stretch.options:
                for place in reversed(stretch.places):
                    for node in route.nodes[place]:
                        states = self._front_at(stretch, place, node, na)
                        if self._reach is not None:
                            states = self._outlooks[place].keep(states, self._reach, enough)
                        if few is not None:
                            # The last one comes to most.
                            states = states[: -1 : len(states) // few + 1] + states[-1:]
                        self._inside[place][node, na] = states
            self._entered[stretch.places[0]] = self._enter(stretch)

    def _enter(self, stretch: Stretch) -> dict[Node, list[State]]:
        """The fronts where a factor begins: what is demanded of it is met, and behind it nobody asks for more."""
        entered: dict[Node, list[State]] = {}
        start = stretch.places[0]
        for (node, na), states in self._inside[start].items():
            need = self.need(stretch, na)
            met = states
            if need:
                met = [(cost, total, (0, spare)) for cost, total, (share, spare) in states if share >= need]
            entered[node] = prune(entered[node] + met) if node in entered else met
        return entered

    def _front_at(self, stretch: Stretch, place: int, node: Node, na: Weights) -> list[State]:
        states: list[State] = []
        for choice in self.route.choices(place, node):
            gain, more = self.gain(stretch, place, choice, na)
            cost = choice.cost
            behind = self.behind(stretch, place, choice, na)
            if more:
                share, spare = more
                states += [(c + cost, t + gain, (one + share, other + spare)) for c, t, (one, other) in behind]
            else:
                states += [(c + cost, t + gain, beside) for c, t, beside in behind]
        return prune(states)

    def behind(self, stretch: Stretch, place: int, choice: Choice, na: Weights) -> Sequence[State]:
        """What the questions behind a choice can come to."""
        if place != stretch.places[-1]:
            return self._inside[place + 1].get((choice.node, na), ())
        return self._entered[place + 1].get(choice.node, ()) if choice.na == na else ()

    def gain(self, stretch: Stretch, place: int, choice: Choice, na: Weights) -> tuple[int, tuple[int, ...]]:
        """What a choice adds to the total of the axis and, where there are limits, to the sums beside it."""
        if (place, na) not in self._worth:
            is_demanded = stretch.factor.factor.id in self._limits.factors
            self._worth[place, na] = (
                self.route.points(stretch, place, na[0]),
                self.route.shares(place) if is_demanded else (),
                self.route.points(stretch, place, na[self._highest]) if self._limits.most is not None else (),
            )
        points, shares, most = self._worth[place, na]
        gain = _at(points, choice.counts[0])
        if not self._is_limited:
            return gain, ()
        return gain, (_at(shares, choice.counts[0]), -_at(most, choice.counts[self._highest]))

    def need(self, stretch: Stretch, na: Weights) -> int:
        """The least total of a factor. A demand on one of which nothing applies falls away."""
        demanded = self._limits.factors.get(stretch.factor.factor.id, Fraction(0))
        return ceil(demanded * self.route.whole_of(stretch, na[0]))

    @cached_property
    def beside(self) -> tuple[int, ...]:
        """The least that the sums beside the total have to come to."""
        if not self._is_limited:
            return ()
        most = self._limits.most
        return (0, 0 if most is None else -floor(most * self.route.whole(self._gone[self._highest])))

    def _look_out(self) -> list[Outlook]:
        """The outlook from every place, as if of each factor as little applied as can be: then its points are most."""
        terms: dict[int, Sequence[int]] = {}
        for stretch in self.route.stretches:
            na = max((option[0] for option in stretch.options if option[0] < stretch.weight), default=stretch.weight)
            terms |= {place: self.route.points(stretch, place, na) for place in stretch.places}
        return look_out(self.route.posts, terms)


def find_worlds(route: Route, limits: Limits, reach: Reach | None = None) -> tuple[World, ...]:
    """All worlds of an axis; a most among the limits wants a route in two views where anything is missing.

    With `reach`, which says the total to come to in a world of which the whole is known, or None where none will do,
    they are made for no other.
    """
    worlds = []
    for gone in route.ends:
        total = reach(route.whole(gone[0])) if reach else None
        if reach is None or total is not None:
            worlds.append(World(route, gone, limits, total))
    return tuple(worlds)


def _at(points: Sequence[int], level: int) -> int:
    return points[level] if points and level != NOT_APPLICABLE else 0


def is_enough(beside: Sequence[int], wanted: Sequence[int]) -> bool:
    """Whether the sums beside a total come to what they have to."""
    return all(map(ge, beside, wanted))
