"""The scores of a report as bars: what is certain of each, and what missing answers could take away or add."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final
from xml.etree.ElementTree import Element

from smi_cli.rendering.drawing import at, shape
from smi_cli.rendering.elements import node
from smi_cli.rendering.extents import Extent, extent_of
from smi_cli.rendering.report import Bar

LIGHTER: Final = "0.55"
# The edge is as wide everywhere, however the bar is stretched.
DASHED: Final = {"stroke": "accent", "stroke_dasharray": "3 2", "vector_effect": "non-scaling-stroke"}


def draw_bars(bars: Sequence[Bar], wordings: Sequence[str]) -> Iterator[Element]:
    """The bars, each with its wording, an axis with its factors in a list of its own."""
    items: list[Element] = []
    for bar, wording in zip(bars, wordings, strict=True):
        if bar.is_axis and items:
            yield node("ul", {"class": "bars"}, *items)
            items = []
        items.append(_bar(bar, wording))
    yield node("ul", {"class": "bars"}, *items)


def explain_bars(bars: Sequence[Bar]) -> str:
    """What is to be known to read the bars, in a line."""
    extents = [extent for bar in bars if (extent := extent_of(bar.range))]
    says = ["A bar past its upright line is high."] if any(bar.cut is not None for bar in bars) else []
    less, more = any(one.low < one.reached for one in extents), any(one.reached < one.high for one in extents)
    could = ["take away the lighter part"] if less else []
    could += ["add the pale part with the dashed edge"] if more else []
    return " ".join([*says, *([f"Missing answers could {' and '.join(could)}."] if could else [])])


def _bar(bar: Bar, wording: str) -> Element:
    parts = (
        node("span", {"class": "label"}, bar.label),
        node("span", {"class": "shown"}, bar.shown),
        _drawn(bar.cut, extent) if (extent := extent_of(bar.range)) else None,
        node("small", None, wording) if wording else None,
    )
    return node("li", {"class": "axis" if bar.is_axis else "factor"}, *parts)


def _drawn(line: Fraction | None, extent: Extent) -> Element:
    """A bar: full as far as is certain, then what missing answers could take and what they could add, and the cut.

    Its text stands beside it.
    """
    low, full, high = extent.low, extent.reached, extent.high
    lines = [] if line is None else [line]
    parts = [_part("faint", Fraction(0), Fraction(100)), _part("accent", Fraction(0), low, lines)]
    if low < full:
        parts.append(_part("accent", low, full, lines, fill_opacity=LIGHTER))
    if full < high:
        parts.append(_part("soft", full, high, lines, **DASHED))
    if line is not None:
        cut = at(line, lines)
        parts.append(shape("line", "none", "ink", x1=cut, y1="0", x2=cut, y2="8", stroke_width="0.6"))
    attributes = {"viewBox": "0 0 100 8", "preserveAspectRatio": "none", "aria-hidden": "true", "class": "bar"}
    return node("svg", attributes, *parts)


def _part(tone: str, start: Fraction, end: Fraction, lines: Sequence[Fraction] = (), **look: str) -> Element:
    """A stretch of a bar that keeps to its side of lines: its width is that from where it is drawn to begin."""
    begin = at(start, lines)
    drawn = Fraction(begin)
    width = at(max(end - drawn, Fraction(0)), [line - drawn for line in lines])
    return shape("rect", tone, x=begin, y="1", width=width, height="6", **look)
