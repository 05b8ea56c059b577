"""A plan as Markdown: its moves are a list of tasks to tick."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from smi_cli.rendering.harmless import markdown
from smi_cli.rendering.markdown import bullets, labelled, table
from smi_cli.rendering.plan_report import MoveView, PlanReport


def render_plan(report: PlanReport) -> str:
    """The report on a plan as a Markdown document."""
    lines = [f"# {markdown(report.title)}", "", f"**{markdown(report.headline[0])}**", ""]
    lines += [*bullets(report.headline[1:]), ""]
    if report.hindrances:
        lines += ["## What stands in the way", "", *bullets(report.hindrances), ""]
    for number, part in enumerate(report.parts):
        order = [markdown(report.order), ""] if report.order and not number else []
        lines += [f"## {markdown(part.title)}", "", *order, *_tasks(part.moves), ""]
    if report.ways:
        lines += ["## Both ways", "", *bullets(report.ways), ""]
    if report.points.rows:
        lines += ["## Effort and points", "", markdown(report.about_points), ""]
        lines += [*table(report.points.header, report.points.rows), ""]
    return "\n".join([*lines, "## What it rests on", "", *bullets(report.basis)]) + "\n"


def _tasks(moves: Sequence[MoveView]) -> Iterator[str]:
    for move in moves:
        yield f"- [ ] **{move.number}. {markdown(move.title)}**"
        yield from (f"  {line}" for line in labelled(move.rows))
