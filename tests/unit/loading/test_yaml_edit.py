"""Editing single entries of YAML: the entry changes, and no other character does."""

from __future__ import annotations

from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import a_document
from smi_cli.loading.documents import Mapping, Scalar
from smi_cli.loading.yaml_edit import Value, put, quote, remove

ORDER = ("mill", "heat", "till")
ORDERS = (("subject", "answers", "context"), ORDER)
BY_HAND = dedent("""\
    # ours
    subject: Crumb   # a bakery
    answers:
      # the flour
      mill: 2  # asked Anna
      # the oven
      heat:
        # seen twice
        level: 2   # in July
        note: >-
          warm
          enough

    # the shop
    context: {shops: 2, motto: "a, b: c"}
    done: []
    """)


def edited(key: str, value: Value, part: str = "answers") -> str:
    return put(BY_HAND, (part, key), value, ORDERS)


def swapped(old: str, new: str) -> str:
    assert BY_HAND.count(old) == 1
    return BY_HAND.replace(old, new)


def test_a_value_changes_and_its_comment_stays() -> None:
    assert edited("mill", "3") == swapped("mill: 2", "mill: 3")


def test_a_bare_value_can_become_several_lines() -> None:
    assert edited("mill", {"level": "3", "note": "why"}) == swapped(
        "mill: 2  #", "mill:\n    level: 3\n    note: why  #"
    )


def test_of_several_lines_only_those_change_that_differ() -> None:
    value = {"level": "4", "note": "warm enough", "seen": "2026-10-05"}
    text = edited("heat", value)
    assert "    # seen twice\n    level: 4   # in July\n" in text
    assert text.endswith('  seen: 2026-10-05\n\n# the shop\ncontext: {shops: 2, motto: "a, b: c"}\ndone: []\n')


def test_several_lines_can_become_one() -> None:
    assert "  heat: 1 # seen twice\n\n# the shop\n" in edited("heat", "1")


def test_a_new_entry_stands_in_its_order() -> None:
    text = BY_HAND.replace("  mill: 2  # asked Anna\n", "")
    assert "  # the flour\n  # the oven\n  mill: 1\n  heat:\n" in put(text, ("answers", "mill"), "1", ORDERS)
    assert "          enough\n  till: 4\n\n# the shop\n".replace("          ", "      ") in edited("till", "4")


def test_braces_stay_braces() -> None:
    assert "context: {shops: [a, b], motto:" in edited("shops", ["a", "b"], "context")
    assert 'motto: "a, b: c", region: town}' in put(
        BY_HAND, ("context", "region"), "town", ((), ("shops", "motto", "region"))
    )
    assert "context: {region: town, shops: 2," in put(BY_HAND, ("context", "region"), "town", ((), ("region", "shops")))
    assert put("a: {b: {c: 1}}\n", ("a", "b"), {"c": "2", "d": "3"}, ((), ())) == "a: {b: {c: 2, d: 3}}\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("subject: C\n", "subject: C\nanswers:\n  mill: 2\n"),
        ("subject: C", "subject: C\nanswers:\n  mill: 2"),
        ("subject: C\nanswers:\n", "subject: C\nanswers:\n  mill: 2\n"),
        ("subject: C\nanswers:   # none\n", "subject: C\nanswers:\n  mill: 2   # none\n"),
        ("subject: C\nanswers: {}\ncontext:\n", "subject: C\nanswers: {mill: 2}\ncontext:\n"),
        ("subject: C\nanswers:\n  mill:   # pick\n  heat:\n", "subject: C\nanswers:\n  mill: 2   # pick\n  heat:\n"),
        ("subject: C\ncontext: {}\n", "subject: C\nanswers:\n  mill: 2\ncontext: {}\n"),
        ("{subject: C}\n", "{subject: C, answers: {mill: 2}}\n"),
        ("subject: C\r\nanswers:\r\n  heat: 1\r\n", "subject: C\r\nanswers:\r\n  mill: 2\n  heat: 1\r\n"),
        ("subject: 'é😀'\nanswers: {heat: 1}\n", "subject: 'é😀'\nanswers: {mill: 2, heat: 1}\n"),
    ],
)
def test_where_there_was_nothing(text: str, expected: str) -> None:
    assert put(text, ("answers", "mill"), "2", ORDERS) == expected


def test_an_entry_goes_with_its_line_and_below_a_comment_its_key_stays() -> None:
    assert "  # the flour\n  mill:  # asked Anna\n" in remove(BY_HAND, ("answers", "mill"))
    assert remove("a:\n  b: 1\n  c: 2  # two\n", ("a", "c")) == "a:\n  b: 1\n"
    assert "context: {shops: 2}" in remove(BY_HAND, ("context", "motto"))
    assert 'context: {motto: "a, b: c"}' in remove(BY_HAND, ("context", "shops"))


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_every_text_reads_as_it_was(text: str) -> None:
    root = a_document(f"a: {quote(text)}\nb: {{c: {quote(text)}, d: 1}}\n").root
    assert isinstance(root, Mapping)
    inner = root.entries["b"][1]
    assert isinstance(inner, Mapping)
    for node in (root.entries["a"][1], inner.entries["c"][1]):
        assert isinstance(node, Scalar)
        assert node.text == text


@pytest.mark.parametrize(
    "text", ["null", "~", "Null", "12", "2026-10-05", "true", "a: b", "a #b", "-", "", "[x]", " a"]
)
def test_what_could_mean_something_else_is_in_quotation_marks(text: str) -> None:
    plain = text == "true"
    assert quote(text).startswith('"') is not plain
