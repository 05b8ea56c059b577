"""Which groups a subject counts in, by its answer to a context question."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

from smi_cli.model.answers import Answers
from smi_cli.model.questionnaire import ContextKind, ContextQuestion, Questionnaire


class Silence(Enum):
    """An answer that is none of the options: the question was left out, or all of its options were."""

    NOT_SAID = "not said"
    NONE_OF_THESE = "none of these"


GroupKey = str | Silence  # the id of an option, or a text


def find_grouping(questionnaire: Questionnaire, by: str | None) -> ContextQuestion | None:
    """The context question to group by; None where the questionnaire has no such question, or one for numbers."""
    return next((one for one in questionnaire.context if one.id == by and one.kind is not ContextKind.NUMBER), None)


def why_not_by(questionnaire: Questionnaire, by: str) -> str:
    """Why subjects cannot be grouped by what the command line names; empty if they can."""
    if find_grouping(questionnaire, by):
        return ""
    known = ", ".join(one.id for one in questionnaire.context if one.kind is not ContextKind.NUMBER)
    if any(one.id == by for one in questionnaire.context):
        problem = f"{by} asks for a number, and --by takes a choice question"
    else:
        problem = f"{questionnaire.title} has no context question {by!r}"
    return f"{problem} (it has {known})" if known else problem


def groups_of(question: ContextQuestion, answers: Answers) -> tuple[GroupKey, ...]:
    """The groups that a subject counts in: one, or each of the options that it named."""
    answer = answers.context.get(question.id)
    if isinstance(answer, tuple):
        return answer or (Silence.NONE_OF_THESE,)
    return (answer,) if isinstance(answer, str) and answer else (Silence.NOT_SAID,)


def order_groups(question: ContextQuestion, keys: Iterable[GroupKey]) -> list[GroupKey]:
    """Groups in the order of the options, texts in alphabetical order, what is no answer last."""
    places = {key: place for place, key in enumerate(question.options)}

    def rank(key: GroupKey) -> tuple[bool, int, str]:
        if isinstance(key, Silence):
            return True, 0 if key is Silence.NONE_OF_THESE else 1, ""
        return False, places.get(key, 0), key

    return sorted(keys, key=rank)


def title_of_group(question: ContextQuestion, key: GroupKey) -> str:
    """What a group is called: the words of its option, the text, or what was not said."""
    return key.value if isinstance(key, Silence) else question.options.get(key, key)
