"""The same input gives the same bytes, wherever, whenever and on whatever machine it is scored."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from conftest import ROOT, Smi

EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))
FORMATS = {"terminal": "report.txt", "markdown": "report.md", "json": "report.json"}
Score = Callable[..., dict[str, bytes]]


@pytest.fixture
def score(smi: Smi, tmp_path: Path) -> Score:
    """Score `answers` of the working folder in all formats at once: the bytes of each."""

    def run(cwd: Path, env: dict[str, str] | None = None) -> dict[str, bytes]:
        results = tmp_path / "results"
        results.mkdir()
        outputs = [part for name in FORMATS.values() for part in ("--output", results / name)]
        done = smi("score", "answers", *outputs, cwd=cwd, env=env)
        assert (done.code, done.out) == (0, ""), done.err
        texts = {format_name: (results / file).read_bytes() for format_name, file in FORMATS.items()}
        shutil.rmtree(results)
        return texts

    return run


def lay_out(folder: Path, files: Sequence[Path]) -> Path:
    """A folder with the files in `answers`, made in the given order."""
    (folder / "answers").mkdir(parents=True)
    for file in files:
        shutil.copyfile(file, folder / "answers" / file.name)
    return folder


@pytest.mark.parametrize("files", [EXAMPLES, EXAMPLES[-1:]], ids=["many", "one"])
def test_the_environment_changes_nothing(score: Score, tmp_path: Path, files: list[Path]) -> None:
    folder = lay_out(tmp_path / "here", files)
    expected = score(folder, {"PYTHONHASHSEED": "0"})
    assert all(expected.values())
    environments = [
        {"PYTHONHASHSEED": "1"},
        {"PYTHONHASHSEED": "4294967295"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"TZ": "Pacific/Kiritimati"},
        {"TZ": "XYZ+11:30"},
        {"COLUMNS": "40", "LINES": "10"},
        {"COLUMNS": "200", "FORCE_COLOR": "1"},
        {"TERM": "dumb", "NO_COLOR": "1"},
        {"PYTHONOPTIMIZE": "2"},
    ]
    for environment in environments:
        assert score(folder, environment) == expected, environment


@pytest.mark.parametrize("name", ["markdown", "json"])
def test_the_width_and_the_locale_change_nothing_on_standard_output(smi: Smi, name: str) -> None:
    expected = smi("score", "examples", "--format", name)
    assert expected.code == 0
    for environment in ({"COLUMNS": "30"}, {"COLUMNS": "200", "FORCE_COLOR": "1"}, {"TZ": "XYZ+11:30"}):
        assert smi("score", "examples", "--format", name, env=environment) == expected


def test_the_terminal_report_is_the_same_for_every_hash_seed(smi: Smi) -> None:
    runs = [smi("score", EXAMPLES[0], env={"PYTHONHASHSEED": seed, "COLUMNS": "80"}) for seed in ("0", "1", "2")]
    assert runs[0].code == 0
    assert runs[1:] == runs[:1] * 2


def test_the_working_folder_changes_nothing(score: Score, tmp_path: Path) -> None:
    here = lay_out(tmp_path / "here", EXAMPLES)
    there = lay_out(tmp_path / "a folder" / "deeper" / "there", EXAMPLES)
    assert score(here) == score(there)


def test_the_order_in_which_files_were_made_changes_nothing(score: Score, tmp_path: Path) -> None:
    expected = score(lay_out(tmp_path / "sorted", EXAMPLES))
    middle = len(EXAMPLES) // 2
    assert score(lay_out(tmp_path / "reversed", EXAMPLES[::-1])) == expected
    assert score(lay_out(tmp_path / "shuffled", [*EXAMPLES[middle:], *EXAMPLES[:middle]])) == expected


def test_checking_is_the_same_for_every_hash_seed(smi: Smi, tmp_path: Path) -> None:
    for number, example in enumerate(EXAMPLES):
        text = example.read_text(encoding="utf-8")
        (tmp_path / f"{number}.yaml").write_text(f"{text}\nnobody: knows\nthese: keys\n", encoding="utf-8")
    runs = [smi("check", ".", cwd=tmp_path, env={"PYTHONHASHSEED": seed}) for seed in ("0", "1", "2")]
    assert runs[0].code == 1
    assert runs[1:] == runs[:1] * 2
