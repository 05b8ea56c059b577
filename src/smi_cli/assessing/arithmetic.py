"""The arithmetic of worksheets, exact: from the respondent's own figures to what follows from them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from operator import add, mul, sub, truediv

from smi_cli.model.answers import ContextAnswer
from smi_cli.model.worksheet import Calculation, Figure, Line, Operation

# Numbers of a hundred digits are a mistake, and working on with them can take forever.
BITS = 400
Values = dict[str, Fraction | None]


def work_out(lines: Iterable[Line], figures: Mapping[str, ContextAnswer]) -> Values:
    """The value of every line, by id.

    None where a number that it rests on is missing, where it would be divided by nothing, and where it gets too long.

    `figures` are the answers to context questions, by id.
    """
    values: Values = {}
    for line in lines:
        values[line.id] = _value(line, values, figures)
    return values


def _value(line: Line, values: Values, figures: Mapping[str, ContextAnswer]) -> Fraction | None:
    match line.value:
        case Calculation(operation=operation, operands=operands):
            return _calculate(operation, [values[one] if isinstance(one, str) else one for one in operands])
        case Figure(id=key):
            answer = figures.get(key)
            return answer if isinstance(answer, Fraction) else None
        case number:
            return number


def _calculate(operation: Operation, operands: list[Fraction | None]) -> Fraction | None:
    result, *rest = operands
    for operand in rest:
        if result is None or operand is None or (operation is Operation.OVER and not operand):
            return None
        result = _ONE_STEP[operation](result, operand)
        if max(result.numerator.bit_length(), result.denominator.bit_length()) > BITS:
            return None
    return result


_ONE_STEP: Mapping[Operation, Callable[[Fraction, Fraction], Fraction]] = {
    Operation.PLUS: add,
    Operation.MINUS: sub,
    Operation.TIMES: mul,
    Operation.OVER: truediv,
}
