"""One run of a survey: asking with a driver, saving after every answer, and ending in good order."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import NamedTuple, Protocol, TextIO
from unicodedata import normalize

import typer

from smi_cli.assessing.reading import WORDS_A_MINUTE, words_to_read
from smi_cli.cli.boundary import Exit, silence_stdout
from smi_cli.cli.outputs import STDOUT
from smi_cli.cli.survey_terminal import columns, endings_held, line_reader, terminal_kept, waiting_lines, wants_plain
from smi_cli.cli.usable import usable
from smi_cli.loading.answers_saving import free_name
from smi_cli.loading.surveys import Opened
from smi_cli.model.answers import Answers, Known, NotApplicable
from smi_cli.model.problems import Problems
from smi_cli.rendering.harmless import plain
from smi_cli.rendering.wording.phrases import count
from smi_cli.surveying.agenda import Script
from smi_cli.surveying.events import Event
from smi_cli.surveying.interview import DONE, Part, begin, missing, step
from smi_cli.surveying.screens import Screen, compose_screen

ENDING = ".yaml"
UNSAVED = "This answer could not be saved. Everything before it is in the file."
SLUG_LIMIT = 40


class Manner(NamedTuple):
    """How to ask: where, and the options of the command line that going on needs again."""

    terminal: TextIO
    options: tuple[str, ...]


class Driver(Protocol):
    """Asks for what a screen wants, and tells what there is to say."""

    def ask(self, screen: Screen) -> Event:
        """Show a screen and wait for an event."""

    def tell(self, text: str) -> None:
        """Say something that wants no answer."""


class Survey:
    """One run of the survey: asks with a driver, and saves after every event that changed an answer."""

    def __init__(self, opened: Opened, script: Script, manner: Manner) -> None:
        self.file = opened.file
        self._opened, self._script, self._manner = opened, script, manner
        self._state = begin(script, opened.answers)
        self._saved = opened.answers if opened.answers.subject else None

    @property
    def words(self) -> str:
        """How the file is named on a command line, with the options that matter."""
        return " ".join([quoted(self.file.path), *self._manner.options])

    def run(self) -> None:
        """Ask until all is done; whatever stops it earlier says how to go on."""
        code = self._ask()
        if code is Exit.DONE:
            return
        try:
            self._manner.terminal.write(f"\n{self._farewell()}")
            self._manner.terminal.flush()
        except OSError:  # the terminal has gone, and what is left for it would be complained of at the very end
            silence_stdout()
            code = Exit.HUNG_UP
        raise typer.Exit(code)

    def _ask(self) -> Exit:
        """Ask until all is done or something stops it."""
        driver, session = self._driver()
        try:
            with terminal_kept(), session:
                self._welcome(driver)
                while self._state.at != DONE:
                    self._take(driver.ask(compose_screen(self._script, self._state)), driver)
        except (KeyboardInterrupt, EOFError):
            return Exit.INTERRUPTED
        except OSError:
            return Exit.HUNG_UP
        except SystemExit as ending:
            return Exit(int(ending.code or Exit.INTERRUPTED))
        except typer.Exit as ending:
            return Exit(ending.exit_code)
        return Exit.DONE

    def _driver(self) -> tuple[Driver, AbstractContextManager[None]]:
        def width() -> int:
            return columns(self._manner.terminal)

        if wants_plain():
            from smi_cli.surveying.plain import PlainDriver, Typing

            typing = Typing(line_reader(), waiting_lines)
            return PlainDriver(typing, _writer(self._manner.terminal), width, plain), nullcontext()
        from smi_cli.surveying.menus import MenuDriver

        menus = MenuDriver(self._manner.terminal, width, plain)
        return menus, menus.session()

    def _take(self, event: Event, driver: Driver) -> None:
        self._state = step(self._script, self._state, event)
        answers = self._state.answers
        # The subject is the least that a file can hold; without a path, its name also wants the date.
        is_named = self.file.path or self._state.at.part is not Part.HEADING
        is_saved = answers == self._saved and Path(self.file.path).exists()
        if not answers.subject or not is_named or is_saved:
            return
        self.file.path = self.file.path or free_name(_name_for(answers))
        is_new = not Path(self.file.path).exists()
        with endings_held():
            outcome = self.file.save(answers)
        if isinstance(outcome, Problems):
            driver.tell("This could not be saved." if is_new else UNSAVED)
        saved = usable(outcome)
        self._saved = answers
        if saved.moved:
            driver.tell(f"The file {saved.moved}; it is left alone, and your answers go on in {self.file.path}.")
        elif saved.is_new:
            driver.tell(f"Your answers are in {self.file.path}.")

    def _welcome(self, driver: Driver) -> None:
        title = self._opened.instrument.questionnaire.title
        if self._script.only is None:
            minutes = max(1, round(words_to_read(self._script.compiled) / WORDS_A_MINUTE))
            questions = count(len(self._script.needed), "question")
            more = len(self._opened.instrument.questionnaire.context)
            optional = f", then {count(more, 'question')} that may stay empty and are never scored" if more else ""
            driver.tell(f"{title}: {questions}, about {count(minutes, 'minute')} to read{optional}.")
            given = (self._opened.answers.by_question.get(one.id) for one in self._script.needed)
            answered = sum(isinstance(answer, Known | NotApplicable) for answer in given)
            if answered:
                driver.tell(f"Going on: {answered} answered.")
            driver.tell("Choose the highest level that is true today in every demand; ? says what to look at.")
        else:
            left = count(len(missing(self._script, self._opened.answers)), "answer")
            driver.tell(f"{title}: {left} missing.")
        driver.tell("Every answer is saved at once. Stop with Ctrl-C whenever you like, and go on later.")
        for sentence in self._opened.remarks:
            driver.tell(sentence)

    def _farewell(self) -> str:
        if not self.file.path or not Path(self.file.path).exists():
            return "Nothing is saved, so there is no file.\n"
        return f"Saved in {plain(self.file.path)}. Go on with:\n  smi assess {self.words}\n"


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


def quoted(path: str) -> str:
    """A path as it is written on a command line, where a hyphen before it would make an option of it."""
    return plain(shlex.quote(f"./{path}" if path.startswith("-") and path != STDOUT else path))
