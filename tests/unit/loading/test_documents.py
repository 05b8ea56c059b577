"""The located tree: what counts as nothing, and how a path finds its place."""

from __future__ import annotations

import pytest

from builders import a_document
from smi_cli.loading.documents import Mapping, Scalar, is_nothing

TEXT = """\
a:
  b: [c, {d: e}]
f: ~
"""


@pytest.mark.parametrize(
    ("path", "value", "key"),
    [
        ((), "f.yaml:1:1", "f.yaml:1:1"),
        (("a",), "f.yaml:2:3", "f.yaml:1:1"),
        (("a", "b"), "f.yaml:2:6", "f.yaml:2:3"),
        (("a", "b", 0), "f.yaml:2:7", "f.yaml:2:7"),
        (("a", "b", 1, "d"), "f.yaml:2:14", "f.yaml:2:11"),
        # What is missing stands where the nearest thing that would hold it stands.
        (("a", "missing", "b"), "f.yaml:2:3", "f.yaml:1:1"),
        (("a", "b", 7), "f.yaml:2:6", "f.yaml:2:3"),
        (("f", "g"), "f.yaml:3:4", "f.yaml:3:1"),
        (("a", 0), "f.yaml:2:3", "f.yaml:1:1"),
    ],
)
def test_a_path_finds_its_place(path: tuple[str | int, ...], value: str, key: str) -> None:
    document = a_document(TEXT, "f.yaml")
    assert (str(document.locate(*path)), str(document.locate_key(*path))) == (value, key)


@pytest.mark.parametrize("text", ["", "~", "null", "Null", "NULL"])
def test_nothing_is_only_nothing_without_quotes(text: str) -> None:
    assert is_nothing(Scalar(text, True, 0, 0))
    assert not is_nothing(Scalar(text, False, 0, 0))


def test_other_values_are_something() -> None:
    assert not is_nothing(Scalar("none", True, 0, 0))
    assert not is_nothing(Mapping({}, 0, 0))
