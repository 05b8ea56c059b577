"""Why a gate is or is not met, in one sentence; it names no respondent and repeats no note."""

from __future__ import annotations

from fractions import Fraction

from smi_cli.assessing.assessment import Assessment
from smi_cli.assessing.batch import GateTotal, Scored, Totals
from smi_cli.assessing.compiling import Gap
from smi_cli.assessing.gating import Verdict
from smi_cli.assessing.placing import Placement
from smi_cli.model.gates import (
    BaselineGate,
    BorderlineGate,
    DemandGate,
    MissingGate,
    QuadrantGate,
    RungGate,
    Severity,
    UnfitGate,
)
from smi_cli.model.questionnaire import Axis, Demand, Grid, Rung
from smi_cli.rendering.numbers import show_bare, show_number
from smi_cli.rendering.wording.baseline import explain_baseline
from smi_cli.rendering.wording.evidence import show_lapsed
from smi_cli.rendering.wording.phrases import ASKS_NOTHING, join, lines_of, name_of

WHATEVER = "whatever the missing answers are"


def explain_verdict(scored: Scored, verdict: Verdict) -> str:
    """The gate and why it is or is not met: `overall=60: the overall is 52.5`."""
    return f"{verdict.gate.text}: {explain_gate(scored, verdict)}"


def explain_verdicts(scored: Scored) -> tuple[str, ...]:
    """All gates on one file, each with the word that decides: `not met: overall=60: the overall is 52.5`."""
    return tuple(f"{_word(verdict)}: {explain_verdict(scored, verdict)}" for verdict in scored.verdicts)


def explain_totals(totals: Totals) -> tuple[str, ...]:
    """All gates on a run: by how many files each is met."""
    return tuple(f"{one.gate.text}: {explain_total(totals, one)}" for one in totals.gates)


def explain_total(totals: Totals, total: GateTotal) -> str:
    """By how many files a gate is met: `not met by 3 of 10: Acme, Bolt and Crumb`."""
    warns = " (a warning)" if total.gate.severity is Severity.WARN else ""
    if total.met < total.judged:
        missed = total.judged - total.met
        more = missed - len(total.missed)
        who = join([*total.missed, f"{more:,} more"] if more else total.missed)
        return f"not met by {missed:,} of {total.judged:,}{warns}: {who}"
    return f"met by all {total.judged:,}" if totals.is_met(total) else f"not known, not every file could be used{warns}"


def _word(verdict: Verdict) -> str:
    if verdict.met:
        return "met"
    return "not met (a warning)" if verdict.gate.severity is Severity.WARN else "not met"


def explain_gate(scored: Scored, verdict: Verdict) -> str:
    """Why a gate is or is not met, without its name: `the overall is 52.5`; what has lapsed counts as missing."""
    assessment = scored.assessment
    validity = assessment.certainty.validity
    lapsed = ""
    if validity and assessment.holding is not assessment:
        lapsed = f"; {show_lapsed(assessment, validity)} by {validity.as_of.isoformat()}"
    return f"{_explain(scored, assessment.holding, verdict)}{lapsed}"


def _explain(scored: Scored, assessment: Assessment, verdict: Verdict) -> str:  # noqa: PLR0911 - one a kind
    match verdict.gate.rule:
        case QuadrantGate():
            return _quadrant(assessment)
        case RungGate(ladder=ladder):
            return _rung(assessment, ladder, met=verdict.met)
        case DemandGate(demand=demand):
            return _demand(assessment, demand, met=verdict.met)
        case MissingGate():
            return _missing(assessment)
        case BorderlineGate():
            return _borderline(assessment, met=verdict.met)
        case BaselineGate(drop=drop):
            return explain_baseline(assessment, scored.change, drop)
        case UnfitGate(because=because):
            return because


def _quadrant(assessment: Assessment) -> str:
    placement = assessment.placement
    if placement is None or placement.quadrant is None:
        return _not_placed(assessment, placement)
    others = [cell.title for cell in placement.possible if cell is not placement.quadrant]
    verb = "is" if len(others) == 1 else "are"
    open_ = f" on what is known, and {join(others)} {verb} possible" if others else ""
    return f"{placement.quadrant.title}{open_}"


def _not_placed(assessment: Assessment, placement: Placement | None) -> str:
    if placement is None:
        return "there are no quadrants"
    unscored = [axis.axis.title for axis in assessment.scores.axes if axis.range.score is None]
    return f"not placed, because {join(unscored)} {'has' if len(unscored) == 1 else 'have'} no score"


def _rung(assessment: Assessment, ladder: str, *, met: bool) -> str:
    standing = next(one for one in assessment.standings if one.ladder.id == ladder)
    if standing.rung is None:
        nothing = standing.low is standing.high is None
        return f"on no rung, {'because what it measures does not apply' if nothing else 'too little is known'}"
    place = f"stands on {standing.rung.title}"
    if standing.low == standing.rung:
        return place
    return f"{place}, and {_worst(f'on {_title(standing.low)}', met=met)}"


def _title(rung: Rung | None) -> str:
    return rung.title if rung else "no rung"


def _worst(place: str, *, met: bool) -> str:
    """What missing answers can do: not enough to miss the gate, or enough."""
    return f"at least {place}, {WHATEVER}" if met else f"missing answers could leave it {place}"


def _demand(assessment: Assessment, demand: Demand, *, met: bool) -> str:
    is_question = demand.id in assessment.passes.known.levels
    return _level(assessment, demand, met=met) if is_question else _score(assessment, demand, met=met)


def _level(assessment: Assessment, demand: Demand, *, met: bool) -> str:
    passes = assessment.passes
    known, worst = passes.known.levels[demand.id], passes.worst.levels[demand.id]
    if known is Gap.NA:
        return ASKS_NOTHING
    if known is Gap.MISSING:
        return "the answer is missing"
    if demand.id in passes.known.not_asked:
        return f"level {known}, because the question is not to be asked"
    if known == worst:
        return f"level {known}"
    return f"level {known}, and {_worst(f'at level {worst}', met=met)}"


def _score(assessment: Assessment, demand: Demand, *, met: bool) -> str:
    name = f"the {demand.id}" if demand.id in {"overall", "mean"} else name_of(assessment, demand.id)
    span = assessment.passes.range(demand.id)
    if span.low is None:
        return f"{name} {ASKS_NOTHING if met else 'does not apply, so that there is no score'}"
    if span.score is None:
        return f"{name} has no score, too little is known"
    lines = [*lines_of(assessment, demand.id), demand.minimum]
    if span.low == span.score:
        return f"{name} is {show_number(span.score, lines)}"
    shown, least = show_number(span.score, [*lines, span.low]), show_number(span.low, [*lines, span.score])
    return f"{name} is {shown}, and {f'at least {least}, {WHATEVER}' if met else _worst(f'at {least}', met=False)}"


def _missing(assessment: Assessment) -> str:
    number = len(assessment.missing)
    return f"{number or 'no'} {'answers are' if number > 1 else 'answer is'} missing"


def _borderline(assessment: Assessment, *, met: bool) -> str:
    grid, placement = assessment.questionnaire.grid, assessment.placement
    if grid is None or placement is None or placement.quadrant is None:
        return _not_placed(assessment, placement)
    axes = (grid.across, grid.up)
    if met:
        nearest = min(_distances(assessment, axis)[1] for axis in axes)
        at_least = "" if assessment.passes.settled else "at least "
        return f"{at_least}{show_number(nearest, [grid.borderline])} points from every cut"
    return ", and ".join(filter(None, (_near(assessment, grid, axis) for axis in axes)))


def _near(assessment: Assessment, grid: Grid, axis: Axis) -> str:
    now, least = _distances(assessment, axis)
    if now == 0:
        return f"exactly on the line of {axis.title}"
    if now <= grid.borderline:
        return f"{show_number(now, [Fraction(0), grid.borderline])} points from the line of {axis.title}"
    if least <= grid.borderline:
        return f"missing answers could bring {axis.title} within {show_bare(grid.borderline)} points of its line"
    return ""


def _distances(assessment: Assessment, axis: Axis) -> tuple[Fraction, Fraction]:
    """How far a score is from the line of its axis, and how near missing answers could bring it."""
    score, low, high = assessment.passes.range(axis.id)
    assert score is not None  # noqa: S101 - there is a quadrant
    assert low is not None  # noqa: S101
    assert high is not None  # noqa: S101
    least = Fraction(0) if low <= axis.cut <= high else min(abs(low - axis.cut), abs(high - axis.cut))
    return abs(score - axis.cut), least
