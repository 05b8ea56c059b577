"""`smi assess`: the survey, from finding its file to the report; every answer is saved before the next question."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

from smi_cli.assessing.compiling import compile_questionnaire
from smi_cli.cli.boundary import UsageError
from smi_cli.cli.formats import Format, ScoreFormat
from smi_cli.cli.options import DEFAULT_QUESTIONNAIRE
from smi_cli.cli.outputs import PLAIN, STDOUT, choose_targets
from smi_cli.cli.survey_run import ENDING, Manner, Survey, quoted
from smi_cli.cli.survey_terminal import find_terminal, wants_plain
from smi_cli.cli.usable import usable
from smi_cli.loading.answers_saving import AnswersFile
from smi_cli.loading.library import Library, UnknownNameError
from smi_cli.loading.surveys import Opened, open_survey
from smi_cli.model.answers import Answers
from smi_cli.model.blueprint import Instrument
from smi_cli.rendering.harmless import plain
from smi_cli.surveying.agenda import Script, missing_first

NO_TERMINAL = (
    "assess asks questions and needs a terminal; smi assess --template answers.yaml writes a file to fill in with an"
    " editor, and smi score answers.yaml reads it"
)


class Request(NamedTuple):
    """The command line of `smi assess`."""

    path: str | None
    questionnaire: str | None
    only_missing: bool
    template: bool
    plain: bool
    no_input: bool
    format: Format | None
    outputs: Sequence[str]


def run_assess(request: Request) -> None:
    """Ask, save, and show the report; or write a template."""
    _check_name(request.path)
    try:
        library = Library(request.questionnaire)
        if request.template:
            _write_template(request, library)
            return
        _survey(request, library)
    except UnknownNameError as error:
        raise UsageError(str(error)) from None


def _check_name(path: str | None) -> None:
    """Refuse a path at which no answers can be written as YAML."""
    if path is None:
        return
    place = Path(path)
    if path and place.is_dir():
        msg = f"{path} is a folder; name the file in it"
        raise UsageError(msg)
    if place.suffix.lower() not in {ENDING, ".yml"}:
        instead = (
            f"convert {path} to YAML first" if path and place.exists() else f"name the file {path or 'acme'}{ENDING}"
        )
        msg = f"answers are written as YAML, so that they can hold comments; {instead}"
        raise UsageError(msg)


# The template


def _write_template(request: Request, library: Library) -> None:
    from smi_cli.loading.answers_template import compose_template
    from smi_cli.loading.writing import save_text

    if ignored := [*_about_asking(request), *_about_the_report(request)]:
        msg = f"--template asks nothing and reports nothing; leave out {' '.join(ignored)}"
        raise UsageError(msg)
    subject = (Path(request.path).stem.strip() if request.path else "") or "Name of what is assessed"
    text = compose_template(_instrument(library).questionnaire, subject, _today())
    if request.path is None:
        sys.stdout.write(text)
        return
    if os.path.lexists(request.path):
        msg = f"{request.path} exists already; nothing is overwritten"
        raise UsageError(msg)
    usable(save_text(request.path, text))
    score = f"smi score {quoted(request.path)}{_chosen(request)}"
    sys.stderr.write(f"smi: fill in {plain(request.path)}, then: {score}\n")


# The survey


def _survey(request: Request, library: Library) -> None:
    terminal = None if request.no_input else find_terminal()
    if terminal is None:
        raise UsageError(NO_TERMINAL)
    inputs = list(filter(None, (request.path, request.questionnaire)))
    choose_targets(request.format, request.outputs, inputs)
    for path in (request.path or ".", *request.outputs):
        _check_place(path)
    if request.plain or wants_plain():
        os.environ[PLAIN] = "1"  # for all that follows, the report too
    opened = _open(request, library)
    compiled = compile_questionnaire(opened.instrument.questionnaire)
    script = Script(compiled, missing_first(compiled, opened.answers) if request.only_missing else None)
    survey = Survey(opened, script, Manner(terminal, tuple(_options(request))))
    survey.run()
    _report(request, survey.file.path)
    files = [path for path in request.outputs if path != STDOUT]
    written = f"\nWritten: {', '.join(map(plain, files))}" if files else ""
    terminal.write(f"{written}\nThe report again:\n  smi score {quoted(survey.file.path)}{_chosen(request)}\n")
    terminal.flush()


def _chosen(request: Request) -> str:
    """The questionnaire, as a command line names it again."""
    return f" --questionnaire {quoted(request.questionnaire)}" if request.questionnaire else ""


def _options(request: Request) -> Iterator[str]:
    """The options without which going on would be another survey."""
    if request.questionnaire:
        yield f"--questionnaire {quoted(request.questionnaire)}"
    yield from _about_asking(request)
    yield from _about_the_report(request)


def _about_asking(request: Request) -> Iterator[str]:
    if request.only_missing:
        yield "--only-missing"
    if request.plain:
        yield "--plain"


def _about_the_report(request: Request) -> Iterator[str]:
    yield from (f"--output {quoted(path)}" for path in request.outputs)
    if request.format:
        yield f"--format {request.format}"


def _open(request: Request, library: Library) -> Opened:
    if request.path is None or not Path(request.path).exists():
        if request.only_missing:
            msg = "--only-missing asks what is missing in a file that exists; name it"
            raise UsageError(msg)
        instrument = _instrument(library)
        questionnaire = instrument.questionnaire
        answers = Answers(
            questionnaire=questionnaire.id,
            version=questionnaire.version,
            subject="",
            date=_today(),
            by_question={},
            context={},
        )
        return Opened(instrument, answers, AnswersFile(request.path or "", instrument))
    return usable(open_survey(request.path, library))


def _check_place(path: str) -> None:
    """Refuse a place where no file can be made before anybody has answered anything."""
    real = os.path.realpath(path)
    if Path(real).is_symlink():
        msg = f"{path} is a link that leads to itself"
        raise UsageError(msg)
    folder = Path(path) if Path(path).is_dir() else Path(real).parent
    if path != STDOUT and not os.access(folder, os.W_OK | os.X_OK):
        msg = f"no file can be written in {folder}{'' if folder.exists() else ', which does not exist'}"
        raise UsageError(msg)


def _instrument(library: Library) -> Instrument:
    instrument = library.instrument(DEFAULT_QUESTIONNAIRE)
    assert instrument is not None  # noqa: S101 - the default one ships with smi
    return usable(instrument)


def _report(request: Request, path: str) -> None:
    from smi_cli.cli.score_command import Request as ScoreRequest
    from smi_cli.cli.score_command import run_score

    chosen = ScoreFormat(request.format) if request.format else None
    run_score(ScoreRequest([path], request.questionnaire, format=chosen, outputs=request.outputs, quiet=True))


def _today() -> date:
    return datetime.now(UTC).astimezone().date()
