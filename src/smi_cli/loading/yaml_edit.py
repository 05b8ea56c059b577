"""Changing single entries of a YAML text and leaving every other character of it as it is, comments above all.

Values are given as what stands in the file: a scalar in YAML's own form, a list of those, or a mapping to those. No
edit takes a comment away: where one would, it is refused.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from smi_cli.loading.documents import NOTHING
from smi_cli.loading.yaml_outline import CannotEditError, Entry, Span, comments_in, outline

Value = str | Sequence[str] | Mapping[str, Any]
Path = tuple[str, ...]
INDENT = 2
# What can stand without quotation marks: begins with a letter, and holds nothing that means something to YAML.
_PLAIN = re.compile(r"[^\W\d_](?:[\w .()'/%&;-]*[\w.)%])?\Z")
_SURROGATE = re.compile("[\ud800-\udfff]")


def quote(text: str) -> str:
    """A text as a YAML scalar on one line, in quotation marks unless it is plainly a few words.

    Half a surrogate pair, which stands for a byte that was no text, cannot stand in a file and becomes U+FFFD.
    """
    text = _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)
    if _PLAIN.match(text) and text not in NOTHING and text.isprintable() and "  " not in text:
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(one if one.isprintable() else _escape(one) for one in escaped) + '"'


def _escape(one: str) -> str:
    code = ord(one)
    return f"\\x{code:02x}" if code <= 0xFF else f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"  # noqa: PLR2004


def show_value(value: Value, column: int, *, flow: bool) -> str:
    """A value as it stands behind a colon; `column` is that of its key."""
    if isinstance(value, str):
        return f" {value}" if value else ""
    if isinstance(value, Mapping):
        pairs = [f"{key}:{show_value(one, column + INDENT, flow=flow)}" for key, one in value.items()]
        indent = " " * (column + INDENT)
        return f" {{{', '.join(pairs)}}}" if flow else "".join(f"\n{indent}{pair}" for pair in pairs)
    return f" [{', '.join(value)}]"


def keys_at(text: str, path: Path) -> tuple[str, ...] | None:
    """The keys of the mapping at a path; None where there is none."""
    span: Span | None = outline(text)
    for key in path:
        entry = span.among(key) if span else None
        span = entry.value if entry else None
    return tuple(span.entries) if span and (span.entries or span.flow) else None


def put(text: str, path: Path, value: Value, orders: Sequence[Sequence[str]]) -> str:
    """The text with a value at a path of keys. `orders` say, for each part of the path, in which order keys stand."""
    mapping, depth = outline(text), 0
    while depth < len(path) - 1 and (entry := mapping.among(path[depth])) and (entry.value.entries or entry.value.flow):
        mapping, depth = entry.value, depth + 1
    for deeper in reversed(path[depth + 1 :]):
        value = {deeper: value}
    here = mapping.among(path[depth])
    if here is None:
        return _insert(text, mapping, path[depth], value, orders[depth])
    return _replace(text, here, value, mapping)


def remove(text: str, path: Path) -> str:
    """The text without an entry; the comments above, in and behind it stay."""
    mapping, entry = _find(text, path)
    if mapping.flow:
        return _cut_from_braces(text, mapping, entry)
    start, end = text.rfind("\n", 0, entry.start) + 1, _line_end(text, entry)
    if left := comments_in(text, entry.start, end):
        return _splice(text, start, end, "\n".join(f"{' ' * entry.column}{comment}" for comment in left))
    return text[:start] + text[_next_line(text, end) :]


def clear(text: str, path: Path) -> str:
    """The text without the value of an entry. The key stays too where there are comments about it."""
    mapping, entry = _find(text, path)
    start, end = text.rfind("\n", 0, entry.start) + 1, _line_end(text, entry)
    above = text[:start].rstrip("\r\n").rpartition("\n")[2]
    if mapping.flow or not (above.lstrip().startswith("#") or comments_in(text, entry.start, end)):
        return remove(text, path)
    return _splice(text, entry.colon, end, _left_behind(text, entry))


def _find(text: str, path: Path) -> tuple[Span, Entry]:
    """An entry that is there, and the mapping that holds it."""
    mapping = outline(text)
    for key in path[:-1]:
        mapping = mapping.entries[key].value
    return mapping, mapping.entries[path[-1]]


def _replace(text: str, entry: Entry, value: Value, mapping: Span) -> str:
    """A value in the place of a scalar or a list."""
    old = entry.value
    shown = show_value(value, entry.column, flow=mapping.flow)
    if isinstance(value, Mapping) and not mapping.flow:
        return _splice(text, entry.colon, _line_end(text, entry), _left_behind(text, entry) + shown)
    inside = comments_in(text, old.start, old.end)
    if inside and mapping.flow:
        msg = "a comment stands in the value"
        raise CannotEditError(msg)
    between = text[entry.colon : old.start]
    if not between or ("\n" in between and "#" not in between):
        return _splice(text, entry.colon, old.end, " ".join([shown, *inside]))
    return _splice(text, old.start, old.end, " ".join([shown.lstrip(" "), *inside]))


def _left_behind(text: str, entry: Entry) -> str:
    """What stays behind a key when its value goes: the rest of the line, or the comments on lines of their own."""
    end = _line_end(text, entry)
    if "\n" not in text[entry.colon : entry.value.end]:
        return text[entry.value.end : end]
    indent = " " * (entry.column + INDENT)
    return "".join(f"\n{indent}{comment}" for comment in comments_in(text, entry.colon, end))


def _insert(text: str, mapping: Span, key: str, value: Value, order: Sequence[str]) -> str:
    entries = mapping.entries
    before = [entries[one] for one in order[: order.index(key)] if one in entries] if key in order else []
    if mapping.flow:
        return _insert_in_braces(text, mapping, f"{key}:{show_value(value, 0, flow=True)}", before)
    first = next(iter(entries.values()))
    pair = f"{' ' * first.column}{key}:{show_value(value, first.column, flow=False)}"
    if not before:
        place = _above(text, first)
        return _splice(text, place, place, f"{pair}\n")
    place = _below(text, before[-1])
    return _splice(text, place, place, f"\n{pair}")


def _insert_in_braces(text: str, mapping: Span, pair: str, before: Sequence[Entry]) -> str:
    if not before:
        place = mapping.start + 1
        return text[:place] + pair + (", " if mapping.entries else "") + text[place:]
    value = before[-1].value
    comma = " ," if value.start == value.end else ","  # right behind a colon, it would be part of the key
    return f"{text[: value.end]}{comma} {pair}{text[value.end :]}"


def _above(text: str, entry: Entry) -> int:
    """Where the lines of an entry begin, with the comments that touch it from above."""
    start = text.rfind("\n", 0, entry.start) + 1
    while start and text[text.rfind("\n", 0, start - 1) + 1 : start].lstrip(" \t").startswith("#"):
        start = text.rfind("\n", 0, start - 1) + 1
    return start


def _below(text: str, entry: Entry) -> int:
    """Where the lines of an entry end, with the comments below it that are indented like what is in it."""
    end = _line_end(text, entry)
    while comment := re.compile(rf"\r?\n {{{entry.column + 1},}}#[^\r\n]*").match(text, end):
        end = comment.end()
    return end


def _line_end(text: str, entry: Entry) -> int:
    """Where the last line of an entry ends, behind what may stand after its value."""
    end = text.find("\n", max(entry.value.end, entry.colon))
    end = len(text) if end < 0 else end
    return end - text[:end].endswith("\r")


def _next_line(text: str, end: int) -> int:
    return text.find("\n", end) + 1 or len(text)


def _splice(text: str, start: int, end: int, new: str) -> str:
    """The text with something new between two places, its lines ended as those around it."""
    near = text.find("\n", start)
    near = text.rfind("\n", 0, start) if near < 0 else near
    if near > 0 and text[near - 1] == "\r":
        new = new.replace("\n", "\r\n")
    return text[:start] + new + text[end:]


def _cut_from_braces(text: str, mapping: Span, entry: Entry) -> str:
    if comments_in(text, entry.start, entry.value.end):
        msg = "a comment stands in the value"
        raise CannotEditError(msg)
    rest = text[entry.value.end : mapping.end]
    if rest.lstrip().startswith(","):
        behind = entry.value.end + rest.index(",") + 1
        return text[: entry.start] + text[behind:].lstrip(" ")
    return text[: entry.start].rstrip(" ").removesuffix(",") + text[entry.value.end :]
