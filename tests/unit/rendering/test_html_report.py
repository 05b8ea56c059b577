"""The bars of a report stand on the side of the cut on which the exact score is."""

from __future__ import annotations

from fractions import Fraction

import pytest

from documents import SVG, check_page
from smi_cli.assessing.batch import Digests, Scored
from smi_cli.model.problems import Location
from smi_cli.rendering.board_report import compose_board_report
from smi_cli.rendering.html_parts import Styles
from smi_cli.rendering.html_report import render_report
from smi_cli.rendering.report import compose_report
from unit.assessing.worked import a_map, assessed


@pytest.mark.parametrize("cut", ["50", "33.333"])
@pytest.mark.parametrize("distance", ["-0.001", "0", "0.001"])
def test_a_bar_is_past_its_line_where_the_score_is(cut: str, distance: str) -> None:
    side = Fraction(distance)
    assessment = assessed({"px": 1, "py": 1}, a_map(f"{Fraction(cut) + side}", "20", cut=cut))
    scored = Scored("a.yaml", assessment, (), None, Digests("", "", ""), lambda _: Location("a.yaml"))
    board = compose_board_report(scored, compose_report(assessment, None), "smi score a.yaml")
    page = check_page(render_report(board, Styles("", "")))
    bar = next(one for one in page.iter(f"{SVG}svg") if one.get("class") == "bar")
    (full,) = (one for one in bar.iter(f"{SVG}rect") if one.get("class") == "fill-accent")
    (line,) = bar.iter(f"{SVG}line")
    past = Fraction(full.attrib["width"]) - Fraction(line.attrib["x1"])
    assert (past > 0) - (past < 0) == (side > 0) - (side < 0)
