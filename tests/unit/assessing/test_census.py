"""A census: what it counts adds up, whatever the order, and its quartiles are those of the list in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DataObject

from builders import CHECKLIST
from crowd import INSTRUMENT, a_crowd, an_assessment
from properties.strategies import answers_to, points, questionnaires
from smi_cli.assessing.assessment import Assessment
from smi_cli.assessing.census import Census, Part, Population
from smi_cli.assessing.compiling import compile_questionnaire
from smi_cli.assessing.grouping import Silence, title_of_group, why_not_by
from smi_cli.assessing.next_steps import Status
from smi_cli.assessing.observing import Advice
from smi_cli.model.answers import Answer, Known, Unknown
from smi_cli.model.blueprint import Instrument
from unit.assessing.worked import assessed

CROWD = list(a_crowd(60))


def counted(assessments: Sequence[Assessment], by: str | None = None) -> Part:
    census = Census(by)
    for assessment in assessments:
        census.add(assessment)
    (part,) = census.parts.values()
    return part


def test_a_census_of_three() -> None:
    answers: list[dict[str, Answer]] = [
        {"mill": Known(2), "tasting": Known(4), "heat": Known(4), "opening": Known(4), "till": Known(4)},
        {"mill": Known(1), "tasting": Known(1), "heat": Known(1), "opening": Known(1), "till": Known(0)},
        {"opening": Known(2), "till": Unknown()},
    ]
    everybody = counted([an_assessment(one) for one in answers]).everybody
    assert everybody.subjects == 3
    assert everybody.quadrants == Counter({"institution": 1, "stall": 1, "": 1})
    assert everybody.uncertain == Counter({"": 1})
    assert everybody.borderline == Counter()
    standing = {rung: number for (ladder, rung), number in everybody.rungs.items() if ladder == "standing"}
    assert standing == {"master": 1, "hobby": 1, "": 1}
    assert everybody.scores["shop"] == Counter([Fraction(100), Fraction("12.5"), Fraction(50)])
    assert everybody.missing == Counter([0, 0, 4])
    assert everybody.mean_missing == Fraction(4, 3)
    assert [(one.factor.id, one.mean, one.subjects) for one in everybody.factors] == [
        ("oven", Fraction("62.5"), 2),
        ("flour", Fraction("68.75"), 2),
    ]
    assert (everybody.having("craft"), everybody.having("overall")) == (2, 2)
    assert everybody.cells == Counter([(50, 20), (16, 3)])


def test_factors_that_are_level_stand_in_the_order_of_the_questionnaire() -> None:
    everybody = counted([an_assessment({"mill": Known(1), "tasting": Known(2), "heat": Known(2)})]).everybody
    assert [one.factor.id for one in everybody.factors] == ["flour", "oven"]


def test_common_steps_are_those_that_reports_begin_with() -> None:
    everybody = counted(CROWD).everybody
    expected: Counter[str] = Counter()
    for assessment in CROWD:
        first = [step for step in assessment.steps if step.status is Status.OPEN][:3]
        expected.update({step.step.id if step.step else step.raises[0].score.question.id for step in first})
    found: Counter[str] = Counter()
    for advice, subjects in everybody.common_advice:
        found[advice.step or advice.question] += subjects
    # A question can be raised from several levels, and each subject has it at one of them.
    assert found == expected
    numbers = [subjects for _, subjects in everybody.common_advice]
    assert numbers == sorted(numbers, reverse=True)


def test_steps_that_are_level_stand_in_the_order_of_the_blueprints_and_then_of_the_questions() -> None:
    answers = {"mill": Known(0), "heat": Known(2), "opening": Known(0), "till": Known(0)}
    everybody = counted([an_assessment(answers)]).everybody
    assert everybody.common_advice == [
        (Advice("count-loaves", "", None), 1),
        (Advice("find-a-mill", "", None), 1),
        (Advice("", "opening", 0), 1),
    ]


# Properties


@given(st.data())
def test_everything_adds_up_and_the_order_makes_no_difference(data: DataObject) -> None:
    questionnaire = data.draw(questionnaires())
    compiled = compile_questionnaire(questionnaire)
    instrument = Instrument(questionnaire, {})
    answers = data.draw(st.lists(answers_to(questionnaire), min_size=1, max_size=5))
    assessments = [Assessment(instrument, compiled, one) for one in answers]
    by = data.draw(st.sampled_from(["region", "sells-in", "colour", "shops", None]))
    part = counted(assessments, by)
    for population in [part.everybody, *part.groups.values()]:
        assert_adds_up(population)
    if by in {"region", "colour"}:
        assert sum(group.subjects for group in part.groups.values()) == len(assessments)
    if by == "sells-in":
        assert sum(group.subjects for group in part.groups.values()) >= len(assessments)
    if by in {"shops", None}:
        assert part.groups == {}
    assert counted(data.draw(st.permutations(assessments)), by) == part


def assert_adds_up(population: Population) -> None:
    questionnaire, subjects = population.questionnaire, population.subjects
    assert population.quadrants.total() == population.missing.total() == subjects
    assert all(population.uncertain[key] <= number for key, number in population.quadrants.items())
    assert all(population.borderline[key] <= number for key, number in population.quadrants.items())
    for ladder in questionnaire.ladders:
        assert sum(number for (key, _), number in population.rungs.items() if key == ladder.id) == subjects
    assert population.cells.total() == (subjects - population.quadrants[""] if questionnaire.grid else 0)
    assert all(population.having(axis.id) <= subjects for axis in questionnaire.axes)
    assert all(number <= subjects for _, number in population.common_advice)
    means = [one.mean for one in population.factors]
    assert means == sorted(means)


@given(st.lists(points, min_size=1, max_size=40))
def test_a_spread_is_that_of_the_list_in_order(scores: list[Fraction]) -> None:
    population = Population(INSTRUMENT)
    population.scores["craft"].update(scores)
    ordered = sorted(scores)

    def nearest_rank(quarters: int) -> Fraction:
        return ordered[max(ceil(Fraction(quarters * len(ordered), 4)), 1) - 1]

    expected = (len(scores), *map(nearest_rank, range(5)), sum(scores, Fraction(0)) / len(scores))
    assert population.spread("craft") == expected
    assert population.spread("shop") is None


# Groups


def test_groups_stand_in_the_order_of_the_options() -> None:
    part = counted(CROWD, "region")
    assert [key for key, _ in part.largest()] == ["town", "country", Silence.NOT_SAID]
    assert part.by is not None
    assert [title_of_group(part.by, key) for key, _ in part.largest()] == ["In town", "In the country", "not said"]


def test_a_subject_counts_in_each_of_its_answers() -> None:
    one = an_assessment({}, context={"bread": ("wheat", "rye")})
    other = an_assessment({}, context={"bread": ()})
    part = counted([one, other, an_assessment({})], "bread")
    found = [(key, group.subjects) for key, group in part.largest()]
    assert found == [("rye", 1), ("wheat", 1), (Silence.NONE_OF_THESE, 1), (Silence.NOT_SAID, 1)]


def test_texts_are_groups_of_their_own_and_the_largest_are_chosen() -> None:
    said = ["b", "c", "a", "c", "b", "c", "not said"]
    part = counted([an_assessment({}, context={"motto": one}) for one in said], "motto")
    assert [key for key, _ in part.largest()] == ["a", "b", "c", "not said"]
    assert [key for key, _ in part.largest(2)] == ["b", "c"]
    assert all(isinstance(key, str) for key in part.groups)


@pytest.mark.parametrize(
    ("by", "why"),
    [
        ("region", ""),
        ("bread", ""),
        ("motto", ""),
        ("shops", "shops asks for a number, and --by takes a choice question (it has region, motto, bread)"),
        ("sector", "Bakery Index has no context question 'sector' (it has region, motto, bread)"),
    ],
)
def test_why_there_are_no_groups(by: str, why: str) -> None:
    assert why_not_by(INSTRUMENT.questionnaire, by) == why
    assert bool(counted(CROWD[:5], by).groups) == (why == "")


def test_a_questionnaire_without_context_questions_has_no_groups() -> None:
    questionnaire = INSTRUMENT.questionnaire._replace(context=())
    assert why_not_by(questionnaire, "region") == "Bakery Index has no context question 'region'"


def test_each_questionnaire_is_counted_for_itself() -> None:
    census = Census("region")
    for assessment in [*CROWD[:3], assessed({"desk": 1}, CHECKLIST), *CROWD[3:5]]:
        census.add(assessment)
    assert {key: part.everybody.subjects for key, part in census.parts.items()} == {"bakery": 5, "list": 1}
    assert [bool(part.by) for part in census.parts.values()] == [True, False]
