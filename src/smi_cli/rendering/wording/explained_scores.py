"""How scores come about, as labels and texts: the whole, axes, factors, and what every answer gives and costs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from smi_cli.assessing.assessment import Assessment
from smi_cli.assessing.compiling import Gap
from smi_cli.assessing.explaining import Explanation
from smi_cli.assessing.explanation import AxisPart, FactorPart, QuestionPart, WholePart
from smi_cli.assessing.sums import Sums
from smi_cli.model.answers import NotApplicable, Unknown
from smi_cli.model.questionnaire import Overall, Questionnaire
from smi_cli.rendering.numbers import show_addends, show_bare, show_exact, show_number, show_points
from smi_cli.rendering.wording.phrases import join, lines_of, name_of
from smi_cli.rendering.wording.steps import no_points
from smi_cli.rendering.wording.sums import TIMES, left_out, show_part, show_product, show_sum, show_value

Rows = Iterator[tuple[str, str]]
KNOWN_LINES = (Fraction(50), Fraction(100))  # percent: the least for a score, and all


class Given(NamedTuple):
    """What everything below an axis gives to it, and to the overall where that is a mean: by id, to be added up."""

    to_axis: dict[str, str]
    to_overall: dict[str, str]


def given_by(explanation: Explanation, axis: AxisPart) -> Given:
    """The points of factors and of questions, each shown so that they add up to what the axis shows."""
    assessment, score = explanation.assessment, axis.score.range.score
    to_axis: dict[str, str] = {}
    if score is not None:
        factors = {one.id: one.contribution for one in axis.factors}
        to_axis = _add_up(factors, show_number(score, lines_of(assessment, axis.id)))
        for factor in axis.factors:
            questions = {one.id: one.score.contribution for one in factor.questions}
            to_axis |= _add_up(questions, to_axis[factor.id])
    overall = assessment.scores.overall.score
    if overall is None or axis.to_overall is None:
        return Given(to_axis, {})
    every = [one for each in explanation.axes for factor in each.factors for one in factor.questions]
    points = {one.id: one.to_overall for one in every if one.to_overall is not None}
    return Given(to_axis, _add_up(points, show_number(overall, lines_of(assessment, "overall"))))


def _add_up(points: Mapping[str, Fraction], result: str) -> dict[str, str]:
    """Points by id, shown so that they add up to the result that is shown."""
    return dict(zip(points, show_addends(list(points.values()), result, _add), strict=True))


def whole_rows(explanation: Explanation, part: WholePart) -> Rows:
    """The overall or the mean."""
    assessment = explanation.assessment
    yield from _sums(assessment, part.id, part.sums)
    if part.id == "overall" and part.sums.score.rule is Overall.MINIMUM and len(explanation.axes) > 1:
        yield "Mean", f"{show_sum(assessment, 'mean', explanation.mean.sums.score)}; beside it, and decides nothing"


def axis_rows(explanation: Explanation, part: AxisPart) -> Rows:
    """An axis."""
    assessment, score = explanation.assessment, part.score.range.score
    yield from _sums(assessment, part.id, part.sums)
    if part.score.known < 1 and part.known.counted and part.score.range.low is not None:
        known = show_sum(assessment, "", part.known, KNOWN_LINES)
        yield "Known", f"{known}: percent of its weight; 50 is the least for a score"
    if explanation.overall.sums.score.rule is Overall.MINIMUM and score is not None:
        if len(explanation.axes) > 1 and score == assessment.scores.overall.score:
            yield "Overall", "no axis is lower, so that the overall is its score"
    elif part.to_overall is not None and score is not None and len(explanation.axes) > 1:
        given = {one.id: one.to_overall for one in explanation.axes if one.to_overall is not None}
        shown = _add_up(given, _score(assessment, "overall", assessment.scores.overall.score))[part.id]
        share = explanation.overall.sums.score.share(part.id)
        yield "Overall", f"gives {shown} points of it: {show_product(share, score, shown)}"


def factor_rows(explanation: Explanation, part: FactorPart, given: Given) -> Rows:
    """A factor."""
    assessment, score = explanation.assessment, part.score.range.score
    yield from _sums(assessment, part.id, part.sums)
    if score is None:
        return
    if not part.weight:
        yield "Gives", "nothing: it weighs nothing"
    elif part.id in given.to_axis and part.score.share:
        shown = given.to_axis[part.id]
        product = show_product(part.score.share, score, shown)
        yield "Gives", f"{shown} points of {part.axis.title}: {product}{_weight(part.weight)}"


def question_rows(explanation: Explanation, part: QuestionPart, given: Given, *, with_people: bool = True) -> Rows:
    """A question: its level, what that gives, what it costs against the best one, and what one level more would do.

    Without people, the reason why it does not apply is left out.
    """
    yield "Level", show_level(part, with_people=with_people)
    if part.closed_by:
        yield "Why", _closed(part)
    if isinstance(part.score.level, int):
        yield "Gives", _gives(explanation, part, given)
    if part.choices:
        yield from _costs(explanation.assessment, part)
    if wanted := list(_wanted(explanation.assessment.questionnaire, part.id)):
        yield "Wanted", join(wanted)
    if closed := [f"{key} until it reaches level {least}" for key, least in explanation.closes(part)]:
        yield "Closes", join(closed)


def _wanted(questionnaire: Questionnaire, key: str) -> Iterator[str]:
    """The rungs that ask for a level of a question."""
    for ladder in questionnaire.ladders:
        for rung in ladder.rungs:
            for demand in rung.requires:
                if demand.id == key:
                    yield f"level {show_bare(demand.minimum)} by {rung.title} ({ladder.title})"


def share_rows(explanation: Explanation, part: FactorPart | QuestionPart) -> Rows:
    """How much of its axis rests on a factor or a question, and why: what it weighs of all that counts beside it."""
    above = [one.sums.score for one in explanation.above(part) if isinstance(one, FactorPart | AxisPart)]
    if not part.score.share:
        return
    keys = [part.id, *(one.id for one in explanation.above(part))]
    names = [name_of(explanation.assessment, key) for key in keys[1:]]
    parts = [(one, one.share(key)) for key, one in zip(keys, above, strict=False)]
    steps = join(
        f"{show_exact(share * one.weight)} of {show_exact(one.weight)} in {name}"
        for (one, share), name in zip(parts, names, strict=False)
    )
    product = TIMES.join(str(share) for _, share in parts)
    whole = f"{product} = " if len(parts) > 1 else ""
    yield "Weight", f"{steps}: {whole}{show_part(part.score.share)} of {part.axis.title}"


def choice_rows(explanation: Explanation, part: QuestionPart) -> Rows:
    """Every level, with what the axis and the overall would then be."""
    assessment, question = explanation.assessment, part.score.question
    for choice in part.choices:
        scores = [f"{part.axis.title} {_score(assessment, part.axis.id, choice.axis)}"]
        if len(explanation.axes) > 1:
            scores.append(f"overall {_score(assessment, 'overall', choice.overall)}")
        now = ", as it is now" if choice.level == part.score.level else ""
        yield f"Level {choice.level}", f"{', '.join(scores)}{now}: {question.levels[choice.level].wording}"


def _sums(assessment: Assessment, key: str, sums: Sums) -> Rows:
    yield "Score", show_sum(assessment, key, sums.score)
    if without := left_out(assessment, sums.score):
        yield "Left out", without
    if sums.low and sums.high and sums.low.result != sums.high.result:
        yield "At worst", show_sum(assessment, key, sums.low)
        yield "At best", show_sum(assessment, key, sums.high)


def _weight(weight: Fraction) -> str:
    return "" if weight == 1 else f"; it weighs {show_exact(weight)}"


def show_level(part: QuestionPart, *, with_people: bool = True) -> str:
    """The level of a question with its wording, or why it has none."""
    score, question = part.score, part.score.question
    if score.not_asked and score.level is Gap.NA:
        return "not asked, and does not apply: it leaves the sum"
    if isinstance(score.answer, NotApplicable) and not score.not_asked:
        return f"does not apply, and leaves the sum{f': {score.answer.reason}' if with_people else ''}"
    if not isinstance(score.level, int):
        said = "unknown" if isinstance(score.answer, Unknown) else "unanswered"
        return f"{said}, and left out of the score" if part.score.needed else f"{said}, and nothing needs it"
    worth = f"worth {show_value(100 * question.levels[score.level].value)} points"
    if score.not_asked:
        return f"not asked, and counts at its worst: level 0, {worth}"
    return f"{score.level} of {question.best}, {worth}: {question.levels[score.level].wording}"


def _closed(part: QuestionPart) -> str:
    given = "" if part.score.answer is None else "; its own answer is kept and not counted"
    if part.score.level is not Gap.NA:
        needs = join(f"{one.id} reaches level {one.least}" for one in part.closed_by)
        return f"it is asked when {needs}{given}"
    keys = {one.id for one in part.closed_by}
    if keys & part.score.question.only_if.levels.keys():
        return f"{join(one.id for one in part.closed_by)}, on which it depends, does not apply{given}"
    return f"the answer to {join(one.id for one in part.closed_by)} says that it does not apply{given}"


def _gives(explanation: Explanation, part: QuestionPart, given: Given) -> str:
    axis, points = part.axis.title, part.points
    if not part.score.share or not isinstance(points, Fraction):
        return no_points(explanation.assessment, part.id)
    if part.id not in given.to_axis:
        return f"no points: {axis} has no score"
    shown = given.to_axis[part.id]
    product = f"{show_product(part.score.share, points, shown)}{_weight(part.weight)}"
    overall = given.to_overall.get(part.id) if len(explanation.axes) > 1 else None
    return f"{shown} points of {axis}: {product}{f'; {overall} points of the overall' if overall else ''}"


def _costs(assessment: Assessment, part: QuestionPart) -> Rows:
    level, best = part.score.level, part.score.question.best
    if isinstance(level, Gap):
        if part.score.needed and part.score.stake:
            worst, most = (_score(assessment, part.axis.id, part.choices[one].axis) for one in (0, best))
            yield "Could be", f"{part.axis.title} {worst} with its worst level, {most} with its best one"
        return
    if level == best:
        yield "Costs", "nothing: there is no better level"
        return
    whole, one = part.gain(best), part.gain(level + 1)
    if whole is None or one is None:
        return
    if whole <= 0:
        yield "Costs", f"nothing: its best level would take {show_points(-whole)} points" if whole else "nothing"
        return
    more = "" if level + 1 == best else f"; one level more gives {_gain(one)}"
    yield "Costs", f"{show_points(whole)} points against its best level{more}"


def _gain(points: Fraction) -> str:
    return f"{'+' if points > 0 else '-'}{show_points(abs(points))}" if points else "nothing"


def _add(numbers: Sequence[Fraction]) -> Fraction:
    return sum(numbers, Fraction(0))


def _score(assessment: Assessment, key: str, score: Fraction | None) -> str:
    return "no score" if score is None else show_number(score, lines_of(assessment, key))
