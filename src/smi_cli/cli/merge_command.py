"""`smi merge`: the answers of several respondents about one subject, side by side and as one answers file."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import typer

from smi_cli.assessing.assessment import Assessment
from smi_cli.assessing.batch import Scored
from smi_cli.assessing.joint import Joint, assess_merged
from smi_cli.assessing.merging import Voice, merge
from smi_cli.cli.boundary import Exit, UsageError
from smi_cli.cli.formats import MERGE_ENDINGS, MergeFormat
from smi_cli.cli.gathering import Found, Gathered, find_in_order, gather
from smi_cli.cli.options import DEFAULT_QUESTIONNAIRE
from smi_cli.cli.outputs import STDOUT, Renderers, Target, choose_targets, write_results
from smi_cli.cli.placing_outputs import check_apart
from smi_cli.cli.scoring import Scorer, Terms
from smi_cli.loading.files import STDIN
from smi_cli.loading.library import Library, UnknownNameError, read_weights
from smi_cli.loading.searching import FoundFile
from smi_cli.loading.writing import save_text
from smi_cli.model.answers import Answers
from smi_cli.model.problems import Problem, Problems
from smi_cli.rendering.harmless import log_line
from smi_cli.rendering.problem_lines import render_problems

if TYPE_CHECKING:
    from rich.console import RenderableType

    from smi_cli.rendering.merge_report import MergeReport


class Request(NamedTuple):
    """The command line of `smi merge`."""

    paths: Sequence[str]
    questionnaire: str | None
    weights: str | None
    format: MergeFormat | None
    outputs: Sequence[str]


def run_merge(request: Request) -> None:
    """Read all answers, write every target, and exit with 3 if they cannot be merged or written."""
    if request.weights == STDIN:
        msg = "--weights takes a file; standard input is for answers"
        raise UsageError(msg)
    found = find_in_order(request.paths)
    targets = _choose_targets(request, found)
    try:
        library = Library(request.questionnaire, DEFAULT_QUESTIONNAIRE)
        weights = read_weights(request.weights, library) if request.weights else None
    except UnknownNameError as error:
        raise UsageError(str(error)) from None
    gathered = gather(request.paths, found, library)
    if isinstance(weights, Problems):
        gathered.problems.extend(weights.items)
    scorer = Scorer(library, Terms(weights))
    problems = _write(targets, _join(gathered, scorer))
    sys.stdout.flush()
    sys.stderr.write(render_problems(problems) + "".join(f"smi: {log_line(one)}\n" for one in gathered.remarks))
    if problems:
        raise typer.Exit(Exit.UNUSABLE)


def _choose_targets(request: Request, found: Sequence[Found]) -> list[Target]:
    """Where results go. Merged answers go nowhere where something is already: somebody may have gone on with them."""
    inputs = [file.path for file in found if isinstance(file, FoundFile)]
    inputs += [name for name in (request.questionnaire, request.weights) if name]
    targets = choose_targets(request.format, request.outputs, inputs, MERGE_ENDINGS, MergeFormat.TERMINAL)
    check_apart([target.path for target in targets if target.path != STDOUT], request.paths)
    for target in targets:
        if _is_answers_file(target) and os.path.lexists(target.path):
            msg = f"--output {target.path} exists already; nothing is overwritten"
            raise UsageError(msg)
    return targets


def _is_answers_file(target: Target) -> bool:
    return target.format is MergeFormat.YAML and target.path != STDOUT


def _join(gathered: Gathered, scorer: Scorer) -> Joint | Problems:
    """The merged answers, scored."""
    if gathered.problems:
        return Problems.of(*gathered.problems)
    entry = gathered.entries[0]
    first = scorer.score(entry)
    if isinstance(first, Problems):
        return first

    def assess(answers: Answers) -> Assessment:
        scored = scorer.score(entry._replace(answers=answers))
        assert isinstance(scored, Scored)  # noqa: S101 - the terms have fitted the questionnaire
        return scored.assessment

    voices = [Voice(one.name, one.answers) for one in gathered.entries]
    return assess_merged(merge(first.assessment.questionnaire, voices), assess)


def _write(targets: Sequence[Target], joint: Joint | Problems) -> list[Problem]:
    """Write every target, merged answers only where all is well; what is wrong and what cannot be written."""
    files = [target.path for target in targets if _is_answers_file(target)]
    named = [*files, *(target.path for target in targets if target.format is MergeFormat.YAML)]
    text = _answers_file(joint, named[0]) if isinstance(joint, Joint) and named else ""
    wrong = [one for outcome in (joint, text) if isinstance(outcome, Problems) for one in outcome.items]
    usable = joint if isinstance(joint, Joint) and not wrong else None
    answers = text if isinstance(text, str) else ""
    reports = [target for target in targets if not _is_answers_file(target)]
    problems = [*wrong, *write_results(reports, _renderers(usable, answers, wrong))]
    if usable:
        for path in files:
            failure = save_text(path, answers)
            problems += failure.items if failure else ()
    return problems


def _answers_file(joint: Joint, path: str) -> str | Problems:
    from smi_cli.loading.merged_text import compose_merged

    about = _report(joint).about_file
    return compose_merged(joint.merged.answers, joint.together.questionnaire, about, path)


def _report(joint: Joint) -> MergeReport:
    from smi_cli.rendering.merge_report import compose_merge

    return compose_merge(joint)


def _renderers(joint: Joint | None, answers_file: str, problems: Sequence[Problem]) -> Renderers:
    """Without merged answers there is nothing but the problems, which JSON holds."""

    def terminal(width: int, unicode: bool) -> RenderableType:
        from smi_cli.rendering.terminal_merge import render_merge

        return render_merge(_report(joint), width, unicode=unicode) if joint else ""

    def markdown() -> str:
        from smi_cli.rendering.markdown_merge import render_merge

        return render_merge(_report(joint)) if joint else ""

    def json() -> str:
        from smi_cli.rendering.json_merge import render_merge

        return render_merge(joint, problems)

    return Renderers(
        {MergeFormat.MARKDOWN: markdown, MergeFormat.JSON: json, MergeFormat.YAML: lambda: answers_file}, terminal
    )
