"""`smi assess`: the survey, from finding its file to the report; every answer is saved before the next question."""

from __future__ import annotations

import re
import shlex
import sys
from collections.abc import Callable, Sequence
from contextlib import nullcontext, suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple, Protocol, TextIO, TypeVar
from unicodedata import normalize

import typer

from smi_cli.assessing.compiling import compile_questionnaire
from smi_cli.cli.boundary import Exit, UsageError
from smi_cli.cli.formats import Format
from smi_cli.cli.options import DEFAULT_QUESTIONNAIRE
from smi_cli.cli.outputs import choose_targets
from smi_cli.cli.survey_terminal import columns, find_terminal, orderly_endings, read_line, wants_plain
from smi_cli.loading.answers_saving import AnswersFile, free_name
from smi_cli.loading.library import Library, UnknownNameError
from smi_cli.loading.surveys import Opened, open_survey
from smi_cli.model.answers import Answers
from smi_cli.model.blueprint import Instrument
from smi_cli.model.problems import Problems
from smi_cli.rendering.harmless import plain
from smi_cli.rendering.problem_lines import render_problems
from smi_cli.rendering.wording.phrases import count
from smi_cli.surveying.agenda import Script, missing_first
from smi_cli.surveying.events import Event
from smi_cli.surveying.interview import DONE, Part, begin, step
from smi_cli.surveying.screens import Screen, compose_screen

ENDING = ".yaml"
SLUG_LIMIT = 40
NO_TERMINAL = (
    "assess asks questions and needs a terminal; smi assess --template answers.yaml writes a file to fill in with an"
    " editor, and smi score answers.yaml reads it"
)


T = TypeVar("T")


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


class Driver(Protocol):
    """Asks for what a screen wants, and tells what there is to say."""

    def ask(self, screen: Screen) -> Event:
        """Show a screen and wait for an event."""

    def tell(self, text: str) -> None:
        """Say something that wants no answer."""


def run_assess(request: Request) -> None:
    """Ask, save, and show the report; or write a template."""
    if request.path and Path(request.path).suffix.lower() not in {ENDING, ".yml"}:
        msg = f"{request.path}: answers are written as YAML, so that they can hold comments; the name ends in {ENDING}"
        raise UsageError(msg)
    try:
        library = Library(request.questionnaire)
        if request.template:
            _write_template(request, library)
            return
        _survey(request, library)
    except UnknownNameError as error:
        raise UsageError(str(error)) from None


# The template


def _write_template(request: Request, library: Library) -> None:
    from smi_cli.loading.answers_template import compose_template
    from smi_cli.loading.files import write_text

    text = compose_template(_instrument(library).questionnaire, "Name of what is assessed", _today())
    if request.path is None:
        sys.stdout.write(text)
        return
    if Path(request.path).exists():
        msg = f"{request.path} exists already; nothing is overwritten"
        raise UsageError(msg)
    if problems := write_text(request.path, text, private=True):
        _refuse(problems)
    sys.stderr.write(f"smi: fill in {plain(request.path)}, then: smi score {_quoted(request.path)}\n")


# The survey


def _survey(request: Request, library: Library) -> None:
    terminal = None if request.no_input else find_terminal()
    if terminal is None:
        raise UsageError(NO_TERMINAL)
    inputs = list(filter(None, (request.path, request.questionnaire)))
    choose_targets(request.format, request.outputs, inputs)
    opened = _open(request, library)
    compiled = compile_questionnaire(opened.instrument.questionnaire)
    script = Script(compiled, missing_first(compiled, opened.answers) if request.only_missing else None)
    survey = _Survey(request, opened, script, terminal)
    survey.run()
    _report(request, survey.file.path)
    terminal.write(f"\nThe report again: smi score {survey.words}\n")
    terminal.flush()


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
    return _refuse(open_survey(request.path, library))


def _instrument(library: Library) -> Instrument:
    instrument = library.instrument(DEFAULT_QUESTIONNAIRE)
    assert instrument is not None  # noqa: S101 - the default one ships with smi
    return _refuse(instrument)


class _Survey:
    """One run of the survey: asks with a driver, and saves after every event that changed an answer."""

    def __init__(self, request: Request, opened: Opened, script: Script, terminal: TextIO) -> None:
        self.file = opened.file
        self._request, self._opened, self._script, self._terminal = request, opened, script, terminal
        self._state = begin(script, opened.answers)

    @property
    def words(self) -> str:
        """How the file is named on a command line, with the questionnaire if that was named."""
        chosen = f" --questionnaire {_quoted(self._request.questionnaire)}" if self._request.questionnaire else ""
        return f"{_quoted(self.file.path)}{chosen}"

    def run(self) -> None:
        """Ask until all is done; whatever stops it earlier says how to go on."""
        driver, session = self._driver()
        code: int = Exit.INTERRUPTED
        try:
            with orderly_endings(), session:
                self._welcome(driver)
                while self._state.at != DONE:
                    self._take(driver.ask(compose_screen(self._script, self._state)), driver)
                return
        except (KeyboardInterrupt, EOFError):
            pass
        except SystemExit as ending:
            code = ending.code if isinstance(ending.code, int) else code
        with suppress(OSError):  # the terminal may have gone
            self._terminal.write(f"\n{self._farewell()}\n")
            self._terminal.flush()
        raise typer.Exit(code)

    def _driver(self) -> tuple[Driver, nullcontext[None]]:
        def width() -> int:
            return columns(self._terminal)

        if self._request.plain or wants_plain():
            from smi_cli.surveying.plain import PlainDriver

            return PlainDriver(read_line, _writer(self._terminal), width, plain), nullcontext()
        from smi_cli.surveying.menus import MenuDriver

        menus = MenuDriver(self._terminal, width, plain)
        return menus, menus.session()  # type: ignore[return-value]  # one context manager is as good as the other

    def _take(self, event: Event, driver: Driver) -> None:
        before = self._state
        self._state = step(self._script, before, event)
        if self._state.answers == before.answers and self._state.at.part is before.at.part:
            return
        if self._state.at.part is Part.HEADING:
            return
        if not self.file.path:
            self.file.path = free_name(_name_for(self._state.answers))
        moved = self.file.save(self._state.answers)
        if isinstance(moved, Problems):
            driver.tell("This answer could not be saved. Everything before it is in the file.")
        if left := _refuse(moved):
            driver.tell(f"The file {left.reason}; it is left alone, and your answers go on in {self.file.path}.")

    def _welcome(self, driver: Driver) -> None:
        questionnaire = self._opened.instrument.questionnaire
        number = len(self._script.needed)
        minutes = count(_minutes(self._script), "minute")
        driver.tell(f"{questionnaire.title}: {count(number, 'question')}, about {minutes} to read.")
        driver.tell("Every answer is saved at once. Stop with Ctrl-C whenever you like, and go on later.")
        for sentence in self._opened.remarks:
            driver.tell(sentence)

    def _farewell(self) -> str:
        if not self.file.path or not Path(self.file.path).exists():
            return "Nothing was answered, so there is no file."
        return f"Saved in {plain(self.file.path)}. Go on with: smi assess {self.words}"


def _report(request: Request, path: str) -> None:
    from smi_cli.cli.score_command import Request as ScoreRequest
    from smi_cli.cli.score_command import run_score

    run_score(ScoreRequest([path], request.questionnaire, None, None, request.format, request.outputs, quiet=True))


def _minutes(script: Script) -> int:
    """How long the questions take to read, at 200 words a minute."""
    texts = [text for one in script.needed for text in (one.ask, *(level.wording for level in one.levels))]
    return max(1, round(sum(len(text.split()) for text in texts) / 200))


def _name_for(answers: Answers) -> str:
    """A file name from subject and date: `pip-thistle-2026-11-21.yaml`."""
    letters = normalize("NFKD", answers.subject).encode("ascii", "ignore").decode().lower()
    slug = re.sub("[^a-z0-9]+", "-", letters)[:SLUG_LIMIT].strip("-") or "answers"
    return f"{slug}-{answers.date.isoformat()}{ENDING}"


def _writer(terminal: TextIO) -> Callable[[str], None]:
    def write(text: str) -> None:
        terminal.write(text)
        terminal.flush()

    return write


def _quoted(path: str) -> str:
    return plain(shlex.quote(path))


def _today() -> date:
    return datetime.now(UTC).astimezone().date()


def _refuse(outcome: T | Problems) -> T:
    """The outcome, unless it is problems: those are said, and the command ends."""
    if isinstance(outcome, Problems):
        sys.stderr.write(render_problems(outcome.items))
        raise typer.Exit(Exit.UNUSABLE)
    return outcome
