"""What no shape can say of the questions: ids are unique, levels and values match, conditions look back.

Pure: the rules read a draft, pass over what could not be read, and name places by their path.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from smi_cli.loading.notebook import Draft, Notebook
from smi_cli.loading.versions import parse_version

_ALL_AXES = "the score of all axes"
_GATES = "gates"
# What demands and gates are called stands beside the ids in one namespace, and has to mean one thing.
RESERVED_IDS = {"overall": _ALL_AXES, "mean": _ALL_AXES, "quadrant": _GATES, "max-missing": _GATES, "max-drop": _GATES}
CONTEXT_KEYS = {
    "choice": {"options", "obstacles_to"},
    "choices": {"options", "obstacles_to"},
    "number": {"unit", "min", "max", "references"},
    "text": set[str](),
}
Path = tuple[str, ...]


class DraftedQuestion(NamedTuple):
    """A question in the draft, and where it stands."""

    id: str
    axis: str
    draft: Draft
    path: Path


class DraftedQuestionnaire:
    """The draft of a questionnaire, by what rules ask of it."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.axes = draft.part("axes")
        self.context = draft.part("context")

    @cached_property
    def questions(self) -> dict[str, DraftedQuestion]:
        """The questions by id, in the order in which they are asked."""
        return {question.id: question for question in self.all_questions()}

    @cached_property
    def measures(self) -> list[str]:
        """What has a score: the overall, axes and factors."""
        return ["overall", *self.axes, *(key for _, axis in self.axes.readable() for key in axis.part("factors"))]

    @cached_property
    def weightless_factors(self) -> frozenset[str]:
        """Factors all of whose questions weigh nothing."""
        factors = (pair for _, axis in self.axes.readable() for pair in axis.part("factors").readable())
        return frozenset(key for key, factor in factors if not _has_weight(factor.part("questions")))

    @cached_property
    def may_vanish(self) -> frozenset[str]:
        """Questions that a better answer to others can take out of the count: not always asked, and not sure to apply.

        What depends on one does not apply where that does not. Worth anything at its worst, it would lower a score.
        """
        found: set[str] = set()
        for question in self.questions.values():
            conditions = question.draft.part("only_if")
            if conditions and ("na" in question.draft or not found.isdisjoint(conditions)):
                found.add(question.id)
        return frozenset(found)

    def all_questions(self) -> Iterator[DraftedQuestion]:
        """The questions in the order in which they are asked, those with a taken id too."""
        for axis, axis_draft in self.axes.readable():
            for factor, factor_draft in axis_draft.part("factors").readable():
                for key, question in factor_draft.part("questions").readable():
                    yield DraftedQuestion(key, axis, question, ("axes", axis, "factors", factor, "questions", key))
            for key, question in axis_draft.part("questions").readable():
                yield DraftedQuestion(key, axis, question, ("axes", axis, "questions", key))

    def all_ids(self) -> Iterator[Path]:
        """Where every id of the namespace stands."""
        for axis, axis_draft in self.axes.readable():
            yield ("axes", axis)
            yield from (("axes", axis, "factors", factor) for factor in axis_draft.part("factors"))
        yield from (question.path for question in self.all_questions())
        yield from (("context", key) for key in self.context)
        yield from (("quadrants", "cells", key) for key in self.draft.part("quadrants").part("cells"))
        for key, ladder in self.draft.part("ladders").readable():
            yield ("ladders", key)
            yield from (("ladders", key, "rungs", rung) for rung in ladder.part("rungs"))
        yield from (("contradictions", key) for key in self.draft.part("contradictions"))

    def level_count(self, key: str) -> int | None:
        """How many levels a question has; None where that could not be read."""
        levels = self.questions[key].draft.value("levels")
        if isinstance(levels, str):
            levels = self.draft.part("levels").value(levels)
        return None if levels is None else len(levels)


def check_questions(drafted: DraftedQuestionnaire, notebook: Notebook) -> None:
    """Note every broken rule about ids, axes, questions and context questions."""
    _check_ids(drafted, notebook)
    _check_axes(drafted, notebook)
    for question in drafted.questions.values():
        _check_levels(question, drafted, notebook)
        _check_since(question, drafted, notebook)
        effort, levels = question.draft.value("effort"), drafted.level_count(question.id)
        check_move_effort(effort, levels, (*question.path, "effort"), notebook)
        for key, wanted in question.draft.part("only_if").readable():
            if key in drafted.context:
                _check_context_condition(question, key, wanted, drafted, notebook)
            else:
                _check_level_condition(question, key, wanted, drafted, notebook)
    for key, context in drafted.context.readable():
        _check_context_question(context, ("context", key), notebook)
        check_axis(context, "obstacles_to", ("context", key), drafted, notebook)
    _check_never_counts(drafted, notebook)


def check_axis(draft: Draft, key: str, path: Path, drafted: DraftedQuestionnaire, notebook: Notebook) -> None:
    """Note a problem where a key of the draft that stands at a path names an axis that is none."""
    axis = draft.value(key)
    if axis is not None and axis not in drafted.axes:
        hint = notebook.suggest(axis, drafted.axes)
        notebook.note_value((*path, key), "unknown-reference", f"There is no axis {axis!r}", hint)


def check_move_effort(effort: int | list[int] | None, levels: int | None, path: Path, notebook: Notebook) -> None:
    """Note a problem where a list of efforts at a path has not one for each move: one fewer than there are levels."""
    if isinstance(effort, list) and levels is not None and len(effort) != levels - 1:
        message = f"There are {levels} levels but {len(effort)} efforts"
        notebook.note_value(path, "efforts-mismatch", message, "one effort for each move from a level to the next")


def _check_ids(drafted: DraftedQuestionnaire, notebook: Notebook) -> None:
    first: dict[str, Path] = {}
    document = notebook.document
    for path in sorted(drafted.all_ids(), key=lambda path: document.locate_key(*path)):
        key = path[-1]
        if key in RESERVED_IDS:
            message = f"The id {key!r} is reserved for {RESERVED_IDS[key]}"
            notebook.note_key(path, "reserved-id", message, "choose another one")
        elif key in first:
            hint = f"first in line {document.locate_key(*first[key]).line}"
            notebook.note_key(path, "duplicate-id", f"The id {key!r} is taken", hint)
        else:
            first[key] = path


def _check_axes(drafted: DraftedQuestionnaire, notebook: Notebook) -> None:
    for axis, draft in drafted.axes.readable():
        path = ("axes", axis)
        if ("factors" in draft) == ("questions" in draft):
            message = f"The axis {axis!r} needs either factors or questions"
            notebook.note_key(path, "axis-content", message, "factors that hold questions, or questions alone")
        factors = [factor for _, factor in draft.part("factors").readable()] or [draft]
        if not any(factor.value("weight", 1) and _has_weight(factor.part("questions")) for factor in factors):
            message = f"All weights of the axis {axis!r} are 0"
            notebook.note_key(path, "zero-weights", message, "nothing could be scored")
    if drafted.axes and not any(axis is not None and axis.value("weight", 1) for _, axis in drafted.axes.readable()):
        notebook.note_key(("axes",), "zero-weights", "The weights of all axes are 0", "nothing could be scored")


def _has_weight(questions: Draft) -> bool:
    # Questions that could not be read are not accused of having no weight.
    weights = [question.value("weight", 1) for _, question in questions.readable()]
    return any(weights) or len(weights) < len(questions) or not questions


def _check_never_counts(drafted: DraftedQuestionnaire, notebook: Notebook) -> None:
    """What decides whether a question is asked moves the scores, and so it counts."""
    for question in drafted.questions.values():
        for key in question.draft.part("only_if"):
            if "never_counts" in drafted.context.part(key):
                message = f"{key!r} decides whether {question.id!r} is asked, and so it counts"
                notebook.note_key(("context", key, "never_counts"), "counts-after-all", message, "drop one of the two")


def _check_since(question: DraftedQuestion, drafted: DraftedQuestionnaire, notebook: Notebook) -> None:
    since, version = question.draft.value("since"), drafted.draft.value("version")
    if since is None or version is None:
        return
    then, now = parse_version(since), parse_version(version)
    if then is None or now is None or then > now:
        message = f"The wording of {question.id!r} cannot be from version {since!r} of a questionnaire {version!r}"
        hint = "numbers joined by points, not later than the questionnaire's"
        notebook.note_value((*question.path, "since"), "bad-since", message, hint)


def _check_levels(question: DraftedQuestion, drafted: DraftedQuestionnaire, notebook: Notebook) -> None:
    levels = question.draft.value("levels")
    shared = drafted.draft.part("levels")
    if isinstance(levels, str) and levels not in shared:
        message = f"There are no shared levels called {levels!r}"
        notebook.note_value((*question.path, "levels"), "unknown-reference", message, notebook.suggest(levels, shared))
    values, count = question.draft.value("values"), drafted.level_count(question.id)
    if values is None or count is None:
        return
    if values[0] > 0 and question.id in drafted.may_vanish:
        message = "A question that is not always asked and may not apply has to be worth 0 at its worst"
        notebook.note_value((*question.path, "values"), "worst-value", message, "begin the values with 0")
    path = (*question.path, "values")
    if len(values) != count:
        message = f"There are {count} levels but {len(values)} values"
        notebook.note_value(path, "values-mismatch", message, "one value for each level")
    if any(later < earlier for earlier, later in pairwise(values)):
        notebook.note_value(path, "values-fall", "The values fall", "levels stand worst first, values never fall")


def _check_level_condition(
    question: DraftedQuestion,
    key: str,
    wanted: int | str | list[str],
    drafted: DraftedQuestionnaire,
    notebook: Notebook,
) -> None:
    path = (*question.path, "only_if", key)
    order = list(drafted.questions)
    other = drafted.questions.get(key)
    if other is None:
        hint = notebook.suggest(key, [*order, *drafted.context])
        notebook.note_key(path, "unknown-reference", f"There is no question {key!r}", hint)
    elif other.axis != question.axis:
        message = f"{question.id!r} depends on {key!r}, which belongs to another axis"
        notebook.note_key(path, "condition-axis", message, f"an earlier question of {question.axis!r}")
    elif order.index(key) >= order.index(question.id):
        message = f"{question.id!r} depends on {key!r}, which does not come before it"
        notebook.note_key(path, "condition-order", message, "move that question up")
    elif (count := drafted.level_count(key)) and not (isinstance(wanted, int) and 1 <= wanted < count):
        message = f"The level of {key!r} to reach is out of range"
        notebook.note_value(path, "out-of-range", message, f"from 1 to {count - 1}")


def _check_context_condition(
    question: DraftedQuestion,
    key: str,
    wanted: int | str | list[str],
    drafted: DraftedQuestionnaire,
    notebook: Notebook,
) -> None:
    path = (*question.path, "only_if", key)
    context = drafted.context.part(key)
    options = context.part("options")
    match context.value("kind"):
        case "choice" | "choices" if options:
            for option in wanted if isinstance(wanted, list) else [wanted]:
                if option not in options:
                    hint = notebook.suggest(str(option), options)
                    notebook.note_value(path, "unknown-reference", f"{key!r} has no option {option!r}", hint)
        case "number" if not isinstance(wanted, int):
            message = f"{key!r} is a number: the condition names the least one"
            notebook.note_value(path, "wrong-type", message, "a whole number")
        case "text":
            message = f"{key!r} takes free words, on which nothing can depend"
            notebook.note_key(path, "condition-text", message, "use a choice")
        case _:
            pass


def _check_context_question(draft: Draft, path: Path, notebook: Notebook) -> None:
    kind = draft.value("kind")
    if kind is None:
        return
    for key in ("options", "obstacles_to", "unit", "min", "max", "references"):
        if key in draft and key not in CONTEXT_KEYS[kind]:
            notebook.note_key((*path, key), "not-allowed", f"A context question of the kind {kind} has no {key!r}")
    if "options" in CONTEXT_KEYS[kind] and "options" not in draft:
        notebook.note_key(
            path, "missing-key", f"{path[-1]} lacks the key 'options'", "what can be chosen, each by an id"
        )
    minimum, maximum = draft.value("min"), draft.value("max")
    if minimum is not None and maximum is not None and minimum > maximum:
        notebook.note_value((*path, "max"), "out-of-range", "max is less than min")
