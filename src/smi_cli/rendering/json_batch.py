"""What many assessments come to, as JSON values. Scores stand twice: as people read them, and exactly."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from smi_cli.assessing.census import Census, Part, Population
from smi_cli.assessing.grouping import GroupKey, Silence, title_of_group, why_not_by
from smi_cli.assessing.observing import Advice
from smi_cli.assessing.raster import COLUMNS, ROWS
from smi_cli.model.questionnaire import ContextQuestion, Factor, Grid, Ladder
from smi_cli.rendering.numbers import json_number
from smi_cli.rendering.wording.crowds import title_of_advice
from smi_cli.rendering.wording.phrases import lines_in

Json = dict[str, Any]


def describe_census(census: Census) -> Json:
    """The summary of a run: what the subjects of every questionnaire come to, and those of every group."""
    return {"by": census.by, "questionnaires": [_part(part, census.by) for part in census.parts.values()]}


def _part(part: Part, by: str | None) -> Json:
    questionnaire = part.everybody.questionnaire
    named: Json = {"id": questionnaire.id, "version": questionnaire.version, "title": questionnaire.title}
    described: Json = named | _population(part.everybody)
    if part.by:
        described["groups"] = [_group(part.by, key, group) for key, group in part.largest()]
    elif by:
        described |= {"groups": [], "not_grouped": why_not_by(questionnaire, by)}
    return described


def _group(by: ContextQuestion, key: GroupKey, group: Population) -> Json:
    """A group; `answer` is null where none of the options and no text was given, and the title says which."""
    answer = None if isinstance(key, Silence) else key
    return {"answer": answer, "title": title_of_group(by, key), **_population(group)}


def _population(population: Population) -> Json:
    questionnaire = population.questionnaire
    grid, ladders = questionnaire.grid, questionnaire.ladders
    keys = [axis.id for axis in questionnaire.axes]
    return {
        "subjects": population.subjects,
        "missing": {
            "complete": population.missing[0],
            "mean": json_number(population.mean_missing, [Fraction(0)]),
            "exact": str(population.mean_missing),
        },
        "quadrants": [_quadrant(population, *place) for place in _places(grid)] if grid else [],
        "ladders": [_ladder(population, ladder) for ladder in ladders],
        "scores": {key: _spread(population, key) for key in ("overall", *keys)},
        "factors": [_factor(population, one.factor) for one in population.factors],
        "steps": [_step(population, advice, subjects) for advice, subjects in population.common_advice],
        "plane": _plane(population, grid) if grid else None,
    }


def _places(grid: Grid) -> list[tuple[str, str | None]]:
    return [*((cell.id, cell.title) for cell in grid.quadrants), ("", None)]


def _quadrant(population: Population, key: str, title: str | None) -> Json:
    return {
        "id": key or None,
        "title": title,
        "subjects": population.quadrants[key],
        "not_certain": population.uncertain[key],
        "borderline": population.borderline[key],
    }


def _ladder(population: Population, ladder: Ladder) -> Json:
    places = [*((rung.id, rung.title) for rung in ladder.rungs), ("", None)]
    rungs = [{"id": key or None, "title": title, "subjects": population.rungs[ladder.id, key]} for key, title in places]
    return {"id": ladder.id, "title": ladder.title, "rungs": rungs}


def _factor(population: Population, factor: Factor) -> Json:
    return {"id": factor.id, "title": factor.title, **(_spread(population, factor.id) or {})}


def _step(population: Population, advice: Advice, subjects: int) -> Json:
    """A step by its id, or a question to find out or, where there is a level, to raise from it."""
    return {
        "step": advice.step or None,
        "question": advice.question or None,
        "level": advice.level,
        "title": title_of_advice(population, advice),
        "subjects": subjects,
    }


def _spread(population: Population, key: str) -> Json | None:
    spread = population.spread(key)
    if spread is None:
        return None
    lines = lines_in(population.questionnaire, key)
    scores = spread._asdict()
    subjects = scores.pop("subjects")
    numbers = {name: json_number(score, lines) for name, score in scores.items()}
    return {"subjects": subjects, **numbers, "exact": {name: str(score) for name, score in scores.items()}}


def _plane(population: Population, grid: Grid) -> Json:
    """How many subjects are in each cell of the drawing, by column from the left and row from the bottom."""
    cells = {f"{column},{row}": population.cells[column, row] for column, row in sorted(population.cells)}
    return {"across": grid.across.id, "up": grid.up.id, "columns": COLUMNS, "rows": ROWS, "cells": cells}
