"""`smi score --set`: what an answers file would come to with other answers, before and after; no file is touched."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from smi_cli.assessing.batch import Scored
from smi_cli.assessing.scrutiny import STANDARD
from smi_cli.assessing.what_if import Settings, WhatIf, with_settings
from smi_cli.cli.boundary import UsageError
from smi_cli.cli.formats import SCORE_ENDINGS, ScoreFormat
from smi_cli.cli.options import DEFAULT_QUESTIONNAIRE
from smi_cli.cli.outputs import Renderers, choose_targets, write_results
from smi_cli.cli.score_command import Request, Run, read_terms, report
from smi_cli.cli.scoring import Scorer
from smi_cli.loading.entries import read_one
from smi_cli.loading.files import STDIN, is_folder
from smi_cli.loading.finding import is_table
from smi_cli.loading.gate_request import Candidates, misfit_of
from smi_cli.loading.gates_text import Misfit
from smi_cli.loading.library import Library, UnknownNameError
from smi_cli.loading.settings_text import is_setting, parse_setting
from smi_cli.loading.shapes import show_text
from smi_cli.model.problems import Location, Problem, Problems
from smi_cli.model.questionnaire import Questionnaire

if TYPE_CHECKING:
    from rich.console import RenderableType

FORMATS: Final = (ScoreFormat.TERMINAL, ScoreFormat.MARKDOWN, ScoreFormat.JSON)


def run_what_if(request: Request, settings: Sequence[str]) -> None:
    """Score one file as it is and with other answers, write every target, and exit as `smi score` does."""
    path = _one_file(request)
    _check_settings(settings)
    inputs = [*request.paths, *filter(None, (request.questionnaire, request.weights, request.efforts))]
    inputs += filter(None, (request.gates.file, request.gates.baseline))
    targets = choose_targets(request.format, request.outputs, inputs, SCORE_ENDINGS, ScoreFormat.TERMINAL, FORMATS)
    if others := [target.format for target in targets if target.format not in FORMATS]:
        msg = f"--set shows before and after as {', '.join(FORMATS)}, not as {others[0]}"
        raise UsageError(msg)
    run = Run()
    try:
        library = Library(request.questionnaire, DEFAULT_QUESTIONNAIRE)
        _check_fit(settings, library.candidates)
        scorer = Scorer(library, read_terms(request, library, run, hashed=False))
    except UnknownNameError as error:
        raise UsageError(str(error)) from None
    found = _try_out(scorer, path, settings)
    if isinstance(found, WhatIf):
        run.count(found.after, fresh=scorer.is_fresh(found.after))
    else:
        run.unusable += 1
        run.note(found.items)
    what_if = found if isinstance(found, WhatIf) and not run.problems else None
    run.note(write_results(targets, _renderers(what_if, run)))
    sys.stdout.flush()
    report(run, run.totals(), quiet=request.quiet)


def _one_file(request: Request) -> str:
    """The file that is asked about. Raises `UsageError` for several, and for options that are about several."""
    path = request.paths[0]
    if STDIN in (request.weights, request.efforts, request.gates.file, request.gates.baseline):
        msg = "--weights, --efforts, --gates and --baseline take files; standard input is for answers"
        raise UsageError(msg)
    if len(request.paths) > 1 or is_folder(path) or is_table(path):
        msg = "--set tries answers out on one answers file; name that file alone"
        raise UsageError(msg)
    if request.by is not None:
        msg = "--by groups many subjects, and --set is about one file; leave one of them out"
        raise UsageError(msg)
    if request.scrutiny != STANDARD:
        msg = "--as-of and --weight-tolerance say how certain a result is, and --set shows what changes; leave them out"
        raise UsageError(msg)
    return path


def _check_settings(settings: Sequence[str]) -> None:
    """Raise `UsageError` for what sets no answer, and for a question that is set twice."""
    for text in settings:
        if not is_setting(text):
            msg = f"--set {show_text(text)}: write ID=LEVEL or ID=unknown, as in in-channel-resolution=4"
            raise UsageError(msg)
    keys = [text.partition("=")[0] for text in settings]
    if twice := [key for key in keys if keys.count(key) > 1]:
        msg = f"--set: {show_text(twice[0])} is set twice"
        raise UsageError(msg)


def _check_fit(settings: Sequence[str], candidates: Candidates) -> None:
    """Raise `UsageError` for an answer that fits none of the questionnaires that could be meant."""
    for text in settings:
        if misfit := misfit_of(partial(parse_setting, text), candidates):
            msg = f"--set: {misfit.message}{f' ({misfit.hint})' if misfit.hint else ''}"
            raise UsageError(msg)


def _try_out(scorer: Scorer, path: str, settings: Sequence[str]) -> WhatIf | Problems:
    entry = read_one(path, scorer.library)
    if isinstance(entry, Problems):
        return entry
    before = scorer.score(entry)
    if isinstance(before, Problems):
        return before
    parsed = _settings(entry.name, before.assessment.questionnaire, settings)
    if isinstance(parsed, Problems):
        return parsed
    after = scorer.score(entry._replace(answers=with_settings(entry.answers, parsed)))
    assert isinstance(after, Scored)  # noqa: S101 - the terms have fitted before
    return WhatIf(parsed, before.assessment, after)


def _settings(file: str, questionnaire: Questionnaire, texts: Sequence[str]) -> Settings | Problems:
    """The answers to set; problems, said of the file, where its questionnaire does not have them."""
    parsed = [parse_setting(text, questionnaire) for text in texts]
    misfits = [one for one in parsed if isinstance(one, Misfit)]
    if misfits:
        return Problems.of(*(Problem(Location(file), one.code, f"--set: {one.message}", one.hint) for one in misfits))
    return dict(one for one in parsed if not isinstance(one, Misfit))


def _renderers(what_if: WhatIf | None, run: Run) -> Renderers:
    """Without a result there is nothing but the problems, which JSON holds."""

    def terminal(width: int, unicode: bool) -> RenderableType:
        from smi_cli.rendering.terminal_change import render_change
        from smi_cli.rendering.what_if_report import compose_what_if

        return render_change(compose_what_if(what_if), width, unicode=unicode) if what_if else ""

    def markdown() -> str:
        from smi_cli.rendering.markdown_change import render_change
        from smi_cli.rendering.what_if_report import compose_what_if

        return render_change(compose_what_if(what_if)) if what_if else ""

    def json() -> str:
        from smi_cli.rendering.json_change import render_changes

        change = what_if.change if what_if else None
        file = what_if.after.file if what_if else ""
        results = [(file, change.before), (file, change.after)] if change else []
        return render_changes(results, None, run.problems, what_if)

    return Renderers({ScoreFormat.MARKDOWN: markdown, ScoreFormat.JSON: json}, terminal)
