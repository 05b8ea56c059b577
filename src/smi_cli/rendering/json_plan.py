"""A plan as one JSON document, `smi.plan/1`."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from smi_cli.assessing.assessment import Assessment
from smi_cli.assessing.hindrances import Hindrance
from smi_cli.assessing.moves import Move
from smi_cli.assessing.planning import Aim, Plan
from smi_cli.assessing.ways import Leg
from smi_cli.model.problems import Problem
from smi_cli.model.questionnaire import Quadrant
from smi_cli.rendering.json_document import Json, describe_problem, dump
from smi_cli.rendering.json_result import as_points
from smi_cli.rendering.numbers import json_number
from smi_cli.rendering.wording import plans, targets
from smi_cli.rendering.wording.moves import why
from smi_cli.rendering.wording.phrases import lines_of

PLAN_SCHEMA = "smi.plan/1"


def render_plan(file: str, plan: Plan | None, problems: Iterable[Problem], *, chosen: bool = False) -> str:
    """The plan for the answers of a file, None where there is none; `chosen`: nobody named its target."""
    results = [_plan(file, plan, chosen=chosen)] if plan else []
    return dump(
        {"schema": PLAN_SCHEMA, "results": results, "problems": [describe_problem(problem) for problem in problems]}
    )


def _plan(file: str, plan: Plan, *, chosen: bool) -> Json:
    assessment, order = plan.assessment, plan.order
    answers = assessment.answers
    return {
        "file": file,
        "subject": answers.subject,
        "date": answers.date.isoformat(),
        "questionnaire": assessment.questionnaire.id,
        "version": assessment.questionnaire.version,
        "weights": assessment.weights.title if assessment.weights else None,
        "efforts": assessment.efforts.title if assessment.efforts else None,
        "headline": list(plans.headline(plan, chosen=chosen)),
        "targets": [_target(aim, assessment) for aim in order.aims],
        "chosen": chosen and bool(order.aims),
        "budget": order.budget,
        "points_of": plan.measured,
        "first": order.first or None,
        "excluded": sorted(order.excluded),
        "quarters": order.quarters or None,
        "reached": plan.found is not None and not plan.too_dear,
        "too_dear": plan.too_dear or None,
        "hindrances": [_hindrance(one, assessment) for one in plan.hindrances],
        "effort": plan.effort,
        "moves": [_move(plan, move) for move in plan.moves],
        "find_out": list(plan.find_out),
        "before": _place(assessment, plan.quadrant_behind({})),
        "after": _place(plan.after, plan.quadrant),
        "points": [
            {"effort": row.effort, **_score(plan.measured, row.score, assessment), "quadrant": _id(row.quadrant)}
            for row in plan.rows
        ],
        "ways": [[_leg(leg) for leg in way] for way in plan.ways],
        "basis": list(plans.basis(plan)),
    }


def _target(aim: Aim, assessment: Assessment) -> Json:
    return {"target": aim.text, "title": targets.name_target(aim.target, assessment)}


def _hindrance(one: Hindrance, assessment: Assessment) -> Json:
    return {
        "kind": one.kind.value,
        "id": one.id or None,
        "above": one.above,
        "wants": None if one.wants is None else float(one.wants),
        "most": None if one.most is None or one.wants is None else json_number(one.most, [one.wants]),
        "says": targets.hindrance(one, assessment),
    }


def _move(plan: Plan, move: Move) -> Json:
    return {
        "question": move.question.id,
        "ask": move.question.ask,
        "axis": move.axis.id,
        "from": move.start,
        "to": move.level,
        "effort": move.effort,
        "gain": as_points(move.gain),
        "purpose": move.purpose.value,
        "why": why(plan, move),
        "opens": list(move.opens),
        "missing": move.missing,
        "reach": move.question.levels[move.level].wording,
        "evidence": move.question.evidence,
        "step": move.lead.step.id if move.lead else None,
        "step_title": move.lead.step.title if move.lead else None,
        "blueprint": move.lead.blueprint.quadrant if move.lead else None,
        "quarter": move.quarter or None,
    }


def _place(assessment: Assessment, quadrant: Quadrant | None) -> Json:
    """What is certain: the quadrant, the rungs, the scores."""
    keys = ["overall", *(axis.id for axis in assessment.questionnaire.axes)]
    scores = {key: assessment.passes.worst.score(key) for key in keys}
    return {
        "quadrant": _id(quadrant),
        "rungs": {one.ladder.id: one.low.id if one.low else None for one in assessment.standings},
        "scores": {
            key: _score(key, score, assessment) if isinstance(score, Fraction) else None
            for key, score in scores.items()
        },
    }


def _id(quadrant: Quadrant | None) -> str | None:
    return quadrant.id if quadrant else None


def _score(key: str, score: Fraction, assessment: Assessment) -> Json:
    return {"score": json_number(score, lines_of(assessment, key)), "exact": str(score)}


def _leg(leg: Leg) -> Json:
    return {"axis": leg.axis.id, "effort": leg.effort, "quadrant": leg.quadrant.id}
