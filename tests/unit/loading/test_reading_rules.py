"""Rules about how scores are read, beyond single mistakes: what nobody could reach, or everybody would."""

# ruff: noqa: E501 - whole problem lines

from __future__ import annotations

from builders import BAKERY, a_document, a_questionnaire, an_instrument, problems_of_questionnaire
from smi_cli.loading.weights_file import decode_weights
from smi_cli.model.problems import Problems

DEMANDED = BAKERY.replace("requires: {heat: 2, mill: 1}", "requires: {oven: 30}")
WEIGHTLESS = DEMANDED.replace(
    "ask: How often is the heat measured?", "weight: 0\n            ask: How often is it hot?"
)


def test_a_factor_without_weight_cannot_be_demanded_because_the_demand_would_fall_away() -> None:
    assert [one for one in problems_of_questionnaire(WEIGHTLESS) if "zero-weights" in one] == [
        "questionnaire.yaml:66:38: zero-weights: All questions of the factor 'oven' weigh 0, so it has no score to reach (demand a level of a question)"
    ]


def test_a_factor_without_weight_cannot_carry_a_ladder() -> None:
    text = WEIGHTLESS.replace("requires: {oven: 30}", "from: 30").replace(
        "    title: Signs", "    title: Signs\n    of: oven"
    )
    assert [one for one in problems_of_questionnaire(text) if "zero-weights" in one] == [
        "questionnaire.yaml:64:9: zero-weights: All questions of the factor 'oven' weigh 0, so it has no score to stand on (measure an axis, or the overall)"
    ]


def test_weights_cannot_take_the_weight_from_under_a_demand() -> None:
    text = "format: smi.weights/1\nquestionnaire: bakery\ntitle: None\nweights: {heat: 0}\n"
    outcome = decode_weights(a_document(text, "w.yaml"), a_questionnaire(DEMANDED))
    assert isinstance(outcome, Problems)
    assert [str(one) for one in outcome.items] == [
        "w.yaml:4:1: zero-weights: All questions of the factor 'oven' weigh 0, and a ladder reads its score (leave one of them a weight)"
    ]
    assert an_instrument(DEMANDED)


def test_what_may_not_apply_and_is_not_always_asked_is_worth_nothing_at_its_worst() -> None:
    wording = "ask: How often is the bread tasted?\n            levels: frequency\n"
    assert wording in BAKERY
    values = wording + "            values: [0.1, 0.2, 0.3, 0.4, 1]\n"
    assert problems_of_questionnaire(BAKERY.replace(wording, values)) == [
        "questionnaire.yaml:24:21: worst-value: A question that is not always asked and may not apply has to be worth 0 at its worst (begin the values with 0)"
    ]
    assert problems_of_questionnaire(BAKERY.replace(wording, values).replace("only_if: {mill: 1}\n", "\n")) == []
    heat = "ask: How often is the heat measured?\n"
    behind = BAKERY.replace(
        heat, heat + "            only_if: {tasting: 1}\n            values: [0.1, 0.2, 0.3, 0.4, 1]\n"
    )
    assert [one.split(": ")[1] for one in problems_of_questionnaire(behind)] == ["worst-value"]


def test_a_rung_fits_quadrants_that_there_are() -> None:
    text = BAKERY.replace("none-yet: {title: None yet}", "none-yet: {title: None yet, fits: [stal]}")
    assert [one.split(": ", 1)[1] for one in problems_of_questionnaire(text)] == [
        "unknown-reference: There is no quadrant 'stal' (did you mean 'stall'?)"
    ]
