"""What holds for every questionnaire whose levels run from 0 to 1, and for all answers that fit it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice, product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DataObject

from builders import replace
from properties.strategies import Case, answers_of, answers_to, cases, context_answers, points, questionnaires, weighs
from smi_cli.assessing.assessment import Assessment
from smi_cli.assessing.compiling import Gap, Measure, compile_questionnaire
from smi_cli.assessing.measuring import Passes, measure_passes
from smi_cli.assessing.placing import Placement, Standing, climb, place_scores, stand_on
from smi_cli.assessing.scoring import AxisScore, QuestionScore, Scores, detail_scores
from smi_cli.model.answers import Answer, Answers, ContextAnswer, Known, NotApplicable
from smi_cli.model.blueprint import Instrument
from smi_cli.model.questionnaire import (
    Axis,
    Factor,
    Grid,
    Ladder,
    Level,
    Overall,
    Question,
    Questionnaire,
    Rung,
    Weights,
)

HUNDRED = Fraction(100)


@dataclass(frozen=True)
class Reading:
    """Everything that the core says of some answers."""

    passes: Passes
    scores: Scores
    placement: Placement | None
    standings: tuple[Standing, ...]

    @property
    def shape(self) -> object:
        """What is said, by id, without the order in which it is said."""
        placement = self.placement
        return (
            {one.axis.id: (one.range, one.known) for one in self.scores.axes},
            {
                (one.axis.id, part.factor.id): (part.range, part.share)
                for one in self.scores.axes
                for part in one.factors
            },
            {
                part.question.id: (part.level, part.share, part.contribution, part.stake, part.needed)
                for part in self.parts
            },
            self.scores.overall,
            self.scores.mean,
            placement
            and (
                placement.quadrant and placement.quadrant.id,
                {cell.id for cell in placement.possible},
                {axis.id for axis in placement.near},
                {cell.id for cell in placement.neighbours},
            ),
            self.rungs,
        )

    @property
    def parts(self) -> list[QuestionScore]:
        """The questions of all axes."""
        return [part for one in self.scores.axes for part in one.questions]

    @property
    def rungs(self) -> list[tuple[str | None, ...]]:
        """The rungs of all ladders, by id."""
        return [tuple(rung.id if rung else None for rung in (one.rung, one.low, one.high)) for one in self.standings]


def read(questionnaire: Questionnaire, answers: Answers, weights: Weights | None = None) -> Reading:
    compiled = compile_questionnaire(questionnaire, weights)
    passes = measure_passes(compiled, answers)
    grid = compiled.grid
    return Reading(
        passes,
        detail_scores(compiled, answers, passes),
        place_scores(grid, passes) if grid else None,
        tuple(stand_on(ladder, climb(ladder, passes), passes) for ladder in compiled.ladders),
    )


def height(ladder: Ladder, rung: Rung | None) -> int:
    assert rung is not None
    return ladder.rungs.index(rung)


def with_axes(questionnaire: Questionnaire, axes: tuple[Axis, ...]) -> Questionnaire:
    """The questionnaire with other axes of the same ids, in the grid too."""
    by_id = {axis.id: axis for axis in axes}
    grid = questionnaire.grid
    if grid:
        grid = replace(grid, across=by_id[grid.across.id], up=by_id[grid.up.id])
    return replace(questionnaire, axes=axes, grid=grid)


def read_by_conditions(questionnaire: Questionnaire) -> set[str]:
    return {key for question in questionnaire.questions for key in question.only_if.levels}


def exact(*values: Fraction | None) -> Iterator[Fraction]:
    return (value for value in values if value is not None)


# The ends


@given(cases())
def test_every_score_is_from_0_to_100_and_between_its_low_and_its_high(case: Case) -> None:
    scores = read(case.questionnaire, case.answers).scores
    ranges = [axis.range for axis in scores.axes] + [part.range for axis in scores.axes for part in axis.factors]
    for span in [*ranges, scores.overall, scores.mean]:
        assert all(0 <= value <= HUNDRED for value in exact(span.score, span.low, span.high))
        if span.low is None or span.high is None:
            assert (span.score, span.low, span.high) == (None, None, None)
        else:
            assert span.low <= (span.score if span.score is not None else span.low) <= span.high


@given(questionnaires())
def test_all_best_is_100_and_all_worst_is_0(questionnaire: Questionnaire) -> None:
    best = answers_of({question.id: Known(question.best) for question in questionnaire.questions})
    worst = answers_of({question.id: Known(0) for question in questionnaire.questions})
    for answers, expected in ((best, HUNDRED), (worst, Fraction(0))):
        reading = read(questionnaire, answers)
        assert {axis.range.score for axis in reading.scores.axes} == {expected}
        assert reading.scores.overall.score == reading.scores.mean.score == expected
        assert all(standing.low == standing.rung == standing.high for standing in reading.standings)
        if _all_scored(reading):  # a demand on a factor of which nothing weighs falls away
            end = -1 if expected else 0
            assert all(standing.rung == standing.ladder.rungs[end] for standing in reading.standings)


# Monotony


@given(cases(), st.data())
def test_raising_a_level_never_lowers_anything(case: Case, data: DataObject) -> None:
    raisable = [
        question
        for question in case.questionnaire.questions
        if isinstance(answer := case.answers.by_question.get(question.id), Known) and answer.level < question.best
    ]
    assume(raisable)
    question = data.draw(st.sampled_from(raisable))
    answer = case.answers.by_question[question.id]
    assert isinstance(answer, Known)
    higher = Known(data.draw(st.integers(answer.level + 1, question.best)))
    raised = replace(case.answers, by_question={**case.answers.by_question, question.id: higher})
    before, after = read(case.questionnaire, case.answers), read(case.questionnaire, raised)
    for old, new in zip(before.scores.axes, after.scores.axes, strict=True):
        _never_falls(old, new)
    everything_scored = _all_scored(before) and _all_scored(after)
    for was, now in zip(before.standings, after.standings, strict=True):
        if was.low and now.low and was.high and now.high:
            assert height(was.ladder, was.low) <= height(was.ladder, now.low)
            assert height(was.ladder, was.high) <= height(was.ladder, now.high)
        if was.rung and now.rung and everything_scored:
            assert height(was.ladder, was.rung) <= height(was.ladder, now.rung)
    if before.placement and after.placement and before.placement.quadrant and after.placement.quadrant:
        assert before.placement.quadrant.across <= after.placement.quadrant.across
        assert before.placement.quadrant.up <= after.placement.quadrant.up


def _never_falls(old: AxisScore, new: AxisScore) -> None:
    for was, now in (
        (old.range.score, new.range.score),
        (old.range.low, new.range.low),
        (old.range.high, new.range.high),
    ):
        if was is not None and now is not None:
            assert was <= now


def _all_scored(reading: Reading) -> bool:
    return all(isinstance(score, Fraction) for score in reading.passes.known.scores.values())


# What must not matter


@given(cases(conditions=False), st.data())
def test_the_order_of_axes_factors_questions_and_answers_does_not_matter(case: Case, data: DataObject) -> None:
    axes = tuple(
        replace(
            axis,
            factors=tuple(
                replace(factor, questions=tuple(data.draw(st.permutations(factor.questions))))
                for factor in data.draw(st.permutations(axis.factors))
            ),
        )
        for axis in data.draw(st.permutations(case.questionnaire.axes))
    )
    answers = dict(data.draw(st.permutations(list(case.answers.by_question.items()))))
    shuffled = with_axes(case.questionnaire, axes)
    assert read(shuffled, replace(case.answers, by_question=answers)).shape == read(*_both(case)).shape


@given(cases(), st.data())
def test_with_conditions_the_order_of_axes_and_of_the_answers_does_not_matter(case: Case, data: DataObject) -> None:
    axes = tuple(data.draw(st.permutations(case.questionnaire.axes)))
    answers = dict(data.draw(st.permutations(list(case.answers.by_question.items()))))
    shuffled = with_axes(case.questionnaire, axes)
    assert read(shuffled, replace(case.answers, by_question=answers)).shape == read(*_both(case)).shape


def _both(case: Case) -> tuple[Questionnaire, Answers]:
    return case.questionnaire, case.answers


@given(cases(), st.fractions(Fraction(1, 1000), 1000, max_denominator=1000))
def test_scaling_all_weights_changes_nothing(case: Case, by: Fraction) -> None:
    def scaled_factor(factor: Factor) -> Factor:
        questions = tuple(replace(question, weight=question.weight * by) for question in factor.questions)
        return replace(factor, weight=factor.weight * by, questions=questions)

    axes = tuple(
        replace(axis, weight=axis.weight * by, factors=tuple(map(scaled_factor, axis.factors)))
        for axis in case.questionnaire.axes
    )
    assert read(with_axes(case.questionnaire, axes), case.answers).shape == read(*_both(case)).shape


@given(cases(), questionnaires(), st.fractions(Fraction(1, 50), 50, max_denominator=50))
def test_weights_from_a_file_weigh_like_the_questionnaires_own(case: Case, other: Questionnaire, by: Fraction) -> None:
    own = {question.id: question.weight for question in case.questionnaire.questions}
    own |= {axis.id: axis.weight for axis in case.questionnaire.axes}
    own |= {factor.id: factor.weight for axis in case.questionnaire.axes for factor in axis.named_factors}
    file = Weights(title="Own", questionnaire="random", by_id={key: by * weight for key, weight in own.items()})
    unweighed = with_axes(case.questionnaire, tuple(_unweighed(axis) for axis in case.questionnaire.axes))
    assert read(unweighed, case.answers, file).shape == read(*_both(case)).shape


def _unweighed(axis: Axis) -> Axis:
    one = Fraction(1)
    factors = tuple(
        replace(factor, weight=one, questions=tuple(replace(question, weight=one) for question in factor.questions))
        for factor in axis.factors
    )
    return replace(axis, weight=one, factors=factors)


@given(cases(), st.data())
def test_na_on_a_question_that_nothing_depends_on_equals_its_removal(case: Case, data: DataObject) -> None:
    read_elsewhere = read_by_conditions(case.questionnaire)
    free = [
        question
        for question in case.questionnaire.questions
        if question.id not in read_elsewhere and not question.only_if.levels
    ]
    assume(free)
    key = data.draw(st.sampled_from(free)).id
    axes = tuple(_without(axis, key) for axis in case.questionnaire.axes)
    assume(all(weighs(axis) for axis in axes))
    ladders = tuple(
        replace(ladder, rungs=tuple(_undemanding(rung, key) for rung in ladder.rungs))
        for ladder in case.questionnaire.ladders
    )
    kept = {factor.id for axis in axes for factor in axis.factors}
    assume(_named(case.questionnaire) - kept <= set() or not _reads_factors(case.questionnaire, kept))
    removed = replace(with_axes(case.questionnaire, axes), ladders=ladders)
    by_question = {**case.answers.by_question, key: NotApplicable("It does not.")}
    with_na = read(case.questionnaire, replace(case.answers, by_question=by_question))
    without = read(removed, case.answers)
    assert [axis.range for axis in with_na.scores.axes] == [axis.range for axis in without.scores.axes]
    assert [axis.known for axis in with_na.scores.axes] == [axis.known for axis in without.scores.axes]
    assert (with_na.scores.overall, with_na.scores.mean) == (without.scores.overall, without.scores.mean)
    assert with_na.rungs == without.rungs
    shares = {part.question.id: (part.share, part.contribution) for part in with_na.parts if part.question.id != key}
    assert shares == {part.question.id: (part.share, part.contribution) for part in without.parts}


def _without(axis: Axis, key: str) -> Axis:
    factors = (
        replace(factor, questions=tuple(question for question in factor.questions if question.id != key))
        for factor in axis.factors
    )
    return replace(axis, factors=tuple(factor for factor in factors if factor.questions))


def _undemanding(rung: Rung, key: str) -> Rung:
    return replace(rung, requires=tuple(demand for demand in rung.requires if demand.id != key))


def _named(questionnaire: Questionnaire) -> set[str]:
    return {factor.id for axis in questionnaire.axes for factor in axis.factors}


def _reads_factors(questionnaire: Questionnaire, kept: set[str]) -> bool:
    gone = _named(questionnaire) - kept
    return any(
        ladder.of in gone or any(demand.id in gone for rung in ladder.rungs for demand in rung.requires)
        for ladder in questionnaire.ladders
    )


@given(cases(), context_answers())
def test_context_answers_that_no_condition_reads_change_nothing(case: Case, other: dict[str, str]) -> None:
    conditions = {key for question in case.questionnaire.questions for key in question.only_if.context}
    kept = {key: answer for key, answer in case.answers.context.items() if key in conditions}
    changed = {**{key: answer for key, answer in other.items() if key not in conditions}, **kept}
    assert read(case.questionnaire, replace(case.answers, context=changed)).shape == read(*_both(case)).shape


@given(cases(axes=(2, 3)), st.data())
def test_an_axis_does_not_depend_on_the_answers_of_another(case: Case, data: DataObject) -> None:
    others = data.draw(answers_to(case.questionnaire))
    first = case.questionnaire.axes[0]
    ids = {question.id for question in first.questions}
    mixed = {key: answer for key, answer in others.by_question.items() if key not in ids}
    mixed |= {key: answer for key, answer in case.answers.by_question.items() if key in ids}
    reading = read(case.questionnaire, replace(case.answers, by_question=mixed))
    assert reading.scores.axes[0] == read(*_both(case)).scores.axes[0]


@given(cases(), st.data())
def test_a_question_of_weight_0_changes_no_score(case: Case, data: DataObject) -> None:
    read_elsewhere = read_by_conditions(case.questionnaire)
    idle = [one for one in case.questionnaire.questions if not one.weight and one.id not in read_elsewhere]
    assume(idle)
    question = data.draw(st.sampled_from(idle))
    answer: Answer = data.draw(st.integers(0, question.best).map(Known) | st.just(NotApplicable("It does not.")))
    changed = replace(case.answers, by_question={**case.answers.by_question, question.id: answer})
    before, after = read(*_both(case)).scores, read(case.questionnaire, changed).scores
    assert [axis.range for axis in before.axes] == [axis.range for axis in after.axes]
    assert [axis.known for axis in before.axes] == [axis.known for axis in after.axes]
    assert (before.overall, before.mean) == (after.overall, after.mean)
    part = next(one for axis in after.axes for one in axis.questions if one.question.id == question.id)
    assert part.share == part.contribution == part.stake == 0


# Shares, contributions, gains


@given(cases())
def test_contributions_add_up_exactly_and_shares_to_one(case: Case) -> None:
    for axis in read(*_both(case)).scores.axes:
        if axis.range.score is not None:
            assert sum(part.contribution for part in axis.questions) == axis.range.score
            assert sum(part.share for part in axis.questions) == 1
            assert sum(part.share for part in axis.factors) == 1
        assert all(part.share == 0 == part.contribution for part in axis.questions if isinstance(part.level, Gap))


@given(cases())
def test_a_gain_is_what_the_axis_gains_when_only_this_answer_rises(case: Case) -> None:
    questionnaire, answers = _both(case)
    assessment = Assessment(Instrument(questionnaire, {}), compile_questionnaire(questionnaire), answers)
    for one in (one for step in assessment.steps if not step.find_out for one in step.raises):
        assert isinstance(one.score.level, int)
        for level, gain in ((one.score.level + 1, one.gain), (one.target, one.whole)):
            raised = {**answers.by_question, one.score.question.id: Known(level)}
            after = read(questionnaire, replace(answers, by_question=raised))
            before = _score(assessment.scores, one.axis.id)
            if before is not None and (later := _score(after.scores, one.axis.id)) is not None:
                assert gain == later - before


def _score(scores: Scores, key: str) -> Fraction | None:
    return next(axis.range.score for axis in scores.axes if axis.axis.id == key)


@given(cases())
def test_a_missing_answer_is_worth_no_more_than_what_is_open(case: Case) -> None:
    for axis in read(*_both(case)).scores.axes:
        if axis.range.low is not None and axis.range.high is not None:
            missing = [part for part in axis.questions if part.missing]
            assert axis.range.low <= axis.range.high
            if not any(part.question.only_if.levels for part in axis.questions):
                assert sum(part.stake for part in missing) == axis.range.high - axis.range.low


# What is missing


def completions(case: Case, data: DataObject) -> Iterator[Answers]:
    """All answers that could still come, where there are few; else the extremes and some in between."""
    open_ones = [
        question
        for question in case.questionnaire.questions
        if not isinstance(case.answers.by_question.get(question.id), Known | NotApplicable)
    ]
    levels = [range(len(question.levels)) for question in open_ones]
    number = 1
    for one in levels:
        number *= len(one)
    chosen = list(product(*levels)) if number <= 30 else [tuple(0 for _ in levels), tuple(one[-1] for one in levels)]
    if number > 30:
        chosen += [tuple(data.draw(st.sampled_from(one)) for one in levels) for _ in range(4)]
    for choice in chosen:
        known = {question.id: Known(level) for question, level in zip(open_ones, choice, strict=True)}
        yield replace(case.answers, by_question={**case.answers.by_question, **known})


@given(cases(), st.data())
def test_every_completion_lies_within_what_is_called_possible(case: Case, data: DataObject) -> None:
    open_reading = read(*_both(case))
    for answers in completions(case, data):
        closed = read(case.questionnaire, answers)
        for before, after in zip(open_reading.scores.axes, closed.scores.axes, strict=True):
            if after.range.score is not None:
                assert before.range.low is not None
                assert before.range.high is not None
                assert before.range.low <= after.range.score <= before.range.high
        if closed.placement and open_reading.placement and closed.placement.quadrant:
            assert closed.placement.quadrant in open_reading.placement.possible
            assert closed.placement.possible == (closed.placement.quadrant,)
        for was, now in zip(open_reading.standings, closed.standings, strict=True):
            if was.low and was.high and now.rung:
                ladder = was.ladder
                assert height(ladder, was.low) <= height(ladder, now.rung) <= height(ladder, was.high)


@given(cases(axes=(2, 3)))
def test_what_is_called_possible_can_happen(case: Case) -> None:
    placement, grid = read(*_both(case)).placement, case.questionnaire.grid
    assert placement is not None
    assert grid is not None
    if not placement.possible:
        return
    ends = []
    for best in (False, True):
        filled: dict[str, Answer] = {
            question.id: answer
            if isinstance(answer := case.answers.by_question.get(question.id), Known | NotApplicable)
            else Known(question.best if best else 0)
            for question in case.questionnaire.questions
        }
        scores = read(case.questionnaire, replace(case.answers, by_question=filled)).scores
        ends.append({one.axis.id: one for one in scores.axes})
    sides = []
    for axis in (grid.across, grid.up):
        lowest, highest = (end[axis.id] for end in ends)
        assert lowest.range.score is not None
        if highest.range.score is None:
            # A raised parent opens nothing but questions recorded as `na`: then the worst is all that there can be.
            weighed = (factor for factor in highest.factors if factor.factor.weight)
            assert all(one.level is Gap.NA or not one.question.weight for part in weighed for one in part.questions)
            highest = lowest
        sides.append({score > axis.cut for score in exact(lowest.range.score, highest.range.score)})
    assert {(cell.across, cell.up) for cell in placement.possible} == set(product(*sides))
    if placement.quadrant:
        assert placement.quadrant in placement.possible


@given(cases())
def test_the_rung_lies_between_the_lowest_and_the_highest_still_possible(case: Case) -> None:
    for standing in read(*_both(case)).standings:
        if standing.rung and standing.low and standing.high:
            ladder = standing.ladder
            assert height(ladder, standing.low) <= height(ladder, standing.rung) <= height(ladder, standing.high)


@given(cases())
def test_half_of_an_axis_is_enough_and_less_is_not(case: Case) -> None:
    for axis in read(*_both(case)).scores.axes:
        applies = axis.range.low is not None
        assert (axis.range.score is not None) == (applies and axis.known >= Fraction(1, 2))


@given(st.lists(st.integers(1, 20), min_size=2, max_size=6), st.data())
def test_exactly_half_is_enough_whatever_the_weights(weights: list[int], data: DataObject) -> None:
    # As much weight again is missing, in one question: exactly half is known. With a hair more, less than half is.
    questionnaire = data.draw(questionnaires(conditions=False, axes=(1, 1)))
    axis, template = questionnaire.axes[0], questionnaire.axes[0].factors[0].questions[0]
    questions = [replace(template, id=f"known-{n}", weight=Fraction(one, 7)) for n, one in enumerate(weights)]
    answers = answers_of({question.id: Known(template.best) for question in questions})
    for hair, expected in ((Fraction(0), HUNDRED), (Fraction(1, 10**9), None)):
        missing = replace(template, id="missing", weight=Fraction(sum(weights), 7) + hair)
        factor = replace(axis.factors[0], weight=Fraction(1), questions=(*questions, missing))
        whole = replace(questionnaire, axes=(replace(axis, factors=(factor,)),), grid=None, ladders=())
        assert read(whole, answers).scores.axes[0].range.score == expected


# Lines


def _exactly(key: str, score: Fraction, cut: Fraction, template: Questionnaire) -> Axis:
    """An axis of one question, whose level 1 gives this score."""
    axis = template.axes[0]
    levels = (Level("a", Fraction(0)), Level("b", score / 100), Level("c", Fraction(1)))
    question: Question = replace(axis.factors[0].questions[0], id=f"{key}-q", levels=levels, weight=Fraction(1))
    factor = replace(axis.factors[0], id="", weight=Fraction(1), questions=(question,))
    return replace(axis, id=key, cut=cut, weight=Fraction(1), factors=(factor,))


@given(st.data(), questionnaires(conditions=False, axes=(2, 2)), st.lists(points, min_size=1, max_size=4, unique=True))
def test_every_exact_value_falls_in_one_quadrant_and_on_one_rung(
    data: DataObject, template: Questionnaire, froms: list[Fraction]
) -> None:
    assert template.grid is not None
    cut, zone = data.draw(points), data.draw(st.sampled_from([Fraction(0), Fraction(5), Fraction("2.5")]))
    edges = [edge for edge in (cut, cut - zone, cut + zone, *froms) if 0 <= edge <= HUNDRED]
    x, y = (data.draw(st.sampled_from(edges) | points) for _ in "xy")
    across, up = _exactly("x", x, cut, template), _exactly("y", y, cut, template)
    grid: Grid = replace(template.grid, across=across, up=up, borderline=zone)
    first = Rung(id="r", title="r", summary="", score=None, requires=(), fits=(), origin=template.origin)
    lines = sorted(froms)
    rungs = (first, *(replace(first, id=f"r{number}", score=line) for number, line in enumerate(lines)))
    ladder = Ladder(id="l", title="l", summary="", of="x", rungs=rungs, origin=template.origin)
    whole = replace(template, axes=(across, up), grid=grid, ladders=(ladder,), overall=Overall.MINIMUM)
    reading = read(whole, answers_of({"x-q": Known(1), "y-q": Known(1)}))

    assert reading.placement is not None
    inside = [cell for cell in grid.quadrants if (cell.across, cell.up) == (x > cut, y > cut)]
    assert [reading.placement.quadrant] == inside == list(reading.placement.possible)
    near = [axis.id for axis, value in ((across, x), (up, y)) if cut - zone <= value <= cut + zone]
    assert [axis.id for axis in reading.placement.near] == near
    assert len(reading.placement.neighbours) == {0: 0, 1: 1, 2: 3}[len(near)]
    assert reading.placement.quadrant not in reading.placement.neighbours

    standing = reading.standings[0]
    reached = sum(line <= x for line in lines)
    assert standing.rung == standing.low == standing.high == rungs[reached]
    assert standing.next == (rungs[reached + 1] if reached < len(lines) else None)
    assert [blocker.has for blocker in standing.blockers] == ([x] if standing.next else [])


# The whole


@given(cases())
def test_the_overall_is_the_minimum_or_the_weighted_mean_of_the_axes(case: Case) -> None:
    reading = read(*_both(case))
    scores, passes = reading.scores, reading.passes
    # An axis can apply in one pass and not in another: `na` behind a parent that is missing.
    for measures in passes:
        by_axis = [(axis.axis.weight, measures.scores[axis.axis.id]) for axis in scores.axes]
        applicable = [(weight, score) for weight, score in by_axis if score is not Gap.NA]
        weighed = [(weight, score) for weight, score in applicable if weight]
        expected = {"minimum": _minimum(applicable), "mean": _mean(weighed)}
        assert measures.scores["mean"] == expected["mean"]
        assert measures.scores["overall"] == expected[case.questionnaire.overall.value]


Weighed = Sequence[tuple[Fraction, Measure]]


def _minimum(scores: Weighed) -> Measure:
    known = [score for _, score in scores if isinstance(score, Fraction)]
    if len(known) < len(scores):
        return Gap.MISSING
    return min(known) if known else Gap.NA


def _mean(scores: Weighed) -> Measure:
    known = [(weight, score) for weight, score in scores if isinstance(score, Fraction)]
    if len(known) < len(scores):
        return Gap.MISSING
    return sum((weight * score for weight, score in known), Fraction(0)) / sum(w for w, _ in known) if known else Gap.NA


# An oracle of its own: weighted means by their definition, one question at a time.


@dataclass(frozen=True)
class Oracle:
    """Scores by the book. `fill` is what a missing answer counts for: None, "worst" or "best"."""

    questionnaire: Questionnaire
    answers: Answers
    fill: str | None

    def value(self, key: str) -> Fraction | str:
        question = next(one for one in self.questionnaire.questions if one.id == key)
        level = self.level(key)
        return level if isinstance(level, str) else question.levels[level].value

    def level(self, key: str) -> int | str:
        question = next(one for one in self.questionnaire.questions if one.id == key)
        if not all(
            self.fits(wanted, self.answers.context.get(key)) for key, wanted in question.only_if.context.items()
        ):
            return "na"
        parents = [(self.level(parent), least) for parent, least in question.only_if.levels.items()]
        if any(level == "na" for level, _ in parents):
            return "na"
        if any(isinstance(level, int) and level < least for level, least in parents):
            return 0
        return self.answered(question)

    @staticmethod
    def fits(wanted: tuple[str, ...] | Fraction, answer: ContextAnswer | None) -> bool:
        if answer is None:  # nobody said that it does not apply
            return True
        if isinstance(wanted, Fraction):
            return isinstance(answer, Fraction) and answer >= wanted
        chosen = {answer} if isinstance(answer, str) else set(answer) if isinstance(answer, tuple) else set[str]()
        return bool(chosen & set(wanted))

    def answered(self, question: Question) -> int | str:
        answer = self.answers.by_question.get(question.id)
        if isinstance(answer, Known):
            return answer.level
        if isinstance(answer, NotApplicable):
            return "na"
        filled: dict[str | None, int | str] = {None: "missing", "worst": 0, "best": question.best}
        return filled[self.fill]

    def factor(self, factor: Factor) -> tuple[Fraction | None, Fraction | None]:
        """The score (0 to 1) and the share that is known; None where nothing is known, and where nothing applies."""
        values = [(question.weight, self.value(question.id)) for question in factor.questions]
        known = [(weight, value) for weight, value in values if isinstance(value, Fraction)]
        applying = sum((weight for weight, value in values if value != "na"), Fraction(0))
        weight_known = sum((weight for weight, _ in known), Fraction(0))
        score = sum((weight * value for weight, value in known), Fraction(0)) / weight_known if weight_known else None
        return score, weight_known / applying if applying else None

    def axis(self, axis: Axis) -> Fraction | str:
        factors = [(factor.weight, *self.factor(factor)) for factor in axis.factors]
        applying = sum((weight for weight, _, share in factors if share is not None), Fraction(0))
        if not applying:
            return "na"
        share_known = sum((weight * share for weight, _, share in factors if share is not None), Fraction(0)) / applying
        if share_known < Fraction(1, 2):
            return "missing"
        known = [(weight, score) for weight, score, _ in factors if score is not None]
        return 100 * sum((weight * score for weight, score in known), Fraction(0)) / sum(weight for weight, _ in known)


@pytest.mark.parametrize("fill", [None, "worst", "best"])
@given(case=cases())
def test_the_engine_agrees_with_the_definition(fill: str | None, case: Case) -> None:
    passes = read(*_both(case)).passes
    oracle = Oracle(case.questionnaire, case.answers, fill)
    measures = {None: passes.known, "worst": passes.worst, "best": passes.best}[fill]
    for question in case.questionnaire.questions:
        level = measures.levels[question.id]
        assert oracle.level(question.id) == (level.name.lower() if isinstance(level, Gap) else level)
    for axis in case.questionnaire.axes:
        score = measures.scores[axis.id]
        assert oracle.axis(axis) == (score if isinstance(score, Fraction) else score.name.lower())
        for factor in axis.named_factors:
            value, share = oracle.factor(factor)
            expected = 100 * value if value is not None else Gap.NA if share is None else Gap.MISSING
            assert measures.scores[factor.id] == expected


def test_the_strategies_reach_what_they_are_for() -> None:
    """Lest the properties hold because nothing happens: conditions, quadrants, gaps and weights of 0 all occur."""
    seen: set[str] = set()

    @settings(max_examples=150, derandomize=True, database=None)
    @given(cases())
    def look(case: Case) -> None:
        reading = read(*_both(case))
        seen.update(f"{part.level}" if isinstance(part.level, Gap) else "level" for part in reading.parts)
        seen.update("closed" for part in reading.parts if part.not_asked)
        seen.update("no score" for axis in reading.scores.axes if axis.range.score is None)
        seen.update("idle" for part in reading.parts if not part.needed)
        seen.update("open" for one in reading.standings if one.low != one.high)
        if reading.placement:
            seen.add("placed" if reading.placement.quadrant else "unplaced")
            seen.update("several" for _ in islice(reading.placement.possible, 1, None))
            seen.update("near" for _ in reading.placement.near)

    look()
    wanted = {"level", str(Gap.NA), str(Gap.MISSING), "closed", "no score", "idle", "open", "placed", "unplaced"}
    assert wanted | {"several", "near"} <= seen
