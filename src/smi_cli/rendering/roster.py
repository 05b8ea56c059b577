"""The subjects of a run, a row for each, as long as they are few enough to be read."""

from __future__ import annotations

from smi_cli.assessing.assessment import Assessment
from smi_cli.model.questionnaire import Questionnaire
from smi_cli.rendering.batch_tables import NOTHING, Table
from smi_cli.rendering.numbers import show_number
from smi_cli.rendering.wording.phrases import lines_of
from smi_cli.rendering.wording.places import quadrant_of

LISTED = 40


class Roster:
    """Rows of subjects by questionnaire; where there are too many for a table, none of them is kept."""

    def __init__(self) -> None:
        self._rows: dict[str, list[tuple[str, ...]] | None] = {}

    def add(self, assessment: Assessment) -> None:
        """Add a subject."""
        key = assessment.questionnaire.id
        rows = self._rows.setdefault(key, [])
        if rows is not None:
            rows.append(_row(assessment))
            if len(rows) > LISTED:
                self._rows[key] = None

    def table(self, questionnaire: Questionnaire) -> Table | None:
        """The subjects that answered a questionnaire, in the order in which they came; None if they are too many."""
        rows = self._rows.get(questionnaire.id)
        if rows is None:
            return None
        placed = ("Quadrant",) if questionnaire.grid else ()
        axes = tuple(axis.title for axis in questionnaire.axes)
        ladders = tuple(ladder.title for ladder in questionnaire.ladders[:1])
        first = 1 + len(placed)
        header = ("Subject", *placed, *axes, *ladders, "Date")
        return Table(header, tuple(rows), frozenset(range(first, first + len(axes))))


def _row(assessment: Assessment) -> tuple[str, ...]:
    placed = (quadrant_of(assessment, NOTHING),) if assessment.questionnaire.grid else ()
    scores = (
        NOTHING if axis.range.score is None else show_number(axis.range.score, lines_of(assessment, axis.axis.id))
        for axis in assessment.scores.axes
    )
    rungs = (standing.rung.title if standing.rung else NOTHING for standing in assessment.standings[:1])
    return (assessment.answers.subject, *placed, *scores, *rungs, assessment.answers.date.isoformat())
