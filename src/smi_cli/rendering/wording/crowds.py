"""What many assessments come to, in words."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from smi_cli.assessing.census import Part, Population
from smi_cli.assessing.grouping import why_not_by
from smi_cli.assessing.next_steps import FIRST_STEPS
from smi_cli.assessing.observing import Advice
from smi_cli.model.questionnaire import ContextKind
from smi_cli.rendering.numbers import show_bare, show_number
from smi_cli.rendering.wording.phrases import count, join, lines_in, name_in, show_share
from smi_cli.rendering.wording.steps import find_out

QUARTILES = "Medians and quartiles are scores that subjects have, by the nearest rank."
STEPS_COUNTED = f"Counted are the first {FIRST_STEPS} open steps of every subject."
LISTED_ELSEWHERE = "Too many to list here: --format csv or --format jsonl gives a line for each."


def headline(population: Population) -> tuple[tuple[str, str], ...]:
    """Where most subjects are, what is weakest over all, and what most of them have to do next: labels and texts."""
    return (*_most_common_place(population), *_weakest(population), *_most_common_step(population))


def scores_note(population: Population) -> str:
    """How the numbers below the scores came about."""
    questionnaire = population.questionnaire
    if len(questionnaire.axes) == 1:
        return QUARTILES
    return f"{QUARTILES} The overall is {name_in(questionnaire, 'overall')}."


def certainty(population: Population) -> tuple[str, ...]:
    """How many places missing answers could change, how many lie near a line, and how many answers are missing."""
    sentences = []
    if grid := population.questionnaire.grid:
        moving, near = population.uncertain.total(), population.borderline.total()
        if moving:
            sentences.append(
                f"Not certain: {_of(moving, population)} could be in more than one quadrant; answers are missing."
            )
        if near:
            zone = show_bare(grid.borderline)
            sentences.append(f"Borderline: {_of(near, population)} within {zone} points of a line.")
    complete = population.missing[0]
    if complete == population.subjects:
        return (*sentences, "Every answer that counts is there.")
    mean = show_number(population.mean_missing, [Fraction(0)])
    return (*sentences, f"Missing answers: {mean} on average; nothing is missing in {_of(complete, population)}.")


def crowd_caption(population: Population) -> str:
    """What the drawing shows, and how many it cannot show."""
    grid = population.questionnaire.grid
    if not grid:
        return ""
    axes, without = f"Across: {grid.across.title}. Up: {grid.up.title}.", undrawn(population)
    return f"{axes} {without} without a score on both." if without else axes


def undrawn(population: Population) -> str:
    """How many subjects a drawing cannot show; nothing where it shows all."""
    without = population.subjects - population.cells.total()
    return f"Not drawn: {count(without, 'subject')}" if without else ""


def title_of_advice(population: Population, advice: Advice) -> str:
    """What to do, in a line. Levels of several questions can be worded alike, so that their questions are named."""
    if advice.step:
        return population.instrument.steps[advice.step].title
    question = next(one for one in population.questionnaire.questions if one.id == advice.question)
    if advice.level is None:
        return find_out(question)
    return f"Reach the next level: {question.levels[advice.level + 1].wording} ({question.id})"


def group_notes(part: Part, by: str, shown: int) -> tuple[str, ...]:
    """What to know about the groups: why there are none, why they add up to more, how many are not shown."""
    if not part.by:
        return (f"Not grouped: {why_not_by(part.everybody.questionnaire, by)}.",)
    several = "A subject with several answers counts in each of them."
    notes = [several] if part.by.kind is ContextKind.CHOICES else []
    if len(part.groups) > shown:
        notes.append(f"These are the {shown} largest of {len(part.groups):,} groups; --format json gives all of them.")
    return tuple(notes)


def _most_common_place(population: Population) -> tuple[tuple[str, str], ...]:
    questionnaire = population.questionnaire
    if questionnaire.grid:
        titles = {cell.id: cell.title for cell in questionnaire.grid.quadrants}
        return (("Most common quadrant", _most_common(population, titles, population.quadrants)),)
    if not questionnaire.ladders:
        return ()
    ladder = questionnaire.ladders[0]
    numbers = {rung.id: population.rungs[ladder.id, rung.id] for rung in ladder.rungs}
    titles = {rung.id: rung.title for rung in ladder.rungs}
    return (("Most common rung", _most_common(population, titles, numbers)),)


def _most_common(population: Population, titles: Mapping[str, str], numbers: Mapping[str, int]) -> str:
    most = max(numbers.get(key, 0) for key in titles)
    if not most:
        return "none; too little is known of every subject"
    found = [title for key, title in titles.items() if numbers.get(key, 0) == most]
    each = " each" if len(found) > 1 else ""
    return f"{join(found)}, {_of(most, population)}{each} ({show_share(most, population.subjects)})"


def _weakest(population: Population) -> tuple[tuple[str, str], ...]:
    factors = population.factors
    if len(factors) < 2:  # noqa: PLR2004 - the weakest of one is no news
        return ()
    found = [one.factor for one in factors if one.mean == factors[0].mean]
    lines = [line for factor in found for line in lines_in(population.questionnaire, factor.id)]
    noun = "Weakest factor" if len(found) == 1 else "Weakest factors"
    return ((noun, f"{join(factor.title for factor in found)}, {show_number(factors[0].mean, lines)} on average"),)


def _most_common_step(population: Population) -> tuple[tuple[str, str], ...]:
    """The step that more subjects have than any other; the table below shows steps that are level."""
    ranked = population.common_advice[:2]
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return ()
    advice, subjects = ranked[0]
    return (("Most common next step", f"{title_of_advice(population, advice)} ({_of(subjects, population)})"),)


def _of(subjects: int, population: Population) -> str:
    return f"{subjects:,} of {population.subjects:,}"
