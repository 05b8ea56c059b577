"""What is missing, what it could still change, and which answer to find out first."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from smi_cli.assessing.assessment import Assessment
from smi_cli.assessing.scoring import QuestionScore
from smi_cli.assessing.settling import Box
from smi_cli.model.answers import Unknown
from smi_cli.rendering.numbers import show_number
from smi_cli.rendering.wording.phrases import between, count, join, show_part

COMPLETE = "Every answer that counts is there."


def short_missing(assessment: Assessment) -> Iterator[str]:
    """What is missing and what that leaves open, in two sentences at most."""
    yield from _counted(assessment)
    if not assessment.missing:
        return
    yield from _unscored(assessment)
    open_places = _places(assessment) or " ".join(_ranges(assessment))
    if open_places:
        yield f"{open_places}{_ask(assessment)}"


def explain_missing(assessment: Assessment) -> Iterator[str]:
    """All that is to be said of what is missing."""
    yield from _counted(assessment)
    yield from _worth_most(assessment)
    yield from _unscored(assessment)
    yield from _ranges(assessment)
    if assessment.missing and (places := _places(assessment)):
        yield places
    yield from _first(assessment)


def _ask(assessment: Assessment) -> str:
    first = assessment.certainty.settling.first
    if first is None:
        return ""
    return f" Find out {first[0].id}{' first, it settles most' if len(assessment.missing) > 1 else ''}."


def _counted(assessment: Assessment) -> Iterator[str]:
    missing = assessment.missing
    if not missing:
        yield COMPLETE
        return
    unknown = sum(isinstance(one.answer, Unknown) for one in missing)
    needed = sum(one.needed for one in assessment.questions)
    kinds = [f"{unknown} unknown"] * bool(unknown) + [f"{len(missing) - unknown} unanswered"] * (unknown < len(missing))
    yield f"{len(missing)} of {count(needed, 'answer')} {'is' if len(missing) == 1 else 'are'} missing: {join(kinds)}."


def _worth_most(assessment: Assessment) -> Iterator[str]:
    most = max(assessment.missing, key=lambda one: one.stake, default=None)
    if most and most.stake:
        worth = show_number(most.stake, [Fraction(0)])
        yield f"The one worth most is {most.question.id}: up to {worth} points of {_axis_of(assessment, most)}."


def _axis_of(assessment: Assessment, score: QuestionScore) -> str:
    return next(axis.axis.title for axis in assessment.scores.axes if any(one is score for one in axis.questions))


def _unscored(assessment: Assessment) -> Iterator[str]:
    for axis in assessment.scores.axes:
        if axis.range.score is None and axis.range.low is not None:
            known = show_number(100 * axis.known, [Fraction(50)])
            why = f"answers with {known} % of its weight are known, and 50 % is the least."
            yield f"{axis.axis.title} has no score: {why}"


def _ranges(assessment: Assessment) -> Iterator[str]:
    for axis in assessment.scores.axes:
        low, high = axis.range.low, axis.range.high
        if low is not None and high is not None and low != high:
            yield f"{axis.axis.title} lies anywhere from {between(assessment, axis.axis.id, low, high)}."


def _places(assessment: Assessment) -> str:
    """Which quadrant is certain, and which others are possible; nothing without quadrants."""
    placement, worst = assessment.placement, assessment.certainty.settling.at_worst
    if placement is None or worst is None:
        return ""
    others = [cell.title for cell in placement.possible if cell is not worst]
    if others:
        # The lowest quadrant holds for everybody: it is what may come of it, and nothing to be certain of.
        certain = "for certain" if worst.across or worst.up else "at the worst"
        return f"{worst.title} {certain}{';' if len(others) > 1 else ','} {join(others, 'or')} possible."
    if placement.quadrant:
        return f"Whatever the missing answers are, the quadrant stays {worst.title}."
    return f"Whatever the missing answers are, it can only be {worst.title}."


def _first(assessment: Assessment) -> Iterator[str]:
    """The question to ask first, and what it leaves open at most."""
    settling = assessment.certainty.settling
    if settling.first is None:
        return
    question, left = settling.first
    places = f"{f'at most {left.quadrants} quadrants' if left.quadrants > 1 else 'one quadrant'} and "
    rest = _rest(settling.box, left)
    yield f"Find out {question.id} first: whatever the answer is, it leaves {places if left.quadrants else ''}{rest}."


def _rest(box: Box, left: Box) -> str:
    if not left.width:
        return "nothing else open"
    if left.area:
        return f"at most {show_part(left.area / box.area)} of the box on the quadrants"
    return f"at most {show_part(left.width / box.width)} of the width that is open"
