"""The quadrants as an SVG drawing: cuts, borderline zone, the four names, the point with its box, earlier points."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Final, NamedTuple
from xml.etree.ElementTree import Element

from smi_cli.model.questionnaire import Axis, Grid, Quadrant
from smi_cli.rendering.cutting import shorten
from smi_cli.rendering.drawing import at, drawing, fit, halo, pill, shape, tick, words
from smi_cli.rendering.extents import Extent
from smi_cli.rendering.svg_legend import ROW, Entry, draw_entries, place_entries

PIXELS: Final = 3  # to a point of a score
LEFT, TOP, SIDE = 40, 34, 100 * PIXELS
WIDTH = LEFT + SIDE + 28
LEGEND = TOP + SIDE + 62
RIGHT, BOTTOM = LEFT + SIDE, TOP + SIDE
SCALE: Final = 12
NAME: Final = 16
SIGNS: Final = 8  # letters on a point
HALF: Final = Fraction(1, 2)


class Mark(NamedTuple):
    """A point: its sign, empty for a dot, its scores, and what the legend says of it."""

    sign: str
    across: Fraction
    up: Fraction
    label: str = ""
    radius: int = 8


class Picture(NamedTuple):
    """What to draw: what is still possible of the latest result, and points in the order in which they are drawn.

    `earlier` are drawn pale, with a line from each to the next and to the last of `marks`.
    """

    grid: Grid
    box: tuple[Extent, Extent] | None
    earlier: tuple[Mark, ...]
    marks: tuple[Mark, ...]


def draw_quadrants(picture: Picture, key: str, title: str, description: str) -> Element:
    """The drawing, with a title and a description for those who cannot see it."""
    parts = (*_ground(picture.grid), *_box(picture), *_way(picture), *_marks(picture), *_names(picture.grid))
    legend = place_entries(list(_entries(picture)), SIDE)
    height = LEGEND + max((one.row for one in legend), default=0) * ROW + 12
    below = draw_entries(legend, LEFT, LEGEND, SIDE)
    return drawing(key, (WIDTH, height), title, description, (*parts, *_scales(picture.grid), *below))


def _x(score: Fraction, axis: Axis) -> str:
    return at(LEFT + score * PIXELS, [LEFT + axis.cut * PIXELS])


def _y(score: Fraction, axis: Axis) -> str:
    return at(BOTTOM - score * PIXELS, [BOTTOM - axis.cut * PIXELS])


def _ground(grid: Grid) -> Iterator[Element]:
    """The borderline zones, the frame and the cuts."""
    for axis in (grid.across, grid.up):
        low, high = max(axis.cut - grid.borderline, Fraction(0)), min(axis.cut + grid.borderline, Fraction(100))
        length = at((high - low) * PIXELS)
        if axis is grid.across:
            yield shape("rect", "zone", x=_x(low, axis), y=f"{TOP}", width=length, height=f"{SIDE}")
        else:
            yield shape("rect", "zone", x=f"{LEFT}", y=_y(high, axis), width=f"{SIDE}", height=length)
    x, y = _x(grid.across.cut, grid.across), _y(grid.up.cut, grid.up)
    yield shape("line", "none", "line", x1=x, y1=f"{TOP}", x2=x, y2=f"{BOTTOM}", stroke_width="2")
    yield shape("line", "none", "line", x1=f"{LEFT}", y1=y, x2=f"{RIGHT}", y2=y, stroke_width="2")
    yield shape("rect", "none", "line", x=f"{LEFT}", y=f"{TOP}", width=f"{SIDE}", height=f"{SIDE}")


def _names(grid: Grid) -> Iterator[Element]:
    """Each name at the outer edge of its quadrant, as much of it as there is room for, readable where points lie."""
    for quadrant in grid.quadrants:
        first, last = _sides(grid, quadrant)
        rows = fit(quadrant.title, (last - first) * PIXELS - 12, NAME, 2, bold=True)
        centre = at(LEFT + (first + last) / 2 * PIXELS)
        start = TOP + 24 if quadrant.up else BOTTOM - 12 - 18 * (len(rows) - 1)
        for number, row in enumerate(rows):
            name = words(row, centre, f"{start + 18 * number}", NAME, tone="quiet", anchor="middle", bold=True)
            yield halo(name)
            yield name


def _sides(grid: Grid, quadrant: Quadrant) -> tuple[Fraction, Fraction]:
    cut = grid.across.cut
    return (cut, Fraction(100)) if quadrant.across else (Fraction(0), cut)


def _box(picture: Picture) -> Iterator[Element]:
    """What missing answers leave possible; a box of one place is no box."""
    if picture.box is None or not any(extent.is_open for extent in picture.box):
        return
    grid, (across, up) = picture.grid, picture.box
    yield shape(
        "rect",
        "soft",
        "accent",
        x=_x(across.low, grid.across),
        y=_y(up.high, grid.up),
        width=at(max((across.high - across.low) * PIXELS, Fraction(2))),
        height=at(max((up.high - up.low) * PIXELS, Fraction(2))),
        fill_opacity="0.6",
        stroke_dasharray="5 4",
    )


def _way(picture: Picture) -> Iterator[Element]:
    """The line from the first of the earlier points to the latest."""
    ends = [*picture.earlier, *picture.marks[-1:]]
    if picture.earlier and len(ends) > 1:
        grid = picture.grid
        places = " ".join(f"{_x(one.across, grid.across)},{_y(one.up, grid.up)}" for one in ends)
        yield shape("polyline", "none", "accent", points=places, stroke_width="2", stroke_dasharray="2 4")


def _marks(picture: Picture) -> Iterator[Element]:
    """The points, the later ones above; those of one place are one point, with the signs of all."""
    signs: dict[tuple[Fraction, Fraction], list[str]] = {}
    for one in (*picture.earlier, *picture.marks):
        signs.setdefault((one.across, one.up), []).append(one.sign)
    for one in picture.earlier:
        yield from _mark(picture.grid, one, signs, "paper", "accent")
    for one in picture.marks:
        yield from _mark(picture.grid, one, signs, "accent", "paper")


def _mark(
    grid: Grid, mark: Mark, signs: dict[tuple[Fraction, Fraction], list[str]], fill: str, stroke: str
) -> Iterator[Element]:
    sign = shorten(", ".join(filter(None, signs[mark.across, mark.up])), SIGNS)
    if sign:
        yield from pill(LEFT + mark.across * PIXELS, BOTTOM - mark.up * PIXELS, sign, fill, stroke)
    else:
        x, y = _x(mark.across, grid.across), _y(mark.up, grid.up)
        yield shape("circle", fill, stroke, cx=x, cy=y, r=f"{mark.radius}", stroke_width="2")


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
    """What the legend explains."""
    yield from (Entry("paper", "accent", one.label, True, one.sign) for one in picture.earlier if one.label)
    yield from (Entry("accent", "accent", one.label, True, one.sign) for one in picture.marks if one.label)
    yield Entry("zone", "line", "borderline")
    if picture.box is not None and any(extent.is_open for extent in picture.box):
        yield Entry("soft", "accent", "still possible")
