"""What to do next: which steps, why, in which order, and what they bring."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from textwrap import dedent

from builders import BAKERY, CHECKLIST
from smi_cli.assessing.next_steps import NextStep, Reason, Status
from smi_cli.model.answers import Answer
from unit.assessing.worked import FULL, NA, UNKNOWN, assessed

# Without the ladders nothing blocks a rung.
NO_LADDERS = BAKERY.split("ladders:\n")[0]
NO_SIGNS = BAKERY.split("  signs:\n")[0]


def a_step(key: str, kind: str = "prepare", more: str = "") -> str:
    common = ["title: T", "why: W.", "first: F.", "who: H", "effort: small", "done_when: D."]
    lines = [*common, more] if more else common
    return "".join([f"  {key}:\n    kind: {kind}\n", *(f"    {line}\n" for line in lines)])


def a_raise(key: str, raises: str) -> str:
    return a_step(key, "raise", f"raises: {raises}")


def steps_for(quadrant: str, *steps: str) -> str:
    head = f"format: smi.blueprint/1\nquestionnaire: bakery\nquadrant: {quadrant}\n"
    return f"{head}title: For {quadrant}\nsummary: S.\nsteps:\n{''.join(steps)}"


def name(step: NextStep) -> str:
    """A step by its id; `?question` finds out, `=question` raises without a step."""
    if step.step:
        return step.step.id
    return f"{'?' if step.find_out else '='}{step.raises[0].score.question.id}"


def found(
    answers: Mapping[str, Answer | int],
    *blueprints: str,
    text: str = BAKERY,
    weights: str = "",
    done: frozenset[str] = frozenset(),
) -> dict[str, NextStep]:
    """The steps by name, in order."""
    steps = assessed(answers, text, *blueprints, weights=weights, done=done).steps
    by_name = {name(step): step for step in steps}
    assert len(by_name) == len(steps)
    return by_name


def raising(question: str, steps: Mapping[str, NextStep]) -> list[tuple[str, int]]:
    """The steps that raise a question, and to which level."""
    return [
        (key, one.target) for key, step in steps.items() for one in step.raises if one.score.question.id == question
    ]


# The order


def test_the_whole_order() -> None:
    # Stall: flour 0 (tasting is not asked, so no step raises it), oven 50, craft 25; shop (50 + 25) / 2 = 37.5.
    # Warm wants heat 2, which holds, and mill 1.
    blueprint = steps_for(
        "stall",
        a_step("watch", "keep", "every: month"),
        a_step("ticked"),
        a_raise("shop-open", "{opening: 3}"),
        a_raise("shop-till", "{till: 2}"),
        a_raise("heat-up", "{heat: 3}"),
        a_raise("taste", "{tasting: 2}"),
        a_raise("mill-it", "{mill: 2}"),
        a_raise("half-way", "{opening: 2}"),
        a_step("count-it"),
    )
    answers = {"mill": 0, "tasting": 3, "heat": 2, "opening": 2, "till": 1}
    steps = found(answers, blueprint, done=frozenset({"ticked"}))
    assert {key: (step.status, step.reason) for key, step in steps.items()} == {
        "mill-it": (Status.OPEN, Reason.BLOCKS),
        "heat-up": (Status.OPEN, Reason.WEAKER_AXIS),
        "count-it": (Status.OPEN, Reason.PREREQUISITE),
        "shop-till": (Status.OPEN, Reason.WEAK),
        "shop-open": (Status.OPEN, Reason.WEAK),
        "watch": (Status.RECURS, Reason.BLUEPRINT),
        "ticked": (Status.DONE, Reason.PREREQUISITE),
        "half-way": (Status.DONE, Reason.BLUEPRINT),
    }
    open_ones = ["mill-it", "count-it", "heat-up", "shop-till", "shop-open"]
    assert list(steps)[:6] == [*open_ones, "watch"]


def test_equals_stay_in_the_order_of_the_blueprint() -> None:
    answers = dict.fromkeys(FULL, 0) | {"mill": 1}
    one, two = a_raise("one", "{till: 1}"), a_raise("two", "{opening: 1}")
    for order in ((one, two), (two, one)):
        steps = list(found(answers, steps_for("stall", *order)))
        expected = ["one", "two"] if order == (one, two) else ["two", "one"]
        assert [key for key in steps if key in {"one", "two"}] == expected


def test_the_lowest_level_first_on_equal_axes() -> None:
    answers = {"mill": 1, "tasting": 1, "heat": 1, "opening": 1, "till": 1}  # flour 37.5, oven 25, craft 31.25; shop 25
    blueprint = steps_for(
        "stall", a_raise("taste", "{tasting: 2}"), a_raise("heat-up", "{heat: 2}"), a_raise("open", "{opening: 2}")
    )
    assert list(found(answers, blueprint, text=NO_LADDERS))[:2] == ["open", "=till"]


# What is missing


def test_a_missing_answer_is_to_be_found_out() -> None:
    steps = found({"mill": 2, "tasting": 4, "heat": UNKNOWN, "opening": 4}, text=NO_LADDERS)
    assert list(steps) == ["?heat", "?till"] or list(steps) == ["?till", "?heat"]
    heat = steps["?heat"]
    assert (heat.status, heat.reason, heat.find_out) == (Status.OPEN, Reason.PREREQUISITE, True)
    assert [(one.score.question.id, one.target, one.gain) for one in heat.raises] == [("heat", 4, Fraction(50))]


def test_a_missing_answer_that_a_rung_demands_comes_first() -> None:
    answers: dict[str, Answer | int] = {"mill": 1, "tasting": 0, "heat": UNKNOWN, "opening": 0, "till": UNKNOWN}
    steps = found(answers, steps_for("stall", a_raise("mill-it", "{mill: 2}"), a_step("count-it")))
    assert steps["?heat"].reason is Reason.BLOCKS
    assert next(iter(steps)) == "?heat"
    assert steps["?till"].reason is Reason.PREREQUISITE


def test_a_missing_answer_that_nobody_needs_is_not_sought() -> None:
    assert "?till" not in found({**FULL, "till": UNKNOWN}, weights="{till: 0}")
    assert "?tasting" not in found({"mill": 0, "heat": 0, "opening": 0, "till": 0})


def test_a_missing_question_is_not_raised_as_well() -> None:
    blueprint = steps_for("stall", a_raise("both", "{mill: 2, tasting: 2}"), a_raise("taste", "{tasting: 3}"))
    steps = found({"mill": 1, "heat": 0, "opening": 0, "till": 0}, blueprint, text=NO_LADDERS)
    assert "taste" not in steps
    assert [one.score.question.id for one in steps["both"].raises] == ["mill"]
    assert "?tasting" in steps


def test_more_at_stake_is_found_out_first() -> None:
    # Heat is half of the craft, tasting a quarter, and stands before it in the questionnaire.
    steps = found({"mill": 2, "tasting": UNKNOWN, "heat": UNKNOWN, "opening": 4, "till": 4}, text=NO_LADDERS)
    assert [(key, step.raises[0].gain) for key, step in steps.items()] == [
        ("?heat", Fraction(50)),
        ("?tasting", Fraction(25)),
    ]


# Prerequisites


def test_a_question_that_opens_another_one_is_a_prerequisite() -> None:
    blueprint = steps_for("stall", a_raise("taste", "{tasting: 2}"), a_raise("mill-it", "{mill: 2}"))
    steps = found({"mill": 0, "heat": 0, "opening": 0, "till": 0}, blueprint, text=NO_LADDERS)
    assert steps["mill-it"].reason is Reason.PREREQUISITE
    assert next(iter(steps)) == "mill-it"
    asked = found({"mill": 1, "tasting": 0, "heat": 0, "opening": 0, "till": 0}, blueprint, text=NO_LADDERS)
    assert asked["mill-it"].reason is not Reason.PREREQUISITE


def test_a_factor_that_a_rung_demands_makes_its_questions_block() -> None:
    text = BAKERY.replace("requires: {heat: 2, mill: 1}", "requires: {flour: 90}")
    steps = found({"mill": 1, "tasting": 4, "heat": 0, "opening": 0, "till": 0}, text=text)
    assert steps["=mill"].reason is Reason.BLOCKS
    assert steps["=heat"].reason is not Reason.BLOCKS
    assert "=tasting" not in steps


# Done, open, recurring


def test_a_raise_is_done_when_its_questions_have_reached_their_levels() -> None:
    blueprint = steps_for("stall", a_raise("both", "{mill: 1, tasting: 2}"))
    at = {"heat": 0, "opening": 0, "till": 0}
    assert found({"mill": 1, "tasting": 2, **at}, blueprint)["both"].status is Status.DONE
    half = found({"mill": 1, "tasting": 1, **at}, blueprint)["both"]
    assert half.status is Status.OPEN
    assert [one.score.question.id for one in half.raises] == ["tasting"]


def test_a_raise_of_what_does_not_apply_is_not_done() -> None:
    blueprint = steps_for("stall", a_raise("taste", "{tasting: 2}"), a_raise("both", "{mill: 1, tasting: 2}"))
    steps = found({"mill": 1, "tasting": NA, "heat": 0, "opening": 0, "till": 0}, blueprint)
    assert "taste" not in steps  # nothing was reached, nothing is to be reached
    assert steps["both"].status is Status.DONE


def test_a_raise_of_what_nobody_asked_is_not_done() -> None:
    blueprint = steps_for("stall", a_raise("count-till", "{till: 2}"))
    steps = found({"mill": 1, "tasting": 0, "heat": 0, "opening": 0}, blueprint, weights="{till: 0}")
    assert "count-till" not in steps or steps["count-till"].status is not Status.DONE


def test_a_prepare_step_is_done_when_it_is_ticked_and_a_keep_step_never() -> None:
    blueprint = steps_for("stall", a_step("count-it"), a_step("watch", "keep", "every: month"))
    steps = found(dict.fromkeys(FULL, 0), blueprint, done=frozenset({"count-it", "watch"}))
    assert steps["count-it"].status is Status.DONE
    assert steps["watch"].status is Status.RECURS
    assert list(steps)[-2:] == ["watch", "count-it"]


# Borrowed steps


def test_a_weak_question_borrows_the_step_of_the_blueprint_that_raises_it() -> None:
    own = steps_for("stall", a_raise("mill-it", "{mill: 2}"))
    other = steps_for("counter", a_raise("heat-up", "{heat: 3}"), a_step("elsewhere"))
    steps = found({"mill": 1, "tasting": 1, "heat": 0, "opening": 0, "till": 0}, own, other)
    assert steps["heat-up"].borrowed_from is not None
    assert steps["heat-up"].borrowed_from.quadrant == "counter"
    assert steps["mill-it"].borrowed_from is None
    assert "elsewhere" not in steps
    opening = steps["=opening"]  # nobody's step raises it
    assert (opening.step, opening.borrowed_from, opening.raises[0].target) == (None, None, 4)


def test_the_nearest_step_above_the_level_is_borrowed() -> None:
    lenders = (
        steps_for("counter", a_raise("far", "{heat: 4}")),
        steps_for("workshop", a_raise("near", "{heat: 2}")),
        steps_for("institution", a_raise("past", "{heat: 1}")),
    )
    steps = found({"mill": 1, "tasting": 0, "heat": 1, "opening": 0, "till": 0}, *lenders)
    assert "near" in steps
    assert not {"far", "past"} & set(steps)


def test_a_question_that_a_rung_demands_is_raised_by_the_step_that_reaches_the_level() -> None:
    # Warm wants heat 2; the own blueprint goes to 1 only, another one far past it, a third one there.
    own = steps_for("stall", a_raise("too-low", "{heat: 1}"))
    past = steps_for("workshop", a_raise("past", "{heat: 4}"))
    there = steps_for("counter", a_raise("there", "{heat: 2}"))
    steps = found({"mill": 1, "tasting": 1, "heat": 0, "opening": 0, "till": 0}, own, past, there)
    assert raising("heat", steps) == [("there", 2)]
    assert steps["there"].reason is Reason.BLOCKS
    assert steps["there"].borrowed_from is not None


def test_a_demanded_question_is_taken_part_of_the_way_where_no_step_reaches_the_level() -> None:
    own = steps_for("stall", a_raise("too-low", "{heat: 1}"))
    steps = found({"mill": 1, "tasting": 1, "heat": 0, "opening": 0, "till": 0}, own)
    assert raising("heat", steps) == [("too-low", 1)]


def test_the_nearest_target_wins_and_the_own_blueprint_on_ties() -> None:
    answers = {"mill": 1, "tasting": 1, "heat": 0, "opening": 0, "till": 0}
    # The lender comes first and last: the order of the blueprints decides nothing.
    for quadrant in ("counter", "workshop"):
        lender = steps_for(quadrant, a_raise("lent", "{heat: 2}"))
        for own_target, expected in ((1, "own"), (2, "own"), (3, "lent")):
            own = steps_for("stall", a_raise("own", f"{{heat: {own_target}}}"))
            for blueprints in ((own, lender), (lender, own)):
                steps = found(answers, *blueprints, text=NO_LADDERS)
                assert raising("heat", steps) == [(expected, min(own_target, 2))]


def test_of_two_own_steps_the_nearer_raises_a_question_alone() -> None:
    own = steps_for("stall", a_raise("far", "{heat: 3, opening: 2}"), a_raise("near", "{heat: 2}"))
    steps = found({"mill": 1, "tasting": 1, "heat": 0, "opening": 0, "till": 0}, own, text=NO_LADDERS)
    assert raising("heat", steps) == [("near", 2)]
    assert raising("opening", steps) == [("far", 2)]


def test_a_question_that_no_step_raises_any_further_is_raised_bare() -> None:
    own = steps_for("stall", a_raise("past", "{heat: 1}"))
    other = steps_for("counter", a_raise("elsewhere", "{opening: 2}"))
    steps = found({"mill": 1, "tasting": 1, "heat": 1, "opening": 0, "till": 0}, own, other, text=NO_LADDERS)
    assert raising("heat", steps) == [("=heat", 4)]
    heat = steps["=heat"]
    assert (heat.status, heat.step, heat.find_out, heat.borrowed_from) == (Status.OPEN, None, False, None)
    assert steps["past"].status is Status.DONE


def test_a_step_that_raises_two_weak_questions_is_borrowed_once() -> None:
    lender = steps_for("counter", a_raise("both", "{opening: 2, till: 3}"))
    steps = found(dict.fromkeys(FULL, 0), lender)
    assert [(one.score.question.id, one.target) for one in steps["both"].raises] == [("opening", 2), ("till", 3)]


def test_what_is_above_the_cut_is_not_weak_unless_a_rung_waits_for_it() -> None:
    answers = {"mill": 2, "tasting": 3, "heat": 3, "opening": 2, "till": 4}
    assert list(found(answers, text=NO_LADDERS)) == ["=opening"]  # 50 is not above the cut
    text = BAKERY.replace("requires: {heat: 2, mill: 1}", "requires: {heat: 4}")
    steps = found(answers, text=text)
    assert steps["=heat"].reason is Reason.BLOCKS
    assert next(iter(steps)) == "=heat"


def test_without_a_grid_all_below_the_best_is_weak() -> None:
    assert list(found({"desk": 1, "floor": 2}, text=CHECKLIST)) == ["=desk"]


def test_all_best_leaves_nothing_to_do() -> None:
    assert found(FULL) == {}


# Reasons


def test_where_the_axes_are_level_none_is_the_weaker() -> None:
    steps = found(dict.fromkeys(FULL, 0) | {"mill": 0}, text=NO_LADDERS)
    assert {step.reason for key, step in steps.items() if key != "=mill"} == {Reason.WEAK}


def test_a_single_axis_is_not_the_weaker_one() -> None:
    steps = found({"desk": 0, "floor": 2}, text=CHECKLIST.split("ladders:")[0])
    assert steps["=desk"].reason is Reason.WEAK


def test_beside_an_axis_without_a_score_none_is_the_weaker() -> None:
    steps = found({"mill": 2, "tasting": 4, "heat": 2}, text=NO_LADDERS)  # nothing is known of the shop
    assert steps["=heat"].reason is Reason.WEAK


def test_a_question_that_is_not_weak_is_raised_because_it_is_in_the_own_blueprint() -> None:
    answers = {"mill": 2, "tasting": 3, "heat": 0, "opening": 0, "till": 1}  # craft 43.75, shop 12.5
    taste = a_raise("taste", "{tasting: 4}")
    steps = found(answers, steps_for("stall", taste), text=NO_LADDERS)
    assert (steps["taste"].status, steps["taste"].reason) == (Status.OPEN, Reason.BLUEPRINT)
    assert raising("tasting", steps) == [("taste", 4)]
    # Of another quadrant's blueprint it is no business, and bare it is not raised either.
    assert raising("tasting", found(answers, steps_for("counter", taste), text=NO_LADDERS)) == []


# Gains


def test_the_gain_is_that_of_one_level() -> None:
    answers = {"mill": 1, "tasting": 1, "heat": 0, "opening": 0, "till": 0}
    own = steps_for("stall", a_raise("flour-up", "{mill: 2, tasting: 4}"), a_raise("heat-up", "{heat: 4}"))
    steps = found(answers, own)
    assert [one.gain for one in steps["flour-up"].raises] == [Fraction("12.5"), Fraction("6.25")]
    assert [one.gain for one in steps["heat-up"].raises] == [Fraction("12.5")]


def test_the_gain_follows_the_weights() -> None:
    steps = found({**FULL, "heat": 0}, weights="{oven: 3}", text=NO_LADDERS)
    assert [one.gain for one in steps["=heat"].raises] == [Fraction("18.75")]


def test_the_gain_of_a_question_that_opens_another_counts_what_was_recorded() -> None:
    answers = {"mill": 0, "tasting": 4, "heat": 2, "opening": 2, "till": 2}
    (opening,) = [one for step in found(answers).values() for one in step.raises if one.score.question.id == "mill"]
    # Craft: flour (0 + 0) / 2, oven 50, so 25; with mill 1 flour is (50 + 100) / 2, so 62.5; with mill 2 it is 75.
    assert opening.gain == Fraction("37.5")
    assert opening.whole == (Fraction(50) if opening.target == 2 else Fraction("37.5"))


def test_what_is_not_asked_is_raised_by_what_it_depends_on() -> None:
    text = NO_LADDERS + dedent("""\
        ladders:
          signs:
            title: Signs
            rungs: {low: {title: Low}, tasted: {title: Tasted, requires: {tasting: 3}}}
        """)
    steps = found({"mill": 0, "tasting": 4, "heat": 4, "opening": 4, "till": 4}, text=text)
    ((name, step),) = [(name, step) for name, step in steps.items() if step.raises]
    assert [one.score.question.id for one in step.raises] == ["mill"], name
    assert step.reason is Reason.BLOCKS
