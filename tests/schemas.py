"""The published schemas, and which of their parts a document makes use of."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from jsonschema import Draft202012Validator
from jsonschema.protocols import Validator

from conftest import ROOT

FOLDER = ROOT / "docs" / "schemas"
KINDS = ("result", "record", "change", "merge", "blueprints", "explanation", "plan")
Json = Any


class Part(NamedTuple):
    """A part of a schema, by its path in it: what a keyword says for a key (of a property, an alternative, a word)."""

    path: str
    node: Json
    keyword: str = ""
    key: str = ""


class Visit(NamedTuple):
    """A value of a document at a part of the schema that is for it."""

    part: Part
    value: Json


def path_of(kind: str) -> Path:
    """Where a schema stands."""
    return FOLDER / f"smi.{kind}-1.json"


@cache
def validator(kind: str) -> Validator:
    """What checks documents of a kind."""
    return Draft202012Validator(
        json.loads(path_of(kind).read_text(encoding="utf-8")),
        format_checker=Draft202012Validator.FORMAT_CHECKER,
    )


def faults(kind: str, document: Json) -> list[str]:
    """What is wrong with a document, each with its place."""
    found = validator(kind).iter_errors(document)
    return [f"{one.json_path}: {one.message[:300]}" for one in found]


def parts(kind: str) -> frozenset[str]:
    """The paths of all parts that a document can make use of: properties, values of maps and lists, alternatives."""
    root = _root(kind)
    tops = [Part("#", root), *(Part(f"#/$defs/{name}", node) for name, node in root["$defs"].items())]
    return frozenset(below.path for top in tops for below in _all_below(top))


def visits(kind: str, document: Json) -> Iterator[Visit]:
    """Every value of a document, with each part of the schema that it makes use of."""
    yield from _visit(kind, Part("#", _root(kind)), document)


def _root(kind: str) -> dict[str, Json]:
    root: dict[str, Json] = dict(validator(kind).schema)  # type: ignore[arg-type]
    return root


def _all_below(part: Part) -> Iterator[Part]:
    for below in _below(part):
        yield below
        yield from _all_below(below)


def _below(part: Part) -> Iterator[Part]:
    """The parts directly below a part."""
    path, node = part.path, part.node
    for keyword in ("properties", "prefixItems", "anyOf"):
        found = node.get(keyword, {})
        pairs = found.items() if isinstance(found, dict) else enumerate(found)
        yield from (Part(f"{path}/{keyword}/{key}", one, keyword, str(key)) for key, one in pairs)
    for keyword in ("additionalProperties", "items"):
        if node.get(keyword):
            yield Part(f"{path}/{keyword}", node[keyword], keyword)
    for keyword in ("enum", "type"):
        words = node.get(keyword, [])
        yield from (
            Part(f"{path}/{keyword}/{word}", {}, keyword, word) for word in (words if isinstance(words, list) else [])
        )


def _visit(kind: str, part: Part, value: Json) -> Iterator[Visit]:
    yield Visit(part, value)
    if reference := part.node.get("$ref", ""):
        name = reference.removeprefix("#/$defs/")
        yield from _visit(kind, Part(f"#/$defs/{name}", _root(kind)["$defs"][name]), value)
    for below in _below(part):
        for inner in _values(kind, part, below, value):
            yield from _visit(kind, below, inner)


def _values(kind: str, part: Part, below: Part, value: Json) -> Iterator[Json]:
    """The values inside of one that a part below is for, or the value itself."""
    key = below.key
    match below.keyword:
        case "properties" if key in value:
            yield value[key]
        case "additionalProperties":
            yield from (one for name, one in value.items() if name not in part.node.get("properties", {}))
        case "items":
            yield from value
        case "prefixItems":
            yield value[int(key)]
        case "anyOf" if validator(kind).evolve(schema=below.node).is_valid(value):
            yield value
        case "enum" if value == key:
            yield value
        case "type" if validator(kind).is_type(value, key):
            yield value
        case _:
            pass
