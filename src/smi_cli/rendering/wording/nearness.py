"""How near the lines are, in points and in steps of one level."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

from smi_cli.assessing.assessment import Assessment
from smi_cli.assessing.nearness import Crossing, Move
from smi_cli.model.questionnaire import Quadrant
from smi_cli.rendering.numbers import show_bare, show_number
from smi_cli.rendering.wording.phrases import count, join, name_of

A_STEP: Final = (
    "A step moves one answer by one level; the fewest are counted, and what is missing stays out of the count."
)


def short_nearness(assessment: Assessment) -> Iterator[str]:
    """The fewest steps up and down, in one sentence."""
    nearness = assessment.certainty.nearness
    ways = [way for upward in (True, False) if (way := nearness.nearest(upward=upward))]
    if ways:
        first = ways[0][0].steps or 0
        unit = f"{'step' if first == 1 else 'steps'} of one level"
        takes = (f"{way[0].steps}{f' {unit}' if way is ways[0] else ''} {_short(way)}" for way in ways)
        yield f"It takes {join(takes)}."


def explain_nearness(assessment: Assessment) -> Iterator[str]:
    """Each line with the way to it."""
    crossings = assessment.certainty.nearness.crossings
    for one in crossings:
        name = name_of(assessment, one.measure)
        subject = f"{one.ladder.title}, measured on {name}," if one.ladder else name
        yield f"{subject} {_distance(one)}: {_way(one)}."
    if any(one.steps for one in crossings):
        yield A_STEP


def _short(crossings: Sequence[Crossing]) -> str:
    """Where as few steps lead, all up or all down."""
    goals = dict.fromkeys(f"{_goal(one)}{_single(one)}" for one in crossings)
    return f"to {'reach' if crossings[0].upward else 'fall to'} {join(goals, 'or')}"


def _single(crossing: Crossing) -> str:
    """One answer is told at once; which others is for the explanation."""
    return f" ({_moves(crossing.moves)})" if crossing.moves and len(crossing.moves) == 1 else ""


def _distance(crossing: Crossing) -> str:
    line = show_bare(crossing.line)
    if not crossing.points:
        return f"is exactly on the line at {line}"
    points = show_number(crossing.points, [Fraction(0)])
    return f"is {points} points {'below' if crossing.upward else 'above'} the line at {line}"


def _way(crossing: Crossing) -> str:
    to = f"{'up' if crossing.upward else 'down'} to {_goal(crossing)}"
    if crossing.untried:
        return f"steps lead {to}, and there are too many ways to try to say which are the fewest"
    if crossing.moves is None:
        return f"no steps of the answers that are there lead {to}"
    steps = crossing.steps or 0
    return f"{count(steps, 'step')} {'leads' if steps == 1 else 'lead'} {to} ({_moves(crossing.moves)})"


def _goal(crossing: Crossing) -> str:
    """What lies on the other side: of a rung that asks for more than a score, the score alone."""
    there = crossing.leads_to
    alone = not crossing.upward or isinstance(there, Quadrant) or not there.requires
    return there.title if alone else f"the score of {there.title}"


def _moves(moves: tuple[Move, ...]) -> str:
    return join(f"{move.question.id} from {move.level} to {move.target}" for move in moves)
