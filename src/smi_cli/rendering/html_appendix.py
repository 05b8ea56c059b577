"""The appendix of a report to hand on: all answers, the sums, and what the result rests on, folded away."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from xml.etree.ElementTree import Element

from smi_cli.rendering.board_report import AnswerView, BoardReport
from smi_cli.rendering.elements import node
from smi_cli.rendering.html_parts import bullets, folded, labelled, section, under
from smi_cli.rendering.passages import Passage
from smi_cli.rendering.report import Report, StepView

LOWEST = 6  # of the headings that HTML has
FOLDED = "Each part opens on its own. What is closed is not printed, which leaves one or two sheets."
TOP = 4  # the level of the headings under that of a folded part


def appendix(board: BoardReport) -> Element:
    """The parts, each folded for itself."""
    return section("Appendix", "appendix", node("p", None, FOLDED), *_parts(board))


def _parts(board: BoardReport) -> Iterator[Element]:
    report = board.report
    if report.steps:
        yield folded("The first steps in full", "first", [node("ol", None, *map(_full, report.steps))])
    if report.more_steps or report.recurring or report.done or report.obstacles:
        yield folded("Further steps", "further", _further(report))
    yield folded("Every answer", "answers", _answers(board.answers))
    yield folded("The sums", "sums", [_passage(one, TOP) for one in board.sums])
    if report.context:
        yield folded("Context (recorded, never scored)", "context", [labelled(report.context)])
    yield folded("What it rests on", "basis", [bullets(report.basis)])


def _further(report: Report) -> Iterator[Element]:
    if report.obstacles:
        yield from under("Ways past what you said stands in the way", labelled(report.obstacles))
    if report.more_steps:
        start = f"{len(report.steps) + 1}"
        yield from under("Then", node("ol", {"start": start}, *map(_short, report.more_steps)))
    if report.recurring:
        yield from under("Again and again", node("ul", None, *map(_short, report.recurring)))
    if report.done:
        yield from under("Done", bullets(report.done))


def _full(step: StepView) -> Element:
    return node("li", None, node("strong", None, step.title), node("p", None, step.line), labelled(step.details))


def _short(step: StepView) -> Element:
    return node("li", None, node("strong", None, step.title), f"{step.separator}{step.line}")


def _answers(answers: Sequence[AnswerView]) -> Iterator[Element]:
    for place, found in groupby(answers, key=lambda one: one.under):
        yield node("h4", None, place)
        for one in found:
            ask = node("p", None, node("strong", None, one.ask), " ", node("code", None, one.id))
            yield node("div", {"class": "answer"}, ask, labelled(one.rows))


def _passage(passage: Passage, level: int) -> Element:
    state = f": {passage.state}" if passage.state else ""
    heading = node(
        f"h{min(level, LOWEST)}",
        None,
        f"{passage.title}{state}",
        " ",
        node("small", None, f"[{passage.note}]") if passage.note else None,
    )
    parts = [_passage(one, level + 1) for one in passage.parts]
    return node("div", {"class": "passage"}, heading, labelled(passage.rows), *parts)
