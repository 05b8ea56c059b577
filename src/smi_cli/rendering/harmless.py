"""Text from files is data. One function for each kind of output makes it so.

Control and direction characters are shown escaped everywhere; Markdown's signs are escaped in Markdown. (Rich is
given `Text` objects, in which nothing is markup.) What is printed in a CI job is read along by its runner: a line that
begins with `::`, or holds `##[` or `##vso[` anywhere, could be a command, and none is but smi's own.
"""

from __future__ import annotations

import re
from unicodedata import category

# Control, format (direction, zero width) and surrogate characters, line and paragraph separators.
_ODD = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
# Patterns as text: compiled when they are first used, and most runs use one of them at most.
OLD_COMMAND = r"(?<=#)#(?=[A-Za-z]*\[)"
_JSON = rf"[^\n -~]|{OLD_COMMAND}"
_MARKDOWN = r"(?i)([\\`*_\[\]<>|&~#!$@{}])|(?<=[a-z]):(?=//)|(?<=www)\.|^([-+=]|:(?=:))|^(\d+)([.)])(?= |$)"


def plain(text: str) -> str:
    """Text for one place on a terminal: on one line, spaces folded, control characters escaped."""
    line = " ".join(text.split())
    if line.isprintable():  # nearly every text; a full look at each character would cost more than all else
        return line
    return "".join(_escape(character) if category(character) in _ODD else character for character in line)


def log_line(text: str) -> str:
    """Text for a line of a log that a CI system reads along: it begins and holds none of their commands."""
    line = plain(text).replace("##", "# #")
    return f"./{line}" if line.startswith("::") else line


def no_command(line: str) -> str:
    """A line as it is laid out, where any part of a text can come to begin it: no CI system takes it for a command."""
    line = re.sub(OLD_COMMAND, " #", line) if "##" in line else line
    return line.replace("::", ": :", 1) if line.lstrip().startswith("::") else line


def markdown(text: str) -> str:
    """Text for one place in a Markdown document: no sign in it makes structure, a link or HTML."""
    return re.sub(_MARKDOWN, _backslash, plain(text))


def markup(text: str) -> str:
    """Text for one place in an HTML or XML document, whose writer escapes the signs: no character that neither takes.

    These are the ones that Unicode promises never to give a meaning.
    """
    line = plain(text)
    return line if line.isascii() else "".join(_escape(one) if _is_no_character(one) else one for one in line)


def markup_document(document: str) -> str:
    """A whole HTML or XML document: it reads the same, and holds no command for a CI system."""
    return re.sub(OLD_COMMAND, "&#35;", document)


def json_text(document: str) -> str:
    """A JSON document that holds no control or direction character as it is, and no command for a CI system."""
    return re.sub(_JSON, _json_escape, document)


def _json_escape(match: re.Match[str]) -> str:
    character = match.group()
    if character != "#" and category(character) not in _ODD:
        return character
    units = character.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2))


def _is_no_character(character: str) -> bool:
    code = ord(character)
    return code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF  # noqa: PLR2004 - as Unicode numbers them


def _escape(character: str) -> str:
    code = ord(character)
    if code <= 0xFF:  # noqa: PLR2004 - what two hexadecimal digits can say
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"  # noqa: PLR2004


def _backslash(match: re.Match[str]) -> str:
    number, mark = match.group(3), match.group(4)
    return f"{number}\\{mark}" if number else f"\\{match.group()}"
