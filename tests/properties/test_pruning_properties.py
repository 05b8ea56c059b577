"""Pruned states are those that no other one beats: held against all pairs."""

from __future__ import annotations

from operator import ge, le

from hypothesis import given
from hypothesis import strategies as st

from smi_cli.assessing.pruning import State, prune

small = st.integers(0, 4)
nothing_beside = st.tuples(small, small, st.just(()))
one_beside = st.tuples(small, small, st.tuples(st.just(0), small.map(lambda one: -one)))
two_beside = st.tuples(small, small, st.tuples(small, small.map(lambda one: -one)))
states = st.one_of(*(st.lists(one, max_size=30) for one in (nothing_beside, one_beside, two_beside)))


def beats(one: State, other: State) -> bool:
    sums = (one[1], *one[2]), (other[1], *other[2])
    return one != other and le(one[0], other[0]) and all(map(ge, *sums))


@given(states)
def test_what_is_kept_is_what_no_other_one_beats(given_states: list[State]) -> None:
    unbeaten = {state for state in given_states if not any(beats(other, state) for other in given_states)}
    kept = prune(given_states)
    assert set(kept) == unbeaten
    assert len(kept) == len(unbeaten)
    assert [cost for cost, _, _ in kept] == sorted(cost for cost, _, _ in kept)
