"""One assessment as a report to hand on: the report, and around it the gaps, the ask, and all that it rests on.

The texts are raw: a format makes them harmless and lays them out.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from smi_cli.assessing.assessment import Assessment
from smi_cli.assessing.batch import Scored
from smi_cli.assessing.explaining import Explanation
from smi_cli.assessing.explanation import QuestionPart
from smi_cli.assessing.next_steps import FIRST_STEPS, NextStep, Status
from smi_cli.assessing.scoring import QuestionScore
from smi_cli.assessing.shortfalls import lowest_answer, widest_shortfalls
from smi_cli.rendering.explanation_page import explain_everything
from smi_cli.rendering.passages import Passage
from smi_cli.rendering.picture import Mark
from smi_cli.rendering.report import Report, StepView
from smi_cli.rendering.wording import asking
from smi_cli.rendering.wording.explained_scores import show_level
from smi_cli.rendering.wording.steps import WHY_NOW, remarks

GAPS = 3
Pair = tuple[str, str]


class FirstStep(NamedTuple):
    """A step to begin with: what it moves, why it comes now, who takes it and what they do first."""

    title: str
    line: str
    rows: tuple[Pair, ...]


class AnswerView(NamedTuple):
    """An answer: where it belongs, its question and id, and the rows of what was answered, noted and seen."""

    under: str
    id: str
    ask: str
    rows: tuple[Pair, ...]


class BoardReport(NamedTuple):
    """A report to hand on.

    `wordings` say of every bar of the report which answer is lowest in it, or nothing; `lowest` what the gaps are, and
    `as_low` how many more are as low as the last of them, or nothing.
    """

    subject: str
    questionnaire: str
    report: Report
    where: str
    earlier: tuple[Mark, ...]
    wordings: tuple[str, ...]
    lowest: str
    gaps: tuple[Pair, ...]
    as_low: str
    first_steps: tuple[FirstStep, ...]
    ask: tuple[str, ...]
    answers: tuple[AnswerView, ...]
    sums: tuple[Passage, ...]
    origin: tuple[Pair, ...]


def compose_board_report(
    scored: Scored, report: Report, command: str, baseline: str = "", *, with_people: bool = True
) -> BoardReport:
    """The report on a scored file, to hand on; `command` is what computes it again, `baseline` a file's name."""
    assessment = scored.assessment
    explanation = Explanation(assessment)
    steps = [step for step in assessment.steps if step.status is Status.OPEN][:FIRST_STEPS]
    lowest, as_low = widest_shortfalls(assessment.scores, GAPS)
    return BoardReport(
        subject=assessment.answers.subject,
        questionnaire=assessment.questionnaire.title,
        report=report,
        where=asking.where(assessment),
        earlier=tuple(earlier_marks(scored)),
        wordings=tuple(_wordings(assessment)),
        lowest=asking.what_is_lowest(lowest),
        gaps=tuple(asking.gap(assessment, one) for one in lowest),
        as_low=asking.as_low(assessment, as_low),
        first_steps=tuple(map(_first_step, steps, report.steps)),
        ask=asking.ask(assessment, steps),
        answers=tuple(_answers(explanation, with_people=with_people)),
        sums=explain_everything(explanation, with_people=with_people),
        origin=tuple(_origin(scored, command, baseline)),
    )


def earlier_marks(scored: Scored) -> Iterator[Mark]:
    """The point of the result that the baseline holds."""
    grid = scored.assessment.questionnaire.grid
    if scored.change is None or grid is None:
        return
    before = scored.change.before
    across, up = before.ranges.get(grid.across.id), before.ranges.get(grid.up.id)
    if across and up and across.score is not None and up.score is not None:
        yield Mark("", across.score, up.score, scored.change.before.date.isoformat())


def _wordings(assessment: Assessment) -> Iterator[str]:
    """For every bar: nothing for an axis that has factors, the lowest answer for all others."""
    for axis in assessment.scores.axes:
        factors = [one for one in axis.factors if one.factor.id]
        yield "" if factors else _lowest(axis.questions)
        yield from (_lowest(factor.questions) for factor in factors)


def _lowest(questions: tuple[QuestionScore, ...]) -> str:
    lowest = lowest_answer(questions)
    return asking.level_in_words(lowest) if lowest else ""


def _first_step(step: NextStep, view: StepView) -> FirstStep:
    why = [pair for pair in view.details if pair[0] == WHY_NOW]
    return FirstStep(view.title, view.line, (*why, *asking.step_rows(step)))


def _answers(explanation: Explanation, *, with_people: bool) -> Iterator[AnswerView]:
    for axis in explanation.axes:
        for factor in axis.factors:
            under = f"{axis.title}: {factor.title}" if factor.id else axis.title
            yield from (_answer(under, one, with_people=with_people) for one in factor.questions)


def _answer(under: str, part: QuestionPart, *, with_people: bool) -> AnswerView:
    answer = part.score.answer
    noted = remarks(answer) if answer and with_people else ()
    rows = (("Level", show_level(part, with_people=with_people)), *noted)
    return AnswerView(under, part.id, part.title, tuple((label, text) for label, text in rows if text))


def _origin(scored: Scored, command: str, baseline: str) -> Iterator[Pair]:
    """The files, by their hashes, and how to compute it again."""
    questionnaire, digests = scored.assessment.questionnaire, scored.digests
    yield "Answers", f"{scored.file}, SHA-256 {digests.answers}"
    yield "Questionnaire", f"{questionnaire.id} {questionnaire.version}, SHA-256 {digests.questionnaire}"
    if scored.assessment.weights:
        yield "Weights", f"{scored.assessment.weights.title}, SHA-256 {digests.weights}"
    if scored.assessment.efforts:
        yield "Efforts", f"{scored.assessment.efforts.title}, SHA-256 {digests.efforts}"
    if baseline:
        yield "Baseline", f"{baseline}, SHA-256 {digests.baseline}"
    yield "Computed again by", command
