"""What holds for the change between any two results, of one questionnaire or of two that share their ids."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DataObject

from properties.strategies import WEIGHTS, Case, answers_to, cases, questionnaires
from smi_cli.assessing.assessment import Assessment
from smi_cli.assessing.changing import Change, compare
from smi_cli.assessing.compiling import Gap, compile_questionnaire
from smi_cli.assessing.rescoring import rescore
from smi_cli.assessing.snapshot import Snapshot, snapshot_of
from smi_cli.model.answers import Answers
from smi_cli.model.blueprint import Instrument
from smi_cli.model.questionnaire import Questionnaire, Weights

NOTHING = Fraction(0)


def snapshot(questionnaire: Questionnaire, answers: Answers, weights: Weights | None = None) -> Snapshot:
    return snapshot_of(
        Assessment(Instrument(questionnaire, {}), compile_questionnaire(questionnaire, weights), answers)
    )


def of(case: Case) -> Snapshot:
    return snapshot(case.questionnaire, case.answers)


@given(cases(), cases())
def test_the_parts_add_up_exactly(before: Case, after: Case) -> None:
    for axis in compare(of(before), of(after)).axes:
        if axis.split is not None:
            assert sum(axis.split, NOTHING) == axis.score.points
            assert sum((one.points for one in axis.questions), NOTHING) == axis.split.answers


@given(st.data())
def test_a_level_that_rises_takes_no_points_and_one_that_stays_brings_none(data: DataObject) -> None:
    questionnaire = data.draw(questionnaires())
    ends = [snapshot(questionnaire, data.draw(answers_to(questionnaire))) for _ in range(2)]
    for axis in compare(*ends).axes:
        if axis.split is not None:
            assert sum((one.points for one in axis.questions), NOTHING) == axis.split.answers
        for one in axis.questions:
            if isinstance(one.before, int) and isinstance(one.after, int):
                rise = one.after - one.before
                assert one.points * rise >= 0 if rise else not one.points


@given(cases(), cases())
def test_everything_of_either_side_is_there_once(before: Case, after: Case) -> None:
    change = compare(of(before), of(after))
    axes = [case.questionnaire.axes for case in (after, before)]
    assert [one.score.id for one in change.axes] == list(dict.fromkeys(axis.id for part in axes for axis in part))
    for one in change.axes:
        parts = [axis for part in axes for axis in part if axis.id == one.score.id]
        asked = list(dict.fromkeys(question.id for axis in parts for question in axis.questions))
        assert [question.id for question in one.questions] == asked


@given(cases())
def test_nothing_changes_from_a_result_to_itself(case: Case) -> None:
    change = compare(of(case), of(case))
    assert not change.is_worse(NOTHING)
    assert change.fallen == ()
    for axis in change.axes:
        assert axis.score.points in {None, NOTHING}
        assert axis.split is None or set(axis.split) == {NOTHING}
        assert {one.points for one in axis.questions} == {NOTHING}
        assert all(one.before == one.after for one in axis.questions)


@given(st.data(), questionnaires())
def test_only_answers_changed(data: DataObject, questionnaire: Questionnaire) -> None:
    before, after = (snapshot(questionnaire, data.draw(answers_to(questionnaire))) for _ in range(2))
    for axis in compare(before, after).axes:
        if axis.score.points is not None:
            assert axis.split == (axis.score.points, NOTHING, NOTHING)


@given(st.data(), cases())
def test_only_weights_changed(data: DataObject, case: Case) -> None:
    keys = [factor.id for axis in case.questionnaire.axes for factor in axis.named_factors]
    keys += [question.id for question in case.questionnaire.questions]
    by_id = data.draw(st.dictionaries(st.sampled_from(keys), st.sampled_from(WEIGHTS)))
    weights = Weights("Others", case.questionnaire.id, by_id)
    for axis in compare(of(case), snapshot(case.questionnaire, case.answers, weights)).axes:
        if axis.split is not None:
            assert axis.split == (NOTHING, NOTHING, axis.score.points)
        assert {one.points for one in axis.questions} == {NOTHING}


@given(cases(), cases())
def test_the_way_back_has_the_opposite_sign(before: Case, after: Case) -> None:
    there, back = compare(of(before), of(after)), compare(of(after), of(before))
    assert _points(there) == {key: None if points is None else -points for key, points in _points(back).items()}


def _points(change: Change) -> dict[str, Fraction | None]:
    scores = [
        change.overall,
        *(axis.score for axis in change.axes),
        *(one for axis in change.axes for one in axis.factors),
    ]
    return {one.id: one.points for one in scores}


@given(cases(), cases())
def test_no_pair_is_too_odd_to_be_judged(before: Case, after: Case) -> None:
    change = compare(of(before), of(after))
    for limit in (NOTHING, Fraction(10)):
        assert change.is_worse(limit) == bool(change.drops(limit) or change.lower_rungs or change.lost_sides)
    lost = [
        one for one in (change.overall, *(axis.score for axis in change.axes)) if one.after and one.after.score is None
    ]
    assert set(change.drops(Fraction(100))) <= set(lost)


@given(cases())
def test_what_is_kept_is_enough_to_score_it_again(case: Case) -> None:
    kept = of(case)
    for axis in kept.axes:
        score = rescore(axis, kept.levels).score
        assert kept.ranges[axis.id].score == (None if isinstance(score, Gap) else score)
