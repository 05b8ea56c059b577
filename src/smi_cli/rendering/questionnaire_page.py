"""A questionnaire as a page to review: questions with their levels, and how scores are read. The texts are raw."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from smi_cli.model.questionnaire import (
    Axis,
    ContextQuestion,
    Contradiction,
    Factor,
    Grid,
    Ladder,
    MoveEffort,
    Overall,
    Period,
    Question,
    Questionnaire,
)
from smi_cli.rendering.numbers import show_bare
from smi_cli.rendering.wording.basis import show_reference
from smi_cli.rendering.wording.phrases import count, join, show_origin

ONE = Fraction(1)


class QuestionView(NamedTuple):
    """A question with its levels, worst first, and what else an author said of it, as labels and texts."""

    id: str
    ask: str
    levels: tuple[str, ...]
    details: tuple[tuple[str, str], ...]


class FactorView(NamedTuple):
    """A factor; an axis without factors has one without a title and an id."""

    id: str
    title: str
    about: str
    questions: tuple[QuestionView, ...]


class AxisView(NamedTuple):
    """An axis with its factors."""

    id: str
    title: str
    about: str
    factors: tuple[FactorView, ...]


class SectionView(NamedTuple):
    """Pairs under a heading; `id` is what demands and `smi explain` call what it is about, or empty."""

    id: str
    title: str
    pairs: tuple[tuple[str, str], ...]


class QuestionnairePage(NamedTuple):
    """A questionnaire in words: axes, then lists of pairs under headings."""

    title: str
    about: tuple[str, ...]
    axes: tuple[AxisView, ...]
    sections: tuple[SectionView, ...]


def compose_questionnaire_page(questionnaire: Questionnaire) -> QuestionnairePage:
    """The page of a questionnaire."""
    context = tuple(pair for one in questionnaire.context for pair in _context(one))
    sections = [SectionView("", "Context, recorded and never scored", context)]
    if questionnaire.grid:
        sections.append(SectionView("quadrant", "Quadrants", tuple(_quadrants(questionnaire.grid))))
    sections += [SectionView(ladder.id, ladder.title, tuple(_rungs(ladder))) for ladder in questionnaire.ladders]
    rules = tuple(map(_contradiction, questionnaire.contradictions))
    sections.append(SectionView("", "Answers that do not fit each other", rules))
    return QuestionnairePage(
        title=f"{questionnaire.title} {questionnaire.version} ({questionnaire.id})",
        about=tuple(_about(questionnaire)),
        axes=tuple(map(_axis, questionnaire.axes)),
        sections=tuple(section for section in sections if section.pairs),
    )


def list_questionnaires(questionnaires: list[Questionnaire]) -> list[tuple[str, str]]:
    """The ids of questionnaires, with what they are about."""
    return [
        (one.id, f"{one.title} {one.version}: {count(len(list(one.questions)), 'question')}.") for one in questionnaires
    ]


def _about(questionnaire: Questionnaire) -> Iterator[str]:
    if questionnaire.summary:
        yield questionnaire.summary
    overall = "the lowest axis" if questionnaire.overall is Overall.MINIMUM else "the mean of the axes"
    review = questionnaire.review_every
    again = f" To be repeated every {review.number} {review.unit}." if review else ""
    if questionnaire.valid_for:
        again += f" An answer holds for {_period(questionnaire.valid_for)}."
    origin = show_origin(questionnaire.origin)
    yield f"The overall score is {overall}.{again} Unless a line says otherwise, this is {origin}."


def _axis(axis: Axis) -> AxisView:
    about = " ".join(filter(None, (axis.summary, _weight(axis.weight), f"High is above {show_bare(axis.cut)}.")))
    return AxisView(axis.id, axis.title, about, tuple(map(_factor, axis.factors)))


def _factor(factor: Factor) -> FactorView:
    about = " ".join(filter(None, (factor.summary, _weight(factor.weight))))
    return FactorView(factor.id, factor.title if factor.id else "", about, tuple(map(_question, factor.questions)))


def _question(question: Question) -> QuestionView:
    even = [Fraction(number, question.best) for number in range(len(question.levels))]
    uneven = even != [level.value for level in question.levels]
    levels = (
        f"{level.wording} [worth {show_bare(level.value)}]" if uneven else level.wording for level in question.levels
    )
    details = (
        ("Asked", _condition(question)),
        ("May not apply", question.na),
        ("Look at", question.evidence),
        ("Ask", question.known_by),
        ("Weight", "" if question.weight == ONE else show_bare(question.weight)),
        ("Holds for", _period(question.valid_for) if question.valid_for else ""),
        ("Effort", _effort(question.effort)),
        ("Origin", show_origin(question.origin)),
    )
    return QuestionView(
        question.id, question.ask, tuple(levels), tuple((label, text) for label, text in details if text)
    )


def _effort(effort: MoveEffort) -> str:
    """What moving up takes, where it is not what it takes by default."""
    if isinstance(effort, int):
        return f"{effort} times the level that a move leads to [decided]" if effort > 1 else ""
    return f"{', '.join(map(str, effort))}, move by move [decided]"


def _condition(question: Question) -> str:
    parts = [f"{key} reaches level {least}" for key, least in question.only_if.levels.items()]
    for key, wanted in question.only_if.context.items():
        parts.append(
            f"{key} is at least {show_bare(wanted)}"
            if isinstance(wanted, Fraction)
            else f"{key} is {join(wanted, 'or')}"
        )
    return f"only if {join(parts)}" if parts else ""


def _weight(weight: Fraction) -> str:
    return "" if weight == ONE else f"Weighs {show_bare(weight)}."


def _context(question: ContextQuestion) -> Iterator[tuple[str, str]]:
    options = "; ".join(f"{key}: {title}" for key, title in question.options.items())
    low, high = question.minimum, question.maximum
    bounds = [f"at least {show_bare(low)}"] if low is not None else []
    bounds += [f"at most {show_bare(high)}"] if high is not None else []
    number = " ".join(filter(None, (f"in {question.unit}" if question.unit else "", join(bounds))))
    never = f"Never counts: {question.never_counts}." if question.never_counts else ""
    kind = f"({question.kind}{f', {number}' if number else ''}{f'; {options}' if options else ''})"
    yield question.id, " ".join(filter(None, (question.ask, kind, question.means, never)))
    yield from map(show_reference, question.references)


def _quadrants(grid: Grid) -> Iterator[tuple[str, str]]:
    for cell in grid.quadrants:
        sides = [
            f"{axis.title} {'high' if high else 'low'}"
            for axis, high in ((grid.across, cell.across), (grid.up, cell.up))
        ]
        yield f"{cell.title} [{cell.id}]", f"{join(sides)}. {cell.summary} [{show_origin(cell.origin)}]"
    yield "Borderline", f"within {show_bare(grid.borderline)} points of a cut"


def _rungs(ladder: Ladder) -> Iterator[tuple[str, str]]:
    for rung in ladder.rungs:
        wants = ", ".join(f"{demand.id} at {show_bare(demand.minimum)}" for demand in ladder.demands(rung))
        yield (
            f"{rung.title} [{rung.id}]",
            " ".join(filter(None, (rung.summary, f"Wants {wants}." if wants else "Wants nothing."))),
        )
    yield "Origin", show_origin(ladder.origin)


def _contradiction(rule: Contradiction) -> tuple[str, str]:
    sides = join(f"{one.id} {one.relation.replace('_', ' ')} {show_bare(one.limit)}" for one in rule.pair)
    return rule.id, f"{sides}: {rule.says} [{show_origin(rule.origin)}]"


def _period(period: Period) -> str:
    return f"{period.number} {period.unit if period.number > 1 else period.unit.removesuffix('s')}"
