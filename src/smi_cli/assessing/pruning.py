"""The states that no other one beats: it costs no more, and comes to no less."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import ge

State = tuple[int, int, tuple[int, ...]]  # a cost, a total, and two more sums beside it, or none


def prune(states: Sequence[State]) -> list[State]:
    """The states that no other one beats, by rising cost; of states that are the same, one."""
    if not states:
        return []
    if not states[0][2]:
        return _by_total(states)
    varying = [number for number in (0, 1) if len({state[2][number] for state in states}) > 1]
    if not varying:
        return _by_total(states)
    ordered = sorted(states, key=_by_cost)
    return _by_all(ordered) if len(varying) > 1 else _by_stairs(ordered, varying[0])


def _by_total(states: Sequence[State]) -> list[State]:
    """Where nothing stands beside the totals, or the same beside all."""
    kept: list[State] = []
    most = last = -1
    for state in sorted(states):  # of equal costs the last one comes to most
        cost, total, _ = state
        if total > most:
            if cost == last:
                kept.pop()
            kept.append(state)
            most, last = total, cost
    return kept


def _by_stairs(ordered: Sequence[State], number: int) -> list[State]:
    """Where one of the sums beside the totals differs: of what is kept, those that come to more have less beside."""
    kept: list[State] = []
    totals: list[int] = []
    besides: list[int] = []
    for state in ordered:
        total, beside = state[1], state[2][number]
        above = bisect_left(totals, total)
        if above < len(totals) and besides[above] >= beside:
            continue
        end = start = bisect_right(totals, total)
        while start and besides[start - 1] <= beside:
            start -= 1
        totals[start:end], besides[start:end] = [total], [beside]
        kept.append(state)
    return kept


def _by_all(ordered: Sequence[State]) -> list[State]:
    kept: list[State] = []
    for state in ordered:
        if not any(other[1] >= state[1] and all(map(ge, other[2], state[2])) for other in kept):
            kept.append(state)
    return kept


def _by_cost(state: State) -> tuple[int, int, tuple[int, ...]]:
    """The lowest cost first, then the greatest total."""
    return state[0], -state[1], tuple(-one for one in state[2])
