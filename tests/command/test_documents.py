"""The documentation is true: its commands run and print what it shows, its files are good, its links lead somewhere."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ROOT, Smi
from terminal.readme_screen import survey_screen

README = (ROOT / "README.md").read_text(encoding="utf-8")
FORMAT = (ROOT / "docs" / "format.md").read_text(encoding="utf-8")
TOOLS = Path(sys.executable).parent


def blocks(text: str, language: str) -> list[str]:
    """The fenced blocks of a language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def commands(text: str) -> list[tuple[str, str]]:
    """The commands of all console blocks, each with the output that is shown."""
    parts = [re.split(r"^\$ (.*)\n", block, flags=re.MULTILINE) for block in blocks(text, "console")]
    return [(command, shown) for part in parts for command, shown in zip(part[1::2], part[2::2], strict=True)]


def matches(shown: str, printed: str) -> bool:
    """Whether what is printed is what is shown; a line `...` stands for any lines. No shown output promises nothing."""
    pattern = "".join(r"(?:.*\n)*?" if line == "..." else re.escape(f"{line}\n") for line in shown.splitlines())
    return not shown or re.fullmatch(pattern, printed) is not None


def ready(command: str) -> str:
    """The command, with the tools at hand: setting them up again would write into the checkout."""
    return command.replace("make ", f"make --old-file=.venv/.installed BIN={TOOLS} ")


def test_commands_of_the_readme_run_and_print_what_it_shows(tmp_path: Path) -> None:
    for folder in ("examples", "questionnaires", "blueprints"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    shown_commands = commands(README)
    assert len(shown_commands) >= 10
    environment = {"PATH": f"{TOOLS}{os.pathsep}{os.environ['PATH']}", "LC_ALL": "C.UTF-8", "HOME": str(tmp_path)}
    for command, shown in shown_commands:
        place = ROOT if command.startswith("make") else tmp_path
        done = subprocess.run(
            ["sh", "-c", f"{ready(command)} 2>&1"],
            cwd=place,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, (command, done.stdout)
        assert matches(shown, done.stdout), (command, done.stdout)


@pytest.mark.parametrize(
    "document",
    ["README.md", "CONTRIBUTING.md", "docs/ci.md", "docs/format.md", "docs/instrument.md", "docs/performance.md"],
)
def test_links_inside_the_repository_lead_somewhere(document: str) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")
    targets = re.findall(r"\]\(([^)#:]+)\)", text)
    assert [target for target in targets if not ((ROOT / document).parent / target).exists()] == []


def test_files_shown_in_the_format_are_good(tmp_path: Path, smi: Smi) -> None:
    shown = [block for block in blocks(FORMAT, "yaml") if block.startswith("format:")]
    for block in shown:
        kind = block.removeprefix("format: smi.").split("/")[0]
        (tmp_path / f"{kind}.yaml").write_text(block, encoding="utf-8")
    kinds = ["answers", "blueprint", "efforts", "gates", "questionnaire", "weights", "worksheet"]
    assert sorted(path.stem for path in tmp_path.iterdir()) == kinds
    # The answers tick a step, and the step names a worksheet, so that both have to stand in their places.
    (tmp_path / "questionnaires").mkdir()
    (tmp_path / "questionnaire.yaml").rename(tmp_path / "questionnaires" / "bakery.yaml")
    (tmp_path / "blueprints" / "bakery").mkdir(parents=True)
    (tmp_path / "blueprint.yaml").rename(tmp_path / "blueprints" / "bakery" / "stall.yaml")
    (tmp_path / "blueprints" / "bakery" / "worksheets").mkdir()
    (tmp_path / "worksheet.yaml").rename(tmp_path / "blueprints" / "bakery" / "worksheets" / "loaf-count.yaml")
    result = smi("check", tmp_path)
    # Small as it is, the example gives rise to warnings about heavy questions; problems it has none.
    assert (result.code, [line for line in result.out.splitlines() if ": warning: " not in line]) == (0, [])
    assert (
        smi("score", tmp_path / "answers.yaml", "--questionnaire", tmp_path / "questionnaires" / "bakery.yaml").code
        == 0
    )


def test_the_readme_shows_the_survey_as_it_is() -> None:
    assert survey_screen() in blocks(README, "text")


def test_the_answers_file_of_the_readme_is_good(tmp_path: Path, smi: Smi) -> None:
    (block,) = blocks(README, "yaml")
    (tmp_path / "acme.yaml").write_text(block, encoding="utf-8")
    assert smi("check", tmp_path / "acme.yaml").code == 0
