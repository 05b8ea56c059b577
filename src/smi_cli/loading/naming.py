"""What people call the parts of a questionnaire: by id or by title; case and hyphens make no difference."""

from __future__ import annotations

from collections.abc import Mapping

from smi_cli.loading.notebook import suggest


def find_id(word: str, titles: Mapping[str, str]) -> str | None:
    """The id that a word is, or that of the only thing of which it is the title; None where there is none."""
    called = _called(word, titles)
    return word if word in titles else called[0] if len(called) == 1 else None


def suggest_id(word: str, titles: Mapping[str, str]) -> str:
    """A hint where an id is wanted: the ids of what has the word for its title, or the nearest id."""
    if called := _called(word, titles):
        return f"did you mean {' or '.join(map(repr, called))}?"
    return suggest(word, titles)


def _called(word: str, titles: Mapping[str, str]) -> list[str]:
    return [key for key, title in titles.items() if _plain(word) in {_plain(key), _plain(title)}]


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace("-", " ").split())
