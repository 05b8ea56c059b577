"""A plan to the terminal, as Rich renderables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from smi_cli.rendering.harmless import plain
from smi_cli.rendering.plan_report import MoveView, PlanReport
from smi_cli.rendering.terminal_layout import HEADING, QUIET, STRONG, bullets, labelled, section, words
from smi_cli.rendering.terminal_table import Columns


def render_plan(report: PlanReport) -> RenderableType:
    """The report on a plan."""
    parts: list[RenderableType] = [Text(plain(report.title), style=HEADING)]
    parts += [words(report.headline[:1], STRONG), words(report.headline[1:])]
    if report.hindrances:
        parts += section("What stands in the way", [bullets(report.hindrances)])
    for number, part in enumerate(report.parts):
        order = [words([report.order], QUIET), Text()] if report.order and not number else []
        parts += section(part.title, [*order, *_moves(part.moves)])
    if report.ways:
        parts += section("Both ways", [bullets(report.ways)])
    if report.points.rows:
        parts += section("Effort and points", [words([report.about_points]), Columns(report.points)])
    parts += section("What it rests on", [bullets(report.basis)])
    return Group(*parts)


def _moves(moves: Sequence[MoveView]) -> Iterator[RenderableType]:
    for number, move in enumerate(moves):
        if number:
            yield Text()
        yield Text.assemble((f"{move.number}. {plain(move.title)}", STRONG))
        yield labelled(move.rows, indent=3)
