"""Every number of an assessment, followed back to the answers that made it: a tree from the overall to the levels.

What an answer could still do is not reckoned but scored: the same answers once more, with another level in its place.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import cached_property

from smi_cli.assessing.assessment import Assessment
from smi_cli.assessing.compiling import CompiledAxis, CompiledFactor, Gap
from smi_cli.assessing.explaining_places import (
    GridPart,
    LadderPart,
    QuadrantPart,
    explain_grid,
    explain_ladders,
    explain_quadrants,
)
from smi_cli.assessing.explanation import (
    AxisPart,
    Choice,
    Closer,
    ContextPart,
    FactorPart,
    Part,
    QuestionPart,
    WholePart,
    parts_from,
)
from smi_cli.assessing.measuring import Missing, measure_answers
from smi_cli.assessing.scoring import AxisScore, FactorScore, QuestionScore
from smi_cli.assessing.sums import SumWriter, points
from smi_cli.model.answers import Known
from smi_cli.model.questionnaire import Axis, Overall


class Explanation:
    """All that can be explained of an assessment, each part by its id."""

    def __init__(self, assessment: Assessment) -> None:
        self.assessment = assessment
        self._writer = SumWriter(assessment)
        self.overall = self._whole("overall", "Overall")
        self.mean = self._whole("mean", "Mean of the axes")

    @cached_property
    def axes(self) -> tuple[AxisPart, ...]:
        """The axes, with everything below."""
        compiled, scores = self.assessment.compiled.axes, self.assessment.scores.axes
        return tuple(self._axis(number, *pair) for number, pair in enumerate(zip(compiled, scores, strict=True)))

    @cached_property
    def grid(self) -> GridPart | None:
        """How the quadrant comes about; None for a questionnaire without quadrants."""
        return explain_grid(self.assessment)

    @cached_property
    def quadrants(self) -> tuple[QuadrantPart, ...]:
        """Every quadrant, and why it is the one or not."""
        return explain_quadrants(self.assessment)

    @cached_property
    def ladders(self) -> tuple[LadderPart, ...]:
        """Every ladder with its rungs."""
        return explain_ladders(self.assessment)

    @cached_property
    def context(self) -> tuple[ContextPart, ...]:
        """The questions that are never scored."""
        questionnaire, given = self.assessment.questionnaire, self.assessment.answers.context
        return tuple(
            ContextPart(
                one,
                given.get(one.id),
                tuple(each.id for each in questionnaire.questions if one.id in each.only_if.context),
            )
            for one in questionnaire.context
        )

    def find(self, key: str) -> Part | None:
        """The part with an id, None where the questionnaire has no such id."""
        return next((part for part in self.parts() if part.id == key), None)

    def parts(self) -> Iterator[Part]:
        """Everything, from the top to the bottom."""
        yield from (self.overall, self.mean)
        for axis in self.axes:
            yield from parts_from(axis)
        if self.grid:
            yield self.grid
        yield from self.quadrants
        for ladder in self.ladders:
            yield from parts_from(ladder)
        yield from self.context

    def above(self, part: Part) -> tuple[Part, ...]:
        """The sums that a part goes into, the nearest first."""
        match part:
            case AxisPart():
                return (self.overall,)
            case FactorPart():
                return (self._axis_of(part.axis), self.overall)
            case QuestionPart():
                axis = self._axis_of(part.axis)
                own = [one for one in axis.factors if one.id and any(each.id == part.id for each in one.questions)]
                return (*own, axis, self.overall)
            case _:
                return ()

    def closes(self, part: QuestionPart) -> tuple[tuple[str, int], ...]:
        """The questions, by id, that this one keeps from being asked, and the level that it lacks for each."""
        questions = (one for axis in self.axes for factor in axis.factors for one in factor.questions)
        closed = ((one.id, closer) for one in questions for closer in one.closed_by)
        return tuple((key, closer.least) for key, closer in closed if closer.id == part.id and closer.least is not None)

    def _whole(self, key: str, title: str) -> WholePart:
        origin, span = self.assessment.questionnaire.origin, self.assessment.passes.range(key)
        return WholePart(key, title, origin, span, self._writer.whole(key))

    def _axis_of(self, axis: Axis) -> AxisPart:
        return next(one for one in self.axes if one.id == axis.id)

    def _axis(self, number: int, axis: CompiledAxis, score: AxisScore) -> AxisPart:
        share = self._share_of_overall(axis.axis)
        own = score.range.score
        return AxisPart(
            score=score,
            weight=self._writer.weight(axis.axis),
            sums=self._writer.axis(axis),
            known=self._writer.known(number, axis),
            to_overall=None if share is None or own is None else share * own,
            factors=tuple(
                self._factor(factor, each, score, share)
                for factor, each in zip(axis.factors, score.factors, strict=True)
            ),
        )

    def _share_of_overall(self, axis: Axis) -> Fraction | None:
        """How much of the overall (0 to 1) is an axis, where it is a mean and has a score."""
        sum_ = self.overall.sums.score
        return None if sum_.rule is Overall.MINIMUM or isinstance(sum_.result, Gap) else sum_.share(axis.id)

    def _factor(
        self, factor: CompiledFactor, score: FactorScore, axis: AxisScore, share: Fraction | None
    ) -> FactorPart:
        own = score.range.score
        return FactorPart(
            score=score,
            axis=axis.axis,
            weight=self._writer.weight(factor.factor),
            sums=self._writer.factor(factor),
            contribution=Fraction(0) if own is None else score.share * own,
            questions=tuple(self._question(one, axis, share) for one in score.questions),
        )

    def _question(self, one: QuestionScore, axis: AxisScore, share: Fraction | None) -> QuestionPart:
        question = one.question
        counts = not one.not_asked and one.level is not Gap.NA
        levels = range(len(question.levels)) if counts else ()
        return QuestionPart(
            score=one,
            axis=axis.axis,
            weight=self._writer.weight(question),
            points=points(question, one.level),
            to_overall=None if share is None else share * one.contribution,
            choices=tuple(self._choice(question.id, axis.axis.id, level) for level in levels),
            closed_by=tuple(self._closers(one)) if one.not_asked else (),
        )

    def _choice(self, question: str, axis: str, level: int) -> Choice:
        """The same answers with another level; what is missing beside it stays so."""
        answers = self.assessment.answers
        other = answers._replace(by_question={**answers.by_question, question: Known(level)})
        measures = measure_answers(self.assessment.compiled, other, Missing.LEFT_OUT)
        scores = (measures.score(axis), measures.score("overall"))
        return Choice(level, *(score if isinstance(score, Fraction) else None for score in scores))

    def _closers(self, one: QuestionScore) -> Iterator[Closer]:
        """What keeps a question from being asked: earlier answers that are too low, or do not apply, or the context."""
        levels, condition = self.assessment.passes.known.levels, one.question.only_if
        if one.level is not Gap.NA:
            for key, least in condition.levels.items():
                if isinstance(level := levels[key], int) and level < least:
                    yield Closer(key, least)
        elif without := [key for key in condition.levels if levels[key] is Gap.NA]:
            yield from (Closer(key, None) for key in without)
        else:
            yield from (Closer(key, None) for key in condition.context if key in self.assessment.answers.context)
