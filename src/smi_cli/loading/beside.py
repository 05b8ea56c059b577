"""What stands beside a questionnaire: its blueprints and their worksheets, and the weights that come with it."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from smi_cli.loading.blueprint_file import check_blueprints, decode_blueprint
from smi_cli.loading.documents import Document
from smi_cli.loading.finding import Kind, is_data_name, read_kind
from smi_cli.loading.notebook import suggest
from smi_cli.loading.weights_file import decode_weights
from smi_cli.model.blueprint import Blueprint, Instrument
from smi_cli.model.problems import Location, Problem, Problems
from smi_cli.model.questionnaire import Questionnaire

if TYPE_CHECKING:
    from smi_cli.model.worksheet import Worksheet

T = TypeVar("T")
Located = list[tuple[Document, T]]


def read_instrument(path: str, questionnaire: Questionnaire) -> Instrument | Problems:
    """The questionnaire that was read from a path, with its blueprints and weights."""
    folder = _blueprints_beside(path, questionnaire)
    blueprints, problems = (
        _read_all(folder, Kind.BLUEPRINT, lambda one: decode_blueprint(one, questionnaire))
        if questionnaire.grid
        else ([], [])
    )
    problems += check_blueprints(blueprints)
    # The folder of weights belongs to all questionnaires in it.
    folder = relative_path(Path(path).absolute().parent / "weights")
    weights, refused = _read_all(
        folder, Kind.WEIGHTS, lambda one: decode_weights(one, questionnaire) if _is_for(one, questionnaire) else None
    )
    if problems + refused:
        return Problems.of(*problems, *refused)
    by_quadrant = {blueprint.quadrant: blueprint for _, blueprint in blueprints}
    return Instrument(questionnaire, by_quadrant, tuple(one for _, one in weights))


def read_worksheets(path: str, questionnaire: Questionnaire) -> dict[str, Worksheet] | Problems:
    """The worksheets of the questionnaire that was read from a path, by the names of their files."""
    from smi_cli.loading.worksheet_file import decode_worksheet

    def decode(document: Document) -> Worksheet | Problems:
        if _is_for(document, questionnaire):
            return decode_worksheet(document, questionnaire)
        message = f"This folder is for worksheets to {questionnaire.id!r}"
        return Problems.of(Problem(document.locate("questionnaire"), "wrong-questionnaire", message))

    found, problems = _read_all(_blueprints_beside(path, questionnaire) / "worksheets", Kind.WORKSHEET, decode)
    by_name: dict[str, Document] = {}
    for document, _ in found:
        first = by_name.setdefault(Path(document.file).stem, document)
        if first is not document:
            message = f"The name {Path(document.file).stem!r} is taken"
            problems.append(Problem(Location(document.file), "duplicate-id", message, f"by {first.file}"))
    return Problems.of(*problems) if problems else {Path(one.file).stem: worksheet for one, worksheet in found}


def check_worksheets(document: Document, blueprint: Blueprint, worksheets: Collection[str]) -> Iterator[Problem]:
    """Problems of the steps of a blueprint that name a worksheet which is not there."""
    for step in blueprint.steps:
        if step.worksheet and step.worksheet not in worksheets:
            message = f"There is no worksheet {step.worksheet!r}"
            place = document.locate("steps", step.id, "worksheet")
            yield Problem(place, "unknown-reference", message, suggest(step.worksheet, sorted(worksheets)))


def data_files(folder: Path) -> list[Path]:
    """The files in a folder that can be ours, sorted; none if there is no such folder."""
    return sorted(path for path in folder.iterdir() if is_data_name(path.name)) if folder.is_dir() else []


def relative_path(path: Path) -> Path:
    """A path as one would write it from here: problems read better, and match what was named on the command line."""
    return Path(os.path.relpath(path)) if path.is_relative_to(Path.cwd()) else path


def _blueprints_beside(path: str, questionnaire: Questionnaire) -> Path:
    return relative_path(Path(path).absolute().parent.parent / "blueprints" / questionnaire.id)


def _is_for(document: Document, questionnaire: Questionnaire) -> bool:
    return document.names("questionnaire") == questionnaire.id


def _read_all(
    folder: Path, kind: Kind, decode: Callable[[Document], T | Problems | None]
) -> tuple[Located[T], list[Problem]]:
    """What is decoded from the files of one kind in a folder, with its document; None is passed over."""
    found: Located[T] = []
    problems: list[Problem] = []
    try:
        files = data_files(folder)
    except OSError as error:
        message = f"The folder cannot be read: {error.strerror or 'the system does not say why'}"
        return [], [Problem(Location(str(folder)), "not-readable", message)]
    for file in files:
        document = read_kind(str(file), kind)
        decoded = document if isinstance(document, Problems) else decode(document)
        if isinstance(decoded, Problems):
            problems += decoded.items
        elif decoded is not None and isinstance(document, Document):
            found.append((document, decoded))
    return found, problems
