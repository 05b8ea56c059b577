"""Bad files among good ones, streams that fail, and wrong usage: the exit code, and what is said."""

# ruff: noqa: E501 - a problem is one line, and stands here as its reader sees it

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from builders import CHECKLIST
from conftest import ROOT, Result, Smi

DATA = Path(__file__).parents[1] / "data"
QUESTIONNAIRE = DATA / "questionnaires" / "bakery.yaml"
GOOD = (
    "format: smi.answers/1\nquestionnaire: bakery\nversion: 1.10\nsubject: Crumb\ndate: 2026-10-05\n"
    "answers: {mill: 2, tasting: 2, heat: 1, hygiene: 2, opening: 3, till: 1, queue: 0}\n"
)
BAD = GOOD.replace("mill: 2", "mill: 9")
OPTION = ("--questionnaire", QUESTIONNAIRE)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two good files, a bad one, a questionnaire, and files that are none of smi's business; they are the working folder."""
    for name, text in {
        "b.yaml": GOOD,
        "a.yaml": BAD,
        "sub/c.yml": GOOD.replace("Crumb", "Loaf"),
        "list.yaml": CHECKLIST,
        "ci.yaml": "name: CI\n",
        "package.json": "{}\n",
        "notes.txt": "x",
        ".hidden.yaml": "x",
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


@pytest.mark.parametrize(
    ("option", "value", "message"),
    [
        ("--as-of", "2027-02-30", "it has to be a day, year-month-day, such as 2026-10-05"),
        ("--as-of", "tomorrow", "it has to be a day, year-month-day, such as 2026-10-05"),
        ("--weight-tolerance", "100", "it has to be a number from 0 to less than 100, such as 25"),
        ("--weight-tolerance", "-5", "it has to be a number from 0 to less than 100, such as 25"),
        ("--weight-tolerance", "1e1", "it has to be a number from 0 to less than 100, such as 25"),
        ("--weight-tolerance", "25%%", "it has to be a number from 0 to less than 100, such as 25"),
        ("--weight-tolerance", "", "it has to be a number from 0 to less than 100, such as 25"),
    ],
)
def test_what_is_asked_about_certainty_has_to_make_sense(
    option: str, value: str, message: str, folder: Path, smi: Smi
) -> None:
    result = smi("score", "b.yaml", *OPTION, f"{option}={value}", cwd=folder)
    assert (result.code, result.out, result.err) == (2, "", f"smi: {option} {value}: {message}\n")


def test_formats_that_say_nothing_of_certainty_are_named(folder: Path, smi: Smi) -> None:
    result = smi("score", "b.yaml", *OPTION, "--as-of", "2027-01-01", "--format", "csv", cwd=folder)
    assert result.code == 0
    assert result.err == "smi: --as-of and --weight-tolerance are about certainty, of which csv says nothing\n"
    gated = smi(
        "score", "b.yaml", *OPTION, "--as-of", "2027-01-01", "--format", "csv", "--max-missing", "9", cwd=folder
    )
    assert "certainty" not in gated.err  # gates are held against what still holds


def test_a_percentage_may_end_in_its_sign(folder: Path, smi: Smi) -> None:
    signed, bare = (smi("score", "b.yaml", *OPTION, "--weight-tolerance", one, cwd=folder) for one in ("40%", "40"))
    assert (signed.code, signed.out) == (0, bare.out)


def test_bad_rules_of_a_questionnaire_are_named_by_line(folder: Path, smi: Smi) -> None:
    rules = (
        "contradictions:\n  odd:\n    pair: {desk: {at_least: 9}, flour: {at_most: 0}}\n    says: No.\n    sais: No.\n"
    )
    (folder / "list.yaml").write_text(
        CHECKLIST.replace("title: Checklist", "title: Checklist\nvalid_for: long") + rules
    )
    result = smi("check", "list.yaml", cwd=folder)
    assert result.code == 1
    assert [line.split(" ", 2)[:2] for line in result.out.splitlines()[:5]] == [
        ["list.yaml:5:12:", "wrong-type:"],
        ["list.yaml:23:29:", "out-of-range:"],
        ["list.yaml:23:33:", "unknown-reference:"],
        ["list.yaml:25:5:", "unknown-key:"],
    ]


def test_one_bad_file_does_not_hide_the_good_ones(folder: Path, smi: Smi) -> None:
    result = smi("score", ".", *OPTION, cwd=folder)
    assert result.code == 3
    assert result.err == (
        "a.yaml:6:17: level-range: 'mill' has no level 9 (from 0 to 2)\n"
        "smi: 2 scored, 1 not usable, 3 files of another kind skipped.\n"
    )
    rows = [line.split()[0] for line in result.out.splitlines() if line.startswith(("Crumb", "Loaf"))]
    assert rows == ["Crumb", "Loaf"]


def test_json_is_whole_beside_bad_files(folder: Path, smi: Smi) -> None:
    document = json.loads(smi("score", ".", *OPTION, "-f", "json", cwd=folder).out)
    assert list(document) == ["schema", "results", "problems", "gates", "summary"]
    assert [one["file"] for one in document["results"]] == ["b.yaml", "sub/c.yml"]
    assert document["problems"] == [
        {
            "file": "a.yaml",
            "line": 6,
            "column": 17,
            "code": "level-range",
            "message": "'mill' has no level 9",
            "hint": "from 0 to 2",
        }
    ]


def test_quiet_leaves_the_problems(folder: Path, smi: Smi) -> None:
    result = smi("score", ".", *OPTION, "--quiet", cwd=folder)
    assert result.err == "a.yaml:6:17: level-range: 'mill' has no level 9 (from 0 to 2)\n"


def test_a_folder_without_answers(folder: Path, smi: Smi) -> None:
    for name in ("a.yaml", "b.yaml", "sub/c.yml"):
        (folder / name).unlink()
    result = smi("score", ".", *OPTION, cwd=folder)
    assert result.code == 3
    assert "nothing-found: None of the 3 files is an answers file\n" in result.err


@pytest.mark.parametrize("again", ["b.yaml", "./b.yaml", "link.yaml", "."])
def test_a_file_given_twice_counts_once(folder: Path, smi: Smi, again: str) -> None:
    (folder / "a.yaml").unlink()
    (folder / "sub" / "c.yml").unlink()
    if again == "link.yaml":
        (folder / again).symlink_to("b.yaml")
    result = smi("score", "b.yaml", again, *OPTION, "-f", "json", cwd=folder)
    assert result.code == 0
    assert len(json.loads(result.out)["results"]) == 1


def test_a_broken_questionnaire_is_told_once(folder: Path, smi: Smi) -> None:
    (folder / "broken.yaml").write_text(QUESTIONNAIRE.read_text().replace("overall: minimum", "overall: middle"))
    for name, expected in {
        "./broken.yaml": "./broken.yaml:11:10: not-allowed: overall cannot be 'middle' (one of mean, minimum)",
        "./nowhere.yaml": "./nowhere.yaml: not-found: There is no such file",
    }.items():
        result = smi("score", "b.yaml", "sub/c.yml", "--questionnaire", name, "-q", cwd=folder)
        assert result.code == 3
        assert result.err.splitlines() == [expected]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (BAD, "<stdin>:6:17: level-range: "),
        ('{"format": "smi.answers/1", "questionnaire": "bakery",}', "<stdin>:1:55: bad-json: "),
        ("", "<stdin>:1:1: empty-file: "),
        (b"\xff\xfe", "<stdin>:1:1: not-utf-8: "),
        (b"#" * 2_000_000, "<stdin>: too-large: "),
    ],
    ids=["yaml", "json", "nothing", "no-text", "too-much"],
)
def test_bad_standard_input(smi: Smi, text: str | bytes, place: str) -> None:
    result = smi("score", "-", *OPTION, stdin=text)
    assert (result.code, result.err.startswith(place)) == (3, True)


def test_good_standard_input_as_yaml_and_as_json(smi: Smi) -> None:
    value = {
        "format": "smi.answers/1",
        "questionnaire": "bakery",
        "version": "1.10",
        "subject": "Crumb",
        "date": "2026-10-05",
    }
    levels = {"mill": 2, "tasting": 2, "heat": 1, "hygiene": 2, "opening": 3, "till": 1, "queue": 0}
    as_yaml = smi("score", "-", *OPTION, stdin=GOOD)
    as_json = smi("score", "-", *OPTION, stdin="\n " + json.dumps(value | {"answers": levels}))
    assert (as_yaml.code, as_yaml.err) == (0, "")
    assert as_json == as_yaml


def run_in_shell(script: str, cwd: Path) -> Result:
    """A line of shell in which `smi` is the real command."""
    environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
    line = f'smi() {{ "{sys.executable}" -m smi_cli "$@"; }}; {script}'
    done = subprocess.run(
        ["bash", "-c", line], capture_output=True, text=True, cwd=cwd, env=environment, timeout=30, check=False
    )
    return Result(done.returncode, done.stdout, done.stderr)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
@pytest.mark.parametrize("format_", ["terminal", "json"])
def test_a_full_disk_behind_standard_output(folder: Path, format_: str) -> None:
    result = run_in_shell(f"smi score b.yaml --questionnaire '{QUESTIONNAIRE}' -f {format_} > /dev/full", folder)
    assert (result.code, result.err) == (3, "smi: the output could not be written: No space left on device\n")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
@pytest.mark.parametrize("arguments", ["--version", "--help", "blueprint observer", "check no-such-file"])
def test_a_full_disk_ends_every_command_in_one_line(folder: Path, arguments: str) -> None:
    result = run_in_shell(f"smi {arguments} > /dev/full", folder)
    assert result.code == 3
    assert "Traceback" not in result.err
    assert result.err.count("\n") == 1


@pytest.mark.parametrize(
    ("script", "code"),
    [
        ("smi score - <&-", 3),
        ("smi score b.yaml --questionnaire '{q}' >&-", 3),
        ("smi score a.yaml --questionnaire '{q}' 2>&-", 3),
        ("smi score b.yaml --questionnaire '{q}' 2>/dev/full", 0),
    ],
    ids=["no-stdin", "no-stdout", "no-stderr", "full-stderr"],
)
def test_streams_that_are_closed(folder: Path, script: str, code: int) -> None:
    result = run_in_shell(script.replace("{q}", str(QUESTIONNAIRE)), folder)
    assert result.code == code
    assert "Traceback" not in result.err


def test_a_reader_that_leaves_early(folder: Path) -> None:
    # More than a pipe holds, so that the writer meets its closed end.
    for number in range(300):
        (folder / "sub" / f"{number}.yaml").write_text(GOOD)
    script = f"smi score sub --questionnaire '{QUESTIONNAIRE}' -f json | head -1; echo ${{PIPESTATUS[0]}}"
    result = run_in_shell(script, folder)
    assert (result.out, result.err) == ("{\n141\n", "")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("score",), "Missing argument"),
        (("scor", "b.yaml"), "No such command 'scor'"),
        (("score", "b.yaml", "--fromat", "json"), "--format"),
        (("score", "b.yaml", "-f", "pdf"), "'pdf' is not one of"),
        (("score", "b.yaml", "--questionnaire", "smii"), "(did you mean 'smi'?)"),
        (("check", "b.yaml", "--questionnaire", "smii"), "(did you mean 'smi'?)"),
        (("blueprint", "--questionnaire", "smii"), "(did you mean 'smi'?)"),
        (("score", "b.yaml", "--weights", "nothing"), "nothing called 'nothing' ships with smi as weights"),
        (("score", "b.yaml", "-o", "out.rtf"), "the ending decides the format (.txt for terminal, .md for markdown, .json for json, .jsonl for jsonl, .csv for csv, .xml for junit, .html for html, .svg for svg; or write github:FILE, summary:FILE, badge:FILE, ladders:FILE)"),
        (("score", "b.yaml", "-o", "out.PDF"), "--output out.PDF: smi writes no PDF; write an .html page, and print it from a browser"),
        (("plan", "b.yaml", "-o", "out.docx"), "--output out.docx: smi writes no Word files; write an .html page, which Word opens"),
        (("explain", "b.yaml", "-o", "out.pdf"), "--output out.pdf: smi writes no PDF; write Markdown (.md)"),
        (("score", "b.yaml", "-o", "out"), "the ending decides the format"),
        (("score", "b.json", "-o", "b.json"), "is an input or an output already; nothing is overwritten"),
        (("score", "b.json", "-o", "./sub/../b.json"), "nothing is overwritten"),
        (("score", "b.yaml", "-o", "o.md", "-o", "./o.md"), "nothing is overwritten"),
        (("score", "b.yaml", "-o", "q.json", "--questionnaire", "q.json"), "nothing is overwritten"),
        (("score", "b.yaml", "-o", "w.json", "--weights", "w.json"), "nothing is overwritten"),
        (("score", "b.yaml", "-f", "json", "-o", "x.md"), "--format json is for standard output, and --output names files only; add --output -"),
        (("blueprint", "-f", "json", "-o", "x.md"), "--format json is for standard output, and --output names files only; add --output -"),
        (("blueprint", "--questionnaire", "checklist"), "the questionnaire 'checklist' has no blueprints"),
        (("blueprint", "observer", "--questionnaire", "checklist"), "the questionnaire 'checklist' has no blueprints"),
        (("blueprint", "observe"), "there is no blueprint 'observe' for 'smi' (did you mean 'observer'?)"),
    ],
)  # fmt: skip
def test_wrong_usage(folder: Path, smi: Smi, arguments: tuple[str, ...], said: str) -> None:
    before = sorted(path.name for path in folder.iterdir())
    result = smi(*arguments, cwd=folder)
    assert (result.code, result.out) == (2, "")
    assert said in result.err
    assert "Traceback" not in result.err
    assert sorted(path.name for path in folder.iterdir()) == before


def test_a_format_beside_a_file_is_for_standard_output(folder: Path, smi: Smi) -> None:
    result = smi("score", "b.yaml", *OPTION, "--format", "json", "--output", "x.md", "--output", "-", cwd=folder)
    assert (result.code, result.err) == (0, "")
    assert len(json.loads(result.out)["results"]) == 1
    assert (folder / "x.md").read_text().startswith("# Crumb")


@pytest.mark.parametrize("format_", ["terminal", "markdown"])
def test_nothing_is_printed_where_nothing_was_scored(folder: Path, smi: Smi, format_: str) -> None:
    result = smi("score", "a.yaml", *OPTION, "-f", format_, cwd=folder)
    assert (result.code, result.out) == (3, "")
    assert result.err == (
        "a.yaml:6:17: level-range: 'mill' has no level 9 (from 0 to 2)\nsmi: 0 scored, 1 not usable.\n"
    )


def test_json_is_whole_where_nothing_was_scored(folder: Path, smi: Smi) -> None:
    result = smi("score", "a.yaml", *OPTION, "-f", "json", cwd=folder)
    assert result.code == 3
    document = json.loads(result.out)
    assert list(document) == ["schema", "results", "problems", "gates"]
    assert document["results"] == []
    assert [(one["file"], one["code"]) for one in document["problems"]] == [("a.yaml", "level-range")]


def test_a_report_of_nothing_leaves_the_old_one(folder: Path, smi: Smi) -> None:
    reports = ("a.html", "a.svg", "ladders:b.svg", "a.md", "a.txt")
    outputs = [part for one in (*reports, "a.json", "a.jsonl") for part in ("--output", one)]
    (folder / "a.html").write_text("old")
    result = smi("score", "a.yaml", *OPTION, *outputs, cwd=folder)
    assert (result.code, result.err.splitlines()[1:]) == (
        3,
        [
            "smi: nothing was scored; no report was written to a.html, a.svg, b.svg, a.md, a.txt",
            "smi: 0 scored, 1 not usable.",
        ],
    )
    assert (folder / "a.html").read_text() == "old"
    assert not [name for name in ("a.svg", "b.svg", "a.md", "a.txt") if (folder / name).exists()]
    assert (len(json.loads((folder / "a.json").read_text())["problems"]), (folder / "a.jsonl").read_text()) == (1, "")


@pytest.mark.parametrize("arguments", [("plan", "sub"), ("explain", "sub"), ("blueprint", "--for", "sub")])
def test_one_answers_file_is_wanted_and_no_folder(arguments: tuple[str, ...], folder: Path, smi: Smi) -> None:
    result = smi(*arguments, *OPTION, cwd=folder)
    said = "sub: not-a-file: This is a folder, and one answers file is wanted (smi score takes folders)\n"
    assert (result.code, result.out, result.err) == (3, "", said)


@pytest.mark.parametrize("command", ["score", "check", "explain", "compare"])
@pytest.mark.parametrize("page", ["report.html", "report.htm", "drawing.svg"])
def test_a_page_is_no_answers_file(command: str, page: str, folder: Path, smi: Smi) -> None:
    assert smi("score", "b.yaml", *OPTION, "--output", page, cwd=folder).code == 0
    said = (
        "This looks like a page or a drawing, which smi writes and does not read (name the file that it was made from)"
    )
    result = smi(command, page, *OPTION, cwd=folder)
    assert result.code == (1 if command == "check" else 3)
    assert (result.out + result.err).startswith(f"{page}: wrong-kind: {said}\n")


@pytest.mark.parametrize("command", ["compare", "plan", "explain", "merge"])
def test_a_page_of_nothing_leaves_the_old_one(command: str, folder: Path, smi: Smi) -> None:
    (folder / "old.md").write_text("old")
    assert smi(command, "a.yaml", *OPTION, "--output", "old.md", cwd=folder).code == 3
    assert (folder / "old.md").read_text() == "old"


def test_no_answers_in_a_folder_are_overwritten(folder: Path, smi: Smi) -> None:
    answers = folder / "sub" / "d.json"
    answers.write_text(
        '{"format": "smi.answers/1", "questionnaire": "bakery", "version": "1.10", "subject": "x", "date": "2026-10-05"}'
    )
    before = answers.read_bytes()
    result = smi("score", "sub", "--output", "sub/d.json", *OPTION, cwd=folder)
    assert answers.read_bytes() == before
    assert result.code == 2
    assert "nothing is overwritten" in result.err


def test_an_output_that_cannot_be_written_does_not_stop_the_others(folder: Path, smi: Smi) -> None:
    result = smi("score", "b.yaml", *OPTION, "-o", "no/such/a.md", "-o", "b.md", cwd=folder)
    assert result.code == 3
    assert result.err == (
        "no/such/a.md: not-written: The file could not be written: there is no such folder\nsmi: 1 scored.\n"
    )
    assert (folder / "b.md").read_text().startswith("# Crumb")


def test_weights_for_another_questionnaire(folder: Path, smi: Smi) -> None:
    (folder / "w.yaml").write_text(
        "format: smi.weights/1\nquestionnaire: smi\ntitle: Other\nweights: {investment: 2}\n"
    )
    head = "format: smi.answers/1\nquestionnaire: checklist\nversion: 1.0\nsubject: x\ndate: 2026-10-05\n"
    (folder / "d.yaml").write_text(head)
    result = smi("score", "d.yaml", "--weights", "w.yaml", "-q", cwd=folder)
    assert result.code == 3
    assert (
        result.err
        == "d.yaml:1:1: wrong-weights: The weights are for 'smi', this is about 'checklist' (leave it out for this file)\n"
    )


FAULT = """
import smi_cli.assessing.assessment
def fail(*_):
    raise ZeroDivisionError("a secret of smi")
smi_cli.assessing.assessment.measure_passes = fail
from smi_cli.__main__ import main
main()
"""


def run_with_a_fault(folder: Path, *more: str, fault: str = FAULT) -> Result:
    command = [sys.executable, "-c", fault, "score", "b.yaml", "--questionnaire", str(QUESTIONNAIRE), *more]
    done = subprocess.run(command, capture_output=True, text=True, cwd=folder, timeout=30, check=False)
    return Result(done.returncode, done.stdout, done.stderr)


def test_a_fault_of_smi_is_one_line(folder: Path) -> None:
    result = run_with_a_fault(folder)
    assert (result.code, result.out) == (70, "")
    assert result.err == "smi: this is a fault of smi (ZeroDivisionError); please report it with what --debug prints\n"


def test_an_error_of_the_system_is_not_blamed_on_standard_output(folder: Path) -> None:
    fault = FAULT.replace('ZeroDivisionError("a secret of smi")', "OSError(5, 'a secret of smi')")
    result = run_with_a_fault(folder, fault=fault)
    assert (result.code, result.out) == (70, "")
    assert result.err == "smi: this is a fault of smi (OSError); please report it with what --debug prints\n"


# Root may enter every folder, but for this.
UNPRIVILEGED = ("setpriv", "--inh-caps=-all", "--bounding-set=-dac_override,-dac_read_search")


@pytest.fixture
def locked(folder: Path) -> Iterator[Path]:
    """A folder in which nothing can be looked at."""
    path = folder / "locked"
    path.mkdir()
    (path / "a.yaml").write_text(GOOD)
    path.chmod(0)
    yield path
    path.chmod(0o700)


def run_unprivileged(folder: Path, *arguments: str) -> Result:
    """The command, run by somebody whom permissions hold; skips the test where there is nobody."""
    prefix = UNPRIVILEGED if os.geteuid() == 0 else ()
    if prefix and (shutil.which(prefix[0]) is None or subprocess.run([*prefix, "true"], check=False).returncode):
        pytest.skip("root may read everything here")
    command = [*prefix, sys.executable, "-m", "smi_cli", *arguments, "--questionnaire", str(QUESTIONNAIRE)]
    environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
    done = subprocess.run(command, capture_output=True, text=True, cwd=folder, env=environment, timeout=30, check=False)
    return Result(done.returncode, done.stdout, done.stderr)


def test_a_file_below_a_locked_folder_does_not_end_the_run(folder: Path, locked: Path) -> None:
    result = run_unprivileged(folder, "score", f"{locked.name}/a.yaml", "b.yaml", "-f", "jsonl")
    assert result.code == 3
    assert result.err == (
        "locked/a.yaml: not-readable: You may not read this file (check its permissions)\n"
        "smi: 1 scored, 1 not usable.\n"
    )
    assert json.loads(result.out)["subject"] == "Crumb"


def test_debug_shows_the_whole_fault(folder: Path) -> None:
    result = run_with_a_fault(folder, "--debug")
    assert result.code == 70
    assert "Traceback" in result.err
    assert "ZeroDivisionError: a secret of smi" in result.err


# Runs that are stopped, and shells that complete


def test_ctrl_c_while_waiting_for_standard_input_ends_with_130(tmp_path: Path) -> None:
    environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
    process = subprocess.Popen(
        [sys.executable, "-m", "smi_cli", "score", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=tmp_path,
        env=environment,
    )
    assert process.stdin is not None
    stopped = Path(f"/proc/{process.pid}/wchan")
    for _ in range(200):  # until it waits in the read; imports would turn the signal into something else
        if "pipe" in (stopped.read_text() if stopped.exists() else "pipe"):
            break
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=20)
    assert (process.returncode, out, err) == (130, b"", b"")


@pytest.mark.parametrize(
    ("words", "expected"),
    [("smi sc", "score"), ("smi blueprint l", "leader"), ("smi check --q", "--questionnaire\n--quiet")],
)
def test_shells_complete_commands_options_and_names(words: str, expected: str, smi: Smi) -> None:
    count = str(len(words.split()) - 1)
    result = smi(env={"_SMI_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": count})
    assert result.out.strip() == expected


# What is found, and what is said together


def test_linked_folders_are_walked_and_links_in_circles_end(tmp_path: Path, smi: Smi) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    shutil.copy(ROOT / "tests/data/answers/no-grid.yaml", elsewhere / "a.yaml")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "link").symlink_to(elsewhere)
    (elsewhere / "back").symlink_to(folder)
    result = smi("score", folder, "--questionnaire", "tests/data/questionnaires/tidiness.yaml", "--format", "json")
    assert [one["subject"] for one in json.loads(result.out)["results"]] == ["Room 12"]
    assert result.code == 0


def test_broken_weights_do_not_hide_the_problems_of_answers(tmp_path: Path, smi: Smi) -> None:
    weights = tmp_path / "w.yaml"
    weights.write_text("format: smi.weights/1\nquestionnaire: tidiness\ntitle: W\nweights: {desk: heavy}\n")
    answers = tmp_path / "a.yaml"
    good = (ROOT / "tests/data/answers/no-grid.yaml").read_text(encoding="utf-8")
    answers.write_text(good.replace("desk: 2", "desk: 9"), encoding="utf-8")
    result = smi("score", answers, "--questionnaire", "tests/data/questionnaires/tidiness.yaml", "--weights", weights)
    assert result.code == 3
    assert "w.yaml:4:17: wrong-type: " in result.err
    assert "a.yaml:6:17: level-range: " in result.err
    assert result.err.endswith("smi: 0 scored, 1 not usable.\n")


def test_a_level_and_a_reason_beside_it(tmp_path: Path, smi: Smi) -> None:
    answers = tmp_path / "a.yaml"
    good = (ROOT / "tests/data/answers/top.yaml").read_text(encoding="utf-8")
    answers.write_text(
        good.replace("{na: We sell the bread of others.}", "{level: na, na: Others bake.}"), encoding="utf-8"
    )
    result = smi("check", answers, "--questionnaire", "tests/data/questionnaires/bakery.yaml")
    assert (result.code, result.out.count("\n")) == (1, 1)
    assert "level-and-na" in result.out


def test_a_date_seen_is_kept_whatever_the_answer(tmp_path: Path, smi: Smi) -> None:
    answers = tmp_path / "a.yaml"
    good = (ROOT / "tests/data/answers/no-grid.yaml").read_text(encoding="utf-8")
    seen = good.replace(
        "desk: 2, floor: 0", "desk: {level: unknown, seen: 2026-08-01}, floor: {level: , seen: 2026-08-02}"
    )
    answers.write_text(seen, encoding="utf-8")
    result = smi("score", answers, "--questionnaire", "tests/data/questionnaires/tidiness.yaml", "--format", "json")
    assert json.loads(result.out)["results"][0]["answers"]["by_question"] == {
        "desk": {"level": "unknown", "seen": "2026-08-01"},
        "floor": {"level": None, "seen": "2026-08-02"},
    }
