"""A blueprint as a page: what is said and in which order, whatever the format. The texts are raw."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from smi_cli.assessing.assessment import Assessment
from smi_cli.assessing.next_steps import Status
from smi_cli.model.blueprint import Blueprint, Instrument, Statement, Step
from smi_cli.model.questionnaire import Origin, Quadrant, Questionnaire
from smi_cli.rendering.report import StepView
from smi_cli.rendering.wording.basis import effort_meanings, show_efforts
from smi_cli.rendering.wording.phrases import show_origin
from smi_cli.rendering.wording.places import borderline, headline
from smi_cli.rendering.wording.steps import how_to

TICKING = "A step of the kind prepare is ticked in the answers file: done: [its id]."


class BlueprintPage(NamedTuple):
    """A blueprint in words: sections are headings with items.

    For answers, `subject` is whom they are about, and `ticking` tells their author how a step is ticked.
    """

    title: str
    subject: str
    summary: str
    ticking: str
    sections: tuple[tuple[str, tuple[str, ...]], ...]
    steps: tuple[StepView, ...]
    basis: str

    @property
    def introduction(self) -> str:
        """What stands above the sections for whoever writes the answers."""
        return f"{self.summary} {self.ticking}".strip()


def compose_page(blueprint: Blueprint, instrument: Instrument, assessment: Assessment | None = None) -> BlueprintPage:
    """The page of a blueprint; for an assessment, with what of it is done, open, or recurs."""
    questionnaire = instrument.questionnaire
    own = instrument.efforts
    efforts = [*effort_meanings([blueprint], own), *([show_efforts(own)] if own else [])]
    quadrants = questionnaire.grid.quadrants if questionnaire.grid else ()
    quadrant = next(cell for cell in quadrants if cell.id == blueprint.quadrant)
    sections = (
        ("How to recognise it", _says(blueprint.signs, blueprint.origin)),
        ("What the next move is said to bring", _says(blueprint.benefits, blueprint.origin)),
        ("What stands in the way", _says(blueprint.challenges, blueprint.origin)),
    )
    return BlueprintPage(
        title=f"{quadrant.title}: {blueprint.title}",
        subject=assessment.answers.subject if assessment else "",
        summary=" ".join(filter(None, (blueprint.summary, *(_about(assessment) if assessment else ())))),
        ticking=TICKING if assessment else "",
        sections=tuple((title, items) for title, items in sections if items),
        steps=tuple(_step(step, blueprint.origin, status_of(step.id, assessment)) for step in blueprint.steps),
        basis=" ".join([f"This blueprint is {show_origin(blueprint.origin)}, unless a line says otherwise.", *efforts]),
    )


def _about(assessment: Assessment) -> tuple[str, ...]:
    """Where the answers stand, and how this page and their report go together."""
    return (
        headline(assessment)[0],
        *borderline(assessment),
        "The steps stand in the order of the blueprint; the report of smi score orders them by the answers.",
    )


def status_of(step: str, assessment: Assessment | None) -> str:
    """What has become of a step: open too where its questions are raised by other steps; nothing without answers."""
    if assessment is None:
        return ""
    found = [one.status for one in assessment.steps if one.step and one.step.id == step]
    return (found[0] if found else Status.OPEN).name.lower()


def list_blueprints(blueprints: Iterable[Blueprint], questionnaire: Questionnaire) -> list[tuple[str, str]]:
    """The names of blueprints, in the order of the questionnaire's quadrants, with what they are about."""
    return [(cell.id, f"{one.title}. {cell.summary}") for cell, one in _by_cell(blueprints, questionnaire)]


def compose_pages(instrument: Instrument) -> list[tuple[str, BlueprintPage]]:
    """All pages of an instrument, in the same order, each with what its quadrant is about."""
    found = _by_cell(instrument.blueprints.values(), instrument.questionnaire)
    return [(cell.summary, compose_page(one, instrument)) for cell, one in found]


def _by_cell(blueprints: Iterable[Blueprint], questionnaire: Questionnaire) -> Iterator[tuple[Quadrant, Blueprint]]:
    by_quadrant = {blueprint.quadrant: blueprint for blueprint in blueprints}
    for cell in questionnaire.grid.quadrants if questionnaire.grid else ():
        if cell.id in by_quadrant:
            yield cell, by_quadrant[cell.id]


def _says(statements: tuple[Statement, ...], inherited: Origin) -> tuple[str, ...]:
    return tuple(_say(one, inherited) for one in statements)


def _say(statement: Statement, inherited: Origin) -> str:
    other = _other_origin(statement.origin, inherited)
    # The way past is always the authors': what stands behind the challenge does not stand behind it.
    past = f" Way past it: {statement.past}" if statement.past else ""
    return f"{statement.says}{f' [{other}]' if other else ''}{past}"


def _step(step: Step, inherited: Origin, status: str) -> StepView:
    raises = ", ".join(f"{question} to level {level}" for question, level in step.raises.items())
    details = (
        ("Id", step.id),
        ("Kind", f"{step.kind}, every {step.every}" if step.every else str(step.kind)),
        ("Raises", raises),
        *how_to(step),
        ("Origin", _other_origin(step.origin, inherited)),
    )
    return StepView(
        f"{step.title} ({status})" if status else step.title,
        step.id,
        tuple((label, text) for label, text in details if text),
    )


def _other_origin(origin: Origin, inherited: Origin) -> str:
    return "" if origin.kind is inherited.kind else show_origin(origin)
