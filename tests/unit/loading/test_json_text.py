"""JSON by the same rules as YAML, with the place of every value."""

from __future__ import annotations

import json

import pytest

from smi_cli.loading.documents import Document, Mapping, Scalar
from smi_cli.loading.json_text import parse_json
from smi_cli.loading.yaml_text import parse_yaml
from smi_cli.model.problems import Problem, Problems


def problems_of(outcome: Document | Problems) -> tuple[Problem, ...]:
    return outcome.items if isinstance(outcome, Problems) else outcome.problems


def problems_of_json(text: str) -> list[str]:
    return [str(one) for one in problems_of(parse_json(text, "f.json"))]


def scalar(text: str) -> Scalar:
    document = parse_json(text, "f.json")
    assert isinstance(document, Document), document
    assert isinstance(document.root, Scalar)
    return document.root


@pytest.mark.parametrize("text", ["0", "-1", "1.10", "1e3", "2.5E-2", "true", "false", "null"])
def test_a_bare_value_keeps_its_written_form(text: str) -> None:
    assert scalar(f" {text}\n")[:2] == (text, True)


@pytest.mark.parametrize("text", ["a", "", '"', "\\", "\n\t\x00\x1f", "ü", "😀", "\u2028", "null", "1"])
@pytest.mark.parametrize("ascii_only", [True, False])
def test_every_text_that_json_writes_is_read(text: str, ascii_only: bool) -> None:
    assert scalar(json.dumps(text, ensure_ascii=ascii_only))[:2] == (text, False)


def test_the_tree_is_the_same_as_that_of_yaml() -> None:
    text = '{"a": [1, "b", {"c": null}],\n "d": {},\n "e": []}\n'
    assert parse_json(text, "f") == parse_yaml(text, "f")


def test_places_are_counted_in_characters() -> None:
    document = parse_json('{\n  "😀": ["ü", 1]\r\n}', "f.json")
    assert isinstance(document, Document)
    assert isinstance(document.root, Mapping)
    assert (str(document.locate_key("😀")), str(document.locate("😀", 1))) == ("f.json:2:3", "f.json:2:14")


VALUE = "bad-json: A value has to stand here (texts stand in quotation marks)"
KEY = "bad-json: A key in quotation marks has to stand here"
BROKEN = "bad-json: The text in quotation marks is broken"
SECOND = "second-document: Something stands behind the end of the document"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "1:1: empty-file: The file is empty"),
        (" \r\n\t", "1:1: empty-file: The file is empty"),
        ("{", f"1:2: {KEY}"),
        ("{a: 1}", f"1:2: {KEY}"),
        ('{"a": 1,}', f"1:9: {KEY}"),
        ('{"a" 1}', "1:6: bad-json: A colon is missing behind the key"),
        ('{"a": 1\n"b": 2}', "2:1: bad-json: A comma or } is missing"),
        ("[1 2]", "1:4: bad-json: A comma or ] is missing"),
        ("[1,", f"1:4: {VALUE}"),
        ("[1,]", f"1:4: {VALUE}"),
        ('{"a": }', f"1:7: {VALUE}"),
        ("'a'", f"1:1: {VALUE}"),
        ("tru", f"1:1: {VALUE}"),
        ("01", f"1:1: {VALUE}"),
        ("+1", f"1:1: {VALUE}"),
        ("1.", f"1:1: {VALUE}"),
        (".5", f"1:1: {VALUE}"),
        ("0x1F", f"1:1: {VALUE}"),
        ("// a remark\n{}", f"1:1: {VALUE}"),
        # A letter or a digit of another script ends no number.
        ('{"subject": 1é}', f"1:13: {VALUE}"),
        ('{"level": 1٣}', f"1:11: {VALUE}"),
        ('"a', f"1:1: {BROKEN}: Unterminated string starting at"),
        ('"a\tb"', f"1:3: {BROKEN}: Invalid control character at"),
        ('"\\q"', f"1:2: {BROKEN}: Invalid \\escape"),
        ('["\\ud800"]', "1:2: bad-json: The text holds half of a surrogate pair, which is no character"),
        ('{"\\udc00": 1}', "1:2: bad-json: The text holds half of a surrogate pair, which is no character"),
        ("{} {}", f"1:4: {SECOND}"),
        ("{}\n]", f"2:1: {SECOND}"),
    ],
)
def test_what_is_refused(text: str, expected: str) -> None:
    assert problems_of_json(text) == [f"f.json:{expected}"]


@pytest.mark.parametrize("word", ["NaN", "Infinity", "-Infinity"])
def test_no_number_is_infinite(word: str) -> None:
    assert problems_of_json(f'{{"a": {word}}}') == [
        f"f.json:1:7: not-finite: {word} is not a number that anything can be counted with (quote it if it is text)"
    ]


def test_every_duplicate_key_is_named_with_the_first_place() -> None:
    assert problems_of_json('{"a": 1, "b": {"c": 1,\n"c": 2}, "a": 3}') == [
        "f.json:2:1: duplicate-key: The key 'c' stands twice (first in line 1)",
        "f.json:2:10: duplicate-key: The key 'a' stands twice (first in line 1)",
    ]


@pytest.mark.parametrize("depth", [33, 100_000])
@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ('{"a":', "}")], ids=["lists", "objects"])
def test_nesting_ends_where_it_does_in_yaml(opening: str, closing: str, depth: int) -> None:
    inner = "" if opening == "[" else "1"
    (problem,) = problems_of_json(opening * depth + inner + closing * depth)
    assert problem.endswith("too-deep: The file is nested more than 32 deep")


def test_nesting_of_32_is_read() -> None:
    assert isinstance(parse_json("[" * 32 + "]" * 32, "f.json"), Document)
    assert isinstance(parse_json("[" * 32 + "1" + "]" * 32, "f.json"), Document)


def test_the_number_of_values_ends_at_100_000() -> None:
    (problem,) = problems_of_json("[" + "1, " * 200_000 + "1]")
    assert problem.endswith("too-many-values: The file holds more than 100,000 values")
