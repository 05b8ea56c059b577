"""What no shape can say of contradictions: each names two answers, and for both a side on which they can lie.

Pure, over the draft, like `questionnaire_rules`.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from smi_cli.loading.notebook import Draft, Notebook
from smi_cli.loading.questionnaire_rules import DraftedQuestionnaire, Path
from smi_cli.model.questionnaire import ContextKind, Relation

PAIR: Final = 2
_OF_LEVELS: Final = (Relation.AT_LEAST, Relation.AT_MOST)
_OF_FIGURES: Final = (Relation.ABOVE, Relation.BELOW)


def check_contradictions(drafted: DraftedQuestionnaire, notebook: Notebook) -> None:
    """Note every broken rule about contradictions."""
    for key, draft in drafted.draft.part("contradictions").readable():
        path = ("contradictions", key, "pair")
        pair = draft.part("pair")
        if "pair" in draft and draft.value("pair") is not None and len(pair) != PAIR:
            hint = "each by its id, with the side on which it lies"
            notebook.note_value(path, "no-pair", f"{key!r} has to name two answers, not {len(pair)}", hint)
        elif len(pair) == PAIR and all(one in drafted.context for one in pair):
            message = f"{key!r} names two figures, and no question"
            notebook.note_value(path, "no-pair", message, "at least one of the two is a scored question")
        for name, claim in pair.readable():
            _check_claim(name, claim, (*path, name), drafted, notebook)


def _check_claim(name: str, claim: Draft, path: Path, drafted: DraftedQuestionnaire, notebook: Notebook) -> None:
    if name in drafted.questions:
        if relation := _side(name, claim, _OF_LEVELS, path, notebook):
            _check_level(name, claim.value(relation), relation, path, drafted, notebook)
    elif name not in drafted.context:
        hint = notebook.suggest(name, [*drafted.questions, *_figures(drafted)])
        notebook.note_key(path, "unknown-reference", f"There is no question {name!r}", hint)
    elif name not in _figures(drafted):
        message = f"{name!r} is no number, with which nothing can be compared"
        notebook.note_key(path, "no-figure", message, notebook.suggest(name, _figures(drafted)))
    elif relation := _side(name, claim, _OF_FIGURES, path, notebook):
        _check_figure(name, claim.value(relation), relation, path, drafted, notebook)


def _side(name: str, claim: Draft, sides: tuple[Relation, ...], path: Path, notebook: Notebook) -> Relation | None:
    """The side that a claim gives, if it gives one and it is one of those that there are."""
    words = " or ".join(sides)
    if len(claim) == 1 and next(iter(claim)) in sides:
        return Relation(next(iter(claim)))
    kind = "a level" if sides is _OF_LEVELS else "a figure"
    notebook.note_value(path, "no-side", f"{name!r} is {kind}, and needs one side", f"either {words}")
    return None


def _check_level(
    name: str, limit: int | None, relation: Relation, path: Path, drafted: DraftedQuestionnaire, notebook: Notebook
) -> None:
    best = (drafted.level_count(name) or 0) - 1
    if limit is None or best < 0:
        return
    least, most = (1, best) if relation is Relation.AT_LEAST else (0, best - 1)
    if not least <= limit <= most:
        message = f"The level of {name!r} is out of range, or every answer"
        notebook.note_value((*path, relation), "out-of-range", message, f"from {least} to {most}")


def _check_figure(
    name: str, limit: Fraction | None, relation: Relation, path: Path, drafted: DraftedQuestionnaire, notebook: Notebook
) -> None:
    draft = drafted.context.part(name)
    if limit is None:
        return
    end = draft.value("max" if relation is Relation.ABOVE else "min")
    if end is not None and (limit >= end if relation is Relation.ABOVE else limit <= end):
        message = f"No answer to {name!r} can lie {relation} that"
        notebook.note_value((*path, relation), "out-of-range", message, "a limit within its bounds")


def _figures(drafted: DraftedQuestionnaire) -> list[str]:
    """The context questions that take a number, and those whose kind could not be read: these are not accused."""
    readable = drafted.context.readable()
    return [key for key, draft in readable if draft.value("kind", ContextKind.NUMBER) is ContextKind.NUMBER]
