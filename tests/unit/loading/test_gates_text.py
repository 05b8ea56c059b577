"""Demands as people write them, and what is said of those that demand nothing."""

# ruff: noqa: E501 - a complaint is one line, and stands here as its reader sees it

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import BAKERY, CHECKLIST, a_questionnaire
from smi_cli.loading.gates_text import Misfit, parse_demand, parse_points, parse_rule
from smi_cli.model.gates import DemandGate, QuadrantGate, Rule, RungGate
from smi_cli.model.questionnaire import Demand

BAKED = a_questionnaire(BAKERY)
LISTED = a_questionnaire(CHECKLIST)
WEIGHTLESS = a_questionnaire(
    BAKERY.replace("ask: How often is the heat measured?", "weight: 0\n            ask: Heat?").replace("heat: 2, ", "")
)
POINTS = "(a number from 0 to 100, with a point before decimals, at most 18 digits)"


def complaint(text: str, questionnaire: object = BAKED) -> str:
    found = parse_rule(text, questionnaire)  # type: ignore[arg-type]
    assert isinstance(found, Misfit), found
    return f"{found.code}: {found.message}" + (f" ({found.hint})" if found.hint else "")


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("quadrant=stall", QuadrantGate(("stall",))),
        ("quadrant=institution,workshop", QuadrantGate(("institution", "workshop"))),
        ("quadrant=stall,stall", QuadrantGate(("stall",))),
        ("standing=trade", RungGate("standing", "trade")),
        ("standing=hobby", RungGate("standing", "hobby")),
        ("signs=warm", RungGate("signs", "warm")),
        ("mill=2", DemandGate(Demand("mill", Fraction(2)))),
        ("tasting=1", DemandGate(Demand("tasting", Fraction(1)))),
        ("flour=12.5", DemandGate(Demand("flour", Fraction(25, 2)))),
        ("craft=0", DemandGate(Demand("craft", Fraction(0)))),
        ("overall=100", DemandGate(Demand("overall", Fraction(100)))),
        ("overall=100.000", DemandGate(Demand("overall", Fraction(100)))),
        ("mean=33.3333333333333333", DemandGate(Demand("mean", Fraction(333333333333333333, 10**16)))),
    ],
)
def test_demands(text: str, rule: Rule) -> None:
    assert parse_rule(text, BAKED) == rule
    assert type(parse_rule(text, BAKED)) is type(rule)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # no demand
        ("", "bad-demand: '' is no demand (id=minimum, as in overall=60)"),
        ("overall", "bad-demand: 'overall' is no demand (id=minimum, as in overall=60)"),
        ("overall>60", "bad-demand: 'overall>60' is no demand (id=minimum, as in overall=60)"),
        ("quadrant", "bad-demand: 'quadrant' is no demand (id=minimum, as in overall=60)"),
        ("stall", "bad-demand: 'stall' is no demand (write quadrant=stall)"),
        ("master", "bad-demand: 'master' is no demand (write standing=master)"),
        ("\x1b[2J\u202e", "bad-demand: '\\x1b[2J\\u202e' is no demand (id=minimum, as in overall=60)"),
        ("x" * 99, f"bad-demand: '{'x' * 39}…' is no demand (id=minimum, as in overall=60)"),
        # no such thing
        ("=5", "unknown-reference: 'bakery' has no '' to reach"),
        ("overal=60", "unknown-reference: 'bakery' has no 'overal' to reach (did you mean 'overall'?)"),
        ("overall =60", "unknown-reference: 'bakery' has no 'overall ' to reach (did you mean 'overall'?)"),
        ("Craft=60", "unknown-reference: 'bakery' has no 'Craft' to reach (did you mean 'craft'?)"),
        ("taste=1", "unknown-reference: 'bakery' has no 'taste' to reach (did you mean 'tasting'?)"),
        ("quadrants=stall", "unknown-reference: 'bakery' has no 'quadrants' to reach (did you mean 'quadrant'?)"),
        ("region=town", "unknown-reference: 'bakery' has no 'region' to reach"),
        ("max-missing=2", "unknown-reference: 'bakery' has no 'max-missing' to reach (not under require: --max-missing, or max-missing in a gates file)"),
        ("no-borderline", "bad-demand: 'no-borderline' is no demand (not under require: --no-borderline, or no-borderline in a gates file)"),
        ("workshop=1", "unknown-reference: 'bakery' has no 'workshop' to reach (write quadrant=workshop)"),
        ("trade=40", "unknown-reference: 'bakery' has no 'trade' to reach (write standing=trade)"),
        # quadrants
        ("quadrant=", "unknown-reference: 'bakery' has no quadrant '' (one of stall, workshop, counter, institution)"),
        ("quadrant=stalls", "unknown-reference: 'bakery' has no quadrant 'stalls' (did you mean 'stall'?)"),
        ("quadrant=stall,", "unknown-reference: 'bakery' has no quadrant '' (one of stall, workshop, counter, institution)"),
        ("quadrant=stall, counter", "unknown-reference: 'bakery' has no quadrant ' counter' (did you mean 'counter'?)"),
        ("quadrant=60", "unknown-reference: 'bakery' has no quadrant '60' (one of stall, workshop, counter, institution)"),
        # rungs
        ("standing=", "unknown-reference: The ladder 'standing' has no rung '' (one of hobby, trade, master)"),
        ("standing=traid", "unknown-reference: The ladder 'standing' has no rung 'traid' (did you mean 'trade'?)"),
        ("standing=warm", "unknown-reference: The ladder 'standing' has no rung 'warm' (one of hobby, trade, master)"),
        ("standing=trade,master", "unknown-reference: The ladder 'standing' has no rung 'trade,master' (did you mean 'master'?)"),
        # levels
        ("mill=0", "out-of-range: 'mill' has no level '0' to reach (a whole number from 1 to 2)"),
        ("mill=3", "out-of-range: 'mill' has no level '3' to reach (a whole number from 1 to 2)"),
        ("mill=1.5", "out-of-range: 'mill' has no level '1.5' to reach (a whole number from 1 to 2)"),
        ("mill=-1", "out-of-range: 'mill' has no level '-1' to reach (a whole number from 1 to 2)"),
        ("mill=", "out-of-range: 'mill' has no level '' to reach (a whole number from 1 to 2)"),
        ("mill=One named mill", "out-of-range: 'mill' has no level 'One named mill' to reach (a whole number from 1 to 2)"),
        ("mill=1=2", "out-of-range: 'mill' has no level '1=2' to reach (a whole number from 1 to 2)"),
        # scores
        ("overall=", f"out-of-range: '' is no score that 'overall' could reach {POINTS}"),
        ("overall=nan", f"out-of-range: 'nan' is no score that 'overall' could reach {POINTS}"),
        ("mean=inf", f"out-of-range: 'inf' is no score that 'mean' could reach {POINTS}"),
        ("craft=100.1", f"out-of-range: '100.1' is no score that 'craft' could reach {POINTS}"),
        ("flour=leader", f"out-of-range: 'leader' is no score that 'flour' could reach {POINTS}"),
    ],
)  # fmt: skip
def test_what_is_no_demand(text: str, expected: str) -> None:
    assert complaint(text) == expected


def test_a_questionnaire_without_quadrants() -> None:
    assert complaint("quadrant=leader", LISTED) == "unknown-reference: 'list' has no quadrants"
    names = "order, overall, mean, tidy, desk, floor"
    assert (
        complaint("investment=60", LISTED) == f"unknown-reference: 'list' has no 'investment' to reach (one of {names})"
    )


def test_a_factor_in_which_nothing_weighs_has_no_score_to_reach() -> None:
    expected = "zero-weights: All questions of the factor 'oven' weigh 0, so it has no score to reach (demand a level of a question)"
    assert complaint("oven=10", WEIGHTLESS) == expected
    assert parse_rule("heat=1", WEIGHTLESS) == DemandGate(Demand("heat", Fraction(1)))


@pytest.mark.parametrize(
    "text",
    ["", " ", " 60", "60 ", "6 0", "+60", "-0", "-1", ".5", "5.", "1e1", "1e999", "nan", "NaN", "inf", "-inf", "0x10", "1_0", "1,5", "60%",
     "\u0663", "\uff16\uff10", "1/2", "100.01", "101", "0" * 19, "1." + "0" * 18, "9" * 5000, "5\n", "5\0"],
)  # fmt: skip
def test_what_is_no_number_of_points(text: str) -> None:
    assert parse_points(text) is None


@pytest.mark.parametrize(
    ("text", "points"),
    [("0", "0"), ("100", "100"), ("049", "49"), ("49.96", "1249/25"), ("0.00000000000000001", "1/100000000000000000")],
)
def test_points_are_exact(text: str, points: str) -> None:
    assert parse_points(text) == Fraction(points)


@given(
    st.text(max_size=30)
    | st.builds("{}={}".format, st.sampled_from(["overall", "mill", "quadrant", "standing"]), st.text(max_size=9))
)
def test_any_text_is_a_rule_or_has_a_complaint(text: str) -> None:
    for questionnaire in (BAKED, LISTED):
        demand, rule = parse_demand(text, questionnaire), parse_rule(text, questionnaire)
        assert isinstance(demand, Demand | Misfit)
        assert not isinstance(rule, Misfit) or (rule.message and rule.code)
        # What a gate is called goes into every output as it stands.
        assert isinstance(rule, Misfit) or (text.isascii() and text.isprintable() and " " not in text)
