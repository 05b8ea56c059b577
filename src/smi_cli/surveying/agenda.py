"""What is asked, and in which order: it follows from the questionnaire and from what is answered so far."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from fractions import Fraction
from functools import cached_property

from smi_cli.assessing.compiling import Compiled, Gap
from smi_cli.assessing.measuring import Missing, measure_answers, measure_passes
from smi_cli.assessing.placing import place_scores
from smi_cli.assessing.scoring import AxisScore, QuestionScore, score_answers
from smi_cli.model.answers import Answers, Known, NotApplicable, Unanswered
from smi_cli.model.questionnaire import Condition, ContextQuestion, Question

Rank = tuple[bool, Fraction]


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


def left_open(script: Script, answers: Answers) -> tuple[str, ...]:
    """What has no answer yet, in order: scored questions, and the context that decides whether these are asked."""
    ids = dict.fromkeys((*agenda(script, answers), *everything(script, answers)))
    scored = {key for key in ids if not script.is_context(key) and is_unanswered(answers, key)}
    deciding = {key for one in scored for key in script.question(one).only_if.context}
    return tuple(key for key in ids if key in scored or (key in deciding and key not in answers.context))


def is_unanswered(answers: Answers, key: str) -> bool:
    """Whether a scored question has no answer; a remark is none."""
    return isinstance(answers.by_question.get(key), Unanswered | None)


def decides(script: Script, answers: Answers, key: str) -> bool:
    """Whether it depends on a context question if something is asked that nobody has settled."""
    asked = everything(script, answers)
    unsettled = (one for one in script.needed if not isinstance(answers.by_question.get(one.id), Known | NotApplicable))
    return any(key in one.only_if.context and one.id in asked for one in unsettled)


def children(script: Script, answers: Answers, keys: Collection[str]) -> tuple[str, ...]:
    """The questions that are asked now and depend on one of these, in order."""
    asked = everything(script, answers)
    dependent = {
        one.id for one in script.needed if any(key in keys for key in (*one.only_if.levels, *one.only_if.context))
    }
    return tuple(key for key in asked if key in dependent)


def missing_first(compiled: Compiled, answers: Answers) -> tuple[str, ...]:
    """The questions without an answer that counts: first those that can still move the subject into another quadrant.

    Among them, those on which most of their axis rests come first, each behind what decides whether it is asked. Behind
    them stand the questions that their answers may open.
    """
    scores = score_answers(compiled, answers)
    undecided = {axis.axis.id for axis in scores.axes if _undecided(compiled, axis)}
    ranks: dict[str, Rank] = {}
    opened: list[str] = []
    for axis in scores.axes:
        for one in axis.questions:
            if one.missing:
                ranks[one.question.id] = (axis.axis.id not in undecided, -one.stake)
            elif _may_open(one):
                opened.append(one.question.id)
    conditions = {question.id: question.only_if for question in compiled.questionnaire.questions}
    ids: dict[str, None] = {}
    for key in (*_ranked(ranks, conditions), *opened):
        ids.update(dict.fromkeys(one for one in conditions[key].context if one not in answers.context))
        ids[key] = None
    return tuple(ids)


def _ranked(ranks: Mapping[str, Rank], conditions: Mapping[str, Condition]) -> list[str]:
    """Questions by rank, each as early as the earliest of those that depend on it."""
    earliest = dict(ranks)
    for key in reversed(earliest):
        for parent in conditions[key].levels:
            if parent in earliest:
                earliest[parent] = min(earliest[parent], earliest[key])
    # Sorting is stable: equals stay in the order of the questionnaire, in which parents stand before children.
    return sorted(earliest, key=lambda key: earliest[key])


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
