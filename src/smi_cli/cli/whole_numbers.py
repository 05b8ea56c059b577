"""Whole numbers of the command line, so that a wrong one is told like everything else that is wrong there."""

from __future__ import annotations

import re

from smi_cli.cli.boundary import UsageError

MOST = 1_000_000
_DIGITS = re.compile(r"[0-9]{1,18}\Z", re.ASCII)


def parse_whole(option: str, text: str | None, least: int = 0, most: int = MOST) -> int | None:
    """The number that an option names, None without one. Raises `UsageError` for what is none in these bounds."""
    if text is None:
        return None
    if not _DIGITS.match(text) or not least <= int(text) <= most:
        from smi_cli.loading.shapes import show_text

        msg = f"{option} takes a whole number from {least} to {most}, not {show_text(text)}"
        raise UsageError(msg)
    return int(text)
