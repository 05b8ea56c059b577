"""Where results go and in which format: `--format` for standard output, the ending of `--output` for files."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from smi_cli.cli.boundary import UsageError
from smi_cli.cli.formats import ENDINGS, SAME_ENDINGS, UNWRITTEN, Format
from smi_cli.model.problems import Problem

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.segment import Segment

FILE_WIDTH = 80
STDOUT = "-"
TERMINAL = "terminal"
# Set in the environment, it keeps colour and drawn signs from the terminal: a screen reader would read them out.
PLAIN = "SMI_PLAIN"


class Target(NamedTuple):
    """A format, and the file or standard output that it goes to."""

    format: StrEnum
    path: str


# What a terminal shows, from its width and whether there is more than ASCII to draw with.
Drawing = Callable[[int, bool], "RenderableType"]


class Renderers(NamedTuple):
    """How to make each format that the targets can have."""

    texts: Mapping[str, Callable[[], str]]
    terminal: Drawing | None = None


def choose_targets(
    chosen: StrEnum | None,
    outputs: Sequence[str],
    inputs: Sequence[str],
    endings: Mapping[str, StrEnum] = ENDINGS,
    default: StrEnum = Format.TERMINAL,
    named: Sequence[StrEnum] = (),
) -> list[Target]:
    """The targets of a run, checked before anything is read.

    `endings` are those of the formats that the command has, `default` is the format of standard output, and `named` are
    the formats that may stand before a file, as in `badge:FILE`.

    Raises `UsageError` where a format would go nowhere or an ending says none, where two outputs are one file, or where
    an output is an input.
    """
    if not outputs:
        return _as_utf8([Target(chosen or default, STDOUT)])
    if chosen and STDOUT not in outputs:
        msg = f"--format {chosen} is for standard output, and --output names files only; add --output -"
        raise UsageError(msg)
    targets = [_target(output, chosen or default, endings, named) for output in outputs]
    taken = {os.path.realpath(path) for path in inputs if path != STDOUT}
    for target in targets:
        real = STDOUT if target.path == STDOUT else os.path.realpath(target.path)
        if real in taken:
            msg = f"--output {target.path} is an input or an output already; nothing is overwritten"
            raise UsageError(msg)
        taken.add(real)
    return _as_utf8(targets)


def write_results(targets: Sequence[Target], renderers: Renderers) -> list[Problem]:
    """Write every target; what could not be written comes back as problems. A file for no text stays as it is."""
    problems: list[Problem] = []
    for target in targets:
        if target.path == STDOUT:
            sys.stdout.write(_text(target, renderers))
        elif failure := _write(target, renderers):
            problems += failure
    return problems


def _as_utf8(targets: list[Target]) -> list[Target]:
    """The targets. What is not drawn for a terminal is UTF-8 on standard output as in a file, whatever the locale."""
    is_read_on = any(target.path == STDOUT and target.format != TERMINAL for target in targets)
    if is_read_on and (reconfigure := getattr(sys.stdout, "reconfigure", None)):
        reconfigure(encoding="utf-8", errors="backslashreplace")
    return targets


def _target(output: str, chosen: StrEnum, endings: Mapping[str, StrEnum], named: Sequence[StrEnum]) -> Target:
    """What an output means: `FORMAT:FILE`, or a file whose ending says the format, or standard output."""
    name, _, path = output.partition(":")
    if path and name in named:
        return Target(next(one for one in named if one == name), path)
    if output == STDOUT:
        return Target(chosen, output)
    if named and path and name.isalpha() and len(name) > 1 and not os.path.lexists(output):
        msg = f"--output {output}: there is no format {name!r} (one of {', '.join(named)})"
        raise UsageError(msg)
    written = Path(output).suffix.lower()
    ending = SAME_ENDINGS.get(written, written)
    if ending in UNWRITTEN:
        name, with_page = UNWRITTEN[ending]
        instead = f"an .html page, {with_page}" if ".html" in endings else "Markdown (.md)"
        msg = f"--output {output}: smi writes no {name}; write {instead}"
        raise UsageError(msg)
    if ending not in endings:
        known = ", ".join(f"{one} for {name}" for one, name in endings.items())
        others = ", ".join(f"{one}:FILE" for one in named if one not in endings.values())
        msg = f"--output {output}: the ending decides the format ({known}{f'; or write {others}' if others else ''})"
        raise UsageError(msg)
    return Target(endings[ending], output)


def lay_out(drawing: Drawing, path: str) -> str:
    """A drawing as it is printed to standard output or written to a file."""
    from rich.console import Console

    if path == STDOUT:
        is_plain = bool(os.environ.get(PLAIN))
        console = Console(markup=False, emoji=False, highlight=False, color_system=None if is_plain else "auto")
        unicode = not is_plain and console.encoding.lower().startswith("utf")
        return _laid_out(console, drawing, console.width, unicode)
    from io import StringIO

    console = Console(file=StringIO(), width=FILE_WIDTH, color_system=None, force_terminal=False, legacy_windows=False)
    return _laid_out(console, drawing, FILE_WIDTH, True)


def _text(target: Target, renderers: Renderers) -> str:
    if target.format != TERMINAL:
        return renderers.texts[target.format]()
    assert renderers.terminal is not None  # noqa: S101 - targets are chosen from what can be rendered
    return lay_out(renderers.terminal, target.path)


def _write(target: Target, renderers: Renderers) -> Sequence[Problem]:
    from smi_cli.loading.writing import leave_text, write_text

    text = _text(target, renderers)
    if not text:
        leave_text(target.path)
        return ()
    problems = write_text(target.path, text)
    return problems.items if problems else ()


def _laid_out(console: Console, drawing: Drawing, width: int, unicode: bool) -> str:
    """What the console would print, without the spaces with which tables fill their lines."""
    from rich.segment import Segment, Segments

    renderable = drawing(width, unicode)
    if renderable == "":
        return ""
    lines = []
    for line in console.render_lines(renderable, pad=False):
        while line and not line[-1].text.strip():
            line.pop()
        if line:
            line[-1] = Segment(line[-1].text.rstrip(), line[-1].style)
        lines.append(_no_command(line))
    joined = [segment for line in lines for segment in (*line, Segment.line())]
    with console.capture() as captured:
        console.print(Segments(joined), end="")
    return captured.get()


def _no_command(line: list[Segment]) -> list[Segment]:
    """A line that no CI system takes for a command."""
    from rich.segment import Segment

    from smi_cli.rendering.harmless import no_command

    text = "".join(segment.text for segment in line)
    harmless = no_command(text)
    return line if harmless == text else [Segment(harmless)]
