"""The options of gates, and what they demand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from smi_cli.cli.boundary import UsageError
from smi_cli.cli.whole_numbers import parse_whole
from smi_cli.model.problems import Problem, Problems

if TYPE_CHECKING:
    from smi_cli.loading.gate_request import Candidates, Demanded, GateRequest
    from smi_cli.loading.library import Library

Require = Annotated[
    list[str] | None,
    typer.Option(
        "--require",
        metavar="ID=MINIMUM",
        help="Exit 1 unless every file reaches it: overall=60, a level of a question, a rung of a ladder, "
        "quadrant=leader,conservative; repeatable.",
        show_default=False,
    ),
]
GatesOption = Annotated[
    str | None,
    typer.Option("--gates", metavar="FILE", help="A file of such demands, to fail or to warn.", show_default=False),
]
MaxMissing = Annotated[
    str | None,
    typer.Option(
        "--max-missing", metavar="NUMBER", help="Exit 1 where more answers than this are missing.", show_default=False
    ),
]
NoBorderline = Annotated[
    bool, typer.Option("--no-borderline", help="Exit 1 where a placement is near a line, or may still come near one.")
]
BaselineOption = Annotated[
    str | None,
    typer.Option(
        "--baseline",
        metavar="FILE",
        help="Earlier results or answers: exit 1 where a score, a rung or an axis falls.",
        show_default=False,
    ),
]
MaxDrop = Annotated[
    str | None,
    typer.Option(
        "--max-drop",
        metavar="POINTS",
        help="How far a score may fall below the baseline; 0 unless given.",
        show_default=False,
    ),
]


class GateOptions(NamedTuple):
    """What the command line demands of a run, as it was typed."""

    require: Sequence[str] = ()
    file: str | None = None
    max_missing: str | None = None
    no_borderline: bool = False
    baseline: str | None = None
    max_drop: str | None = None


def gates_asked_for(options: GateOptions, library: Library) -> tuple[GateRequest | None, Sequence[Problem]]:
    """All that is demanded, None if nothing is; and what is wrong with the gates file.

    Raises `UsageError` for what fits none of the questionnaires that could be meant.
    """
    if options == GateOptions():
        return None, ()
    from smi_cli.loading.gate_request import GateRequest
    from smi_cli.loading.library import read_gates

    own = own_demands(options)
    check_own_demands(own, library.candidates)
    theirs = read_gates(options.file, library) if options.file else ()
    filed, wrong = ((), theirs.items) if isinstance(theirs, Problems) else (theirs, ())
    return GateRequest((own, *filed), options.baseline is not None), wrong


def own_demands(options: GateOptions) -> Demanded:
    """What the command line demands. Raises `UsageError` for numbers out of range, and a drop from nothing."""
    from smi_cli.loading.gate_request import Demanded
    from smi_cli.loading.gates_text import POINTS_HINT, parse_points
    from smi_cli.model.gates import Severity

    most = parse_whole("--max-missing", options.max_missing)
    drop = None if options.max_drop is None else parse_points(options.max_drop)
    if options.max_drop is not None and drop is None:
        msg = f"--max-drop takes {POINTS_HINT}"
        raise UsageError(msg)
    if drop is not None and options.baseline is None:
        msg = "--max-drop says how far a score may fall below --baseline FILE: give both"
        raise UsageError(msg)
    return Demanded(Severity.ERROR, tuple(options.require), most, options.no_borderline, drop)


def check_own_demands(demanded: Demanded, candidates: Candidates) -> None:
    """Raise `UsageError` for the first demand of the command line that fits none of the questionnaires."""
    from smi_cli.loading.gate_request import find_misfits

    for text, misfit in find_misfits(demanded, candidates):
        option = "--no-borderline" if text == "no-borderline" else "--require"
        hint = f" ({misfit.hint})" if misfit.hint else ""
        msg = f"{option}: {misfit.message}{hint}"
        raise UsageError(msg)
