"""Questionnaires and what belongs to them: found by path or name, read once, held against each other."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from smi_cli.loading.answers_file import ANSWERS, decode_answers
from smi_cli.loading.bare_answers import BareReader
from smi_cli.loading.beside import data_files, read_instrument, read_worksheets, relative_path
from smi_cli.loading.blueprint_file import BLUEPRINT, decode_blueprint
from smi_cli.loading.documents import Document, Mapping, Scalar
from smi_cli.loading.finding import (
    ENDINGS,
    Kind,
    read_kind,
)
from smi_cli.loading.notebook import Notebook, suggest
from smi_cli.loading.questionnaire_file import decode_questionnaire
from smi_cli.loading.records import Record
from smi_cli.loading.weights_file import WEIGHTS, decode_weights
from smi_cli.model.answers import Answers
from smi_cli.model.blueprint import Blueprint, Efforts, Instrument
from smi_cli.model.problems import Location, Problem, Problems
from smi_cli.model.questionnaire import Questionnaire, Weights

if TYPE_CHECKING:
    from smi_cli.loading.gate_request import Demanded
    from smi_cli.model.worksheet import Worksheet


class UnknownNameError(Exception):
    """Nothing ships under this name: wrong usage rather than a broken file. The text says what to use."""


class Library:
    """Questionnaires with their blueprints, each read once: the chosen one, those added, those that ship with smi."""

    def __init__(self, chosen: str | None = None, default: str = "") -> None:
        """`chosen` is a path or a shipped name that stands in for whatever the answers name; see `UnknownNameError`.

        `default` is the id that is tried first where a file need not name one.
        """
        self._chosen = None if chosen is None else path_of(chosen, "questionnaire")
        self._default = default
        self._questionnaires: dict[str, Questionnaire | Problems] = {}
        self._instruments: dict[str, Instrument | Problems] = {}
        self._added: dict[str, str] = {}
        self._shipped: dict[str, str | None] = {}
        self._bare_readers: dict[str, BareReader] = {}

    def add(self, name: str, path: str, questionnaire: Questionnaire | Problems) -> None:
        """Prefer what was read from a path, were it broken, over a shipped questionnaire of the same id."""
        self._added[name] = path
        self._questionnaires[path] = questionnaire

    def added(self, name: str) -> str | None:
        """The path of a questionnaire that was added under an id."""
        return self._added.get(name)

    def names(self) -> list[str]:
        """The ids of the questionnaires that can be named."""
        return sorted({*self._added, *_names("questionnaire")})

    def questionnaire(self, name: str) -> Questionnaire | Problems | None:
        """The questionnaire with an id; None if nobody knows it, problems if it is broken."""
        path = self.path(name)
        return None if path is None else self._read_questionnaire(path)

    def candidates(self) -> Iterator[Questionnaire]:
        """The questionnaires that something may be about which names none, each read when its turn comes.

        The chosen one alone; or those added, the default one, and the others that ship. Broken ones are left out.
        """
        names = (*self._added, self._default, *self.names())
        paths = dict.fromkeys(path for name in names if (path := self.path(name)))
        found = map(self._read_questionnaire, paths)
        return (one for one in found if isinstance(one, Questionnaire))

    def instrument(self, name: str) -> Instrument | Problems | None:
        """The questionnaire with an id, and its blueprints; None if nobody knows it, problems if they are broken."""
        path = self.path(name)
        if path is None:
            return None
        if path not in self._instruments:
            found = self._read_questionnaire(path)
            self._instruments[path] = found if isinstance(found, Problems) else read_instrument(path, found)
        return self._instruments[path]

    def worksheets(self, name: str) -> dict[str, Worksheet] | Problems:
        """The worksheets of the questionnaire with an id, by name; none where there is no such questionnaire."""
        path, found = self.path(name), self.questionnaire(name)
        return read_worksheets(path, found) if path and isinstance(found, Questionnaire) else {}

    def bare_reader(self, questionnaire: Questionnaire) -> BareReader:
        """What reads the plainest answers to a questionnaire of this library."""
        if questionnaire.id not in self._bare_readers:
            self._bare_readers[questionnaire.id] = BareReader(questionnaire)
        return self._bare_readers[questionnaire.id]

    def path(self, name: str) -> str | None:
        """The file of the questionnaire with an id; None if nobody knows it."""
        if self._chosen is not None:
            return self._chosen
        if name in self._added:
            return self._added[name]
        if name not in self._shipped:  # asked for every answers file, and found on the disk
            self._shipped[name] = path_of(name, "questionnaire") if name in _names("questionnaire") else None
        return self._shipped[name]

    def _read_questionnaire(self, path: str) -> Questionnaire | Problems:
        if path not in self._questionnaires:
            found = read_kind(path, Kind.QUESTIONNAIRE)
            self._questionnaires[path] = found if isinstance(found, Problems) else decode_questionnaire(found)
        return self._questionnaires[path]


def read_weights(name: str, library: Library) -> Weights | Problems:
    """Weights by path or by the name they ship under; see `UnknownNameError`."""
    document = read_kind(path_of(name, "weights"), Kind.WEIGHTS)
    return document if isinstance(document, Problems) else weights_of(document, library)


def read_efforts(path: str, library: Library) -> Efforts | Problems:
    """Efforts by path."""
    document = read_kind(path, Kind.EFFORTS)
    return document if isinstance(document, Problems) else efforts_of(document, library)


def read_gates(path: str, library: Library) -> tuple[Demanded, ...] | Problems:
    """What a gates file demands, by path."""
    document = read_kind(path, Kind.GATES)
    return document if isinstance(document, Problems) else gates_of(document, library)


def answers_of(document: Document, library: Library) -> Answers | Problems:
    """The answers of a document, checked against their questionnaire."""
    instrument = instrument_for(document, library, ANSWERS)
    if isinstance(instrument, Problems):
        return instrument
    return library.bare_reader(instrument.questionnaire).read(document) or decode_answers(document, instrument)


def efforts_of(document: Document, library: Library) -> Efforts | Problems:
    """The efforts of a document, checked against the steps of the blueprints."""
    from smi_cli.loading.efforts_file import EFFORTS, decode_efforts

    instrument = instrument_for(document, library, EFFORTS)
    return instrument if isinstance(instrument, Problems) else decode_efforts(document, instrument)


def gates_of(document: Document, library: Library) -> tuple[Demanded, ...] | Problems:
    """What a document demands, each gate checked against the questionnaire that it names, or against all."""
    from smi_cli.loading.gates_file import GATES, decode_gates

    if document.names("questionnaire") is None:
        return decode_gates(document, library.candidates)
    questionnaire = _questionnaire_for(document, library, GATES)
    return questionnaire if isinstance(questionnaire, Problems) else decode_gates(document, lambda: (questionnaire,))


def weights_of(document: Document, library: Library) -> Weights | Problems:
    """The weights of a document, checked against their questionnaire."""
    questionnaire = _questionnaire_for(document, library, WEIGHTS)
    return questionnaire if isinstance(questionnaire, Problems) else decode_weights(document, questionnaire)


def blueprint_of(document: Document, library: Library) -> Blueprint | Problems:
    """The blueprint of a document, checked against its questionnaire."""
    questionnaire = _questionnaire_for(document, library, BLUEPRINT)
    return questionnaire if isinstance(questionnaire, Problems) else decode_blueprint(document, questionnaire)


def worksheet_of(document: Document, library: Library) -> Worksheet | Problems:
    """The worksheet of a document, checked against its questionnaire."""
    from smi_cli.loading.worksheet_file import WORKSHEET, decode_worksheet

    questionnaire = _questionnaire_for(document, library, WORKSHEET)
    return questionnaire if isinstance(questionnaire, Problems) else decode_worksheet(document, questionnaire)


def path_of(name: str, what: str) -> str:
    """The file that a path or the name of a shipped `questionnaire` or `weights` leads to; see `UnknownNameError`."""
    if os.sep in name or name.lower().endswith(ENDINGS):
        return name
    names = _names(what)
    if name not in names:
        hint = suggest(name, names)
        msg = f"nothing called {name!r} ships with smi as {what} ({hint or 'name a file'})"
        raise UnknownNameError(msg)
    return str(_shelf(what) / f"{name}.yaml")


def with_efforts(instrument: Instrument, efforts: Efforts | Problems | None, place: Location) -> Instrument | Problems:
    """The instrument with the user's efforts, where there are any; problems, said of a place, where they do not fit."""
    if efforts is None or isinstance(efforts, Problems):
        return efforts or instrument
    wrong = not_for(instrument.questionnaire, "efforts", efforts.questionnaire, place)
    return wrong or instrument.with_efforts(efforts)


def not_for(questionnaire: Questionnaire, what: str, named: str, place: Location) -> Problems | None:
    """The problem, said of a place, of weights or efforts that name another questionnaire; None if they do not."""
    if named == questionnaire.id:
        return None
    message = f"The {what} are for {named!r}, this is about {questionnaire.id!r}"
    return Problems.of(Problem(place, f"wrong-{what}", message, "leave it out for this file"))


def instrument_for(document: Document, library: Library, shape: Record) -> Instrument | Problems:
    """The instrument that a document names, or what is wrong with either."""
    return _instrument_of(_questionnaire_for(document, library, shape), library)


def instrument_named(name: str, place: Location, library: Library) -> Instrument | Problems:
    """The instrument with an id that is named at a place, or what is wrong with either."""
    return _instrument_of(_questionnaire_named(name, place, library), library)


def _instrument_of(questionnaire: Questionnaire | Problems, library: Library) -> Instrument | Problems:
    if isinstance(questionnaire, Problems):
        return questionnaire
    instrument = library.instrument(questionnaire.id)
    assert instrument is not None  # noqa: S101 - its questionnaire is known
    return instrument


def _questionnaire_for(document: Document, library: Library, shape: Record) -> Questionnaire | Problems:
    """The questionnaire that a document names. Where it cannot be had, at least the shape of the document is judged."""
    root = document.root
    entry = root.entries.get("questionnaire") if isinstance(root, Mapping) else None
    found = (
        _questionnaire_named(entry[1].text, document.at(entry[1]), library)
        if entry and isinstance(entry[1], Scalar)
        else None
    )
    if isinstance(found, Questionnaire):
        return found
    notebook = Notebook(document)
    shape.decode(root, "the file", notebook)
    return Problems.of(*(found.items if found else ()), *notebook.problems)


def _questionnaire_named(name: str, place: Location, library: Library) -> Questionnaire | Problems:
    """The questionnaire with an id, or what is wrong with it or with the place that names it."""
    questionnaire = library.questionnaire(name)
    if questionnaire is None:
        message = f"No questionnaire called {name!r} ships with smi"
        hint = "; ".join(filter(None, (suggest(name, library.names()), "name another one with --questionnaire PATH")))
        return Problems.of(Problem(place, "unknown-questionnaire", message, hint))
    if isinstance(questionnaire, Questionnaire) and questionnaire.id != name:
        message = f"The file belongs to {name!r}, not to the questionnaire {questionnaire.id!r}"
        return Problems.of(Problem(place, "wrong-questionnaire", message))
    return questionnaire


def _names(what: str) -> list[str]:
    return [path.stem for path in data_files(_shelf(what))]


def _shelf(what: str) -> Path:
    """Where things ship: in the installed package or, in a checkout, at the top of it."""
    package = Path(__file__).parent.parent
    inside = package / "_data"
    data = inside if inside.is_dir() else package.parent.parent
    return relative_path(data / "questionnaires" / ("weights" if what == "weights" else ""))
