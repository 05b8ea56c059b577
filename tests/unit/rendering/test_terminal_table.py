"""Tables on the terminal: nothing is lost at any width, and no line is wider than the terminal."""

from __future__ import annotations

from io import StringIO

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from smi_cli.rendering.batch_tables import Table
from smi_cli.rendering.terminal_table import Columns

WORDS = st.lists(st.sampled_from(["a", "bread", "Konditorei", "観測者", "1,234", "42.0 %", "x" * 50]), max_size=4).map(
    " ".join
)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    columns = draw(st.integers(1, 7))
    row = st.tuples(*[WORDS] * columns)
    rows = draw(st.lists(row, min_size=1, max_size=4))
    return Table(draw(row), tuple(rows), draw(st.frozensets(st.integers(1, 6))))


def lay_out(table: Table, width: int) -> list[str]:
    console = Console(file=StringIO(), width=width, color_system=None, legacy_windows=False)
    with console.capture() as captured:
        console.print(Columns(table))
    return captured.get().splitlines()


@given(tables(), st.integers(24, 140))
def test_no_line_is_too_wide_and_no_character_is_lost(table: Table, width: int) -> None:
    lines = lay_out(table, width)
    assert max(map(cell_len, lines), default=0) <= width
    wanted = sorted("".join("".join((*table.header, *(cell for row in table.rows for cell in row))).split()))
    shown = sorted("".join("".join(lines).split()))
    # The labels of rows stand there again in every further block.
    for character in set(wanted):
        assert shown.count(character) >= wanted.count(character)
    assert set(shown) == set(wanted)


BAKERIES = Table(
    ("Bakery", "Loaves", "Quarter of the town", "Open"),
    (("Crumb and Sons", "12", "Old harbour", "yes"), ("Halfway House", "1,250", "On the hill", "no")),
    frozenset({1}),
)


def test_a_table_with_room() -> None:
    assert lay_out(BAKERIES, 60) == [
        "Bakery          Loaves  Quarter of the town  Open",
        "Crumb and Sons      12  Old harbour          yes",
        "Halfway House    1,250  On the hill          no",
    ]


def test_headers_wrap_before_texts_do() -> None:
    assert [line.rstrip() for line in lay_out(BAKERIES, 41)] == [
        "Bakery          Loaves  Quarter of   Open",
        "                        the town",
        "Crumb and Sons      12  Old harbour  yes",
        "Halfway House    1,250  On the hill  no",
    ]


def test_what_does_not_fit_continues_below_with_its_labels() -> None:
    assert lay_out(BAKERIES, 23) == [
        "Bakery          Loaves",
        "Crumb and Sons      12",
        "Halfway House    1,250",
        "",
        "Bakery    Quarter  Open",
        "          of the",
        "          town",
        "Crumb     Old      yes",
        "and Sons  harbour",
        "Halfway   On the   no",
        "House     hill",
    ]
