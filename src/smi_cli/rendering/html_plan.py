"""A plan as an HTML page: where it leads, its moves in their order, and what every effort brings."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from smi_cli.rendering.elements import node
from smi_cli.rendering.html_parts import Styles, bullets, figure, labelled, page, paragraphs, section, table
from smi_cli.rendering.plan_report import MoveView, Part, PlanReport
from smi_cli.rendering.svg_quadrants import draw_quadrants

WAY = "Where it leads"


def render_plan(report: PlanReport, styles: Styles) -> str:
    """The page."""
    header = (node("h1", None, report.title), node("p", {"class": "headline"}, report.headline[0]))
    return page(report.title, styles, header, _sections(report), ())


def _sections(report: PlanReport) -> Iterator[Element]:
    yield node("div", {"class": "pair"}, *_place(report), node("div", {"class": "stack"}, *_in_short(report)))
    for number, part in enumerate(report.parts):
        order = report.order if not number else ""
        yield section(part.title, f"part-{number}", *paragraphs([order]), _moves(part))
    if report.points.rows:
        points = table(report.points, "The most points for every effort")
        yield section("Effort and points", "points", *paragraphs([report.about_points]), points)
    yield section("What it rests on", "basis", bullets(report.basis))


def _place(report: PlanReport) -> Iterator[Element]:
    if report.way:
        drawn = draw_quadrants(report.way, "way", f"{report.title}: {WAY.lower()}", report.caption)
        yield section(WAY, "place", figure(drawn, report.caption))


def _in_short(report: PlanReport) -> Iterator[Element]:
    yield section("In short", "in-short", bullets(report.headline[1:]))
    if report.hindrances:
        yield section("What stands in the way", "hindrances", bullets(report.hindrances))
    if report.ways:
        yield section("Both ways", "ways", bullets(report.ways))


def _moves(part: Part) -> Element:
    return node("ol", {"class": "pair", "start": f"{part.moves[0].number}"}, *map(_move, part.moves))


def _move(move: MoveView) -> Element:
    return node("li", None, node("strong", None, move.ask), node("p", None, move.title), labelled(move.details))
