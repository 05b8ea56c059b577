"""The command that computes a result again: what of a command line has a part in the numbers."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from typing import NamedTuple

from smi_cli.assessing.scrutiny import STANDARD, Scrutiny
from smi_cli.rendering.numbers import show_bare


class Named(NamedTuple):
    """The options that have a part in a result, as they were given."""

    questionnaire: str | None = None
    weights: str | None = None
    efforts: str | None = None
    scrutiny: Scrutiny = STANDARD


def command_for(file: str, named: Named) -> str:
    """The command for a file, as a shell takes it."""
    return shlex.join(["smi", "score", file, *_options(named)])


def _options(named: Named) -> Iterator[str]:
    options = (("--questionnaire", named.questionnaire), ("--weights", named.weights), ("--efforts", named.efforts))
    for option, value in options:
        if value:
            yield from (option, value)
    if named.scrutiny.as_of:
        yield from ("--as-of", named.scrutiny.as_of.isoformat())
    if named.scrutiny.tolerance != STANDARD.tolerance:
        yield from ("--weight-tolerance", show_bare(named.scrutiny.tolerance))
