"""`smi show` where something is wrong, and its files."""

from __future__ import annotations

from pathlib import Path

from conftest import ROOT, Smi


def test_a_name_that_nothing_ships_under(smi: Smi) -> None:
    result = smi("show", "smii")
    assert (result.code, result.out) == (2, "")
    assert result.err == "smi: nothing called 'smii' ships with smi as questionnaire (did you mean 'smi'?)\n"


def test_a_broken_questionnaire_is_told_with_its_places(smi: Smi) -> None:
    result = smi("show", "tests/golden/faulty/questionnaire.yaml")
    assert (result.code, result.out) == (3, "")
    assert result.err.startswith("tests/golden/faulty/questionnaire.yaml:1:1: missing-key: ")


def test_the_list_has_no_file_to_give(smi: Smi) -> None:
    result = smi("show", "--format", "yaml")
    assert (result.code, result.out, result.err) == (2, "", "smi: name the questionnaire whose file you want\n")


def test_a_shown_questionnaire_is_one_to_start_from(tmp_path: Path, smi: Smi) -> None:
    mine = tmp_path / "mine.yaml"
    assert smi("show", "checklist", "--output", mine).code == 0
    assert mine.read_bytes() == (ROOT / "questionnaires" / "checklist.yaml").read_bytes()
    assert smi("check", mine).code == 0


def test_an_ending_may_be_written_in_another_way(tmp_path: Path, smi: Smi) -> None:
    for name in ("mine.yml", "mine.yaml"):
        assert smi("show", "checklist", "--output", tmp_path / name).code == 0
    assert (tmp_path / "mine.yml").read_bytes() == (tmp_path / "mine.yaml").read_bytes()


def test_endings_are_those_of_its_formats(tmp_path: Path, smi: Smi) -> None:
    result = smi("show", "smi", "--output", tmp_path / "smi.json")
    assert result.code == 2
    assert result.err.endswith("(.txt for terminal, .md for markdown, .yaml for yaml)\n")
