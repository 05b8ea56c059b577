"""Random questionnaires and answers that fit them, built as types: what the loader would let through, and no more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import count

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from builders import replace
from smi_cli.model.answers import Answer, Answers, ContextAnswer, Known, NotApplicable, Unanswered, Unknown
from smi_cli.model.questionnaire import (
    Axis,
    Condition,
    ContextKind,
    ContextQuestion,
    Demand,
    Factor,
    Grid,
    Ladder,
    Level,
    Origin,
    OriginKind,
    Overall,
    Period,
    Quadrant,
    Question,
    Questionnaire,
    Rung,
)

ORIGIN = Origin(OriginKind.DECIDED)
WEIGHTS = tuple(map(Fraction, ("1", "1", "0", "2", "1/2", "1/3", "7/10", "3")))
CUTS = tuple(map(Fraction, ("50", "50", "33.3", "60", "25", "75")))
REGIONS = {"town": "In town", "country": "In the country", "coast": "By the sea"}

_TENTHS: SearchStrategy[Fraction] = st.integers(0, 10).map(lambda tenth: Fraction(tenth, 10))
_POINTS: SearchStrategy[Fraction] = st.integers(1, 40).map(lambda step: Fraction(5 * step, 2))

# Text that tries to be more than text, on a terminal and in Markdown.
_SIGNS = (
    "* ** _ __ ` ``` ~ ~~ [ ] ( ) ![ ]( [a](b) <b> </b> <!-- --> <a@b.cc> <http://c.d> http://a.bc https:// ftp://x "
    "www.a.bc WWW.A.BC a@b.cc & &amp; &#42; &copy; "
    "| || \\ \\| \\\\ # ## #1 > - + = --- === *** ___ 1. 1) 23. $ $$ @me {x} "
    ": :a: ^ [^1] [a]: ! 0 a b \u00e9 \u754c \uff57 \ufdfd \U0001f600 \u0301 word Word"
)
_SPACES = (" ", "  ", "\t", "\n", "\r\n", "\n\n", "\x00", "\x1b[31m", "\x7f", "\x85", "\u00a0", "\u200b")
_FRAGMENTS = st.sampled_from(sorted(_SIGNS.split(" "))) | st.sampled_from(_SPACES)
_ODD = st.sampled_from(["\u202e", "\u2066", "\u2069", "\u200f", "\u2028", "\u061c", "\ufeff", "\ud800", "\U000e0041"])
texts: SearchStrategy[str] = st.text(max_size=12) | st.lists(_FRAGMENTS | _ODD, max_size=8).map("".join)
"""Any text that a file could hold."""

points: SearchStrategy[Fraction] = (
    st.integers(0, 100).map(Fraction)
    | st.fractions(0, 100, max_denominator=1000)
    | st.integers(0, 10**6).map(lambda part: Fraction(part, 10**4))
    | st.sampled_from(
        [Fraction(0), Fraction(50), Fraction(100), Fraction("49.96"), Fraction("99.999"), Fraction("0.001")]
    )
)
"""Any score, the interesting ones often."""


@dataclass(frozen=True)
class Case:
    """A questionnaire with answers to it."""

    questionnaire: Questionnaire
    answers: Answers


@st.composite
def questionnaires(draw: DrawFn, *, conditions: bool = True, axes: tuple[int, int] = (1, 3)) -> Questionnaire:
    """A valid questionnaire whose levels run from 0 to 1."""
    numbers = count()
    drawn = [draw(_axes(f"axis-{number}", numbers, conditions)) for number in range(draw(st.integers(*axes)))]
    if not any(axis.weight for axis in drawn):
        drawn[0] = _weighing(drawn[0])
    return Questionnaire(
        id="random",
        version="1",
        title="Random",
        summary="",
        review_every=draw(st.sampled_from([None, Period(6, "months")])),
        overall=draw(st.sampled_from(Overall)),
        axes=tuple(drawn),
        context=CONTEXT,
        grid=draw(_grids(drawn)) if len(drawn) > 1 else None,
        ladders=tuple(draw(_ladders(f"ladder-{number}", drawn)) for number in range(draw(st.integers(0, 2)))),
        origin=ORIGIN,
    )


@st.composite
def answers_to(draw: DrawFn, questionnaire: Questionnaire, *, complete: bool = False, na: bool = True) -> Answers:
    """Answers that fit: levels, `na` where it is allowed, and, unless `complete`, unknown, empty or absent ones."""
    by_question: dict[str, Answer] = {}
    for question in questionnaire.questions:
        answer = draw(_answers(question, complete=complete, na=na))
        if answer is not None:
            by_question[question.id] = answer
    return answers_of(by_question, draw(context_answers()))


@st.composite
def cases(draw: DrawFn, *, conditions: bool = True, complete: bool = False, axes: tuple[int, int] = (1, 3)) -> Case:
    """A questionnaire with answers to it."""
    questionnaire = draw(questionnaires(conditions=conditions, axes=axes))
    return Case(questionnaire, draw(answers_to(questionnaire, complete=complete)))


@st.composite
def context_answers(draw: DrawFn) -> dict[str, ContextAnswer]:
    """Answers to some of the context questions."""
    context: dict[str, ContextAnswer] = {}
    if draw(st.booleans()):
        context["region"] = draw(st.sampled_from(sorted(REGIONS)))
    if draw(st.booleans()):
        context["shops"] = Fraction(draw(st.integers(0, 6)))
    if draw(st.booleans()):
        context["sells-in"] = tuple(draw(st.lists(st.sampled_from(sorted(REGIONS)), unique=True, max_size=3)))
    if draw(st.booleans()):
        context["colour"] = draw(st.sampled_from(["red", "blue"]))
    return context


def answers_of(by_question: dict[str, Answer], context: dict[str, ContextAnswer] | None = None) -> Answers:
    """Answers as a type."""
    return Answers(
        questionnaire="random",
        version="1",
        subject="Somebody",
        date=date(2026, 10, 5),
        by_question=by_question,
        context=context or {},
    )


def context_question(key: str, kind: ContextKind) -> ContextQuestion:
    """A context question; those that choose have the regions as options."""
    options = REGIONS if kind in {ContextKind.CHOICE, ContextKind.CHOICES} else {}
    return ContextQuestion(
        id=key,
        ask=f"{key}?",
        means="",
        kind=kind,
        options=options,
        obstacles_to="",
        unit="",
        minimum=None,
        maximum=None,
        references=(),
        never_counts="",
        origin=ORIGIN,
    )


CONTEXT = (
    context_question("region", ContextKind.CHOICE),
    context_question("shops", ContextKind.NUMBER),
    context_question("sells-in", ContextKind.CHOICES),
    context_question("colour", ContextKind.TEXT),
)


@st.composite
def _axes(draw: DrawFn, key: str, numbers: Iterator[int], conditions: bool) -> Axis:
    earlier: list[Question] = []
    factors = []
    named = draw(st.booleans())
    for number in range(draw(st.integers(1, 3)) if named else 1):
        questions = tuple(
            draw(_questions(f"q{next(numbers)}", earlier, conditions)) for _ in range(draw(st.integers(1, 3)))
        )
        factors.append(
            Factor(
                id=f"{key}-factor-{number}" if named else "",
                title=f"Factor {number} of {key}" if named else "",
                summary="",
                weight=draw(st.sampled_from(WEIGHTS)) if named else Fraction(1),
                questions=questions,
                origin=ORIGIN,
            )
        )
    axis = Axis(
        id=key,
        title=key.title(),
        summary="",
        weight=draw(st.sampled_from(WEIGHTS)),
        cut=draw(st.sampled_from(CUTS)),
        factors=tuple(factors),
        origin=ORIGIN,
    )
    return axis if weighs(axis) else _weighing(axis)


@st.composite
def _questions(draw: DrawFn, key: str, earlier: list[Question], conditions: bool) -> Question:
    number = draw(st.integers(2, 5))
    inner = sorted(draw(st.lists(_TENTHS, min_size=number - 2, max_size=number - 2)))
    values = [Fraction(0), *inner, Fraction(1)]
    if draw(st.booleans()):
        values = [Fraction(level, number - 1) for level in range(number)]
    question = Question(
        id=key,
        ask=f"{key}?",
        levels=tuple(Level(f"{key} at {level}", value) for level, value in enumerate(values)),
        weight=draw(st.sampled_from(WEIGHTS)),
        evidence="",
        known_by="",
        na="Sometimes." if draw(st.booleans()) else "",
        only_if=draw(_conditions(earlier)) if conditions else Condition({}, {}),
        since="",
        origin=ORIGIN,
    )
    earlier.append(question)
    return question


@st.composite
def _conditions(draw: DrawFn, earlier: list[Question]) -> Condition:
    levels: dict[str, int] = {}
    context: dict[str, tuple[str, ...] | Fraction] = {}
    on_levels = draw(st.booleans())
    if earlier and on_levels:
        parents: dict[str, Question] = {
            one.id: one for one in draw(st.permutations(earlier))[: draw(st.integers(1, 2))]
        }
        for parent in parents.values():
            levels[parent.id] = draw(st.integers(1, parent.best))
    match draw(st.integers(0, 8)):
        case 0:
            context["region"] = ("town", "coast")
        case 1:
            context["shops"] = Fraction(3)
        case 2:
            context["sells-in"] = ("country",)
        case _:
            pass
    return Condition(levels, context)


@st.composite
def _answers(draw: DrawFn, question: Question, *, complete: bool, na: bool) -> Answer | None:
    kind = draw(st.integers(0, 9))
    if kind == 0 and question.na and na:
        return NotApplicable("It does not.")
    if not complete and kind in {1, 2, 3}:
        return {1: None, 2: Unknown(), 3: Unanswered("later")}[kind]
    return Known(draw(st.integers(0, question.best)))


@st.composite
def _grids(draw: DrawFn, axes: list[Axis]) -> Grid:
    across, up = draw(st.permutations(axes))[:2]
    corners = draw(st.permutations([(False, False), (False, True), (True, False), (True, True)]))
    return Grid(
        across=across,
        up=up,
        borderline=draw(st.sampled_from([Fraction(5), Fraction(0), Fraction("12.5")])),
        quadrants=tuple(
            Quadrant(
                id=f"quadrant-{number}", title=f"Quadrant {number}", summary="", across=right, up=above, origin=ORIGIN
            )
            for number, (right, above) in enumerate(corners)
        ),
    )


@st.composite
def _ladders(draw: DrawFn, key: str, axes: list[Axis]) -> Ladder:
    measures = ["overall", *(axis.id for axis in axes)]
    measures += [factor.id for axis in axes for factor in axis.named_factors]
    questions = [question for axis in axes for question in axis.questions]
    froms = sorted(draw(st.sets(_POINTS, min_size=1, max_size=3)))
    rungs = [Rung(id=f"{key}-0", title="0", summary="", score=None, requires=(), fits=(), origin=ORIGIN)]
    for number, score in enumerate(froms, 1):
        demands: list[Demand] = []
        if draw(st.booleans()):
            asked = draw(st.sampled_from(questions))
            demands.append(Demand(asked.id, Fraction(draw(st.integers(1, asked.best)))))
        if draw(st.integers(0, 3)) == 0:
            demands.append(Demand(draw(st.sampled_from(measures)), draw(_POINTS)))
        wants_score = not demands or draw(st.booleans())
        rungs.append(
            Rung(
                id=f"{key}-{number}",
                title=str(number),
                summary="",
                score=score if wants_score else None,
                requires=tuple(demands),
                fits=(),
                origin=ORIGIN,
            )
        )
    return Ladder(id=key, title=key, summary="", of=draw(st.sampled_from(measures)), rungs=tuple(rungs), origin=ORIGIN)


def weighs(axis: Axis) -> bool:
    """Whether some question of an axis has weight."""
    return any(factor.weight and question.weight for factor in axis.factors for question in factor.questions)


def _weighing(axis: Axis) -> Axis:
    """The axis with a weight of 1 on itself, its first factor and its first question."""
    first, *others = axis.factors
    question, *rest = first.questions
    weighed = replace(first, weight=Fraction(1), questions=(replace(question, weight=Fraction(1)), *rest))
    return replace(axis, weight=Fraction(1), factors=(weighed, *others))
