"""A report to the terminal, as Rich renderables. Colour underlines what the words say, never more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from smi_cli.rendering.blueprint_page import BlueprintPage
from smi_cli.rendering.harmless import plain
from smi_cli.rendering.plane import ASCII, SCALE, UNICODE, WIDTH, Glyphs, draw_plane, fill_bar
from smi_cli.rendering.questionnaire_page import QuestionnairePage, QuestionView
from smi_cli.rendering.report import REMARKS, Bar, LadderView, Report, StepView
from smi_cli.rendering.terminal_layout import (
    HEADING,
    LABEL_WIDTH,
    QUIET,
    STRONG,
    Rows,
    bullets,
    labelled,
    section,
    with_id,
    words,
)

MARGIN = " " * (SCALE + 1)
HIGH, LOW = "green", "yellow"


def render_blueprint(page: BlueprintPage) -> RenderableType:
    """A blueprint in full."""
    parts: list[RenderableType] = [Text(plain(page.title), style=HEADING), Text(plain(page.introduction))]
    for title, items in page.sections:
        parts += section(title, [bullets(items)])
    parts += section("Steps", _full_steps(page.steps))
    return Group(*parts, Text(), Text(plain(page.basis)))


def render_questionnaire(page: QuestionnairePage) -> RenderableType:
    """A questionnaire in full, for review."""
    parts: list[RenderableType] = [Text(plain(page.title), style=HEADING), words(page.about)]
    for axis in page.axes:
        parts += section(axis.title, [words([axis.about])], axis.id)
        for factor in axis.factors:
            if factor.title:
                title = (plain(f"{axis.title}: {factor.title}"), STRONG)
                parts += [Text(), Text.assemble(title, with_id(factor.id))]
            parts += [words([factor.about])] if factor.about else []
            parts += [part for question in factor.questions for part in _question(question)]
    for one in page.sections:
        parts += section(one.title, [labelled(one.pairs)], one.id)
    return Group(*parts)


def _question(question: QuestionView) -> Iterator[RenderableType]:
    yield Text()
    yield Text(plain(question.id), style=STRONG)
    yield Text(plain(question.ask))
    yield Rows(((Text(f"{level}"), Text(plain(wording))) for level, wording in enumerate(question.levels)), indent=2)
    yield labelled(question.details, indent=2)


def render_listing(listing: Iterable[tuple[str, str]]) -> RenderableType:
    """Names with what they are about."""
    return labelled(listing)


def render_report(report: Report, width: int, *, unicode: bool = True) -> RenderableType:
    """The report, laid out for a terminal of so many columns; drawn in ASCII where that is all there is."""
    glyphs = UNICODE if unicode else ASCII
    return Group(*_sections(report, width, glyphs))


def _sections(report: Report, width: int, glyphs: Glyphs) -> Iterator[RenderableType]:
    yield from _headline(report)
    if report.plane and width >= WIDTH:
        yield from _plane(report, glyphs)
    yield from section("Scores", [_bars(report.bars, width, glyphs), *([words(report.lever)] if report.lever else [])])
    for ladder in report.ladders:
        yield from section(ladder.title, [_ladder(ladder, glyphs)])
    if report.obstacles:
        yield from section("Ways past what you said stands in the way", [labelled(report.obstacles)])
    yield from _steps(report)
    if report.done:
        yield from section("Done", [bullets(report.done)])
    if report.remarks:
        yield from section(REMARKS, [bullets(report.remarks)])
    if report.context:
        yield from section("Context (recorded, never scored)", [labelled(report.context)])
    yield from section("What it rests on", [bullets(report.basis)])
    if report.gates:
        yield from section("Gates", [bullets(report.gates)])
    yield Text()
    yield Text(plain(report.dates))
    yield Text(plain(report.in_short), style=STRONG)


def _headline(report: Report) -> Iterator[RenderableType]:
    yield Text(plain(report.title), style=HEADING)
    yield words(report.headline[:1], STRONG)
    if len(report.headline) > 1:
        yield words(report.headline[1:])
    yield from (Text(), words([report.certainty.paragraph]))


def _steps(report: Report) -> Iterator[RenderableType]:
    if report.steps:
        yield from section("Next steps", [words([report.order], QUIET), Text()] if report.order else [])
        yield from _full_steps(report.steps)
    if report.more_steps:
        start = len(report.steps) + 1
        yield from section("Then", [_short_steps((f"{start + i}.", step) for i, step in enumerate(report.more_steps))])
    if report.recurring:
        yield from section("Again and again", [_short_steps(("-", step) for step in report.recurring)])


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
        drawn = (fill_bar(bar.range, bar.cut, cells, glyphs), _side(bar))
        row = (Text.assemble((plain(bar.label), style)), Text.assemble(drawn, " ", (bar.shown, style)))
        rows.append(Rows([row], indent=indent, label_width=label_width - indent))
    legend = (
        [words([f"A bar past its {glyphs.up} is high."], QUIET)] if any(bar.cut is not None for bar in bars) else []
    )
    return Group(*rows, *legend)


def _side(bar: Bar) -> str:
    """The colour of the side of the cut that a score is on, as the bar shows by its length; none without a side."""
    if bar.cut is None or bar.range.score is None:
        return ""
    return HIGH if bar.range.score > bar.cut else LOW


def _ladder(ladder: LadderView, glyphs: Glyphs) -> RenderableType:
    rungs = []
    for rung in reversed(ladder.rungs):
        mark = glyphs.point if rung.here else (glyphs.up if rung.reached else " ")
        title = (plain(rung.title) + (" (here)" if rung.here else ""), STRONG if rung.here else "")
        wants = (f": {plain(rung.wants)}" if rung.wants else "", QUIET)
        rungs.append((Text(mark), Text.assemble(title, wants)))
    stands = Text.assemble((plain(ladder.stands), STRONG), f". {plain(ladder.meaning)}" if ladder.meaning else "")
    more = [words(ladder.wants[:1]), bullets(ladder.wants[1:])] if ladder.wants else []
    return Group(stands, Rows(rungs), *more)


def _full_step(number: int, step: StepView) -> RenderableType:
    title = Text.assemble((f"{number}. ", STRONG), (plain(step.title), STRONG))
    return Group(title, labelled(step.details, indent=3))


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
