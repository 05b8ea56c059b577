"""What many assessments come to, as tables: places, scores, factors, steps and groups."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from smi_cli.assessing.census import Part, Population, Spread
from smi_cli.assessing.grouping import title_of_group
from smi_cli.model.questionnaire import Axis, ContextQuestion, Grid, Ladder, Questionnaire
from smi_cli.rendering.numbers import show_number
from smi_cli.rendering.wording.crowds import title_of_advice
from smi_cli.rendering.wording.phrases import lines_in, show_share

WEAKEST = 5
STEPS = 5
GROUPS = 40
NOTHING = "-"
WITHOUT = "without a score"


class Table(NamedTuple):
    """Columns with a header; `numbers` are those that hold numbers. Every row has a cell for every column.

    `label` is the column whose cells say what their rows are about.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: frozenset[int]
    label: int = 0


class Shares(NamedTuple):
    """A table whose rows are parts of a whole, each to be drawn as a bar of so many percent."""

    table: Table
    percent: tuple[Fraction, ...]


def quadrant_shares(population: Population, grid: Grid) -> Shares:
    """How many subjects are in each quadrant, and how many of them could move."""
    places = {cell.id: cell.title for cell in grid.quadrants} | _without(population.quadrants[""])
    moving = {key: (population.uncertain[key], population.borderline[key]) for key in places}
    more = {key: (f"{open_:,}", f"{near:,}") for key, (open_, near) in moving.items()}
    return _shares("Quadrant", places, population.quadrants, ("Not certain", "Borderline"), more)


def rung_shares(population: Population, ladder: Ladder) -> Shares:
    """How many subjects stand on each rung."""
    found = {rung: number for (key, rung), number in population.rungs.items() if key == ladder.id}
    places = {rung.id: rung.title for rung in ladder.rungs} | _without(found.get("", 0))
    return _shares("Rung", places, found, (), dict.fromkeys(places, ()))


def score_table(population: Population) -> Table:
    """How the scores of every axis and the overall are spread."""
    questionnaire = population.questionnaire
    keys = {axis.id: axis.title for axis in questionnaire.axes}
    if len(keys) > 1:
        keys["overall"] = "Overall"
    rows: list[tuple[str, ...]] = [(title, *_spread(population, key)) for key, title in keys.items()]
    header = ["Score", "Least", "Lower quartile", "Median", "Upper quartile", "Most", "Mean"]
    without = [population.subjects - population.having(key) for key in keys]
    if any(without):
        header.append("No score")
        rows = [(*row, f"{number:,}") for row, number in zip(rows, without, strict=True)]
    return Table(tuple(header), tuple(rows), frozenset(range(1, len(header))))


def factor_table(population: Population) -> Table | None:
    """The weakest factors over all; None where the questionnaire names none."""
    axes = {factor.id: axis.title for axis in population.questionnaire.axes for factor in axis.named_factors}
    rows = tuple(
        (one.factor.title, axes[one.factor.id], _mean(population.questionnaire, one.factor.id, one.mean))
        for one in population.factors[:WEAKEST]
    )
    return Table(("Factor", "Axis", "Mean"), rows, frozenset({2})) if rows else None


def step_table(population: Population) -> Table | None:
    """The most common next steps; None where nothing is left to do."""
    rows = tuple(
        (f"{subjects:,}", show_share(subjects, population.subjects), title_of_advice(population, advice))
        for advice, subjects in population.common_advice[:STEPS]
    )
    return Table(("Subjects", "Share", "Step"), rows, frozenset({0, 1}), label=2) if rows else None


def group_table(part: Part, by: ContextQuestion) -> Table:
    """A row for each of the largest groups, in their own order."""
    questionnaire = part.everybody.questionnaire
    cells = questionnaire.grid.quadrants if questionnaire.grid else ()
    header = ["Answer", "Subjects", *(cell.title for cell in cells)]
    header += [f"{axis.title} (median)" for axis in questionnaire.axes]
    has_factors = any(axis.named_factors for axis in questionnaire.axes)
    rows = []
    for key, group in part.largest(GROUPS):
        row = [title_of_group(by, key), f"{group.subjects:,}"]
        row += [show_share(group.quadrants[cell.id], group.subjects) for cell in cells]
        row += [_median(group, axis) for axis in questionnaire.axes]
        row += [group.factors[0].factor.title if group.factors else NOTHING] if has_factors else []
        rows.append(tuple(row))
    numbers = frozenset(range(1, len(header)))
    return Table((*header, "Weakest factor") if has_factors else tuple(header), tuple(rows), numbers)


def _shares(
    what: str,
    places: Mapping[str, str],
    found: Mapping[str, int],
    more_header: tuple[str, ...],
    more: Mapping[str, tuple[str, ...]],
) -> Shares:
    whole = sum(found.get(key, 0) for key in places)
    numbers = {key: found.get(key, 0) for key in places}
    rows = tuple(
        (title, f"{numbers[key]:,}", show_share(numbers[key], whole), *more[key]) for key, title in places.items()
    )
    header = (what, "Subjects", "Share", *more_header)
    percent = tuple(Fraction(100 * number, whole) for number in numbers.values())
    return Shares(Table(header, rows, frozenset(range(1, len(header)))), percent)


def _without(subjects: int) -> dict[str, str]:
    return {"": WITHOUT} if subjects else {}


def _spread(population: Population, key: str) -> tuple[str, ...]:
    spread, lines = population.spread(key), lines_in(population.questionnaire, key)
    if spread is None:
        return (NOTHING,) * (len(Spread._fields) - 1)
    return tuple(show_number(score, lines) for score in spread[1:])


def _mean(questionnaire: Questionnaire, key: str, mean: Fraction) -> str:
    return show_number(mean, lines_in(questionnaire, key))


def _median(group: Population, axis: Axis) -> str:
    spread = group.spread(axis.id)
    return show_number(spread.median, lines_in(group.questionnaire, axis.id)) if spread else NOTHING
