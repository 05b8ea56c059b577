"""Whatever stands in a file, reading it ends in a value or in problems, and never in an exception."""

# ruff: noqa: E501 - a problem is one line, and stands here as its reader sees it

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders import BAKERY, STALL_BLUEPRINT, a_questionnaire, an_answers_text, an_instrument
from smi_cli.loading.answers_file import decode_answers
from smi_cli.loading.blueprint_file import decode_blueprint
from smi_cli.loading.documents import Document
from smi_cli.loading.files import read_text
from smi_cli.loading.finding import kind_of
from smi_cli.loading.gates_file import decode_gates
from smi_cli.loading.json_text import parse_json
from smi_cli.loading.questionnaire_file import decode_questionnaire
from smi_cli.loading.yaml_text import parse_yaml
from smi_cli.model.problems import Problems

QUESTIONNAIRE = BAKERY.replace("context:\n", "context:\n  shops: {ask: How many?, kind: number, min: 1}\n")
ANSWERS = an_answers_text(
    '{mill: 2, tasting: {na: "None", note: x}, heat: unknown, opening: {level: 1, seen: 2026-10-02}}',
    "context: {shops: 2, region: town}\ndone: [count-loaves]\n",
)
ANSWERS_JSON = (
    '{"format": "smi.answers/1", "questionnaire": "bakery", "version": "1.0", "subject": "x", "date": "2026-10-05",\n'
    '"answers": {"mill": 2, "tasting": {"na": "None"}},\n"context": {"shops": 2.5, "region": "town"}, "done": []}\n'
)
GATES = """\
format: smi.gates/1
questionnaire: bakery
error:
  require: ["quadrant=stall,counter", overall=60.5, mill=2, standing=trade]
  max-missing: 2
  no-borderline: true
warn: {require: [craft=70], max-drop: 2.5}
"""
INSTRUMENT = an_instrument(QUESTIONNAIRE, STALL_BLUEPRINT)

# Bits that mean something to one of the parsers, or that have broken others.
BITS = st.sampled_from(
    ["", " ", "  ", "\t", "\n", "\r", ":", ": ", "- ", "? ", "[", "]", "{", "}", ",", "#", "'", '"', "\\", "|", ">", "&a ", "*a",
     "!!int ", "%TAG", "---\n", "...\n", "<<: ", "~", "null", "true", "no", "na", "unknown", "0", "-1", "1.5", "1e9", "1e400",
     "9" * 19, "9" * 5000, ".nan", ".inf", "NaN", "[[[[", "{}", "[]", "overall", "mill", "craft", "\x00", "\x1b", "\x85", "\u2028",
     "\u202e", "\ufeff", "é", "٣", "😀", "a" * 70]
)  # fmt: skip
PARSERS = {"yaml": parse_yaml, "json": parse_json}

quick = settings(
    max_examples=120,
    deadline=None,
    database=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@st.composite
def mutated(draw: st.DrawFn, text: str) -> str:
    """A text of which some lines or characters are gone, doubled or replaced."""
    for _ in range(draw(st.integers(1, 3))):
        parts = text.splitlines(keepends=True) if draw(st.booleans()) else list(text)
        if not parts:
            break
        index = draw(st.integers(0, len(parts) - 1))
        change = draw(st.sampled_from(("delete", "double", "replace", "insert", "move")))
        match change:
            case "delete":
                del parts[index]
            case "double":
                parts.insert(index, parts[index])
            case "replace":
                parts[index] = draw(BITS)
            case "insert":
                parts.insert(index, draw(BITS))
            case _:
                parts.append(parts.pop(index))
        text = "".join(parts)
    return text


def is_outcome(outcome: object) -> bool:
    """Problems that say something, or a value that they do not stand in the way of."""
    if not isinstance(outcome, Problems):
        return True
    return bool(outcome.items) and all(one.code and one.message and str(one) for one in outcome.items)


def decode(document: Document | Problems, decoder: Callable[[Document], object]) -> object:
    if isinstance(document, Problems):
        return document
    kind_of(document)
    return decoder(document)


@pytest.mark.parametrize("parser", PARSERS)
@given(text=st.one_of(st.text(max_size=40), st.lists(BITS, max_size=12).map("".join)))
@settings(quick, max_examples=60)
def test_any_text(parser: str, text: str) -> None:
    document = PARSERS[parser](text, "f")
    assert is_outcome(document)
    for decoder in (decode_questionnaire, lambda one: decode_answers(one, INSTRUMENT)):
        assert is_outcome(decode(document, decoder))


@given(data=st.binary(max_size=60))
@quick
def test_any_bytes(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any.yaml"
    path.write_bytes(data)
    text = read_text(str(path))
    assert is_outcome(text)
    if isinstance(text, str):
        assert all(is_outcome(parser(text, "f")) for parser in PARSERS.values())


@given(text=mutated(QUESTIONNAIRE))
@settings(quick, max_examples=250)
def test_a_changed_questionnaire(text: str) -> None:
    assert is_outcome(decode(parse_yaml(text, "f"), decode_questionnaire))


@given(text=mutated(STALL_BLUEPRINT))
@quick
def test_a_changed_blueprint(text: str) -> None:
    questionnaire = a_questionnaire()
    assert is_outcome(decode(parse_yaml(text, "f"), lambda one: decode_blueprint(one, questionnaire)))


@given(text=mutated(GATES))
@quick
def test_changed_gates(text: str) -> None:
    questionnaire = a_questionnaire()
    assert is_outcome(decode(parse_yaml(text, "f"), lambda one: decode_gates(one, lambda: (questionnaire,))))


@pytest.mark.parametrize(("parser", "original"), [("yaml", ANSWERS), ("json", ANSWERS_JSON)])
@given(data=st.data())
@settings(quick, max_examples=150)
def test_changed_answers(parser: str, original: str, data: st.DataObject) -> None:
    text = data.draw(mutated(original))
    assert is_outcome(decode(PARSERS[parser](text, "f"), lambda one: decode_answers(one, INSTRUMENT)))


def test_the_originals_are_good() -> None:
    assert not isinstance(decode(parse_yaml(QUESTIONNAIRE, "f"), decode_questionnaire), Problems)
    gates = decode(parse_yaml(GATES, "f"), lambda one: decode_gates(one, lambda: (INSTRUMENT.questionnaire,)))
    assert not isinstance(gates, Problems)
    for document in (parse_yaml(ANSWERS, "f"), parse_json(ANSWERS_JSON, "f")):
        assert not isinstance(decode(document, lambda one: decode_answers(one, INSTRUMENT)), Problems)
