"""Saving the answers of a survey: new files, edited ones, and everything that can go wrong on the way to the disk."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from builders import BAKERY, an_instrument, some_answers
from smi_cli.loading import files
from smi_cli.loading.answers_saving import AnswersFile, Moved, free_name
from smi_cli.loading.library import Library
from smi_cli.loading.surveys import Opened, open_survey
from smi_cli.model.answers import Answers, Known
from smi_cli.model.problems import Problems

INSTRUMENT = an_instrument(BAKERY)
FIRST = some_answers({"mill": 1})
SECOND = some_answers({"mill": 2, "heat": 3})


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "acme.yaml"


def saved(path: Path, answers: Answers = FIRST) -> AnswersFile:
    file = AnswersFile(str(path), INSTRUMENT)
    assert file.save(answers) is None
    return file


def opened(path: Path, text: str) -> Opened:
    path.write_text(text, encoding="utf-8")
    (path.parent / "bakery.yaml").write_text(BAKERY, encoding="utf-8")
    found = open_survey(str(path), Library(str(path.parent / "bakery.yaml")))
    assert isinstance(found, Opened), found
    return found


def test_a_new_file_is_private_and_one_that_exists_keeps_its_mode(path: Path) -> None:
    file = saved(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    path.chmod(0o640)
    assert file.save(SECOND) is None
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert [one.name for one in path.parent.iterdir()] == ["acme.yaml"]


def test_what_is_in_the_file_already_is_not_written_again(path: Path) -> None:
    file = saved(path)
    before = path.stat().st_mtime_ns
    assert file.save(FIRST) is None
    assert path.stat().st_mtime_ns == before


@pytest.mark.parametrize("is_new", [True, False])
def test_a_file_that_has_changed_is_left_alone(is_new: bool, path: Path) -> None:
    file = AnswersFile(str(path), INSTRUMENT) if is_new else saved(path)
    path.write_text("by somebody else", encoding="utf-8")
    assert file.save(SECOND) == Moved("was changed by someone else")
    assert path.read_text(encoding="utf-8") == "by somebody else"
    assert Path(file.path).name == "acme-2.yaml"
    assert "heat: 3" in Path(file.path).read_text(encoding="utf-8")


def test_a_file_that_was_deleted_is_written_again(path: Path) -> None:
    file = saved(path)
    path.unlink()
    assert file.save(SECOND) is None
    assert "mill: 2\n  heat: 3" in path.read_text(encoding="utf-8")


def test_a_layout_that_cannot_be_edited_is_left_alone(path: Path) -> None:
    heading = "format: smi.answers/1\nquestionnaire: bakery\nversion: 1.0\nsubject: C\ndate: 2026-10-05\n"
    text = f"{heading}answers: {{mill}}\n"  # a key without a colon has an empty value
    found = opened(path, text)
    outcome = found.file.save(replace(found.answers, by_question={"mill": Known(2)}))
    assert outcome == Moved("could not be edited, because of how it is laid out")
    assert path.read_text(encoding="utf-8") == text
    assert "  mill: 2\n" in Path(found.file.path).read_text(encoding="utf-8")


# The disk fails


def fail(number: int) -> Callable[..., None]:
    def failing(*arguments: object, **how: object) -> None:
        raise OSError(number, os.strerror(number))

    return failing


# Opening, writing and syncing the temporary file; then its mode, and the replacement.
PLACES: Mapping[str, tuple[object, str]] = {
    "open": (files, "open_for_writing"),
    "fsync": (os, "fsync"),
    "chmod": (Path, "chmod"),
    "replace": (Path, "replace"),
}


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.EIO])
@pytest.mark.parametrize("call", PLACES)
def test_each_call_that_fails_leaves_the_old_file_whole(
    call: str, number: int, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = saved(path)
    before = path.read_bytes()
    with monkeypatch.context() as patched:
        patched.setattr(*PLACES[call], fail(number))
        outcome = file.save(SECOND)
    assert isinstance(outcome, Problems)
    assert [problem.code for problem in outcome.items] == ["not-written"]
    assert path.read_bytes() == before
    assert [one.name for one in path.parent.iterdir()] == ["acme.yaml"]
    assert file.save(SECOND) is None
    assert "heat: 3" in path.read_text(encoding="utf-8")


def test_a_free_name_is_the_name_itself_or_one_with_a_number(path: Path) -> None:
    assert free_name(str(path)) == str(path)
    path.touch()
    (path.parent / "acme-2.yaml").symlink_to("nowhere")
    assert free_name(str(path)) == str(path.parent / "acme-3.yaml")
