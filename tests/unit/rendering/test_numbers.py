"""Numbers as people read them: rounded half up, never across a line."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from properties.strategies import points
from smi_cli.rendering.numbers import show_addends, show_bare, show_exact, show_gain, show_number, show_points

# What an author can write: decimals.
decimals = st.builds(lambda whole, digits: Fraction(whole, 10**digits), st.integers(0, 10**7), st.integers(0, 6))
values = points | decimals | st.fractions(0, 100)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("0", "0.0"),
        ("100", "100.0"),
        ("49.94", "49.9"),
        ("49.95", "50.0"),
        ("6.25", "6.3"),  # half up, not half to even
        ("6.35", "6.4"),
        ("0.05", "0.1"),
        ("0.0499999", "0.0"),
        ("100/3", "33.3"),
        ("200/3", "66.7"),
        ("-0.5", "-0.5"),
        ("-0.05", "0.0"),
        ("-12.34", "-12.3"),
    ],
)
def test_one_decimal_half_up(value: str, shown: str) -> None:
    assert show_number(Fraction(value)) == shown


@pytest.mark.parametrize(
    ("value", "lines", "shown"),
    [
        ("49.96", ["50"], "49.96"),  # 50.0 would say that the line is reached
        ("49.94", ["50"], "49.9"),
        ("50.04", ["50"], "50.04"),
        ("50", ["50"], "50.0"),
        ("49.9996", ["50"], "49.9996"),
        ("49.99996", ["45", "50", "55"], "49.99996"),
        ("44.97", ["45"], "44.97"),
        ("37.5", ["37.52"], "37.5"),
        ("37.53", ["37.52"], "37.53"),
        ("37.52", ["37.52"], "37.52"),
        ("200/3", ["66.7"], "66.67"),
        ("0.01", ["0"], "0.01"),
        ("99.99", ["100"], "99.99"),
    ],
)
def test_where_it_would_reach_or_cross_a_line_it_has_more_digits(value: str, lines: list[str], shown: str) -> None:
    assert show_number(Fraction(value), [Fraction(line) for line in lines]) == shown


@given(values, st.lists(decimals | st.integers(0, 100).map(Fraction), max_size=4))
def test_what_is_shown_stands_on_the_same_side_of_every_line(value: Fraction, lines: list[Fraction]) -> None:
    text = show_number(value, lines)
    shown, digits = Fraction(text), len(text.partition(".")[2])
    assert digits >= 1
    assert -Fraction(1, 2) < (value - shown) * 10**digits <= Fraction(1, 2) or shown - value <= Fraction(
        1, 2 * 10**digits
    )
    assert abs(shown - value) <= Fraction(1, 2 * 10**digits)
    for line in lines:
        assert (shown > line, shown < line) == (value > line, value < line)


@pytest.mark.parametrize(("value", "shown"), [("1/3", "0.3"), ("-200/3", "-66.7"), ("1/7", "0.1")])
def test_a_value_on_a_line_that_is_no_decimal_is_rounded(value: str, shown: str) -> None:
    assert show_number(Fraction(value), [Fraction(value)]) == shown
    assert show_bare(Fraction(value)) == shown


@given(st.fractions(-100, 100), st.lists(st.fractions(-100, 100), max_size=4))
def test_every_number_has_an_end_whatever_the_lines_are(value: Fraction, others: list[Fraction]) -> None:
    shown = Fraction(show_number(value, [value, *others]))
    for line in others:
        if line != value:
            assert (shown > line, shown < line) == (value > line, value < line)


@given(values, decimals)
def test_a_line_beside_the_exact_value_costs_no_more_digits_than_it_takes(value: Fraction, line: Fraction) -> None:
    text = show_number(value, [line])
    digits = len(text.partition(".")[2])
    if digits > 1:
        scale = 10 ** (digits - 1)
        shorter = Fraction((2 * value * scale + 1) // 2, scale)
        assert (shorter > line, shorter < line) != (value > line, value < line)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("60", "60"),
        ("0", "0"),
        ("37.5", "37.5"),
        ("37.25", "37.25"),
        ("0.04", "0.04"),
        ("2.125", "2.125"),
        ("-1.5", "-1.5"),
    ],
)
def test_a_number_that_an_author_wrote_is_shown_as_written(value: str, shown: str) -> None:
    assert show_bare(Fraction(value)) == shown


@given(decimals)
def test_a_number_that_an_author_wrote_is_shown_exactly(value: Fraction) -> None:
    assert Fraction(show_bare(value)) == value


@pytest.mark.parametrize(
    ("value", "shown"), [("12.5", "+12.5"), ("0.04", "+0.04"), ("0.0004", "+0.0004"), ("6.25", "+6.3")]
)
def test_a_gain_has_a_sign(value: str, shown: str) -> None:
    assert show_gain(Fraction(value)) == shown


@given(st.fractions(Fraction(1, 10**12), 100))
def test_a_gain_is_never_shown_as_nothing(value: Fraction) -> None:
    text = show_gain(value)
    assert text.startswith("+")
    assert Fraction(text) > 0


def add(numbers: Sequence[Fraction]) -> Fraction:
    return sum(numbers, Fraction(0))


@pytest.mark.parametrize(
    ("values", "result", "shown"),
    [
        (["50", "37.5"], "87.5", ["50", "37.5"]),
        (["200/3", "100/3"], "100.0", ["66.7", "33.3"]),
        (["100/3", "100/3", "100/3"], "100.0", ["33.33", "33.33", "33.33"]),  # 33.3 three times is 99.9
        (["1.5625", "1/3"], "1.9", ["1.5625", "0.3"]),  # what ends soon is not rounded
        (["0.05", "1/3", "1/3", "1/3"], "1.1", ["0.05", "1/3", "1/3", "1/3"]),  # no decimals come to 1.05
        ([], "0.0", []),
    ],
)
def test_numbers_are_shown_so_that_they_add_up(values: list[str], result: str, shown: list[str]) -> None:
    assert show_addends([Fraction(value) for value in values], result, add) == shown


def test_an_addend_stays_on_its_side_of_a_line() -> None:
    just_below = Fraction(99999, 2000) + Fraction(1, 3 * 10**6)
    assert show_addends([just_below], "50.0", add, [[Fraction(50)]]) == ["49.9995"]


@pytest.mark.parametrize(
    ("value", "exact", "points"), [("2/3", "2/3", "0.7"), ("0.5", "0.5", "0.5"), ("1/300", "1/300", "0.003")]
)
def test_what_ends_soon_is_shown_as_it_is(value: str, exact: str, points: str) -> None:
    assert (show_exact(Fraction(value)), show_points(Fraction(value))) == (exact, points)
