"""What the respondent says stands in the way of an axis, and the ways past it that blueprints know."""

from __future__ import annotations

from typing import NamedTuple

from smi_cli.model.answers import Answers
from smi_cli.model.blueprint import Blueprint, Instrument
from smi_cli.model.questionnaire import ContextQuestion


class Obstacle(NamedTuple):
    """Something in the way of an axis, in the words of the questionnaire, and a way past it, or nothing."""

    axis: str
    says: str
    past: str


class Obstacles(NamedTuple):
    """What was named, in the questionnaire's order, and the axis with the fewest: the way of least resistance.

    `easiest` is empty unless all questions about obstacles are answered and one axis has fewer than every other.
    """

    named: tuple[Obstacle, ...]
    easiest: str


def find_obstacles(instrument: Instrument, answers: Answers, own: Blueprint | None) -> Obstacles:
    """The obstacles that the answers name; ways past them come from the quadrant's own blueprint where it knows one."""
    blueprints = sorted(instrument.blueprints.values(), key=lambda blueprint: blueprint is not own)
    questions = [one for one in instrument.questionnaire.context if one.obstacles_to]
    named = tuple(
        Obstacle(question.obstacles_to, question.options[option], _way_past(option, blueprints))
        for question in questions
        for option in _chosen(question, answers)
    )
    complete = bool(questions) and all(question.id in answers.context for question in questions)
    return Obstacles(named, _easiest(questions, named) if complete else "")


def _chosen(question: ContextQuestion, answers: Answers) -> tuple[str, ...]:
    answer = answers.context.get(question.id, ())
    return (answer,) if isinstance(answer, str) else answer if isinstance(answer, tuple) else ()


def _way_past(option: str, blueprints: list[Blueprint]) -> str:
    challenges = (challenge for blueprint in blueprints for challenge in blueprint.challenges)
    return next((challenge.past for challenge in challenges if challenge.obstacle == option), "")


def _easiest(questions: list[ContextQuestion], named: tuple[Obstacle, ...]) -> str:
    counts = {question.obstacles_to: 0 for question in questions}
    for obstacle in named:
        counts[obstacle.axis] += 1
    least = min(counts.values())
    axes = [axis for axis, count in counts.items() if count == least]
    return axes[0] if len(axes) == 1 and len(counts) > 1 else ""
