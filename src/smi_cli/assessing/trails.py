"""From the front of an axis back to moves: the levels of all answers behind a cost and a total."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import islice, takewhile
from operator import sub
from typing import NamedTuple

from smi_cli.assessing.fronts import World, is_enough
from smi_cli.assessing.pruning import State
from smi_cli.assessing.routes import Node, Stretch, Weights


class _Trail(NamedTuple):
    """How far a way has come, what will not apply of the factor at hand, and what is wanted of the rest."""

    node: Node
    na: Weights
    wanted: State


def trace(world: World, cost: int, total: int) -> tuple[int, ...] | None:
    """The levels of all answers after moves of exactly this cost, to at least this total.

    Of several ways the one that raises earlier questions more. None where there is none, as when less is enough.
    """
    trails = [_Trail(world.route.root, (), (cost, total, world.beside))]
    levels = []
    for stretch in world.route.stretches:
        trails = [
            _Trail(trail.node, na, _entering(world, stretch, na, trail.wanted))
            for trail in trails
            for na in stretch.options
        ]
        for place in stretch.places:
            ways = [way for trail in trails for way in _onward(world, stretch, place, trail)]
            if not ways:
                return None
            levels.append(max(level for level, _ in ways))
            trails = [trail for level, trail in ways if level == levels[-1]]
    return tuple(levels)


def _onward(world: World, stretch: Stretch, place: int, trail: _Trail) -> Iterator[tuple[int, _Trail]]:
    """The levels of a question from which the rest can still come to what is wanted."""
    cost, total, beside = trail.wanted
    for choice in world.route.choices(place, trail.node):
        gain, more = world.gain(stretch, place, choice, trail.na)
        after = (cost - choice.cost, total - gain, tuple(map(sub, beside, more)))
        if _leads_to(world.behind(stretch, place, choice, trail.na), after):
            yield choice.level, trail._replace(node=choice.node, wanted=after)


def _entering(world: World, stretch: Stretch, na: Weights, wanted: State) -> State:
    """What is wanted where a factor begins, of which there may be a demand."""
    cost, total, beside = wanted
    return (cost, total, (world.need(stretch, na), beside[1])) if beside else wanted


def _leads_to(states: Sequence[State], wanted: State) -> bool:
    """Whether one of the states, which stand by rising cost, costs exactly what is wanted and comes to as much."""
    cost, total, beside = wanted
    same = takewhile(lambda state: state[0] == cost, islice(states, bisect_left(states, (cost,)), None))
    return any(state[1] >= total and is_enough(state[2], beside) for state in same)
