"""Checking files of every kind together, so that answers are held against the questionnaire that stands beside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from smi_cli.loading.blueprint_file import check_blueprints
from smi_cli.loading.documents import Document, Mapping, Scalar
from smi_cli.loading.finding import Kind, find_files, kind_of, read_document
from smi_cli.loading.library import Library, answers_of, blueprint_of, weights_of
from smi_cli.loading.questionnaire_file import decode_questionnaire
from smi_cli.model.blueprint import Blueprint
from smi_cli.model.problems import Problem, Problems
from smi_cli.model.questionnaire import Questionnaire

UNREADABLE = frozenset({"not-found", "not-readable", "not-a-file", "nothing-found"})


class Checked(NamedTuple):
    """Every problem, sorted; how many files of which kind were checked; how many of another kind were passed over."""

    problems: tuple[Problem, ...]
    kinds: Counter[Kind]
    skipped: int

    @property
    def unreadable(self) -> bool:
        """Whether a path led to nothing that could be read at all."""
        return any(problem.code in UNREADABLE for problem in self.problems)


def check_files(paths: Sequence[str], library: Library) -> Checked:
    """Check all files of all paths. Questionnaires among them are preferred over those that ship."""
    problems: list[Problem] = []
    documents: list[tuple[Kind, str, Document]] = []
    skipped = 0
    for file in find_files(paths):
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
    problems += _check_documents(documents, library)
    return Checked(Problems.of(*problems).items, Counter(kind for kind, _, _ in documents), skipped)


def _check_documents(documents: Iterable[tuple[Kind, str, Document]], library: Library) -> list[Problem]:
    problems: list[Problem] = []
    blueprints: list[tuple[Document, Blueprint]] = []
    order = list(Kind)  # questionnaires first: the others are held against them
    for kind, path, document in sorted(documents, key=lambda one: order.index(one[0])):
        outcome = _check_document(kind, path, document, library)
        if isinstance(outcome, Problems):
            problems += outcome.items
        elif isinstance(outcome, Blueprint):
            blueprints.append((document, outcome))
    return problems + check_blueprints(blueprints)


def _check_document(kind: Kind, path: str, document: Document, library: Library) -> object:
    match kind:
        case Kind.QUESTIONNAIRE:
            return _check_questionnaire(path, document, library)
        case Kind.BLUEPRINT:
            return blueprint_of(document, library)
        case Kind.WEIGHTS:
            return weights_of(document, library)
        case Kind.ANSWERS:
            return answers_of(document, library)


def _check_questionnaire(path: str, document: Document, library: Library) -> Questionnaire | Problems:
    """A broken questionnaire is kept under its id too, so that nothing is held against another one in its place."""
    questionnaire = decode_questionnaire(document)
    root = document.root
    entry = root.entries.get("id") if isinstance(root, Mapping) else None
    name = entry[1].text if entry and isinstance(entry[1], Scalar) else ""
    if first := library.added(name):
        again = Problem(document.locate("id"), "duplicate-id", f"The id {name!r} is taken", f"by {first}")
        return Problems.of(again, *(questionnaire.items if isinstance(questionnaire, Problems) else ()))
    library.add(name, path, questionnaire)
    return questionnaire
