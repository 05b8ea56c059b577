"""Problems as lines: `file:line:column: code: message (hint)`, which people read and editors jump to."""

from __future__ import annotations

from collections.abc import Iterable

from smi_cli.model.problems import Problem
from smi_cli.rendering.harmless import log_line


def render_problems(problems: Iterable[Problem]) -> str:
    """One harmless line for each problem."""
    return "".join(f"{log_line(str(problem))}\n" for problem in problems)


def render_warnings(warnings: Iterable[Problem]) -> str:
    """One harmless line for each warning, which says that it is one."""
    return render_problems(warning._replace(code=f"warning: {warning.code}") for warning in warnings)
