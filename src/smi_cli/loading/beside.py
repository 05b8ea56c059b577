"""What stands beside a questionnaire: its blueprints and their worksheets, and the weights that come with it."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from smi_cli.loading.blueprint_file import check_blueprints, decode_blueprint
from smi_cli.loading.documents import Document
from smi_cli.loading.finding import Kind, is_data_file, read_kind
from smi_cli.loading.notebook import suggest
from smi_cli.loading.weights_file import decode_weights
from smi_cli.model.blueprint import Blueprint, Instrument
from smi_cli.model.problems import Problem, Problems
from smi_cli.model.questionnaire import Questionnaire

if TYPE_CHECKING:
    from smi_cli.model.worksheet import Worksheet

T = TypeVar("T")
Located = list[tuple[Document, T]]


def read_instrument(path: str, questionnaire: Questionnaire) -> Instrument | Problems:
    """The questionnaire that was read from a path, with its blueprints and weights."""
    files = data_files(_blueprints_beside(path, questionnaire)) if questionnaire.grid else []
    blueprints, problems = _read_all(files, Kind.BLUEPRINT, lambda one: decode_blueprint(one, questionnaire))
    problems += check_blueprints(blueprints)
    names = worksheet_names(path, questionnaire)
    problems += (one for document, blueprint in blueprints for one in missing_worksheets(document, blueprint, names))
    # The folder of weights belongs to all questionnaires in it.
    files = data_files(short(Path(path).absolute().parent / "weights"))
    weights, refused = _read_all(
        files, Kind.WEIGHTS, lambda one: decode_weights(one, questionnaire) if _names(one, questionnaire) else None
    )
    if problems + refused:
        return Problems.of(*problems, *refused)
    by_quadrant = {blueprint.quadrant: blueprint for _, blueprint in blueprints}
    return Instrument(questionnaire, by_quadrant, tuple(one for _, one in weights))


def read_worksheets(path: str, questionnaire: Questionnaire) -> dict[str, Worksheet] | Problems:
    """The worksheets of the questionnaire that was read from a path, by name."""
    from smi_cli.loading.worksheet_file import decode_worksheet

    files = _worksheets_beside(path, questionnaire)
    found, problems = _read_all(files, Kind.WORKSHEET, lambda one: decode_worksheet(one, questionnaire))
    return Problems.of(*problems) if problems else {Path(one.file).stem: worksheet for one, worksheet in found}


def worksheet_names(path: str, questionnaire: Questionnaire) -> set[str]:
    """The names of the worksheets of the questionnaire that was read from a path: those of their files."""
    return {file.stem for file in _worksheets_beside(path, questionnaire)}


def missing_worksheets(document: Document, blueprint: Blueprint, names: Collection[str]) -> Iterator[Problem]:
    """Problems of the steps of a blueprint that name a worksheet which is not there."""
    for step in blueprint.steps:
        if step.worksheet and step.worksheet not in names:
            message = f"There is no worksheet {step.worksheet!r}"
            place = document.locate("steps", step.id, "worksheet")
            yield Problem(place, "unknown-reference", message, suggest(step.worksheet, sorted(names)))


def data_files(folder: Path) -> list[Path]:
    """The files in a folder that can be ours, sorted; none if there is no such folder."""
    return sorted(filter(is_data_file, folder.iterdir())) if folder.is_dir() else []


def short(path: Path) -> Path:
    """A path as one would write it from here: problems read better, and match what was named on the command line."""
    return Path(os.path.relpath(path)) if path.is_relative_to(Path.cwd()) else path


def _blueprints_beside(path: str, questionnaire: Questionnaire) -> Path:
    return short(Path(path).absolute().parent.parent / "blueprints" / questionnaire.id)


def _worksheets_beside(path: str, questionnaire: Questionnaire) -> list[Path]:
    return data_files(_blueprints_beside(path, questionnaire) / "worksheets")


def _names(document: Document, questionnaire: Questionnaire) -> bool:
    return document.names("questionnaire") == questionnaire.id


def _read_all(
    files: Iterable[Path], kind: Kind, decode: Callable[[Document], T | Problems | None]
) -> tuple[Located[T], list[Problem]]:
    """What is decoded from files of one kind, with its document; None is passed over."""
    found: Located[T] = []
    problems: list[Problem] = []
    for file in files:
        document = read_kind(str(file), kind)
        decoded = document if isinstance(document, Problems) else decode(document)
        if isinstance(decoded, Problems):
            problems += decoded.items
        elif decoded is not None and isinstance(document, Document):
            found.append((document, decoded))
    return found, problems
