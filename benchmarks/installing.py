"""smi as users have it, for measuring: installed from its wheel into an environment of its own, compiled."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def clean_environment() -> dict[str, str]:
    """No variable that changes how Python starts (PYTHONDONTWRITEBYTECODE doubles it) or how Rich draws."""
    rich = {"COLUMNS", "LINES", "FORCE_COLOR", "NO_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE"}
    return {name: value for name, value in os.environ.items() if not name.startswith("PYTHON") and name not in rich}


def install(folder: Path, environment: Mapping[str, str]) -> Path:
    """Install the project as users do, with nothing for developers, and compile all of it; where the scripts are."""
    venv.create(folder, with_pip=True)
    binaries = folder / ("Scripts" if sys.platform == "win32" else "bin")
    python = binaries / "python"
    for arguments in (["-m", "pip", "install", "--quiet", str(ROOT)], ["-m", "compileall", "-q", str(folder)]):
        subprocess.run([python, *arguments], env=environment, stdin=subprocess.DEVNULL, check=True)
    return binaries
