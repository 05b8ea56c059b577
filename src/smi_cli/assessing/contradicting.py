"""Answers that do not fit each other, by the rules of the questionnaire. They are said, and change no score."""

from __future__ import annotations

from fractions import Fraction

from smi_cli.assessing.assessment import Assessment
from smi_cli.model.answers import Known
from smi_cli.model.questionnaire import Claim, Contradiction


def contradictions_in(assessment: Assessment) -> tuple[Contradiction, ...]:
    """The rules both sides of which are answered like this. An answer that was not to be asked contradicts nothing."""
    rules = assessment.questionnaire.contradictions
    return tuple(rule for rule in rules if all(_is_claimed(claim, assessment) for claim in rule.pair))


def _is_claimed(claim: Claim, assessment: Assessment) -> bool:
    answers = assessment.answers
    answer = answers.by_question.get(claim.id)
    if isinstance(answer, Known):
        return claim.id not in assessment.passes.known.not_asked and claim.relation.holds(answer.level, claim.limit)
    figure = answers.context.get(claim.id)
    return isinstance(figure, Fraction) and claim.relation.holds(figure, claim.limit)
