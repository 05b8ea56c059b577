"""An assessment as JSON values. Scores stand twice: as people read them, and exactly, as a fraction in text."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from smi_cli.assessing.assessment import Assessment
from smi_cli.assessing.batch import Locate
from smi_cli.assessing.compiling import Gap
from smi_cli.assessing.measuring import Range
from smi_cli.assessing.next_steps import NextStep, Raise
from smi_cli.assessing.placing import Blocker, Placement, Standing
from smi_cli.assessing.scoring import AxisScore, FactorScore, QuestionScore
from smi_cli.model.answers import Answer, Answers, ContextAnswer, Known, NotApplicable, Unanswered, Unknown
from smi_cli.model.questionnaire import Axis, Factor, Grid, Ladder, Quadrant, Question, Rung
from smi_cli.rendering.json_blueprint import describe_origin, describe_step
from smi_cli.rendering.json_certainty import describe_certainty
from smi_cli.rendering.numbers import json_number
from smi_cli.rendering.wording.phrases import lines_of
from smi_cli.rendering.wording.places import headline
from smi_cli.rendering.wording.steps import step_title

Json = dict[str, Any]


def describe_assessment(file: str, assessment: Assessment, locate: Locate) -> Json:
    """Everything about the answers in a file; `locate` gives the place of an answer."""
    questionnaire, scores = assessment.questionnaire, assessment.scores
    return {
        "file": file,
        "subject": assessment.answers.subject,
        "questionnaire": {"id": questionnaire.id, "version": questionnaire.version, "title": questionnaire.title},
        "weights": assessment.weights.title if assessment.weights else None,
        "efforts": assessment.efforts.title if assessment.efforts else None,
        "date": _date(assessment.answers.date),
        "review": _date(assessment.review),
        "headline": list(headline(assessment)),
        "overall": {"rule": questionnaire.overall.value} | describe_range(assessment, "overall", scores.overall),
        "mean": describe_range(assessment, "mean", scores.mean),
        "axes": [_axis(assessment, axis) for axis in scores.axes],
        "grid": _grid(questionnaire.grid) if questionnaire.grid else None,
        "placement": _placement(assessment.placement) if assessment.placement else None,
        "alternatives": [
            {"weights": one.weights.title, **_placement(one.placement)} for one in assessment.alternatives
        ],
        "ladders": [_standing(standing) for standing in assessment.standings],
        "obstacles": [one._asdict() for one in assessment.obstacles.named],
        "least_resistance": assessment.obstacles.easiest or None,
        "missing": [one.question.id for one in assessment.missing],
        "ignored": [one.question.id for one in assessment.ignored],
        "certainty": describe_certainty(assessment, locate),
        "references": _references(assessment),
        "never_counts": [one.id for one in questionnaire.context if one.never_counts],
        "steps": [_step(step) for step in assessment.steps],
        "answers": describe_answers(assessment.answers),
    }


def describe_range(assessment: Assessment, key: str, span: Range) -> Json:
    """A score with its bounds, as they are shown and exactly."""
    lines = lines_of(assessment, key)
    numbers: Json = {}
    exact: Json = {}
    for name, value in (("score", span.score), ("low", span.low), ("high", span.high)):
        numbers[name] = None if value is None else json_number(value, lines)
        exact[name] = None if value is None else str(value)
    return numbers | {"exact": exact}


def as_points(value: Fraction) -> Json:
    """Points as they are shown, and exactly."""
    return {"points": json_number(value, [Fraction(0)]), "exact": str(value)}


def _axis(assessment: Assessment, axis: AxisScore) -> Json:
    span = describe_range(assessment, axis.axis.id, axis.range)
    return {
        "id": axis.axis.id,
        "title": axis.axis.title,
        "weight": _weight(assessment, axis.axis),
        "cut": float(axis.axis.cut),
        **span,
        "exact": span["exact"] | {"cut": str(axis.axis.cut)},
        "known": str(axis.known),
        "factors": [_factor(assessment, factor) for factor in axis.factors if factor.factor.id],
        "questions": [_question(assessment, one) for one in axis.questions],
    }


def _weight(assessment: Assessment, thing: Axis | Factor | Question) -> str:
    by_id = assessment.weights.by_id if assessment.weights else {}
    return str(by_id.get(thing.id, thing.weight))


def _factor(assessment: Assessment, factor: FactorScore) -> Json:
    return {
        "id": factor.factor.id,
        "title": factor.factor.title,
        "weight": _weight(assessment, factor.factor),
        **describe_range(assessment, factor.factor.id, factor.range),
        "share": str(factor.share),
        "questions": [one.question.id for one in factor.questions],
    }


def _question(assessment: Assessment, one: QuestionScore) -> Json:
    level = one.level if isinstance(one.level, int) else None
    return {
        "id": one.question.id,
        "ask": one.question.ask,
        "weight": _weight(assessment, one.question),
        "state": describe_state(one),
        "level": level,
        "best": one.question.best,
        "values": [str(each.value) for each in one.question.levels],
        "wording": one.question.levels[level].wording if level is not None else None,
        "share": str(one.share),
        "contribution": as_points(one.contribution),
        "stake": as_points(one.stake),
        "origin": describe_origin(one.question.origin),
    }


def describe_state(one: QuestionScore) -> str:
    """Whether a question was answered, and why not."""
    if one.level is Gap.NA:
        return "not applicable"
    if one.not_asked:
        return "not asked"
    if one.level is Gap.MISSING:
        return "missing" if one.needed else "not needed"
    return "answered"


def _grid(grid: Grid) -> Json:
    return {
        "across": grid.across.id,
        "up": grid.up.id,
        "borderline": float(grid.borderline),
        "exact": {"borderline": str(grid.borderline)},
        "quadrants": [
            {"id": cell.id, "title": cell.title, "across": cell.across, "up": cell.up} for cell in grid.quadrants
        ],
    }


def _placement(placement: Placement) -> Json:
    return {
        "quadrant": _quadrant(placement.quadrant) if placement.quadrant else None,
        "possible": [cell.id for cell in placement.possible],
        "borderline": [axis.id for axis in placement.near],
        "neighbours": [cell.id for cell in placement.neighbours],
    }


def _quadrant(quadrant: Quadrant) -> Json:
    return {
        "id": quadrant.id,
        "title": quadrant.title,
        "summary": quadrant.summary,
        "origin": describe_origin(quadrant.origin),
    }


def _standing(standing: Standing) -> Json:
    return {
        "id": standing.ladder.id,
        "title": standing.ladder.title,
        "rungs": [_rung(standing.ladder, rung) for rung in standing.ladder.rungs],
        "rung": standing.rung.id if standing.rung else None,
        "low": standing.low.id if standing.low else None,
        "high": standing.high.id if standing.high else None,
        "next": standing.next.id if standing.next else None,
        "blockers": [_blocker(blocker) for blocker in standing.blockers],
        "origin": describe_origin(standing.ladder.origin),
    }


def _rung(ladder: Ladder, rung: Rung) -> Json:
    wants = [{"id": demand.id, "minimum": str(demand.minimum)} for demand in ladder.demands(rung)]
    return {"id": rung.id, "title": rung.title, "wants": wants}


def _blocker(blocker: Blocker) -> Json:
    has, minimum = blocker.has, blocker.demand.minimum
    return {
        "id": blocker.demand.id,
        "minimum": float(minimum),
        "has": None if has is None else json_number(has, [minimum]),
        "exact": {"minimum": str(minimum), "has": None if has is None else str(has)},
    }


def _step(step: NextStep) -> Json:
    return {
        "title": step_title(step),
        "status": step.status.name.lower(),
        "reason": step.reason.value,
        "find_out": step.find_out,
        "step": describe_step(step.step) if step.step else None,
        "borrowed_from": step.borrowed_from.quadrant if step.borrowed_from else None,
        "raises": [_raise(one) for one in step.raises],
    }


def _raise(one: Raise) -> Json:
    level = one.score.level if isinstance(one.score.level, int) else None
    return {
        "question": one.score.question.id,
        "axis": one.axis.id,
        "level": level,
        "target": one.target,
        "next": one.score.question.levels[level + 1].wording if level is not None else None,
        "gain": as_points(one.gain),
        "whole": as_points(one.whole),
    }


def describe_answers(answers: Answers) -> Json:
    """All that was answered."""
    return {
        "respondent": answers.respondent,
        "role": answers.role,
        "by_question": {key: describe_answer(answer) for key, answer in sorted(answers.by_question.items())},
        "context": {key: describe_context_answer(answer) for key, answer in sorted(answers.context.items())},
        "done": sorted(answers.done),
    }


def describe_answer(answer: Answer) -> Json:
    """An answer with what stands beside it."""
    remarks = {"note": answer.note, "evidence": answer.evidence, "seen": _date(answer.seen)}
    return _said(answer) | {key: text for key, text in remarks.items() if text}


def _said(answer: Answer) -> Json:
    match answer:
        case Known(level=level):
            return {"level": level}
        case Unknown():
            return {"level": "unknown"}
        case Unanswered():
            return {"level": None}
        case NotApplicable(reason=reason):
            return {"na": reason}


def describe_context_answer(answer: ContextAnswer) -> Any:
    """An answer to a context question."""
    if isinstance(answer, Fraction):
        return float(answer)
    return list(answer) if isinstance(answer, tuple) else answer


def _references(assessment: Assessment) -> dict[str, list[Json]]:
    """What others published beside each of the respondent's own figures, by context question."""
    given = (one for one in assessment.questionnaire.context if one.id in assessment.answers.context)
    return {one.id: [reference._asdict() for reference in one.references] for one in given if one.references}


def _date(day: date | None) -> str | None:
    return day.isoformat() if day else None
