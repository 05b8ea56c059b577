"""Rules about answers that do not fit each other: two that there are, each on a side that it can lie on."""

# ruff: noqa: E501 - whole problem lines

from __future__ import annotations

from fractions import Fraction

import pytest

from builders import BAKERY, a_questionnaire, problems_of_questionnaire
from smi_cli.model.questionnaire import Claim, Contradiction, Origin, OriginKind, Period, Relation

FIGURED = BAKERY.replace("context:\n", "context:\n  shops: {ask: How many?, kind: number, min: 1, max: 9}\n")


def with_pair(pair: str, more: str = "") -> str:
    return f"{FIGURED}contradictions:\n  odd:\n    pair: {pair}\n    says: They do not fit.\n{more}"


def problems(pair: str, more: str = "") -> list[str]:
    return [one.split(":", 1)[1] for one in problems_of_questionnaire(with_pair(pair, more))]


def test_a_pair_is_read_with_its_limits_and_its_origin() -> None:
    text = with_pair("{till: {at_least: 3}, shops: {below: 2.5}}", "    origin: derived\n    source: A book\n")
    assert a_questionnaire(text).contradictions == (
        Contradiction(
            "odd",
            (Claim("till", Relation.AT_LEAST, Fraction(3)), Claim("shops", Relation.BELOW, Fraction("2.5"))),
            "They do not fit.",
            Origin(OriginKind.DERIVED, "A book"),
        ),
    )
    assert a_questionnaire().contradictions == ()


def test_answers_hold_for_a_time_that_a_question_can_have_of_its_own() -> None:
    text = BAKERY.replace("overall: minimum", "valid_for: 1 year\noverall: minimum")
    wording = "evidence: The delivery notes."
    questionnaire = a_questionnaire(text.replace(wording, f"{wording}\n            valid_for: 30 days"))
    assert questionnaire.valid_for == Period(1, "years")
    assert [one.valid_for for one in questionnaire.questions] == [Period(30, "days"), None, None, None, None]


@pytest.mark.parametrize("period", ["soon", "0 months", "1", "1 fortnight", "[1, year]"])
def test_a_time_that_is_none(period: str) -> None:
    (problem,) = problems_of_questionnaire(BAKERY.replace("overall: minimum", f"valid_for: {period}\noverall: minimum"))
    assert problem.startswith("questionnaire.yaml:6:12: wrong-type: valid_for has to be a length of time such as")


@pytest.mark.parametrize(
    ("pair", "expected"),
    [
        (
            "{till: {at_least: 3}}",
            "69:11: no-pair: 'odd' has to name two answers, not 1 (each by its id, with the side on which it lies)",
        ),
        (
            "{till: {at_least: 3}, heat: {at_most: 1}, mill: {at_most: 1}}",
            "69:11: no-pair: 'odd' has to name two answers, not 3 (each by its id, with the side on which it lies)",
        ),
        (
            "{till: {at_least: 3}, heats: {at_most: 1}}",
            "69:33: unknown-reference: There is no question 'heats' (did you mean 'heat'?)",
        ),
        (
            "{till: {at_least: 3}, region: {below: 1}}",
            "69:33: no-figure: 'region' is no number, with which nothing can be compared (one of shops)",
        ),
        ("{till: {at_least: 5}, heat: {at_most: 1}}", "69:29: out-of-range: The level of 'till' is out of range, or every answer (from 1 to 4)"),
        ("{till: {at_least: 0}, heat: {at_most: 1}}", "69:29: out-of-range: The level of 'till' is out of range, or every answer (from 1 to 4)"),
        ("{till: {at_most: 4}, heat: {at_most: 1}}", "69:28: out-of-range: The level of 'till' is out of range, or every answer (from 0 to 3)"),
        ("{till: {above: 3}, heat: {at_most: 1}}", "69:18: no-side: 'till' is a level, and needs one side (either at_least or at_most)"),
        ("{till: {at_least: 1, at_most: 2}, heat: {at_most: 1}}", "69:18: no-side: 'till' is a level, and needs one side (either at_least or at_most)"),
        ("{till: {}, heat: {at_most: 1}}", "69:18: no-side: 'till' is a level, and needs one side (either at_least or at_most)"),
        ("{till: {at_most: 1}, shops: {at_most: 1}}", "69:39: no-side: 'shops' is a figure, and needs one side (either above or below)"),
        ("{till: {at_most: 1}, shops: {below: 1}}", "69:47: out-of-range: No answer to 'shops' can lie below that (a limit within its bounds)"),
        ("{till: {at_most: 1}, shops: {above: 9}}", "69:47: out-of-range: No answer to 'shops' can lie above that (a limit within its bounds)"),
        ("{till: {at_most: 1}, shops: {beyond: 9}}", "69:40: unknown-key: shops has no key 'beyond' (one of at_least, at_most, above, below)"),
        ("{till: {at_most: half}, heat: {at_most: 1}}", "69:28: wrong-type: at_most has to be a number, not 'half'"),
        ("[till, heat]", "69:11: wrong-type: pair has to be a mapping of ids, not a list"),
    ],
)  # fmt: skip
def test_a_pair_that_is_none(pair: str, expected: str) -> None:
    assert expected in problems(pair)


def test_two_figures_are_no_pair_of_answers_to_score() -> None:
    text = with_pair("{shops: {above: 2}, doors: {below: 1}}").replace(
        "context:\n", "context:\n  doors: {ask: How many?, kind: number}\n"
    )
    (problem,) = problems_of_questionnaire(text)
    assert problem == (
        "questionnaire.yaml:70:11: no-pair: 'odd' names two figures, and no question (at least one of the two is a scored question)"
    )


def test_rules_share_the_namespace_and_say_why() -> None:
    assert problems("{till: {at_least: 3}, heat: {at_most: 1}}") == []
    taken = with_pair("{till: {at_least: 3}, heat: {at_most: 1}}").replace("  odd:\n", "  till:\n")
    assert "duplicate-id: The id 'till' is taken" in "".join(problems_of_questionnaire(taken))
    silent = with_pair("{till: {at_least: 3}, heat: {at_most: 1}}").replace("    says: They do not fit.\n", "")
    assert "missing-key: odd lacks the key 'says'" in "".join(problems_of_questionnaire(silent))
