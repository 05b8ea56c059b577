"""The quadrants as an SVG drawing: cuts, borderline zone, the four names, the point with its box, earlier points."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import floor
from typing import Final
from xml.etree.ElementTree import Element

from smi_cli.model.questionnaire import Axis, Grid
from smi_cli.rendering.drawing import at, drawing, fit, halo, pill, shape, tick, words
from smi_cli.rendering.extents import Extent
from smi_cli.rendering.picture import OPEN, SHADES, Picture, Tile, describe_picture
from smi_cli.rendering.svg_covering import explain_covered, spots_of
from smi_cli.rendering.svg_legend import ROW, Entry, draw_entries, place_entries

PIXELS: Final = 3  # to a point of a score
LEFT, TOP, SIDE = 40, 34, 100 * PIXELS
WIDTH = LEFT + SIDE + LEFT  # a wide point has as much room at either end
LEGEND = TOP + SIDE + 62
RIGHT, BOTTOM = LEFT + SIDE, TOP + SIDE
SCALE: Final = 12
NAME: Final = 16
NAME_ROW: Final = 18
LEAST: Final = Fraction(2, PIXELS)  # of a box, in points of a score, so that it is seen
TILE: Final = (5, 13)  # pixels across and up: less than a cell, which is two by five points
HALF: Final = Fraction(1, 2)


def draw_quadrants(picture: Picture, key: str, title: str, description: str) -> Element:
    """The drawing, with a title and, for those who cannot see it, a description and all that is drawn."""
    parts = (*_ground(picture), *_way(picture), *_marks(picture))
    legend = place_entries(list(_entries(picture)), SIDE)
    height = LEGEND + max((one.row for one in legend), default=0) * ROW + 12
    below = draw_entries(legend, LEFT, LEGEND, SIDE)
    covered = (f"{one}." for one in explain_covered(picture, PIXELS))
    said = " ".join((description, describe_picture(picture), *covered))
    return drawing(key, (WIDTH, height), title, said, (*parts, *_scales(picture.grid), *below))


def _x(score: Fraction, axis: Axis) -> str:
    return at(LEFT + score * PIXELS, [LEFT + axis.cut * PIXELS])


def _y(score: Fraction, axis: Axis) -> str:
    return at(BOTTOM - score * PIXELS, [BOTTOM - axis.cut * PIXELS])


def _ground(picture: Picture) -> Iterator[Element]:
    """The zones, what is possible, the names, the cells with their subjects, the cuts and the frame.

    No name hides a subject, and no cell the edge of a zone.
    """
    grid = picture.grid
    yield from _zones(grid, "zone", "none")
    yield from _box(picture)
    yield from _names(grid)
    if picture.tiles:
        yield from map(_tile, picture.tiles)
        yield from _zones(grid, "none", "line")
    x, y = _x(grid.across.cut, grid.across), _y(grid.up.cut, grid.up)
    yield shape("line", "none", "line", x1=x, y1=f"{TOP}", x2=x, y2=f"{BOTTOM}", stroke_width="2")
    yield shape("line", "none", "line", x1=f"{LEFT}", y1=y, x2=f"{RIGHT}", y2=y, stroke_width="2")
    yield shape("rect", "none", "line", x=f"{LEFT}", y=f"{TOP}", width=f"{SIDE}", height=f"{SIDE}")


def _zones(grid: Grid, fill: str, stroke: str) -> Iterator[Element]:
    for axis in (grid.across, grid.up) if grid.borderline else ():
        low, high = max(axis.cut - grid.borderline, Fraction(0)), min(axis.cut + grid.borderline, Fraction(100))
        length = at((high - low) * PIXELS)
        if axis is grid.across:
            yield shape("rect", fill, stroke, x=_x(low, axis), y=f"{TOP}", width=length, height=f"{SIDE}")
        else:
            yield shape("rect", fill, stroke, x=f"{LEFT}", y=_y(high, axis), width=f"{SIDE}", height=length)


def _tile(tile: Tile) -> Element:
    """A cell: at the edges as much of it as lies inside of the frame."""
    x, y = LEFT + tile.across * PIXELS, BOTTOM - tile.up * PIXELS
    left, right = (min(max(x + part * Fraction(TILE[0], 2), Fraction(LEFT)), Fraction(RIGHT)) for part in (-1, 1))
    top, bottom = (min(max(y + part * Fraction(TILE[1], 2), Fraction(TOP)), Fraction(BOTTOM)) for part in (-1, 1))
    places = {"x": at(left), "y": at(top), "width": at(right - left), "height": at(bottom - top)}
    return shape("rect", "accent", "none", **places, fill_opacity=tile.shade.opacity)


def _names(grid: Grid) -> Iterator[Element]:
    """Each name at the outer edge of its quadrant, as much of it as there is room for."""
    for quadrant in grid.quadrants:
        (first, last), (low, high) = _sides(grid.across, quadrant.across), _sides(grid.up, quadrant.up)
        most = min(max(floor(((high - low) * PIXELS - 12) / NAME_ROW), 0), 2)
        rows = fit(quadrant.title, (last - first) * PIXELS - 12, NAME, most, bold=True)
        centre = at(LEFT + (first + last) / 2 * PIXELS)
        start = TOP + 24 if quadrant.up else BOTTOM - 12 - NAME_ROW * (len(rows) - 1)
        for number, row in enumerate(rows):
            yield halo(words(row, centre, f"{start + NAME_ROW * number}", NAME, anchor="middle", bold=True))


def _sides(axis: Axis, is_high: bool) -> tuple[Fraction, Fraction]:
    """Where the low or the high scores of an axis begin and end."""
    return (axis.cut, Fraction(100)) if is_high else (Fraction(0), axis.cut)


def _box(picture: Picture) -> Iterator[Element]:
    """What missing answers leave possible; a box of one place is no box."""
    if picture.box is None or not picture.is_open:
        return
    grid, (across, up) = picture.grid, picture.box
    left, right = (_x(score, grid.across) for score in _seen(across, grid.across))
    bottom, top = (_y(score, grid.up) for score in _seen(up, grid.up))
    places = {"x": left, "y": top, "width": _from_to(left, right), "height": _from_to(top, bottom)}
    yield shape("rect", "soft", "accent", **places, fill_opacity="0.6", stroke_dasharray="5 4")


def _seen(extent: Extent, axis: Axis) -> tuple[Fraction, Fraction]:
    """An extent, made wide enough to be seen, but never over the cut to where it does not reach."""
    if extent.low > axis.cut:
        return extent.low, max(extent.high, extent.low + LEAST)
    high = max(extent.high, min(extent.low + LEAST, axis.cut))
    return min(extent.low, high - LEAST), high


def _from_to(first: str, last: str) -> str:
    """How far it is from a coordinate to a later one, exactly, so that it ends there."""
    length = Fraction(last) - Fraction(first)
    return at(length, [length])


def _way(picture: Picture) -> Iterator[Element]:
    """The line from the first of the earlier points to the latest."""
    ends = [*picture.earlier, *picture.marks[-1:]]
    if picture.earlier and len(ends) > 1:
        grid = picture.grid
        places = " ".join(f"{_x(one.across, grid.across)},{_y(one.up, grid.up)}" for one in ends)
        yield shape("polyline", "none", "accent", points=places, stroke_width="2", stroke_dasharray="2 4")


def _marks(picture: Picture) -> Iterator[Element]:
    """The points, the later ones above."""
    grid = picture.grid
    for spot in spots_of(picture):
        mark, (fill, stroke) = spot.mark, ("paper", "accent") if spot.is_pale else ("accent", "paper")
        if spot.sign:
            yield from pill(LEFT + mark.across * PIXELS, BOTTOM - mark.up * PIXELS, spot.sign, fill, stroke)
        else:
            x, y = _x(mark.across, grid.across), _y(mark.up, grid.up)
            yield shape("circle", fill, stroke, cx=x, cy=y, r="8", stroke_width="2")


def _scales(grid: Grid) -> Iterator[Element]:
    """The ends and the cuts of both axes, and their titles."""
    for title in fit(grid.up.title, Fraction(RIGHT - 20), 14, bold=True):
        yield words(f"↑ {title}", "8", f"{TOP - 12}", 14, bold=True)
    for title in fit(grid.across.title, Fraction(SIDE - 40), 14, bold=True):
        yield words(f"{title} →", f"{RIGHT}", f"{BOTTOM + 36}", 14, anchor="end", bold=True)
    for score, label in _ticks(grid.across.cut):
        yield words(label, _x(score, grid.across), f"{BOTTOM + 17}", SCALE, tone="quiet", anchor="middle")
    for score, label in _ticks(grid.up.cut):
        below = at(BOTTOM - score * PIXELS + 4)
        yield words(label, f"{LEFT - 6}", below, SCALE, tone="quiet", anchor="end")


def _ticks(cut: Fraction) -> Iterator[tuple[Fraction, str]]:
    """What stands at an axis: the ends, unless the number of the cut would lie on them."""
    yield from ((Fraction(end), f"{end}") for end in (0, 100) if abs(cut - end) >= 8)  # noqa: PLR2004 - room for three digits
    yield cut, tick(cut)


def _entries(picture: Picture) -> Iterator[Entry]:
    """What the legend explains: first what every drawing has, so that no number of points takes its room."""
    if picture.grid.borderline:
        yield Entry("zone", "line", "borderline")
    if picture.is_open:
        yield Entry("soft", "accent", "still possible")
    if picture.remark:
        yield Entry("", "", picture.remark)
    if picture.tiles:
        yield from (Entry("accent", "accent", one.text, opacity=one.opacity) for one in SHADES)
    if any(one.is_pale for one in picture.marks):
        yield Entry("paper", "accent", "another quadrant is possible", True, OPEN)
    if not picture.has_table:
        named = ((one, "paper" if is_pale else "accent") for one, is_pale in picture.points if one.label)
        yield from (Entry(fill, "accent", one.label, True, one.sign) for one, fill in named)
    yield from (Entry("", "", one) for one in explain_covered(picture, PIXELS))
