"""Saving the answers of a survey: new files, edited ones, and everything that can go wrong on the way to the disk."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from builders import BAKERY, an_instrument, replace, some_answers
from smi_cli.loading import writing
from smi_cli.loading.answers_saving import AnswersFile, Saved, free_name
from smi_cli.loading.files import SIZE_LIMIT
from smi_cli.loading.library import Library
from smi_cli.loading.surveys import Opened, open_survey
from smi_cli.model.answers import Answers, Known
from smi_cli.model.problems import Problems

INSTRUMENT = an_instrument(BAKERY)
NEW, OLD = Saved(is_new=True), Saved(is_new=False)
FIRST = some_answers({"mill": 1})
SECOND = some_answers({"mill": 2, "heat": 3})
HEAD = "format: smi.answers/1\nquestionnaire: bakery\nversion: 1.0\nsubject: C\ndate: 2026-10-05\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "acme.yaml"


def saved(path: Path, answers: Answers = FIRST) -> AnswersFile:
    file = AnswersFile(str(path), INSTRUMENT)
    assert file.save(answers) == NEW
    return file


def library(path: Path, questionnaire: str = BAKERY) -> Library:
    (path.parent / "bakery.yaml").write_text(questionnaire, encoding="utf-8")
    return Library(str(path.parent / "bakery.yaml"))


def opened(path: Path, text: str, questionnaire: str = BAKERY) -> Opened:
    path.write_text(text, encoding="utf-8")
    found = open_survey(str(path), library(path, questionnaire))
    assert isinstance(found, Opened), found
    return found


def test_a_new_file_is_private_and_one_that_exists_keeps_its_mode(path: Path) -> None:
    file = saved(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    path.chmod(0o640)
    assert file.save(SECOND) == OLD
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert [one.name for one in path.parent.iterdir()] == ["acme.yaml"]


def test_what_is_in_the_file_already_is_not_written_again(path: Path) -> None:
    file = saved(path)
    before = path.stat().st_mtime_ns
    assert file.save(FIRST) == OLD
    assert path.stat().st_mtime_ns == before


@pytest.mark.parametrize("is_new", [True, False])
def test_a_file_that_has_changed_is_left_alone(is_new: bool, path: Path) -> None:
    file = AnswersFile(str(path), INSTRUMENT) if is_new else saved(path)
    path.write_text("by somebody else", encoding="utf-8")
    assert file.save(SECOND) == Saved(is_new=True, moved="was changed by someone else")
    assert path.read_text(encoding="utf-8") == "by somebody else"
    assert Path(file.path).name == "acme-2.yaml"
    assert "heat: 3" in Path(file.path).read_text(encoding="utf-8")


@pytest.mark.parametrize("answers", [FIRST, SECOND])
def test_a_file_that_was_deleted_is_written_again(answers: Answers, path: Path) -> None:
    file = saved(path)
    path.unlink()
    assert file.save(answers) == NEW
    assert "answers:\n  mill: " in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("is_new", [True, False])
def test_what_somebody_writes_while_it_is_saved_stays(
    is_new: bool, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = AnswersFile(str(path), INSTRUMENT) if is_new else saved(path)
    sync = os.fsync

    def sync_and_interfere(descriptor: int) -> None:
        path.write_text("by somebody else", encoding="utf-8")
        sync(descriptor)

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", sync_and_interfere)
        assert file.save(SECOND) == Saved(is_new=True, moved="was changed by someone else")
    assert path.read_text(encoding="utf-8") == "by somebody else"
    assert "heat: 3" in (path.parent / "acme-2.yaml").read_text(encoding="utf-8")
    assert sorted(one.name for one in path.parent.iterdir()) == ["acme-2.yaml", "acme.yaml"]


def test_a_layout_that_cannot_be_edited_is_left_alone(path: Path) -> None:
    text = f"{HEAD}answers: {{mill}}\n"  # a key without a colon has an empty value
    found = opened(path, text)
    outcome = found.file.save(replace(found.answers, by_question={"mill": Known(2)}))
    assert outcome == Saved(is_new=True, moved="could not be edited, because of how it is laid out")
    assert path.read_text(encoding="utf-8") == text
    assert "  mill: 2\n" in Path(found.file.path).read_text(encoding="utf-8")


def test_a_byte_order_mark_stays(path: Path) -> None:
    found = opened(path, f"\ufeff{HEAD}answers: {{mill: 1}}\n")
    assert found.file.save(replace(found.answers, by_question={"mill": Known(2)})) == OLD
    assert path.read_text(encoding="utf-8") == f"\ufeff{HEAD}answers: {{mill: 2}}\n"


def test_a_file_that_could_not_be_read_again_is_not_written(path: Path) -> None:
    file = saved(path)
    before = path.read_bytes()
    outcome = file.save(some_answers({"mill": Known(1, note="x" * SIZE_LIMIT)}))
    assert isinstance(outcome, Problems)
    assert str(outcome.items[0]) == (
        f"{path}: too-large: The file would be larger than 1 MiB (shorten the longest note)"
    )
    assert path.read_bytes() == before
    outcome = file.save(some_answers({"mill": 7}))
    assert isinstance(outcome, Problems)
    assert str(outcome.items[0]) == f"{path}: not-editable: The file would not say what was answered"
    assert [one.name for one in path.parent.iterdir()] == ["acme.yaml"]


def test_a_file_with_another_name_is_not_replaced(path: Path) -> None:
    file = saved(path)
    other = path.parent / "other.yaml"
    other.hardlink_to(path)
    assert file.save(SECOND) == Saved(is_new=True, moved="may not be replaced any more")
    found = open_survey(str(path), library(path))
    assert isinstance(found, Problems)
    assert str(found.items[0]) == (
        f"{path}: not-replaceable: The file has another name (a hard link), which would keep the old text"
        " (go on with a copy of it)"
    )


@pytest.mark.parametrize(
    ("call", "answer", "said"),
    [("access", False, "The file is write-protected"), ("geteuid", 4321, "The file belongs to somebody else")],
)
def test_a_file_that_is_not_ours_to_write_is_refused_before_anything_is_asked(
    call: str, answer: object, said: str, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved(path)
    monkeypatch.setattr(os, call, lambda *_: answer)
    found = open_survey(str(path), library(path))
    assert isinstance(found, Problems)
    assert [one.message for one in found.items] == [said]


# Answers to an earlier version


NEWER = BAKERY.replace("version: 1.0", "version: 2.0")


@pytest.mark.parametrize("version", ["0.9", "1/2", "../../x", "x" * 300])
def test_the_copy_of_older_answers_is_called_after_their_version(version: str, path: Path) -> None:
    text = f"{HEAD}answers: {{mill: 1}}\n".replace("version: 1.0", f"version: {version}")
    found = opened(path, text, NEWER)
    copy = Path(found.file.copy)
    assert copy.parent == path.parent
    assert copy.read_text(encoding="utf-8") == text
    assert path.read_text(encoding="utf-8") == f"{HEAD}answers: {{mill: 1}}\n".replace("1.0", "2.0")


def test_comments_above_what_is_gone_stay(path: Path) -> None:
    text = f"{HEAD}answers:\n  # How crusty is it?\n  # 0  not\n  crust: 1  # very\n\n  # The mill\n  mill: 2\n"
    found = opened(path, text, NEWER)
    expected = text.replace("version: 1.0", "version: 2.0").replace("crust: 1  ", "")
    assert path.read_text(encoding="utf-8") == expected
    assert not any("written anew" in remark for remark in found.remarks)


def test_what_is_allowed_no_more_leaves_the_text(path: Path) -> None:
    parts = "answers:\n  mill:\n    na: none  # sure?\n    note: sad\ncontext: {region: moon}\ndone: [knead]\n"
    found = opened(path, HEAD + parts, NEWER)
    kept = "answers:\n  mill:\n    # sure?\n    note: sad\ncontext: {}\ndone: []\n"
    assert path.read_text(encoding="utf-8") == HEAD.replace("1.0", "2.0") + kept
    assert found.remarks[1:3] == (
        "Asked again, because the question changed: mill, region.",
        "No steps to tick any more: knead.",
    )


def test_older_answers_that_cannot_be_edited_are_written_anew_and_it_is_said(path: Path) -> None:
    text = f"{HEAD}answers: {{mill: 1, gone}}  # by hand\n"
    found = opened(path, text, NEWER)
    assert Path(found.file.copy).read_text(encoding="utf-8") == text
    assert "version: 2.0\n" in path.read_text(encoding="utf-8")
    assert "answers:\n  mill: 1\n" in path.read_text(encoding="utf-8")
    assert found.remarks[-1] == "Because of how it is laid out, it was written anew; comments are in that copy only."


def test_older_answers_that_somebody_changes_meanwhile_are_left_alone(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.write_text(f"{HEAD}answers: {{mill: 1}}\n", encoding="utf-8")
    sync = os.fsync

    def sync_and_interfere(descriptor: int) -> None:
        path.write_text("by somebody else", encoding="utf-8")
        sync(descriptor)

    shelf = library(path, NEWER)
    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", sync_and_interfere)
        found = open_survey(str(path), shelf)
    assert isinstance(found, Problems)
    assert str(found.items[0]) == (
        f"{path}: changed-meanwhile: The file was changed by someone else (it is as they left it)"
    )
    assert sorted(one.name for one in path.parent.iterdir()) == ["acme.yaml", "bakery.yaml"]
    assert path.read_text(encoding="utf-8") == "by somebody else"


# The disk fails


def fail(number: int) -> Callable[..., None]:
    def failing(*arguments: object, **how: object) -> None:
        raise OSError(number, os.strerror(number))

    return failing


# Opening, writing and syncing the temporary file; then its mode, and the replacement.
PLACES: Mapping[str, tuple[object, str]] = {
    "open": (writing, "open_for_writing"),
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
    assert file.save(SECOND) == OLD
    assert "heat: 3" in path.read_text(encoding="utf-8")


def test_a_free_name_is_the_name_itself_or_one_with_a_number(path: Path) -> None:
    assert free_name(str(path)) == str(path)
    path.touch()
    (path.parent / "acme-2.yaml").symlink_to("nowhere")
    assert free_name(str(path)) == str(path.parent / "acme-3.yaml")
