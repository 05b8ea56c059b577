"""What no shape can say of how scores are read: quadrants tile the grid, rungs rise, demands can be met.

Pure, over the draft, like `questionnaire_rules`.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import product

from smi_cli.loading.notebook import Draft, Notebook
from smi_cli.loading.questionnaire_rules import DraftedQuestionnaire, Path, check_axis

_SIDES = ("low", "high")


def check_readings(drafted: DraftedQuestionnaire, notebook: Notebook) -> None:
    """Note every broken rule about quadrants and ladders."""
    if grid := drafted.draft.part("quadrants"):
        _check_grid(grid, drafted, notebook)
    for key, ladder in drafted.draft.part("ladders").readable():
        path = ("ladders", key)
        if (of := ladder.value("of", "overall")) not in drafted.measures:
            message = f"{of!r} is neither the overall nor an axis or a factor"
            notebook.note_value((*path, "of"), "unknown-reference", message, notebook.suggest(of, drafted.measures))
        elif of in drafted.weightless_factors:
            message = f"All questions of the factor {of!r} weigh 0, so it has no score to stand on"
            notebook.note_value((*path, "of"), "zero-weights", message, "measure an axis, or the overall")
        _check_rungs(ladder.part("rungs"), (*path, "rungs"), drafted, notebook)


def _check_grid(grid: Draft, drafted: DraftedQuestionnaire, notebook: Notebook) -> None:
    for side in ("across", "up"):
        check_axis(grid, side, ("quadrants",), drafted, notebook)
    across, up = grid.value("across"), grid.value("up")
    if across not in drafted.axes or up not in drafted.axes:
        return
    if across == up:
        message = "across and up name the same axis"
        notebook.note_value(("quadrants", "up"), "same-axis", message, "quadrants need two axes")
    elif cells := grid.part("cells"):
        _check_cells(cells, across, up, notebook)


def _check_cells(cells: Draft, across: str, up: str, notebook: Notebook) -> None:
    first: dict[tuple[str, str], str] = {}
    for key, cell in cells.readable():
        where, path = cell.part("where"), ("quadrants", "cells", key)
        if "where" not in cell or any(side not in _SIDES for _, side in where.items()):
            continue  # said already
        if set(where) != {across, up}:
            message = f"{key!r} has to be low or high on {across!r} and on {up!r}"
            notebook.note_value((*path, "where"), "quadrant-axes", message)
            continue
        corner = (where[across], where[up])
        if corner in first:
            line = notebook.document.locate_key("quadrants", "cells", first[corner]).line
            message = f"{key!r} names the same quadrant as {first[corner]!r}"
            notebook.note_key(path, "quadrant-twice", message, f"first in line {line}")
        first.setdefault(corner, key)
    for corner in product(_SIDES, _SIDES):
        if corner not in first:
            message = f"No quadrant is {corner[0]} on {across!r} and {corner[1]} on {up!r}"
            notebook.note_key(("quadrants", "cells"), "quadrant-missing", message, "name each of the four once")


def _check_rungs(rungs: Draft, path: Path, drafted: DraftedQuestionnaire, notebook: Notebook) -> None:
    highest: Fraction | None = None
    for number, (key, rung) in enumerate(rungs.readable()):
        place = (*path, key)
        asks = "from" in rung or "requires" in rung
        if asks and number == 0:
            message = "The first rung has to ask for nothing"
            notebook.note_key(place, "rung-demands", message, "everybody stands somewhere")
        elif not asks and number > 0:
            notebook.note_key(place, "rung-demands", f"The rung {key!r} asks for nothing", "give it from or requires")
        score = rung.value("from")
        if score is not None and highest is not None and score <= highest:
            message = "The scores of the rungs do not rise"
            notebook.note_value((*place, "from"), "rungs-fall", message, "rungs stand lowest first")
        if score is not None:
            highest = score if highest is None else max(score, highest)
        _check_fits(rung.value("fits", []), place, drafted, notebook)
        for wanted, minimum in rung.part("requires").items():
            _check_demand(wanted, minimum, (*place, "requires", wanted), drafted, notebook)


def _check_fits(fits: list[str], path: Path, drafted: DraftedQuestionnaire, notebook: Notebook) -> None:
    cells = drafted.draft.part("quadrants").part("cells")
    for number, quadrant in enumerate(fits):
        if quadrant not in cells:
            hint = notebook.suggest(quadrant, cells)
            place: tuple[str | int, ...] = (*path, "fits", number)
            notebook.note_value(place, "unknown-reference", f"There is no quadrant {quadrant!r}", hint)


def _check_demand(key: str, minimum: object, path: Path, drafted: DraftedQuestionnaire, notebook: Notebook) -> None:
    if key in drafted.questions:
        count = drafted.level_count(key)
        if count and isinstance(minimum, Fraction) and (minimum.denominator != 1 or not 1 <= minimum < count):
            message = f"The level of {key!r} to reach is out of range"
            notebook.note_value(path, "out-of-range", message, f"a whole number from 1 to {count - 1}")
    elif key not in drafted.measures:
        hint = notebook.suggest(key, [*drafted.questions, *drafted.measures])
        notebook.note_key(path, "unknown-reference", f"Nothing that can be reached is called {key!r}", hint)
    elif key in drafted.weightless_factors:
        message = f"All questions of the factor {key!r} weigh 0, so it has no score to reach"
        notebook.note_key(path, "zero-weights", message, "demand a level of a question")
    elif isinstance(minimum, Fraction) and not 0 < minimum <= 100:  # noqa: PLR2004 - a score
        message = f"The score of {key!r} to reach is out of range"
        notebook.note_value(path, "out-of-range", message, "above 0, at most 100")
