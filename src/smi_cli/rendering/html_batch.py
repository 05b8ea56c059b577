"""Many assessments as one HTML page: all subjects on one quadrant, and the tables of the batch report."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from smi_cli.rendering.batch_report import BatchReport, GroupView, Section, Whole
from smi_cli.rendering.batch_tables import Shares
from smi_cli.rendering.drawing import alone
from smi_cli.rendering.elements import node, svg_document
from smi_cli.rendering.html_listing import draw_listing
from smi_cli.rendering.html_parts import Styles, bullets, figure, labelled, page, paragraphs, part, section, table
from smi_cli.rendering.report import LadderView, RungLine
from smi_cli.rendering.svg_crowd import draw_crowd, explain_crowd
from smi_cli.rendering.svg_ladders import draw_ladders

TITLE = "Results of several subjects"


def render_batch(report: BatchReport, styles: Styles) -> str:
    """The page."""
    header = (node("h1", None, TITLE), *_headline(report), bullets(report.gate_lines))
    main = [_section(one, f"part-{at}") for at, one in enumerate(report.sections)]
    return page(TITLE, styles, header, main, ())


def _headline(report: BatchReport) -> Iterator[Element]:
    """Where most subjects of every questionnaire are, and what the run came to."""
    for one in report.sections:
        for label, text in one.whole.headline[:1] if one.are_several else ():
            yield node("p", {"class": "headline"}, f"{one.title}. {label}: {text}.")
    yield node("p", None, report.run_line)


def render_crowds(report: BatchReport, styles: Styles) -> str:
    """All subjects of the first questionnaire that has quadrants on these, as an SVG file; without any, the ladders.

    Where nobody has a place comes last.
    """
    sections = sorted(report.sections, key=lambda one: _is_empty(one.whole))
    drawn = (draw_crowd(one, "quadrants", with_table=False) for one in sections)
    picture = next((one for one in drawn if one is not None), None)
    return render_rungs(report, styles) if picture is None else svg_document(alone(picture, styles.drawing))


def _is_empty(whole: Whole) -> bool:
    """Whether nobody has a place on the quadrants."""
    return whole.crowd is None or not whole.crowd.cells


def render_rungs(report: BatchReport, styles: Styles) -> str:
    """How many subjects are on every rung, as an SVG file; ladders of several questionnaires say whose they are."""
    drawn = [one for one in report.sections if one.whole.ladders]
    single = len(drawn) == 1
    title = drawn[0].title if single else TITLE
    ladders = [
        _ladder(name if single else f"{one.title}. {name}", shares)
        for one in drawn
        for name, shares in one.whole.ladders
    ]
    return svg_document(alone(draw_ladders(ladders, "ladders", title), styles.drawing))


def _ladder(title: str, shares: Shares) -> LadderView:
    rungs = (RungLine(f"{rung}: {number} ({share})", False, False, "") for rung, number, share in shares.table.rows)
    return LadderView(title, "", "", tuple(rungs), ())


def _section(one: Section, key: str) -> Element:
    return section(one.title, key, node("div", {"class": "pair"}, *_parts(one, key)))


def _parts(one: Section, key: str) -> Iterator[Element]:
    if one.are_several:
        yield from _overview(one, one.whole, key)
    caption = f"Subjects of {one.title}"
    listed = [draw_listing(one.listing, caption, key)] if one.listing else paragraphs([one.unlisted])
    yield part("Subjects", *listed, wide=True)
    if one.are_several:
        yield from _details(one.whole, one.title)


def _overview(one: Section, whole: Whole, key: str) -> Iterator[Element]:
    """The drawing, and beside it how many are where."""
    if (picture := draw_crowd(one, f"{key}-quadrants", with_table=True)) is not None:
        yield part("All subjects on the quadrants", figure(picture, explain_crowd(one)))
    counted = [("Quadrants", whole.quadrants)] if whole.quadrants else []
    tables = [part(title, table(found.table, f"{title} of {one.title}")) for title, found in (*counted, *whole.ladders)]
    yield node("div", {"class": "stack"}, labelled(whole.headline), *tables, bullets(whole.certainty))


def _details(whole: Whole, of: str) -> Iterator[Element]:
    yield part("Scores", table(whole.scores, f"Scores of {of}"), *paragraphs([whole.scores_note]), wide=True)
    if whole.factors:
        yield part("Weakest factors over all", table(whole.factors, f"Weakest factors of {of}"))
    if whole.steps:
        steps = (table(whole.steps, f"Most common next steps of {of}"), *paragraphs([whole.steps_note]))
        yield part("Most common next steps", *steps)
    if whole.groups:
        yield part(whole.groups.title, *_groups(whole.groups, of), wide=True)


def _groups(groups: GroupView, of: str) -> Iterator[Element | None]:
    yield from paragraphs([groups.ask])
    if groups.table:
        yield table(groups.table, f"{groups.title} of {of}")
    yield bullets(groups.notes)
