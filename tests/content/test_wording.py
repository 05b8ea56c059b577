"""The shipped content keeps its promises: short levels, evidence everywhere, no names, no sentence of others.

`runs.txt` stands for the published texts without holding them. It was made once: each of the five texts was brought
into the form that `words` gives, every run of eight words was hashed with SHA-256, and the first eight hex digits
of each were written down, sorted, each once. Runs that lie wholly within the title of the introduction were left out,
so that it can be cited. Eight digits meet by chance about once in a million new runs; if a text of our own is ever
refused for nothing, make the digits ten.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from hashlib import sha256
from pathlib import Path

import pytest

from conftest import ROOT
from content.shipped import SHIPPED, shipped
from smi_cli.model.questionnaire import Axis, Factor, Question, Questionnaire

RUN = 8
DIGITS = 8
RUNS = frozenset((Path(__file__).parent / "runs.txt").read_text(encoding="ascii").split())

LONGEST_LEVEL = 25
AVERAGE_LEVEL = 14
LEVELS = 5
WORDS_A_MINUTE = 200
LONGEST_READING = 12
FOUNDATION = "customer-experience-priority"

# Names to look for, as words. Those that are everyday words too are left out.
VENDORS = """
    conversocial verint sprinklr khoros lithium emplifi socialbakers hootsuite brandwatch falcon sprout salesforce
    zendesk freshdesk freshworks intercom hubspot genesys five9 liveops liveperson twilio gladly kustomer gorgias
    talkdesk avaya oracle sap adobe microsoft amazon google apple meta openai trooya forrester gartner altimeter
"""
CHANNELS = """
    facebook messenger instagram whatsapp twitter tiktok linkedin youtube snapchat telegram wechat weibo viber reddit
    pinterest discord mastodon bluesky tumblr quora yelp trustpilot tripadvisor imessage slack skype vk xing
"""

DATA = sorted([*(ROOT / "questionnaires").rglob("*.yaml"), *(ROOT / "blueprints").rglob("*.yaml")])
TEXTS = sorted(
    [
        *DATA,
        *(ROOT / "examples").rglob("*.yaml"),
        *(ROOT / "docs").rglob("*.md"),
        *(ROOT / "docs").rglob("*.yaml"),
        ROOT / "README.md",
    ]
)


def index() -> Questionnaire:
    """The full questionnaire."""
    return shipped("smi").questionnaire


def words(text: str) -> list[str]:
    """The words of a text in lower case, without punctuation; white space is folded."""
    return re.sub(r"[\W_]+", " ", re.sub("['\u2018\u2019]", "", text.lower())).split()


def runs(text: str) -> Iterator[str]:
    """Every run of eight words."""
    found = words(text)
    return (" ".join(found[start : start + RUN]) for start in range(len(found) - RUN + 1))


def fingerprint(run: str) -> str:
    """What stands in `runs.txt` for a run of words."""
    return sha256(run.encode()).hexdigest()[:DIGITS]


def level_lengths(questionnaire: Questionnaire) -> dict[str, int]:
    """The number of words of every level."""
    return {
        f"{question.id} {number}": len(level.wording.split())
        for question in questionnaire.questions
        for number, level in enumerate(question.levels)
    }


def relative(path: Path) -> str:
    """A path as the reader of a failure knows it."""
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("name", SHIPPED)
def test_levels_are_short(name: str) -> None:
    lengths = level_lengths(shipped(name).questionnaire)
    assert {level: length for level, length in lengths.items() if length > LONGEST_LEVEL} == {}


def test_levels_of_the_index_are_short_on_average() -> None:
    lengths = level_lengths(index()).values()
    assert Fraction(sum(lengths), len(lengths)) <= AVERAGE_LEVEL


def test_questions_of_the_index_have_five_levels() -> None:
    assert [question.id for question in index().questions if len(question.levels) != LEVELS] == []


def test_the_index_has_eight_factors_an_axis_and_at_most_24_questions() -> None:
    assert [len(axis.named_factors) for axis in index().axes] == [8, 8]
    assert len(list(index().questions)) <= 24


@pytest.mark.parametrize("name", SHIPPED)
def test_every_question_says_what_to_look_at_and_who_knows(name: str) -> None:
    questions = shipped(name).questionnaire.questions
    assert [question.id for question in questions if not (question.evidence and question.known_by)] == []


@pytest.mark.parametrize("name", SHIPPED)
def test_a_questionnaire_is_read_in_twelve_minutes(name: str) -> None:
    questionnaire = shipped(name).questionnaire
    asked = sum(len(question.ask.split()) for question in questionnaire.questions)
    assert Fraction(asked + sum(level_lengths(questionnaire).values()), WORDS_A_MINUTE) < LONGEST_READING


@pytest.mark.parametrize("path", DATA, ids=relative)
def test_no_vendor_and_no_channel_is_named(path: Path) -> None:
    assert set(words(path.read_text(encoding="utf-8"))).isdisjoint(f"{VENDORS} {CHANNELS}".split())


def test_every_question_is_raised_to_where_the_factor_holds() -> None:
    steps = shipped("smi").steps.values()
    reached = {(question, level) for step in steps for question, level in step.raises.items()}
    assert [question.id for question in index().questions if (question.id, 3) not in reached] == []


def test_leaders_raise_every_question_to_its_best() -> None:
    steps = shipped("smi").blueprints["leader"].steps
    reached = {(question, level) for step in steps for question, level in step.raises.items()}
    assert [question.id for question in index().questions if (question.id, question.best) not in reached] == []


@pytest.mark.parametrize(("name", "expected"), [("smi", {FOUNDATION: 0}), ("checklist", {})])
def test_all_weigh_the_same_but_the_foundation(name: str, expected: dict[str, int]) -> None:
    questionnaire = shipped(name).questionnaire
    factors = [factor for axis in questionnaire.axes for factor in axis.factors]
    weighed: list[Axis | Factor | Question] = [*questionnaire.axes, *factors, *questionnaire.questions]
    assert {thing.id: thing.weight for thing in weighed if thing.weight != 1} == expected


@pytest.mark.parametrize("path", TEXTS, ids=relative)
def test_sentences_are_ours(path: Path) -> None:
    shared = [run for run in runs(path.read_text(encoding="utf-8")) if fingerprint(run) in RUNS]
    assert not shared, "eight words in a row stand in a published text; say it in other words"


def test_the_fingerprints_are_in_order() -> None:
    lines = (Path(__file__).parent / "runs.txt").read_text(encoding="ascii").splitlines()
    assert lines == sorted(set(lines))
    assert len(lines) > 3000
    assert all(re.fullmatch(f"[0-9a-f]{{{DIGITS}}}", line) for line in lines)
