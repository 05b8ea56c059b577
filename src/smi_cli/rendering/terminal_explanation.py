"""An explanation to the terminal, as Rich renderables: a tree whose labels stand below each other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from rich.console import Group, RenderableType
from rich.text import Text

from smi_cli.rendering.explanation_page import COSTLIEST, ExplanationPage
from smi_cli.rendering.harmless import plain
from smi_cli.rendering.passages import Passage
from smi_cli.rendering.terminal_layout import HEADING, QUIET, STRONG, Rows, bullets, section, with_id, words

LABELS: Final = 9  # columns: the longest label of a passage
INDENT: Final = 2


def render_explanation(page: ExplanationPage) -> RenderableType:
    """The explanation as a tree."""
    parts: list[RenderableType] = [Text(plain(page.title), style=HEADING), words(page.about)]
    if page.costliest:
        parts += section(COSTLIEST, [bullets(page.costliest)])
    for passage in page.passages:
        parts += _passage(passage, 0)
    if page.how_sure:
        parts += section("How sure", [])
    for doubts in page.how_sure:
        parts += [Text(plain(doubts.title), style=STRONG), bullets(doubts.sentences)]
    parts += [Text(), words([page.note], QUIET)] if page.note else []
    return Group(*parts)


def _passage(passage: Passage, depth: int) -> Iterator[RenderableType]:
    indent = INDENT * max(depth - 1, 0)
    title = (plain(passage.title), STRONG) if depth else (plain(passage.title).upper(), HEADING)
    state = (f": {plain(passage.state)}" if passage.state else "", STRONG)
    heading = Text.assemble(title, state, with_id(passage.note))
    yield Text()
    yield Rows([(Text(), heading)], gap=0, indent=indent - 1, label_width=1) if indent else heading
    if passage.rows:
        rows = ((Text.assemble((plain(label), QUIET)), Text(plain(text))) for label, text in passage.rows)
        yield Rows(rows, gap=1, indent=indent + (INDENT if depth else 0), label_width=LABELS)
    for part in passage.parts:
        yield from _passage(part, depth + 1)
