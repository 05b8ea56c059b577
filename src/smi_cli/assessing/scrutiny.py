"""What a user asks about certainty: how much the weights may move, and on which day the answers have to hold."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Final, NamedTuple


class Scrutiny(NamedTuple):
    """By how many percent (0 to less than 100) every weight may move, and the day on which answers have to hold.

    Without a day there is no clock: nothing lapses.
    """

    tolerance: Fraction = Fraction(25)
    as_of: date | None = None


STANDARD: Final = Scrutiny()
