"""From one row of answers to a later one: what each of them did to the score of an axis.

The way is taken in steps that are scored exactly: first the levels that moved, then the answers that began to count and
at last those that ceased to, one after the other in the order of the questionnaire. So a level that rises takes no
points, one that stays brings none, and an answer that is found out counts against those that were known.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Final

from smi_cli.assessing.compiling import Gap
from smi_cli.assessing.kept import KeptAxis
from smi_cli.assessing.measuring import Levels
from smi_cli.assessing.rescoring import Rescored, rescore

NOTHING: Final = Fraction(0)


def effects_of(
    axis: KeptAxis, levels: tuple[Levels, Levels], ends: tuple[Rescored, Rescored]
) -> Mapping[str, Fraction]:
    """What each answer that counts on either side did to the score of an axis, in points, by question.

    `levels` and `ends` are those before and after. The effects add up to the whole way where both ends have a score;
    otherwise an answer that counts on one side only brings or takes what it contributes there.
    """
    (before, after), (first, last) = levels, (one.contributions for one in ends)
    counted = [one.id for one in axis.questions if one.id in first or one.id in last]
    begun = [key for key in counted if key not in first]
    ceased = [key for key in counted if key not in last]
    reached = {**after, **{key: before[key] for key in (*begun, *ceased)}}
    moved = rescore(axis, reached).contributions
    effects = {key: moved[key] - first[key] for key in counted if key in first}
    if any(isinstance(one.score, Gap) for one in ends):
        return effects | {key: last[key] for key in begun} | {key: -first[key] for key in ceased}
    total = sum(moved.values(), NOTHING)
    for key in (*begun, *ceased):
        reached[key] = after[key]
        then = sum(rescore(axis, reached).contributions.values(), NOTHING)
        effects[key], total = then - total, then
    return effects
