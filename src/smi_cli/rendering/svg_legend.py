"""What the signs of a drawing mean: a sample of each with a few words, side by side, in as many rows as it takes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import ceil
from typing import Final, NamedTuple
from xml.etree.ElementTree import Element

from smi_cli.rendering.drawing import at, fit, length_of, pill, shape, width_of_pill, words
from smi_cli.rendering.harmless import plain

SIZE: Final = 12
ROW: Final = 22
SAMPLE: Final = 10
ROWS: Final = 24
COLUMNS: Final = 2
FEW: Final = 8  # entries that need no columns
GAP: Final = 16  # between an entry and the next


class Entry(NamedTuple):
    """A sample, by its tones inside and around, and what it stands for; round ones are points, with their sign.

    Without tones it is words alone.
    """

    fill: str
    stroke: str
    text: str
    is_round: bool = False
    sign: str = ""
    opacity: str = "1"

    @property
    def width(self) -> int:
        """That of the sample."""
        if not self.fill:
            return 0
        return width_of_pill(self.sign) if self.sign else SAMPLE


class Placed(NamedTuple):
    """An entry with where it begins."""

    entry: Entry
    x: int
    row: int


def place_entries(entries: Sequence[Entry], width: int) -> list[Placed]:
    """The entries in rows of a width, in columns where they are many; the last says how many find no room."""
    column = width // COLUMNS if len(entries) > FEW else 1
    placed = _flow(entries, width, column)
    kept = sum(one.row < ROWS for one in placed)
    while placed[-1:] and placed[-1].row >= ROWS:
        kept -= 1
        placed = _flow([*entries[:kept], Entry("", "", f"and {len(entries) - kept:,} more")], width, column)
    return placed


def _flow(entries: Sequence[Entry], width: int, column: int) -> list[Placed]:
    placed: list[Placed] = []
    x = row = 0
    for one in entries:
        length = min(one.width + 6 + ceil(length_of(plain(one.text), SIZE)), width)
        if x and x + length > width:
            x, row = 0, row + 1
        placed.append(Placed(one, x, row))
        x += ceil(Fraction(length + GAP, column)) * column
    return placed


def draw_entries(placed: Sequence[Placed], left: int, top: int, width: int) -> Iterator[Element]:
    """The samples with their words; `top` is the base line of the first row."""
    for entry, start, row in placed:
        x, y, middle = left + start, top + row * ROW, Fraction(entry.width, 2)
        if entry.sign:
            yield from pill(x + middle, Fraction(y - 4), entry.sign, entry.fill, entry.stroke)
        elif entry.is_round:
            places = {"cx": at(x + middle), "cy": f"{y - 4}", "r": at(middle), "stroke_width": "2"}
            yield shape("circle", entry.fill, entry.stroke, **places)
        elif entry.fill:
            places = {"x": f"{x}", "y": f"{y - 9}", "width": f"{SAMPLE}", "height": f"{SAMPLE}"}
            tone = {} if entry.opacity == "1" else {"fill_opacity": entry.opacity}
            yield shape("rect", entry.fill, entry.stroke, **places, **tone)
        for text in fit(entry.text, Fraction(width - entry.width - 6), SIZE):
            yield words(text, f"{x + entry.width + 6}", f"{y}", SIZE, tone="quiet")
