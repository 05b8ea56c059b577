"""Opening an answers file to go on with it in a survey, whatever version of its questionnaire it was written for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from smi_cli.loading.answers_file import ANSWERS, decode_answers
from smi_cli.loading.answers_saving import AnswersFile
from smi_cli.loading.documents import Document
from smi_cli.loading.files import read_text
from smi_cli.loading.finding import Kind, of_kind
from smi_cli.loading.library import Library, instrument_for
from smi_cli.loading.older_answers import CarriedOver, carry_over
from smi_cli.loading.versions import parse_version
from smi_cli.loading.writing import check_replaceable, sweep_beside
from smi_cli.loading.yaml_text import parse_yaml
from smi_cli.model.answers import Answers
from smi_cli.model.blueprint import Instrument
from smi_cli.model.problems import Problems


class Opened(NamedTuple):
    """What a survey needs: the instrument, the answers so far, their file; `remarks` is what the user should know."""

    instrument: Instrument
    answers: Answers
    file: AnswersFile
    remarks: tuple[str, ...] = ()


def open_survey(path: str, library: Library) -> Opened | Problems:
    """The answers in a file. Those to another version are brought to the present one, and a copy is kept."""
    sweep_beside(path)
    text = read_text(path)
    if isinstance(text, Problems):
        return text
    if problems := check_replaceable(path):
        return problems
    document = of_kind(parse_yaml(text, path), Kind.ANSWERS)
    if isinstance(document, Problems):
        return document
    instrument = instrument_for(document, library, ANSWERS)
    if isinstance(instrument, Problems):
        return instrument
    version, now = document.names("version") or "", instrument.questionnaire.version
    then, present = parse_version(version), parse_version(now)
    # Answers to a version that is not here yet are refused like by every other command.
    if version == now or (then and present and then > present):
        answers = decode_answers(document, instrument)
        file = AnswersFile(path, instrument)
        return answers if isinstance(answers, Problems) else Opened(instrument, answers, file.opened(text, answers))
    return _carried(path, text, document, instrument)


def _carried(path: str, text: str, document: Document, instrument: Instrument) -> Opened | Problems:
    carried = carry_over(document, instrument)
    if isinstance(carried, Problems):
        return carried
    file = AnswersFile(path, instrument).upgraded(text, carried)
    return (
        file
        if isinstance(file, Problems)
        else Opened(instrument, carried.answers, file, tuple(_remarks(carried, file)))
    )


def _remarks(carried: CarriedOver, file: AnswersFile) -> Iterator[str]:
    version = carried.answers.version
    yield f"The questionnaire is at version {version} now; {carried.kept} answers to {carried.version} are kept."
    if carried.changed:
        yield f"Asked again, because the question changed: {', '.join(key for _, key in carried.changed)}."
    if questions := [key for part, key in carried.gone if part != "done"]:
        yield f"Not asked any more: {', '.join(questions)}."
    if steps := [key for part, key in carried.gone if part == "done"]:
        yield f"No steps to tick any more: {', '.join(steps)}."
    yield f"The file as it was is in {file.copy}."
    if file.is_rewritten:
        yield "Because of how it is laid out, it was written anew; comments are in that copy only."
