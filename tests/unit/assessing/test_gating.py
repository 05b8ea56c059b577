"""When gates are met, with numbers that can be checked by hand; and which answers cost them."""

# ruff: noqa: E501 - a case stands in one line

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from builders import BAKERY
from smi_cli.assessing.assessment import Assessment
from smi_cli.assessing.costing import costs
from smi_cli.assessing.gating import Verdict, is_met, judge
from smi_cli.assessing.scrutiny import Scrutiny
from smi_cli.loading.gates_text import Misfit, parse_rule
from smi_cli.model.answers import Answer
from smi_cli.model.gates import BorderlineGate, Gate, MissingGate, QuadrantGate, Rule, Severity
from unit.assessing.worked import FULL, NA, UNKNOWN, assessed, on_map

Given = Mapping[str, Answer | int]

# craft: flour (100 + 50) / 2 = 75, oven 50, together 62.5; shop (75 + 50) / 2 = 62.5
MIDDLE: Given = {"mill": 2, "tasting": 2, "heat": 2, "opening": 3, "till": 2}
# shop: 75 of the half that is known, 37.5 to 87.5 as a whole
NO_TILL: Given = {**MIDDLE, "till": UNKNOWN}
NO_SHOP: Given = {**MIDDLE, "opening": UNKNOWN, "till": UNKNOWN}
# shop does not apply at all
SHOPLESS = BAKERY.replace("on time?\n", "on time?\n        na: No shop.\n").replace(
    "till counted?\n", "till counted?\n        na: No shop.\n"
)
BREADLESS = SHOPLESS.replace("flour come from?\n", "flour come from?\n            na: No bread.\n").replace(
    "heat measured?\n", "heat measured?\n            na: No bread.\n"
)
WITHOUT_SHOP: Given = {**MIDDLE, "opening": NA, "till": NA}


def rule(text: str, assessment: Assessment) -> Rule:
    if text == "no-borderline":
        return BorderlineGate()
    if text.startswith("max-missing="):
        return MissingGate(int(text.partition("=")[2]))
    found = parse_rule(text, assessment.questionnaire)
    assert not isinstance(found, Misfit), found
    return found


def met(text: str, assessment: Assessment) -> bool:
    return is_met(rule(text, assessment), assessment)


@pytest.mark.parametrize(
    ("answers", "holding", "failing"),
    [
        (FULL, "overall=100 mean=100 craft=100 flour=100 mill=2 tasting=4 standing=master signs=warm quadrant=institution no-borderline max-missing=0",
         "quadrant=stall,workshop,counter"),
        # exactly reached is reached
        (MIDDLE, "craft=62.5 overall=62.5 mean=62.5 flour=75 oven=50 mill=2 heat=2", "craft=62.50001 overall=62.6 mean=63 flour=76 oven=51 tasting=3"),
        (MIDDLE, "standing=trade standing=hobby signs=warm quadrant=institution quadrant=stall,institution no-borderline",
         "standing=master quadrant=workshop quadrant=stall,counter,workshop"),
        # a missing answer counts at its worst
        (NO_TILL, "shop=37.5 overall=37.5 mean=50 quadrant=workshop,institution standing=hobby max-missing=1",
         "shop=37.6 overall=38 mean=50.1 quadrant=institution standing=trade max-missing=0 no-borderline till=1"),
        # too little is known for a score
        (NO_SHOP, "craft=62.5 signs=warm max-missing=2",
         "shop=0 overall=0 mean=0 quadrant=stall,workshop,counter,institution standing=hobby no-borderline max-missing=1 opening=1"),
        # a demand on what does not apply falls away
        ({**MIDDLE, "tasting": NA}, "tasting=4 flour=100 craft=75", "craft=75.1 heat=3"),
        # unless it may yet turn out to count: below level 1 of the mill, tasting counts at its worst
        ({**MIDDLE, "mill": UNKNOWN, "tasting": NA}, "heat=2 craft=25", "tasting=1 flour=0 craft=25.1"),
        # a question that is not asked, or may not be to ask, counts at its worst whatever its answer
        ({**MIDDLE, "mill": 0, "tasting": 4}, "flour=0 craft=25", "tasting=1 flour=1 craft=25.1 signs=warm"),
        ({**MIDDLE, "mill": UNKNOWN, "tasting": 4}, "flour=0 craft=25 max-missing=1", "tasting=1 flour=1 signs=warm"),
    ],
)  # fmt: skip
def test_what_is_met(answers: Given, holding: str, failing: str) -> None:
    assessment = assessed(answers)
    assert [text for text in holding.split() if not met(text, assessment)] == []
    assert [text for text in failing.split() if met(text, assessment)] == []


def test_an_axis_that_does_not_apply_meets_nothing_and_the_whole_is_that_of_the_others() -> None:
    assessment = assessed(WITHOUT_SHOP, SHOPLESS)
    everything = "quadrant=stall,workshop,counter,institution"
    assert [text for text in ("shop=0", everything, "no-borderline") if met(text, assessment)] == []
    assert [text for text in ("overall=62.5", "mean=62.5", "till=4") if not met(text, assessment)] == []
    assert [costs(rule(text, assessment), assessment) for text in ("shop=50", everything, "no-borderline")] == [()] * 3


def test_the_whole_of_nothing_meets_nothing() -> None:
    assessment = assessed(dict.fromkeys(FULL, NA), BREADLESS)
    assert [one for one in ("overall=0", "mean=0", "craft=0", "standing=hobby") if met(one, assessment)] == []
    assert met("flour=100", assessment)


def test_a_factor_that_own_weights_leave_without_weight_meets_nothing() -> None:
    assessment = assessed(FULL, weights="{heat: 0}")
    assert not met("oven=0", assessment)
    assert costs(rule("oven=50", assessment), assessment) == ()
    assert met("heat=4", assessment)


@pytest.mark.parametrize(
    ("x", "y", "clear"),
    [("80", "80", True), ("55", "80", False), ("55.1", "80", True), ("80", "45", False), ("80", "44.9", True), ("50", "0", False)],
)  # fmt: skip
def test_the_edges_of_the_borderline_zone_belong_to_it(x: str, y: str, clear: bool) -> None:
    assert met("no-borderline", on_map(x, y)) is clear


def test_one_verdict_for_every_gate_in_their_order() -> None:
    assessment = assessed(MIDDLE)
    gates = [
        Gate(text, rule(text, assessment), severity)
        for text, severity in (("overall=70", Severity.ERROR), ("overall=60", Severity.WARN))
    ]
    assert judge(gates, assessment) == (Verdict(gates[0], False), Verdict(gates[1], True))


@pytest.mark.parametrize(
    ("answers", "text", "expected"),
    [
        # nothing costs what is met
        (FULL, "overall=100", ""),
        (NO_TILL, "quadrant=workshop,institution", ""),
        # a level
        (MIDDLE, "heat=3", "heat"),
        (NO_TILL, "till=1", "till"),
        ({**MIDDLE, "mill": 0}, "tasting=3", "mill"),
        ({**MIDDLE, "mill": UNKNOWN}, "tasting=3", "mill tasting"),
        ({**MIDDLE, "mill": UNKNOWN, "tasting": 4}, "tasting=3", "mill"),
        ({**MIDDLE, "mill": UNKNOWN, "tasting": NA}, "tasting=3", "mill"),
        # points: heat 25, tasting 12.5 of craft; till 25, opening 12.5 of shop
        (MIDDLE, "flour=90", "tasting"),
        (MIDDLE, "craft=90", "heat tasting"),
        (MIDDLE, "overall=90", "heat till tasting opening"),
        (MIDDLE, "mean=90", "heat till tasting opening"),
        ({**MIDDLE, "tasting": 0}, "craft=90", "tasting heat"),
        # mill takes 50 of flour and keeps the other 50 from counting
        ({**MIDDLE, "mill": 0}, "craft=90", "mill heat"),
        ({**MIDDLE, "mill": UNKNOWN}, "craft=90", "mill heat tasting"),
        # the lowest axis is the overall, so that only those below it cost it
        ({**MIDDLE, "till": 0}, "overall=60", "till opening"),
        ({**MIDDLE, "till": 0}, "mean=60", "till heat tasting opening"),
        # an axis without a score needs answers first
        (NO_SHOP, "overall=60", "opening till"),
        (NO_SHOP, "shop=10", "opening till"),
        ({**NO_SHOP, "heat": 1}, "overall=60", "opening till heat tasting"),
        # quadrants
        (NO_TILL, "quadrant=institution", "till opening"),
        ({**MIDDLE, "opening": 1}, "quadrant=institution", "opening till"),
        ({**MIDDLE, "heat": 0, "opening": 1}, "quadrant=institution", "heat opening till tasting"),
        ({**MIDDLE, "heat": 0, "opening": 1}, "quadrant=workshop", "heat tasting"),
        ({**MIDDLE, "heat": 0, "opening": 1}, "quadrant=workshop,institution", "heat tasting"),
        ({**MIDDLE, "heat": 0, "opening": 1}, "quadrant=workshop,counter", "heat opening till tasting"),
        # one that asks for less: only what is missing is in doubt
        (MIDDLE, "quadrant=stall", ""),
        (MIDDLE, "quadrant=workshop,counter", ""),
        (NO_TILL, "quadrant=workshop", "till"),
        (NO_SHOP, "quadrant=stall,workshop,counter,institution", "opening till"),
        # rungs
        ({**FULL, "tasting": 2}, "standing=master", "tasting"),
        (MIDDLE, "standing=master", "heat till tasting opening"),
        (NO_SHOP, "standing=hobby", "opening till"),
        ({**MIDDLE, "heat": 1, "mill": 0}, "signs=warm", "heat mill"),
        # how many are missing, in the order in which they are asked
        (NO_SHOP, "max-missing=1", "opening till"),
        # near a line
        ({**FULL, "till": 0}, "no-borderline", "till"),
        ({**FULL, "till": UNKNOWN}, "no-borderline", "till"),
        (NO_SHOP, "no-borderline", "opening till"),
    ],
)  # fmt: skip
def test_what_costs_a_gate_most_first(answers: Given, text: str, expected: str) -> None:
    assessment = assessed(answers)
    assert " ".join(costs(rule(text, assessment), assessment)) == expected


def test_a_weightless_axis_costs_no_mean() -> None:
    assessment = assessed({**MIDDLE, "opening": 0}, weights="{shop: 0}")
    assert costs(rule("mean=90", assessment), assessment) == ("heat", "tasting")
    assert costs(rule("shop=90", assessment), assessment) == ("opening", "till")


def test_gates_are_held_against_what_still_holds() -> None:
    lasting = BAKERY.replace("overall: minimum", "valid_for: 30 days\noverall: minimum")
    gates = [Gate("quadrant=institution", QuadrantGate(("institution",))), Gate("max-missing=0", MissingGate(0))]
    for day, met in (
        (None, True),
        (date(2026, 11, 4), True),
        (date(2026, 11, 5), False),
        (date(2025, 1, 1), True),  # before the answers there is nothing to lapse
    ):
        assessment = assessed(FULL, lasting)
        assessment.scrutiny = Scrutiny(as_of=day)
        assert [verdict.met for verdict in judge(gates, assessment)] == [met, met]
