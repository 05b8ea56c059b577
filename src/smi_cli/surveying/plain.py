"""The plain driver: numbered lines and a line of input. No redraw, no colour; for screen readers and dumb terminals."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from textwrap import wrap
from typing import NamedTuple

from smi_cli.surveying.events import Event, Write
from smi_cli.surveying.screens import Option, Screen, together

NO_ANSWER = "There is no answer {!r} here."
Clean = Callable[[str], str]


class Typing(NamedTuple):
    """What somebody types: `read` gives a line or raises EOFError, `waiting` gives the lines that are there already."""

    read: Callable[[], str]
    waiting: Callable[[], Iterable[str]]


class PlainDriver:
    """Asks by writing lines and reading one."""

    def __init__(self, typing: Typing, write: Callable[[str], None], width: Callable[[], int], clean: Clean) -> None:
        """`clean` makes text harmless for a terminal of `width` columns."""
        self._read, self._waiting = typing
        self._write, self._width, self._clean = write, width, clean

    def ask(self, screen: Screen) -> Event:
        """Show a screen and read until what was typed means something."""
        self.tell("")
        for text in (screen.head, screen.ask, *screen.about, screen.notice):
            if text:
                self.tell(text)
        for option in screen.options:
            self.tell(f"{option.key}  {option.text}", hanging=len(option.key) + 2)
        self.tell("; ".join(_hints(screen)))
        while True:
            self._write("> ")
            event = _meaning(screen, self._typed(screen))
            if not isinstance(event, str):
                return event
            self.tell(event)

    def _typed(self, screen: Screen) -> str:
        """A line; where words are wanted, with the lines that were pasted behind it, or they would answer questions."""
        line = self._read().strip()
        if screen.options or line in {option.key for option in screen.keys}:
            return line
        pasted = [more for more in map(str.strip, self._waiting()) if more]
        if pasted:
            self.tell("Several lines came at once; they are taken as one.")
        return " ".join(filter(None, (line, *pasted)))

    def tell(self, text: str, hanging: int = 0) -> None:
        """Write a text, wrapped, as lines of its own."""
        lines = wrap(self._clean(text), max(self._width() - 1, 20), subsequent_indent=" " * hanging) or [""]
        self._write("".join(f"{line}\n" for line in lines))


def _hints(screen: Screen) -> Iterator[str]:
    chosen = ", ".join(screen.options[number].key for number in sorted(screen.chosen))
    if screen.options:
        yield "Type the numbers, as 1,3" if screen.several else "Type the sign before your answer"
        if chosen:
            yield f"Enter keeps {chosen}"
    elif screen.written:
        yield f"Now: {screen.written}"
        yield "Enter keeps it"
    yield from (f"{option.key} {option.text}" for option in screen.keys)
    yield "Ctrl-C stops"


def _meaning(screen: Screen, typed: str) -> Event | str:
    """The event that a line means, or what is wrong with it."""
    keys = {option.key: option.event for option in screen.keys}
    if typed.lower() in keys:
        return keys[typed.lower()]
    if not screen.options:
        return Write(typed or screen.written)
    if not typed:
        return _kept(screen)
    return _picked(screen, typed.lower()) if screen.several else _chosen(screen.options, typed.lower())


def _kept(screen: Screen) -> Event | str:
    if not screen.chosen:
        return "Nothing is chosen yet."
    return together(screen, screen.chosen) if screen.several else screen.options[min(screen.chosen)].event


def _chosen(options: tuple[Option, ...], typed: str) -> Event | str:
    found = [option.event for option in options if option.key == typed]
    return found[0] if found else NO_ANSWER.format(typed)


def _picked(screen: Screen, typed: str) -> Event | str:
    numbers = {option.key: number for number, option in enumerate(screen.options)}
    parts = typed.replace(",", " ").split()
    unknown = next((part for part in parts if part not in numbers), None)
    return together(screen, [numbers[part] for part in parts]) if unknown is None else NO_ANSWER.format(unknown)
