"""Many subjects on the quadrants, as an SVG drawing: each with its number while they are few, larger dots for more."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Final
from xml.etree.ElementTree import Element

from smi_cli.assessing.raster import COLUMNS, ROWS, cell_of_cut
from smi_cli.model.questionnaire import Axis
from smi_cli.rendering.batch_report import Section
from smi_cli.rendering.density import Crowd
from smi_cli.rendering.roster import LISTED, Listing
from smi_cli.rendering.svg_quadrants import Mark, Picture, draw_quadrants

NAMED: Final = 8  # whose names find room below a drawing
NUMBERED_LEGEND: Final = "The numbers are those of the table."
LEGEND: Final = "The larger a dot is, the more subjects are there."


def draw_crowd(section: Section, key: str, *, with_table: bool) -> Element | None:
    """The drawing; None where nobody has a place. Without a table there are only numbers that it explains itself."""
    whole = section.whole
    if whole is None or whole.crowd is None:
        return None
    crowd = whole.crowd
    numbered = _numbered(section, LISTED if with_table else NAMED)
    marks = _numbers(numbered) if numbered else _densities(crowd)
    title = f"{crowd.grid.across.title} and {crowd.grid.up.title} of all subjects"
    counts = ", ".join(f"{cell.title}: {crowd.quadrants.get(cell.id, 0):,}" for cell in crowd.grid.quadrants)
    picture = Picture(crowd.grid, None, (), tuple(marks))
    return draw_quadrants(picture, key, title, f"{whole.caption} {counts}.")


def explain_crowd(section: Section) -> str:
    """What the drawing beside a table shows."""
    caption = section.whole.caption if section.whole else ""
    return f"{caption} {NUMBERED_LEGEND if _numbered(section, LISTED) else LEGEND}"


def _numbered(section: Section, most: int) -> Listing | None:
    listing = section.listing
    return listing if listing and len(listing.places) <= most else None


def _numbers(listing: Listing) -> Iterator[Mark]:
    """A point for every subject, with its number; with its name too, while there is room for all of them."""
    are_named = len(listing.places) <= NAMED
    for number, (place, row) in enumerate(zip(listing.places, listing.table.rows, strict=True), 1):
        if place:
            yield Mark(f"{number}", *place, row[0] if are_named else "")


def _densities(crowd: Crowd) -> Iterator[Mark]:
    """A point for every cell that holds subjects: those of most first, so that none is hidden."""
    for (column, row), subjects in sorted(crowd.cells.items(), key=lambda one: (-one[1], one[0])):
        across = _score(column, crowd.grid.across, COLUMNS)
        up = _score(row, crowd.grid.up, ROWS)
        yield Mark("", across, up, radius=min(3 + 2 * len(f"{subjects:b}"), 16))


def _score(cell: int, axis: Axis, cells: int) -> Fraction:
    """The score in the middle of a cell; in that of the cut stands only what lies exactly on it."""
    return axis.cut if cell == cell_of_cut(axis.cut, cells) else Fraction(100 * cell, cells - 1)
