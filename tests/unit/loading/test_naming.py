"""What people call the parts of a questionnaire."""

from __future__ import annotations

import pytest

from smi_cli.loading.naming import find_id, suggest_id

TITLES = {"craft": "Craft", "flour": "The Flour", "mill": "Where from?", "shop": "Sales", "till": "sales", "a": "till"}


@pytest.mark.parametrize(
    ("word", "key"),
    [
        ("craft", "craft"),
        ("CRAFT", "craft"),
        ("the  flour", "flour"),
        ("the-flour", "flour"),
        ("where from?", "mill"),
        ("till", "till"),  # an id comes before a title
        ("Till", None),  # an id and a title
        ("Sales", None),  # two titles
        ("", None),
        ("bread", None),
    ],
)
def test_an_id_or_a_title_that_is_the_only_one(word: str, key: str | None) -> None:
    assert find_id(word, TITLES) == key


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("Sales", "did you mean 'shop' or 'till'?"),
        ("Where from?", "did you mean 'mill'?"),
        ("flower", "did you mean 'flour'?"),
        ("xyz", "one of craft, flour, mill, shop, till, a"),
    ],
)
def test_a_hint_names_ids(word: str, hint: str) -> None:
    assert suggest_id(word, TITLES) == hint
