"""What is missing, what it could still change, and which answer to find out first."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from smi_cli.assessing.assessment import Assessment
from smi_cli.assessing.next_steps import NextStep, Reason
from smi_cli.assessing.scoring import QuestionScore
from smi_cli.assessing.settling import Box
from smi_cli.model.answers import Unknown
from smi_cli.rendering.numbers import show_number
from smi_cli.rendering.wording.phrases import between, count, join, show_part
from smi_cli.rendering.wording.steps import rungs_left_open_by

COMPLETE = "Every answer that counts is there."


def short_missing(assessment: Assessment) -> Iterator[str]:
    """How much is missing, why there is no score, and which answer to find out."""
    yield f"{_count_missing(assessment)}." if assessment.missing else COMPLETE
    yield from _unscored(assessment)
    yield from _ask(assessment)


def explain_missing(assessment: Assessment) -> Iterator[str]:
    """All that is to be said of what is missing."""
    yield from _counted(assessment)
    yield from _worth_most(assessment)
    yield from _unscored(assessment)
    yield from _ranges(assessment)
    yield from _first(assessment)


def _count_missing(assessment: Assessment) -> str:
    missing, needed = len(assessment.missing), sum(one.needed for one in assessment.questions)
    return f"{missing} of {count(needed, 'answer')} {'is' if missing == 1 else 'are'} missing"


def _counted(assessment: Assessment) -> Iterator[str]:
    missing = assessment.missing
    if not missing:
        yield COMPLETE
        return
    unknown = sum(isinstance(one.answer, Unknown) for one in missing)
    kinds = [f"{unknown} unknown"] * bool(unknown) + [f"{len(missing) - unknown} unanswered"] * (unknown < len(missing))
    yield f"{_count_missing(assessment)}: {join(kinds)}."


def _ask(assessment: Assessment) -> Iterator[str]:
    """The answer that settles most; where the next steps ask for another one before, that one and why."""
    first = assessment.certainty.settling.first
    if first is None:
        return
    key = first[0].id
    asked = next((step for step in assessment.steps if step.find_out), None)
    if len(assessment.missing) == 1:
        yield f"Find out {key}."
    elif asked and asked.raises[0].score.question.id != key and (before := _asked_before(assessment, asked)):
        yield f"Find out {key}, it settles most, and {before}."
    else:
        yield f"Find out {key}, it settles most."


def _asked_before(assessment: Assessment, step: NextStep) -> str:
    """Another question and why it is asked before; nothing where the rungs that it keeps from cannot be reached."""
    asked = step.raises[0]
    if step.reason is Reason.BLOCKS:
        rungs = rungs_left_open_by(assessment, step)
        if not rungs:
            return ""
        return f"{asked.score.question.id}, for which {join(rungs)} {'waits' if len(rungs) == 1 else 'wait'}"
    return f"{asked.score.question.id}, which is worth most points of {asked.axis.title}"


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
