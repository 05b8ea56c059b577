"""The arithmetic of worksheets, exact: from the respondent's own figures to what follows from them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from functools import reduce

from smi_cli.model.worksheet import Calculation, Line, Operation

Values = dict[str, Fraction | None]


def work_out(lines: Iterable[Line], figures: Mapping[str, object]) -> Values:
    """The value of every line, by id; None where a number that it rests on is missing, or where nothing is divided.

    `figures` are the answers to context questions, by id.
    """
    values: Values = {}
    for line in lines:
        values[line.id] = _value(line, values, figures)
    return values


def _value(line: Line, values: Values, figures: Mapping[str, object]) -> Fraction | None:
    match line.value:
        case Calculation(operation=operation, operands=operands):
            return _calculate(operation, [values[one] if isinstance(one, str) else one for one in operands])
        case str(figure):
            answer = figures.get(figure)
            return answer if isinstance(answer, Fraction) else None
        case number:
            return number


def _calculate(operation: Operation, operands: list[Fraction | None]) -> Fraction | None:
    known = [one for one in operands if one is not None]
    if len(known) < len(operands) or (operation is Operation.OVER and 0 in known[1:]):
        return None
    match operation:
        case Operation.PLUS:
            return sum(known, Fraction(0))
        case Operation.MINUS:
            return reduce(lambda left, right: left - right, known)
        case Operation.TIMES:
            return reduce(lambda left, right: left * right, known)
        case Operation.OVER:
            return reduce(lambda left, right: left / right, known)
