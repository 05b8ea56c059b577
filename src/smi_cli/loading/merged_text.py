"""Merged answers to the text of an answers file that says in its first lines how it came about."""

from __future__ import annotations

from collections.abc import Iterable

from smi_cli.loading.answers_template import comment
from smi_cli.loading.answers_text import compose_answers
from smi_cli.loading.files import SIZE_LIMIT
from smi_cli.model.answers import Answers
from smi_cli.model.problems import Location, Problem, Problems
from smi_cli.model.questionnaire import Questionnaire


def compose_merged(answers: Answers, questionnaire: Questionnaire, about: Iterable[str], name: str) -> str | Problems:
    """The file, `about` as comments below its first line; the problem, said of `name`, where it could not be read."""
    first, _, rest = compose_answers(answers, questionnaire).partition("\n")
    # It may be printed in a CI job, whose runner could take what begins with two of these signs for a command. In the
    # answers they can only stand in quotation marks.
    comments = [line.replace("##", "# #") for one in about for line in comment(one)]
    text = "\n".join([first, *comments, rest.replace("##", "#\\x23")])
    if len(text.encode()) > SIZE_LIMIT:
        message = "The merged answers would be larger than 1 MiB, with who said what in their notes"
        return Problems.of(Problem(Location(name), "too-large", message, "merge fewer respondents at once"))
    return text
