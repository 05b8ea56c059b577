"""One JSON document for a run: `{schema, results[], problems[]}`, complete whatever went wrong."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from smi_cli.assessing.assessment import Assessment
from smi_cli.assessing.batch import GateTotal, Scored, Totals
from smi_cli.model.blueprint import Blueprint, Efforts
from smi_cli.model.problems import Problem
from smi_cli.rendering.harmless import json_text
from smi_cli.rendering.json_blueprint import describe_blueprint
from smi_cli.rendering.json_result import describe_assessment

RESULT_SCHEMA = "smi.result/1"
BLUEPRINTS_SCHEMA = "smi.blueprints/1"
Json = dict[str, Any]


class ResultsDocument:
    """The results of a run, written one after the other: the document is never held as a whole."""

    def __init__(self) -> None:
        self._begun = False

    def add(self, scored: Scored) -> str:
        """The next result, with whatever stands before it."""
        digests = scored.digests
        before = "," if self._begun else self._opening()
        self._begun = True
        result = describe_assessment(scored.file, scored.assessment, scored.locate) | {
            "gates": {verdict.gate.text: verdict.met for verdict in scored.verdicts},
            "sha256": {
                "questionnaire": digests.questionnaire or None,
                "weights": digests.weights or None,
                "answers": digests.answers or None,
            },
        }
        return f"{before}\n    {_indented(result, 4)}"

    def end(self, totals: Totals, summary: Json | None = None) -> str:
        """The rest: what was wrong with other files, how the gates stand, and what all results come to."""
        closing = "\n  ]" if self._begun else f"{self._opening()}]"
        rest: Json = {
            "problems": [describe_problem(problem) for problem in totals.problems],
            "gates": [_gate(totals, total) for total in totals.gates],
        }
        rest |= {"summary": summary} if summary else {}
        parts = [f',\n  "{key}": {_indented(value, 2)}' for key, value in rest.items()]
        return f"{closing}{''.join(parts)}\n}}\n"

    def _opening(self) -> str:
        return f'{{\n  "schema": "{RESULT_SCHEMA}",\n  "results": ['


def render_blueprints(
    blueprints: Iterable[Blueprint],
    assessment: Assessment | None = None,
    efforts: Efforts | None = None,
    problems: Iterable[Problem] = (),
) -> str:
    """Blueprints in full; for an assessment, with what has become of each step; whose efforts the steps have.

    `problems` say why there are none.
    """
    from smi_cli.rendering.blueprint_page import status_of

    results = [describe_blueprint(blueprint) for blueprint in blueprints]
    for result in results if assessment else ():
        result["steps"] = [step | {"status": status_of(step["id"], assessment)} for step in result["steps"]]
    own = efforts.title if efforts else None
    said = [describe_problem(problem) for problem in problems]
    return dump({"schema": BLUEPRINTS_SCHEMA, "efforts": own, "results": results, "problems": said})


def _gate(totals: Totals, total: GateTotal) -> Json:
    gate = total.gate
    return {
        "gate": gate.text,
        "severity": gate.severity.value,
        "judged": total.judged,
        "met": total.met,
        "holds": totals.is_met(total),
    }


def describe_problem(problem: Problem) -> Json:
    """A problem with its place; line and column are 0 where it is about the file as a whole."""
    return {
        "file": problem.location.file,
        "line": problem.location.line,
        "column": problem.location.column,
        "code": problem.code,
        "message": problem.message,
        "hint": problem.hint,
    }


def _indented(value: Any, indent: int) -> str:
    """A value as it stands in an indented document; a text in it never breaks a line."""
    return dump(value)[:-1].replace("\n", "\n" + " " * indent)


def dump(document: Any) -> str:
    """A document as text that holds no odd character as it is."""
    return json_text(json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False)) + "\n"
