"""Blueprints as HTML pages: one of them, or all of a questionnaire with each folded away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from smi_cli.rendering.blueprint_page import BlueprintPage
from smi_cli.rendering.elements import node
from smi_cli.rendering.html_parts import Styles, bullets, folded, labelled, page, section, under

FOLDED = "Each blueprint opens on its own. What is closed is not printed."


def render_blueprint(blueprint: BlueprintPage, styles: Styles) -> str:
    """A blueprint in full. It is for who decides, so that how answers are written stays in the other formats."""
    kicker = node("p", {"class": "kicker"}, blueprint.subject) if blueprint.subject else None
    header = (kicker, node("h1", None, blueprint.title), node("p", None, blueprint.summary))
    sections = [section(title, f"part-{at}", bullets(items)) for at, (title, items) in enumerate(blueprint.sections)]
    about = node("div", {"class": "columns"}, *sections)
    main = (about, section("Steps", "steps", _steps(blueprint)))
    title = ", ".join(filter(None, (blueprint.subject, blueprint.title)))
    return page(title, styles, header, main, [node("p", None, blueprint.basis)])


def render_blueprints(title: str, blueprints: Iterable[tuple[str, BlueprintPage]], styles: Styles) -> str:
    """The blueprints of a questionnaire, each under what its quadrant is about."""
    heading = f"{title}: blueprints"
    header = (node("h1", None, heading), node("p", None, node("small", None, FOLDED)))
    main = [_blueprint(about, one, f"blueprint-{at}") for at, (about, one) in enumerate(blueprints)]
    return page(heading, styles, header, main, ())


def _blueprint(about: str, blueprint: BlueprintPage, key: str) -> Element:
    full = folded("The blueprint", f"{key}-full", _in_full(blueprint))
    return section(blueprint.title, key, node("p", None, about), full)


def _in_full(blueprint: BlueprintPage) -> Iterator[Element]:
    yield node("p", None, blueprint.summary)
    sections = [node("div", None, *under(title, bullets(items))) for title, items in blueprint.sections]
    yield node("div", {"class": "columns"}, *sections)
    yield from under("Steps", _steps(blueprint))
    yield node("p", None, node("small", None, blueprint.basis))


def _steps(blueprint: BlueprintPage) -> Element:
    steps = (node("li", None, node("strong", None, one.title), labelled(one.details)) for one in blueprint.steps)
    return node("ol", {"class": "pair"}, *steps)
