"""A report to the terminal, as Rich renderables. Colour underlines what the words say, never more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from rich.console import Console, ConsoleOptions, Group, JustifyMethod, RenderableType, RenderResult
from rich.segment import Segment
from rich.text import Text

from smi_cli.rendering.blueprint_page import BlueprintPage
from smi_cli.rendering.harmless import plain
from smi_cli.rendering.overview import Group as OverviewGroup
from smi_cli.rendering.overview import Overview
from smi_cli.rendering.plane import ASCII, SCALE, UNICODE, WIDTH, Glyphs, draw_plane, fill_bar
from smi_cli.rendering.questionnaire_page import QuestionnairePage, QuestionView
from smi_cli.rendering.report import Bar, LadderView, Report, StepView

HEADING = "bold cyan"
STRONG = "bold"
QUIET = "dim"
LABEL_WIDTH = 30
TEXT_WIDTH = 100
TABLE_WIDTH = 72
MARGIN = " " * (SCALE + 1)


def render_overview(overview: Overview, width: int) -> RenderableType:
    """Several assessments: a table for each questionnaire, or a line for each where a table is too wide."""
    parts: list[RenderableType] = []
    for group in overview.groups:
        rows = _table(group) if width >= TABLE_WIDTH else _lines(group)
        parts += [heading(group.title), rows, _items(group.summary), Text()]
    return Group(*parts, Text(plain(overview.summary)))


def _table(group: OverviewGroup) -> RenderableType:
    from rich.table import Table

    table = Table(box=None, padding=(0, 2, 0, 0), header_style=STRONG, pad_edge=False)
    last = len(group.header) - 1
    for number, title in enumerate(group.header):
        justify: JustifyMethod = "right" if number in group.numbers else "left"
        table.add_column(Text(plain(title)), justify=justify, overflow="fold", no_wrap=number == last)
    for row in group.rows:
        table.add_row(*(Text(plain(cell)) for cell in row))
    return table


def _lines(group: OverviewGroup) -> RenderableType:
    pairs = (zip(group.header[1:], row[1:], strict=True) for row in group.rows)
    described = (", ".join(f"{title} {cell}" for title, cell in pair) for pair in pairs)
    return _pairs((row[0], line) for row, line in zip(group.rows, described, strict=True))


def render_blueprint(page: BlueprintPage) -> RenderableType:
    """A blueprint in full."""
    parts: list[RenderableType] = [Text(plain(page.title), style=HEADING), Text(plain(page.summary))]
    for title, items in page.sections:
        parts += _section(title, [_items(items)])
    parts += _section("Steps", _full_steps(page.steps))
    return Group(*parts, Text(), Text(plain(page.basis)))


def render_questionnaire(page: QuestionnairePage) -> RenderableType:
    """A questionnaire in full, for review."""
    parts: list[RenderableType] = [Text(plain(page.title), style=HEADING), _words(page.about)]
    for axis in page.axes:
        parts += _section(axis.title, [_words([axis.about])])
        for factor in axis.factors:
            if factor.title:
                parts += [Text(), Text(plain(f"{axis.title}: {factor.title}"), style=STRONG)]
            parts += [_words([factor.about])] if factor.about else []
            parts += [part for question in factor.questions for part in _question(question)]
    for title, pairs in page.sections:
        parts += _section(title, [_pairs(pairs)])
    return Group(*parts)


def _question(question: QuestionView) -> Iterator[RenderableType]:
    yield Text()
    yield Text(plain(question.id), style=STRONG)
    yield Text(plain(question.ask))
    yield Rows(((Text(f"{level}"), Text(plain(wording))) for level, wording in enumerate(question.levels)), indent=2)
    yield _pairs(question.details, indent=2)


def render_listing(listing: Iterable[tuple[str, str]]) -> RenderableType:
    """Names with what they are about."""
    return _pairs(listing)


def render_report(report: Report, width: int, *, unicode: bool = True) -> RenderableType:
    """The report, laid out for a terminal of so many columns; drawn in ASCII where that is all there is."""
    glyphs = UNICODE if unicode else ASCII
    return Group(*_sections(report, width, glyphs))


def heading(text: str) -> Text:
    """The title of a section."""
    return Text(plain(text).upper(), style=HEADING)


def _sections(report: Report, width: int, glyphs: Glyphs) -> Iterator[RenderableType]:
    yield Text(plain(report.title), style=HEADING)
    yield _words(report.headline[:1], STRONG)
    if len(report.headline) > 1:
        yield _words(report.headline[1:])
    if report.plane and width >= WIDTH:
        yield from _plane(report, glyphs)
    yield from _section(
        "Scores", [_bars(report.bars, width, glyphs), *([_words(report.lever)] if report.lever else [])]
    )
    for ladder in report.ladders:
        yield from _section(ladder.title, [_ladder(ladder, glyphs)])
    if report.obstacles:
        yield from _section("Ways past what you said stands in the way", [_pairs(report.obstacles)])
    yield from _steps(report)
    if report.done:
        yield from _section("Done", [_items(report.done)])
    yield from _section("How certain this is", [_items(report.uncertain)])
    if report.context:
        yield from _section("Context (recorded, never scored)", [_pairs(report.context)])
    yield from _section("What it rests on", [_items(report.basis)])
    yield Text()
    yield Text(plain(report.dates))
    yield Text(plain(report.in_short), style=STRONG)


def _steps(report: Report) -> Iterator[RenderableType]:
    if report.steps:
        yield from _section("Next steps", [_words([report.order], QUIET), Text()] if report.order else [])
        yield from _full_steps(report.steps)
    if report.more_steps:
        start = len(report.steps) + 1
        yield from _section("Then", [_short_steps((f"{start + i}.", step) for i, step in enumerate(report.more_steps))])
    if report.recurring:
        yield from _section("Again and again", [_short_steps(("-", step) for step in report.recurring)])


def _section(title: str, body: Iterable[RenderableType]) -> Iterator[RenderableType]:
    yield Text()
    yield heading(title)
    yield from body


def _words(sentences: Sequence[str], style: str = "") -> Text:
    return Text("\n".join(map(plain, sentences)), style=style)


def _plane(report: Report, glyphs: Glyphs) -> Iterator[RenderableType]:
    assert report.plane is not None  # noqa: S101 - the caller's branch
    grid = report.plane.grid
    yield Text()
    yield Text(f"{MARGIN}{plain(grid.up.title)}", style=STRONG)
    drawing = Text("\n".join(draw_plane(grid, report.plane.across, report.plane.up, glyphs)))
    drawing.highlight_words([glyphs.point], style="bold magenta")
    yield drawing
    yield Text(f"{plain(grid.across.title):>{WIDTH - 1}}", style=STRONG)
    legend = f"{glyphs.point} here   {glyphs.zone} borderline   {glyphs.box} still possible"
    yield Text(f"{MARGIN}{legend}", style=QUIET)
    yield Rows([(Text(), Text(plain(report.caption)))], indent=SCALE - 1)


def _bars(bars: Sequence[Bar], width: int, glyphs: Glyphs) -> RenderableType:
    shown = max((len(bar.shown) for bar in bars), default=0)
    label_width = min(LABEL_WIDTH, max(width - shown - 16, 12))
    cells = max(min(width - label_width - shown - 2, 40), 8)
    rows = []
    for bar in bars:
        style, indent = (STRONG, 0) if bar.is_axis else ("", 2)
        drawn = fill_bar(bar.range, bar.cut, cells, glyphs)
        row = (Text.assemble((plain(bar.label), style)), Text.assemble((drawn, "green"), " ", (bar.shown, style)))
        rows.append(Rows([row], indent=indent, label_width=label_width - indent))
    return Group(*rows)


def _ladder(ladder: LadderView, glyphs: Glyphs) -> RenderableType:
    rungs = []
    for rung in reversed(ladder.rungs):
        mark = glyphs.point if rung.here else (glyphs.up if rung.reached else " ")
        title = (plain(rung.title) + (" (here)" if rung.here else ""), STRONG if rung.here else "")
        wants = (f": {plain(rung.wants)}" if rung.wants else "", QUIET)
        rungs.append((Text(mark), Text.assemble(title, wants)))
    stands = Text.assemble((plain(ladder.stands), STRONG), f". {plain(ladder.meaning)}" if ladder.meaning else "")
    more = [_words(ladder.wants[:1]), _items(ladder.wants[1:])] if ladder.wants else []
    return Group(stands, Rows(rungs), *more)


def _full_step(number: int, step: StepView) -> RenderableType:
    title = Text.assemble((f"{number}. ", STRONG), (plain(step.title), STRONG))
    return Group(title, _pairs(step.details, indent=3))


def _full_steps(steps: Sequence[StepView]) -> Iterator[RenderableType]:
    for number, step in enumerate(steps, 1):
        if number > 1:
            yield Text()
        yield _full_step(number, step)


def _short_steps(steps: Iterable[tuple[str, StepView]]) -> RenderableType:
    return Rows(
        (Text(mark), Text.assemble(plain(step.title), (f"{step.separator}{plain(step.line)}", QUIET)))
        for mark, step in steps
    )


def _pairs(pairs: Iterable[tuple[str, str]], indent: int = 0) -> RenderableType:
    return Rows(
        ((Text.assemble((plain(label), QUIET)), Text(plain(text))) for label, text in pairs), gap=2, indent=indent
    )


def _items(items: Iterable[str]) -> RenderableType:
    return Rows((Text("-"), Text(plain(item))) for item in items)


class Rows:
    """Labels with texts beside them, both wrapped: most of a report.

    A Rich table does it too, in five times the time. Styles have to be spans; `Text.render` passes over a base style.
    """

    def __init__(
        self, rows: Iterable[tuple[Text, Text]], *, gap: int = 1, indent: int = 0, label_width: int | None = None
    ) -> None:
        self._rows = list(rows)
        self._gap, self._indent = gap, indent
        self._label_width = label_width

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        label_width = self._label_width or self._widest_label(options.max_width)
        start = self._indent + label_width + self._gap
        width = max(min(options.max_width - start, TEXT_WIDTH), 1)
        for label, text in self._rows:
            labels = label.wrap(console, label_width, overflow="fold")
            for left, right in zip_longest(labels, text.wrap(console, width, overflow="fold"), fillvalue=Text()):
                yield Segment(" " * self._indent)
                yield from left.render(console)
                yield Segment(" " * (start - self._indent - left.cell_len))
                yield from right.render(console, "\n")

    def _widest_label(self, width: int) -> int:
        widest = max((label.cell_len for label, _ in self._rows), default=0)
        return max(min(widest, LABEL_WIDTH, width // 2), 1)
