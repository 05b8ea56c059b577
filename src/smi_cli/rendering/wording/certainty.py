"""How certain a result is: in one paragraph, in full, and what a report has to say beside it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from smi_cli.assessing.assessment import Assessment
from smi_cli.assessing.batch import Locate
from smi_cli.assessing.compiling import Gap
from smi_cli.assessing.scoring import QuestionScore
from smi_cli.model.answers import NotApplicable
from smi_cli.rendering.wording.contradictions import explain_contradictions, short_contradictions
from smi_cli.rendering.wording.evidence import (
    explain_evidence,
    explain_validity,
    lapse_of,
    short_evidence,
    short_validity,
)
from smi_cli.rendering.wording.missing import explain_missing, short_missing
from smi_cli.rendering.wording.nearness import explain_nearness, short_nearness
from smi_cli.rendering.wording.phrases import begin, join
from smi_cli.rendering.wording.verdict import as_answered, verdict
from smi_cli.rendering.wording.weighing import explain_weighing, short_weighing


class Doubts(NamedTuple):
    """One kind of doubt, with all that is to be said about it."""

    title: str
    sentences: tuple[str, ...]


class Summary(NamedTuple):
    """How certain a result is: the verdict without its full stop, and then what decides, the most important first."""

    verdict: str
    decides: str

    @property
    def paragraph(self) -> str:
        """Both, in one paragraph."""
        return f"How sure: {self.verdict}. {self.decides}"


def summarise(assessment: Assessment) -> Summary:
    """How certain a result is, in short."""
    # Where answers have lapsed, they are what to find out: which others to ask or to move cannot be told from them.
    of_today = (_before,) if lapse_of(assessment) else (short_missing, short_contradictions, short_nearness)
    parts = (short_validity, *of_today, short_weighing, short_evidence)
    return Summary(verdict(assessment), " ".join(sentence for part in parts for sentence in part(assessment)))


def sum_up_certainty(assessment: Assessment) -> str:
    """How certain a result is, in one paragraph."""
    return summarise(assessment).paragraph


def _before(assessment: Assessment) -> Iterator[str]:
    """Of what is out of date, how sure it was."""
    if lapse_of(assessment):
        yield f"On {assessment.answers.date.isoformat()} it was {as_answered(assessment)}."


def explain_certainty(assessment: Assessment, locate: Locate) -> tuple[Doubts, ...]:
    """How certain the result is, in full; `locate` gives the place of an answer by the id of its question."""
    doubts = (
        Doubts("In short", (f"{begin(verdict(assessment))}.", *_before(assessment))),
        Doubts("Missing answers", tuple(explain_missing(assessment))),
        Doubts("Nearness", tuple(explain_nearness(assessment))),
        Doubts("Weights", tuple(explain_weighing(assessment))),
        Doubts("Evidence", (*explain_evidence(assessment), *explain_validity(assessment))),
        Doubts("Contradictions", tuple(explain_contradictions(assessment, locate))),
        Doubts("Left out of the count", tuple(_left_out(assessment, with_people=True))),
    )
    return tuple(one for one in doubts if one.sentences)


def remarks(assessment: Assessment, locate: Locate | None, *, with_people: bool = True) -> tuple[str, ...]:
    """What every report says beside the paragraph: what does not fit, and what was left out of the count.

    Without people, the reasons that they gave in words of their own are left out.
    """
    return (*explain_contradictions(assessment, locate), *_left_out(assessment, with_people=with_people))


def _left_out(assessment: Assessment, *, with_people: bool) -> Iterator[str]:
    for one in assessment.questions:
        if isinstance(one.answer, NotApplicable) and not one.not_asked:
            reason = f": {one.answer.reason}" if with_people else "."
            yield f"{one.question.id} does not apply{reason}"
    for one in assessment.ignored:
        yield f"The answer to {one.question.id} is not counted: {why_not_asked(assessment, one)}"


def why_not_asked(assessment: Assessment, score: QuestionScore) -> str:
    """Why a question is not asked, as the end of a sentence."""
    levels = assessment.passes.known.levels
    parents = score.question.only_if.levels
    if score.level is not Gap.NA:
        key, least = next((key, least) for key, least in parents.items() if _is_below(levels[key], least))
        return f"it is asked when {key} reaches level {least}, and counts as level 0 until then."
    for key in parents:
        if levels[key] is Gap.NA:
            return f"{key}, on which it depends, does not apply."
    return f"the answer to {join(score.question.only_if.context)} says that it does not apply."


def _is_below(level: int | Gap, least: int) -> bool:
    return isinstance(level, int) and level < least
