"""An answers file that is open for a survey: saved after every answer, and never over somebody else's words.

A file is written again whole where smi has written it, and edited where a person has. What somebody else changes in the
meantime stays: the answers then go into a new file beside it, and so they do where the layout cannot be edited.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import NamedTuple

from smi_cli.loading.answers_file import decode_answers
from smi_cli.loading.answers_text import compose_answers, edit_answers, upgrade_text
from smi_cli.loading.files import read_text, write_text
from smi_cli.loading.older_answers import CarriedOver
from smi_cli.loading.yaml_outline import CannotEditError
from smi_cli.loading.yaml_text import parse_yaml
from smi_cli.model.answers import Answers
from smi_cli.model.blueprint import Instrument
from smi_cli.model.problems import Problems

TRIES = 1000


class Moved(NamedTuple):
    """The answers went into another file than they came from, for this reason."""

    reason: str


class AnswersFile:
    """The file of a survey.

    `path` is where the answers are, and changes when they have to move; `copy` is where they are as they were before
    they were brought to another version, if they were.
    """

    def __init__(self, path: str, instrument: Instrument) -> None:
        """Of a file that does not exist yet."""
        self.path = path
        self.copy = ""
        self._instrument = instrument
        self._text: str | None = None
        self._saved: Answers | None = None

    def opened(self, text: str, answers: Answers) -> AnswersFile:
        """The file, with the text and the answers that stand in it."""
        self._text, self._saved = text, answers
        _sweep(Path(self.path))
        return self

    def upgraded(self, text: str, carried: CarriedOver) -> AnswersFile | Problems:
        """The file of answers to another version, brought to the present one; a copy of it stays beside it."""
        questionnaire = self._instrument.questionnaire
        place = Path(self.path)
        self.copy = free_name(str(place.with_name(f"{place.stem}-{carried.version}{place.suffix}")))
        if problems := write_text(self.copy, text, private=True):
            return problems
        new = upgrade_text(text, carried, questionnaire)
        if not self._says(new, carried.answers):
            new = compose_answers(carried.answers, questionnaire)
        return write_text(self.path, new) or self.opened(new, carried.answers)

    def save(self, answers: Answers) -> Moved | Problems | None:
        """Write what has changed; None if all is in the file. A problem leaves the file as it was."""
        if answers == self._saved:
            return None
        text = self._text_for(answers)
        reason = ""
        if text is None:
            reason = "could not be edited, because of how it is laid out"
        elif self._on_disk() not in {None, self._text}:
            reason = "was changed by someone else"
        if reason:
            text = compose_answers(answers, self._instrument.questionnaire)
            self.path = free_name(self.path)
        problems = write_text(self.path, text or "", private=True)
        if problems:
            return problems
        self._text, self._saved = text, answers
        return Moved(reason) if reason else None

    def _text_for(self, answers: Answers) -> str | None:
        """The new text, or None where it would not say what the answers say."""
        questionnaire = self._instrument.questionnaire
        whole = compose_answers(answers, questionnaire)
        if self._text is None or self._saved is None or self._text == compose_answers(self._saved, questionnaire):
            return whole
        try:
            text = edit_answers(self._text, self._saved, answers, questionnaire)
        except CannotEditError:
            return None
        return text if self._says(text, answers) else None

    def _says(self, text: str, answers: Answers) -> bool:
        """Whether a text reads as these answers."""
        document = parse_yaml(text, self.path)
        return not isinstance(document, Problems) and decode_answers(document, self._instrument) == answers

    def _on_disk(self) -> str | None:
        """The text that stands there now; None if there is no such file."""
        text = read_text(self.path)
        if isinstance(text, Problems):
            return None if text.items[0].code == "not-found" else ""
        return text


def free_name(path: str) -> str:
    """The path itself or, where that is taken, the same with a number that is free."""
    place = Path(path)
    names = (place, *(place.with_name(f"{place.stem}-{number}{place.suffix}") for number in range(2, TRIES)))
    return str(next(name for name in names if not os.path.lexists(name)))


def _sweep(path: Path) -> None:
    """Remove what a survey that was killed while it saved has left beside the file."""
    for stray in path.resolve().parent.glob(f".{path.resolve().name}.*.tmp"):
        number = stray.name.rsplit(".", 2)[1]
        if number.isdecimal() and not _is_running(int(number)):
            with contextlib.suppress(OSError):
                stray.unlink()


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
