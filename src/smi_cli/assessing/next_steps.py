"""What to do next, in order, each with its reason.

The order: what blocks the next rung, then prerequisites (finding out what is missing, preparing, opening questions
that depend on another), then the weaker axis, the lowest level, and the order of the blueprint. What recurs comes
behind, and what is done last.

Every question is raised by one step at most: the one that leads to the nearest level that is of use, that of the
quadrant's own blueprint where there is a choice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import IntEnum, StrEnum
from fractions import Fraction
from typing import Final, NamedTuple

from smi_cli.assessing.compiling import Compiled, Gap
from smi_cli.assessing.measuring import Missing, Passes, measure_answers
from smi_cli.assessing.placing import Placement, Standing
from smi_cli.assessing.scoring import QuestionScore, Scores
from smi_cli.model.answers import Answers, Known
from smi_cli.model.blueprint import Blueprint, Instrument, Step, StepKind
from smi_cli.model.questionnaire import Axis

FIRST_STEPS: Final = 3  # as many as a person can begin with: a report shows them in full, a census counts them


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
    """A question that a step raises to `target`.

    `gain` is what its axis gains, in points, when this answer rises by one level and nothing else changes, `whole` when
    it rises to the target. For a missing answer both are what its best level would add over its worst.
    """

    score: QuestionScore
    axis: Axis
    target: int
    gain: Fraction
    whole: Fraction


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


class Standings(NamedTuple):
    """Where the answers stand: what the next steps start from."""

    passes: Passes
    scores: Scores
    placement: Placement | None
    ladders: tuple[Standing, ...]


def next_steps(
    instrument: Instrument, compiled: Compiled, answers: Answers, standings: Standings
) -> tuple[NextStep, ...]:
    """All steps for an assessment, the most urgent first."""
    advisor = _Advisor(instrument, compiled, answers, standings)
    found = [*advisor.find_outs(), *advisor.own_steps(), *advisor.borrowed_steps(), *advisor.bare_raises()]
    return tuple(sorted(found, key=advisor.urgency))  # sorted is stable: equals stay in the order of the blueprint


class _Lead(NamedTuple):
    """A step that can raise a question, to which level, and the blueprint that it stands in."""

    step: Step
    target: int
    blueprint: Blueprint


class _Advisor:
    """Knows for every question its score, its axis, what waits for it, and the step that raises it."""

    def __init__(self, instrument: Instrument, compiled: Compiled, answers: Answers, standings: Standings) -> None:
        scores, placement = standings.scores, standings.placement
        quadrant = placement.quadrant if placement else None
        self._instrument, self._compiled, self._answers = instrument, compiled, answers
        self._own = instrument.blueprints.get(quadrant.id) if quadrant else None
        self._before = standings.passes.known
        self._questions = {one.question.id: (one, axis.axis) for axis in scores.axes for one in axis.questions}
        self._blocking = _blocking_questions(standings)
        self._opening = _opening_questions(scores)
        self._weaker = _weaker_axes(scores)
        self._raises: dict[str, list[Raise]] = {}  # by the id of the step, or "" where no step raises a question
        for key in self._questions:
            self._assign(key)

    def find_outs(self) -> Iterator[NextStep]:
        """A step for every missing answer."""
        for score, axis in self._questions.values():
            if score.missing:
                reason = Reason.BLOCKS if score.question.id in self._blocking else Reason.PREREQUISITE
                lead = Raise(score, axis, score.question.best, score.stake, score.stake)
                yield NextStep(Status.OPEN, reason, None, (lead,), find_out=True)

    def own_steps(self) -> Iterator[NextStep]:
        """The steps of the quadrant's own blueprint, done ones included."""
        for step in self._own.steps if self._own else ():
            if step.kind is StepKind.KEEP:
                yield NextStep(Status.RECURS, Reason.BLUEPRINT, step, ())
            elif step.kind is StepKind.PREPARE:
                done = step.id in self._answers.done
                yield NextStep(Status.DONE if done else Status.OPEN, Reason.PREREQUISITE, step, ())
            elif raises := tuple(self._raises.get(step.id, ())):
                yield NextStep(Status.OPEN, self._reason(raises), step, raises)
            elif self._is_reached(step):
                yield NextStep(Status.DONE, Reason.BLUEPRINT, step, ())

    def borrowed_steps(self) -> Iterator[NextStep]:
        """Steps of other quadrants' blueprints, for the questions that they were chosen for."""
        for blueprint in self._instrument.blueprints.values():
            for step in blueprint.steps if blueprint is not self._own else ():
                if raises := tuple(self._raises.get(step.id, ())):
                    yield NextStep(Status.OPEN, self._reason(raises), step, raises, borrowed_from=blueprint)

    def bare_raises(self) -> Iterator[NextStep]:
        """Weak questions that no blueprint raises any further."""
        for one in self._raises.get("", ()):
            yield NextStep(Status.OPEN, self._reason((one,)), None, (one,))

    def urgency(self, step: NextStep) -> tuple[int, bool, bool, bool, Fraction]:
        """The sort key of the order that the module's text promises; the smallest comes first."""
        on_weaker = not step.raises or any(one.axis.id in self._weaker for one in step.raises)
        lowest = min((_value(one.score) for one in step.raises), default=Fraction(0))
        blocks = step.reason is Reason.BLOCKS
        return (step.status, not blocks, step.reason is not Reason.PREREQUISITE, not on_weaker, lowest)

    def _assign(self, key: str) -> None:
        """Choose the step that raises a question, if it is to be raised."""
        score, axis = self._questions[key]
        level = score.level
        if not isinstance(level, int) or level == score.question.best or not score.needed or score.not_asked:
            return  # what is not asked is raised by raising what it depends on
        useful = self._blocking.get(key, level + 1)
        if self._is_weak(score, axis):
            leads = self._leads(key, useful, self._instrument.blueprints.values())
            leads = leads or self._leads(key, level + 1, self._instrument.blueprints.values())
        else:
            leads = self._leads(key, level + 1, [self._own] if self._own else [])
            if not leads:
                return
        lead = min(leads, key=lambda one: (one.target, one.blueprint is not self._own), default=None)
        target = lead.target if lead else score.question.best
        found = Raise(score, axis, target, self._gain(score, axis, level + 1), self._gain(score, axis, target))
        self._raises.setdefault(lead.step.id if lead else "", []).append(found)

    def _gain(self, score: QuestionScore, axis: Axis, level: int) -> Fraction:
        if score.question.id not in self._opening:
            return score.gain(level)
        # Raising this answer opens other questions, whose recorded answers then count: only measuring again tells.
        raised = self._answers._replace(by_question={**self._answers.by_question, score.question.id: Known(level)})
        before = self._before.score(axis.id)
        after = measure_answers(self._compiled, raised, Missing.LEFT_OUT).score(axis.id)
        return after - before if isinstance(after, Fraction) and isinstance(before, Fraction) else Fraction(0)

    def _leads(self, key: str, least: int, blueprints: Iterable[Blueprint]) -> list[_Lead]:
        return [
            _Lead(step, step.raises[key], blueprint)
            for blueprint in blueprints
            for step in blueprint.steps
            if step.raises.get(key, -1) >= least
        ]

    def _is_weak(self, score: QuestionScore, axis: Axis) -> bool:
        """Not above the cut, where there are cuts, or waited for by a rung."""
        if score.question.id in self._blocking or self._instrument.questionnaire.grid is None:
            return True
        return isinstance(score.level, int) and 100 * score.question.levels[score.level].value <= axis.cut

    def _is_reached(self, step: Step) -> bool:
        """Whether nothing is left to raise and something was reached; what does not apply falls away."""
        levels = [(self._questions[key][0].level, target) for key, target in step.raises.items()]
        reached = [isinstance(level, int) and level >= target for level, target in levels if level is not Gap.NA]
        return bool(reached) and all(reached)

    def _reason(self, raises: tuple[Raise, ...]) -> Reason:
        keys = {one.score.question.id for one in raises}
        if keys & self._blocking.keys():
            return Reason.BLOCKS
        if keys & self._opening:
            return Reason.PREREQUISITE
        if any(one.axis.id in self._weaker for one in raises) and len(self._weaker) == 1:
            return Reason.WEAKER_AXIS
        return Reason.WEAK if any(self._is_weak(one.score, one.axis) for one in raises) else Reason.BLUEPRINT


def _value(score: QuestionScore) -> Fraction:
    """What the level is worth; missing answers come first, those with the most at stake before the others."""
    return score.question.levels[score.level].value if isinstance(score.level, int) else -1 - score.stake


def _blocking_questions(standings: Standings) -> Mapping[str, int]:
    """Questions that keep from a next rung, with the level that they need.

    They are demanded themselves, or part of a factor that is demanded, and then any level more is of use, or they keep
    such a question from being asked.
    """
    scores, levels = standings.scores, standings.passes.known.levels
    demands = [blocker.demand for standing in standings.ladders for blocker in standing.blockers]
    needed = _within_factors(scores, {demand.id for demand in demands})
    for demand in demands:
        if demand.id in levels:
            needed[demand.id] = max(int(demand.minimum), needed.get(demand.id, 0))
    for one in reversed([one for axis in scores.axes for one in axis.questions]):
        if one.not_asked and one.question.id in needed:
            for parent, least in one.question.only_if.levels.items():
                needed[parent] = max(least, needed.get(parent, 0))
    return needed


def _within_factors(scores: Scores, demanded: set[str]) -> dict[str, int]:
    factors = (factor for axis in scores.axes for factor in axis.factors if factor.factor.id in demanded)
    questions = (one for factor in factors for one in factor.questions if one.level is not Gap.NA)
    levels = ((one.question, one.level if isinstance(one.level, int) else -1) for one in questions)
    return {question.id: level + 1 for question, level in levels if level < question.best}


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
