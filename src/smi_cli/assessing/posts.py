"""What can move and what that takes: every question as a plan finds it.

A plan counts what is missing at its worst: a missing answer stands on the lowest level, from which a move can raise it.
What does not apply does not move, nor does what the user leaves out.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

from smi_cli.assessing.assessment import Assessment
from smi_cli.assessing.compiling import Compiled, Gap
from smi_cli.assessing.measuring import Missing, measure_answers
from smi_cli.model.answers import Answers, Known, NotApplicable
from smi_cli.model.blueprint import Efforts
from smi_cli.model.questionnaire import MoveEffort, Question

NOT_APPLICABLE = -1  # in place of a level


class Post(NamedTuple):
    """A question as a plan finds it: the level of its answer, and what it takes to end there or higher.

    `level` is `NOT_APPLICABLE` where that is the answer. `costs` are for ending on `level`, on the next one, and so on:
    efforts times a number that is greater than that of all questions, plus 1 for a question that changes, so that of
    equal efforts the fewest changes are least. Only the first, which is 0, where the question stays as it is.
    `never`: the context keeps it from being asked. `parents` are earlier questions of its axis, by their place in it,
    and the levels that they have to reach. `least` is a level that is demanded; `at_best` is what a missing answer may
    turn out to be, whatever a plan makes of it, and None where there is an answer.
    """

    level: int
    costs: tuple[int, ...]
    never: bool
    parents: tuple[tuple[int, int], ...]
    least: int
    at_best: int | None


def effort_of(question: Question, level: int, efforts: Efforts | None = None) -> int:
    """The units of effort that the move of a question to a level, from the one below, takes."""
    effort: MoveEffort = efforts.by_question.get(question.id, question.effort) if efforts else question.effort
    return effort * level if isinstance(effort, int) else effort[level - 1]


def effort_unit(compiled: Compiled) -> int:
    """By what an effort counts in a cost: more than all questions that can change, which count 1 each."""
    return len(compiled.ids) + 1


def fill_in(assessment: Assessment) -> Answers:
    """The answers, with everything missing at its worst."""
    answers = assessment.answers
    filled = {
        key: answer if isinstance(answer := answers.by_question.get(key), Known | NotApplicable) else Known(0)
        for key in assessment.compiled.ids
    }
    return answers._replace(by_question=filled)


def find_posts(
    assessment: Assessment, answers: Answers, still: Collection[str], least: Mapping[str, int]
) -> tuple[tuple[Post, ...], ...]:
    """The questions of every axis, whose answers have been filled in.

    `still` are those that stay as they are, `least` the levels that are demanded, by id.
    """
    compiled, efforts = assessment.compiled, assessment.efforts
    conditions = {place: parents for place, _, parents in compiled.conditions}
    # Everything at its best opens all that can be opened: what does not apply then is what the context rules out.
    nobody = answers._replace(
        by_question={key: Known(best) for key, best in zip(compiled.ids, compiled.best, strict=True)}
    )
    ruled_out = measure_answers(compiled, nobody, Missing.WORST).row
    unit = effort_unit(compiled)
    axes = []
    questions = tuple(assessment.questionnaire.questions)
    for start, end in compiled.spans:
        posts = []
        for place in range(start, end):
            question = questions[place]
            answer = answers.by_question[question.id]
            level = answer.level if isinstance(answer, Known) else NOT_APPLICABLE
            stays = level == NOT_APPLICABLE or question.id in still
            costs = [0]
            for higher in range(level + 1, 0 if stays else len(question.levels)):
                costs.append((costs[-1] or 1) + unit * effort_of(question, higher, efforts))
            parents = tuple((parent - start, reach) for parent, reach in conditions.get(place, ()))
            never = ruled_out[place] is Gap.NA
            is_given = isinstance(assessment.answers.by_question.get(question.id), Known | NotApplicable)
            at_best = None if is_given else question.best
            posts.append(Post(level, tuple(costs), never, parents, least.get(question.id, 0), at_best))
        axes.append(tuple(posts))
    return tuple(axes)
