"""Earlier results to hold new ones against."""

from __future__ import annotations

from collections.abc import Iterable

from smi_cli.assessing.assessment import Assessment
from smi_cli.assessing.snapshot import Snapshot


class Baseline:
    """The latest of some results for every subject and questionnaire."""

    def __init__(self, snapshots: Iterable[Snapshot]) -> None:
        self._latest: dict[tuple[str, str], Snapshot] = {}
        for one in snapshots:
            known = self._latest.get((one.subject, one.questionnaire))
            if known is None or known.date < one.date:
                self._latest[one.subject, one.questionnaire] = one

    def find(self, assessment: Assessment) -> Snapshot | None:
        """The result to hold an assessment against; None for a subject that is new."""
        return self._latest.get((assessment.answers.subject, assessment.questionnaire.id))
