"""Exact numbers as people read them: one decimal, half up, and never on the wrong side of a line."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from fractions import Fraction
from math import inf, nextafter
from typing import Final

MOST_DIGITS: Final = 4  # that people type into a calculator; beyond these, a fraction is shorter


def show_number(value: Fraction, lines: Collection[Fraction] = (), digits: int = 1) -> str:
    """A number with one decimal, or as many as it takes to stand on the same side of every line as the exact one.

    49.96 under a line at 50 is shown as 49.96, because 50.0 would say that the line is reached. `digits` are the least.
    A line that no decimal stands on, such as one at 1/3, asks nothing of a value that is exactly on it.
    """
    asking = [line for line in lines if line != value or _is_decimal(line)]
    while True:
        shown = _half_up(value, digits)
        if all(_side(shown, line) == _side(value, line) for line in asking):
            return _decimal(shown, digits)
        digits += 1


def show_from_to(first: Fraction, last: Fraction, lines: Collection[Fraction] = ()) -> str:
    """From a number to another one, which differ; so do the numbers shown."""
    return f"{show_number(first, [*lines, last])} to {show_number(last, [*lines, first])}"


def show_bare(value: Fraction) -> str:
    """A number that an author wrote, as short as it can be: 60, 37.5."""
    # As many digits as it takes to stand on itself: what authors write are decimals.
    return str(value.numerator) if value.denominator == 1 else show_number(value, [value])


def show_gain(value: Fraction) -> str:
    """A gain or a loss in points with its sign, both rounded alike; never a nought where there is one."""
    return f"{'+' if value >= 0 else '-'}{show_number(abs(value), lines=[Fraction(0)])}"


def show_exact(value: Fraction) -> str:
    """A number as it is: a decimal where that ends soon, or else a fraction."""
    return show_bare(value) if _ends(value) else str(value)


def show_points(value: Fraction) -> str:
    """Points as they are where they end soon, or else rounded; never a nought where there is something."""
    return show_bare(value) if _ends(value) else show_number(value, [Fraction(0)])


def show_addends(
    values: Sequence[Fraction],
    result: str,
    put_together: Callable[[Sequence[Fraction]], Fraction],
    lines: Sequence[Collection[Fraction]] = (),
) -> list[str]:
    """Numbers with as few decimals as it takes to come, put together, to the result that is shown.

    What ends soon is shown as it is. Whoever puts the shown numbers together and rounds has the shown result; where no
    decimals do it, fractions do. `lines` are those of every number, as of `show_number`.
    """
    places = len(result.partition(".")[2])
    for digits in range(1, MOST_DIGITS + 1):
        shown = [
            show_bare(value) if _ends(value) else show_number(value, lines[at] if lines else (), digits)
            for at, value in enumerate(values)
        ]
        if _half_up(put_together([Fraction(one) for one in shown]), places) == Fraction(result):
            return shown
    return [show_exact(value) for value in values]


def json_number(value: Fraction, lines: Collection[Fraction] = ()) -> float:
    """The number that is shown, or the next float on the same side of every line as the exact value."""
    number = float(show_number(value, lines))
    for line in lines:
        if value != line and (Fraction(number) - line) * (value - line) <= 0:
            number = nextafter(float(line), inf if value > line else -inf)
    return number


def _ends(value: Fraction) -> bool:
    """Whether a number is a decimal with few enough digits."""
    return (value * 10**MOST_DIGITS).denominator == 1


def _is_decimal(value: Fraction) -> bool:
    """Whether a number has an end when it is written with decimals: nothing but twos and fives divide it."""
    return pow(10, value.denominator.bit_length(), value.denominator) == 0


def _half_up(value: Fraction, digits: int) -> Fraction:
    scale = 10**digits
    return Fraction((2 * value * scale + 1) // 2, scale)


def _side(value: Fraction, line: Fraction) -> int:
    return (value > line) - (value < line)


def _decimal(value: Fraction, digits: int) -> str:
    whole, part = divmod(abs(value.numerator) * 10**digits // value.denominator, 10**digits)
    return f"{'-' if value < 0 else ''}{whole}.{part:0{digits}d}"
