"""What a result rests on: context answers, origins, weights and dates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from smi_cli.assessing.assessment import Assessment
from smi_cli.model.answers import ContextAnswer
from smi_cli.model.blueprint import Blueprint, Efforts
from smi_cli.model.questionnaire import ContextKind, ContextQuestion, Reference
from smi_cli.rendering.numbers import show_bare
from smi_cli.rendering.wording.phrases import join, show_origin

CAUTION = (
    "Published figures",
    "are counted in other ways, by others, elsewhere and at other times. They are no target.",
)


def obstacles(assessment: Assessment) -> tuple[tuple[str, str], ...]:
    """What the respondent says stands in the way, with a way past it."""
    return tuple((one.says, one.past or "No blueprint knows a way past it.") for one in assessment.obstacles.named)


def context(assessment: Assessment, *, with_people: bool = True) -> tuple[tuple[str, str], ...]:
    """The context answers, as questions and answers; below a figure what others published about the same thing."""
    answers = assessment.answers.context
    shown = [one for one in assessment.questionnaire.context if with_people or one.kind is not ContextKind.TEXT]
    given = [one for one in shown if one.id in answers]
    pairs = [
        pair
        for one in given
        for pair in ((one.ask, show_context_answer(one, answers[one.id])), *map(show_reference, one.references))
    ]
    return (*pairs, *([CAUTION] if any(one.references for one in given) else []))


def show_reference(reference: Reference) -> tuple[str, str]:
    """A published figure, as a label and a text."""
    return f"Published, {reference.date}", f"{reference.says} ({reference.base}; {reference.source})"


def show_context_answer(question: ContextQuestion, answer: ContextAnswer) -> str:
    """An answer to a context question: a figure with its unit, the titles of options, or what was written."""
    if isinstance(answer, Fraction):
        return f"{show_bare(answer)} {question.unit}".strip()
    chosen: Sequence[str] = (answer,) if isinstance(answer, str) else answer
    return ", ".join(question.options.get(one, one) for one in chosen) or "none of these"


def basis(assessment: Assessment) -> tuple[str, ...]:
    """What the result rests on, and what of it is published, derived or decided."""
    questionnaire = assessment.questionnaire
    sentences = [f"{questionnaire.title} {questionnaire.version}: {show_origin(questionnaire.origin)}."]
    if assessment.placement and (quadrant := assessment.placement.quadrant):
        sentences.append(f"Quadrant {quadrant.title}: {show_origin(quadrant.origin)}.")
    if assessment.blueprint:
        sentences.append(f"Blueprint {assessment.blueprint.title}: {show_origin(assessment.blueprint.origin)}.")
    lenders = {one.borrowed_from.quadrant: one.borrowed_from for one in assessment.steps if one.borrowed_from}
    sentences += [f"Steps of the blueprint {one.title}: {show_origin(one.origin)}." for one in lenders.values()]
    sources = [one.borrowed_from or assessment.blueprint for one in assessment.steps if one.step]
    sentences += effort_meanings(sources, assessment.efforts)
    sentences += [f"{ladder.title}: {show_origin(ladder.origin)}." for ladder in questionnaire.ladders]
    if never := [one.never_counts for one in questionnaire.context if one.never_counts]:
        sentences.append(f"Did not count, whatever was answered: {join(never)}.")
    if assessment.weights:
        sentences.append(f"Weights: {assessment.weights.title}, in place of the questionnaire's own.")
    if assessment.efforts:
        sentences.append(show_efforts(assessment.efforts))
    return tuple(sentences)


def effort_meanings(blueprints: Iterable[Blueprint | None], own: Efforts | None) -> list[str]:
    """What the efforts that blueprints name mean, unlike one's own; each where those that say so differ."""
    titles: dict[str, dict[str, None]] = {}
    for one in blueprints:
        if one and one.effort_means:
            said = join([f"{effort} means {text.removesuffix('.')}" for effort, text in one.effort_means.items()])
            titles.setdefault(said, {})[one.title] = None
    if len(titles) == 1:
        theirs = "Efforts that the blueprints name" if own and own.by_step else "Efforts"
        return [f"{theirs} are the authors' judgement: {said}." for said in titles]
    return [f"Efforts in {join(names)} are the authors' judgement: {said}." for said, names in titles.items()]


def show_efforts(efforts: Efforts) -> str:
    """Whose efforts the steps have, and that those of moves count elsewhere."""
    moves = " Its efforts of moves count in smi plan only." if efforts.by_question else ""
    if efforts.by_step:
        return f"Efforts: {efforts.title}, in place of those that the blueprints name.{moves}"
    return f"Efforts: those that the blueprints name; {efforts.title} has none of steps.{moves}"


def dates(assessment: Assessment, *, with_people: bool = True) -> str:
    """When it was assessed, by whom, and when to do it again, or since when that is overdue."""
    answers = assessment.answers
    who = f" by {answers.respondent}" if answers.respondent and with_people else ""
    role = f" ({answers.role})" if answers.role and with_people else ""
    return f"Assessed on {answers.date.isoformat()}{who}{role}.{_review(assessment)}"


def _review(assessment: Assessment) -> str:
    due, as_of = assessment.review, assessment.scrutiny.as_of
    if due is None:
        return ""
    said = "Next review:"
    if as_of is not None and as_of >= due:
        said = "The review is overdue since" if as_of > due else "The review is due on"
    return f" {said} {due.isoformat()}."
