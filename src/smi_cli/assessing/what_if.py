"""What other answers would come to: answers with some of them set, without a word about how that would be done."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import NamedTuple

from smi_cli.assessing.assessment import Assessment
from smi_cli.assessing.batch import Scored
from smi_cli.assessing.changing import Change, compare
from smi_cli.assessing.snapshot import snapshot_of
from smi_cli.model.answers import Answer, Answers

Settings = Mapping[str, Answer]
"""Answers to set, by question: levels, and what nobody knows."""


class WhatIf(NamedTuple):
    """An assessment, and what it comes to with some answers set; gates are judged on the latter alone."""

    settings: Settings
    before: Assessment
    after: Scored

    @property
    def change(self) -> Change:
        """What the set answers change."""
        return compare(snapshot_of(self.before), snapshot_of(self.after.assessment))


def with_settings(answers: Answers, settings: Settings) -> Answers:
    """The answers as if these had been given; notes and evidence stay as they are, as in a file edited by hand."""
    given = answers.by_question
    return answers._replace(by_question={**given, **{key: _set(given.get(key), one) for key, one in settings.items()}})


def _set(before: Answer | None, after: Answer) -> Answer:
    if before is None:
        return after
    return dataclasses.replace(after, note=before.note, evidence=before.evidence, seen=before.seen)
