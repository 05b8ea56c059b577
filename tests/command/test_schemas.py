"""The published schemas are true: what smi writes is valid, nothing in them is dead, and no key slips past them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from builders import many_conditions
from conftest import ROOT, run_command
from hostile import FORMULA_FILE, TEXTS, answers_with, make_hostile
from schemas import FOLDER, KINDS, Visit, faults, parts, path_of, validator, visits

FORMAT = (ROOT / "docs" / "format.md").read_text(encoding="utf-8")
EXPECTED = ROOT / "tests" / "golden" / "expected"
BAKERY = ("--questionnaire", "tests/data/questionnaires/bakery.yaml")
EVIL = ("--questionnaire", "questionnaires/evil.json")
EVIL_ANSWERS = (FORMULA_FILE, "answers", "bad")
Json = Any


class Collector:
    """Runs the real command and keeps the documents that it prints, by their kind."""

    def __init__(self) -> None:
        self.documents: dict[str, list[Json]] = {kind: [] for kind in KINDS}

    def keep(self, text: str) -> None:
        """Keep a document by the kind that it says."""
        document = json.loads(text)
        self.documents[document["schema"].removeprefix("smi.").removesuffix("/1")].append(document)

    def run(self, code: int, *arguments: str, cwd: Path = ROOT) -> str:
        """Keep the document that a command prints."""
        result = run_command([*arguments, "--format", "json"], cwd=cwd)
        assert result.code == code, result.err
        self.keep(result.out)
        return result.out

    def score(self, code: int, *arguments: str, cwd: Path = ROOT) -> str:
        """Keep what `smi score` says in full and in records."""
        result = run_command(["score", *arguments, "--format", "jsonl"], cwd=cwd)
        for line in result.out.splitlines():
            self.keep(line)
        return self.run(code, "score", *arguments, cwd=cwd)


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Json]]:
    """All golden documents, and those of runs over all that is unusual."""
    collector = Collector()
    for golden in sorted(EXPECTED.glob("*/*.json")):
        if golden.parent.name != "summary" or golden.stem == "folder":  # the others are the inside of a document
            collector.keep(golden.read_text(encoding="utf-8"))
    collector.score(0, "examples", "--by", "sector")
    collector.score(3, "tests/data/answers", *BAKERY)
    collector.score(3, "tests/corpus/bad", *BAKERY)
    collector.run(3, "compare", "examples")
    collector.run(3, "merge", "examples")
    collector.run(0, "merge", "tests/data/respondents", *BAKERY, "--weights", "tests/data/bread-first.yaml")
    collector.run(0, "blueprint")
    collector.run(3, "blueprint", "--for", "tests/data/answers/middle.yaml", *BAKERY)
    for name in ("ignored", "top"):
        collector.run(0, "explain", f"tests/data/answers/{name}.yaml", *BAKERY)
    collector.run(3, "explain", "tests/corpus/bad/unknown-level.yaml", *BAKERY)
    collector.run(3, "plan", "tests/corpus/bad/level-too-high.yaml", *BAKERY)
    collector.run(0, "plan", "tests/data/answers/top.yaml", *BAKERY)
    collector.run(0, "plan", "tests/data/answers/top.yaml", *BAKERY, "--to", "quadrant=stall")
    collector.run(0, "plan", "tests/data/answers/open.yaml", *BAKERY, "--to", "shop=0")
    collector.run(0, "plan", "tests/data/answers/certain.yaml", *BAKERY, "--to", "quadrant=counter", "--to", "craft=60")
    collector.run(0, "plan", "tests/data/answers/certain.yaml", *BAKERY, "--to", "craft=60", "--budget", "1")
    collector.run(0, "plan", "tests/data/answers/certain.yaml", *BAKERY, "--weights", "tests/data/bread-first.yaml")
    _collect_hostile(collector, make_hostile(tmp_path_factory.mktemp("hostile")))
    _collect_quiet(collector, tmp_path_factory.mktemp("quiet"))
    return collector.documents


def _collect_hostile(collector: Collector, folder: Path) -> None:
    (folder / "before.json").write_text(collector.score(0, "before", *EVIL, cwd=folder), encoding="utf-8")
    terms = ("--gates", "gates.json", "--baseline", "before.json", "--efforts", "efforts.json", "--by", "motto")
    collector.score(3, *EVIL_ANSWERS, *EVIL, *terms, "--weights", "own-weights.json", cwd=folder)
    for name in TEXTS:
        collector.run(0, "compare", f"before/{name}.json", f"answers/{name}.json", *EVIL, cwd=folder)
        collector.run(0, "explain", f"answers/{name}.json", *EVIL, "--weights", "own-weights.json", cwd=folder)
    collector.run(0, "blueprint", "--for", "answers/html.json", "--efforts", "efforts.json", *EVIL, cwd=folder)
    _write(folder / "other.json", answers_with(TEXTS["html"]) | {"respondent": "Somebody else"})
    collector.run(0, "merge", "answers/html.json", "other.json", *EVIL, cwd=folder)


def _collect_quiet(collector: Collector, folder: Path) -> None:
    """Results that say little: nothing applies, nothing is known, axes come and go, there are no quadrants."""
    old, new, flat = (("--questionnaire", f"{name}.json") for name in ("old", "new", "flat"))
    _write(folder / "old.json", _a_questionnaire("1.0", "first", "second", grid=True))
    _write(folder / "new.json", _a_questionnaire("2.0", "second", "third", grid=True))
    _write(folder / "flat.json", _a_questionnaire("1.0", "first", "second", grid=False))
    _write(
        folder / "weights.json",
        {"format": "smi.weights/1", "questionnaire": "quiet", "title": "W", "weights": {"first": 2}},
    )
    none, some = ({"na": "Not here."}, 1)
    for name, (first, second, region) in {
        "nothing": (none, none, {}),
        "nothing-again": (none, none, {}),
        "nobody-knows": ("unknown", "unknown", {"region": "town"}),
        "half": (some, none, {"region": "country"}),
        "all": (some, some, {"region": "town"}),
    }.items():
        answers = {"first-question": first, "second-question": second}
        _write(folder / "answers" / f"{name}.json", _answers("1.0", answers, region))
    _write(
        folder / "later.json", _answers("2.0", {"second-question": 0, "third-question": 1}, {}) | {"date": "2027-01-01"}
    )
    collector.run(0, "score", "answers", *flat, "--as-of", "2027-01-01", cwd=folder)
    for questionnaire in (old, flat):
        collector.score(0, "answers", *questionnaire, "--by", "region", cwd=folder)
        for name in ("nothing", "nobody-knows", "half", "all"):
            collector.run(0, "explain", f"answers/{name}.json", *questionnaire, cwd=folder)
    collector.score(0, "answers/nothing.json", "answers/nothing-again.json", *flat, "--by", "region", cwd=folder)
    collector.run(0, "merge", "answers/nothing.json", "answers/nothing-again.json", *old, cwd=folder)
    collector.run(0, "plan", "answers/nothing.json", *old, "--to", "first=50", cwd=folder)
    _collect_worthless_level(collector, folder)
    (folder / "pairs.yaml").write_text(many_conditions(16), encoding="utf-8")
    _write(
        folder / "parents.json",
        _answers("1", {f"p{number}": 0 for number in range(16)}, {}) | {"questionnaire": "pairs"},
    )
    collector.run(0, "plan", "parents.json", "--questionnaire", "pairs.yaml", "--to", "a=60", cwd=folder)
    weighted = collector.score(0, "answers/all.json", *old, "--weights", "weights.json", cwd=folder)
    (folder / "earlier.json").write_text(weighted, encoding="utf-8")
    collector.run(0, "compare", "answers", *old, cwd=folder)
    collector.run(0, "compare", "earlier.json", "later.json", *new, cwd=folder)


def _collect_worthless_level(collector: Collector, folder: Path) -> None:
    """A plan over a level that is worth no more than the one below, and towards what is out of reach."""
    questionnaire = _a_questionnaire("1.0", "first", "second", grid=False)
    for axis in ("first", "second"):
        question = questionnaire["axes"][axis]["factors"][f"{axis}-factor"]["questions"][f"{axis}-question"]
        question |= {"levels": ["Badly", "Hardly", "Well"], "values": [0, 0, 0.5]}
    _write(folder / "flat-level.json", questionnaire)
    _write(folder / "answers-below.json", _answers("1.0", {"first-question": 0, "second-question": 0}, {}))
    for target in ("first=50", "first=60"):
        arguments = (
            "plan",
            "answers-below.json",
            "--questionnaire",
            "flat-level.json",
            "--to",
            target,
            "--quarters",
            "3",
        )
        collector.run(0, *arguments, cwd=folder)


def _a_questionnaire(version: str, across: str, up: str, *, grid: bool) -> Json:
    axes = {
        axis: {
            "title": axis,
            "factors": {
                f"{axis}-factor": {
                    "title": axis,
                    "questions": {
                        f"{axis}-question": {
                            "ask": "How?",
                            "levels": ["Badly", "Well"],
                            "values": [0, 0.9],
                            "na": "Where there is none.",
                        },
                        f"{axis}-idle": {"ask": "Why?", "levels": ["Because", "Well"], "weight": 0},
                    },
                }
            },
        }
        for axis in (across, up)
    }
    sides = {f"{one}-{other}": {across: one, up: other} for one in ("low", "high") for other in ("low", "high")}
    cells = {key: {"title": key, "where": where} for key, where in sides.items()}
    return {
        "format": "smi.questionnaire/1",
        "id": "quiet",
        "version": version,
        "title": "Quiet",
        "axes": axes,
        "context": {"region": {"ask": "Where?", "kind": "choice", "options": {"town": "Town", "country": "Country"}}},
        "ladders": {
            "standing": {
                "title": "Standing",
                "rungs": {
                    "low-rung": {"title": "Low"},
                    "high-rung": {"title": "High", "from": 60},
                    "out-of-reach": {"title": "Out", "from": 99},
                },
            }
        },
    } | ({"quadrants": {"across": across, "up": up, "cells": cells}} if grid else {})


def _answers(version: str, answers: Json, context: Json) -> Json:
    named = {
        "format": "smi.answers/1",
        "questionnaire": "quiet",
        "version": version,
        "subject": "Q",
        "date": "2026-10-05",
    }
    return named | {"answers": answers, "context": context}


def _write(path: Path, value: Json) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(value), encoding="utf-8")


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_is_one(kind: str) -> None:
    schema = json.loads(path_of(kind).read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    assert (schema["$id"], schema["title"]) == (f"urn:smi:{kind}:1", f"smi.{kind}/1")
    assert sorted(path.name for path in FOLDER.iterdir()) == sorted(path_of(one).name for one in KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_what_smi_writes_is_valid(documents: dict[str, list[Json]], kind: str) -> None:
    assert documents[kind]
    assert [fault for document in documents[kind] for fault in faults(kind, document)] == []


@pytest.mark.parametrize("kind", KINDS)
def test_everything_in_a_schema_occurs(documents: dict[str, list[Json]], kind: str) -> None:
    used = {visit.part.path for document in documents[kind] for visit in visits(kind, document)}
    assert sorted(parts(kind) - used) == []


@pytest.mark.parametrize("name", ["500-by-bread", "500-by-shops", "examples"])
def test_golden_summaries_are_valid(name: str) -> None:
    summary = json.loads((EXPECTED / "summary" / f"{name}.json").read_text(encoding="utf-8"))
    assert (
        faults("result", {"schema": "smi.result/1", "results": [], "problems": [], "gates": [], "summary": summary})
        == []
    )


def objects(documents: list[Json], kind: str) -> Iterator[Visit]:
    """One object for each part of a schema that names properties."""
    found = {
        visit.part.path: visit for one in documents for visit in visits(kind, one) if "properties" in visit.part.node
    }
    assert found
    yield from found.values()


@pytest.mark.parametrize("kind", KINDS)
def test_no_key_slips_past_a_schema_and_none_may_be_gone(documents: dict[str, list[Json]], kind: str) -> None:
    for part, value in objects(documents[kind], kind):
        checker = validator(kind).evolve(schema=part.node)
        assert checker.is_valid(value)
        assert not checker.is_valid(value | {"a surprise": 1}), part.path
        for key in part.node["required"]:
            assert not checker.is_valid({name: one for name, one in value.items() if name != key}), (part.path, key)


def nodes(node: Json) -> Iterator[Json]:
    """Every object of a schema."""
    if isinstance(node, dict):
        yield node
    for one in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from nodes(one)


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_is_closed_and_says_what_every_key_means(kind: str) -> None:
    for node in nodes(json.loads(path_of(kind).read_text(encoding="utf-8"))):
        if node.get("type") == "object":
            assert "additionalProperties" in node, node
        if node.get("additionalProperties") is False:
            assert set(node["required"]) <= node["properties"].keys()
        if isinstance(properties := node.get("properties"), dict):
            assert [key for key, one in properties.items() if not one.get("description", "").endswith(".")] == []


def test_the_record_that_the_format_shows_is_valid() -> None:
    shown = re.findall(r"^```json\n(.*?)^```$", FORMAT, re.MULTILINE | re.DOTALL)
    assert [faults("record", json.loads(block)) for block in shown if "smi.record/1" in block] == [[]]


def test_the_format_names_every_column_of_a_table_and_no_other() -> None:
    _, _, rows = FORMAT.partition("The columns of a table")[2].partition("|---|---|\n")
    named = [name for row in rows.split("\n\n")[0].splitlines() for name in re.findall("`([^`]+)`", row.split("|")[1])]
    answers = "tests/data/answers/certain.yaml"
    result = run_command(["score", answers, *BAKERY, "--require", "overall=60", "--format", "csv"])
    patterns = {"AXIS": "(craft|shop)", "LADDER": "(standing|signs)", "GATE": "overall=60"}
    columns = [re.compile(re.sub("[A-Z]+", lambda match: patterns[match[0]], name)) for name in named]
    header = result.out.splitlines()[0].split(",")
    places = [[place for place, one in enumerate(columns) if one.fullmatch(name)] for name in header]
    assert all(len(found) == 1 for found in places)
    assert {place for found in places for place in found} == set(range(len(named)))
