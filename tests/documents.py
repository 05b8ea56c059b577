"""What is true of every page and every drawing, as parsers that are not smi's see it."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from itertools import pairwise
from xml.etree import ElementTree as ET

import html5lib

SVG = "{http://www.w3.org/2000/svg}"
XHTML = "{http://www.w3.org/1999/xhtml}"
FETCHED = {"src", "href", "srcset", "data", "action", "poster", "background", "{http://www.w3.org/1999/xlink}href"}
# All elements that smi writes: none that runs, loads, or sends anything.
PAGE = frozenset(
    {"html", "head", "meta", "title", "style", "body", "header", "main", "footer", "section", "div", "span", "p"}
    | {"h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "figure", "figcaption", "strong"}
    | {
        "small",
        "code",
        "details",
        "summary",
        "table",
        "caption",
        "fieldset",
        "legend",
        "label",
        "input",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
    }
)
DRAWING = frozenset({"svg", "title", "desc", "style", "rect", "line", "circle", "polyline", "text"})


def check_page(text: str) -> ET.Element:
    """An HTML page: valid, of known elements, with a policy that allows its own style sheet and nothing else."""
    root: ET.Element = html5lib.HTMLParser(strict=True).parse(text)
    names = {element.tag for element in root.iter()}
    assert names <= {f"{XHTML}{name}" for name in PAGE} | {f"{SVG}{name}" for name in DRAWING}
    check_attributes(root)
    (policy,) = [one.get("content") for one in root.iter(f"{XHTML}meta") if one.get("http-equiv")]
    (style,) = [one.text or "" for one in root.iter(f"{XHTML}style")]
    digest = b64encode(sha256(style.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    check_style(style)
    check_references(root)
    for row in root.iter(f"{XHTML}tr"):
        scopes = [cell.get("scope") for cell in row if cell.tag == f"{XHTML}th"]
        assert scopes in (["row"], ["col"] * len(row)), "every row says what it is about, once"
    assert [element.tag for element in root.iter() if element.tag in {f"{XHTML}main", f"{XHTML}h1"}] == [
        f"{XHTML}h1",
        f"{XHTML}main",
    ]
    levels = [
        int(element.tag[-1]) for element in root.iter() if re.fullmatch(rf"{re.escape(XHTML)}h[1-6]", element.tag)
    ]
    assert all(after <= before + 1 for before, after in pairwise(levels))
    return root


def check_drawing(text: str) -> ET.Element:
    """An SVG file: well-formed, of known elements, with a title and a description."""
    root = ET.fromstring(text)  # noqa: S314 - what smi itself has written
    assert {element.tag for element in root.iter()} <= {f"{SVG}{name}" for name in DRAWING}
    check_attributes(root)
    check_references(root)
    for style in root.iter(f"{SVG}style"):
        check_style(style.text or "")
    return root


def check_attributes(root: ET.Element) -> None:
    names = {name for element in root.iter() for name in element.attrib}
    assert not {name for name in names if name in FETCHED or name.startswith("on") or name == "style"}


def check_style(text: str) -> None:
    assert not re.search(r"url\(|@import|@font-face|expression|//", text)


def check_references(root: ET.Element) -> None:
    """Every id is there once, and what is named by others has a text."""
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    named = [name for element in root.iter() for name in (element.get("aria-labelledby") or "").split()]
    texts = {element.get("id"): "".join(element.itertext()).strip() for element in root.iter()}
    assert all(texts[name] for name in named)
    drawn = [element for element in root.iter(f"{SVG}svg") if element.get("aria-hidden") != "true"]
    assert all(len(element.get("aria-labelledby", "").split()) == 2 for element in drawn)
