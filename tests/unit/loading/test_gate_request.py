"""From all that is demanded to the gates for one questionnaire."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from builders import BAKERY, CHECKLIST, a_questionnaire
from smi_cli.loading.gate_request import Demanded, GateRequest, find_misfits, resolve
from smi_cli.loading.gates_text import Misfit
from smi_cli.model.gates import (
    BaselineGate,
    BorderlineGate,
    DemandGate,
    Gate,
    MissingGate,
    QuadrantGate,
    Severity,
    UnfitGate,
)
from smi_cli.model.questionnaire import Demand, Questionnaire

ERROR, WARN = Severity.ERROR, Severity.WARN
BAKED, LISTED = a_questionnaire(BAKERY), a_questionnaire(CHECKLIST)


def both() -> tuple[Questionnaire, ...]:
    return BAKED, LISTED


def gates(*demanded: Demanded, baseline: bool = False, questionnaire: Questionnaire = BAKED) -> list[Gate]:
    return list(resolve(GateRequest(demanded, baseline), questionnaire))


def test_everything_that_can_be_demanded_in_its_order() -> None:
    own = Demanded(ERROR, ("overall=60", "quadrant=stall"), 2, no_borderline=True, max_drop=Fraction("7.5"))
    assert gates(own, Demanded(WARN, ("craft=70",), 0), baseline=True) == [
        Gate("overall=60", DemandGate(Demand("overall", Fraction(60)))),
        Gate("quadrant=stall", QuadrantGate(("stall",))),
        Gate("max-missing=2", MissingGate(2)),
        Gate("no-borderline", BorderlineGate()),
        Gate("max-drop=7.5", BaselineGate(Fraction(15, 2))),
        Gate("craft=70", DemandGate(Demand("craft", Fraction(70))), WARN),
        Gate("max-missing=0", MissingGate(0), WARN),
    ]


def test_nothing_demanded_makes_no_gates() -> None:
    assert gates() == gates(Demanded(ERROR), Demanded(WARN)) == []


def test_a_text_twice_is_one_gate_and_the_stricter_severity_wins() -> None:
    lax, strict = Demanded(WARN, ("craft=1", "shop=1", "craft=1")), Demanded(ERROR, ("shop=1", "till=1"))
    expected = [("craft=1", WARN), ("shop=1", ERROR), ("till=1", ERROR)]
    assert [(one.text, one.severity) for one in gates(lax, strict)] == expected
    assert sorted((one.text, one.severity) for one in gates(strict, lax)) == expected


def test_what_fits_another_questionnaire_of_the_run_says_why_it_does_not_fit_this_one() -> None:
    own = Demanded(ERROR, ("quadrant=stall", "craft=60", "overall=60"), no_borderline=True)
    assert gates(own, questionnaire=LISTED) == [
        Gate("quadrant=stall", UnfitGate("'list' has no quadrants")),
        Gate("craft=60", UnfitGate("'list' has no 'craft' to reach")),
        Gate("overall=60", DemandGate(Demand("overall", Fraction(60)))),
        Gate("no-borderline", UnfitGate("'list' has no quadrants")),
    ]


def test_gates_of_a_file_that_names_another_questionnaire_do_not_fit() -> None:
    theirs = Demanded(WARN, ("overall=60",), 1, questionnaire="bakery")
    because = UnfitGate("The gates are for 'bakery', this is about 'list'")
    assert gates(theirs, questionnaire=LISTED) == [
        Gate("overall=60", because, WARN),
        Gate("max-missing=1", because, WARN),
    ]
    assert [type(one.rule) for one in gates(theirs)] == [DemandGate, MissingGate]


def test_drops_count_beside_a_baseline_only_and_without_a_word_none_is_allowed() -> None:
    own, theirs = Demanded(ERROR), Demanded(WARN, max_drop=Fraction(5))
    assert gates(own, theirs) == []
    assert gates(own, theirs, baseline=True) == [Gate("max-drop=5", BaselineGate(Fraction(5)), WARN)]
    assert gates(own, baseline=True) == gates(baseline=True) == [Gate("baseline", BaselineGate(Fraction(0)))]
    none = Demanded(ERROR, max_drop=Fraction(0))
    assert gates(none, baseline=True) == [Gate("baseline", BaselineGate(Fraction(0)))]


def test_small_drops_are_named_in_decimals() -> None:
    drops = [Fraction(1, 10**36), Fraction(999999999999999999, 10**16), Fraction(50)]
    assert [gates(Demanded(ERROR, max_drop=one), baseline=True)[0].text for one in drops] == [
        "max-drop=0.000000000000000000000000000000000001",
        "max-drop=99.9999999999999999",
        "max-drop=50",
    ]


def test_a_text_has_to_fit_one_questionnaire_and_the_complaint_is_in_words_of_the_first() -> None:
    good = Demanded(ERROR, ("craft=1", "desk=1", "overall=1", "order=fine"), 3, no_borderline=True)
    assert list(find_misfits(good, both)) == []
    bad = Demanded(ERROR, ("craft=1", "desks=1"))
    unknown = Misfit("unknown-reference", "'bakery' has no 'desks' to reach")
    assert list(find_misfits(bad, both)) == [("desks=1", unknown)]
    near = unknown._replace(message="'list' has no 'desks' to reach", hint="did you mean 'desk'?")
    assert list(find_misfits(bad, lambda: (LISTED, BAKED))) == [("desks=1", near)]
    no_grid = Misfit("unknown-reference", "'list' has no quadrants")
    assert list(find_misfits(Demanded(ERROR, no_borderline=True), lambda: (LISTED,))) == [("no-borderline", no_grid)]


def test_questionnaires_are_read_only_as_far_as_it_takes() -> None:
    read = []

    def candidates() -> Iterator[Questionnaire]:
        for one in both():
            read.append(one.id)
            yield one

    assert list(find_misfits(Demanded(ERROR, ("craft=1", "till=2"), no_borderline=True), candidates)) == []
    assert set(read) == {"bakery"}


def test_without_a_readable_questionnaire_nobody_can_say() -> None:
    assert list(find_misfits(Demanded(ERROR, ("anything",)), tuple)) == []
