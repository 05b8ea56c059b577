"""Where the tests of pages take their browser from: what is there, or Debian's package, or nowhere."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from browser.chromium import find_chromium

INSTALLED = (
    '#!/bin/sh\nif [ "$1" = install ]; then printf "#!/bin/sh\\n" > "$0.d/chromium"; chmod +x "$0.d/chromium"; fi\n'
)
BROKEN = "#!/bin/sh\necho no such host >&2\nexit 100\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is all of the PATH, but for the tools that a shell needs."""
    (tmp_path / "apt-get.d").mkdir()
    (tmp_path / "chmod").symlink_to("/bin/chmod")
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{tmp_path / 'apt-get.d'}")
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    return tmp_path


def write_apt(folder: Path, text: str) -> None:
    (folder / "apt-get").write_text(text, encoding="utf-8")
    (folder / "apt-get").chmod(0o755)


def test_one_that_is_there_is_taken(folder: Path) -> None:
    (folder / "google-chrome").symlink_to("/bin/true")
    write_apt(folder, BROKEN)
    assert find_chromium() == str(folder / "google-chrome")


def test_root_installs_the_package(folder: Path) -> None:
    write_apt(folder, INSTALLED)
    assert find_chromium() == str(folder / "apt-get.d" / "chromium")


def test_a_package_that_cannot_be_fetched_is_a_failure(folder: Path) -> None:
    write_apt(folder, BROKEN)
    with pytest.raises(AssertionError, match="apt-get update: no such host"):
        find_chromium()


def test_nobody_else_installs_anything(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert find_chromium() is None
    write_apt(folder, INSTALLED)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert find_chromium() is None
