"""The interview as pure state: where it stands, what is answered, and what every event makes of it.

Nothing here knows a terminal. Answers to questions that are not asked any more stay, and count again when the question
comes back; going back moves and takes nothing away.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from itertools import takewhile
from typing import NamedTuple

from smi_cli.model.answers import Answer, Answers, Unanswered, Unknown
from smi_cli.surveying.agenda import (
    Script,
    agenda,
    children,
    decides,
    everything,
    is_unanswered,
    left_open,
    settled_quadrant,
)
from smi_cli.surveying.answering import (
    HEADINGS,
    NOT_HERE,
    Refusal,
    answer_to,
    context_answer_to,
    remarked,
    with_heading,
)
from smi_cli.surveying.events import Event, Key, Write


class Part(StrEnum):
    """The kinds of place where an interview can stand."""

    HEADING = "heading"
    QUESTION = "question"
    REASON = "reason"
    NOTE = "note"
    EVIDENCE = "evidence"
    CONTEXT = "context"
    REVIEW = "review"
    DONE = "done"


class Position(NamedTuple):
    """A place in the interview; `id` is that of the heading, question or context question."""

    part: Part
    id: str = ""


REVIEW = Position(Part.REVIEW)
DONE = Position(Part.DONE)
FINISH = "f"
_ASKED = frozenset({Part.QUESTION, Part.CONTEXT})
_REMARKS = {Key.NOTE: Part.NOTE, Key.EVIDENCE: Part.EVIDENCE}


class Trace(NamedTuple):
    """A place that was left, and whether the review had been reached there."""

    place: Position
    reviewed: bool


class Interview(NamedTuple):
    """A state. `trail` are the places behind it, `reviewed` says that what is done leads back to the review.

    `notice` is what there is to say about the last event, if anything.
    """

    answers: Answers
    at: Position
    trail: tuple[Trace, ...] = ()
    reviewed: bool = False
    helping: bool = False
    notice: str = ""


def begin(script: Script, answers: Answers) -> Interview:
    """Begin at the heading if there is none yet, else at the first open question, or in the review."""
    if not answers.subject:
        return Interview(answers, Position(Part.HEADING, HEADINGS[0]))
    ids = left_open(script, answers) or _rest_of_context(script, answers)
    notice = ""
    if script.only is not None:
        ids, notice = missing(script, answers), settled_quadrant(script, answers)
    first = _position(script, ids[0]) if ids else REVIEW
    return Interview(answers, first, reviewed=first == REVIEW, notice=notice)


def missing(script: Script, answers: Answers) -> tuple[str, ...]:
    """What a survey that keeps to some questions asks for from its beginning."""
    return _behind(script, Interview(answers, REVIEW), "")


def step(script: Script, state: Interview, event: Event) -> Interview:
    """What an event makes of a state. What cannot be done where it stands changes nothing but the notice."""
    calm = state._replace(notice="", helping=False)
    if event is Key.BACK:
        return _back(script, calm)
    if event is Key.HELP:
        return calm._replace(helping=not state.helping)
    if event is Key.REVIEW and state.at.part in _ASKED:
        return _go(calm, REVIEW)
    return _ANSWERED[state.at.part](script, calm, event)


# Where to go


def _position(script: Script, key: str) -> Position:
    return Position(Part.CONTEXT if script.is_context(key) else Part.QUESTION, key)


def _go(state: Interview, place: Position) -> Interview:
    trail = (*state.trail, Trace(state.at, state.reviewed))
    return state._replace(at=place, trail=trail, reviewed=state.reviewed or place == REVIEW)


def _refuse(state: Interview, refusal: Refusal) -> Interview:
    return state._replace(notice=refusal.says)


def _back(script: Script, state: Interview) -> Interview:
    """To where it stood before, past what is not asked any more; at the beginning, to the question before."""
    asked = everything(script, state.answers)
    trail = state.trail
    while trail:
        (place, reviewed), trail = trail[-1], trail[:-1]
        if place.part not in _ASKED or place.id in asked:
            return state._replace(at=place, trail=trail, reviewed=reviewed)
    before = asked[: asked.index(state.at.id)] if state.at.id in asked else ()
    if before:
        return state._replace(at=_position(script, before[-1]), trail=())
    return state._replace(trail=(), notice="There is nothing before this.")


def _advance(script: Script, state: Interview, answers: Answers, notice: str = "") -> Interview:
    """Behind an answer: to the next open question or, from a review, to what the answer opened or back there."""
    before, state = state, state._replace(answers=answers)
    following = _opened(script, state) if state.reviewed else _behind(script, state, state.at.id)
    if script.only is not None and not settled_quadrant(script, before.answers):
        notice = " ".join(filter(None, (notice, settled_quadrant(script, answers))))
    place = _position(script, following[0]) if following else REVIEW
    return _go(state._replace(notice=notice), place)


def _opened(script: Script, state: Interview) -> tuple[str, ...]:
    """What is open behind this place and depends on something that was answered since the review."""
    since = {place.id for place, _ in takewhile(lambda trace: trace.place != REVIEW, reversed(state.trail))}
    opened = children(script, state.answers, since | {state.at.id})
    ids = everything(script, state.answers)
    behind = ids[ids.index(state.at.id) + 1 :] if state.at.id in ids else ids
    return tuple(one for one in opened if one in behind and is_unanswered(state.answers, one))


def _behind(script: Script, state: Interview, key: str) -> tuple[str, ...]:
    ids = agenda(script, state.answers)
    behind = ids[ids.index(key) + 1 :] if key in ids else ids
    return tuple(one for one in behind if _is_open(script, state, one))


def _is_open(script: Script, state: Interview, key: str) -> bool:
    answers = state.answers
    if script.is_context(key):
        return key not in answers.context and (script.only is None or decides(script, answers, key))
    if is_unanswered(answers, key):
        return True
    # Somebody who asks for what is missing wants to be asked again, once, what nobody knew.
    again = script.only is not None and isinstance(answers.by_question[key], Unknown)
    return again and all(place.id != key for place, _ in state.trail)


def _rest_of_context(script: Script, answers: Answers) -> tuple[str, ...]:
    """What is left of the context behind its last answer."""
    context = [key for key in everything(script, answers) if script.is_context(key)]
    last = max((number for number, key in enumerate(context) if key in answers.context), default=-1)
    return tuple(context[last + 1 :])


# What is answered


def _head(script: Script, state: Interview, event: Event) -> Interview:
    answers = with_heading(state.answers, state.at.id, event)
    if isinstance(answers, Refusal):
        return _refuse(state, answers)
    headings = HEADINGS[HEADINGS.index(state.at.id) + 1 :]
    place = Position(Part.HEADING, headings[0]) if headings else _position(script, agenda(script, answers)[0])
    return _go(state._replace(answers=answers), place)


def _answer(script: Script, state: Interview, event: Event) -> Interview:
    question = script.question(state.at.id)
    if event is Key.NOTE or event is Key.EVIDENCE:
        return _go(state, Position(_REMARKS[event], question.id))
    if event is Key.NOT_APPLICABLE:
        if question.na:
            return _go(state, Position(Part.REASON, question.id))
        return state._replace(notice="This question applies to everybody. If nobody knows, say so.")
    if event is Key.SKIP:
        return _advance(script, state, state.answers)
    before = state.answers.by_question.get(question.id)
    answer = NOT_HERE if isinstance(event, Write) else answer_to(question, before, event)
    if isinstance(answer, Refusal):
        return _refuse(state, answer)
    answers = _with_answer(state.answers, question.id, answer)
    return state._replace(answers=answers) if event is Key.CLEAR else _advance(script, state, answers)


def _remark(script: Script, state: Interview, event: Event) -> Interview:
    """A reason, a note or evidence. The question that it belongs to is the last place on the trail."""
    if not isinstance(event, Write):
        return _refuse(state, NOT_HERE)
    question = script.question(state.at.id)
    before = state.answers.by_question.get(question.id)
    at_question = state._replace(at=Position(Part.QUESTION, question.id), trail=state.trail[:-1])
    if state.at.part is not Part.REASON:
        key = Key.NOTE if state.at.part is Part.NOTE else Key.EVIDENCE
        answers = _with_answer(state.answers, question.id, remarked(before, key, event))
        return at_question._replace(answers=answers)
    answer = answer_to(question, before, event)
    if isinstance(answer, Refusal):
        return _refuse(state, answer)
    return _advance(script, at_question, _with_answer(state.answers, question.id, answer))


def _describe(script: Script, state: Interview, event: Event) -> Interview:
    if event is Key.SKIP:
        return _advance(script, state, state.answers)
    before = state.answers.context.get(state.at.id)
    given = context_answer_to(script.context_question(state.at.id), before, event)
    if isinstance(given, Refusal):
        return _refuse(state, given)
    context = {key: one for key, one in state.answers.context.items() if key != state.at.id}
    if given.value is not None:
        context[state.at.id] = given.value
    answers = state.answers._replace(context=context)
    return state._replace(answers=answers) if event is Key.CLEAR else _advance(script, state, answers)


def _review(script: Script, state: Interview, event: Event) -> Interview:
    """A number leads to an answer, Enter alone to what is open or else to the end, and `f` to the end anyway."""
    if not isinstance(event, Write):
        return _refuse(state, NOT_HERE)
    text = event.words
    left = left_open(script, state.answers)
    if text.lower() == FINISH or (not text and not left):
        return _go(state, DONE)
    if not text:
        return _go(state, _position(script, left[0]))._replace(reviewed=False)
    ids = {str(number): key for number, key in enumerate(everything(script, state.answers), 1)}
    if text not in ids:
        return state._replace(notice=f"There is no answer {text!r}: 1 to {len(ids)}.")
    return _go(state, _position(script, ids[text]))


def _with_answer(answers: Answers, key: str, answer: Answer) -> Answers:
    """The answers with one more. One that says nothing at all is none."""
    by_question = {other: one for other, one in answers.by_question.items() if other != key}
    if answer != Unanswered():
        by_question[key] = answer
    return answers._replace(by_question=by_question)


def _stay(script: Script, state: Interview, event: Event) -> Interview:
    return state


_ANSWERED: Mapping[Part, Callable[[Script, Interview, Event], Interview]] = {
    Part.HEADING: _head,
    Part.QUESTION: _answer,
    Part.REASON: _remark,
    Part.NOTE: _remark,
    Part.EVIDENCE: _remark,
    Part.CONTEXT: _describe,
    Part.REVIEW: _review,
    Part.DONE: _stay,
}
