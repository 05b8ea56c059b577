"""An explanation as Markdown: the same content as on the terminal."""

from __future__ import annotations

from collections.abc import Iterator

from smi_cli.rendering.explanation_page import COSTLIEST, ExplanationPage
from smi_cli.rendering.harmless import markdown
from smi_cli.rendering.markdown import bullets, labelled
from smi_cli.rendering.passages import Passage


def render_explanation(page: ExplanationPage) -> str:
    """The explanation as a Markdown document."""
    lines = [f"# {markdown(page.title)}", "", *bullets(page.about), ""]
    if page.costliest:
        lines += [f"## {COSTLIEST}", "", *bullets(page.costliest), ""]
    for passage in page.passages:
        lines += _passage(passage, 2)
    if page.how_sure:
        lines += ["## How sure", ""]
    for doubts in page.how_sure:
        lines += [f"### {markdown(doubts.title)}", "", *bullets(doubts.sentences), ""]
    lines += [markdown(page.note)] if page.note else []
    return "\n".join(lines).rstrip("\n") + "\n"


def _passage(passage: Passage, depth: int) -> Iterator[str]:
    state = f": {markdown(passage.state)}" if passage.state else ""
    note = f" ({markdown(passage.note)})" if passage.note else ""
    yield from (f"{'#' * depth} {markdown(passage.title)}{state}{note}", "")
    if passage.rows:
        yield from (*labelled(passage.rows), "")
    for part in passage.parts:
        yield from _passage(part, depth + 1)
