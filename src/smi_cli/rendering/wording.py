"""The sentences of a report, the same in every format; all names in them come from the questionnaire."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from smi_cli.assessing.assessment import Assessment
from smi_cli.assessing.next_steps import NextStep, Raise, Reason
from smi_cli.assessing.placing import Blocker, Standing
from smi_cli.assessing.scoring import AxisScore, Gap, QuestionScore, Range
from smi_cli.model.answers import ContextAnswer, NotApplicable, Unknown
from smi_cli.model.blueprint import Step, StepKind
from smi_cli.model.questionnaire import ContextQuestion, Demand, Grid, Ladder, Origin, Rung
from smi_cli.rendering.numbers import show_bare, show_gain, show_number

TOP = Fraction(100)


def headline(assessment: Assessment) -> tuple[str, ...]:
    """Where the subject stands, in a sentence; then the rung of every ladder; then a warning if it is borderline."""
    first = _placed(assessment) if assessment.placement else _scored(assessment)
    ladders = tuple(f"{standing.ladder.title}: {stands(standing)}." for standing in assessment.standings)
    return (first, *ladders, *_borderline(assessment))


def show_range(assessment: Assessment, key: str, span: Range) -> str:
    """A score with what missing answers make of it at least and at most."""
    if span.low is None or span.high is None:
        return "does not apply"
    lines = lines_of(assessment, key)
    score = "no score" if span.score is None else show_number(span.score, lines)
    if span.low == span.high:
        return score
    return f"{score} ({show_number(span.low, lines)} to {show_number(span.high, lines)})"


def lines_of(assessment: Assessment, key: str) -> list[Fraction]:
    """The lines that decide something about a score: cuts, the edges of the borderline zone, what rungs ask."""
    questionnaire = assessment.questionnaire
    lines = []
    if questionnaire.grid:
        for axis in (questionnaire.grid.across, questionnaire.grid.up):
            if axis.id == key:
                lines += [axis.cut, axis.cut - questionnaire.grid.borderline, axis.cut + questionnaire.grid.borderline]
    for ladder in questionnaire.ladders:
        lines += [rung.score for rung in ladder.rungs if rung.score is not None and ladder.of == key]
        lines += [demand.minimum for rung in ladder.rungs for demand in rung.requires if demand.id == key]
    return lines


def caption(assessment: Assessment) -> str:
    """What the drawing of the quadrants shows, for those who cannot see it."""
    grid, placement = assessment.questionnaire.grid, assessment.placement
    if not grid or not placement:
        return ""
    scores = {axis.axis.id: axis.range for axis in assessment.scores.axes}
    across, up = (f"{axis.title} {show_range(assessment, axis.id, scores[axis.id])}" for axis in (grid.across, grid.up))
    return f"Across: {across}. Up: {up}."


def lever(assessment: Assessment) -> tuple[str, ...]:
    """How far apart the axes are, and which of them to move next."""
    scored = [(axis.range.score, axis) for axis in assessment.scores.axes if axis.range.score is not None]
    if len(scored) < 2:  # noqa: PLR2004 - a gap is between two
        return ()
    (low, weakest), (high, strongest) = min(scored, key=_first), max(scored, key=_first)
    gap, zone = high - low, assessment.questionnaire.grid.borderline if assessment.questionnaire.grid else Fraction(0)
    names = f"{weakest.axis.title} and {strongest.axis.title}"
    if low == high == TOP:
        return ()
    if gap == 0:
        return ("All axes have the same score: start where it is easiest.",)
    apart = show_number(gap, [Fraction(0), zone])
    if gap <= zone:
        return (f"{names} are nearly level, {apart} points apart: start where it is easiest.",)
    return (
        f"{strongest.axis.title} is ahead of {weakest.axis.title} by {apart} points.",
        f"Pull the lever {weakest.axis.title} next{_weakest_factors(weakest)}.",
    )


def stands(standing: Standing) -> str:
    """The rung that is reached, and the rungs that missing answers leave possible."""
    rungs = standing.ladder.rungs
    between = f"{_title(standing.low)} to {_title(standing.high)}"
    if standing.rung is None:
        return f"no rung yet, too little is known; possible: {between}"
    place = f"{standing.rung.title}, rung {rungs.index(standing.rung) + 1} of {len(rungs)}"
    return place if standing.low == standing.high else f"{place}; with what is missing: {between}"


def rung_wants(assessment: Assessment, ladder: Ladder, rung: Rung) -> str:
    """What a rung asks for, in a few words."""
    demands = rung.requires if rung.score is None else (Demand(ladder.of, rung.score), *rung.requires)
    return ", ".join(f"{_name(assessment, one.id)} {show_bare(one.minimum)}" for one in demands)


def next_wants(assessment: Assessment, standing: Standing) -> tuple[str, ...]:
    """What still keeps from the next rung; first, for a rung of signs, how many of them hold."""
    if standing.next is None:
        return ("This is the highest rung.",) if standing.rung else ()
    signs = len(standing.next.requires) + (standing.next.score is not None)
    count = f" ({signs - len(standing.blockers)} of {signs} hold)" if signs > 1 else ""
    return (
        f"{standing.next.title} wants{count}:",
        *(_blocker(assessment, blocker) for blocker in standing.blockers),
    )


def step_title(step: NextStep) -> str:
    """What to do, in a line."""
    if step.find_out:
        return f"Find out: {step.raises[0].score.question.ask}"
    return step.step.title if step.step else f"Raise: {step.raises[0].score.question.ask}"


def step_line(step: NextStep) -> str:
    """What it moves, in a line."""
    if step.find_out:
        return f"{step.raises[0].score.question.id}, worth {_worth(step.raises[0])}"
    parts = [_move(one) for one in step.raises]
    if step.step:
        parts.append(f"{step.step.effort} effort")
    if step.step and step.step.kind is StepKind.PREPARE:
        parts.insert(0, "prepares")
    if step.step and step.step.kind is StepKind.KEEP:
        parts.insert(0, f"every {step.step.every}" if step.step.every else "again and again")
    return ", ".join(parts)


def step_details(assessment: Assessment, step: NextStep) -> tuple[tuple[str, str], ...]:
    """Everything about a step, as labels and texts."""
    details = [("Why now", _reason(assessment, step))]
    if step.find_out:
        first = step.raises[0]
        details += [("Question", first.score.question.id), *_whom_to_ask(first), ("Worth", _worth(first))]
    else:
        details += [pair for one in step.raises for pair in _raise_details(one)]
        details += how_to(step.step) if step.step else _whom_to_ask(step.raises[0])
    return tuple((label, text) for label, text in details if text)


def how_to(step: Step) -> list[tuple[str, str]]:
    """What a blueprint says of a step, as labels and texts."""
    return [
        ("Why", step.why),
        ("First", step.first),
        ("Who", step.who),
        ("Done when", step.done_when),
        ("Effort", str(step.effort)),
    ]


def uncertain(assessment: Assessment) -> tuple[str, ...]:
    """What is missing, what it could change, and what was left out of the count."""
    sentences = [*_missing(assessment), *_unscored(assessment), *_still_possible(assessment)]
    sentences += [
        f"{one.question.id} does not apply: {one.answer.reason}"
        for one in assessment.questions
        if isinstance(one.answer, NotApplicable) and not one.not_asked
    ]
    sentences += [
        f"The answer to {one.question.id} is not counted: {_closed_by(assessment, one)}" for one in assessment.ignored
    ]
    return tuple(sentences) or ("Every answer that counts is there.",)


def context(assessment: Assessment) -> tuple[tuple[str, str], ...]:
    """The context answers, as questions and answers."""
    answers = assessment.answers.context
    return tuple(
        (one.ask, _context_answer(one, answers[one.id]))
        for one in assessment.questionnaire.context
        if one.id in answers
    )


def basis(assessment: Assessment) -> tuple[str, ...]:
    """What the result rests on, and what of it is published, derived or decided."""
    questionnaire = assessment.questionnaire
    sentences = [f"{questionnaire.title} {questionnaire.version}: {show_origin(questionnaire.origin)}."]
    if assessment.placement and (quadrant := assessment.placement.quadrant):
        sentences.append(f"Quadrant {quadrant.title}: {show_origin(quadrant.origin)}.")
    if assessment.blueprint:
        sentences.append(f"Blueprint {assessment.blueprint.title}: {show_origin(assessment.blueprint.origin)}.")
    sentences += [f"{ladder.title}: {show_origin(ladder.origin)}." for ladder in questionnaire.ladders]
    if assessment.weights:
        sentences.append(f"Weights: {assessment.weights.title}, in place of the questionnaire's own.")
    return tuple(sentences)


def dates(assessment: Assessment) -> str:
    """When it was assessed, by whom, and when to do it again."""
    answers = assessment.answers
    who = f" by {answers.respondent}" if answers.respondent else ""
    role = f" ({answers.role})" if answers.role else ""
    review = f" Next review: {assessment.review.isoformat()}." if assessment.review else ""
    return f"Assessed on {answers.date.isoformat()}{who}{role}.{review}"


def show_origin(origin: Origin) -> str:
    """Who stands behind a block, and where to look it up."""
    return f"{origin.kind} ({origin.source.rstrip('.')})" if origin.source else str(origin.kind)


def in_short(assessment: Assessment, open_steps: Sequence[NextStep]) -> str:
    """The result and the first step, for those who read only the last line."""
    place = assessment.placement.quadrant if assessment.placement else None
    rungs = [standing.rung.title for standing in assessment.standings[:1] if standing.rung]
    where = ", ".join(([place.title] if place else []) + rungs) or "not placed yet"
    first = f" Begin with: {step_title(open_steps[0])}" if open_steps else ""
    return f"In short: {where}.{first}"


def join(words: Iterable[str], last: str = "and") -> str:
    """Words as a list in a sentence."""
    items = list(words)
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} {last} {items[-1]}" if items else ""


def count(number: int, noun: str) -> str:
    """A number of things: 1 answer, 2 answers."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _first(pair: tuple[Fraction, AxisScore]) -> Fraction:
    return pair[0]


def _title(rung: Rung | None) -> str:
    return rung.title if rung else "none"


def _placed(assessment: Assessment) -> str:
    placement, grid = assessment.placement, assessment.questionnaire.grid
    assert placement is not None  # noqa: S101 - the caller's branch
    assert grid is not None  # noqa: S101
    subject = assessment.answers.subject
    if placement.quadrant is None:
        unscored = join(axis.axis.title for axis in _grid_axes(assessment, grid) if axis.range.score is None)
        possible = join((cell.title for cell in placement.possible), "or")
        return f"{subject} cannot be placed yet: too little is known of {unscored}. Possible: {possible}."
    sides = join(_side(assessment, axis) for axis in _grid_axes(assessment, grid))
    others = join((cell.title for cell in placement.possible if cell != placement.quadrant), "or")
    if others:
        known = f"On what is known, {subject} is in the quadrant {placement.quadrant.title}: {sides}."
        return f"{known} Missing answers could still make it {others}."
    return f"{subject} is in the quadrant {placement.quadrant.title}: {sides}."


def _scored(assessment: Assessment) -> str:
    overall = show_range(assessment, "overall", assessment.scores.overall)
    return f"{assessment.answers.subject} reaches {overall} of 100."


def _grid_axes(assessment: Assessment, grid: Grid) -> list[AxisScore]:
    by_id = {axis.axis.id: axis for axis in assessment.scores.axes}
    return [by_id[grid.across.id], by_id[grid.up.id]]


def _side(assessment: Assessment, axis: AxisScore) -> str:
    score = axis.range.score
    assert score is not None  # noqa: S101 - a quadrant has two scores
    side = "high" if score > axis.axis.cut else "low"
    return f"{axis.axis.title} is {side} at {show_number(score, lines_of(assessment, axis.axis.id))}"


def _borderline(assessment: Assessment) -> tuple[str, ...]:
    placement, grid = assessment.placement, assessment.questionnaire.grid
    if not placement or not grid or not placement.near:
        return ()
    zone = show_bare(grid.borderline)
    neighbours = join((cell.title for cell in placement.neighbours), "or")
    if len(placement.near) > 1:
        return (f"Borderline on both axes, in the middle of the map: within {zone} points of {neighbours}.",)
    axis = placement.near[0]
    cut = show_bare(axis.cut)
    return (f"Borderline: {axis.title} lies within {zone} points of the line at {cut}, with {neighbours} behind it.",)


def _weakest_factors(axis: AxisScore) -> str:
    scored = [
        (factor.range.score, factor.factor.title)
        for factor in axis.factors
        if factor.range.score is not None and factor.share
    ]
    if len(scored) < 2:  # noqa: PLR2004 - the weakest of one is no news
        return ""
    least = min(score for score, _ in scored)
    weakest = [title for score, title in scored if score == least]
    return (
        f": its weakest {'factor is' if len(weakest) == 1 else 'factors are'} {join(weakest)}, at {show_number(least)}"
    )


def _name(assessment: Assessment, key: str) -> str:
    axes = assessment.questionnaire.axes
    titles = {axis.id: axis.title for axis in axes}
    titles |= {factor.id: factor.title for axis in axes for factor in axis.named_factors}
    return titles.get(key, key)


def _blocker(assessment: Assessment, blocker: Blocker) -> str:
    key, minimum = blocker.demand.id, blocker.demand.minimum
    is_question = any(one.question.id == key for one in assessment.questions)
    name = f"{key} at level" if is_question else _name(assessment, key)
    if blocker.has is None:
        return f"{name} {show_bare(minimum)}, now unknown"
    has = show_bare(blocker.has) if is_question else show_number(blocker.has, [minimum])
    return f"{name} {show_bare(minimum)}, now {has}"


def _move(one: Raise) -> str:
    points = one.score.gain(one.target)
    gain = f" ({show_gain(points)} {one.axis.title})" if points else ""
    return f"{one.score.question.id} from {_level(one.score)} to {one.target}{gain}"


def _level(score: QuestionScore) -> str:
    return str(score.level) if isinstance(score.level, int) else "?"


def _raise_details(one: Raise) -> list[tuple[str, str]]:
    score = one.score
    if not isinstance(score.level, int):
        return []
    levels = score.question.levels
    following = score.level + 1
    gain = f"{show_gain(one.gain)} points of {one.axis.title}" if one.gain else "no points, but a rung reads it"
    return [
        ("Raises", f"{score.question.id} ({score.question.ask})"),
        ("Now", f"level {score.level} of {score.question.best}: {levels[score.level].wording}"),
        ("Next", f"level {following}, {gain}: {levels[following].wording}"),
    ]


def _whom_to_ask(one: Raise) -> list[tuple[str, str]]:
    return [("Ask", one.score.question.known_by), ("Look at", one.score.question.evidence)]


def _worth(one: Raise) -> str:
    return f"up to {show_gain(one.gain)} {one.axis.title}" if one.gain else "no points, but a rung reads it"


def _reason(assessment: Assessment, step: NextStep) -> str:
    match step.reason:
        case Reason.BLOCKS:
            keys = {one.score.question.id for one in step.raises}
            waiting = [
                f"{standing.next.title} ({standing.ladder.title})"
                for standing in assessment.standings
                if standing.next
                and (keys | _factors_of(assessment, keys)) & {one.demand.id for one in standing.blockers}
            ]
            return f"{join(waiting)} cannot be reached without it."
        case Reason.PREREQUISITE if step.find_out:
            return "The answer is missing; it narrows the result down."
        case Reason.PREREQUISITE:
            return "Other steps build on it."
        case Reason.WEAKER_AXIS:
            return "It lifts the weaker axis."
        case Reason.WEAK | Reason.BLUEPRINT:
            lender = (
                f" The advice is that for the quadrant {_quadrant_title(assessment, step)}."
                if step.borrowed_from
                else ""
            )
            return f"Its level is low.{lender}" if step.raises else ""


def _quadrant_title(assessment: Assessment, step: NextStep) -> str:
    grid, lender = assessment.questionnaire.grid, step.borrowed_from
    if grid is None or lender is None:
        return ""
    return next(cell.title for cell in grid.quadrants if cell.id == lender.quadrant)


def _factors_of(assessment: Assessment, keys: set[str]) -> set[str]:
    return {
        factor.factor.id
        for axis in assessment.scores.axes
        for factor in axis.factors
        if any(one.question.id in keys for one in factor.questions)
    }


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
        worth = show_number(most.stake)
        sentences.append(
            f"The one worth most is {most.question.id}: up to {worth} points of {_axis_of(assessment, most)}."
        )
    return sentences


def _stake(score: QuestionScore) -> Fraction:
    return score.stake


def _axis_of(assessment: Assessment, score: QuestionScore) -> str:
    return next(axis.axis.title for axis in assessment.scores.axes if score in axis.questions)


def _unscored(assessment: Assessment) -> list[str]:
    return [
        f"{axis.axis.title} has no score: answers with {show_number(100 * axis.known, [Fraction(50)])} % of its weight"
        " are known, and 50 % is the least."
        for axis in assessment.scores.axes
        if axis.range.score is None and axis.range.low is not None
    ]


def _still_possible(assessment: Assessment) -> list[str]:
    sentences = [
        f"{axis.axis.title} lies anywhere from {show_number(axis.range.low, lines_of(assessment, axis.axis.id))}"
        f" to {show_number(axis.range.high, lines_of(assessment, axis.axis.id))}."
        for axis in assessment.scores.axes
        if axis.range.low is not None and axis.range.high is not None and axis.range.low != axis.range.high
    ]
    if assessment.placement and len(assessment.placement.possible) > 1:
        sentences.append(f"Possible quadrants: {join(cell.title for cell in assessment.placement.possible)}.")
    elif sentences and assessment.placement and assessment.placement.quadrant:
        sentences.append(f"Whatever the missing answers are, the quadrant stays {assessment.placement.quadrant.title}.")
    return sentences


def _closed_by(assessment: Assessment, score: QuestionScore) -> str:
    levels = assessment.scores.known.levels
    for key, least in score.question.only_if.levels.items():
        level = levels[key]
        if level is Gap.NA:
            return f"{key}, on which it depends, does not apply."
        if isinstance(level, int) and level < least:
            return f"it is asked when {key} reaches level {least}, and counts as level 0 until then."
    return f"the answer to {join(score.question.only_if.context)} says that it does not apply."


def _context_answer(question: ContextQuestion, answer: ContextAnswer) -> str:
    if isinstance(answer, Fraction):
        return f"{show_bare(answer)} {question.unit}".strip()
    chosen: Sequence[str] = (answer,) if isinstance(answer, str) else answer
    return ", ".join(question.options.get(one, one) for one in chosen)
