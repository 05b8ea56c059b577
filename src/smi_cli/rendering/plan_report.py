"""A plan as a report: what is said, in which order, whatever the format. The texts are raw."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from smi_cli.assessing.planning import Plan
from smi_cli.rendering.batch_tables import NOTHING, Table
from smi_cli.rendering.numbers import show_number
from smi_cli.rendering.picture import Mark, Picture
from smi_cli.rendering.wording import moves, plans, targets
from smi_cli.rendering.wording.phrases import count, lines_of, lines_on


class MoveView(NamedTuple):
    """A move: its number, a heading, its question, and label-and-text pairs; without it where it was moved before."""

    number: int
    title: str
    ask: str
    is_first: bool
    details: tuple[tuple[str, str], ...]

    @property
    def rows(self) -> tuple[tuple[str, str], ...]:
        """The question, unless an earlier move has asked it, and all else about the move."""
        return ((("Question", self.ask),) if self.is_first else ()) + self.details


class Part(NamedTuple):
    """Moves that belong together, under a heading: those that begin in a quarter, or all."""

    title: str
    moves: tuple[MoveView, ...]


class PlanReport(NamedTuple):
    """A plan in words; `way` is what it looks like on the quadrants, where it leads anywhere on them."""

    title: str
    headline: tuple[str, ...]
    way: Picture | None
    caption: str
    hindrances: tuple[str, ...]
    order: str
    parts: tuple[Part, ...]
    ways: tuple[str, ...]
    about_points: str
    points: Table
    basis: tuple[str, ...]


def compose_plan(plan: Plan, *, chosen: bool = False) -> PlanReport:
    """The report on a plan; `chosen`: its target was not named by the user."""
    return PlanReport(
        title=plans.title(plan),
        headline=plans.headline(plan, chosen=chosen),
        way=_way(plan),
        caption=plans.caption(plan),
        hindrances=tuple(targets.hindrance(one, plan.assessment) for one in plan.hindrances),
        order=plans.ORDER if len(plan.moves) > 1 else "",
        parts=tuple(_parts(plan)),
        ways=plans.ways(plan),
        about_points=plans.about_points(plan),
        points=_points(plan),
        basis=plans.basis(plan),
    )


def _way(plan: Plan) -> Picture | None:
    """From the point that is certain now to the one behind the moves."""
    grid = plan.assessment.questionnaire.grid
    if grid is None:
        return None
    ends = []
    for label, assessment in ((plans.NOW, plan.assessment), (plans.THEN, plan.after)):
        across, up = (assessment.passes.worst.score(axis.id) for axis in (grid.across, grid.up))
        if not (isinstance(across, Fraction) and isinstance(up, Fraction)):
            return None
        ends.append(Mark("", across, up, label))
    now, then = ends
    lines = lines_on(grid, plan.assessment.questionnaire)
    return None if now[1:3] == then[1:3] else Picture(grid, None, (now,), (then,), lines=lines)


def _parts(plan: Plan) -> Iterator[Part]:
    quarters: dict[int, list[MoveView]] = {}
    asked: set[str] = set()
    for number, move in enumerate(plan.moves, 1):
        question = move.question
        details = moves.move_details(plan, move)
        view = MoveView(number, moves.move_title(move), question.ask, question.id not in asked, details)
        asked.add(question.id)
        quarters.setdefault(move.quarter, []).append(view)
    for quarter, views in quarters.items():
        effort = sum(move.effort for move in plan.moves if move.quarter == quarter)
        yield Part(f"Quarter {quarter}: {count(effort, 'unit')}" if quarter else "The moves", tuple(views))


def _points(plan: Plan) -> Table:
    questionnaire = plan.assessment.questionnaire
    header = ["Effort", "Points"]
    header += ["Quadrant"] if questionnaire.grid else []
    rows = []
    for row in plan.rows:
        cells = [f"{row.effort:,}", show_number(row.score, lines_of(plan.assessment, plan.measured))]
        if questionnaire.grid:
            cells.append(row.quadrant.title if row.quadrant else NOTHING)
        rows.append(tuple(cells))
    return Table(tuple(header), tuple(rows), frozenset({0, 1}))
