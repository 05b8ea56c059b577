"""An efforts file as a type, what can be wrong with it, and what it does to the steps."""

# ruff: noqa: E501 - a problem is one line, and stands here as its reader sees it

from __future__ import annotations

import pytest

from builders import BAKERY, CHECKLIST, STALL_BLUEPRINT, a_document, an_instrument
from smi_cli.loading.efforts_file import decode_efforts
from smi_cli.loading.library import with_efforts
from smi_cli.model.blueprint import Effort, Efforts, Instrument
from smi_cli.model.problems import Location, Problems

INSTRUMENT = an_instrument(BAKERY, STALL_BLUEPRINT)
STEPS = "(one of count-loaves, find-a-mill, watch-prices)"


def outcome(efforts: str) -> Efforts | Problems:
    text = f"format: smi.efforts/1\nquestionnaire: bakery\ntitle: Ours\nefforts: {efforts}\n"
    return decode_efforts(a_document(text, "e.yaml"), INSTRUMENT)


def own(efforts: str) -> Efforts:
    found = outcome(efforts)
    assert isinstance(found, Efforts), found
    return found


def efforts_of(instrument: object) -> dict[str, Effort]:
    assert isinstance(instrument, Instrument), instrument
    return {step.id: step.effort for step in instrument.steps.values()}


@pytest.mark.parametrize(
    ("efforts", "expected"),
    [
        ("{find-a-mil: small}", ["e.yaml:4:11: unknown-reference: No blueprint of 'bakery' has a step 'find-a-mil' (did you mean 'find-a-mill'?)"]),
        ("{mill: small}", [f"e.yaml:4:11: unknown-reference: No blueprint of 'bakery' has a step 'mill' {STEPS}"]),
        ("{find-a-mill: tiny}", ["e.yaml:4:24: not-allowed: find-a-mill cannot be 'tiny' (one of small, medium, large)"]),
        ("{}", ["e.yaml:4:10: too-few: efforts has to name at least 1"]),
    ],
)  # fmt: skip
def test_problems(efforts: str, expected: list[str]) -> None:
    found = outcome(efforts)
    assert isinstance(found, Problems)
    assert [str(one) for one in found.items] == expected


def moves(text: str) -> Efforts | Problems:
    document = f"format: smi.efforts/1\nquestionnaire: bakery\ntitle: Ours\n{text}\n"
    return decode_efforts(a_document(document, "e.yaml"), INSTRUMENT)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("moves: {mil: 2}", ["e.yaml:4:9: unknown-reference: The questionnaire 'bakery' has no question 'mil' (did you mean 'mill'?)"]),
        ("moves: {mill: [1, 2, 3]}", ["e.yaml:4:15: efforts-mismatch: There are 3 levels but 3 efforts (one effort for each move from a level to the next)"]),
        ("moves: {mill: 0}", ["e.yaml:4:15: out-of-range: mill is '0', which is out of range (from 1 to 1000)"]),
        ("moves: {mill: [1, 1001]}", ["e.yaml:4:19: out-of-range: item 2 of mill is '1001', which is out of range (from 1 to 1000)"]),
        ("moves: {mill: 1.5}", ["e.yaml:4:15: wrong-type: mill has to be a whole number, not '1.5'"]),
        ("moves: {mill: large}", ["e.yaml:4:15: wrong-type: mill has to be a number, not 'large'"]),
        ("moves: {mill: {a: 1}}", ["e.yaml:4:15: wrong-type: mill has to be a single value or a list, not a mapping"]),
        ("moves: {}", ["e.yaml:4:8: too-few: moves has to name at least 1"]),
        ("moves:", ["e.yaml:4:7: missing-value: moves is empty (it has to be a mapping of ids)"]),
        ("", ["e.yaml:1:1: missing-key: an efforts file lacks the keys 'efforts' and 'moves' (efforts of steps, moves of questions, or both)"]),
    ],
)  # fmt: skip
def test_problems_of_moves(text: str, expected: list[str]) -> None:
    found = moves(text)
    assert isinstance(found, Problems)
    assert [str(one) for one in found.items] == expected


def test_moves_are_one_number_or_one_each() -> None:
    found = moves("moves: {mill: [7, 1000], heat: 3}")
    assert isinstance(found, Efforts)
    assert (found.by_step, found.by_question) == ({}, {"mill": (7, 1000), "heat": 3})


def test_steps_that_are_named_change_and_the_others_keep_their_effort() -> None:
    efforts = own("{find-a-mill: large}")
    before = efforts_of(INSTRUMENT)
    assert efforts_of(with_efforts(INSTRUMENT, efforts, Location("a.yaml"))) == before | {"find-a-mill": Effort.LARGE}
    assert efforts_of(INSTRUMENT) == before


def test_no_efforts_change_nothing() -> None:
    assert with_efforts(INSTRUMENT, None, Location("a.yaml")) is INSTRUMENT


def test_efforts_for_another_questionnaire_are_a_problem_of_the_file_that_wants_them() -> None:
    found = with_efforts(an_instrument(CHECKLIST), own("{find-a-mill: large}"), Location("a.yaml"))
    assert isinstance(found, Problems)
    assert [str(one) for one in found.items] == [
        "a.yaml: wrong-efforts: The efforts are for 'bakery', this is about 'list' (leave it out for this file)"
    ]
