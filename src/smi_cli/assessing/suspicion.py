"""What a suspicion is."""

from __future__ import annotations

from typing import NamedTuple

Path = tuple[str | int, ...]


class Suspicion(NamedTuple):
    """Something that looks wrong: a stable code, a sentence, a hint, and the path of keys in the questionnaire."""

    code: str
    message: str
    hint: str
    path: Path
