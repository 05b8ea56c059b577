"""What looks wrong in a sound questionnaire and its blueprints, though nothing forbids it.

Judged with the questionnaire's own weights, and with everything applicable. That something cannot be reached is said
only if no complete answers lead there, whatever does not apply.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import Final, NamedTuple

from smi_cli.assessing.compiling import Compiled, compile_questionnaire
from smi_cli.assessing.measuring import Missing, measure_answers
from smi_cli.assessing.scoring import score_answers
from smi_cli.model.answers import Answers, Known
from smi_cli.model.blueprint import Instrument
from smi_cli.model.questionnaire import Axis, Factor, Grid, Ladder, Level, Question, Questionnaire, Rung

Path = tuple[str | int, ...]

HEAVY: Final = Fraction(1, 4)
WORDS_A_MINUTE: Final = 200
MINUTES: Final = 12
_CELLS: Final = ("quadrants", "cells")


class Suspicion(NamedTuple):
    """Something that looks wrong: a stable code, a sentence, a hint, and the path of keys in the questionnaire."""

    code: str
    message: str
    hint: str
    path: Path


class _Placed(NamedTuple):
    """A question, the share (0 to 1) of its axis that rests on it, and where it stands."""

    question: Question
    factor: Factor
    axis: Axis
    share: Fraction
    path: Path

    @property
    def largest_gain(self) -> Fraction:
        """The points by which one level more moves the axis at most."""
        values = [level.value for level in self.question.levels]
        return 100 * self.share * max(upper - lower for lower, upper in pairwise(values))


class _Bounds(NamedTuple):
    """The scores that no answers go below, and those that none go above, by id."""

    worst: Mapping[str, Fraction]
    best: Mapping[str, Fraction]


def suspect(instrument: Instrument) -> tuple[Suspicion, ...]:
    """Everything that looks wrong. Without blueprints nothing is said about what they lack."""
    questionnaire = instrument.questionnaire
    compiled = compile_questionnaire(questionnaire)
    placed = _place_questions(compiled)
    bounds = _find_bounds(questionnaire)
    found = [*_heavy_questions(placed), *_levels_alike(placed), *_long_reading(compiled)]
    for ladder in questionnaire.ladders:
        found += [*_rungs_too_high(ladder, bounds), *_rungs_too_low(ladder, bounds)]
    if questionnaire.grid:
        found += [*_unreachable_quadrants(questionnaire.grid, bounds), *_narrow_zones(questionnaire.grid, placed)]
    if instrument.blueprints:
        found += [*_unraised_questions(instrument, placed), *_missing_blueprints(instrument)]
    return tuple(found)


# What can be reached


def _unreachable_quadrants(grid: Grid, bounds: _Bounds) -> Iterator[Suspicion]:
    for cell in grid.quadrants:
        for axis, high in ((grid.across, cell.across), (grid.up, cell.up)):
            start = f"The quadrant {cell.id!r} cannot be reached: the {'best' if high else 'worst'} answers leave"
            path = (*_CELLS, cell.id)
            if high and bounds.best[axis.id] <= axis.cut:
                hint = "lower the cut, or let the best levels be worth more"
                yield Suspicion("quadrant-unreachable", f"{start} {axis.id!r} low", hint, path)
            elif not high and bounds.worst[axis.id] > axis.cut:
                hint = "raise the cut, or let the worst levels be worth less"
                yield Suspicion("quadrant-unreachable", f"{start} {axis.id!r} high", hint, path)


def _rungs_too_high(ladder: Ladder, bounds: _Bounds) -> Iterator[Suspicion]:
    for rung in ladder.rungs:
        for wanted, minimum, path in _demands(ladder, rung):
            if wanted in bounds.best and bounds.best[wanted] < minimum:
                message = f"The rung {rung.id!r} cannot be reached: the best answers give {wanted!r} less than it asks"
                hint = "ask for less, or let the best levels be worth more"
                yield Suspicion("rung-unreachable", message, hint, path)


def _rungs_too_low(ladder: Ladder, bounds: _Bounds) -> Iterator[Suspicion]:
    for rung, above in pairwise(ladder.rungs):
        if all(bounds.worst.get(wanted, 0) >= minimum for wanted, minimum, _ in _demands(ladder, above)):
            message = f"Nobody stands on the rung {rung.id!r}: even the worst answers meet all that {above.id!r} asks"
            hint = f"ask for more on {above.id!r}, or let the worst levels be worth less"
            yield Suspicion("rung-unreachable", message, hint, ("ladders", ladder.id, "rungs", rung.id))


def _demands(ladder: Ladder, rung: Rung) -> Iterator[tuple[str, Fraction, Path]]:
    """What a rung asks for: of what, how much, and where that is written."""
    path = ("ladders", ladder.id, "rungs", rung.id)
    if rung.score is not None:
        yield ladder.of, rung.score, (*path, "from")
    for demand in rung.requires:
        yield demand.id, demand.minimum, (*path, "requires", demand.id)


def _find_bounds(questionnaire: Questionnaire) -> _Bounds:
    """What may not apply is counted as worth 0 at its worst and 1 at its best, so that no `na` goes past a bound."""
    compiled = compile_questionnaire(_widened(questionnaire))
    nobody = _answers(questionnaire, {})
    worst, best = (measure_answers(compiled, nobody, missing).scores for missing in (Missing.WORST, Missing.BEST))
    return _Bounds(
        *({key: score for key, score in one.items() if isinstance(score, Fraction)} for one in (worst, best))
    )


def _widened(questionnaire: Questionnaire) -> Questionnaire:
    not_always: set[str] = set()
    for question in questionnaire.questions:
        condition = question.only_if
        if question.na or condition.context or not_always & condition.levels.keys():
            not_always.add(question.id)

    def widen(question: Question) -> Question:
        first, *between, last = question.levels
        if question.id not in not_always:
            return question
        return question._replace(levels=(Level(first.wording, Fraction(0)), *between, Level(last.wording, Fraction(1))))

    def widen_axis(axis: Axis) -> Axis:
        return axis._replace(
            factors=tuple(one._replace(questions=tuple(map(widen, one.questions))) for one in axis.factors)
        )

    return questionnaire._replace(axes=tuple(map(widen_axis, questionnaire.axes)))


# Questions, their weights and their levels


def _heavy_questions(placed: tuple[_Placed, ...]) -> Iterator[Suspicion]:
    for one in placed:
        if one.share > HEAVY:
            part = "all" if one.share == 1 else one.share
            message = f"The question {one.question.id!r} carries {part} of the axis {one.axis.id!r}, over a quarter"
            yield Suspicion("question-heavy", message, "give it less weight, or ask more beside it", one.path)


def _levels_alike(placed: tuple[_Placed, ...]) -> Iterator[Suspicion]:
    for one in placed:
        first: dict[str, int] = {}
        for number, level in enumerate(one.question.levels):
            words = _words_alone(level.wording)
            if words and words in first:
                message = f"Level {number} is worded like level {first[words]}"
                hint = "say what is seen on the one and not yet on the other"
                yield Suspicion("levels-alike", message, hint, (*one.path, "levels", number))
            first.setdefault(words, number)


def _words_alone(text: str) -> str:
    # Signs between words part them, so that 1.5 is not 15; symbols such as < and + have a meaning of their own.
    bare = (" " if unicodedata.category(sign).startswith("P") else sign for sign in text.casefold())
    return " ".join("".join(bare).split())


def _narrow_zones(grid: Grid, placed: tuple[_Placed, ...]) -> Iterator[Suspicion]:
    for axis in (grid.across, grid.up):
        largest = max((one for one in placed if one.axis.id == axis.id), key=lambda one: one.largest_gain)
        if largest.largest_gain > grid.borderline:
            level = f"One level of {largest.question.id!r}"
            message = f"{level} moves the axis {axis.id!r} further than the borderline zone reaches"
            hint = "widen it, or ask more questions, or with more levels"
            yield Suspicion("borderline-narrow", message, hint, ("quadrants", "borderline"))


def _long_reading(compiled: Compiled) -> Iterator[Suspicion]:
    questions = [one for axis in compiled.axes for factor in axis.factors for one in factor.questions if one.needed]
    texts = [one.question.ask for one in questions]
    texts += [level.wording for one in questions for level in one.question.levels]
    texts += [context.ask for context in compiled.questionnaire.context]
    words = sum(len(text.split()) for text in texts)
    if words > MINUTES * WORDS_A_MINUTE:
        message = f"The questions and their levels have {words} words, over {MINUTES} minutes of reading"
        hint = f"{WORDS_A_MINUTE} words a minute: ask less, or in fewer words"
        yield Suspicion("reading-long", message, hint, ("axes",))


# Blueprints


def _unraised_questions(instrument: Instrument, placed: tuple[_Placed, ...]) -> Iterator[Suspicion]:
    raised = {key for step in instrument.steps.values() for key in step.raises}
    read = instrument.questionnaire.read_by_ladders
    for one in placed:
        scored = one.share or one.question.id in read or (one.question.weight and one.factor.id in read)
        if scored and one.question.id not in raised:
            message = f"No step of any blueprint raises the question {one.question.id!r}"
            hint = f"a step with raises: {{{one.question.id}: {one.question.best}}}"
            yield Suspicion("question-unraised", message, hint, one.path)


def _missing_blueprints(instrument: Instrument) -> Iterator[Suspicion]:
    grid, name = instrument.questionnaire.grid, instrument.questionnaire.id
    for cell in grid.quadrants if grid else ():
        if cell.id not in instrument.blueprints:
            hint = f"blueprints/{name}/{cell.id}.yaml"
            yield Suspicion("blueprint-missing", f"The quadrant {cell.id!r} has no blueprint", hint, (*_CELLS, cell.id))


# What all of them need


def _place_questions(compiled: Compiled) -> tuple[_Placed, ...]:
    questionnaire = compiled.questionnaire
    everything = {question.id: Known(question.best) for question in questionnaire.questions}
    scores = score_answers(compiled, _answers(questionnaire, everything))
    return tuple(
        _Placed(one.question, factor.factor, axis.axis, one.share, _path_of(axis.axis, factor.factor, one.question))
        for axis in scores.axes
        for factor in axis.factors
        for one in factor.questions
    )


def _path_of(axis: Axis, factor: Factor, question: Question) -> Path:
    within = ("factors", factor.id) if factor.id else ()
    return ("axes", axis.id, *within, "questions", question.id)


def _answers(questionnaire: Questionnaire, by_question: Mapping[str, Known]) -> Answers:
    return Answers(
        questionnaire=questionnaire.id,
        version=questionnaire.version,
        subject="",
        date=date.min,
        by_question=by_question,
        context={},
    )
