"""What a drawing of the quadrants shows, and the same facts as text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType
from typing import Final, NamedTuple

from smi_cli.model.questionnaire import Axis, Grid
from smi_cli.rendering.extents import Extent
from smi_cli.rendering.numbers import show_bare, show_from_to, show_number
from smi_cli.rendering.wording.phrases import join

OPEN: Final = "?"  # behind the sign of a point


class Mark(NamedTuple):
    """A point: its sign, empty for a dot, its scores, and who or what it is, such as a name or a date.

    It is drawn pale where its quadrant is not certain.
    """

    sign: str
    across: Fraction
    up: Fraction
    label: str = ""
    is_pale: bool = False


class Shade(NamedTuple):
    """A tone of cells: the least subjects that it stands for, in words too, and how much of the full tone it is."""

    least: int
    text: str
    opacity: str


SHADES: Final = (Shade(1, "1", "0.3"), Shade(2, "2 to 9", "0.6"), Shade(10, "10 or more", "1"))


class Tile(NamedTuple):
    """A cell with subjects: the scores in its middle, and how many there are."""

    across: Fraction
    up: Fraction
    subjects: int

    @property
    def shade(self) -> Shade:
        """Its tone."""
        return next(one for one in reversed(SHADES) if self.subjects >= one.least)


class Picture(NamedTuple):
    """What to draw: what is still possible of the latest result, and points in the order in which they are drawn.

    `earlier` are drawn pale, with a line from each to the next and to the last of `marks`. Cells lie under everything.
    Where a table says who the points are, the legend need not. `remark` is what the legend says of all of them. `lines`
    are those that decide something about a score of an axis, by its id, beside those that are drawn.
    """

    grid: Grid
    box: tuple[Extent, Extent] | None
    earlier: tuple[Mark, ...]
    marks: tuple[Mark, ...]
    tiles: tuple[Tile, ...] = ()
    has_table: bool = False
    remark: str = ""
    lines: Mapping[str, Sequence[Fraction]] = MappingProxyType({})

    @property
    def points(self) -> list[tuple[Mark, bool]]:
        """All points in the order in which they are drawn, each with whether it is pale."""
        return [*((one, True) for one in self.earlier), *((one, one.is_pale) for one in self.marks)]

    @property
    def is_open(self) -> bool:
        """Whether there is a box to draw: one of one place is none."""
        return self.box is not None and any(extent.is_open for extent in self.box)


def explain_open(signs: Sequence[str]) -> Iterator[str]:
    """What stands behind some of the signs on a drawing; nothing where it does not."""
    if signs:
        yield f"{OPEN} marks where missing answers leave another quadrant possible: {join(signs)}."


def describe_picture(picture: Picture) -> str:
    """The quadrants, the lines, the zone, what is still possible, and every point, for those who cannot see them."""
    return " ".join(_sentences(picture))


def _sentences(picture: Picture) -> Iterator[str]:
    grid = picture.grid
    yield _corners(grid)
    zone = f"; borderline is within {show_bare(grid.borderline)} points of a line" if grid.borderline else ""
    yield f"The lines are at {show_bare(grid.across.cut)} across and {show_bare(grid.up.cut)} up{zone}."
    if picture.box is not None and picture.is_open:
        across, up = picture.box
        yield f"Still possible: {_extent(picture, grid.across, across)} across and {_extent(picture, grid.up, up)} up."
    if points := [_point(picture, one) for one, _ in picture.points]:
        yield f"Points: {'; '.join(points)}."
    if picture.tiles:
        shades = [one.shade for one in picture.tiles]
        counts = ", ".join(f"{shades.count(one):,} with {one.text}" for one in SHADES)
        yield f"Cells by their number of subjects: {counts}."


def _corners(grid: Grid) -> str:
    """Which quadrant is where."""
    places = {
        (False, True): "Top left",
        (True, True): "top right",
        (False, False): "bottom left",
        (True, False): "bottom right",
    }
    said = [f"{place}: {grid.at(across=across, up=up).title}" for (across, up), place in places.items()]
    return f"{', '.join(said)}."


def _point(picture: Picture, mark: Mark) -> str:
    grid = picture.grid
    name = ", ".join(filter(None, (mark.sign, mark.label)))
    scores = f"{_score(picture, grid.across, mark.across)} across and {_score(picture, grid.up, mark.up)} up"
    return f"{name}: {scores}" if name else scores


def _extent(picture: Picture, axis: Axis, extent: Extent) -> str:
    lines = _lines(picture, axis)
    return show_from_to(extent.low, extent.high, lines) if extent.is_open else show_number(extent.low, lines)


def _score(picture: Picture, axis: Axis, score: Fraction) -> str:
    return show_number(score, _lines(picture, axis))


def _lines(picture: Picture, axis: Axis) -> list[Fraction]:
    """The lines that are drawn, and all else that decides something about a score."""
    zone = picture.grid.borderline
    return [axis.cut - zone, axis.cut, axis.cut + zone, *picture.lines.get(axis.id, ())]
