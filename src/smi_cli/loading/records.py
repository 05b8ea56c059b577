"""The shapes of lists, of mappings by id and of records, whose keys are declared and closed."""

from __future__ import annotations

from collections.abc import Mapping as MappingType
from typing import Any

from smi_cli.loading.documents import Mapping, Node, Scalar, Sequence, is_nothing
from smi_cli.loading.notebook import NOT_READ, Draft, Notebook
from smi_cli.loading.scalars import check_id
from smi_cli.loading.shapes import Shape, wrong_type


class ListOf(Shape):
    """A list of values of one shape; read as a whole or not at all."""

    def __init__(self, item: Shape, at_least: int = 0, at_most: int | None = None) -> None:
        self._item, self._at_least, self._at_most = item, at_least, at_most

    def decode(self, node: Node, name: str, notebook: Notebook) -> Any:
        """See `Shape.decode`."""
        if not isinstance(node, Sequence):
            return wrong_type(node, name, "a list", notebook)
        if len(node.items) < self._at_least:
            notebook.note(node, "too-few", f"{name} has to list at least {self._at_least}")
            return NOT_READ
        if self._at_most is not None and len(node.items) > self._at_most:
            notebook.note(node, "too-many", f"{name} can list at most {self._at_most}")
            return NOT_READ
        values = [
            self._item.decode(item, f"item {number} of {name}", notebook) for number, item in enumerate(node.items, 1)
        ]
        return NOT_READ if NOT_READ in values else values


class MapOf(Shape):
    """Values of one shape by id, in the order of the file. Reads to a draft."""

    def __init__(self, value: Shape, at_least: int = 0) -> None:
        self._value, self._at_least = value, at_least

    def decode(self, node: Node, name: str, notebook: Notebook) -> Any:
        """See `Shape.decode`."""
        if not isinstance(node, Mapping):
            return wrong_type(node, name, "a mapping of ids", notebook)
        if len(node.entries) < self._at_least:
            notebook.note(node, "too-few", f"{name} has to name at least {self._at_least}")
        values = Draft()
        for key, (key_node, value_node) in node.entries.items():
            value = self._value.decode(value_node, key, notebook)
            if check_id(key_node, notebook):
                values[key] = value
        return values


class Field:
    """The shape of one key of a record, whether the key has to be there, and whether it may be left empty."""

    def __init__(self, shape: Shape, *, required: bool, may_be_empty: bool) -> None:
        self.shape, self.required, self.may_be_empty = shape, required, may_be_empty


def required(shape: Shape) -> Field:
    """A key that has to be there."""
    return Field(shape, required=True, may_be_empty=False)


def optional(shape: Shape) -> Field:
    """A key that may be left out, or left empty."""
    return Field(shape, required=False, may_be_empty=True)


def never_empty(shape: Shape) -> Field:
    """A key that may be left out, but says something where it stands."""
    return Field(shape, required=False, may_be_empty=False)


class Record(Shape):
    """A mapping with known keys. Reads to a draft."""

    def __init__(self, fields: MappingType[str, Field]) -> None:
        self.fields = fields

    def decode(self, node: Node, name: str, notebook: Notebook) -> Any:
        """See `Shape.decode`."""
        if not isinstance(node, Mapping):
            return wrong_type(node, name, f"a mapping with {', '.join(self.fields)}", notebook)
        draft = Draft()
        for key, (key_node, value_node) in node.entries.items():
            field = self.fields.get(key)
            if field is None:
                hint = notebook.suggest(key, self.fields)
                notebook.note(key_node, "unknown-key", f"{name} has no key {key!r}", hint)
            elif not (field.may_be_empty and is_nothing(value_node)):
                draft[key] = field.shape.decode(value_node, key, notebook)
        for key, field in self.fields.items():
            if field.required and key not in node.entries:
                notebook.note(node, "missing-key", f"{name} lacks the key {key!r}")
        return draft


class ByKind(Shape):
    """One shape for a scalar, another one for a list, another one for a mapping."""

    def __init__(
        self, *, scalar: Shape | None = None, sequence: Shape | None = None, mapping: Shape | None = None
    ) -> None:
        self._shapes = {Scalar: scalar, Sequence: sequence, Mapping: mapping}

    def decode(self, node: Node, name: str, notebook: Notebook) -> Any:
        """See `Shape.decode`."""
        if shape := self._shapes[type(node)]:
            return shape.decode(node, name, notebook)
        words = {Scalar: "a single value", Sequence: "a list", Mapping: "a mapping"}
        allowed = [words[kind] for kind, shape in self._shapes.items() if shape]
        return wrong_type(node, name, " or ".join(allowed), notebook)
