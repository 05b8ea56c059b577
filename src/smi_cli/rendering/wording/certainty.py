"""How certain a result is: what is missing, what that could change, what was left out of the count."""

from __future__ import annotations

from fractions import Fraction

from smi_cli.assessing.assessment import Assessment
from smi_cli.assessing.compiling import Gap
from smi_cli.assessing.scoring import QuestionScore
from smi_cli.model.answers import NotApplicable, Unknown
from smi_cli.rendering.numbers import show_number
from smi_cli.rendering.wording.phrases import between, count, join


def uncertain(assessment: Assessment) -> tuple[str, ...]:
    """What is missing, what it could change, and what was left out of the count."""
    sentences = [
        *_missing(assessment),
        *_unscored(assessment),
        *_still_possible(assessment),
        *_alternatives(assessment),
        *_contradictions(assessment),
    ]
    sentences += [
        f"{one.question.id} does not apply: {one.answer.reason}"
        for one in assessment.questions
        if isinstance(one.answer, NotApplicable) and not one.not_asked
    ]
    sentences += [
        f"The answer to {one.question.id} is not counted: {_closed_by(assessment, one)}" for one in assessment.ignored
    ]
    return tuple(sentences) or ("Every answer that counts is there.",)


def _missing(assessment: Assessment) -> list[str]:
    missing = assessment.missing
    if not missing:
        return []
    unknown = sum(isinstance(one.answer, Unknown) for one in missing)
    needed = sum(one.needed for one in assessment.questions)
    kinds = [f"{unknown} unknown"] * bool(unknown) + [f"{len(missing) - unknown} unanswered"] * (unknown < len(missing))
    sentences = [
        f"{len(missing)} of {count(needed, 'answer')} {'is' if len(missing) == 1 else 'are'} missing: {join(kinds)}."
    ]
    most = max(missing, key=_stake)
    if most.stake:
        worth = show_number(most.stake, [Fraction(0)])
        sentences.append(
            f"The one worth most is {most.question.id}: up to {worth} points of {_axis_of(assessment, most)}."
        )
    return sentences


def _stake(score: QuestionScore) -> Fraction:
    return score.stake


def _axis_of(assessment: Assessment, score: QuestionScore) -> str:
    return next(axis.axis.title for axis in assessment.scores.axes if any(one is score for one in axis.questions))


def _unscored(assessment: Assessment) -> list[str]:
    return [
        f"{axis.axis.title} has no score: answers with {show_number(100 * axis.known, [Fraction(50)])} % of its weight"
        " are known, and 50 % is the least."
        for axis in assessment.scores.axes
        if axis.range.score is None and axis.range.low is not None
    ]


def _still_possible(assessment: Assessment) -> list[str]:
    sentences = [
        f"{axis.axis.title} lies anywhere from {between(assessment, axis.axis.id, axis.range.low, axis.range.high)}."
        for axis in assessment.scores.axes
        if axis.range.low is not None and axis.range.high is not None and axis.range.low != axis.range.high
    ]
    if assessment.placement and len(assessment.placement.possible) > 1:
        sentences.append(f"Possible quadrants: {join(cell.title for cell in assessment.placement.possible)}.")
    elif sentences and assessment.placement and assessment.placement.quadrant:
        sentences.append(f"Whatever the missing answers are, the quadrant stays {assessment.placement.quadrant.title}.")
    return sentences


def _contradictions(assessment: Assessment) -> list[str]:
    """Ladders whose rung does not go together with the quadrant, and the answers on which they part."""
    quadrant = assessment.placement.quadrant if assessment.placement else None
    sentences = []
    for standing in assessment.standings:
        rung = standing.rung
        if quadrant and rung and rung.fits and quadrant.id not in rung.fits:
            demands = [blocker.demand for blocker in standing.blockers] or rung.requires
            levels = assessment.passes.known.levels
            behind = join(f"{one.id} at {_level(levels[one.id])}" for one in demands if one.id in levels)
            because = f": look again at {behind}" if behind else ""
            sentences.append(
                f"{standing.ladder.title} says {rung.title}, which does not go with {quadrant.title}{because}."
            )
    return sentences


def _level(level: int | Gap) -> str:
    return f"level {level}" if isinstance(level, int) else level.value


def _alternatives(assessment: Assessment) -> list[str]:
    """Other weights that come with the questionnaire, where they change the quadrant."""
    here = assessment.placement.quadrant if assessment.placement else None
    return [
        f"With the weights {one.weights.title!r} the quadrant would be {one.placement.quadrant.title}."
        if one.placement.quadrant
        else f"With the weights {one.weights.title!r} too little would be known for a quadrant."
        for one in assessment.alternatives
        if one.placement.quadrant is not here
    ]


def _closed_by(assessment: Assessment, score: QuestionScore) -> str:
    levels = assessment.passes.known.levels
    parents = score.question.only_if.levels
    if score.level is not Gap.NA:
        key, least = next((key, least) for key, least in parents.items() if _is_below(levels[key], least))
        return f"it is asked when {key} reaches level {least}, and counts as level 0 until then."
    for key in parents:
        if levels[key] is Gap.NA:
            return f"{key}, on which it depends, does not apply."
    return f"the answer to {join(score.question.only_if.context)} says that it does not apply."


def _is_below(level: int | Gap, least: int) -> bool:
    return isinstance(level, int) and level < least
