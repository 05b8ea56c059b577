"""What a run came to, in one line: on standard error and in every format that has a place for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from smi_cli.assessing.batch import Totals
from smi_cli.model.gates import Severity
from smi_cli.rendering.wording.phrases import count

TABLES_NAMED: Final = 3


def run_line(totals: Totals) -> str:
    """How many files were scored and were not, how many gates are met, how many warn: 3 scored, 1 of 2 gates met."""
    parts = [f"{totals.scored:,} scored"]
    parts += [f"{totals.unusable:,} not usable"] if totals.unusable else []
    parts += [f"{totals.skipped:,} {_files(totals.skipped)} of another kind skipped"] if totals.skipped else []
    parts += [f"{totals.fresh:,} new (not in the baseline)"] if totals.fresh else []
    parts += [gates_met(totals)] if totals.decisive else []
    warnings = sum(one.gate.severity is Severity.WARN and not totals.is_met(one) for one in totals.gates)
    parts += [count(warnings, "warning")] if warnings else []
    return ", ".join(parts) + "."


def gates_met(totals: Totals) -> str:
    """How many of the gates that decide the exit code are met: 1 of 2 gates met."""
    met = sum(totals.is_met(one) for one in totals.decisive)
    return f"{met} of {count(len(totals.decisive), 'gate')} met"


def tables_passed_over(paths: Sequence[str]) -> tuple[str, ...]:
    """A remark that tables found in folders were not read; none where there are none."""
    if not paths:
        return ()
    were = (
        "table in a folder was not read; name it" if len(paths) == 1 else "tables in folders were not read; name them"
    )
    more = f" and {len(paths) - TABLES_NAMED:,} more" if len(paths) > TABLES_NAMED else ""
    return (f"{len(paths):,} {were} to have that done: {', '.join(paths[:TABLES_NAMED])}{more}",)


def _files(number: int) -> str:
    return "file" if number == 1 else "files"
