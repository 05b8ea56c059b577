"""Several respondents' answers to the terminal, as Rich renderables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from smi_cli.rendering.harmless import plain
from smi_cli.rendering.merge_report import LEGEND, SPREAD_NOTE, DiscussView, MergeReport
from smi_cli.rendering.plane import ASCII, UNICODE, WIDTH
from smi_cli.rendering.terminal_change import render_trail
from smi_cli.rendering.terminal_layout import HEADING, QUIET, STRONG, bullets, labelled, section, words
from smi_cli.rendering.terminal_table import Columns


def render_merge(report: MergeReport, width: int, *, unicode: bool = True) -> RenderableType:
    """The report, laid out for a terminal of so many columns; drawn in ASCII where that is all there is."""
    parts: list[RenderableType] = [Text(plain(report.title), style=HEADING)]
    parts += [words(report.headline[:1], STRONG), words(report.headline[1:])]
    parts += section("Who answered", [Columns(report.people)])
    if report.discuss:
        parts += section("Discuss these", _discuss(report.discuss))
    parts += section(
        "Who did not answer what", [labelled(report.gaps), *([bullets(report.alone)] if report.alone else [])]
    )
    parts += section("The spread", [Columns(report.spread), words([SPREAD_NOTE], QUIET)])
    parts += section("Role against role", _roles(report, width, unicode=unicode))
    if report.context:
        parts += section("Context on which all who answered agree (never scored)", [labelled(report.context)])
    parts += section("How the answers become one", [bullets(report.rules)])
    return Group(*parts)


def _discuss(views: Sequence[DiscussView]) -> Iterator[RenderableType]:
    for number, one in enumerate(views):
        if number:
            yield Text()
        yield Text(plain(one.title), style=STRONG)
        yield Text(plain(one.ask))
        yield labelled(one.rows, indent=2)


def _roles(report: MergeReport, width: int, *, unicode: bool) -> Iterator[RenderableType]:
    yield Columns(report.roles)
    if report.distances:
        yield bullets(report.distances)
    if report.trail and width >= WIDTH:
        yield from render_trail(report.trail, LEGEND, report.caption, UNICODE if unicode else ASCII)
