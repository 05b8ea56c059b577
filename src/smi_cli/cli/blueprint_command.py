"""`smi blueprint`: the list of blueprints, one of them, or the worksheets of its steps."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

import typer

from smi_cli.assessing.assessment import Assessment
from smi_cli.assessing.compiling import compile_questionnaire
from smi_cli.cli.boundary import Exit, UsageError
from smi_cli.cli.formats import PAGE_ENDINGS, WORKSHEET_ENDINGS, Format, PageFormat
from smi_cli.cli.options import DEFAULT_QUESTIONNAIRE
from smi_cli.cli.outputs import Renderers, Target, choose_targets, write_results
from smi_cli.loading.entries import read_one
from smi_cli.loading.files import STDIN, display_name
from smi_cli.loading.library import Library, UnknownNameError, read_efforts, with_efforts
from smi_cli.loading.notebook import suggest
from smi_cli.model.blueprint import Blueprint, Instrument, Step
from smi_cli.model.problems import Location, Problem, Problems
from smi_cli.rendering.blueprint_page import BlueprintPage, compose_page, compose_pages, list_blueprints
from smi_cli.rendering.problem_lines import render_problems
from smi_cli.rendering.wording.places import headline

if TYPE_CHECKING:
    from rich.console import RenderableType


class Request(NamedTuple):
    """The command line of `smi blueprint`: the name of a quadrant, or the answers whose quadrant it is, or neither."""

    name: str | None
    answers: str | None
    questionnaire: str | None
    efforts: str | None
    worksheets: bool
    format: PageFormat | None
    outputs: Sequence[str]


class Choice(NamedTuple):
    """What was asked for: all blueprints of an instrument, or one; with answers, what they come to."""

    instrument: Instrument
    blueprint: Blueprint | None
    assessment: Assessment | None = None


def run_blueprint(request: Request) -> None:
    """List the blueprints of a questionnaire, show the one for a quadrant or for answers, or print its worksheets."""
    targets = _targets(request)
    if request.efforts and (request.worksheets or not (request.name or request.answers) or request.efforts == STDIN):
        msg = "--efforts takes a file and goes with the blueprint of a quadrant or of answers"
        raise UsageError(msg)
    if request.name and request.answers:
        msg = f"{request.name} is a quadrant, and --for finds one by itself; give one of the two"
        raise UsageError(msg)
    try:
        library = Library(request.questionnaire)
        choice = _choose_for(request.answers, request, library) if request.answers else _choose(request, library)
    except UnknownNameError as error:
        raise UsageError(str(error)) from None
    renderers = choice if isinstance(choice, Problems) else _renderers(choice, library, worksheets=request.worksheets)
    problems = (
        _write_failure(targets, renderers) if isinstance(renderers, Problems) else write_results(targets, renderers)
    )
    sys.stderr.write(render_problems(problems))
    if problems:
        raise typer.Exit(Exit.UNUSABLE)


def _write_failure(targets: Sequence[Target], problems: Problems) -> Sequence[Problem]:
    """JSON says why there is nothing; an old file in another format stays as it is."""
    from smi_cli.rendering import json_document

    json = [target for target in targets if target.format == PageFormat.JSON]
    texts: dict[str, Callable[[], str]] = {
        PageFormat.JSON: lambda: json_document.render_blueprints([], problems=problems.items)
    }
    return (*problems.items, *write_results(json, Renderers(texts)))


def _targets(request: Request) -> list[Target]:
    inputs = list(filter(None, (request.answers, request.questionnaire, request.efforts)))
    if not request.worksheets:
        return choose_targets(request.format, request.outputs, inputs, PAGE_ENDINGS, PageFormat.TERMINAL)
    if request.format not in {None, PageFormat.MARKDOWN}:
        msg = f"worksheets are Markdown, and --format says {request.format}"
        raise UsageError(msg)
    return choose_targets(request.format, request.outputs, inputs, WORKSHEET_ENDINGS, Format.MARKDOWN)


def _choose(request: Request, library: Library) -> Choice | Problems:
    instrument = _instrument(DEFAULT_QUESTIONNAIRE, request, library)
    if isinstance(instrument, Problems):
        return instrument
    if not instrument.blueprints:
        msg = f"the questionnaire {instrument.questionnaire.id!r} has no blueprints"
        raise UsageError(msg)
    return Choice(instrument, _find(instrument, request.name) if request.name else None)


def _find(instrument: Instrument, name: str) -> Blueprint:
    if name not in instrument.blueprints:
        names = [name for name, _ in list_blueprints(instrument.blueprints.values(), instrument.questionnaire)]
        hint = suggest(name, names)
        msg = f"there is no blueprint {name!r} for {instrument.questionnaire.id!r}{f' ({hint})' if hint else ''}"
        raise UsageError(msg)
    return instrument.blueprints[name]


def _choose_for(path: str, request: Request, library: Library) -> Choice | Problems:
    """The blueprint of the quadrant where answers stand."""
    entry = read_one(path, library)
    if isinstance(entry, Problems):
        return entry
    answers = entry.answers
    instrument = _instrument(answers.questionnaire, request, library)
    if isinstance(instrument, Problems):
        return instrument
    assessment = Assessment(instrument, compile_questionnaire(instrument.questionnaire), answers)
    if assessment.blueprint is None:
        message = f"These answers lead to no blueprint: {headline(assessment)[0].removesuffix('.')}"
        return Problems.of(
            Problem(Location(display_name(path)), "no-blueprint", message, _what_to_do(path, assessment))
        )
    return Choice(instrument, assessment.blueprint, assessment)


def _what_to_do(path: str, assessment: Assessment) -> str:
    """A hint for answers without a blueprint: nothing but more answers leads to a quadrant where there is none."""
    first = assessment.certainty.settling.first
    if (assessment.placement and assessment.placement.quadrant) or first is None:
        return ""
    command = shlex.join(["smi", "assess", "FILE" if path == STDIN else path, "--only-missing"])
    return f"find out {first[0].id} first; {command} asks for what is missing"


def _instrument(name: str, request: Request, library: Library) -> Instrument | Problems:
    instrument = library.instrument(name)
    assert instrument is not None  # noqa: S101 - the default one ships with smi, answers were checked against theirs
    if isinstance(instrument, Problems) or request.efforts is None:
        return instrument
    return with_efforts(instrument, read_efforts(request.efforts, library), Location(display_name(request.efforts)))


def _renderers(choice: Choice, library: Library, *, worksheets: bool) -> Renderers | Problems:
    if worksheets:
        return _worksheet_renderers(choice, library)
    return _page_renderers(choice, choice.blueprint) if choice.blueprint else _list_renderers(choice.instrument)


def _page_renderers(choice: Choice, blueprint: Blueprint) -> Renderers:
    from smi_cli.rendering import json_document, markdown

    page = compose_page(blueprint, choice.instrument, choice.assessment)

    def terminal(width: int, unicode: bool) -> RenderableType:
        from smi_cli.rendering.terminal import render_blueprint

        return render_blueprint(page)

    texts: dict[str, Callable[[], str]] = {
        PageFormat.MARKDOWN: lambda: markdown.render_blueprint(page),
        PageFormat.HTML: lambda: _html(page),
        PageFormat.JSON: lambda: json_document.render_blueprints(
            [blueprint], choice.assessment, choice.instrument.efforts
        ),
    }
    return Renderers(texts, terminal)


def _list_renderers(instrument: Instrument) -> Renderers:
    from smi_cli.rendering import json_document, markdown

    blueprints = instrument.blueprints.values()
    listing = list_blueprints(blueprints, instrument.questionnaire)

    def terminal(width: int, unicode: bool) -> RenderableType:
        from smi_cli.rendering.terminal import render_listing

        return render_listing(listing)

    texts: dict[str, Callable[[], str]] = {
        PageFormat.MARKDOWN: lambda: markdown.render_listing("Blueprint", listing),
        PageFormat.HTML: lambda: _html_of_all(instrument),
        PageFormat.JSON: lambda: json_document.render_blueprints(blueprints),
    }
    return Renderers(texts, terminal)


def _html(page: BlueprintPage) -> str:
    from smi_cli.cli.pages import read_page_styles
    from smi_cli.rendering.html_blueprint import render_blueprint

    return render_blueprint(page, read_page_styles())


def _html_of_all(instrument: Instrument) -> str:
    from smi_cli.cli.pages import read_page_styles
    from smi_cli.rendering.html_blueprint import render_blueprints

    return render_blueprints(instrument.questionnaire.title, compose_pages(instrument), read_page_styles())


def _worksheet_renderers(choice: Choice, library: Library) -> Renderers | Problems:
    from smi_cli.rendering.worksheets import Paper, render_worksheets

    questionnaire = choice.instrument.questionnaire
    steps = _steps_with_worksheets(choice)
    if not steps:
        msg = "no step asks for a worksheet"
        raise UsageError(msg)
    found = library.worksheets(questionnaire.id)
    if isinstance(found, Problems):
        return found
    names = dict.fromkeys(step.worksheet for step in steps)
    missing = [name for name in names if name not in found]
    if missing:
        place = f"blueprints/{questionnaire.id}/worksheets/{missing[0]}.yaml"
        return Problems.of(Problem(Location(place), "not-found", f"There is no worksheet {missing[0]!r}"))
    papers = [Paper(name, found[name], tuple(one.title for one in steps if one.worksheet == name)) for name in names]
    answers = choice.assessment.answers if choice.assessment else None
    return Renderers({PageFormat.MARKDOWN: lambda: render_worksheets(papers, questionnaire, answers)})


def _steps_with_worksheets(choice: Choice) -> list[Step]:
    """The steps that ask for a worksheet, each once: those of the blueprint, then those borrowed from others."""
    blueprints = [choice.blueprint] if choice.blueprint else choice.instrument.blueprints.values()
    steps = [step for blueprint in blueprints for step in blueprint.steps]
    steps += [one.step for one in (choice.assessment.steps if choice.assessment else ()) if one.step]
    return list({step.id: step for step in steps if step.worksheet}.values())
