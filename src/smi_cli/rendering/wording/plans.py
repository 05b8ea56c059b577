"""Plans in words: what they lead to, what they rest on, what stands in the way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import TypeGuard

from smi_cli.assessing.assessment import Assessment
from smi_cli.assessing.compiling import Gap
from smi_cli.assessing.hindrances import Kind
from smi_cli.assessing.measuring import Measures
from smi_cli.assessing.planning import Plan
from smi_cli.assessing.ways import Leg
from smi_cli.model.gates import DemandGate, QuadrantGate, Target
from smi_cli.model.questionnaire import Axis, Grid, MoveEffort
from smi_cli.rendering.numbers import show_bare, show_number
from smi_cli.rendering.wording.phrases import ASKS_NOTHING, count, join, lines_of, name_of
from smi_cli.rendering.wording.places import headline as headline_of
from smi_cli.rendering.wording.targets import begin_with, name_target

ORDER = (
    "In this order: the axis that takes less effort, or comes first because you say so; in it what opens other"
    " questions, then what brings most points for its effort. Nothing comes before what it needs."
)
UNITS = (
    "Efforts are in units that the authors of the questionnaire decided on: the move to level k takes k of them, unless"
    " a question says otherwise. They compare moves; they are no hours."
)
LEAST = "No other moves get there with less effort; of those with as little, these change the fewest questions."
MOST = "No other moves for this budget bring more points; of those that bring as many, these take the least effort."
OTHER_ORDER = (
    "smi score puts first what the next rung wants, and smi plan what leads to the target with the least effort; so"
    " the two can begin with other steps."
)
TENTH = Fraction(1, 10)
MOST_POINTS = 100
CERTAIN = "Points are those that are certain: what is missing counts at its worst."
NOW, THEN = "certain now", "certain after the moves"


def title(plan: Plan) -> str:
    """What the plan is about."""
    answers, order = plan.assessment.answers, plan.order
    units = "" if order.budget is None else f"{count(order.budget, 'unit')} of effort"
    if order.aims:
        return f"{answers.subject}: a plan for {_all_targets(plan)}{f', with {units} at most' if units else ''}"
    return f"{answers.subject}: {f'what {units} can bring' if units else 'effort and points'}"


def headline(plan: Plan, *, chosen: bool) -> tuple[str, ...]:
    """Where the subject stands, and what the plan comes to; `chosen`: nobody named a target."""
    where = headline_of(plan.assessment)[0]
    why = [f"No target was named; this is {_why_chosen(plan)}."] if chosen and plan.order.aims else []
    if plan.found is None:
        return (_what_fails(plan), where, *why)
    if plan.order.budget is None and not plan.order.aims:
        return ("There is nothing above to plan for; name a target with --to, or a budget with --budget.", where)
    return (
        *_what_it_takes(plan),
        where,
        *why,
        *_not_first(plan),
        *_changes(plan),
        *_where_it_ends(plan),
        *_late_answers(plan),
    )


def _what_fails(plan: Plan) -> str:
    if all(one.kind is Kind.TOO_MANY for one in plan.hindrances):
        return "The plan cannot be worked out."
    # What is known can be there already: then it is missing answers that keep it from being certain.
    certainly = " for certain" if plan.assessment.missing_ids else ""
    return f"No moves lead to {_all_targets(plan)}{certainly}."


def ways(plan: Plan) -> tuple[str, ...]:
    """Both ways round, step by step, and the one of least resistance."""
    lines = [f"First {_leg(first)}, then {_leg(second)}." for first, second in plan.ways]
    if not lines:
        return ()
    easy, other = plan.ways[0][0], plan.ways[1][0]
    if easy.effort == other.effort:
        lines.append("Both ways begin with the same effort.")
    else:
        lines.append(
            f"By effort the way of least resistance begins with {easy.axis.title}:"
            f" {count(easy.effort, 'unit')} to {easy.quadrant.title}, against {other.effort} to {other.quadrant.title}."
        )
    if named := plan.assessment.obstacles.easiest:
        lines.append(f"You named fewer obstacles to {name_of(plan.assessment, named)}.")
    return tuple(lines)


def basis(plan: Plan) -> tuple[str, ...]:
    """What the plan rests on."""
    assessment = plan.assessment
    efforts = assessment.efforts
    own = efforts.by_question if efforts else {}
    uneven = {one.question.id: one.question.effort for one in plan.moves if one.question.effort != 1}
    sentences = [UNITS]
    if theirs := {key: effort for key, effort in uneven.items() if key not in own}:
        sentences.append(f"Otherwise among these moves: {join(_efforts(theirs))} [decided].")
    if efforts and own:
        sentences.append(f"Your own, from {efforts.title}: {join(_efforts(own))}.")
    if efforts and efforts.by_step:
        none = f"None of them is your own: {efforts.title} has no efforts of moves. Its efforts of steps"
        steps = f"The efforts of steps in {efforts.title}" if own else none
        sentences.append(f"{steps} count in smi score and smi blueprint only.")
    if assessment.weights:
        sentences.append(f"Weights: {assessment.weights.title}, in place of the questionnaire's own.")
    if plan.order.excluded:
        sentences.append(f"Left as they are: {join(name_of(assessment, key) for key in sorted(plan.order.excluded))}.")
    sentences.append(CERTAIN)
    if plan.moves:
        sentences.append(OTHER_ORDER)
        sentences.append(MOST if plan.spends else LEAST)
    return tuple(sentences)


def about_points(plan: Plan) -> str:
    """What the table of efforts and points holds, and what not to read into it."""
    says = f"The most that an effort can bring for certain, in points of {name_measured(plan)}"
    if plan.assessment.questionnaire.grid is None:
        return f"{says}:"
    return f"{says}; other moves may reach a quadrant for less:"


def name_measured(plan: Plan) -> str:
    """What the points are points of."""
    name = name_of(plan.assessment, plan.measured)
    return "the overall" if name == "overall" else name


def certain(measures: Measures, key: str, assessment: Assessment) -> str:
    """A score that is certain, as it is shown."""
    score = measures.score(key)
    return show_number(score, lines_of(assessment, key)) if isinstance(score, Fraction) else "no score"


def caption(plan: Plan) -> str:
    """What a drawing of the plan shows."""
    grid = plan.assessment.questionnaire.grid
    return f"Across: {grid.across.title}. Up: {grid.up.title}. {CERTAIN}" if grid else ""


def _why_chosen(plan: Plan) -> str:
    first = plan.order.aims[0].target
    return "the quadrant with both axes high" if isinstance(first, QuadrantGate) else "the next rung"


def _all_targets(plan: Plan) -> str:
    return join(name_target(aim.target, plan.assessment) for aim in plan.order.aims)


def _what_it_takes(plan: Plan) -> Iterator[str]:
    """What the moves come to; before that, that the targets are too dear, and behind it, which of them fall away."""
    moves = f"{count(len(plan.moves), 'move')} with {count(plan.effort, 'unit')} of effort"
    budget, one = plan.order.budget, len(plan.moves) == 1
    if plan.too_dear and budget is not None:
        take = "takes" if len(plan.order.aims) == 1 else "take"
        takes = f"{take} {count(plan.too_dear, 'unit')} of effort, and the budget is {count(budget, 'unit')}"
        yield f"{begin_with(_all_targets(plan), plan.assessment)} {takes}."
    if plan.spends:
        measured = name_measured(plan)
        if plan.moves:
            yield f"{moves} {'brings' if one else 'bring'} the most points of {measured} for certain."
        else:
            yield f"No move for {count(budget or 0, 'unit')} of effort lifts {measured} for certain."
        return
    fallen = [aim.target for aim in plan.aims if _falls_away(aim.target, plan)]
    if kept := [aim.target for aim in plan.aims if aim.target not in fallen]:
        there = join(name_target(target, plan.assessment) for target in kept)
        leads = f"{moves} {'leads' if one else 'lead'} to {there} for certain."
        are = "is" if len(kept) == 1 else "are"
        yield leads if plan.moves else f"{begin_with(there, plan.assessment)} {are} reached already."
    elif plan.moves:
        yield f"{moves} {'is' if one else 'are'} enough for {_all_targets(plan)}."
    for name in dict.fromkeys(name_of(plan.assessment, target.demand.id) for target in fallen):
        yield f"{begin_with(name, plan.assessment)} {'then ' if plan.moves else ''}{ASKS_NOTHING}."


def _falls_away(target: Target, plan: Plan) -> TypeGuard[DemandGate]:
    """Whether nothing is demanded behind the moves, since what the target is about does not apply there."""
    return isinstance(target, DemandGate) and plan.after.passes.worst.has(target.demand.id) is Gap.NA


def _not_first(plan: Plan) -> Iterable[str]:
    """That the axis to come first has no moves."""
    if plan.order.first and plan.moves and all(move.axis.id != plan.order.first for move in plan.moves):
        yield f"No move is on {name_of(plan.assessment, plan.order.first)}, which was to come first."


def _changes(plan: Plan) -> Iterable[str]:
    """How the scores of the axes rise."""
    if not plan.moves:
        return
    before, after = plan.assessment.passes.worst, plan.after.passes.worst
    rises = [
        f"{axis.title} from {certain(before, axis.id, plan.assessment)} to {certain(after, axis.id, plan.assessment)}"
        for axis in plan.assessment.questionnaire.axes
        if before.score(axis.id) != after.score(axis.id)
    ]
    if rises:
        yield f"What is certain rises: {join(rises)}."


def _where_it_ends(plan: Plan) -> Iterable[str]:
    """The quadrant behind a plan for a budget, and how near to a line any plan ends."""
    placement, grid = plan.after.placement, plan.assessment.questionnaire.grid
    if not plan.moves or placement is None or grid is None:
        return
    if plan.spends:
        yield (
            f"The quadrant {plan.quadrant.title} is then certain." if plan.quadrant else "No quadrant is then certain."
        )
    if placement.near:
        near = join(axis.title for axis in placement.near)
        clear = [f"--to {key}={show_bare(score)}" for key, score in _clear(plan, placement.near, grid)]
        leads = f" smi plan {' '.join(clear)} leads clear of it." if clear else ""
        yield f"It ends near a line, so that the placement is borderline: {near}.{leads}"


def _clear(plan: Plan, near: Iterable[Axis], grid: Grid) -> Iterator[tuple[str, Fraction]]:
    """The least shown scores of the axes near a line that lead clear of it, where the plan is to lead above that."""
    if plan.order.budget is not None or not any(isinstance(aim.target, QuadrantGate) for aim in plan.aims):
        return
    for axis in near:
        score, clear = plan.after.passes.worst.score(axis.id), axis.cut + grid.borderline + TENTH
        if isinstance(score, Fraction) and axis.cut < score and clear <= MOST_POINTS:
            yield axis.id, clear


def _late_answers(plan: Plan) -> Iterable[str]:
    if plan.find_out:
        yield (
            f"Find out first, whatever comes out: {join(plan.find_out)}. Without these answers too little is known to"
            " say that it is reached."
        )


def _leg(leg: Leg) -> str:
    return f"{leg.axis.title} to {leg.quadrant.title} ({count(leg.effort, 'unit')})"


def _efforts(efforts: Mapping[str, MoveEffort]) -> list[str]:
    return [
        f"{key} {f'{effort} times k' if isinstance(effort, int) else '/'.join(map(str, effort))}"
        for key, effort in efforts.items()
    ]
