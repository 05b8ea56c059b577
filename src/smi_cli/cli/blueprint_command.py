"""`smi blueprint`: the list of blueprints, or one of them."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

import typer

from smi_cli.assessing.assessment import Assessment, assess
from smi_cli.assessing.compiling import compile_questionnaire
from smi_cli.cli.boundary import Exit, UsageError
from smi_cli.cli.formats import Format
from smi_cli.cli.options import DEFAULT_QUESTIONNAIRE
from smi_cli.cli.outputs import Renderers, Target, write_results
from smi_cli.loading.files import display_name
from smi_cli.loading.finding import FoundFile
from smi_cli.loading.library import Library, UnknownNameError, read_answers
from smi_cli.loading.notebook import suggest
from smi_cli.model.answers import Answers
from smi_cli.model.blueprint import Blueprint, Instrument
from smi_cli.model.problems import Location, Problem, Problems
from smi_cli.rendering.blueprint_page import compose_page, list_blueprints
from smi_cli.rendering.problem_lines import render_problems
from smi_cli.rendering.wording.places import headline

if TYPE_CHECKING:
    from rich.console import RenderableType


class Request(NamedTuple):
    """The command line of `smi blueprint`: the name of a quadrant, or the answers whose quadrant it is, or neither."""

    name: str | None
    answers: str | None
    questionnaire: str | None


def run_blueprint(request: Request, targets: Sequence[Target]) -> None:
    """List the blueprints of a questionnaire, or show the one for a quadrant or for answers."""
    if request.name and request.answers:
        msg = f"{request.name} is a quadrant, and --for finds one by itself; give one of the two"
        raise UsageError(msg)
    try:
        library = Library(request.questionnaire)
        renderers = _renderers_for(request.answers, library) if request.answers else _choose(request.name, library)
    except UnknownNameError as error:
        raise UsageError(str(error)) from None
    problems = renderers.items if isinstance(renderers, Problems) else write_results(targets, renderers)
    sys.stderr.write(render_problems(problems))
    if problems:
        raise typer.Exit(Exit.UNUSABLE)


def _choose(name: str | None, library: Library) -> Renderers | Problems:
    instrument = library.instrument(DEFAULT_QUESTIONNAIRE)
    assert instrument is not None  # noqa: S101 - the default one ships with smi
    if isinstance(instrument, Problems):
        return instrument
    if not instrument.blueprints:
        msg = f"the questionnaire {instrument.questionnaire.id!r} has no blueprints"
        raise UsageError(msg)
    return _list_renderers(instrument) if name is None else _renderers(instrument, _find(instrument, name))


def _find(instrument: Instrument, name: str) -> Blueprint:
    if name not in instrument.blueprints:
        names = [name for name, _ in list_blueprints(instrument.blueprints.values(), instrument.questionnaire)]
        hint = suggest(name, names)
        msg = f"there is no blueprint {name!r} for {instrument.questionnaire.id!r}{f' ({hint})' if hint else ''}"
        raise UsageError(msg)
    return instrument.blueprints[name]


def _renderers_for(path: str, library: Library) -> Renderers | Problems:
    """The blueprint of the quadrant where answers stand, with what of it is done."""
    answers = read_answers(FoundFile(path, named=True), library)
    if not isinstance(answers, Answers):
        assert isinstance(answers, Problems)  # noqa: S101 - a file that is named is never passed over
        return answers
    instrument = library.instrument(answers.questionnaire)
    assert isinstance(instrument, Instrument)  # noqa: S101 - the answers were checked against it
    assessment = assess(instrument, compile_questionnaire(instrument.questionnaire), answers)
    if assessment.blueprint is None:
        message = f"These answers lead to no blueprint: {headline(assessment)[0]}"
        return Problems.of(Problem(Location(display_name(path)), "no-blueprint", message))
    return _renderers(instrument, assessment.blueprint, assessment)


def _renderers(instrument: Instrument, blueprint: Blueprint, assessment: Assessment | None = None) -> Renderers:
    from smi_cli.rendering import json_document, markdown

    page = compose_page(blueprint, instrument.questionnaire, assessment)

    def terminal(width: int, unicode: bool) -> RenderableType:
        from smi_cli.rendering.terminal import render_blueprint

        return render_blueprint(page)

    texts: dict[str, Callable[[], str]] = {
        Format.MARKDOWN: lambda: markdown.render_blueprint(page),
        Format.JSON: lambda: json_document.render_blueprints([blueprint], assessment),
    }
    return Renderers(terminal, texts)


def _list_renderers(instrument: Instrument) -> Renderers:
    from smi_cli.rendering import json_document, markdown

    blueprints = instrument.blueprints.values()
    listing = list_blueprints(blueprints, instrument.questionnaire)

    def terminal(width: int, unicode: bool) -> RenderableType:
        from smi_cli.rendering.terminal import render_listing

        return render_listing(listing)

    texts: dict[str, Callable[[], str]] = {
        Format.MARKDOWN: lambda: markdown.render_listing("Blueprint", listing),
        Format.JSON: lambda: json_document.render_blueprints(blueprints),
    }
    return Renderers(terminal, texts)
