"""The pages and drawings of a run of `smi score`: what is gathered, put together with the style sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smi_cli.assessing.batch import Totals
from smi_cli.cli.again import Named, command_for, shown_path
from smi_cli.cli.collected import Collected
from smi_cli.loading.styles import read_styles
from smi_cli.rendering import html_batch, html_report
from smi_cli.rendering.board_report import compose_board_report, earlier_marks
from smi_cli.rendering.html_parts import Styles

if TYPE_CHECKING:
    from smi_cli.rendering.report import Report


def read_page_styles() -> Styles:
    """The style sheets that come with smi."""
    return Styles(*read_styles())


class Pages:
    """Makes HTML pages and SVG drawings of what was scored."""

    def __init__(self, collected: Collected, named: Named, *, with_people: bool) -> None:
        self._collected = collected
        self._named = named
        self._with_people = with_people
        self._styles = read_page_styles()

    def page(self, totals: Totals) -> str:
        """The page on one subject, or on all."""
        if self._collected.several:
            return html_batch.render_batch(self._collected.several.report(totals), self._styles)
        scored = self._collected.only
        command = command_for(scored.file, self._named)
        named = scored._replace(file=shown_path(scored.file))
        board = compose_board_report(
            named, self._report(), command, shown_path(self._named.baseline or ""), with_people=self._with_people
        )
        return html_report.render_report(board, self._styles)

    def quadrants(self, totals: Totals) -> str:
        """The quadrants with one subject, or with all."""
        if self._collected.several:
            return html_batch.render_crowds(self._collected.several.report(totals), self._styles)
        scored = self._collected.only
        return html_report.render_quadrants(self._report(), tuple(earlier_marks(scored)), self._styles)

    def ladders(self, totals: Totals) -> str:
        """The ladders with one subject, or with how many of all are on every rung."""
        if self._collected.several:
            return html_batch.render_rungs(self._collected.several.report(totals), self._styles)
        return html_report.render_ladders(self._report(), self._styles)

    def _report(self) -> Report:
        return self._collected.report(with_people=self._with_people, with_places=False)
