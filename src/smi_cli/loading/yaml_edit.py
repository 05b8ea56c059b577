"""Changing single entries of a YAML text and leaving every other character of it as it is, comments above all.

The events of libyaml say where keys and values stand; the text is cut there. Values are given as what stands in the
file: a scalar in YAML's own form, a list of those, or a mapping to those.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

from yaml.cyaml import CParser  # type: ignore[attr-defined]  # the stubs leave it out
from yaml.events import (
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
)

from smi_cli.loading.documents import NOTHING

Value = str | Sequence[str] | Mapping[str, Any]
Path = tuple[str, ...]
INDENT = 2
# What can stand without quotation marks: begins with a letter, and holds nothing that means something to YAML.
_PLAIN = re.compile(r"[^\W\d_](?:[\w .()'/%&;-]*[\w.)%])?\Z")
_FRAMING = (StreamStartEvent, DocumentStartEvent, DocumentEndEvent, StreamEndEvent)


class Span(NamedTuple):
    """A value: where it begins and ends in the text, and its entries if it is a mapping, in braces (`flow`) or not."""

    start: int
    end: int
    entries: Mapping[str, Entry] = MappingProxyType({})
    flow: bool = False

    def among(self, key: str) -> Entry | None:
        """The entry with a key, if there is one."""
        return self.entries.get(key)


class Entry(NamedTuple):
    """A key, where the text behind its colon begins, and its value."""

    start: int
    colon: int
    column: int
    value: Span


def quote(text: str) -> str:
    """A text as a YAML scalar on one line, in quotation marks unless it is plainly a few words."""
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


def put(text: str, path: Path, value: Value, orders: Sequence[Sequence[str]]) -> str:
    """The text with a value at a path of keys. `orders` say, for each part of the path, in which order keys stand."""
    mapping, depth = _outline(text), 0
    while depth < len(path) - 1 and (entry := mapping.among(path[depth])) and entry.value.entries:
        mapping, depth = entry.value, depth + 1
    for deeper in reversed(path[depth + 1 :]):
        value = {deeper: value}
    here = mapping.among(path[depth])
    if here is None:
        return _insert(text, mapping, path[depth], value, orders[depth])
    return _merge(text, path[: depth + 1], here, value, mapping)


def remove(text: str, path: Path) -> str:
    """The text without an entry. Below a comment its key stays, empty: the comment is about it."""
    mapping = _outline(text)
    for key in path[:-1]:
        mapping = mapping.entries[key].value
    entry = mapping.entries[path[-1]]
    if mapping.flow:
        return _cut_from_braces(text, mapping, entry)
    start = text.rfind("\n", 0, entry.start) + 1
    above = text[:start].rstrip("\n").rpartition("\n")[2]
    if above.lstrip().startswith("#"):
        return text[: entry.colon] + text[entry.value.end :]
    return text[:start] + text[_line_end(text, entry) + 1 :]


def _merge(text: str, path: Path, entry: Entry, value: Value, mapping: Span) -> str:
    """A value in the place of another. Of a mapping in lines, only the entries that differ are touched."""
    old = entry.value
    if not isinstance(value, Mapping) or not old.entries or old.flow:
        return _replace(text, entry, value, mapping)
    for key in old.entries:
        if key not in value:
            text = remove(text, (*path, key))
    for key, one in value.items():
        text = put(text, (*path, key), one, [()] * len(path) + [list(value)])
    return text


def _replace(text: str, entry: Entry, value: Value, mapping: Span) -> str:
    between = text[entry.colon : entry.value.start]
    comment = f" {between[between.index('#') :].splitlines()[0]}" if "#" in between else ""
    shown = show_value(value, entry.column, flow=mapping.flow or entry.value.flow)
    return text[: entry.colon] + shown + comment + text[entry.value.end :]


def _insert(text: str, mapping: Span, key: str, value: Value, order: Sequence[str]) -> str:
    entries = mapping.entries
    before = [entries[one] for one in order[: order.index(key)] if one in entries] if key in order else []
    if mapping.flow:
        pair = f"{key}:{show_value(value, 0, flow=True)}"
        place = before[-1].value.end if before else mapping.start + 1
        return text[:place] + (f", {pair}" if before else f"{pair}{', ' if entries else ''}") + text[place:]
    first = next(iter(entries.values()))
    pair = f"{' ' * first.column}{key}:{show_value(value, first.column, flow=False)}"
    if not before:
        place = text.rfind("\n", 0, first.start) + 1
        return f"{text[:place]}{pair}\n{text[place:]}"
    place = _line_end(text, before[-1])
    return f"{text[:place]}\n{pair}{text[place:]}"


def _line_end(text: str, entry: Entry) -> int:
    """Where the last line of an entry ends, behind what may stand after its value."""
    end = text.find("\n", max(entry.value.end, entry.colon))
    return len(text) if end < 0 else end


def _cut_from_braces(text: str, mapping: Span, entry: Entry) -> str:
    rest = text[entry.value.end : mapping.end]
    if rest.lstrip().startswith(","):
        behind = entry.value.end + rest.index(",") + 1
        return text[: entry.start] + text[behind:].lstrip(" ")
    return text[: entry.start].rstrip(" ").removesuffix(",") + text[entry.value.end :]


def _outline(text: str) -> Span:
    parser = CParser(text)
    try:
        return _span(text, _events(parser))
    finally:
        parser.dispose()


def _events(parser: Any) -> Iterator[Any]:
    while (event := parser.get_event()) is not None:
        if not isinstance(event, _FRAMING):
            yield event


def _span(text: str, events: Iterator[Any]) -> Span:
    event = next(events)
    if isinstance(event, MappingStartEvent):
        return _mapping(text, event, events)
    if isinstance(event, SequenceStartEvent):
        return _sequence(text, event, events)
    return _scalar(text, event)


def _scalar(text: str, event: Any) -> Span:
    # A block of text ends behind the empty lines and before the next word; those lines are not its own.
    start, end = event.start_mark.index, event.end_mark.index
    return Span(start, start + len(text[start:end].rstrip()))


def _mapping(text: str, event: Any, events: Iterator[Any]) -> Span:
    entries: dict[str, Entry] = {}
    end = event.end_mark.index
    while not isinstance(key := next(events), MappingEndEvent):
        colon = text.index(":", key.end_mark.index) + 1
        value = _span(text, events)
        # An empty value stands at the next word for libyaml; it belongs right behind its colon.
        value = Span(colon, colon) if value.start == value.end else value
        entries[key.value] = Entry(key.start_mark.index, colon, key.start_mark.column, value)
        end = value.end
    return Span(event.start_mark.index, _closed(key) if event.flow_style else end, entries, event.flow_style)


def _sequence(text: str, event: Any, events: Iterator[Any]) -> Span:
    end = event.end_mark.index
    while not isinstance(item := next(events), SequenceEndEvent):
        if isinstance(item, MappingStartEvent):
            end = _mapping(text, item, events).end
        elif isinstance(item, SequenceStartEvent):
            end = _sequence(text, item, events).end
        else:
            end = _scalar(text, item).end
    return Span(event.start_mark.index, _closed(item) if event.flow_style else end)


def _closed(event: Any) -> int:
    end: int = event.end_mark.index
    return end
