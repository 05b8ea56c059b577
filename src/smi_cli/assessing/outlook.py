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


class Rise(NamedTuple):
    """One level more of a question at a place: what it adds to the total, and what it costs."""

    place: int
    gain: int
    cost: int


class Outlook:
    """The cheapest that the questions before a place can come to; see `at_least`."""

    def __init__(self, free: int, rises: Sequence[Rise]) -> None:
        self._free, self._rises = free, rises
        self._gains = list(accumulate(rise.gain for rise in rises))
        self._costs = list(accumulate((rise.cost for rise in rises), initial=0))

    def at_least(self, wanted: int) -> int | None:
        """No way to at least this total costs less; None if there is no way."""
        wanted -= self._free
        if wanted <= 0:
            return 0
        last = bisect_left(self._gains, wanted)
        if last == len(self._gains):
            return None
        _, gain, cost = self._rises[last]
        part = wanted - (self._gains[last - 1] if last else 0)
        return self._costs[last] + -(-part * cost // gain)


def look_out(posts: Sequence[Post], terms: Mapping[int, tuple[int, ...]]) -> list[Outlook]:
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
