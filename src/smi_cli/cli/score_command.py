"""`smi score`: answers files in, one report or an overview out; one bad file never hides the others."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import typer

from smi_cli.assessing.assessment import Assessment
from smi_cli.assessing.compiling import Compiled, compile_questionnaire
from smi_cli.cli.boundary import Exit, UsageError
from smi_cli.cli.formats import Format
from smi_cli.cli.outputs import Renderers, choose_targets, write_results
from smi_cli.loading.files import STDIN, display_name
from smi_cli.loading.library import (
    Library,
    OtherKind,
    UnknownNameError,
    not_for,
    read_answers,
    read_efforts,
    read_weights,
    with_efforts,
)
from smi_cli.loading.searching import FoundFile, find_files
from smi_cli.model.answers import Answers
from smi_cli.model.blueprint import Efforts, Instrument
from smi_cli.model.problems import Location, Problem, Problems
from smi_cli.model.questionnaire import Weights
from smi_cli.rendering.problem_lines import render_problems

if TYPE_CHECKING:
    from rich.console import RenderableType


class Request(NamedTuple):
    """The command line of `smi score`."""

    paths: Sequence[str]
    questionnaire: str | None
    weights: str | None
    efforts: str | None
    format: Format | None
    outputs: Sequence[str]
    quiet: bool


class Run:
    """What has become of the files so far. Problems that several files share are said once."""

    def __init__(self) -> None:
        self.scored: list[tuple[str, Assessment]] = []
        self.problems: dict[Problem, None] = {}
        self.unusable = 0
        self.skipped = 0

    def note(self, problems: Iterable[Problem]) -> None:
        """Keep problems, in the order in which they came up."""
        self.problems.update(dict.fromkeys(problems))


def run_score(request: Request) -> None:
    """Score all files of all paths, write every target, and exit with 3 if anything could not be used or written."""
    if STDIN in {request.weights, request.efforts}:
        msg = "--weights and --efforts take files; standard input is for answers"
        raise UsageError(msg)
    found = list(find_files(request.paths))
    inputs = [file.path for file in found if isinstance(file, FoundFile)]
    inputs += [name for name in (request.questionnaire, request.weights, request.efforts) if name]
    targets = choose_targets(request.format, request.outputs, inputs)
    run = Run()
    try:
        library = Library(request.questionnaire)
        weights = read_weights(request.weights, library) if request.weights else None
        efforts = read_efforts(request.efforts, library) if request.efforts else None
    except UnknownNameError as error:
        raise UsageError(str(error)) from None
    for own in (weights, efforts):
        run.note(own.items if isinstance(own, Problems) else ())
    _score_files(found, _Scorer(library, weights, efforts), run)
    run.note(write_results(targets, _renderers(run)))
    sys.stdout.flush()
    _report_problems(run, quiet=request.quiet)
    if run.problems:
        raise typer.Exit(Exit.UNUSABLE)


class _Scorer:
    """Assesses answers, compiling each questionnaire once."""

    def __init__(
        self, library: Library, weights: Weights | Problems | None, efforts: Efforts | Problems | None
    ) -> None:
        self.library = library
        self._weights = weights
        self._efforts = efforts
        self._compiled: dict[str, tuple[Compiled, list[Compiled]]] = {}

    def assess(self, file: str, answers: Answers) -> Assessment | Problems:
        instrument = self.library.instrument(answers.questionnaire)
        assert isinstance(instrument, Instrument)  # noqa: S101 - the answers were checked against it
        instrument = with_efforts(instrument, self._efforts, file)
        if isinstance(instrument, Problems):
            return instrument
        questionnaire = instrument.questionnaire
        if isinstance(self._weights, Problems):
            return self._weights
        if self._weights and (wrong := not_for(questionnaire, "weights", self._weights.questionnaire, file)):
            return wrong
        if questionnaire.id not in self._compiled:
            # Only the questionnaire's own weights are held against the others that come with it.
            others = () if self._weights else instrument.weights
            compiled = compile_questionnaire(questionnaire, self._weights)
            self._compiled[questionnaire.id] = (compiled, [compile_questionnaire(questionnaire, one) for one in others])
        compiled, alternatives = self._compiled[questionnaire.id]
        return Assessment(instrument, compiled, answers, alternatives)


def _score_files(found: Sequence[FoundFile | Problems], scorer: _Scorer, run: Run) -> None:
    for file in found:
        if isinstance(file, Problems):
            run.note(file.items)
            continue
        outcome = read_answers(file, scorer.library)
        name = display_name(file.path)
        result = scorer.assess(name, outcome) if isinstance(outcome, Answers) else outcome
        match result:
            case Assessment():
                run.scored.append((name, result))
            case Problems(items=items):
                run.note(items)
                run.unusable += 1
            case OtherKind():
                run.skipped += 1
    if not run.scored and not run.problems:
        folder = next(str(Path(file.path).parent) for file in found if isinstance(file, FoundFile))
        message = f"None of the {run.skipped} files is an answers file"
        run.note([Problem(Location(folder), "nothing-found", message)])


def _renderers(run: Run) -> Renderers:
    """One assessment makes a report, several an overview, none nothing but the problems that JSON holds."""
    assessments = [assessment for _, assessment in run.scored]

    def terminal(width: int, unicode: bool) -> RenderableType:
        from smi_cli.rendering import terminal as to_terminal
        from smi_cli.rendering.overview import compose_overview
        from smi_cli.rendering.report import compose_report

        if not assessments:
            return ""
        if len(assessments) > 1:
            return to_terminal.render_overview(compose_overview(assessments, run.unusable, run.skipped), width)
        return to_terminal.render_report(compose_report(assessments[0]), width, unicode=unicode)

    def markdown() -> str:
        from smi_cli.rendering import markdown as to_markdown
        from smi_cli.rendering.overview import compose_overview
        from smi_cli.rendering.report import compose_report

        if not assessments:
            return ""
        if len(assessments) > 1:
            return to_markdown.render_overview(compose_overview(assessments, run.unusable, run.skipped))
        return to_markdown.render_report(compose_report(assessments[0]))

    def json() -> str:
        from smi_cli.rendering.json_document import render_results

        return render_results(run.scored, run.problems)

    return Renderers({Format.MARKDOWN: markdown, Format.JSON: json}, terminal)


def _report_problems(run: Run, *, quiet: bool) -> None:
    sys.stderr.write(render_problems(run.problems))
    if (run.problems or run.skipped) and not quiet:
        from smi_cli.rendering.overview import summary

        sys.stderr.write(f"smi: {summary(len(run.scored), run.unusable, run.skipped)}\n")
