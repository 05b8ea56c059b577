"""Input that no repository can hold: too large, too deep, no text, no file. It is made on the spot, and ends quickly."""

# ruff: noqa: E501 - a problem is one line, and stands here as its reader sees it

from __future__ import annotations

import gzip
import json
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Result, run_command

QUESTIONNAIRE = Path(__file__).parents[1] / "data" / "questionnaires" / "bakery.yaml"
HARMFUL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
HEAD = "format: smi.answers/1\nquestionnaire: bakery\nversion: 1.10\nsubject: Crumb\ndate: 2026-10-05\n"
GOOD = f"{HEAD}answers: {{mill: 2}}\n"
DEEP = 100_000
BOMB = "a: &a [x, x]\n" + "".join(
    f"{one}: &{one} [*{before}, *{before}]\n" for before, one in zip("abcdefgh", "bcdefghi", strict=True)
)
# As many as fit into the size that is read.
TAGS = "".join(f"%TAG !a{number}! x\n" for number in range(60_000))

# For each text, its problem without the name of the file.
TEXTS: dict[str, tuple[str | bytes, str]] = {
    "alias-bomb.yaml": (BOMB, "1:4: yaml-anchor"),
    "merge-bomb.yaml": ("a: &a {k: v}\nb: {<<: [*a, *a]}\n", "1:4: yaml-anchor"),
    "deep-flow-list.yaml": ("[" * DEEP, "1:33: too-deep"),
    "deep-flow-mapping.yaml": ("{a: " * DEEP, "1:129: too-deep"),
    "deep-block-list.yaml": ("- " * DEEP, "1:65: too-deep"),
    "deep-block-mapping.yaml": ("\n".join(" " * depth + "a:" for depth in range(1000)), "33:33: too-deep"),
    "deep-keys.yaml": ("? " * DEEP, "1:3: bad-key"),
    "deep-list.json": ("[" * DEEP, "1:33: too-deep"),
    "deep-object.json": ('{"a":' * DEEP, "1:161: too-deep"),
    "tags.yaml": (TAGS, "1:1: yaml-directive"),
    "tags-behind-another-line-end.yaml": ("#\u2028" + TAGS.replace("\n", "\r"), "yaml-directive"),
    "many-values.yaml": ("- a\n" * 200_000, "100000:3: too-many-values"),
    "many-values.json": ("[" + "1," * 200_000 + "1]", "too-many-values"),
    "nul.yaml": (b"a: b\0c\n", "1:5: control-character"),
    "only-nul.yaml": (b"\0" * 1000, "1:1: control-character"),
    "nul.json": (b'{"a": "\0"}', "1:8: bad-json"),
    "utf-16.yaml": (GOOD.encode("utf-16"), "1:1: not-utf-8"),
    "utf-16-without-mark.yaml": (GOOD.encode("utf-16-le"), "1:2: control-character"),
    "latin-1.yaml": (HEAD.replace("Crumb", "Crûmb").encode("latin-1"), "4:12: not-utf-8"),
    "gzip.yaml": (gzip.compress(GOOD.encode(), mtime=0), "1:2: not-utf-8"),
    "level-of-5000-digits.yaml": (f"{HEAD}answers: {{mill: {'9' * 5000}}}\n", "6:17: out-of-range"),
    "level-of-5000-digits.json": ((f'{{"format": "smi.answers/1", "questionnaire": "bakery", "version": "1.10", "subject": "x",\n'
     f'"date": "2026-10-05", "answers": {{"mill": {"9" * 5000}}}}}'), "2:43: out-of-range"),
    "one-line.yaml": ("a" * 1_000_000, "1:1: wrong-kind"),
    "one-quote.yaml": ('"' + "a\n" * 500_000, "1:1: bad-yaml"),
    "blank.yaml": (" \n" * 500_000, "1:1: empty-file"),
    "just-too-large.yaml": ("#" * (1024 * 1024 + 1), "too-large"),
}  # fmt: skip


def make_texts(folder: Path) -> None:
    for name, (text, _) in TEXTS.items():
        (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())


def a_sparse_file(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(100_000_000)


PLACES: dict[str, tuple[Callable[[Path], object], str]] = {
    "sparse.yaml": (a_sparse_file, "too-large"),
    "pipe.yaml": (os.mkfifo, "not-a-file"),
    "dangling.yaml": (lambda path: path.symlink_to("nowhere"), "not-found"),
    "loop.yaml": (lambda path: path.symlink_to(path.name), "not-readable"),
    "device.yaml": (lambda path: path.symlink_to("/dev/zero"), "not-a-file"),
    "missing.yaml": (lambda path: None, "not-found"),
    "empty-folder": (lambda path: path.mkdir(), "nothing-found"),
}


def score(folder: Path, format_: str) -> Result:
    names = [*TEXTS, *PLACES, "good.yaml"]
    return run_command(["score", *names, "--questionnaire", QUESTIONNAIRE, "-f", format_], cwd=folder)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    make_texts(folder)
    for name, (make, _) in PLACES.items():
        make(folder / name)
    (folder / "good.yaml").write_text(GOOD)
    return folder


# One test for each run rather than for each file: two workers would make the files and wait for the runs twice.
@pytest.mark.parametrize("format_", ["terminal", "markdown", "json"])
def test_every_hostile_file_is_told_and_the_good_one_scored(hostile: Path, format_: str) -> None:
    result = score(hostile, format_)
    assert result.code == 3
    assert "Traceback" not in result.out + result.err
    assert not HARMFUL.search(result.err if format_ == "json" else result.out + result.err)
    expected = {name: problem for table in (TEXTS, PLACES) for name, (_, problem) in table.items()}
    lines = {line.partition(":")[0]: line for line in result.err.splitlines()}
    wrong = {name: lines.get(name) for name, problem in expected.items() if f"{problem}: " not in lines.get(name, "")}
    assert wrong == {}
    assert "Crumb" in result.out
    if format_ == "json":
        document = json.loads(result.out)
        assert list(document) == ["schema", "results", "problems", "gates"]
        assert len(document["results"]) == 1
        assert {Path(one["file"]).name for one in document["problems"]} == set(expected)


def test_ten_thousand_unknown_words_do_not_take_minutes(tmp_path: Path) -> None:
    # A hint for each of them costs more than reading them.
    lines = "".join(f"  customer-experience-{number}: 1\n" for number in range(10_000))
    (tmp_path / "a.yaml").write_text(f"{HEAD}answers:\n{lines}".replace("bakery", "smi").replace("1.10", "1.0"))
    result = run_command(["score", tmp_path / "a.yaml", "-q"])
    assert result.code == 3
    assert "a.yaml:7:3: unknown-question: " in result.err


def test_a_subject_of_ten_thousand_characters_is_legal(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(GOOD.replace("Crumb", "Crumb" * 2000))
    for format_ in ("terminal", "markdown", "json"):
        result = run_command(["score", tmp_path / "a.yaml", "--questionnaire", QUESTIONNAIRE, "-f", format_])
        assert (result.code, result.err) == (0, "")
        assert "Crumb" * 2000 in "".join(result.out.split())


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").touch(mode=0)
    result = run_command(["score", "a.yaml"], cwd=tmp_path)
    assert (result.code, result.err.splitlines()[0]) == (
        3,
        "a.yaml: not-readable: You may not read this file (check its permissions)",
    )


def test_a_name_that_is_no_text(tmp_path: Path) -> None:
    name = os.fsdecode(b"caf\xe9\x1b[31m\n.yaml")
    (tmp_path / name).write_text(GOOD.replace("mill", "mil"))
    result = run_command(["score", ".", "--questionnaire", QUESTIONNAIRE], cwd=tmp_path)
    assert result.code == 3
    assert "\\x1b[31m" in result.err
    assert ":6:11: unknown-question: " in result.err
    assert "Traceback" not in result.err
    assert not HARMFUL.search(result.err)
