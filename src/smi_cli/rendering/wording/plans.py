"""Plans in words: what they lead to, what each move is for, what stands in the way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from smi_cli.assessing.assessment import Assessment
from smi_cli.assessing.hindrances import Hindrance, Kind
from smi_cli.assessing.measuring import Measures
from smi_cli.assessing.moves import Move, Purpose
from smi_cli.assessing.planning import Leg, Plan
from smi_cli.assessing.wanting import demands_of, levels_wanted
from smi_cli.model.gates import DemandGate, QuadrantGate, RungGate, Target
from smi_cli.model.questionnaire import Demand, MoveEffort, Quadrant
from smi_cli.rendering.numbers import show_bare, show_gain, show_number
from smi_cli.rendering.wording.phrases import begin, count, join, lines_of, name_of
from smi_cli.rendering.wording.places import headline as headline_of

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
CERTAIN = "Points are those that are certain: what is missing counts at its worst."


def name_target(target: Target, assessment: Assessment) -> str:
    """What a target is called in a sentence."""
    questionnaire = assessment.questionnaire
    match target:
        case QuadrantGate(quadrants=wanted):
            cells = questionnaire.grid.quadrants if questionnaire.grid else ()
            titles = [cell.title for cell in cells if cell.id in wanted]
            return f"the quadrant {join(titles, 'or')}"
        case RungGate(ladder=key, rung=name):
            ladder = next(one for one in questionnaire.ladders if one.id == key)
            rung = next(one for one in ladder.rungs if one.id == name)
            return f"{rung.title} ({ladder.title})"
        case DemandGate(demand=demand):
            return _demand(demand, assessment)


def title(plan: Plan) -> str:
    """What the plan is about."""
    answers, order = plan.assessment.answers, plan.order
    if order.budget is not None:
        return f"{answers.subject}: what {count(order.budget, 'unit')} of effort can bring"
    if not order.aims:
        return f"{answers.subject}: effort and points"
    return f"{answers.subject}: a plan for {_all_targets(plan)}"


def headline(plan: Plan, *, chosen: bool) -> tuple[str, ...]:
    """Where the subject stands, and what the plan comes to; `chosen`: nobody named a target."""
    where = headline_of(plan.assessment)[0]
    why = [f"No target was named; this is {_why_chosen(plan)}."] if chosen and plan.order.aims else []
    if plan.found is None:
        return (_what_fails(plan), where, *why)
    if plan.order.budget is None and not plan.order.aims:
        return ("There is nothing above to plan for; name a target with --to, or a budget with --budget.", where)
    return (_what_it_takes(plan), where, *why, *_changes(plan), *_where_it_ends(plan), *_late_answers(plan))


def _what_fails(plan: Plan) -> str:
    if all(one.kind is Kind.TOO_MANY for one in plan.hindrances):
        return "The plan cannot be worked out."
    return f"No moves lead to {_all_targets(plan)}."


def move_title(plan: Plan, move: Move) -> str:
    """A move in a line."""
    gain = f", {show_gain(move.gain)} {move.axis.title}" if move.gain else ""
    return f"{move.question.id} to level {move.level} ({count(move.effort, 'unit')}{gain})"


def move_details(plan: Plan, move: Move) -> tuple[tuple[str, str], ...]:
    """Why a move is in the plan, the level to reach, what shows it, and the step that leads there."""
    first = next(number for number, one in enumerate(plan.moves, 1) if one.question is move.question)
    again = plan.moves[first - 1] is not move
    last = not any(one.question is move.question and one.level > move.level for one in plan.moves)
    details = (
        ("Question", "" if again else move.question.ask),
        ("Why", why(plan, move)),
        ("Reach" if last else "On the way", move.question.levels[move.level].wording),
        ("Shown by", f"As for {first}." if again and move.question.evidence else move.question.evidence),
        ("Step", _step(plan, move)),
        *(() if again else _how(move)),
    )
    return tuple((label, text) for label, text in details if text)


def why(plan: Plan, move: Move) -> str:
    """What a move is for."""
    first = move.missing and move.level == 1
    missing = ["Nobody has answered it yet: find out first, it may be there already."] if first else []
    return " ".join((_purpose(plan, move), *missing))


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


def hindrance(found: Hindrance, assessment: Assessment) -> str:
    """What stands in the way of a target, in a sentence."""
    if found.kind is Kind.TOO_MANY:
        return (
            f"So many questions of {name_of(assessment, found.id)} depend on each other that there are too many ways"
            " to try. Leave some out with --exclude: those on which most others depend."
        )
    if found.kind is Kind.TOGETHER or found.target is None or found.wants is None:
        return "Each target can be reached, but not all of them at once."
    name = begin(_subject(found.id, assessment))
    wants = f"{name} would have to be {'above' if found.above else 'at'} {show_bare(found.wants)}"
    match found.kind:
        case Kind.NOT_APPLICABLE:
            return f"{wants}, and it does not apply."
        case Kind.HIGH:
            line = show_bare(found.wants)
            return f"{name} would have to be at {line} or below for certain; a plan only raises."
        case Kind.LEFT_OUT | Kind.TOP:
            most = _score(found.id, found.most or Fraction(0), found.wants, assessment)
            if found.kind is Kind.TOP:
                return f"{wants}; at its best it comes to {most}."
            return f"{wants}; without what you left out it comes to {most} at most."


def basis(plan: Plan) -> tuple[str, ...]:
    """What the plan rests on."""
    assessment = plan.assessment
    efforts = assessment.efforts
    own = efforts.by_question if efforts else {}
    uneven = {one.id: one.effort for one in assessment.questionnaire.questions if one.effort != 1}
    sentences = [UNITS]
    if theirs := {key: effort for key, effort in uneven.items() if key not in own}:
        sentences.append(f"Otherwise for {join(_efforts(theirs))} [decided].")
    if efforts and own:
        sentences.append(f"Your own, from {efforts.title}: {join(_efforts(own))}.")
    if assessment.weights:
        sentences.append(f"Weights: {assessment.weights.title}, in place of the questionnaire's own.")
    if plan.order.excluded:
        sentences.append(f"Left as they are: {join(sorted(plan.order.excluded))}.")
    sentences.append(CERTAIN)
    if plan.moves:
        sentences.append(OTHER_ORDER)
        sentences.append(LEAST if plan.order.budget is None else MOST)
    return tuple(sentences)


def name_measured(plan: Plan) -> str:
    """What the points are points of."""
    name = name_of(plan.assessment, plan.measured)
    return "the overall" if name == "overall" else name


def certain(measures: Measures, key: str, assessment: Assessment) -> str:
    """A score that is certain, as it is shown."""
    score = measures.score(key)
    return show_number(score, lines_of(assessment, key)) if isinstance(score, Fraction) else "no score"


def _why_chosen(plan: Plan) -> str:
    first = plan.order.aims[0].target
    return "the quadrant with both axes high" if isinstance(first, QuadrantGate) else "the next rung"


def _all_targets(plan: Plan) -> str:
    return join(name_target(aim.target, plan.assessment) for aim in plan.order.aims)


def _what_it_takes(plan: Plan) -> str:
    moves = f"{count(len(plan.moves), 'move')} with {count(plan.effort, 'unit')} of effort"
    if plan.order.budget is not None:
        measured = name_measured(plan)
        if not plan.moves:
            return f"No move for {count(plan.order.budget, 'unit')} of effort lifts {measured} for certain."
        verb = "brings" if len(plan.moves) == 1 else "bring"
        return f"{moves} {verb} the most points of {measured} for certain."
    if not plan.moves:
        return f"{begin(_all_targets(plan))} is reached already."
    verb = "leads" if len(plan.moves) == 1 else "lead"
    return f"{moves} {verb} to {_all_targets(plan)} for certain."


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
    if not plan.moves or placement is None or placement.quadrant is None or grid is None:
        return
    if plan.order.budget is not None:
        yield f"That is the quadrant {placement.quadrant.title}."
    if placement.near:
        near = join(axis.title for axis in placement.near)
        clear = " ".join(f"--to {axis.id}={show_bare(axis.cut + grid.borderline + TENTH)}" for axis in placement.near)
        yield f"It ends near a line, so that the placement is borderline: {near}. {clear} leads clear of it."


def _late_answers(plan: Plan) -> Iterable[str]:
    if plan.find_out:
        yield (
            f"Find out first, whatever comes out: {join(plan.find_out)}. Without these answers too little is known to"
            " say that it is reached."
        )


def _purpose(plan: Plan, move: Move) -> str:
    match move.purpose:
        case Purpose.DEMANDED:
            return " ".join(_demands_on(plan, move))
        case Purpose.OPENS:
            verb = "is" if len(move.opens) == 1 else "are"
            return f"{join(move.opens)} {verb} asked only then."
        case Purpose.LIFTS:
            return " ".join(_gaps(plan, move)) or "It is among what brings most points for the budget."
        case Purpose.LEADS_ON:
            return "It brings no points itself; the next level does."


def _demands_on(plan: Plan, move: Move) -> Iterable[str]:
    """The targets that ask for the level of a move, or for a higher one."""
    for aim in plan.order.aims:
        level = levels_wanted([aim.target], plan.assessment).get(move.question.id, 0)
        if level >= move.level:
            yield f"{begin(name_target(aim.target, plan.assessment))} wants {move.question.id} at level {level}."


def _gaps(plan: Plan, move: Move) -> Iterable[str]:
    """What the targets want of the scores that a move lifts, and what these are now."""
    assessment = plan.assessment
    holders = {factor.id for factor in move.axis.factors if move.question in factor.questions}
    lifted = {move.axis.id, "overall", "mean", *holders}
    for aim in plan.order.aims:
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
    return f"{step.title} ({step.id}{f', from the advice for {lender}' if move.lead.borrowed else ''})"


def _how(move: Move) -> tuple[tuple[str, str], ...]:
    """How the step begins, and who takes it."""
    return () if move.lead is None else (("First", move.lead.step.first), ("Who", move.lead.step.who))


def _cells(plan: Plan) -> tuple[Quadrant, ...]:
    grid = plan.assessment.questionnaire.grid
    return grid.quadrants if grid else ()


def _leg(leg: Leg) -> str:
    return f"{leg.axis.title} to {leg.quadrant.title} ({count(leg.effort, 'unit')})"


def _demand(demand: Demand, assessment: Assessment) -> str:
    return f"{_subject(demand.id, assessment)} {show_bare(demand.minimum)}"


def _subject(key: str, assessment: Assessment) -> str:
    name = name_of(assessment, key)
    return f"{name} at level" if key in assessment.compiled.places else name


def _score(key: str, most: Fraction, wants: Fraction, assessment: Assessment) -> str:
    return show_bare(most) if key in assessment.compiled.places else show_number(most, [wants])


def _efforts(efforts: Mapping[str, MoveEffort]) -> list[str]:
    return [
        f"{key} {effort if isinstance(effort, int) else '/'.join(map(str, effort))}" for key, effort in efforts.items()
    ]
