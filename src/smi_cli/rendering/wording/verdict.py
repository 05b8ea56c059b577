"""How sure the result is, in one short sentence: what is certain of it, and what the answers that are known say."""

from __future__ import annotations

from typing import Final

from smi_cli.assessing.assessment import Assessment
from smi_cli.assessing.placing import Placement, Standing
from smi_cli.model.questionnaire import Quadrant
from smi_cli.rendering.wording.evidence import keeps_place, lapse_of, show_lapsed
from smi_cli.rendering.wording.phrases import between, join
from smi_cli.rendering.wording.weighing import rests_on_weights

PAIR: Final = 2  # quadrants that a comma is enough for


def verdict(assessment: Assessment) -> str:
    """How sure the result is on the day that was asked about, or else on that of the answers."""
    if lapse := lapse_of(assessment):
        still = " in all" if keeps_place(assessment, lapse) else ""
        return f"no longer{still}, as {show_lapsed(assessment, lapse)} by {lapse.as_of.isoformat()}"
    return as_answered(assessment)


def as_answered(assessment: Assessment) -> str:
    """How sure the result is on the day of the answers."""
    if assessment.placement and not assessment.placement.possible:
        without = join(one.axis.title for one in assessment.scores.axes if one.range.low is None)
        return f"no quadrant, as nothing of {without} applies"
    if only := _only(assessment):
        return f"{only}{_reservations(assessment) or ' for certain'}"
    placement, worst = assessment.placement, assessment.certainty.settling.at_worst
    if placement and worst:
        return _quadrants(placement, worst)
    if standing := _standing(assessment):
        return _rungs(standing)
    overall = assessment.scores.overall
    if overall.low is None or overall.high is None:
        return "nothing applies, so that there is nothing to be sure of"
    return f"a score anywhere from {between(assessment, 'overall', overall.low, overall.high)}"


def _only(assessment: Assessment) -> str:
    """The quadrant, the rung or the score that stays whatever is missing; nothing where others are possible."""
    placement, overall = assessment.placement, assessment.scores.overall
    if placement and assessment.certainty.settling.at_worst:
        return placement.certain.title if placement.certain else ""
    if standing := _standing(assessment):
        return standing.rung.title if standing.rung and standing.low is standing.high else ""
    return "the score" if overall.score is not None and overall.low == overall.high else ""


def _standing(assessment: Assessment) -> Standing | None:
    """Without quadrants, the first ladder that there is something to stand on."""
    return next((one for one in assessment.standings if one.high), None)


def _reservations(assessment: Assessment) -> str:
    """What has to hold for a place that missing answers do not change."""
    near = assessment.placement.near if assessment.placement else ()
    unless = ["if all answers are right"] if assessment.certainty.contradictions else []
    unless += ["with these weights"] if rests_on_weights(assessment) else []
    return f"{f', {join(unless)}' if unless else ''}{', but borderline' if near else ''}"


def _quadrants(placement: Placement, worst: Quadrant) -> str:
    here = placement.quadrant
    others = join((cell.title for cell in placement.possible if cell is not here and cell is not worst), "or")
    # All that is possible is at least as high on both axes. The lowest quadrant is so for everybody: it is no promise.
    low = not worst.across and not worst.up
    held = f"{worst.title} at the worst" if low else f"at least {worst.title} for certain"
    if here is None:
        left = (
            f"{held}{';' if len(placement.possible) > PAIR else ','} {others} possible"
            if others
            else f"it can only be {worst.title}"
        )
        return f"no quadrant yet, {left}"
    if here is worst:
        return f"{f'{here.title} on what is known' if low else held}, {others} possible"
    return f"{here.title} on what is known, {held}{f'; {others} possible' if others else ''}"


def _rungs(standing: Standing) -> str:
    here, low, high = (rung.title if rung else "none" for rung in (standing.rung, standing.low, standing.high))
    return f"{f'{here} on what is known' if standing.rung else 'no rung yet'}, {low} to {high} possible"
