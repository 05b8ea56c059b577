"""Exact numbers as people read them: one decimal, half up, and never on the wrong side of a line."""

from __future__ import annotations

from collections.abc import Collection
from fractions import Fraction
from math import inf, nextafter


def show_number(value: Fraction, lines: Collection[Fraction] = ()) -> str:
    """A number with one decimal, or as many as it takes to stand on the same side of every line as the exact one.

    49.96 under a line at 50 is shown as 49.96, because 50.0 would say that the line is reached.
    """
    digits = 1
    while True:
        shown = _half_up(value, digits)
        if all(_side(shown, line) == _side(value, line) for line in lines):
            return _decimal(shown, digits)
        digits += 1


def show_bare(value: Fraction) -> str:
    """A number that an author wrote, as short as it can be: 60, 37.5."""
    # As many digits as it takes to stand on itself: what authors write are decimals.
    return str(value.numerator) if value.denominator == 1 else show_number(value, [value])


def show_gain(value: Fraction) -> str:
    """A gain or a loss in points with its sign, both rounded alike; never a nought where there is one."""
    return f"{'+' if value >= 0 else '-'}{show_number(abs(value), lines=[Fraction(0)])}"


def json_number(value: Fraction, lines: Collection[Fraction] = ()) -> float:
    """The number that is shown, or the next float on the same side of every line as the exact value."""
    number = float(show_number(value, lines))
    for line in lines:
        if value != line and (Fraction(number) - line) * (value - line) <= 0:
            number = nextafter(float(line), inf if value > line else -inf)
    return number


def _half_up(value: Fraction, digits: int) -> Fraction:
    scale = 10**digits
    return Fraction((2 * value * scale + 1) // 2, scale)


def _side(value: Fraction, line: Fraction) -> int:
    return (value > line) - (value < line)


def _decimal(value: Fraction, digits: int) -> str:
    whole, part = divmod(abs(value.numerator) * 10**digits // value.denominator, 10**digits)
    return f"{'-' if value < 0 else ''}{whole}.{part:0{digits}d}"
