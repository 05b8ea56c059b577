"""How certain a result is, as JSON values."""

from __future__ import annotations

from datetime import date
from typing import Any

from smi_cli.assessing.assessment import Assessment
from smi_cli.assessing.batch import Locate
from smi_cli.assessing.lapsing import Lapse, Validity
from smi_cli.assessing.nearness import Crossing
from smi_cli.assessing.settling import Box, Settling
from smi_cli.assessing.weighing import Weighing, WeightRange
from smi_cli.model.questionnaire import Claim, Contradiction
from smi_cli.rendering.json_blueprint import describe_origin
from smi_cli.rendering.numbers import json_number
from smi_cli.rendering.wording.certainty import sum_up_certainty
from smi_cli.rendering.wording.phrases import lines_of

Json = dict[str, Any]


def describe_certainty(assessment: Assessment, locate: Locate) -> Json:
    """All parts of the certainty of an assessment; `locate` gives the place of an answer."""
    certainty = assessment.certainty
    return {
        "summary": sum_up_certainty(assessment),
        "missing": _settling(certainty.settling),
        "nearness": [_crossing(assessment, one) for one in certainty.nearness.crossings],
        "weights": _weighing(assessment, certainty.weighing),
        "evidence": [
            {"axis": one.axis.id, "share": str(one.evidence), "old": str(one.old)} for one in certainty.backing
        ],
        "validity": _validity(assessment, certainty.validity) if certainty.validity else None,
        "contradictions": [_contradiction(one, locate) for one in certainty.contradictions],
    }


def _settling(settling: Settling) -> Json:
    first = settling.first
    return {
        "at_worst": settling.at_worst.id if settling.at_worst else None,
        "at_best": settling.at_best.id if settling.at_best else None,
        "box": _box(settling.box),
        "first": {"question": first[0].id, "leaves": _box(first[1])} if first else None,
    }


def _box(box: Box) -> Json:
    return {"quadrants": box.quadrants or None, "area": str(box.area), "width": str(box.width)}


def _crossing(assessment: Assessment, one: Crossing) -> Json:
    moves = None
    if one.moves is not None:
        moves = [{"question": move.question.id, "level": move.level, "target": move.target} for move in one.moves]
    return {
        "of": one.measure,
        "ladder": one.ladder.id if one.ladder else None,
        "upward": one.upward,
        "leads_to": one.leads_to.id,
        "line": json_number(one.line),
        "score": json_number(one.score, lines_of(assessment, one.measure)),
        "points": json_number(one.points, [one.points * 0]),
        "steps": one.steps,
        "moves": moves,
        "untried": one.untried,
        "exact": {"line": str(one.line), "score": str(one.score), "points": str(one.points)},
    }


def _weighing(assessment: Assessment, weighing: Weighing) -> Json:
    return {
        "tolerance": str(weighing.tolerance),
        "axes": [_weight_range(assessment, one) for one in weighing.ranges],
        "possible": [cell.id for cell in weighing.possible],
    }


def _weight_range(assessment: Assessment, one: WeightRange) -> Json:
    lines = lines_of(assessment, one.axis.id)
    return {
        "axis": one.axis.id,
        "low": json_number(one.low, lines),
        "high": json_number(one.high, lines),
        "exact": {"low": str(one.low), "high": str(one.high)},
    }


def _validity(assessment: Assessment, validity: Validity) -> Json:
    without = validity.without
    return {
        "as_of": validity.as_of.isoformat(),
        "past_review": None if assessment.review is None else validity.as_of > assessment.review,
        "lapsed": [_lapse(one) for one in validity.lapsed],
        "holding": [_lapse(one) for one in validity.holding],
        "changes": validity.changes(assessment),
        "possible": [cell.id for cell in without.placement.possible] if without.placement else [],
    }


def _lapse(lapse: Lapse) -> Json:
    return {"question": lapse.question.id, "until": _day(lapse.until)}


def _day(day: date) -> str:
    return day.isoformat()


def _contradiction(one: Contradiction, locate: Locate) -> Json:
    return {
        "id": one.id,
        "says": one.says,
        "origin": describe_origin(one.origin),
        "pair": [_claim(claim, locate) for claim in one.pair],
    }


def _claim(claim: Claim, locate: Locate) -> Json:
    place = locate(claim.id)
    return {
        "id": claim.id,
        "relation": claim.relation.value,
        "limit": str(claim.limit),
        "file": place.file,
        "line": place.line,
        "column": place.column,
    }
