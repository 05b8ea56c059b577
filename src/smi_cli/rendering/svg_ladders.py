"""Ladders as an SVG drawing: the rungs one above another, where one stands, and what the next one wants."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final
from xml.etree.ElementTree import Element

from smi_cli.rendering.drawing import drawing, fit, shape, words
from smi_cli.rendering.report import LadderView, RungLine

WIDTH: Final = 640
EDGE: Final = 16
RUNG: Final = 34
TEXT: Final = 14
SMALL: Final = 12
LINE: Final = 17
GAP: Final = 26
WANTS_SHOWN: Final = 8
NONE: Final = "There are no ladders to draw."


def draw_ladders(ladders: Sequence[LadderView], key: str, title: str) -> Element:
    """All ladders, one below another, with everything they say in the description."""
    parts = [words(row, f"{EDGE}", f"{EDGE + LINE}", TEXT + 4, bold=True) for row in _fit(title, TEXT + 4, bold=True)]
    y = EDGE + GAP + LINE
    for ladder in ladders:
        found, y = _ladder(ladder, y)
        parts += found
    if not ladders:
        parts.append(words(NONE, f"{EDGE}", f"{y}", TEXT))
    description = " ".join(_said(ladder) for ladder in ladders) or NONE
    return drawing(key, (WIDTH, y), title, description, parts)


def _ladder(ladder: LadderView, top: int) -> tuple[list[Element], int]:
    """The parts of a ladder, and where the next one begins."""
    parts = [
        words(row, f"{EDGE}", f"{top + TEXT}", TEXT + 2, bold=True) for row in _fit(ladder.title, TEXT + 2, bold=True)
    ]
    y = top + GAP
    for rung in reversed(ladder.rungs):
        parts += _rung(rung, y)
        y += RUNG + 4
    for row in fit(ladder.stands, Fraction(WIDTH - 2 * EDGE), TEXT, 2) if ladder.stands else ():
        y += LINE
        parts.append(words(row, f"{EDGE}", f"{y}", TEXT))
    for want in _wants(ladder):
        y += LINE
        parts += [words(row, f"{EDGE}", f"{y}", SMALL, tone="quiet") for row in _fit(want, SMALL)]
    return parts, y + GAP


def _rung(rung: RungLine, y: int) -> Iterator[Element]:
    fill, stroke, tone = ("accent", "accent", "paper") if rung.here else ("paper", "line", "ink")
    fill = "soft" if rung.reached and not rung.here else fill
    box = {"x": f"{EDGE}", "y": f"{y}", "width": f"{WIDTH - 2 * EDGE}", "height": f"{RUNG}", "rx": "4"}
    yield shape("rect", fill, stroke, **box)
    mark = "● " if rung.here else "✓ " if rung.reached else ""
    said = f"{mark}{rung.title}{' (here)' if rung.here else ''}"
    for row in _fit(said, TEXT, 24, bold=rung.here):
        yield words(row, f"{EDGE + 12}", f"{y + 22}", TEXT, tone=tone, bold=rung.here)


def _wants(ladder: LadderView) -> Iterator[str]:
    yield from ladder.wants[:1]
    items = ladder.wants[1:]
    yield from (f"• {one}" for one in items[:WANTS_SHOWN])
    if len(items) > WANTS_SHOWN:
        yield f"• and {len(items) - WANTS_SHOWN:,} more"


def _fit(text: str, size: int, margin: int = 0, *, bold: bool = False) -> list[str]:
    return fit(text, Fraction(WIDTH - 2 * EDGE - margin), size, bold=bold)


def _said(ladder: LadderView) -> str:
    rungs = ", ".join(f"{rung.title}{' (here)' if rung.here else ''}" for rung in reversed(ladder.rungs))
    lead, items = ladder.wants[:1], ladder.wants[1:]
    wants = "".join(f" {one}" for one in lead) + (f" {'; '.join(items)}." if items else "")
    stands = f" {ladder.stands}." if ladder.stands else ""
    return f"{ladder.title}:{stands} From the top: {rungs}.{wants}"
