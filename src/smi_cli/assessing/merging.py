"""The answers of several respondents about one subject as one: side by side first, then the median of each question.

Nothing is averaged and nothing is lost: who said what stays in the notes of the merged answers. The rules are decided,
see docs/instrument.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Final, NamedTuple

from smi_cli.assessing.consensus import answer_of_all
from smi_cli.model.answers import Answer, Answers, ContextAnswer, Known, NotApplicable
from smi_cli.model.questionnaire import ContextQuestion, Question, Questionnaire

DISCUSS_FROM: Final = 2  # levels apart


class Voice(NamedTuple):
    """What one respondent answered, and the name of the file."""

    file: str
    answers: Answers

    @property
    def name(self) -> str:
        """What to call the respondent: by name and role, or by the file of somebody who gave no name."""
        who, role = self.answers.respondent, self.answers.role
        return ", ".join(filter(None, (who, role) if who else (role, self.file)))


class Spread(NamedTuple):
    """What all respondents said to a question, in their order, and what comes of it; None is no word on it."""

    question: Question
    answers: tuple[Answer | None, ...]
    merged: Answer | None

    @property
    def levels(self) -> list[int]:
        """The levels that were given, lowest first."""
        return sorted(one.level for one in self.answers if isinstance(one, Known))

    @property
    def apart(self) -> int:
        """How many levels lie between the lowest and the highest one; none where one level or none was given."""
        levels = self.levels
        return levels[-1] - levels[0] if levels else 0

    @property
    def in_doubt(self) -> bool:
        """Whether some gave a level where others say that the question does not apply."""
        return bool(self.levels) and any(isinstance(one, NotApplicable) for one in self.answers)

    @property
    def to_discuss(self) -> bool:
        """Whether the respondents should talk about it before the median is taken for an answer."""
        return self.apart >= DISCUSS_FROM or self.in_doubt


class ContextSpread(NamedTuple):
    """What all respondents said to a context question, in their order; several options in their own order."""

    question: ContextQuestion
    answers: tuple[ContextAnswer | None, ...]

    @property
    def given(self) -> list[ContextAnswer]:
        """The answers that were given, each once."""
        return list(dict.fromkeys(one for one in self.answers if one is not None))

    @property
    def agreed(self) -> ContextAnswer | None:
        """The answer of all who gave one; None where they differ, and where there is none."""
        given = self.given
        return given[0] if len(given) == 1 else None


class Role(NamedTuple):
    """Respondents, by their places, with the same role, and their answers as one.

    Whoever names no role stands alone, and so does everybody where all have the same.
    """

    title: str
    voices: tuple[int, ...]
    answers: Answers


class Merged(NamedTuple):
    """Several respondents' answers side by side and as one. `ticked` says which of them ticked a step, by its id."""

    voices: tuple[Voice, ...]
    roles: tuple[Role, ...]
    spreads: tuple[Spread, ...]
    context: tuple[ContextSpread, ...]
    ticked: Mapping[str, tuple[bool, ...]]
    answers: Answers

    @property
    def to_discuss(self) -> list[Spread]:
        """The questions to discuss, those that lie furthest apart first."""
        return sorted((one for one in self.spreads if one.to_discuss), key=lambda one: -one.apart)


def merge(questionnaire: Questionnaire, voices: Sequence[Voice]) -> Merged:
    """Merge answers to one questionnaire about one subject, of at least one respondent.

    Respondents are put in the order of their roles and names, so that the order of files makes no difference where
    everybody has a name.
    """
    ordered = tuple(sorted(voices, key=_order))
    spreads = tuple(_spread(question, ordered) for question in questionnaire.questions)
    context = tuple(_context(question, ordered) for question in questionnaire.context)
    steps = sorted(frozenset[str]().union(*(voice.answers.done for voice in ordered)))
    ticked = {key: tuple(key in voice.answers.done for voice in ordered) for key in steps}
    first = ordered[0].answers
    answers = first._replace(
        date=max(voice.answers.date for voice in ordered),
        by_question={one.question.id: one.merged for one in spreads if one.merged is not None},
        context={one.question.id: agreed for one in context if (agreed := one.agreed) is not None},
        respondent=f"{len(ordered)} people, merged",
        role="",
        done=frozenset(key for key, ticks in ticked.items() if all(ticks)),
    )
    return Merged(ordered, _roles(questionnaire, ordered), spreads, context, ticked, answers)


def _order(voice: Voice) -> tuple[bool, str, str]:
    role = _role_key(voice)
    return not role, role, voice.answers.respondent


def _role_key(voice: Voice) -> str:
    """A role without what makes no difference to its readers: case and spaces."""
    return " ".join(voice.answers.role.casefold().split())


def _roles(questionnaire: Questionnaire, voices: Sequence[Voice]) -> tuple[Role, ...]:
    """The respondents by role, in their order; see `Role`."""
    keys = [_role_key(voice) for voice in voices]
    shared = len(set(keys)) > 1
    groups = groupby(range(len(voices)), key=lambda place: (keys[place], 0) if shared and keys[place] else ("", place))
    found = [tuple(places) for _, places in groups]
    return tuple(_role(questionnaire, voices, places) for places in found)


def _role(questionnaire: Questionnaire, voices: Sequence[Voice], places: tuple[int, ...]) -> Role:
    first = voices[places[0]]
    if len(places) == 1:
        return Role(first.answers.role, places, first.answers)
    return Role(first.answers.role, places, merge(questionnaire, [voices[place] for place in places]).answers)


def _spread(question: Question, voices: Sequence[Voice]) -> Spread:
    answers = tuple(voice.answers.by_question.get(question.id) for voice in voices)
    said = [(voice.name, one) for voice, one in zip(voices, answers, strict=True) if one is not None]
    return Spread(question, answers, answer_of_all(said))


def _context(question: ContextQuestion, voices: Sequence[Voice]) -> ContextSpread:
    return ContextSpread(
        question, tuple(_in_order(question, voice.answers.context.get(question.id)) for voice in voices)
    )


def _in_order(question: ContextQuestion, answer: ContextAnswer | None) -> ContextAnswer | None:
    """An answer in which the order of options says nothing."""
    return tuple(one for one in question.options if one in answer) if isinstance(answer, tuple) else answer
