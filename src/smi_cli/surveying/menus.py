"""The driver with menus: arrows, digits and letters. The only module that knows questionary.

What questionary does not do by itself is added to the application that it builds: lines are wrapped instead of cut,
nothing is chosen before the first key, letters are events, and no key leads past the choices.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from textwrap import fill
from typing import Any, NamedTuple, TextIO

import questionary
from prompt_toolkit.application import create_app_session, get_app_session
from prompt_toolkit.filters import Condition, to_filter
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent, merge_key_bindings
from prompt_toolkit.layout import ScrollOffsets
from prompt_toolkit.output.defaults import create_output
from questionary.prompts.common import InquirerControl

from smi_cli.surveying.events import Event, Key, Write
from smi_cli.surveying.interview import Position
from smi_cli.surveying.screens import Option, Screen, together

NOTHING_YET = -1
WAITING = "(arrows or the sign before an answer, then Enter)"
BEYOND = "Longer than the screen: arrows show the rest."
POINTER = ">"
MARGIN = 7
NARROWEST = 20
LONGEST = 5
# Keys that may be typed behind a text that is there already; behind others it is a text that ends like this.
MOVES = frozenset({"<", ">", "<<"})
# What leads back to the same menu, in which the pointer then stands where it stood.
_RETURNING = (Key.HELP, Key.NOTE, Key.EVIDENCE, Key.NOT_APPLICABLE)


class _Pointed(NamedTuple):
    """Where the pointer stood in a menu: the value there, and what was chosen at that place by then."""

    at: Position | None
    chosen: frozenset[int]
    value: Any


class MenuDriver:
    """Asks with menus that are drawn in place and leave a line behind."""

    def __init__(self, terminal: TextIO, width: Callable[[], int], clean: Callable[[str], str]) -> None:
        """`clean` makes text harmless for a terminal of `width` columns."""
        self._terminal, self._width, self._clean = terminal, width, clean
        self._pointed: _Pointed | None = None

    @contextmanager
    def session(self) -> Iterator[None]:
        """Draw on the terminal, wherever standard output goes."""
        output = create_output(stdout=self._terminal)
        try:
            with create_app_session(output=output):
                yield
        finally:
            with suppress(OSError):  # the terminal may have gone
                output.disable_bracketed_paste()
                output.show_cursor()
                output.flush()

    def ask(self, screen: Screen) -> Event:
        """Show a screen and wait for what it asks for."""
        self.tell("")
        for text in (screen.head, screen.ask, *screen.about, screen.notice):
            if text:
                self.tell(text)
        if not screen.options:
            return self._write(screen)
        return self._pick(screen) if screen.several else self._choose(screen)

    def tell(self, text: str) -> None:
        """Write a text, wrapped, as lines of its own."""
        self._terminal.write(f"{fill(self._clean(text), self._columns)}\n")
        self._terminal.flush()

    @property
    def _columns(self) -> int:
        return max(self._width() - 1, NARROWEST)

    def _write(self, screen: Screen) -> Event:
        shown = self._clean(screen.written)
        # What can only be shown escaped cannot be edited: it is kept or replaced.
        prefilled = shown if shown == Write(screen.written).words else ""
        if shown and not prefilled:
            self.tell(f"Now: {shown} (Enter keeps it)")
        self._terminal.write(f"  {self._keys(screen)}\n")
        self._terminal.flush()
        answer = str(self._run(questionary.text("", qmark=POINTER, default=prefilled), screen)).strip()
        keys = {option.key: option.event for option in screen.keys}
        if answer in keys:
            return keys[answer]
        moves = {f"{prefilled}{key}": event for key, event in keys.items() if isinstance(event, Key) and key in MOVES}
        return moves.get(answer) or Write(screen.written if answer == prefilled else answer)

    def _choose(self, screen: Screen) -> Event:
        choices = [questionary.Choice(self._title(option), value=at) for at, option in enumerate(screen.options)]
        start = [choices[at] for at in screen.chosen] or [questionary.Choice(WAITING, value=NOTHING_YET)]
        choices = choices if screen.chosen else start + choices
        question = questionary.select(
            "", choices, default=start[0], qmark="", pointer=POINTER, instruction=self._keys(screen), use_jk_keys=False
        )
        result = self._run(question, screen)
        return self._say(screen.options[result]) if isinstance(result, int) else self._left(result)

    def _pick(self, screen: Screen) -> Event:
        choices = [
            questionary.Choice(self._title(option), value=at, checked=at in screen.chosen)
            for at, option in enumerate(screen.options)
        ]
        question = questionary.checkbox(
            "",
            choices,
            qmark="",
            pointer=POINTER,
            instruction=self._keys(screen, "Space marks, Enter goes on;"),
            use_jk_keys=False,
        )
        result = self._run(question, screen)
        if isinstance(result, Key):
            return self._left(result)
        event = together(screen, result)
        if isinstance(event, str):  # questionary has no place for a refusal but the last line of a tall terminal
            return self.ask(screen._replace(chosen=frozenset(result), notice=event))
        return event

    def _keys(self, screen: Screen, *first: str) -> str:
        """What other keys do, wrapped between them."""
        lines = sum(self._title(option).count("\n") + 1 for option in screen.options)
        # The keys themselves take lines too.
        is_long = lines + LONGEST > get_app_session().output.get_size().rows
        keys = [
            *first,
            *([BEYOND] if is_long else []),
            *(f"{option.key}\u00a0{option.text}" for option in screen.keys),
            "Ctrl-C\u00a0stop",
        ]
        return fill("  ".join(keys), self._columns - 2, subsequent_indent="  ").replace("\u00a0", " ")

    def _left(self, key: Key) -> Event:
        if key is Key.SKIP:
            self.tell(f"{POINTER} skipped")
        return key

    def _title(self, option: Option) -> str:
        """A choice, wrapped for the terminal as it is now; if it is made narrower, the menu wraps again."""
        return fill(f"{option.key}  {self._clean(option.text)}", self._columns - MARGIN, subsequent_indent=" " * MARGIN)

    def _say(self, option: Option) -> Event:
        self.tell(f"{POINTER} {option.key}  {option.text}")
        return option.event

    def _run(self, question: questionary.Question, screen: Screen) -> Any:
        application = question.application
        controls = [one for one in application.layout.find_all_controls() if isinstance(one, InquirerControl)]
        for window in application.layout.find_all_windows():
            if window.content in controls:
                window.wrap_lines = to_filter(True)
                window.get_line_prefix = _hanging
                window.scroll_offsets = ScrollOffsets(bottom=LONGEST)  # all lines of the choice that is pointed at
        if controls:
            self._point_again(controls[0], screen)
        own = _bindings(screen, controls[0] if controls else None)
        application.key_bindings = merge_key_bindings([application.key_bindings or KeyBindings(), own])
        application.erase_when_done = bool(controls)  # a menu leaves a line behind, what is typed stays
        result = question.unsafe_ask()
        if controls:
            value = controls[0].get_pointed_at().value
            self._pointed = _Pointed(screen.at, screen.chosen, value) if result in _RETURNING else None
        return result

    def _point_again(self, control: InquirerControl, screen: Screen) -> None:
        """Point where the pointer stood before a note or help, unless the menu is another one by now."""
        pointed = self._pointed
        if pointed is not None and (pointed.at, pointed.chosen) == (screen.at, screen.chosen):
            values = [choice.value for choice in control.choices]
            control.pointed_at = values.index(pointed.value)


def _hanging(line: int, wraps: int) -> str:
    """What stands before the second and further lines of a choice."""
    return " " * MARGIN if wraps else ""


def _bindings(screen: Screen, control: InquirerControl | None) -> KeyBindings:
    bindings = KeyBindings()

    @bindings.add("c-d", eager=True)
    def stop(event: KeyPressEvent) -> None:
        event.app.exit(exception=EOFError())

    @bindings.add("c-z", eager=True)
    def suspend(event: KeyPressEvent) -> None:
        event.app.suspend_to_background()

    if control is not None:
        _bind_menu(bindings, screen, control)
    return bindings


def _bind_menu(bindings: KeyBindings, screen: Screen, control: InquirerControl) -> None:
    for key in ("a", "i"):  # questionary would mark all with them, or what is not marked
        bindings.add(key, eager=True)(_nothing)
    for option in screen.keys:
        bindings.add(option.key, eager=True)(_leave_with(option.event))
    bindings.add("left", eager=True)(_leave_with(Key.BACK))
    point = _point_by_signs(control, [option.key for option in screen.options])
    for sign in sorted({character for option in screen.options for character in option.key}):
        bindings.add(sign, eager=True)(point)

    def is_waiting() -> bool:
        return bool(control.get_pointed_at().value == NOTHING_YET)

    # Enter alone chooses nothing, and Escape before it would choose what is no answer.
    bindings.add("enter", eager=True, filter=Condition(is_waiting))(_nothing)
    bindings.add("escape", "enter", eager=True)(_nothing)


def _nothing(event: KeyPressEvent) -> None:
    """A key that does nothing here."""


def _leave_with(result: Event) -> Callable[[KeyPressEvent], None]:
    def leave(event: KeyPressEvent) -> None:
        event.app.exit(result=result)

    return leave


def _point_by_signs(control: InquirerControl, signs: list[str]) -> Callable[[KeyPressEvent], None]:
    """Point at the option whose sign is typed; `1` and then `2` is `12` where there is one, else `2`."""
    typed = ""

    def point(event: KeyPressEvent) -> None:
        nonlocal typed
        if not (typed and signs.index(typed) == control.get_pointed_at().value):  # an arrow led elsewhere
            typed = ""
        sign = event.key_sequence[-1].data
        typed = next((one for one in (typed + sign, sign) if one in signs), "")
        if typed:
            values = [choice.value for choice in control.choices]
            control.pointed_at = values.index(signs.index(typed))

    return point
