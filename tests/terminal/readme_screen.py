"""The screen of the survey that the README shows: `make screen` prints it, and a test holds the README to it."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from terminal.session import CTRL_C, ENTER, Session

HEADING = ("Pip & Thistle Plants", "Noor Haddad", "Shop manager", "")


def survey_screen() -> str:
    """What stands on a terminal of 80 columns when the third question is asked."""
    with (
        TemporaryDirectory() as folder,
        Session("assess", "pip.yaml", "--questionnaire", "smi", cwd=Path(folder), rows=22) as session,
    ):
        for ask, words in zip(("Who or what", "Who answers", "In which role", "For which day"), HEADING, strict=True):
            session.wait_for_text(ask)
            session.send(words + ENTER)
        for number, level in (("[1/24]", "3"), ("[2/24]", "2")):
            session.wait_for_menu(number)
            session.send(level + ENTER)
        session.wait_for_menu("[3/24]")
        session.send("3")
        session.wait_for("> 3  A named")
        lines = session.lines
        session.send(CTRL_C)
        session.finish()
    first = next(number for number, line in enumerate(lines) if line.startswith("[3/24]"))
    return "\n".join(lines[first:]).strip() + "\n"


if __name__ == "__main__":
    print(survey_screen(), end="")  # noqa: T201
