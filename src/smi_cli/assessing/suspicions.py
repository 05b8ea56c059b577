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
from smi_cli.assessing.reach import CELLS, out_of_reach
from smi_cli.assessing.reading import WORDS_A_MINUTE, words_to_read
from smi_cli.assessing.scoring import score_answers
from smi_cli.assessing.suspicion import Path, Suspicion
from smi_cli.model.answers import Answers, Known
from smi_cli.model.blueprint import Instrument
from smi_cli.model.questionnaire import Axis, Factor, Grid, Question, Questionnaire

HEAVY: Final = Fraction(1, 4)
MINUTES: Final = 12


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


def suspect(instrument: Instrument) -> tuple[Suspicion, ...]:
    """Everything that looks wrong. Without blueprints nothing is said about what they lack."""
    questionnaire = instrument.questionnaire
    compiled = compile_questionnaire(questionnaire)
    placed = _place_questions(compiled)
    found = [*_heavy_questions(placed), *_levels_alike(placed), *_long_reading(compiled)]
    found += out_of_reach(questionnaire)
    found += _narrow_zones(questionnaire.grid, placed) if questionnaire.grid else ()
    if instrument.blueprints:
        found += [*_unraised_questions(instrument, placed), *_missing_blueprints(instrument)]
    return tuple(found)


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
    words = words_to_read(compiled)
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
            yield Suspicion("blueprint-missing", f"The quadrant {cell.id!r} has no blueprint", hint, (*CELLS, cell.id))


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
