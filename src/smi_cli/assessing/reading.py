"""How long a questionnaire takes to read."""

from __future__ import annotations

from typing import Final

from smi_cli.assessing.compiling import Compiled

WORDS_A_MINUTE: Final = 200


def words_to_read(compiled: Compiled) -> int:
    """The words of all questions that are asked, with their levels, and of the context questions; no help."""
    questions = [one for axis in compiled.axes for factor in axis.factors for one in factor.questions if one.needed]
    texts = [one.question.ask for one in questions]
    texts += [level.wording for one in questions for level in one.question.levels]
    texts += [context.ask for context in compiled.questionnaire.context]
    return sum(len(text.split()) for text in texts)
