"""`smi blueprint`: the list of blueprints, or one of them."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import typer

from smi_cli.cli.boundary import Exit, UsageError
from smi_cli.cli.formats import Format
from smi_cli.cli.outputs import Renderers, Target, write_results
from smi_cli.loading.library import Library, UnknownNameError
from smi_cli.loading.notebook import suggest
from smi_cli.model.blueprint import Instrument
from smi_cli.model.problems import Problems
from smi_cli.rendering.blueprint_page import compose_page, list_blueprints
from smi_cli.rendering.problem_lines import render_problems

if TYPE_CHECKING:
    from rich.console import RenderableType

DEFAULT_QUESTIONNAIRE = "smi"


def run_blueprint(name: str | None, targets: Sequence[Target], questionnaire: str | None) -> None:
    """List the blueprints of a questionnaire, or show the one for a quadrant."""
    try:
        instrument = Library(questionnaire).instrument(DEFAULT_QUESTIONNAIRE)
    except UnknownNameError as error:
        raise UsageError(str(error)) from None
    assert instrument is not None  # noqa: S101 - the default one ships with smi
    if isinstance(instrument, Instrument) and not instrument.blueprints:
        msg = f"the questionnaire {instrument.questionnaire.id!r} has no blueprints"
        raise UsageError(msg)
    if isinstance(instrument, Problems):
        sys.stderr.write(render_problems(instrument.items))
        raise typer.Exit(Exit.UNUSABLE)
    problems = write_results(targets, _list_renderers(instrument) if name is None else _renderers(instrument, name))
    sys.stderr.write(render_problems(problems))
    if problems:
        raise typer.Exit(Exit.UNUSABLE)


def _renderers(instrument: Instrument, name: str) -> Renderers:
    from smi_cli.rendering import json_document, markdown

    if name not in instrument.blueprints:
        names = [name for name, _ in list_blueprints(instrument.blueprints.values(), instrument.questionnaire)]
        hint = suggest(name, names)
        msg = f"there is no blueprint {name!r} for {instrument.questionnaire.id!r}{f' ({hint})' if hint else ''}"
        raise UsageError(msg)
    blueprint = instrument.blueprints[name]
    page = compose_page(blueprint, instrument.questionnaire)

    def terminal(width: int, unicode: bool) -> RenderableType:
        from smi_cli.rendering.terminal import render_blueprint

        return render_blueprint(page)

    texts: dict[str, Callable[[], str]] = {
        Format.MARKDOWN: lambda: markdown.render_blueprint(page),
        Format.JSON: lambda: json_document.render_blueprints([blueprint]),
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
