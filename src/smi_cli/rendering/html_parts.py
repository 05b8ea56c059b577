"""What HTML pages are made of: the page itself, sections, lists, pairs and tables."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import NamedTuple
from xml.etree.ElementTree import Element

from smi_cli.rendering.batch_tables import Table
from smi_cli.rendering.cutting import NAME_LIMIT, shorten
from smi_cli.rendering.elements import Child, html_document, node, nodes, style

NUMBER = "No."  # of a row, above which other formats write nothing
SHORT = 20  # letters that stay on one line, as a date does


class Styles(NamedTuple):
    """The style sheets that come with smi: of pages, and of the drawings on them or alone."""

    page: str
    drawing: str


def page(title: str, styles: Styles, header: Iterable[Child], main: Iterable[Child], footer: Iterable[Child]) -> str:
    """A whole page that needs nothing but itself: its policy allows its own style sheet and forbids everything else."""
    sheet = f"{styles.page}{styles.drawing}"
    digest = b64encode(sha256(sheet.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    head = node(
        "head",
        None,
        node("meta", {"charset": "utf-8"}),
        node("meta", {"http-equiv": "Content-Security-Policy", "content": policy}),
        node("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}),
        node("meta", {"name": "color-scheme", "content": "light dark"}),
        node("title", None, shorten(title, NAME_LIMIT)),
        style(sheet),
    )
    body = node("body", None, node("header", None, *header), node("main", None, *main), node("footer", None, *footer))
    return html_document(node("html", {"lang": "en"}, head, body))


def section(title: str, key: str, *children: Child) -> Element:
    """A section of the page under its heading; `key` is its id."""
    heading = node("h2", {"id": key}, title)
    return node("section", {"aria-labelledby": key, "class": key}, heading, *children)


def part(title: str, *children: Child, wide: bool = False) -> Element:
    """A part of a section under its heading, as wide as the page or as a column."""
    return node("div", {"class": "wide"} if wide else None, node("h3", None, title), *children)


def figure(picture: Element, caption: str) -> Element:
    """A drawing with what it shows in words."""
    return node("figure", None, picture, node("figcaption", None, caption))


def paragraphs(texts: Iterable[str]) -> list[Element]:
    """A paragraph for each text that says something."""
    return nodes("p", filter(None, texts))


def bullets(items: Iterable[str]) -> Element | None:
    """A list; None where nothing is on it."""
    found = nodes("li", items)
    return node("ul", None, *found) if found else None


def labelled(pairs: Iterable[tuple[str, str]]) -> Element | None:
    """Labels with texts; None where there are none."""
    rows = [node("div", None, node("dt", None, label), node("dd", None, text)) for label, text in pairs]
    return node("dl", None, *rows) if rows else None


def table(one: Table, caption: str) -> Element:
    """A table; on a narrow screen it scrolls sideways, which the keyboard can do too."""
    head = node("tr", None, *(node("th", {"scope": "col"} | _kind(cell), cell or NUMBER) for cell in one.header))
    rows = [node("tr", None, *(_cell(one, at, cell) for at, cell in enumerate(row))) for row in one.rows]
    parts = (node("caption", None, caption), node("thead", None, head), node("tbody", None, *rows))
    return node(
        "div",
        {"class": "scrolled", "tabindex": "0", "role": "group", "aria-label": caption},
        node("table", None, *parts),
    )


def _cell(one: Table, at: int, text: str) -> Element:
    """A cell; that which says what its row is about is read out with each of the others."""
    kind = {"class": "number"} if at in one.numbers else _kind(text)
    return node("th", {"scope": "row"} | kind, text) if at == one.label else node("td", kind, text)


def _kind(text: str) -> dict[str, str]:
    return {"class": "short"} if len(text) <= SHORT else {}


def under(title: str, content: Element | None) -> Iterator[Element]:
    """A part of what is folded, under its heading."""
    yield node("h4", None, title)
    if content is not None:
        yield content


def folded(summary: str, key: str, children: Iterable[Child]) -> Element:
    """What is shown when somebody opens it, and printed when it is open."""
    return node("details", {"class": key}, node("summary", None, node("h3", {"id": key}, summary)), *children)
