"""An efforts file to efforts of steps and questions that exist."""

from __future__ import annotations

from smi_cli.loading.documents import Document
from smi_cli.loading.notebook import Draft, Notebook
from smi_cli.loading.questionnaire_file import move_effort
from smi_cli.loading.questionnaire_rules import check_move_effort
from smi_cli.loading.questionnaire_shape import MOVE_EFFORT
from smi_cli.loading.records import MapOf, Record, never_empty, required
from smi_cli.loading.scalars import Id, OneOf, Text
from smi_cli.model.blueprint import Effort, Efforts, Instrument
from smi_cli.model.problems import Problems

EFFORTS = Record(
    {
        "format": required(Text()),
        "questionnaire": required(Id()),
        "title": required(Text()),
        "efforts": never_empty(MapOf(OneOf(Effort), at_least=1)),
        "moves": never_empty(MapOf(MOVE_EFFORT, at_least=1)),
    }
)


def decode_efforts(document: Document, instrument: Instrument) -> Efforts | Problems:
    """The efforts of a document, or every problem of it."""
    notebook = Notebook(document)
    draft = EFFORTS.decode(document.root, "an efforts file", notebook)
    if isinstance(draft, Draft):
        _check_steps(draft.part("efforts"), instrument, notebook)
        _check_moves(draft.part("moves"), instrument, notebook)
        if "efforts" not in draft and "moves" not in draft:
            message = "an efforts file lacks the keys 'efforts' and 'moves'"
            notebook.note(document.root, "missing-key", message, "efforts of steps, moves of questions, or both")
    if notebook.problems:
        return Problems.of(*notebook.problems)
    return Efforts(
        title=draft["title"],
        questionnaire=draft["questionnaire"],
        by_step=draft.part("efforts"),
        by_question={key: move_effort(effort) for key, effort in draft.part("moves").items()},
    )


def _check_steps(steps: Draft, instrument: Instrument, notebook: Notebook) -> None:
    known = sorted(instrument.steps)
    for key in steps:
        if key not in known:
            message = f"No blueprint of {instrument.questionnaire.id!r} has a step {key!r}"
            hint = notebook.suggest(key, known) or "smi blueprint QUADRANT shows the ids"
            notebook.note_key(("efforts", key), "unknown-reference", message, hint)


def _check_moves(moves: Draft, instrument: Instrument, notebook: Notebook) -> None:
    levels = {one.id: len(one.levels) for one in instrument.questionnaire.questions}
    for key in moves:
        if key not in levels:
            message = f"The questionnaire {instrument.questionnaire.id!r} has no question {key!r}"
            notebook.note_key(("moves", key), "unknown-reference", message, notebook.suggest(key, sorted(levels)))
        check_move_effort(moves.value(key), levels.get(key), ("moves", key), notebook)
