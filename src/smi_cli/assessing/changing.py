"""From one snapshot to a later one of the same subject: what changed, split exactly into its causes.

The way from the old score of an axis to the new one is taken in three steps, each scored exactly: first the new
answers under the old questions and weights, then the new questions, then the new weights and level values. So the
three parts add up to the whole change, whatever changed at once.
"""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from smi_cli.assessing.compiling import Gap
from smi_cli.assessing.measuring import Range
from smi_cli.assessing.snapshot import Snapshot


class Split(NamedTuple):
    """The change of an axis in points, by cause: answers, questions added or removed, weights and level values."""

    answers: Fraction
    questions: Fraction
    weights: Fraction


class ScoreChange(NamedTuple):
    """A score before and after; None where the questionnaire had none of this id. `points` is None without both."""

    id: str
    title: str
    before: Range | None
    after: Range | None

    @property
    def points(self) -> Fraction | None:
        """The change in points."""
        before, after = self.before, self.after
        if before is None or after is None or before.score is None or after.score is None:
            return None
        return after.score - before.score


class QuestionChange(NamedTuple):
    """What a question counted for, before and after; None where the questionnaire did not ask it.

    `points` is what that did to its axis under the old questions and weights. A question whose level stayed has some
    too where the share of the axis that rests on it moved, because another one began or ceased to count.
    """

    id: str
    ask: str
    before: int | Gap | None
    after: int | Gap | None
    points: Fraction


class AxisChange(NamedTuple):
    """The change of an axis; `split` is None where a score or the answers are missing on either side."""

    score: ScoreChange
    split: Split | None
    factors: tuple[ScoreChange, ...]
    questions: tuple[QuestionChange, ...]


class Change(NamedTuple):
    """What changed from `before` to `after`. `axes` are those of either questionnaire, in the later one's order."""

    before: Snapshot
    after: Snapshot
    overall: ScoreChange
    axes: tuple[AxisChange, ...]

    def drops(self, limit: Fraction) -> tuple[ScoreChange, ...]:
        """The overall and the axes that fall, at the worst, by more than a number of points, or have no score now."""
        scores = [self.overall, *(axis.score for axis in self.axes)]
        return tuple(one for one in scores if _drops(one, limit))

    @property
    def lower_rungs(self) -> tuple[str, ...]:
        """The ladders, by id, on which the subject stands lower, at the worst."""
        both = self.before.stands.keys() & self.after.stands.keys()
        return tuple(key for key in self.after.stands if key in both and self._is_lower(key))

    @property
    def lost_sides(self) -> tuple[str, ...]:
        """The axes, by id, that were high and are no longer so for certain."""
        before, after = self.before.high, self.after.high
        return tuple(key for key, high in after.items() if before.get(key) and not high)

    def is_worse(self, limit: Fraction) -> bool:
        """Whether anything fell: a score by more than `limit` points, a rung, or an axis from high to low."""
        return bool(self.drops(limit) or self.lower_rungs or self.lost_sides)

    @property
    def fallen(self) -> tuple[str, ...]:
        """The questions that took points away, or whose level fell: those that took most come first."""
        questions = [one for axis in self.axes for one in axis.questions]
        fallen = [one for one in questions if one.points < 0 or _level(one.after) < _level(one.before)]
        return tuple(one.id for one in sorted(fallen, key=lambda one: one.points) if one.after is not None)

    def _is_lower(self, key: str) -> bool:
        before, after = self.before.stands[key].rung, self.after.stands[key].low
        return before is not None and (after is None or after < before)


def _drops(change: ScoreChange, limit: Fraction) -> bool:
    if change.before is None or change.before.score is None or change.after is None:
        return False
    if change.after.score is None or change.after.low is None:
        return True
    return change.before.score - change.after.low > limit


def _level(level: int | Gap | None) -> int:
    return level if isinstance(level, int) else -1
