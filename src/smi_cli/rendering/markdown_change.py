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
    lines += render_trail(report.trail, report.legend, report.caption) if report.trail else []
    lines += ["## The results", "", *table(report.results.header, report.results.rows), ""]
    for one in report.changes:
        lines += [f"## {markdown(one.title)}", "", *_change(one)]
    lines += [markdown(report.note), ""] if report.note else []
    lines += ["## Gates, with these answers", "", *bullets(report.gates), ""] if report.gates else []
    lines += [f"**{markdown(report.review)}**"] if report.review else []
    return "\n".join(lines).rstrip("\n") + "\n"


def render_trail(trail: Trail, legend: str, caption: str) -> Iterator[str]:
    """The quadrants with the signs of several results, what these stand for, and what else there is to say of them."""
    yield from (f"## {markdown(f'{trail.grid.across.title} and {trail.grid.up.title}')}", "")
    # Inside a fence nothing is markup but another fence, and every line begins with spaces or a scale.
    yield from ("```text", *map(no_command, draw_trail(trail, UNICODE)), "```", "")
    yield from (markdown(caption), f"{markdown(legend)}; {UNICODE.zone} borderline.", "")


def _change(change: ChangeView) -> Iterator[str]:
    if change.places:
        yield from (*bullets(change.places), "")
    if change.scores:
        yield from (*table(change.scores.header, change.scores.rows), "")
    if change.rest:
        yield from (markdown(change.rest), "")
    if change.questions:
        yield from (*table(change.questions.header, change.questions.rows), "")
    if change.stayed:
        yield from (markdown(change.stayed), "")
