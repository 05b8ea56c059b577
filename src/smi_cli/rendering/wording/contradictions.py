"""Answers that do not fit each other, and readings that do not."""

from __future__ import annotations

from collections.abc import Iterator

from smi_cli.assessing.assessment import Assessment
from smi_cli.assessing.batch import Locate
from smi_cli.assessing.compiling import Gap
from smi_cli.model.answers import Known
from smi_cli.model.questionnaire import Contradiction
from smi_cli.rendering.wording.basis import show_context_answer
from smi_cli.rendering.wording.phrases import count, join, show_origin


def short_contradictions(assessment: Assessment) -> Iterator[str]:
    """How many pairs of answers do not fit each other."""
    found = assessment.certainty.contradictions
    if found:
        names = join(" and ".join(claim.id for claim in one.pair) for one in found[:1])
        more = f", and {count(len(found) - 1, 'more pair')}" if len(found) > 1 else ""
        yield f"Look again at {names}{more}: the answers do not fit each other."


def explain_contradictions(assessment: Assessment, locate: Locate | None) -> Iterator[str]:
    """Each pair of answers and why they do not fit, and each ladder that parts from the quadrant.

    With `locate`, both answers have their places.
    """
    for one in assessment.certainty.contradictions:
        sides = " and ".join(_side(assessment, claim.id, locate) for claim in one.pair)
        yield f"{sides} do not fit each other. {_why(one)}"
    yield from _parted_ladders(assessment)


def _side(assessment: Assessment, key: str, locate: Locate | None) -> str:
    answer = assessment.answers.by_question.get(key)
    if isinstance(answer, Known):
        said = f"level {answer.level}"
    else:
        question = next(one for one in assessment.questionnaire.context if one.id == key)
        said = show_context_answer(question, assessment.answers.context[key])
    return f"{key} at {said} ({locate(key)})" if locate else f"{key} at {said}"


def _why(one: Contradiction) -> str:
    end = "" if one.says.endswith((".", "?", "!")) else "."
    return f"{one.says}{end} [{show_origin(one.origin)}]"


def _parted_ladders(assessment: Assessment) -> Iterator[str]:
    """Ladders whose rung does not go together with the quadrant, and the answers on which they part."""
    quadrant = assessment.placement.quadrant if assessment.placement else None
    for standing in assessment.standings:
        rung = standing.rung
        if quadrant and rung and rung.fits and quadrant.id not in rung.fits:
            demands = [blocker.demand for blocker in standing.blockers] or rung.requires
            levels = assessment.passes.known.levels
            behind = join(f"{one.id} at {_level(levels[one.id])}" for one in demands if one.id in levels)
            because = f": look again at {behind}" if behind else ""
            yield f"{standing.ladder.title} says {rung.title}, which does not go with {quadrant.title}{because}."


def _level(level: int | Gap) -> str:
    return f"level {level}" if isinstance(level, int) else level.value
