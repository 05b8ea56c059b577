"""What there is to explain of an assessment: a tree of parts, from the overall down to levels, quadrants and rungs."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from smi_cli.assessing.compiling import Measure
from smi_cli.assessing.explaining_places import GridPart, LadderPart, QuadrantPart, RungPart
from smi_cli.assessing.measuring import Range
from smi_cli.assessing.scoring import AxisScore, FactorScore, QuestionScore
from smi_cli.assessing.sums import Sum, Sums
from smi_cli.model.answers import ContextAnswer
from smi_cli.model.questionnaire import Axis, ContextQuestion, Origin


class Closer(NamedTuple):
    """An earlier answer that keeps a question from being asked; `least` is the level that it lacks, or None.

    None: the earlier question does not apply itself, or is a context question.
    """

    id: str
    least: int | None


class Choice(NamedTuple):
    """A level that could be answered, and the scores of the axis and the overall with it; None where there is none."""

    level: int
    axis: Fraction | None
    overall: Fraction | None


class QuestionPart(NamedTuple):
    """A question. `points` (0 to 100) is what its level is worth, `weight` what it weighs among its siblings.

    `to_overall` are the points that it gives to the overall, where that is a mean and has a score. `choices` are its
    levels, none where no answer to it would count. `closed_by` is what keeps it from being asked.
    """

    score: QuestionScore
    axis: Axis
    weight: Fraction
    points: Measure
    to_overall: Fraction | None
    choices: tuple[Choice, ...]
    closed_by: tuple[Closer, ...]

    @property
    def id(self) -> str:
        """The id of the question."""
        return self.score.question.id

    @property
    def title(self) -> str:
        """What is asked."""
        return self.score.question.ask

    @property
    def origin(self) -> Origin:
        """Who stands behind the question."""
        return self.score.question.origin

    def gain(self, level: int) -> Fraction | None:
        """What the axis gains, in points, with another level in place of the one that counts; None without a score."""
        if not self.choices or not isinstance(self.score.level, int):
            return None
        now, then = self.choices[self.score.level].axis, self.choices[level].axis
        return None if now is None or then is None else then - now


class FactorPart(NamedTuple):
    """A factor with its sums; `axis` is its axis, and `contribution` the points that it gives to it."""

    score: FactorScore
    axis: Axis
    weight: Fraction
    sums: Sums
    contribution: Fraction
    questions: tuple[QuestionPart, ...]

    @property
    def id(self) -> str:
        """The id of the factor; empty where the axis lists its questions directly."""
        return self.score.factor.id

    @property
    def title(self) -> str:
        """The title of the factor."""
        return self.score.factor.title

    @property
    def origin(self) -> Origin:
        """Who stands behind the factor."""
        return self.score.factor.origin


class AxisPart(NamedTuple):
    """An axis with its sums. `known` is how much of it is; `to_overall` as of a question."""

    score: AxisScore
    weight: Fraction
    sums: Sums
    known: Sum
    to_overall: Fraction | None
    factors: tuple[FactorPart, ...]

    @property
    def id(self) -> str:
        """The id of the axis."""
        return self.score.axis.id

    @property
    def title(self) -> str:
        """The title of the axis."""
        return self.score.axis.title

    @property
    def origin(self) -> Origin:
        """Who stands behind the axis."""
        return self.score.axis.origin


class WholePart(NamedTuple):
    """The `overall` or the `mean` of the axes; who stands behind it is who stands behind the questionnaire."""

    id: str
    title: str
    origin: Origin
    range: Range
    sums: Sums


class ContextPart(NamedTuple):
    """A question that is recorded and never scored, and its answer; `opens` are the questions asked depending on it."""

    question: ContextQuestion
    answer: ContextAnswer | None
    opens: tuple[str, ...]

    @property
    def id(self) -> str:
        """The id of the question."""
        return self.question.id

    @property
    def title(self) -> str:
        """What is asked."""
        return self.question.ask

    @property
    def origin(self) -> Origin:
        """Who stands behind the question."""
        return self.question.origin


Part = WholePart | AxisPart | FactorPart | QuestionPart | GridPart | QuadrantPart | LadderPart | RungPart | ContextPart


def parts_from(part: Part) -> Iterator[Part]:
    """A part and everything below it, in order; an axis without factors has its questions right below."""
    if isinstance(part, AxisPart):
        yield part
        for factor in part.factors:
            yield from parts_from(factor)
    elif isinstance(part, FactorPart):
        if part.id:
            yield part
        yield from part.questions
    elif isinstance(part, LadderPart):
        yield part
        yield from part.rungs
    else:
        yield part
