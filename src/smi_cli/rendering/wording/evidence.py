"""How much rests on evidence, how old that is, and which answers still hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Final

from smi_cli.assessing.assessment import Assessment
from smi_cli.assessing.lapsing import Lapse, Validity
from smi_cli.assessing.placing import Placement, Standing
from smi_cli.rendering.wording.phrases import begin, count, join, show_part

QUADRANTS: Final = 4  # that there are


def short_evidence(assessment: Assessment) -> Iterator[str]:
    """How much of each axis rests on evidence, in one sentence."""
    backing = assessment.certainty.backing
    if any(one.evidence for one in backing):
        behind = join(f"{show_part(one.evidence)} of {one.axis.title}" for one in backing)
        old = [f"{show_part(one.old)} of {one.axis.title}" for one in backing if one.old]
        older = f"; that behind {join(old)} is older than a year" if old else ""
        if old and all(one.old == one.evidence for one in backing):
            older = ", all of it older than a year"
        yield f"Evidence stands behind {behind}{older}."
    elif backing:
        yield "No answer that counts comes with evidence."


def explain_evidence(assessment: Assessment) -> Iterator[str]:
    """How much of each axis rests on evidence, and how much of that is old."""
    for one in assessment.certainty.backing:
        old = f"; behind {show_part(one.old)} it is older than a year" if one.old else ""
        yield f"Evidence stands behind {show_part(one.evidence)} of what is known of {one.axis.title}{old}."


def short_validity(assessment: Assessment) -> Iterable[str]:
    """How the result stands on the day that was asked about, in two sentences at most."""
    return _on_the_day(assessment, _short_validity)


def explain_validity(assessment: Assessment) -> Iterable[str]:
    """The review, what has lapsed, what that changes, and what lapses next."""
    return _on_the_day(assessment, _explain_validity)


def _on_the_day(assessment: Assessment, say: Callable[[Assessment, Validity], Iterator[str]]) -> Iterable[str]:
    """What there is to say of the day that was asked about; of one before the answers, nothing but that."""
    validity = assessment.certainty.validity
    if validity is None:
        return ()
    if validity.as_of < assessment.answers.date:
        return (_too_early(assessment, validity.as_of),)
    return say(assessment, validity)


def lapse_of(assessment: Assessment) -> Validity | None:
    """What has lapsed on the day that was asked about, if the result is not sure any more without it."""
    if assessment.holding is assessment:
        return None
    validity = assessment.certainty.validity
    return validity if validity and validity.changes(assessment) else None


def keeps_place(assessment: Assessment, validity: Validity) -> bool:
    """Whether the place itself stays without what has lapsed: the quadrant or, without quadrants, the first rung."""
    if assessment.placement:
        return validity.keeps_quadrant(assessment)
    return validity.without.heights[:1] == assessment.heights[:1] != ()


def show_lapsed(assessment: Assessment, validity: Validity) -> str:
    """How many answers have lapsed, of how many."""
    needed = sum(one.needed for one in assessment.questions)
    return f"{len(validity.lapsed)} of {count(needed, 'answer')} {_have(validity.lapsed)} lapsed"


def _short_validity(assessment: Assessment, validity: Validity) -> Iterator[str]:
    if lapse_of(assessment):  # the verdict says how many
        without = _without(assessment, validity)
        yield f"{begin(without)}."
        if assessment.review:
            due = _due(assessment, validity)
            yield f"{begin(due)}."
        return
    parts = [_due(assessment, validity)] if assessment.review else []
    parts += _answers(assessment, validity)
    if parts:
        yield f"On {validity.as_of.isoformat()} {'; '.join(parts)}."


def what_holds(assessment: Assessment) -> Iterable[str]:
    """What has lapsed on the day that was asked about and what that changes, or that every answer still holds."""
    validity = assessment.certainty.validity
    if validity is None or validity.as_of < assessment.answers.date:
        return ()
    return (f"{begin(said)}." for said in _answers(assessment, validity))


def _answers(assessment: Assessment, validity: Validity) -> Iterator[str]:
    if validity.lapsed:
        yield f"{show_lapsed(assessment, validity)}, and {_without(assessment, validity)}"
    elif validity.holding:
        yield f"every answer still holds, and the first lapses after {validity.holding[0].until.isoformat()}"


def _explain_validity(assessment: Assessment, validity: Validity) -> Iterator[str]:
    day = validity.as_of.isoformat()
    if assessment.review:
        yield f"On {day} {_due(assessment, validity)}."
    if validity.lapsed:
        names = join(f"{one.question.id} (held until {one.until.isoformat()})" for one in validity.lapsed)
        yield f"Lapsed by {day}: {names}."
        without = _without(assessment, validity)
        yield f"{begin(without)}."
    if validity.holding:
        until = validity.holding[0].until
        following = [one.question.id for one in validity.holding if one.until == until]
        more = len(validity.holding) - len(following)
        later = f"; {more} more later" if more else ""
        yield f"The next to lapse, after {until.isoformat()}: {join(following)}{later}."


def _too_early(assessment: Assessment, as_of: date) -> str:
    return (
        f"On {as_of.isoformat()} these answers were not there yet: they are of {assessment.answers.date.isoformat()}."
    )


def _due(assessment: Assessment, validity: Validity) -> str:
    assert assessment.review is not None  # noqa: S101 - the caller's condition
    due = assessment.review.isoformat()
    if validity.as_of > assessment.review:
        return f"the review is overdue since {due}"
    if validity.as_of == assessment.review:
        return "the review is due"
    return f"the review is not due until {due}"


def _have(lapsed: Sequence[Lapse]) -> str:
    return "has" if len(lapsed) == 1 else "have"


def _without(assessment: Assessment, validity: Validity) -> str:
    """What stays and what becomes of the rest when what has lapsed counts as missing."""
    them = "it" if len(validity.lapsed) == 1 else "them"
    if not validity.changes(assessment):
        return f"without {them} the placement stays as it is"
    ladders = list(zip(validity.without.standings, validity.without.heights, assessment.heights, strict=True))
    stays = [f"the {standing.ladder.title}" for standing, later, now in ladders if later == now]
    goes = [_rungs(standing) for standing, later, now in ladders if later != now]
    then = validity.without.placement
    if then and validity.keeps_quadrant(assessment):
        stays = ["the quadrant", *stays]
    elif then:
        goes = [_quadrants(then)]  # that decides: the rungs that change too would hide it
    holds = f"{join(stays)} {'holds' if len(stays) == 1 else 'hold'}, and " if stays else ""
    return f"without {them} {holds}{join(goes)}"


def _quadrants(then: Placement) -> str:
    every = len(then.possible) == QUADRANTS
    possible = "any" if every else join((cell.title for cell in then.possible), "or")
    if then.quadrant is None:
        return f"too little is known for a quadrant, and {possible} is possible"
    return f"the quadrant could be {possible}"


def _rungs(standing: Standing) -> str:
    """What the rung of a ladder is on what still holds, or from which to which it could be."""
    rung, low, high = ((one.title if one else "none") for one in (standing.rung, standing.low, standing.high))
    title = f"the {standing.ladder.title}"
    return f"{title} is {rung}" if low == high else f"{title} could be {low} to {high}"
