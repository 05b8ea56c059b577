"""The main sentences of a report."""

# ruff: noqa: E501 - whole sentences

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

import pytest

from builders import BAKERY, CHECKLIST, STALL_BLUEPRINT, a_blueprint
from smi_cli.assessing.assessment import Assessment
from smi_cli.assessing.scrutiny import Scrutiny
from smi_cli.model.answers import Answer, Known
from smi_cli.model.blueprint import Effort, Efforts
from smi_cli.model.problems import Location
from smi_cli.model.questionnaire import Origin, OriginKind
from smi_cli.rendering.wording.basis import basis, context, dates, effort_meanings
from smi_cli.rendering.wording.certainty import Doubts, explain_certainty, remarks, sum_up_certainty
from smi_cli.rendering.wording.nearness import A_STEP
from smi_cli.rendering.wording.phrases import count, join, show_origin, show_range
from smi_cli.rendering.wording.places import headline, in_short, lever, next_wants, stands
from smi_cli.rendering.wording.steps import step_details, step_title
from unit.assessing.worked import FULL, NA, UNKNOWN, a_map, assessed, on_map

NO_LADDERS = BAKERY.split("ladders:\n")[0]


# Where the subject stands


def test_a_certain_placement() -> None:
    assert headline(on_map("20", "80")) == (
        "Crumb & Sons is in the quadrant Low high: X is low at 20.0 and Y is high at 80.0.",
    )


def test_exactly_on_the_cut_is_low_and_a_hair_above_is_high() -> None:
    first = headline(on_map("50", "50.01"))[0]
    assert "Low high: X is low at 50.0 (exactly on the line) and Y is high at 50.01." in first


def test_several_are_possible() -> None:
    first = headline(assessed({"mill": 1, "heat": 2, "opening": 3, "till": 3}, NO_LADDERS))[0]
    assert first.startswith("On what is known, Crumb & Sons is in the quadrant Counter: ")
    assert first.endswith("Missing answers could still make it Institution.")


def test_no_quadrant() -> None:
    first = headline(assessed({"mill": 1, "opening": 4, "till": 4}, NO_LADDERS))[0]
    assert first.startswith("Crumb & Sons cannot be placed yet: too little is known of Craft.")
    assert first.endswith("Counter or Institution.")


def test_an_axis_that_does_not_apply_is_not_called_too_little_known() -> None:
    text = NO_LADDERS.replace("  shop:\n    title: Shop\n", "  shop:\n    title: Shop\n")
    text = text.replace("ask: How often does it open on time?\n", "ask: Open?\n        only_if: {region: town}\n")
    text = text.replace("ask: How often is the till counted?\n", "ask: Till?\n        only_if: {region: town}\n")
    first = headline(assessed(FULL, text, context={"region": "country"}))[0]
    assert "too little is known" not in first
    assert "Possible: ." not in first
    assert "Shop" in first


def test_without_a_quadrant_for_good_the_verdict_is_about_none() -> None:
    nothing = assessed({"px": NA, "py": 1}, a_map("20", "80").replace("ask: X?", "na: Never, ask: X?"))
    assert sum_up_certainty(nothing).startswith("How sure: no quadrant, as nothing of X applies.")


def test_no_grid() -> None:
    first, ladder = headline(assessed({"desk": 1, "floor": 2}, CHECKLIST))
    assert first == "Crumb & Sons reaches 75.0 of 100."
    assert ladder == "Order: Fine, rung 2 of 2."


def test_borderline_on_one_axis() -> None:
    last = headline(on_map("46", "80"))[-1]
    assert last.startswith("Borderline: X lies within 5 points of the line at 50")
    assert "High high" in last


def test_borderline_on_both_axes() -> None:
    last = headline(on_map("46", "54"))[-1]
    assert "in the middle of the map" in last
    assert all(title in last for title in ("Low low", "High low", "High high"))
    assert "Low high" not in last


def test_a_shown_score_never_crosses_a_line_that_decides() -> None:
    assessment = on_map(
        "44.96", "55.04", more="ladders: {l: {title: L, of: x, rungs: {a: {title: A}, b: {title: B, from: 44.97}}}}"
    )
    assert "X is low at 44.96 and Y is high at 55.04" in headline(assessment)[0]


def test_the_score_of_an_axis_never_contradicts_the_rung_of_the_minimum() -> None:
    # The whole is the lower axis, 39.96, which does not reach the rung at 40.
    more = "overall: minimum\nladders: {l: {title: L, rungs: {a: {title: A}, b: {title: B, from: 40}}}}"
    assessment = on_map("39.96", "80", more=more)
    assert assessment.standings[0].rung == assessment.questionnaire.ladders[0].rungs[0]
    assert "X is low at 39.96" in headline(assessment)[0]


# Which lever


def test_the_weaker_axis_is_the_lever() -> None:
    sentences = " ".join(lever(assessed({"mill": 1, "tasting": 2, "heat": 1, "opening": 4, "till": 3})))
    assert "Shop is ahead of Craft by 50.0 points." in sentences
    assert "Pull the lever Craft next" in sentences
    assert "Oven, at 25.0" in sentences


def test_nearly_level_axes() -> None:
    sentences = " ".join(lever(on_map("20", "25")))
    assert "nearly level, 5.0 points apart" in sentences
    assert "Pull the lever" not in sentences
    assert "ahead" in " ".join(lever(on_map("20", "25.1")))
    assert "20.04" not in sentences


def test_a_gap_of_nearly_nothing_is_not_shown_as_nothing() -> None:
    assert "0.01 points apart" in " ".join(lever(on_map("20", "20.01")))


def test_level_axes() -> None:
    assert "same score" in " ".join(lever(on_map("20", "20")))
    third = a_map("20", "20").replace(
        "quadrants:", "  z: {title: Z, questions: {pz: {ask: Z?, levels: [a, b]}}}\nquadrants:"
    )
    (said,) = lever(assessed({"px": 1, "py": 1}, third))
    assert said == "X and Y have the same score: start where it is easiest."


@pytest.mark.parametrize(
    ("scores", "named", "advice"),
    [
        (("20", "80"), "y", "It is the way of least resistance too: you named fewer obstacles to X."),
        (("20", "80"), "x", "You named fewer obstacles to Y, but it is X that is behind."),
        (("20", "80"), "xy", "Pull the lever X next."),
        (
            ("20", "22"),
            "x",
            "X and Y are nearly level, 2.0 points apart: start where it is easiest; you named fewer obstacles to Y.",
        ),
        (
            ("20", "20"),
            "x",
            "All axes have the same score: start where it is easiest; you named fewer obstacles to Y.",
        ),
        (("20", None), "x", "You named fewer obstacles to Y."),
    ],
)
def test_obstacles_never_speak_against_the_lever(scores: tuple[str, str | None], named: str, advice: str) -> None:
    """`named` are the axes to which there is an obstacle."""
    hurdles = "".join(
        f"  of-{axis}: {{ask: What?, kind: choices, obstacles_to: {axis}, options: {{too-{axis}: It, no-{axis}: That}}}}\n"
        for axis in "xy"
    )
    x, y = scores
    text = a_map(x, y or "20", more=f"context:\n{hurdles}")
    context = {f"of-{axis}": (f"too-{axis}",) if axis in named else () for axis in "xy"}
    assessment = assessed({"px": 1, "py": 1 if y else UNKNOWN}, text, context=context)
    assert lever(assessment)[-1] == advice


def test_without_two_scores_there_is_no_gap() -> None:
    assert lever(assessed({"desk": 1, "floor": 1}, CHECKLIST)) == ()
    assert lever(assessed({"mill": 1, "opening": 4, "till": 4})) == ()


def test_the_weakest_factor_never_contradicts_its_own_line() -> None:
    text = BAKERY.replace("title: Standing\n", "title: Standing\n    of: oven\n").replace("from: 40", "from: 25")
    wording = "ask: How often is the heat measured?\n            levels: frequency"
    assert wording in text
    text = text.replace(wording, f"{wording}\n            values: [0, 0.2496, 0.5, 0.75, 1]")
    sentences = " ".join(lever(assessed({"mill": 2, "tasting": 2, "heat": 1, "opening": 4, "till": 4}, text)))
    assert "24.96" in sentences  # 25.0 would say that the rung at 25 is reached


# Ladders


def test_the_rungs_that_missing_answers_leave_possible() -> None:
    standing, signs = assessed({**FULL, "tasting": UNKNOWN}).standings
    assert stands(standing) == "Trade, rung 2 of 3, as far as is known; possible: Trade to Master"
    assert stands(signs) == "Warm, rung 2 of 2"


def test_no_rung_yet() -> None:
    standing = assessed({}).standings[0]
    assert stands(standing).startswith("no rung yet")
    assert stands(standing).endswith("Hobby to Master")


def test_the_next_rung_with_how_many_of_its_signs_hold() -> None:
    assessment = assessed({"mill": 0, "heat": 2, "opening": 2, "till": 2})
    first, *others = next_wants(assessment, assessment.standings[1])
    assert first == "Warm wants (1 of 2 hold):"
    assert len(others) == 1
    assert "mill" in others[0]
    assert "now 0" in others[0]


def test_a_missing_answer_as_a_blocker() -> None:
    assessment = assessed({"mill": 1, "opening": 2, "till": 2})
    wants = next_wants(assessment, assessment.standings[1])
    assert "heat" in wants[1]
    assert "now missing" in wants[1]


def test_a_blockers_score_never_looks_as_if_it_were_reached() -> None:
    more = "ladders: {l: {title: L, of: x, rungs: {a: {title: A}, b: {title: B, from: 40}}}}"
    assessment = on_map("39.96", "80", more=more)
    assert "now 39.96" in next_wants(assessment, assessment.standings[0])[1]


def test_the_highest_rung() -> None:
    assessment = assessed(FULL)
    assert [next_wants(assessment, one) for one in assessment.standings] == [("This is the highest rung.",)] * 2


# Uncertainty


def explained(assessment: Assessment) -> tuple[str, ...]:
    """All that is said of how certain a result is."""
    return tuple(one for doubts in explain_certainty(assessment, Location) for one in doubts.sentences)


def test_nothing_is_missing() -> None:
    assert explained(assessed(FULL))[:2] == ("Institution for certain.", "Every answer that counts is there.")
    assert remarks(assessed(FULL), Location) == ()


def test_certainty_in_full_and_in_short() -> None:
    rule = "contradictions:\n  odd:\n    pair: {till: {at_most: 1}, opening: {at_least: 3}}\n    says: Not both\n"
    text = BAKERY.replace("overall: minimum", "valid_for: 30 days\noverall: minimum") + rule
    answers: dict[str, Answer | int] = {
        "mill": 1,
        "tasting": UNKNOWN,
        "heat": Known(2, evidence="Log", seen=date(2025, 9, 30)),
        "opening": 3,
        "till": 1,
    }
    assessment = assessed(answers, text)
    assessment.scrutiny = Scrutiny(Fraction(40), date(2026, 11, 4))
    full = [
        Doubts(
            "In short",
            (
                "No longer, as 1 of 5 answers has lapsed by 2026-11-04.",
                "On 2026-10-05 it was Stall on what is known, Workshop possible.",
            ),
        ),
        Doubts(
            "Missing answers",
            (
                "1 of 5 answers is missing: 1 unknown.",
                "The one worth most is tasting: up to 25.0 points of Craft.",
                "Craft lies anywhere from 37.5 to 62.5.",
                "Find out tasting first: whatever the answer is, it leaves one quadrant and nothing else open.",
            ),
        ),
        Doubts(
            "Nearness",
            (
                "Craft is exactly on the line at 50: 1 step leads up to Workshop (mill from 1 to 2).",
                "Shop is exactly on the line at 50: 1 step leads up to Counter (opening from 3 to 4).",
                "Standing, measured on the lowest axis, is 20.0 points below the line at 70: 3 steps lead up to the score of Master (mill from 1 to 2, opening from 3 to 4 and till from 1 to 2).",
                "Standing, measured on the lowest axis, is 10.0 points above the line at 40: 1 step leads down to Hobby (heat from 2 to 1).",
                A_STEP,
            ),
        ),
        Doubts(
            "Weights",
            (
                "Moving every weight by up to 40 % changes nothing on Craft.",
                "Moving every weight by up to 40 % leaves Shop anywhere from 40.0 to 60.0.",
                "Moving every weight by up to 40 % could make it Counter.",
            ),
        ),
        Doubts(
            "Evidence",
            (
                "Evidence stands behind 50.0 % of what is known of Craft; behind 50.0 % it is older than a year.",
                "Evidence stands behind 0.0 % of what is known of Shop.",
                "On 2026-11-04 the review is not due until 2027-04-05.",
                "Lapsed by 2026-11-04: heat (held until 2025-10-30).",
                "Without it too little is known for a quadrant, and Stall or Workshop is possible.",
                "The next to lapse, after 2026-11-04: mill, opening and till.",
            ),
        ),
        Doubts(
            "Contradictions",
            ("till at level 1 (till) and opening at level 3 (opening) do not fit each other. Not both. [decided]",),
        ),
    ]
    assert explain_certainty(assessment, Location) == tuple(full)
    assert sum_up_certainty(assessment) == (
        "How sure: no longer, as 1 of 5 answers has lapsed by 2026-11-04. "
        "Without it too little is known for a quadrant, and Stall or Workshop is possible. "
        "The review is not due until 2027-04-05. "
        "On 2026-10-05 it was Stall on what is known, Workshop possible. "
        "Moving every weight by up to 40 % could make it Counter. "
        "Evidence stands behind 50.0 % of Craft and 0.0 % of Shop, all of it older than a year."
    )


def test_what_is_missing_and_what_it_could_change() -> None:
    sentences = " ".join(explained(assessed({"mill": 1, "heat": 2, "opening": 3, "till": UNKNOWN})))
    assert "2 of 5 answers are missing: 1 unknown and 1 unanswered." in sentences
    assert "The one worth most is till: up to 50.0 points of Shop." in sentences
    assert "Craft lies anywhere from 37.5 to 62.5." in sentences


@pytest.mark.parametrize(
    ("answers", "verdict"),
    [
        # All there; a missing answer that changes nothing; one that does, from the worst quadrant or from the best.
        (FULL, "Institution for certain"),
        ({"mill": 1, "heat": 4, "opening": 0, "till": 0}, "Workshop for certain"),
        ({"mill": 1, "heat": 0, "opening": 4, "till": 4}, "Counter for certain"),
        ({"mill": 1, "heat": 2, "opening": 4, "till": 4}, "at least Counter for certain, Institution possible"),
        ({"mill": 2, "heat": 2, "opening": 4, "till": 4}, "Institution on what is known, at least Counter for certain"),
        ({"mill": 1, "heat": 2, "opening": 0, "till": 0}, "Stall on what is known, Workshop possible"),
        ({"mill": 2, "heat": 2, "opening": 0, "till": 0}, "Workshop on what is known, Stall at the worst"),
        (
            {"mill": 2, "heat": 2, "opening": 3, "till": UNKNOWN},
            "Institution on what is known, Stall at the worst; Workshop or Counter possible",
        ),
        ({"mill": 1, "opening": 4, "till": 4}, "no quadrant yet, at least Counter for certain, Institution possible"),
        ({}, "no quadrant yet, Stall at the worst; Workshop, Counter or Institution possible"),
        # Within five points of a line.
        ({"mill": 1, "tasting": 2, "heat": 2, "opening": 4, "till": 4}, "Counter, but borderline"),
    ],
)
def test_the_verdict_tells_what_is_certain_from_what_is_known(
    answers: Mapping[str, Answer | int], verdict: str
) -> None:
    assessment = assessed(answers)
    assert sum_up_certainty(assessment).startswith(f"How sure: {verdict}. ")
    here = assessment.placement.quadrant if assessment.placement else None
    assert here is None or here.title in verdict


@pytest.mark.parametrize(
    ("answers", "text", "verdict"),
    [
        ({"desk": 1, "floor": 2}, CHECKLIST, "Fine for certain"),
        ({"desk": 1, "floor": UNKNOWN}, CHECKLIST, "Fine on what is known, Mess to Fine possible"),
        ({}, CHECKLIST, "no rung yet, Mess to Fine possible"),
        ({"desk": 1, "floor": 2}, CHECKLIST.split("ladders:\n")[0], "the score for certain"),
        ({"desk": 1}, CHECKLIST.split("ladders:\n")[0], "a score anywhere from 25.0 to 75.0"),
    ],
)
def test_the_verdict_without_quadrants(answers: Mapping[str, Answer | int], text: str, verdict: str) -> None:
    assert sum_up_certainty(assessed(answers, text)).startswith(f"How sure: {verdict}. ")


@pytest.mark.parametrize(
    ("day", "review"),
    [
        (None, "Next review: 2027-04-05."),
        (date(2027, 4, 4), "Next review: 2027-04-05."),
        (date(2027, 4, 5), "The review is due on 2027-04-05."),
        (date(2027, 4, 6), "The review is overdue since 2027-04-05."),
    ],
)
def test_a_review_that_is_past_is_overdue(day: date | None, review: str) -> None:
    assessment = assessed(FULL)
    assessment.scrutiny = Scrutiny(as_of=day)
    assert dates(assessment).endswith(review)
    in_time = day is None or "overdue" not in review
    assert ("overdue" in sum_up_certainty(assessment)) is not in_time
    assert ("On 2027-04-05 the review is due. " in sum_up_certainty(assessment)) is ("due on" in review)


def test_what_has_lapsed_is_told_up_front() -> None:
    text = BAKERY.replace("overall: minimum", "valid_for: 30 days\noverall: minimum")
    placed = "Crumb & Sons is in the quadrant Institution: Craft is high at 100.0 and Shop is high at 100.0."
    for day, says in (
        (date(2026, 11, 4), placed),
        (date(2026, 11, 5), f"Out of date on 2026-11-05: 5 of 5 answers have lapsed. As of 2026-10-05: {placed}"),
        (date(2025, 1, 1), placed),  # before the answers there is nothing to lapse
    ):
        assessment = assessed(FULL, text)
        assessment.scrutiny = Scrutiny(as_of=day)
        assert headline(assessment)[0] == says
        assert ("out of date" in in_short(assessment, ())) is (says != placed)
        assert sum_up_certainty(assessment).startswith("How sure: no longer") is (says != placed)


def test_what_lapses_and_what_still_holds_are_told_apart() -> None:
    asks = "ask: How often is the bread tasted?"
    text = BAKERY.replace(asks, f"valid_for: 30 days\n            {asks}")
    assessment = assessed({"mill": 2, "tasting": 3, "heat": 4, "opening": 4, "till": 4}, text)
    assessment.scrutiny = Scrutiny(as_of=date(2026, 11, 5))
    assert sum_up_certainty(assessment).startswith(
        "How sure: no longer in all, as 1 of 5 answers has lapsed by 2026-11-05. Without it the quadrant and the Signs"
        " hold, and the Standing could be Trade to Master. The review is not due until 2027-04-05."
    )
    assert headline(assessment)[0].startswith("Partly out of date on 2026-11-05: 1 of 5 answers has lapsed. As of ")
    assert ", partly out of date." in in_short(assessment, ())


def test_what_settles_most_and_what_a_rung_waits_for_are_told_apart() -> None:
    answers: dict[str, Answer | int] = {"mill": 1, "tasting": UNKNOWN, "heat": 2, "opening": 4, "till": UNKNOWN}
    for_points = "Find out till, it settles most, and tasting, which is worth most points of Craft."
    assert for_points in sum_up_certainty(assessed(answers, NO_LADDERS))
    both = assessed({**answers, "tasting": 2, "opening": UNKNOWN}, NO_LADDERS)
    assert "Find out opening, it settles most." in sum_up_certainty(both)
    # Master fails on what is known of mill and heat, whatever is found out of tasting.
    assert "Find out till, it settles most." in sum_up_certainty(assessed(answers))
    assessment = assessed({**answers, "heat": 4})
    assert "Find out till, it settles most, and tasting, for which Master (Standing) waits." in sum_up_certainty(
        assessment
    )
    asked = [one.raises[0].score.question.id for one in assessment.steps if one.find_out]
    assert asked == ["tasting", "till"]


def test_an_axis_without_a_score_says_how_much_is_known() -> None:
    sentences = " ".join(explained(assessed({"mill": 1, "opening": 4, "till": 4})))
    assert "Craft has no score" in sentences
    assert "25.0 %" in sentences
    assert "50 %" in sentences
    nearly = " ".join(explained(assessed({"opening": 4}, weights="{opening: 0.4998, till: 0.5002}")))
    assert "49.98 %" in nearly


def test_ignored_answers_are_said() -> None:
    sentences = " ".join(explained(assessed({"mill": 0, "tasting": 3, "heat": 1, "opening": 1, "till": 1})))
    assert "The answer to tasting is not counted" in sentences
    assert "mill reaches level 1" in sentences


def test_ignored_by_the_context() -> None:
    text = BAKERY.replace("ask: How often does it open on time?\n", "ask: Open?\n        only_if: {region: town}\n")
    sentences = " ".join(explained(assessed(FULL, text, context={"region": "country"})))
    assert "The answer to opening is not counted" in sentences
    assert "region" in sentences


def test_what_does_not_apply_is_said_with_its_reason() -> None:
    assert "tasting does not apply: It does not apply." in explained(assessed({**FULL, "tasting": NA}))


def test_a_small_stake_is_not_shown_as_nothing() -> None:
    weights = "{till: 0.0001}"
    assert "up to 0.0 points" not in " ".join(explained(assessed({**FULL, "till": UNKNOWN}, weights=weights)))
    assessment = assessed({**FULL, "till": UNKNOWN}, weights=weights)
    texts = [text for step in assessment.steps for _, text in step_details(assessment, step)]
    assert texts
    assert not [text for text in texts if "0.0 points" in text and "0.00" not in text]


def test_ranges() -> None:
    assessment = assessed({"mill": 1, "heat": 2, "opening": 3, "till": 3})
    craft, shop = (show_range(assessment, axis.axis.id, axis.range) for axis in assessment.scores.axes)
    assert craft == "50.0 (37.5 to 62.5)"
    assert shop == "75.0"
    nothing = assessed({}).scores.axes[0].range
    assert show_range(assessment, "craft", nothing) == "no score (0.0 to 100.0)"


# Steps


def test_a_step_says_what_to_do_and_what_it_brings() -> None:
    assessment = assessed({"mill": 1, "tasting": 1, "heat": 0, "opening": 0, "till": 0}, NO_LADDERS, STALL_BLUEPRINT)
    step = next(one for one in assessment.steps if one.step and one.step.id == "find-a-mill")
    assert step_title(step) == "Find a mill"
    details = dict(step_details(assessment, step))
    assert "A wholesaler" in details["Now"]
    assert "+12.5" in details["Next"]
    assert "One named mill" in details["Next"]
    assert (details["First"], details["Owner"], details["Done when"]) == (
        "Ask two mills.",
        "The head baker",
        "A contract is signed.",
    )


def test_a_find_out_says_whom_to_ask_and_what_to_look_at() -> None:
    assessment = assessed({"mill": UNKNOWN, "heat": 0, "opening": 0, "till": 0})
    step = next(one for one in assessment.steps if one.find_out)
    assert step_title(step) == "Find out: Where does the flour come from?"
    details = dict(step_details(assessment, step))
    assert (details["Ask"], details["Look at"]) == ("The head baker", "The delivery notes.")


def test_a_blocking_step_names_the_rung() -> None:
    assessment = assessed({"mill": 0, "heat": 2, "opening": 2, "till": 2})
    step = assessment.steps[0]
    assert dict(step_details(assessment, step))["Why now"] == "Warm (Signs) cannot be reached without it."


def test_a_single_axis_is_not_called_the_weaker() -> None:
    assessment = assessed({"desk": 0, "floor": 2}, CHECKLIST)
    assert "weaker" not in " ".join(text for one in assessment.steps for _, text in step_details(assessment, one))


def test_a_question_that_only_a_condition_reads_is_not_said_to_serve_a_rung() -> None:
    text = NO_LADDERS
    for answers in ({"mill": 0}, {"mill": UNKNOWN}):
        rest = {"tasting": 4, "heat": 4, "opening": 4, "till": 4}
        assessment = assessed({**rest, **answers}, text, weights="{mill: 0}")
        texts = " ".join(said for one in assessment.steps for _, said in step_details(assessment, one))
        assert "a rung reads it" not in texts


# What it rests on


def test_the_weights_are_named() -> None:
    assert "Weights: Others, in place of the questionnaire's own." in basis(assessed(FULL, weights="{mill: 2}"))
    assert not [one for one in basis(assessed(FULL)) if one.startswith("Weights")]


def test_the_basis_names_everything_with_its_origin() -> None:
    sentences = basis(assessed(dict.fromkeys(FULL, 0), BAKERY, STALL_BLUEPRINT))
    assert sentences[:3] == (
        "Bakery Index 1.0: decided.",
        "Quadrant Stall: decided.",
        "Blueprint From stall to shop: decided.",
    )
    assert show_origin(Origin(OriginKind.PUBLISHED, "The paper.")) == "published (The paper)"


def test_what_efforts_mean_is_said_once_where_the_blueprints_agree() -> None:
    text = STALL_BLUEPRINT.replace("steps:", "effort_means: {small: hours, medium: days}\nsteps:")
    said = "Efforts are the authors' judgement: small means hours and medium means days."
    assert said in basis(assessed(dict.fromkeys(FULL, 0), BAKERY, text))
    assert not [one for one in basis(assessed(dict.fromkeys(FULL, 0), BAKERY, STALL_BLUEPRINT)) if "judgement" in one]
    stall, other = a_blueprint(text), a_blueprint(text.replace("From stall to shop", "Bake more"))
    assert effort_meanings([stall, None, a_blueprint(), other], None) == [said]
    apart = other._replace(title="Bake less", effort_means={Effort.SMALL: "weeks."})
    assert effort_meanings([stall, other, apart, stall], None) == [
        "Efforts in From stall to shop and Bake more are the authors' judgement: small means hours and medium means days.",
        "Efforts in Bake less are the authors' judgement: small means weeks.",
    ]


def test_what_efforts_mean_is_not_said_of_ones_own() -> None:
    blueprint = a_blueprint(STALL_BLUEPRINT.replace("steps:", "effort_means: {small: hours}\nsteps:"))
    own = Efforts("Ours", "bakery", {"find-a-mill": Effort.SMALL})
    assert effort_meanings([blueprint], own) == [
        "Efforts that the blueprints name are the authors' judgement: small means hours."
    ]
    assert effort_meanings([blueprint], own._replace(by_step={})) == [
        "Efforts are the authors' judgement: small means hours."
    ]


def test_the_dates() -> None:
    assert dates(assessed(FULL)) == "Assessed on 2026-10-05. Next review: 2027-04-05."
    assert dates(assessed({}, CHECKLIST)) == "Assessed on 2026-10-05."


def test_the_context_is_said_in_its_own_words() -> None:
    text = BAKERY.replace("context:\n", "context:\n  rye: {ask: Rye?, kind: number, unit: tons}\n")
    said = context(assessed(FULL, text, context={"region": "town", "rye": Fraction("12.34")}))
    assert said == (("Rye?", "12.34 tons"), ("Where do you sell?", "In town"))


def test_published_figures_stand_below_ones_own_and_only_there() -> None:
    reference = "{says: Three tons, date: 2019, base: 40 bakeries, source: Guild}"
    text = BAKERY.replace("context:\n", f"context:\n  rye: {{ask: Rye?, kind: number, references: [{reference}]}}\n")
    published = ("Published, 2019", "Three tons (40 bakeries; Guild)")
    own, below, caution = context(assessed(FULL, text, context={"rye": Fraction(2)}))
    assert (own, below, caution[0]) == (("Rye?", "2"), published, "Published figures")
    assert context(assessed(FULL, text)) == ()


def test_an_empty_choice_says_that_nothing_was_chosen() -> None:
    text = BAKERY.replace("    kind: choice\n", "    kind: choices\n")
    assert context(assessed(FULL, text, context={"region": ()})) == (("Where do you sell?", "none of these"),)


def test_what_must_not_count_is_named_though_nobody_answered_it() -> None:
    never = (
        "  rye: {ask: Rye?, kind: number, never_counts: the rye}\n  oat: {ask: Oat?, kind: text, never_counts: oats}\n"
    )
    text = BAKERY.replace("context:\n", f"context:\n{never}")
    assert "Did not count, whatever was answered: the rye and oats." in basis(assessed(FULL, text))
    assert not any("Did not count" in sentence for sentence in basis(assessed(FULL)))


def test_lists_in_sentences() -> None:
    assert [join(words) for words in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a and b", "a, b and c"]
    assert join(["a", "b"], "or") == "a or b"
    assert [count(number, "answer") for number in (0, 1, 2)] == ["0 answers", "1 answer", "2 answers"]


def test_a_rung_that_does_not_go_with_the_quadrant_names_the_answers_behind_it() -> None:
    text = BAKERY.replace("none-yet: {title: None yet}", "none-yet: {title: None yet, fits: [stall]}")
    answers = {**FULL, "mill": 2, "tasting": 4, "heat": 1, "opening": 4, "till": 4}
    parted = explained(assessed(answers, text))
    assert "Signs says None yet, which does not go with Institution: look again at heat at level 1." in parted
    assert not any("does not go with" in sentence for sentence in explained(assessed(answers)))
