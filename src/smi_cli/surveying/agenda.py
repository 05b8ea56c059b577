"""What is asked, and in which order: it follows from the questionnaire and from what is answered so far."""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property

from smi_cli.assessing.compiling import Compiled, Gap
from smi_cli.assessing.measuring import Missing, measure_answers, measure_passes
from smi_cli.assessing.placing import place_scores
from smi_cli.assessing.scoring import AxisScore, QuestionScore, score_answers
from smi_cli.model.answers import Answers
from smi_cli.model.questionnaire import ContextQuestion, Question


class Script:
    """A questionnaire to be asked: all of it, or `only` some questions, in this order."""

    def __init__(self, compiled: Compiled, only: tuple[str, ...] | None = None) -> None:
        self.compiled = compiled
        self.questionnaire = compiled.questionnaire
        self.only = only

    def question(self, key: str) -> Question:
        """The scored question with an id."""
        return self._questions[key]

    def context_question(self, key: str) -> ContextQuestion:
        """The context question with an id."""
        return self._context[key]

    def is_context(self, key: str) -> bool:
        """Whether an id is that of a context question."""
        return key in self._context

    @cached_property
    def needed(self) -> tuple[Question, ...]:
        """The scored questions that something reads, in the order of the questionnaire."""
        factors = (factor for axis in self.compiled.axes for factor in axis.factors)
        return tuple(one.question for factor in factors for one in factor.questions if one.needed)

    @cached_property
    def deciding(self) -> frozenset[str]:
        """Context questions on which it depends whether a scored question is asked."""
        return frozenset(key for question in self.needed for key in question.only_if.context)

    @cached_property
    def _questions(self) -> dict[str, Question]:
        return {question.id: question for question in self.questionnaire.questions}

    @cached_property
    def _context(self) -> dict[str, ContextQuestion]:
        return {question.id: question for question in self.questionnaire.context}


def agenda(script: Script, answers: Answers) -> tuple[str, ...]:
    """The ids of what is to be asked now: of everything, or of the questions to which the script keeps."""
    ids = everything(script, answers)
    return ids if script.only is None else tuple(key for key in script.only if key in ids)


def everything(script: Script, answers: Answers) -> tuple[str, ...]:
    """The ids of all that can be asked now: scored questions, then the context.

    A context question that decides whether a scored one is asked stands before the first that depends on it.
    """
    closed = measure_answers(script.compiled, answers, Missing.LEFT_OUT).not_asked
    ids: dict[str, None] = {}
    for question in script.needed:
        ids.update(dict.fromkeys(question.only_if.context))
        if question.id not in closed:
            ids[question.id] = None
    ids.update(dict.fromkeys(one.id for one in script.questionnaire.context))
    return tuple(ids)


def children(script: Script, answers: Answers, key: str) -> tuple[str, ...]:
    """The questions that are asked now and depend on one."""
    asked = everything(script, answers)
    return tuple(one.id for one in script.needed if key in one.only_if.levels and one.id in asked)


def missing_first(compiled: Compiled, answers: Answers) -> tuple[str, ...]:
    """The questions without an answer that counts: first those that can still move the subject into another quadrant.

    Among them, those on which most of their axis rests come first. Behind them stand the questions that their answers
    may open.
    """
    scores = score_answers(compiled, answers)
    undecided = {axis.axis.id for axis in scores.axes if _undecided(compiled, axis)}
    ranked: list[tuple[bool, Fraction, str]] = []
    opened: list[str] = []
    for axis in scores.axes:
        for one in axis.questions:
            if one.missing:
                ranked.append((axis.axis.id not in undecided, -one.stake, one.question.id))
            elif _may_open(one):
                opened.append(one.question.id)
    # Sorting is stable: equals stay in the order of the questionnaire.
    ranked.sort(key=lambda rank: rank[:2])
    return (*(key for _, _, key in ranked), *opened)


def settled_quadrant(script: Script, answers: Answers) -> str:
    """A word where no missing answer can change the quadrant any more; nothing where one can, or all is answered."""
    passes = measure_passes(script.compiled, answers)
    grid = script.compiled.grid
    if grid is None or not any(passes.known.levels[one.id] is Gap.MISSING for one in script.needed):
        return ""
    placement = place_scores(grid, passes)
    if placement.quadrant is None or len(placement.possible) > 1:
        return ""
    return f"Nothing that is left can change the quadrant any more: it stays {placement.quadrant.title}."


def _undecided(compiled: Compiled, axis: AxisScore) -> bool:
    """Whether missing answers leave open on which side of its cut an axis of the grid lies."""
    grid, span = compiled.questionnaire.grid, axis.range
    if grid is None or span.low is None or span.high is None:
        return False
    return axis.axis in (grid.across, grid.up) and span.low <= axis.axis.cut < span.high


def _may_open(one: QuestionScore) -> bool:
    return one.needed and one.not_asked and one.answer is None
