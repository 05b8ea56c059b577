"""Documents of elements: HTML and SVG, well-formed by construction, whatever the texts.

Every text and every attribute enters through `node`, which makes it harmless; the writer escapes what is markup. So
there is no way to forget either. See docs/decisions/0008.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from xml.etree.ElementTree import Element, indent, tostring

from smi_cli.rendering.harmless import markup, markup_document

SVG: Final = "http://www.w3.org/2000/svg"
INDENT: Final = " "

Child = Element | str | None
Attributes = dict[str, str]


def node(tag: str, attributes: Attributes | None = None, *children: Child) -> Element:
    """An element with elements and texts in it, in their order; None leaves nothing."""
    element = Element(tag, {name: markup(value) for name, value in (attributes or {}).items()})
    last: Element | None = None
    for child in children:
        if isinstance(child, Element):
            element.append(child)
            last = child
        elif child:
            text = _text(child)
            if last is None:
                element.text = (element.text or "") + text
            else:
                last.tail = (last.tail or "") + text
    return element


def style(sheet: str) -> Element:
    """A style sheet of smi's own, as it is written: its hash is that of exactly this text."""
    element = Element("style")
    element.text = sheet
    return element


def nodes(tag: str, texts: Iterable[str]) -> list[Element]:
    """An element for each text."""
    return [node(tag, None, text) for text in texts]


def html_document(root: Element) -> str:
    """The text of an HTML document."""
    indent(root, INDENT)
    return markup_document(f"<!DOCTYPE html>\n{tostring(root, encoding='unicode', method='html')}\n")


def svg_document(root: Element) -> str:
    """The text of an SVG file."""
    indent(root, INDENT)
    text = tostring(root, encoding="unicode", method="xml")
    return markup_document(f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n')


def _text(text: str) -> str:
    """A text on one line, with the space at its ends that parts it from what stands beside it."""
    before, after = (" " if text[at].isspace() else "" for at in (0, -1))
    return f"{before}{markup(text)}{after}" if text.strip() else " "
