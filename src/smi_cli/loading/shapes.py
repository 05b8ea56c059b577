"""What the values of a file may look like, declared once; strict and closed: unknown keys are problems.

A shape turns a node into a value and notes every problem on the way. What could not be read stays unread in the draft,
so that the rules behind can judge all the rest in the same run. `scalars` and `records` hold the shapes themselves.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any, Final

from smi_cli.loading.documents import Node, Scalar, Sequence, is_nothing
from smi_cli.loading.notebook import NOT_READ, Notebook

SHOWN_CHARACTERS: Final = 40


class Shape(ABC):
    """What a value may look like."""

    @abstractmethod
    def decode(self, node: Node, name: str, notebook: Notebook) -> Any:
        """The value of a node that the file calls `name`, or `NOT_READ` with its problems in the notebook."""


def wrong_type(node: Node, name: str, wanted: str, notebook: Notebook, hint: str = "") -> Any:
    """Note that a value is missing or of another type than is wanted, and return `NOT_READ`."""
    if is_nothing(node):
        notebook.note(node, "missing-value", f"{name} is empty", f"it has to be {wanted}")
    else:
        notebook.note(node, "wrong-type", f"{name} has to be {wanted}, not {show_node(node)}", hint)
    return NOT_READ


def show_node(node: Node) -> str:
    """A value as problems quote it."""
    if isinstance(node, Scalar):
        return show_text(node.text)
    return "a list" if isinstance(node, Sequence) else "a mapping"


def show_text(text: str) -> str:
    """A text as problems quote it: not more of it than tells what is meant."""
    return repr(text if len(text) <= SHOWN_CHARACTERS else text[: SHOWN_CHARACTERS - 1] + "…")
