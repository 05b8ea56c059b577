"""Files of results to snapshots: a document of results, records line by line, or answers, which are scored now.

Results are written by smi, one after the other into large files; they are read one by one. A file can hold 128 MiB,
which is about a hundred thousand records or two thousand results in full.
"""

from __future__ import annotations

from collections.abc import Callable
from io import StringIO
from json import JSONDecodeError
from typing import Final, NamedTuple

from smi_cli.assessing.assessment import Assessment
from smi_cli.assessing.baseline import Baseline
from smi_cli.assessing.compiling import compile_questionnaire
from smi_cli.assessing.snapshot import Snapshot, snapshot_of
from smi_cli.loading.files import MEBIBYTE, SIZE_LIMIT, decode_text, display_name, read_bytes, too_large
from smi_cli.loading.finding import Kind, kind_of, parse_document, wrong_kind
from smi_cli.loading.json_walk import JsonWalk, find_value
from smi_cli.loading.kept_result import snapshot_of_record, snapshot_of_result
from smi_cli.loading.kept_values import KeptValue, WrongValueError
from smi_cli.loading.library import Library, answers_of, not_for
from smi_cli.model.blueprint import Instrument
from smi_cli.model.problems import Location, Problem, Problems
from smi_cli.model.questionnaire import Weights

RESULTS_LIMIT: Final = 128 * MEBIBYTE
RESULT_SCHEMA: Final = "smi.result/1"
RECORD_SCHEMA: Final = "smi.record/1"
_NOT_OURS: Final = f"is {{!r}}; results are {RESULT_SCHEMA} or {RECORD_SCHEMA}"
_AGAIN: Final = "score the answers again and keep that result"


class Found(NamedTuple):
    """A snapshot, and where in its file it stands."""

    snapshot: Snapshot
    location: Location


def read_snapshots(path: str, library: Library, weights: Weights | None = None) -> list[Snapshot] | Problems:
    """The results in a file, in its order; answers are scored with their questionnaire and, if given, other weights."""
    found = _read(path, library, weights)
    return found if isinstance(found, Problems) else [one.snapshot for one in found]


def read_baseline(path: str, library: Library, weights: Weights | None = None) -> Baseline | Problems:
    """The results in a file to hold new ones against; two of one subject on one day leave open which one."""
    found = _read(path, library, weights)
    if isinstance(found, Problems):
        return found
    first: dict[tuple[object, ...], Location] = {}
    problems = []
    for snapshot, location in found:
        key = (snapshot.subject, snapshot.questionnaire, snapshot.date)
        if key in first:
            message = (
                f"{snapshot.subject!r} has two results of {snapshot.questionnaire!r} on {snapshot.date.isoformat()}"
            )
            hint = f"the other one stands in line {first[key].line}; keep one of them"
            problems.append(Problem(location, "same-date", message, hint))
        first.setdefault(key, location)
    return Problems.of(*problems) if problems else Baseline(one.snapshot for one in found)


def _read(path: str, library: Library, weights: Weights | None) -> list[Found] | Problems:
    data = read_bytes(path, RESULTS_LIMIT)
    if isinstance(data, Problems):
        return data
    text = decode_text(path, data)
    if isinstance(text, Problems):
        return text
    schema = RECORD_SCHEMA if path.lower().endswith(".jsonl") else _schema(text)
    if schema is None:
        return too_large(path) if len(data) > SIZE_LIMIT else _score(path, text, library, weights)
    return _Results(display_name(path), text).read(schema)


def _schema(text: str) -> str | None:
    """What a text of JSON says that it is; None where it is something else."""
    walk = JsonWalk(text)
    try:
        for key in walk.members() if walk.opens("{") else ():
            value = walk.value()
            if key == "schema":
                return str(value)
    except JSONDecodeError:
        pass
    return None


def _score(path: str, text: str, library: Library, weights: Weights | None) -> list[Found] | Problems:
    """Answers, as the only result of their file."""
    document = parse_document(path, text)
    kind = document if isinstance(document, Problems) else kind_of(document)
    if isinstance(document, Problems) or isinstance(kind, Problems):
        return Problems.of(*(one for part in (document, kind) if isinstance(part, Problems) for one in part.items))
    if kind is not Kind.ANSWERS:
        return wrong_kind(document, kind, Kind.ANSWERS)
    answers = answers_of(document, library)
    if isinstance(answers, Problems):
        return answers
    instrument = library.instrument(answers.questionnaire)
    assert isinstance(instrument, Instrument)  # noqa: S101 - the answers were checked against it
    name = display_name(path)
    if weights and (wrong := not_for(instrument.questionnaire, "weights", weights.questionnaire, name)):
        return wrong
    assessment = Assessment(instrument, compile_questionnaire(instrument.questionnaire, weights), answers)
    return [Found(snapshot_of(assessment), Location(name))]


class _Results:
    """The results in a text of JSON, and what is wrong with it."""

    def __init__(self, name: str, text: str) -> None:
        self._name = name
        self._text = text
        self._found: list[Found] = []
        self._problems: list[Problem] = []

    def read(self, schema: str) -> list[Found] | Problems:
        """All results, or every problem of the file."""
        if schema == RECORD_SCHEMA:
            for line, text in enumerate(StringIO(self._text, newline="\n")):
                self._take(text, line, self._record)
        elif schema == RESULT_SCHEMA:
            self._take(self._text, 0, self._document)
        else:
            self._note(self._text, 0, ("schema",), "unknown-schema", f"schema {_NOT_OURS.format(schema)}")
        if not self._problems and not self._found:
            self._note(self._text, 0, (), "nothing-found", "The file holds no result")
        return Problems.of(*self._problems) if self._problems else self._found

    def _take(self, text: str, line: int, read: Callable[[JsonWalk, int], None]) -> None:
        """Read a text that begins on a line of the file, counted from 0."""
        walk = JsonWalk(text)
        try:
            read(walk, line)
            if not walk.ended:
                walk.refuse("Something stands behind the end")
        except JSONDecodeError as error:
            place = self._place(text, line, error.pos)
            self._problems.append(Problem(place, "bad-json", f"This is not valid JSON: {error.msg}"))

    def _record(self, walk: JsonWalk, line: int) -> None:
        if not walk.ended:
            self._keep(walk, line, _record)

    def _document(self, walk: JsonWalk, line: int) -> None:
        keys = set()
        for key in walk.members():
            if key in keys:
                place = self._place(walk.text, line, walk.at)
                self._problems.append(Problem(place, "duplicate-key", f"The key {key!r} stands twice"))
            keys.add(key)
            if key == "results" and walk.opens("["):
                for _ in walk.items():
                    self._keep(walk, line, snapshot_of_result)
            elif key == "results":
                self._note(walk.text, line, (key,), "wrong-type", "results has to be a list")
                walk.value()
            else:
                walk.value()
        if "results" not in keys:
            self._note(walk.text, line, (), "missing-key", "The document lacks the key 'results'")

    def _keep(self, walk: JsonWalk, line: int, read: Callable[[KeptValue], Snapshot]) -> None:
        at = walk.at
        value = KeptValue(walk.value())
        try:
            self._found.append(Found(read(value), self._place(walk.text, line, at)))
        except WrongValueError as error:
            place = self._place(walk.text, line, find_value(walk.text, at, error.path))
            hint = _AGAIN if error.code == "missing-key" else ""
            self._problems.append(Problem(place, error.code, str(error), hint))

    def _note(self, text: str, line: int, path: tuple[str, ...], code: str, message: str) -> None:
        self._problems.append(Problem(self._place(text, line, find_value(text, 0, path)), code, message))

    def _place(self, text: str, line: int, at: int) -> Location:
        return Location(self._name, line + text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))


def _record(value: KeptValue) -> Snapshot:
    schema = value["schema"]
    if schema.text() != RECORD_SCHEMA:
        schema.refuse(_NOT_OURS.format(schema.text()), "unknown-schema")
    return snapshot_of_record(value)
