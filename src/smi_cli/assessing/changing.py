"""From one snapshot to a later one of the same subject: what changed, split exactly into its causes.

The way from the old score of an axis to the new one is taken in three steps, each scored exactly: first the new
answers under the old questions and weights, then the new questions, then the new weights and level values. So the
three parts add up to the whole change, whatever changed at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Final, NamedTuple

from smi_cli.assessing.compiling import Gap, Measure
from smi_cli.assessing.effects import effects_of
from smi_cli.assessing.kept import KeptAxis
from smi_cli.assessing.measuring import Range
from smi_cli.assessing.rescoring import rescore
from smi_cli.assessing.snapshot import Snapshot, Stand

NOTHING: Final = Fraction(0)


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

    def falls(self, limit: Fraction) -> bool:
        """Whether it falls by more than a number of points, on what is known or at the worst, or has no score now."""
        before, after = self.before, self.after
        if before is None or before.score is None or after is None:
            return False
        if after.score is None or after.low is None:
            return True
        low = before.score if before.low is None else before.low
        return max(before.score - after.score, low - after.low) > limit


class QuestionChange(NamedTuple):
    """What a question of an axis counted for, before and after; None where the axis did not ask it.

    `points` is what that did to the axis under the old questions and weights (see `effects`). All add up to the part
    of the answers; a question that stayed has none.
    """

    id: str
    ask: str
    before: int | Gap | None
    after: int | Gap | None
    points: Fraction


class AxisChange(NamedTuple):
    """The change of an axis; `split` is None where a score is missing on either side or on the way.

    There are no factors and no questions where one of the results keeps no answers.
    """

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
        """The overall and the axes that fall by more than a number of points."""
        return tuple(one for one in (self.overall, *(axis.score for axis in self.axes)) if one.falls(limit))

    @property
    def lower_rungs(self) -> tuple[str, ...]:
        """The ladders, by id, on which the subject stands lower, on what is known or at the worst."""
        before = self.before.stands
        return tuple(key for key, after in self.after.stands.items() if key in before and _sinks(before[key], after))

    @property
    def lost_sides(self) -> tuple[str, ...]:
        """The axes of the quadrants, by id, that were high and are not any more, on what is known or at the worst."""
        grid = self.after.grid or self.before.grid
        return tuple(key for key in (grid.across, grid.up) if self._is_lost(key)) if grid else ()

    def is_worse(self, limit: Fraction) -> bool:
        """Whether anything fell: a score by more than `limit` points, a rung, or an axis from high to low."""
        return bool(self.drops(limit) or self.lower_rungs or self.lost_sides)

    @property
    def fallen(self) -> tuple[str, ...]:
        """The questions that took points away, or whose level fell: those that took most come first.

        A level that gave way to `na` has not fallen: what does not apply is asked of nobody.
        """
        questions = [one for axis in self.axes for one in axis.questions if one.after is not None]
        fallen = [one for one in questions if one.points < 0 or _falls(one.before, one.after)]
        return tuple(one.id for one in sorted(fallen, key=lambda one: one.points))

    def _is_lost(self, key: str) -> bool:
        if key not in self.after.ranges:  # what is gone cannot have fallen
            return False
        # A result that does not say its cuts is held against those of the other one.
        then, now = self.before.axis(key) or self.after.axis(key), self.after.axis(key) or self.before.axis(key)
        if then is None or now is None:
            return False
        before, after = _sides(self.before, key, then.cut), _sides(self.after, key, now.cut)
        return any(was and not stays for was, stays in zip(before, after, strict=True))


def compare(before: Snapshot, after: Snapshot) -> Change:
    """What changed between two results."""
    keys = dict.fromkeys((*after.axis_ids, *before.axis_ids))
    axes = tuple(_compare_axis(key, before, after) for key in keys)
    return Change(before, after, _score("overall", before, after), axes)


def _compare_axis(key: str, before: Snapshot, after: Snapshot) -> AxisChange:
    score = _score(key, before, after)
    if not before.axes or not after.axes:
        return AxisChange(score, None, (), ())
    old, new = before.axis(key) or _nothing(key), after.axis(key) or _nothing(key)
    factors = [factor.id for factor in new.factors]
    factors += [factor.id for factor in old.factors if factor.id not in after.ranges]
    # What is not asked any more keeps its level until the second step takes it away.
    asked = {question.id for question in new.questions}
    answered = {one.id: (after if one.id in asked else before).levels[one.id] for one in old.questions}
    first, last = rescore(old, before.levels), rescore(new, after.levels)
    on_answers, on_questions = rescore(old, answered), rescore(_with_old_weights(new, old), after.levels)
    effects = effects_of(old, (before.levels, answered), (first, on_answers))
    return AxisChange(
        score=score,
        split=_split(first.score, on_answers.score, on_questions.score, last.score),
        factors=tuple(_score(one, before, after) for one in dict.fromkeys(factors) if one),
        questions=tuple(_questions(old, new, (before, after), effects)),
    )


def _questions(
    old: KeptAxis, new: KeptAxis, results: tuple[Snapshot, Snapshot], effects: Mapping[str, Fraction]
) -> Iterator[QuestionChange]:
    (before, after), (was, stays) = results, ({one.id for one in axis.questions} for axis in (old, new))
    gone = (one for one in old.questions if one.id not in stays)
    for key, ask in ((one.id, one.ask) for one in (*new.questions, *gone)):
        yield QuestionChange(
            id=key,
            ask=ask,
            before=before.levels[key] if key in was else None,
            after=after.levels[key] if key in stays else None,
            points=effects.get(key, NOTHING),
        )


def _split(first: Measure, on_answers: Measure, on_questions: Measure, last: Measure) -> Split | None:
    """The three parts of the way, unless one of its ends or stops has no score."""
    if isinstance(first, Gap) or isinstance(on_answers, Gap) or isinstance(on_questions, Gap) or isinstance(last, Gap):
        return None
    return Split(on_answers - first, on_questions - on_answers, last - on_questions)


def _with_old_weights(new: KeptAxis, old: KeptAxis) -> KeptAxis:
    """The new questions of an axis, with the old weights and values of all that was there before."""
    weights = {factor.id: factor.weight for factor in old.factors}
    questions = {question.id: question for question in old.questions}
    factors = tuple(
        factor._replace(
            weight=weights.get(factor.id, factor.weight),
            questions=tuple(questions.get(one.id, one) for one in factor.questions),
        )
        for factor in new.factors
    )
    return new._replace(factors=factors)


def _nothing(key: str) -> KeptAxis:
    """What there is of an axis that a questionnaire does not have."""
    return KeptAxis(key, key, NOTHING, ())


def _score(key: str, before: Snapshot, after: Snapshot) -> ScoreChange:
    title = after.titles.get(key) or before.titles.get(key, key)
    return ScoreChange(key, title, before.ranges.get(key), after.ranges.get(key))


def _sinks(before: Stand, after: Stand) -> bool:
    """Whether a rung is lower than before. Of rungs that are gone, the highest below that is still there counts."""
    scale = {rung.id: height for height, rung in enumerate(after.rungs or before.rungs)}
    old = [rung.id for rung in before.rungs]

    def falls(then: str | None, now: str | None) -> bool:
        reached = old[: old.index(then) + 1] if then in old else [then]
        height = max((scale[one] for one in reached if one in scale), default=-1)
        # Where the rungs are not known, nobody can say.
        return height > (-1 if now is None else scale.get(now, height))

    return falls(before.rung, after.rung) or falls(before.low, after.low)


def _sides(snapshot: Snapshot, key: str, cut: Fraction) -> tuple[bool, bool]:
    """Whether an axis is high on what is known, and at the worst."""
    span = snapshot.ranges.get(key)
    if span is None or span.score is None:
        return False, False
    return span.score > cut, span.low is not None and span.low > cut


def _falls(before: int | Gap | None, after: int | Gap | None) -> bool:
    """Whether a level is lower than before, or not known any more."""
    return isinstance(before, int) and (after is Gap.MISSING or (isinstance(after, int) and after < before))
