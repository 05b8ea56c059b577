"""Blueprints, their steps and origins as JSON values."""

from __future__ import annotations

from typing import Any

from smi_cli.model.blueprint import Blueprint, Effort, Statement, Step
from smi_cli.model.questionnaire import Origin

Json = dict[str, Any]


def describe_blueprint(blueprint: Blueprint) -> Json:
    """A blueprint in full."""
    return {
        "questionnaire": blueprint.questionnaire,
        "quadrant": blueprint.quadrant,
        "title": blueprint.title,
        "summary": blueprint.summary,
        "origin": describe_origin(blueprint.origin),
        "signs": [_statement(one) for one in blueprint.signs],
        "benefits": [_statement(one) for one in blueprint.benefits],
        "challenges": [_statement(one) | {"past": one.past} for one in blueprint.challenges],
        "effort_means": {effort.value: blueprint.effort_means.get(effort, "") for effort in Effort},
        "steps": [describe_step(step) for step in blueprint.steps],
    }


def _statement(statement: Statement) -> Json:
    return {"says": statement.says, "origin": describe_origin(statement.origin)}


def describe_step(step: Step) -> Json:
    """A step of a blueprint."""
    return {
        "id": step.id,
        "kind": step.kind.value,
        "title": step.title,
        "raises": dict(step.raises),
        "why": step.why,
        "first": step.first,
        "who": step.who,
        "effort": step.effort.value,
        "done_when": step.done_when,
        "every": step.every,
        "worksheet": step.worksheet,
        "origin": describe_origin(step.origin),
    }


def describe_origin(origin: Origin) -> Json:
    """Who stands behind a block, and where to look it up."""
    return {"kind": origin.kind.value, "source": origin.source}
