"""The questions of an axis as a route: where each can end, what later ones see of it, and what no longer applies.

An answer that says that it does not apply counts only once its question is opened, and then the denominators change.
Of what does not apply only the weight matters: that of questions in their factor, of factors in their axis.

A route is seen in one view, with everything missing at its worst, or in two: the other one has it at its best.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import lcm
from typing import Final, NamedTuple

from smi_cli.assessing.compiling import Compiled, CompiledFactor
from smi_cli.assessing.posts import NOT_APPLICABLE, Post

Seen = tuple[int, ...]  # for every earlier question that a later condition reads: the highest wanted level it reaches
Weights = tuple[int, ...]  # in each view
WAYS: Final = 100_000  # places, times what earlier answers can have come to there, times what may not apply


class Node(NamedTuple):
    """How far a way through the questions has come, in each view.

    `seen` is what later conditions read, `na` the weight of what does not apply of the factor at hand, `gone` that of
    earlier factors of which nothing does.
    """

    seen: tuple[Seen, ...]
    na: Weights
    gone: Weights


class Choice(NamedTuple):
    """Where a question can end: the level of its answer, what that costs, and what it counts for in each view.

    `na` is what by then does not apply of its factor, `node` where the next question begins.
    """

    level: int
    cost: int
    counts: tuple[int, ...]
    na: Weights
    node: Node


class Stretch(NamedTuple):
    """A factor on a route: its places, the weight of its questions, and all that may not apply of it, each way once."""

    factor: CompiledFactor
    places: range
    weight: int
    options: tuple[Weights, ...]


class Route:
    """All ways through the questions of an axis, by its number.

    `nodes` are those that can be reached at every place, `ends` the weights of factors that can be gone by the end.
    Nothing is there where it `is_too_wide`: conditions, and what may not apply, come to more than `WAYS` of getting on.
    """

    def __init__(self, compiled: Compiled, number: int, posts: Sequence[Post], views: int = 1) -> None:
        self.posts = posts
        self._scale = compiled.scale
        factors = compiled.axes[number].factors
        self._weight = sum(factor.weight for factor in factors)
        self._questions = [one for factor in factors for one in factor.questions]
        self._wanted = _wanted(posts)
        last = {parent: place for place, post in enumerate(posts) for parent, _ in post.parents}
        self._live = [[one for one in last if one < place <= last[one]] for place in range(len(posts) + 1)]
        self.root = Node(((),) * views, (0,) * views, (0,) * views)
        self.nodes: list[list[Node]] = []
        self.stretches: list[Stretch] = []
        self._choices: list[dict[Node, list[Choice]]] = []
        self._ways = 0
        here = [self.root]
        for factor in factors:
            here = self._walk(factor, here)
        self.ends = sorted({node.gone for node in here})
        applying = {one.weight - na for one in self.stretches for option in one.options for na in option}
        self._common = lcm(*applying - {0})

    @property
    def is_too_wide(self) -> bool:
        """Whether there is more than anybody goes through."""
        return self._ways > WAYS

    def choices(self, place: int, node: Node) -> list[Choice]:
        """Where a question can end, lowest level first, behind what earlier ones have come to."""
        return self._choices[place][node]

    def points(self, stretch: Stretch, place: int, na: int) -> Sequence[int]:
        """What each level adds to the total of the axis where so much of its factor does not apply; or nothing."""
        one, applying = self._questions[place], stretch.weight - na
        worth = 100 * stretch.factor.weight * one.weight * (self._common // applying) if applying else 0
        return [worth * value for value in one.values] if worth else ()

    def shares(self, place: int) -> Sequence[int]:
        """What each level adds to the total of its factor."""
        one = self._questions[place]
        return [100 * one.weight * value for value in one.values]

    def whole(self, gone: int) -> int:
        """What the total of the axis is in parts of where so much of it is gone: 0 where nothing applies."""
        return self._common * self._scale * (self._weight - gone)

    def whole_of(self, stretch: Stretch, na: int) -> int:
        """What the total of a factor is in parts of where so much of it does not apply: 0 where nothing does."""
        return self._scale * (stretch.weight - na)

    def _walk(self, factor: CompiledFactor, here: list[Node]) -> list[Node]:
        """Through the questions of a factor from where one can be, to where one can be behind them."""
        start = len(self.nodes)
        places = range(start, start + len(factor.questions))
        weight = sum(one.weight for one in factor.questions)
        options: set[Weights] = set()
        for place in places:
            self._ways += len(here)
            if self.is_too_wide:
                return []
            choices = {node: list(self._find(place, node)) for node in here}
            if place == places[-1]:
                options = {choice.na for found in choices.values() for choice in found}
                choices = {node: [_leave(one, factor, weight) for one in found] for node, found in choices.items()}
            self.nodes.append(here)
            self._choices.append(choices)
            here = list(dict.fromkeys(choice.node for found in choices.values() for choice in found))
        self.stretches.append(Stretch(factor, places, weight, tuple(sorted(options))))
        self._ways += sum(map(len, self.nodes[start:])) * (len(options) - 1)
        return [] if self.is_too_wide else here

    def _find(self, place: int, node: Node) -> Iterator[Choice]:
        post, weight = self.posts[place], self._questions[place].weight
        seen = [dict(zip(self._live[place], one, strict=True)) for one in node.seen]
        instead = [_instead(post, one) for one in seen]
        # What is not asked does not move.
        for number, cost in enumerate(post.costs if instead[0] is None else post.costs[:1]):
            level = post.level + number
            levels = (level, level if post.at_best is None else post.at_best)
            counts = tuple([one if other is None else other for one, other in zip(levels, instead, strict=False)])
            if counts[0] == NOT_APPLICABLE or counts[0] >= post.least:
                na = node.na
                if NOT_APPLICABLE in counts:
                    na = tuple([w + weight * (one == NOT_APPLICABLE) for w, one in zip(na, counts, strict=True)])
                yield Choice(level, cost, counts, na, Node(self._see(place, seen, counts), na, node.gone))

    def _see(self, place: int, seen: Sequence[Mapping[int, int]], counts: Sequence[int]) -> tuple[Seen, ...]:
        """What is still of use behind a question."""
        live = self._live[place + 1]
        if not live:
            return self.root.seen
        after = [{**one, place: self._reaches(place, level)} for one, level in zip(seen, counts, strict=True)]
        return tuple([tuple([one[key] for key in live]) for one in after])

    def _reaches(self, place: int, level: int) -> int:
        """The highest of the levels that later conditions want and this one reaches."""
        if level == NOT_APPLICABLE:
            return NOT_APPLICABLE
        return next((one for one in self._wanted.get(place, ()) if one <= level), 0)


def _wanted(posts: Sequence[Post]) -> Mapping[int, Sequence[int]]:
    """The levels that conditions want of earlier questions, by place, the highest first."""
    wanted: dict[int, set[int]] = {}
    for post in posts:
        for parent, reach in post.parents:
            wanted.setdefault(parent, set()).add(reach)
    return {parent: sorted(levels, reverse=True) for parent, levels in wanted.items()}


def _instead(post: Post, seen: Mapping[int, int]) -> int | None:
    """What a question that is not asked counts for, behind what earlier ones have reached; None where it is asked."""
    if post.never or any(seen[parent] == NOT_APPLICABLE for parent, _ in post.parents):
        return NOT_APPLICABLE
    return 0 if any(seen[parent] < reach for parent, reach in post.parents) else None


def _leave(choice: Choice, factor: CompiledFactor, weight: int) -> Choice:
    """A choice at the last question of a factor: behind it, the next one begins."""
    gone = [w + factor.weight * (na == weight) for w, na in zip(choice.node.gone, choice.na, strict=True)]
    return choice._replace(node=choice.node._replace(na=(0,) * len(gone), gone=tuple(gone)))
