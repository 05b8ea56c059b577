"""Several respondents' answers as Markdown: the same content as on the terminal."""

from __future__ import annotations

from collections.abc import Iterator

from smi_cli.rendering.harmless import markdown
from smi_cli.rendering.markdown import bullets, labelled, table
from smi_cli.rendering.markdown_change import render_trail
from smi_cli.rendering.merge_report import LEGEND, SPREAD_NOTE, DiscussView, MergeReport


def render_merge(report: MergeReport) -> str:
    """The report as a Markdown document."""
    return "\n".join(_lines(report)).rstrip("\n") + "\n"


def _lines(report: MergeReport) -> Iterator[str]:
    yield from (f"# {markdown(report.title)}", "", f"**{markdown(report.headline[0])}**", "")
    yield from (*bullets(report.headline[1:]), "")
    yield from ("## Who answered", "", *table(report.people.header, report.people.rows), "")
    if report.discuss:
        yield from ("## Discuss these", "")
        for one in report.discuss:
            yield from _discuss(one)
    yield from ("## Who did not answer what", "", *labelled(report.gaps), "")
    if report.alone:
        yield from (*bullets(report.alone), "")
    yield from ("## The spread", "", *table(report.spread.header, report.spread.rows), "", markdown(SPREAD_NOTE), "")
    yield from ("## Role against role", "", *table(report.roles.header, report.roles.rows), "")
    if report.distances:
        yield from (*bullets(report.distances), "")
    if report.trail:
        yield from render_trail(report.trail, LEGEND, report.caption)
    if report.context:
        yield from ("## Context on which all who answered agree (never scored)", "", *labelled(report.context), "")
    yield from ("## How the answers become one", "", *bullets(report.rules))


def _discuss(view: DiscussView) -> Iterator[str]:
    yield from (f"### {markdown(view.title)}", "", markdown(view.ask), "", *labelled(view.rows), "")
