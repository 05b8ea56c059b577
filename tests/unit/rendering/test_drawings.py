"""Drawings: points on their side of every cut, texts in their room, and documents that hold no markup but their own."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from xml.etree import ElementTree as ET

from hypothesis import assume, example, given
from hypothesis import strategies as st

from documents import SVG, check_drawing
from smi_cli.assessing.measuring import Range
from smi_cli.model.questionnaire import Axis, Grid, Origin, OriginKind, Quadrant
from smi_cli.rendering.drawing import fit
from smi_cli.rendering.elements import html_document, node, svg_document
from smi_cli.rendering.extents import Extent, extent_of
from smi_cli.rendering.picture import Mark, Picture, Tile
from smi_cli.rendering.svg_covering import explain_covered, in_runs
from smi_cli.rendering.svg_legend import ROWS, Entry, place_entries
from smi_cli.rendering.svg_quadrants import draw_quadrants

ORIGIN = Origin(OriginKind.DECIDED)
SCORES = st.fractions(0, 100, max_denominator=10**6)
CUTS = st.integers(0, 10_000).map(lambda number: Fraction(number, 100))  # decimals, as authors write them
TEXTS = st.text(st.characters(codec=None, exclude_categories=()), max_size=60)


def grid(across: Fraction, up: Fraction, title: str = "Name") -> Grid:
    axes = [Axis(key, title, "", Fraction(1), cut, (), ORIGIN) for key, cut in (("a", across), ("b", up))]
    cells = tuple(Quadrant(f"q{x}{y}", title, "", x, y, ORIGIN) for x in (False, True) for y in (False, True))
    return Grid(axes[0], axes[1], Fraction(5), cells)


def drawn(picture: Picture) -> ET.Element:
    return check_drawing(svg_document(draw_quadrants(picture, "key", "Title", "Description")))


def side(value: Fraction, line: Fraction) -> int:
    return (value > line) - (value < line)


@given(CUTS, CUTS, SCORES, SCORES)
def test_a_point_lies_on_its_side_of_both_cuts(cut_x: Fraction, cut_y: Fraction, x: Fraction, y: Fraction) -> None:
    root = drawn(Picture(grid(cut_x, cut_y), None, (), (Mark("", x, y),)))
    circle = next(one for one in root.iter(f"{SVG}circle"))
    upright, level = list(root.iter(f"{SVG}line"))[:2]
    assert side(Fraction(circle.attrib["cx"]), Fraction(upright.attrib["x1"])) == side(x, cut_x)
    assert side(Fraction(circle.attrib["cy"]), Fraction(level.attrib["y1"])) == -side(y, cut_y)


@given(TEXTS)
def test_any_text_makes_a_well_formed_drawing_with_four_names_at_most(text: str) -> None:
    root = drawn(Picture(grid(Fraction(50), Fraction(50), text), None, (), ()))
    assert len(list(root.iter(f"{SVG}text"))) <= 4 * 2 * 2 + 2 + 6 + 3


@given(TEXTS, st.integers(0, 400), st.integers(1, 3))
def test_a_text_keeps_to_its_room(text: str, room: int, rows: int) -> None:
    lines = fit(text, Fraction(room), 10, rows)
    assert len(lines) <= rows
    assert all(len(line) * 5.8 <= room + 5.8 for line in lines if line.isascii())


def test_a_text_that_does_not_fit_says_so() -> None:
    assert fit("Institution of bread", Fraction(60), 10) == ["Institut…"]
    assert fit("Institution of bread", Fraction(75), 10, 2) == ["Institution", "of bread"]
    assert fit("one two three four", Fraction(50), 10, 2) == ["one two", "three…"]
    assert fit("Name", Fraction(10), 10) == []


def test_a_quadrant_without_room_has_no_name() -> None:
    root = drawn(Picture(grid(Fraction(99), Fraction(50)), None, (), ()))
    names = [one.text for one in root.iter(f"{SVG}text") if one.get("font-size") == "16"]
    assert names == ["Name"] * 2


def test_a_name_stands_in_no_other_quadrant() -> None:
    assert named(grid(Fraction(50), Fraction(100))) == ["low"] * 2
    assert named(grid(Fraction(50), Fraction(0))) == ["high"] * 2
    assert named(grid(Fraction(100), Fraction(91))) == ["low"]
    assert named(grid(Fraction(100), Fraction(90))) == ["low", "high"]


def named(cuts: Grid) -> list[str]:
    """Whether the names that are drawn are those of high or low quadrants."""
    cells = tuple(one._replace(title="high" if one.up else "low") for one in cuts.quadrants)
    root = drawn(Picture(cuts._replace(quadrants=cells), None, (), ()))
    return [one.text or "" for one in root.iter(f"{SVG}text") if one.get("font-size") == "16"]


def test_no_zone_is_drawn_or_explained_where_there_is_none() -> None:
    root = drawn(Picture(grid(Fraction(50), Fraction(50))._replace(borderline=Fraction(0)), None, (), ()))
    assert not [one for one in root.iter(f"{SVG}rect") if one.get("width") == "0.0"]
    assert "borderline" not in {one.text for one in root.iter(f"{SVG}text")}


def test_names_lie_under_points_and_over_what_is_possible() -> None:
    half, whole = Fraction(50), Extent(None, Fraction(0), Fraction(100))
    root = drawn(Picture(grid(half, half), (whole, whole), (), (Mark("1", half, half, "one"),)))
    names = [at for at, one in enumerate(root) if one.text == "Name" and one.get("font-size") == "16"]
    (box,) = (at for at, one in enumerate(root) if one.get("stroke-dasharray"))
    (point,) = (at for at, one in enumerate(root) if one.get("x") == "181.0")
    assert box < min(names) <= max(names) < point


@given(st.lists(st.integers(1, 99), min_size=1, max_size=9), st.sampled_from([0, 50, 100]))
def test_a_point_with_many_signs_stands_out_of_no_drawing(signs: list[int], across: int) -> None:
    half = Fraction(50)
    root = drawn(Picture(grid(half, half), None, (), tuple(Mark(f"{one}", Fraction(across), half) for one in signs)))
    (point,) = (one for one in root.iter(f"{SVG}rect") if one.get("height") == "18")
    left, width = Fraction(point.attrib["x"]), Fraction(point.attrib["width"])
    assert 0 < left < left + width < Fraction(root.attrib["viewBox"].split()[2])


def test_a_box_is_drawn_where_something_is_open() -> None:
    open_, certain = Range(Fraction(60), Fraction(40), Fraction(70)), Range(Fraction(30), Fraction(30), Fraction(30))
    extents = extent_of(open_), extent_of(certain)
    assert extents[0] is not None
    assert extents[1] is not None
    cuts = grid(Fraction(50), Fraction(50))
    dashed = [
        one
        for one in drawn(Picture(cuts, (extents[0], extents[1]), (), ())).iter(f"{SVG}rect")
        if one.get("stroke-dasharray")
    ]
    assert [(one.get("x"), one.get("width"), one.get("height")) for one in dashed] == [("160.0", "90.0", "2.0")]
    whole = drawn(Picture(cuts, (extents[1], extents[1]), (), ()))
    assert not [one for one in whole.iter(f"{SVG}rect") if one.get("stroke-dasharray")]


@given(CUTS, st.tuples(SCORES, SCORES), st.tuples(SCORES, SCORES))
@example(Fraction(50), (Fraction(499, 10), Fraction(499, 10)), (Fraction(20), Fraction(30)))
@example(Fraction(50), (Fraction(20), Fraction(30)), (Fraction(5001, 100), Fraction(5001, 100)))
@example(Fraction(50), (Fraction(4, 3), Fraction(149999, 3000)), (Fraction(150001, 3000), Fraction(70)))
def test_a_box_can_be_seen_and_keeps_to_its_side_of_both_cuts(
    cut: Fraction, across: tuple[Fraction, Fraction], up: tuple[Fraction, Fraction]
) -> None:
    extents = tuple(Extent(None, min(ends), max(ends)) for ends in (across, up))
    picture = Picture(grid(cut, cut), (extents[0], extents[1]), (), ())
    assume(picture.is_open)
    root = drawn(picture)
    (box,) = (one for one in root.iter(f"{SVG}rect") if one.get("stroke-dasharray"))
    x, y, width, height = (Fraction(box.attrib[name]) for name in ("x", "y", "width", "height"))
    upright, level = list(root.iter(f"{SVG}line"))[:2]
    line_x, line_y = Fraction(upright.attrib["x1"]), Fraction(level.attrib["y1"])
    assert min(width, height) > Fraction(18, 10)  # two pixels, but for what is rounded away
    for extent, first, last in (
        (extents[0], x - line_x, x + width - line_x),
        (extents[1], line_y - y - height, line_y - y),
    ):
        assert (first > 0) == (extent.low > cut)
        assert (last > 0) == (extent.high > cut)


def test_an_extent_holds_a_score_outside_of_what_is_possible() -> None:
    assert extent_of(Range(None, None, None)) is None
    assert extent_of(Range(Fraction(20), Fraction(30), Fraction(40))) == Extent(
        Fraction(20), Fraction(20), Fraction(40)
    )


def test_elements_escape_every_text_and_attribute() -> None:
    one = node("p", {"title": '"><script>'}, "<b>&amp;", node("em", None, "a"), " ##[error]\u202e\ufffe")
    opening, text = '<p title="&quot;&gt;<script&gt;">', "&lt;b&gt;&amp;amp;<em>a</em> #&#35;[error]\\u202e\\ufffe"
    assert html_document(one) == f"<!DOCTYPE html>\n{opening}{text}</p>\n"


ENTRIES = st.lists(st.builds(Entry, st.just("paper"), st.just("accent"), TEXTS, st.booleans(), st.text(max_size=9)))


@given(ENTRIES, st.integers(120, 400))
def test_the_entries_of_a_legend_keep_to_their_room_and_apart(entries: list[Entry], width: int) -> None:
    placed = place_entries(entries, width)
    shown = [one.entry for one in placed]
    left = len(entries) - len(placed) + 1
    assert shown in (entries, [*entries[: len(placed) - 1], Entry("", "", f"and {left:,} more")])
    assert all(one.row < ROWS for one in placed)
    for before, after in pairwise(placed):
        assert (after.row, after.x) > (before.row, before.x)
        assert after.row != before.row or after.x >= before.x + before.entry.width


def test_a_legend_says_how_many_find_no_room() -> None:
    placed = place_entries([Entry("paper", "accent", "x" * 60)] * 30, 300)
    assert len(placed) == ROWS
    assert placed[-1].entry.text == "and 7 more"


def test_points_of_one_place_are_one_point_with_all_signs() -> None:
    half = Fraction(50)
    earlier = (Mark("1", half, half, "then"), Mark("2", half, Fraction(60), "later"))
    root = drawn(Picture(grid(half, half), None, earlier, (Mark("3", half, half, "now"),)))
    texts = [one.text for one in root.iter(f"{SVG}text")]
    assert texts.count("1, 3") == 1
    assert {"then", "later", "now", "borderline"} <= set(texts)
    (way,) = root.iter(f"{SVG}polyline")
    assert len(way.attrib["points"].split()) == 3


def test_the_description_says_all_that_is_drawn() -> None:
    half = Fraction(50)
    box = Extent(half, Fraction(4996, 100), Fraction(60)), Extent(half, half, half)
    root = drawn(
        Picture(grid(half, half), box, (Mark("1", half, Fraction(20), "then"),), (Mark("", half, half, "here"),))
    )
    assert next(root.iter(f"{SVG}desc")).text == (
        "Description Top left: Name, top right: Name, bottom left: Name, bottom right: Name. "
        "The lines are at 50 across and 50 up; borderline is within 5 points of a line. "
        "Still possible: 49.96 to 60.0 across and 50.0 up. "
        "Points: 1, then: 50.0 across and 20.0 up; here: 50.0 across and 50.0 up."
    )


def test_the_ends_of_what_is_possible_differ_where_they_are_shown() -> None:
    half, narrow = Fraction(50), Extent(None, Fraction(6001, 100), Fraction(6002, 100))
    picture = Picture(grid(half, half), (narrow, Extent(half, half, half)), (), ())
    assert " Still possible: 60.0 to 60.02 across and 50.0 up." in (next(drawn(picture).iter(f"{SVG}desc")).text or "")


def test_a_number_that_lies_under_another_is_named() -> None:
    half, beside = Fraction(50), Fraction(52)
    marks = (Mark("1", half, half), Mark("2", half, half), Mark("3", beside, half), Mark("4", Fraction(90), half))
    picture = Picture(grid(half, half), None, (), marks)
    assert list(explain_covered(picture, 3)) == ["1 and 2 lie under 3"]
    root = drawn(picture)
    assert "1 and 2 lie under 3" in [one.text for one in root.iter(f"{SVG}text")]
    assert (next(root.iter(f"{SVG}desc")).text or "").endswith(" 1 and 2 lie under 3.")


def test_numbers_in_a_row_stand_together() -> None:
    half, beside = Fraction(50), Fraction(51)
    marks = tuple(Mark(f"{one}", beside if one > 11 else half, half) for one in range(1, 15))
    picture = Picture(grid(half, half), None, (), marks)
    assert list(explain_covered(picture, 3)) == ["1 to 11 lie under 12 to 14"]
    assert {"1-11", "12-14"} <= {one.text for one in drawn(picture).iter(f"{SVG}text")}
    assert in_runs(["1", "2", "4", "5", "6?", "7", "8", "9"], "-") == ["1", "2", "4", "5", "6?", "7-9"]
    assert in_runs(["1?", "2?", "3?", "4", "?", "??"], " to ") == ["1? to 3?", "4", "?", "??"]


def test_a_point_is_pale_where_all_of_its_signs_are() -> None:
    half, beside = Fraction(50), Fraction(80)
    marks = (Mark("1?", half, half, "", True), Mark("2", half, half), Mark("3?", beside, half, "", True))
    root = drawn(Picture(grid(half, half), None, (), marks, has_table=True))
    pills = [one for one in root.iter(f"{SVG}rect") if one.get("height") == "18"]
    assert [one.attrib["class"] for one in pills] == [
        "fill-accent stroke-paper",
        "fill-paper stroke-accent",
        "fill-paper stroke-accent",  # in the legend
    ]
    texts = [one.text for one in root.iter(f"{SVG}text")]
    assert {"1?, 2", "3?", "?", "another quadrant is possible"} <= set(texts)


@given(st.lists(st.builds(Tile, SCORES, SCORES, st.integers(1, 99)), min_size=1, max_size=9))
def test_cells_lie_in_the_frame_and_under_the_cuts(tiles: list[Tile]) -> None:
    root = drawn(Picture(grid(Fraction(50), Fraction(50)), None, (), (), tuple(tiles)))
    cells = list(root.iter(f"{SVG}rect"))[3 : 3 + len(tiles)]
    assert [one.get("fill-opacity") for one in cells] == [one.shade.opacity for one in tiles]
    for one in cells:
        x, y, width, height = (Fraction(one.attrib[name]) for name in ("x", "y", "width", "height"))
        assert 40 <= x <= x + width <= 340.1
        assert 34 <= y <= y + height <= 334.1
        assert width <= 6
        assert height <= 15
    order = list(root)
    assert max(map(order.index, cells)) < min(map(order.index, root.iter(f"{SVG}line")))
    assert {"1", "2 to 9", "10 or more"} <= {one.text for one in root.iter(f"{SVG}text")}
