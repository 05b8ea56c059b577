"""Tables on the terminal: words are never broken where there is room, and what does not fit continues below.

A table that is wider than the terminal goes on in further blocks of columns, each under the labels of its rows again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import zip_longest
from typing import NamedTuple

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.segment import Segment
from rich.text import Text

from smi_cli.rendering.batch_tables import Table
from smi_cli.rendering.harmless import plain
from smi_cli.rendering.terminal_layout import STRONG

GAP = 2
WIDEST = 60  # of a column
NARROWEST = 8  # of what a long word is broken to
LABEL, OTHER = 2, 3  # a long word takes this part of the width at most: ids in the first column stay whole


class Column(NamedTuple):
    """The texts of a column, its header first; how wide its longest word is, its longest text, and its header too.

    `part` is that of the width that a word in it may take, a half or a third.
    """

    texts: tuple[str, ...]
    is_number: bool
    part: int
    least: int
    body: int
    whole: int


class Columns:
    """A table, laid out for the width of the console."""

    def __init__(self, table: Table) -> None:
        self._columns = _columns(table)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for number, block in enumerate(split_columns(self._columns, options.max_width)):
            if number:
                yield Segment.line()
            widths = share_width(block, options.max_width)
            for row in range(len(block[0].texts)):
                yield from _row(console, block, widths, row)


def natural_width(table: Table) -> int:
    """The width of a table whose texts are not wrapped, but for its header."""
    return sum(column.body + GAP for column in _columns(table)) - GAP


def split_columns(columns: Sequence[Column], width: int) -> list[list[Column]]:
    """Blocks of columns that fit the width when their texts are wrapped; every block begins with the first column."""
    label = columns[0]
    blocks: list[list[Column]] = [[label]]
    for column in columns[1:]:
        if len(blocks[-1]) > 1 and _least(blocks[-1], width) + GAP + _shortest(column, width) > width:
            blocks.append([label])
        blocks[-1].append(column)
    return blocks


def share_width(block: Sequence[Column], width: int) -> list[int]:
    """The width of every column: what its longest word needs; what is left goes to the texts, then to the headers."""
    widths = [_shortest(column, width) for column in block]
    left = width - GAP * (len(block) - 1) - sum(widths)
    for wanted in ([column.body for column in block], [column.whole for column in block]):
        left -= _hand_out(left, widths, wanted)
    return widths


def _hand_out(left: int, widths: list[int], wanted: Sequence[int]) -> int:
    """Give cells to the columns that wrap most, one at a time, so that rows become as low as they can; how many."""
    for given in range(max(left, 0)):
        lines = [Fraction(most, max(width, 1)) for most, width in zip(wanted, widths, strict=True)]
        if max(lines) <= 1:
            return given
        widths[lines.index(max(lines))] += 1
    return max(left, 0)


def _columns(table: Table) -> list[Column]:
    texts = zip(*[[plain(cell) for cell in row] for row in (table.header, *table.rows)], strict=True)
    return [
        _column(tuple(one), number in table.numbers, OTHER if number else LABEL) for number, one in enumerate(texts)
    ]


def _column(texts: tuple[str, ...], is_number: bool, part: int) -> Column:
    header, *cells = texts
    words = [*header.split(), *(cells if is_number else [word for cell in cells for word in cell.split()])]
    least = max(map(cell_len, words), default=0)
    body = min(max([least, *map(cell_len, cells)]), WIDEST)
    return Column(texts, is_number, part, least, body, max(body, min(cell_len(header), WIDEST)))


def _least(block: Sequence[Column], width: int) -> int:
    return sum(_shortest(column, width) + GAP for column in block) - GAP


def _shortest(column: Column, width: int) -> int:
    return min(column.least, max(width // column.part, NARROWEST))


def _row(console: Console, block: Sequence[Column], widths: Sequence[int], row: int) -> Iterator[Segment]:
    style = STRONG if row == 0 else ""
    cells = []
    for column, width in zip(block, widths, strict=True):
        lines = Text(column.texts[row]).wrap(console, width, overflow="fold")
        cells.append([_aligned(line.plain.rstrip(), width, column.is_number) for line in lines])
    for line in zip_longest(*cells):
        parts = [part if part is not None else " " * width for part, width in zip(line, widths, strict=True)]
        text = Text.assemble(((" " * GAP).join(parts).rstrip(), style))
        yield from text.render(console, "\n")


def _aligned(text: str, width: int, is_number: bool) -> str:
    space = " " * (width - cell_len(text))
    return space + text if is_number else text + space
