"""A gates file to what it demands, of a questionnaire or of any that it fits."""

from __future__ import annotations

from typing import Final

from smi_cli.loading.documents import Document
from smi_cli.loading.gate_request import Candidates, Demanded, fit_borderline, fit_demand, misfit_of
from smi_cli.loading.notebook import Draft, Notebook
from smi_cli.loading.records import ListOf, Record, never_empty, optional, required
from smi_cli.loading.scalars import Id, Number, Text, TrueOrFalse, Whole
from smi_cli.model.gates import Severity
from smi_cli.model.problems import Problems

MOST_DEMANDS: Final = 100
DEMANDED = Record(
    {
        "require": optional(ListOf(Text(), at_least=1, at_most=MOST_DEMANDS)),
        "max-missing": optional(Whole(minimum=0)),
        "no-borderline": optional(TrueOrFalse()),
        "max-drop": optional(Number(minimum=0, maximum=100)),
    }
)
GATES = Record(
    {"format": required(Text()), "questionnaire": never_empty(Id())}
    | {severity.value: optional(DEMANDED) for severity in Severity}
)


def decode_gates(document: Document, questionnaires: Candidates) -> tuple[Demanded, ...] | Problems:
    """What a document demands, or every problem of it; each gate has to fit one of the questionnaires."""
    notebook = Notebook(document)
    draft = GATES.decode(document.root, "a gates file", notebook)
    if isinstance(draft, Draft):
        for severity in Severity:
            _check_fit(draft.part(severity), severity, questionnaires, notebook)
        if not notebook.problems and not any(_says_something(draft.part(severity)) for severity in Severity):
            hint = f"list demands under {' or '.join(Severity)}, require: [overall=60]"
            notebook.note(document.root, "no-gates", "The file demands nothing", hint)
    if notebook.problems:
        return Problems.of(*notebook.problems)
    return tuple(_demanded(draft, severity) for severity in Severity)


def _check_fit(part: Draft, severity: str, questionnaires: Candidates, notebook: Notebook) -> None:
    for number, text in enumerate(part.value("require", [])):
        if misfit := misfit_of(fit_demand(text), questionnaires):
            notebook.note_value((severity, "require", number), *misfit)
    if part.value("no-borderline") and (misfit := misfit_of(fit_borderline, questionnaires)):
        notebook.note_key((severity, "no-borderline"), *misfit)


def _says_something(part: Draft) -> bool:
    return any(value is not False for value in part.values())


def _demanded(draft: Draft, severity: Severity) -> Demanded:
    part = draft.part(severity)
    return Demanded(
        severity,
        require=tuple(part.get("require", ())),
        max_missing=part.get("max-missing"),
        no_borderline=part.get("no-borderline", False),
        max_drop=part.get("max-drop"),
        questionnaire=draft.get("questionnaire", ""),
    )
