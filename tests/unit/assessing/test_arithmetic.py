"""The arithmetic of worksheets."""

from __future__ import annotations

from fractions import Fraction

import pytest

from smi_cli.assessing.arithmetic import work_out
from smi_cli.model.worksheet import Calculation, Figure, Line, Operation


def line(key: str, value: Fraction | Figure | Calculation | None) -> Line:
    return Line(key, key, "", value)


def calculated(operation: Operation, *operands: str | int) -> Fraction | None:
    """What an operation makes of operands, with the lines twelve, zero and blank above it."""
    exact = tuple(one if isinstance(one, str) else Fraction(one) for one in operands)
    lines = [line("twelve", Fraction(12)), line("zero", Fraction(0)), line("blank", None)]
    return work_out([*lines, line("result", Calculation(operation, exact))], {})["result"]


@pytest.mark.parametrize(
    ("operation", "operands", "expected"),
    [
        (Operation.PLUS, ("twelve", 3, 4), 19),
        (Operation.MINUS, ("twelve", 3, 4), 5),
        (Operation.TIMES, ("twelve", 3, 2), 72),
        (Operation.OVER, ("twelve", 3, 2), 2),
        (Operation.OVER, ("twelve", 5), Fraction(12, 5)),
        (Operation.OVER, ("zero", "twelve"), 0),
        (Operation.MINUS, ("zero", "twelve"), -12),
    ],
)
def test_operations_are_exact_and_run_from_left_to_right(
    operation: Operation, operands: tuple[str | int, ...], expected: Fraction
) -> None:
    assert calculated(operation, *operands) == expected


@pytest.mark.parametrize("operation", Operation)
def test_nothing_follows_from_what_is_missing(operation: Operation) -> None:
    assert calculated(operation, "twelve", "blank") is None


def test_nothing_is_divided_by_nothing() -> None:
    assert calculated(Operation.OVER, "twelve", "zero") is None
    assert calculated(Operation.OVER, "twelve", 3, "zero") is None


def test_figures_are_the_respondents_own_numbers() -> None:
    lines = [
        line("a", Figure("shops")),
        line("b", Figure("motto")),
        line("c", Figure("doors")),
        line("d", Calculation(Operation.PLUS, ("a", "a"))),
    ]
    values = work_out(lines, {"shops": Fraction(2), "motto": "Bread first"})
    assert values == {"a": 2, "b": None, "c": None, "d": 4}


def test_numbers_that_get_too_long_are_given_up() -> None:
    lines = [line("n0", Fraction(10**17))]
    lines += [line(f"n{at + 1}", Calculation(Operation.TIMES, (f"n{at}",) * 2)) for at in range(40)]
    values = work_out(lines, {})
    assert values["n2"] == 10**68
    assert values["n40"] is None
