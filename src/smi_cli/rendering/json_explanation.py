"""An explanation as one JSON document, `smi.explanation/1`. Whatever is added up stands there exactly."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from smi_cli.assessing.assessment import Assessment
from smi_cli.assessing.batch import Scored
from smi_cli.assessing.compiling import Gap, Measure
from smi_cli.assessing.explaining import Explanation
from smi_cli.assessing.explaining_places import GridPart, LadderPart, QuadrantPart, RungPart
from smi_cli.assessing.explanation import (
    AxisPart,
    Choice,
    ContextPart,
    FactorPart,
    Part,
    QuestionPart,
    WholePart,
    parts_from,
)
from smi_cli.assessing.measuring import Range
from smi_cli.assessing.sums import Sum, Sums
from smi_cli.model.problems import Problem
from smi_cli.rendering.json_blueprint import describe_origin
from smi_cli.rendering.json_document import Json, describe_problem, dump
from smi_cli.rendering.json_explained_places import (
    describe_ladder,
    describe_placement,
    describe_quadrant,
    describe_rung,
)
from smi_cli.rendering.json_result import as_points, describe_context_answer, describe_range, describe_state
from smi_cli.rendering.numbers import json_number
from smi_cli.rendering.wording.certainty import explain_certainty
from smi_cli.rendering.wording.phrases import lines_of

EXPLANATION_SCHEMA = "smi.explanation/1"


def render_explanations(
    explained: Iterable[tuple[Scored, Explanation, Part | None]], problems: Iterable[Problem]
) -> str:
    """Explanations, each of what was scored, with the part that was asked for; None is everything."""
    return dump(
        {
            "schema": EXPLANATION_SCHEMA,
            "results": [_result(*one) for one in explained],
            "problems": [describe_problem(problem) for problem in problems],
        }
    )


def _result(scored: Scored, explanation: Explanation, part: Part | None) -> Json:
    assessment = explanation.assessment
    questionnaire = assessment.questionnaire
    parts = explanation.parts() if part is None else parts_from(part)
    above = () if part is None else explanation.above(part)
    return {
        "file": scored.file,
        "subject": assessment.answers.subject,
        "date": assessment.answers.date.isoformat(),
        "questionnaire": {
            "id": questionnaire.id,
            "version": questionnaire.version,
            "title": questionnaire.title,
            "origin": describe_origin(questionnaire.origin),
        },
        "weights": assessment.weights.title if assessment.weights else None,
        "id": part.id if part else None,
        "parts": [_part(explanation, one) for one in parts],
        "into": [_part(explanation, one) for one in above],
        "how_sure": [one._asdict() for one in explain_certainty(assessment, scored.locate)] if part is None else [],
    }


def _part(explanation: Explanation, part: Part) -> Json:
    named: Json = {"id": part.id, "title": part.title, "origin": describe_origin(part.origin)}
    kind, own = _described(explanation.assessment, part)
    return {"kind": kind} | named | own


def _described(assessment: Assessment, part: Part) -> tuple[str, Json]:  # noqa: C901, PLR0911 - one a kind
    match part:
        case WholePart():
            return "whole", _scored(assessment, part.id, part.range, part.sums)
        case AxisPart():
            return "axis", _axis(assessment, part)
        case FactorPart():
            return "factor", _factor(assessment, part)
        case QuestionPart():
            return "question", _question(assessment, part)
        case ContextPart():
            return "context", _context(part)
        case GridPart():
            return "placement", describe_placement(assessment, part)
        case QuadrantPart():
            return "quadrant", describe_quadrant(assessment, part)
        case LadderPart():
            return "ladder", describe_ladder(part)
        case RungPart():
            return "rung", describe_rung(part)


def _scored(assessment: Assessment, key: str, span: Range, sums: Sums) -> Json:
    return describe_range(assessment, key, span) | {"sums": _sums(sums)}


def _axis(assessment: Assessment, part: AxisPart) -> Json:
    return _scored(assessment, part.id, part.score.range, part.sums) | {
        "weight": str(part.weight),
        "known": _sum(part.known),
        "to_overall": _points(part.to_overall),
    }


def _factor(assessment: Assessment, part: FactorPart) -> Json:
    has_score = assessment.passes.range(part.axis.id).score is not None and part.score.range.score is not None
    return _scored(assessment, part.id, part.score.range, part.sums) | {
        "axis": part.axis.id,
        "weight": str(part.weight),
        "share": str(part.score.share),
        "gives": _points(part.contribution if has_score else None),
    }


def _sums(sums: Sums) -> Json:
    return {
        "score": _sum(sums.score),
        "low": _sum(sums.low) if sums.low else None,
        "high": _sum(sums.high) if sums.high else None,
    }


def _sum(sum_: Sum) -> Json:
    """The rule, every term with its product, and the result: the sum of the products over the weights, exactly."""
    return {
        "rule": sum_.rule.value,
        "terms": [
            {
                "id": term.id,
                "weight": str(term.weight),
                "value": _measure(term.value),
                "counts": term.counts,
                "product": str(term.product) if term.counts else None,
            }
            for term in sum_.terms
        ],
        "weight": str(sum_.weight),
        "result": _measure(sum_.result),
    }


def _measure(measure: Measure) -> str:
    return measure.value if isinstance(measure, Gap) else str(measure)


def _question(assessment: Assessment, part: QuestionPart) -> Json:
    score, question = part.score, part.score.question
    level = score.level if isinstance(score.level, int) else None
    has_score = assessment.passes.range(part.axis.id).score is not None
    return {
        "axis": part.axis.id,
        "state": describe_state(score),
        "level": level,
        "best": question.best,
        "wording": None if level is None else question.levels[level].wording,
        "value": _measure(part.points),
        "weight": str(part.weight),
        "share": str(score.share),
        "gives": _points(score.contribution if has_score else None),
        "to_overall": _points(part.to_overall),
        "costs": _points(part.gain(question.best)),
        "next": _points(part.gain(level + 1) if level is not None and level < question.best else None),
        "levels": [_choice(assessment, part, choice) for choice in part.choices],
        "closed_by": [one._asdict() for one in part.closed_by],
    }


def _choice(assessment: Assessment, part: QuestionPart, choice: Choice) -> Json:
    level = part.score.question.levels[choice.level]
    return {
        "level": choice.level,
        "wording": level.wording,
        "value": str(100 * level.value),
        "axis": _score(assessment, part.axis.id, choice.axis),
        "overall": _score(assessment, "overall", choice.overall),
    }


def _score(assessment: Assessment, key: str, score: Fraction | None) -> Json | None:
    return None if score is None else {"score": json_number(score, lines_of(assessment, key)), "exact": str(score)}


def _points(value: Fraction | None) -> Json | None:
    return None if value is None else as_points(value)


def _context(part: ContextPart) -> Json:
    answer = None if part.answer is None else describe_context_answer(part.answer)
    return {"answer": answer, "decides": list(part.opens)}
