"""A parsed file as a tree of located nodes: what the YAML and the JSON reader build, and the decoder reads.

Lines and columns count from 0 here, as parsers do; a `Location` counts from 1.
"""

from __future__ import annotations

from typing import NamedTuple

from smi_cli.model.problems import Location, Problem


class Scalar(NamedTuple):
    """A value in its written form. `plain`: it stood without quotes and so may be a number or nothing."""

    text: str
    plain: bool
    line: int
    column: int


class Sequence(NamedTuple):
    """A list of nodes."""

    items: list[Node]
    line: int
    column: int


class Mapping(NamedTuple):
    """Keys with their values, in the order of the file; no key stands twice."""

    entries: dict[str, tuple[Scalar, Node]]
    line: int
    column: int


Node = Scalar | Sequence | Mapping
Path = tuple[str | int, ...]

NOTHING = frozenset({"", "~", "null", "Null", "NULL"})


def is_nothing(node: Node) -> bool:
    """Whether the node is an empty value, which means the same as no value."""
    return isinstance(node, Scalar) and node.plain and node.text in NOTHING


class Document(NamedTuple):
    """A file's tree, the name by which problems call the file, and what was wrong without stopping the reader.

    `data` is what the file holds, byte for byte; empty for a tree that comes from no file.
    """

    file: str
    root: Node
    problems: tuple[Problem, ...] = ()
    data: bytes = b""

    def at(self, node: Node) -> Location:
        """Where a node begins."""
        return Location(self.file, node.line + 1, node.column + 1)

    def locate(self, *path: str | int) -> Location:
        """Where the value at a path begins; for a missing part, the nearest thing that holds it."""
        return self.at(self._walk(path)[0])

    def locate_key(self, *path: str | int) -> Location:
        """Where the key at the end of a path stands, or the item of a list."""
        return self.at(self._walk(path)[1])

    def names(self, key: str) -> str | None:
        """The text of a scalar under a key at the top; None where there is none."""
        value = self.root.entries[key][1] if isinstance(self.root, Mapping) and key in self.root.entries else None
        return value.text if isinstance(value, Scalar) else None

    def _walk(self, path: Path) -> tuple[Node, Node]:
        node = key = self.root
        for part in path:
            if isinstance(node, Mapping) and isinstance(part, str) and part in node.entries:
                key, node = node.entries[part]
            elif isinstance(node, Sequence) and isinstance(part, int) and part < len(node.items):
                key = node = node.items[part]
            else:
                break
        return node, key
