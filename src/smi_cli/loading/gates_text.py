"""From text to the rule of a gate, for one questionnaire: `id=minimum`, the one grammar of all demands.

`quadrant=leader,conservative` wants one of some quadrants, `<ladder>=<rung>` at least a rung, `<question>=<level>` at
least a level, and `<factor, axis, overall or mean>=<points>` at least a score.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Final, NamedTuple

from smi_cli.loading.naming import suggest_id
from smi_cli.loading.notebook import suggest
from smi_cli.loading.scalars import DIGIT_LIMIT
from smi_cli.loading.shapes import show_text
from smi_cli.model.gates import DemandGate, QuadrantGate, RungGate, Target
from smi_cli.model.questionnaire import Demand, Factor, Ladder, Question, Questionnaire

QUADRANT: Final = "quadrant"
POINTS_HINT: Final = f"a number from 0 to 100, with a point before decimals, at most {DIGIT_LIMIT} digits"
_NO_DEMANDS = frozenset({"max-missing", "no-borderline", "max-drop"})
_DECIMAL = re.compile(r"[0-9]+(?:\.[0-9]+)?\Z")


class Misfit(NamedTuple):
    """Why a text demands nothing that a questionnaire has: a stable code, a sentence, a hint on what to write."""

    code: str
    message: str
    hint: str = ""


def parse_rule(text: str, questionnaire: Questionnaire) -> Target | Misfit:
    """The rule that a demand makes for a questionnaire."""
    key, _, minimum = text.partition("=")
    if "=" in text and key == QUADRANT:
        return _quadrants(minimum, questionnaire)
    if "=" in text and (ladder := next((one for one in questionnaire.ladders if one.id == key), None)):
        return _rung(minimum, ladder)
    demand = parse_demand(text, questionnaire)
    return demand if isinstance(demand, Misfit) else DemandGate(demand)


def parse_demand(text: str, questionnaire: Questionnaire) -> Demand | Misfit:
    """`id=minimum`: a level of a question, or a score of a factor, an axis, the overall or the mean."""
    key, equals, minimum = text.partition("=")
    if not equals:
        hint = _meant(text, questionnaire) or "id=minimum, as in overall=60"
        return Misfit("bad-demand", f"{show_text(text)} is no demand", hint)
    if question := next((one for one in questionnaire.questions if one.id == key), None):
        return _level(minimum, question)
    factors = {one.id: one for axis in questionnaire.axes for one in axis.named_factors}
    if key in factors and not any(question.weight for question in factors[key].questions):
        message = f"All questions of the factor {key!r} weigh 0, so it has no score to reach"
        return Misfit("zero-weights", message, "demand a level of a question")
    if key in factors or key in {"overall", "mean", *(axis.id for axis in questionnaire.axes)}:
        points = parse_points(minimum)
        if points is None:
            return Misfit("out-of-range", f"{show_text(minimum)} is no score that {key!r} could reach", POINTS_HINT)
        return Demand(key, points)
    titles = questionnaire.titles
    demandable = {one: titles.get(one, one) for one in _demandable(questionnaire, factors.values())}
    hint = _meant(key, questionnaire) or suggest_id(key, demandable)
    return Misfit("unknown-reference", f"{questionnaire.id!r} has no {show_text(key)} to reach", hint)


def parse_points(text: str) -> Fraction | None:
    """An exact number of points from 0 to 100, None for anything else."""
    if not _DECIMAL.match(text) or len(text.replace(".", "")) > DIGIT_LIMIT:
        return None
    points = Fraction(text)
    return points if points <= 100 else None  # noqa: PLR2004 - the most that can be reached


def _quadrants(text: str, questionnaire: Questionnaire) -> QuadrantGate | Misfit:
    if questionnaire.grid is None:
        return Misfit("unknown-reference", f"{questionnaire.id!r} has no quadrants")
    known = [cell.id for cell in questionnaire.grid.quadrants]
    wanted = text.split(",")
    for one in wanted:
        if one not in known:
            message = f"{questionnaire.id!r} has no quadrant {show_text(one)}"
            return Misfit("unknown-reference", message, suggest(one, known))
    return QuadrantGate(tuple(dict.fromkeys(wanted)))


def _rung(text: str, ladder: Ladder) -> RungGate | Misfit:
    known = [rung.id for rung in ladder.rungs]
    if text not in known:
        message = f"The ladder {ladder.id!r} has no rung {show_text(text)}"
        return Misfit("unknown-reference", message, suggest(text, known))
    return RungGate(ladder.id, text)


def _level(text: str, question: Question) -> Demand | Misfit:
    points = parse_points(text)
    if points is None or points.denominator != 1 or not 1 <= points <= question.best:
        message = f"{question.id!r} has no level {show_text(text)} to reach"
        return Misfit("out-of-range", message, f"a whole number from 1 to {question.best}")
    return Demand(question.id, points)


def _demandable(questionnaire: Questionnaire, factors: Iterable[Factor]) -> Iterator[str]:
    """Everything that a demand can name."""
    if questionnaire.grid:
        yield QUADRANT
    yield from (ladder.id for ladder in questionnaire.ladders)
    yield from ("overall", "mean", *(axis.id for axis in questionnaire.axes), *(factor.id for factor in factors))
    yield from (question.id for question in questionnaire.questions)


def _meant(word: str, questionnaire: Questionnaire) -> str:
    """What the id of a quadrant or a rung, or the name of another gate, must mean; empty for any other word."""
    if word in _NO_DEMANDS:
        return f"not under require: --{word}, or {word} in a gates file"
    cells = [cell.id for cell in questionnaire.grid.quadrants] if questionnaire.grid else []
    if word in cells:
        return f"write {QUADRANT}={word}"
    ladders = (ladder.id for ladder in questionnaire.ladders if any(rung.id == word for rung in ladder.rungs))
    return next((f"write {ladder}={word}" for ladder in ladders), "")
