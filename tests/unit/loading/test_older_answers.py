"""Answers to an earlier version of a questionnaire: what is kept, what is asked again, and what is named as gone."""

from __future__ import annotations

import pytest

from builders import BAKERY, STALL_BLUEPRINT, a_document, an_answers_text, an_instrument
from smi_cli.loading.older_answers import CarriedOver, carry_over
from smi_cli.loading.versions import parse_version
from smi_cli.model.answers import Known, NotApplicable, Unanswered
from smi_cli.model.problems import Problems


def carried(since: str, version: str = "2.0", answers: str = "{mill: 1, tasting: 2}", more: str = "") -> CarriedOver:
    """What becomes of answers to some version, when `tasting` has its wording since another one."""
    text = BAKERY.replace("version: 1.0", "version: 2.0")
    text = text.replace("ask: How often is the bread tasted?\n", f"ask: Tasted?\n            since: {since}\n")
    found = carry_over(
        a_document(an_answers_text(answers, more, version=version)), an_instrument(text, STALL_BLUEPRINT)
    )
    assert isinstance(found, CarriedOver), found
    return found


@pytest.mark.parametrize(
    ("version", "since", "changed"),
    [
        ("1.0", "2.0", ("tasting",)),
        ("1.9", "1.10", ("tasting",)),
        ("1.10", "1.9", ()),
        ("1.10", "1.10", ()),
        ("1", "1.0", ("tasting",)),
        ("spring", "1.0", ("tasting",)),
        ("3.0", "2.0", ()),
    ],
)
def test_asked_again_is_what_has_its_wording_since_a_later_version(
    version: str, since: str, changed: tuple[str, ...]
) -> None:
    outcome = carried(since, version)
    places = tuple(("answers", key) for key in changed)
    assert (outcome.changed, outcome.kept, outcome.version) == (places, 2 - len(changed), version)
    assert outcome.answers.version == "2.0"
    assert outcome.answers.by_question.get("tasting") == (None if changed else Known(2))


def test_remarks_on_a_changed_question_are_kept() -> None:
    answers = "{tasting: {na: We sell none, note: sad}, mill: {level: 1, note: by hand}}"
    assert carried("2.0", "1.0", answers).answers.by_question == {
        "tasting": Unanswered("sad"),
        "mill": Known(1, "by hand"),
    }
    kept = carried("1.0", answers=answers).answers.by_question
    assert kept["tasting"] == NotApplicable("We sell none", "sad")


def test_a_level_that_does_not_exist_any_more_is_asked_again() -> None:
    assert carried("1.0", answers="{mill: 7, tasting: {level: 9}}").changed == (
        ("answers", "mill"),
        ("answers", "tasting"),
    )


def test_what_is_gone_is_named_with_its_place() -> None:
    outcome = carried("1.0", answers="{mill: 1, crust: 3}", more="context: {region: town, colour: red}\n")
    assert outcome.gone == (("answers", "crust"), ("context", "colour"))
    assert (outcome.answers.by_question, outcome.answers.context) == ({"mill": Known(1)}, {"region": "town"})


def test_what_is_allowed_no_more_is_asked_again() -> None:
    answers = "{mill: {na: none here, note: sad}, tasting: 1}"
    outcome = carried("1.0", answers=answers, more="context: {region: moon}\ndone: [count-loaves, knead]\n")
    assert outcome.changed == (("answers", "mill"), ("context", "region"))
    assert (outcome.gone, outcome.answers.done) == ((("done", "knead"),), frozenset({"count-loaves"}))
    assert (outcome.answers.by_question, outcome.answers.context) == (
        {"mill": Unanswered("sad"), "tasting": Known(1)},
        {},
    )


@pytest.mark.parametrize(
    ("old", "new", "codes"),
    [
        ("answers: {}", "answers: {mill: many}", ["wrong-type"]),
        ("answers: {}", f"answers: {{mill: {'9' * 5000}}}", ["out-of-range"]),
        ("answers: {}", "answers: [mill, heat]", ["wrong-type"]),
        ("answers: {}", "answers: |\n  mill: 1", ["wrong-type"]),
        ("answers: {}", "answers:\n  mill:\n  level: 2", ["unknown-question"]),
        ("answers: {}", "context: hello", ["wrong-type"]),
        ("answers: {}", "done: count-loaves", ["wrong-type"]),
        ("version: 1.0", "version:", ["missing-value"]),
        ("version: 1.0", "version: [1.0]", ["wrong-type"]),
        ("version: 1.0\n", "", ["missing-key"]),
    ],
)
def test_what_is_wrong_for_other_reasons_stays_a_problem(old: str, new: str, codes: list[str]) -> None:
    text = an_answers_text().replace(old, new)
    found = carry_over(a_document(text), an_instrument(BAKERY.replace("version: 1.0", "version: 2.0")))
    assert isinstance(found, Problems), found
    assert [problem.code for problem in found.items] == codes


def test_versions_are_compared_number_by_number() -> None:
    assert parse_version("1.10") == (1, 10)
    assert [parse_version(text) for text in ("", "1.", "1.x", "²", "-1", "9" * 10)] == [None] * 6
