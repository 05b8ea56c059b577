"""What the readers of YAML and of JSON refuse in the same words."""

from __future__ import annotations

from smi_cli.loading.documents import Scalar
from smi_cli.model.problems import Location, Problem

DEPTH_LIMIT = 32
NODE_LIMIT = 100_000


class RefusedError(Exception):
    """Something that makes a text unusable, at a place counted from 0. Raised where nothing behind it can be judged."""

    def __init__(self, line: int, column: int, code: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.line, self.column, self.code, self.hint = line, column, code, hint


def empty_file() -> RefusedError:
    """Nothing but space and comments."""
    return RefusedError(0, 0, "empty-file", "The file is empty")


def too_deep(line: int, column: int) -> RefusedError:
    """Nesting past the limit, which only an attack or an accident reaches."""
    return RefusedError(line, column, "too-deep", f"The file is nested more than {DEPTH_LIMIT} deep")


def too_many_values(line: int, column: int) -> RefusedError:
    """More values than any file written by hand."""
    return RefusedError(line, column, "too-many-values", f"The file holds more than {NODE_LIMIT:,} values")


def not_finite(line: int, column: int, text: str) -> RefusedError:
    """Infinity, or not a number."""
    message = f"{text} is not a number that anything can be counted with"
    return RefusedError(line, column, "not-finite", message, "quote it if it is text")


def duplicate_key(key: Scalar, first: Scalar) -> RefusedError:
    """A key that its mapping has already."""
    hint = f"first in line {first.line + 1}"
    return RefusedError(key.line, key.column, "duplicate-key", f"The key {key.text!r} stands twice", hint)


def located(file: str, *refusals: RefusedError) -> tuple[Problem, ...]:
    """Refusals as problems of a file."""
    return tuple(
        Problem(Location(file, one.line + 1, one.column + 1), one.code, str(one), one.hint) for one in refusals
    )
