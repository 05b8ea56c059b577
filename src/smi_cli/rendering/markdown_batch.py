"""Many assessments as Markdown: the same content as on the terminal."""

from __future__ import annotations

from collections.abc import Iterator

from smi_cli.assessing.measuring import Range
from smi_cli.rendering.batch_report import BatchReport, GroupView, Section, Whole
from smi_cli.rendering.batch_tables import Shares, Table
from smi_cli.rendering.density import Crowd, draw_crowd, explain_signs
from smi_cli.rendering.harmless import markdown, no_command
from smi_cli.rendering.markdown import BAR_CELLS, bullets, labelled, table
from smi_cli.rendering.plane import UNICODE, fill_bar


def render_batch(report: BatchReport) -> str:
    """The report on a run as a Markdown document."""
    lines = [f"**{markdown(report.run_line)}**", ""]
    lines += [*bullets(report.gate_lines), ""] if report.gate_lines else []
    for one in report.sections:
        lines += _section(one)
    return "\n".join(lines).rstrip("\n") + "\n"


def _section(one: Section) -> Iterator[str]:
    yield from (f"# {markdown(one.title)}", "")
    if one.are_several:
        yield from (*labelled(one.whole.headline), "")
    yield from (*_table(one.subjects), "") if one.subjects else (markdown(one.unlisted), "")
    if one.are_several:
        yield from _whole(one.whole)


def _whole(whole: Whole) -> Iterator[str]:
    if whole.quadrants:
        yield from ("## Quadrants", "", *_shares(whole.quadrants), "", *bullets(whole.certainty), "")
    for title, shares in whole.ladders:
        yield from (f"## {markdown(title)}", "", *_shares(shares), "")
    yield from ("## Scores", "", *_table(whole.scores), "", markdown(whole.scores_note), "")
    if not whole.quadrants:
        yield from (*bullets(whole.certainty), "")
    if whole.crowd and whole.crowd.cells:
        yield from ("## All subjects", "", *_crowd(whole.crowd, whole.caption), "")
    if whole.factors:
        yield from ("## Weakest factors over all", "", *_table(whole.factors), "")
    if whole.steps:
        yield from ("## Most common next steps", "", *_table(whole.steps), "", markdown(whole.steps_note), "")
    if whole.groups:
        yield from (f"## {markdown(whole.groups.title)}", "", *_groups(whole.groups), "")


def _table(one: Table) -> Iterator[str]:
    return table(one.header, one.rows)


def _shares(shares: Shares) -> Iterator[str]:
    bars = [fill_bar(Range(part, part, part), None, BAR_CELLS, UNICODE) for part in shares.percent]
    lines = list(_table(shares.table))
    yield from (f"{lines[0]}  |", f"{lines[1]} --- |")
    yield from (f"{line} `{bar}` |" for line, bar in zip(lines[2:], bars, strict=True))


def _crowd(crowd: Crowd, caption: str) -> Iterator[str]:
    # Inside a fence nothing is markup but another fence, and every line begins with spaces or a scale.
    yield from ("```text", *map(no_command, draw_crowd(crowd, UNICODE)), "```", "")
    yield from (markdown(caption), "")
    yield f"{', '.join(explain_signs(crowd, UNICODE))}; {UNICODE.zone} borderline."


def _groups(groups: GroupView) -> Iterator[str]:
    if groups.ask:
        yield from (markdown(groups.ask), "")
    if groups.table:
        yield from (*_table(groups.table), "")
    yield from bullets(groups.notes)
