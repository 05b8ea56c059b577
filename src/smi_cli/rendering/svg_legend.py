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
ROWS: Final = 8
GAP: Final = 16  # between an entry and the next


class Entry(NamedTuple):
    """A sample, by its tones inside and around, and what it stands for; round ones are points, with their sign."""

    fill: str
    stroke: str
    text: str
    is_round: bool = False
    sign: str = ""

    @property
    def width(self) -> int:
        """That of the sample."""
        return width_of_pill(self.sign) if self.sign else SAMPLE


class Placed(NamedTuple):
    """An entry with where it begins."""

    entry: Entry
    x: int
    row: int


def place_entries(entries: Sequence[Entry], width: int) -> list[Placed]:
    """The entries in rows of a width; those beyond the last row are left out."""
    placed: list[Placed] = []
    x = row = 0
    for one in entries:
        length = min(one.width + 6 + ceil(length_of(plain(one.text), SIZE)), width)
        if x and x + length > width:
            x, row = 0, row + 1
        placed.append(Placed(one, x, row))
        x += length + GAP
    return [one for one in placed if one.row < ROWS]


def draw_entries(placed: Sequence[Placed], left: int, top: int, width: int) -> Iterator[Element]:
    """The samples with their words; `top` is the base line of the first row."""
    for entry, start, row in placed:
        x, y, middle = left + start, top + row * ROW, Fraction(entry.width, 2)
        if entry.sign:
            yield from pill(x + middle, Fraction(y - 4), entry.sign, entry.fill, entry.stroke)
        elif entry.is_round:
            places = {"cx": at(x + middle), "cy": f"{y - 4}", "r": at(middle), "stroke_width": "2"}
            yield shape("circle", entry.fill, entry.stroke, **places)
        else:
            places = {"x": f"{x}", "y": f"{y - 9}", "width": f"{SAMPLE}", "height": f"{SAMPLE}"}
            yield shape("rect", entry.fill, entry.stroke, **places)
        for text in fit(entry.text, Fraction(width - entry.width - 6), SIZE):
            yield words(text, f"{x + entry.width + 6}", f"{y}", SIZE, tone="quiet")
