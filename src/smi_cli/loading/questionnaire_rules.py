"""What no shape can say: ids are unique, references exist, conditions look back, quadrants tile, rungs rise.

Pure: the rules read a draft, in which whatever could not be read is missing, and name places by their path.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from smi_cli.loading.shapes import Draft, Notebook, suggest

RESERVED_IDS = frozenset({"overall", "mean"})
Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Drafted:
    """A question in the draft, and where it stands."""

    id: str
    axis: str
    draft: Draft
    path: Path


def check_questionnaire(draft: Draft, notebook: Notebook) -> None:
    """Note every broken rule of a questionnaire's draft."""
    rules = _Rules(draft, notebook)
    rules.check_ids()
    rules.check_axes()
    for question in rules.questions.values():
        rules.check_levels(question)
        rules.check_condition(question)
    for key, context in draft.get("context", {}).items():
        rules.check_context_question(context, ("context", key))
    if grid := draft.get("quadrants"):
        rules.check_grid(grid)
    for key, ladder in draft.get("ladders", {}).items():
        rules.check_ladder(ladder, ("ladders", key))


def drafted_questions(draft: Draft) -> Iterator[Drafted]:
    """The questions of a draft in the order in which they are asked."""
    for axis, axis_draft in draft.get("axes", {}).items():
        for factor, factor_draft in axis_draft.get("factors", {}).items():
            for key, question in factor_draft.get("questions", {}).items():
                yield Drafted(key, axis, question, ("axes", axis, "factors", factor, "questions", key))
        for key, question in axis_draft.get("questions", {}).items():
            yield Drafted(key, axis, question, ("axes", axis, "questions", key))


class _Rules:
    def __init__(self, draft: Draft, notebook: Notebook) -> None:
        self._draft, self._notebook = draft, notebook
        self._axes: Mapping[str, Draft] = draft.get("axes", {})
        self._factors = {key: one for axis in self._axes.values() for key, one in axis.get("factors", {}).items()}
        self._context: Mapping[str, Draft] = draft.get("context", {})
        self.questions = {question.id: question for question in drafted_questions(draft)}

    def _write(self, path: Path, code: str, message: str, hint: str = "") -> None:
        self._notebook.write(self._notebook.document.locate(*path), code, message, hint)

    def _write_key(self, path: Path, code: str, message: str, hint: str = "") -> None:
        self._notebook.write(self._notebook.document.locate_key(*path), code, message, hint)

    def _all_ids(self) -> Iterator[Path]:
        for axis, axis_draft in self._axes.items():
            yield ("axes", axis)
            yield from (("axes", axis, "factors", factor) for factor in axis_draft.get("factors", {}))
        yield from (question.path for question in drafted_questions(self._draft))
        yield from (("context", key) for key in self._context)
        yield from (("quadrants", "cells", key) for key in self._draft.get("quadrants", {}).get("cells", {}))
        for key, ladder in self._draft.get("ladders", {}).items():
            yield ("ladders", key)
            yield from (("ladders", key, "rungs", rung) for rung in ladder.get("rungs", {}))

    def check_ids(self) -> None:
        first: dict[str, Path] = {}
        document = self._notebook.document
        for path in sorted(self._all_ids(), key=lambda path: document.locate_key(*path)):
            key = path[-1]
            if key in RESERVED_IDS:
                self._write_key(
                    path, "reserved-id", f"The id {key!r} is reserved for the score of all axes", "choose another one"
                )
            elif key in first:
                hint = f"first in line {document.locate_key(*first[key]).line}"
                self._write_key(path, "duplicate-id", f"The id {key!r} is taken", hint)
            else:
                first[key] = path

    def check_axes(self) -> None:
        for axis, draft in self._axes.items():
            if ("factors" in draft) == ("questions" in draft):
                hint = "factors that hold questions, or questions alone"
                self._write_key(
                    ("axes", axis), "axis-content", f"The axis {axis!r} needs either factors or questions", hint
                )
            factors = draft.get("factors") or {"": draft}
            if not any(one.get("weight", 1) and _some_weight(one.get("questions", {})) for one in factors.values()):
                self._write_key(
                    ("axes", axis), "zero-weights", f"All weights of the axis {axis!r} are 0", "nothing could be scored"
                )
        if self._axes and not any(draft.get("weight", 1) for draft in self._axes.values()):
            self._write_key(("axes",), "zero-weights", "The weights of all axes are 0", "nothing could be scored")

    def check_levels(self, question: Drafted) -> None:
        levels = question.draft.get("levels")
        shared = self._draft.get("levels", {})
        if isinstance(levels, str) and levels not in shared:
            message = f"There are no shared levels called {levels!r}"
            self._write((*question.path, "levels"), "unknown-reference", message, suggest(levels, shared))
        values = question.draft.get("values")
        count = self._level_count(question.id)
        if values is None or count is None:
            return
        if len(values) != count:
            message = f"There are {count} levels but {len(values)} values"
            self._write((*question.path, "values"), "values-mismatch", message, "one value for each level")
        if any(later < earlier for earlier, later in pairwise(values)):
            self._write(
                (*question.path, "values"),
                "values-fall",
                "The values fall",
                "levels stand worst first, values never fall",
            )

    def check_condition(self, question: Drafted) -> None:
        for key, wanted in question.draft.get("only_if", {}).items():
            path = (*question.path, "only_if", key)
            if key in self._context:
                self._check_context_condition(key, wanted, path)
            else:
                self._check_level_condition(question, key, wanted, path)

    def _check_level_condition(self, question: Drafted, key: str, wanted: str | list[str], path: Path) -> None:
        order = list(self.questions)
        other = self.questions.get(key)
        if other is None:
            names = [*order, *self._context]
            self._write_key(path, "unknown-reference", f"There is no question {key!r}", suggest(key, names))
        elif other.axis != question.axis:
            message = f"{question.id!r} depends on {key!r}, which belongs to another axis"
            self._write_key(path, "condition-axis", message, f"an earlier question of {question.axis!r}")
        elif order.index(key) >= order.index(question.id):
            message = f"{question.id!r} depends on {key!r}, which does not come before it"
            self._write_key(path, "condition-order", message, "move that question up")
        elif (count := self._level_count(key)) is not None and not _is_level(wanted, count):
            hint = f"from 1 to {count - 1}"
            self._write(path, "out-of-range", f"The level of {key!r} to reach is out of range", hint)

    def _check_context_condition(self, key: str, wanted: str | list[str], path: Path) -> None:
        context = self._context[key]
        options = context.get("options", {})
        match context.get("kind", "choice"):
            case "choice" | "choices":
                for option in [wanted] if isinstance(wanted, str) else wanted:
                    if option not in options:
                        self._write(
                            path, "unknown-reference", f"{key!r} has no option {option!r}", suggest(option, options)
                        )
            case "number":
                if not isinstance(wanted, str) or not wanted.isdecimal():
                    self._write(
                        path, "wrong-type", f"{key!r} is a number: the condition names the least one", "a whole number"
                    )
            case _:
                self._write_key(
                    path, "condition-text", f"{key!r} takes free words, on which nothing can depend", "use a choice"
                )

    def check_context_question(self, draft: Draft, path: Path) -> None:
        kind = draft.get("kind")
        allowed = {"choice": {"options"}, "choices": {"options"}, "number": {"unit", "min", "max"}, "text": set[str]()}
        if kind is None:
            return
        for key in {"options", "unit", "min", "max"} & draft.keys() - allowed[kind]:
            self._write_key((*path, key), "not-allowed", f"A context question of the kind {kind} has no {key!r}")
        if "options" in allowed[kind] and "options" not in draft:
            self._write_key(
                path, "missing-key", f"{path[-1]} lacks the key 'options'", "what can be chosen, each by an id"
            )
        if "min" in draft and "max" in draft and draft["min"] > draft["max"]:
            self._write((*path, "max"), "out-of-range", "max is less than min")

    def check_grid(self, grid: Draft) -> None:
        axes = [grid[side] for side in ("across", "up") if side in grid]
        for side in ("across", "up"):
            if side in grid and grid[side] not in self._axes:
                message = f"There is no axis {grid[side]!r}"
                self._write(("quadrants", side), "unknown-reference", message, suggest(grid[side], self._axes))
        if len(axes) == 2 and axes[0] == axes[1]:  # noqa: PLR2004 - across and up
            self._write(("quadrants", "up"), "same-axis", "across and up name the same axis", "quadrants need two axes")
        elif len(axes) == 2 and "cells" in grid:  # noqa: PLR2004
            self._check_cells(grid["cells"], axes)

    def _check_cells(self, cells: Mapping[str, Draft], axes: list[str]) -> None:
        first: dict[tuple[str, ...], str] = {}
        for key, cell in cells.items():
            where = cell.get("where", {})
            path = ("quadrants", "cells", key)
            if set(where) != set(axes):
                self._write(
                    (*path, "where"),
                    "quadrant-axes",
                    f"{key!r} has to be low or high on {axes[0]!r} and on {axes[1]!r}",
                )
                continue
            corner = tuple(where[axis] for axis in axes)
            if corner in first:
                message = f"{key!r} names the same quadrant as {first[corner]!r}"
                line = self._notebook.document.locate_key("quadrants", "cells", first[corner]).line
                self._write_key(path, "quadrant-twice", message, f"first in line {line}")
            first.setdefault(corner, key)
        for corner in ((across, up) for across in ("low", "high") for up in ("low", "high")):
            if corner not in first:
                message = f"No quadrant is {corner[0]} on {axes[0]!r} and {corner[1]} on {axes[1]!r}"
                self._write_key(("quadrants", "cells"), "quadrant-missing", message, "name each of the four once")

    def check_ladder(self, ladder: Draft, path: Path) -> None:
        measures = {"overall", *self._axes, *self._factors}
        if (of := ladder.get("of", "overall")) not in measures:
            hint = suggest(of, sorted(measures))
            self._write(
                (*path, "of"), "unknown-reference", f"{of!r} is neither the overall nor an axis or a factor", hint
            )
        highest: Fraction | None = None
        for number, (key, rung) in enumerate(ladder.get("rungs", {}).items()):
            place = (*path, "rungs", key)
            asks = "from" in rung or "requires" in rung
            if asks == (number == 0):
                message = "The first rung has to ask for nothing" if asks else f"The rung {key!r} asks for nothing"
                self._write_key(
                    place, "rung-demands", message, "everybody stands somewhere" if asks else "give it from or requires"
                )
            score = rung.get("from")
            if score is not None and highest is not None and score <= highest:
                self._write(
                    (*place, "from"), "rungs-fall", "The scores of the rungs do not rise", "rungs stand lowest first"
                )
            highest = max(filter(None, (highest, score)), default=None)
            for wanted, minimum in rung.get("requires", {}).items():
                self._check_demand(wanted, minimum, (*place, "requires", wanted))

    def _check_demand(self, key: str, minimum: Fraction, path: Path) -> None:
        measures = {"overall", *self._axes, *self._factors}
        if key in self.questions:
            count = self._level_count(key)
            if count is not None and (minimum.denominator != 1 or not 1 <= minimum < count):
                self._write(
                    path,
                    "out-of-range",
                    f"The level of {key!r} to reach is out of range",
                    f"a whole number from 1 to {count - 1}",
                )
        elif key not in measures:
            message = f"Nothing that can be reached is called {key!r}"
            self._write_key(path, "unknown-reference", message, suggest(key, [*self.questions, *sorted(measures)]))
        elif not 0 < minimum <= 100:  # noqa: PLR2004 - a score
            self._write(path, "out-of-range", f"The score of {key!r} to reach is out of range", "above 0, at most 100")

    def _level_count(self, key: str) -> int | None:
        levels = self.questions[key].draft.get("levels")
        if isinstance(levels, str):
            levels = self._draft.get("levels", {}).get(levels)
        return None if levels is None else len(levels)


def _is_level(wanted: str | list[str], count: int) -> bool:
    return isinstance(wanted, str) and wanted.isdecimal() and 1 <= int(wanted[:9]) < count


def _some_weight(questions: Mapping[str, Draft]) -> bool:
    # Of a factor whose questions could not be read nothing is known; it is not accused of having no weight.
    return not questions or any(Counter(one.get("weight", 1) for one in questions.values()).keys() - {Fraction(0)})
