"""A weights file to weights that fit their questionnaire."""

from __future__ import annotations

from smi_cli.loading.documents import Document
from smi_cli.loading.notebook import Draft, Notebook
from smi_cli.loading.records import MapOf, Record, required
from smi_cli.loading.scalars import Id, Number, Text
from smi_cli.model.problems import Problems
from smi_cli.model.questionnaire import Axis, Factor, Question, Questionnaire, Weights

WEIGHTS = Record(
    {
        "format": required(Text()),
        "questionnaire": required(Id()),
        "title": required(Text()),
        "weights": required(MapOf(Number(minimum=0), at_least=1)),
    }
)


def decode_weights(document: Document, questionnaire: Questionnaire) -> Weights | Problems:
    """The weights of a document, or every problem of it."""
    notebook = Notebook(document)
    draft = WEIGHTS.decode(document.root, "a weights file", notebook)
    if isinstance(draft, Draft):
        weights = draft.part("weights")
        _check_ids(weights, questionnaire, notebook)
        if not notebook.problems:
            _check_sums(weights, questionnaire, notebook)
    if notebook.problems:
        return Problems.of(*notebook.problems)
    return Weights(title=draft["title"], questionnaire=draft["questionnaire"], by_id=draft["weights"])


def _check_ids(weights: Draft, questionnaire: Questionnaire, notebook: Notebook) -> None:
    axes = questionnaire.axes
    known = [axis.id for axis in axes] + [factor.id for axis in axes for factor in axis.named_factors]
    known += [question.id for question in questionnaire.questions]
    for key in weights:
        if key not in known:
            message = f"The questionnaire {questionnaire.id!r} has nothing of the name {key!r} that could be weighed"
            notebook.note_key(("weights", key), "unknown-reference", message, notebook.suggest(key, sorted(known)))


def _check_sums(weights: Draft, questionnaire: Questionnaire, notebook: Notebook) -> None:
    def weighs(one: Axis | Factor | Question) -> bool:
        return bool(weights.get(one.id, one.weight))

    def has_weight(axis: Axis) -> bool:
        return any(weighs(factor) and any(map(weighs, factor.questions)) for factor in axis.factors)

    read = {demand.id for ladder in questionnaire.ladders for rung in ladder.rungs for demand in rung.requires}
    read |= {ladder.of for ladder in questionnaire.ladders}
    for factor in (factor for axis in questionnaire.axes for factor in axis.named_factors):
        if factor.id in read and not any(map(weighs, factor.questions)):
            message = f"All questions of the factor {factor.id!r} weigh 0, and a ladder reads its score"
            notebook.note_key(("weights",), "zero-weights", message, "leave one of them a weight")
    for axis in questionnaire.axes:
        if not has_weight(axis):
            message = f"All weights of the axis {axis.id!r} are 0"
            notebook.note_key(("weights",), "zero-weights", message, "nothing could be scored")
    if not any(map(weighs, questionnaire.axes)):
        message = "The weights of all axes are 0"
        notebook.note_key(("weights",), "zero-weights", message, "nothing could be scored")
