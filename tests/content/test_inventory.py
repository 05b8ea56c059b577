"""The inventory is whole: whatever the published texts name has a place, and every place exists."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from conftest import ROOT
from content.shipped import SHIPPED, shipped
from smi_cli.loading.documents import Document, Mapping, Scalar, Sequence
from smi_cli.loading.finding import read_document
from smi_cli.loading.library import Library, read_weights
from smi_cli.model.blueprint import Instrument
from smi_cli.model.questionnaire import OriginKind, Questionnaire, Weights

# What the published texts name, and what is easily overlooked in them (`add-...`). Rows do not vanish unnoticed.
NUMBER_OF_IDS = 135
LEFT_OUT = "left-out: "
INSTRUMENT = (ROOT / "docs" / "instrument.md").read_text(encoding="utf-8")


def text_of(node: object) -> str:
    """A place as it is written. A second `:` would make a mapping of it, which is a mistake of the file."""
    assert isinstance(node, Scalar), node
    return node.text


def read_inventory() -> dict[str, list[str]]:
    """The places of each id. An id that stands twice is a problem of the file, and so no document."""
    document = read_document(str(ROOT / "docs" / "inventory.yaml"))
    assert isinstance(document, Document), document
    assert not document.problems
    assert isinstance(document.root, Mapping)
    places: dict[str, list[str]] = {}
    for name, (_, node) in document.root.entries.items():
        assert isinstance(node, Sequence), f"{name}: its places stand in brackets"
        places[name] = [text_of(item) for item in node.items]
    return places


def headings(markdown: str) -> list[str]:
    """The headings outside code, as GitHub names them in links."""
    prose = re.sub(r"^```.*?^```$", "", markdown, flags=re.MULTILINE | re.DOTALL)
    titles = re.findall(r"^#+ (.+)$", prose, flags=re.MULTILINE)
    return [re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles]


def ids_in(title: str) -> set[str]:
    """The ids that a section of the documentation names."""
    section = INSTRUMENT.split(f"\n## {title}\n")[1].split("\n## ")[0]
    return set(re.findall(r"`([a-z0-9-]+)`", section))


def questionnaire_places(questionnaire: Questionnaire) -> Iterator[str]:
    """What a questionnaire has to offer as a place."""
    for axis in questionnaire.axes:
        yield from (f"factor:{factor.id}" for factor in axis.named_factors)
    yield from (f"question:{question.id}" for question in questionnaire.questions)
    yield from (f"context:{question.id}" for question in questionnaire.context)
    yield from (f"quadrant:{cell.id}" for cell in (questionnaire.grid.quadrants if questionnaire.grid else ()))
    for ladder in questionnaire.ladders:
        yield from (f"rung:{rung.id}" for rung in ladder.rungs)


def blueprint_places(instrument: Instrument) -> Iterator[str]:
    """What the blueprints have to offer: steps, and lists that are not empty."""
    yield from (f"step:{step}" for step in instrument.steps)
    for quadrant, blueprint in instrument.blueprints.items():
        for part in ("signs", "benefits", "challenges"):
            if getattr(blueprint, part):
                yield f"blueprint:{quadrant}/{part}"


def all_places() -> set[str]:
    """Everything that the inventory can point to."""
    places = {f"doc:instrument#{slug}" for slug in headings(INSTRUMENT)}
    for name in SHIPPED:
        places.update(questionnaire_places(shipped(name).questionnaire), blueprint_places(shipped(name)))
    return places


def test_no_row_of_the_inventory_has_vanished() -> None:
    assert len(read_inventory()) == NUMBER_OF_IDS


def test_every_place_exists() -> None:
    inventory, known = read_inventory(), all_places()
    wrong = {
        name: [place for place in places if place not in known and not place.startswith(LEFT_OUT)]
        for name, places in inventory.items()
    }
    assert {name: places for name, places in wrong.items() if places} == {}


def test_every_row_has_its_places_once() -> None:
    assert [name for name, places in read_inventory().items() if not places or len(set(places)) < len(places)] == []


def test_what_is_left_out_has_a_reason_and_stands_in_the_documentation() -> None:
    inventory = read_inventory()
    left_out = {name for name, places in inventory.items() if any(place.startswith(LEFT_OUT) for place in places)}
    assert [name for name in left_out if len(inventory[name]) > 1] == [], "left out, and yet somewhere"
    assert [name for name in left_out if len(inventory[name][0].split()) < 5] == [], "left out without a reason"
    assert ids_in("What is left out") & set(inventory) == left_out


def test_headings_lead_to_one_place_each() -> None:
    slugs = headings(INSTRUMENT)
    assert len(set(slugs)) == len(slugs)


@pytest.mark.parametrize("name", SHIPPED)
def test_the_documentation_says_where_every_question_comes_from(name: str) -> None:
    questionnaire = shipped(name).questionnaire
    factors = {factor.id for axis in questionnaire.axes for factor in axis.named_factors}
    questions = {question.id for question in questionnaire.questions}
    assert (factors | questions) - ids_in("Where every question comes from") == set()


def test_the_published_only_weights_take_out_every_derived_factor_and_nothing_published() -> None:
    weights = read_weights("published-only", Library())
    assert isinstance(weights, Weights), weights
    factors = [factor for axis in shipped("smi").questionnaire.axes for factor in axis.factors]
    derived = {factor.id for factor in factors if factor.origin.kind is OriginKind.DERIVED}
    questions = (question for factor in factors for question in factor.questions)
    derived_questions = {question.id for question in questions if question.origin.kind is OriginKind.DERIVED}
    assert set(weights.by_id.values()) == {0}
    assert derived <= weights.by_id.keys() <= derived | derived_questions
