"""The command that computes a result again: what of a command line has a part in the numbers and in what is drawn.

Gates have none: they judge a result, and its report says what each of them demands. A page is handed on, so that it
names no folders of whoever made it: of an absolute path only the last part is shown.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from pathlib import PurePath
from typing import NamedTuple

from smi_cli.assessing.scrutiny import STANDARD, Scrutiny
from smi_cli.loading.finding import is_table
from smi_cli.rendering.harmless import markup
from smi_cli.rendering.numbers import show_bare


class Named(NamedTuple):
    """The options that have a part in a result, as they were given."""

    questionnaire: str | None = None
    weights: str | None = None
    efforts: str | None = None
    baseline: str | None = None
    scrutiny: Scrutiny = STANDARD


def command_for(file: str, named: Named) -> str:
    """The command for a file, as a shell takes it where the files are; of a row of a table, for the whole table.

    A name that cannot be shown as it is has to be put in by hand.
    """
    name = shown_path(file)
    table, _, row = name.rpartition(":")
    if row.isdecimal() and is_table(table):
        name = table
    return shlex.join(["smi", "score", "-" if name == "<stdin>" else _typed(name), *_options(named)])


def shown_path(path: str) -> str:
    """A path as a page names it."""
    return PurePath(path).name if PurePath(path).is_absolute() else path


def _typed(name: str) -> str:
    """A name as it is typed, never as an option, or what says that it has to be put in by hand."""
    if markup(name) != name:
        return "FILE"
    return f"./{name}" if name.startswith("-") else name


def _options(named: Named) -> Iterator[str]:
    for option, value in (
        ("--questionnaire", named.questionnaire),
        ("--weights", named.weights),
        ("--efforts", named.efforts),
        ("--baseline", named.baseline),
    ):
        if value:
            yield from (option, _typed(shown_path(value)))
    if named.scrutiny.as_of:
        yield from ("--as-of", named.scrutiny.as_of.isoformat())
    if named.scrutiny.tolerance != STANDARD.tolerance:
        yield from ("--weight-tolerance", show_bare(named.scrutiny.tolerance))
