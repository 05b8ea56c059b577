"""Plans by hand: what is out of reach and why, conditions, both ways, quarters, and what smi chooses by itself."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import BAKERY, CHECKLIST, STALL_BLUEPRINT, an_instrument, many_conditions, replace, some_answers
from smi_cli.assessing.aiming import choose_aim
from smi_cli.assessing.assessment import Assessment
from smi_cli.assessing.compiling import compile_questionnaire
from smi_cli.assessing.gating import is_met
from smi_cli.assessing.hindrances import Kind
from smi_cli.assessing.moves import Purpose, find_lead
from smi_cli.assessing.ordering import spread
from smi_cli.assessing.planning import Aim, Order, Plan, make_plan
from smi_cli.loading.gates_text import Misfit, parse_rule
from smi_cli.model.answers import Answer, NotApplicable, Unknown
from smi_cli.model.blueprint import Efforts

LOW = {"mill": 0, "tasting": 3, "heat": 1, "opening": 1, "till": 1}


def assessed(answers: Mapping[str, Answer | int], text: str = BAKERY, efforts: Efforts | None = None) -> Assessment:
    instrument = replace(an_instrument(text, *([STALL_BLUEPRINT] if text is BAKERY else [])), efforts=efforts)
    questionnaire = instrument.questionnaire
    given = some_answers(answers, questionnaire=questionnaire.id)
    return Assessment(instrument, compile_questionnaire(questionnaire), given)


def planned(assessment: Assessment, *targets: str, **order: object) -> Plan:
    aims = []
    for text in targets:
        target = parse_rule(text, assessment.questionnaire)
        assert not isinstance(target, Misfit), target
        aims.append(Aim(text, target))
    return make_plan(assessment, Order(tuple(aims))._replace(**order))  # type: ignore[arg-type]


def steps(plan: Plan) -> list[tuple[str, int, int]]:
    return [(move.question.id, move.start, move.level) for move in plan.moves]


def test_a_parent_comes_first_and_an_answer_behind_it_counts_at_once() -> None:
    plan = planned(assessed(LOW), "tasting=4")
    assert steps(plan) == [("mill", 0, 1), ("tasting", 3, 4)]
    assert [move.purpose for move in plan.moves] == [Purpose.OPENS, Purpose.DEMANDED]
    assert [move.opens for move in plan.moves] == [("tasting",), ()]
    assert [move.gain for move in plan.moves] == [pytest.approx(31.25), pytest.approx(6.25)]


def test_a_child_is_worth_nothing_while_its_parent_stays() -> None:
    plan = planned(assessed(LOW), "tasting=1", excluded=frozenset({"mill"}))
    (found,) = plan.hindrances
    assert (plan.found, found.kind, found.id) == (None, Kind.LEFT_OUT, "tasting")


@pytest.mark.parametrize(
    ("answers", "target", "excluded", "kind", "key"),
    [
        (LOW, "craft=70", {"oven"}, Kind.LEFT_OUT, "craft"),
        (LOW, "quadrant=institution", {"shop"}, Kind.LEFT_OUT, "shop"),
        (LOW | {"heat": 4, "mill": 2, "tasting": 4}, "quadrant=counter", set(), Kind.HIGH, "craft"),
        (LOW | {"heat": Unknown(), "mill": 2, "tasting": 4}, "quadrant=counter", set(), Kind.HIGH, "craft"),
    ],
)
def test_what_stands_in_the_way(
    answers: Mapping[str, Answer | int], target: str, excluded: set[str], kind: Kind, key: str
) -> None:
    plan = planned(assessed(answers), target, excluded=frozenset(excluded))
    assert plan.found is None
    assert [(one.kind, one.id) for one in plan.hindrances] == [(kind, key)]


def test_the_best_can_be_too_little() -> None:
    text = BAKERY.replace(
        "levels: [Nobody can say, A wholesaler, One named mill]",
        "levels: [A, B, C]\n            values: [0, 0.1, 0.2]",
    )
    plan = planned(assessed(LOW, text), "flour=90")
    assert [(one.kind, one.id, one.most) for one in plan.hindrances] == [(Kind.TOP, "flour", Fraction(60))]


def test_an_axis_of_which_nothing_applies_is_no_axis_to_raise() -> None:
    text = CHECKLIST.replace("levels: agree}", "levels: agree, na: Outdoors.}")
    plan = planned(assessed({"desk": NotApplicable("x"), "floor": NotApplicable("x")}, text), "tidy=50")
    assert [(one.kind, one.id) for one in plan.hindrances] == [(Kind.NOT_APPLICABLE, "tidy")]


def test_low_quadrants_are_reached_without_touching_what_has_to_stay_low() -> None:
    plan = planned(assessed(LOW), "quadrant=counter")
    assert {move.axis.id for move in plan.moves} == {"shop"}
    assert is_met(plan.order.aims[0].target, plan.after)


def test_of_several_quadrants_the_cheapest() -> None:
    assessment = assessed(LOW)
    both, one, other = (planned(assessment, f"quadrant={name}") for name in ("workshop,counter", "workshop", "counter"))
    assert both.effort == min(one.effort, other.effort)


def test_both_ways_round_cost_the_same_and_begin_with_the_cheaper() -> None:
    plan = planned(assessed(LOW), "quadrant=institution")
    first, second = plan.ways
    assert [leg.quadrant.id for leg in first + second] == ["workshop", "institution", "counter", "institution"]
    assert sum(leg.effort for leg in first) == sum(leg.effort for leg in second) == plan.effort
    assert first[0].effort <= second[0].effort
    assert planned(assessed(LOW | {"opening": 4, "till": 4}), "quadrant=institution").ways == ()


def test_the_first_axis_comes_first() -> None:
    assessment = assessed(LOW)
    for first in ("craft", "shop"):
        axes = [move.axis.id for move in planned(assessment, "quadrant=institution", first=first).moves]
        assert axes == sorted(axes, key=lambda axis: axis != first)


def test_missing_answers_are_found_out_where_there_would_be_no_score() -> None:
    plan = planned(assessed({"opening": 2, "till": 2}), "craft=0")
    assert (plan.effort, plan.moves) == (0, ())
    assert plan.find_out == ("mill", "tasting", "heat")


def test_own_efforts_change_the_way() -> None:
    assert steps(planned(assessed(LOW), "quadrant=workshop")) == [("mill", 0, 2)]
    dear = Efforts("Ours", "bakery", {}, {"heat": (7, 8, 9, 10), "mill": 300})
    plan = planned(assessed(LOW, efforts=dear), "quadrant=workshop")
    assert [(*step, move.effort) for step, move in zip(steps(plan), plan.moves, strict=True)] == [
        ("mill", 0, 1, 300),
        ("heat", 1, 2, 8),
    ]


@pytest.mark.parametrize(
    ("answers", "text", "chosen"),
    [
        (LOW, BAKERY, "quadrant=institution"),
        ({"mill": 2, "tasting": 2, "heat": 3, "opening": 3, "till": 3}, BAKERY, "standing=master"),
        ({"desk": 0, "floor": 0}, CHECKLIST, "order=fine"),
        ({"desk": 2, "floor": 2}, CHECKLIST, None),
    ],
)
def test_the_target_that_nobody_names(answers: Mapping[str, int], text: str, chosen: str | None) -> None:
    aim = choose_aim(assessed(answers, text))
    assert (aim.text if aim else None) == chosen


def test_the_table_begins_with_nothing_and_ends_with_everything() -> None:
    plan = planned(assessed(LOW), "quadrant=institution")
    assert [plan.rows[0].effort, plan.rows[0].score] == [0, plan.assessment.passes.worst.score("overall")]
    assert plan.rows[-1].score == 100
    assert len(plan.rows) <= 9
    assert plan.effort in {one.effort for one in plan.rows}
    assert [one.quadrant.id if one.quadrant else "" for one in plan.rows][-1] == "institution"


@pytest.mark.parametrize(
    ("efforts", "quarters", "expected"),
    [
        ([], 3, []),
        ([1, 1, 1, 1], 2, [1, 1, 2, 2]),
        ([4, 1, 1, 2], 2, [1, 2, 2, 2]),
        ([1, 1, 1, 1], 12, [1, 4, 7, 10]),
        ([1], 4, [1]),
        ([2, 3, 1, 4, 2], 4, [1, 1, 2, 3, 4]),
    ],
)
def test_quarters(efforts: list[int], quarters: int, expected: list[int]) -> None:
    assert spread(efforts, quarters) == expected


@given(st.lists(st.integers(1, 50), min_size=1), st.integers(1, 40))
def test_quarters_are_even_and_begin_with_the_first(efforts: list[int], quarters: int) -> None:
    chosen = spread(efforts, quarters)
    assert chosen[0] == 1
    assert chosen == sorted(chosen)
    for quarter in range(1, quarters + 1):
        own = sum(effort for effort, one in zip(efforts, chosen, strict=True) if one == quarter)
        assert abs(own - Fraction(sum(efforts), quarters)) < max(efforts)


def test_the_nearest_step_leads_before_the_own_one() -> None:
    far = STALL_BLUEPRINT
    near = far.replace("quadrant: stall", "quadrant: counter").replace("raises: {mill: 2}", "raises: {mill: 1}")
    instrument = an_instrument(BAKERY, far, near)
    answers = some_answers(LOW)
    assessment = Assessment(instrument, compile_questionnaire(instrument.questionnaire), answers)
    leads = [find_lead(assessment, "mill", level) for level in (1, 2)]
    assert [(lead.blueprint.quadrant, lead.borrowed) for lead in leads if lead] == [("counter", True), ("stall", False)]
    both = Assessment(an_instrument(BAKERY, near.replace("mill: 1", "mill: 2"), far), assessment.compiled, answers)
    own = find_lead(both, "mill", 1)
    assert own
    assert own.blueprint.quadrant == "stall"


def test_a_quadrant_is_certain_only_where_missing_answers_can_be_higher_without_leaving_it() -> None:
    some = {"opening": 3, "till": 3, "heat": 1}
    missing = planned(assessed(some), budget=1, first="craft")
    assert [move.missing for move in missing.moves] == [True]
    assert missing.quadrant is None
    answered = planned(assessed({**some, "mill": 0, "tasting": 0}), budget=1, first="craft").quadrant
    assert answered
    assert answered.id == "counter"


def test_levels_that_follow_each_other_are_one_move_within_a_quarter() -> None:
    plan = planned(assessed(LOW), "quadrant=workshop")
    assert [(*step, move.effort) for step, move in zip(steps(plan), plan.moves, strict=True)] == [("mill", 0, 2, 3)]
    plan = planned(assessed(LOW), "quadrant=workshop", quarters=3)
    assert [(*step, move.quarter) for step, move in zip(steps(plan), plan.moves, strict=True)] == [
        ("mill", 0, 1, 1),
        ("mill", 1, 2, 2),
    ]


def test_a_low_axis_moves_for_another_target_and_stays_low() -> None:
    plan = planned(assessed(LOW), "quadrant=workshop", "opening=3")
    assert steps(plan)[-1] == ("opening", 1, 3)
    assert plan.after.placement is not None
    assert [cell.id for cell in plan.after.placement.possible] == ["workshop"]


def hidden(pairs: int) -> Mapping[str, Answer | int]:
    """Nothing is done, and behind that nothing applies."""
    return {f"p{number}": 0 for number in range(pairs)} | {f"c{number}": NotApplicable("x") for number in range(pairs)}


def test_what_may_not_apply_is_counted_and_not_listed() -> None:
    # Opening k of n children leaves 2n - k questions, of which k are at their best.
    plan = planned(assessed(hidden(10), many_conditions(10)), "a=50")
    assert plan.effort == 7  # 6 of 14 are less than half, 7 of 13 are more


def test_too_many_conditions_are_told() -> None:
    assessment = assessed(hidden(16), many_conditions(16))
    for plan in (planned(assessment, "a=50"), planned(assessment, budget=3)):
        (found,) = plan.hindrances
        assert (plan.found, found.kind, found.id, plan.points) == (None, Kind.TOO_MANY, "a", ())
    fewer = frozenset(f"p{number}" for number in range(8))
    assert planned(assessment, "p9=1", excluded=fewer).effort == 1


def test_an_axis_that_is_not_asked_for_is_not_gone_through() -> None:
    text = many_conditions(16) + "  b: {title: B, questions: {q: {ask: Q?, levels: [a, b], known_by: x}}}\n"
    assert steps(planned(assessed({**hidden(16), "q": 0}, text), "b=50")) == [("q", 0, 1)]


def test_of_several_quadrants_the_nearest_says_what_stands_in_the_way() -> None:
    high = {"mill": 2, "tasting": 4, "heat": 4, "opening": 4, "till": 2}
    plan = planned(assessed(high), "quadrant=stall,workshop")
    assert [(one.kind, one.id) for one in plan.hindrances] == [(Kind.HIGH, "shop")]
