"""A worksheet file as a type, and what can be wrong with it."""

# ruff: noqa: E501 - a problem is one line, and stands here as its reader sees it

from __future__ import annotations

from fractions import Fraction

import pytest

from builders import BAKERY, a_document, a_questionnaire
from smi_cli.loading.worksheet_file import decode_worksheet
from smi_cli.model.problems import Problems
from smi_cli.model.worksheet import Calculation, Figure, Line, Operation, Part, Worksheet

QUESTIONNAIRE = a_questionnaire(
    BAKERY.replace("context:\n", "context:\n  shops: {ask: How many?, kind: number, unit: doors}\n")
)
HEAD = "format: smi.worksheet/1\nquestionnaire: bakery\ntitle: Loaves\nsummary: Counting them.\nparts:\n"
SUMS = """\
- title: Sums
  lines:
    shops: {says: Shops, from: shops}
    left: {says: Left over, unit: loaves}
    days: {says: Days, is: 300}
"""


def outcome(parts: str) -> Worksheet | Problems:
    return decode_worksheet(a_document(HEAD + parts, "w.yaml"), QUESTIONNAIRE)


def problems(parts: str) -> list[str]:
    found = outcome(parts)
    return [str(one).removeprefix("w.yaml:") for one in found.items] if isinstance(found, Problems) else []


def parts_of(parts: str) -> tuple[Part, ...]:
    found = outcome(parts)
    assert isinstance(found, Worksheet), found
    return found.parts


def test_a_part_can_be_words_prompts_or_a_table() -> None:
    words, titled, numbered = parts_of(
        "- {title: Words, says: Count., prompts: [Who?, When?]}\n"
        "- {title: Days, columns: [Day, Sold], rows: [Monday, Tuesday]}\n"
        "- {title: Loaves, columns: [Kind, Left], rows: 2}\n"
    )
    assert (words.says, words.prompts, words.columns, words.rows) == ("Count.", ("Who?", "When?"), (), ())
    assert (titled.columns, titled.rows) == (("Day", "Sold"), ("Monday", "Tuesday"))
    assert numbered.rows == ("", "")


def test_a_line_is_a_figure_a_number_a_calculation_or_to_be_filled_in() -> None:
    sums, _ = parts_of(SUMS + "    year: {says: A year, times: [left, days, 0.5]}\n- {title: End}\n")
    assert sums.lines == (
        Line("shops", "Shops", "doors", Figure("shops")),
        Line("left", "Left over", "loaves", None),
        Line("days", "Days", "", Fraction(300)),
        Line("year", "A year", "", Calculation(Operation.TIMES, ("left", "days", Fraction(1, 2)))),
    )


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ("  []\n", ["6:3: too-few: parts has to list at least 1"]),
        ("- {title: T, columns: [A, B]}\n", ["6:14: missing-key: A table with columns needs rows too"]),
        ("- {title: T, rows: 3}\n", ["6:14: missing-key: A table with rows needs columns too"]),
        ("- {title: T, columns: [A, B], rows: 201}\n", ["6:37: out-of-range: rows is '201', which is out of range (from 1 to 200)"]),
        ("- {title: T, columns: [A, B], rows: 0}\n", ["6:37: out-of-range: rows is '0', which is out of range (from 1 to 200)"]),
        (SUMS + "    bad: {says: B, from: shop}\n", ["11:26: unknown-reference: The questionnaire asks for no number 'shop' (did you mean 'shops'?)"]),
        (SUMS + "    bad: {says: B, from: region}\n", ["11:26: unknown-reference: The questionnaire asks for no number 'region' (one of shops)"]),
        (SUMS + "    bad: {says: B, plus: [left, dayz]}\n", ["11:33: unknown-reference: There is no line 'dayz' above this one (did you mean 'days'?)"]),
        (SUMS + "    bad: {says: B, plus: [left, bad]}\n", ["11:33: unknown-reference: There is no line 'bad' above this one (one of shops, left, days)"]),
        (SUMS + "    bad: {says: B, plus: [left]}\n", ["11:26: too-few: plus has to list at least 2"]),
        (SUMS + "    bad: {says: B, is: 3, over: [left, 2]}\n", ["11:27: not-allowed: The line has a value from 'is' (one of the two)"]),
        (SUMS + "- {title: More, lines: {left: {says: L}}}\n", ["11:25: duplicate-id: The id 'left' is taken by an earlier line"]),
        (SUMS + "    3rd: {says: B}\n", ["11:5: bad-id: A line cannot be called '3rd' (begin with a letter: others are numbers)"]),
        (SUMS + "    bad: {says: B, from: shops, unit: loaves}\n", ["11:33: not-allowed: The unit of a figure is that of its question (leave it out)"]),
        (SUMS + "    bad: {says: B, over: [left, 0]}\n", ["11:33: out-of-range: Nothing can be divided by 0"]),
        ("- {title: T, rows: 3, columns: [" + "A, " * 20 + "A]}\n", ["6:32: too-many: columns can list at most 20"]),
        # A line that cannot be read is still a line: what is worked out from it is not accused.
        (SUMS + "    odd: [1]\n    bad: {says: B, plus: [left, odd]}\n", ["11:10: wrong-type: odd has to be a mapping with says, unit, is, from, plus, minus, times, over, not a list"]),
    ],
)  # fmt: skip
def test_problems(parts: str, expected: list[str]) -> None:
    assert problems(parts) == expected
