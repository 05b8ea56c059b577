"""An explanation as a page: what is said of every part, in which order and in which words, whatever the format.

The texts are raw: a format makes them harmless and lays them out.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from smi_cli.assessing.assessment import Assessment
from smi_cli.assessing.batch import Locate
from smi_cli.assessing.explaining import Explanation
from smi_cli.assessing.explanation import Part
from smi_cli.rendering.passages import Passage, PassageWriter
from smi_cli.rendering.wording import basis
from smi_cli.rendering.wording.certainty import Doubts, explain_certainty
from smi_cli.rendering.wording.costliest import costliest
from smi_cli.rendering.wording.phrases import join, show_origin
from smi_cli.rendering.wording.places import headline

INTO = "The sums that it goes into"
COSTLIEST = "What costs most"


class ExplanationPage(NamedTuple):
    """An explanation, in words. `costliest`, `how_sure` and `note` are for everything, and empty for one part."""

    title: str
    about: tuple[str, ...]
    costliest: tuple[str, ...]
    passages: tuple[Passage, ...]
    how_sure: tuple[Doubts, ...]
    note: str


def compose_explanation(explanation: Explanation, locate: Locate, part: Part | None = None) -> ExplanationPage:
    """The page about everything, or about one part with what is below it and the sums that it goes into.

    `locate` gives the place of an answer by the id of its question.
    """
    assessment = explanation.assessment
    writer = PassageWriter(explanation)
    title = f"{assessment.answers.subject}: {assessment.questionnaire.title}, explained"
    if part is None:
        return ExplanationPage(
            title=title,
            about=(headline(assessment)[0], basis.dates(assessment), *_terms(assessment)),
            costliest=costliest(explanation),
            passages=explain_everything(explanation),
            how_sure=explain_certainty(assessment, locate),
            note="Whatever has an id, in brackets, can be explained for itself: smi explain ANSWERS ID",
        )
    into = tuple(writer.passage(one)._replace(parts=()) for one in explanation.above(part))
    passages = [writer.in_full(part), *([Passage(INTO, "", "", (), into)] if into else [])]
    return ExplanationPage(title, tuple(_terms(assessment)), (), tuple(passages), (), "")


def _terms(assessment: Assessment) -> Iterator[str]:
    """Who stands behind the numbers, and whose weights they have."""
    questionnaire = assessment.questionnaire
    yield f"{questionnaire.title} {questionnaire.version}: {show_origin(questionnaire.origin)}."
    if assessment.weights:
        yield f"Weights: {assessment.weights.title}, in place of the questionnaire's own."


def explain_everything(explanation: Explanation, *, with_people: bool = True) -> tuple[Passage, ...]:
    """All parts, each under what it belongs to; without people, what they wrote in words of their own is left out."""
    return tuple(_everything(explanation, PassageWriter(explanation, with_people=with_people)))


def _everything(explanation: Explanation, writer: PassageWriter) -> Iterator[Passage]:
    yield writer.passage(explanation.overall)
    if explanation.grid:
        yield writer.passage(explanation.grid)
    yield from map(writer.passage, explanation.axes)
    yield from map(writer.passage, explanation.ladders)
    if explanation.context:
        answered = [one.id for one in explanation.context if one.answer is not None]
        rows = (("Answered", join(answered) or "none"),)
        yield Passage("Context", "recorded, never scored", "", rows, ())
