"""A report as Markdown: the same content as on the terminal, for a wiki, an e-mail or a pull request."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from smi_cli.rendering.blueprint_page import BlueprintPage
from smi_cli.rendering.harmless import markdown, no_command
from smi_cli.rendering.plane import UNICODE, draw_plane, fill_bar
from smi_cli.rendering.questionnaire_page import QuestionnairePage, QuestionView
from smi_cli.rendering.report import REMARKS, Bar, LadderView, Report, StepView

BAR_CELLS = 20


def render_report(report: Report) -> str:
    """The report as a Markdown document."""
    return "\n".join(_sections(report)) + "\n"


def render_blueprint(page: BlueprintPage) -> str:
    """A blueprint in full."""
    lines = [f"# {markdown(page.title)}", "", markdown(page.introduction)]
    for title, items in page.sections:
        lines += ["", f"## {markdown(title)}", "", *bullets(items)]
    lines += ["", "## Steps"]
    for number, step in enumerate(page.steps, 1):
        lines += _full_step(number, step)
    return "\n".join([*lines, "", markdown(page.basis)]) + "\n"


def render_questionnaire(page: QuestionnairePage) -> str:
    """A questionnaire in full, for review."""
    lines = [f"# {markdown(page.title)}", "", *(f"{markdown(sentence)}\n" for sentence in page.about)]
    for axis in page.axes:
        lines += [f"## {markdown(axis.title)}{_with_id(axis.id)}", "", markdown(axis.about), ""]
        for factor in axis.factors:
            lines += [f"### {markdown(factor.title)}{_with_id(factor.id)}", ""] if factor.title else []
            lines += [markdown(factor.about), ""] if factor.about else []
            lines += [line for question in factor.questions for line in _question(question)]
    for one in page.sections:
        lines += [f"## {markdown(one.title)}{_with_id(one.id)}", "", *labelled(one.pairs), ""]
    return "\n".join(lines)


def _with_id(key: str) -> str:
    return f" {markdown(f'[{key}]')}" if key else ""


def _question(question: QuestionView) -> Iterator[str]:
    yield from (f"#### {markdown(question.id)}", "", f"**{markdown(question.ask)}**", "")
    yield from (f"{level}. {markdown(wording)}" for level, wording in enumerate(question.levels))
    yield from ("", *(f"- {markdown(label)}: {markdown(text)}" for label, text in question.details), "")


def render_listing(what: str, listing: Iterable[tuple[str, str]]) -> str:
    """Names of something with what they are about."""
    return "\n".join(table((what, "About"), listing)) + "\n"


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """A table of harmless cells."""
    yield f"| {' | '.join(markdown(cell) for cell in header)} |"
    yield f"|{' --- |' * len(header)}"
    for row in rows:
        yield f"| {' | '.join(markdown(cell) for cell in row)} |"


def bullets(items: Iterable[str]) -> Iterator[str]:
    """A list of harmless items."""
    return (f"- {markdown(item)}" for item in items)


def labelled(pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
    """A list of harmless labels with harmless texts."""
    return (f"- **{markdown(label)}:** {markdown(text)}" for label, text in pairs)


def _sections(report: Report) -> Iterator[str]:
    yield f"# {markdown(report.title)}"
    yield ""
    yield f"**{markdown(report.headline[0])}**"
    yield ""
    yield from bullets(report.headline[1:])
    yield from (*([""] if report.headline[1:] else []), markdown(report.certainty.paragraph))
    yield from _plane(report)
    yield from ("", "## Scores", "")
    yield from _bars(report.bars)
    yield ""
    yield from (markdown(sentence) for sentence in report.lever)
    for ladder in report.ladders:
        yield from ("", f"## {markdown(ladder.title)}", "")
        yield from _ladder(ladder)
    if report.obstacles:
        yield from ("", "## Ways past what you said stands in the way", "")
        yield from labelled(report.obstacles)
    yield from _steps(report)
    if report.done:
        yield from ("", "## Done", "", *bullets(report.done))
    if report.remarks:
        yield from ("", f"## {REMARKS}", "", *bullets(report.remarks))
    if report.context:
        yield from ("", "## Context (recorded, never scored)", "", *table(("Question", "Answer"), report.context))
    yield from ("", "## What it rests on", "", *bullets(report.basis))
    if report.gates:
        yield from ("", "## Gates", "", *bullets(report.gates))
    yield from ("", markdown(report.dates), "")
    yield f"**{markdown(report.in_short)}**"


def _plane(report: Report) -> Iterator[str]:
    if report.plane is None:
        return
    grid = report.plane.grid
    yield from ("", f"## {markdown(f'{grid.across.title} and {grid.up.title}')}", "", "```text")
    # Inside a fence nothing is markup but another fence, and a drawn line begins with its scale.
    yield from map(no_command, draw_plane(grid, report.plane.across, report.plane.up, UNICODE))
    yield from ("```", "")
    yield markdown(report.caption)
    yield f"{UNICODE.point} here, {UNICODE.zone} borderline, {UNICODE.box} still possible."


def _bars(bars: Sequence[Bar]) -> Iterator[str]:
    yield "|  | Score |  |"
    yield "| --- | --- | --- |"
    for bar in bars:
        label = f"**{markdown(bar.label)}**" if bar.is_axis else markdown(bar.label)
        cells = fill_bar(bar.range, bar.cut, BAR_CELLS, UNICODE).rstrip()
        yield f"| {label} | {markdown(bar.shown)} | {f'`{cells}`' if cells else ''} |"


def _ladder(ladder: LadderView) -> Iterator[str]:
    yield f"**{markdown(ladder.stands)}**{f'. {markdown(ladder.meaning)}' if ladder.meaning else ''}"
    yield ""
    for number, rung in enumerate(ladder.rungs, 1):
        title = f"**{markdown(rung.title)}** (here)" if rung.here else markdown(rung.title)
        yield f"{number}. {title}{f': {markdown(rung.wants)}' if rung.wants else ''}"
    if ladder.wants:
        yield from ("", markdown(ladder.wants[0]), "", *bullets(ladder.wants[1:]))


def _steps(report: Report) -> Iterator[str]:
    if report.steps:
        yield from ("", "## Next steps", *(["", markdown(report.order)] if report.order else []))
    for number, step in enumerate(report.steps, 1):
        yield from _full_step(number, step)
    if report.more_steps:
        start = len(report.steps) + 1
        yield from ("", "## Then", "", *(f"{start + i}. {_line(step)}" for i, step in enumerate(report.more_steps)))
    if report.recurring:
        yield from ("", "## Again and again", "", *(f"- {_line(step)}" for step in report.recurring))


def _full_step(number: int, step: StepView) -> Iterator[str]:
    yield from ("", f"### {number}. {markdown(step.title)}", "")
    yield from labelled(step.details)


def _line(step: StepView) -> str:
    return f"**{markdown(step.title)}**{step.separator}{markdown(step.line)}"
