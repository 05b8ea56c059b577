"""Many assessments, counted one by one: what is kept does not grow with their number.

Scores are counted by their exact value, of which a questionnaire has only so many; places by their cell in a drawing.
Who was counted first makes no difference.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil
from typing import NamedTuple

from smi_cli.assessing.assessment import Assessment
from smi_cli.assessing.grouping import GroupKey, find_grouping, groups_of, order_groups
from smi_cli.assessing.observing import Advice, Observation, observe
from smi_cli.assessing.raster import Cell
from smi_cli.model.blueprint import Instrument
from smi_cli.model.questionnaire import ContextQuestion, Factor, Questionnaire


class Spread(NamedTuple):
    """How scores are spread over the subjects that have one.

    Quartiles are those of the nearest rank, so that each is a score that a subject has: the lower one is the least
    score that a quarter of the subjects does not exceed.
    """

    subjects: int
    least: Fraction
    lower_quartile: Fraction
    median: Fraction
    upper_quartile: Fraction
    most: Fraction
    mean: Fraction


class FactorMean(NamedTuple):
    """The mean score of a factor over the subjects in whose score it counts."""

    factor: Factor
    mean: Fraction
    subjects: int


@dataclass(slots=True)
class Population:
    """Subjects that answered one questionnaire, all of them or a group.

    `quadrants` counts ids, the empty one for subjects without a quadrant, `uncertain` and `borderline` those of them
    that missing answers could still move, and that lie near a line. `rungs` counts pairs of ladder and rung, `scores`
    holds the exact scores by id, `missing` how many subjects miss so many answers.
    """

    instrument: Instrument
    subjects: int = 0
    quadrants: Counter[str] = field(default_factory=Counter)
    uncertain: Counter[str] = field(default_factory=Counter)
    borderline: Counter[str] = field(default_factory=Counter)
    rungs: Counter[tuple[str, str]] = field(default_factory=Counter)
    scores: defaultdict[str, Counter[Fraction]] = field(default_factory=lambda: defaultdict(Counter))
    advice: Counter[Advice] = field(default_factory=Counter)
    cells: Counter[Cell] = field(default_factory=Counter)
    missing: Counter[int] = field(default_factory=Counter)

    @property
    def questionnaire(self) -> Questionnaire:
        """The questionnaire that they answered."""
        return self.instrument.questionnaire

    def count(self, seen: Observation) -> None:
        """Count one more subject."""
        self.subjects += 1
        self.quadrants[seen.quadrant] += 1
        self.uncertain[seen.quadrant] += seen.is_open
        self.borderline[seen.quadrant] += seen.is_borderline
        self.rungs.update(seen.rungs)
        for key, score in seen.scores:
            self.scores[key][score] += 1
        self.advice.update(seen.advice)
        if seen.cell:
            self.cells[seen.cell] += 1
        self.missing[seen.missing] += 1

    def spread(self, key: str) -> Spread | None:
        """How the scores of an axis or a factor, by id, or of the `overall` are spread; None if nobody has one."""
        counts = self.scores.get(key)
        return _spread(counts) if counts else None

    def having(self, key: str) -> int:
        """How many have a score in an axis or a factor, by id, or in the `overall`."""
        return self.scores[key].total() if key in self.scores else 0

    @property
    def mean_missing(self) -> Fraction:
        """How many answers are missing, on average."""
        return Fraction(sum(number * subjects for number, subjects in self.missing.items()), max(self.subjects, 1))

    @property
    def factors(self) -> list[FactorMean]:
        """The named factors that somebody has a score in, the weakest first, equals in the questionnaire's order."""
        factors = [factor for axis in self.questionnaire.axes for factor in axis.named_factors]
        means = [
            FactorMean(factor, spread.mean, spread.subjects) for factor in factors if (spread := self.spread(factor.id))
        ]
        return sorted(means, key=lambda one: one.mean)

    @property
    def common_advice(self) -> list[tuple[Advice, int]]:
        """The steps among the first of their subjects, the most common first, equals in the blueprints' order."""
        steps = {key: place for place, key in enumerate(self.instrument.steps)}
        questions = {one.id: len(steps) + place for place, one in enumerate(self.questionnaire.questions)}

        def rank(counted: tuple[Advice, int]) -> tuple[int, int, int]:
            advice, subjects = counted
            place = steps[advice.step] if advice.step else questions[advice.question]
            return -subjects, place, -1 if advice.level is None else advice.level

        return sorted(self.advice.items(), key=rank)


@dataclass(slots=True)
class Part:
    """All subjects of one questionnaire, and its groups if there is a question to group them by."""

    everybody: Population
    by: ContextQuestion | None
    groups: dict[GroupKey, Population] = field(default_factory=dict)

    def count(self, assessment: Assessment) -> None:
        """Count one more subject, in each of its groups too."""
        seen = observe(assessment)
        self.everybody.count(seen)
        for key in groups_of(self.by, assessment.answers) if self.by else ():
            if key not in self.groups:
                self.groups[key] = Population(self.everybody.instrument)
            self.groups[key].count(seen)

    def largest(self, most: int | None = None) -> list[tuple[GroupKey, Population]]:
        """The groups that have subjects, so many at most, in the order of the options."""
        if not self.by:
            return []
        ordered = order_groups(self.by, self.groups)
        shown = frozenset(sorted(ordered, key=lambda key: -self.groups[key].subjects)[:most])
        return [(key, self.groups[key]) for key in ordered if key in shown]


class Census:
    """Assessments of any questionnaires, each questionnaire counted for itself.

    `by` is the id of a context question: subjects are also counted in groups by their answers to it.
    """

    def __init__(self, by: str | None = None) -> None:
        self.by = by
        self.parts: dict[str, Part] = {}

    def add(self, assessment: Assessment) -> None:
        """Count an assessment; nothing else of it is kept."""
        questionnaire = assessment.questionnaire
        if questionnaire.id not in self.parts:
            everybody = Population(assessment.instrument)
            self.parts[questionnaire.id] = Part(everybody, find_grouping(questionnaire, self.by))
        self.parts[questionnaire.id].count(assessment)


def _spread(counts: Counter[Fraction]) -> Spread:
    ordered, subjects = sorted(counts.items()), counts.total()
    return Spread(
        subjects=subjects,
        least=ordered[0][0],
        lower_quartile=_at_rank(ordered, ceil(Fraction(subjects, 4))),
        median=_at_rank(ordered, ceil(Fraction(subjects, 2))),
        upper_quartile=_at_rank(ordered, ceil(Fraction(3 * subjects, 4))),
        most=ordered[-1][0],
        mean=sum((score * number for score, number in ordered), Fraction(0)) / subjects,
    )


def _at_rank(ordered: list[tuple[Fraction, int]], rank: int) -> Fraction:
    """The score of the subject with this rank, counted from 1, when all stand in a row from the least to the most."""
    for score, number in ordered:
        rank -= number
        if rank <= 0:
            return score
    return ordered[-1][0]
