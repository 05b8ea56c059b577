"""The results of one subject over time as Markdown: the same content as on the terminal."""

from __future__ import annotations

from collections.abc import Iterator

from smi_cli.rendering.change_report import ChangeReport, ChangeView
from smi_cli.rendering.harmless import markdown, no_command
from smi_cli.rendering.markdown import bullets, table
from smi_cli.rendering.plane import UNICODE
from smi_cli.rendering.trail import Trail, draw_trail


def render_change(report: ChangeReport) -> str:
    """The report as a Markdown document."""
    lines = [f"# {markdown(report.title)}", "", f"**{markdown(report.headline[0])}**", ""]
    lines += [*bullets(report.headline[1:]), ""]
    lines += _trail(report.trail, report.caption) if report.trail else []
    lines += ["## The results", "", *table(report.results.header, report.results.rows), ""]
    for one in report.changes:
        lines += [f"## {markdown(one.title)}", "", *_change(one)]
    lines += [markdown(report.note), ""] if report.note else []
    lines += [f"**{markdown(report.review)}**"] if report.review else []
    return "\n".join(lines).rstrip("\n") + "\n"


def _trail(trail: Trail, caption: str) -> Iterator[str]:
    yield from (f"## {markdown(f'{trail.grid.across.title} and {trail.grid.up.title}')}", "")
    # Inside a fence nothing is markup but another fence, and every line begins with spaces or a scale.
    yield from ("```text", *map(no_command, draw_trail(trail, UNICODE)), "```", "")
    yield from (markdown(caption), f"The numbers are the results, by date; {UNICODE.zone} borderline.", "")


def _change(change: ChangeView) -> Iterator[str]:
    if change.places:
        yield from (*bullets(change.places), "")
    yield from (*table(change.scores.header, change.scores.rows), "")
    if change.questions:
        yield from (*table(change.questions.header, change.questions.rows), "")
    if change.stayed:
        yield from (markdown(change.stayed), "")
