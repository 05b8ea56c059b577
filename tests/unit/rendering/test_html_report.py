"""The bars of a report stand on the side of the cut where the exact score is; its drawing says no other number."""

from __future__ import annotations

from fractions import Fraction

import pytest

from documents import SVG, check_page
from smi_cli.assessing.batch import Digests, Scored
from smi_cli.assessing.census import Census
from smi_cli.assessing.measuring import Range
from smi_cli.assessing.snapshot import snapshot_of
from smi_cli.model.problems import Location
from smi_cli.rendering.batch_report import compose_batch
from smi_cli.rendering.board_report import compose_board_report
from smi_cli.rendering.html_bars import draw_bars
from smi_cli.rendering.html_batch import render_crowds
from smi_cli.rendering.html_parts import Styles
from smi_cli.rendering.html_report import render_quadrants, render_report
from smi_cli.rendering.report import Bar, compose_report
from smi_cli.rendering.roster import Roster
from smi_cli.rendering.trail import trail_of
from unit.assessing.worked import a_map, assessed, on_map


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


def test_no_part_of_a_bar_goes_past_a_line_that_it_ends_on() -> None:
    # 15.6875 is drawn from 15.7: the rest begins there, and not where it would exactly.
    score = Range(Fraction(50), Fraction("15.6875"), Fraction("84.04"))
    (bars,) = draw_bars([Bar("X", score, Fraction(50), "50.0", is_axis=True)], [""])
    _, _, lighter, pale = bars.iter("rect")
    assert Fraction(lighter.attrib["x"]) + Fraction(lighter.attrib["width"]) == 50
    assert (pale.attrib["x"], pale.attrib["width"]) == ("50.0", "34.0")


def test_a_drawing_says_the_number_that_the_report_shows_where_a_rung_decides() -> None:
    rungs = "{a: {title: A}, b: {title: B, from: 40}}"
    report = compose_report(on_map("39.96", "80", more=f"ladders: {{l: {{title: L, of: x, rungs: {rungs}}}}}"), None)
    assert report.caption.startswith("Across: X 39.96.")
    assert ": 39.96 across and 80.0 up." in render_quadrants(report, (), Styles("", ""))


def test_drawings_of_many_and_of_a_way_do_so_too() -> None:
    rungs = "{a: {title: A}, b: {title: B, from: 40}}"
    assessment = on_map("39.96", "80", more=f"ladders: {{l: {{title: L, of: x, rungs: {rungs}}}}}")
    census, roster = Census(), Roster()
    for _ in range(2):
        census.add(assessment)
        roster.add(assessment)
    assert ": 39.96 across" in render_crowds(compose_batch(census, roster, ""), Styles("", ""))
    trail = trail_of([snapshot_of(assessment)], ["1"])
    assert trail is not None
    assert Fraction(40) in trail.lines["x"]
