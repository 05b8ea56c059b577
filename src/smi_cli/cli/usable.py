"""Where problems of input end a command."""

from __future__ import annotations

import sys
from typing import TypeVar

import typer

from smi_cli.cli.boundary import Exit
from smi_cli.model.problems import Problems
from smi_cli.rendering.problem_lines import render_problems

T = TypeVar("T")


def usable(outcome: T | Problems) -> T:
    """The outcome, unless it is problems: those are said, and the command ends with 3."""
    if isinstance(outcome, Problems):
        sys.stderr.write(render_problems(outcome.items))
        raise typer.Exit(Exit.UNUSABLE)
    return outcome
