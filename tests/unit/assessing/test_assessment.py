"""The whole assessment: what belongs to it, and when to measure again."""

from __future__ import annotations

from datetime import date

import pytest

from builders import BAKERY, CHECKLIST, STALL_BLUEPRINT, an_instrument, some_answers, some_weights
from smi_cli.assessing.assessment import Assessment, add_period
from smi_cli.assessing.compiling import Compiled, compile_questionnaire
from smi_cli.model.answers import Answer
from smi_cli.model.questionnaire import Period
from smi_cli.rendering.wording.certainty import sum_up_certainty
from unit.assessing.worked import FULL, NA, UNKNOWN, assessed


@pytest.mark.parametrize(
    ("day", "count", "unit", "expected"),
    [
        ("2026-10-05", 10, "days", "2026-10-15"),
        ("2026-12-31", 1, "days", "2027-01-01"),
        ("2026-10-05", 2, "weeks", "2026-10-19"),
        ("2026-10-05", 6, "months", "2027-04-05"),
        ("2026-08-31", 6, "months", "2027-02-28"),
        ("2027-08-31", 6, "months", "2028-02-29"),
        ("2026-03-31", 1, "months", "2026-04-30"),
        ("2026-10-31", 2, "months", "2026-12-31"),
        ("2026-12-15", 1, "months", "2027-01-15"),
        ("2026-11-30", 3, "months", "2027-02-28"),
        ("2026-01-15", 11, "months", "2026-12-15"),
        ("2026-01-15", 12, "months", "2027-01-15"),
        ("2028-02-29", 1, "years", "2029-02-28"),
        ("2028-02-29", 4, "years", "2032-02-29"),
        ("2099-02-28", 1, "years", "2100-02-28"),
        ("2096-02-29", 4, "years", "2100-02-28"),
        ("9999-12-01", 1, "months", "9999-12-31"),
        ("9999-12-31", 1, "days", "9999-12-31"),
        ("2026-10-05", 10**18 - 1, "weeks", "9999-12-31"),
        ("2026-10-05", 10**18 - 1, "years", "9999-12-31"),
    ],
)
def test_the_day_a_period_later(day: str, count: int, unit: str, expected: str) -> None:
    assert add_period(date.fromisoformat(day), Period(count, unit)) == date.fromisoformat(expected)


def test_the_review_is_due_after_the_questionnaires_period() -> None:
    assert assessed(FULL).review == date(2027, 4, 5)
    assert assessed({}, CHECKLIST).review is None


def test_the_blueprint_is_that_of_the_quadrant() -> None:
    worst = assessed(dict.fromkeys(FULL, 0), BAKERY, STALL_BLUEPRINT)
    assert worst.blueprint is not None
    assert worst.blueprint.quadrant == "stall"
    assert assessed(FULL, BAKERY, STALL_BLUEPRINT).blueprint is None
    assert assessed({}, BAKERY, STALL_BLUEPRINT).blueprint is None


def test_the_questions_in_the_order_in_which_they_are_asked() -> None:
    assert [one.question.id for one in assessed({}).questions] == ["mill", "tasting", "heat", "opening", "till"]


def test_missing_and_ignored_answers() -> None:
    assessment = assessed({"mill": 0, "tasting": 2, "heat": UNKNOWN, "till": 3})
    assert [one.question.id for one in assessment.missing] == ["heat", "opening"]
    assert [one.question.id for one in assessment.ignored] == ["tasting"]
    assert assessed({"mill": 1, "tasting": NA, "heat": 2, "opening": 0, "till": 0}).missing == ()


def test_the_same_input_gives_the_same_assessment() -> None:
    answers: dict[str, Answer | int] = {"mill": 1, "heat": UNKNOWN, "opening": 2}
    one, again = (assessed(answers, BAKERY, STALL_BLUEPRINT) for _ in range(2))
    assert one.scores == again.scores
    assert (one.placement, one.standings, one.steps) == (again.placement, again.standings, again.steps)


def test_total_on_the_emptiest_answers() -> None:
    for text in (BAKERY, CHECKLIST):
        assessment = assessed({}, text)
        assert all(axis.range.score is None for axis in assessment.scores.axes)
        assert assessment.steps


def test_other_weights_place_the_same_answers_elsewhere() -> None:
    instrument = an_instrument()
    own = compile_questionnaire(instrument.questionnaire)
    other = compile_questionnaire(instrument.questionnaire, some_weights("{till: 5}"))
    # Shop: (75 + 25) / 2 = 50 is low, (75 + 5 * 25) / 6 is lower; with till at 3, (25 + 75) / 2 = 50 and 66.7.
    answers = some_answers({"mill": 2, "tasting": 4, "heat": 4, "opening": 1, "till": 3})
    assessment = Assessment(instrument, own, answers, [other])
    assert assessment.placement is not None
    assert assessment.placement.quadrant is not None
    assert assessment.placement.quadrant.id == "workshop"
    ((weights, placement),) = assessment.alternatives
    assert (weights.title, placement.quadrant and placement.quadrant.id) == ("Others", "institution")
    assert "With the weights 'Others' the quadrant would be Institution." in sum_up_certainty(assessment)
    assert "the weights" not in sum_up_certainty(Assessment(instrument, own, answers, [own_again(other)]))


def own_again(compiled: Compiled) -> Compiled:
    """The questionnaire's own weights, under another name."""
    return compile_questionnaire(compiled.questionnaire, some_weights("{till: 1}"))


def test_what_does_not_apply_has_nothing_at_stake() -> None:
    assessment = assessed({**FULL, "tasting": NA}, weights="{tasting: 5}")
    assert [one.stake for one in assessment.questions if one.question.id == "tasting"] == [0]
