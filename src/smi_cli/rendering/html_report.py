"""A report to hand on as one HTML page: what everybody reads first, on one or two sheets, and the appendix."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from smi_cli.rendering.board_report import BoardReport
from smi_cli.rendering.drawing import alone
from smi_cli.rendering.elements import node, svg_document
from smi_cli.rendering.extents import extent_of
from smi_cli.rendering.html_appendix import appendix
from smi_cli.rendering.html_bars import draw_bars, explain_bars
from smi_cli.rendering.html_parts import Styles, bullets, figure, labelled, page, paragraphs, section
from smi_cli.rendering.picture import Mark, Picture
from smi_cli.rendering.report import LadderView, Plane, Report
from smi_cli.rendering.svg_ladders import draw_ladders
from smi_cli.rendering.svg_quadrants import draw_quadrants
from smi_cli.rendering.wording.phrases import begin


def render_report(board: BoardReport, styles: Styles) -> str:
    """The page."""
    report = board.report
    header = (
        node("p", {"class": "kicker"}, board.questionnaire),
        node("h1", None, board.subject),
        node("p", {"class": "headline"}, report.headline[0]),
        *paragraphs([" ".join(report.headline[1:])]),
    )
    in_short = node("p", None, node("strong", None, report.in_short))
    footer = (node("p", None, report.dates), in_short, labelled(board.origin))
    return page(report.title, styles, header, _sections(board), footer)


def render_quadrants(report: Report, earlier: tuple[Mark, ...], styles: Styles) -> str:
    """The quadrants alone, as an SVG file; the ladders where there are no quadrants to draw."""
    picture = _quadrants(report, earlier)
    return render_ladders(report, styles) if picture is None else svg_document(alone(picture, styles.drawing))


def render_ladders(report: Report, styles: Styles) -> str:
    """The ladders alone, as an SVG file."""
    return svg_document(alone(draw_ladders(report.ladders, "ladders", report.title), styles.drawing))


def _sections(board: BoardReport) -> Iterator[Element]:
    """Where we are, how certain that is and what we ask for beside each other; why, and what to do; then the rest."""
    report = board.report
    picture = _quadrants(report, board.earlier)
    ladders = [_ladder(one, f"ladder-{number}") for number, one in enumerate(report.ladders)]
    ladders = [node("div", {"class": "pair"}, *ladders)] if ladders else []
    place = [_place(board.where, picture, report.caption)] if picture is not None else ladders
    yield node("div", {"class": "pair"}, *place, node("div", {"class": "stack"}, *_sure_and_asked(board)))
    if board.gaps:
        gaps = [node("li", None, node("strong", None, title), node("p", None, text)) for title, text in board.gaps]
        more = paragraphs([board.as_low])
        yield section(board.lowest, "gaps", node("ol", {"class": "columns"}, *gaps), *more)
    if board.first_steps:
        yield section(
            "The first steps", "steps", _quiet(report.order), node("ol", {"class": "columns"}, *_steps(board))
        )
    yield from ladders if picture is not None else []
    legend = _quiet(explain_bars(report.bars))
    yield section(
        "Scores",
        "scores",
        *paragraphs(report.lever),
        legend,
        node("div", {"class": "pair"}, *draw_bars(report.bars, board.wordings)),
    )
    yield appendix(board)


def _quiet(text: str) -> Element | None:
    """A remark in a paragraph of its own; None where there is nothing to remark."""
    return node("p", None, node("small", None, text)) if text else None


def _place(title: str, picture: Element, caption: str) -> Element:
    return section(title, "place", figure(picture, caption))


def _sure_and_asked(board: BoardReport) -> Iterator[Element]:
    report = board.report
    verdict = node("strong", None, f"{begin(report.certainty.verdict)}.")
    sure = node("p", None, verdict, f" {report.certainty.decides}")
    yield section("How certain this is", "certainty", sure, bullets(report.remarks))
    yield section("What we ask for", "ask", *paragraphs(board.ask))
    if report.gates:
        yield section("Gates", "gates", bullets(report.gates))


def _quadrants(report: Report, earlier: tuple[Mark, ...]) -> Element | None:
    plane = report.plane
    if plane is None:
        return None
    grid, across, up = plane.grid, extent_of(plane.across), extent_of(plane.up)
    box = (across, up) if across and up else None
    title = f"{grid.across.title} and {grid.up.title}: {report.headline[0]}"
    picture = Picture(grid, box, earlier, tuple(_here(plane)), lines=plane.lines)
    return draw_quadrants(picture, "quadrants", title, report.caption)


def _here(plane: Plane) -> Iterator[Mark]:
    if plane.across.score is not None and plane.up.score is not None:
        yield Mark("", plane.across.score, plane.up.score, f"here on {plane.day.isoformat()}")


def _ladder(ladder: LadderView, key: str) -> Element:
    rungs = []
    for rung in reversed(ladder.rungs):
        classes = "here" if rung.here else "reached" if rung.reached else "above"
        title = node("strong", None, rung.title, " (here)") if rung.here else node("span", None, rung.title)
        wants = node("small", None, rung.wants) if rung.wants else None
        rungs.append(node("li", {"class": classes}, title, wants))
    stands = node("p", None, node("strong", None, ladder.stands), f". {ladder.meaning}" if ladder.meaning else None)
    wanted = (*paragraphs(ladder.wants[:1]), bullets(ladder.wants[1:]))
    return section(ladder.title, key, stands, node("ol", {"class": "rungs", "reversed": "reversed"}, *rungs), *wanted)


def _steps(board: BoardReport) -> Iterator[Element]:
    for step in board.first_steps:
        yield node("li", None, node("strong", None, step.title), node("p", None, step.line), labelled(step.rows))
