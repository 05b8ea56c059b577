"""Questionnaires, blueprints and weights: found by path or name, and held against each other."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders import BAKERY, CHECKLIST, STALL_BLUEPRINT, a_document, a_questionnaire, an_answers_text
from smi_cli.loading.entries import Entry, OtherKind, read_entry
from smi_cli.loading.library import (
    Library,
    UnknownNameError,
    answers_of,
    blueprint_of,
    path_of,
    read_weights,
    weights_of,
)
from smi_cli.loading.searching import FoundFile
from smi_cli.model.answers import Answers
from smi_cli.model.blueprint import Blueprint, Instrument
from smi_cli.model.problems import Problems
from smi_cli.model.questionnaire import Questionnaire, Weights

WEIGHTS = "format: smi.weights/1\nquestionnaire: bakery\ntitle: Others\nweights: {mill: 2}\n"


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of questionnaires with the folder of blueprints beside it, as the working directory."""
    (tmp_path / "questionnaires").mkdir()
    (tmp_path / "questionnaires" / "bakery.yaml").write_text(BAKERY)
    (tmp_path / "blueprints" / "bakery").mkdir(parents=True)
    (tmp_path / "blueprints" / "bakery" / "stall.yaml").write_text(STALL_BLUEPRINT)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def problems(outcome: object) -> list[str]:
    assert isinstance(outcome, Problems), outcome
    return [str(one) for one in outcome.items]


def quadrants(instrument: object) -> list[str]:
    assert isinstance(instrument, Instrument), instrument
    return list(instrument.blueprints)


def test_what_ships_is_found_by_its_name() -> None:
    library = Library()
    assert {"checklist", "smi"} <= set(library.names())
    instrument = library.instrument("smi")
    assert isinstance(instrument, Instrument)
    assert instrument is library.instrument("smi")  # read once
    assert library.instrument("nothing") is None
    assert library.questionnaire("../smi") is None


def test_candidates_are_the_chosen_one_or_those_added_the_default_and_the_others_that_ship(house: Path) -> None:
    library = Library(default="smi")
    assert [one.id for one in library.candidates()] == ["smi", "checklist"]
    library.add("bakery", "b.yaml", a_questionnaire(BAKERY))
    library.add("list", "l.yaml", Problems(()))  # a broken one is left out
    assert [one.id for one in library.candidates()] == ["bakery", "smi", "checklist"]
    assert [one.id for one in Library("questionnaires/bakery.yaml", "smi").candidates()] == ["bakery"]
    assert list(Library("blueprints/bakery/stall.yaml").candidates()) == []


@pytest.mark.parametrize("name", ["questionnaires/bakery.yaml", "./questionnaires/bakery.yaml"])
def test_the_blueprints_stand_beside_the_folder_of_the_questionnaire(house: Path, name: str) -> None:
    assert quadrants(Library(name).instrument("whatever")) == ["stall"]


def test_the_blueprints_are_found_from_inside_the_folder(house: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(house / "questionnaires")
    assert quadrants(Library("bakery.yaml").instrument("bakery")) == ["stall"]


def test_an_added_questionnaire_is_preferred(house: Path) -> None:
    library = Library()
    mine = a_questionnaire(BAKERY.replace("id: bakery", "id: smi"))
    library.add("smi", "questionnaires/mine.yaml", mine)
    assert library.questionnaire("smi") is mine


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("smii", "nothing called 'smii' ships with smi as questionnaire (did you mean 'smi'?)"),
        ("bakery", "nothing called 'bakery' ships with smi as questionnaire (one of checklist, smi)"),
        ("", "nothing called '' ships with smi as questionnaire (one of checklist, smi)"),
    ],
)
def test_a_name_that_nothing_ships_under(name: str, expected: str) -> None:
    with pytest.raises(UnknownNameError) as raised:
        Library(name)
    assert str(raised.value) == expected


def test_a_path_is_told_from_a_name() -> None:
    assert path_of("a/b", "questionnaire") == "a/b"
    assert path_of("mine.YAML", "questionnaire") == "mine.YAML"
    assert Path(path_of("smi", "questionnaire")).is_file()
    with pytest.raises(UnknownNameError, match="ships with smi as weights"):
        path_of("no-such-weights", "weights")


def test_what_a_path_leads_to_can_be_broken(house: Path) -> None:
    assert problems(Library("nowhere.yaml").instrument("x")) == ["nowhere.yaml: not-found: There is no such file"]
    Path("broken.yaml").write_text(BAKERY.replace("overall: minimum", "overall: middle"))
    assert problems(Library("./broken.yaml").questionnaire("x")) == [
        "./broken.yaml:6:10: not-allowed: overall cannot be 'middle' (one of mean, minimum)"
    ]


# A file of a later version, or of another kind, is never read as if it were what was asked for.
@pytest.mark.parametrize(
    ("name", "code"),
    [("smi.questionnaire/2", "unknown-format"), ("smi.answers/1", "wrong-kind"), ("other", "wrong-kind")],
)
def test_every_file_has_to_say_its_kind(house: Path, name: str, code: str) -> None:
    Path("q.yaml").write_text(BAKERY.replace("smi.questionnaire/1", name))
    Path("w.yaml").write_text(WEIGHTS.replace("smi.weights/1", name))
    Path("blueprints/bakery/stall.yaml").write_text(STALL_BLUEPRINT.replace("smi.blueprint/1", name))
    for outcome in (
        Library("q.yaml").instrument("bakery"),
        read_weights("w.yaml", Library("questionnaires/bakery.yaml")),
        Library("questionnaires/bakery.yaml").instrument("bakery"),
    ):
        assert [one.split(": ")[1] for one in problems(outcome)] == [code]


def test_broken_blueprints_make_the_instrument_unusable(house: Path) -> None:
    folder = house / "blueprints" / "bakery"
    (folder / "counter.yaml").write_text(STALL_BLUEPRINT.replace("{mill: 2}", "{mill: 7}"))
    (folder / "workshop.yaml").write_text("")
    assert problems(Library("questionnaires/bakery.yaml").instrument("bakery")) == [
        "blueprints/bakery/counter.yaml:18:20: out-of-range: Level 7 of 'mill' does not exist (from 1 to 2)",
        "blueprints/bakery/workshop.yaml:1:1: empty-file: The file is empty",
    ]


def test_blueprints_of_one_questionnaire_do_not_clash(house: Path) -> None:
    (house / "blueprints" / "bakery" / "stall-again.yaml").write_text(STALL_BLUEPRINT)
    found = problems(Library("questionnaires/bakery.yaml").instrument("bakery"))
    assert [one.split(": ")[1] for one in found] == [
        "duplicate-blueprint",
        "duplicate-id",
        "duplicate-id",
        "duplicate-id",
    ]


def test_hidden_files_among_the_blueprints_are_left_out(house: Path) -> None:
    # An editor's lock, as Emacs leaves it beside a file that is being edited.
    (house / "blueprints" / "bakery" / ".#stall.yaml").symlink_to("ada@host.123:456")
    assert quadrants(Library("questionnaires/bakery.yaml").instrument("bakery")) == ["stall"]


def test_a_file_is_held_against_the_questionnaire_that_it_names(house: Path) -> None:
    library = Library("questionnaires/bakery.yaml")
    assert isinstance(answers_of(a_document(an_answers_text("{mill: 1}", "done: [count-loaves]\n")), library), Answers)
    assert isinstance(weights_of(a_document(WEIGHTS), library), Weights)
    assert isinstance(blueprint_of(a_document(STALL_BLUEPRINT), library), Blueprint)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("format: smi.answers/1\n", "1:1: missing-key: the file lacks the key 'questionnaire'"),
        ("questionnaire: [a]\n", "1:16: wrong-type: questionnaire has to be an id, not a list"),
        ("questionnaire: smii\n", ("1:16: unknown-questionnaire: No questionnaire called 'smii' ships with smi "
         "(did you mean 'smi'?; name another one with --questionnaire PATH)")),
    ],
)  # fmt: skip
def test_the_questionnaire_has_to_be_known(text: str, expected: str) -> None:
    found = problems(answers_of(a_document(text), Library()))
    assert [one for one in found if "questionnaire" in one] == [f"file.yaml:{expected}"]


def test_answers_to_another_questionnaire_than_the_chosen_one(house: Path) -> None:
    text = an_answers_text(questionnaire="list", version="2.0")
    assert problems(answers_of(a_document(text), Library("questionnaires/bakery.yaml"))) == [
        "file.yaml:2:16: wrong-questionnaire: The file belongs to 'list', not to the questionnaire 'bakery'"
    ]


def test_answers_are_read_from_files(house: Path) -> None:
    library = Library("questionnaires/bakery.yaml")
    Path("a.yaml").write_text(an_answers_text("{mill: 1}"))
    assert isinstance(read_entry(FoundFile("a.yaml", named=True), library), Entry)
    Path("b.yaml").write_text(CHECKLIST)
    assert read_entry(FoundFile("b.yaml", named=False), library) == OtherKind("b.yaml")
    assert problems(read_entry(FoundFile("b.yaml", named=True), library)) == [
        "b.yaml:1:1: wrong-kind: This is a file of the format smi.questionnaire/1 (wanted is format: smi.answers/1)"
    ]
    Path("c.yaml").write_text("name: CI\n")
    assert problems(read_entry(FoundFile("c.yaml", named=True), library)) == [
        "c.yaml:1:1: wrong-kind: The file does not say its format (wanted is format: smi.answers/1)"
    ]


def test_a_questionnaire_without_quadrants_needs_no_blueprints(house: Path) -> None:
    Path("questionnaires/list.yaml").write_text(CHECKLIST)
    instrument = Library("questionnaires/list.yaml").instrument("list")
    assert isinstance(instrument, Instrument)
    assert isinstance(instrument.questionnaire, Questionnaire)
    assert quadrants(instrument) == []


def test_weights_beside_the_questionnaire_come_with_it(house: Path) -> None:
    folder = house / "questionnaires" / "weights"
    folder.mkdir()
    text = "format: smi.weights/1\nquestionnaire: {}\ntitle: Others\nweights: {{mill: 2}}\n"
    (folder / "mine.yaml").write_text(text.format("bakery"), encoding="utf-8")
    (folder / "theirs.yaml").write_text(text.format("other").replace("mill", "unheard-of"), encoding="utf-8")
    instrument = Library(str(house / "questionnaires" / "bakery.yaml")).instrument("bakery")
    assert isinstance(instrument, Instrument)
    assert [weights.title for weights in instrument.weights] == ["Others"]


def test_broken_weights_beside_the_questionnaire_are_told(house: Path) -> None:
    folder = house / "questionnaires" / "weights"
    folder.mkdir()
    text = "format: smi.weights/1\nquestionnaire: bakery\ntitle: Others\nweights: {mil: 2}\n"
    (folder / "mine.yaml").write_text(text, encoding="utf-8")
    outcome = Library(str(house / "questionnaires" / "bakery.yaml")).instrument("bakery")
    assert isinstance(outcome, Problems)
    assert [problem.code for problem in outcome.items] == ["unknown-reference"]
