"""A Chromium for the tests of pages: the one that is there, or Debian's package, which the tests install themselves.

Where there is none and only somebody else could install it, the tests are skipped and say so; in CI they fail.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
INSTALL = (("apt-get", "update"), ("apt-get", "install", "--yes", "--no-install-recommends", "chromium"))
MISSING = "there is no Chromium, and only root can install Debian's: apt-get install chromium"


def find_chromium() -> str | None:
    """The path of a Chromium; None where there is none and only somebody else could install it."""
    # The tests run side by side, and one of them installs it for all.
    with (Path(tempfile.gettempdir()) / f"smi-chromium-{os.getuid()}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        return _installed() or _install()


def _installed() -> str | None:
    return next(filter(None, map(shutil.which, NAMES)), None)


def _install() -> str | None:
    """Debian's package, for root; that it cannot be fetched then is a failure and no reason to skip."""
    if os.geteuid() or not shutil.which("apt-get"):
        return None
    for command in INSTALL:
        environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{' '.join(command)}: {done.stderr[-2000:]}"
    return _installed()
