"""Moves that change what counts, so that a score is no longer the same weighted sum.

An answer that says that it does not apply counts only while its question is asked: raising what it depends on takes
its question out of the count, and lowering that brings it back, at its worst. Lowering what a missing answer depends on
brings that in, too. Every combination of levels of such earlier questions is tried: it settles what counts, and
`moving` finds the rest.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product
from math import prod
from typing import Final, NamedTuple

from smi_cli.assessing.compiling import Compiled, Gap
from smi_cli.assessing.measuring import Measures, Missing, measure_answers
from smi_cli.assessing.moving import Mover, Targets
from smi_cli.assessing.summing import line_in, sum_of
from smi_cli.model.answers import Answers, Known, NotApplicable

SHAPES: Final = 1_000  # combinations that are tried


class Goal(NamedTuple):
    """A score, of an axis or a factor by id, or of the `mean`, and a line that it is to cross.

    `strictly`: the line itself lies below. `may_leave`: one of several scores of which the lowest counts, so that what
    no longer applies is no obstacle.
    """

    key: str
    line: Fraction
    strictly: bool
    may_leave: bool


class Reshaper:
    """Finds the fewest steps to a line, all up or all down, whatever they change of what counts."""

    def __init__(self, compiled: Compiled, answers: Answers, known: Measures, *, upward: bool) -> None:
        self._compiled, self._known, self._upward = compiled, known, upward
        worst = {key: Known(0) for key in known.not_asked if not isinstance(answers.by_question.get(key), _GIVEN)}
        self._answers = answers._replace(by_question={**answers.by_question, **worst})
        self._mover = Mover(compiled, answers, known, upward=upward)
        self._parents = {place: [parent for parent, _ in parents] for place, _, parents in compiled.conditions}
        self._shapers = sorted({one for place in self._unsettled() for one in self._movable_above(place)})

    def fewest(self, goal: Goal) -> Targets | None:
        """The fewest steps that lead across a line. None where no steps do, or where there would be too much to try."""
        shapers = self._shapers_of(goal.key)
        if not shapers:
            return self._across(goal, self._known, self._mover)
        ranges = [self._mover.reach(place) for place in shapers]
        if prod(map(len, ranges)) > SHAPES:
            return None
        best: Targets | None = None
        for levels in sorted(product(*ranges), key=lambda levels: self.steps(tuple(zip(shapers, levels, strict=True)))):
            moved = tuple(
                (place, level) for place, level in zip(shapers, levels, strict=True) if level != self.own(place)
            )
            if best is not None and self.steps(moved) >= self.steps(best):
                break
            rest = self._behind(goal, moved, shapers)
            if rest is not None and (best is None or self.steps(moved + rest) < self.steps(best)):
                best = moved + rest
        return best

    def can_cross(self, goal: Goal) -> bool:
        """Whether all steps together lead across a line: if these do not, no fewer do."""
        given = self._answers.by_question
        ends = {
            one: Known(best if self._upward else 0)
            for one, best in zip(self._compiled.ids, self._compiled.best, strict=True)
            if isinstance(given.get(one), Known)
        }
        return self._across(goal, measure_answers(self._compiled, self._changed(ends), Missing.LEFT_OUT), None) == ()

    def leaves_a_score(self, targets: Targets) -> bool:
        """Whether anything still applies to what is measured as a whole."""
        answers = self._changed({self._compiled.ids[place]: Known(level) for place, level in targets})
        return not isinstance(measure_answers(self._compiled, answers, Missing.LEFT_OUT).score("overall"), Gap)

    def own(self, place: int) -> int:
        """The level of an answer from which it moves."""
        return self._mover.own(place)

    def steps(self, targets: Targets) -> int:
        """How many steps of one level targets are away."""
        return sum(abs(level - self.own(place)) for place, level in targets)

    def _behind(self, goal: Goal, moved: Targets, shapers: Sequence[int]) -> Targets | None:
        """The fewest steps once the shapers stand where they have moved to."""
        answers = self._changed({self._compiled.ids[place]: Known(level) for place, level in moved})
        known = measure_answers(self._compiled, answers, Missing.LEFT_OUT)
        return self._across(goal, known, Mover(self._compiled, answers, known, upward=self._upward, still=shapers))

    def _changed(self, levels: Mapping[str, Known]) -> Answers:
        return self._answers._replace(by_question={**self._answers.by_question, **levels})

    def _across(self, goal: Goal, known: Measures, mover: Mover | None) -> Targets | None:
        """The fewest steps of a mover to a line, of none where the score lies across it already."""
        total = sum_of(goal.key, self._compiled, known)
        if total is None:
            return () if self._upward and goal.may_leave and known.score(goal.key) is Gap.NA else None
        least, has = line_in(total.whole, goal.line, strictly=goal.strictly), total.total(known)
        need = least - has if self._upward else has - least + 1
        if need <= 0:
            return ()
        return mover.fewest(total, need) if mover else None

    def _shapers_of(self, key: str) -> list[int]:
        """Those on the axis of what is measured; of a mean, all."""
        axes = self._compiled.axes
        spans = [
            span
            for axis, span in zip(axes, self._compiled.spans, strict=True)
            if key in {"mean", axis.axis.id, *(factor.factor.id for factor in axis.factors)}
        ]
        return [place for place in self._shapers if any(start <= place < end for start, end in spans)]

    def _unsettled(self) -> Iterator[int]:
        """The questions that moves can bring into the count, or take out of it."""
        for place in self._parents:
            key, level = self._compiled.ids[place], self._known.row[place]
            if not self._upward and isinstance(level, Gap):
                yield place
            if (
                self._upward
                and key in self._known.not_asked
                and isinstance(self._answers.by_question[key], NotApplicable)
            ):
                yield place

    def _movable_above(self, place: int) -> Iterator[int]:
        """What a question depends on that counts, near or far."""
        for parent in self._parents.get(place, ()):
            if not isinstance(self._known.row[parent], Gap):
                yield parent
            yield from self._movable_above(parent)


_GIVEN: Final = Known | NotApplicable
