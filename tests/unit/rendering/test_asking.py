"""What a report to hand on asks for: no more than is certain, and nothing of a day that is over."""

from __future__ import annotations

from datetime import date

from builders import BAKERY
from smi_cli.assessing.assessment import Assessment
from smi_cli.assessing.next_steps import NextStep, Status
from smi_cli.assessing.scrutiny import Scrutiny
from smi_cli.rendering.wording.asking import ask, step_rows, where
from unit.assessing.worked import FULL, UNKNOWN, assessed


def first_steps(assessment: Assessment) -> list[NextStep]:
    return [one for one in assessment.steps if one.status is Status.OPEN][:3]


def asked(assessment: Assessment) -> str:
    return " ".join(ask(assessment, first_steps(assessment)))


def on(day: str, assessment: Assessment) -> Assessment:
    scrutiny = Scrutiny(as_of=date.fromisoformat(day))
    return Assessment(assessment.instrument, assessment.compiled, assessment.answers, (), scrutiny)


def test_missing_answers_stay_possible_where_the_steps_lead() -> None:
    said = asked(assessed({"mill": 1, "heat": 2, "opening": 3, "till": 3}))
    assert "Find out: How often is the bread tasted?" in said
    assert said.count("Counter (or Institution)") == 1, said
    assert "What is found out is not counted in this." in said


def test_every_clause_has_its_verb() -> None:
    said = asked(assessed({"mill": 0, "tasting": 0, "heat": 0, "opening": 0, "till": 0}))
    assert " from " not in said.replace("goes from ", "")


def test_nothing_but_finding_out_leads_nowhere_in_particular() -> None:
    said = asked(assessed({}))
    assert "Back" not in said
    assert "Where this leads depends on what is found out." in said


def test_an_overdue_review_comes_first_and_no_other_day_is_named() -> None:
    overdue = on("2040-01-01", assessed(FULL))
    said = ask(overdue, first_steps(overdue))
    assert said[0] == f"Have it assessed again: on 2040-01-01, the review is overdue since {overdue.review}."
    assert "Look at the result again" not in " ".join(said)
    assert ask(overdue, ()) == said[:1]


def test_a_drawing_of_what_has_lapsed_says_when_it_was() -> None:
    lapsing = assessed(FULL, BAKERY.replace("overall: minimum", "valid_for: 30 days\noverall: minimum"))
    assert where(lapsing) == where(on("2026-11-04", lapsing)) == "Where we are"
    assert where(on("2026-11-05", lapsing)) == "Where we were on 2026-10-05"


def test_who_knows_an_answer_is_asked_and_owns_no_step() -> None:
    (find_out,) = [one for one in assessed({**FULL, "mill": UNKNOWN}).steps if one.find_out]
    assert step_rows(find_out) == (("Ask", "The head baker"), ("Look at", "The delivery notes."))
    (bare,) = [one for one in assessed({**FULL, "mill": 0}).steps if one.status is Status.OPEN]
    assert step_rows(bare) == step_rows(find_out)


def test_a_day_on_which_all_holds_asks_for_the_next_review() -> None:
    answered = assessed({**FULL, "heat": 0})
    holding = on(answered.answers.date.isoformat(), answered)
    assert f" Look at the result again on {holding.review}." in asked(holding)


def test_nobody_is_told_today_to_look_again_today() -> None:
    answered = assessed({**FULL, "heat": 0})
    assert "Look at the result again" not in asked(on(str(answered.review), answered))


def test_where_nothing_is_to_be_done_there_is_still_a_day_to_look_again() -> None:
    (said,) = ask(assessed(FULL), ())
    assert said.startswith("Nothing new: ")
    assert said.endswith("Look at the result again on 2027-04-05.")


def test_what_settles_most_is_asked_for_where_no_step_does() -> None:
    answered = assessed({"mill": 1, "tasting": UNKNOWN, "heat": 0, "opening": 3, "till": 3})
    settles = "An answer to this settles most of what is open: How often is the bread tasted?"
    raising = [one for one in first_steps(answered) if not one.find_out][:1]
    assert settles in " ".join(ask(answered, raising))
    finding = [one for one in first_steps(answered) if one.find_out][:1]
    assert finding
    assert settles not in " ".join(ask(answered, finding))


def test_that_every_quadrant_is_possible_is_said_once() -> None:
    said = asked(assessed({"mill": 1, "tasting": UNKNOWN, "heat": 2, "opening": UNKNOWN, "till": 2}))
    assert said.count("any is possible") == 1, said
    assert "(or " not in said


def test_a_rung_that_becomes_certain_does_not_go_to_itself() -> None:
    said = asked(assessed({"mill": 0, "tasting": 0, "heat": 4, "opening": 2, "till": UNKNOWN}))
    assert "Trade (Standing) is then certain" in said, said
    assert "Trade to Trade" not in said
