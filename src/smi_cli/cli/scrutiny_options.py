"""The options of certainty: how much weights may move, and on which day answers have to hold."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from smi_cli.cli.boundary import UsageError

if TYPE_CHECKING:
    from smi_cli.assessing.scrutiny import Scrutiny

HoldOn = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="DATE",
        help="Say what has lapsed by that day, and what that changes; smi explain says which answers.",
        show_default=False,
    ),
]
WeightTolerance = Annotated[
    str | None,
    typer.Option(
        "--weight-tolerance",
        metavar="PERCENT",
        help="By how much every weight may move when it is said how certain the result is; 25 unless given.",
        show_default=False,
    ),
]


def scrutiny_asked_for(tolerance: str | None, as_of: str | None) -> Scrutiny:
    """What is asked about certainty. Raises `UsageError` for what is no percentage below 100, or no day."""
    from smi_cli.assessing.scrutiny import STANDARD

    day = None if as_of is None else parse_day(as_of)
    if tolerance is None:
        return STANDARD._replace(as_of=day)
    from smi_cli.loading.gates_text import parse_points

    percent = parse_points(tolerance.removesuffix("%").rstrip())
    if percent is None or percent >= 100:  # noqa: PLR2004 - a weight may not become nothing
        msg = f"--weight-tolerance {tolerance}: it has to be a number from 0 to less than 100, such as 25"
        raise UsageError(msg)
    return STANDARD._replace(tolerance=percent, as_of=day)


def parse_day(text: str) -> date:
    """The day that `--as-of` names. Raises `UsageError` for what is none."""
    try:
        return date.fromisoformat(text if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text) else "")
    except ValueError:
        msg = f"--as-of {text}: it has to be a day, year-month-day, such as 2026-10-05"
        raise UsageError(msg) from None
