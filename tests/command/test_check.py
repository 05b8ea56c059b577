"""`smi check`: every problem of files of every kind, and what looks wrong in sound ones, in one run."""

# ruff: noqa: E501 - a problem is one line, and stands here as its reader sees it

from __future__ import annotations

from pathlib import Path

import pytest

from builders import BAKERY, STALL_BLUEPRINT, an_answers_text
from conftest import ROOT, Smi
from unit.assessing.test_suspicions import SOUND, SOUND_BLUEPRINTS

WEIGHTS = "format: smi.weights/1\nquestionnaire: bakery\ntitle: Bread first\nweights: {flour: 2}\n"

GATES = "format: smi.gates/1\nerror: {require: [quadrant=stall, craft=50]}\n"


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """Good files of every kind, in the order of folders that the documentation describes."""
    write(tmp_path, "questionnaires/bakery.yaml", SOUND)
    for quadrant, text in SOUND_BLUEPRINTS.items():
        write(tmp_path, f"blueprints/bakery/{quadrant}.yaml", text)
    write(tmp_path, "weights.yaml", WEIGHTS)
    write(tmp_path, "answers/crumb.yaml", an_answers_text("{mill: 2}", "done: [count-loaves]\n"))
    write(tmp_path, "gates.yaml", GATES)
    return tmp_path


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text)


def test_good_files_of_every_kind(house: Path, smi: Smi) -> None:
    result = smi("check", ".", cwd=house)
    assert (result.code, result.out) == (0, "")
    checked, end = result.err.removeprefix("smi: ").split(" checked: ")
    kinds = ["1 answers file", "1 gates file", "1 questionnaire", "1 weights file", "4 blueprints"]
    assert sorted(checked.split(", ")) == kinds
    assert end == "0 problems.\n"


def test_what_ships_is_good(smi: Smi) -> None:
    result = smi("check", "questionnaires", "blueprints", "examples", "-q", cwd=ROOT)
    assert (result.code, result.out, result.err) == (0, "", "")


def test_all_problems_of_all_kinds_in_one_run_sorted(house: Path, smi: Smi) -> None:
    write(house, "answers/crumb.yaml", an_answers_text("{mill: 9, till: x}", "done: [find-a-mill]\n"))
    write(house, "weights.yaml", WEIGHTS.replace("flour", "flower"))
    write(house, "blueprints/bakery/stall.yaml", STALL_BLUEPRINT.replace("effort: small", "effort: tiny"))
    write(
        house,
        "questionnaires/broken.yaml",
        BAKERY.replace("id: bakery", "id: broken").replace("overall: minimum", "overall: x"),
    )
    write(house, "answers/later.yaml", "format: smi.answers/2\n")
    write(house, "answers/empty.yaml", "")
    result = smi("check", "weights.yaml", "questionnaires", "blueprints", "answers", cwd=house)
    assert result.code == 1
    lines = result.out.splitlines()
    assert lines == sorted(lines, key=lambda line: line.split(":")[0])
    found = {tuple(line.split(": ")[:2]) for line in lines}
    assert found >= {
        ("answers/empty.yaml:1:1", "empty-file"),
        ("answers/later.yaml:1:9", "unknown-format"),
        ("blueprints/bakery/stall.yaml:13:13", "not-allowed"),
        ("questionnaires/broken.yaml:6:10", "not-allowed"),
        ("weights.yaml:4:11", "unknown-reference"),
    }
    assert len(lines) == len(set(lines))
    assert f": {len(lines)} problems." in result.err


def test_answers_are_held_against_the_questionnaire_of_the_same_run(house: Path, smi: Smi) -> None:
    write(house, "answers/crumb.yaml", an_answers_text("{mil: 2}", "done: [count-loafs]\n"))
    expected = [
        "answers/crumb.yaml:6:11: unknown-question: 'bakery' has no scored question 'mil' (did you mean 'mill'?)",
        "answers/crumb.yaml:7:8: unknown-step: No blueprint of 'bakery' has a step 'count-loafs' (did you mean 'count-loaves'?)",
    ]
    together = smi("check", "answers", "questionnaires", cwd=house)
    assert (together.code, together.out.splitlines()) == (1, expected)
    named = smi("check", "answers", "--questionnaire", "questionnaires/bakery.yaml", cwd=house)
    assert (named.code, named.out.splitlines()) == (1, expected)


def test_gates_have_to_fit_one_of_the_questionnaires_that_there_are(house: Path, smi: Smi) -> None:
    write(house, "gates.yaml", GATES.replace("craft=50", "crafts=50, investment=50, overall=nan"))
    told = smi("check", "gates.yaml", "questionnaires", cwd=house)
    assert (told.code, told.out.splitlines()) == (
        1,
        [
            "gates.yaml:2:35: unknown-reference: 'bakery' has no 'crafts' to reach (did you mean 'craft'?)",
            "gates.yaml:2:61: out-of-range: 'nan' is no score that 'overall' could reach (a number from 0 to 100, with a point before decimals, at most 18 digits)",
        ],
    )
    write(house, "gates.yaml", "format: smi.gates/1\nwarn: {require: [quadrant=leeder, readiness=mature]}\n")
    alone = smi("check", "gates.yaml", cwd=house)
    assert (alone.code, alone.out) == (
        1,
        "gates.yaml:2:18: unknown-reference: 'smi' has no quadrant 'leeder' (did you mean 'leader'?)\n",
    )


def test_answers_to_an_unknown_questionnaire(house: Path, smi: Smi) -> None:
    result = smi("check", "answers", cwd=house)
    assert result.code == 1
    assert result.out == (
        "answers/crumb.yaml:2:16: unknown-questionnaire: No questionnaire called 'bakery' ships with smi "
        "(one of checklist, smi; name another one with --questionnaire PATH)\n"
    )


def test_a_path_that_leads_nowhere_wins_over_problems(house: Path, smi: Smi) -> None:
    write(house, "answers/crumb.yaml", an_answers_text("{mill: 9}"))
    result = smi("check", "questionnaires", "answers", "nowhere.yaml", cwd=house)
    assert result.code == 3
    assert result.out.splitlines() == [
        "answers/crumb.yaml:6:17: level-range: 'mill' has no level 9 (from 0 to 2)",
        "nowhere.yaml: not-found: There is no such file",
    ]


def test_other_files_are_skipped_in_folders_and_refused_by_name(house: Path, smi: Smi) -> None:
    write(house, "ci.yaml", "name: CI\n")
    walked = smi("check", ".", cwd=house)
    assert (walked.code, walked.out) == (0, "")
    assert "1 file of another kind skipped" in walked.err
    named = smi("check", "ci.yaml", cwd=house)
    assert (named.code, named.out) == (
        1,
        "ci.yaml:1:1: wrong-kind: This is no file of smi (the first line says the format)\n",
    )


def test_standard_input(house: Path, smi: Smi) -> None:
    result = smi("check", "-", "questionnaires", stdin=an_answers_text("{mill: 9}"), cwd=house)
    assert (result.code, result.out) == (1, "<stdin>:6:17: level-range: 'mill' has no level 9 (from 0 to 2)\n")


def test_two_questionnaires_of_one_id(house: Path, smi: Smi) -> None:
    # Which of them the answers are held against must not hang on the order of names.
    write(house, "questionnaires/copy.yaml", BAKERY)
    result = smi("check", "questionnaires", cwd=house)
    assert result.code == 1
    assert result.out.startswith("questionnaires/copy.yaml:2:5: duplicate-id: ")


def test_text_in_problems_is_harmless(house: Path, smi: Smi) -> None:
    write(house, "questionnaires/evil.yaml", BAKERY.replace("overall: minimum", 'overall: "\\e[31m\\u202e[bold]"'))
    result = smi("check", "questionnaires", cwd=house)
    assert "\\x1b[31m\\u202e[bold]" in result.out
    assert "\x1b" not in result.out
    assert "\u202e" not in result.out


SUSPECT = SOUND.replace("One named mill", "A wholesaler!").replace(
    "{title: Trade, from: 40}", "{title: Trade, from: 0}"
)
SUSPECTED = """\
questionnaires/bakery.yaml:18:52: warning: levels-alike: Level 2 is worded like level 1 (say what is seen on the one and not yet on the other)
questionnaires/bakery.yaml:68:7: warning: rung-unreachable: Nobody stands on the rung 'hobby': even the worst answers meet all that 'trade' asks (ask for more on 'trade', or let the worst levels be worth less)
"""


def test_suspicions_are_warnings_and_no_failure(house: Path, smi: Smi) -> None:
    write(house, "questionnaires/bakery.yaml", SUSPECT)
    result = smi("check", "questionnaires", cwd=house)
    assert (result.code, result.out) == (0, SUSPECTED)
    assert result.err == "smi: 1 questionnaire checked: 0 problems, 2 warnings.\n"
    quiet = smi("check", "questionnaires", "-q", cwd=house)
    assert (quiet.code, quiet.out, quiet.err) == (0, SUSPECTED, "")


def test_warnings_stand_after_the_problems_of_other_files(house: Path, smi: Smi) -> None:
    write(house, "questionnaires/bakery.yaml", SUSPECT)
    write(house, "weights.yaml", WEIGHTS.replace("flour", "flower"))
    result = smi("check", "questionnaires", "weights.yaml", cwd=house)
    problem, warnings = result.out.split("\n", 1)
    assert result.code == 1
    assert problem.startswith("weights.yaml:4:11: unknown-reference: ")
    assert warnings == SUSPECTED
    assert result.err.endswith(": 1 problem, 2 warnings.\n")


MORE_SUSPECTED = """\
questionnaires/bakery.yaml:9:1: warning: reading-long: The questions and their levels have 2527 words, over 12 minutes of reading (200 words a minute: ask less, or in fewer words)
questionnaires/bakery.yaml:22:11: warning: question-unraised: No step of any blueprint raises the question 'tasting' (a step with raises: {tasting: 4})
questionnaires/bakery.yaml:34:11: warning: question-unraised: No step of any blueprint raises the question 'cleaning' (a step with raises: {cleaning: 4})
questionnaires/bakery.yaml:43:7: warning: question-heavy: The question 'till' carries 2/5 of the axis 'shop', over a quarter (give it less weight, or ask more beside it)
questionnaires/bakery.yaml:58:1: warning: borderline-narrow: One level of 'mill' moves the axis 'craft' further than the borderline zone reaches (widen it, or ask more questions, or with more levels)
questionnaires/bakery.yaml:58:1: warning: borderline-narrow: One level of 'till' moves the axis 'shop' further than the borderline zone reaches (widen it, or ask more questions, or with more levels)
questionnaires/bakery.yaml:63:5: warning: quadrant-unreachable: The quadrant 'workshop' cannot be reached: the best answers leave 'craft' low (lower the cut, or let the best levels be worth more)
questionnaires/bakery.yaml:64:5: warning: blueprint-missing: The quadrant 'counter' has no blueprint (blueprints/bakery/counter.yaml)
questionnaires/bakery.yaml:65:5: warning: quadrant-unreachable: The quadrant 'institution' cannot be reached: the best answers leave 'craft' low (lower the cut, or let the best levels be worth more)
questionnaires/bakery.yaml:77:27: warning: rung-unreachable: The rung 'warm' cannot be reached: the best answers give 'overall' less than it asks (ask for less, or let the best levels be worth more)
"""


def test_every_other_suspicion_at_its_line(house: Path, smi: Smi) -> None:
    text = SOUND.replace("title: Craft\n", "title: Craft\n    cut: 100\n").replace("  borderline: 15\n", "")
    text = text.replace("  till:\n", "  till:\n        weight: 2\n")
    text = text.replace("{title: Warm, ", "{title: Warm, from: 80, ")
    text = text.replace("  heat:\n", "  heat:\n            values: [0, 0, 0, 0, 0]\n")
    text = text.replace("Where do you sell?", "word " * 2400)
    write(house, "questionnaires/bakery.yaml", text)
    (house / "blueprints/bakery/counter.yaml").unlink()
    result = smi("check", "questionnaires", cwd=house)
    assert (result.code, result.out) == (0, MORE_SUSPECTED)


def test_levels_that_questions_share_are_reported_once_where_they_stand(house: Path, smi: Smi) -> None:
    write(house, "questionnaires/bakery.yaml", SOUND.replace("Now and then", "NEVER"))
    assert smi("check", "questionnaires", cwd=house).out == (
        "questionnaires/bakery.yaml:8:22: warning: levels-alike: Level 1 is worded like level 0 "
        "(say what is seen on the one and not yet on the other)\n"
    )


def test_a_broken_questionnaire_is_not_suspected(house: Path, smi: Smi) -> None:
    write(house, "questionnaires/bakery.yaml", SUSPECT.replace("overall: minimum", "overall: x"))
    result = smi("check", "questionnaires", cwd=house)
    assert result.code == 1
    assert "warning" not in result.out + result.err


def test_blueprints_checked_with_a_questionnaire_count_as_those_beside_it(tmp_path: Path, smi: Smi) -> None:
    write(tmp_path, "flat/bakery.yaml", SOUND)
    for quadrant, text in SOUND_BLUEPRINTS.items():
        write(tmp_path, f"flat/{quadrant}.yaml", text)
    assert smi("check", "flat", cwd=tmp_path).out == ""
    (tmp_path / "flat/institution.yaml").unlink()
    assert smi("check", "flat", cwd=tmp_path).out == (
        "flat/bakery.yaml:63:5: warning: blueprint-missing: The quadrant 'institution' has no blueprint "
        "(blueprints/bakery/institution.yaml)\n"
    )


@pytest.mark.parametrize("paths", [["questionnaires"], ["questionnaires", "blueprints"]])
def test_nothing_is_missing_while_a_blueprint_is_broken(house: Path, smi: Smi, paths: list[str]) -> None:
    write(house, "blueprints/bakery/counter.yaml", STALL_BLUEPRINT.replace("effort: small", "effort: tiny"))
    assert "warning" not in smi("check", *paths, cwd=house).out


def test_a_file_that_cannot_be_read_may_be_the_missing_blueprint(tmp_path: Path, smi: Smi) -> None:
    write(tmp_path, "bakery.yaml", SOUND)
    write(tmp_path, "stall.yaml", STALL_BLUEPRINT)
    write(tmp_path, "workshop.yaml", "format: [")
    result = smi("check", "bakery.yaml", "stall.yaml", "workshop.yaml", cwd=tmp_path)
    assert result.code == 1
    assert "warning" not in result.out


def test_text_in_warnings_is_harmless(house: Path, smi: Smi) -> None:
    write(house, "a\nb.yaml", SUSPECT)
    (house / "questionnaires/bakery.yaml").unlink()
    result = smi("check", "a\nb.yaml", cwd=house)
    assert result.out.splitlines()[0].startswith("a b.yaml:18:52: warning: ")


def test_tables_are_checked_row_by_row(tmp_path: Path, smi: Smi) -> None:
    (tmp_path / "survey.csv").write_text(
        "subject,date,mill,Response ID\nRye,2026-10-05,9,1\nOat,2026-13-05,2,2\n", encoding="utf-8"
    )
    questionnaire = ROOT / "tests" / "data" / "questionnaires" / "bakery.yaml"
    result = smi("check", "survey.csv", "--questionnaire", questionnaire, cwd=tmp_path)
    assert result.code == 1
    assert [line.split(" (")[0] for line in result.out.splitlines()] == [
        "survey.csv:2:3: level-range: 'mill' has no level 9",
        "survey.csv:3:2: bad-date: date is 2026-13-05, a day that no calendar has",
    ]
    remark, summary = result.err.splitlines()
    assert remark.startswith("smi: survey.csv: 1 column is no question of 'bakery' and was left out: Response ID")
    assert summary == "smi: 1 table checked: 2 problems."
