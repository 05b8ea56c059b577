"""`smi show`: the questionnaires that ship, or one of them to review or to start one's own from."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import typer

from smi_cli.cli.boundary import Exit, UsageError
from smi_cli.cli.formats import ShowFormat
from smi_cli.cli.outputs import Renderers, Target, write_results
from smi_cli.loading.files import read_text
from smi_cli.loading.library import Library, UnknownNameError, path_of
from smi_cli.model.problems import Problem, Problems
from smi_cli.model.questionnaire import Questionnaire
from smi_cli.rendering.problem_lines import render_problems
from smi_cli.rendering.questionnaire_page import compose_questionnaire_page, list_questionnaires

if TYPE_CHECKING:
    from rich.console import RenderableType


def run_show(name: str | None, targets: Sequence[Target]) -> None:
    """List the questionnaires, or show the one of a name or at a path."""
    renderers = _list_renderers(targets) if name is None else _renderers(name)
    if isinstance(renderers, Problems):
        _fail(renderers.items)
    elif problems := write_results(targets, renderers):
        _fail(problems)


def _fail(problems: Sequence[Problem]) -> None:
    sys.stderr.write(render_problems(problems))
    raise typer.Exit(Exit.UNUSABLE)


def _renderers(name: str) -> Renderers | Problems:
    from smi_cli.rendering import markdown

    try:
        questionnaire = Library(name).questionnaire(name)
    except UnknownNameError as error:
        raise UsageError(str(error)) from None
    source = read_text(path_of(name, "questionnaire"))
    assert questionnaire is not None  # noqa: S101 - a chosen one stands in for every name
    if isinstance(questionnaire, Problems):
        return questionnaire
    if isinstance(source, Problems):
        return source
    page = compose_questionnaire_page(questionnaire)

    def terminal(width: int, unicode: bool) -> RenderableType:
        from smi_cli.rendering.terminal import render_questionnaire

        return render_questionnaire(page)

    texts: dict[str, Callable[[], str]] = {
        ShowFormat.MARKDOWN: lambda: markdown.render_questionnaire(page),
        ShowFormat.YAML: lambda: source,
    }
    return Renderers(texts, terminal)


def _list_renderers(targets: Sequence[Target]) -> Renderers | Problems:
    from smi_cli.rendering import markdown

    if any(target.format is ShowFormat.YAML for target in targets):
        msg = "name the questionnaire whose file you want"
        raise UsageError(msg)
    library = Library()
    found = [library.questionnaire(name) for name in library.names()]
    for one in found:
        if isinstance(one, Problems):
            return one
    listing = list_questionnaires([one for one in found if isinstance(one, Questionnaire)])

    def terminal(width: int, unicode: bool) -> RenderableType:
        from smi_cli.rendering.terminal import render_listing

        return render_listing(listing)

    return Renderers({ShowFormat.MARKDOWN: lambda: markdown.render_listing("Questionnaire", listing)}, terminal)
