"""Everything computed from one answers file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from smi_cli.assessing.compiling import Compiled, Gap
from smi_cli.assessing.measuring import measure_passes
from smi_cli.assessing.placing import Heights, Placement, Standing, climb, place_scores, stand_on
from smi_cli.assessing.scrutiny import STANDARD, Scrutiny
from smi_cli.model.answers import Answer, Answers
from smi_cli.model.blueprint import Blueprint, Efforts, Instrument
from smi_cli.model.questionnaire import Period, Questionnaire, Weights

if TYPE_CHECKING:  # records of thousands of files need none of these
    from smi_cli.assessing.certainty import Certainty
    from smi_cli.assessing.next_steps import NextStep
    from smi_cli.assessing.obstacles import Obstacles
    from smi_cli.assessing.scoring import QuestionScore, Scores


class Alternative(NamedTuple):
    """Where the same answers stand with other weights that come with the questionnaire."""

    weights: Weights
    placement: Placement


class Assessment:
    """What one answers file comes to: where it stands at once, all else when it is first asked for.

    `placement` is None for a questionnaire without quadrants; `heights` are the rungs reached, for every ladder.

    Cannot fail: `compiled` is of the instrument's questionnaire, and the answers fit it. `others` is the questionnaire
    with other weights, under which the answers are placed too; `scrutiny` is what is asked about certainty.
    """

    def __init__(
        self,
        instrument: Instrument,
        compiled: Compiled,
        answers: Answers,
        others: Sequence[Compiled] = (),
        scrutiny: Scrutiny = STANDARD,
    ) -> None:
        self.instrument = instrument
        self.compiled = compiled
        self.answers = answers
        self.passes = passes = measure_passes(compiled, answers)
        self.placement = place_scores(compiled.grid, passes) if compiled.grid else None
        self.heights: tuple[Heights, ...] = tuple([climb(ladder, passes) for ladder in compiled.ladders])
        self.scrutiny = scrutiny
        self._others = others

    def changed(self, changes: Mapping[str, Answer]) -> Assessment:
        """The same with some answers, by question, in place of those that are there, and nothing asked of certainty."""
        answers = self.answers._replace(by_question={**self.answers.by_question, **changes})
        return Assessment(self.instrument, self.compiled, answers)

    @property
    def questionnaire(self) -> Questionnaire:
        """The questionnaire that was answered."""
        return self.compiled.questionnaire

    @property
    def weights(self) -> Weights | None:
        """The weights that stand in for the questionnaire's own."""
        return self.compiled.weights

    @property
    def efforts(self) -> Efforts | None:
        """The user's own efforts for the steps."""
        return self.instrument.efforts

    @cached_property
    def scores(self) -> Scores:
        """What every axis, factor and question comes to."""
        from smi_cli.assessing.scoring import detail_scores

        return detail_scores(self.compiled, self.answers, self.passes)

    @cached_property
    def standings(self) -> tuple[Standing, ...]:
        """The rungs reached, for every ladder."""
        stood = zip(self.compiled.ladders, self.heights, strict=True)
        return tuple(stand_on(ladder, heights, self.passes) for ladder, heights in stood)

    @cached_property
    def blueprint(self) -> Blueprint | None:
        """The blueprint of the quadrant."""
        quadrant = self.placement.quadrant if self.placement else None
        return self.instrument.blueprints.get(quadrant.id) if quadrant else None

    @cached_property
    def steps(self) -> tuple[NextStep, ...]:
        """What to do next, the most urgent first."""
        from smi_cli.assessing.next_steps import Standings, next_steps

        standings = Standings(self.passes, self.scores, self.placement, self.standings)
        return next_steps(self.instrument, self.compiled, self.answers, standings)

    @cached_property
    def alternatives(self) -> tuple[Alternative, ...]:
        """Where the same answers stand with the other weights."""
        return tuple(_alternative(other, self.answers) for other in self._others if other.questionnaire.grid)

    @cached_property
    def certainty(self) -> Certainty:
        """How certain all this is."""
        from smi_cli.assessing.certainty import Certainty

        return Certainty(self)

    @cached_property
    def holding(self) -> Assessment:
        """The same without what has lapsed on the day that was asked about: what gates are held against."""
        as_of = self.scrutiny.as_of
        if as_of is None or as_of < self.answers.date:  # most reports: nothing of certainty is worked out for these
            return self
        validity = self.certainty.validity
        return validity.without if validity else self

    @cached_property
    def obstacles(self) -> Obstacles:
        """What the respondent says stands in the way."""
        from smi_cli.assessing.obstacles import find_obstacles

        return find_obstacles(self.instrument, self.answers, self.blueprint)

    @property
    def review(self) -> date | None:
        """The date of the next review."""
        period = self.questionnaire.review_every
        return add_period(self.answers.date, period) if period else None

    @property
    def questions(self) -> tuple[QuestionScore, ...]:
        """The scored questions of all axes, in the order in which they are asked."""
        return tuple(one for axis in self.scores.axes for one in axis.questions)

    @property
    def missing(self) -> tuple[QuestionScore, ...]:
        """The questions whose answer is wanted and not there."""
        return tuple(one for one in self.questions if one.missing)

    @property
    def missing_ids(self) -> tuple[str, ...]:
        """The ids of these questions, without working out what they are worth."""
        levels = self.passes.known.levels
        if self.passes.settled:
            return ()
        return tuple(key for key in self.compiled.needed if levels[key] is Gap.MISSING)

    @property
    def ignored(self) -> tuple[QuestionScore, ...]:
        """The questions that have an answer but were not to be asked."""
        return tuple(one for one in self.questions if one.not_asked and one.answer is not None)


def _alternative(compiled: Compiled, answers: Answers) -> Alternative:
    assert compiled.weights is not None  # noqa: S101 - that is what makes it another one
    assert compiled.grid is not None  # noqa: S101 - the caller's condition
    return Alternative(compiled.weights, place_scores(compiled.grid, measure_passes(compiled, answers)))


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
