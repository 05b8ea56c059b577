"""What an interview shows, as plain words: one screen for each place, the same for every driver."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import NamedTuple

from smi_cli.model.answers import Answer, Known, NotApplicable, Unanswered, Unknown
from smi_cli.model.questionnaire import ContextKind, Question
from smi_cli.surveying.agenda import Script, agenda, everything, left_open
from smi_cli.surveying.answering import written
from smi_cli.surveying.events import Choose, Event, Key, Pick, Write
from smi_cli.surveying.interview import Interview, Part, Position

# Signs before options; letters that are keys of their own are left out.
SIGNS = "123456789adfghijklmopqtuvwxyz"
HEADINGS = {
    "subject": "Who or what is assessed? (a name for the file and the report)",
    "respondent": "Who answers? (may stay empty)",
    "role": "In which role? (may stay empty)",
    "date": "For which day? (year-month-day)",
}
MAY_STAY_EMPTY = frozenset({"respondent", "role"})


class Option(NamedTuple):
    """Something to choose: the key for it, its words, and the event that it is."""

    key: str
    text: str
    event: Event


class Screen(NamedTuple):
    """What is shown at one place.

    `head` says where in the interview that is, `notice` answers the last event, `about` helps to answer. There are
    `options` to choose from (`several` at once), `chosen` being the numbers of those that the answer has already; or
    there are none, and a text is written, `written` being the one that is there. `keys` do something else. `at` is the
    place that is shown.
    """

    head: str
    ask: str
    notice: str = ""
    about: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    chosen: frozenset[int] = frozenset()
    several: bool = False
    written: str = ""
    keys: tuple[Option, ...] = ()
    at: Position | None = None


OPEN = "[OPEN]"
BACK = Option("b", "back", Key.BACK)
NOTE = Option("n", "note", Key.NOTE)
EVIDENCE = Option("e", "evidence", Key.EVIDENCE)
HELP = Option("?", "help", Key.HELP)
TO_REVIEW = Option("r", "review", Key.REVIEW)
SKIP = Option("s", "skip", Key.SKIP)
CLEAR = Option("c", "clear", Key.CLEAR)
# Where words are written letters are words, and keys are signs.
WRITTEN_BACK = Option("<", "back", Key.BACK)
WRITTEN_SKIP = Option(">", "skip", Key.SKIP)
WRITTEN_TO_REVIEW = Option("<<", "review", Key.REVIEW)
EMPTY = Option("-", "empty", Write(""))


def together(screen: Screen, numbers: Collection[int]) -> Pick | str:
    """Several options of a screen, by their numbers, as one event; or why they cannot go together."""
    picks = [event for number in numbers if isinstance(event := screen.options[number].event, Pick)]
    if not picks:
        return "Nothing is chosen yet."
    if Pick(()) in picks and len(picks) > 1:
        return "None of these goes alone."
    return Pick(tuple(one for pick in picks for one in pick.options))


def compose_screen(script: Script, state: Interview) -> Screen:
    """The screen for where an interview stands."""
    return _COMPOSERS[state.at.part](script, state)._replace(notice=state.notice, at=state.at)


def _heading(script: Script, state: Interview) -> Screen:
    key = state.at.id
    there = state.answers.date.isoformat() if key == "date" else str(getattr(state.answers, key))
    keys = (WRITTEN_BACK, EMPTY) if key in MAY_STAY_EMPTY else (WRITTEN_BACK,)
    return Screen("", HEADINGS[key], written=there, keys=keys)


def _question(script: Script, state: Interview) -> Screen:
    question = script.question(state.at.id)
    answer = state.answers.by_question.get(question.id)
    options = [Option(str(level), one.wording, Choose(level)) for level, one in enumerate(question.levels)]
    options.append(Option("u", "Nobody here knows.", Key.UNKNOWN))
    if question.na:
        options.append(Option("x", f"Does not apply: {question.na}", Key.NOT_APPLICABLE))
    chosen = [number for number, option in enumerate(options) if option.event == _event_of(answer)]
    return Screen(
        head=_head(script, state),
        ask=question.ask,
        about=(*_remarks(answer), *(_help(question) if state.helping else ())),
        options=tuple(options),
        chosen=frozenset(chosen),
        keys=_keys(bool(chosen), NOTE, EVIDENCE),
    )


def _keys(answered: bool, *own: Option) -> tuple[Option, ...]:
    """The keys beside options: what is answered can be cleared, what is not can be skipped."""
    return (CLEAR if answered else SKIP, BACK, *own, HELP, TO_REVIEW)


def _head(script: Script, state: Interview) -> str:
    """How far it is, and which axis and factor this is: `[7/24] Investment: Dedicated team`."""
    key = state.at.id
    axis, factor = next(
        (axis, factor)
        for axis in script.questionnaire.axes
        for factor in axis.factors
        if any(question.id == key for question in factor.questions)
    )
    about = f"{axis.title}: {factor.title}" if factor.id else axis.title
    return f"{_progress(script, state)} {about}"


def _progress(script: Script, state: Interview) -> str:
    ids = agenda(script, state.answers)
    ids = ids if state.at.id in ids else everything(script, state.answers)
    part = [key for key in ids if script.is_context(key) == script.is_context(state.at.id)]
    return f"[{part.index(state.at.id) + 1}/{len(part)}]"


def _event_of(answer: Answer | None) -> Event | None:
    match answer:
        case Known(level=level):
            return Choose(level)
        case Unknown():
            return Key.UNKNOWN
        case NotApplicable():
            return Key.NOT_APPLICABLE
        case Unanswered() | None:
            return None


def _remarks(answer: Answer | None) -> tuple[str, ...]:
    """What was said with the answer, so that nobody has to remember it."""
    if answer is None:
        return ()
    reason = answer.reason if isinstance(answer, NotApplicable) else ""
    pairs = (("Does not apply", reason), ("Note", answer.note), ("Evidence", answer.evidence))
    return tuple(f"{label}: {text}" for label, text in pairs if text)


def _help(question: Question) -> tuple[str, ...]:
    pairs = (("Look at", question.evidence), ("Who knows", question.known_by))
    return tuple(f"{label}: {text}" for label, text in pairs if text) or (
        "There is no more to say about this question.",
    )


def _context(script: Script, state: Interview) -> Screen:
    question = script.context_question(state.at.id)
    answer = state.answers.context.get(question.id)
    signs = [*SIGNS, *(f"z{number}" for number in range(len(question.options)))]
    options = [
        Option(sign, title, Pick((one,))) for sign, (one, title) in zip(signs, question.options.items(), strict=False)
    ]
    several = question.kind is ContextKind.CHOICES
    unit = f" (in {question.unit})" if question.unit and question.unit not in question.ask else ""
    if several:
        options.append(Option("0", "None of these.", Pick(())))
    return Screen(
        head=f"{_progress(script, state)} About you, never scored",
        ask=f"{question.ask}{unit}",
        about=((question.means or "There is no more to say about this question.",) if state.helping else ()),
        options=tuple(options),
        chosen=_chosen(options, answer),
        several=several,
        written=written(answer),
        keys=_keys(answer is not None) if options else (WRITTEN_BACK, WRITTEN_SKIP, WRITTEN_TO_REVIEW, EMPTY, HELP),
    )


def _chosen(options: list[Option], answer: object) -> frozenset[int]:
    if answer is None:
        return frozenset()
    given = answer if isinstance(answer, tuple) else (answer,)
    events = [Pick((one,)) for one in given] or [Pick(())]
    return frozenset(number for number, option in enumerate(options) if option.event in events)


def _remark(script: Script, state: Interview) -> Screen:
    question = script.question(state.at.id)
    answer = state.answers.by_question.get(question.id)
    part = state.at.part
    asks = {
        Part.REASON: f"Why does it not apply? ({question.na})",
        Part.NOTE: "Your note",
        Part.EVIDENCE: "What you looked at, and when",
    }
    if part is Part.REASON:
        there = answer.reason if isinstance(answer, NotApplicable) else ""
    else:
        there = "" if answer is None else answer.note if part is Part.NOTE else answer.evidence
    keys = (WRITTEN_BACK,) if part is Part.REASON else (WRITTEN_BACK, EMPTY)
    return Screen(_head(script, state), asks[part], about=(question.ask,), written=there, keys=keys)


def _review(script: Script, state: Interview) -> Screen:
    ids = everything(script, state.answers)
    left = left_open(script, state.answers)
    lines = tuple(
        f"{number}. {_ask(script, key)} {OPEN if key in left else _answered(script, state, key)}"
        for number, key in enumerate(ids, 1)
    )
    enter = f"Enter goes on with the {len(left)} open, f finishes" if left else "Enter finishes"
    about = (*lines, f"A number changes an answer, {enter}.")
    return Screen("Your answers", "Is this right?", about=about, keys=(WRITTEN_BACK,))


def _ask(script: Script, key: str) -> str:
    return script.context_question(key).ask if script.is_context(key) else script.question(key).ask


def _answered(script: Script, state: Interview, key: str) -> str:
    if script.is_context(key):
        given = state.answers.context.get(key)
        options = script.context_question(key).options
        texts = given if isinstance(given, tuple) else () if given is None else (written(given),)
        shown = ", ".join(options.get(text, text) for text in texts) or ("-" if given is None else "none of these")
        return f"[{shown}]"
    answer = state.answers.by_question.get(key)
    match answer:
        case Known(level=level):
            return f"[{level}]"
        case Unknown():
            return "[nobody knows]"
        case NotApplicable(reason=reason):
            return f"[does not apply: {reason}]"
        case Unanswered() | None:
            return OPEN


_COMPOSERS: Mapping[Part, Callable[[Script, Interview], Screen]] = {
    Part.HEADING: _heading,
    Part.QUESTION: _question,
    Part.REASON: _remark,
    Part.NOTE: _remark,
    Part.EVIDENCE: _remark,
    Part.CONTEXT: _context,
    Part.REVIEW: _review,
    Part.DONE: _review,
}
