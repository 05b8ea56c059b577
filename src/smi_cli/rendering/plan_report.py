"""A plan as a report: what is said, in which order, whatever the format. The texts are raw."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from smi_cli.assessing.planning import Plan
from smi_cli.rendering.batch_tables import NOTHING, Table
from smi_cli.rendering.numbers import show_number
from smi_cli.rendering.wording import moves, plans, targets
from smi_cli.rendering.wording.phrases import count, lines_of


class MoveView(NamedTuple):
    """A move: its number, a heading, and label-and-text pairs."""

    number: int
    title: str
    details: tuple[tuple[str, str], ...]


class Part(NamedTuple):
    """Moves that belong together, under a heading: those that begin in a quarter, or all."""

    title: str
    moves: tuple[MoveView, ...]


class PlanReport(NamedTuple):
    """A plan in words."""

    title: str
    headline: tuple[str, ...]
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
        hindrances=tuple(targets.hindrance(one, plan.assessment) for one in plan.hindrances),
        order=plans.ORDER if len(plan.moves) > 1 else "",
        parts=tuple(_parts(plan)),
        ways=plans.ways(plan),
        about_points=plans.about_points(plan),
        points=_points(plan),
        basis=plans.basis(plan),
    )


def _parts(plan: Plan) -> Iterator[Part]:
    quarters: dict[int, list[MoveView]] = {}
    for number, move in enumerate(plan.moves, 1):
        view = MoveView(number, moves.move_title(move), moves.move_details(plan, move))
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
