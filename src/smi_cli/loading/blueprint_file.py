"""A blueprint file to a blueprint that fits its questionnaire."""

from __future__ import annotations

from collections.abc import Sequence

from smi_cli.loading.documents import Document
from smi_cli.loading.notebook import Draft, Notebook
from smi_cli.loading.questionnaire_file import inherit_origin
from smi_cli.loading.questionnaire_shape import ORIGIN
from smi_cli.loading.records import ByKind, ListOf, MapOf, Record, optional, required
from smi_cli.loading.scalars import Id, OneOf, Text, Whole
from smi_cli.model.blueprint import Blueprint, Effort, Statement, Step, StepKind
from smi_cli.model.problems import Location, Problem, Problems
from smi_cli.model.questionnaire import Origin, Questionnaire

_PLAIN_STATEMENT = ByKind(scalar=Text(), mapping=Record({"says": required(Text())} | ORIGIN))
_CHALLENGE = ByKind(
    scalar=Text(),
    mapping=Record({"says": required(Text()), "past": optional(Text()), "obstacle": optional(Id())} | ORIGIN),
)
STEP = Record(
    {
        "kind": required(OneOf(StepKind)),
        "title": required(Text()),
        "raises": optional(MapOf(Whole(minimum=1), at_least=1)),
        "every": optional(Text()),
        "why": required(Text()),
        "first": required(Text()),
        "who": required(Text()),
        "effort": required(OneOf(Effort)),
        "done_when": required(Text()),
        "worksheet": optional(Id()),
    }
    | ORIGIN
)
BLUEPRINT = Record(
    {
        "format": required(Text()),
        "questionnaire": required(Id()),
        "quadrant": required(Id()),
        "title": required(Text()),
        "summary": required(Text()),
        "signs": optional(ListOf(_PLAIN_STATEMENT)),
        "benefits": optional(ListOf(_PLAIN_STATEMENT)),
        "challenges": optional(ListOf(_CHALLENGE)),
        "effort_means": optional(Record({effort.value: optional(Text()) for effort in Effort})),
        "steps": required(MapOf(STEP, at_least=1)),
    }
    | ORIGIN
)


def decode_blueprint(document: Document, questionnaire: Questionnaire) -> Blueprint | Problems:
    """The blueprint of a document, or every problem of it."""
    notebook = Notebook(document)
    draft = BLUEPRINT.decode(document.root, "a blueprint", notebook)
    if isinstance(draft, Draft):
        _check_quadrant(draft, questionnaire, notebook)
        _check_obstacles(draft.value("challenges", []), questionnaire, notebook)
        for key, step in draft.part("steps").readable():
            _check_step(key, step, notebook)
            _check_raises(key, step.part("raises"), questionnaire, notebook)
    if notebook.problems:
        return Problems.of(*notebook.problems)
    return _build(draft, questionnaire)


def check_blueprints(blueprints: Sequence[tuple[Document, Blueprint]]) -> list[Problem]:
    """What is wrong with blueprints side by side: two for one quadrant, a step's id that is taken by another file."""
    problems: list[Problem] = []
    quadrants: dict[tuple[str, str], Location] = {}
    steps: dict[tuple[str, str], Location] = {}
    for document, blueprint in blueprints:
        key = (blueprint.questionnaire, blueprint.quadrant)
        place = document.locate("quadrant")
        if key in quadrants:
            message = f"The quadrant {blueprint.quadrant!r} has a blueprint already"
            problems.append(Problem(place, "duplicate-blueprint", message, f"in {quadrants[key]}"))
        quadrants.setdefault(key, place)
        for step in blueprint.steps:
            place = document.locate_key("steps", step.id)
            first = steps.setdefault((blueprint.questionnaire, step.id), place)
            if first != place:
                problems.append(Problem(place, "duplicate-id", f"The id {step.id!r} is taken", f"first in {first}"))
    return problems


def _check_quadrant(draft: Draft, questionnaire: Questionnaire, notebook: Notebook) -> None:
    names = [quadrant.id for quadrant in questionnaire.grid.quadrants] if questionnaire.grid else []
    quadrant = draft.value("quadrant")
    if quadrant is not None and quadrant not in names:
        message = f"The questionnaire {questionnaire.id!r} has no quadrant {quadrant!r}"
        notebook.note_value(("quadrant",), "unknown-reference", message, notebook.suggest(quadrant, names))


def _check_obstacles(challenges: list[str | Draft], questionnaire: Questionnaire, notebook: Notebook) -> None:
    known = [option for one in questionnaire.context if one.obstacles_to for option in one.options]
    for number, challenge in enumerate(challenges):
        obstacle = challenge.value("obstacle") if isinstance(challenge, Draft) else None
        if obstacle is not None and obstacle not in known:
            message = f"The questionnaire {questionnaire.id!r} knows no obstacle {obstacle!r}"
            path = ("challenges", number, "obstacle")
            notebook.note_value(path, "unknown-reference", message, notebook.suggest(obstacle, known))


def _check_step(key: str, step: Draft, notebook: Notebook) -> None:
    kind, path = step.value("kind"), ("steps", key)
    if kind is StepKind.RAISE and "raises" not in step:
        hint = "raises: {question: level}, or another kind"
        notebook.note_key(path, "missing-key", f"The step {key!r} raises nothing", hint)
    if kind in {StepKind.PREPARE, StepKind.KEEP} and "raises" in step:
        notebook.note_key((*path, "raises"), "not-allowed", f"A {kind} step raises no question", "make it kind: raise")
    if kind in {StepKind.PREPARE, StepKind.RAISE} and "every" in step:
        notebook.note_key((*path, "every"), "not-allowed", f"A {kind} step does not recur", "make it kind: keep")


def _check_raises(key: str, raises: Draft, questionnaire: Questionnaire, notebook: Notebook) -> None:
    questions = {question.id: question for question in questionnaire.questions}
    for name, level in raises.items():
        path = ("steps", key, "raises", name)
        if name not in questions:
            message = f"The questionnaire {questionnaire.id!r} has no question {name!r}"
            notebook.note_key(path, "unknown-reference", message, notebook.suggest(name, questions))
        elif isinstance(level, int) and level > questions[name].best:
            message = f"Level {level} of {name!r} does not exist"
            notebook.note_value(path, "out-of-range", message, f"from 1 to {questions[name].best}")


def _build(draft: Draft, questionnaire: Questionnaire) -> Blueprint:
    origin = inherit_origin(draft, questionnaire.origin)
    means = draft.part("effort_means")
    return Blueprint(
        questionnaire=draft["questionnaire"],
        quadrant=draft["quadrant"],
        title=draft["title"],
        summary=draft["summary"],
        signs=_statements(draft, "signs", origin),
        benefits=_statements(draft, "benefits", origin),
        challenges=_statements(draft, "challenges", origin),
        steps=tuple(_step(key, step, origin) for key, step in draft["steps"].items()),
        origin=origin,
        effort_means={effort: means[effort.value] for effort in Effort if effort.value in means},
    )


def _statements(draft: Draft, key: str, inherited: Origin) -> tuple[Statement, ...]:
    items = (item if isinstance(item, Draft) else Draft(says=item) for item in draft.get(key, []))
    return tuple(
        Statement(item["says"], item.get("past", ""), item.get("obstacle", ""), inherit_origin(item, inherited))
        for item in items
    )


def _step(key: str, draft: Draft, inherited: Origin) -> Step:
    return Step(
        id=key,
        kind=draft["kind"],
        title=draft["title"],
        raises=draft.get("raises", {}),
        why=draft["why"],
        first=draft["first"],
        who=draft["who"],
        effort=draft["effort"],
        done_when=draft["done_when"],
        every=draft.get("every", ""),
        worksheet=draft.get("worksheet", ""),
        origin=inherit_origin(draft, inherited),
    )
