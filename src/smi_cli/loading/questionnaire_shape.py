"""What a questionnaire file looks like. Its words are explained in docs/format.md."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from smi_cli.loading.documents import Node, Scalar
from smi_cli.loading.notebook import Notebook
from smi_cli.loading.records import ByKind, Field, ListOf, MapOf, Record, never_empty, optional, required
from smi_cli.loading.scalars import Duration, Id, Number, OneOf, Text, Whole
from smi_cli.loading.shapes import Shape
from smi_cli.model.questionnaire import ContextKind, OriginKind, Overall, Relation


class Side(StrEnum):
    """A side of a cut."""

    LOW = "low"
    HIGH = "high"


class LevelOrOption(Shape):
    """What a condition wants of another question: a level or a least number, or the id of an option."""

    _level, _option = Whole(minimum=0), Id()

    def decode(self, node: Node, name: str, notebook: Notebook) -> Any:
        """See `Shape.decode`."""
        is_option = isinstance(node, Scalar) and node.text[:1].isalpha()
        return (self._option if is_option else self._level).decode(node, name, notebook)


# Units of effort that moving up takes: one number that grows with the level, or one for each move.
_UNITS = Whole(minimum=1, maximum=1000)
MOVE_EFFORT = ByKind(scalar=_UNITS, sequence=ListOf(_UNITS, at_least=1))
ORIGIN = {"origin": optional(OneOf(OriginKind)), "source": optional(Text())}
_NAMED: dict[str, Field] = {"title": required(Text()), "summary": optional(Text())} | ORIGIN
_WEIGHT = {"weight": optional(Number(minimum=0))}

QUESTION = Record(
    {
        "ask": required(Text()),
        "levels": required(ByKind(scalar=Id(), sequence=ListOf(Text(), at_least=2))),
        "values": optional(ListOf(Number(0, 1), at_least=2)),
        "evidence": optional(Text()),
        "known_by": optional(Text()),
        "na": optional(Text()),
        "since": optional(Text()),
        "valid_for": optional(Duration()),
        "effort": optional(MOVE_EFFORT),
        "only_if": optional(MapOf(ByKind(scalar=LevelOrOption(), sequence=ListOf(Id(), at_least=1)), at_least=1)),
    }
    | _WEIGHT
    | ORIGIN
)
FACTOR = Record(_NAMED | _WEIGHT | {"questions": required(MapOf(QUESTION, at_least=1))})
AXIS = Record(
    _NAMED
    | _WEIGHT
    | {
        "cut": optional(Number(0, 100)),
        "factors": optional(MapOf(FACTOR, at_least=1)),
        "questions": optional(MapOf(QUESTION, at_least=1)),
    }
)
REFERENCE = Record({key: required(Text()) for key in ("says", "date", "base", "source")})
CONTEXT_QUESTION = Record(
    {
        "ask": required(Text()),
        "means": optional(Text()),
        "kind": required(OneOf(ContextKind)),
        "options": optional(MapOf(Text(), at_least=2)),
        "unit": optional(Text()),
        "min": optional(Number()),
        "max": optional(Number()),
        "references": optional(ListOf(REFERENCE)),
        "obstacles_to": optional(Id()),
        "never_counts": optional(Text()),
    }
    | ORIGIN
)
QUADRANT = Record(_NAMED | {"where": required(MapOf(OneOf(Side)))})
GRID = Record(
    {
        "across": required(Id()),
        "up": required(Id()),
        "borderline": optional(Number(0, 50)),
        "cells": required(MapOf(QUADRANT)),
    }
    | ORIGIN
)
RUNG = Record(
    _NAMED
    | {
        "from": optional(Number(0, 100)),
        "requires": optional(MapOf(Number(minimum=0), at_least=1)),
        "fits": optional(ListOf(Id(), at_least=1)),
    }
)
LADDER = Record(_NAMED | {"of": optional(Id()), "rungs": required(MapOf(RUNG, at_least=2))})
CLAIM = Record(
    {key.value: never_empty(Whole(minimum=0)) for key in (Relation.AT_LEAST, Relation.AT_MOST)}
    | {key.value: never_empty(Number()) for key in (Relation.ABOVE, Relation.BELOW)}
)
CONTRADICTION = Record({"pair": required(MapOf(CLAIM)), "says": required(Text())} | ORIGIN)
QUESTIONNAIRE = Record(
    {"format": required(Text()), "id": required(Id()), "version": required(Text())}
    | _NAMED
    | {
        "review_every": optional(Duration()),
        "valid_for": optional(Duration()),
        "overall": optional(OneOf(Overall)),
        "levels": optional(MapOf(ListOf(Text(), at_least=2))),
        "axes": required(MapOf(AXIS, at_least=1)),
        "context": optional(MapOf(CONTEXT_QUESTION)),
        "quadrants": optional(GRID),
        "ladders": optional(MapOf(LADDER)),
        "contradictions": optional(MapOf(CONTRADICTION)),
    }
)
