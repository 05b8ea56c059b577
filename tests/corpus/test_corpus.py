"""Bad and nasty input through the real command: the files in `bad/` have one kind of trouble each, those in `nasty/` none,
and those in `gates/` are bad gates files.

All files of a folder go through one run of the command for each format: so the good ones prove that the bad ones do not
hide them, and the suite stays quick.
"""

# ruff: noqa: E501 - a problem is one line, and stands here as its reader sees it

from __future__ import annotations

import json
import re
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from conftest import Result, run_command

HERE = Path(__file__).parent
QUESTIONNAIRE = "../data/questionnaires/bakery.yaml"
FORMATS = ("terminal", "markdown", "json")
# Control characters but the line feed, and characters that turn the direction of the text around them.
HARMFUL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")

# Where each bad file goes wrong, and how.
BAD = {
    "after-the-end.yaml": "9:1: bad-yaml",
    "alias.yaml": "8:7: yaml-anchor",
    "anchor.yaml": "8:7: yaml-anchor",
    "answer-key.yaml": "7:10: unknown-key",
    "at-sign.yaml": "8:7: bad-yaml",
    "bracket.yaml": "9:1: bad-yaml",
    "colon.yaml": "8:12: bad-yaml",
    "comma-behind-last.json": "9:3: bad-json",
    "comma-missing.json": "5:3: bad-json",
    "complex-key.yaml": "8:3: bad-key",
    "context-among-answers.yaml": "7:3: unknown-question",
    "context-number.yaml": "8:18: wrong-type",
    "context-option.yaml": "8:19: not-allowed",
    "context-options.yaml": "8:24: not-allowed",
    "context-scored.yaml": "8:11: unknown-question",
    "context-text-list.yaml": "8:18: wrong-type",
    "context-too-large.yaml": "8:18: out-of-range",
    "context-too-small.yaml": "8:18: out-of-range",
    "context-unknown.yaml": "8:11: unknown-question",
    "control-character.yaml": "8:8: control-character",
    "date-german.yaml": "5:7: wrong-type",
    "date-invalid.yaml": "5:7: bad-date",
    "date-missing.yaml": "1:1: missing-key",
    "date-time.yaml": "5:7: wrong-type",
    "directive.yaml": "9:1: yaml-directive",
    "done-no-list.yaml": "8:7: wrong-type",
    "duplicate-question.json": "8:16: duplicate-key",
    "duplicate-question.yaml": "9:3: duplicate-key",
    "duplicate-subject.yaml": "5:1: duplicate-key",
    "empty.json": "1:1: empty-file",
    "empty.yaml": "1:1: empty-file",
    "escape.yaml": "8:8: bad-yaml",
    "format-missing.yaml": "1:1: missing-key",
    "format-misspelt.yaml": "1:9: unknown-format",
    "format-next.yaml": "1:9: unknown-format",
    "format-other.yaml": "1:1: wrong-kind",
    "half-surrogate.json": "5:14: bad-json",
    "half-surrogate.yaml": "8:10: bad-yaml",
    "id-upper-case.yaml": "7:3: bad-id",
    "indentation.yaml": "8:2: bad-yaml",
    "infinity.json": "8:13: not-finite",
    "kind-gates.yaml": "1:1: wrong-kind",
    "kind-weights.yaml": "1:1: wrong-kind",
    "level-010.yaml": "7:12: level-range",
    "level-1e400.json": "8:13: wrong-type",
    "level-1e400.yaml": "7:9: wrong-type",
    "level-20-digits.yaml": "7:9: out-of-range",
    "level-and-na.yaml": "7:12: level-and-na",
    "level-half.yaml": "7:9: wrong-type",
    "level-hexadecimal.yaml": "7:9: wrong-type",
    "level-infinite.yaml": "7:9: not-finite",
    "level-list.yaml": "7:9: wrong-type",
    "level-nan.yaml": "7:9: not-finite",
    "level-negative.yaml": "7:9: out-of-range",
    "level-no.yaml": "7:9: wrong-type",
    "level-octal.json": "8:13: bad-json",
    "level-quoted.json": "8:13: wrong-type",
    "level-quoted.yaml": "7:9: wrong-type",
    "level-too-high.yaml": "7:9: level-range",
    "level-true.json": "8:13: wrong-type",
    "level-true.yaml": "7:9: wrong-type",
    "level-words.yaml": "7:9: wrong-type",
    "line-break.json": "5:20: bad-json",
    "list.json": "1:1: wrong-kind",
    "list.yaml": "1:1: wrong-kind",
    "merge-key.yaml": "8:1: unknown-key",
    "na-empty.yaml": "7:17: missing-value",
    "na-not-allowed.yaml": "7:9: na-not-allowed",
    "na-without-reason.yaml": "7:12: na-reason",
    "na-yes.yaml": "7:17: na-reason",
    "nan.json": "8:13: not-finite",
    "not-closed.json": "10:1: bad-json",
    "only-remarks.yaml": "1:1: empty-file",
    "questionnaire-missing.yaml": "1:1: missing-key",
    "questionnaire-other.yaml": "2:16: wrong-questionnaire",
    "quote.yaml": "8:7: bad-yaml",
    "remark.json": "1:3: bad-json",
    "scalar.yaml": "1:1: wrong-kind",
    "second-document.json": "11:1: second-document",
    "second-document.yaml": "8:1: second-document",
    "seen-invalid.yaml": "7:26: bad-date",
    "single-quotes.json": "5:14: bad-json",
    "step-keep.yaml": "8:8: not-tickable",
    "step-raise.yaml": "8:8: not-tickable",
    "step-unknown.yaml": "8:8: unknown-step",
    "subject-empty.yaml": "4:9: missing-value",
    "subject-mapping.yaml": "4:10: wrong-type",
    "subject-null.yaml": "4:10: missing-value",
    "tab.yaml": "9:1: bad-yaml",
    "tag-python.yaml": "8:7: yaml-tag",
    "tag.yaml": "8:7: yaml-tag",
    "too-deep.json": "1:33: too-deep",
    "too-deep.yaml": "8:49: too-deep",
    "unknown-key.yaml": "8:1: unknown-key",
    "unknown-question.json": "8:5: unknown-question",
    "unknown-question.yaml": "7:3: unknown-question",
    "version-mismatch.yaml": "3:10: wrong-version",
    "version-missing.yaml": "1:1: missing-key",
    "yaml.json": "1:1: bad-json",
}
# Where each bad gates file goes wrong, and how.
GATES = {
    "boolean-quoted.yaml": ["4:18: wrong-type"],
    "boolean-yes.yaml": ["4:18: wrong-type"],
    "comma-unquoted.yaml": ["4:34: bad-demand"],
    "context.yaml": ["5:7: unknown-reference"],
    "control-characters.yaml": ["5:7: out-of-range"],
    "drop-nan.yaml": ["4:13: not-finite", "4:13: wrong-type"],
    "drop-negative.yaml": ["4:13: out-of-range"],
    "empty-demand.yaml": ["4:13: wrong-type"],
    "half-read.yaml": ["5:1: bad-yaml"],
    "level-too-high.yaml": ["5:7: out-of-range"],
    "level-words.yaml": ["5:7: out-of-range"],
    "list.json": ["2:38: bad-demand", "2:42: out-of-range"],
    "missing-negative.yaml": ["4:16: out-of-range"],
    "nothing.yaml": ["1:1: no-gates"],
    "only-false.yaml": ["1:1: no-gates"],
    "quadrant-unknown.yaml": ["5:7: unknown-reference"],
    "questionnaire-other.yaml": ["2:16: wrong-questionnaire"],
    "rung-unknown.yaml": ["5:7: unknown-reference"],
    "score-1e999.yaml": ["5:7: out-of-range"],
    "score-infinite.yaml": ["5:7: out-of-range"],
    "score-nan.yaml": ["5:7: out-of-range"],
    "score-over-100.yaml": ["5:7: out-of-range"],
    "severity-unknown.yaml": ["3:1: unknown-key"],
    "spaces.yaml": ["5:7: unknown-reference"],
    "unknown-key.yaml": ["4:3: unknown-key"],
    "wrong-format.yaml": ["1:9: unknown-format"],
}
NASTY = sorted(path.name for path in (HERE / "nasty").iterdir())


@cache
def scored(folder: str, format_: str) -> Result:
    """One run over all files of a folder, by name, and one good file behind them."""
    files = sorted(f"{folder}/{path.name}" for path in (HERE / folder).iterdir())
    arguments = ["score", *files, "../data/answers/certain.yaml", "--questionnaire", QUESTIONNAIRE, "--format", format_]
    return run_command(arguments, cwd=HERE)


@cache
def scored_alone(name: str, format_: str) -> Result:
    return run_command(["score", f"nasty/{name}", "--questionnaire", QUESTIONNAIRE, "-f", format_], cwd=HERE)


def is_harmless(result: Result, format_: str) -> bool:
    # JSON escapes by rules of its own; what reads it is a program.
    shown = result.err if format_ == "json" else result.out + result.err
    return "Traceback" not in shown and not HARMFUL.search(shown)


def test_the_table_speaks_of_every_file() -> None:
    assert sorted(path.name for path in (HERE / "bad").iterdir()) == sorted(BAD)


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_told_with_its_place(name: str, format_: str) -> None:
    assert f"\nbad/{name}:{BAD[name]}: " in f"\n{scored('bad', format_).err}"


@pytest.mark.parametrize("format_", FORMATS)
def test_bad_files_end_in_3_and_hide_no_good_one(format_: str) -> None:
    result = scored("bad", format_)
    assert result.code == 3
    assert is_harmless(result, format_)
    assert "Crumb and Sons" in result.out
    assert f"smi: 1 scored, {len(BAD)} not usable." in result.err


def test_json_holds_every_problem() -> None:
    document = json.loads(scored("bad", "json").out)
    assert list(document) == ["schema", "results", "problems", "gates"]
    assert [one["subject"] for one in document["results"]] == ["Crumb and Sons"]
    problems = {
        (Path(one["file"]).name, f"{one['line']}:{one['column']}: {one['code']}") for one in document["problems"]
    }
    assert problems >= set(BAD.items())


def test_each_kind_of_trouble_is_one_line() -> None:
    lines = [line for line in scored("bad", "terminal").err.splitlines() if not line.startswith("smi: ")]
    assert all(
        re.match(r"bad/[a-z0-9-]+\.(yaml|json):[1-9][0-9]*:[1-9][0-9]*: [a-z0-9-]+: [^:]", line) for line in lines
    )
    assert lines == sorted(lines, key=lambda line: line.split(":")[0])


def test_bad_gates_files_are_told_with_their_places() -> None:
    result = run_command(["check", "gates", "--questionnaire", QUESTIONNAIRE], cwd=HERE)
    assert result.code == 1
    assert is_harmless(result, "terminal")
    told: dict[str, list[str]] = {path.name: [] for path in sorted((HERE / "gates").iterdir())}
    for line in result.out.splitlines():
        place, code, _ = line.removeprefix("gates/").split(": ", 2)
        name, _, where = place.partition(":")
        told[name].append(f"{where}: {code}")
    assert told == GATES


@pytest.mark.parametrize("format_", FORMATS)
def test_nasty_files_are_scored(format_: str) -> None:
    result = scored("nasty", format_)
    assert (result.code, result.err) == (0, "")
    assert is_harmless(result, format_)


def test_json_gives_every_text_back_as_it_stood() -> None:
    results = {Path(one["file"]).name: one for one in json.loads(scored("nasty", "json").out)["results"]}
    assert set(NASTY) <= set(results)
    assert results["bidirectional.yaml"]["subject"] == "a\u202egpj.exe\u202c \u2066b\u2069 \u200f\u061c\u200b\ufeff"
    assert results["null-and-breaks.yaml"]["subject"] == "a\0b\nc\rd\u2028e\x85f"
    assert results["rich-markup.yaml"]["subject"] == "[/red] [bold] [link=http://x] :smile: [[x]] [/]"
    assert results["written-forms.yaml"]["subject"] == "1871"
    assert results["pairs.json"]["subject"] == "😀 \0\x1b[31m \u202e"
    assert results["byte-order-mark.yaml"]["subject"] == results["windows.yaml"]["subject"] == "Crumb & Sons"


# A file alone gives a whole report, with notes and reasons, instead of a line in a table.
@pytest.mark.parametrize("format_", ["terminal", "markdown"])
@pytest.mark.parametrize(
    "name",
    ["escape-sequences", "null-and-breaks", "rich-markup", "bidirectional", "bidirectional-bare", "markdown", "html"],
)
def test_a_nasty_file_makes_a_harmless_report(name: str, format_: str) -> None:
    result = scored_alone(f"{name}.yaml", format_)
    assert (result.code, result.err) == (0, "")
    assert is_harmless(result, format_)


def test_markup_is_shown_as_it_stands() -> None:
    assert "[/red] [bold] [link=http://x] :smile: [[x]] [/]" in " ".join(
        scored_alone("rich-markup.yaml", "terminal").out.split()
    )
    assert "\\x1b[2J" in scored_alone("escape-sequences.yaml", "terminal").out


def test_nothing_in_markdown_makes_structure() -> None:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("gfm-like", {"linkify": False})
    for name in ("html.yaml", "markdown.yaml"):
        tokens = parser.parse(scored_alone(name, "markdown").out)
        inline = [child for token in tokens for child in token.children or []]
        kinds = {token.type for token in (*tokens, *inline)}
        assert not kinds & {"html_block", "html_inline", "link_open", "image", "blockquote_open", "code_block"}
        headings = [after.content for token, after in pairwise(tokens) if token.type == "heading_open"]
        assert "Heading" not in headings
