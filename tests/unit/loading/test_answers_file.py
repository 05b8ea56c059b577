"""An answers file as a type, and every way in which it can fail to fit its questionnaire."""

# ruff: noqa: E501 - a problem is one line, and stands here as its reader sees it

from __future__ import annotations

import json
from datetime import date
from fractions import Fraction

import pytest

from builders import BAKERY, STALL_BLUEPRINT, a_document, an_answers_text, an_instrument, problems_of_answers
from smi_cli.loading.answers_file import decode_answers
from smi_cli.loading.documents import Document
from smi_cli.loading.json_text import parse_json
from smi_cli.model.answers import Answer, Answers, ContextAnswer, Known, NotApplicable, Unanswered, Unknown

CONTEXT = """\
context:
  shops: {ask: How many?, kind: number, min: 1, max: 9}
  motto: {ask: Your motto?, kind: text}
  bread: {ask: What?, kind: choices, options: {rye: Rye, wheat: White bread, mixed: "Rye, or wheat"}}
"""
INSTRUMENT = an_instrument(BAKERY.replace("context:\n", CONTEXT), STALL_BLUEPRINT)
REASON = "(write {na: reason})"
LEVELS = "(levels count from 0)"
DIGITS = "(digits, and a point before decimals, and nothing else)"
SHOPS = "7:18: out-of-range: shops is out of range (at least 1 and at most 9)"


def decoded(text: str) -> Answers:
    answers = decode_answers(a_document(text), INSTRUMENT)
    assert isinstance(answers, Answers), answers
    return answers


def problems(text: str) -> list[str]:
    return [one.removeprefix("answers.yaml:") for one in problems_of_answers(text, INSTRUMENT)]


def test_what_stands_in_the_file_stands_in_the_type() -> None:
    answers = decoded(
        an_answers_text("{mill: 2}", "respondent: Ada\nrole: Owner\ndone: [count-loaves, count-loaves]\n")
    )
    assert (answers.questionnaire, answers.version, answers.subject) == ("bakery", "1.0", "Crumb & Sons")
    assert (answers.date, answers.respondent, answers.role) == (date(2026, 10, 5), "Ada", "Owner")
    assert answers.done == {"count-loaves"}


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("2", Known(2)),
        ("02", Known(2)),
        ("2.0", Known(2)),
        ("unknown", Unknown()),
        ("", None),
        ("~", None),
        ("{}", None),
        ("{level: 1}", Known(1)),
        ("{level: 1, note: no, evidence: 1.10, seen: 2026-10-02}", Known(1, "no", "1.10", date(2026, 10, 2))),
        ("{level: unknown, note: Nobody looked}", Unknown("Nobody looked")),
        ("{level: , note: Ask Ada}", Unanswered("Ask Ada")),
        ("{note: Ask Ada, evidence: The book}", Unanswered("Ask Ada", "The book")),
        ("{na: We bake nothing, note: Really}", NotApplicable("We bake nothing", "Really")),
        ("{na: We bake nothing, level: }", NotApplicable("We bake nothing")),
    ],
)
def test_answers(answer: str, expected: Answer | None) -> None:
    assert decoded(an_answers_text(f"\n  tasting: {answer}")).by_question.get("tasting") == expected


def test_ten_is_written_010() -> None:
    assert problems(an_answers_text("{tasting: 010}")) == ["6:20: level-range: 'tasting' has no level 10 (from 0 to 4)"]


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("{shops: 2.5}", {"shops": Fraction(5, 2)}),
        ("{region: town}", {"region": "town"}),
        ("{bread: [wheat, rye, wheat]}", {"bread": ("wheat", "rye")}),
        ("{bread: rye}", {"bread": ("rye",)}),
        ("{motto: no}", {"motto": "no"}),
        ("{motto: 1.10}", {"motto": "1.10"}),
        ("{motto: , region: ~, shops: null}", {}),
    ],
)
def test_context(answer: str, expected: dict[str, ContextAnswer]) -> None:
    assert decoded(an_answers_text("{}", f"context: {answer}\n")).context == expected


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ("{mill: 3}", ["6:17: level-range: 'mill' has no level 3 (from 0 to 2)"]),
        ("{mill: {level: 3}}", ["6:25: level-range: 'mill' has no level 3 (from 0 to 2)"]),
        ("{mill: -1}", ["6:17: out-of-range: mill is '-1', which is out of range (at least 0)"]),
        ("{mill: 2.5}", ["6:17: wrong-type: mill has to be a whole number, not '2.5'"]),
        ('{mill: "2"}', ["6:17: wrong-type: mill has to be a number, not '2' (leave out the quotation marks)"]),
        ("{mill: true}", [f"6:17: wrong-type: mill has to be the number of a level, or unknown, not 'true' {LEVELS}"]),
        ("{mill: no}", [f"6:17: wrong-type: mill has to be the number of a level, or unknown, not 'no' {LEVELS}"]),
        ("{mill: 1e400}", [f"6:17: wrong-type: mill has to be a number, not '1e400' {DIGITS}"]),
        (f"{{mill: {'9' * 5000}}}", ["6:17: out-of-range: mill has more than 18 digits (round it)"]),
        ("{mill: [1]}", ["6:17: wrong-type: mill has to be a single value or a mapping, not a list"]),
        ("{mill: {lvl: 1}}", ["6:18: unknown-key: mill has no key 'lvl' (did you mean 'level'?)"]),
        ("{mill: {level: 1, seen: yesterday}}", ["6:34: wrong-type: seen has to be a date (year-month-day) such as 2026-10-05, not 'yesterday'"]),
        ("{mill: {level: 1, seen: 2026-10-06}}", ["6:34: seen-later: The evidence for 'mill' was seen after the answers were given (on 2026-10-05 at the latest)"]),
        ("{mill: {level: 1, seen: 2026-02-30}}", ["6:34: bad-date: seen is 2026-02-30, a day that no calendar has (year-month-day)"]),
        ("{tasting: na}", [f"6:20: na-reason: 'tasting' does not apply, but the reason is missing {REASON}"]),
        ("{tasting: N/A}", [f"6:20: na-reason: 'tasting' does not apply, but the reason is missing {REASON}"]),
        ("{tasting: {na: Yes}}", [f"6:25: na-reason: 'Yes' does not say why 'tasting' does not apply {REASON}"]),
        ("{tasting: {na: true}}", [f"6:25: na-reason: 'true' does not say why 'tasting' does not apply {REASON}"]),
        ("{tasting: {na: }}", ["6:25: missing-value: na is empty (it has to be text)"]),
        ("{mill: na}", ["6:17: na-not-allowed: 'mill' applies to everybody (give a level, or unknown)"]),
        ("{mill: N/A}", ["6:17: na-not-allowed: 'mill' applies to everybody (give a level, or unknown)"]),
        ("{mill: {na: Because}}", ["6:17: na-not-allowed: 'mill' applies to everybody (give a level, or unknown)"]),
        ("{tasting: {na: Because, level: 2}}", ["6:20: level-and-na: 'tasting' cannot have a level and not apply (keep one of the two)"]),
        ("{mil: 1}", ["6:11: unknown-question: 'bakery' has no scored question 'mil' (did you mean 'mill'?)"]),
        ("{xyzzy: 1}", ["6:11: unknown-question: 'bakery' has no scored question 'xyzzy' (one of mill, tasting, heat, opening, till)"]),
        ("{shops: 1}", ["6:11: unknown-question: 'bakery' has no scored question 'shops' (it is a context question: write it under context)"]),
        ("{Mill: 1}", ["6:11: bad-id: 'Mill' cannot be an id (lower-case words joined by hyphens, at most 64 characters: mill)"]),
        ("{leaders_take_part: 1}", [
            "6:11: bad-id: 'leaders_take_part' cannot be an id (lower-case words joined by hyphens, at most 64 characters: leaders-take-part)",
        ]),
        ("{mill: 1, mill: 2}", ["6:20: duplicate-key: The key 'mill' stands twice (first in line 6)"]),
        ("[1]", ["6:10: wrong-type: answers has to be a mapping of ids, not a list"]),
        # The question is unknown whether or not its answer can be read.
        ("{mil: many}", [
            "6:11: unknown-question: 'bakery' has no scored question 'mil' (did you mean 'mill'?)",
            f"6:16: wrong-type: mil has to be the number of a level, or unknown, not 'many' {LEVELS}",
        ]),
    ],
)  # fmt: skip
def test_answers_that_do_not_fit(answers: str, expected: list[str]) -> None:
    assert problems(an_answers_text(answers)) == expected


@pytest.mark.parametrize(
    ("remark", "expected"),
    [
        ("level: 2", []),
        ("note: Ada counted", [f"8:9: wrong-type: note has to be the number of a level, or unknown, not 'Ada counted' {LEVELS}"]),
        ("evidence: The book", [f"8:13: wrong-type: evidence has to be the number of a level, or unknown, not 'The book' {LEVELS}"]),
    ],
)  # fmt: skip
def test_a_remark_that_is_indented_too_little(remark: str, expected: list[str]) -> None:
    key = remark.partition(":")[0]
    assert problems(an_answers_text(f"\n  mill: 2\n  {remark}")) == [
        f"8:3: unknown-question: 'bakery' has no scored question '{key}' (indent it under its question)",
        *expected,
    ]


def test_a_choice_among_the_answers_is_sent_to_the_context() -> None:
    assert (
        "6:11: unknown-question: 'bakery' has no scored question 'region' (it is a context question: write it under context)"
        in (problems(an_answers_text("{region: town}")))
    )


@pytest.mark.parametrize(
    ("context", "expected"),
    [
        ("{region: city}", ["7:19: not-allowed: 'region' has no option 'city' (one of town, country)"]),
        ("{region: contry}", ["7:19: not-allowed: 'region' has no option 'contry' (did you mean 'country'?)"]),
        ("{region: [town]}", ["7:19: wrong-type: region has to be an id, not a list"]),
        ("{shops: 0}", [SHOPS]),
        ("{shops: 10}", [SHOPS]),
        ("{shops: many}", ["7:18: wrong-type: shops has to be a number, not 'many'"]),
        ("{bread: [rye, barley]}", ["7:24: not-allowed: 'bread' has no option 'barley' (one of rye, wheat, mixed)"]),
        ("{region: Contry}", ["7:19: not-allowed: 'region' has no option 'Contry' (did you mean 'country'?)"]),
        ("{region: 'TOWN '}", ["7:19: not-allowed: 'region' has no option 'TOWN ' (did you mean 'town'?)"]),
        ("{bread: White  Bread}", ["7:18: not-allowed: 'bread' has no option 'White  Bread' (did you mean 'wheat'?)"]),
        ("{bread: [rye, white bread]}", ["7:24: not-allowed: 'bread' has no option 'white bread' (did you mean 'wheat'?)"]),
        ("{bread: 'rye, or wheat'}", ["7:18: not-allowed: 'bread' has no option 'rye, or wheat' (did you mean 'mixed'?)"]),
        ("{bread: 'rye, wheat'}", ["7:18: not-allowed: 'bread' has no option 'rye, wheat' (write several as [one, two])"]),
        ("{bread: {rye: 1}}", ["7:18: wrong-type: bread has to be an id, not a mapping"]),
        ("{motto: [a]}", ["7:18: wrong-type: motto has to be text, not a list"]),
        ("{mot: a}", ["7:11: unknown-question: 'bakery' has no context question 'mot' (did you mean 'motto'?)"]),
        ("{mill: 1}", ["7:11: unknown-question: 'bakery' has no context question 'mill' (it is a scored question: write it under answers)"]),
    ],
)  # fmt: skip
def test_context_that_does_not_fit(context: str, expected: list[str]) -> None:
    assert problems(an_answers_text("{}", f"context: {context}\n")) == expected


@pytest.mark.parametrize(
    ("done", "expected"),
    [
        ("[count-loafs]", ["7:8: unknown-step: No blueprint of 'bakery' has a step 'count-loafs' (did you mean 'count-loaves'?)"]),
        ("[find-a-mill]", ["7:8: not-tickable: 'find-a-mill' is a raise step and cannot be ticked (answers show that it is done)"]),
        ("[count-loaves, watch-prices]", ["7:22: not-tickable: 'watch-prices' is a keep step and cannot be ticked (it recurs)"]),
        ("count-loaves", ["7:7: wrong-type: done has to be a list, not 'count-loaves'"]),
    ],
)  # fmt: skip
def test_steps_that_cannot_be_ticked(done: str, expected: list[str]) -> None:
    assert problems(an_answers_text("{}", f"done: {done}\n")) == expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("version: 1.0", "version: 1.00", [("3:10: wrong-version: These answers are to version 1.00 of 'bakery'; here is version 1.0 "
         "(smi assess asks again what has changed; by hand, read those questions again and write the new version)")]),
        ("version: 1.0", "version: 1.10", [("3:10: wrong-version: These answers are to version 1.10 of 'bakery'; here is version 1.0 "
         "(they are newer than this questionnaire; name the newer one with --questionnaire, or get a newer smi)")]),
        ("version: 1.0\n", "", ["1:1: missing-key: an answers file lacks the key 'version'"]),
        ("date: 2026-10-05", "date: 2026-02-30", ["5:7: bad-date: date is 2026-02-30, a day that no calendar has (year-month-day)"]),
        ("date: 2026-10-05", "date: 5.10.2026", ["5:7: wrong-type: date has to be a date (year-month-day) such as 2026-10-05, not '5.10.2026'"]),
        ("subject: Crumb & Sons", "subject:", ["4:9: missing-value: subject is empty (it has to be text)"]),
        ("subject: Crumb & Sons", "subject: {a: b}", ["4:10: wrong-type: subject has to be text, not a mapping"]),
        ("subject: Crumb & Sons", "subjekt: Crumb", [
            "1:1: missing-key: an answers file lacks the key 'subject'",
            "4:1: unknown-key: an answers file has no key 'subjekt' (did you mean 'subject'?)",
        ]),
    ],
)  # fmt: skip
def test_the_head_of_the_file(old: str, new: str, expected: list[str]) -> None:
    text = an_answers_text()
    assert old in text
    assert problems(text.replace(old, new, 1)) == expected


@pytest.mark.parametrize("subject", ["1871", "no", "1.10", "2026-10-05", "true", "0x10"])
def test_a_subject_keeps_its_written_form(subject: str) -> None:
    assert decoded(an_answers_text().replace("Crumb & Sons", subject)).subject == subject


@pytest.mark.parametrize("root", ["[1]", "words"])
def test_a_file_that_is_no_mapping(root: str) -> None:
    (problem,) = problems(root)
    assert problem.startswith("1:1: wrong-type: an answers file has to be a mapping with format, questionnaire, ")


def test_all_problems_of_a_file_come_in_one_run() -> None:
    text = an_answers_text("{mil: 1, mill: 9, mill: 2}", "context: {region: city}\ndone: [x]\n").replace(
        "2026-10-05", "never"
    )
    assert [one.split(": ")[:2] for one in problems(text)] == [
        ["5:7", "wrong-type"],
        ["6:11", "unknown-question"],
        ["6:25", "level-range"],
        ["6:28", "duplicate-key"],
        ["7:19", "not-allowed"],
        ["8:8", "unknown-step"],
    ]


def test_json_and_yaml_give_the_same_answers() -> None:
    value = {
        "format": "smi.answers/1",
        "questionnaire": "bakery",
        "version": "1.0",
        "subject": "Crumb & Söhne 😀",
        "date": "2026-10-05",
        "answers": {"mill": 2, "tasting": {"na": "None"}, "heat": "unknown", "opening": None, "till": {"level": 1.0}},
        "context": {"shops": 2.5, "region": "town", "bread": ["rye"]},
        "done": ["count-loaves"],
    }
    as_json = parse_json(json.dumps(value), "a.json")
    assert isinstance(as_json, Document)
    as_yaml = an_answers_text(
        "{mill: 2, tasting: {na: None}, heat: unknown, opening: , till: {level: 1}}",
        "context: {shops: 2.5, region: town, bread: [rye]}\ndone: [count-loaves]\n",
    ).replace("Sons", "Söhne 😀")
    assert decode_answers(as_json, INSTRUMENT) == decoded(as_yaml)


def test_a_level_in_quotation_marks_is_refused_in_json_too() -> None:
    document = parse_json('{"answers": {"mill": "2"}}', "a.json")
    assert isinstance(document, Document)
    outcome = decode_answers(document, INSTRUMENT)
    assert not isinstance(outcome, Answers)
    expected = "a.json:1:22: wrong-type: mill has to be a number, not '2' (leave out the quotation marks)"
    assert expected in [str(one) for one in outcome.items]
