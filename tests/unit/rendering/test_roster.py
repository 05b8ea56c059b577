"""The table of subjects: every order holds every row once, exact scores decide, and what is missing comes last."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from crowd import INSTRUMENT, an_assessment
from smi_cli.model.answers import Known
from smi_cli.rendering.roster import AS_GIVEN, LISTED, ON_PAGES, Listing, Roster

LEVELS = st.lists(st.integers(0, 4), min_size=5, max_size=5)
QUESTIONS = ("mill", "tasting", "heat", "opening", "till")


def listed(*subjects: tuple[str, list[int]]) -> Listing:
    roster = Roster()
    for name, levels in subjects:
        most = [2, 4, 4, 4, 4]
        known = {key: Known(min(*both)) for key, *both in zip(QUESTIONS, levels, most, strict=False)}
        roster.add(an_assessment(known, name))
    listing = roster.listing(INSTRUMENT.questionnaire)
    assert listing is not None
    return listing


def names(listing: Listing, title: str) -> list[str]:
    (order,) = [one for one in listing.orders if one.title == title]
    return [listing.table.rows[row][0] for row in order.rows]


@given(st.lists(st.tuples(st.text(max_size=5), LEVELS), min_size=2, max_size=12))
def test_every_order_holds_every_row_once(subjects: list[tuple[str, list[int]]]) -> None:
    listing = listed(*subjects)
    assert [order.title for order in listing.orders] == [AS_GIVEN, *listing.table.header]
    assert all(sorted(order.rows) == list(range(len(subjects))) for order in listing.orders)
    assert len(listing.places) == len(subjects)


def test_names_go_by_letters_and_scores_from_the_highest_with_those_without_last() -> None:
    listing = listed(("beta", [0, 0, 0, 0, 0]), ("none", []), ("Alpha", [2, 4, 4, 4, 4]), ("Gamma", [1, 2, 2, 2, 2]))
    assert names(listing, AS_GIVEN) == ["beta", "none", "Alpha", "Gamma"]
    assert names(listing, "Subject") == ["Alpha", "beta", "Gamma", "none"]
    assert names(listing, "Craft") == ["Alpha", "Gamma", "beta", "none"]
    assert names(listing, "Quadrant")[0] == "beta"
    assert names(listing, "Quadrant")[-1] == "none"
    assert [place is None for place in listing.places] == [False, True, False, False]


def test_a_place_knows_whether_another_quadrant_is_possible() -> None:
    listing = listed(("sure", [2, 4, 4, 4, 4]), ("none", []), ("not sure", [1, 2, 2, 2]))
    assert [place and place.is_open for place in listing.places] == [False, None, True]
    assert [" (or " in row[1] for row in listing.table.rows] == [False, False, True]


def test_one_subject_has_no_orders() -> None:
    assert listed(("alone", [1, 1, 1, 1, 1])).orders == ()


def test_pages_list_more_than_terminals_and_neither_lists_everybody() -> None:
    roster, assessment, questionnaire = Roster(), an_assessment({}), INSTRUMENT.questionnaire
    for number in range(1, ON_PAGES + 2):
        roster.add(assessment)
        assert (roster.table(questionnaire) is not None) == (number <= LISTED)
        assert (roster.listing(questionnaire) is not None) == (number <= ON_PAGES)
