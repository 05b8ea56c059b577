"""Editing single entries of YAML: the entry changes, and no other character does."""

from __future__ import annotations

from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import a_document
from smi_cli.loading.documents import Mapping, Scalar
from smi_cli.loading.yaml_edit import Value, clear, keys_at, put, quote, remove
from smi_cli.loading.yaml_outline import CannotEditError

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
        "mill: 2  # asked Anna", "mill:  # asked Anna\n    level: 3\n    note: why"
    )
    text = "a:\n  b:\n    # one\n    2 # two\n  c: 1\n"
    assert put(text, ("a", "b"), {"level": "3"}, ((), ())) == ("a:\n  b:\n    # one\n    # two\n    level: 3\n  c: 1\n")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a:\n  b:\n    # one\n    2 # two\n", "a:\n  b:\n    # one\n    [x] # two\n"),
        ("a:\n  b: | # one\n    # text\n    more\n  c: 1\n", "a:\n  b: [x] # one\n  c: 1\n"),
        ("a:\n  b:\n  - 1 # one\n  - 2 # two\n  c: 1\n", "a:\n  b: [x] # one # two\n  c: 1\n"),
        ("a:\n  b: [1, # one\n      2] # two\n", "a:\n  b: [x] # one # two\n"),
        ("a:\n  b: |\n    spaced\u00a0\n\n  c: 1\n", "a:\n  b: [x]\n\n  c: 1\n"),
    ],
)
def test_comments_in_a_value_outlive_it(text: str, expected: str) -> None:
    assert put(text, ("a", "b"), ["x"], ((), ())) == expected


def test_of_several_lines_only_one_changes() -> None:
    path, orders = ("answers", "heat", "level"), (*ORDERS, ("level", "note", "seen"))
    assert put(BY_HAND, path, "4", orders) == swapped("level: 2   # in July", "level: 4   # in July")
    assert put(BY_HAND, ("answers", "heat", "seen"), "2026-10-05", orders) == swapped(
        "      enough\n", "      enough\n    seen: 2026-10-05\n"
    )


def test_a_new_entry_stands_in_its_order_and_never_between_another_and_its_comments() -> None:
    text = BY_HAND.replace("  mill: 2  # asked Anna\n", "").replace("  # the flour\n", "")
    assert "answers:\n  mill: 1\n  # the oven\n  heat:\n" in put(text, ("answers", "mill"), "1", ORDERS)
    text = "answers:\n  # all of us\n\n  # the oven\n  # and its door\n  heat:\n    level: 2\n    # not sure\n  # end\n"
    assert put(text, ("answers", "mill"), "1", ORDERS) == text.replace("\n\n", "\n\n  mill: 1\n")
    assert put(text, ("answers", "till"), "1", ORDERS) == text.replace("sure\n", "sure\n  till: 1\n")
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
        ("subject: C\nanswers:   # none\n", "subject: C\nanswers:   # none\n  mill: 2\n"),
        ("subject: C\nanswers: {\n  # Anna\n}\n", "subject: C\nanswers: {mill: 2\n  # Anna\n}\n"),
        ("subject: C\nanswers: {}\ncontext:\n", "subject: C\nanswers: {mill: 2}\ncontext:\n"),
        ("subject: C\nanswers:\n  mill:   # pick\n  heat:\n", "subject: C\nanswers:\n  mill: 2   # pick\n  heat:\n"),
        ("subject: C\ncontext: {}\n", "subject: C\nanswers:\n  mill: 2\ncontext: {}\n"),
        ("{subject: C}\n", "{subject: C, answers: {mill: 2}}\n"),
        ("subject: C\r\nanswers:\r\n  heat: 1\r\n", "subject: C\r\nanswers:\r\n  mill: 2\r\n  heat: 1\r\n"),
        ("subject: C\r\nanswers:\n  heat: 1\n", "subject: C\r\nanswers:\n  mill: 2\n  heat: 1\n"),
        ("answers: {heat: , till: 1}\n", "answers: {mill: 2, heat: , till: 1}\n"),
        ("subject: 'é😀'\nanswers: {heat: 1}\n", "subject: 'é😀'\nanswers: {mill: 2, heat: 1}\n"),
    ],
)
def test_where_there_was_nothing(text: str, expected: str) -> None:
    assert put(text, ("answers", "mill"), "2", ORDERS) == expected


def test_behind_an_empty_value_in_braces() -> None:
    text = "answers: {mill: , till: 1}\n"
    assert put(text, ("answers", "heat"), "2", ORDERS) == "answers: {mill: , heat: 2 , till: 1}\n"


def test_an_entry_goes_with_its_line_and_comments_stay() -> None:
    assert remove("a:\n  b: 1\n  c: 2\n", ("a", "c")) == "a:\n  b: 1\n"
    assert remove("a:\r\n  b: 1\r\n  c: 2\r\n", ("a", "b")) == "a:\r\n  c: 2\r\n"
    assert remove(BY_HAND, ("answers", "mill")) == swapped("  mill: 2  # asked Anna\n", "  # asked Anna\n")
    assert "  # the oven\n  # seen twice\n  # in July\n\n# the shop\n" in remove(BY_HAND, ("answers", "heat"))
    assert "context: {shops: 2}" in remove(BY_HAND, ("context", "motto"))
    assert 'context: {motto: "a, b: c"}' in remove(BY_HAND, ("context", "shops"))


def test_a_value_goes_and_a_key_with_comments_stays() -> None:
    assert clear(BY_HAND, ("answers", "mill")) == swapped("mill: 2  #", "mill:  #")
    assert "  heat:\n    # seen twice\n    # in July\n\n" in clear(BY_HAND, ("answers", "heat"))
    assert clear("a:\n  b: 1\n  c: 2  # two\n", ("a", "c")) == "a:\n  b: 1\n  c:  # two\n"
    assert clear("a:\n  b: 1\n  c: 2\n", ("a", "c")) == "a:\n  b: 1\n"
    assert clear("a: {b: 1, c: 2}  # both\n", ("a", "c")) == "a: {b: 1}  # both\n"


@pytest.mark.parametrize("text", ["a: {b, c: 1}\n", "a:\n  ? b\n  : 1\n", "a: {b: [1, # one\n  2]}\n", "a: {b: 1\n"])
def test_what_cannot_be_edited_is_refused(text: str) -> None:
    with pytest.raises(CannotEditError):
        remove(text, ("a", "b"))
    with pytest.raises(CannotEditError):
        put(text, ("a", "b"), "2", ((), ()))


def test_which_keys_there_are() -> None:
    assert keys_at(BY_HAND, ("answers", "heat")) == ("level", "note")
    assert keys_at("a: {}\n", ("a",)) == ()
    assert (keys_at(BY_HAND, ("answers", "mill")), keys_at(BY_HAND, ("answers", "till", "level"))) == (None, None)


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


def test_half_a_surrogate_pair_is_no_text() -> None:
    assert quote("caf\udce9") == '"caf\ufffd"'
