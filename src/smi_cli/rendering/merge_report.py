"""Several respondents' answers as a report: the spread first, then role against role, then what comes of it.

The texts are raw: a format makes them harmless and lays them out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from string import ascii_uppercase
from typing import NamedTuple

from smi_cli.assessing.joint import Joint
from smi_cli.assessing.merging import ContextSpread, Merged, Spread
from smi_cli.assessing.snapshot import snapshot_of
from smi_cli.model.answers import Answer, Known, NotApplicable, Unknown
from smi_cli.rendering.batch_tables import NOTHING, Table
from smi_cli.rendering.change_report import place_columns, table_of
from smi_cli.rendering.trail import Trail, explain_trail, trail_of
from smi_cli.rendering.wording import merging
from smi_cli.rendering.wording.changes import Words

ALL = "*"
LEGEND = "A B C the roles, * all together"
SPREAD_NOTE = (
    "Below each level stand those who gave it. Apart: levels between the lowest and the highest. Together: the median."
)


class DiscussView(NamedTuple):
    """Something to discuss: what, how far apart it lies, what was asked, and who says what."""

    title: str
    ask: str
    rows: tuple[tuple[str, str], ...]


class MergeReport(NamedTuple):
    """Several respondents' answers, in words. `about_file` is how a file of the merged ones came about."""

    title: str
    headline: tuple[str, ...]
    people: Table
    discuss: tuple[DiscussView, ...]
    spread: Table
    trail: Trail | None
    caption: str
    roles: Table
    distances: tuple[str, ...]
    gaps: tuple[tuple[str, str], ...]
    alone: tuple[str, ...]
    context: tuple[tuple[str, str], ...]
    rules: tuple[str, ...]
    about_file: tuple[str, ...]


def signs_of(merged: Merged) -> tuple[list[str], list[str]]:
    """The signs of roles, A to Z, AA and so on, and those of respondents: A, or A1 and A2 where they share a role."""
    roles = [_letters(place) for place in range(len(merged.roles))]
    voices = [
        sign if len(role.voices) == 1 else f"{sign}{number}"
        for sign, role in zip(roles, merged.roles, strict=True)
        for number in range(1, len(role.voices) + 1)
    ]
    return roles, voices


def compose_merge(joint: Joint) -> MergeReport:
    """The report on merged answers."""
    merged, questionnaire = joint.merged, joint.together.questionnaire
    roles, voices = signs_of(merged)
    snapshots = [snapshot_of(one) for one in (*joint.roles, joint.together)]
    words = Words(snapshots)
    # All together come first on the map: a role that meets them is seen.
    trail = trail_of([snapshots[-1], *snapshots[:-1]], [ALL, *roles])
    discuss = tuple(_discuss(joint, voices))
    return MergeReport(
        title=f"{merged.answers.subject}: {questionnaire.title}",
        headline=merging.say_headline(joint, roles),
        people=_people(joint, voices),
        discuss=discuss,
        spread=_spread(merged, voices),
        trail=trail,
        caption=explain_trail(trail, [ALL, *roles]) if trail else "",
        roles=_roles(merged, [*roles, ALL], voices, place_columns(words, snapshots)),
        distances=tuple(merging.distances(joint, words, snapshots[:-1], roles)),
        gaps=tuple(
            (merging.who(sign, voice), merging.gaps(assessment))
            for sign, voice, assessment in zip(voices, merged.voices, joint.voices, strict=True)
        ),
        alone=tuple(merging.alone(joint, voices)),
        context=tuple(
            (one.question.ask, merging.say_context(one, one.agreed)) for one in merged.context if one.agreed is not None
        ),
        rules=(merging.say_dates(merged), *merging.RULES),
        about_file=tuple(merging.explain_file(joint, (one.title for one in discuss))),
    )


def _letters(place: int) -> str:
    """A for 0, Z for 25, AA for 26, as spreadsheets call their columns."""
    before, place = divmod(place, len(ascii_uppercase))
    return (_letters(before - 1) if before else "") + ascii_uppercase[place]


def _people(joint: Joint, signs: Sequence[str]) -> Table:
    voices = joint.merged.voices
    return table_of(
        [
            ("", signs),
            ("Respondent", [one.answers.respondent or NOTHING for one in voices]),
            ("Role", [one.answers.role or NOTHING for one in voices]),
            ("Date", [one.answers.date.isoformat() for one in voices]),
            ("Answered", [merging.answered(one) for one in joint.voices]),
            ("File", [one.file for one in voices]),
        ]
    )


def _discuss(joint: Joint, signs: Sequence[str]) -> Iterator[DiscussView]:
    merged = joint.merged
    who = [merging.who(sign, voice) for sign, voice in zip(signs, merged.voices, strict=True)]
    axes = {question.id: axis.title for axis in joint.together.questionnaire.axes for question in axis.questions}
    for one in merged.to_discuss:
        title = f"{one.question.id} ({axes[one.question.id]}): {merging.why_to_discuss(one)}"
        yield DiscussView(title, one.question.ask, tuple(_views(one, who)))
    for other in merged.context:
        if len(other.given) > 1:
            yield DiscussView(
                f"{other.question.id} (context): different answers", other.question.ask, _opinions(other, who)
            )
    for key, ticks in merged.ticked.items():
        if not all(ticks):
            step = joint.together.instrument.steps[key]
            rows = tuple((name, "done" if tick else "not ticked") for name, tick in zip(who, ticks, strict=True))
            yield DiscussView(f"{key} (step): not ticked by all", step.title, (*rows, (merging.TOGETHER, "not done")))


def _views(spread: Spread, who: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Who says what to a question, and what comes of it."""
    for name, answer in zip(who, spread.answers, strict=True):
        yield name, merging.say_opinion(spread.question, answer)
    yield merging.TOGETHER, merging.outcome(spread)


def _opinions(spread: ContextSpread, who: Sequence[str]) -> tuple[tuple[str, str], ...]:
    rows = tuple((name, merging.say_context(spread, one)) for name, one in zip(who, spread.answers, strict=True))
    return (*rows, (merging.TOGETHER, merging.LEFT_OUT))


def _spread(merged: Merged, signs: Sequence[str]) -> Table:
    """A row for each question with the signs of those who gave a level below that level."""
    most = max(one.question.best for one in merged.spreads)
    others = any(not isinstance(answer, Known) for one in merged.spreads for answer in one.answers)
    header = ("Question", *map(str, range(most + 1)), *(["Without a level"] if others else []), "Apart", "Together")
    rows = []
    for one in merged.spreads:
        given = dict(zip(signs, one.answers, strict=True))
        levels = [_at(given, level) if level <= one.question.best else "" for level in range(most + 1)]
        without = [_without(given)] if others else []
        apart = f"{one.apart}" if len(one.levels) > 1 else NOTHING
        rows.append((one.question.id, *levels, *without, apart, _short(one.merged)))
    return Table(header, tuple(rows), frozenset())


def _at(given: dict[str, Answer | None], level: int) -> str:
    return " ".join(sign for sign, one in given.items() if isinstance(one, Known) and one.level == level) or NOTHING


def _without(given: dict[str, Answer | None]) -> str:
    """Who gave no level, and what they said instead."""
    said: dict[str, list[str]] = {}
    for sign, one in given.items():
        if not isinstance(one, Known):
            said.setdefault(_short(one), []).append(sign)
    return ", ".join(f"{what}: {' '.join(people)}" for what, people in said.items())


def _short(answer: Answer | None) -> str:
    match answer:
        case Known(level=level):
            return f"{level}"
        case Unknown():
            return "unknown"
        case NotApplicable():
            return "does not apply"
        case _:
            return "no answer"


def _roles(
    merged: Merged, signs: Sequence[str], voices: Sequence[str], places: Sequence[tuple[str, Sequence[str]]]
) -> Table:
    """Where every role stands, and all together in the last row."""
    titles = [merging.role_name(merged, role) for role in merged.roles]
    people = [" ".join(voices[place] for place in role.voices) for role in merged.roles]
    several = [("People", [*people, f"all {len(voices)}"])] if len(merged.roles) < len(voices) else []
    return table_of([("", signs), ("Role", [*titles, merging.TOGETHER]), *several, *places])
