"""A working paper that a step asks for: prompts to fill in, tables, and arithmetic on one's own figures."""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from smi_cli.model.questionnaire import Origin


class Operation(StrEnum):
    """What is done to the numbers of other lines, from left to right."""

    PLUS = "plus"
    MINUS = "minus"
    TIMES = "times"
    OVER = "over"


class Calculation(NamedTuple):
    """One operation on numbers and on earlier lines, which are named by their ids; at least two operands."""

    operation: Operation
    operands: tuple[str | Fraction, ...]


class Figure(NamedTuple):
    """A number that the respondent gives in answer to a context question."""

    id: str


class Line(NamedTuple):
    """A line of arithmetic. Its value is a number, a figure, a calculation, or None to fill in."""

    id: str
    says: str
    unit: str
    value: Fraction | Figure | Calculation | None


class Part(NamedTuple):
    """A section: words, then arithmetic, then a table to fill in, then prompts to write beside.

    `rows` are the titles of the table's rows, which may be empty.
    """

    title: str
    says: str
    prompts: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[str, ...]
    lines: tuple[Line, ...]


class Worksheet(NamedTuple):
    """A working paper. Steps name it by the name of its file."""

    questionnaire: str
    title: str
    summary: str
    parts: tuple[Part, ...]
    origin: Origin
