"""Earlier results, read back: each form that a file can have, and each problem at its line."""

# ruff: noqa: E501 - a problem is one line, and stands here as its reader sees it

from __future__ import annotations

import json
import tracemalloc
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DataObject

from builders import BAKERY, an_answers_text, some_weights
from results import a_results_document, read_snapshots
from smi_cli.assessing.baseline import Baseline
from smi_cli.assessing.changing import compare
from smi_cli.assessing.measuring import Range
from smi_cli.assessing.snapshot import Snapshot, Stand, snapshot_of
from smi_cli.loading import results_file
from smi_cli.loading.library import Library
from smi_cli.loading.results_file import read_baseline
from smi_cli.model.answers import Answer
from smi_cli.model.problems import Location, Problems
from smi_cli.rendering.change_report import compose_change
from smi_cli.rendering.json_change import render_changes
from smi_cli.rendering.markdown_change import render_change
from unit.assessing.worked import FULL, UNKNOWN, assessed

ANSWERS: dict[str, Answer | int] = {**FULL, "tasting": UNKNOWN, "heat": 1}
RECORD: dict[str, Any] = {
    "schema": "smi.record/1",
    "file": "a.yaml",
    "subject": "Crumb & Sons",
    "date": "2026-10-05",
    "questionnaire": "bakery",
    "version": "1.0",
    "weights": None,
    "quadrant": "institution",
    "possible": ["institution"],
    "borderline": [],
    "scores": {"overall": 62.5, "mean": 81.3, "craft": 62.5, "shop": 100.0},
    "box": {"overall": [37.5, 62.5], "mean": [68.8, 81.3], "craft": [37.5, 62.5], "shop": [100.0, 100.0]},
    "exact": {
        "overall": ["125/2", "75/2", "125/2"],
        "mean": ["325/4", "275/4", "325/4"],
        "craft": ["125/2", "75/2", "125/2"],
        "shop": ["100", "100", "100"],
    },
    "missing": 1,
    "rungs": {"standing": "trade", "signs": "none-yet"},
    "rung_box": {"standing": ["hobby", "trade"], "signs": ["none-yet", "none-yet"]},
    "gates": {},
    "sha256": {"questionnaire": "0", "weights": None, "answers": "0"},
}


def library(tmp_path: Path) -> Library:
    path = tmp_path / "bakery.yaml"
    path.write_text(BAKERY, encoding="utf-8")
    return Library(str(path))


@pytest.fixture
def read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """Read a text as a file of a name."""
    monkeypatch.chdir(tmp_path)

    def read(text: str, name: str = "a.json", how: Callable[..., Any] = read_snapshots) -> Any:
        Path(name).write_text(text, encoding="utf-8")
        outcome = how(name, library(tmp_path))
        return [str(one) for one in outcome.items] if isinstance(outcome, Problems) else outcome

    return read


def result(**changed: Any) -> dict[str, Any]:
    """A result in full, with other values at the top."""
    document = json.loads(a_results_document([("a.yaml", assessed(ANSWERS))], []))
    return {**document["results"][0], **changed}


def document(*results: Any, **changed: Any) -> str:
    return json.dumps({"schema": "smi.result/1", "results": results, "problems": [], **changed}, indent=1)


def lines(*records: dict[str, Any]) -> str:
    return "".join(f"{json.dumps(record)}\n" for record in records)


def test_a_result_in_full_is_what_it_was_made_from(read: Callable[..., Any]) -> None:
    assert read(document(result())) == [snapshot_of(assessed(ANSWERS))]


def test_keys_that_nobody_reads_are_passed_over(read: Callable[..., Any]) -> None:
    assert read(document(result(gates={}, sha256={}), gates=[])) == [snapshot_of(assessed(ANSWERS))]


def test_answers_are_scored_now(read: Callable[..., Any], tmp_path: Path) -> None:
    text = an_answers_text("{mill: 2, tasting: unknown, heat: 1, opening: 4, till: 4}")
    assert read(text, "a.yaml") == [snapshot_of(assessed(ANSWERS))]
    found = read_snapshots("a.yaml", library(tmp_path), some_weights("{oven: 3}"))
    assert found == [snapshot_of(assessed(ANSWERS, weights="{oven: 3}"))]


def test_a_record_keeps_scores_and_places(read: Callable[..., Any]) -> None:
    expected = Snapshot(
        subject="Crumb & Sons",
        questionnaire="bakery",
        title="bakery",
        version="1.0",
        weights="",
        date=date(2026, 10, 5),
        review=None,
        quadrant="institution",
        ranges={
            "overall": Range(Fraction("62.5"), Fraction("37.5"), Fraction("62.5")),
            "mean": Range(Fraction("81.25"), Fraction("68.75"), Fraction("81.25")),
            "craft": Range(Fraction("62.5"), Fraction("37.5"), Fraction("62.5")),
            "shop": Range(Fraction(100), Fraction(100), Fraction(100)),
        },
        stands={
            "standing": Stand("standing", (), "trade", "hobby"),
            "signs": Stand("signs", (), "none-yet", "none-yet"),
        },
        grid=None,
        axes=(),
        levels={},
    )
    assert read(lines(RECORD), "a.jsonl") == [expected]
    assert read(lines(RECORD), "a.txt") == [expected]  # it says what it is
    assert expected.ranges == {key: snapshot_of(assessed(ANSWERS)).ranges[key] for key in expected.ranges}


def test_a_record_of_nothing_scored(read: Callable[..., Any]) -> None:
    nothing = {
        **RECORD,
        "weights": "Mine",
        "quadrant": None,
        "rungs": {"standing": None},
        "rung_box": {"standing": [None, "trade"]},
    }
    exact = {"overall": [None, "0", "100"], "mean": [None, "0", "100"], "craft": None}
    (found,) = read("\n" + lines({**nothing, "exact": exact}) + "\n", "a.jsonl")
    assert (found.weights, found.quadrant, found.stands) == (
        "Mine",
        "",
        {"standing": Stand("standing", (), None, None)},
    )
    assert found.ranges == {
        "overall": Range(None, Fraction(0), Fraction(100)),
        "mean": Range(None, Fraction(0), Fraction(100)),
        "craft": Range(None, None, None),
    }
    assert found.axis_ids == ("craft",)


def changed(path: str, value: Any) -> dict[str, Any]:
    """The result with another value at a path."""
    whole = result()
    *parents, last = [int(part) if part.isdigit() else part for part in path.split(".")]
    place: Any = whole
    for part in parents:
        place = place[part]
    place[last] = value
    return whole


BAD_RESULTS = [
    ("subject", 7, "a.json:6:15: wrong-type: subject has to be text, not 7"),
    ("subject", " ", "a.json:6:15: wrong-type: subject is empty"),
    ("subject", "\ud800", "a.json:6:15: wrong-type: subject holds half of a surrogate pair, which is no character"),
    ("date", "2026-13-01", "a.json:14:12: wrong-type: date has to be a date such as 2026-10-05"),
    ("date", "20261005", "a.json:14:12: wrong-type: date has to be a date such as 2026-10-05"),
    ("questionnaire", "bakery", "a.json:7:21: wrong-type: questionnaire has to be an object, not 'bakery'"),
    ("questionnaire", {}, "a.json:7:21: missing-key: questionnaire lacks the key 'id' (score the answers again and keep that result)"),
    ("axes", None, "wrong-type: axes has to be a list, not null"),
    ("axes.0.id", "shop", "duplicate-id: axes hold 'shop' twice"),
    ("axes.0.id", "overall", "duplicate-id: axes hold 'overall' twice"),
    ("axes.0.exact.score", "50", "not-consistent: axes.0.exact does not follow from the answers: somebody has changed the result"),
    ("axes.0.exact.score", "1/0", 'wrong-type: axes.0.exact.score has to be an exact number in text, from 0 to 100, such as "1/2"'),
    ("axes.0.exact.low", "101", 'wrong-type: axes.0.exact.low has to be an exact number in text, from 0 to 100, such as "1/2"'),
    ("axes.0.exact.low", 12, "wrong-type: axes.0.exact.low has to be text, not 12"),
    ("axes.0.questions.0.level", 3, "wrong-type: axes.0.questions.0.level has to be a level from 0 to 2"),
    ("axes.0.questions.0.level", True, "wrong-type: axes.0.questions.0.level has to be a level from 0 to 2"),
    ("axes.0.questions.0.level", 0.5, "wrong-type: axes.0.questions.0.level has to be the number of a level, not 0.5"),
    ("axes.0.questions.0.level", "5000 digits", "wrong-type: axes.0.questions.0.level has to be the number of a level, not inf"),
    ("axes.0.questions.0.state", "guessed", "not-allowed: axes.0.questions.0.state cannot be 'guessed'"),
    ("axes.0.questions.0.id", "heat", "duplicate-id: axes.0.questions.2.id 'heat' stands twice"),
    ("axes.0.questions.0.values", [], "too-few: axes.0.questions.0.values has to name the value of each level"),
    ("axes.0.questions.0.weight", "-1", 'wrong-type: axes.0.questions.0.weight has to be an exact number in text, at least 0, such as "1/2"'),
    ("axes.0.factors.0.questions", ["mill"], "unknown-reference: axes.0.factors have to hold each question of the axis once, in its order"),
    ("axes.0.factors.0.id", "oven", "duplicate-id: axes.0.factors hold 'oven' twice"),
    ("grid.up", "craft", "unknown-reference: grid has to name two axes of the result"),
    ("grid.quadrants.0.up", True, "too-few: grid.quadrants have to be four, one in each corner"),
    ("grid.quadrants.0.up", "no", "wrong-type: grid.quadrants.0.up has to be true or false, not 'no'"),
    ("grid.exact.borderline", "1/3", "wrong-type: grid.exact.borderline has to be a number that decimals can say"),
    ("ladders.0.rungs.1.wants.0.minimum", "1/3", "wrong-type: ladders.0.rungs.1.wants.0.minimum has to be a number that decimals can say"),
    ("placement.quadrant.id", "cellar", "unknown-reference: placement.quadrant.id is no quadrant of the result"),
    ("ladders.0.rung", "cellar", "unknown-reference: ladders.0.rung is no rung of the ladder"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("path", "value", "expected"), BAD_RESULTS, ids=[f"{path}-{n}" for n, (path, *_) in enumerate(BAD_RESULTS)]
)
def test_a_wrong_value_of_a_result(path: str, value: Any, expected: str, read: Callable[..., Any]) -> None:
    text = document(changed(path, value)).replace('"5000 digits"', "9" * 5000)
    (problem,) = read(text)
    assert problem.startswith("a.json:")
    assert problem.endswith(expected)


BAD_RECORDS = [
    ({"exact": {}}, "a.jsonl:2:416: missing-key: exact lacks the key 'overall' (score the answers again and keep that result)"),
    ({"exact": {"overall": ["1"], "mean": None}}, "wrong-type: exact.overall has to list 3 values"),
    ({"schema": "smi.record/2"}, "a.jsonl:2:12: unknown-schema: schema is 'smi.record/2'; results are smi.result/1 or smi.record/1"),
    ({"schema": None}, "a.jsonl:2:12: wrong-type: schema has to be text, not null"),
    ({"rung_box": {"signs": [None, None]}}, "missing-key: rung_box lacks the key 'standing' (score the answers again and keep that result)"),
    ({"rung_box": {"standing": ["trade"], "signs": [None, None]}}, "wrong-type: rung_box.standing has to list 2 values"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "expected"), BAD_RECORDS, ids=[str(number) for number in range(len(BAD_RECORDS))])
def test_a_wrong_value_of_a_record(change: dict[str, Any], expected: str, read: Callable[..., Any]) -> None:
    (problem,) = read(lines(RECORD, {**RECORD, **change}), "a.jsonl")
    assert problem.startswith("a.jsonl:2:")
    assert problem.endswith(expected)


BAD_FILES = [
    ("a.json", '{"schema": "smi.result/2", "results": []}', ["a.json:1:12: unknown-schema: schema is 'smi.result/2'; results are smi.result/1 or smi.record/1"]),
    ("a.json", '{"schema": 1}', ["a.json:1:12: unknown-schema: schema is '1'; results are smi.result/1 or smi.record/1"]),
    ("a.json", '{"schema": "smi.result/1"}', ["a.json:1:1: missing-key: The document lacks the key 'results'"]),
    ("a.json", '{"schema": "smi.result/1",\n "results": {}}', ["a.json:2:13: wrong-type: results has to be a list"]),
    ("a.json", '{"schema": "smi.result/1", "results": []}', ["a.json:1:1: nothing-found: The file holds no result"]),
    ("a.json", '{"schema": "smi.result/1",\n "results": [', ["a.json:2:14: bad-json: This is not valid JSON: Expecting value"]),
    ("a.json", '{"schema": "smi.result/1",\n results: []}', ["a.json:2:2: bad-json: This is not valid JSON: A key in quotation marks has to stand here"]),
    ("a.json", '{"schema": "smi.result/1"\n "results": []}', ["a.json:2:2: bad-json: This is not valid JSON: A , has to stand here"]),
    ("a.json", '{"schema": "smi.result/1", "results": []} {}', ["a.json:1:43: bad-json: This is not valid JSON: Something stands behind the end"]),
    ("a.json", '{"schema": "smi.result/1", "results": [[]]}', ["a.json:1:40: wrong-type: The result has to be an object, not a list"]),
    ("a.json", '{"schema": "smi.result/1", "results": [{"subject": 1, "subject": 2}]}', ["a.json:1:40: duplicate-key: The result has the key 'subject' twice"]),
    ("a.json", f'{{"schema": "smi.result/1", "results": [{"[" * 100_000}', ["a.json:1:40: bad-json: This is not valid JSON: It is nested too deep"]),
    ("a.json", '{"results": [], "schema": "smi.result/1", "schema": ""}', ["a.json:1:53: duplicate-key: The key 'schema' stands twice"]),
    ("a.jsonl", "", ["a.jsonl:1:1: nothing-found: The file holds no result"]),
    ("a.jsonl", "{}\n[]\n{", ["a.jsonl:1:1: missing-key: The result lacks the key 'schema' (score the answers again and keep that result)",
                            "a.jsonl:2:1: wrong-type: The result has to be an object, not a list",
                            "a.jsonl:3:2: bad-json: This is not valid JSON: Expecting property name enclosed in double quotes"]),
    ("a.jsonl", "{} {}", ["a.jsonl:1:1: missing-key: The result lacks the key 'schema' (score the answers again and keep that result)",
                          "a.jsonl:1:4: bad-json: This is not valid JSON: Something stands behind the end"]),
    ("a.yaml", "a: 1", ["a.yaml:1:1: wrong-kind: The file does not say its format (wanted is format: smi.answers/1)"]),
    ("a.json", "{", ["a.json:1:2: bad-json: A key in quotation marks has to stand here"]),
    ("a.yaml", "#" * (1024 * 1024 + 1), ["a.yaml: too-large: The file is larger than 1 MiB (smi reads files written by hand; split it)"]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "expected"), BAD_FILES, ids=[str(number) for number in range(len(BAD_FILES))])
def test_a_file_that_is_no_result(name: str, text: str, expected: list[str], read: Callable[..., Any]) -> None:
    assert read(text, name) == expected


def test_a_file_past_the_limit(read: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(results_file, "RESULTS_LIMIT", 2 * 1024 * 1024)
    assert read(" " * (2 * 1024 * 1024 + 1)) == ["a.json: too-large: The file is larger than 2 MiB (split it)"]


def test_results_may_be_larger_than_what_people_write(read: Callable[..., Any]) -> None:
    padding = "x" * (1024 * 1024)
    assert len(read(document(result(headline=padding), result(date="2026-10-06")))) == 2


def test_every_bad_result_is_named(read: Callable[..., Any]) -> None:
    problems = read(document(result(subject=1), result(), result(date=2)))
    assert [problem.split(": ", 1)[1] for problem in problems] == [
        "wrong-type: subject has to be text, not 1",
        "wrong-type: date has to be text, not 2",
    ]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.sampled_from(["", "1/2", "0", "100", "mill", "overall", "craft", "answered"]),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["id", "exact"]), inner, max_size=2),
    max_leaves=3,
)  # fmt: skip
GOOD = json.dumps(result())


def paths(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The paths of all values inside a value."""
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [one for key, inner in entries for one in ((*path, key), *paths(inner, (*path, key)))]


PATHS = paths(json.loads(GOOD))


@given(data=st.data())
def test_whatever_is_read_can_be_compared(data: DataObject, tmp_path_factory: pytest.TempPathFactory) -> None:
    good = json.loads(GOOD)
    for path in data.draw(st.lists(st.sampled_from(PATHS), min_size=1, max_size=3)):
        _spoil(good, path, data)
    file = tmp_path_factory.getbasetemp() / "spoilt.json"
    file.write_text(document(good), encoding="utf-8")
    found = read_snapshots(str(file), Library())
    if not isinstance(found, Problems):
        whole = snapshot_of(assessed(ANSWERS))
        for change in (compare(found[0], whole), compare(whole, found[0])):
            assert change.is_worse(Fraction(0)) in {True, False}
            assert isinstance(change.fallen, tuple)
            # What is read can be shown too: no number takes for ever.
            assert render_change(compose_change([change.before, change.after]))
            assert render_changes([("a", change.before), ("b", change.after)], None, [])


def _spoil(value: Any, path: tuple[Any, ...], data: DataObject) -> None:
    """Change or take away what is at the end of a path, if it is still there."""
    *parents, last = path
    try:
        for part in parents:
            value = value[part]
        value[last]
    except (IndexError, KeyError, TypeError):
        return
    if data.draw(st.booleans()):
        del value[last]
    else:
        value[last] = data.draw(JSON)


def test_the_latest_result_of_a_subject_counts(read: Callable[..., Any]) -> None:
    baseline = read(
        lines(
            {**RECORD, "date": "2026-03-01"}, RECORD, {**RECORD, "date": "2025-01-01"}, {**RECORD, "subject": "Another"}
        ),
        "a.jsonl",
        read_baseline,
    )
    assert isinstance(baseline, Baseline)
    found = baseline.find(assessed(FULL), "b.yaml", Location("b.yaml"))
    assert isinstance(found, Snapshot)
    assert found.date == date(2026, 10, 5)


def test_a_subject_is_matched_with_its_questionnaire(read: Callable[..., Any]) -> None:
    other = read(
        lines({**RECORD, "questionnaire": "list"}, {**RECORD, "subject": "crumb & sons"}), "a.jsonl", read_baseline
    )
    assert other.find(assessed(FULL), "a.yaml", Location("a.yaml")) is None


def test_two_results_of_a_day_leave_open_which_one_counts(read: Callable[..., Any]) -> None:
    assert read(lines(RECORD, {**RECORD, "questionnaire": "list"}, RECORD), "a.jsonl", read_baseline) == [
        "a.jsonl:3:1: same-date: 'Crumb & Sons' has two results of 'bakery' on 2026-10-05 (the other one stands in line 1; keep one of them)"
    ]
    assert read(lines({**RECORD, "date": 1}), "a.jsonl", read_baseline) == [
        "a.jsonl:1:81: wrong-type: date has to be text, not 1"
    ]


def test_of_several_results_of_a_day_the_one_of_the_same_file_counts(read: Callable[..., Any]) -> None:
    both = [RECORD, {**RECORD, "file": "b.yaml", "version": "1.1"}]
    older = {**RECORD, "file": "c.yaml", "date": "2026-10-01"}
    baseline = read(lines(older, *both, older | {"file": "d.yaml"}), "a.jsonl", read_baseline)
    assert [baseline.find(assessed(FULL), file, Location(file)).version for file in ("a.yaml", "b.yaml")] == [
        "1.0",
        "1.1",
    ]
    assert str(baseline.find(assessed(FULL), "c.yaml", Location("c.yaml")).items[0]) == (
        "c.yaml: same-date: In the baseline 'Crumb & Sons' has two results of 'bakery' on 2026-10-05"
        " (and not one of them is of this file)"
    )
    document_of_both = document(result(), result(file="b.yaml"))
    baseline = read(document_of_both, "a.json", read_baseline)
    assert isinstance(baseline.find(assessed(FULL), "b.yaml", Location("b.yaml")), Snapshot)


def test_results_that_do_not_say_their_file_leave_open_which_one_counts(read: Callable[..., Any]) -> None:
    nameless = {key: value for key, value in RECORD.items() if key != "file"}
    (problem,) = read(lines(nameless, nameless | {"file": 7}), "a.jsonl", read_baseline)
    assert problem.startswith("a.jsonl:2:1: same-date: ")


def test_records_share_what_is_the_same(read: Callable[..., Any]) -> None:
    one, other = read(lines(RECORD, {**RECORD, "subject": "Another", "file": "b.yaml"}), "a.jsonl")
    assert (one.subject, other.subject) == ("Crumb & Sons", "Another")
    assert one.ranges is other.ranges
    assert one.stands is other.stands
    assert one.questionnaire is other.questionnaire


def test_a_key_twice_is_refused_beside_a_record_with_the_same_values(read: Callable[..., Any]) -> None:
    text = json.dumps(RECORD)
    twice = text.replace('"standing": "trade"', '"standing": "hobby", "standing": "trade"')
    column = twice.index('{"standing') + 1
    assert read(f"{text}\n{twice}\n", "a.jsonl") == [
        f"a.jsonl:2:{column}: duplicate-key: rungs has the key 'standing' twice"
    ]


def test_many_records_take_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    path.write_text(lines(*({**RECORD, "subject": f"S{n}", "file": f"{n}.yaml"} for n in range(3000))), "utf-8")
    tracemalloc.start()
    try:
        assert isinstance(read_baseline(str(path), Library()), Baseline)
        assert tracemalloc.get_traced_memory()[1] < 2 * path.stat().st_size
    finally:
        tracemalloc.stop()


def test_a_line_that_is_no_utf_8_is_named_with_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.jsonl").write_bytes(b"\xef\xbb\xbf" + lines(RECORD).encode() + b'{"a": "\xff"}\n')
    found = read_snapshots("a.jsonl", Library())
    assert isinstance(found, Problems)
    assert [str(one.location) for one in found.items] == ["a.jsonl:2:8"]
    Path("a.jsonl").write_bytes(b"\xef\xbb\xbf" + lines(RECORD).encode())
    assert not isinstance(read_snapshots("a.jsonl", Library()), Problems)


def test_a_record_of_any_depth_is_refused_and_nothing_fails(read: Callable[..., Any]) -> None:
    for depth in range(700, 1000):  # up to where Python itself refuses, one after the other
        text = json.dumps({**RECORD, "version": "@"}).replace('"@"', "[" * depth + "]" * depth)
        (problem,) = read(text, "a.jsonl")
        assert problem.startswith("a.jsonl:1:")
