"""What single values may look like; each is read from `key: value`."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from fractions import Fraction

import pytest

from builders import a_document
from smi_cli.loading.documents import Mapping
from smi_cli.loading.notebook import Draft, Notebook, suggest
from smi_cli.loading.records import ByKind, ListOf, MapOf, Record, never_empty, optional, required
from smi_cli.loading.scalars import Date, Duration, Id, Number, OneOf, Text, Whole
from smi_cli.loading.shapes import Shape
from smi_cli.model.questionnaire import Period


class Size(StrEnum):
    SMALL = "small"
    LARGE = "large"


def read(shape: Shape, value: str) -> tuple[object, list[str]]:
    """The value that a shape reads, and the problems without their place."""
    document = a_document(f"key: {value}\n")
    assert isinstance(document.root, Mapping)
    notebook = Notebook(document)
    found = shape.decode(document.root.entries["key"][1], "key", notebook)
    return found, [str(problem).split(": ", 1)[1] for problem in notebook.problems]


@pytest.mark.parametrize(
    ("shape", "value", "expected"),
    [
        (Text(), "no", "no"),
        (Text(), "1.10", "1.10"),
        (Text(), "2026-10-05", "2026-10-05"),
        (Text(), "'null'", "null"),
        (Text(), "'  two  words  '", "  two  words  "),
        (Id(), "a-b-2", "a-b-2"),
        (Id(), "2", "2"),
        (Id(), "a" * 64, "a" * 64),
        (Number(), "010", Fraction(10)),
        (Number(), "0.1", Fraction(1, 10)),
        (Number(), ".5", Fraction(1, 2)),
        (Number(), "5.", Fraction(5)),
        (Number(), "-0.30", Fraction(-3, 10)),
        (Number(), "+1.5e2", Fraction(150)),
        (Number(), "1E-3", Fraction(1, 1000)),
        (Number(), "999999999999999999", Fraction(10**18 - 1)),
        (Number(), "0.000000000000000001", Fraction(1, 10**18)),
        (Number(0, 1), "0", Fraction(0)),
        (Number(0, 1), "1.000", Fraction(1)),
        (Whole(), "2.0", 2),
        (Whole(), "2e1", 20),
        (OneOf(Size), "small", Size.SMALL),
        (Date(), "2028-02-29", date(2028, 2, 29)),
        (Date(), "'2026-10-05'", date(2026, 10, 5)),
        (Duration(), "1 year", Period(1, "years")),
        (Duration(), "10 days", Period(10, "days")),
        (ListOf(Id()), "[]", []),
        (ListOf(Whole()), "[1, 2]", [1, 2]),
        (MapOf(Whole()), "{b: 1, a: 2}", {"b": 1, "a": 2}),
        (Record({"a": required(Text()), "b": optional(Text())}), "{a: x, b: }", {"a": "x"}),
        (ByKind(scalar=Text(), sequence=ListOf(Text())), "a", "a"),
        (ByKind(scalar=Text(), sequence=ListOf(Text())), "[a]", ["a"]),
    ],
)
def test_good_values(shape: Shape, value: str, expected: object) -> None:
    found, problems = read(shape, value)
    assert (found, problems) == (expected, [])


def test_mappings_keep_the_order_of_the_file() -> None:
    found, _ = read(MapOf(Whole()), "{b: 1, a: 2, c: 3}")
    assert isinstance(found, dict)
    assert list(found) == ["b", "a", "c"]


ID_HINT = "lower-case words joined by hyphens, at most 64 characters"
DIGITS = "(digits, and a point before decimals, and nothing else)"


@pytest.mark.parametrize(
    ("shape", "value", "expected"),
    [
        (Text(), "", "missing-value: key is empty (it has to be text)"),
        (Text(), "~", "missing-value: key is empty (it has to be text)"),
        (Text(), "null", "missing-value: key is empty (it has to be text)"),
        (Text(), "' '", "wrong-type: key has to be text, not ' '"),
        (Text(), "[a]", "wrong-type: key has to be text, not a list"),
        (Text(), "{a: b}", "wrong-type: key has to be text, not a mapping"),
        (Id(), "Ab", f"bad-id: 'Ab' cannot be an id ({ID_HINT}: ab)"),
        (Id(), "a--b", f"bad-id: 'a--b' cannot be an id ({ID_HINT}: a-b)"),
        (Id(), "-a", "bad-id"),
        (Id(), "a_b", "bad-id"),
        (Id(), "leaders_take_part", f"bad-id: 'leaders_take_part' cannot be an id ({ID_HINT}: leaders-take-part)"),
        (Id(), "é", f"bad-id: 'é' cannot be an id ({ID_HINT})"),
        (Id(), "one, two", "bad-id: 'one, two' cannot be an id (write several as [one, two])"),
        (Id(), "a b", "bad-id"),
        (Id(), '"a\\n"', "bad-id"),
        (Id(), "a" * 65, "bad-id"),
        (Id(), "[a]", "wrong-type: key has to be an id, not a list"),
        (Number(), "", "missing-value: key is empty (it has to be a number)"),
        (Number(), "two", "wrong-type: key has to be a number, not 'two'"),
        (Number(), "'2'", "wrong-type: key has to be a number, not '2' (leave out the quotation marks)"),
        (Number(), "0x10", f"wrong-type: key has to be a number, not '0x10' {DIGITS}"),
        (Number(), "1_000", f"wrong-type: key has to be a number, not '1_000' {DIGITS}"),
        (Number(), "1,5", f"wrong-type: key has to be a number, not '1,5' {DIGITS}"),
        (Number(), "٢", "wrong-type: key has to be a number, not '٢'"),
        (Number(), ".", "wrong-type: key has to be a number, not '.'"),
        (Number(), "e5", "wrong-type: key has to be a number, not 'e5'"),
        (Number(), "1e400", f"wrong-type: key has to be a number, not '1e400' {DIGITS}"),
        (Number(), "1e18", "out-of-range: key has more than 18 digits (round it)"),
        (Number(), "1.5e-18", "out-of-range: key has more than 18 digits (round it)"),
        (Number(), "1e19", "out-of-range: key has more than 18 digits (round it)"),
        (Number(), "1e-19", "out-of-range: key has more than 18 digits (round it)"),
        (Number(), "1234567890.123456789", "out-of-range: key has more than 18 digits (round it)"),
        (Number(), "9" * 5000, "out-of-range: key has more than 18 digits (round it)"),
        (Number(0), "-0.1", "out-of-range: key is '-0.1', which is out of range (at least 0)"),
        (Number(0, 1), "1.01", "out-of-range: key is '1.01', which is out of range (from 0 to 1)"),
        (Whole(), "2.5", "wrong-type: key has to be a whole number, not '2.5'"),
        (Whole(), "true", "wrong-type: key has to be a number, not 'true'"),
        (OneOf(Size), "smal", "not-allowed: key cannot be 'smal' (did you mean 'small'?)"),
        (OneOf(Size), "huge", "not-allowed: key cannot be 'huge' (one of small, large)"),
        (OneOf(Size), "", "missing-value: key is empty (it has to be small or large)"),
        (OneOf(Size), "[small]", "wrong-type: key has to be small or large, not a list"),
        (Date(), "5.10.2026", "wrong-type: key has to be a date (year-month-day) such as 2026-10-05, not '5.10.2026'"),
        (
            Date(),
            "2026-10-05T12:00:00",
            "wrong-type: key has to be a date (year-month-day) such as 2026-10-05, not '2026-10-05T12:00:00'",
        ),
        (Date(), "2026-02-29", "bad-date: key is 2026-02-29, a day that no calendar has (year-month-day)"),
        (Date(), "2026-13-01", "bad-date: key is 2026-13-01, a day that no calendar has (year-month-day)"),
        (Date(), "0000-01-01", "bad-date: key is 0000-01-01, a day that no calendar has (year-month-day)"),
        (Date(), "", "missing-value: key is empty (it has to be a date (year-month-day) such as 2026-10-05)"),
        (Duration(), "0 days", "wrong-type: key has to be a length of time such as 6 months, not '0 days'"),
        (Duration(), "6", "wrong-type: key has to be a length of time such as 6 months, not '6'"),
        (Duration(), "99999 years", "wrong-type: key has to be a length of time such as 6 months, not '99999 years'"),
        (ListOf(Id()), "a", "wrong-type: key has to be a list, not 'a'"),
        (ListOf(Id(), at_least=2), "[a]", "too-few: key has to list at least 2"),
        (MapOf(Id()), "[a]", "wrong-type: key has to be a mapping of ids, not a list"),
        (MapOf(Id(), at_least=1), "{}", "too-few: key has to name at least 1"),
        (Record({"a": required(Text())}), "{}", "missing-key: key lacks the key 'a'"),
        (Record({"a": optional(Text())}), "[]", "wrong-type: key has to be a mapping with a, not a list"),
        (
            ByKind(scalar=Text(), mapping=MapOf(Text())),
            "[a]",
            "wrong-type: key has to be a single value or a mapping, not a list",
        ),
        (ByKind(sequence=ListOf(Text())), "a", "wrong-type: key has to be a list, not 'a'"),
    ],
)
def test_bad_values(shape: Shape, value: str, expected: str) -> None:
    _, problems = read(shape, value)
    if " " in expected:
        assert problems == [expected]
    else:
        assert [problem.partition(":")[0] for problem in problems] == [expected]


def test_a_long_value_is_cut_where_it_is_quoted() -> None:
    _, problems = read(Number(), "x" * 1000)
    assert problems == [f"wrong-type: key has to be a number, not '{'x' * 39}…'"]


def test_all_that_is_wrong_inside_is_found_and_the_rest_is_read() -> None:
    shape = Record({"a": required(ListOf(Whole())), "b": never_empty(Text()), "c": optional(MapOf(Whole()))})
    found, problems = read(shape, "{a: [1, x, y], b: , c: {Up: 1, down: x, left: 2}, d: 1}")
    assert isinstance(found, Draft)
    assert found.keys() == {"a", "b", "c"}  # written, whether or not they can be read
    assert dict(found.readable()) == {"c": found.part("c")}
    assert dict(found.part("c").readable()) == {"left": 2}
    assert problems == [
        "wrong-type: item 2 of a has to be a number, not 'x'",
        "wrong-type: item 3 of a has to be a number, not 'y'",
        "missing-value: b is empty (it has to be text)",
        f"bad-id: 'Up' cannot be an id ({ID_HINT}: up)",
        "wrong-type: down has to be a number, not 'x'",
        "unknown-key: key has no key 'd' (one of a, b, c)",
    ]


@pytest.mark.parametrize(
    ("word", "allowed", "expected"),
    [
        ("titel", ["title", "summary"], "did you mean 'title'?"),
        ("xyz", ["title", "summary"], "one of title, summary"),
        ("xyz", [f"word-{number}" for number in range(13)], ""),
        ("xyz", [], ""),
        ("title" * 10_000, ["title"], "one of title"),
    ],
)
def test_hints(word: str, allowed: list[str], expected: str) -> None:
    assert suggest(word, allowed) == expected
