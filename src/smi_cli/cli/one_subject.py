"""Whether inputs go together: all about one subject, and answers to one questionnaire."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from smi_cli.model.problems import Location, Problem
from smi_cli.rendering.wording.phrases import count, join

NAMES_SHOWN: Final = 3


class About(NamedTuple):
    """What an input is about, its name and its place."""

    file: str
    place: Location
    subject: str
    questionnaire: str


def differences(inputs: Sequence[About], command: str, noun: str) -> list[Problem]:
    """That inputs are about another subject or questionnaire than the first one: said once, however many they are.

    `noun` is what the command calls an input.
    """
    hint = f"{command} takes {noun}s of one subject"
    subjects = _others("other-subject", [(one, one.subject) for one in inputs], noun, hint)
    return [*subjects, *_others("other-questionnaire", [(one, one.questionnaire) for one in inputs], noun, hint)]


def why_too_few(paths: Sequence[str], found: Sequence[object]) -> str:
    """A hint where several paths led to one file only; empty elsewhere."""
    return "a file that is given twice counts once" if len(found) == 1 < len(paths) else ""


def _others(code: str, inputs: Sequence[tuple[About, str]], noun: str, hint: str) -> Iterator[Problem]:
    others = [(one, name) for one, name in inputs if name != inputs[0][1]]
    if others:
        (first_one, first), (other, _) = inputs[0], others[0]
        names = [repr(name) for name in dict.fromkeys(name for _, name in others)]
        shown = join([*names[:NAMES_SHOWN], "others"] if len(names) > NAMES_SHOWN else names)
        this = f"This and {count(len(others) - 1, f'more {noun}')} are" if len(others) > 1 else "This is"
        yield Problem(other.place, code, f"{this} about {shown}, and {first_one.file} is about {first!r}", hint)
