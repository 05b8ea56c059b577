"""The results of one subject over time as an HTML page: the way over the quadrants, and what changed on it."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from smi_cli.rendering.change_report import ChangeReport, ChangeView
from smi_cli.rendering.elements import node
from smi_cli.rendering.html_parts import Styles, bullets, figure, page, paragraphs, section, table
from smi_cli.rendering.picture import OPEN, Mark, Picture
from smi_cli.rendering.svg_quadrants import draw_quadrants
from smi_cli.rendering.trail import Trail, explain_places

WAY = "The way so far"


def render_change(report: ChangeReport, styles: Styles) -> str:
    """The page."""
    header = (
        node("h1", None, report.title),
        node("p", {"class": "headline"}, report.headline[0]),
        *paragraphs([" ".join(report.headline[1:])]),
    )
    return page(report.title, styles, header, _sections(report), paragraphs([report.note]))


def _sections(report: ChangeReport) -> Iterator[Element]:
    review = node("p", None, node("strong", None, report.review)) if report.review else None
    place = [_place(report.trail, report)] if report.trail else []
    whole = section("What changed", "changed", bullets(report.changes[0].places), review)
    yield node("div", {"class": "pair"}, *place, whole)
    yield section("The results", "results", table(report.results, "The results, by date"))
    for number, change in enumerate(report.changes):
        places = bullets(change.places) if number else None
        yield section(change.title, f"change-{number}", places, *_tables(change))


def _place(trail: Trail, report: ChangeReport) -> Element:
    marks = [
        Mark(f"{one.sign}{OPEN}" if one.is_open else one.sign, one.across, one.up, one.date.isoformat())
        for one in trail.points
    ]
    numbers = [number for number, *_ in report.results.rows]
    earlier = len(marks) - (trail.points[-1].sign == numbers[-1])  # a latest result without a place is not drawn
    picture = Picture(trail.grid, trail.box, tuple(marks[:earlier]), tuple(marks[earlier:]), lines=trail.lines)
    caption = " ".join(explain_places(trail, numbers))
    drawn = draw_quadrants(picture, "way", f"{WAY}: {report.headline[0]}", caption)
    return section(WAY, "place", figure(drawn, caption))


def _tables(change: ChangeView) -> Iterator[Element]:
    if change.scores:
        yield table(change.scores, f"{change.title}: scores")
    yield from paragraphs([change.rest])
    if change.questions:
        yield table(change.questions, f"{change.title}: answers")
    yield from paragraphs([change.stayed])
