"""Scores of the bakery by hand. In craft mill and tasting weigh a quarter each, heat a half; in shop a half each."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import pytest

from builders import BAKERY, CHECKLIST
from smi_cli.assessing.compiling import Gap
from smi_cli.assessing.measuring import Range
from smi_cli.assessing.scoring import QuestionScore, Scores
from smi_cli.model.answers import Answer, ContextAnswer, Unanswered
from unit.assessing.worked import FULL, NA, UNKNOWN, assessed


def F(text: str) -> Fraction:  # noqa: N802 - a number, as short as a number
    return Fraction(text)


def exactly(score: str) -> Range:
    return Range(F(score), F(score), F(score))


def scores(answers: Mapping[str, Answer | int], text: str = BAKERY, weights: str = "") -> Scores:
    return assessed(answers, text, weights=weights).scores


def craft(answers: Mapping[str, Answer | int], text: str = BAKERY, weights: str = "") -> Range:
    return scores(answers, text, weights).axes[0].range


def parts(found: Scores) -> dict[str, QuestionScore]:
    return {one.question.id: one for axis in found.axes for one in axis.questions}


def given_na(text: str, *after: str) -> str:
    """The text with `na` allowed after these lines."""
    for line in after:
        indent = text[: text.index(line)].rsplit("\n", 1)[1]
        text = text.replace(line, f"{line}\n{indent}na: Sometimes.")
    return text


# The means


@pytest.mark.parametrize(
    ("mill", "tasting", "heat", "flour", "expected"),
    [
        (2, 4, 4, "100", "100"),
        (0, 0, 0, "0", "0"),
        (1, 2, 1, "50", "37.5"),  # flour (50 + 50) / 2, oven 25, craft (50 + 25) / 2
        (1, 4, 2, "75", "62.5"),
        (2, 1, 3, "62.5", "68.75"),
    ],
)
def test_a_factor_is_the_mean_of_its_questions_and_an_axis_that_of_its_factors(
    mill: int, tasting: int, heat: int, flour: str, expected: str
) -> None:
    axis = scores({"mill": mill, "tasting": tasting, "heat": heat}).axes[0]
    assert axis.factors[0].range == exactly(flour)
    assert axis.range == exactly(expected)
    assert axis.known == 1


def test_weights_of_questions_and_factors() -> None:
    # flour (3 x 50 + 1 x 100) / 4 = 62.5, oven 25; craft (62.5 + 2 x 25) / 3 = 37.5
    answers = {"mill": 1, "tasting": 4, "heat": 1}
    assert craft(answers, weights="{mill: 3, oven: 2}") == exactly("37.5")
    assert craft(answers, weights="{mill: 1.5, tasting: 0.5, oven: 0.2, flour: 0.1}") == exactly("37.5")


def test_thirds_stay_exact() -> None:
    assert craft({"mill": 1, "tasting": 0, "heat": 0}, weights="{tasting: 2}") == exactly("25/3")


def test_values_of_levels() -> None:
    wording = "levels: [Nobody can say, A wholesaler, One named mill]"
    text = BAKERY.replace(wording, f"{wording}\n            values: [0.2, 0.2, 0.9]")
    for level, expected in ((0, "5"), (1, "5"), (2, "22.5")):
        assert craft({"mill": level, "tasting": 0, "heat": 0}, text) == exactly(expected)
    # Missing, it stands between its own worst and best: 0.2 and 0.9 of 25 points.
    assert craft({"tasting": 0, "heat": 0}, text) == Range(F("0"), F("5"), F("22.5"))


def test_a_factor_of_weight_0_counts_nothing() -> None:
    assert craft({"mill": 2, "tasting": 4, "heat": 0}, weights="{oven: 0}") == exactly("100")


def test_an_axis_of_one_factor_without_a_name() -> None:
    axis = scores({"opening": 3, "till": 0}).axes[1]
    assert axis.range == exactly("37.5")
    assert [factor.factor.id for factor in axis.factors] == [""]


# Conditions: tasting is asked when mill reaches level 1


def test_below_the_level_a_question_counts_at_its_worst_and_is_known() -> None:
    found = scores({"mill": 0, "heat": 2})
    assert found.axes[0].range == exactly("25")
    assert found.axes[0].known == 1
    tasting = parts(found)["tasting"]
    assert (tasting.level, tasting.not_asked, tasting.missing) == (0, True, False)


def test_its_answer_is_then_ignored_and_said() -> None:
    assessment = assessed({"mill": 0, "tasting": 4, "heat": 2})
    assert assessment.scores.axes[0].range == exactly("25")
    assert [one.question.id for one in assessment.ignored] == ["tasting"]
    assert assessment.ignored[0].answer is not None


@pytest.mark.parametrize(("mill", "expected"), [(1, "62.5"), (2, "75")])
def test_at_the_level_and_above_it_the_answer_counts(mill: int, expected: str) -> None:
    assessment = assessed({"mill": mill, "tasting": 4, "heat": 2})
    assert assessment.scores.axes[0].range == exactly(expected)
    assert assessment.ignored == ()


@pytest.mark.parametrize("gap", [None, UNKNOWN, Unanswered("later")])
def test_a_missing_parent_stands_at_its_worst_for_low_and_at_its_best_for_high(gap: Answer | None) -> None:
    answers: dict[str, Answer | int] = {"tasting": 2, "heat": 4}
    if gap is not None:
        answers["mill"] = gap
    # Score: tasting alone makes flour 50. Low: nothing of flour. High: (100 + 50) / 2.
    assert craft(answers) == Range(F("75"), F("50"), F("87.5"))


def test_a_missing_parent_and_child() -> None:
    assert craft({"heat": 4}) == Range(F("100"), F("50"), F("100"))


def test_where_the_parent_does_not_apply_the_child_does_not_either() -> None:
    text = given_na(BAKERY, "known_by: The head baker")
    found = scores({"mill": NA, "tasting": 4, "heat": 1}, text)
    assert found.axes[0].range == exactly("25")
    assert parts(found)["tasting"].level is Gap.NA


def test_conditions_in_a_chain() -> None:
    text = BAKERY.replace(
        "            ask: How often is the heat measured?\n",
        "            ask: How often is the heat measured?\n            only_if: {tasting: 2}\n",
    )
    assert craft({"mill": 1, "tasting": 1, "heat": 4}, text) == exactly("18.75")
    assert craft({"mill": 1, "tasting": 2, "heat": 4}, text) == exactly("75")
    assert craft({"mill": 0, "tasting": 4, "heat": 4}, text) == exactly("0")  # an ignored answer opens nothing
    assert craft({"tasting": 4, "heat": 4}, text) == Range(F("100"), F("0"), F("100"))


def on_context(condition: str, more: str = "") -> str:
    return (
        BAKERY.replace(
            "            ask: How often is the heat measured?\n",
            f"            ask: How often is the heat measured?\n            only_if: {condition}\n",
        )
        .replace("context:\n", f"context:\n{more}")
        .replace("requires: {heat: 2, mill: 1}", "requires: {mill: 1}")
    )


@pytest.mark.parametrize(
    ("condition", "context", "asked"),
    [
        ("{region: town}", {"region": "town"}, True),
        ("{region: town}", {"region": "country"}, False),
        ("{region: [town, country]}", {"region": "country"}, True),
        ("{region: town}", {}, True),  # nobody said that it does not apply
        ("{shops: 3}", {"shops": Fraction(3)}, True),
        ("{shops: 3}", {"shops": Fraction(2)}, False),
        ("{sorts: rye}", {"sorts": ("oat", "rye")}, True),
        ("{sorts: rye}", {"sorts": ("oat",)}, False),
    ],
)
def test_a_condition_on_the_context(condition: str, context: Mapping[str, ContextAnswer], asked: bool) -> None:
    more = "  shops: {ask: Shops?, kind: number, unit: shops}\n"
    more += "  sorts: {ask: Sorts?, kind: choices, options: {rye: R, oat: O}}\n"
    assessment = assessed({"mill": 2, "tasting": 2, "heat": 0}, on_context(condition, more), context=context)
    # Asked, heat makes craft (75 + 0) / 2; not asked it does not apply, and its answer is ignored.
    assert assessment.scores.axes[0].range == exactly("37.5" if asked else "75")
    assert [one.question.id for one in assessment.ignored] == ([] if asked else ["heat"])
    assert parts(assessment.scores)["heat"].level == (0 if asked else Gap.NA)


# What does not apply


def test_na_leaves_the_denominators() -> None:
    found = scores({"mill": 1, "tasting": NA, "heat": 1})
    assert found.axes[0].factors[0].range == exactly("50")
    assert found.axes[0].range == exactly("37.5")
    assert found.axes[0].known == 1
    shares = {key: one.share for key, one in parts(found).items()}
    assert (shares["mill"], shares["tasting"], shares["heat"]) == (F("1/2"), F("0"), F("1/2"))


def test_a_factor_of_which_nothing_applies_leaves_the_axis() -> None:
    text = given_na(BAKERY, "known_by: The head baker")
    axis = scores({"mill": NA, "tasting": NA, "heat": 3}, text).axes[0]
    assert axis.factors[0].range == Range(None, None, None)
    assert axis.range == exactly("75")


def test_an_axis_of_which_nothing_applies_has_no_score_and_leaves_the_whole() -> None:
    text = on_context("{region: town}").replace(
        "          mill:\n", "          mill:\n            only_if: {region: town}\n"
    )
    found = assessed({"opening": 1, "till": 1}, text, context={"region": "country"}).scores
    assert found.axes[0].range == Range(None, None, None)
    assert found.overall == found.mean == exactly("25")


def test_na_behind_a_missing_parent_that_counts_nothing_has_both_bounds_or_none() -> None:
    # mill and oven weigh nothing, tasting is `na`: craft is 0 if mill is low, and nothing applies if mill is high.
    answers: dict[str, Answer | int] = {"tasting": NA, "heat": 4, "opening": 1, "till": 1}
    axis = scores(answers, weights="{mill: 0, oven: 0}").axes[0]
    for span in (axis.range, axis.factors[0].range):
        assert (span.low is None) == (span.high is None)


# What is missing


@pytest.mark.parametrize("answers", [{"heat": 4}, {"mill": 2, "tasting": 4}])
def test_exactly_half_of_the_effective_weight_is_enough(answers: Mapping[str, int]) -> None:
    axis = scores(answers).axes[0]
    assert axis.known == F("1/2")
    assert axis.range.score == 100


@pytest.mark.parametrize(
    ("answers", "low", "high", "known"),
    [
        ({}, "0", "100", "0"),
        ({"mill": 1}, "12.5", "87.5", "1/4"),
        ({"mill": 2, "tasting": UNKNOWN}, "25", "100", "1/4"),
    ],
)
def test_less_than_half_gives_no_score(answers: Mapping[str, Answer | int], low: str, high: str, known: str) -> None:
    axis = scores(answers).axes[0]
    assert axis.range == Range(None, F(low), F(high))
    assert axis.known == F(known)


def test_a_hair_under_half_is_not_enough() -> None:
    assert craft({"heat": 4}, weights="{flour: 1.001}").score is None
    assert craft({"heat": 4}, weights="{oven: 1.001}").score == 100


def test_half_counts_what_applies() -> None:
    # tasting does not apply: mill is all of flour, and half of craft.
    assert craft({"mill": 2, "tasting": NA}) == Range(F("100"), F("50"), F("100"))


def test_known_answers_make_the_score_and_missing_ones_the_bounds() -> None:
    # Score: flour is mill alone. Low: (50 + 0) / 2 = 25; high (50 + 100) / 2 = 75; oven is 50.
    assert craft({"mill": 1, "heat": 2}) == Range(F("50"), F("37.5"), F("62.5"))


def test_missing_answers_are_those_that_are_wanted() -> None:
    assessment = assessed({"mill": 0, "heat": UNKNOWN, "opening": 1}, weights="{till: 0}")
    assert [one.question.id for one in assessment.missing] == ["heat"]


def test_a_question_of_weight_0_adds_nothing_whatever_its_answer() -> None:
    for answer in (0, 4, UNKNOWN):
        assert scores({"opening": 3, "till": answer}, weights="{till: 0}").axes[1].range == exactly("75")


# Explained


def test_contributions_and_shares() -> None:
    found = parts(scores({"mill": 1, "tasting": 3, "heat": 2}))
    assert [(found[key].share, found[key].contribution) for key in ("mill", "tasting", "heat")] == [
        (F("1/4"), F("12.5")),
        (F("1/4"), F("18.75")),
        (F("1/2"), F("25")),
    ]


def test_shares_are_of_what_is_known() -> None:
    found = scores({"mill": 1, "heat": 2})
    assert {key: one.share for key, one in parts(found).items() if one.share} == {"mill": F("1/2"), "heat": F("1/2")}
    assert [factor.share for factor in found.axes[0].factors] == [F("1/2"), F("1/2")]


def test_gains_and_stakes() -> None:
    found = parts(scores({"mill": 1, "tasting": 1, "heat": 2, "opening": 0}))
    assert found["mill"].gain(2) == F("12.5")
    assert found["tasting"].gain(4) == F("18.75")
    assert found["heat"].gain(3) == F("12.5")
    assert found["heat"].gain(2) == 0
    assert found["till"].gain(4) == 0  # nobody knows what it is now
    assert found["till"].stake == 50
    assert found["opening"].gain(1) == 25  # the other half is not known


# The whole


def test_the_overall_is_the_minimum_with_the_mean_beside_it() -> None:
    found = scores({**FULL, "till": 0})
    assert [axis.range.score for axis in found.axes] == [100, 50]
    assert found.overall == exactly("50")
    assert found.mean == exactly("75")


def test_the_overall_as_a_weighted_mean() -> None:
    text = BAKERY.replace("overall: minimum", "overall: mean")
    found = scores({**FULL, "till": 0}, text, weights="{shop: 3}")
    assert found.overall == found.mean == exactly("62.5")


def test_an_axis_of_weight_0_leaves_the_mean_and_not_the_minimum() -> None:
    found = scores({**FULL, "till": 0}, weights="{shop: 0}")
    assert found.mean == exactly("100")
    assert found.overall == exactly("50")


def test_without_the_score_of_an_axis_there_is_none_of_the_whole() -> None:
    found = scores({"mill": 2, "tasting": 4, "heat": 0, "opening": UNKNOWN})
    assert found.overall == Range(None, F("0"), F("50"))
    assert found.mean == Range(None, F("25"), F("75"))


def test_a_questionnaire_of_one_axis() -> None:
    found = scores({"desk": 1, "floor": 2}, CHECKLIST)
    assert found.overall == found.mean == found.axes[0].range == exactly("75")
