"""The plain driver: numbered lines and a line of input. No redraw, no colour; for screen readers and dumb terminals."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from textwrap import wrap

from smi_cli.surveying.events import Event, Key, Pick, Write
from smi_cli.surveying.screens import Option, Screen

TO_GO_BACK = "<"
TO_REMOVE = "-"


class PlainDriver:
    """Asks by writing lines and reading one."""

    def __init__(
        self,
        read: Callable[[], str],
        write: Callable[[str], None],
        width: Callable[[], int],
        clean: Callable[[str], str],
    ) -> None:
        """`read` gives a line or raises EOFError; `clean` makes text harmless for a terminal of `width` columns."""
        self._read, self._write, self._width, self._clean = read, write, width, clean

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
            event = _meaning(screen, self._read().strip())
            if not isinstance(event, str):
                return event
            self.tell(event)

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
        yield f"Enter keeps it, {TO_REMOVE} removes it"
    if not screen.options:
        yield f"{TO_GO_BACK} goes back"
    yield from (f"{option.key} {option.text}" for option in screen.keys)
    yield "Ctrl-C stops"


def _meaning(screen: Screen, typed: str) -> Event | str:
    """The event that a line means, or what is wrong with it."""
    keys = {option.key: option.event for option in screen.keys}
    if not screen.options:
        if typed == TO_GO_BACK:
            return Key.BACK
        if typed in keys:
            return keys[typed]
        return Write("" if typed == TO_REMOVE else typed or screen.written)
    if typed.lower() in keys:
        return keys[typed.lower()]
    if not typed:
        return _kept(screen)
    return _picked(screen, typed) if screen.several else _chosen(screen.options, typed.lower())


def _kept(screen: Screen) -> Event | str:
    if not screen.chosen:
        return "Nothing is chosen yet."
    events = [screen.options[number].event for number in sorted(screen.chosen)]
    return _together(events) if screen.several else events[0]


def _chosen(options: tuple[Option, ...], typed: str) -> Event | str:
    found = [option.event for option in options if option.key == typed]
    return found[0] if found else f"There is no answer {typed!r} here."


def _picked(screen: Screen, typed: str) -> Event | str:
    events: list[Event] = []
    for part in typed.replace(",", " ").split():
        event = _chosen(screen.options, part)
        if isinstance(event, str):
            return event
        events.append(event)
    return _together(events) if events else "Nothing is chosen yet."


def _together(events: list[Event]) -> Event | str:
    """Several options as one event."""
    if Pick(()) in events and len(events) > 1:
        return "None of these goes alone."
    return Pick(tuple(option for event in events if isinstance(event, Pick) for option in event.options))
