"""What to do next: titles, lines and details of steps."""

from __future__ import annotations

from smi_cli.assessing.assessment import Assessment
from smi_cli.assessing.next_steps import NextStep, Raise, Reason
from smi_cli.assessing.scoring import QuestionScore
from smi_cli.model.blueprint import Step, StepKind
from smi_cli.rendering.numbers import show_gain
from smi_cli.rendering.wording.phrases import join

NO_POINTS = "no points of its own, but others depend on it"


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
    gain = f"{show_gain(one.gain)} points of {one.axis.title}" if one.gain else NO_POINTS
    return [
        ("Raises", f"{score.question.id} ({score.question.ask})"),
        ("Now", f"{_state(score)}level {score.level} of {score.question.best}: {levels[score.level].wording}"),
        ("Next", f"level {following}, {gain}: {levels[following].wording}"),
    ]


def _state(score: QuestionScore) -> str:
    if not score.not_asked:
        return ""
    parents = join(f"{key} reaches {least}" for key, least in score.question.only_if.levels.items())
    return f"not asked until {parents}, and counted as "


def _whom_to_ask(one: Raise) -> list[tuple[str, str]]:
    return [("Ask", one.score.question.known_by), ("Look at", one.score.question.evidence)]


def _worth(one: Raise) -> str:
    return f"up to {show_gain(one.gain)} {one.axis.title}" if one.gain else NO_POINTS


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
