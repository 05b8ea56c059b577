"""A blueprint as an HTML page."""

from __future__ import annotations

from collections.abc import Iterable

from smi_cli.rendering.blueprint_page import BlueprintPage
from smi_cli.rendering.elements import node
from smi_cli.rendering.html_parts import Styles, bullets, labelled, page, section


def render_blueprint(blueprint: BlueprintPage, styles: Styles) -> str:
    """A blueprint in full."""
    header = (node("h1", None, blueprint.title), node("p", None, blueprint.summary))
    sections = [section(title, f"part-{at}", bullets(items)) for at, (title, items) in enumerate(blueprint.sections)]
    steps = [node("li", None, node("strong", None, one.title), labelled(one.details)) for one in blueprint.steps]
    about = node("div", {"class": "columns"}, *sections)
    main = (about, section("Steps", "steps", node("ol", {"class": "pair"}, *steps)))
    return page(blueprint.title, styles, header, main, [node("p", None, blueprint.basis)])


def render_listing(title: str, listing: Iterable[tuple[str, str]], styles: Styles) -> str:
    """The blueprints of a questionnaire with what they are about."""
    heading = f"{title}: blueprints"
    main = (node("div", {"class": "wide"}, labelled(listing)),)
    return page(heading, styles, (node("h1", None, heading),), main, ())
