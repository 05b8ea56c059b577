"""How far a score reaches: where it is, and the least and the most that missing answers leave possible."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from smi_cli.assessing.measuring import Range


class Extent(NamedTuple):
    """Where a score is (None without one), and the ends of what is possible, itself among it: low <= here <= high."""

    here: Fraction | None
    low: Fraction
    high: Fraction

    @property
    def reached(self) -> Fraction:
        """How far a bar is full: to the score or, without one, to the least that is possible."""
        return self.low if self.here is None else self.here

    @property
    def is_open(self) -> bool:
        """Whether missing answers can still move it."""
        return self.low != self.high


def extent_of(span: Range) -> Extent | None:
    """The extent of a score; None where nothing applies.

    A score from the known answers alone can lie outside what all answers together can come to; the extent holds both.
    """
    if span.low is None or span.high is None:
        return None
    known = [one for one in span if one is not None]
    return Extent(span.score, min(known), max(known))
