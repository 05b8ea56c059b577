"""The trail on the quadrants: where the numbers of results stand, and what becomes of them where they meet."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from properties.strategies import points
from smi_cli.assessing.measuring import Range
from smi_cli.assessing.raster import COLUMNS, cell_of_cut
from smi_cli.assessing.snapshot import Snapshot, snapshot_of
from smi_cli.rendering.extents import extent_of
from smi_cli.rendering.plane import ASCII, SCALE, WIDTH
from smi_cli.rendering.trail import Point, Trail, covered, draw_trail, explain_trail, number_signs, trail_of
from unit.assessing.worked import FULL, assessed, on_map

FRAME = SCALE + 2  # what stands left of the first cell


def at(*places: tuple[str, str], cut: str = "50") -> Trail:
    """A trail over these scores across and up."""
    snapshots = [_moved(snapshot_of(on_map("20", "20", cut=cut)), x, y) for x, y in places]
    trail = trail_of(snapshots, number_signs(snapshots))
    assert trail is not None
    return trail


def _moved(snapshot: Snapshot, x: str, y: str) -> Snapshot:
    spans = {key: Range(Fraction(one), Fraction(one), Fraction(one)) for key, one in (("x", x), ("y", y))}
    return snapshot._replace(ranges={**snapshot.ranges, **spans})


def canvas(trail: Trail) -> list[str]:
    """The rows inside the frame, from the top."""
    return [line[FRAME : FRAME + COLUMNS] for line in draw_trail(trail, ASCII)[1:-2]]


def test_numbers_stand_where_their_scores_are() -> None:
    rows = canvas(at(("20", "20"), ("80", "100"), ("50", "50")))
    assert rows[16][10] == "1"
    assert rows[0][40] == "2"
    assert rows[10][25] == "3"  # exactly on both lines


def test_a_later_number_covers_an_earlier_one() -> None:
    trail = at(("20", "20"), ("20", "20"), ("80", "20"))
    assert canvas(trail)[16][10] == "2"
    assert covered(trail) == [("1", "2")]


def test_what_is_still_open_is_marked_where_there_is_room_and_named() -> None:
    def open_at(x: str, y: str) -> Snapshot:
        snapshot = _moved(snapshot_of(on_map("20", "20")), x, y)
        return snapshot._replace(ranges={**snapshot.ranges, "x": Range(Fraction(x), Fraction(0), Fraction(100))})

    settled = _moved(snapshot_of(on_map("20", "20")), "22", "20")
    snapshots = [open_at("20", "20"), settled, open_at("48", "40"), open_at("100", "60")]
    trail = trail_of(snapshots, number_signs(snapshots))
    assert trail is not None
    rows = canvas(trail)
    assert rows[16][10:13] == "12 "  # the sign of another goes before the mark
    assert rows[12][24:26] == "3|"  # and so does a line
    assert rows[8].endswith("4")
    marked = "? marks where missing answers leave another quadrant possible: 1, 3 and 4."
    assert marked in explain_trail(trail, number_signs(snapshots))


def test_a_long_number_stays_on_its_side() -> None:
    places = [("0", "0")] * 9 + [("49", "20"), ("50", "30"), ("51", "40"), ("100", "60")]
    rows = canvas(at(*places))
    assert rows[16][22:27] == " 10|."
    assert rows[14][22:27] == " .11."
    assert rows[12][22:28] == " ..|12"
    assert rows[8].endswith("13")


def test_a_result_without_a_score_has_no_number() -> None:
    first, last = snapshot_of(assessed(FULL)), snapshot_of(assessed({"opening": 1, "till": 1}))
    trail = trail_of([first, last], number_signs([first, last]))
    assert trail is not None
    assert [point.sign for point in trail.points] == ["1"]
    assert trail_of([last, last], number_signs([last, last])) is None


def test_what_the_latest_result_leaves_possible_is_kept_with_or_without_a_place() -> None:
    first, last = snapshot_of(on_map("20", "20")), snapshot_of(on_map("30", "30"))
    spans = {"x": Range(None, Fraction(10), Fraction(90)), "y": Range(Fraction(30), Fraction(20), Fraction(40))}
    trail = trail_of([first, last._replace(ranges={**last.ranges, **spans})], ["1", "2"])
    assert trail is not None
    assert [point.sign for point in trail.points] == ["1"]
    assert trail.box == (extent_of(spans["x"]), extent_of(spans["y"]))
    nowhere = last._replace(ranges={**last.ranges, "x": Range(None, None, None)})
    assert at(("20", "20")).box is not None
    without = trail_of([first, nowhere], ["1", "2"])
    assert without is not None
    assert without.box is None


def test_records_are_drawn_on_the_quadrants_of_a_result_that_says_them() -> None:
    whole = snapshot_of(assessed(FULL))
    record = whole._replace(grid=None, axes=(), levels={})
    trail = trail_of([whole, record], number_signs([whole, record]))
    assert trail is not None
    assert [point.sign for point in trail.points] == ["1", "2"]
    assert trail_of([record, record], number_signs([record, record])) is None


@given(st.lists(st.tuples(points, points), min_size=1, max_size=30), st.sampled_from(["50", "33.3", "0", "100", "75"]))
def test_every_number_is_on_the_side_of_its_score(places: list[tuple[Fraction, Fraction]], cut: str) -> None:
    grid = at(("20", "20"), cut=cut).grid
    line = cell_of_cut(grid.across.cut, COLUMNS)
    for number, (x, y) in enumerate(places, 1):
        trail = Trail(grid, (Point(str(number), x, y, date(2026, 1, 2)),))
        drawing = draw_trail(trail, ASCII)
        assert max(map(len, drawing)) <= WIDTH
        row = next(row for row in canvas(trail) if str(number) in row)
        start = row.index(str(number))
        cells = range(start, start + len(str(number)))
        assert all(cell > line for cell in cells) if x > grid.across.cut else min(cells) <= line
