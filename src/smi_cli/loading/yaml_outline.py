"""Where the keys, the values and the comments of a YAML text stand, as the events of libyaml tell it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from yaml import YAMLError
from yaml.cyaml import CParser  # type: ignore[attr-defined]  # the stubs leave it out
from yaml.events import (
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
)

_COLON = re.compile("[ \t]*:")
_FRAMING = (StreamStartEvent, DocumentStartEvent, DocumentEndEvent, StreamEndEvent)


class CannotEditError(Exception):
    """The layout of a text is none in which an entry could be changed without touching anything else."""


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


def outline(text: str) -> Span:
    """The value that a whole text is."""
    return _span(text, iter(_read(text)))


def comments_in(text: str, start: int, end: int) -> list[str]:
    """The comments in a part of a text: what follows a `#` outside of all scalars."""
    scalars = [_extent(text, event) for event in _read(text) if isinstance(event, ScalarEvent)]
    gaps = zip([0, *(after for _, after in scalars)], [*(before for before, _ in scalars), len(text)], strict=True)
    found = (re.findall("#[^\r\n]*", text[max(one, start) : min(other, end)]) for one, other in gaps)
    return [comment.rstrip() for comments in found for comment in comments]


def _extent(text: str, event: Any) -> tuple[int, int]:
    """Where the words of a scalar begin and end; the head of a block of text may hold a comment."""
    start, end = event.start_mark.index, event.end_mark.index
    return (text.find("\n", start, end) if event.style in {"|", ">"} and "\n" in text[start:end] else start), end


def _read(text: str) -> list[Any]:
    """The events of a text, without those around the document."""
    parser = CParser(text)
    try:
        return list(_events(parser))
    except YAMLError as error:  # an edit before this one has not come out well
        raise CannotEditError(str(error)) from None
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
    return Span(start, start + len(text[start:end].rstrip(" \t\r\n")))


def _mapping(text: str, event: Any, events: Iterator[Any]) -> Span:
    entries: dict[str, Entry] = {}
    end = event.end_mark.index
    while not isinstance(key := next(events), MappingEndEvent):
        found = _COLON.match(text, key.end_mark.index)
        if found is None:
            msg = f"no colon follows the key {key.value!r}"
            raise CannotEditError(msg)
        colon = found.end()
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
