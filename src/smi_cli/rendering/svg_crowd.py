"""Many subjects on the quadrants, as an SVG drawing: points with numbers while they are few, else cells in tones."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Final
from xml.etree.ElementTree import Element

from smi_cli.assessing.raster import COLUMNS, ROWS, cell_of_cut
from smi_cli.model.questionnaire import Axis
from smi_cli.rendering.batch_report import Section
from smi_cli.rendering.density import Crowd
from smi_cli.rendering.picture import OPEN, Mark, Picture, Tile, explain_open
from smi_cli.rendering.roster import LISTED, Listing
from smi_cli.rendering.svg_covering import in_runs
from smi_cli.rendering.svg_quadrants import draw_quadrants

NAMED: Final = 8  # whose names stand below a drawing too where a table has them
NUMBERED_LEGEND: Final = "The numbers are those of the table."
LEGEND: Final = "The stronger a tone is, the more subjects are there."


def draw_crowd(section: Section, key: str, *, with_table: bool) -> Element | None:
    """The drawing; without a table it names those whose numbers it shows.

    None without quadrants and, beside a table, which says so as well, where nobody has a place on them.
    """
    whole = section.whole
    if whole.crowd is None or (with_table and not whole.crowd.cells):
        return None
    crowd, numbered = whole.crowd, _numbered(section)
    marks = tuple(_marks(numbered)) if numbered else ()
    tiles = () if numbered else tuple(_tiles(crowd))
    remark = "" if with_table else whole.undrawn  # a page has it in the caption
    picture = Picture(crowd.grid, None, (), marks, tiles, with_table and len(marks) > NAMED, remark, crowd.lines)
    title = f"{section.title}. {crowd.grid.across.title} and {crowd.grid.up.title} of all subjects"
    counts = ", ".join(f"{cell.title}: {crowd.quadrants.get(cell.id, 0):,}" for cell in crowd.grid.quadrants)
    return draw_quadrants(picture, key, title, f"{_caption(section)} {counts}.")


def explain_crowd(section: Section) -> str:
    """What the drawing beside a table shows."""
    return " ".join([_caption(section), NUMBERED_LEGEND if _numbered(section) else LEGEND])


def _caption(section: Section) -> str:
    """The axes, who is not drawn, and whose quadrant is not certain."""
    listing = _numbered(section)
    signs = (
        [f"{number}" for number, place in enumerate(listing.places, 1) if place and place.is_open] if listing else []
    )
    return " ".join([section.whole.caption, *explain_open(in_runs(signs, " to "))])


def _numbered(section: Section) -> Listing | None:
    listing = section.listing
    return listing if listing and len(listing.places) <= LISTED else None


def _marks(listing: Listing) -> Iterator[Mark]:
    """A point for every subject, with its number and its name."""
    for number, (place, row) in enumerate(zip(listing.places, listing.table.rows, strict=True), 1):
        if place:
            sign = f"{number}{OPEN}" if place.is_open else f"{number}"
            yield Mark(sign, place.across, place.up, row[0], place.is_open)


def _tiles(crowd: Crowd) -> Iterator[Tile]:
    """Every cell that holds subjects."""
    for (column, row), subjects in sorted(crowd.cells.items()):
        yield Tile(_score(column, crowd.grid.across, COLUMNS), _score(row, crowd.grid.up, ROWS), subjects)


def _score(cell: int, axis: Axis, cells: int) -> Fraction:
    """The score in the middle of a cell; in that of the cut stands only what lies exactly on it."""
    return axis.cut if cell == cell_of_cut(axis.cut, cells) else Fraction(100 * cell, cells - 1)
