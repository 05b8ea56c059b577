"""What to do next: titles, lines and details of steps."""

from __future__ import annotations

from smi_cli.assessing.assessment import Assessment
from smi_cli.assessing.next_steps import NextStep, Raise, Reason
from smi_cli.model.answers import Answer
from smi_cli.model.blueprint import Step, StepKind
from smi_cli.model.questionnaire import Ladder, Overall, Question, Rung
from smi_cli.rendering.numbers import show_gain
from smi_cli.rendering.wording.phrases import join

WHY_NOW = "Why now"
ORDER = (
    "In this order: what holds back the next rung, what has to come first, the weaker axis, the lowest level, the"
    " blueprint's own order. Effort plays no part."
)


def step_title(step: NextStep) -> str:
    """What to do, in a line; where no blueprint has a step for it, by the level that it leads to."""
    if step.step:
        return step.step.title
    question, target = step.raises[0].score.question, step.raises[0].target
    if step.find_out:
        return find_out(question)
    return f"Reach level {target} of {question.id}: {question.levels[target].wording}"


def find_out(question: Question) -> str:
    """What to do about a missing answer."""
    return f"Find out: {question.ask}"


def step_line(assessment: Assessment, step: NextStep) -> str:
    """What it moves, in a line."""
    if step.find_out:
        return f"{step.raises[0].score.question.id}, worth {_worth(assessment, step.raises[0])}"
    parts = [_move(one) for one in step.raises]
    if step.step and step.step.kind is StepKind.PREPARE:
        parts.append("preparation")
    if step.step and step.step.kind is StepKind.KEEP:
        parts.append(f"every {step.step.every}" if step.step.every else "again and again")
    if step.step:
        parts.append(f"{step.step.effort} effort")
    if step.borrowed_from:
        parts.append(f"from the advice for {_lender(assessment, step)}")
    return ", ".join(parts)


def step_details(assessment: Assessment, step: NextStep, *, with_people: bool = True) -> tuple[tuple[str, str], ...]:
    """Everything about a step, as labels and texts; what people noted on their answers only where that is wanted."""
    details = [(WHY_NOW, _reason(assessment, step))]
    if step.find_out:
        first = step.raises[0]
        details += [("Question", first.score.question.id), *whom_to_ask(first), ("Worth", _worth(assessment, first))]
    else:
        details += [pair for one in step.raises for pair in _raise_details(assessment, one, with_people=with_people)]
        details += how_to(step.step) if step.step else whom_to_ask(step.raises[0])
    if step.borrowed_from:
        details.append(("Advice", f"taken from the blueprint for {_lender(assessment, step)}"))
    return tuple((label, text) for label, text in details if text)


def how_to(step: Step) -> list[tuple[str, str]]:
    """What a blueprint says of a step, as labels and texts."""
    return [
        ("Why", step.why),
        ("First", step.first),
        ("Owner", step.who),
        ("Done when", step.done_when),
        ("Effort", str(step.effort)),
        ("Worksheet", f"{step.worksheet} (see smi blueprint --worksheets)" if step.worksheet else ""),
    ]


def _move(one: Raise) -> str:
    gain = f" ({show_gain(one.whole)} {one.axis.title})" if one.whole else ""
    return f"{one.score.question.id} from {one.score.level} to {one.target}{gain}"


def _raise_details(assessment: Assessment, one: Raise, *, with_people: bool) -> list[tuple[str, str]]:
    score = one.score
    if not isinstance(score.level, int):
        return []
    levels = score.question.levels
    following = score.level + 1
    gain = (
        f"{show_gain(one.gain)} points of {one.axis.title}"
        if one.gain
        else no_points(assessment, one.score.question.id)
    )
    return [
        ("Raises", f"{score.question.id} from level {score.level} to {one.target} ({score.question.ask})"),
        ("Now", f"level {score.level}: {levels[score.level].wording}"),
        *(remarks(score.answer) if score.answer and with_people else ()),
        ("Next", f"level {following}, {gain}: {levels[following].wording}"),
    ]


def rungs_waiting_for(assessment: Assessment, step: NextStep) -> list[str]:
    """The next rungs that what a step raises or finds out keeps from being reached."""
    keys = {one.score.question.id for one in step.raises}
    return _rungs_kept_by(assessment, keys | _factors_of(assessment, keys))


def rungs_left_open_by(assessment: Assessment, step: NextStep) -> list[str]:
    """Those of these rungs that the missing answers can still lead to: the others fail on answers that are there."""
    return [rung for rung in rungs_waiting_for(assessment, step) if rung in _still_possible(assessment)]


def _still_possible(assessment: Assessment) -> list[str]:
    ladders = zip(assessment.standings, assessment.heights, strict=True)
    return [_rung(one.ladder, one.next) for one, (reached, _, high) in ladders if one.next and high > reached]


def remarks(answer: Answer) -> list[tuple[str, str]]:
    """What was noted with an answer, and as its evidence."""
    seen = f"seen on {answer.seen.isoformat()}" if answer.seen else ""
    return [("You noted", answer.note), ("Evidence", ", ".join(filter(None, (answer.evidence, seen))))]


def whom_to_ask(one: Raise) -> list[tuple[str, str]]:
    """Who knows the answer to a question, and what shows it; empty texts where its author says nothing."""
    return [("Ask", one.score.question.known_by), ("Look at", one.score.question.evidence)]


def _worth(assessment: Assessment, one: Raise) -> str:
    return f"up to {show_gain(one.gain)} {one.axis.title}" if one.gain else no_points(assessment, one.score.question.id)


def no_points(assessment: Assessment, key: str) -> str:
    """Why a question, by id, that adds nothing is asked all the same."""
    ladders = [
        ladder.title
        for ladder in assessment.questionnaire.ladders
        if any(demand.id == key for rung in ladder.rungs for demand in rung.requires)
    ]
    children = [child.id for child in assessment.questionnaire.questions if key in child.only_if.levels]
    asked_by = join([*ladders, *children])
    return f"no points of its own, but asked for by {asked_by}" if asked_by else "no points of its own"


def _reason(assessment: Assessment, step: NextStep) -> str:
    match step.reason:
        case Reason.BLOCKS:
            return f"{join(rungs_waiting_for(assessment, step))} cannot be reached without it."
        case Reason.PREREQUISITE if step.find_out:
            return f"The answer is missing; it {_narrows(assessment, step)}."
        case Reason.PREREQUISITE if step.step and step.step.kind is StepKind.PREPARE:
            return "It prepares the steps that raise levels."
        case Reason.PREREQUISITE:
            return "Another question is asked only when this one has been raised."
        case Reason.WEAKER_AXIS:
            return f"It lifts the weaker axis{_waited_for(assessment)}."
        case Reason.WEAK | Reason.BLUEPRINT:
            low = step.reason is Reason.WEAK
            return "Its level is low." if low else "It is what this quadrant's blueprint does next."


def _narrows(assessment: Assessment, step: NextStep) -> str:
    first = assessment.certainty.settling.first
    settles = first is not None and first[0].id == step.raises[0].score.question.id
    return "settles most of what is open" if settles else "narrows the result down"


def _waited_for(assessment: Assessment) -> str:
    """Where the overall is the lowest axis, the rungs that wait for it."""
    if assessment.questionnaire.overall is not Overall.MINIMUM:
        return ""
    rungs = _rungs_kept_by(assessment, {"overall"})
    return f", for which {join(rungs)} {'waits' if len(rungs) == 1 else 'wait'}" if rungs else ""


def _rungs_kept_by(assessment: Assessment, keys: set[str]) -> list[str]:
    """The next rungs that any of these keeps from being reached."""
    return [
        _rung(standing.ladder, standing.next)
        for standing in assessment.standings
        if standing.next and keys & {blocker.demand.id for blocker in standing.blockers}
    ]


def _rung(ladder: Ladder, rung: Rung) -> str:
    return f"{rung.title} ({ladder.title})"


def _lender(assessment: Assessment, step: NextStep) -> str:
    grid, lender = assessment.questionnaire.grid, step.borrowed_from
    return next((cell.title for cell in grid.quadrants if lender and cell.id == lender.quadrant), "") if grid else ""


def _factors_of(assessment: Assessment, keys: set[str]) -> set[str]:
    return {
        factor.factor.id
        for axis in assessment.scores.axes
        for factor in axis.factors
        if any(one.question.id in keys for one in factor.questions)
    }
