"""`smi explain`: every number of a result followed back to the answers, or one of them by its id."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NamedTuple

import typer

from smi_cli.assessing.batch import Scored
from smi_cli.assessing.explaining import Explanation
from smi_cli.assessing.explanation import Part
from smi_cli.assessing.scrutiny import Scrutiny
from smi_cli.cli.again import Named
from smi_cli.cli.boundary import Exit, UsageError
from smi_cli.cli.formats import Format
from smi_cli.cli.outputs import Renderers, choose_targets, write_results
from smi_cli.cli.scoring import Terms, score_one
from smi_cli.loading.files import STDIN
from smi_cli.loading.finding import is_table
from smi_cli.loading.library import Library, UnknownNameError, read_weights
from smi_cli.loading.naming import find_id, suggest_id
from smi_cli.loading.shapes import show_text
from smi_cli.model.problems import Problem, Problems
from smi_cli.rendering.problem_lines import render_problems

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import RenderableType


class Request(NamedTuple):
    """The command line of `smi explain`: the answers, and the id of what is to be explained, or everything."""

    path: str
    key: str | None
    questionnaire: str | None
    weights: str | None
    scrutiny: Scrutiny
    format: Format | None
    outputs: Sequence[str]


class Explained(NamedTuple):
    """The explanation of what was scored, and the part of it that was asked for; None is everything."""

    scored: Scored
    explanation: Explanation
    part: Part | None


def run_explain(request: Request) -> None:
    """Explain the result of an answers file, write every target, and exit with 3 if that is not possible."""
    if is_table(request.path):
        msg = f"{request.path} is a table, and explain takes one answers file: save the row as a file of its own"
        raise UsageError(msg)
    if request.weights == STDIN:
        msg = "--weights takes a file; standard input is for answers"
        raise UsageError(msg)
    inputs = [name for name in (request.path, request.questionnaire, request.weights) if name]
    targets = choose_targets(request.format, request.outputs, inputs)
    try:
        explained = _explain(request, Library(request.questionnaire))
    except UnknownNameError as error:
        raise UsageError(str(error)) from None
    problems = list(explained.items) if isinstance(explained, Problems) else []
    problems += write_results(targets, _renderers(explained, problems))
    sys.stdout.flush()
    sys.stderr.write(render_problems(problems))
    if problems:
        raise typer.Exit(Exit.UNUSABLE)


def _explain(request: Request, library: Library) -> Explained | Problems:
    weights = read_weights(request.weights, library) if request.weights else None
    scored = score_one(request.path, library, Terms(weights, named=Named(scrutiny=request.scrutiny)))
    if isinstance(scored, Problems):
        return scored
    explanation = Explanation(scored.assessment)
    return Explained(scored, explanation, _find(explanation, request.key) if request.key is not None else None)


def _find(explanation: Explanation, word: str) -> Part:
    titles = {one.id: one.title for one in explanation.parts()}
    key = find_id(word, titles)
    part = explanation.find(key) if key else None
    if part is None:
        name = explanation.assessment.questionnaire.id
        hint = suggest_id(word, titles) or f"smi show {name} shows all ids"
        msg = f"there is nothing called {show_text(word)} in {name!r} ({hint})"
        raise UsageError(msg)
    return part


def _renderers(explained: Explained | Problems, problems: Sequence[Problem]) -> Renderers:
    """Without an explanation there is nothing but the problems, which JSON holds."""

    def terminal(width: int, unicode: bool) -> RenderableType:
        from smi_cli.rendering.explanation_page import compose_explanation
        from smi_cli.rendering.terminal_explanation import render_explanation

        if isinstance(explained, Problems):
            return ""
        return render_explanation(compose_explanation(explained.explanation, explained.scored.locate, explained.part))

    def markdown() -> str:
        from smi_cli.rendering.explanation_page import compose_explanation
        from smi_cli.rendering.markdown_explanation import render_explanation

        if isinstance(explained, Problems):
            return ""
        return render_explanation(compose_explanation(explained.explanation, explained.scored.locate, explained.part))

    def json() -> str:
        from smi_cli.rendering.json_explanation import render_explanations

        return render_explanations([] if isinstance(explained, Problems) else [explained], problems)

    return Renderers({Format.MARKDOWN: markdown, Format.JSON: json}, terminal)
