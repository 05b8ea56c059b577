"""What reports on the terminal are laid out with: headings, paragraphs, lists and labelled texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.segment import Segment
from rich.text import Text

from smi_cli.rendering.harmless import plain

HEADING = "bold cyan"
STRONG = "bold"
QUIET = "dim"
LABEL_WIDTH = 30
TEXT_WIDTH = 100


def heading(text: str, key: str = "") -> Text:
    """The title of a section, and the id of what it is about."""
    return Text.assemble((plain(text).upper(), HEADING), with_id(key))


def with_id(key: str) -> tuple[str, str]:
    """An id as it stands behind a title; nothing where there is none."""
    return (f" [{plain(key)}]" if key else "", QUIET)


def section(title: str, body: Iterable[RenderableType], key: str = "") -> Iterator[RenderableType]:
    """A blank line, a heading, and what stands under it."""
    yield Text()
    yield heading(title, key)
    yield from body


def words(sentences: Sequence[str], style: str = "") -> Text:
    """Sentences, each on a line of its own."""
    return Text("\n".join(map(plain, sentences)), style=style)


def labelled(pairs: Iterable[tuple[str, str]], indent: int = 0) -> RenderableType:
    """Labels with texts beside them."""
    return Rows(
        ((Text.assemble((plain(label), QUIET)), Text(plain(text))) for label, text in pairs), gap=2, indent=indent
    )


def bullets(texts: Iterable[str]) -> RenderableType:
    """A list."""
    return Rows((Text("-"), Text(plain(text))) for text in texts)


class Rows:
    """Labels with texts beside them, both wrapped: most of a report.

    A Rich table does it too, in five times the time. Styles have to be spans; `Text.render` passes over a base style.
    """

    def __init__(
        self, rows: Iterable[tuple[Text, Text]], *, gap: int = 1, indent: int = 0, label_width: int | None = None
    ) -> None:
        self._rows = list(rows)
        self._gap, self._indent = gap, indent
        self._label_width = label_width

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        label_width = self._label_width or self._widest_label(options.max_width)
        start = self._indent + label_width + self._gap
        width = max(min(options.max_width - start, TEXT_WIDTH), 1)
        for label, text in self._rows:
            labels = label.wrap(console, label_width, overflow="fold")
            for left, right in zip_longest(labels, text.wrap(console, width, overflow="fold"), fillvalue=Text()):
                yield Segment(" " * self._indent)
                yield from left.render(console)
                yield Segment(" " * (start - self._indent - left.cell_len))
                yield from right.render(console, "\n")

    def _widest_label(self, width: int) -> int:
        widest = max((label.cell_len for label, _ in self._rows), default=0)
        return max(min(widest, LABEL_WIDTH, width // 2), 1)
