"""What the reports of a run are made from: the only assessment or, of several, what all come to."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from smi_cli.assessing.batch import Scored, Totals

if TYPE_CHECKING:
    from smi_cli.assessing.assessment import Assessment
    from smi_cli.assessing.census import Census
    from smi_cli.rendering.batch_report import BatchReport
    from smi_cli.rendering.report import Report
    from smi_cli.rendering.roster import Roster


class Several(NamedTuple):
    """What more than one assessment come to, and a row for each while they are few."""

    census: Census
    roster: Roster

    def add(self, assessment: Assessment) -> None:
        """Count one more."""
        self.census.add(assessment)
        self.roster.add(assessment)

    def report(self, totals: Totals) -> BatchReport:
        """The report on all of them."""
        from smi_cli.rendering.batch_report import compose_batch
        from smi_cli.rendering.run_line import run_line
        from smi_cli.rendering.wording.gates import explain_totals

        return compose_batch(self.census, self.roster, run_line(totals), explain_totals(totals))


class Collected:
    """What the reports of a run are made from: the only assessment or, of several, what all come to."""

    def __init__(self, by: str | None) -> None:
        self.first: Scored | None = None
        self.several: Several | None = None
        self._by = by

    def add(self, scored: Scored) -> None:
        """Count one more."""
        if self.first is None:
            self.first = scored
            return
        if self.several is None:
            from smi_cli.assessing.census import Census
            from smi_cli.rendering.roster import Roster

            self.several = Several(Census(self._by), Roster())
            self.several.add(self.first.assessment)
        self.several.add(scored.assessment)

    @property
    def only(self) -> Scored:
        """The only assessment, where there is one."""
        assert self.first is not None  # noqa: S101 - nothing is said of none
        return self.first

    def report(self, *, with_people: bool, with_places: bool = True) -> Report:
        """The report on the only assessment, with or without the places of answers in their file."""
        from smi_cli.rendering.report import compose_report

        scored = self.only
        gates: tuple[str, ...] = ()
        if scored.verdicts:
            from smi_cli.rendering.wording.gates import explain_verdicts

            gates = explain_verdicts(scored)
        locate = scored.locate if with_places else None
        return compose_report(scored.assessment, locate, gates, with_people=with_people)
