"""Files of results to snapshots: a document of results, records line by line, or answers, which are scored now.

Results are written by smi, one after the other into large files; they are read one by one, and records line by line,
so that their text is never held a second time. A file can hold 128 MiB,
which is about a hundred thousand records or two thousand results in full.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterable
from io import BytesIO
from json import JSONDecodeError
from typing import Final, NamedTuple

from smi_cli.assessing.assessment import Assessment
from smi_cli.assessing.baseline import Baseline, same_day
from smi_cli.assessing.compiling import compile_questionnaire
from smi_cli.assessing.scrutiny import STANDARD, Scrutiny
from smi_cli.assessing.snapshot import Snapshot, snapshot_of
from smi_cli.loading.files import MEBIBYTE, SIZE_LIMIT, decode_text, display_name, read_bytes, too_large
from smi_cli.loading.finding import Kind, kind_of, parse_document, wrong_kind
from smi_cli.loading.json_walk import JsonWalk, find_value
from smi_cli.loading.kept_record import RecordReader
from smi_cli.loading.kept_result import snapshot_of_result
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
    """A snapshot, the file that it was made from, empty if it does not say so, and where it stands.

    `assessment` is what answers were scored to; None for a result that was kept.
    """

    snapshot: Snapshot
    file: str
    location: Location
    assessment: Assessment | None = None


def read_results(
    path: str, library: Library, weights: Weights | None = None, scrutiny: Scrutiny = STANDARD
) -> list[Found] | Problems:
    """The results in a file, in its order; answers are scored with their questionnaire and, if given, other weights."""
    data = read_bytes(path, RESULTS_LIMIT)
    if isinstance(data, Problems):
        return data
    if path.lower().endswith(".jsonl"):
        return _read_records(path, data)
    text = decode_text(path, data)
    if isinstance(text, Problems):
        return text
    schema = _schema(text)
    if schema is None:
        return too_large(path) if len(data) > SIZE_LIMIT else _score(path, text, library, weights, scrutiny)
    if schema == RECORD_SCHEMA:
        return _read_records(path, data)
    return _Results(display_name(path)).document(text, schema)


def read_baseline(path: str, library: Library, weights: Weights | None = None) -> Baseline | Problems:
    """The results in a file to hold new ones against; two of one subject, day and file leave open which one counts."""
    found = read_results(path, library, weights)
    if isinstance(found, Problems):
        return found
    first: dict[tuple[object, ...], Location] = {}
    problems = []
    for snapshot, file, location, _ in found:
        key = (snapshot.subject, snapshot.questionnaire, snapshot.date, file)
        if key in first:
            message = same_day(snapshot)
            hint = f"the other one stands in line {first[key].line}; keep one of them"
            problems.append(Problem(location, "same-date", message, hint))
        first.setdefault(key, location)
    return Problems.of(*problems) if problems else Baseline((one.file, one.snapshot) for one in found)


def _read_records(path: str, data: bytes) -> list[Found] | Problems:
    """Records, each line decoded for itself; what cannot be decoded is looked for in the whole file."""
    lines = BytesIO(data)
    lines.seek(len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0)
    try:
        return _Results(display_name(path)).records(line.decode() for line in lines)
    except UnicodeDecodeError:
        wrong = decode_text(path, data)
        assert isinstance(wrong, Problems)  # noqa: S101 - one of its lines could not be decoded
        return wrong


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


def _score(
    path: str, text: str, library: Library, weights: Weights | None, scrutiny: Scrutiny
) -> list[Found] | Problems:
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
    if weights and (wrong := not_for(instrument.questionnaire, "weights", weights.questionnaire, Location(name))):
        return wrong
    compiled = compile_questionnaire(instrument.questionnaire, weights)
    assessment = Assessment(instrument, compiled, answers, scrutiny=scrutiny)
    return [Found(snapshot_of(assessment), name, Location(name), assessment)]


class _Results:
    """The results in JSON, and what is wrong with it."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._found: list[Found] = []
        self._problems: list[Problem] = []
        self._records = RecordReader()

    def records(self, lines: Iterable[str]) -> list[Found] | Problems:
        """The records of all lines, or every problem of the file."""
        for line, text in enumerate(lines):
            self._take(text, line, self._record)
        return self._outcome()

    def document(self, text: str, schema: str) -> list[Found] | Problems:
        """The results in a document, or every problem of it."""
        if schema == RESULT_SCHEMA:
            self._take(text, 0, self._document)
        else:
            self._note(text, 0, ("schema",), "unknown-schema", f"schema {_NOT_OURS.format(schema)}")
        return self._outcome()

    def _outcome(self) -> list[Found] | Problems:
        if not self._problems and not self._found:
            self._problems.append(Problem(Location(self._name, 1, 1), "nothing-found", "The file holds no result"))
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
            self._keep(walk, line, self._snapshot)

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
            self._found.append(Found(read(value), value.name("file"), self._place(walk.text, line, at)))
        except WrongValueError as error:
            place = self._place(walk.text, line, find_value(walk.text, at, error.path))
            hint = _AGAIN if error.code == "missing-key" else ""
            self._problems.append(Problem(place, error.code, str(error), hint))

    def _snapshot(self, record: KeptValue) -> Snapshot:
        schema = record["schema"]
        if schema.text() != RECORD_SCHEMA:
            schema.refuse(_NOT_OURS.format(schema.text()), "unknown-schema")
        return self._records.snapshot(record)

    def _note(self, text: str, line: int, path: tuple[str, ...], code: str, message: str) -> None:
        self._problems.append(Problem(self._place(text, line, find_value(text, 0, path)), code, message))

    def _place(self, text: str, line: int, at: int) -> Location:
        return Location(self._name, line + text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))
