"""What the questions before a place can still bring to the total of an axis, and what that costs at the very least.

As if every level could be had for itself and in parts: what is out of reach even so need not be looked at.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cmp_to_key
from itertools import accumulate
from typing import NamedTuple

from smi_cli.assessing.posts import Post
from smi_cli.assessing.pruning import State


class Rise(NamedTuple):
    """One level more of a question at a place: what it adds to the total, and what it costs."""

    place: int
    gain: int
    cost: int


class Outlook:
    """The cheapest that the questions before a place can come to; see `keep`."""

    def __init__(self, free: int, rises: Sequence[Rise]) -> None:
        self._free, self._rises = free, rises
        self._gains = list(accumulate(rise.gain for rise in rises))
        self._costs = list(accumulate((rise.cost for rise in rises), initial=0))

    def keep(self, states: Sequence[State], total: int, cost: int | None) -> list[State]:
        """The states of the questions behind that those before can bring to a total, for no more than a cost."""
        gains, costs, rises = self._gains, self._costs, self._rises
        kept = []
        for state in states:
            wanted = total - state[1] - self._free
            if wanted <= 0:
                more = 0
            else:
                last = bisect_left(gains, wanted)
                if last == len(gains):
                    continue
                _, gain, price = rises[last]
                part = wanted - (gains[last - 1] if last else 0)
                more = costs[last] + -(-part * price // gain)
            if cost is None or state[0] + more <= cost:
                kept.append(state)
        return kept


def look_out(posts: Sequence[Post], terms: Mapping[int, Sequence[int]]) -> list[Outlook]:
    """The outlook from every place; what an answer is worth once its question is asked costs nothing."""
    rises, free = [], [0]
    for place, post in enumerate(posts):
        points = terms.get(place)
        free.append(free[-1] + (points[post.level] if points else 0))
        for number in range(1, len(post.costs) if points else 0):
            assert points is not None  # noqa: S101 - there is nothing to go through without them
            gain = points[post.level + number] - points[post.level + number - 1]
            rises.append(Rise(place, gain, post.costs[number] - post.costs[number - 1]))
    worth = sorted((rise for rise in rises if rise.gain), key=cmp_to_key(_cheaper))
    return [Outlook(free[place], [rise for rise in worth if rise.place < place]) for place in range(len(posts))]


def _cheaper(one: Rise, other: Rise) -> int:
    """Which of two rises costs less for what it adds."""
    return one.cost * other.gain - other.cost * one.gain
