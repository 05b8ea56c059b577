"""Checking files of every kind together, so that answers are held against the questionnaire that stands beside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from smi_cli.loading.beside import check_worksheets
from smi_cli.loading.blueprint_file import check_blueprints
from smi_cli.loading.documents import Document, Mapping, Path, Scalar
from smi_cli.loading.finding import Kind, is_table, kind_of, read_document
from smi_cli.loading.library import Library, answers_of, blueprint_of, efforts_of, gates_of, weights_of, worksheet_of
from smi_cli.loading.questionnaire_file import decode_questionnaire
from smi_cli.loading.searching import FoundTable, find_files
from smi_cli.model.blueprint import Blueprint, Instrument
from smi_cli.model.problems import Location, Problem, Problems
from smi_cli.model.questionnaire import Questionnaire

UNREADABLE = frozenset({"not-found", "not-readable", "not-a-file", "nothing-found"})


class Sound(NamedTuple):
    """A questionnaire without a problem, its blueprints if they are sound too, and where in its file things stand."""

    document: Document
    instrument: Instrument

    def locate(self, path: Path) -> Location:
        """Where the key at a path stands. A level that several questions share stands in the shared list."""
        node = self.document.root
        for place, part in enumerate(path):
            if isinstance(node, Scalar):
                return self.document.locate_key("levels", node.text, *path[place:])
            if not (isinstance(node, Mapping) and isinstance(part, str) and part in node.entries):
                break
            node = node.entries[part][1]
        return self.document.locate_key(*path)


class Checked(NamedTuple):
    """Every problem, sorted; how many files of which kind were checked; how many of another kind were passed over.

    `tables` is the number of tables of answers, `remarks` what of their columns was left out, `passed` are those that
    a folder holds and nobody named. `sound` are the
    questionnaires among the files that have no problem.
    """

    problems: tuple[Problem, ...]
    kinds: Counter[Kind]
    tables: int
    remarks: tuple[str, ...]
    passed: tuple[str, ...]
    skipped: int
    sound: tuple[Sound, ...]

    @property
    def unreadable(self) -> bool:
        """Whether a path led to nothing that could be read at all."""
        return any(problem.code in UNREADABLE for problem in self.problems)


def check_files(paths: Sequence[str], library: Library) -> Checked:
    """Check all files of all paths. Questionnaires among them are preferred over those that ship."""
    problems: list[Problem] = []
    documents: list[tuple[Kind, str, Document]] = []
    tables: list[str] = []
    skipped = 0
    passed: list[str] = []
    for file in find_files(paths):
        if isinstance(file, FoundTable):
            passed.append(file.path)
            continue
        if not isinstance(file, Problems) and is_table(file.path):
            tables.append(file.path)
            continue
        document = file if isinstance(file, Problems) else read_document(file.path)
        kind = document if isinstance(document, Problems) else kind_of(document)
        if isinstance(kind, Problems):
            problems += kind.items
        elif isinstance(document, Document) and not isinstance(file, Problems):
            if kind:
                documents.append((kind, file.path, document))
            elif file.named:
                hint = "the first line says the format"
                problems.append(Problem(document.at(document.root), "wrong-kind", "This is no file of smi", hint))
            else:
                skipped += 1
    # A file that cannot be read at all may be a blueprint.
    more, sound = _check_documents(documents, library, broken=bool(problems))
    wrong, remarks = _check_tables(tables, library)  # behind the questionnaires that stand beside them
    kinds = Counter(kind for kind, _, _ in documents)
    found = Problems.of(*problems, *more, *wrong).items
    return Checked(found, kinds, len(tables), tuple(remarks), tuple(passed), skipped, sound)


def _check_tables(paths: Sequence[str], library: Library) -> tuple[list[Problem], list[str]]:
    problems: list[Problem] = []
    remarks: list[str] = []
    for path in paths:
        from smi_cli.loading.table_book import Remark
        from smi_cli.loading.tables import read_table

        for outcome in read_table(path, library):
            problems += outcome.items if isinstance(outcome, Problems) else ()
            remarks += [str(outcome)] if isinstance(outcome, Remark) else ()
    return problems, remarks


def _check_documents(
    documents: Sequence[tuple[Kind, str, Document]], library: Library, *, broken: bool
) -> tuple[list[Problem], tuple[Sound, ...]]:
    problems: list[Problem] = []
    questionnaires: list[tuple[Document, Questionnaire]] = []
    blueprints: list[tuple[Document, Blueprint]] = []
    order = list(Kind)  # questionnaires first: the others are held against them
    for kind, path, document in sorted(documents, key=lambda one: order.index(one[0])):
        outcome = _check_document(kind, path, document, library)
        if isinstance(outcome, Problems):
            problems += outcome.items
            broken = broken or kind is Kind.BLUEPRINT
        elif isinstance(outcome, Questionnaire):
            questionnaires.append((document, outcome))
        elif isinstance(outcome, Blueprint):
            blueprints.append((document, outcome))
    # What a broken blueprint says is not known, so that nothing can be said to be missing.
    known = [blueprint for _, blueprint in blueprints]
    sound = tuple(
        Sound(document, Instrument(one, {} if broken else _blueprints_for(one, known, library)))
        for document, one in questionnaires
    )
    problems += check_blueprints(blueprints)
    worksheets = {one: library.worksheets(one) for one in {blueprint.questionnaire for blueprint in known}}
    for document, blueprint in blueprints:
        found = worksheets[blueprint.questionnaire]
        # What a broken worksheet is called is not known, so that none can be said to be missing.
        problems += found.items if isinstance(found, Problems) else check_worksheets(document, blueprint, found)
    return problems, sound


def _blueprints_for(
    questionnaire: Questionnaire, checked: Iterable[Blueprint], library: Library
) -> dict[str, Blueprint]:
    """The blueprints beside a questionnaire and those that were checked with it; none if one of them is broken."""
    beside = library.instrument(questionnaire.id)
    if not isinstance(beside, Instrument) or beside.questionnaire != questionnaire:
        return {}
    together = {one.quadrant: one for one in checked if one.questionnaire == questionnaire.id}
    return {**beside.blueprints, **together}


def _check_document(kind: Kind, path: str, document: Document, library: Library) -> object:  # noqa: PLR0911 - one a kind
    match kind:
        case Kind.QUESTIONNAIRE:
            return _check_questionnaire(path, document, library)
        case Kind.BLUEPRINT:
            return blueprint_of(document, library)
        case Kind.WORKSHEET:
            return worksheet_of(document, library)
        case Kind.WEIGHTS:
            return weights_of(document, library)
        case Kind.EFFORTS:
            return efforts_of(document, library)
        case Kind.GATES:
            return gates_of(document, library)
        case Kind.ANSWERS:
            return answers_of(document, library)


def _check_questionnaire(path: str, document: Document, library: Library) -> Questionnaire | Problems:
    """A broken questionnaire is kept under its id too, so that nothing is held against another one in its place."""
    questionnaire = decode_questionnaire(document)
    name = document.names("id") or ""
    if first := library.added(name):
        again = Problem(document.locate("id"), "duplicate-id", f"The id {name!r} is taken", f"by {first}")
        return Problems.of(again, *(questionnaire.items if isinstance(questionnaire, Problems) else ()))
    library.add(name, path, questionnaire)
    return questionnaire
