"""What a typed line means to the plain driver."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest

from smi_cli.surveying.events import Choose, Event, Key, Pick, Write
from smi_cli.surveying.plain import PlainDriver, Typing
from smi_cli.surveying.screens import BACK, EMPTY, HELP, SKIP, WRITTEN_BACK, Option, Screen

LEVELS = Screen(
    "[1/2]", "How often?", options=(Option("0", "Never", Choose(0)), Option("1", "Often", Choose(1))), keys=(SKIP, BACK)
)
SEVERAL = Screen(
    "[1/2]",
    "Which?",
    options=(Option("1", "Rye", Pick(("rye",))), Option("2", "Oat", Pick(("oat",))), Option("0", "None", Pick(()))),
    several=True,
    keys=(SKIP, BACK),
)
LETTERS = Screen(
    "", "Which?", options=(Option("a", "1st", Pick(("first",))), Option("f", "6th", Pick(("sixth",)))), several=True
)
WORDS = Screen("", "Who?", written="Ada  B", keys=(WRITTEN_BACK, EMPTY, HELP))


def asked(screen: Screen, *lines: str, waiting: Sequence[str] = ()) -> tuple[Event, str]:
    """The event that lines of input come to, and what was written; `waiting` lines are there all at once."""
    written: list[str] = []
    source: Iterator[str] = iter(lines)
    driver = PlainDriver(Typing(lambda: next(source), lambda: waiting), written.append, lambda: 60, lambda text: text)
    return driver.ask(screen), "".join(written)


@pytest.mark.parametrize(
    ("screen", "line", "event"),
    [
        (LEVELS, "1\n", Choose(1)),
        (LEVELS, " S ", Key.SKIP),
        (LEVELS._replace(chosen=frozenset({1})), "", Choose(1)),
        (SEVERAL, "2, 1", Pick(("oat", "rye"))),
        (SEVERAL, "0", Pick(())),
        (LETTERS, "F, A", Pick(("sixth", "first"))),
        (SEVERAL._replace(chosen=frozenset({0, 1})), "", Pick(("rye", "oat"))),
        (WORDS, "", Write("Ada  B")),
        (WORDS, "-", Write("")),
        (WORDS, "Bob", Write("Bob")),
        (WORDS, "<", Key.BACK),
        (WORDS, "?", Key.HELP),
    ],
)
def test_a_line_is_an_event(screen: Screen, line: str, event: Event) -> None:
    assert asked(screen, line)[0] == event


@pytest.mark.parametrize(
    ("screen", "line", "said"),
    [
        (LEVELS, "", "Nothing is chosen yet."),
        (LEVELS, "7", "There is no answer '7' here."),
        (SEVERAL, "1,9", "There is no answer '9' here."),
        (SEVERAL, ",", "Nothing is chosen yet."),
        (SEVERAL, "0,1", "None of these goes alone."),
    ],
)
def test_what_means_nothing_is_asked_again(screen: Screen, line: str, said: str) -> None:
    event, written = asked(screen, line, "s")
    assert event is Key.SKIP
    assert f"{said}\n> " in written


def test_what_is_no_text_is_shown_as_such() -> None:
    assert Write("caf\udce9  au\nlait ").words == "caf\ufffd au lait"


def test_lines_that_are_pasted_are_one_text_and_no_answers() -> None:
    event, written = asked(WORDS, "Two things:\n", waiting=("2\n", "\n", " 0\n"))
    assert event == Write("Two things: 2 0")
    assert "taken as one" in written
    assert asked(WORDS, "\n", waiting=("2\n",))[0] == Write("2")


def test_what_is_typed_ahead_of_a_key_or_an_option_is_left_alone() -> None:
    assert asked(WORDS, "<", waiting=("2\n",))[0] is Key.BACK
    assert asked(LEVELS, "1", waiting=("2\n",))[0] == Choose(1)
