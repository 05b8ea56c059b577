"""What steps would come to: the same answers with every level that they lead to."""

from __future__ import annotations

from collections.abc import Iterable

from smi_cli.assessing.assessment import Assessment
from smi_cli.assessing.next_steps import NextStep
from smi_cli.assessing.what_if import with_settings
from smi_cli.model.answers import Known


def with_steps_done(assessment: Assessment, steps: Iterable[NextStep]) -> Assessment:
    """The assessment as it would be; what is only to be found out stays missing."""
    settings = {one.score.question.id: Known(one.target) for step in steps if not step.find_out for one in step.raises}
    answers = with_settings(assessment.answers, settings)
    return Assessment(assessment.instrument, assessment.compiled, answers)
