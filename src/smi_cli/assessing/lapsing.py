"""Which answers still hold on a day: an answer lapses when the time is over for which it is said to hold."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from smi_cli.assessing.assessment import Assessment, add_period
from smi_cli.assessing.evidence import since_of
from smi_cli.assessing.scoring import QuestionScore
from smi_cli.model.answers import Known, NotApplicable
from smi_cli.model.questionnaire import Question, Questionnaire


class Lapse(NamedTuple):
    """An answer, and the last day on which it holds."""

    question: Question
    until: date


class Validity(NamedTuple):
    """How the answers stand on a day.

    `lapsed` are those that hold no more, `holding` all others that will lapse one day, the earliest first. `without`
    is the assessment with the lapsed ones counted as missing; it is the assessment itself where there are none.
    """

    as_of: date
    lapsed: tuple[Lapse, ...]
    holding: tuple[Lapse, ...]
    without: Assessment

    def changes(self, assessment: Assessment) -> bool:
        """Whether what has lapsed changes a quadrant, or a rung, or which of them are possible."""
        return not self.keeps_quadrant(assessment) or self.without.heights != assessment.heights

    def keeps_quadrant(self, assessment: Assessment) -> bool:
        """Whether the quadrant, and which of them are possible, stay as they are without what has lapsed."""
        then, now = self.without.placement, assessment.placement
        return then is now is None or bool(
            then and now and (then.quadrant, then.possible) == (now.quadrant, now.possible)
        )


def validity_of(assessment: Assessment) -> Validity | None:
    """How the answers stand on the day that was asked about; None without one."""
    as_of = assessment.scrutiny.as_of
    if as_of is None:
        return None
    questionnaire, answered = assessment.questionnaire, assessment.answers.date
    lapses = [lapse for one in assessment.questions if (lapse := _lapse(one, questionnaire, answered))]
    lapses.sort(key=lambda lapse: lapse.until)
    lapsed = tuple(one for one in lapses if one.until < as_of)
    holding = tuple(lapses[len(lapsed) :])
    return Validity(as_of, lapsed, holding, _without(assessment, lapsed) if lapsed else assessment)


def _lapse(score: QuestionScore, questionnaire: Questionnaire, answered: date) -> Lapse | None:
    """When an answer that counts lapses; None for one that never does."""
    period = score.question.valid_for or questionnaire.valid_for
    if period is None or not score.needed or score.not_asked:
        return None
    if not isinstance(score.answer, Known | NotApplicable):
        return None
    return Lapse(score.question, add_period(since_of(score.answer, answered), period))


def _without(assessment: Assessment, lapsed: tuple[Lapse, ...]) -> Assessment:
    gone = {one.question.id for one in lapsed}
    answers = assessment.answers
    kept = {key: answer for key, answer in answers.by_question.items() if key not in gone}
    return Assessment(assessment.instrument, assessment.compiled, answers._replace(by_question=kept))
