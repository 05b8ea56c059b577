"""A blueprint file as a type, what can be wrong with one, and with several side by side."""

# ruff: noqa: E501 - a problem is one line, and stands here as its reader sees it

from __future__ import annotations

import pytest

from builders import STALL_BLUEPRINT, a_blueprint, a_document, a_questionnaire
from smi_cli.loading.blueprint_file import check_blueprints, decode_blueprint
from smi_cli.model.blueprint import Effort, StepKind
from smi_cli.model.problems import Problems
from smi_cli.model.questionnaire import Origin, OriginKind


def problems(old: str, new: str) -> list[str]:
    assert old in STALL_BLUEPRINT, old
    outcome = decode_blueprint(a_document(STALL_BLUEPRINT.replace(old, new, 1), "stall.yaml"), a_questionnaire())
    return [str(one).removeprefix("stall.yaml:") for one in outcome.items] if isinstance(outcome, Problems) else []


def test_what_stands_in_the_file_stands_in_the_type() -> None:
    stall = a_blueprint()
    assert (stall.questionnaire, stall.quadrant, stall.title) == ("bakery", "stall", "From stall to shop")
    assert [(step.id, step.kind) for step in stall.steps] == [
        ("count-loaves", StepKind.PREPARE),
        ("find-a-mill", StepKind.RAISE),
        ("watch-prices", StepKind.KEEP),
    ]
    assert (stall.steps[1].raises, stall.steps[1].effort, stall.steps[2].every) == (
        {"mill": 2},
        Effort.MEDIUM,
        "quarter",
    )
    assert (stall.signs, stall.benefits, stall.challenges) == ((), (), ())


def test_statements_are_text_or_have_an_origin_of_their_own() -> None:
    statements = (
        "origin: published\nsource: The book\nsigns: [One, {says: Two, origin: derived}]\n"
        "challenges: [Three, {says: Four, past: Walk around it, source: Page 9}]\nsteps:"
    )
    stall = a_blueprint(STALL_BLUEPRINT.replace("steps:", statements))
    published = Origin(OriginKind.PUBLISHED, "The book")
    assert [(one.says, one.origin) for one in stall.signs] == [("One", published), ("Two", Origin(OriginKind.DERIVED))]
    assert [(one.says, one.past) for one in stall.challenges] == [("Three", ""), ("Four", "Walk around it")]
    assert stall.challenges[1].origin == Origin(OriginKind.PUBLISHED, "Page 9")
    assert {step.origin for step in stall.steps} == {published}


def test_what_efforts_mean_is_said_as_far_as_the_author_wants() -> None:
    said = a_blueprint(STALL_BLUEPRINT.replace("steps:", "effort_means: {large: weeks, small: hours}\nsteps:"))
    # From small to large, however they stand in the file.
    assert list(said.effort_means.items()) == [(Effort.SMALL, "hours"), (Effort.LARGE, "weeks")]
    assert a_blueprint().effort_means == {}
    assert problems("steps:", "effort_means: {smal: hours}\nsteps:") == [
        "6:16: unknown-key: effort_means has no key 'smal' (did you mean 'small'?)"
    ]


RAISES_NOTHING = "raises nothing (raises: {question: level}, or another kind)"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("quadrant: stall", "quadrant: stal", ["3:11: unknown-reference: The questionnaire 'bakery' has no quadrant 'stal' (did you mean 'stall'?)"]),
        ("kind: prepare", "kind: prepared", ["8:11: not-allowed: kind cannot be 'prepared' (did you mean 'prepare'?)"]),
        ("kind: prepare", "kind: raise", [f"7:3: missing-key: The step 'count-loaves' {RAISES_NOTHING}"]),
        ("kind: raise", "kind: keep", ["18:5: not-allowed: A keep step raises no question (make it kind: raise)"]),
        ("kind: raise", "kind: prepare", ["18:5: not-allowed: A prepare step raises no question (make it kind: raise)"]),
        ("kind: prepare\n", "kind: prepare\n    every: week\n", ["9:5: not-allowed: A prepare step does not recur (make it kind: keep)"]),
        ("{mill: 2}", "{mil: 2}", ["18:14: unknown-reference: The questionnaire 'bakery' has no question 'mil' (did you mean 'mill'?)"]),
        ("{mill: 2}", "{mill: 3}", ["18:20: out-of-range: Level 3 of 'mill' does not exist (from 1 to 2)"]),
        ("{mill: 2}", "{mill: 0}", ["18:20: out-of-range: mill is '0', which is out of range (at least 1)"]),
        ("{mill: 2}", "{}", ["18:13: too-few: raises has to name at least 1"]),
        # It names something; only not in a way that can be read.
        ("{mill: 2}", "[mill]", ["18:13: wrong-type: raises has to be a mapping of ids, not a list"]),
        ("effort: small", "effort: tiny", ["13:13: not-allowed: effort cannot be 'tiny' (one of small, medium, large)"]),
        ("    who: The shop manager\n", "", ["8:5: missing-key: count-loaves lacks the key 'who'"]),
        ("summary:", "sumary:", [
            "1:1: missing-key: a blueprint lacks the key 'summary'",
            "5:1: unknown-key: a blueprint has no key 'sumary' (did you mean 'summary'?)",
        ]),
        ("steps:", "signs: [[x]]\nsteps:", ["6:9: wrong-type: item 1 of signs has to be a single value or a mapping, not a list"]),
        ("steps:", "signs: [{says: x, past: y}]\nsteps:", ["6:19: unknown-key: item 1 of signs has no key 'past' (one of says, origin, source)"]),
    ],
)  # fmt: skip
def test_problems(old: str, new: str, expected: list[str]) -> None:
    assert problems(old, new) == expected


def test_a_questionnaire_without_quadrants_has_no_blueprints() -> None:
    from builders import CHECKLIST

    outcome = decode_blueprint(a_document(STALL_BLUEPRINT, "stall.yaml"), a_questionnaire(CHECKLIST))
    assert isinstance(outcome, Problems)
    assert "stall.yaml:3:11: unknown-reference: The questionnaire 'list' has no quadrant 'stall'" in map(
        str, outcome.items
    )


def test_blueprints_side_by_side() -> None:
    def located(text: str, file: str) -> tuple[object, object]:
        return a_document(text, file), a_blueprint(text)

    other = STALL_BLUEPRINT.replace("quadrant: stall", "quadrant: counter")
    first, second = located(STALL_BLUEPRINT, "a.yaml"), located(other, "b.yaml")
    third = located(
        STALL_BLUEPRINT.replace("  count-loaves", "  count").replace("find-", "seek-").replace("watch-", "see-"),
        "c.yaml",
    )
    found = check_blueprints([first, second, third])  # type: ignore[list-item]
    assert [str(one) for one in sorted(found)] == [
        "b.yaml:7:3: duplicate-id: The id 'count-loaves' is taken (first in a.yaml:7:3)",
        "b.yaml:15:3: duplicate-id: The id 'find-a-mill' is taken (first in a.yaml:15:3)",
        "b.yaml:24:3: duplicate-id: The id 'watch-prices' is taken (first in a.yaml:24:3)",
        "c.yaml:3:11: duplicate-blueprint: The quadrant 'stall' has a blueprint already (in a.yaml:3:11)",
    ]


def test_a_challenge_answers_an_obstacle_that_the_questionnaire_knows() -> None:
    assert problems("steps:\n", "challenges: [{says: Time, past: Sleep less, obstacle: tyme}]\nsteps:\n") == [
        "6:55: unknown-reference: The questionnaire 'bakery' knows no obstacle 'tyme'"
    ]
