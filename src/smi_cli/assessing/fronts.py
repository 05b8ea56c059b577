"""The least cost of every score that the moves of one axis can reach: a Pareto front, exact and without a solver.

Once it is known what applies, an axis is a weighted sum of levels. A dynamic program goes through its questions from
the last to the first and keeps, for the rest of the axis, every total that no cheaper way reaches. Conditions couple
questions: later ones depend on earlier answers only through which of their conditions these meet, and that is the key
under which fronts are kept. An answer that says that it does not apply counts only once its question is opened, and
then the denominators change; such cases are worlds of their own, each with its weighted sum.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from math import ceil
from operator import itemgetter
from typing import Final, NamedTuple

from smi_cli.assessing.compiling import Compiled, CompiledAxis, Gap, Tally
from smi_cli.assessing.outlook import look_out
from smi_cli.assessing.posts import NOT_APPLICABLE, Post

# For every earlier question that a later condition reads, the highest of the wanted levels that it has reached.
Key = tuple[int, ...]
State = tuple[int, int, int]  # cost, total of the rest of the axis, total of the rest of a factor with a demand
Points = tuple[int, ...]  # what each level of a question adds to a total
Fronts = dict[Key, list[State]]
_NOWHERE: Final[Key] = ()
FEW: Final = 8  # states that a quick look keeps


class Choice(NamedTuple):
    """Where a question can end: the level of its answer, what that costs, the level that counts, what others see."""

    level: int
    cost: int
    counts: int
    key: Key


class Demands(NamedTuple):
    """What levels add to the totals of factors with demands, and what these come to at the first question of each."""

    shares: Sequence[Points]
    needs: Sequence[int]


class World:
    """One way in which the questions of an axis apply, with the least cost of every total that is worth it.

    `front` holds costs and totals, both rising; it is empty where the demands cannot be met. With a total to `reach`,
    only what can be part of the cheapest ways there is looked at, and the front holds little else.
    """

    def __init__(self, route: _Route, mask: int, tally: Tally, demands: Demands, reach: int | None = None) -> None:
        self.tally = tally
        self._route, self._mask, self._demands, self._reach = route, mask, demands, reach
        self._outlooks = [] if reach is None else look_out(route.posts, tally.terms)
        self._fronts: list[Fronts] = []
        if reach is not None:
            # A quick look at a few ways says what is more than enough.
            self._go_back(None, FEW)
            self._go_back(self.least_cost(reach), None)
        else:
            self._go_back(None, None)

    @property
    def front(self) -> list[tuple[int, int]]:
        """The costs and the totals of the whole axis."""
        return [(cost, total) for cost, total, _ in self._fronts[0].get(_NOWHERE, ())]

    def least_cost(self, total: int) -> int | None:
        """The least cost of at least a total; None if it cannot be reached."""
        front = self._fronts[0].get(_NOWHERE, ())
        found = bisect_left(front, total, key=itemgetter(1))
        return front[found][0] if found < len(front) else None

    def total(self, levels: Sequence[int]) -> int:
        """What the levels of all answers come to."""
        key, total = _NOWHERE, 0
        for place, level in enumerate(levels):
            choice = next(one for one in self._choices(place, key) if one.level == level)
            total, key = total + self._worth(place, choice.counts)[0], choice.key
        return total

    def levels(self, cost: int, total: int) -> tuple[int, ...] | None:
        """The levels of all answers after moves of exactly this cost, to at least this total.

        Of several ways the one that raises earlier questions more. None where there is none, as when less is enough.
        """
        key, left = _NOWHERE, 0
        levels = []
        for place, rest in enumerate(self._fronts[1:]):
            left = max(left, self._demands.needs[place])
            for choice in reversed(self._choices(place, key)):
                gain, share = self._worth(place, choice.counts)
                after = cost - choice.cost, total - gain, left - share
                if any(_is_enough(state, after) for state in rest.get(choice.key, ())):
                    break
            else:
                return None
            cost, total, left = after
            key = choice.key
            levels.append(choice.level)
        return tuple(levels)

    def _go_back(self, enough: int | None, few: int | None) -> None:
        """From the last question to the first: `enough` is a cost that suffices, `few` how many states to keep."""
        posts, reached = self._route.posts, self._route.reached
        self._fronts = [*({} for _ in posts), {_NOWHERE: [(0, 0, 0)]}]
        for place in reversed(range(len(posts))):
            keys = {key for key, seen in reached[place] if seen == self._mask & ((1 << place) - 1)}
            for key in keys:
                states = self._front_at(place, key)
                if self._reach is not None:
                    states = [state for state in states if self._leads_on(place, state, enough)]
                # The last one comes to most.
                self._fronts[place][key] = (
                    states if few is None else states[: -1 : len(states) // few + 1] + states[-1:]
                )

    def _leads_on(self, place: int, state: State, enough: int | None) -> bool:
        """Whether the questions before a place can add what is wanted, and not for more than is enough."""
        assert self._reach is not None  # noqa: S101 - the caller's condition
        more = self._outlooks[place].at_least(self._reach - state[1])
        return more is not None and (enough is None or state[0] + more <= enough)

    def _front_at(self, place: int, key: Key) -> list[State]:
        rest = self._fronts[place + 1]
        states: list[State] = []
        for choice in self._choices(place, key):
            gain, share = self._worth(place, choice.counts)
            cost = choice.cost
            if share:
                states += [(c + cost, t + gain, part + share) for c, t, part in rest.get(choice.key, ())]
            else:
                states += [(c + cost, t + gain, part) for c, t, part in rest.get(choice.key, ())]
        if need := self._demands.needs[
            place
        ]:  # the first question of a factor with a demand: behind it, nobody asks for more
            states = [(c, t, 0) for c, t, part in states if part >= need]
        return _prune(states)

    def _choices(self, place: int, key: Key) -> list[Choice]:
        """What a question can do in this world."""
        is_na = bool(self._mask >> place & 1)
        return [one for one in self._route.choices(place, key) if (one.counts == NOT_APPLICABLE) == is_na]

    def _worth(self, place: int, level: int) -> tuple[int, int]:
        """What a level adds to the totals of the axis and of a factor with a demand."""
        if level == NOT_APPLICABLE:
            return 0, 0
        points, share = self.tally.terms.get(place), self._demands.shares[place]
        return points[level] if points else 0, share[level] if share else 0


class _Route:
    """The questions of an axis in their order, and what of earlier ones is still of use.

    `reached` are, for every place, the keys that can be reached with the questions that do not apply by then, as bits.
    """

    def __init__(self, posts: Sequence[Post]) -> None:
        self.posts = posts
        wanted: dict[int, set[int]] = {}
        last: dict[int, int] = {}
        for place, post in enumerate(posts):
            for parent, reach in post.parents:
                wanted.setdefault(parent, set()).add(reach)
                last[parent] = place
        self._wanted = {parent: sorted(levels, reverse=True) for parent, levels in wanted.items()}
        self._live = [[p for p in last if p < place <= last[p]] for place in range(len(posts) + 1)]
        self._known: dict[tuple[int, Key], list[Choice]] = {}
        self.reached: list[set[tuple[Key, int]]] = [{(_NOWHERE, 0)}]
        for place in range(len(posts)):
            self.reached.append(
                {
                    (choice.key, mask | (choice.counts == NOT_APPLICABLE) << place)
                    for key, mask in self.reached[place]
                    for choice in self.choices(place, key)
                }
            )

    @property
    def masks(self) -> list[int]:
        """The questions that do not apply, as bits, in every way in which they can."""
        return sorted({mask for _, mask in self.reached[-1]})

    def choices(self, place: int, key: Key) -> list[Choice]:
        """Where a question can end, lowest level first, behind what earlier ones have reached."""
        found = self._known.get((place, key))
        if found is None:
            seen = dict(zip(self._live[place], key, strict=True))
            found = self._known[place, key] = list(self._find(place, seen))
        return found

    def _find(self, place: int, seen: dict[int, int]) -> Iterator[Choice]:
        post = self.posts[place]
        gone = post.never or any(seen[parent] == NOT_APPLICABLE for parent, _ in post.parents)
        closed = not gone and any(seen[parent] < reach for parent, reach in post.parents)
        for number, cost in enumerate(post.costs[:1] if gone or closed else post.costs):
            level = post.level + number
            counts = NOT_APPLICABLE if gone else 0 if closed else level
            if counts == NOT_APPLICABLE or counts >= post.least:
                here = {place: self._reaches(place, counts)}
                yield Choice(level, cost, counts, tuple([(seen | here)[one] for one in self._live[place + 1]]))

    def _reaches(self, place: int, level: int) -> int:
        """The highest of the levels that later conditions want and this one reaches."""
        if level == NOT_APPLICABLE:
            return NOT_APPLICABLE
        return next((one for one in self._wanted.get(place, ()) if one <= level), 0)


def find_worlds(
    compiled: Compiled,
    number: int,
    posts: Sequence[Post],
    demanded: Mapping[str, Fraction],
    reach: Callable[[Tally], int | None] | None = None,
) -> tuple[World, ...]:
    """All worlds of an axis, by its number. `demanded` are the least scores of factors, by id.

    With `reach`, which says the total to come to with a tally, or None where none will do, they are made for no other.
    """
    route = _Route(posts)
    worlds = []
    for mask in route.masks:
        gaps = [Gap.NA if mask >> place & 1 else None for place in range(len(posts))]
        tally = compiled.tally(number, tuple(gaps))
        demands = _factor_demands(compiled.axes[number], compiled.scale, gaps, demanded)
        total = reach(tally) if reach else None
        if reach is None or total is not None:
            worlds.append(World(route, mask, tally, demands, total))
    return tuple(worlds)


def _factor_demands(
    axis: CompiledAxis, scale: int, gaps: Sequence[Gap | None], demanded: Mapping[str, Fraction]
) -> Demands:
    """The demands on factors of an axis.

    A demand on a factor that does not apply falls away.
    """
    shares: list[Points] = []
    needs: list[int] = []
    for factor in axis.factors:
        start = len(shares)
        applying = [gap is None for gap in gaps[start : start + len(factor.questions)]]
        weight = sum(one.weight for one, applies in zip(factor.questions, applying, strict=True) if applies)
        need = ceil(demanded.get(factor.factor.id, Fraction(0)) * weight * scale)
        needs += [need, *[0] * (len(factor.questions) - 1)]
        shares += [tuple(100 * one.weight * value for value in one.values) if need else () for one in factor.questions]
    return Demands(shares, needs)


def _prune(states: Sequence[State]) -> list[State]:
    """The states that no other one beats, which costs no more and comes to no less; by rising cost."""
    kept: list[State] = []
    if any(map(itemgetter(2), states)):
        for state in sorted(states, key=_by_cost):
            if not any(other[1] >= state[1] and other[2] >= state[2] for other in kept):
                kept.append(state)
        return kept
    most = last = -1
    for state in sorted(states):  # of equal costs the last one comes to most
        cost, total, _ = state
        if total > most:
            if cost == last:
                kept.pop()
            kept.append(state)
            most, last = total, cost
    return kept


def _by_cost(state: State) -> State:
    return state[0], -state[1], -state[2]


def _is_enough(state: State, wanted: State) -> bool:
    return state[0] == wanted[0] and state[1] >= wanted[1] and state[2] >= wanted[2]
