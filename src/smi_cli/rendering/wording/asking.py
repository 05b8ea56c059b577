"""What a report asks its readers for, and what they would get: gaps, steps with their owners, and the ask."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from smi_cli.assessing.assessment import Assessment
from smi_cli.assessing.next_steps import NextStep
from smi_cli.assessing.scoring import QuestionScore
from smi_cli.assessing.shortfalls import Shortfall
from smi_cli.rendering.numbers import show_number
from smi_cli.rendering.wording.evidence import keeps_place, lapse_of, show_lapsed
from smi_cli.rendering.wording.outcomes import where_steps_lead
from smi_cli.rendering.wording.phrases import join, lines_of
from smi_cli.rendering.wording.steps import step_title, whom_to_ask

ENDS = (".", "?", "!")
NOTHING_NEW = "Nothing new: no step is open. What is reached has to be kept."


def where(assessment: Assessment) -> str:
    """The heading of the drawing: that it shows what was, on a day on which the place is not sure any more."""
    lapse = lapse_of(assessment)
    if lapse is None or keeps_place(assessment, lapse):
        return "Where we are"
    return f"Where we were on {assessment.answers.date.isoformat()}"


def gap(assessment: Assessment, shortfall: Shortfall) -> tuple[str, str]:
    """A gap: what falls short with its score, and the answer that is lowest in it."""
    question, factor = shortfall.lowest.question, shortfall.factor
    if factor is None:
        return f"{question.ask} ({shortfall.axis.title})", level_in_words(shortfall.lowest)
    score = show_number(shortfall.score, lines_of(assessment, factor.id))
    return f"{factor.title} ({shortfall.axis.title}): {score} of 100", level_in_words(shortfall.lowest)


def what_is_lowest(shortfalls: Sequence[Shortfall]) -> str:
    """What the gaps are: factors, answers of axes that have none, or some of both."""
    kinds = {"answers" if one.factor is None else "factors" for one in shortfalls}
    return f"The lowest {join(sorted(kinds, reverse=True))}"


def as_low(assessment: Assessment, more: Sequence[Shortfall]) -> str:
    """How many more are as low as the last of the gaps shown; nothing where none is."""
    lines = [line for one in more if one.factor for line in lines_of(assessment, one.factor.id)]
    return f"And {len(more)} more at {show_number(more[0].score, lines)}." if more else ""


def level_in_words(score: QuestionScore) -> str:
    """The wording of the level of an answer that counts, and whose it is."""
    assert isinstance(score.level, int)  # noqa: S101 - what counts has a level
    question = score.question
    wording = question.levels[score.level].wording.removesuffix(".")
    return f"{wording} ({question.id}, level {score.level} of {question.best})"


def ask(assessment: Assessment, steps: Sequence[NextStep]) -> tuple[str, ...]:
    """What is asked for so that the first open steps are taken, and where they lead, in paragraphs."""
    again = _again(assessment)
    if not steps:
        return again or (" ".join((NOTHING_NEW, *_review(assessment))),)
    of = f"By the answers of {assessment.answers.date.isoformat()}, with" if again else "With"
    them = "it" if len(steps) == 1 else "each of them"
    owners = f"Give {them} an owner by name and the time it takes."
    # What has lapsed tells neither what to find out nor when to look again: that is now.
    whole = (owners,) if again else (owners, *_review(assessment), *_settling(assessment, steps))
    paragraphs = (*again, *_named(steps), " ".join(whole), " ".join(where_steps_lead(assessment, steps, of)))
    return tuple(filter(None, paragraphs))


def step_rows(step: NextStep) -> tuple[tuple[str, str], ...]:
    """Who takes a step, and what they do first; of what nobody described, whom to ask."""
    described = step.step
    if described is None:
        rows = whom_to_ask(step.raises[0])
    else:
        rows = [("Owner", described.who), ("First", described.first), ("Done when", described.done_when)]
    return tuple((label, text) for label, text in rows if text)


def _again(assessment: Assessment) -> tuple[str, ...]:
    """That it has to be assessed again, and why, on the day that was asked about; nothing while it holds."""
    validity, due = assessment.certainty.validity, assessment.review
    if validity is None or validity.as_of < assessment.answers.date:
        return ()
    overdue = [f"the review is overdue since {due.isoformat()}"] if due and validity.as_of > due else []
    lapsed = [show_lapsed(assessment, validity)] if validity.lapsed else []
    why = join([*overdue, *lapsed])
    return (f"Have it assessed again: on {validity.as_of.isoformat()}, {why}.",) if why else ()


def _review(assessment: Assessment) -> Iterator[str]:
    """When to look again, unless that is today."""
    due, validity = assessment.review, assessment.certainty.validity
    if due and not (validity and validity.as_of == due):
        yield f"Look at the result again on {due.isoformat()}."


def _settling(assessment: Assessment, steps: Sequence[NextStep]) -> Iterator[str]:
    """What settles most of what missing answers leave open, where no step asks for it."""
    first = assessment.certainty.settling.first
    if first and all(one.score.question is not first[0] for step in steps if step.find_out for one in step.raises):
        yield f"An answer to this settles most of what is open: {first[0].ask}"


def _named(steps: Sequence[NextStep]) -> Iterator[str]:
    """The steps by their names: what is to be backed and what to be found out, the more urgent first."""
    asked = {find_out: [one for one in steps if one.find_out is find_out] for find_out in (False, True)}
    for find_out in (steps[0].find_out, not steps[0].find_out):
        if asked[find_out]:
            yield _found_out(asked[find_out]) if find_out else _backed(asked[find_out])


def _backed(steps: Sequence[NextStep]) -> str:
    titles = [step_title(step).rstrip(".") for step in steps]
    efforts = [f"{step.step.effort} effort" if step.step else "" for step in steps]
    if len(steps) > 1 and efforts[0] and len(set(efforts)) == 1:
        return f"Back these steps: {'; '.join(titles)} (all {efforts[0]})."
    named = (f"{title} ({effort})" if effort else title for title, effort in zip(titles, efforts, strict=True))
    return f"Back {'this step' if len(steps) == 1 else 'these steps'}: {'; '.join(named)}."


def _found_out(steps: Sequence[NextStep]) -> str:
    questions = [step.raises[0].score.question.ask for step in steps]
    return f"Find out: {' '.join(one if one.endswith(ENDS) else f'{one}.' for one in questions)}"
