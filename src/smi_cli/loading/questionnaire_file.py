"""A questionnaire file to a questionnaire: shape, then rules, then the frozen type."""

from __future__ import annotations

from fractions import Fraction

from smi_cli.loading.contradiction_rules import check_contradictions
from smi_cli.loading.documents import Document
from smi_cli.loading.notebook import Draft, Notebook
from smi_cli.loading.questionnaire_rules import DraftedQuestionnaire, check_questions
from smi_cli.loading.questionnaire_shape import QUESTIONNAIRE, Side
from smi_cli.loading.reading_rules import check_readings
from smi_cli.model.problems import Problems
from smi_cli.model.questionnaire import (
    Axis,
    Claim,
    Condition,
    ContextQuestion,
    Contradiction,
    Demand,
    Factor,
    Grid,
    Ladder,
    Level,
    MoveEffort,
    Origin,
    OriginKind,
    Overall,
    Quadrant,
    Question,
    Questionnaire,
    Reference,
    Relation,
    Rung,
)

DEFAULT_CUT = Fraction(50)
DEFAULT_BORDERLINE = Fraction(5)
ONE = Fraction(1)


def decode_questionnaire(document: Document) -> Questionnaire | Problems:
    """The questionnaire of a document, or every problem of it."""
    notebook = Notebook(document)
    draft = QUESTIONNAIRE.decode(document.root, "a questionnaire", notebook)
    if isinstance(draft, Draft):
        drafted = DraftedQuestionnaire(draft)
        check_questions(drafted, notebook)
        check_readings(drafted, notebook)
        check_contradictions(drafted, notebook)
    if notebook.problems:
        return Problems.of(*notebook.problems)
    return _build(draft)


def inherit_origin(draft: Draft, inherited: Origin) -> Origin:
    """The origin of a block. One that states a new origin has its own source or none; else both are inherited."""
    if "origin" in draft:
        return Origin(draft["origin"], draft.get("source", ""))
    return Origin(inherited.kind, draft.get("source", inherited.source))


def move_effort(read: int | list[int]) -> MoveEffort:
    """The effort of a question's moves, as a type."""
    return read if isinstance(read, int) else tuple(read)


def _build(draft: Draft) -> Questionnaire:
    origin = inherit_origin(draft, Origin(OriginKind.DECIDED))
    builder = _Builder(draft)
    axes = tuple(builder.axis(key, axis, origin) for key, axis in draft["axes"].items())
    return Questionnaire(
        id=draft["id"],
        version=draft["version"],
        title=draft["title"],
        summary=draft.get("summary", ""),
        review_every=draft.get("review_every"),
        overall=draft.get("overall", Overall.MEAN),
        axes=axes,
        context=tuple(_context_question(key, one, origin) for key, one in draft.get("context", {}).items()),
        grid=_grid(draft["quadrants"], axes, origin) if "quadrants" in draft else None,
        ladders=tuple(_ladder(key, ladder, origin) for key, ladder in draft.get("ladders", {}).items()),
        origin=origin,
        valid_for=draft.get("valid_for"),
        contradictions=tuple(_contradiction(key, one, origin) for key, one in draft.get("contradictions", {}).items()),
    )


class _Builder:
    """Builds axes, whose questions look up shared levels and tell context questions from scored ones."""

    def __init__(self, draft: Draft) -> None:
        self._shared = draft.get("levels", {})
        self._context = draft.get("context", {})

    def axis(self, key: str, draft: Draft, inherited: Origin) -> Axis:
        origin = inherit_origin(draft, inherited)
        # Questions without factors stand in a single factor without a name, so that scoring knows one shape only.
        factors = draft.get("factors") or {"": {"title": draft["title"], "questions": draft["questions"]}}
        return Axis(
            id=key,
            title=draft["title"],
            summary=draft.get("summary", ""),
            weight=draft.get("weight", ONE),
            cut=draft.get("cut", DEFAULT_CUT),
            factors=tuple(self._factor(name, factor, origin) for name, factor in factors.items()),
            origin=origin,
        )

    def _factor(self, key: str, draft: Draft, inherited: Origin) -> Factor:
        origin = inherit_origin(draft, inherited)
        return Factor(
            id=key,
            title=draft["title"],
            summary=draft.get("summary", ""),
            weight=draft.get("weight", ONE),
            questions=tuple(self._question(name, question, origin) for name, question in draft["questions"].items()),
            origin=origin,
        )

    def _question(self, key: str, draft: Draft, inherited: Origin) -> Question:
        return Question(
            id=key,
            ask=draft["ask"],
            levels=self._levels(draft),
            weight=draft.get("weight", ONE),
            evidence=draft.get("evidence", ""),
            known_by=draft.get("known_by", ""),
            na=draft.get("na", ""),
            only_if=self._condition(draft.part("only_if")),
            since=draft.get("since", ""),
            origin=inherit_origin(draft, inherited),
            valid_for=draft.get("valid_for"),
            effort=move_effort(draft.get("effort", 1)),
        )

    def _levels(self, draft: Draft) -> tuple[Level, ...]:
        wordings = draft["levels"]
        if isinstance(wordings, str):
            wordings = self._shared[wordings]
        values = draft.get("values") or [Fraction(number, len(wordings) - 1) for number in range(len(wordings))]
        return tuple(Level(wording, value) for wording, value in zip(wordings, values, strict=True))

    def _condition(self, draft: Draft) -> Condition:
        levels = {key: wanted for key, wanted in draft.items() if key not in self._context}
        context = {key: _wanted(wanted) for key, wanted in draft.items() if key in self._context}
        return Condition(levels, context)


def _wanted(wanted: int | str | list[str]) -> tuple[str, ...] | Fraction:
    if isinstance(wanted, int):
        return Fraction(wanted)
    return (wanted,) if isinstance(wanted, str) else tuple(wanted)


def _context_question(key: str, draft: Draft, inherited: Origin) -> ContextQuestion:
    return ContextQuestion(
        id=key,
        ask=draft["ask"],
        means=draft.get("means", ""),
        kind=draft["kind"],
        options=draft.get("options", {}),
        obstacles_to=draft.get("obstacles_to", ""),
        unit=draft.get("unit", ""),
        minimum=draft.get("min"),
        maximum=draft.get("max"),
        references=tuple(Reference(**one) for one in draft.get("references", ())),
        never_counts=draft.get("never_counts", ""),
        origin=inherit_origin(draft, inherited),
    )


def _grid(draft: Draft, axes: tuple[Axis, ...], inherited: Origin) -> Grid:
    origin = inherit_origin(draft, inherited)
    by_id = {axis.id: axis for axis in axes}
    across, up = by_id[draft["across"]], by_id[draft["up"]]
    quadrants = tuple(
        Quadrant(
            id=key,
            title=cell["title"],
            summary=cell.get("summary", ""),
            across=cell["where"][across.id] is Side.HIGH,
            up=cell["where"][up.id] is Side.HIGH,
            origin=inherit_origin(cell, origin),
        )
        for key, cell in draft["cells"].items()
    )
    return Grid(across=across, up=up, borderline=draft.get("borderline", DEFAULT_BORDERLINE), quadrants=quadrants)


def _ladder(key: str, draft: Draft, inherited: Origin) -> Ladder:
    origin = inherit_origin(draft, inherited)
    rungs = tuple(
        Rung(
            id=name,
            title=rung["title"],
            summary=rung.get("summary", ""),
            score=rung.get("from"),
            requires=tuple(Demand(wanted, minimum) for wanted, minimum in rung.get("requires", {}).items()),
            fits=tuple(rung.get("fits", ())),
            origin=inherit_origin(rung, origin),
        )
        for name, rung in draft["rungs"].items()
    )
    return Ladder(
        id=key,
        title=draft["title"],
        summary=draft.get("summary", ""),
        of=draft.get("of", "overall"),
        rungs=rungs,
        origin=origin,
    )


def _contradiction(key: str, draft: Draft, inherited: Origin) -> Contradiction:
    first, second = (
        Claim(name, Relation(relation), Fraction(limit))
        for name, claim in draft["pair"].items()
        for relation, limit in claim.items()
    )
    return Contradiction(key, (first, second), draft["says"], inherit_origin(draft, inherited))
