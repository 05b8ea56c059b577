"""YAML 1.2 without its surprises: what is read, what is refused, and where."""

from __future__ import annotations

import time

import pytest

from smi_cli.loading.documents import Document, Mapping, Node, Scalar, Sequence
from smi_cli.loading.yaml_text import parse_yaml
from smi_cli.model.problems import Problem, Problems

Plain = str | list["Plain"] | dict[str, "Plain"]


def problems_of(outcome: Document | Problems) -> tuple[Problem, ...]:
    return outcome.items if isinstance(outcome, Problems) else outcome.problems


def problems_of_yaml(text: str) -> list[str]:
    return [str(one) for one in problems_of(parse_yaml(text, "f.yaml"))]


def bare(node: Node) -> Plain:
    """A node without its places."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [bare(item) for item in node.items]
    return {key: bare(value) for key, (_, value) in node.entries.items()}


def read(text: str) -> Plain:
    document = parse_yaml(text, "f.yaml")
    assert isinstance(document, Document), document
    assert not document.problems
    return bare(document.root)


@pytest.mark.parametrize(
    "text", ["no", "yes", "on", "off", "010", "1.10", "1_000", "0x10", "2026-10-05", "12:30:00", "<<"]
)
def test_a_value_keeps_its_written_form(text: str) -> None:
    assert read(f"key: {text}\n{text}: value\n") == {"key": text, text: "value"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: b # remark\n", {"a": "b"}),
        ("a: b\r\nc: d\r\n", {"a": "b", "c": "d"}),
        ("a: >-\n  one\n  two\nb: |\n  one\n  two\n", {"a": "one two", "b": "one\ntwo\n"}),
        ("a: {b: [c, d], e: 'it''s'}\n", {"a": {"b": ["c", "d"], "e": "it's"}}),
        ("---\na: b\n...\n", {"a": "b"}),
        ('a: "\\e[31m\\u202e"\n', {"a": "\x1b[31m\u202e"}),
        ("a: 100 % sure\nb: |\n  %TAG is only text here\n", {"a": "100 % sure", "b": "%TAG is only text here\n"}),
        ("a:\nb: ~\n", {"a": "", "b": "~"}),
        ("grüße: 😀\n", {"grüße": "😀"}),
        # A merge key is a key like any other: nothing is merged.
        ("<<: {a: b}\n", {"<<": {"a": "b"}}),
        ("a: .info\nb: '.inf'\n", {"a": ".info", "b": ".inf"}),
    ],
)
def test_what_is_read(text: str, expected: Plain) -> None:
    assert read(text) == expected


def test_quotes_are_remembered_and_places_counted_in_characters() -> None:
    document = parse_yaml("ü: 😀\nkey: 'no'\nlist:\n  - {a: b}\n", "f.yaml")
    assert isinstance(document, Document)
    assert isinstance(document.root, Mapping)
    assert [value.plain for _, value in document.root.entries.values() if isinstance(value, Scalar)] == [True, False]
    assert str(document.locate("ü")) == "f.yaml:1:4"
    assert str(document.locate("list", 0, "a")) == "f.yaml:4:9"


ANCHOR = "yaml-anchor: Anchors and aliases are not read (write the value out)"
ODD = "bad-yaml: A tab or a special character stands where a value should begin (indent with spaces, quote the text)"
COLON = (
    "bad-yaml: A colon stands where no key can be (put text that holds ': ' in quotation marks, or check the indent)"
)
INDENT = "bad-yaml: The indentation or a quote is wrong here or in the line above (keys of one block line up)"
QUOTE = "bad-yaml: A quotation mark is opened here and not closed"
BARE_KEY = "bad-yaml: A key without a colon (write key: value, with a space behind the colon)"
BRACKET = "bad-yaml: A bracket is not closed, or a comma is missing"
DIRECTIVE = "yaml-directive: A line that begins with % is a YAML directive; smi reads none (quote or indent it)"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "1:1: empty-file: The file is empty"),
        ("\n# only a remark\n", "1:1: empty-file: The file is empty"),
        ("a: &x 1", f"1:4: {ANCHOR}"),
        ("a: &x {b: 1}", f"1:4: {ANCHOR}"),
        ("a: *x", f"1:4: {ANCHOR}"),
        ("a: !!int 1", "1:4: yaml-tag: The tag tag:yaml.org,2002:int is not read (write the value without a tag)"),
        (
            "a: !!python/object:os.system [ls]",
            (
                "1:4: yaml-tag: The tag tag:yaml.org,2002:python/object:os.system is not "
                "read (write the value without a tag)"
            ),
        ),
        ("%YAML 1.1\n---\na: 1", f"1:1: {DIRECTIVE}"),
        ("a: 1\n...\n%TAG ! x\n---\nb: 1", f"3:1: {DIRECTIVE}"),
        ("- a\n---\n- b", "2:1: second-document: A second document begins here (one file holds one document)"),
        ("a: b\n...\nc", "3:1: bad-yaml: Something stands after the end of the document"),
        ("? [a]\n: b", "1:3: bad-key: A key has to be a single word or text"),
        ("? {a: b}\n: c", "1:3: bad-key: A key has to be a single word or text"),
        (
            "a: b\nc: \x00",
            (
                "2:4: control-character: The control character U+0000 is not allowed in YAML "
                "(remove it, or is this another kind of file?)"
            ),
        ),
        (
            "a: \x1b[31m",
            (
                "1:4: control-character: The control character U+001B is not allowed in YAML "
                "(remove it, or is this another kind of file?)"
            ),
        ),
        ("a: 1\nb: c: d", f"2:5: {COLON}"),
        ("\ta: 1", f"1:1: {ODD}"),
        ("a:\n\tb: c", f"2:1: {ODD}"),
        ("a: @x", f"1:4: {ODD}"),
        ('a: "b', f"1:4: {QUOTE}"),
        ('a: 1\nb: "c\nd: e\n', f"2:4: {QUOTE}"),
        ("a: 'b\nc: d\n", f"1:4: {QUOTE}"),
        ("a: 1\nkey\nb: 2", f"2:1: {BARE_KEY}"),
        ("a:\n  b: 1\n  key\nd: 1", f"3:3: {BARE_KEY}"),
        ('a: "\\q"', "1:5: bad-yaml: A backslash stands before a character that cannot be escaped (use single quotes)"),
        ('a: "\\ud800"', "1:7: bad-yaml: This is not valid YAML: found invalid Unicode character escape code"),
        ("a: [1, 2", f"2:1: {BRACKET}"),
        ("a: {b: 1", f"2:1: {BRACKET}"),
        ("a: - b", "1:4: bad-yaml: A list cannot begin on this line (put '- ' on a line of its own)"),
        ("a:\n  - b\n c: d", f"3:2: {INDENT}"),
        ('a: "b"c', f"1:7: {INDENT}"),
        (",a: b", "1:1: bad-yaml: A value is missing, or a bracket is not closed"),
    ],
)
def test_what_is_refused(text: str, expected: str) -> None:
    assert problems_of_yaml(text) == [f"f.yaml:{expected}"]


@pytest.mark.parametrize("word", [".inf", "-.INF", "+.Inf", ".nan", ".NaN"])
def test_no_number_is_infinite(word: str) -> None:
    hint = "quote it if it is text"
    assert problems_of_yaml(f"a: {word}") == [
        f"f.yaml:1:4: not-finite: {word} is not a number that anything can be counted with ({hint})"
    ]


def test_every_duplicate_key_is_named_with_the_first_place() -> None:
    assert problems_of_yaml("a: 1\na: 2\nb: {c: 1, c: 2}\n'a': 3\n") == [
        "f.yaml:2:1: duplicate-key: The key 'a' stands twice (first in line 1)",
        "f.yaml:3:11: duplicate-key: The key 'c' stands twice (first in line 3)",
        "f.yaml:4:1: duplicate-key: The key 'a' stands twice (first in line 1)",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "[" * 33 + "]" * 33,
        "- " * 33 + "a",
        "\n".join(" " * depth + "a:" for depth in range(34)),
        "{a: " * 33 + "}" * 33,
    ],
    ids=["flow-list", "block-list", "block-mapping", "flow-mapping"],
)
def test_nesting_ends_at_32(text: str) -> None:
    (problem,) = problems_of_yaml(text)
    assert problem.endswith("too-deep: The file is nested more than 32 deep")


def test_nesting_of_32_is_read() -> None:
    assert isinstance(parse_yaml("[" * 32 + "]" * 32, "f.yaml"), Document)


def test_the_number_of_values_ends_at_100_000() -> None:
    (problem,) = problems_of_yaml("- a\n" * 100_000)
    assert problem == "f.yaml:100000:3: too-many-values: The file holds more than 100,000 values"


# libyaml compares each %TAG with all before it; it ends a line where YAML 1.1 did, not only at a line feed.
@pytest.mark.parametrize("end", ["\n", "\r", "\x85", "\u2028", "\u2029"], ids=["LF", "CR", "NEL", "LS", "PS"])
def test_directives_are_refused_behind_every_end_of_line(end: str) -> None:
    text = f"# remark{end}" + "".join(f"%TAG !a{number}! x{end}" for number in range(20_000)) + f"---{end}a: 1{end}"
    started = time.perf_counter()
    (problem,) = problems_of_yaml(text)
    assert "yaml-directive" in problem
    assert time.perf_counter() - started < 0.3
