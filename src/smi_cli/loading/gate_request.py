"""What the command line and a gates file demand of a run, and the gates that this makes for one questionnaire."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from functools import partial
from typing import NamedTuple

from smi_cli.loading.gates_text import Misfit, parse_rule
from smi_cli.model.gates import BaselineGate, BorderlineGate, Gate, MissingGate, Rule, Severity, UnfitGate
from smi_cli.model.questionnaire import Questionnaire

Fit = Callable[[Questionnaire], Rule | Misfit]
Candidates = Callable[[], Iterable[Questionnaire]]


class Demanded(NamedTuple):
    """What is demanded with one severity: by the command line, or in one half of a gates file.

    `questionnaire` is the id of the only one that it is for, or empty. `max_drop` counts only beside a baseline.
    """

    severity: Severity
    require: tuple[str, ...] = ()
    max_missing: int | None = None
    no_borderline: bool = False
    max_drop: Fraction | None = None
    questionnaire: str = ""


class GateRequest(NamedTuple):
    """All that is demanded of a run, and whether there is a baseline; without a word on drops it allows none."""

    demanded: tuple[Demanded, ...]
    baseline: bool = False


def resolve(request: GateRequest, questionnaire: Questionnaire) -> tuple[Gate, ...]:
    """The gates for one questionnaire: each text once, with the stricter severity."""
    gates: dict[str, Gate] = {}
    for gate in _gates(request, questionnaire):
        first = gates.setdefault(gate.text, gate)
        if gate.severity is Severity.ERROR:
            gates[gate.text] = first._replace(severity=Severity.ERROR)
    return tuple(gates.values())


def find_misfits(demanded: Demanded, questionnaires: Candidates) -> Iterator[tuple[str, Misfit]]:
    """The gates, by their texts, that fit none of the questionnaires; see `misfit_of`."""
    for text, fit in _wishes(demanded):
        if misfit := misfit_of(fit, questionnaires):
            yield text, misfit


def misfit_of(fit: Callable[[Questionnaire], object], questionnaires: Candidates) -> Misfit | None:
    """Why something fits none of the questionnaires, in words of the first one; None if it fits one of them.

    The questionnaires are asked for anew each time, and read only as far as it takes. Without any, nobody can say.
    """
    first: Misfit | None = None
    for questionnaire in questionnaires():
        fitted = fit(questionnaire)
        if not isinstance(fitted, Misfit):
            return None
        first = first or fitted
    return first


def fit_demand(text: str) -> Fit:
    """What a demand, as it is written, makes of a questionnaire."""
    return partial(parse_rule, text)


def fit_borderline(questionnaire: Questionnaire) -> Rule | Misfit:
    """Only what has quadrants can be near the lines between them."""
    if questionnaire.grid is None:
        return Misfit("unknown-reference", f"{questionnaire.id!r} has no quadrants")
    return BorderlineGate()


def _gates(request: GateRequest, questionnaire: Questionnaire) -> Iterator[Gate]:
    for one in _with_drop(request):
        for text, fit in _wishes(one):
            rule = fit(questionnaire)
            if one.questionnaire not in {"", questionnaire.id}:
                rule = UnfitGate(f"The gates are for {one.questionnaire!r}, this is about {questionnaire.id!r}")
            yield Gate(text, UnfitGate(rule.message) if isinstance(rule, Misfit) else rule, one.severity)


def _with_drop(request: GateRequest) -> Iterator[Demanded]:
    """What is demanded, without a word on drops where there is no baseline, and with one where there is."""
    if not request.baseline:
        yield from (one._replace(max_drop=None) for one in request.demanded)
        return
    yield from request.demanded
    if all(one.max_drop is None for one in request.demanded):
        yield Demanded(Severity.ERROR, max_drop=Fraction(0))


def _wishes(demanded: Demanded) -> Iterator[tuple[str, Fit]]:
    """Each thing demanded: the name of its gate, and what it makes of a questionnaire."""
    for text in demanded.require:
        yield text, fit_demand(text)
    if (most := demanded.max_missing) is not None:
        yield f"max-missing={most}", lambda _: MissingGate(most)
    if demanded.no_borderline:
        yield "no-borderline", fit_borderline
    if (drop := demanded.max_drop) is not None:
        yield f"max-drop={_decimal(drop)}" if drop else "baseline", lambda _: BaselineGate(drop)


def _decimal(number: Fraction) -> str:
    """A number that was read from decimals, as decimals."""
    return f"{Decimal(number.numerator) / Decimal(number.denominator):f}"
