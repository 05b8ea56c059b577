"""The results of one subject over time to the terminal, as Rich renderables."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from smi_cli.rendering.change_report import ChangeReport, ChangeView
from smi_cli.rendering.harmless import plain
from smi_cli.rendering.plane import ASCII, SCALE, UNICODE, WIDTH, Glyphs
from smi_cli.rendering.terminal_layout import HEADING, QUIET, STRONG, Rows, bullets, section, words
from smi_cli.rendering.terminal_table import Columns
from smi_cli.rendering.trail import Trail, draw_trail


def render_change(report: ChangeReport, width: int, *, unicode: bool = True) -> RenderableType:
    """The report, laid out for a terminal of so many columns; drawn in ASCII where that is all there is."""
    parts: list[RenderableType] = [Text(plain(report.title), style=HEADING)]
    parts += [words(report.headline[:1], STRONG), words(report.headline[1:])]
    if report.trail and width >= WIDTH:
        parts += render_trail(report.trail, report.legend, report.caption, UNICODE if unicode else ASCII)
    parts += section("The results", [Columns(report.results)])
    for one in report.changes:
        parts += section(one.title, _change(one))
    parts += [Text(), words([report.note], QUIET)] if report.note else []
    parts += section("Gates, with these answers", [bullets(report.gates)]) if report.gates else []
    parts += [Text(), words([report.review], STRONG)] if report.review else []
    return Group(*parts)


def render_trail(trail: Trail, legend: str, caption: str, glyphs: Glyphs) -> Iterator[RenderableType]:
    """The quadrants with the signs of several results, what these stand for, and what else there is to say of them."""
    yield Text()
    yield Text(f"{' ' * (SCALE + 1)}{plain(trail.grid.up.title)}", style=STRONG)
    yield Text("\n".join(draw_trail(trail, glyphs)))
    yield Text(f"{plain(trail.grid.across.title):>{WIDTH - 1}}", style=STRONG)
    signs = f"{plain(legend)}   {glyphs.zone} borderline"
    yield Rows([(Text(), Text.assemble((signs, QUIET))), (Text(), Text(plain(caption)))], indent=SCALE - 1)


def _change(change: ChangeView) -> Iterator[RenderableType]:
    if change.places:
        yield from (bullets(change.places), Text())
    if change.scores:
        yield Columns(change.scores)
    if change.rest:
        yield words([change.rest])
    if change.questions:
        yield from (Text(), Columns(change.questions))
    if change.stayed:
        yield words([change.stayed])
