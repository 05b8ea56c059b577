"""A page names the files that it was made from by their hashes, and its own command makes it again."""

from __future__ import annotations

import shlex
import shutil
from hashlib import sha256
from pathlib import Path

import pytest

from conftest import ROOT, Smi
from documents import XHTML, check_page

DATA = ROOT / "tests" / "data"


@pytest.fixture
def folder(tmp_path: Path, smi: Smi) -> Path:
    """Answers, their questionnaire, own efforts, and an earlier result, larger than what people write."""
    for name in ("questionnaires/bakery.yaml", "history/2026-autumn.yaml"):
        shutil.copy(DATA / name, tmp_path)
    efforts = "format: smi.efforts/1\nquestionnaire: bakery\ntitle: Two left hands\nmoves: {mill: [1, 4]}\n"
    (tmp_path / "own.yaml").write_text(efforts, encoding="utf-8")
    spring = ("score", DATA / "history" / "2026-spring.yaml", "--questionnaire", "bakery.yaml", "--format", "jsonl")
    kept = smi(*spring, cwd=tmp_path)
    assert kept.code == 0
    (tmp_path / "-spring.jsonl").write_text(kept.out + "\n" * 2**20, encoding="utf-8")
    return tmp_path


def origin(page: str) -> dict[str, str]:
    """What the foot of a page says."""
    (foot,) = check_page(page).iter(f"{XHTML}footer")
    pairs = zip(foot.iter(f"{XHTML}dt"), foot.iter(f"{XHTML}dd"), strict=True)
    return {label.text or "": text.text or "" for label, text in pairs}


def test_a_page_names_its_baseline_and_efforts_and_is_made_again_by_its_command(folder: Path, smi: Smi) -> None:
    files = {"--questionnaire": "bakery.yaml", "--efforts": "own.yaml", "--baseline": "-spring.jsonl"}
    options = [part for option, name in files.items() for part in (option, folder / name)]
    page = smi("score", folder / "2026-autumn.yaml", *options, "--format", "html", cwd=folder)
    assert page.code == 1  # it fell behind what the baseline holds
    said = origin(page.out)
    hashes = {name: sha256((folder / name).read_bytes()).hexdigest() for name in files.values()}
    assert said["Efforts"] == f"Two left hands, SHA-256 {hashes['own.yaml']}"
    assert said["Baseline"] == f"-spring.jsonl, SHA-256 {hashes['-spring.jsonl']}"
    command = shlex.split(said["Computed again by"])
    assert command[-2:] == ["--baseline", "./-spring.jsonl"]
    again = smi(*command[1:], "--format", "html", cwd=folder)
    changed = again.out.replace("./-spring.jsonl, SHA", "-spring.jsonl, SHA")
    assert (again.code, changed) == (page.code, page.out)


def test_a_baseline_that_cannot_be_read_is_not_named(folder: Path, smi: Smi) -> None:
    arguments = ("score", "2026-autumn.yaml", "--questionnaire", "bakery.yaml", "--baseline", "bakery.yaml")
    page = smi(*arguments, "--format", "html", cwd=folder)
    assert page.code == 3
    assert "--baseline" not in origin(page.out)["Computed again by"]
    assert "Baseline" not in origin(page.out)
