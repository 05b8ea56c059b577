"""What an explanation says of what is rare: a mean of axes, nothing that applies, answers that open others."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from builders import BAKERY
from smi_cli.assessing.explaining import Explanation
from smi_cli.model.answers import Answer
from smi_cli.model.problems import Location
from smi_cli.rendering.explanation_page import compose_explanation
from smi_cli.rendering.passages import Passage
from unit.assessing.worked import FULL, NA, UNKNOWN, assessed

MEAN = BAKERY.replace("overall: minimum", "overall: mean").replace("title: Shop\n", "title: Shop\n    weight: 2\n", 1)
SOME_NA = BAKERY.replace("ask: How often does it open on time?\n", "ask: When?\n        na: Never.\n").replace(
    "ask: How often is the till counted?\n", "ask: What?\n        na: Never.\n"
)


def passage(key: str, answers: Mapping[str, Answer | int], text: str = BAKERY) -> Passage:
    explanation = Explanation(assessed(answers, text))
    return compose_explanation(explanation, Location, explanation.find(key)).passages[0]


def rows(key: str, answers: Mapping[str, Answer | int], text: str = BAKERY) -> dict[str, str]:
    return dict(passage(key, answers, text).rows)


ANSWERS = {"mill": 1, "tasting": 2, "heat": 1, "opening": 3, "till": 2}


def test_a_mean_is_a_sum_of_axes_and_of_answers() -> None:
    assert rows("overall", ANSWERS, MEAN)["Score"] == "(1 x 37.5 + 2 x 62.5) / (1 + 2) = 54.2, exactly 325/6"
    assert rows("craft", ANSWERS, MEAN)["Overall"] == "gives 12.5 points of it: 1/3 (33.3 %) x 37.5"
    gives = {key: rows(key, ANSWERS, MEAN)["Gives"] for key in ANSWERS}
    assert gives["mill"] == "12.5 points of Craft: 25 % x 50; 4.17 points of the overall"
    assert [text.split("; ")[-1].split()[0] for text in gives.values()] == ["4.17", "4.17", "4.17", "25", "16.67"]


def test_a_weight_is_followed_through_factor_and_axis() -> None:
    weight = rows("mill", ANSWERS)["Weight"]
    assert weight == "1 of 2 in Flour and 1 of 2 in Craft: 1/2 x 1/2 = 25 % of Craft"
    assert rows("till", ANSWERS)["Weight"] == "1 of 2 in Shop: 50 % of Shop"


def test_an_answer_that_opens_another_one_costs_what_that_is_worth_too() -> None:
    answers = {**FULL, "mill": 0}
    said = rows("mill", answers)
    assert said["Closes"] == "tasting until it reaches level 1"
    assert said["Costs"] == "50 points against its best level; one level more gives +37.5"
    closed = rows("tasting", answers)
    assert closed["Level"] == "not asked, and counts at its worst: level 0, worth 0 points"
    assert closed["Why"] == "it is asked when mill reaches level 1; its own answer is kept and not counted"
    assert "Costs" not in closed


def test_a_missing_parent_leaves_its_child_counted() -> None:
    answers: dict[str, Answer | int] = {**FULL, "mill": UNKNOWN}
    assert rows("mill", answers)["Level"] == "unknown, and left out of the score"
    assert rows("mill", answers)["Could be"] == "Craft 50.0 with its worst level, 100.0 with its best one"
    assert rows("flour", answers)["At worst"] == "(0 + 0) / 2 = 0.0"


def test_nothing_that_applies_has_no_score() -> None:
    answers: dict[str, Answer | int] = {**FULL, "opening": NA, "till": NA}
    shop = passage("shop", answers, SOME_NA)
    assert shop.state == "does not apply"
    assert dict(shop.rows)["Score"] == "nothing applies"
    assert dict(shop.rows)["Left out"] == "opening (does not apply), till (does not apply)"
    assert rows("overall", answers, SOME_NA)["Score"] == "the lowest of 100.0 (Craft) = 100.0"
    assert rows("till", answers, SOME_NA)["Level"] == "does not apply, and leaves the sum: It does not apply."


@pytest.mark.parametrize(
    ("key", "state", "said"),
    [
        ("workshop", "here", {"Holds": "Shop has to be low: it is 50.0, exactly its cut and not above it: low"}),
        ("institution", "not here", {"Near": "it lies behind a line that is within the borderline zone"}),
        ("warm", "here", {"Holds": "mill is at level 2, needs 1"}),
        ("none-yet", "reached", {"Holds": "it asks for nothing"}),
        ("master", "not reached", {"Fails": "the lowest axis is 50.0, needs 70"}),
    ],
)
def test_places_say_why(key: str, state: str, said: dict[str, str]) -> None:
    found = passage(key, {**FULL, "opening": 0})
    assert found.state == state
    assert said.items() <= dict(found.rows).items()
