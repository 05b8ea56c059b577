"""What changed between two results, with numbers that can be checked by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest

from builders import BAKERY
from smi_cli.assessing.changing import AxisChange, Change, QuestionChange, Split, compare
from smi_cli.assessing.compiling import Gap
from smi_cli.assessing.measuring import Range
from smi_cli.assessing.snapshot import Snapshot, Stand, snapshot_of
from unit.assessing.worked import FULL, NA, UNKNOWN, assessed

# Craft: flour (mill of 2, tasting of 4) and oven (heat of 4), each half of it. Shop: opening and till, of 4.
HALF = {"mill": 1, "tasting": 2, "heat": 2, "opening": 2, "till": 2}
F = Fraction

# Shop loses the till and gets the queue; the rest of it weighs the same.
NEXT = BAKERY.replace("version: 1.0", "version: 1.1").replace(
    "      till:\n        ask: How often is the till counted?",
    "      queue:\n        ask: How often is the queue timed?",
)


def axis(change: Change, key: str) -> AxisChange:
    return next(one for one in change.axes if one.score.id == key)


def without_details(snapshot: Snapshot) -> Snapshot:
    """As a record keeps it."""
    return snapshot._replace(
        grid=None,
        axes=(),
        levels={},
        ranges={key: span for key, span in snapshot.ranges.items() if key not in {"flour", "oven"}},
        stands={key: one._replace(title=key, rungs=()) for key, one in snapshot.stands.items()},
    )


def test_answers_are_all_that_changed() -> None:
    change = compare(snapshot_of(assessed(HALF)), snapshot_of(assessed({**HALF, "heat": 4, "tasting": 1})))
    craft = axis(change, "craft")
    # 50 to 68.75: heat gives 2/4 of its half, 25 points; tasting takes 1/4 of its quarter, 6.25.
    assert craft.score.points == F("18.75")
    assert craft.split == Split(F("18.75"), F(0), F(0))
    assert [(one.id, one.before, one.after, one.points) for one in craft.questions] == [
        ("mill", 1, 1, F(0)),
        ("tasting", 2, 1, F("-6.25")),
        ("heat", 2, 4, F(25)),
    ]
    assert [(one.title, one.points) for one in craft.factors] == [("Flour", F("-12.5")), ("Oven", F(50))]
    assert axis(change, "shop").split == Split(F(0), F(0), F(0))
    assert change.overall.points == 0  # the lowest axis is the shop, which stayed
    assert change.fallen == ("tasting",)


def test_weights_are_all_that_changed() -> None:
    answers = {**HALF, "heat": 4}
    change = compare(snapshot_of(assessed(answers)), snapshot_of(assessed(answers, weights="{oven: 3}")))
    # 50 and 100 in halves are 75; with three parts of four for the oven they are 87.5.
    assert axis(change, "craft").split == Split(F(0), F(0), F("12.5"))
    assert (change.before.weights, change.after.weights) == ("", "Others")


def test_answers_questions_and_weights_changed_at_once() -> None:
    before = snapshot_of(assessed({**HALF, "till": 4}))  # shop: 50 and 100 make 75
    text = NEXT.replace(
        "ask: How often does it open on time?", "ask: How often does it open on time?\n        weight: 3"
    )
    after = snapshot_of(assessed({**HALF, "opening": 3, "queue": 0} | {"till": 0}, text))
    shop = axis(compare(before, after), "shop")
    # First 75 and 100, which is 87.5; then 75 and 0, which is 37.5; then three parts of 75 in four, which is 56.25.
    assert shop.split == Split(F("12.5"), F(-50), F("18.75"))
    assert shop.score.points == F("56.25") - F(75)
    assert shop.questions == (
        QuestionChange("opening", "How often does it open on time?", 2, 3, F("12.5")),
        QuestionChange("queue", "How often is the queue timed?", None, 0, F(0)),
        QuestionChange("till", "How often is the till counted?", 4, None, F(0)),
    )


def test_other_values_of_levels_count_with_the_weights() -> None:
    text = BAKERY.replace("[Nobody can say, A wholesaler, One named mill]", "{0: a}").replace(
        "{0: a}", "[a, b, c, d, e]"
    )
    change = compare(snapshot_of(assessed(FULL)), snapshot_of(assessed({**FULL, "mill": 4}, text)))
    # Level 4 of 5 was not there before and counts as the best one: it is worth the same.
    assert axis(change, "craft").split == Split(F(0), F(0), F(0))
    fewer = compare(snapshot_of(assessed(FULL)), snapshot_of(assessed(FULL, text)))
    # Level 2 was worth 1 and is worth a half now, of a quarter of the axis.
    assert axis(fewer, "craft").split == Split(F(0), F(0), F("-12.5"))


def test_a_question_that_begins_to_count_does_so_against_the_others() -> None:
    change = compare(snapshot_of(assessed({**HALF, "tasting": NA})), snapshot_of(assessed({**HALF, "tasting": 4})))
    craft = axis(change, "craft")
    # The mill held half of the axis alone, 25 points of it; now it shares that half with the tasting, which is better.
    points = {one.id: one.points for one in craft.questions}
    assert points == {"mill": F(0), "tasting": F("12.5"), "heat": F(0)}
    assert craft.questions[1].before is Gap.NA
    assert change.fallen == ()


def test_an_answer_that_rises_never_takes_points_and_a_low_one_that_is_found_out_does() -> None:
    before = assessed({**HALF, "mill": 1, "tasting": UNKNOWN})
    change = compare(snapshot_of(before), snapshot_of(assessed({**HALF, "mill": 2, "tasting": 1})))
    points = {one.id: one.points for one in axis(change, "craft").questions}
    # The flour goes from 50 to 100 by the mill, and by the tasting, at 25, to the 62.5 in the middle of both.
    assert points == {"mill": F(25), "tasting": F("-18.75"), "heat": F(0)}
    assert change.fallen == ("tasting",)


def test_without_a_score_on_a_side_there_is_no_split() -> None:
    change = compare(snapshot_of(assessed({"opening": 2, "till": 2})), snapshot_of(assessed(HALF)))
    assert (axis(change, "craft").split, axis(change, "craft").score.points) == (None, None)
    assert axis(change, "shop").split == Split(F(0), F(0), F(0))
    assert not change.is_worse(F(0))


def test_an_axis_that_only_one_questionnaire_has() -> None:
    grid = BAKERY.index("context:")
    alone = BAKERY[: BAKERY.index("  shop:\n")] + BAKERY[grid : BAKERY.index("quadrants:")]
    craft_only = snapshot_of(assessed({"mill": 1, "tasting": 2, "heat": 2}, alone))
    whole = snapshot_of(assessed(HALF))
    gone, new = compare(whole, craft_only), compare(craft_only, whole)
    assert [one.score.id for one in gone.axes] == [one.score.id for one in new.axes] == ["craft", "shop"]
    assert axis(gone, "shop").score.after is axis(new, "shop").score.before is None
    assert axis(gone, "shop").score.title == "Shop"
    assert [(one.before, one.after, one.points) for one in axis(gone, "shop").questions] == [(2, None, F(0))] * 2
    assert [(one.before, one.after, one.points) for one in axis(new, "shop").questions] == [(None, 2, F(0))] * 2
    assert gone.drops(F(0)) == ()
    assert gone.fallen == ()


def test_a_result_without_answers_changes_in_its_scores_alone() -> None:
    before = without_details(snapshot_of(assessed(FULL)))
    change = compare(before, snapshot_of(assessed(HALF)))
    full, half = (Range(F(points), F(points), F(points)) for points in (100, 50))
    assert [(one.score.title, one.score.before, one.score.after) for one in change.axes] == [
        ("Craft", full, half),
        ("Shop", full, half),
    ]
    assert {(one.split, one.factors, one.questions) for one in change.axes} == {(None, (), ())}
    assert change.lower_rungs == ("standing",)
    assert change.lost_sides == ("craft", "shop")  # by the lines of the other result
    assert compare(without_details(snapshot_of(assessed(HALF))), before).lower_rungs == ()  # nobody knows their order


@pytest.mark.parametrize(("limit", "falls"), [("12.4", True), ("12.5", False), ("12.6", False)])
def test_a_fall_is_more_than_the_limit(limit: str, falls: bool) -> None:
    change = compare(snapshot_of(assessed(FULL)), snapshot_of(assessed({**FULL, "opening": 3})))
    assert [one.id for one in change.drops(F(limit))] == (["overall", "shop"] if falls else [])
    assert change.is_worse(F(limit)) is falls


def test_a_fall_at_the_worst_is_a_fall() -> None:
    change = compare(snapshot_of(assessed(HALF)), snapshot_of(assessed({**HALF, "opening": UNKNOWN})))
    assert axis(change, "shop").score.points == 0
    assert [one.id for one in change.drops(F(24))] == ["overall", "shop"]
    assert change.drops(F(25)) == ()


def test_what_was_as_uncertain_before_is_no_fall() -> None:
    snapshot = snapshot_of(assessed({**FULL, "opening": UNKNOWN}))
    assert not compare(snapshot, snapshot).is_worse(F(0))


def test_a_score_that_is_lost_is_a_fall_whatever_the_limit() -> None:
    change = compare(snapshot_of(assessed(HALF)), snapshot_of(assessed({"opening": 2, "till": 2})))
    assert [one.id for one in change.drops(F(100))] == ["overall", "craft"]
    assert change.fallen == ("heat", "mill", "tasting")


def test_what_does_not_apply_any_more_has_fallen_only_where_it_takes_points() -> None:
    before = snapshot_of(assessed({**HALF, "tasting": 0, "till": 4, "opening": 2}))
    change = compare(before, snapshot_of(assessed({**HALF, "tasting": NA, "till": NA, "opening": 2})))
    assert [one.points for one in axis(change, "craft").questions if one.id == "tasting"] == [F("12.5")]
    assert change.fallen == ("till",)


def test_an_answer_that_stayed_has_no_points_where_a_score_is_lost() -> None:
    change = compare(snapshot_of(assessed(HALF)), snapshot_of(assessed({"tasting": 2, "opening": 2, "till": 2})))
    assert axis(change, "craft").split is None
    # The tasting is all that is known now; that is not its doing.
    points = {one.id: one.points for one in axis(change, "craft").questions}
    assert points == {"mill": F("-12.5"), "tasting": F(0), "heat": F(-25)}


def test_a_side_is_lost_on_the_cut_and_at_the_worst() -> None:
    high = snapshot_of(assessed({**HALF, "till": 3}))
    assert compare(high, snapshot_of(assessed(HALF))).lost_sides == ("shop",)
    assert compare(high, snapshot_of(assessed({**HALF, "till": 3, "opening": UNKNOWN}))).lost_sides == ("shop",)
    assert compare(high, snapshot_of(assessed({**HALF, "till": 4}))).lost_sides == ()
    assert compare(snapshot_of(assessed(HALF)), high).lost_sides == ()


def test_an_axis_that_is_gone_has_not_fallen() -> None:
    high = snapshot_of(assessed({**HALF, "till": 4, "opening": 4}))
    assert high.grid
    only = high.axes[:1]
    ranges = {key: one for key, one in high.ranges.items() if key != high.axes[1].id}
    assert compare(high, high._replace(grid=None, axes=only, ranges=ranges)).lost_sides == ()


def test_rungs_are_held_against_the_ladder_as_it_is() -> None:
    full, half = snapshot_of(assessed(FULL)), snapshot_of(assessed(HALF))
    assert full.stands["standing"].rung == "master"
    assert compare(full, half).lower_rungs == ("standing",)
    assert compare(half, full).lower_rungs == ()
    shorter = half._replace(stands={**half.stands, "standing": _top_off(half.stands["standing"])})
    # The rung that was reached is gone; the highest one below it is still reached.
    assert compare(full, shorter).lower_rungs == ()
    fallen = shorter.stands["standing"]._replace(rung="hobby", low="hobby")
    assert compare(full, shorter._replace(stands={"standing": fallen})).lower_rungs == ("standing",)
    at_worst = half.stands["standing"]._replace(low="hobby")
    assert compare(half, half._replace(stands={"standing": at_worst})).lower_rungs == ("standing",)


def _top_off(stand: Stand) -> Stand:
    return stand._replace(rungs=stand.rungs[:-1])
