"""What a run becomes, in each format: a text for every file as it comes, and one at the end.

The formats of data are written as they come, so that they need no more memory for a hundred thousand files than for
ten; all others keep what they are going to say and no more.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple, Protocol

from smi_cli.assessing.batch import Scored, Totals
from smi_cli.cli.again import Named
from smi_cli.cli.collected import Collected
from smi_cli.cli.formats import DRAWINGS, REPORTS, ScoreFormat
from smi_cli.cli.outputs import Drawing, Target, lay_out
from smi_cli.model.problems import Problem, Problems

if TYPE_CHECKING:
    from rich.console import RenderableType


class Sheet(Protocol):
    """One format of a run."""

    def add(self, scored: Scored) -> str | Problems:
        """What is written when a file has been scored; problems if the format has no place for it."""

    def end(self, totals: Totals) -> str | None:
        """What is written when all files have been; None where there is nothing to say, and a file is left alone."""


class _Lines:
    """A compact record for each file, as JSON Lines."""

    def __init__(self) -> None:
        from smi_cli.rendering.record import Recorder

        self.add = Recorder().line

    def end(self, totals: Totals) -> str:
        return ""


class _Table:
    """A row for each file."""

    def __init__(self) -> None:
        from smi_cli.rendering.record_table import RecordTable

        self._table = RecordTable()

    def add(self, scored: Scored) -> str | Problems:
        row = self._table.row(scored)
        if row is None:
            answered = scored.assessment.answers.questionnaire
            message = f"A table has the columns of one questionnaire, and this file answers {answered!r}"
            hint = "--format jsonl takes all"
            return Problems.of(Problem(scored.locate(""), "other-columns", message, hint))
        return row

    def end(self, totals: Totals) -> str:
        return ""


class _Document:
    """Everything, as one JSON document."""

    def __init__(self, collected: Collected) -> None:
        from smi_cli.rendering.json_document import ResultsDocument

        self._document = ResultsDocument()
        self._collected = collected

    def add(self, scored: Scored) -> str:
        return self._document.add(scored)

    def end(self, totals: Totals) -> str:
        several = self._collected.several
        if several is None:
            return self._document.end(totals)
        from smi_cli.rendering.json_batch import describe_census

        return self._document.end(totals, describe_census(several.census))


class _AtTheEnd:
    """A format that is made when all files have been: what it keeps of each, and what it says of them."""

    def __init__(self, keep: Callable[[Scored], None], say: Callable[[Totals], str | None]) -> None:
        self._keep = keep
        self.end = say

    def add(self, scored: Scored) -> str:
        self._keep(scored)
        return ""


class People(NamedTuple):
    """Where notes and names are shown: in what CI systems show to everybody, and in reports."""

    in_ci: bool
    in_reports: bool


class Sheets:
    """The sheets of a run, one for each target."""

    def __init__(self, targets: list[Target], by: str | None, people: People, named: Named) -> None:
        self._collected = Collected(by) if any(target.format in REPORTS | DRAWINGS for target in targets) else None
        self._people = people
        self._include_notes = people.in_ci
        self._named = named
        self.sheets: list[Sheet] = [self._make(target) for target in targets]

    def gather(self, scored: Scored) -> None:
        """Keep what the reports of several formats have in common, once."""
        if self._collected:
            self._collected.add(scored)

    def _make(self, target: Target) -> Sheet:
        match target.format:
            case ScoreFormat.JSONL:
                return _Lines()
            case ScoreFormat.CSV:
                return _Table()
            case ScoreFormat.JSON:
                return _Document(self._reports)
            case ScoreFormat.JUNIT | ScoreFormat.GITHUB | ScoreFormat.SUMMARY | ScoreFormat.BADGE:
                return self._for_ci(target)
            case _:
                say = self._report(target)
                return _AtTheEnd(_nothing, lambda totals: say(totals) if self._reports.first else None)

    def _report(self, target: Target) -> Callable[[Totals], str]:
        """What makes a report or a drawing of what was scored, where anything was."""
        with_people = self._people.in_reports
        if target.format is ScoreFormat.TERMINAL:
            return lambda totals: lay_out(self._drawing(totals), target.path)
        if target.format is ScoreFormat.MARKDOWN:
            return lambda totals: self._markdown(totals, with_people=with_people)
        from smi_cli.cli.pages import Pages

        pages = Pages(self._reports, self._named, with_people=with_people)
        drawings = {ScoreFormat.SVG: pages.quadrants, ScoreFormat.LADDERS: pages.ladders}
        return drawings.get(ScoreFormat(target.format), pages.page)

    def _for_ci(self, target: Target) -> Sheet:
        if target.format is ScoreFormat.JUNIT:
            from smi_cli.rendering.junit import JUnit

            junit = JUnit(include_notes=self._include_notes)
            return _AtTheEnd(junit.add, junit.render)
        if target.format is ScoreFormat.GITHUB:
            from smi_cli.rendering.github import Annotations

            annotations = Annotations(include_notes=self._include_notes)
            return _AtTheEnd(annotations.add, annotations.render)
        if target.format is ScoreFormat.SUMMARY:
            from smi_cli.rendering.job_summary import JobSummary

            page = JobSummary(include_notes=self._include_notes)
            return _AtTheEnd(
                page.add, lambda totals: page.render(totals, self._markdown(totals, with_people=self._include_notes))
            )
        from smi_cli.rendering.badge import Badge

        badge = Badge()
        return _AtTheEnd(badge.add, badge.render)

    @property
    def _reports(self) -> Collected:
        assert self._collected is not None  # noqa: S101 - made for the formats that need it
        return self._collected

    def _markdown(self, totals: Totals, *, with_people: bool) -> str:
        collected = self._reports
        if collected.several:
            from smi_cli.rendering.markdown_batch import render_batch

            return render_batch(collected.several.report(totals))
        if collected.first is None:
            return ""
        from smi_cli.rendering.markdown import render_report

        return render_report(collected.report(with_people=with_people))

    def _drawing(self, totals: Totals) -> Drawing:
        def draw(width: int, unicode: bool) -> RenderableType:
            collected = self._reports
            if collected.several:
                from smi_cli.rendering.terminal_batch import render_batch

                return render_batch(collected.several.report(totals), width, unicode=unicode)
            from smi_cli.rendering.terminal import render_report

            report = collected.report(with_people=self._people.in_reports)
            return render_report(report, width, unicode=unicode)

        return draw


def _nothing(scored: Scored) -> None:
    """Reports are made from what is collected for all of them."""
