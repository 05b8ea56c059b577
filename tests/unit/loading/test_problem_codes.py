"""Every code that a problem can have is expected by some test."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

TESTS = Path(__file__).parents[2]
SOURCE = TESTS.parent / "src" / "smi_cli"
CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)+\Z")
# What is called with a code, in whatever place of its arguments.
WRITERS = {"note", "note_key", "note_value", "Problem", "RefusedError", "_refusal", "Misfit"}


def name_of(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def codes_in(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        parts: list[ast.expr] = []
        if isinstance(node, ast.Call) and name_of(node.func) in WRITERS:
            parts = node.args
        elif isinstance(node, ast.Return) and isinstance(node.value, ast.Tuple):
            parts = node.value.elts  # a code and its message, on the way to a problem
        texts = [part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str)]
        yield from (text for text in texts[:1] if CODE.match(text))


def test_every_code_is_expected_somewhere() -> None:
    codes = {code for layer in ("loading", "cli") for path in (SOURCE / layer).glob("*.py") for code in codes_in(path)}
    assert len(codes) > 50, "the search for codes has gone blind"
    expected = "\n".join(path.read_text(encoding="utf-8") for path in TESTS.rglob("test_*.py"))
    assert [code for code in sorted(codes) if not re.search(rf"\b{code}(: |\b.*\")", expected)] == []
