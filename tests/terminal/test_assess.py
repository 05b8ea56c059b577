"""The survey in real terminals, with both drivers: what is seen, what is saved, and what is left behind."""

from __future__ import annotations

import json
import os
import signal
import stat
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from conftest import ROOT, Smi
from terminal.session import ALT_ENTER, CTRL_C, CTRL_D, CTRL_U, DOWN, ENTER, LEFT, PATIENCE, UP, Session

BAKERY = ROOT / "tests" / "data" / "questionnaires" / "bakery.yaml"
TIDINESS = ROOT / "tests" / "data" / "questionnaires" / "tidiness.yaml"
HEADING = (
    ("Who or what", "Crumb & Sons"),
    ("Who answers", "Ada"),
    ("which role", "Owner"),
    ("which day", "2026-10-05"),
)
ASKS = {
    "mill": "Where does the flour come from?",
    "tasting": "How often is the bread tasted?",
    "heat": "How often is the heat measured?",
    "hygiene": "How often is the oven cleaned?",
    "opening": "How often does the shop open on time?",
    "till": "How often is the till counted?",
    "region": "Where do you sell?",
    "queue": "How often is the queue timed?",
    "shops": "How many shops are there?",
    "bread": "What do you bake?",
    "craft-obstacles": "What stands in the way of better bread?",
    "shop-obstacles": "What stands in the way of a better shop?",
    "motto": "What is your motto?",
}
# The region decides whether the queue is asked about, and so it comes before it.
SCORED = ("mill", "tasting", "heat", "hygiene", "opening", "till")
DRIVERS = [pytest.param((), id="menus"), pytest.param(("--plain",), id="plain")]


def survey(folder: Path, *arguments: str | Path, questionnaire: Path = BAKERY, **how: object) -> Session:
    """A survey about a file called acme.yaml."""
    return Session("assess", "acme.yaml", "--questionnaire", questionnaire, *arguments, cwd=folder, **how)  # type: ignore[arg-type]


def at(session: Session, key: str) -> None:
    """Wait until a question can be answered."""
    wanted = ASKS[key]
    if session.plain:
        session.wait_for_prompt(wanted)
    elif key in {"shops", "motto"}:
        session.wait_for_text(wanted)
    else:
        session.wait_for_menu(wanted)


def head(session: Session) -> None:
    """Answer the questions of the heading."""
    for ask, answer in HEADING:
        if session.plain:
            session.wait_for_prompt(ask)
        else:
            session.wait_for_text(ask)
        in_place_of_today = CTRL_U if ask == "which day" else ""
        session.send(in_place_of_today + answer + ENTER)


def answer(session: Session, keys: Iterable[tuple[str, str]]) -> None:
    """Answer questions, each when it is there."""
    for key, typed in keys:
        at(session, key)
        session.send(typed + ENTER)


def skip_context(session: Session) -> None:
    """Sell in the country, where no queue is timed, and leave out all the rest of the context."""
    answer(session, [("region", "2")])
    keys = list(ASKS)
    for key in keys[keys.index("shops") :]:
        at(session, key)
        session.send(ENTER if key in {"shops", "motto"} else "s" + (ENTER if session.plain else ""))


def text_of(folder: Path) -> str:
    return (folder / "acme.yaml").read_text(encoding="utf-8")


def answers_in(folder: Path) -> str:
    """What stands under answers, on one line for each question."""
    return text_of(folder).partition("answers:\n")[2].partition("\ncontext")[0]


@pytest.mark.parametrize(
    ("quadrant", "levels"),
    [("Stall", "000000"), ("Workshop", "244400"), ("Counter", "000044"), ("Institution", "244444")],
)
@pytest.mark.parametrize("driver", DRIVERS)
def test_a_whole_survey_for_each_quadrant(driver: Sequence[str], quadrant: str, levels: str, tmp_path: Path) -> None:
    pairs = list(zip(SCORED, levels, strict=True))
    if levels[0] == "0":  # below it the bread is not asked about
        pairs = [pair for pair in pairs if pair[0] != "tasting"]
    with survey(tmp_path, *driver) as session:
        head(session)
        answer(session, pairs)
        skip_context(session)
        session.wait_for("finishes.")
        session.send("f" + ENTER)
        assert session.finish() == 0
        assert f"is in the quadrant {quadrant}:" in session.text
        assert "The report again:\n  smi score acme.yaml" in session.text
        assert session.is_sane
    assert answers_in(tmp_path) == "".join(f"  {key}: {level}\n" for key, level in pairs)


def test_both_drivers_write_the_same_file_and_the_report_is_that_of_score(tmp_path: Path, smi: Smi) -> None:
    files = []
    for name, arguments, environment in (("menus", (), {}), ("plain", ("--plain",), {"SMI_PLAIN": "1"})):
        folder = tmp_path / name
        folder.mkdir()
        with survey(folder, *arguments) as session:
            enter = ENTER if arguments else ""
            head(session)
            answer(session, [("mill", "2")])
            at(session, "tasting")
            session.send("x" + ENTER)
            session.wait_for("Why does it not apply?")
            session.send("We sell no bread of our own: only cake" + ENTER)
            at(session, "heat")
            session.send("n" + enter)
            session.wait_for("Your note")
            session.send('Ask "Bob" # twice' + ENTER)
            session.wait_for("Note: Ask")
            answer(session, [("heat", "3"), ("hygiene", "u")])
            at(session, "opening")
            session.send("e" + enter)
            session.wait_for("What you looked at")
            session.send("The till roll" + ENTER)
            session.wait_for("Evidence: The till roll")
            answer(session, [("opening", "4")])
            at(session, "till")
            session.send("s" + enter)
            answer(session, [("region", "2"), ("shops", "2,5")])
            at(session, "bread")
            session.send("1,3" + ENTER if arguments else f" {DOWN}{DOWN} {ENTER}")
            at(session, "craft-obstacles")
            session.send("0" + ENTER if arguments else f"{UP} {ENTER}")
            at(session, "shop-obstacles")
            session.send("s" + enter)
            answer(session, [("motto", "Bread: first")])
            session.wait_for("finishes.")
            session.send("f" + ENTER)
            assert session.finish() == 0
            shown = session.text
        files.append(text_of(folder))
        report = smi("score", folder / "acme.yaml", "--questionnaire", BAKERY, env={"COLUMNS": "80", **environment}).out
        assert report.strip() in shown
    assert files[0] == files[1]
    assert files[0] == (Path(__file__).parent / "expected.yaml").read_text(encoding="utf-8")


def test_back_goes_back_and_shows_what_was_chosen(tmp_path: Path) -> None:
    with survey(tmp_path) as session:
        head(session)
        answer(session, [("mill", "1"), ("tasting", "3")])
        at(session, "heat")
        session.send(LEFT)
        session.wait_for_menu("[2/7]")
        session.wait_for("> 3  Every day")
        session.send("b")
        session.wait_for_menu("[1/7]")
        session.send("2" + ENTER)
        session.wait_for_menu("[3/7]")  # what was chosen at the second one is kept, and not asked again
        session.send(CTRL_C)
        assert session.finish() == 130
    assert answers_in(tmp_path) == "  mill: 2\n  tasting: 3\n"


@pytest.mark.parametrize("driver", DRIVERS)
def test_a_question_comes_and_goes_with_its_condition_and_keeps_its_answer(
    driver: Sequence[str], tmp_path: Path
) -> None:
    enter = ENTER if driver else ""
    with survey(tmp_path, *driver) as session:
        head(session)
        answer(session, [("mill", "1"), ("tasting", "4")])
        at(session, "heat")
        session.send("b" + enter)
        at(session, "tasting")
        session.send("b" + enter)
        session.wait_for("[1/7]")
        at(session, "mill")
        session.send("0" + ENTER)
        session.wait_for("[2/6]")  # the heat: nothing is tasted any more
        at(session, "heat")
        session.send("r" + enter)
        session.wait_for("finishes.")
        assert "bread tasted" not in "\n".join(session.lines).rpartition("Your answers")[2]
        session.send("1" + ENTER)
        session.wait_for("[1/6]")
        at(session, "mill")
        session.send("2" + ENTER)
        session.wait_for("2. How often is the bread tasted? [4]")
        session.send(CTRL_C)
        assert session.finish() == 130
    assert answers_in(tmp_path) == "  mill: 2\n  tasting: 4\n"


def test_nothing_is_chosen_before_somebody_chooses(tmp_path: Path) -> None:
    with survey(tmp_path) as session:
        head(session)
        at(session, "mill")
        for keys in (ENTER, ALT_ENTER, ENTER):
            session.send(keys)
            session.read(0.3)
        at(session, "mill")
        session.send(CTRL_D)
        assert session.finish() == 130
        assert session.is_sane
        assert "Traceback" not in session.text
    assert "answers:" not in text_of(tmp_path)


@pytest.mark.parametrize("driver", DRIVERS)
@pytest.mark.parametrize("stopped", range(len(SCORED)))
def test_stopped_at_each_question_it_goes_on_there(driver: Sequence[str], stopped: int, tmp_path: Path) -> None:
    with survey(tmp_path, *driver) as session:
        head(session)
        answer(session, [(key, "2") for key in SCORED[:stopped]])
        at(session, SCORED[stopped])
        session.send(CTRL_C)
        assert session.finish() == 130
        assert session.is_sane
        assert "Go on with:  smi assess acme.yaml --questionnaire " in session.text.replace("\n", "")
    assert answers_in(tmp_path) == "".join(f"  {key}: 2\n" for key in SCORED[:stopped])
    with survey(tmp_path, *driver) as session:
        at(session, SCORED[stopped])
        session.send(CTRL_D)
        assert session.finish() == 130


@pytest.mark.parametrize("driver", DRIVERS)
@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_signals_leave_the_terminal_sane_and_the_answers_saved(
    driver: Sequence[str], number: signal.Signals, code: int, tmp_path: Path
) -> None:
    with survey(tmp_path, *driver) as session:
        head(session)
        answer(session, [("mill", "2")])
        at(session, "tasting")
        session.signal(number)
        assert session.finish() == code
        assert session.is_sane
    assert answers_in(tmp_path) == "  mill: 2\n"


@pytest.mark.parametrize("driver", DRIVERS)
@pytest.mark.parametrize("shell", ["trap : HUP", "trap '' HUP"])  # the signal comes, or is ignored as with nohup
def test_a_terminal_that_has_really_gone(driver: Sequence[str], shell: str, tmp_path: Path) -> None:
    with survey(tmp_path, *driver, around=f"{shell}; {{}}; echo $? > code.part; mv code.part code") as session:
        head(session)
        answer(session, [("mill", "2")])
        at(session, "tasting")
        session.hang_up()
        deadline = time.monotonic() + PATIENCE
        while not (tmp_path / "code").exists():
            assert time.monotonic() < deadline
            time.sleep(0.05)
    assert (tmp_path / "code").read_text(encoding="utf-8") == "129\n"
    assert answers_in(tmp_path) == "  mill: 2\n"


def test_a_signal_that_is_ignored_stays_ignored(tmp_path: Path) -> None:
    with survey(tmp_path, around="trap '' HUP; {}") as session:
        head(session)
        at(session, "mill")
        session.signal(signal.SIGHUP)
        answer(session, [("mill", "2")])
        at(session, "tasting")
        session.send(CTRL_C)
        assert session.finish() == 130


@pytest.mark.parametrize("driver", DRIVERS)
def test_what_is_said_before_the_first_question_is_saved(driver: Sequence[str], tmp_path: Path) -> None:
    with survey(tmp_path, *driver) as session:
        wait = session.wait_for_prompt if driver else session.wait_for_text
        for ask, words in HEADING[:2]:
            wait(ask)
            session.send(words + ENTER)
        wait("which role")
        session.send(CTRL_C)
        assert session.finish() == 130
    assert "subject: Crumb & Sons\n" in text_of(tmp_path)
    assert "respondent: Ada\n" in text_of(tmp_path)


def test_a_heading_that_is_changed_is_saved(tmp_path: Path) -> None:
    with Session("assess", "--questionnaire", BAKERY, cwd=tmp_path) as session:
        head(session)
        at(session, "mill")
        session.send("b")
        session.wait_for_text("which day")
        session.send("<" + ENTER)
        session.wait_for_text("which role")
        session.send(CTRL_U + "Miller" + ENTER)
        session.wait_for_text("which day")
        session.send(CTRL_C)
        assert session.finish() == 130
    assert "role: Miller\n" in (tmp_path / "crumb-sons-2026-10-05.yaml").read_text(encoding="utf-8")


def test_killed_after_each_answer_the_file_is_whole(tmp_path: Path, smi: Smi) -> None:
    for number, key in enumerate(SCORED):
        with survey(tmp_path) as session:
            if number == 0:
                head(session)
            at(session, key)
            session.send("2" + ENTER)
            following = [*ASKS][number + 1]
            at(session, following)
            session.signal(signal.SIGKILL)
            assert session.finish() == -signal.SIGKILL
        assert answers_in(tmp_path) == "".join(f"  {one}: 2\n" for one in SCORED[: number + 1])
        assert smi("check", tmp_path / "acme.yaml", "--questionnaire", BAKERY).code == 0


def test_what_a_killed_survey_left_behind_is_swept_away(tmp_path: Path) -> None:
    with survey(tmp_path) as session:
        head(session)
        at(session, "mill")
        session.send(CTRL_C)
        assert session.finish() == 130
    stray, young = tmp_path / ".smi-0123456789ab.tmp", tmp_path / ".smi-ba9876543210.tmp"
    for one in (stray, young):
        one.write_text("half", encoding="utf-8")
    os.utime(stray, (0, 0))
    with survey(tmp_path) as session:
        at(session, "mill")
        session.send(CTRL_C)
        session.finish()
    assert sorted(path.name for path in tmp_path.iterdir()) == [young.name, "acme.yaml"]


@pytest.mark.parametrize(("rows", "columns"), [(20, 60), (24, 80)])
def test_long_wordings_are_wrapped_and_never_cut(rows: int, columns: int, tmp_path: Path) -> None:
    with Session("assess", "acme.yaml", cwd=tmp_path, rows=rows, columns=columns) as session:
        head(session)
        session.wait_for_menu("[1/24]")
        seen = " ".join(" ".join(line.split()) for line in session.lines)
        assert "0 Customer experience is not discussed; cost or sales always decides." in seen
        session.send("4")
        session.wait_for("> 4", "harm them.")
        session.resize(20, 40)
        session.send("3")
        session.wait_for("> 3")
        seen = "".join("".join(line.split()) for line in session.lines)
        assert "severaldecisionsofthepastyearshowit." in seen
        session.send(ENTER)
        session.wait_for("[2/24]")
        session.send(CTRL_C)
        assert session.finish() == 130


def test_help_shows_what_to_look_at(tmp_path: Path) -> None:
    with Session("assess", "acme.yaml", cwd=tmp_path) as session:
        head(session)
        session.wait_for_menu("[1/24]")
        assert "Look at:" not in session.text
        session.send("?")
        session.wait_for("Look at: Three decisions of the past year", "Who knows: The managing director")
        session.send(CTRL_C)
        session.finish()


def test_what_is_pointed_at_stays_so_through_help_and_notes(tmp_path: Path) -> None:
    with survey(tmp_path) as session:
        head(session)
        at(session, "mill")
        session.send("1")
        session.wait_for("> 1")
        session.send("?")
        session.wait_for("Who knows: The head baker", "> 1  A wholesaler")
        session.send("n")
        session.wait_for_text("Your note")
        session.send("by hand" + ENTER)
        session.wait_for("Note: by hand", "> 1  A wholesaler")
        session.send(ENTER)
        at(session, "tasting")
        session.send(CTRL_C)
        session.finish()
    assert answers_in(tmp_path) == "  mill:\n    level: 1\n    note: by hand\n"


@pytest.mark.parametrize(
    ("route", "pointed"), [("back", ""), ("back", "1"), ("review", ""), ("review", "1"), ("help", "")]
)
def test_an_answer_that_is_looked_at_again_stays_as_it_is(route: str, pointed: str, tmp_path: Path) -> None:
    """Wherever the pointer has been before."""
    with survey(tmp_path) as session:
        head(session)
        answer(session, [("mill", "2")])
        at(session, "tasting")
        session.send("b")
        at(session, "mill")
        session.wait_for("> 2")
        if route == "back":
            session.send(pointed + "r")
            session.wait_for_text("A number changes an answer")
            session.send("<" + ENTER)
        elif route == "review":
            session.send(pointed + "r")
            session.wait_for_text("A number changes an answer")
            session.send("1" + ENTER)
        else:
            session.send("?")
            session.wait_for("Look at")
        at(session, "mill")
        session.wait_for("> 2  One")
        session.send(ENTER)
        at(session, "tasting")
        session.send(CTRL_C)
        session.finish()
    assert answers_in(tmp_path) == "  mill: 2\n"


def test_an_answer_that_is_first_given_from_the_review_stays_as_it_is(tmp_path: Path) -> None:
    with survey(tmp_path, questionnaire=TIDINESS) as session:
        head(session)
        session.wait_for_menu("[1/2]")
        session.send("r")
        for before, level in (("[OPEN]", "0"), ("[0]", "")):
            session.wait_for(f"2. Is the floor tidy? {before}")
            session.wait_for_text("A number changes an answer")
            session.send("2" + ENTER)
            session.wait_for_menu("[2/2]")
            session.send(level + ENTER)
        session.wait_for_text("A number changes an answer")
        session.send(CTRL_C)
        session.finish()
    assert answers_in(tmp_path) == "  floor: 0\n"


def test_what_is_cleared_waits_for_an_answer(tmp_path: Path) -> None:
    with survey(tmp_path) as session:
        head(session)
        answer(session, [("mill", "1")])
        at(session, "tasting")
        session.send("b")
        at(session, "mill")
        session.send("c")
        session.wait_for("> (arrows or")
        session.send(ENTER)
        session.read(0.3)
        at(session, "mill")
        session.send(CTRL_C)
        session.finish()
    assert "mill" not in text_of(tmp_path)


def test_nothing_is_chosen_at_a_question_that_is_worded_like_the_one_before(tmp_path: Path) -> None:
    text = TIDINESS.read_text(encoding="utf-8").replace("Is the floor tidy?", "Is the desk tidy?")
    (tmp_path / "tidiness.yaml").write_text(text, encoding="utf-8")
    with survey(tmp_path, questionnaire=tmp_path / "tidiness.yaml") as session:
        head(session)
        session.wait_for_menu("[1/2]")
        session.send("1" + ENTER)
        session.wait_for_menu("[2/2]")
        session.wait_for("> (arrows or")
        session.send(CTRL_C)
        session.finish()
    assert answers_in(tmp_path) == "  desk: 1\n"


def test_signs_beyond_nine_and_none_of_these(tmp_path: Path) -> None:
    options = ", ".join(f"o{number}: Option {number}" for number in range(1, 13))
    text = TIDINESS.read_text(encoding="utf-8").replace(
        "ladders:", f"context:\n  many: {{ask: Which of these?, kind: choices, options: {{{options}}}}}\nladders:", 1
    )
    (tmp_path / "tidiness.yaml").write_text(text, encoding="utf-8")
    with survey(tmp_path, questionnaire=tmp_path / "tidiness.yaml") as session:
        head(session)
        for number in ("[1/2]", "[2/2]"):
            session.wait_for_menu(number)
            session.send("1" + ENTER)
        session.wait_for_menu("Which of these?")
        session.send(ENTER)
        session.wait_for("Nothing is chosen yet.")
        session.wait_for_menu("Which of these?")
        session.send("iaf 0 " + ENTER)  # i and a mark nothing but where the pointer goes; the twelfth and none
        session.wait_for("None of these goes alone.")
        session.wait_for_menu("Which of these?")
        session.wait_for("● f", "● 0", "○ a", "○ 9")
        session.send("0 ")
        session.wait_for("> ○ 0")
        session.send(ENTER)
        session.wait_for("Enter finishes.")
        session.send(ENTER)
        assert session.finish() == 0
    assert "  many: [o12]\n" in text_of(tmp_path)


def test_levels_of_two_digits_and_menus_longer_than_the_screen(tmp_path: Path) -> None:
    levels = ", ".join(f"Step {number}" for number in range(30))
    text = TIDINESS.read_text(encoding="utf-8").replace("levels: agree", f"levels: [{levels}]")
    (tmp_path / "tidiness.yaml").write_text(text, encoding="utf-8")
    with survey(tmp_path, questionnaire=tmp_path / "tidiness.yaml") as session:
        head(session)
        session.wait_for("Longer than the screen: arrows show the rest.", "Step 12")
        session.send("12")
        session.wait_for("> 12  Step 12")
        session.send(ENTER)
        session.wait_for("> (arrows or")
        session.send("1" + DOWN + "4" + ENTER)
        session.wait_for("finishes.")
        session.send(CTRL_C)
        session.finish()
    assert answers_in(tmp_path) == "  desk: 12\n  floor: 4\n"


def at_the_desk(session: Session) -> None:
    """Wait until the first question can be answered; a note about it shows its wording too, but not its levels."""
    if session.plain:
        session.wait_for_prompt("Nobody here knows.")
    else:
        session.wait_for_menu("Is the desk tidy?")


def at_the_note(session: Session) -> None:
    """Wait until a note can be written."""
    (session.wait_for_prompt if session.plain else session.wait_for_text)("Your note")


@pytest.mark.parametrize(
    "note", ["|\n      first  line\n      second\n", '"family \U0001f468\u200d\U0001f469 co\\u00adop "\n']
)
@pytest.mark.parametrize("driver", DRIVERS)
def test_a_note_that_is_opened_and_left_stays_as_it_was_laid_out(
    driver: Sequence[str], note: str, tmp_path: Path
) -> None:
    text = (
        "format: smi.answers/1\nquestionnaire: tidiness\nversion: 2\nsubject: Crumb\ndate: 2026-10-05\n"
        f"answers:\n  desk:\n    note: {note}"
    )
    (tmp_path / "acme.yaml").write_text(text, encoding="utf-8")
    enter = ENTER if driver else ""
    with survey(tmp_path, *driver, questionnaire=TIDINESS) as session:
        at_the_desk(session)
        session.send("n" + enter)
        at_the_note(session)
        session.send(ENTER)
        at_the_desk(session)
        session.send(CTRL_C)
        session.finish()
    assert text_of(tmp_path) == text


@pytest.mark.parametrize("driver", DRIVERS)
def test_a_note_is_emptied_by_the_same_sign(driver: Sequence[str], tmp_path: Path) -> None:
    enter = ENTER if driver else ""
    with survey(tmp_path, *driver, questionnaire=TIDINESS) as session:
        head(session)
        for words in ("later", "-" if driver else CTRL_U + "-"):
            at_the_desk(session)
            session.send("n" + enter)
            at_the_note(session)
            session.send(words + ENTER)
        at_the_desk(session)
        session.send(CTRL_C)
        session.finish()
    assert "answers:" not in text_of(tmp_path)


def test_what_is_pasted_into_a_note_answers_nothing(tmp_path: Path) -> None:
    with survey(tmp_path, "--plain", questionnaire=TIDINESS) as session:
        head(session)
        session.wait_for_prompt("Is the desk tidy?")
        session.send("n" + ENTER)
        session.wait_for_prompt("Your note")
        session.send(f"Two things:{ENTER}2{ENTER}0{ENTER}")
        session.wait_for("they are taken as one", "Note: Two things: 2 0")
        session.send(CTRL_C)
        session.finish()
    assert answers_in(tmp_path) == '  desk:\n    note: "Two things: 2 0"\n'


@pytest.mark.parametrize("driver", DRIVERS)
def test_a_place_to_write_says_its_keys(driver: Sequence[str], tmp_path: Path) -> None:
    with survey(tmp_path, *driver) as session:
        head(session)
        answer(session, [(key, "0") for key in SCORED if key != "tasting"])
        answer(session, [("region", "2")])
        at(session, "shops")
        between = "; " if driver else "  "
        session.wait_for(between.join(("< back", "> skip", "<< review", "- empty", "? help")))
        session.send("<<" + ENTER)
        session.wait_for("How many shops are there? [-]", "Enter finishes.")
        session.send(CTRL_C)
        session.finish()
    assert "shops" not in text_of(tmp_path)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nowhere/acme.yaml",), "which does not exist"),
        (("acme.yaml", "--output", "nowhere/report.md"), "which does not exist"),
        (("acme",), "name the fileacme.yaml"),
        (("acme.json",), "convert acme.json to YAML first"),
        ((".",), ". is a folder; name the file in it"),
    ],
)
def test_a_place_that_cannot_be_is_refused_before_anything_is_asked(
    arguments: tuple[str, ...], said: str, tmp_path: Path
) -> None:
    (tmp_path / "acme.json").write_text("{}", encoding="utf-8")
    with Session("assess", *arguments, cwd=tmp_path) as session:
        assert session.finish() == 2
        assert said in session.text.replace("\n", "")
        assert "Who or what" not in session.text


def test_review_and_jump(tmp_path: Path) -> None:
    with survey(tmp_path, questionnaire=TIDINESS) as session:
        head(session)
        session.wait_for_menu("[1/")
        session.send("r")
        session.wait_for("1. Is the desk tidy? [OPEN]", "finishes.")
        session.send("99" + ENTER)
        session.wait_for("There is no answer '99'")
        session.send("1" + ENTER)
        session.wait_for_menu("[1/")
        session.send("1" + ENTER)
        session.wait_for("1. Is the desk tidy? [1]", "Enter goes on with the 1 open, f finishes.")
        session.send(ENTER)
        session.wait_for_menu("[2/2]")
        session.send("0" + ENTER)
        session.wait_for("Enter finishes.")
        session.send(ENTER)
        assert session.finish() == 0


def test_results_go_where_standard_output_goes_and_questions_to_the_terminal(tmp_path: Path) -> None:
    with survey(tmp_path, "--format", "json", around="{} > result.json") as session:
        head(session)
        answer(session, [(key, "2") for key in SCORED])
        skip_context(session)
        session.wait_for("finishes.")
        session.send("f" + ENTER)
        assert session.finish() == 0
    result = json.loads((tmp_path / "result.json").read_text(encoding="utf-8"))
    assert [one["subject"] for one in result["results"]] == ["Crumb & Sons"]


def test_a_dumb_terminal_and_no_colour(tmp_path: Path) -> None:
    with survey(tmp_path, env={"TERM": "dumb"}) as session:
        session.plain = True  # without being asked
        head(session)
        at(session, "mill")
        assert "\x1b" not in session.bytes
        session.send(CTRL_C)
        assert session.finish() == 130


def test_a_name_is_made_and_nothing_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "crumb-sons-2026-10-05.yaml").write_text("mine", encoding="utf-8")
    with Session("assess", "--questionnaire", BAKERY, cwd=tmp_path) as session:
        head(session)
        at(session, "mill")
        session.send(CTRL_C)
        assert session.finish() == 130
    assert (tmp_path / "crumb-sons-2026-10-05.yaml").read_text(encoding="utf-8") == "mine"
    made = tmp_path / "crumb-sons-2026-10-05-2.yaml"
    assert stat.S_IMODE(made.stat().st_mode) == 0o600
    assert "subject: Crumb & Sons" in made.read_text(encoding="utf-8")


def test_a_file_that_somebody_else_changes_is_left_alone(tmp_path: Path) -> None:
    with survey(tmp_path) as session:
        head(session)
        answer(session, [("mill", "2")])
        at(session, "tasting")
        other = text_of(tmp_path) + "# a word by somebody else\n"
        (tmp_path / "acme.yaml").write_text(other, encoding="utf-8")
        session.send("3" + ENTER)
        session.wait_for("was changed by someone else", "acme-2.yaml")
        at(session, "heat")
        session.send("4" + ENTER)
        at(session, "hygiene")
        session.send(CTRL_C)
        assert session.finish() == 130
        assert "Go on with:\n  smi assess acme-2.yaml" in session.text
    assert text_of(tmp_path) == other
    assert "  mill: 2\n  tasting: 3\n  heat: 4\n" in (tmp_path / "acme-2.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("driver", DRIVERS)
@pytest.mark.parametrize("errors", ["strict", "surrogateescape"])
def test_a_byte_that_is_no_text_ends_nothing(driver: Sequence[str], errors: str, tmp_path: Path, smi: Smi) -> None:
    with survey(tmp_path, *driver, env={"PYTHONIOENCODING": f"utf-8:{errors}"}) as session:
        head(session)
        at(session, "mill")
        session.send("n" + (ENTER if driver else ""))
        session.wait_for("Your note")
        session.send_bytes(b"caf\xe9\r")
        session.wait_for("caf")
        answer(session, [("mill", "2")])
        at(session, "tasting")
        session.send(CTRL_C)
        assert session.finish() == 130
    assert 'note: "caf\ufffd"' in text_of(tmp_path)
    assert smi("check", tmp_path / "acme.yaml", "--questionnaire", BAKERY).code == 0


def test_an_answer_that_cannot_be_saved_ends_the_survey_and_leaves_the_file(tmp_path: Path) -> None:
    with survey(tmp_path) as session:
        head(session)
        answer(session, [("mill", "2")])
        at(session, "tasting")
        session.send(CTRL_C)
        assert session.finish() == 130
    before = text_of(tmp_path)
    # No file may grow beyond nothing: what a full disk does, and no test can fill one.
    with survey(tmp_path, around="ulimit -f 0; {}") as session:
        at(session, "tasting")
        session.send("3" + ENTER)
        assert session.finish() == 3
        assert "could not be saved" in session.text
        assert "not-written" in session.text
        assert "Everything before it is in the file." in session.text.replace("\n", " ")
        assert "Go on with:\n  smi assess acme.yaml" in session.text
    assert text_of(tmp_path) == before


def test_where_nothing_can_be_saved_there_is_no_file(tmp_path: Path) -> None:
    with survey(tmp_path, around="ulimit -f 0; {}") as session:
        session.wait_for_text("Who or what")
        session.send("Crumb" + ENTER)
        assert session.finish() == 3
        assert "Everything before" not in session.text
        assert "Nothing is saved, so there is no file." in session.text
    assert list(tmp_path.iterdir()) == []


def test_going_on_counts_answers_only(tmp_path: Path) -> None:
    (tmp_path / "acme.yaml").write_text(
        "format: smi.answers/1\nquestionnaire: bakery\nversion: 1.10\nsubject: Crumb\ndate: 2026-10-05\n"
        "answers: {mill: {note: later}, tasting: 2, heat: unknown}\n",
        encoding="utf-8",
    )
    with survey(tmp_path) as session:
        session.wait_for("Going on: 1 answered.")
        session.send(CTRL_C)
        session.finish()


def test_plain_is_plain_to_the_end(tmp_path: Path) -> None:
    with survey(tmp_path, "--plain", env={"FORCE_COLOR": "1"}, questionnaire=TIDINESS) as session:
        head(session)
        for ask in ("Is the desk tidy?", "Is the floor tidy?"):
            session.wait_for_prompt(ask)
            session.send("2" + ENTER)
        session.wait_for("Enter finishes.")
        session.send(ENTER)
        assert session.finish() == 0
        assert "The report again" in session.text
        assert "\x1b" not in session.bytes
        assert session.bytes.isascii()


def test_a_file_written_by_hand_keeps_its_comments(tmp_path: Path, smi: Smi) -> None:
    assert smi("assess", tmp_path / "acme.yaml", "--template", "--questionnaire", BAKERY).code == 0
    template = text_of(tmp_path)
    with survey(tmp_path) as session:
        answer(session, [("mill", "2"), ("tasting", "u")])
        at(session, "heat")
        session.send(CTRL_C)
        session.finish()
    changed = template.replace("  mill:\n", "  mill: 2\n").replace("  tasting:\n", "  tasting: unknown\n")
    assert text_of(tmp_path) == changed


def test_only_what_is_missing_first_what_can_change_the_quadrant(tmp_path: Path) -> None:
    (tmp_path / "acme.yaml").write_text(
        "format: smi.answers/1\nquestionnaire: bakery\nversion: 1.10\nsubject: Crumb\ndate: 2026-10-05\n"
        "answers: {mill: 2, heat: 0, hygiene: 0, opening: 2}\n",
        encoding="utf-8",
    )
    with survey(tmp_path, "--only-missing") as session:
        session.wait_for("Bakery Index: 4 answers missing.")
        session.wait_for_menu("[1/3]")
        at(session, "till")  # the shop is undecided; however often they taste, the craft stays low
        session.send("0" + ENTER)
        at(session, "region")  # it decides whether the queue counts
        session.send("1" + ENTER)
        at(session, "queue")
        session.wait_for("Nothing that is left can change the quadrant any more: it stays Stall.")
        session.send("s")
        at(session, "tasting")
        session.send("3" + ENTER)
        session.wait_for("finishes.")
        session.send("f" + ENTER)
        assert session.finish() == 0
    assert "answers: {mill: 2, tasting: 3, heat: 0, hygiene: 0, opening: 2, till: 0}" in text_of(tmp_path)


def test_only_missing_where_nothing_is_missing(tmp_path: Path) -> None:
    (tmp_path / "acme.yaml").write_text(
        "format: smi.answers/1\nquestionnaire: tidiness\nversion: 2\nsubject: Crumb\ndate: 2026-10-05\n"
        "answers: {desk: 1, floor: 2}\n",
        encoding="utf-8",
    )
    with survey(tmp_path, "--only-missing", questionnaire=TIDINESS) as session:
        session.wait_for("0 answers missing.", "finishes.")
        session.send("f" + ENTER)
        assert session.finish() == 0


NEWER = BAKERY.read_text(encoding="utf-8").replace("version: 1.10", "version: 1.11")


def test_after_a_change_of_the_questionnaire_only_what_changed_is_asked_again(tmp_path: Path) -> None:
    text = NEWER.replace("          heat:\n", "          heat:\n            since: 1.11\n")
    text = text.replace("      till:\n", "      counting:\n")
    assert (text.count("1.11"), text.count("counting")) == (2, 1)
    (tmp_path / "bakery.yaml").write_text(text, encoding="utf-8")
    old = (
        "# ours\nformat: smi.answers/1\nquestionnaire: bakery\nversion: 1.10\nsubject: Crumb\ndate: 2026-10-05\n"
        "answers:\n"
        "  mill: 2  # sure\n  tasting: 3\n  heat: {level: 4, note: by hand}\n  hygiene: 1\n  opening: 2\n  till: 2\n"
    )
    (tmp_path / "acme.yaml").write_text(old, encoding="utf-8")
    with survey(tmp_path, questionnaire=tmp_path / "bakery.yaml") as session:
        session.wait_for("4 answers to 1.10 are kept", "Asked again, because the question changed: heat.")
        session.wait_for("Not asked any more: till.", "acme-1.10.yaml")
        session.wait_for_menu("[3/7]")
        session.wait_for("Note: by hand")
        session.send("2" + ENTER)
        session.wait_for_menu("How often is the till counted?")  # the answers between still hold
        session.send(CTRL_C)
        session.finish()
    assert (tmp_path / "acme-1.10.yaml").read_text(encoding="utf-8") == old
    expected = (
        "# ours\nformat: smi.answers/1\nquestionnaire: bakery\nversion: 1.11\nsubject: Crumb\ndate: 2026-10-05\n"
        "answers:\n"
        "  mill: 2  # sure\n  tasting: 3\n  heat: {level: 2, note: by hand}\n  hygiene: 1\n  opening: 2\n"
    )
    assert text_of(tmp_path) == expected


@pytest.mark.parametrize("option", ["--only-missing", "--plain", "--format json", "--output report.md"])
def test_a_template_takes_no_options_of_the_survey(option: str, smi: Smi, tmp_path: Path) -> None:
    result = smi("assess", "--template", "acme.yaml", *option.split(), cwd=tmp_path)
    assert (result.code, result.out) == (2, "")
    assert f"leave out {option}" in result.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("arguments", [(), ("--no-input",), ("acme.yaml", "--only-missing")])
def test_without_a_terminal_nothing_is_asked(arguments: Sequence[str], smi: Smi, tmp_path: Path) -> None:
    result = smi("assess", *arguments, stdin="\n\n\n", cwd=tmp_path)
    assert (result.code, result.out) == (2, "")
    assert "needs a terminal; smi assess --template answers.yaml" in result.err
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_was_deleted_is_there_again_at_the_end(tmp_path: Path) -> None:
    text = (
        "format: smi.answers/1\nquestionnaire: tidiness\nversion: 2\nsubject: Crumb\ndate: 2026-10-05\n"
        "answers: {desk: 1, floor: 2}  # by hand\n"
    )
    (tmp_path / "acme.yaml").write_text(text, encoding="utf-8")
    with survey(tmp_path, "--plain", questionnaire=TIDINESS) as session:
        session.wait_for_prompt("finishes.")
        (tmp_path / "acme.yaml").unlink()
        session.send("f" + ENTER)
        assert session.finish() == 0
        assert "Your answers are in acme.yaml." in session.text
    assert text_of(tmp_path) == text


def test_a_link_that_leads_to_itself_is_refused(tmp_path: Path) -> None:
    (tmp_path / "acme.yaml").symlink_to("acme.yaml")
    with survey(tmp_path) as session:
        assert session.finish() == 2
        assert "acme.yaml is a link that leads to itself" in session.text


@pytest.mark.parametrize("name", ["acme.yaml", " .yaml", "null.yaml", "- a: b #.yaml", "caf\udce9.yaml"])
def test_a_template_is_valid_whatever_its_name_and_the_command_that_scores_it_works(
    name: str, smi: Smi, tmp_path: Path
) -> None:
    result = smi("assess", "--template", f"./{name}", "--questionnaire", BAKERY, cwd=tmp_path)
    assert result.code == 0
    assert result.err.rstrip().endswith(f" --questionnaire {BAKERY}")
    assert smi("check", f"./{name}", "--questionnaire", BAKERY, cwd=tmp_path).code == 0
    assert smi("assess", "--template", f"./{name}", "--questionnaire", BAKERY, cwd=tmp_path).code == 2


def test_no_input_in_a_terminal(tmp_path: Path) -> None:
    with survey(tmp_path, "--no-input") as session:
        assert session.finish() == 2
        assert "needs a terminal" in session.text.replace("\n", " ")
