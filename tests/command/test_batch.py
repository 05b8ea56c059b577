"""`smi score` over many files with the real command: data formats, gates, the baseline, tables, and the exit code."""

# ruff: noqa: E501 - a message is one line, and stands here as its reader sees it

from __future__ import annotations

import csv
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from conftest import ROOT, TIMEOUT_SECONDS, Result

Smi = Callable[..., Result]
BAKERY = ROOT / "tests" / "data" / "questionnaires" / "bakery.yaml"
OPTION = ("--questionnaire", str(BAKERY))
LEVELS = {"mill": 1, "tasting": 3, "heat": 3, "hygiene": 3, "queue": 3, "opening": 3, "till": 3}


def write(folder: Path, name: str, subject: str = "", day: str = "2026-10-05", **levels: int | str) -> Path:
    """An answers file; what is not given is of middling level, where the questionnaire has the question."""
    text = BAKERY.read_text(encoding="utf-8")
    version = next(line.split(": ")[1] for line in text.splitlines() if line.startswith("version"))
    wanted = {key: level for key, level in LEVELS.items() if f"{key}:" in text} | levels
    lines = "".join(f"  {key}: {level}\n" for key, level in wanted.items())
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        f"format: smi.answers/1\nquestionnaire: bakery\nversion: {version}\nsubject: {subject or path.stem}\ndate: {day}\nanswers:\n{lines}"
    )
    return path


def records(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path, "answers/a.yaml", mill=2)
    write(tmp_path, "answers/b.yaml", mill=0)
    write(tmp_path, "answers/c.yaml", mill="unknown")
    return tmp_path


def test_a_record_for_each_file_in_the_order_of_the_files(folder: Path, smi: Smi) -> None:
    result = smi("score", "answers", "--format", "jsonl", *OPTION, cwd=folder)
    assert (result.code, result.err) == (0, "")
    found = records(result.out)
    assert [one["subject"] for one in found] == ["a", "b", "c"]
    assert {one["schema"] for one in found} == {"smi.record/1"}
    assert found[0]["sha256"] == {
        "questionnaire": sha256(BAKERY.read_bytes()).hexdigest(),
        "weights": None,
        "answers": sha256((folder / "answers" / "a.yaml").read_bytes()).hexdigest(),
    }
    assert [one["missing"] for one in found] == [0, 0, 1]
    low, high = found[2]["box"]["craft"]
    assert low < high


def test_records_say_what_the_results_in_full_say(folder: Path, smi: Smi) -> None:
    lines = records(smi("score", "answers", "--format", "jsonl", *OPTION, cwd=folder).out)
    full = json.loads(smi("score", "answers", "--format", "json", *OPTION, cwd=folder).out)["results"]
    for record, result in zip(lines, full, strict=True):
        assert record["quadrant"] == (result["placement"]["quadrant"] or {}).get("id")
        assert record["scores"]["overall"] == result["overall"]["score"]
        assert record["exact"]["overall"] == [result["overall"]["exact"][key] for key in ("score", "low", "high")]
        assert record["rungs"] == {one["id"]: one["rung"] for one in result["ladders"]}
        assert (record["sha256"], record["gates"]) == (result["sha256"], result["gates"])


def test_a_table_holds_the_same_and_no_formula(folder: Path, smi: Smi) -> None:
    write(folder, "answers/d.yaml", subject='"=1+1"')
    result = smi("score", "answers", "--output", "all.csv", "--output", "all.jsonl", *OPTION, cwd=folder)
    assert (result.code, result.out, result.err) == (0, "", "")
    with (folder / "all.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    lines = records((folder / "all.jsonl").read_text())
    assert [row["subject"] for row in rows] == ["a", "b", "c", "'=1+1"]
    for row, record in zip(rows, lines, strict=True):
        assert float(row["overall"]) == record["scores"]["overall"]
        assert [float(row["craft_low"]), float(row["craft_high"])] == record["box"]["craft"]
        assert row["sha256_answers"] == record["sha256"]["answers"]


def test_a_table_of_results_takes_one_questionnaire(folder: Path, smi: Smi) -> None:
    result = smi("score", ROOT / "examples", "--format", "csv", cwd=folder)
    assert result.code == 3
    assert "other-columns: A table has the columns of one questionnaire, and this file answers 'smi'" in result.err
    assert "(--format jsonl takes all)" in result.err
    assert len(result.out.splitlines()) == 2


def test_an_axis_and_a_ladder_may_be_called_like_a_column(tmp_path: Path, smi: Smi) -> None:
    text = BAKERY.read_text(encoding="utf-8").replace("  shop:\n", "  date:\n").replace("  standing:\n", "  file:\n")
    text = text.replace("up: shop", "up: date").replace("obstacles_to: shop", "obstacles_to: date")
    (tmp_path / "own.yaml").write_text(re.sub(r"shop: (low|high)", r"date: \1", text), encoding="utf-8")
    answers = write(tmp_path, "a.yaml", mill=2)
    result = smi("score", answers.name, "--format", "csv", "--questionnaire", "own.yaml", cwd=tmp_path)
    assert (result.code, result.err) == (0, "")
    (row,) = csv.DictReader(result.out.splitlines())
    assert (row["file"], row["date"], row["date_score"], row["file_rung"]) == ("a.yaml", "2026-10-05", "73.3", "master")


def test_gates_decide_the_exit_code_and_say_so(folder: Path, smi: Smi) -> None:
    result = smi("score", "answers", "--require", "mill=1", "--require", "till=3", "-f", "jsonl", *OPTION, cwd=folder)
    assert (result.code, result.err) == (1, "smi: 3 scored, 1 of 2 gates met.\n")
    assert [one["gates"] for one in records(result.out)] == [
        {"mill=1": True, "till=3": True},
        {"mill=1": False, "till=3": True},
        {"mill=1": False, "till=3": True},
    ]
    met = smi("score", "answers/a.yaml", "--require", "mill=1", "--max-missing", "0", *OPTION, cwd=folder)
    assert (met.code, met.err) == (0, "smi: 1 scored, 2 of 2 gates met.\n")
    assert "met: mill=1: level 2" in met.out


def test_while_a_file_cannot_be_used_no_gate_is_met(folder: Path, smi: Smi) -> None:
    (folder / "answers" / "bad.yaml").write_text("format: smi.answers/1\nsubject: [\n")
    result = smi("score", "answers", "--require", "till=3", "-f", "jsonl", *OPTION, cwd=folder)
    assert result.code == 3
    assert result.err.splitlines()[-1] == "smi: 3 scored, 1 not usable, 0 of 1 gate met."
    assert len(records(result.out)) == 3


def test_a_file_of_gates_warns_and_fails(folder: Path, smi: Smi) -> None:
    (folder / "gates.yaml").write_text(
        "format: smi.gates/1\nerror:\n  require: [till=3]\nwarn:\n  require: [mill=2]\n  max-missing: 0\n"
    )
    result = smi("score", "answers", "--gates", "gates.yaml", "-f", "jsonl", *OPTION, cwd=folder)
    assert (result.code, result.err) == (0, "smi: 3 scored, 1 of 1 gate met, 2 warnings.\n")
    (folder / "gates.yaml").write_text("format: smi.gates/1\nerror:\n  require: [till=9]\n")
    broken = smi("score", "answers", "--gates", "gates.yaml", "-f", "jsonl", *OPTION, cwd=folder)
    assert broken.code == 3
    assert "gates.yaml:3:13: out-of-range: 'till' has no level '9' to reach" in broken.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--require", "mil=1"), "--require: 'bakery' has no 'mil' to reach (did you mean 'mill'?)"),
        (("--require", "overall=nan"), "'nan' is no score that 'overall' could reach"),
        (("--max-missing", "-1"), "--max-missing takes a whole number from 0 to 1000000, not '-1'"),
        (("--max-drop", "5"), "--max-drop says how far a score may fall below --baseline FILE: give both"),
        (("--by", "mill"), "--by mill: "),
        (("--gates", "-"), "take files; standard input is for answers"),
        (("--baseline", "answers/a.yaml", "-o", "json:answers/a.yaml"), "is an input or an output already"),
    ],
)
def test_demands_are_checked_before_any_file_is_read(
    folder: Path, smi: Smi, arguments: tuple[str, ...], said: str
) -> None:
    (folder / "answers" / "bad.yaml").write_text("[")
    result = smi("score", "answers", *arguments, *OPTION, cwd=folder)
    assert (result.code, result.out) == (2, "")
    assert said in result.err
    assert "bad.yaml" not in result.err


def test_the_baseline_is_an_earlier_result_in_any_form(folder: Path, smi: Smi) -> None:
    smi("score", "answers", "-o", "before.json", "-o", "before.jsonl", *OPTION, cwd=folder)
    write(folder, "answers/a.yaml", mill=1)
    write(folder, "answers/e.yaml")
    for name in ("before.json", "before.jsonl"):
        fell = smi("score", "answers", "--baseline", name, "-f", "jsonl", *OPTION, cwd=folder)
        assert (fell.code, fell.err) == (
            1,
            "smi: not in the baseline: e\nsmi: 4 scored, 1 new (not in the baseline), 0 of 1 gate met.\n",
        )
        assert [one["gates"]["baseline"] for one in records(fell.out)] == [False, True, True, True]
        allowed = smi("score", "answers", "--baseline", name, "--max-drop", "50", "-f", "jsonl", *OPTION, cwd=folder)
        assert [one["gates"]["max-drop=50"] for one in records(allowed.out)] == [True, True, True, True]
    one = smi("score", "answers/a.yaml", "--baseline", "answers/a.yaml", *OPTION, cwd=folder)
    assert (one.code, "met: baseline: " in one.out) == (0, True)


def test_answers_in_a_table_are_scored_row_by_row(folder: Path, smi: Smi) -> None:
    (folder / "survey.csv").write_text(
        "subject,date,mill,till,Response ID\nRye,2026-10-05,2,3,17\nOat,2026-10-05,9,3,18\nBun,2026-10-05,,3,19\n"
    )
    result = smi("score", "survey.csv", "--format", "jsonl", *OPTION, cwd=folder)
    assert result.code == 3
    assert [(one["file"], one["subject"]) for one in records(result.out)] == [
        ("survey.csv:2", "Rye"),
        ("survey.csv:4", "Bun"),
    ]
    first, *others = result.err.splitlines()
    assert first.startswith("survey.csv:3:3: level-range: 'mill' has no level 9")
    assert others[0].startswith("smi: survey.csv: 1 column is no question of 'bakery' and was left out: Response ID")
    assert others[-1] == "smi: 2 scored, 1 not usable."


def test_groups_stand_beside_the_whole(folder: Path, smi: Smi) -> None:
    result = smi("score", "answers", "--by", "region", "--format", "json", *OPTION, cwd=folder)
    document = json.loads(result.out)
    assert document["summary"]
    assert "region" in json.dumps(document["summary"])


def test_every_format_at_once_from_one_run(folder: Path, smi: Smi) -> None:
    outputs = ["junit:o.xml", "github:o.log", "summary:o.md", "badge:badge.json", "o.csv", "o.jsonl", "o.json", "o.txt"]
    arguments = [argument for output in outputs for argument in ("--output", output)]
    result = smi("score", "answers", "--require", "mill=1", *arguments, *OPTION, cwd=folder)
    assert (result.code, result.out) == (1, "")
    for output in outputs:
        assert (folder / output.rpartition(":")[2]).stat().st_size > 0
    assert "::error file=answers/b.yaml,line=" in (folder / "o.log").read_text()
    assert sorted(path.name for path in folder.iterdir() if path.name.startswith(".")) == []


@pytest.mark.parametrize(
    "options",
    [
        ("--max-missing", "0", "--max-missing", "9"),
        ("--gates", "a.yaml", "--gates=b.yaml"),
        ("-f", "json", "-f", "csv"),
    ],
)
def test_an_option_that_counts_once_may_be_given_once(folder: Path, smi: Smi, options: tuple[str, ...]) -> None:
    result = smi("score", "answers", *options, *OPTION, cwd=folder)
    assert (result.code, result.out) == (2, "")
    assert "it is given more than once, and only one can count" in " ".join(result.err.split())


def test_tables_in_a_folder_are_told(folder: Path, smi: Smi) -> None:
    (folder / "answers" / "survey.csv").write_text("subject,date,mill\nA,2026-10-05,1\n")
    said = "smi: 1 table in a folder was not read; name it to have that done: answers/survey.csv\n"
    result = smi("score", "answers", "--format", "jsonl", *OPTION, cwd=folder)
    assert (result.code, result.err) == (0, said)
    assert said in smi("check", "answers", *OPTION, cwd=folder).err
    result = smi("score", "answers", "answers/survey.csv", "--format", "jsonl", *OPTION, cwd=folder)
    assert "not read" not in result.err
    assert [one["subject"] for one in records(result.out)][-1] == "A"


def test_a_drop_that_nothing_is_held_against_is_told(folder: Path, smi: Smi) -> None:
    (folder / "gates.yaml").write_text("format: smi.gates/1\nerror: {max-drop: 5}\n")
    result = smi("score", "answers", "--gates", "gates.yaml", "--format", "jsonl", *OPTION, cwd=folder)
    assert (result.code, result.err) == (
        0,
        "smi: max-drop of the gates file holds results against --baseline, and there is none\n",
    )


def test_a_problem_of_a_row_stands_at_the_row(folder: Path, smi: Smi) -> None:
    row = "A,2026-10-05,1,3,3,3,3,3\n"
    header = "subject,date,mill,tasting,heat,hygiene,opening,till\n"
    (folder / "t.csv").write_text(header + row + row)
    smi("score", "t.csv", "--output", "before.json", *OPTION, cwd=folder)
    result = smi("score", "t.csv", "--baseline", "before.json", "--format", "github", *OPTION, cwd=folder)
    assert [line.split("::")[1] for line in result.out.splitlines() if "same-date" in line] == [
        f"error file=t.csv,line={number},col=1,title=same-date" for number in (2, 3)
    ]
    assert result.code == 3


def test_what_fails_halfway_leaves_no_half_file(folder: Path, smi: Smi) -> None:
    (folder / "old.csv").write_text("old\n")
    result = smi("score", "answers", "--output", "old.csv", "--output", "no/such/folder.csv", *OPTION, cwd=folder)
    assert result.code == 3
    assert "no/such/folder.csv: not-written: The file could not be written: there is no such folder" in result.err
    assert (folder / "old.csv").read_text().count("\n") == 4
    assert not (folder / "no").exists()


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)])
def test_a_run_that_is_ended_leaves_no_half_file(folder: Path, number: signal.Signals, code: int) -> None:
    command = [sys.executable, "-m", "smi_cli", "score", "answers", "-", "--output", "out.csv", *OPTION]
    with subprocess.Popen(command, cwd=folder, stdin=subprocess.PIPE, stderr=subprocess.PIPE) as run:
        deadline = time.monotonic() + TIMEOUT_SECONDS
        while not list(folder.glob(".smi-*.tmp")):  # the folder is scored, and standard input is waited for
            assert time.monotonic() < deadline
            time.sleep(0.01)
        run.send_signal(number)
        _, err = run.communicate(timeout=TIMEOUT_SECONDS)
    assert (run.returncode, err) == (code, b"")
    assert [path.name for path in folder.iterdir()] == ["answers"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_an_output_that_is_a_pipe_is_read_at_its_other_end(folder: Path, smi: Smi) -> None:
    os.mkfifo(folder / "pipe")
    reader = os.open(folder / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    try:
        result = smi("score", "answers", "--output", "jsonl:pipe", *OPTION, cwd=folder)
        assert (result.code, result.err) == (0, "")
        assert [one["subject"] for one in records(os.read(reader, 65536).decode())] == ["a", "b", "c"]
    finally:
        os.close(reader)
    assert (folder / "pipe").is_fifo()
