"""Where results go and in which format: `--format` for standard output, the ending of `--output` for files."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from smi_cli.cli.boundary import UsageError
from smi_cli.cli.formats import ENDINGS, Format
from smi_cli.model.problems import Problem

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

FILE_WIDTH = 80
STDOUT = "-"
TERMINAL = "terminal"


class Target(NamedTuple):
    """A format, and the file or standard output that it goes to."""

    format: StrEnum
    path: str


class Renderers(NamedTuple):
    """How to make each format that the targets can have.

    `terminal` is given the width and whether there is more than ASCII to draw with.
    """

    texts: Mapping[str, Callable[[], str]]
    terminal: Callable[[int, bool], RenderableType] | None = None


def choose_targets(
    chosen: StrEnum | None,
    outputs: Sequence[str],
    inputs: Sequence[str],
    endings: Mapping[str, StrEnum] = ENDINGS,
    default: StrEnum = Format.TERMINAL,
) -> list[Target]:
    """The targets of a run, checked before anything is read.

    `endings` are those of the formats that the command has, `default` is the format of standard output.

    Raises `UsageError` where a format would go nowhere or an ending says none, where two outputs are one file, or where
    an output is an input.
    """
    if not outputs:
        return [Target(chosen or default, STDOUT)]
    if chosen and STDOUT not in outputs:
        msg = f"--format {chosen} is for standard output, and --output names files only; add --output -"
        raise UsageError(msg)
    targets = [Target(_format_of(path, chosen or default, endings), path) for path in outputs]
    taken = {os.path.realpath(path) for path in inputs if path != STDOUT}
    for target in targets:
        real = STDOUT if target.path == STDOUT else os.path.realpath(target.path)
        if real in taken:
            msg = f"--output {target.path} is an input or an output already; nothing is overwritten"
            raise UsageError(msg)
        taken.add(real)
    return targets


def write_results(targets: Sequence[Target], renderers: Renderers) -> list[Problem]:
    """Write every target; what could not be written comes back as problems."""
    problems: list[Problem] = []
    for target in targets:
        if target.path == STDOUT:
            _print(target.format, renderers)
        elif failure := _write(target, renderers):
            problems += failure
    return problems


def _format_of(path: str, chosen: StrEnum, endings: Mapping[str, StrEnum]) -> StrEnum:
    if path == STDOUT:
        return chosen
    ending = Path(path).suffix.lower()
    if ending not in endings:
        known = ", ".join(f"{one} for {name}" for one, name in endings.items())
        msg = f"--output {path}: the ending decides the format ({known})"
        raise UsageError(msg)
    return endings[ending]


def _print(chosen: StrEnum, renderers: Renderers) -> None:
    if chosen != TERMINAL:
        sys.stdout.write(renderers.texts[chosen]())
        return
    from rich.console import Console

    console = Console(markup=False, emoji=False, highlight=False)
    unicode = console.encoding.lower().startswith("utf")
    sys.stdout.write(_laid_out(console, renderers, console.width, unicode))


def _write(target: Target, renderers: Renderers) -> Sequence[Problem]:
    from smi_cli.loading.files import write_text

    text = _plain_terminal(renderers) if target.format == TERMINAL else renderers.texts[target.format]()
    problems = write_text(target.path, text)
    return problems.items if problems else ()


def _plain_terminal(renderers: Renderers) -> str:
    from io import StringIO

    from rich.console import Console

    console = Console(file=StringIO(), width=FILE_WIDTH, color_system=None, force_terminal=False, legacy_windows=False)
    return _laid_out(console, renderers, FILE_WIDTH, True)


def _laid_out(console: Console, renderers: Renderers, width: int, unicode: bool) -> str:
    """What the console would print, without the spaces with which tables fill their lines."""
    from rich.segment import Segment, Segments

    assert renderers.terminal is not None  # noqa: S101 - targets are chosen from what can be rendered
    renderable = renderers.terminal(width, unicode)
    if renderable == "":
        return ""
    lines = []
    for line in console.render_lines(renderable, pad=False):
        while line and not line[-1].text.strip():
            line.pop()
        if line:
            line[-1] = Segment(line[-1].text.rstrip(), line[-1].style)
        lines.append(line)
    joined = [segment for line in lines for segment in (*line, Segment.line())]
    with console.capture() as captured:
        console.print(Segments(joined), end="")
    return captured.get()
