"""Bytes in, text out: what is safe to open, and files that are either old or new."""

from __future__ import annotations

import errno
import io
import os
import stat
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace

import pytest

from smi_cli.loading.files import SIZE_LIMIT, read_text
from smi_cli.loading.writing import StreamedFile, leave_text, open_for_writing, save_text, sweep_beside, write_text
from smi_cli.model.problems import Problems

NO_SPACE = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


def problem_of(outcome: str | Problems | None) -> str:
    assert isinstance(outcome, Problems), outcome
    (problem,) = outcome.items
    return str(problem)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", ""),
        ("grüße\r\n".encode(), "grüße\r\n"),
        (b"\xef\xbb\xbfa: b\n", "a: b\n"),
        (b"#" * SIZE_LIMIT, "#" * SIZE_LIMIT),
    ],
    ids=["empty", "utf-8", "byte-order-mark", "just-small-enough"],
)
def test_text_is_read_as_it_stands(tmp_path: Path, data: bytes, expected: str) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(data)
    assert read_text(str(path)) == expected


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (
            b"a: b\nname: Ren\xe9e\n",
            ":2:10: not-utf-8: The file is not UTF-8 text: byte 15 cannot be read (save it as UTF-8)",
        ),
        (
            "ü: ".encode() + b"\xff",
            ":1:4: not-utf-8: The file is not UTF-8 text: byte 5 cannot be read (save it as UTF-8)",
        ),
        (
            b"\xff\xfea\x00",
            (
                ":1:1: not-utf-8: The file is not UTF-8 text: byte 1 cannot be read "
                "(it looks like UTF-16; save it as UTF-8)"
            ),
        ),
        (b"\xed\xa0\x80", ":1:1: not-utf-8: The file is not UTF-8 text: byte 1 cannot be read (save it as UTF-8)"),
        # The mark at the beginning is no character, but it is three bytes.
        (
            b"\xef\xbb\xbfab: \xff",
            ":1:5: not-utf-8: The file is not UTF-8 text: byte 8 cannot be read (save it as UTF-8)",
        ),
    ],
    ids=["latin-1", "after-two-bytes", "utf-16", "surrogate", "after-a-byte-order-mark"],
)
def test_bytes_that_are_no_text_have_a_place(tmp_path: Path, data: bytes, expected: str) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(data)
    assert problem_of(read_text(str(path))) == f"{path}{expected}"


def test_a_file_over_the_limit_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"#" * (SIZE_LIMIT + 1))
    assert problem_of(read_text(str(path))) == (
        f"{path}: too-large: The file is larger than 1 MiB (smi reads files written by hand; split it)"
    )


def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    fifo = tmp_path / "pipe"
    os.mkfifo(fifo)
    hint = "pipes and devices are not read; use - for standard input"
    assert problem_of(read_text(str(fifo))) == f"{fifo}: not-a-file: This is not a regular file ({hint})"
    assert problem_of(read_text("/dev/null")) == f"/dev/null: not-a-file: This is not a regular file ({hint})"
    assert problem_of(read_text(str(tmp_path))).startswith(f"{tmp_path}: not-a-file: This is")


def test_a_path_that_leads_nowhere(tmp_path: Path) -> None:
    (tmp_path / "dangling").symlink_to("nowhere")
    (tmp_path / "loop").symlink_to("loop")
    for name in ("missing", "dangling"):
        assert problem_of(read_text(str(tmp_path / name))) == f"{tmp_path / name}: not-found: There is no such file"
    reason = os.strerror(errno.ELOOP)
    assert problem_of(read_text(str(tmp_path / "loop"))) == (
        f"{tmp_path / 'loop'}: not-readable: The file cannot be read: {reason}"
    )
    assert problem_of(read_text("a\0b")) == (
        "a\0b: not-found: There cannot be a file of this name (the name holds a NUL character)"
    )


@pytest.mark.skipif(IS_ROOT, reason="root may read everything")
def test_a_file_without_permission(tmp_path: Path) -> None:
    path = tmp_path / "secret.yaml"
    path.touch(mode=0)
    assert (
        problem_of(read_text(str(path))) == f"{path}: not-readable: You may not read this file (check its permissions)"
    )


def test_a_file_without_permission_as_anybody(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> int:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(os, "open", refuse)
    assert problem_of(read_text("a.yaml")) == "a.yaml: not-readable: You may not read this file (check its permissions)"


def test_standard_input_is_read_up_to_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"a: b")))
    assert read_text("-") == "a: b"
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"#" * (SIZE_LIMIT + 1))))
    assert problem_of(read_text("-")).startswith("<stdin>: too-large: ")


def test_standard_input_that_is_closed_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    # `smi score - <&-`: Python has no stdin then.
    monkeypatch.setattr(sys, "stdin", None)
    assert problem_of(read_text("-")).startswith("<stdin>: not-readable: ")


def test_a_new_file_is_written_with_the_usual_mode(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    usual = tmp_path / "usual"
    usual.touch()
    assert write_text(str(path), "grüße\n") is None
    assert path.read_bytes() == "grüße\n".encode()
    assert path.stat().st_mode == usual.stat().st_mode
    assert sorted(one.name for one in tmp_path.iterdir()) == ["a.md", "usual"]


def test_an_existing_file_is_replaced_and_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("old, and longer than the new one")
    path.chmod(0o640)
    before = path.stat().st_ino
    assert write_text(str(path), "new") is None
    assert path.read_text() == "new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert path.stat().st_ino != before  # a new file in the place of the old one, never the old one half written


def test_a_link_is_followed_and_stays_a_link(tmp_path: Path) -> None:
    target = tmp_path / "elsewhere" / "target.md"
    target.parent.mkdir()
    target.write_text("old")
    link = tmp_path / "link.md"
    link.symlink_to(target)
    assert write_text(str(link), "new") is None
    assert link.is_symlink()
    assert target.read_text() == "new"
    assert [one.name for one in target.parent.iterdir()] == ["target.md"]


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_failure_leaves_the_old_file_whole_and_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    path = tmp_path / "a.md"
    path.write_text("old")

    def fail(*_: object, **__: object) -> None:
        raise NO_SPACE

    monkeypatch.setattr(os, step, fail)
    if step == "replace":
        monkeypatch.setattr(Path, "replace", fail)
    assert problem_of(write_text(str(path), "new")) == (
        f"{path}: not-written: The file could not be written: No space left on device (an old file is as it was)"
    )
    monkeypatch.undo()
    assert path.read_text() == "old"
    assert [one.name for one in tmp_path.iterdir()] == ["a.md"]


def test_an_interruption_leaves_the_old_file_whole_and_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.md"
    path.write_text("old")

    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_text(str(path), "new")
    monkeypatch.undo()
    assert path.read_text() == "old"
    assert [one.name for one in tmp_path.iterdir()] == ["a.md"]


def test_a_folder_that_is_missing_is_told(tmp_path: Path) -> None:
    path = tmp_path / "no-such-folder" / "a.md"
    expected = f"{path}: not-written: The file could not be written: there is no such folder"
    assert problem_of(write_text(str(path), "new")) == expected


def write_streamed(path: str, text: str) -> Problems | None:
    file = StreamedFile(path)
    file.write(text)
    return file.finish()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
@pytest.mark.parametrize("write", [write_text, write_streamed])
def test_a_pipe_is_written_to_and_stays(tmp_path: Path, write: Callable[[str, str], Problems | None]) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        assert write(str(pipe), "new\n") is None
        assert os.read(reader, 99) == b"new\n"
    finally:
        os.close(reader)
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert [one.name for one in tmp_path.iterdir()] == ["pipe"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_who_reads_a_pipe_learns_that_nothing_comes(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with ThreadPoolExecutor(1) as waiting:
        read = waiting.submit(pipe.read_text)
        leave_text(str(pipe))
        assert read.result(timeout=60) == ""
    assert pipe.is_fifo()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_a_pipe_that_nobody_reads_any_more_is_told(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    file = StreamedFile(str(pipe))
    file.write("new")
    os.close(reader)
    assert problem_of(file.finish()) == f"{pipe}: not-written: The file could not be written: Broken pipe"
    file.discard()
    assert pipe.is_fifo()


def test_a_place_where_nothing_can_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for path in (tmp_path / "no-such-folder" / "a.md", tmp_path / "file" / "a.md", tmp_path):
        assert problem_of(write_text(str(path), "new")).startswith(
            f"{path}: not-written: The file could not be written: "
        )
    assert problem_of(write_text("a\0b", "new")).startswith("a\0b: not-written: ")
    assert sorted(one.name for one in tmp_path.parent.iterdir() if one.suffix == ".tmp") == []


@pytest.mark.skipif(IS_ROOT, reason="root may write everywhere")
def test_a_folder_without_permission(tmp_path: Path) -> None:
    path = tmp_path / "locked" / "a.md"
    path.parent.mkdir(mode=0o500)
    assert problem_of(write_text(str(path), "new")).startswith(f"{path}: not-written: ")


def test_half_a_surrogate_pair_is_written_escaped(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    assert write_text(str(path), "a\udcffb\n") is None
    assert path.read_bytes() == b"a\\udcffb\n"


def test_a_temporary_file_is_never_one_that_is_there(tmp_path: Path) -> None:
    victim, link = tmp_path / "victim", tmp_path / "link"
    victim.write_text("precious")
    link.symlink_to(victim)
    for path in (victim, link):
        with pytest.raises(FileExistsError):
            open_for_writing(path, 0o600)
    assert victim.read_text() == "precious"


def test_a_private_file_is_private_from_the_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("old")
    path.chmod(0o600)
    modes: list[int] = []
    monkeypatch.setattr(os, "fsync", lambda descriptor: modes.append(stat.S_IMODE(os.fstat(descriptor).st_mode)))
    assert write_text(str(path), "new") is None
    assert save_text(str(path), "newer", "new") is None
    assert modes[::2] == [0o600, 0o600]  # between them, the folder


def test_saving_takes_no_place_of_another_text(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    assert save_text(str(path), "one") is None
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    expected = f"{path}: changed-meanwhile: The file was changed by someone else (it is as they left it)"
    assert problem_of(save_text(str(path), "two")) == expected
    assert problem_of(save_text(str(path), "two", "another")) == expected
    assert save_text(str(path), "two", "one") is None
    assert (path.read_text(), path.stat().st_nlink) == ("two", 1)
    assert problem_of(save_text(str(tmp_path), "two", "one")).startswith(f"{tmp_path}: not-a-file: ")


def test_where_no_second_name_is_possible_a_new_file_is_moved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(errno.EPERM, "not here")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    path = tmp_path / "a.yaml"
    assert save_text(str(path), "one") is None
    assert path.read_text() == "one"
    (tmp_path / "b.yaml").symlink_to(tmp_path / "b.yaml")
    assert problem_of(save_text(str(tmp_path / "b.yaml"), "one")).startswith(f"{tmp_path / 'b.yaml'}: ")
    assert (tmp_path / "b.yaml").is_symlink()


def test_a_name_may_be_as_long_as_the_file_system_allows(tmp_path: Path) -> None:
    assert save_text(str(tmp_path / ("a" * 250 + ".yaml")), "one") is None


def test_what_was_left_behind_is_swept_when_nobody_can_need_it(tmp_path: Path) -> None:
    names = [f".smi-{number:012x}.tmp" for number in range(3)]
    for name in (*names, ".smi-notes.tmp", ".a.yaml.99999999999.tmp"):
        (tmp_path / name).touch()
    for name in (names[0], ".smi-notes.tmp"):
        os.utime(tmp_path / name, (0, 0))
    (tmp_path / "a.yaml").hardlink_to(tmp_path / names[1])
    sweep_beside(str(tmp_path / "a.yaml"))
    left = {".a.yaml.99999999999.tmp", ".smi-notes.tmp", names[2], "a.yaml"}
    assert {one.name for one in tmp_path.iterdir()} == left


def test_what_cannot_be_removed_afterwards_is_no_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.yaml"

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "no")

    monkeypatch.setattr(Path, "unlink", refuse)
    assert write_text(str(path), "one") is None
    assert path.read_text() == "one"
