"""Everything computed from one answers file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from smi_cli.assessing.compiling import Compiled
from smi_cli.assessing.next_steps import NextStep, Standings, next_steps
from smi_cli.assessing.obstacles import Obstacles, find_obstacles
from smi_cli.assessing.placing import Placement, Standing, place_scores, stand_on
from smi_cli.assessing.scoring import QuestionScore, Scores, score_answers
from smi_cli.model.answers import Answers
from smi_cli.model.blueprint import Blueprint, Efforts, Instrument
from smi_cli.model.questionnaire import Period, Questionnaire, Weights


class Alternative(NamedTuple):
    """Where the same answers stand with other weights that come with the questionnaire."""

    weights: Weights
    placement: Placement


class Assessment(NamedTuple):
    """What one answers file comes to. `placement` is None for a questionnaire without quadrants.

    `review` is the date of the next review, `ignored` the questions that have an answer but were not to be asked.
    """

    questionnaire: Questionnaire
    weights: Weights | None
    answers: Answers
    scores: Scores
    placement: Placement | None
    standings: tuple[Standing, ...]
    blueprint: Blueprint | None
    steps: tuple[NextStep, ...]
    alternatives: tuple[Alternative, ...]
    obstacles: Obstacles
    efforts: Efforts | None
    review: date | None

    @property
    def questions(self) -> tuple[QuestionScore, ...]:
        """The scored questions of all axes, in the order in which they are asked."""
        return tuple(one for axis in self.scores.axes for one in axis.questions)

    @property
    def missing(self) -> tuple[QuestionScore, ...]:
        """The questions whose answer is wanted and not there."""
        return tuple(one for one in self.questions if one.missing)

    @property
    def ignored(self) -> tuple[QuestionScore, ...]:
        """The questions that have an answer but were not to be asked."""
        return tuple(one for one in self.questions if one.not_asked and one.answer is not None)


def assess(instrument: Instrument, compiled: Compiled, answers: Answers, others: Sequence[Compiled] = ()) -> Assessment:
    """Score, place and advise. Cannot fail: `compiled` is of the instrument's questionnaire, and the answers fit it.

    `others` is the questionnaire with other weights, under which the answers are placed too.
    """
    questionnaire = compiled.questionnaire
    scores = score_answers(compiled, answers)
    placement = place_scores(questionnaire.grid, scores) if questionnaire.grid else None
    standings = tuple(stand_on(ladder, scores) for ladder in questionnaire.ladders)
    quadrant = placement.quadrant if placement else None
    own = instrument.blueprints.get(quadrant.id) if quadrant else None
    return Assessment(
        questionnaire=questionnaire,
        weights=compiled.weights,
        answers=answers,
        scores=scores,
        placement=placement,
        standings=standings,
        blueprint=own,
        steps=next_steps(instrument, compiled, answers, Standings(scores, placement, standings)),
        alternatives=tuple(_alternative(other, answers) for other in others if other.questionnaire.grid),
        obstacles=find_obstacles(instrument, answers, own),
        efforts=instrument.efforts,
        review=add_period(answers.date, questionnaire.review_every) if questionnaire.review_every else None,
    )


def _alternative(compiled: Compiled, answers: Answers) -> Alternative:
    assert compiled.weights is not None  # noqa: S101 - that is what makes it another one
    assert compiled.questionnaire.grid is not None  # noqa: S101 - the caller's condition
    return Alternative(compiled.weights, place_scores(compiled.questionnaire.grid, score_answers(compiled, answers)))


def add_period(day: date, period: Period) -> date:
    """The day a period later: the last day of a month that has no such day, the last day of time at most."""
    try:
        if period.unit in {"days", "weeks"}:
            return day + timedelta(days=period.number * (7 if period.unit == "weeks" else 1))
        months = day.month - 1 + period.number * (12 if period.unit == "years" else 1)
        first = date(day.year + months // 12, months % 12 + 1, 1)
        following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
        return first.replace(day=min(day.day, (following - timedelta(days=1)).day))
    except (OverflowError, ValueError):
        return date.max
