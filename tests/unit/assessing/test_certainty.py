"""How certain worked examples are, with numbers that can be checked by hand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

import pytest

from builders import BAKERY, CHECKLIST, many_conditions, replace
from smi_cli.assessing.assessment import Assessment
from smi_cli.assessing.fewest import Lever, fewest_steps
from smi_cli.assessing.moving import Mover
from smi_cli.assessing.scrutiny import STANDARD, Scrutiny
from smi_cli.assessing.settling import Box
from smi_cli.assessing.summing import sum_of
from smi_cli.model.answers import Answer, Known, NotApplicable
from unit.assessing.worked import FULL, UNKNOWN, assessed, on_map

# Craft is the mean of flour (mill, tasting) and oven (heat): a level of mill is worth 12.5 points of it, one of tasting
# 6.25, one of heat 12.5. Shop is the mean of opening and till: a level of either is worth 12.5 points.
MIDDLE: Mapping[str, Answer | int] = {"mill": 1, "tasting": 2, "heat": 2, "opening": 3, "till": 3}


def ways(assessment: Assessment) -> dict[tuple[str, str], dict[str, tuple[int, int]] | None]:
    """The moves to each line, by what is measured and where they lead."""
    return {
        (one.measure, one.leads_to.id): None
        if one.moves is None
        else {move.question.id: (move.level, move.target) for move in one.moves}
        for one in assessment.certainty.nearness.crossings
    }


def test_the_fewest_steps_to_each_line() -> None:
    found = ways(assessed(MIDDLE))
    assert found["craft", "institution"] == {"heat": (2, 3)}  # 50 is low, and any step up is enough
    assert found["shop", "stall"] == {"opening": (3, 1)}  # 75 to 50
    assert found["overall", "hobby"] == {"heat": (2, 1)}  # 37.5 is below 40
    assert found["overall", "master"] == {"heat": (2, 4)}  # 75; tasting is another demand
    nearness = assessed(MIDDLE).certainty.nearness
    (up,), (down,) = (nearness.nearest(upward=upward) for upward in (True, False))
    assert (up.leads_to.id, int(up.points), up.steps) == ("institution", 0, 1)
    assert (down.leads_to.id, int(down.points), down.steps) == ("stall", 25, 2)


def test_lines_that_take_as_few_steps_are_all_the_nearest() -> None:
    down = assessed({"mill": 2, "tasting": 2, "heat": 3, "opening": 3, "till": 3}).certainty.nearness
    fewest = down.nearest(upward=False)
    placing = [one for one in down.crossings if one.ladder is None and not one.upward]
    assert len({one.steps for one in fewest}) == 1
    assert len(fewest) == sum(one.steps == fewest[0].steps for one in placing) == 2
    assert fewest[0].points <= fewest[1].points


def test_opening_a_question_brings_back_its_ignored_answer() -> None:
    # mill at 0 keeps tasting, answered with 4, from being asked: raising it gives 12.5 and 25 points at once.
    found = ways(assessed({**MIDDLE, "mill": 0, "tasting": 4}))
    assert found["craft", "institution"] == {"mill": (0, 1)}
    ignored = assessed({**MIDDLE, "mill": 0, "tasting": UNKNOWN})
    assert ways(ignored)["craft", "institution"] == {"heat": (2, 4), "mill": (0, 1)}


def test_closing_a_question_takes_its_points_too() -> None:
    # mill at 0 closes tasting: 12.5 and 25 points of craft at once, where heat takes 12.5 a step.
    assert ways(assessed({**MIDDLE, "tasting": 4, "heat": 3}))["craft", "counter"] == {"mill": (1, 0)}


def test_a_line_at_the_very_end_is_reached_by_the_last_step() -> None:
    assert assessed(FULL).certainty.nearness.nearest(upward=True) == ()
    out = on_map(
        "40", "60", more="ladders:\n  l: {title: L, of: y, rungs: {a: {title: A}, b: {title: B, from: 100}}}\n"
    )
    assert ways(out)["y", "b"] == {"py": (1, 2)}


def test_too_many_combinations_are_not_worked_out() -> None:
    openers = "".join(f"          o{number}: {{ask: O?, levels: frequency}}\n" for number in range(8))
    conditions = ", ".join(f"o{number}: 1" for number in range(8))
    child = f"          child: {{ask: C?, levels: frequency, only_if: {{{conditions}}}}}\n"
    text = BAKERY.replace("          heat:\n", f"{openers}{child}          heat:\n")
    answers = {**MIDDLE, **{f"o{number}": 0 for number in range(8)}, "child": 3}
    assessment = assessed(answers, text)
    known = assessment.passes.known
    total = sum_of("craft", assessment.compiled, known)
    assert total
    assert Mover(assessment.compiled, assessment.answers, known, upward=True).fewest(total, 1) is None
    assert Mover(assessment.compiled, assessment.answers, known, upward=False).fewest(total, 1)
    assert ways(assessment)["craft", "institution"] is None


def test_too_many_uneven_levers_are_not_worked_out() -> None:
    levers = [Lever(place, (0, 1, 5), (0, 1, 2)) for place in range(400)]
    assert fewest_steps(levers, [], 1) is None
    found = fewest_steps(levers[:100], [], 12)
    assert found
    assert (found.points, [level for _, level in found.targets]) == (15, [2, 2, 2])  # two to the top are 10


def test_the_mean_and_a_factor_have_lines_too() -> None:
    text = BAKERY.replace("overall: minimum", "overall: mean")
    assert ways(assessed(MIDDLE, text))["overall", "master"] == {"heat": (2, 4)}  # (50 + 75) / 2 is 62.5
    of_flour = BAKERY.replace("  standing:\n    title: Standing\n", "  standing:\n    title: Standing\n    of: flour\n")
    assert ways(assessed(MIDDLE, of_flour))["flour", "master"] == {"mill": (1, 2)}
    assert ways(assessed({"desk": 1, "floor": 0}, CHECKLIST)) == {("tidy", "fine"): {"desk": (1, 2)}}


def test_what_settles_most_closes_a_quadrant_before_it_closes_points() -> None:
    # Craft is 12.5 to 100, shop 87.5 to 100. Whatever heat is, craft stays open; mill moves 50 points of it.
    settling = assessed({"tasting": 1, "opening": 4, "till": 4, "heat": UNKNOWN, "mill": 2}).certainty.settling
    assert settling.at_worst
    assert settling.at_best
    assert (settling.at_worst.id, settling.at_best.id) == ("counter", "institution")
    assert settling.first
    question, left = settling.first
    assert question.id == "heat"
    assert left == Box(1, Fraction(0), Fraction(0))


def test_nothing_is_open_when_all_is_there() -> None:
    settling = assessed(FULL).certainty.settling
    assert settling.first is None
    assert settling.box == Box(1, Fraction(0), Fraction(0))
    assert assessed({"desk": 1, "floor": 1}, CHECKLIST).certainty.settling.at_worst is None


def test_weights_move_an_axis_between_two_fractions() -> None:
    # Shop: opening 75, till 25. Weights of 5/4 and 3/4 give (75 * 5 + 25 * 3) / 8 = 56.25 and 43.75.
    weighing = assessed({**MIDDLE, "opening": 3, "till": 1}).certainty.weighing
    craft, shop = weighing.ranges
    assert (shop.low, shop.high) == (Fraction("43.75"), Fraction("56.25"))
    assert (craft.low, craft.high) == (Fraction(50), Fraction(50))
    assert [cell.id for cell in weighing.possible] == ["stall", "counter"]


def scrutinised(assessment: Assessment, scrutiny: Scrutiny) -> Assessment:
    assessment.scrutiny = scrutiny
    return assessment


def test_evidence_counts_by_weight_and_ages() -> None:
    old = Known(2, evidence="The log.", seen=date(2025, 10, 4))
    new = Known(2, evidence="The log.", seen=date(2025, 10, 5))
    answers = {**MIDDLE, "heat": old, "opening": new, "till": Known(1, evidence=" ")}
    craft, shop = assessed(answers).certainty.backing
    assert (craft.evidence, craft.old) == (Fraction(1, 2), Fraction(1, 2))  # more than a year before 2026-10-05
    assert (shop.evidence, shop.old) == (Fraction(1, 2), Fraction(0))
    later = scrutinised(assessed(answers), STANDARD._replace(as_of=date(2026, 10, 6)))
    assert [one.old for one in later.certainty.backing] == [Fraction(1, 2), Fraction(1, 2)]


@pytest.mark.parametrize(
    ("day", "lapsed", "changes"),
    [
        ("2027-04-05", [], False),
        ("2027-04-06", ["mill", "tasting", "opening", "till"], True),
        ("2026-11-05", [], False),
    ],
)
def test_answers_lapse_the_day_after_their_time(day: str, lapsed: list[str], changes: bool) -> None:
    text = BAKERY.replace("overall: minimum", "valid_for: 6 months\noverall: minimum").replace(
        "ask: How often is the heat measured?", "valid_for: 10 years\n            ask: How often is the heat measured?"
    )
    assessment = scrutinised(assessed(MIDDLE, text), STANDARD._replace(as_of=date.fromisoformat(day)))
    validity = assessment.certainty.validity
    assert validity
    assert [one.question.id for one in validity.lapsed] == lapsed
    assert validity.changes(assessment) is changes
    assert validity.holding[-1].until == date(2036, 10, 5)


def test_a_contradiction_needs_both_answers() -> None:
    rule = "contradictions:\n  odd:\n    pair: {till: {at_least: 3}, tasting: {at_most: 1}}\n    says: No.\n"
    for answers, expected in (
        ({**MIDDLE, "tasting": 1}, ["odd"]),
        (MIDDLE, []),
        ({**MIDDLE, "tasting": UNKNOWN}, []),
        ({**MIDDLE, "tasting": 1, "mill": 0}, []),  # tasting is not asked
    ):
        assessment = assessed(answers, BAKERY + rule)
        assert [one.id for one in assessment.certainty.contradictions] == expected
        assert replace(assessment.questionnaire, contradictions=()) == assessed(answers).questionnaire


def test_steps_reckon_with_what_they_bring_into_the_count_and_out_of_it() -> None:
    text = (
        "format: smi.questionnaire/1\nid: a\nversion: 1\ntitle: A\naxes:\n  x:\n    title: X\n    questions:\n"
        "      p: {ask: P?, levels: [a, b], known_by: x}\n      q: {ask: Q?, levels: [a, b, c], known_by: x}\n"
        "      c: {ask: C?, levels: [a, b], known_by: x, na: w, only_if: {p: 1}}\n"
        "ladders:\n  l: {title: L, of: x, rungs: {a: {title: A}, b: {title: B, from: 70}}}\n"
    )
    # With p at its best, c leaves the count: (1 + 1/2) / 2 and not / 3.
    assert ways(assessed({"p": 0, "q": 1, "c": NotApplicable("x")}, text))["x", "b"] == {"p": (0, 1)}
    # And with p at its worst it comes back: (0 + 1) / 3.
    assert ways(assessed({"p": 1, "q": 2, "c": NotApplicable("x")}, text))["x", "a"] == {"p": (1, 0)}
    assert ways(assessed({"p": 1, "q": 2}, text))["x", "a"] == {"p": (1, 0)}


def test_what_is_not_tried_is_not_said_to_lead_nowhere() -> None:
    ladder = (
        "ladders:\n  l: {title: L, of: a, rungs: {z: {title: Z}, y: {title: Y, from: 50}, x: {title: X, from: 100}}}\n"
    )
    answers: dict[str, Answer | int] = {f"p{number}": 0 for number in range(12)}
    answers |= {f"c{number}": NotApplicable("x") for number in range(12)}
    (up,) = assessed(answers, many_conditions(12) + ladder).certainty.nearness.crossings
    assert (up.moves, up.untried) == (None, True)
    out = on_map(
        "40", "60", more="ladders:\n  l: {title: L, of: y, rungs: {a: {title: A}, b: {title: B, from: 100}}}\n"
    )
    assert not any(one.untried for one in out.certainty.nearness.crossings)


def test_a_missing_answer_that_weighs_nothing_settles_nothing_where_nothing_else_applies() -> None:
    text = (
        "format: smi.questionnaire/1\nid: a\nversion: 1\ntitle: A\naxes:\n  x:\n    title: X\n    questions:\n"
        "      p: {ask: P?, levels: [a, b], known_by: x, weight: 0}\n"
        "      q: {ask: Q?, levels: [a, b], known_by: x, na: w}\n"
        "  y: {title: Y, questions: {r: {ask: R?, levels: [a, b], known_by: x}}}\n"
        "ladders:\n  l: {title: L, rungs: {a: {title: A}, b: {title: B, requires: {p: 1}}}}\n"
    )
    first = assessed({"q": NotApplicable("x")}, text).certainty.settling.first
    assert first
    assert first[0].id == "r"
