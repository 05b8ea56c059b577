"""The plainest answers, taken at once, are what the careful reader makes of them; everything else is left to it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import an_instrument
from smi_cli.loading.answers_file import decode_answers
from smi_cli.loading.bare_answers import BareReader
from smi_cli.loading.documents import Document
from smi_cli.loading.yaml_text import parse_yaml
from smi_cli.model.answers import Answers, Known

INSTRUMENT = an_instrument()
READER = BareReader(INSTRUMENT.questionnaire)
HEADING = "format: smi.answers/1\nquestionnaire: bakery\nversion: 1.0\nsubject: Crumb\ndate: 2026-10-05\n"


def document(text: str) -> Document:
    parsed = parse_yaml(text, "a.yaml")
    assert isinstance(parsed, Document)
    return parsed


def test_levels_are_taken_at_once() -> None:
    answers = READER.read(document(f"{HEADING}answers:\n  mill: 1\n  heat: 0\n"))
    assert answers is not None
    assert answers.by_question == {"mill": Known(1), "heat": Known(0)}
    assert (answers.subject, answers.date.isoformat()) == ("Crumb", "2026-10-05")


@pytest.mark.parametrize(
    "rest",
    [
        "answers: {mill: unknown}",
        "answers: {mill: 9}",
        "answers: {mill: '1'}",
        "answers: {mill: 01}",
        "answers: {mill: {level: 1}}",
        "answers: {mill: }",
        "answers: {nobody: 1}",
        "answers: [mill]",
        "done: [plan]",
        "more: 1",
        "role: [a]",
        "respondent:",
    ],
)
def test_what_has_to_be_looked_at_is_left(rest: str) -> None:
    assert READER.read(document(HEADING + rest)) is None


IDS = [question.id for question in INSTRUMENT.questionnaire.questions]
CONTEXT = [question.id for question in INSTRUMENT.questionnaire.context]
TEXTS = [
    "0",
    "1",
    "2",
    "4",
    "9",
    "01",
    "1.0",
    "'1'",
    '"2"',
    "unknown",
    "na",
    "",
    "~",
    "null",
    "{level: 1}",
    "[1]",
    "-1",
]
OPTIONS = [option for question in INSTRUMENT.questionnaire.context for option in question.options]


def _part(name: str, keys: list[str], values: list[str]) -> st.SearchStrategy[str]:
    entries = st.dictionaries(st.sampled_from([*keys, "nobody"]), st.sampled_from(values), max_size=5)
    return entries.map(lambda given: f"{name}:\n" + "".join(f"  {key}: {value}\n" for key, value in given.items()))


LINES = {
    "format": ["smi.answers/1"],
    "questionnaire": ["bakery", "'bakery'"],
    "version": ["1.0", "'1.0'", "1.1", ""],
    "subject": ["Crumb", "' '", "1871", "null", "[a]"],
    "date": ["2026-10-05", "2026-02-30", "2026-1-05", "'2026-10-05'", "\uff12026-10-05", "today"],
    "respondent": ["Bo", "", "~"],
    "role": ["Baker", "' '"],
}
HEADINGS = st.fixed_dictionaries(
    {key: st.sampled_from(LINES[key]) for key in ("format", "questionnaire", "version", "subject", "date")},
    optional={key: st.sampled_from(LINES[key]) for key in ("respondent", "role")},
).map(lambda lines: "".join(f"{key}: {value}\n" for key, value in lines.items()))


@given(HEADINGS, _part("answers", IDS, TEXTS), _part("context", CONTEXT, [*OPTIONS, *TEXTS]))
def test_what_is_taken_is_what_the_careful_reader_takes(heading: str, answers: str, context: str) -> None:
    parsed = document(heading + answers + context)
    taken = READER.read(parsed)
    if taken is not None:
        careful = decode_answers(parsed, INSTRUMENT)
        assert isinstance(careful, Answers)
        assert taken == careful
