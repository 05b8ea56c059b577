"""An efforts file to efforts of steps that exist."""

from __future__ import annotations

from smi_cli.loading.documents import Document
from smi_cli.loading.notebook import Draft, Notebook
from smi_cli.loading.records import MapOf, Record, required
from smi_cli.loading.scalars import Id, OneOf, Text
from smi_cli.model.blueprint import Effort, Efforts, Instrument
from smi_cli.model.problems import Problems

EFFORTS = Record(
    {
        "format": required(Text()),
        "questionnaire": required(Id()),
        "title": required(Text()),
        "efforts": required(MapOf(OneOf(Effort), at_least=1)),
    }
)


def decode_efforts(document: Document, instrument: Instrument) -> Efforts | Problems:
    """The efforts of a document, or every problem of it."""
    notebook = Notebook(document)
    draft = EFFORTS.decode(document.root, "an efforts file", notebook)
    if isinstance(draft, Draft):
        steps = sorted(instrument.steps)
        for key in draft.part("efforts"):
            if key not in steps:
                message = f"No blueprint of {instrument.questionnaire.id!r} has a step {key!r}"
                hint = notebook.suggest(key, steps) or "smi blueprint QUADRANT shows the ids"
                notebook.note_key(("efforts", key), "unknown-reference", message, hint)
    if notebook.problems:
        return Problems.of(*notebook.problems)
    return Efforts(title=draft["title"], questionnaire=draft["questionnaire"], by_step=draft["efforts"])
