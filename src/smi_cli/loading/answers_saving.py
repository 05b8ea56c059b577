"""An answers file that is open for a survey: saved after every answer, and never over somebody else's words.

A file is written again whole where smi has written it, and edited where a person has. What somebody else changes in the
meantime stays: the answers then go into a new file beside it, and so they do where the layout cannot be edited.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from smi_cli.loading.answers_file import decode_answers
from smi_cli.loading.answers_text import compose_answers, edit_answers, upgrade_text
from smi_cli.loading.files import SIZE_LIMIT
from smi_cli.loading.older_answers import CarriedOver
from smi_cli.loading.writing import save_text
from smi_cli.loading.yaml_outline import CannotEditError
from smi_cli.loading.yaml_text import parse_yaml
from smi_cli.model.answers import Answers
from smi_cli.model.blueprint import Instrument
from smi_cli.model.problems import Location, Problem, Problems

TRIES = 1000
NAME_LIMIT = 40
# What keeps answers out of a file without a fault of theirs: they move to another one, for these reasons.
MOVES = {
    "not-editable": "could not be edited, because of how it is laid out",
    "changed-meanwhile": "was changed by someone else",
    "not-replaceable": "may not be replaced any more",
}


class Saved(NamedTuple):
    """The answers are in the file; `moved` says why in another one than they came from."""

    is_new: bool
    moved: str = ""


class AnswersFile:
    """The file of a survey.

    `path` is where the answers are, and changes when they have to move; `copy` is where they are as they were before
    they were brought to another version, if they were, and `is_rewritten` says that comments are left there alone.
    """

    def __init__(self, path: str, instrument: Instrument) -> None:
        """Of a file that does not exist yet."""
        self.path = path
        self.copy = ""
        self.is_rewritten = False
        self._instrument = instrument
        self._text: str | None = None
        self._saved: Answers | None = None

    def opened(self, text: str, answers: Answers) -> AnswersFile:
        """The file, with the text and the answers that stand in it."""
        self._text, self._saved = text, answers
        return self

    def upgraded(self, text: str, carried: CarriedOver) -> AnswersFile | Problems:
        """The file of answers to another version, brought to the present one; a copy of it stays beside it."""
        new = self._checked(lambda: upgrade_text(text, carried, self._instrument.questionnaire), carried.answers)
        if isinstance(new, Problems):
            self.is_rewritten = True
            new = self._composed(carried.answers)
        if isinstance(new, Problems):
            return new
        place = Path(self.path)
        version = re.sub("[^A-Za-z0-9.]+", "-", carried.version)[:NAME_LIMIT]  # it may say anything
        self.copy = free_name(str(place.with_name(f"{place.stem}-{version}{place.suffix}")))
        if problems := save_text(self.copy, text):
            return problems
        if problems := save_text(self.path, new, text):
            Path(self.copy).unlink(missing_ok=True)
            return problems
        return self.opened(new, carried.answers)

    def save(self, answers: Answers) -> Saved | Problems:
        """Write what has changed. A problem leaves the file as it was."""
        is_new = not Path(self.path).exists()
        if answers == self._saved and not is_new:
            return Saved(is_new=False)
        text = self._text_for(answers)
        problems = text if isinstance(text, Problems) else save_text(self.path, text, self._text)
        if problems is None:
            self._text, self._saved = str(text), answers
            return Saved(is_new)
        reason = MOVES.get(problems.items[0].code)
        return self._move(answers, reason) if reason else problems

    def _move(self, answers: Answers, reason: str) -> Saved | Problems:
        path, text = free_name(self.path), self._composed(answers)
        problems = text if isinstance(text, Problems) else save_text(path, text)
        if problems:
            return problems
        self.path, self._text, self._saved = path, str(text), answers
        return Saved(is_new=True, moved=reason)

    def _text_for(self, answers: Answers) -> str | Problems:
        """The text that is there, edited; the whole composed anew where nobody has touched it."""
        before, text, questionnaire = self._saved, self._text, self._instrument.questionnaire
        if before is None or text is None or text == compose_answers(before, questionnaire):
            return self._composed(answers)
        return self._checked(lambda: edit_answers(text, before, answers, questionnaire), answers)

    def _composed(self, answers: Answers) -> str | Problems:
        return self._checked(lambda: compose_answers(answers, self._instrument.questionnaire), answers)

    def _checked(self, text_of: Callable[[], str], answers: Answers) -> str | Problems:
        """A text, if it reads as these answers."""
        try:
            text = text_of()
        except CannotEditError as error:
            return self._refusal("not-editable", f"The file cannot be edited: {error}")
        if len(text.encode()) > SIZE_LIMIT:
            return self._refusal("too-large", "The file would be larger than 1 MiB", "shorten the longest note")
        document = parse_yaml(text, self.path)
        if isinstance(document, Problems) or decode_answers(document, self._instrument) != answers:
            return self._refusal("not-editable", "The file would not say what was answered")
        return text

    def _refusal(self, code: str, message: str, hint: str = "") -> Problems:
        return Problems.of(Problem(Location(self.path), code, message, hint))


def free_name(path: str) -> str:
    """The path itself or, where that is taken, the same with a number that is free."""
    place = Path(path)
    names = (place, *(place.with_name(f"{place.stem}-{number}{place.suffix}") for number in range(2, TRIES)))
    return str(next(name for name in names if not os.path.lexists(name)))
