"""Text from files is data. One function for each kind of output makes it so.

Control and direction characters are shown escaped everywhere; Markdown's signs are escaped in Markdown. (JSON escapes
by itself; Rich is given `Text` objects, in which nothing is markup.)
"""

from __future__ import annotations

import re

_ODD = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
_MARKDOWN = re.compile(
    r"([\\`*_\[\]<>|&~#!$@{}])|(?<=[a-z]):(?=//)|(?<=www)\.|^([-+=])|^(\d+)([.)])(?= |$)", re.IGNORECASE
)


def plain(text: str) -> str:
    """Text for one place on a terminal: on one line, spaces folded, control characters escaped."""
    return _ODD.sub(_escape, " ".join(text.split()))


def markdown(text: str) -> str:
    """Text for one place in a Markdown document: no sign in it makes structure, a link or HTML."""
    return _MARKDOWN.sub(_backslash, plain(text))


def _escape(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code <= 0xFF:  # noqa: PLR2004 - what two hexadecimal digits can say
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"  # noqa: PLR2004


def _backslash(match: re.Match[str]) -> str:
    number, mark = match.group(3), match.group(4)
    return f"{number}\\{mark}" if number else f"\\{match.group()}"
