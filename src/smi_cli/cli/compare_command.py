"""`smi compare`: the results of one subject over time, and what changed between them."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import typer

from smi_cli.assessing.scrutiny import STANDARD, Scrutiny
from smi_cli.assessing.snapshot import Snapshot
from smi_cli.cli.boundary import Exit, UsageError
from smi_cli.cli.formats import PAGE_ENDINGS, PageFormat
from smi_cli.cli.one_subject import About, differences, why_too_few
from smi_cli.cli.outputs import Renderers, choose_targets, write_results
from smi_cli.cli.scrutiny_options import parse_day
from smi_cli.loading.files import STDIN, display_name
from smi_cli.loading.library import Library, UnknownNameError, read_weights
from smi_cli.loading.results_file import read_results
from smi_cli.loading.searching import FoundFile, FoundTable, find_files
from smi_cli.model.problems import Location, Problem, Problems
from smi_cli.model.questionnaire import Weights
from smi_cli.rendering.problem_lines import render_problems

if TYPE_CHECKING:
    from rich.console import RenderableType

    from smi_cli.assessing.assessment import Assessment
    from smi_cli.rendering.change_report import ChangeReport


class Result(NamedTuple):
    """A result with the name of its file; `assessment` only of answers, which are scored now."""

    file: str
    snapshot: Snapshot
    assessment: Assessment | None


class Request(NamedTuple):
    """The command line of `smi compare`."""

    paths: Sequence[str]
    questionnaire: str | None
    weights: str | None
    as_of: str | None
    format: PageFormat | None
    outputs: Sequence[str]


def run_compare(request: Request) -> None:
    """Read all results, write every target, and exit with 3 if they cannot be compared or written."""
    if request.weights == STDIN:
        msg = "--weights takes a file; standard input is for results"
        raise UsageError(msg)
    as_of = parse_day(request.as_of) if request.as_of is not None else None
    found = [file for file in find_files(request.paths) if not isinstance(file, FoundTable)]  # they are no results
    inputs = [file.path for file in found if isinstance(file, FoundFile)]
    inputs += [name for name in (request.questionnaire, request.weights) if name]
    targets = choose_targets(request.format, request.outputs, inputs, PAGE_ENDINGS, PageFormat.TERMINAL)
    try:
        library = Library(request.questionnaire)
        weights = read_weights(request.weights, library) if request.weights else None
    except UnknownNameError as error:
        raise UsageError(str(error)) from None
    scrutiny = STANDARD._replace(as_of=as_of)
    results = (
        weights
        if isinstance(weights, Problems)
        else _read(found, library, weights, scrutiny, why_too_few(request.paths, found))
    )
    problems = list(results.items) if isinstance(results, Problems) else []
    problems += write_results(targets, _renderers([] if isinstance(results, Problems) else results, as_of, problems))
    sys.stdout.flush()
    sys.stderr.write(render_problems(problems))
    if problems:
        raise typer.Exit(Exit.UNUSABLE)


def _read(
    found: Sequence[FoundFile | Problems], library: Library, weights: Weights | None, scrutiny: Scrutiny, too_few: str
) -> list[Result] | Problems:
    """At least two results of one subject, by date and, on the same day, as they were given.

    `too_few` is a hint for where there are less than two.
    """
    results: list[Result] = []
    problems: list[Problem] = []
    for file in found:
        read = file if isinstance(file, Problems) else read_results(file.path, library, weights, scrutiny)
        if isinstance(read, Problems):
            # What a folder holds beside results is none of our business; what was named is meant.
            beside = isinstance(file, FoundFile) and not file.named
            problems += [one for one in read.items if not (beside and one.code == "wrong-kind")]
        elif isinstance(file, FoundFile):
            results += [Result(display_name(file.path), one.snapshot, one.assessment) for one in read]
    problems += differences(
        [About(file, Location(file), one.subject, one.questionnaire) for file, one, _ in results], "compare", "result"
    )
    if not problems and len(results) < 2:  # noqa: PLR2004 - comparing takes two
        files = [display_name(file.path) for file in found if isinstance(file, FoundFile)]
        message = f"There is {'one result' if results else 'no result'}, and comparing takes two"
        place = Location(results[0].file if results else files[0])
        problems.append(Problem(place, "nothing-to-compare", message, too_few))
    return Problems.of(*problems) if problems else sorted(results, key=lambda result: result.snapshot.date)


def _renderers(results: Sequence[Result], as_of: date | None, problems: Sequence[Problem]) -> Renderers:
    """Without results there is nothing but the problems, which JSON holds."""
    snapshots, scored = [one.snapshot for one in results], [one.assessment for one in results]

    def composed() -> ChangeReport:
        from smi_cli.rendering.change_report import compose_change

        return compose_change(snapshots, as_of, scored)

    def terminal(width: int, unicode: bool) -> RenderableType:
        from smi_cli.rendering.terminal_change import render_change

        return render_change(composed(), width, unicode=unicode) if results else ""

    def markdown() -> str:
        from smi_cli.rendering.markdown_change import render_change

        return render_change(composed()) if results else ""

    def html() -> str:
        from smi_cli.cli.pages import read_page_styles
        from smi_cli.rendering.html_change import render_change

        return render_change(composed(), read_page_styles()) if results else ""

    def json() -> str:
        from smi_cli.rendering.json_change import render_changes

        return render_changes([(file, snapshot) for file, snapshot, _ in results], as_of, problems)

    texts: dict[str, Callable[[], str]] = {
        PageFormat.MARKDOWN: markdown,
        PageFormat.HTML: html,
        PageFormat.JSON: json,
    }
    return Renderers(texts, terminal)
