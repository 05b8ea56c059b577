"""The drawing: within its frame, and never on the wrong side of a line."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from builders import replace
from properties.strategies import points
from smi_cli.assessing.measuring import Range
from smi_cli.assessing.raster import COLUMNS, ROWS
from smi_cli.model.questionnaire import Grid
from smi_cli.rendering.plane import ASCII, SCALE, UNICODE, WIDTH, Glyphs, draw_plane, fill_bar
from unit.assessing.worked import NA, a_map, assessed, on_map

ANYWHERE = Range(None, Fraction(0), Fraction(100))
CUTS = st.integers(1, 199).map(lambda step: Fraction(step, 2)) | st.sampled_from(
    [Fraction(0), Fraction(100), Fraction("0.4"), Fraction("99.6"), Fraction("33.3"), Fraction("2.4"), Fraction("97.6")]
)
TITLES = (
    "Institution",
    "A very long title of a quadrant that fits nowhere at all",
    "観測者の象限という長い名前の象限でありどこにも入らない",
    "a観測者の象限という長い名前の象限でありどこにも入らない",
    "Cafe\u0301 au lait",
    "ผู้สังเกตการณ์",
    "पर्यवेक्षक कुछ",
    "😀 Happy 😀",
    "\x1b[31mred\u202e",
    "",
)


@st.composite
def ranges(draw: st.DrawFn) -> Range:
    low, score, high = sorted(draw(st.tuples(points, points, points)))
    return draw(st.sampled_from([Range(score, low, high), Range(score, score, score), Range(None, low, high)]))


@st.composite
def grids(draw: st.DrawFn) -> Grid:
    grid = a_grid()
    titles = [draw(st.sampled_from(TITLES)) for _ in grid.quadrants]
    return replace(
        grid,
        across=replace(grid.across, cut=draw(CUTS)),
        up=replace(grid.up, cut=draw(CUTS)),
        borderline=draw(st.sampled_from([Fraction(0), Fraction(5), Fraction(50)])),
        quadrants=tuple(replace(cell, title=title) for cell, title in zip(grid.quadrants, titles, strict=True)),
    )


def a_grid(cut: str = "50", up: str = "50") -> Grid:
    grid = on_map("20", "20").questionnaire.grid
    assert grid is not None
    return replace(grid, across=replace(grid.across, cut=Fraction(cut)), up=replace(grid.up, cut=Fraction(up)))


def at(x: str | Fraction, y: str | Fraction) -> tuple[Range, Range]:
    across, up = Fraction(x), Fraction(y)
    return Range(across, across, across), Range(up, up, up)


def find(lines: list[str], glyph: str) -> tuple[int, int]:
    """The column and the height of a character that stands once in the drawing."""
    places = [(line.index(glyph), -number) for number, line in enumerate(lines) if glyph in line]
    assert len(places) == 1, (glyph, lines)
    return places[0]


def nameless(grid: Grid) -> Grid:
    return replace(grid, quadrants=tuple(replace(cell, title="") for cell in grid.quadrants))


# The frame


@pytest.mark.parametrize("glyphs", [UNICODE, ASCII])
@settings(max_examples=60)
@given(grid=grids(), across=ranges(), up=ranges())
def test_the_frame_stays_aligned_whatever_the_names_and_scores(
    glyphs: Glyphs, grid: Grid, across: Range, up: Range
) -> None:
    lines = draw_plane(grid, across, up, glyphs)
    assert len(lines) == ROWS + 3
    assert all(cell_len(line) <= WIDTH for line in lines)
    assert {cell_len(line) for line in lines[:-1]} == {SCALE + COLUMNS + 3}
    assert all(line[SCALE + 1] == line[-1] == glyphs.frame[5] for line in lines[1:-2])


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize(("x", "y"), [("20", "50"), ("30", "5"), ("77", "95"), ("78", "95")])
def test_a_point_on_a_name_keeps_the_frame(title: str, x: str, y: str) -> None:
    grid = a_grid()
    grid = replace(grid, quadrants=tuple(replace(cell, title=title) for cell in grid.quadrants))
    lines = draw_plane(grid, *at(x, y), UNICODE)
    assert {cell_len(line) for line in lines[:-1]} == {SCALE + COLUMNS + 3}
    assert sum(line.count(UNICODE.point) for line in lines) == 1


@given(across=ranges(), up=ranges())
def test_ascii_glyphs_are_only_ascii(across: Range, up: Range) -> None:
    assert all(line.isascii() for line in draw_plane(a_grid(), across, up, ASCII))


def test_all_four_names_are_there_and_stand_in_their_quadrants() -> None:
    lines = draw_plane(a_grid(), *at("10", "40"), UNICODE)
    column, height = find(draw_plane(nameless(a_grid()), ANYWHERE, ANYWHERE, UNICODE), UNICODE.crossing)
    for title, right, above in (
        ("Low low", False, False),
        ("High low", True, False),
        ("Low high", False, True),
        ("High high", True, True),
    ):
        rows = [(-number, line) for number, line in enumerate(lines) if f" {title} " in line]
        assert len(rows) == 1
        assert (rows[0][0] > height) == above
        assert (rows[0][1].index(title) > column) == right


def test_the_scale_names_the_ends_and_the_cuts() -> None:
    lines = draw_plane(a_grid("60", "30"), *at("10", "10"), ASCII)
    assert lines[-1].split() == ["0", "60", "100"]
    assert [label for line in lines[1:-2] if (label := line[:SCALE].strip())] == ["100", "30", "0"]


def test_a_cut_whose_number_does_not_fit_is_not_rounded_to_another_one() -> None:
    lines = draw_plane(a_grid("62.5", "33.25"), *at("10", "10"), ASCII)
    assert lines[-1].split() == ["0", "62.5", "100"]
    assert [label for line in lines[1:-2] if (label := line[:SCALE].strip())] == ["100", "cut", "0"]


# The point


@settings(max_examples=100)
@given(cut_x=CUTS, cut_y=CUTS, x=points, y=points)
def test_the_point_lies_on_the_right_side_and_on_the_line_only_if_it_is_exactly_there(
    cut_x: Fraction, cut_y: Fraction, x: Fraction, y: Fraction
) -> None:
    grid = nameless(a_grid(str(cut_x), str(cut_y)))
    column, height = find(draw_plane(grid, ANYWHERE, ANYWHERE, UNICODE), UNICODE.crossing)
    here, above = find(draw_plane(grid, *at(x, y), UNICODE), UNICODE.point)
    assert (here > column, here < column) == (x > cut_x, x < cut_x)
    assert (above > height, above < height) == (y > cut_y, y < cut_y)


@pytest.mark.parametrize("cut", ["99.6", "0.4"])
def test_a_cut_beside_an_end_leaves_room_for_the_end(cut: str) -> None:
    grid = nameless(a_grid(cut, cut))
    column, _ = find(draw_plane(grid, ANYWHERE, ANYWHERE, UNICODE), UNICODE.crossing)
    for end in ("0", "100"):
        here, _ = find(draw_plane(grid, *at(end, end), UNICODE), UNICODE.point)
        assert (here > column) == (Fraction(end) > Fraction(cut))
        assert here != column


@pytest.mark.parametrize(("x", "y", "column", "row"), [("0", "0", 0, 0), ("100", "100", 50, 20), ("20", "80", 10, 16)])
def test_the_point_stands_where_its_scores_are(x: str, y: str, column: int, row: int) -> None:
    here, height = find(draw_plane(nameless(a_grid()), *at(x, y), UNICODE), UNICODE.point)
    assert (here - SCALE - 2, height + ROWS) == (column, row)


def test_the_box_shows_what_is_possible_and_the_zone_what_is_near() -> None:
    certain = "\n".join(draw_plane(a_grid(), *at("20", "20"), UNICODE))
    assert UNICODE.box not in certain
    assert UNICODE.zone in certain
    wide = Range(Fraction(20), Fraction(10), Fraction(40))
    assert UNICODE.box in "\n".join(draw_plane(a_grid(), wide, wide, UNICODE))
    assert UNICODE.zone not in "\n".join(draw_plane(replace(a_grid(), borderline=Fraction(0)), *at("9", "9"), UNICODE))


def test_without_a_score_there_is_no_point() -> None:
    lines = draw_plane(a_grid(), ANYWHERE, at("20", "20")[1], UNICODE)
    assert lines
    assert UNICODE.point not in "\n".join(lines)


def test_nothing_is_drawn_where_nothing_applies() -> None:
    assert draw_plane(a_grid(), Range(None, None, None), ANYWHERE, UNICODE) == []
    assert draw_plane(a_grid(), ANYWHERE, Range(None, None, None), UNICODE) == []


def test_an_assessment_can_always_be_drawn() -> None:
    # `na` behind a missing parent that weighs nothing: X is 0 if the parent is low, and nothing applies if it is high.
    text = a_map("20", "20").replace(
        "px: {ask: X?, levels: [a, b, c], values: [0, 0.2, 1]}",
        "p0: {ask: P?, levels: [a, b], weight: 0}, px: {ask: X?, levels: [a, b], only_if: {p0: 1}, na: Now and then.}",
    )
    assessment = assessed({"px": NA, "py": 1}, text)
    grid = assessment.questionnaire.grid
    assert grid is not None
    across, up = (axis.range for axis in assessment.scores.axes)
    assert isinstance(draw_plane(grid, across, up, UNICODE), list)


# Bars


@pytest.mark.parametrize("glyphs", [UNICODE, ASCII])
@given(span=ranges(), cut=st.none() | CUTS, width=st.integers(3, 60))
def test_a_bar_is_as_long_as_asked(glyphs: Glyphs, span: Range, cut: Fraction | None, width: int) -> None:
    bar = fill_bar(span, cut, width, glyphs)
    assert len(bar) == width
    assert set(bar) <= {glyphs.full, glyphs.empty, glyphs.possible, glyphs.up}


@given(points, st.integers(3, 60), st.none() | CUTS)
def test_only_nothing_is_empty_and_only_everything_is_full(score: Fraction, width: int, cut: Fraction | None) -> None:
    bar = fill_bar(Range(score, score, score), cut, width, UNICODE)
    full = bar.count(UNICODE.full)
    assert (full == 0) == (score == 0)
    assert (full == width) == (score == 100)
    assert bar.startswith(UNICODE.full * full)


@given(points, CUTS, st.integers(3, 60))
def test_a_bar_goes_past_the_stroke_only_above_the_cut(score: Fraction, cut: Fraction, width: int) -> None:
    bar = fill_bar(Range(score, score, score), cut, width, UNICODE)
    assert (UNICODE.up not in bar) == (score > cut or score == 100)


@given(points, points, st.integers(2, 60))
def test_a_longer_bar_is_no_lower_score(one: Fraction, other: Fraction, width: int) -> None:
    low, high = sorted((one, other))
    lengths = [fill_bar(Range(it, it, it), None, width, UNICODE).count(UNICODE.full) for it in (low, high)]
    assert lengths[0] <= lengths[1]


@pytest.mark.parametrize(
    ("span", "cut", "bar"),
    [
        (("50", "50", "50"), None, "#####....."),
        (("50", "50", "50"), "70", "#####..|.."),
        (("50", "30", "80"), None, "#####%%%.."),
        ((None, "30", "80"), None, "###%%%%%.."),
        ((None, "0", "100"), "50", "%%%%%|%%%%"),
        (("51", "51", "51"), "50", "######...."),
        (("54", "54", "54"), "54", "#####|...."),
        (("59", "59", "59"), "60", "######|..."),
        (("99.9", "99.9", "99.9"), "99", "#########."),
        (("0", "0", "0"), None, ".........."),
        (("100", "100", "100"), "50", "##########"),
        (("0.1", "0.1", "0.1"), None, "#........."),
        (("99.9", "99.9", "99.9"), None, "#########."),
        ((None, None, None), "50", "          "),
    ],
)
def test_bars(span: tuple[str | None, str | None, str | None], cut: str | None, bar: str) -> None:
    score, low, high = (None if one is None else Fraction(one) for one in span)
    assert fill_bar(Range(score, low, high), Fraction(cut) if cut else None, 10, ASCII) == bar
