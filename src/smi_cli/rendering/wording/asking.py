"""What a report asks its readers for, and what they would get: gaps, steps with their owners, and the ask."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from smi_cli.assessing.assessment import Assessment
from smi_cli.assessing.backing import with_steps_done
from smi_cli.assessing.next_steps import NextStep
from smi_cli.assessing.scoring import QuestionScore
from smi_cli.assessing.shortfalls import Shortfall
from smi_cli.assessing.snapshot import Snapshot, snapshot_of
from smi_cli.rendering.numbers import show_number
from smi_cli.rendering.wording.changes import Words
from smi_cli.rendering.wording.phrases import join, lines_of

NUMBERS = {1: "one step", 2: "two steps", 3: "three steps"}


def gap(assessment: Assessment, shortfall: Shortfall) -> tuple[str, str]:
    """A gap: what falls short with its score, and the answer that is lowest in it."""
    question, factor = shortfall.lowest.question, shortfall.factor
    if factor is None:
        return f"{question.ask} ({shortfall.axis.title})", level_in_words(shortfall.lowest)
    score = show_number(shortfall.score, lines_of(assessment, factor.id))
    return f"{factor.title} ({shortfall.axis.title}): {score} of 100", level_in_words(shortfall.lowest)


def level_in_words(score: QuestionScore) -> str:
    """The wording of the level of an answer that counts, and whose it is."""
    assert isinstance(score.level, int)  # noqa: S101 - what counts has a level
    question = score.question
    wording = question.levels[score.level].wording.removesuffix(".")
    return f"{wording} ({question.id}, level {score.level} of {question.best})"


def ask(assessment: Assessment, steps: Sequence[NextStep]) -> tuple[str, ...]:
    """What is asked for so that the first open steps are taken, and where they lead."""
    if not steps:
        return ("Nothing new: no step is open. What is reached has to be kept.",)
    efforts = [str(step.step.effort) for step in steps if step.step]
    of = f" ({join(efforts)} effort)" if len(efforts) == len(steps) else ""
    them = "it" if len(steps) == 1 else "each of them"
    sentences = [f"Back {NUMBERS[len(steps)]}{of}, and give {them} an owner and the time it takes."]
    sentences += _outcome(assessment, steps)
    if assessment.review:
        sentences.append(f"Look at the result again on {assessment.review.isoformat()}.")
    return tuple(sentences)


def step_rows(step: NextStep) -> tuple[tuple[str, str], ...]:
    """Who takes a step, and what they do first; of what nobody described, whom to ask."""
    if step.step is None:
        question = step.raises[0].score.question
        return tuple(
            (label, text) for label, text in (("Owner", question.known_by), ("Look at", question.evidence)) if text
        )
    rows = (("Owner", step.step.who), ("First", step.step.first), ("Done when", step.step.done_when))
    return tuple((label, text) for label, text in rows if text)


def _outcome(assessment: Assessment, steps: Sequence[NextStep]) -> Iterator[str]:
    before, after = snapshot_of(assessment), snapshot_of(with_steps_done(assessment, steps))
    moved = list(_moved(before, after))
    if moved:
        yield f"With this done and all else as it is: {join(moved)}."


def _moved(before: Snapshot, after: Snapshot) -> Iterator[str]:
    """The axes, the quadrant and the rungs that change."""
    words = Words([before, after])
    for axis in after.axes:
        old, new = before.ranges[axis.id], after.ranges[axis.id]
        if old.score != new.score:
            yield f"{axis.title} goes from {words.score(axis.id, old, new)} to {words.score(axis.id, new, old)}"
    if before.quadrant != after.quadrant:
        yield f"the quadrant from {words.quadrant(before)} to {words.quadrant(after)}"
    elif after.quadrant:
        yield f"the quadrant stays {words.quadrant(after)}"
    for key, stand in after.stands.items():
        old_rung = before.stands[key].rung
        if old_rung != stand.rung:
            yield f"{stand.title} from {words.rung(old_rung)} to {words.rung(stand.rung)}"
