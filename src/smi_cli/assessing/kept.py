"""What a result keeps of its questionnaire: enough to score the answers again and to name what changed.

Weights are those that were used. The types can be compared and hashed, and hold nothing that a result does not say.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from smi_cli.assessing.assessment import Assessment
from smi_cli.model.questionnaire import Demand, Grid


class KeptQuestion(NamedTuple):
    """A question, and what each of its levels is worth: 0 to 1."""

    id: str
    ask: str
    weight: Fraction
    values: tuple[Fraction, ...]

    @property
    def best(self) -> int:
        """The number of the best level."""
        return len(self.values) - 1


class KeptFactor(NamedTuple):
    """A factor; the only one of its axis has no name where the axis lists its questions directly."""

    id: str
    title: str
    weight: Fraction
    questions: tuple[KeptQuestion, ...]


class KeptAxis(NamedTuple):
    """An axis, and the score strictly above which it is high."""

    id: str
    title: str
    cut: Fraction
    factors: tuple[KeptFactor, ...]

    @property
    def questions(self) -> Iterator[KeptQuestion]:
        """The questions of all factors, in the order in which they are asked."""
        for factor in self.factors:
            yield from factor.questions


class KeptCell(NamedTuple):
    """A quadrant, and whether the two axes are high in it."""

    id: str
    title: str
    across: bool
    up: bool


class KeptGrid(NamedTuple):
    """The ids of the two axes, how near a cut is borderline, and the four quadrants."""

    across: str
    up: str
    borderline: Fraction
    cells: tuple[KeptCell, ...]


class KeptRung(NamedTuple):
    """A rung, and all that it asks for."""

    id: str
    title: str
    wants: tuple[Demand, ...]


def keep_axes(assessment: Assessment) -> tuple[KeptAxis, ...]:
    """The axes of an assessment, with the weights that it used."""
    weights = assessment.weights.by_id if assessment.weights else {}
    return tuple(
        KeptAxis(
            axis.id,
            axis.title,
            axis.cut,
            tuple(
                KeptFactor(
                    factor.id,
                    factor.title if factor.id else "",
                    weights.get(factor.id, factor.weight),
                    tuple(
                        KeptQuestion(
                            one.id,
                            one.ask,
                            weights.get(one.id, one.weight),
                            tuple(level.value for level in one.levels),
                        )
                        for one in factor.questions
                    ),
                )
                for factor in axis.factors
            ),
        )
        for axis in assessment.questionnaire.axes
    )


def keep_grid(grid: Grid) -> KeptGrid:
    """The quadrants and where they lie."""
    cells = tuple(KeptCell(one.id, one.title, one.across, one.up) for one in grid.quadrants)
    return KeptGrid(grid.across.id, grid.up.id, grid.borderline, cells)
