"""From text to an answer that is tried out: `id=level` or `id=unknown`, for one questionnaire."""

from __future__ import annotations

import re

from smi_cli.loading.answers_file import UNKNOWN
from smi_cli.loading.gates_text import Misfit
from smi_cli.loading.naming import suggest_id
from smi_cli.loading.shapes import show_text
from smi_cli.model.answers import Answer, Known, Unknown
from smi_cli.model.questionnaire import Questionnaire

_SETTING = re.compile(rf"([^=]+)=([0-9]{{1,4}}|{UNKNOWN})\Z")


def is_setting(text: str) -> bool:
    """Whether a text sets an answer at all, whatever the questionnaire."""
    return _SETTING.match(text) is not None


def parse_setting(text: str, questionnaire: Questionnaire) -> tuple[str, Answer] | Misfit:
    """The id of a question and the answer that a text sets; see `is_setting`."""
    key, _, said = text.partition("=")
    questions = {one.id: one for one in questionnaire.questions}
    question = questions.get(key)
    if question is None:
        if key in {one.id for one in questionnaire.context}:
            hint = "it is a context question, and those are never scored"
        else:
            hint = suggest_id(key, {one.id: one.ask for one in questions.values()})
        return Misfit("unknown-question", f"{questionnaire.id!r} has no scored question {show_text(key)}", hint)
    if said == UNKNOWN:
        return key, Unknown()
    if int(said) > question.best:
        return Misfit("level-range", f"{key!r} has no level {int(said)}", f"from 0 to {question.best}")
    return key, Known(int(said))
