"""Many assessments to the terminal, as Rich renderables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from smi_cli.assessing.measuring import Range
from smi_cli.assessing.raster import COLUMNS
from smi_cli.rendering.batch_report import BatchReport, GroupView, Section, Whole
from smi_cli.rendering.batch_tables import Shares
from smi_cli.rendering.density import Crowd, draw_crowd, explain_signs
from smi_cli.rendering.harmless import plain
from smi_cli.rendering.plane import ASCII, SCALE, UNICODE, WIDTH, Glyphs, fill_bar
from smi_cli.rendering.terminal_layout import HEADING, QUIET, STRONG, Rows, labelled, section, words
from smi_cli.rendering.terminal_table import GAP, Columns, natural_width

SHORTEST_BAR = 6
LONGEST_BAR = 20
POINTS = "bold magenta"


def render_batch(report: BatchReport, width: int, *, unicode: bool = True) -> RenderableType:
    """The report on a run, laid out for a terminal of so many columns; drawn in ASCII where that is all there is."""
    glyphs = UNICODE if unicode else ASCII
    parts: list[RenderableType] = [words([report.run_line], STRONG)]
    parts += [words(report.gate_lines)] if report.gate_lines else []
    for one in report.sections:
        parts += _section(one, width, glyphs)
    return Group(*parts)


def _section(one: Section, width: int, glyphs: Glyphs) -> Iterator[RenderableType]:
    yield Text()
    yield Text(plain(one.title), style=HEADING)
    if one.are_several:
        yield labelled(one.whole.headline)
        yield Text()
    yield Columns(one.subjects) if one.subjects else words([one.unlisted], QUIET)
    if one.are_several:
        yield from _whole(one.whole, width, glyphs)


def _whole(whole: Whole, width: int, glyphs: Glyphs) -> Iterator[RenderableType]:
    if whole.quadrants:
        yield from section("Quadrants", [_shares(whole.quadrants, width, glyphs), words(whole.certainty)])
    for title, shares in whole.ladders:
        yield from section(title, [_shares(shares, width, glyphs)])
    yield from section("Scores", [Columns(whole.scores), words([whole.scores_note], QUIET)])
    if not whole.quadrants:
        yield words(whole.certainty)
    if whole.crowd and whole.crowd.cells and width >= WIDTH:
        yield from section("All subjects", _crowd(whole.crowd, whole.caption, glyphs))
    if whole.factors:
        yield from section("Weakest factors over all", [Columns(whole.factors)])
    if whole.steps:
        yield from section("Most common next steps", [Columns(whole.steps), words([whole.steps_note], QUIET)])
    if whole.groups:
        yield from section(whole.groups.title, _groups(whole.groups))


def _shares(shares: Shares, width: int, glyphs: Glyphs) -> RenderableType:
    """The table with a bar for every row, as long as there is room for."""
    table = shares.table
    cells = min(max(width - natural_width(table) - GAP, SHORTEST_BAR), LONGEST_BAR)
    bars = [fill_bar(Range(part, part, part), None, cells, glyphs) for part in shares.percent]
    rows = tuple((*row, bar) for row, bar in zip(table.rows, bars, strict=True))
    return Columns(table._replace(header=(*table.header, ""), rows=rows))


def _crowd(crowd: Crowd, caption: str, glyphs: Glyphs) -> Iterator[RenderableType]:
    yield Text(f"{' ' * (SCALE + 1)}{plain(crowd.grid.up.title)}", style=STRONG)
    first, *drawing, last = draw_crowd(crowd, glyphs)
    yield Text(first)
    points = Text("\n".join(drawing))
    points.highlight_words(glyphs.crowds[-1], style=POINTS)
    yield points
    yield Text(last)
    yield Text(f"{plain(crowd.grid.across.title):>{WIDTH - 1}}", style=STRONG)
    legend = _packed([*explain_signs(crowd, glyphs), f"{glyphs.zone} borderline"])
    yield Rows(
        [*((Text(), Text.assemble((line, QUIET))) for line in legend), (Text(), Text(plain(caption)))], indent=SCALE - 1
    )


def _packed(parts: Iterable[str]) -> list[str]:
    """Parts in as few lines as the drawing is wide for, none of them broken."""
    lines = [""]
    for part in parts:
        longer = f"{lines[-1]}   {part}" if lines[-1] else part
        lines[-1:] = [longer] if len(longer) <= COLUMNS else [lines[-1], part]
    return lines


def _groups(groups: GroupView) -> Iterator[RenderableType]:
    if groups.ask:
        yield words([groups.ask])
    if groups.table:
        yield Columns(groups.table)
    if groups.notes:
        yield words(groups.notes, QUIET)
