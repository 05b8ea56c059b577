"""The subjects of a run, a row for each, as long as they are few enough to be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from smi_cli.assessing.assessment import Assessment
from smi_cli.model.questionnaire import Questionnaire
from smi_cli.rendering.batch_tables import NOTHING, Table
from smi_cli.rendering.numbers import show_number
from smi_cli.rendering.wording.phrases import lines_of
from smi_cli.rendering.wording.places import quadrant_of

LISTED = 40
ON_PAGES = 500  # where they can be put in another order
AS_GIVEN = "as they came"


class Place(NamedTuple):
    """Where a subject is on the quadrants, and whether missing answers leave another quadrant possible."""

    across: Fraction
    up: Fraction
    is_open: bool


class Order(NamedTuple):
    """Rows in another order: what it is called, and the places of the rows in the order in which they came."""

    title: str
    rows: tuple[int, ...]


class Listing(NamedTuple):
    """A table of subjects, the orders that it can stand in, and where on the quadrants each has its place."""

    table: Table
    orders: tuple[Order, ...]
    places: tuple[Place | None, ...]


class _Cell(NamedTuple):
    """A text and what it is sorted by, the least first: a number and, among equal ones, a text."""

    text: str
    rank: Fraction | int
    name: str = ""


class _Seat(NamedTuple):
    """A subject: its cells, and its place on the quadrants."""

    cells: tuple[_Cell, ...]
    place: Place | None


class Roster:
    """Rows of subjects by questionnaire; where there are too many for a table, none of them is kept."""

    def __init__(self) -> None:
        self._seats: dict[str, list[_Seat] | None] = {}

    def add(self, assessment: Assessment) -> None:
        """Add a subject."""
        key = assessment.questionnaire.id
        seats = self._seats.setdefault(key, [])
        if seats is not None:
            seats.append(_seat(assessment))
            if len(seats) > ON_PAGES:
                self._seats[key] = None

    def table(self, questionnaire: Questionnaire) -> Table | None:
        """The subjects that answered a questionnaire, in the order in which they came; None if they are too many."""
        seats = self._seats.get(questionnaire.id)
        return None if seats is None or len(seats) > LISTED else _table(questionnaire, seats)

    def listing(self, questionnaire: Questionnaire) -> Listing | None:
        """As many subjects as a page takes, with the orders that they can stand in; None if they are too many."""
        seats = self._seats.get(questionnaire.id)
        if seats is None:
            return None
        orders = _orders(questionnaire, seats) if len(seats) > 1 else ()
        return Listing(_table(questionnaire, seats), tuple(orders), tuple(one.place for one in seats))


def _table(questionnaire: Questionnaire, seats: Sequence[_Seat]) -> Table:
    rows = tuple(tuple(cell.text for cell in one.cells) for one in seats)
    first = 2 if questionnaire.grid else 1
    return Table(_header(questionnaire), rows, frozenset(range(first, first + len(questionnaire.axes))))


def _header(questionnaire: Questionnaire) -> tuple[str, ...]:
    placed = ("Quadrant",) if questionnaire.grid else ()
    axes = (axis.title for axis in questionnaire.axes)
    ladders = (ladder.title for ladder in questionnaire.ladders[:1])
    return ("Subject", *placed, *axes, *ladders, "Date")


def _orders(questionnaire: Questionnaire, seats: Sequence[_Seat]) -> Iterator[Order]:
    """The order in which they came, and one by every column: highest scores and rungs first, and latest dates."""
    yield Order(AS_GIVEN, tuple(range(len(seats))))
    for column, title in enumerate(_header(questionnaire)):
        ranks = [one.cells[column][1:] for one in seats]
        yield Order(title, tuple(sorted(range(len(seats)), key=ranks.__getitem__)))


def _seat(assessment: Assessment) -> _Seat:
    return _Seat(tuple(_cells(assessment)), _place(assessment))


def _cells(assessment: Assessment) -> Iterator[_Cell]:
    """The cells of the columns that `_header` names; what is missing comes last in every order."""
    questionnaire, answers, placement = assessment.questionnaire, assessment.answers, assessment.placement
    yield _Cell(answers.subject, 0, answers.subject.casefold())
    if questionnaire.grid:
        cells = questionnaire.grid.quadrants
        quadrant = placement.quadrant if placement else None
        rank = cells.index(quadrant) if quadrant else len(cells)
        yield _Cell(quadrant_of(assessment, NOTHING), rank)
    for axis in assessment.scores.axes:
        score = axis.range.score
        if score is None:
            yield _Cell(NOTHING, 1)
        else:
            yield _Cell(show_number(score, lines_of(assessment, axis.axis.id)), -score)
    for standing in assessment.standings[:1]:
        rung = standing.rung
        yield _Cell(rung.title, -standing.ladder.rungs.index(rung)) if rung else _Cell(NOTHING, 1)
    yield _Cell(answers.date.isoformat(), -answers.date.toordinal())


def _place(assessment: Assessment) -> Place | None:
    grid, placement = assessment.questionnaire.grid, assessment.placement
    if grid is None or placement is None:
        return None
    across, up = (assessment.scores.axis(axis.id).range.score for axis in (grid.across, grid.up))
    return None if across is None or up is None else Place(across, up, len(placement.possible) > 1)
