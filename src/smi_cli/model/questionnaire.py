"""A maturity model as data: axes, factors and questions, and how to read the scores."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple


class OriginKind(StrEnum):
    """Who stands behind a statement: the model's publication, a conclusion from it, or the authors."""

    PUBLISHED = "published"
    DERIVED = "derived"
    DECIDED = "decided"


class Origin(NamedTuple):
    """Who stands behind a block, and where to look it up. Inherited by everything inside the block."""

    kind: OriginKind
    source: str = ""


class Level(NamedTuple):
    """One worded answer, and what it is worth: 0 to 1."""

    wording: str
    value: Fraction


class Condition(NamedTuple):
    """When a question is asked.

    `levels` wants earlier questions of the same axis to reach a level; `context` wants one of some options, or at
    least a number, of a context question.
    """

    levels: Mapping[str, int]
    context: Mapping[str, tuple[str, ...] | Fraction]


class Period(NamedTuple):
    """A length of time as people write it: a number of days, weeks, months or years."""

    number: int
    unit: str


# What the moves of a question from one level to the next take, in units (1 to 1000): a number for each move, or one
# number, of which the move to level k takes k times as many.
MoveEffort = int | tuple[int, ...]


class Question(NamedTuple):
    """One observable behaviour, with its levels, worst first.

    `na` is empty where "does not apply" is no possible answer; else it says when it is one. `since` is the version of
    the questionnaire that gave the question its present wording, or empty for the first one. `valid_for` is how long an
    answer holds, None as long as the questionnaire says. `effort` is what moving it up takes, in units.
    """

    id: str
    ask: str
    levels: tuple[Level, ...]
    weight: Fraction
    evidence: str
    known_by: str
    na: str
    only_if: Condition
    since: str
    origin: Origin
    valid_for: Period | None = None
    effort: MoveEffort = 1

    @property
    def best(self) -> int:
        """The number of the best level."""
        return len(self.levels) - 1


class Factor(NamedTuple):
    """Questions that stand for one aspect of an axis. An axis without factors has a single one without a name."""

    id: str
    title: str
    summary: str
    weight: Fraction
    questions: tuple[Question, ...]
    origin: Origin


class Axis(NamedTuple):
    """A direction in which to be mature. `cut` (0 to 100): a score strictly above it is high."""

    id: str
    title: str
    summary: str
    weight: Fraction
    cut: Fraction
    factors: tuple[Factor, ...]
    origin: Origin

    @property
    def questions(self) -> Iterator[Question]:
        """The questions of all factors, in the order in which they are asked."""
        for factor in self.factors:
            yield from factor.questions

    @property
    def named_factors(self) -> tuple[Factor, ...]:
        """The factors that the questionnaire names: none where the axis lists its questions directly."""
        return tuple(factor for factor in self.factors if factor.id)


class ContextKind(StrEnum):
    """What a context question takes for an answer."""

    CHOICE = "choice"
    CHOICES = "choices"
    NUMBER = "number"
    TEXT = "text"


class Reference(NamedTuple):
    """A published figure to read beside one's own, never to score, merge or rank by: what, when, of whom, by whom."""

    says: str
    date: str
    base: str
    source: str


class ContextQuestion(NamedTuple):
    """A question that is recorded and reported, never scored.

    `means` says how to count or what is meant, or is empty. `obstacles_to` is the id of the axis that its options stand
    in the way of, or empty. `references` stand beside a number. `never_counts` names what readers might take for a
    merit, or is empty.
    """

    id: str
    ask: str
    means: str
    kind: ContextKind
    options: Mapping[str, str]
    obstacles_to: str
    unit: str
    minimum: Fraction | None
    maximum: Fraction | None
    references: tuple[Reference, ...]
    never_counts: str
    origin: Origin


class Quadrant(NamedTuple):
    """One of four cells. `across` and `up` say whether the two axes are high in it."""

    id: str
    title: str
    summary: str
    across: bool
    up: bool
    origin: Origin


class Grid(NamedTuple):
    """Two axes, each cut in two. A score within `borderline` points of a cut, edges included, is borderline."""

    across: Axis
    up: Axis
    borderline: Fraction
    quadrants: tuple[Quadrant, ...]

    def at(self, across: bool, up: bool) -> Quadrant:
        """The quadrant where the two axes are high or low like this."""
        return next(cell for cell in self.quadrants if (cell.across, cell.up) == (across, up))


class Demand(NamedTuple):
    """`id=minimum`: at least this level of a question, or this score of a factor, an axis or the overall."""

    id: str
    minimum: Fraction


class Rung(NamedTuple):
    """A place to stand on a ladder: a score to reach, demands, or both.

    `fits` are the ids of the quadrants that go together with it; empty, all do.
    """

    id: str
    title: str
    summary: str
    score: Fraction | None
    requires: tuple[Demand, ...]
    fits: tuple[str, ...]
    origin: Origin


class Ladder(NamedTuple):
    """An ordered scale to stand on, lowest rung first. `of` names what the rungs' scores are measured on."""

    id: str
    title: str
    summary: str
    of: str
    rungs: tuple[Rung, ...]
    origin: Origin

    def demands(self, rung: Rung) -> tuple[Demand, ...]:
        """All that one of the rungs asks for: its score on what the ladder measures, then its own demands."""
        return rung.requires if rung.score is None else (Demand(self.of, rung.score), *rung.requires)


class Overall(StrEnum):
    """How the axes make one number."""

    MEAN = "mean"
    MINIMUM = "minimum"


class Relation(StrEnum):
    """On which side of a limit an answer lies: a level on either one with it, a figure on either one without it."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    ABOVE = "above"
    BELOW = "below"

    def holds(self, number: Fraction | int, limit: Fraction) -> bool:
        """Whether a level or a figure lies on this side of a limit."""
        match self:
            case Relation.AT_LEAST:
                return number >= limit
            case Relation.AT_MOST:
                return number <= limit
            case Relation.ABOVE:
                return number > limit
            case Relation.BELOW:
                return number < limit


class Claim(NamedTuple):
    """What an answer says: a level of a question, or a number of a context question, on one side of a limit."""

    id: str
    relation: Relation
    limit: Fraction


class Contradiction(NamedTuple):
    """Two answers that do not fit each other, and why. It is said, and never changes a score."""

    id: str
    pair: tuple[Claim, Claim]
    says: str
    origin: Origin


class Questionnaire(NamedTuple):
    """A maturity model. `valid_for` is how long an answer holds, None as long as nobody gives another one."""

    id: str
    version: str
    title: str
    summary: str
    review_every: Period | None
    overall: Overall
    axes: tuple[Axis, ...]
    context: tuple[ContextQuestion, ...]
    grid: Grid | None
    ladders: tuple[Ladder, ...]
    origin: Origin
    valid_for: Period | None = None
    contradictions: tuple[Contradiction, ...] = ()

    @property
    def questions(self) -> Iterator[Question]:
        """The scored questions, in the order in which they are asked."""
        for axis in self.axes:
            yield from axis.questions

    @property
    def titles(self) -> dict[str, str]:
        """What axes, factors, questions, quadrants, ladders, rungs and context questions are called, by id."""
        titles: dict[str, str] = {}
        for axis in self.axes:
            titles[axis.id] = axis.title
            for factor in axis.factors:
                titles |= {factor.id: factor.title} if factor.id else {}
                titles |= {question.id: question.ask for question in factor.questions}
        titles |= {cell.id: cell.title for cell in (self.grid.quadrants if self.grid else ())}
        for ladder in self.ladders:
            titles |= {ladder.id: ladder.title, **{rung.id: rung.title for rung in ladder.rungs}}
        return titles | {question.id: question.ask for question in self.context}

    @property
    def read_by_ladders(self) -> frozenset[str]:
        """The ids of all that some rung asks for, whatever it weighs."""
        asked = (ladder.demands(rung) for ladder in self.ladders for rung in ladder.rungs)
        return frozenset(demand.id for demands in asked for demand in demands)


class Weights(NamedTuple):
    """Weights of axes, factors and questions that stand in for the questionnaire's own."""

    title: str
    questionnaire: str
    by_id: Mapping[str, Fraction]
