"""How the answers of several people become one, question by question."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from builders import a_questionnaire, replace, some_answers
from smi_cli.assessing.merging import Merged, Spread, Voice, merge
from smi_cli.model.answers import Answer, Answers, ContextAnswer, Known, NotApplicable, Unanswered, Unknown

NA = NotApplicable("No bread.")
BAKERY = a_questionnaire()


def voice(name: str, answers: Answers, role: str = "") -> Voice:
    return Voice(f"{name or 'nobody'}.yaml", replace(answers, respondent=name, role=role))


def merged(*answers: Answer | int | None, key: str = "tasting") -> Spread:
    """What comes of the answers of A, B, C and so on to one question."""
    voices = [
        voice(name, some_answers({} if one is None else {key: one}))
        for name, one in zip("ABCDEFG", answers, strict=False)
    ]
    return next(one for one in merge(BAKERY, voices).spreads if one.question.id == key)


@pytest.mark.parametrize(
    ("levels", "median"), [((3, 1), 1), ((0, 4, 2), 2), ((4, 4, 0, 1), 1), ((2, None, 3), 2), ((1, Unknown(), 4, 4), 4)]
)
def test_the_median_is_a_level_that_somebody_gave(levels: tuple[Answer | int | None, ...], median: int) -> None:
    assert getattr(merged(*levels).merged, "level", None) == median


@pytest.mark.parametrize(
    ("answers", "kind"),
    [
        ((NA, NA, 3), NotApplicable),
        ((NA, 3), Known),
        ((NA, NA, 3, Unknown()), Known),  # two of four are no majority
        ((NA, NA, NA, 3, Unknown()), NotApplicable),
        ((NA, None, None), NotApplicable),  # who did not answer is not counted
        ((NA, Unknown()), Unknown),
        ((Unknown(), Unknown(), None), Unknown),
        ((Unanswered("later"), None), Unanswered),
        ((None, None), type(None)),
    ],
)
def test_what_is_no_level_takes_part_too(answers: tuple[Answer | int | None, ...], kind: type) -> None:
    assert type(merged(*answers).merged) is kind


@pytest.mark.parametrize(
    ("answers", "apart", "to_discuss"),
    [
        ((0, 1, 1), 1, False),
        ((1, 3), 2, True),
        ((2, Unknown()), 0, False),
        ((2, NA), 0, True),
        ((NA, NA), 0, False),
        ((None, None), 0, False),
    ],
)
def test_two_levels_apart_is_to_be_discussed_and_so_is_whether_it_applies(
    answers: tuple[Answer | int | None, ...], apart: int, to_discuss: bool
) -> None:
    spread = merged(*answers)
    assert (spread.apart, spread.to_discuss) == (apart, to_discuss)


def test_who_said_what_stays_in_the_notes() -> None:
    one = Known(3, "Daily.", "The book", date(2026, 3, 1))
    assert merged(one, Known(1, evidence="My eyes"), None, Unknown("Ask her.")).merged == Known(
        1,
        "A: level 3, Daily. / B: level 1 / D: unknown, Ask her.",
        "A: The book (seen 2026-03-01) / B: My eyes",
        date(2026, 3, 1),
    )


def test_where_all_say_the_same_only_notes_are_kept() -> None:
    assert merged(2, 2).merged == Known(2)
    assert merged(Known(2, "So it is."), 2).merged == Known(2, "A: So it is.")


def test_a_reason_that_is_outvoted_is_not_lost() -> None:
    assert merged(NA, 2, 2).merged == Known(2, "A: does not apply: No bread. / B: level 2 / C: level 2")
    assert merged(NA, NotApplicable("Sold out.")).merged == NotApplicable("A: No bread. / B: Sold out.")


def test_evidence_of_several_is_as_old_as_the_oldest() -> None:
    answers = (Known(1, evidence=str(day), seen=date(2026, 3, day)) for day in (9, 2, 5))
    spread = merged(*answers)
    assert spread.merged
    assert spread.merged.seen == date(2026, 3, 2)


def test_the_heading_says_that_there_were_several() -> None:
    voices = [
        voice("Bob", replace(some_answers({}), date=date(2026, 1, 1)), "Baker"),
        voice("Ada", some_answers({}), "Owner"),
    ]
    answers = merge(BAKERY, voices).answers
    assert (answers.respondent, answers.role, answers.date) == ("2 people, merged", "", date(2026, 10, 5))
    assert (answers.subject, answers.version) == ("Crumb & Sons", "1.0")


def context_of(*given: dict[str, ContextAnswer]) -> Merged:
    return merge(BAKERY, [voice(name, some_answers({}, one)) for name, one in zip("ABC", given, strict=False)])


def test_context_is_kept_where_nobody_contradicts() -> None:
    assert context_of({"region": "town"}, {}, {"region": "town"}).answers.context == {"region": "town"}
    assert context_of({"region": "town"}, {"region": "country"}).answers.context == {}


def test_the_order_of_options_says_nothing() -> None:
    text = """\
format: smi.questionnaire/1
id: list
version: 1
title: List
axes: {one: {title: One, questions: {q: {ask: Q, levels: [No, Yes]}}}}
context:
  bread: {ask: Which, kind: choices, options: {rye: Rye, wheat: Wheat}}
  shops: {ask: How many, kind: number}
"""
    given: list[dict[str, ContextAnswer]] = [
        {"bread": ("wheat", "rye"), "shops": Fraction(2)},
        {"bread": ("rye", "wheat"), "shops": Fraction(3)},
    ]
    voices = [voice(name, some_answers({}, one)) for name, one in zip("AB", given, strict=True)]
    assert merge(a_questionnaire(text), voices).answers.context == {"bread": ("rye", "wheat")}


def test_a_step_is_done_where_all_ticked_it() -> None:
    voices = [
        voice("A", some_answers({}, done=frozenset({"x", "y"}))),
        voice("B", some_answers({}, done=frozenset("y"))),
    ]
    found = merge(BAKERY, voices)
    assert found.answers.done == {"y"}
    assert found.ticked == {"x": (True, False), "y": (True, True)}


def roles_of(*people: tuple[str, str]) -> list[tuple[str, tuple[int, ...]]]:
    voices = [voice(name, some_answers({}), role) for name, role in people]
    return [(one.title, one.voices) for one in merge(BAKERY, voices).roles]


def test_people_of_one_role_stand_together() -> None:
    people = (("Cleo", "head  Baker"), ("Ada", "Owner"), ("Bob", "Head baker"), ("", ""), ("", ""))
    assert roles_of(*people) == [("Head baker", (0, 1)), ("Owner", (2,)), ("", (3,)), ("", (4,))]


def test_people_who_all_have_one_role_stand_alone() -> None:
    assert roles_of(("Ada", "Agent"), ("Bob", "agent")) == [("Agent", (0,)), ("agent", (1,))]


def test_a_role_has_the_median_of_its_people() -> None:
    levels = (("Ada", "Agent", 4), ("Bob", "Agent", 1), ("Cleo", "Agent", 3), ("Dora", "Head", 0))
    found = merge(BAKERY, [voice(name, some_answers({"heat": level}), role) for name, role, level in levels])
    assert [getattr(one.answers.by_question["heat"], "level", None) for one in found.roles] == [3, 0]
    assert found.roles[1].answers.respondent == "Dora"


@pytest.mark.parametrize(
    ("name", "role", "shown"),
    [("Ada", "Owner", "Ada, Owner"), ("Ada", "", "Ada"), ("", "Owner", "Owner, a.yaml"), ("", "", "a.yaml")],
)
def test_everybody_has_a_name(name: str, role: str, shown: str) -> None:
    assert Voice("a.yaml", replace(some_answers({}), respondent=name, role=role)).name == shown
