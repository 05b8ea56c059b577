"""Quadrants, their lines, and rungs, by hand."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import pytest

from builders import BAKERY, CHECKLIST
from smi_cli.assessing.assessment import Assessment
from smi_cli.assessing.placing import Blocker, Placement, Standing
from smi_cli.model.answers import Answer
from smi_cli.model.questionnaire import Demand
from unit.assessing.worked import FULL, NA, UNKNOWN, assessed, on_map


def placed(assessment: Assessment) -> Placement:
    assert assessment.placement is not None
    return assessment.placement


def ids(placement: Placement) -> tuple[str | None, list[str], list[str], list[str]]:
    return (
        placement.quadrant.id if placement.quadrant else None,
        [cell.id for cell in placement.possible],
        [axis.id for axis in placement.near],
        [cell.id for cell in placement.neighbours],
    )


# The quadrant


@pytest.mark.parametrize(
    ("x", "y", "expected"),
    [
        ("50", "50", "low-low"),  # exactly on the cut is low
        ("50.0000001", "50", "high-low"),
        ("50", "50.0000001", "low-high"),
        ("49.9999999", "50.0000001", "low-high"),
        ("100", "100", "high-high"),
        ("0", "0", "low-low"),
    ],
)
def test_high_is_strictly_above_the_cut(x: str, y: str, expected: str) -> None:
    placement = placed(on_map(x, y))
    assert placement.quadrant is not None
    assert placement.quadrant.id == expected
    assert placement.possible == (placement.quadrant,)


def test_a_cut_of_its_own() -> None:
    assert ids(placed(on_map("60", "10", cut="60")))[0] == "low-low"
    assert ids(placed(on_map("60.1", "10", cut="60")))[0] == "high-low"


@pytest.mark.parametrize(
    ("x", "y", "near", "neighbours"),
    [
        ("44.9", "20", [], []),
        ("45", "20", ["x"], ["high-low"]),  # the edge belongs to the zone
        ("50", "20", ["x"], ["high-low"]),
        ("55", "20", ["x"], ["low-low"]),
        ("55.1", "20", [], []),
        ("20", "45", ["y"], ["low-high"]),
        ("80", "55", ["y"], ["high-low"]),
        ("55", "45", ["x", "y"], ["low-low", "low-high", "high-high"]),  # in the middle of the map
    ],
)
def test_within_5_points_of_a_cut_edges_included_a_placement_is_borderline(
    x: str, y: str, near: list[str], neighbours: list[str]
) -> None:
    assert ids(placed(on_map(x, y)))[2:] == (near, neighbours)


def test_a_zone_of_its_own() -> None:
    assert ids(placed(on_map("38", "20", cells="borderline: 12")))[2] == ["x"]
    assert ids(placed(on_map("37.9", "20", cells="borderline: 12")))[2] == []
    assert ids(placed(on_map("50", "20", cells="borderline: 0")))[2] == ["x"]


def test_what_is_certain_is_the_only_possibility() -> None:
    assert ids(placed(on_map("20", "80"))) == ("low-high", ["low-high"], [], [])


def test_missing_answers_leave_quadrants_open() -> None:
    # craft 50 (37.5 to 62.5), shop exactly 75
    placement = placed(assessed({"mill": 1, "heat": 2, "opening": 3, "till": 3}))
    assert ids(placement)[:2] == ("counter", ["counter", "institution"])


def test_missing_answers_that_change_nothing() -> None:
    # craft 75 (62.5 to 87.5)
    placement = placed(assessed({"mill": 1, "heat": 4, "opening": 0, "till": 0}))
    assert ids(placement)[:2] == ("workshop", ["workshop"])


def test_an_axis_without_a_score_gives_no_quadrant() -> None:
    # craft (12.5 to 87.5), shop 100
    placement = placed(assessed({"mill": 1, "opening": 4, "till": 4}))
    assert ids(placement) == (None, ["counter", "institution"], [], [])


def test_without_quadrants_nothing_is_placed() -> None:
    assert assessed({"desk": 1}, CHECKLIST).placement is None


# Ladders: standing on the overall (40, 70 and tasting 3), signs (heat 2 and mill 1)


def standing(answers: Mapping[str, Answer | int], text: str = BAKERY, which: int = 0) -> Standing:
    return assessed(answers, text).standings[which]


def rungs(found: Standing) -> tuple[str | None, ...]:
    return tuple(rung.id if rung else None for rung in (found.rung, found.low, found.high, found.next))


def blockers(found: Standing) -> list[tuple[str, int, Fraction | None]]:
    return [(one.demand.id, int(one.demand.minimum), one.has) for one in found.blockers]


def test_the_first_rung_demands_nothing() -> None:
    found = standing(dict.fromkeys(FULL, 0))
    assert rungs(found) == ("hobby", "hobby", "hobby", "trade")
    assert found.blockers == (Blocker(Demand("overall", Fraction(40)), Fraction(0)),)


@pytest.mark.parametrize(
    ("score", "expected"),
    [("39.9999", "low"), ("40", "middle"), ("69.9", "middle"), ("70", "top"), ("100", "top")],
)
def test_a_rung_is_reached_at_its_score(score: str, expected: str) -> None:
    rungs_of_x = "{low: {title: A}, middle: {title: B, from: 40}, top: {title: C, from: 70}}"
    ladder = f"ladders: {{l: {{title: L, of: x, rungs: {rungs_of_x}}}}}"
    found = on_map(score, "0", more=ladder).standings[0]
    assert rungs(found)[:3] == (expected, expected, expected)


def test_at_the_top_nothing_is_next() -> None:
    found = standing(FULL)
    assert rungs(found) == ("master", "master", "master", None)
    assert found.blockers == ()


def test_a_demand_keeps_from_a_rung_whose_score_is_reached() -> None:
    found = standing({**FULL, "tasting": 2})
    assert rungs(found) == ("trade", "trade", "trade", "master")
    assert blockers(found) == [("tasting", 3, Fraction(2))]
    assert rungs(standing({**FULL, "tasting": 3}))[0] == "master"


def test_every_blocker_is_named() -> None:
    found = standing({"mill": 1, "tasting": 0, "heat": 3, "opening": 4, "till": 4})  # craft 50
    assert blockers(found) == [("overall", 70, Fraction(50)), ("tasting", 3, Fraction(0))]


def test_no_rung_is_skipped() -> None:
    # The highest rung's demands hold, those of the one below it do not.
    text = BAKERY.replace(
        "warm: {title: Warm, requires: {heat: 2, mill: 1}}",
        "warm: {title: Warm, requires: {heat: 4}}\n      hot: {title: Hot, requires: {mill: 1}}",
    )
    found = standing({**FULL, "heat": 3}, text, which=1)
    assert rungs(found) == ("none-yet", "none-yet", "none-yet", "warm")
    assert rungs(standing(FULL, text, which=1))[0] == "hot"


def test_a_demand_on_what_does_not_apply_falls_away() -> None:
    found = standing({**FULL, "tasting": NA})
    assert rungs(found) == ("master", "master", "master", None)


def test_a_demand_on_a_missing_answer_holds_at_best_only() -> None:
    found = standing({**FULL, "tasting": UNKNOWN})
    # Known: flour is mill alone, 100; at worst tasting is 0 and craft 75; the demand on tasting is open.
    assert rungs(found) == ("trade", "trade", "master", "master")
    assert blockers(found) == [("tasting", 3, None)]


def test_a_demand_on_a_question_that_is_not_asked_does_not_hold() -> None:
    found = standing({**FULL, "mill": 0, "tasting": 4})  # tasting counts 0; craft is 50
    assert blockers(found) == [("overall", 70, Fraction(50)), ("tasting", 3, Fraction(0))]


def test_signs_with_what_is_missing() -> None:
    found = standing({"mill": 1}, which=1)
    assert rungs(found) == ("none-yet", "none-yet", "warm", "warm")
    assert blockers(found) == [("heat", 2, None)]


def test_without_a_score_there_is_no_rung_but_both_bounds() -> None:
    found = standing({"mill": 1, "opening": 4, "till": 4})  # craft 12.5 to 87.5
    assert rungs(found) == (None, "hobby", "master", None)
    assert found.blockers == ()


def test_a_ladder_of_a_factor_or_an_axis() -> None:
    of_oven = BAKERY.replace("title: Standing\n", "title: Standing\n    of: oven\n")
    assert rungs(standing({**FULL, "heat": 2}, of_oven))[0] == "trade"
    of_shop = BAKERY.replace("title: Standing\n", "title: Standing\n    of: shop\n")
    assert rungs(standing({**FULL, "heat": 0}, of_shop))[0] == "master"


def test_a_rung_that_the_worst_case_reaches_is_reached() -> None:
    # Of shop 49 % is known, all at its best: no score, but 49 at the least, and the rung asks for 40.
    text = BAKERY.replace("requires: {heat: 2, mill: 1}", "requires: {shop: 40}")
    found = assessed({"opening": 4}, text, weights="{opening: 0.49, till: 0.51}").standings[1]
    assert found.low is not None
    assert found.low.id == "warm"
    assert found.rung is None or found.rung.id == "warm"


def test_scores_demanded_of_factors_axes_and_the_whole() -> None:
    text = BAKERY.replace("requires: {heat: 2, mill: 1}", "requires: {flour: 75, shop: 50, overall: 60}")
    answers = {"mill": 1, "tasting": 3, "heat": 2, "opening": 2, "till": 2}  # flour 62.5, craft 56.25, shop 50
    found = standing(answers, text, which=1)
    assert blockers(found) == [("flour", 75, Fraction("62.5")), ("overall", 60, Fraction(50))]
