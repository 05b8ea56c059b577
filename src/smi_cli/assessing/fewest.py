"""The fewest steps of one level that move a weighted sum by a number of points: exact, in whole numbers.

A question moves the sum by what its levels are worth. Where each further step of a question is worth no more than the
one before it, taking the largest steps first is best. All others (levels worth unevenly, questions that open others)
are packed: a table holds the most that every number of steps can come to, and how. Both together are then tried for
every number of steps among the packed ones.

Questions that depend on each other stand in one packet. In it every combination of levels of those on which others
depend is tried, since that leaves the others independent; packets with more combinations than `COMBINATIONS`, and
tables with more than `TABLE_CELLS`, are not worked out.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise
from typing import Final, NamedTuple

COMBINATIONS: Final = 10_000
TABLE_CELLS: Final = 250_000


class Steps(NamedTuple):
    """The most points that a number of steps comes to, and the question's places with the levels that they end at."""

    points: int
    targets: tuple[tuple[int, int], ...]


NO_STEPS: Final = Steps(0, ())
Table = Sequence[Steps]  # by the number of steps; the points never fall


class Lever(NamedTuple):
    """A question that no other one depends on: what 0, 1, 2, ... steps come to, never falling, and where each ends."""

    place: int
    points: tuple[int, ...]
    levels: tuple[int, ...]

    @property
    def is_even(self) -> bool:
        """Whether no step is worth more than the one before it."""
        gains = [later - earlier for earlier, later in pairwise(self.points)]
        return all(later <= earlier for earlier, later in pairwise(gains))

    @property
    def table(self) -> Table:
        """The lever as a table."""
        rows = zip(self.points, self.levels, strict=True)
        return [Steps(points, ((self.place, level),) if steps else ()) for steps, (points, level) in enumerate(rows)]


def fewest_steps(levers: Iterable[Lever], packets: Iterable[Table], need: int) -> Steps | None:
    """The fewest steps that come to at least `need` points; None where none do, or they cannot be worked out."""
    even: list[Lever] = []
    tables: list[Table] = list(packets)
    for lever in levers:
        if lever.is_even:
            even.append(lever)
        else:
            tables.append(lever.table)
    packed = pack(tables)
    if packed is None:
        return None
    largest = sorted(
        ((later - earlier, lever) for lever in even for earlier, later in pairwise(lever.points) if later > earlier),
        key=lambda step: -step[0],
    )
    sums = list(accumulate((gain for gain, _ in largest), initial=0))
    best: tuple[int, int] | None = None
    for steps, (points, _) in enumerate(packed):
        more = bisect_left(sums, need - points)
        if more < len(sums) and (best is None or steps + more < sum(best)):
            best = steps, more
    if best is None:
        return None
    steps, more = best
    taken: dict[int, tuple[Lever, int]] = {}
    for _, lever in largest[:more]:
        taken[lever.place] = (lever, taken.get(lever.place, (lever, 0))[1] + 1)
    targets = tuple((place, lever.levels[number]) for place, (lever, number) in taken.items())
    return Steps(packed[steps].points + sums[more], tuple(sorted((*packed[steps].targets, *targets))))


def pack(tables: Sequence[Table]) -> Table | None:
    """The most that every number of steps over all tables comes to; None where that would be too much to work out."""
    packed: Table = [NO_STEPS]
    cells = 0
    for table in tables:
        cells += len(packed) * len(table)
        if cells > TABLE_CELLS:
            return None
        packed = _both(packed, table)
    return packed


def _both(first: Table, second: Table) -> Table:
    """Two tables as one."""
    best: list[Steps | None] = [None] * (len(first) + len(second) - 1)
    for some, one in enumerate(first):
        for more, other in enumerate(second):
            points = one.points + other.points
            present = best[some + more]
            if present is None or points > present.points:
                best[some + more] = Steps(points, one.targets + other.targets)
    return rising(best)


def rising(table: Iterable[Steps | None]) -> Table:
    """A table in which more steps never come to less: what fewer steps reach stands for what more do not."""
    risen: list[Steps] = []
    for steps in table:
        last = risen[-1] if risen else NO_STEPS
        risen.append(last if steps is None or (risen and steps.points <= last.points) else steps)
    return risen
