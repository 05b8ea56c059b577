"""The moves of a plan in words: what each is for, the level to reach, what shows it, and the step that leads there."""

from __future__ import annotations

from collections.abc import Iterable

from smi_cli.assessing.moves import Move
from smi_cli.assessing.planning import Plan
from smi_cli.assessing.wanting import demands_of, levels_wanted
from smi_cli.model.gates import DemandGate, QuadrantGate
from smi_cli.model.questionnaire import Quadrant
from smi_cli.rendering.numbers import show_bare, show_gain
from smi_cli.rendering.wording.phrases import begin, count, join, name_of
from smi_cli.rendering.wording.plans import certain
from smi_cli.rendering.wording.targets import name_target


def move_title(move: Move) -> str:
    """A move in a line; one that nobody has answered yet stands on no level."""
    start = "" if move.unanswered else f"from level {move.start} "
    to = f"to {'' if start else 'level '}{move.level}"
    gain = f", {show_gain(move.gain)} {move.axis.title}" if move.gain else ""
    return f"{move.question.id} {start}{to} ({count(move.effort, 'unit')}{gain})"


def move_details(plan: Plan, move: Move) -> tuple[tuple[str, str], ...]:
    """Why a move is in the plan, the level to reach, what shows it, and the step that leads there."""
    first = next(number for number, one in enumerate(plan.moves, 1) if one.question is move.question)
    again = plan.moves[first - 1] is not move
    last = not any(one.question is move.question and one.level > move.level for one in plan.moves)
    details = (
        ("Why", why(plan, move)),
        *(("On the way", _level(move, level)) for level in range(move.start + 1, move.level)),
        ("Reach" if last else "On the way", _level(move, move.level)),
        ("Shown by", f"As for {first}." if again and move.question.evidence else move.question.evidence),
        ("Step", _step(plan, move)),
        *(() if again else _how(move)),
    )
    return tuple((label, text) for label, text in details if text)


def why(plan: Plan, move: Move) -> str:
    """What a move is for."""
    missing = ["Nobody has answered it yet: find out first, it may be there already."] if move.unanswered else []
    return " ".join((_purpose(plan, move), *missing))


def _level(move: Move, level: int) -> str:
    """The wording of a level and which of how many it is, so that a low one is not taken for the aim of all work."""
    return f"level {level} of {move.question.best}: {move.question.levels[level].wording}"


def _purpose(plan: Plan, move: Move) -> str:
    """Which targets ask for a move, and what the levels are for that none asks for."""
    wanted = levels_wanted([aim.target for aim in plan.aims], plan.assessment).get(move.question.id, 0)
    return " ".join((*_demands_on(plan, move), *(_uses(plan, move) if wanted < move.level else ())))


def _uses(plan: Plan, move: Move) -> tuple[str, ...]:
    """What a move does: it opens questions, brings points, or leads to a level that does."""
    if move.opens:
        return (f"{join(move.opens)} {'is' if len(move.opens) == 1 else 'are'} asked only then.",)
    if move.gain:
        return tuple(_gaps(plan, move)) or ("It is among what brings most points for the budget.",)
    return ("It brings no points itself; the next level does.",)


def _demands_on(plan: Plan, move: Move) -> Iterable[str]:
    """The targets that ask for a level above that on which a move begins."""
    for aim in plan.aims:
        level = levels_wanted([aim.target], plan.assessment).get(move.question.id, 0)
        if level > move.start and isinstance(aim.target, DemandGate):
            yield f"The target asks for level {level}."
        elif level > move.start:
            yield f"{begin(name_target(aim.target, plan.assessment))} wants {move.question.id} at level {level}."


def _gaps(plan: Plan, move: Move) -> Iterable[str]:
    """What the targets want of the scores that a move lifts, and what these are now."""
    assessment = plan.assessment
    holders = {factor.id for factor in move.axis.factors if move.question in factor.questions}
    lifted = {move.axis.id, "overall", "mean", *holders}
    for aim in plan.aims:
        name = begin(name_target(aim.target, assessment))
        if isinstance(aim.target, QuadrantGate):
            now = certain(assessment.passes.worst, move.axis.id, assessment)
            yield f"{name} wants {move.axis.title} above {show_bare(move.axis.cut)}, now {now}."
            continue
        wanted = {one.id: one.minimum for one in demands_of(aim.target, assessment) if one.id in lifted}
        for key, minimum in wanted.items():
            now = certain(assessment.passes.worst, key, assessment)
            yield f"{name} wants {name_of(assessment, key)} at {show_bare(minimum)}, now {now}."


def _step(plan: Plan, move: Move) -> str:
    if move.lead is None:
        return ""
    step, blueprint = move.lead.step, move.lead.blueprint
    lender = next((cell.title for cell in _cells(plan) if cell.id == blueprint.quadrant), "")
    advice = f", from the advice for {lender}" if move.lead.borrowed else ""
    target = step.raises[move.question.id]
    further = f", which goes on to level {target}" if target > move.level else ""
    return f"{step.title} ({step.id}{advice}){further}"


def _how(move: Move) -> tuple[tuple[str, str], ...]:
    """How the step begins, and who takes it."""
    return () if move.lead is None else (("First", move.lead.step.first), ("Owner", move.lead.step.who))


def _cells(plan: Plan) -> tuple[Quadrant, ...]:
    grid = plan.assessment.questionnaire.grid
    return grid.quadrants if grid else ()
