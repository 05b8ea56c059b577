"""Answers that move by steps of one level: what each step of a question is worth to a sum, with what depends on it.

What is missing stays missing and out of the count. A question that is not asked stands at the level of the answer that
is ignored, or at its worst, and counts once the questions on which it depends have been raised.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import product
from math import prod

from smi_cli.assessing.compiling import Compiled, Gap
from smi_cli.assessing.fewest import COMBINATIONS, Lever, Steps, Table, fewest_steps, pack, rising
from smi_cli.assessing.measuring import Measures
from smi_cli.assessing.summing import Sum
from smi_cli.model.answers import Answers, Known

Targets = tuple[tuple[int, int], ...]  # questions by place, with the levels to which they move


class Mover:
    """Moves the answers that count, all up or all down; a score never falls when a level rises.

    `still` are the places of questions that stay as they are. No move changes what counts: see `reshaping`.
    """

    def __init__(
        self, compiled: Compiled, answers: Answers, known: Measures, *, upward: bool, still: Collection[int] = ()
    ) -> None:
        self._compiled, self._row, self._upward, self._still = compiled, known.row, upward, still
        given = (answers.by_question.get(key) for key in compiled.ids)
        self._own = [one.level if isinstance(one, Known) else 0 for one in given]
        self._parents = {place: parents for place, _, parents in compiled.conditions if self._is_linked(place, parents)}
        self._openers = {parent for parents in self._parents.values() for parent, _ in parents}

    def fewest(self, total: Sum, need: int) -> Targets | None:
        """The fewest steps that move a sum by at least so many parts; None where none do or nobody can work it out."""
        packets = []
        linked: set[int] = set()
        for places in self._clusters():
            linked.update(places)
            if any(place in total.points for place in places):
                packet = self._packet(places, total)
                if packet is None:
                    return None
                packets.append(packet)
        free = (place for place in total.points if place not in linked)
        steps = fewest_steps([self._lever(place, total, self._own[place]) for place in free], packets, need)
        return steps.targets if steps else None

    def own(self, place: int) -> int:
        """The level of an answer from which it moves."""
        return self._own[place]

    def reach(self, place: int) -> range:
        """The levels that an answer can move to, its own first."""
        own = self._own[place]
        if place in self._still:
            return range(own, own + 1)
        return range(own, self._compiled.best[place] + 1) if self._upward else range(own, -1, -1)

    def _is_linked(self, place: int, parents: Sequence[tuple[int, int]]) -> bool:
        """Whether a question that counts depends on others that do."""
        levels = [self._row[one] for one in (place, *(parent for parent, _ in parents))]
        return not isinstance(levels[0], Gap) and any(not isinstance(level, Gap) for level in levels[1:])

    def _clusters(self) -> Iterable[list[int]]:
        """The questions that depend on each other, in order."""
        cluster_of: dict[int, list[int]] = {}
        for place, parents in self._parents.items():
            together = [place, *(parent for parent, _ in parents if not isinstance(self._row[parent], Gap))]
            merged = sorted({one for member in together for one in cluster_of.get(member, [member])})
            cluster_of |= dict.fromkeys(merged, merged)
        return {id(cluster): cluster for cluster in cluster_of.values()}.values()

    def _lever(self, place: int, total: Sum, level: int) -> Lever:
        """What the steps of a question come to that is asked and stands at a level, beside what it counts for now."""
        worth, now = total.points[place], self._now(place)
        sign = 1 if self._upward else -1
        levels = self.reach(place)
        return Lever(place, tuple(sign * (worth[one] - worth[now]) for one in levels), tuple(levels))

    def _now(self, place: int) -> int:
        level = self._row[place]
        assert isinstance(level, int)  # noqa: S101 - only what counts moves
        return level

    def _packet(self, places: Sequence[int], total: Sum) -> Table | None:
        """The most that every number of steps among questions that depend on each other comes to."""
        openers = [place for place in places if place in self._openers]
        if prod(len(self.reach(place)) for place in openers) > COMBINATIONS:
            return None
        best: dict[int, Steps] = {}
        tables: dict[tuple[int, ...], Table] = {}
        for levels in product(*(self.reach(place) for place in openers)):
            chosen = dict(zip(openers, levels, strict=True))
            counted, opened = self._count(places, chosen)
            if opened not in tables:
                leaves = self._leaves(places, opened, total)
                if leaves is None:
                    return None
                tables[opened] = leaves
            cost = sum(abs(level - self._own[place]) for place, level in chosen.items())
            gained = sum(self._gain(place, total, counted[place]) for place in openers)
            moved = tuple((place, level) for place, level in chosen.items() if level != self._own[place])
            for more, (points, targets) in enumerate(tables[opened]):
                present = best.get(cost + more)
                if present is None or gained + points > present.points:
                    best[cost + more] = Steps(gained + points, moved + targets)
        return rising(best.get(number) for number in range(max(best) + 1))

    def _count(self, places: Sequence[int], chosen: dict[int, int]) -> tuple[dict[int, int], tuple[int, ...]]:
        """What the openers count for at their chosen levels, and which of the other questions are asked then."""
        counted: dict[int, int] = {}
        opened = []
        for place in places:
            asked = all(counted[parent] >= least for parent, least in self._known_parents(place))
            if place in chosen:
                counted[place] = chosen[place] if asked else 0
            elif asked:
                opened.append(place)
        return counted, tuple(opened)

    def _known_parents(self, place: int) -> Iterator[tuple[int, int]]:
        for parent, least in self._parents.get(place, ()):
            if not isinstance(self._row[parent], Gap):
                yield parent, least

    def _leaves(self, places: Sequence[int], opened: tuple[int, ...], total: Sum) -> Table | None:
        """What the steps of the questions come to on which none depends; what is not asked counts at its worst."""
        leaves = [place for place in places if place not in self._openers and place in total.points]
        closed = sum(self._gain(place, total, 0) for place in leaves if place not in opened)
        packed = pack([self._lever(place, total, self._own[place]).table for place in leaves if place in opened])
        return packed and [Steps(points + closed, targets) for points, targets in packed]

    def _gain(self, place: int, total: Sum, level: int) -> int:
        worth = total.points.get(place)
        if worth is None:
            return 0
        return (1 if self._upward else -1) * (worth[level] - worth[self._now(place)])
