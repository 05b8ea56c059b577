"""What sentences are made of: ranges, names, lists, counts and origins."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from smi_cli.assessing.assessment import Assessment
from smi_cli.assessing.compiling import Gap
from smi_cli.assessing.measuring import Range
from smi_cli.model.questionnaire import Grid, Origin, Overall, Questionnaire
from smi_cli.rendering.numbers import show_from_to, show_number

ASKS_NOTHING = "does not apply, so that nothing is asked of it"


def show_range(assessment: Assessment, key: str, span: Range) -> str:
    """A score with what missing answers make of it at least and at most."""
    if span.low is None or span.high is None:
        return "does not apply"
    lines = lines_of(assessment, key)
    score = "no score" if span.score is None else show_number(span.score, lines)
    if span.low == span.high:
        return score
    return f"{score} ({between(assessment, key, span.low, span.high)})"


def between(assessment: Assessment, key: str, low: Fraction, high: Fraction) -> str:
    """The least and the most of a score, which differ; so do the numbers shown."""
    return show_from_to(low, high, lines_of(assessment, key))


def lines_of(assessment: Assessment, key: str) -> list[Fraction]:
    """The lines that decide something about a score of an assessment."""
    return lines_in(assessment.questionnaire, key)


def lines_in(questionnaire: Questionnaire, key: str) -> list[Fraction]:
    """The lines that decide something about a score: cuts, the edges of the borderline zone, what rungs ask."""
    lines = []
    if questionnaire.grid:
        for axis in (questionnaire.grid.across, questionnaire.grid.up):
            if axis.id == key:
                lines += [axis.cut, axis.cut - questionnaire.grid.borderline, axis.cut + questionnaire.grid.borderline]
    # Where the overall is the least of the axes, its number is an axis's own.
    keys = {key, "overall"} if _is_axis(questionnaire, key) and questionnaire.overall is Overall.MINIMUM else {key}
    for ladder in questionnaire.ladders:
        lines += [rung.score for rung in ladder.rungs if rung.score is not None and ladder.of in keys]
        lines += [demand.minimum for rung in ladder.rungs for demand in rung.requires if demand.id in keys]
    return lines


def lines_on(grid: Grid, questionnaire: Questionnaire) -> dict[str, list[Fraction]]:
    """These lines for both axes of the quadrants, by id."""
    return {axis.id: lines_in(questionnaire, axis.id) for axis in (grid.across, grid.up)}


def name_of(assessment: Assessment, key: str) -> str:
    """The title of an axis or a factor; the id of a question, which is how answers files call it."""
    return name_in(assessment.questionnaire, key)


def name_in(questionnaire: Questionnaire, key: str) -> str:
    """The title of an axis or a factor of a questionnaire, what its overall is, or the id of a question."""
    axes = questionnaire.axes
    titles = {axis.id: axis.title for axis in axes}
    titles |= {factor.id: factor.title for axis in axes for factor in axis.named_factors}
    if key == "overall" and len(axes) > 1:
        return "the lowest axis" if questionnaire.overall is Overall.MINIMUM else "the mean of the axes"
    return titles.get(key, key)


def show_origin(origin: Origin) -> str:
    """Who stands behind a block, and where to look it up."""
    return f"{origin.kind} ({origin.source.rstrip('.')})" if origin.source else str(origin.kind)


def join(words: Iterable[str], last: str = "and") -> str:
    """Words as a list in a sentence."""
    items = list(words)
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} {last} {items[-1]}" if items else ""


def count(number: int, noun: str) -> str:
    """A number of things: 1 answer, 2 answers."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def begin(text: str) -> str:
    """A text as the beginning of a sentence."""
    return text[:1].upper() + text[1:]


def show_level(level: int | Gap | None) -> str:
    """What a question counts for: a level, or why there is none; None where there is no such question."""
    if isinstance(level, Gap):
        return level.value
    return "not asked" if level is None else str(level)


def show_share(number: int, total: int) -> str:
    """A part of a whole in percent; never nothing where there is something, never everything where there is less."""
    return show_part(Fraction(number, total))


def show_part(part: Fraction) -> str:
    """A part (0 to 1) in percent; never nothing where there is something, never everything where there is less."""
    return f"{show_number(100 * part, [Fraction(0), Fraction(100)])} %"


def _is_axis(questionnaire: Questionnaire, key: str) -> bool:
    return any(axis.id == key for axis in questionnaire.axes)
