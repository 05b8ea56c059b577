"""No text from a file does anything but be read."""

from __future__ import annotations

import re
from unicodedata import category

import pytest
from hypothesis import given, settings
from markdown_it import MarkdownIt
from markdown_it.token import Token

from properties.strategies import texts
from smi_cli.rendering.harmless import markdown, plain

READER = MarkdownIt("commonmark").enable("table")
DIRECTIONS = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@settings(max_examples=400)
@given(texts)
def test_plain_text_has_no_control_or_direction_character_and_one_line(text: str) -> None:
    shown = plain(text)
    assert not [character for character in shown if category(character) in {"Cc", "Cs", "Zl", "Zp"}]
    assert not DIRECTIONS & set(shown)
    assert shown == shown.strip()
    assert shown.splitlines() in ([], [shown])
    shown.encode()  # no half of a surrogate pair


@settings(max_examples=200)
@given(texts)
def test_what_is_harmless_stays_as_it_is(text: str) -> None:
    assert plain(plain(text)) == plain(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Crumb & Sons", "Crumb & Sons"),
        ("Bäckerei 界 😀", "Bäckerei 界 😀"),
        ("two\n lines\tand a tab", "two lines and a tab"),
        ("\x1b[31mred", "\\x1b[31mred"),
        ("nul\x00", "nul\\x00"),
        ("\x9b31m", "\\x9b31m"),
        ("\u202eevil", "\\u202eevil"),
        ("\u2066x\u2069", "\\u2066x\\u2069"),
        ("\ufeffx", "\\ufeffx"),
        ("\ud800", "\\ud800"),
        ("\U000e0041", "\\U000e0041"),
        ("[bold]markup[/bold]", "[bold]markup[/bold]"),
    ],
)
def test_control_characters_are_shown_escaped(text: str, shown: str) -> None:
    assert plain(text) == shown


def said(tokens: list[Token]) -> str:
    """The text of a line that has nothing but text in it."""
    assert [token.type for token in tokens] in (["text"], []), tokens
    return "".join(token.content for token in tokens)


def read_line(source: str) -> tuple[list[str], str]:
    """The blocks that a Markdown source makes, and the text of its only line."""
    tokens = READER.parse(source)
    inline = [token for token in tokens if token.type == "inline"]
    assert len(inline) <= 1
    kinds = [token.type for token in tokens if token.type.endswith("_open")]
    return kinds, said(inline[0].children or []) if inline else ""


@settings(max_examples=600)
@given(texts)
def test_markdown_gives_exactly_the_plain_text_back(text: str) -> None:
    if not plain(text):
        return
    assert read_line(markdown(text)) == (["paragraph_open"], plain(text))
    assert read_line(f"# {markdown(text)}") == (["heading_open"], plain(text))
    assert read_line(f"- {markdown(text)}") == (["bullet_list_open", "list_item_open", "paragraph_open"], plain(text))
    assert read_line(f"1. {markdown(text)}")[1] == plain(text)


@settings(max_examples=300)
@given(texts, texts)
def test_a_table_cell_stays_a_cell(one: str, other: str) -> None:
    source = f"| Question | Answer |\n| --- | --- |\n| {markdown(one)} | {markdown(other)} |\n"
    tokens = READER.parse(source)
    assert [token.type for token in tokens].count("tr_open") == 2
    assert [token.type for token in tokens].count("td_open") == 2
    cells = [token for token in tokens if token.type == "inline"]
    assert [said(cell.children or []) for cell in cells] == ["Question", "Answer", plain(one), plain(other)]


@settings(max_examples=200)
@given(texts)
def test_bold_text_stays_text(text: str) -> None:
    if not plain(text):
        return
    tokens = READER.parseInline(f"a **{markdown(text)}** b")[0].children or []
    if [token.type for token in tokens] != ["text"]:  # signs beside punctuation may be no emphasis at all
        assert [token.type for token in tokens] == ["text", "strong_open", "text", "strong_close", "text"]
        assert tokens[2].content == plain(text)
    assert not {"link_open", "image", "html_inline", "em_open", "code_inline"} & {token.type for token in tokens}


BLOCKS = (
    "# Title",
    "- item",
    "+ item",
    "* item",
    "1. item",
    "1) item",
    "> quote",
    "---",
    "===",
    "```",
    "~~~ x",
    "    code",
)
CELLS = ("| a | b |", "\\|", "\\\\|", "a\\", "a  \nb", "[a]: b")
SPANS = (
    "<b>bold</b>",
    "<!-- gone -->",
    "[a](http://b.c)",
    "![a](b.png)",
    "<http://b.c>",
    "*a* _b_ **c** __d__",
    "`code`",
)
OTHERS = ("&amp; &#42;", "~~struck~~", "@everyone", "#1", "$x$")


@pytest.mark.parametrize("text", [*BLOCKS, *CELLS, *SPANS, *OTHERS])
def test_every_sign_of_markdown(text: str) -> None:
    assert read_line(markdown(text)) == (["paragraph_open"], plain(text))


@pytest.mark.parametrize("text", ["see http://a.bc", "HTTPS://a.bc", "www.a.bc", "WWW.a.bc", "ftp://a.bc", "ann@a.bc"])
def test_no_reader_finds_an_address_to_link(text: str) -> None:
    shown = markdown(text).lower()
    assert not re.search(r"(?<!\\)://", shown)
    assert "www." not in shown
    assert "n@" not in shown
