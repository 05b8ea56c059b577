"""Several respondents' answers in words: how far apart they lie, who did not answer what, how they became one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from smi_cli.assessing.assessment import Assessment
from smi_cli.assessing.joint import Joint
from smi_cli.assessing.measuring import Range
from smi_cli.assessing.merging import DISCUSS_FROM, ContextSpread, Merged, Role, Spread, Voice
from smi_cli.assessing.scoring import QuestionScore
from smi_cli.assessing.snapshot import Snapshot
from smi_cli.model.answers import Answer, ContextAnswer, Known, NotApplicable, Unanswered, Unknown
from smi_cli.model.questionnaire import Question
from smi_cli.rendering.numbers import show_number
from smi_cli.rendering.wording.basis import show_context_answer
from smi_cli.rendering.wording.changes import Words
from smi_cli.rendering.wording.phrases import begin, count, join
from smi_cli.rendering.wording.places import headline, quadrant_of

TOGETHER = "Together"
NAMELESS = "no name"
NAMED = 6  # roles, or questions, in a sentence
FIRST = 2  # questions that stand for many
LEFT_OUT = "left out of the merged answers"
RULES = (
    "Level: the median of the levels that were given, the lower one of two middle ones. Nothing is averaged.",
    "Does not apply: where more than half of those who answered say so. Otherwise the levels count.",
    "Unknown: where somebody answered and no level counts. Who did not answer a question is not counted for it.",
    "Context: what all who answered agree on is kept, the rest is left out. A step is done where all ticked it.",
    "Notes and evidence are kept with their names, and evidence is as old as the oldest of it.",
    f"The median and the line at {DISCUSS_FROM} levels apart are decided by the authors of smi; no source gives them.",
)


def say_headline(joint: Joint, signs: Sequence[str]) -> tuple[str, ...]:
    """How many answered and how far they agree; then where all of them stand together.

    That they come to different quadrants weighs more than any question, and is said first.
    """
    merged = joint.merged
    number = len(merged.to_discuss)
    discuss = f"{count(number, 'question') if number else 'no question'} to discuss."
    places = _places(joint, signs)
    people = f"{len(merged.voices)} people answered"
    if len(places) > 1:
        first = [f"{people} and do not all come to the same quadrant. {_apart(places)}", begin(discuss)]
    else:
        first = [f"{people}: {discuss}"]
    alike = [f"Role against role, all come to the same: {place}." for place in places if len(places) == 1]
    return (*first, *_agreement(merged), *alike, f"{TOGETHER}: {headline(joint.together)[0]}")


def _agreement(merged: Merged) -> Iterator[str]:
    """On how many questions they agree exactly, and within one level."""
    shared = [one.apart for one in merged.spreads if len(one.levels) > 1]
    if shared:
        alike, near = sum(not apart for apart in shared), sum(apart == 1 for apart in shared)
        parts = ((alike, "the same from all"), (near, "one level apart"), (len(shared) - alike - near, "further apart"))
        said = join(f"{number} {what}" for number, what in parts if number)
        yield f"Of {count(len(shared), 'question')} that got a level from two or more: {said}."


def _places(joint: Joint, signs: Sequence[str]) -> dict[str, list[str]]:
    """The quadrants with the roles that come to them; none without quadrants."""
    places: dict[str, list[str]] = {}
    if joint.together.questionnaire.grid:
        for sign, role, assessment in zip(signs, joint.merged.roles, joint.roles, strict=True):
            place = quadrant_of(assessment, "no quadrant")
            places.setdefault(place, []).append(f"{sign} {role_name(joint.merged, role)}")
    return places


def _apart(places: Mapping[str, Sequence[str]]) -> str:
    """Which roles come to which quadrant; only how many do, where they are too many for a sentence."""
    few = sum(map(len, places.values())) <= NAMED
    said = [f"{place}: {join(names) if few else len(names)}" for place, names in places.items()]
    return f"Role against role: {'; '.join(said)}."


def role_name(merged: Merged, role: Role) -> str:
    """A role; where it does not tell its people from others, the only one of them."""
    alike = sum(other.title == role.title for other in merged.roles)
    if role.title and alike == 1:
        return role.title
    return merged.voices[role.voices[0]].answers.respondent or NAMELESS


def who(sign: str, voice: Voice) -> str:
    """A respondent with the sign; the table of all says the file of somebody without a name."""
    answers = voice.answers
    return f"{sign} {', '.join(filter(None, (answers.respondent, answers.role))) or NAMELESS}"


def distances(joint: Joint, words: Words, snapshots: Sequence[Snapshot], signs: Sequence[str]) -> Iterator[str]:
    """How far apart the roles lie on every axis; nothing where fewer than two have a score."""
    for axis in joint.together.questionnaire.axes:
        spans = [(sign, one.ranges[axis.id]) for sign, one in zip(signs, snapshots, strict=True)]
        scored = [(span.score, sign, span) for sign, span in spans if span.score is not None]
        if len(scored) < 2:  # noqa: PLR2004 - a distance is between two
            continue
        least, low, lowest = min(scored, key=_score)
        most, high, highest = max(scored, key=_score)
        if least == most:
            yield f"{axis.title}: all at {words.score(axis.id, lowest)}."
        else:
            ends = words.score(axis.id, lowest, highest), words.score(axis.id, highest, lowest)
            apart = show_number(most - least, [Fraction(0)])
            yield f"{axis.title}: from {ends[0]} ({low}) to {ends[1]} ({high}), {apart} points apart."


def _score(one: tuple[Fraction, str, Range]) -> Fraction:
    return one[0]


def say_answer(question: Question, answer: Answer | None) -> str:
    """An answer with its wording or its reason."""
    match answer:
        case Known(level=level):
            return f"level {level}: {question.levels[level].wording}"
        case Unknown():
            return "unknown"
        case NotApplicable(reason=reason):
            return f"does not apply: {reason}"
        case Unanswered() | None:
            return "no answer"


def say_opinion(question: Question, answer: Answer | None) -> str:
    """An answer with its wording or its reason, and what stands beside it."""
    parts = [say_answer(question, answer)]
    if answer and answer.note:
        parts.append(f"Noted: {answer.note}")
    if answer and answer.evidence:
        parts.append(f"Evidence{f', seen {answer.seen.isoformat()}' if answer.seen else ''}: {answer.evidence}")
    ended = [one if one.endswith((".", "?", "!")) else f"{one}." for one in parts[:-1]]
    return " ".join((*ended, parts[-1]))


def why_to_discuss(spread: Spread) -> str:
    """How far apart the answers to a question lie."""
    apart = f"{count(spread.apart, 'level')} apart" if spread.apart else ""
    doubt = "some say that it does not apply" if spread.in_doubt else ""
    return "; ".join(filter(None, (apart, doubt)))


def outcome(spread: Spread) -> str:
    """What comes of the answers to a question."""
    said = say_answer(spread.question, spread.merged)
    if spread.in_doubt and isinstance(spread.merged, Known):
        return f"{said} (the median; no more than half say that it does not apply)"
    return f"{said} (the median)" if isinstance(spread.merged, Known) else said


def say_context(spread: ContextSpread, answer: ContextAnswer | None) -> str:
    """An answer to a context question."""
    return "no answer" if answer is None else show_context_answer(spread.question, answer)


def gaps(assessment: Assessment) -> str:
    """What a respondent did not answer or does not know, what was not asked, and what was answered all the same."""
    asked = [one for one in assessment.questions if not one.not_asked]
    parts = (
        ("no answer to", [one for one in asked if one.needed and _is_silent(one)]),
        ("does not know", [one for one in asked if isinstance(one.answer, Unknown)]),
        (
            "was not asked",
            [one for one in assessment.questions if one.not_asked and _is_silent(one)],
        ),
        ("was not asked, but answered", [one for one in assessment.ignored if not _is_silent(one)]),
    )
    said = [f"{what} {join(one.question.id for one in questions)}" for what, questions in parts if questions]
    return "; ".join(said) if said else "answered everything"


def alone(joint: Joint, signs: Sequence[str]) -> Iterator[str]:
    """Who is the only one to give a level to which questions, though others were to be asked too."""
    merged = joint.merged
    for place, (sign, voice) in enumerate(zip(signs, merged.voices, strict=True)):
        found = [
            spread.question.id
            for number, spread in enumerate(merged.spreads)
            if isinstance(spread.answers[place], Known)
            and len(spread.levels) == 1
            and not spread.to_discuss
            and sum(not one.questions[number].not_asked for one in joint.voices) > 1
        ]
        if found:
            named = found if len(found) <= NAMED else [*found[:FIRST], f"{len(found) - FIRST} others"]
            yield f"Only {who(sign, voice)} gave a level to {join(named)}."


def answered(assessment: Assessment) -> str:
    """How many of the questions that were asked have an answer."""
    asked = [one for one in assessment.questions if one.needed and not one.not_asked]
    return f"{sum(not _is_silent(one) for one in asked)} of {len(asked)}"


def _is_silent(score: QuestionScore) -> bool:
    return score.answer is None or isinstance(score.answer, Unanswered)


def say_dates(merged: Merged) -> str:
    """Between which days the answers were given; the merged ones have the last of them."""
    days = sorted({voice.answers.date.isoformat() for voice in merged.voices})
    given = f"All answers are of {days[0]}." if len(days) == 1 else f"The answers are of {days[0]} to {days[-1]}."
    return f"{given} The merged ones carry the latest date."


def explain_file(joint: Joint, to_discuss: Iterable[str]) -> Iterator[str]:
    """How a file of merged answers came about, for its first lines."""
    merged = joint.merged
    yield f"Merged by smi merge from the answers of {len(merged.voices)} people:"
    for voice in merged.voices:
        named = f", {voice.file}" if voice.answers.respondent else ""
        yield f"- {voice.name}, {voice.answers.date.isoformat()}{named}"
    discuss = list(to_discuss)
    yield "To discuss, before these answers are taken for agreed:" if discuss else "There was nothing to discuss."
    yield from (f"- {one}" for one in discuss)
    yield "How they became one:"
    yield from (f"- {rule}" for rule in RULES)
