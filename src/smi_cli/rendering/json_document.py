"""One JSON document for a run: `{schema, results[], problems[]}`, complete whatever went wrong."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from smi_cli.assessing.assessment import Assessment
from smi_cli.model.blueprint import Blueprint, Efforts
from smi_cli.model.problems import Problem
from smi_cli.rendering.harmless import json_text
from smi_cli.rendering.json_blueprint import describe_blueprint
from smi_cli.rendering.json_result import describe_assessment

RESULT_SCHEMA = "smi.result/1"
BLUEPRINTS_SCHEMA = "smi.blueprints/1"
Json = dict[str, Any]


def render_results(assessments: Iterable[tuple[str, Assessment]], problems: Iterable[Problem]) -> str:
    """The assessments, each with the name of its file, and what was wrong with other files."""
    return _dump(
        {
            "schema": RESULT_SCHEMA,
            "results": [describe_assessment(file, assessment) for file, assessment in assessments],
            "problems": [_problem(problem) for problem in problems],
        }
    )


def render_blueprints(
    blueprints: Iterable[Blueprint], assessment: Assessment | None = None, efforts: Efforts | None = None
) -> str:
    """Blueprints in full; for an assessment, with what has become of each step; whose efforts the steps have."""
    from smi_cli.rendering.blueprint_page import status_of

    results = [describe_blueprint(blueprint) for blueprint in blueprints]
    for result in results if assessment else ():
        result["steps"] = [step | {"status": status_of(step["id"], assessment)} for step in result["steps"]]
    own = efforts.title if efforts else None
    return _dump({"schema": BLUEPRINTS_SCHEMA, "efforts": own, "results": results, "problems": []})


def _problem(problem: Problem) -> Json:
    return {
        "file": problem.location.file,
        "line": problem.location.line,
        "column": problem.location.column,
        "code": problem.code,
        "message": problem.message,
        "hint": problem.hint,
    }


def _dump(document: Json) -> str:
    return json_text(json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False)) + "\n"
