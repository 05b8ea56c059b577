"""What the SVG drawings have in common: shapes in named tones, texts that fit, coordinates on the right side of lines.

Tones are written as attributes, which slides and viewers without style sheets know; `styles/drawing.css` gives them
other values where it is dark.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from fractions import Fraction
from itertools import accumulate
from math import ceil
from typing import Final
from unicodedata import category, east_asian_width
from xml.etree.ElementTree import Element

from smi_cli.rendering.elements import SVG, Child, node, style
from smi_cli.rendering.harmless import plain
from smi_cli.rendering.numbers import show_bare, show_number

FONT: Final = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Liberation Sans', sans-serif"
TONES: Final = {
    "paper": "#ffffff",
    "ink": "#1b1f24",
    "quiet": "#57606a",
    "line": "#6e7781",
    "faint": "#d8dee4",
    "zone": "#f3ead2",
    "soft": "#e6d3ea",
    "accent": "#7a2a8c",
}
# How wide letters are, in hundredths of their height: those of the widest of the fonts above.
NARROW: Final = 60
CAPITAL: Final = 72
WIDE: Final = 105
WIDE_LETTERS: Final = frozenset("mwMW@%&#~<>=+…")
BOLDER: Final = Fraction(115, 100)
CUT_OFF: Final = "…"
PILL: Final = 18
SIGN: Final = 12


def drawing(key: str, size: tuple[int, int], title: str, description: str, children: Iterable[Child]) -> Element:
    """A drawing with a title and a description; `key` tells its ids from those of others on the same page."""
    width, height = size
    attributes = {
        "xmlns": SVG,
        "viewBox": f"0 0 {width} {height}",
        "role": "img",
        "aria-labelledby": f"{key}-title {key}-description",
        "font-family": FONT,
        "class": "drawing",
    }
    names = (node("title", {"id": f"{key}-title"}, title), node("desc", {"id": f"{key}-description"}, description))
    paper = shape("rect", fill="paper", x="0", y="0", width=f"{width}", height=f"{height}")
    return node("svg", attributes, *names, paper, *children)


def alone(picture: Element, sheet: str) -> Element:
    """A drawing as a file of its own: as large as it is drawn, with its own style sheet."""
    _, _, width, height = picture.attrib["viewBox"].split()
    picture.set("width", width)
    picture.set("height", height)
    picture.insert(0, style(sheet))
    return picture


def shape(tag: str, fill: str = "none", stroke: str = "none", children: Sequence[Child] = (), **places: str) -> Element:
    """A shape with a tone inside and one around; in `places`, stroke_width says stroke-width."""
    attributes: dict[str, str] = {}
    for name, tone in (("fill", fill), ("stroke", stroke)):
        attributes[name] = TONES.get(tone, tone)
    classes = [f"{name}-{tone}" for name, tone in (("fill", fill), ("stroke", stroke)) if tone in TONES]
    if classes:
        attributes["class"] = " ".join(classes)
    return node(tag, attributes | {name.replace("_", "-"): value for name, value in places.items()}, *children)


def words(  # noqa: PLR0913 - what a text looks like, each with a usual value
    text: str, x: str, y: str, size: int = 13, *, tone: str = "ink", anchor: str = "start", bold: bool = False
) -> Element:
    """A line of text."""
    weight = {"font_weight": "bold"} if bold else {}
    places = {"x": x, "y": y, "font_size": f"{size}", "text_anchor": anchor} | weight
    return shape("text", tone, "none", (text,), **places)


def halo(text: Element) -> Element:
    """A line of text with an edge that keeps it apart from what lies under it."""
    edge = {"stroke": TONES["paper"], "stroke-width": "4", "stroke-linejoin": "round", "stroke-opacity": "0.85"}
    under = {"paint-order": "stroke", "class": f"{text.attrib['class']} stroke-paper"}
    return node(text.tag, text.attrib | edge | under, text.text)


def pill(x: Fraction, y: Fraction, sign: str, fill: str, stroke: str) -> list[Element]:
    """A point with a sign on it, as wide as that takes."""
    width = width_of_pill(sign)
    places = {"x": at(x - Fraction(width, 2)), "y": at(y - Fraction(PILL, 2)), "width": f"{width}", "height": f"{PILL}"}
    tone = "ink" if fill == "paper" else "paper"
    return [
        shape("rect", fill, stroke, rx=f"{PILL // 2}", stroke_width="2", **places),
        words(sign, at(x), at(y + 4), SIGN, tone=tone, anchor="middle", bold=True),
    ]


def width_of_pill(sign: str) -> int:
    """How wide a point is for its sign."""
    return max(PILL, ceil(length_of(plain(sign), SIGN)) + 8)


def at(place: Fraction, lines: Collection[Fraction] = ()) -> str:
    """A coordinate, on the same side of every line as the exact one."""
    return show_number(place, lines)


def fit(text: str, room: Fraction, size: int, rows: int = 1, *, bold: bool = False) -> list[str]:
    """A text in so many rows of a width in pixels; what does not fit is cut off, with a sign that says so.

    Empty where there is no room for a row or for a few letters.
    """
    room = room / BOLDER if bold else room
    if not rows or room < length_of("abc", size):
        return []
    lines: list[str] = []
    left = plain(text).split(" ")
    while left and len(lines) < rows:
        line = left.pop(0)
        while left and length_of(f"{line} {left[0]}", size) <= room:
            line = f"{line} {left.pop(0)}"
        lines.append(line)
    if left:
        lines[-1] = f"{lines[-1]}{CUT_OFF}"
    return [_cut(line, room, size) for line in lines]


def length_of(text: str, size: int) -> Fraction:
    """How long a line is at most, in pixels."""
    return Fraction(sum(map(_width, text)) * size, 100)


def tick(cut: Fraction) -> str:
    """The number of a cut."""
    return show_bare(cut)


def _cut(line: str, room: Fraction, size: int) -> str:
    if length_of(line, size) <= room:
        return line
    widths = accumulate(map(_width, line), initial=_width(CUT_OFF))
    kept = sum(1 for width in widths if Fraction(width * size, 100) <= room) - 1
    return f"{line[:kept]}{CUT_OFF}"


def _width(character: str) -> int:
    if category(character) in {"Mn", "Me"}:
        return 0
    if character in WIDE_LETTERS or east_asian_width(character) in "WF":
        return WIDE
    return CAPITAL if character.isupper() else NARROW
