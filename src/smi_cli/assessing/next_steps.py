"""What to do next, in order, each with its reason.

The order: what blocks the next rung, then prerequisites (finding out what is missing, preparing, opening questions
that depend on another), then the weaker axis, the lowest level, and the order of the blueprint. What is never done
comes behind, and what is done last.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import IntEnum, StrEnum
from fractions import Fraction
from typing import NamedTuple

from smi_cli.assessing.measuring import Gap
from smi_cli.assessing.placing import Placement, Standing
from smi_cli.assessing.scoring import QuestionScore, Scores
from smi_cli.model.blueprint import Blueprint, Instrument, Step, StepKind
from smi_cli.model.questionnaire import Axis


class Status(IntEnum):
    """Whether a step is to be done, to be done again and again, or done."""

    OPEN = 0
    RECURS = 1
    DONE = 2


class Reason(StrEnum):
    """Why a step stands where it stands."""

    BLOCKS = "blocks the next rung"
    PREREQUISITE = "comes before others"
    WEAKER_AXIS = "on the weaker axis"
    WEAK = "low level"
    BLUEPRINT = "in the blueprint"


class Raise(NamedTuple):
    """A question that a step raises to `target`; `gain` is what one level up adds to its axis, in points.

    For a missing answer the gain is what its best level would add over its worst.
    """

    score: QuestionScore
    axis: Axis
    target: int
    gain: Fraction


class NextStep(NamedTuple):
    """Something to do: find out a missing answer, take a blueprint's step, or raise what no step raises.

    `find_out` and `step` say which; both None is the last. `borrowed_from` is the blueprint of another quadrant whose
    step this is. A missing answer is the single item of `raises`, with what it could be worth as its gain.
    """

    status: Status
    reason: Reason
    step: Step | None
    raises: tuple[Raise, ...]
    find_out: bool = False
    borrowed_from: Blueprint | None = None


def next_steps(
    instrument: Instrument,
    scores: Scores,
    placement: Placement | None,
    standings: tuple[Standing, ...],
    done: frozenset[str],
) -> tuple[NextStep, ...]:
    """All steps for an assessment, the most urgent first."""
    quadrant = placement.quadrant if placement else None
    blueprint = instrument.blueprints.get(quadrant.id) if quadrant else None
    advisor = _Advisor(instrument, scores, standings, cut=instrument.questionnaire.grid is not None)
    found = [*advisor.find_outs()]
    if blueprint:
        found += advisor.blueprint_steps(blueprint, done)
    found += advisor.borrowed_steps(blueprint, covered={one.score.question.id for step in found for one in step.raises})
    return tuple(sorted(found, key=advisor.urgency))  # sorted is stable: equals stay in the order of the blueprint


class _Advisor:
    """Knows for every question its score, its axis, and whether it blocks a rung or opens other questions."""

    def __init__(self, instrument: Instrument, scores: Scores, standings: tuple[Standing, ...], *, cut: bool) -> None:
        self._instrument = instrument
        self._questions = {one.question.id: (one, axis.axis) for axis in scores.axes for one in axis.questions}
        self._blocking = _blocking_questions(scores, standings)
        self._opening = _opening_questions(scores)
        self._weaker = _weaker_axes(scores)
        self._cut = cut

    def find_outs(self) -> Iterator[NextStep]:
        """A step for every missing answer."""
        for score, axis in self._questions.values():
            if score.missing:
                reason = Reason.BLOCKS if score.question.id in self._blocking else Reason.PREREQUISITE
                lead = Raise(score, axis, score.question.best, score.stake)
                yield NextStep(Status.OPEN, reason, None, (lead,), find_out=True)

    def blueprint_steps(self, blueprint: Blueprint, done: frozenset[str]) -> Iterator[NextStep]:
        """The steps of the quadrant's own blueprint, done ones included."""
        for step in blueprint.steps:
            if step.kind is StepKind.KEEP:
                yield NextStep(Status.RECURS, Reason.BLUEPRINT, step, ())
            elif step.kind is StepKind.PREPARE:
                yield NextStep(Status.DONE if step.id in done else Status.OPEN, Reason.PREREQUISITE, step, ())
            elif raises := self._open_raises(step):
                yield NextStep(Status.OPEN, self._reason(raises), step, raises)
            elif self._is_reached(step):
                yield NextStep(Status.DONE, Reason.BLUEPRINT, step, ())

    def borrowed_steps(self, blueprint: Blueprint | None, covered: set[str]) -> Iterator[NextStep]:
        """For weak questions that the quadrant's blueprint does not raise: the step of the blueprint that does."""
        by_step: dict[str, list[Raise]] = {}
        lenders = {step.id: (other, step) for other in self._instrument.blueprints.values() for step in other.steps}
        for key, (score, axis) in self._questions.items():
            if key in covered or not self._is_weak(score, axis):
                continue
            lender = self._lender(key, score, blueprint)
            target = lender.raises[key] if lender else score.question.best
            by_step.setdefault(lender.id if lender else f"={key}", []).append(self._raise(key, target))
        for name, raises in by_step.items():
            other, step = lenders.get(name, (None, None))
            yield NextStep(Status.OPEN, self._reason(tuple(raises)), step, tuple(raises), borrowed_from=other)

    def urgency(self, step: NextStep) -> tuple[int, bool, bool, bool, Fraction]:
        """The sort key of the order that the module's text promises; the smallest comes first."""
        on_weaker = not step.raises or any(one.axis.id in self._weaker for one in step.raises)
        lowest = min((_value(one.score) for one in step.raises), default=Fraction(0))
        blocks = step.reason is Reason.BLOCKS
        return (step.status, not blocks, step.reason is not Reason.PREREQUISITE, not on_weaker, lowest)

    def _open_raises(self, step: Step) -> tuple[Raise, ...]:
        return tuple(
            self._raise(key, target)
            for key, target in step.raises.items()
            if isinstance(level := self._questions[key][0].level, int) and level < target
        )

    def _is_reached(self, step: Step) -> bool:
        """Whether nothing is left to raise and something was reached; what does not apply falls away."""
        levels = [self._questions[key][0].level for key in step.raises]
        return Gap.MISSING not in levels and any(level is not Gap.NA for level in levels)

    def _raise(self, key: str, target: int) -> Raise:
        score, axis = self._questions[key]
        level = score.level
        return Raise(score, axis, target, score.gain(level + 1) if isinstance(level, int) else Fraction(0))

    def _reason(self, raises: tuple[Raise, ...]) -> Reason:
        keys = {one.score.question.id for one in raises}
        if keys & self._blocking:
            return Reason.BLOCKS
        if keys & self._opening:
            return Reason.PREREQUISITE
        if any(one.axis.id in self._weaker for one in raises) and len(self._weaker) == 1:
            return Reason.WEAKER_AXIS
        return Reason.WEAK

    def _is_weak(self, score: QuestionScore, axis: Axis) -> bool:
        """Below the best level, and not above the cut where there is one, unless a rung waits for it."""
        if not isinstance(score.level, int) or score.level == score.question.best or not score.needed:
            return False
        low = 100 * score.question.levels[score.level].value <= axis.cut
        return low or not self._cut or score.question.id in self._blocking

    def _lender(self, key: str, score: QuestionScore, blueprint: Blueprint | None) -> Step | None:
        others = (other for other in self._instrument.blueprints.values() if other is not blueprint)
        steps = [step for other in others for step in other.steps if _exceeds(step.raises.get(key), score)]
        return min(steps, key=lambda step: step.raises[key], default=None)


def _exceeds(target: int | None, score: QuestionScore) -> bool:
    return target is not None and isinstance(score.level, int) and target > score.level


def _value(score: QuestionScore) -> Fraction:
    return score.question.levels[score.level].value if isinstance(score.level, int) else Fraction(-1)


def _blocking_questions(scores: Scores, standings: tuple[Standing, ...]) -> frozenset[str]:
    """Questions that keep from a next rung: demanded themselves, or part of a factor that is demanded."""
    demanded = {blocker.demand.id for standing in standings for blocker in standing.blockers}
    in_factors = {
        one.question.id
        for axis in scores.axes
        for factor in axis.factors
        if factor.factor.id in demanded
        for one in factor.questions
        if one.level is Gap.MISSING or (isinstance(one.level, int) and one.level < one.question.best)
    }
    return frozenset(demanded | in_factors)


def _opening_questions(scores: Scores) -> frozenset[str]:
    """Questions whose low level keeps another one from being asked."""
    questions = [one for axis in scores.axes for one in axis.questions]
    levels = {one.question.id: one.level for one in questions}
    return frozenset(
        key
        for one in questions
        if one.not_asked and isinstance(one.level, int)
        for key, least in one.question.only_if.levels.items()
        if isinstance(level := levels[key], int) and level < least
    )


def _weaker_axes(scores: Scores) -> frozenset[str]:
    """The axes with the lowest score: one, or all of those that are equal."""
    known = {axis.axis.id: axis.range.score for axis in scores.axes if axis.range.score is not None}
    wanted = [axis for axis in scores.axes if axis.range.low is not None]
    if len(known) < len(wanted) or len(known) < 2:  # noqa: PLR2004 - weaker is one of two
        return frozenset()
    return frozenset(key for key, score in known.items() if score == min(known.values()))
