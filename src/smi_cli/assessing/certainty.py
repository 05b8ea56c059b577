"""How certain a result is, and why: what is missing, how near the lines are, what weights and evidence could change."""

from __future__ import annotations

from functools import cached_property

from smi_cli.assessing.assessment import Assessment
from smi_cli.assessing.contradicting import contradictions_in
from smi_cli.assessing.evidence import Backing, back_axes
from smi_cli.assessing.lapsing import Validity, validity_of
from smi_cli.assessing.nearness import Nearness, nearness_of
from smi_cli.assessing.settling import Settling, settle
from smi_cli.assessing.weighing import Weighing, weigh
from smi_cli.model.questionnaire import Contradiction


class Certainty:
    """How certain an assessment is, each part worked out when it is first asked for. Cannot fail."""

    def __init__(self, assessment: Assessment) -> None:
        self._assessment = assessment

    @cached_property
    def settling(self) -> Settling:
        """What missing answers leave open, and which of them settles most."""
        return settle(self._assessment.compiled, self._assessment.answers, self._assessment.passes)

    @cached_property
    def nearness(self) -> Nearness:
        """How far it is to each line, in points and in steps of one level."""
        return nearness_of(self._assessment)

    @cached_property
    def weighing(self) -> Weighing:
        """What other weights make of the axes."""
        one = self._assessment
        return weigh(one.compiled, one.passes.known, one.scrutiny.tolerance)

    @cached_property
    def backing(self) -> tuple[Backing, ...]:
        """How much of each axis rests on evidence."""
        return back_axes(self._assessment)

    @cached_property
    def validity(self) -> Validity | None:
        """Which answers still hold on the day that was asked about; None where nobody asked."""
        return validity_of(self._assessment)

    @cached_property
    def contradictions(self) -> tuple[Contradiction, ...]:
        """The answers that do not fit each other."""
        return contradictions_in(self._assessment)
