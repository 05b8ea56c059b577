"""Documents of results as `smi score` writes them, from assessments."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from smi_cli.assessing.assessment import Assessment
from smi_cli.assessing.batch import Digests, Scored, Totals
from smi_cli.assessing.snapshot import Snapshot
from smi_cli.loading.library import Library
from smi_cli.loading.results_file import read_results
from smi_cli.model.problems import Location, Problem, Problems
from smi_cli.model.questionnaire import Weights
from smi_cli.rendering.json_document import ResultsDocument

DIGESTS = Digests("0" * 64, "", "1" * 64)


def a_results_document(results: Collection[tuple[str, Assessment]], problems: Iterable[Problem] = ()) -> str:
    """The document of some assessments, each with the name of its file, and of what was wrong with others."""
    document = ResultsDocument()
    parts = [
        document.add(Scored(file, assessment, (), None, DIGESTS, lambda _, file=file: Location(file)))  # type: ignore[misc]
        for file, assessment in results
    ]
    return "".join([*parts, document.end(Totals(len(results), 0, 0, 0, (), tuple(problems)))])


def read_snapshots(path: str, library: Library, weights: Weights | None = None) -> list[Snapshot] | Problems:
    """What is kept of the results in a file, or every problem of it."""
    found = read_results(path, library, weights)
    return found if isinstance(found, Problems) else [one.snapshot for one in found]
