"""Whole numbers for weights and values, and who needs which question."""

from __future__ import annotations

from fractions import Fraction

from builders import BAKERY, a_questionnaire, some_weights
from smi_cli.assessing.compiling import Compiled, CompiledQuestion, compile_questionnaire


def questions_of(compiled: Compiled) -> dict[str, CompiledQuestion]:
    return {one.question.id: one for axis in compiled.axes for factor in axis.factors for one in factor.questions}


def needed_of(compiled: Compiled) -> set[str]:
    return {key for key, one in questions_of(compiled).items() if one.needed}


def test_values_are_counted_in_parts_that_fit_every_question() -> None:
    compiled = compile_questionnaire(a_questionnaire())  # halves and quarters
    assert compiled.scale == 4
    assert questions_of(compiled)["mill"].values == (0, 2, 4)
    assert questions_of(compiled)["heat"].values == (0, 1, 2, 3, 4)


def test_decimal_values_stay_exact() -> None:
    wording = "levels: [Nobody can say, A wholesaler, One named mill]"
    text = BAKERY.replace(wording, f"{wording}\n            values: [0, 0.1, 0.9]")
    compiled = compile_questionnaire(a_questionnaire(text))
    mill = questions_of(compiled)["mill"]
    assert [Fraction(value, compiled.scale) for value in mill.values] == [0, Fraction(1, 10), Fraction(9, 10)]


def test_weights_become_whole_numbers_in_proportion() -> None:
    weights = some_weights("{mill: 0.5, tasting: 0.2, flour: 1.5, craft: 0.25}")
    compiled = compile_questionnaire(a_questionnaire(), weights)
    found = {key: one.weight for key, one in questions_of(compiled).items()}
    assert found == {"mill": 5, "tasting": 2, "heat": 10, "opening": 10, "till": 10}
    assert [factor.weight for factor in compiled.axes[0].factors] == [3, 2]
    assert [axis.weight for axis in compiled.axes] == [1, 4]
    assert compiled.weights is weights


def test_what_the_weights_do_not_name_keeps_its_own() -> None:
    text = BAKERY.replace("ask: How often is the heat measured?\n", "ask: Heat?\n            weight: 3\n")
    compiled = compile_questionnaire(a_questionnaire(text), some_weights("{opening: 2}"))
    found = {key: one.weight for key, one in questions_of(compiled).items()}
    assert found == {"mill": 1, "tasting": 1, "heat": 3, "opening": 2, "till": 1}


def test_a_question_of_weight_0_is_needed_only_where_a_condition_or_a_rung_reads_it() -> None:
    # mill opens tasting, tasting and heat are demanded by rungs; opening and till are read by nothing but the score.
    compiled = compile_questionnaire(a_questionnaire(), some_weights("{mill: 0, heat: 0, tasting: 0.1, till: 0}"))
    assert needed_of(compiled) == {"mill", "tasting", "heat", "opening"}


def test_a_question_in_a_factor_of_weight_0_is_not_needed() -> None:
    text = BAKERY.replace("requires: {heat: 2, mill: 1}", "requires: {mill: 1}")
    compiled = compile_questionnaire(a_questionnaire(text), some_weights("{oven: 0}"))
    assert needed_of(compiled) == {"mill", "tasting", "opening", "till"}


def test_a_factor_of_weight_0_that_a_ladder_stands_on_needs_its_questions() -> None:
    text = BAKERY.replace("requires: {heat: 2, mill: 1}", "requires: {mill: 1}").replace(
        "title: Standing\n", "title: Standing\n    of: oven\n"
    )
    compiled = compile_questionnaire(a_questionnaire(text), some_weights("{oven: 0}"))
    assert "heat" in needed_of(compiled)


def test_a_factor_of_weight_0_that_a_rung_demands_needs_its_questions() -> None:
    text = BAKERY.replace("requires: {heat: 2, mill: 1}", "requires: {oven: 50}")
    compiled = compile_questionnaire(a_questionnaire(text), some_weights("{oven: 0}"))
    assert "heat" in needed_of(compiled)


def test_an_axis_of_weight_0_still_needs_its_questions() -> None:
    compiled = compile_questionnaire(a_questionnaire(), some_weights("{shop: 0}"))
    assert needed_of(compiled) == {"mill", "tasting", "heat", "opening", "till"}
