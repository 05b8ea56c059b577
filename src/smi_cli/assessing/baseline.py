"""Earlier results to hold new ones against."""

from __future__ import annotations

from collections.abc import Iterable
from posixpath import normpath

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

    def find(self, assessment: Assessment, name: str, place: Location) -> Snapshot | Problems | None:
        """The result to hold an assessment against, with the name and the place of its answers; None for a new subject.

        Where a subject has several of its latest day, the one of the same file counts; rows of a table move.
        """
        found = self._latest.get((assessment.answers.subject, assessment.questionnaire.id), ())
        if len(found) == 1:
            return found[0][1]
        file = normpath(name)
        of_file = [one for known, one in found if normpath(known) == file] if name == place.file else []
        if not found or len(of_file) == 1:
            return of_file[0] if of_file else None
        message = f"In the baseline {same_day(found[0][1])}"
        return Problems.of(Problem(place, "same-date", message, "and not one of them is of this file"))


def same_day(one: Snapshot) -> str:
    """That a subject has more than one result of a day."""
    return f"{one.subject!r} has two results of {one.questionnaire!r} on {one.date.isoformat()}"
