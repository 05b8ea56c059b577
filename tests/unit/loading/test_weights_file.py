"""A weights file as a type, and what can be wrong with it."""

# ruff: noqa: E501 - a problem is one line, and stands here as its reader sees it

from __future__ import annotations

from fractions import Fraction

import pytest

from builders import a_document, a_questionnaire, some_weights
from smi_cli.loading.weights_file import decode_weights
from smi_cli.model.problems import Problems

NAMES = "(one of craft, flour, heat, mill, opening, oven, shop, tasting, till)"
NO_WEIGHT = "(nothing could be scored)"


def problems(weights: str, title: str = "Others") -> list[str]:
    text = f"format: smi.weights/1\nquestionnaire: bakery\ntitle: {title}\nweights: {weights}\n"
    outcome = decode_weights(a_document(text, "w.yaml"), a_questionnaire())
    return [str(one) for one in outcome.items] if isinstance(outcome, Problems) else []


def test_weights_are_exact_and_name_axes_factors_and_questions() -> None:
    weights = some_weights("{craft: 0.1, flour: 2, mill: 0}")
    assert (weights.title, weights.questionnaire) == ("Others", "bakery")
    assert weights.by_id == {"craft": Fraction(1, 10), "flour": 2, "mill": 0}


def test_an_axis_may_weigh_nothing_if_another_one_does() -> None:
    assert problems("{craft: 0}") == []
    assert problems("{flour: 0, opening: 0}") == []


@pytest.mark.parametrize(
    ("weights", "expected"),
    [
        ("{mil: 1}", ["4:11: unknown-reference: The questionnaire 'bakery' has nothing of the name 'mil' that could be weighed (did you mean 'mill'?)"]),
        ("{region: 1}", [f"4:11: unknown-reference: The questionnaire 'bakery' has nothing of the name 'region' that could be weighed {NAMES}"]),
        ("{}", ["4:10: too-few: weights has to name at least 1"]),
        ("[1]", ["4:10: wrong-type: weights has to be a mapping of ids, not a list"]),
        ("{mill: -1, till: heavy}", [
            "4:17: out-of-range: mill is '-1', which is out of range (at least 0)",
            "4:27: wrong-type: till has to be a number, not 'heavy'",
        ]),
        ("{flour: 0, oven: 0}", [f"4:1: zero-weights: All weights of the axis 'craft' are 0 {NO_WEIGHT}"]),
        ("{flour: 0, heat: 0}", [f"4:1: zero-weights: All weights of the axis 'craft' are 0 {NO_WEIGHT}"]),
        ("{craft: 0, shop: 0}", [f"4:1: zero-weights: The weights of all axes are 0 {NO_WEIGHT}"]),
        # The id is wrong whether or not its weight can be read.
        ("{mil: heavy}", [
            "4:11: unknown-reference: The questionnaire 'bakery' has nothing of the name 'mil' that could be weighed (did you mean 'mill'?)",
            "4:16: wrong-type: mil has to be a number, not 'heavy'",
        ]),
    ],
)  # fmt: skip
def test_problems(weights: str, expected: list[str]) -> None:
    assert problems(weights) == [f"w.yaml:{one}" for one in expected]


def test_the_title_is_asked_for() -> None:
    assert problems("{mill: 1}", title="") == ["w.yaml:3:7: missing-value: title is empty (it has to be text)"]
