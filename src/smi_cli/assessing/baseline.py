"""Earlier results to hold new ones against."""

from __future__ import annotations

from collections.abc import Iterable

from smi_cli.assessing.assessment import Assessment
from smi_cli.assessing.snapshot import Snapshot
from smi_cli.model.problems import Location, Problem, Problems

Kept = tuple[str, Snapshot]
"""A result with the file that it was made from."""


class Baseline:
    """The latest of some results for every subject and questionnaire; of several of one day, those of all files."""

    def __init__(self, results: Iterable[Kept]) -> None:
        self._latest: dict[tuple[str, str], tuple[Kept, ...]] = {}
        for file, one in results:
            known = self._latest.get((one.subject, one.questionnaire), ())
            if not known or known[0][1].date <= one.date:
                same = known if known and known[0][1].date == one.date else ()
                self._latest[one.subject, one.questionnaire] = (*same, (file, one))

    def find(self, assessment: Assessment, file: str) -> Snapshot | Problems | None:
        """The result to hold the assessment of a file against; None for a subject that is new.

        Where a subject has several of its latest day, the one of the same file counts.
        """
        found = self._latest.get((assessment.answers.subject, assessment.questionnaire.id), ())
        if len(found) == 1:
            return found[0][1]
        of_file = [one for name, one in found if name == file]
        if not found or len(of_file) == 1:
            return of_file[0] if of_file else None
        message = f"In the baseline {same_day(found[0][1])}"
        return Problems.of(Problem(Location(file), "same-date", message, "and not one of them is of this file"))


def same_day(one: Snapshot) -> str:
    """That a subject has more than one result of a day."""
    return f"{one.subject!r} has two results of {one.questionnaire!r} on {one.date.isoformat()}"
