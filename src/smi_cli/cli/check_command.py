"""`smi check`: every problem of every file of every kind, and what looks wrong in sound ones, in one run."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import typer

from smi_cli.assessing.suspicions import suspect
from smi_cli.cli.boundary import Exit, UsageError
from smi_cli.cli.options import DEFAULT_QUESTIONNAIRE
from smi_cli.loading.checking import Checked, check_files
from smi_cli.loading.finding import Kind
from smi_cli.loading.library import Library, UnknownNameError
from smi_cli.model.problems import Problem, Problems
from smi_cli.rendering.harmless import log_line
from smi_cli.rendering.problem_lines import render_problems, render_warnings
from smi_cli.rendering.run_line import tables_passed_over
from smi_cli.rendering.wording.phrases import count

NAMES = {
    Kind.QUESTIONNAIRE: ("questionnaire", "questionnaires"),
    Kind.WORKSHEET: ("worksheet", "worksheets"),
    Kind.BLUEPRINT: ("blueprint", "blueprints"),
    Kind.WEIGHTS: ("weights file", "weights files"),
    Kind.EFFORTS: ("efforts file", "efforts files"),
    Kind.GATES: ("gates file", "gates files"),
    Kind.ANSWERS: ("answers file", "answers files"),
}


def run_check(paths: Sequence[str], questionnaire: str | None, *, quiet: bool) -> None:
    """Check all files of all paths: exit 1 for problems in them, 3 if a path leads nowhere; warnings change neither."""
    try:
        outcome = check_files(paths, Library(questionnaire, DEFAULT_QUESTIONNAIRE))
    except UnknownNameError as error:
        raise UsageError(str(error)) from None
    warnings = _suspicions(outcome)
    sys.stdout.write(render_problems(outcome.problems) + render_warnings(warnings))
    sys.stdout.flush()
    if not quiet:
        remarks = (*outcome.remarks, *tables_passed_over(outcome.passed))
        sys.stderr.write("".join(f"smi: {log_line(remark)}\n" for remark in remarks))
        sys.stderr.write(f"smi: {_summary(outcome, warnings)}\n")
    if outcome.unreadable:
        raise typer.Exit(Exit.UNUSABLE)
    if outcome.problems:
        raise typer.Exit(Exit.NOT_MET)


def _suspicions(outcome: Checked) -> tuple[Problem, ...]:
    """What looks wrong in the sound questionnaires, located and sorted."""
    found = ((sound, suspicion) for sound in outcome.sound for suspicion in suspect(sound.instrument))
    return Problems.of(
        *(Problem(sound.locate(one.path), one.code, one.message, one.hint) for sound, one in found)
    ).items


def _summary(outcome: Checked, warnings: Sequence[Problem]) -> str:
    checked = [f"{number} {NAMES[kind][number != 1]}" for kind in Kind if (number := outcome.kinds[kind])]
    checked += [count(outcome.tables, "table")] if outcome.tables else []
    kinds = ", ".join(checked)
    skipped = f", {count(outcome.skipped, 'file')} of another kind skipped" if outcome.skipped else ""
    suspected = f", {count(len(warnings), 'warning')}" if warnings else ""
    return f"{kinds or 'no file'} checked{skipped}: {count(len(outcome.problems), 'problem')}{suspected}."
