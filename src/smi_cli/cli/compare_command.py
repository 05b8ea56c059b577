"""`smi compare`: the results of one subject over time, and what changed between them."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

import typer

from smi_cli.assessing.snapshot import Snapshot
from smi_cli.cli.boundary import Exit, UsageError
from smi_cli.cli.formats import ENDINGS, Format
from smi_cli.cli.outputs import Renderers, choose_targets, write_results
from smi_cli.loading.files import STDIN, display_name
from smi_cli.loading.library import Library, UnknownNameError, read_weights
from smi_cli.loading.results_file import read_snapshots
from smi_cli.loading.searching import FoundFile, FoundTable, find_files
from smi_cli.model.problems import Location, Problem, Problems
from smi_cli.model.questionnaire import Weights
from smi_cli.rendering.problem_lines import render_problems
from smi_cli.rendering.wording.phrases import count, join

if TYPE_CHECKING:
    from rich.console import RenderableType

Result = tuple[str, Snapshot]
NAMES_SHOWN: Final = 3


class Request(NamedTuple):
    """The command line of `smi compare`."""

    paths: Sequence[str]
    questionnaire: str | None
    weights: str | None
    as_of: str | None
    format: Format | None
    outputs: Sequence[str]


def run_compare(request: Request) -> None:
    """Read all results, write every target, and exit with 3 if they cannot be compared or written."""
    if request.weights == STDIN:
        msg = "--weights takes a file; standard input is for results"
        raise UsageError(msg)
    as_of = _day(request.as_of) if request.as_of is not None else None
    found = [file for file in find_files(request.paths) if not isinstance(file, FoundTable)]  # they are no results
    inputs = [file.path for file in found if isinstance(file, FoundFile)]
    inputs += [name for name in (request.questionnaire, request.weights) if name]
    targets = choose_targets(request.format, request.outputs, inputs, ENDINGS, Format.TERMINAL)
    try:
        library = Library(request.questionnaire)
        weights = read_weights(request.weights, library) if request.weights else None
    except UnknownNameError as error:
        raise UsageError(str(error)) from None
    results = weights if isinstance(weights, Problems) else _read(found, library, weights)
    problems = list(results.items) if isinstance(results, Problems) else []
    problems += write_results(targets, _renderers([] if isinstance(results, Problems) else results, as_of, problems))
    sys.stdout.flush()
    sys.stderr.write(render_problems(problems))
    if problems:
        raise typer.Exit(Exit.UNUSABLE)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text) else "")
    except ValueError:
        msg = f"--as-of {text}: it has to be a day, year-month-day, such as 2026-10-05"
        raise UsageError(msg) from None


def _read(found: Sequence[FoundFile | Problems], library: Library, weights: Weights | None) -> list[Result] | Problems:
    """At least two results of one subject, by date and, on the same day, as they were given."""
    results: list[Result] = []
    problems: list[Problem] = []
    for file in found:
        read = file if isinstance(file, Problems) else read_snapshots(file.path, library, weights)
        if isinstance(read, Problems):
            # What a folder holds beside results is none of our business; what was named is meant.
            beside = isinstance(file, FoundFile) and not file.named
            problems += [one for one in read.items if not (beside and one.code == "wrong-kind")]
        elif isinstance(file, FoundFile):
            results += [(display_name(file.path), one) for one in read]
    problems += _differences(results)
    if not problems and len(results) < 2:  # noqa: PLR2004 - comparing takes two
        files = [display_name(file.path) for file in found if isinstance(file, FoundFile)]
        message = f"There is {'one result' if results else 'no result'}, and comparing takes two"
        problems.append(Problem(Location(results[0][0] if results else files[0]), "nothing-to-compare", message))
    return Problems.of(*problems) if problems else sorted(results, key=lambda result: result[1].date)


def _differences(results: Sequence[Result]) -> list[Problem]:
    """That results are about another subject or questionnaire than the first one: said once, however many they are."""
    subjects = _others("other-subject", [(file, one.subject) for file, one in results])
    return [*subjects, *_others("other-questionnaire", [(file, one.questionnaire) for file, one in results])]


def _others(code: str, results: Sequence[tuple[str, str]]) -> Iterator[Problem]:
    others = [(file, name) for file, name in results if name != results[0][1]]
    if others:
        (first_file, first), (file, _) = results[0], others[0]
        names = [repr(name) for name in dict.fromkeys(name for _, name in others)]
        shown = join([*names[:NAMES_SHOWN], "others"] if len(names) > NAMES_SHOWN else names)
        this = f"This and {count(len(others) - 1, 'more result')} are" if len(others) > 1 else "This is"
        message = f"{this} about {shown}, and {first_file} is about {first!r}"
        yield Problem(Location(file), code, message, "compare takes results of one subject")


def _renderers(results: Sequence[Result], as_of: date | None, problems: Sequence[Problem]) -> Renderers:
    """Without results there is nothing but the problems, which JSON holds."""
    snapshots = [snapshot for _, snapshot in results]

    def terminal(width: int, unicode: bool) -> RenderableType:
        from smi_cli.rendering.change_report import compose_change
        from smi_cli.rendering.terminal_change import render_change

        return render_change(compose_change(snapshots, as_of), width, unicode=unicode) if results else ""

    def markdown() -> str:
        from smi_cli.rendering.change_report import compose_change
        from smi_cli.rendering.markdown_change import render_change

        return render_change(compose_change(snapshots, as_of)) if results else ""

    def json() -> str:
        from smi_cli.rendering.json_change import render_changes

        return render_changes(results, as_of, problems)

    return Renderers({Format.MARKDOWN: markdown, Format.JSON: json}, terminal)
