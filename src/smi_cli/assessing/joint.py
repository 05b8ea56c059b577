"""Merged answers with what they come to: all together, every role, every respondent."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from smi_cli.assessing.assessment import Assessment
from smi_cli.assessing.merging import Merged
from smi_cli.model.answers import Answers


class Joint(NamedTuple):
    """The assessments of merged answers, of every role and of every respondent, in their order."""

    merged: Merged
    together: Assessment
    roles: tuple[Assessment, ...]
    voices: tuple[Assessment, ...]


def assess_merged(merged: Merged, assess: Callable[[Answers], Assessment]) -> Joint:
    """Assess merged answers, each part of them in the same way."""
    return Joint(
        merged,
        assess(merged.answers),
        tuple(assess(role.answers) for role in merged.roles),
        tuple(assess(voice.answers) for voice in merged.voices),
    )
