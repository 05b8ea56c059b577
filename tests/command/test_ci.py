"""What docs/ci.md, action.yml and .pre-commit-hooks.yaml promise: their shell parts run as they are written.

Lines that end in `# installs smi` are left out, as is what GitLab does before a script; `smi` is the one under test.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from conftest import ROOT, Result

INSTALLS = "# installs smi"
CI = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
GOOD, POOR = "kestrel-sound-ferries.yaml", "fernhill-outdoor.yaml"


def blocks(language: str) -> list[str]:
    """The fenced blocks of a language, in the order of the page."""
    return re.findall(rf"^```{language}\n(.*?)^```$", CI, re.MULTILINE | re.DOTALL)


def documents() -> list[dict[str, Any]]:
    """The YAML of the page."""
    return [yaml.safe_load(block) for block in blocks("yaml")]


def steps() -> list[dict[str, Any]]:
    """The steps of the GitHub jobs of the page."""
    return [step for one in documents() for job in one.get("jobs", {}).values() for step in job["steps"]]


def scripts() -> Iterator[str]:
    """All shell parts of the page: its own blocks, the steps of GitHub's jobs, the scripts of GitLab's."""
    yield from blocks("sh")
    yield from (step["run"] for step in steps() if "run" in step)
    yield from ("\n".join(job["script"]) for job in gitlab_jobs())


def gitlab_jobs() -> list[dict[str, Any]]:
    """GitLab's jobs of the page."""
    return [one["maturity"] for one in documents() if "maturity" in one]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder as a runner has it: an answers file, the gates of the page, and `smi` where it would be installed."""
    (tmp_path / "answers").mkdir()
    shutil.copy(ROOT / "examples" / GOOD, tmp_path / "answers")
    (gates,) = (block for block in blocks("yaml") if block.startswith("format: smi.gates/"))
    (tmp_path / "gates.yaml").write_text(gates, encoding="utf-8")
    command = tmp_path / "temp" / "smi" / "bin" / "smi"
    command.parent.mkdir(parents=True)
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m smi_cli "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    return tmp_path


def run_script(script: str, place: Path, environment: Mapping[str, str] | None = None) -> Result:
    """Run a script as GitHub does, without the lines that install."""
    kept = "\n".join(line for line in script.splitlines() if not line.rstrip().endswith(INSTALLS))
    temp = place / "temp"
    ours = {
        "PATH": f"{temp / 'smi' / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "LC_ALL": "C.UTF-8",
        "RUNNER_TEMP": str(temp),
        "GITHUB_OUTPUT": str(temp / "outputs"),
        "GITHUB_STEP_SUMMARY": str(temp / "page"),
    }
    if paths := os.environ.get("PYTHONPATH"):
        ours["PYTHONPATH"] = paths
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", kept],
        cwd=place,
        env={**ours, **(environment or {})},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return Result(done.returncode, done.stdout, done.stderr)


def test_every_script_of_the_page_runs(place: Path) -> None:
    found = list(scripts())
    assert len(found) == 5
    for script in found:
        result = run_script(script, place)
        assert (result.code, "Traceback" in result.err) == (0, False), (script, result)
    assert run_script(found[2], place).out == "Every gate is met.\n"
    assert sorted(path.name for path in place.iterdir() if path.is_file()) == [
        "badge.json",
        "baseline.json",
        "gates.yaml",
        "maturity.md",
        "maturity.xml",
        "result.jsonl",
    ]
    assert (place / "temp" / "page").read_text(encoding="utf-8").startswith("**1 scored, ")
    assert json.loads((place / "badge.json").read_text(encoding="utf-8"))["color"] == "brightgreen"


def test_only_lines_that_install_are_left_out() -> None:
    everything = [*scripts(), *(step["run"] for step in ACTION["runs"]["steps"])]
    left_out = [line for script in everything for line in script.splitlines() if INSTALLS in line]
    left_out += [line for job in gitlab_jobs() for line in job["before_script"]]
    assert len(left_out) == 5
    assert all(re.search(r"\bpip\"? install |python3 -m venv ", line) for line in left_out)


def score_step() -> dict[str, Any]:
    step: dict[str, Any] = ACTION["runs"]["steps"][1]
    assert step["id"] == "score"
    return step


def action(place: Path, **inputs: str) -> Result:
    """Run the action's own script with these inputs and the defaults of the others."""
    given = {name: one.get("default", "") for name, one in ACTION["inputs"].items()}
    given |= {name.replace("_", "-"): value for name, value in inputs.items()}
    environment = {
        variable: re.sub(r"\$\{\{ inputs\.([a-z-]+) \}\}", lambda match: given[match[1]], value)
        for variable, value in score_step()["env"].items()
    }
    return run_script(score_step()["run"], place, environment)


def outputs(place: Path) -> dict[str, str]:
    lines = (place / "temp" / "outputs").read_text(encoding="utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines)


def test_the_action_scores_and_says_where_the_result_is(place: Path) -> None:
    result = action(place, paths="answers/\n", gates="gates.yaml", require="overall=40\ninvestment=50\n")
    assert result.code == 0, result
    found = outputs(place)
    assert found["exit-code"] == "0"
    (record,) = map(json.loads, Path(found["result"]).read_text(encoding="utf-8").splitlines())
    assert record["file"].endswith(GOOD)
    assert record["gates"]["investment=50"] is True
    assert (place / "temp" / "page").read_text(encoding="utf-8").startswith("**1 scored, ")


def test_the_action_fails_with_the_code_of_smi_and_points_at_the_answer(place: Path) -> None:
    shutil.copy(ROOT / "examples" / POOR, place / "answers")
    result = action(place, paths="answers/", require="overall=40", summary="false")
    assert result.code == 1, result
    assert outputs(place)["exit-code"] == "1"
    assert re.search(rf"^::error file=answers/{POOR},line=\d+,col=\d+,title=gate not met::", result.out, re.MULTILINE)
    assert not (place / "temp" / "page").exists()
    assert "note" not in result.out
    assert action(place, paths="nowhere/", require="overall=40").code == 3
    assert outputs(place)["exit-code"] == "3"
    assert action(place, paths="answers/", require="nothing=40").code == 2


RECORDER = '#!/bin/sh\nfor argument; do printf "%s\\n" "$argument"; done\nexit 1\n'


def test_no_input_is_a_command_or_an_option(place: Path) -> None:
    """With a command in the place of smi that says what it is given."""
    (place / "temp" / "smi" / "bin" / "smi").write_text(RECORDER, encoding="utf-8")
    result = action(
        place,
        paths="$(touch evil)\n--debug\n\na b/*.yaml",
        require="overall=60; touch evil\n`touch evil`",
        gates='"; touch evil; "',
        weights="'my' weights.yaml",
        include_notes="true",
        summary="yes",
    )
    name, first, saved, *arguments = result.out.splitlines()
    assert (result.code, name, first) == (1, "score", "--output=github:-")
    assert re.fullmatch(rf"--output={re.escape(str(place))}/temp/smi-result-\w+/result\.jsonl", saved)
    assert arguments == [
        "--require=overall=60; touch evil",
        "--require=`touch evil`",
        '--gates="; touch evil; "',
        "--weights='my' weights.yaml",
        "--include-notes",
        "--",
        "$(touch evil)",
        "--debug",
        "a b/*.yaml",
    ]
    assert not list(place.rglob("evil"))
    assert outputs(place) == {"exit-code": "1"}


def test_inputs_reach_the_shell_through_the_environment_only() -> None:
    assert not [step for step in [*ACTION["runs"]["steps"], *steps()] if "${{" in step.get("run", "")]
    named = re.findall(r"\$\{\{ inputs\.([a-z-]+) \}\}", " ".join(score_step()["env"].values()))
    assert named == list(ACTION["inputs"])


def test_the_page_names_every_input_and_no_other() -> None:
    assert re.findall(r"`([a-z-]+)`", "".join(re.findall(r"^\| (`.*?) \| ", CI, re.MULTILINE))) == list(
        ACTION["inputs"]
    )
    (own,) = (step for step in steps() if step.get("uses", "").startswith("OWNER/"))
    assert own["with"].keys() <= ACTION["inputs"].keys()


def test_the_page_uses_hooks_that_there_are(place: Path) -> None:
    entries = {hook["id"]: hook["entry"] for hook in HOOKS}
    assert list(entries) == ["smi-check", "smi-score"]
    (used,) = (one["repos"][0]["hooks"] for one in documents() if "repos" in one)
    for hook in used:
        command = " ".join([entries[hook["id"]], *hook.get("args", []), f"answers/{GOOD}"])
        assert run_script(command, place).code == 0, command
    assert all(hook["require_serial"] and "files" not in hook for hook in HOOKS)
