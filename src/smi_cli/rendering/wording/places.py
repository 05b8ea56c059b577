"""Where a subject stands: the headline, the gap between the axes, the rungs of ladders."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from smi_cli.assessing.assessment import Assessment
from smi_cli.assessing.next_steps import NextStep
from smi_cli.assessing.placing import Blocker, Standing
from smi_cli.assessing.scoring import AxisScore
from smi_cli.model.questionnaire import Grid, Ladder, Rung
from smi_cli.rendering.numbers import show_bare, show_number
from smi_cli.rendering.wording.evidence import keeps_place, lapse_of, show_lapsed
from smi_cli.rendering.wording.phrases import begin, join, lines_of, name_of, show_range
from smi_cli.rendering.wording.steps import step_title

TOP = Fraction(100)


def headline(assessment: Assessment) -> tuple[str, ...]:
    """Where the subject stands and what that means, whether it is borderline, the rung of every ladder."""
    first = _placed(assessment) if assessment.placement else _scored(assessment)
    ladders = tuple(f"{standing.ladder.title}: {stands(standing)}." for standing in assessment.standings)
    quadrant = assessment.placement.quadrant if assessment.placement else None
    meaning = (quadrant.summary,) if quadrant and quadrant.summary else ()
    return (f"{_out_of_date(assessment)}{first}", *meaning, *borderline(assessment), *ladders)


def _out_of_date(assessment: Assessment) -> str:
    """What comes before a result that is not sure any more on the day that was asked about."""
    if not (lapse := lapse_of(assessment)):
        return ""
    out = "Partly out of date" if keeps_place(assessment, lapse) else "Out of date"
    lapsed = f"{out} on {lapse.as_of.isoformat()}: {show_lapsed(assessment, lapse)}."
    return f"{lapsed} As of {assessment.answers.date.isoformat()}: "


def in_short(assessment: Assessment, open_steps: Sequence[NextStep]) -> str:
    """The result and the first step, for those who read only the last line."""
    place = assessment.placement.quadrant if assessment.placement else None
    rungs = [standing.rung.title for standing in assessment.standings[:1] if standing.rung]
    near = join((cell.title for cell in assessment.placement.neighbours), "or") if assessment.placement else ""
    titles = [f"{place.title}{f' (close to {near})' if near else ''}"] if place else []
    where = ", ".join(titles + rungs)
    if not where:
        score = assessment.scores.overall.score
        where = "not placed yet" if score is None else f"{show_number(score)} of 100"
    if lapse := lapse_of(assessment):
        where += ", partly out of date" if keeps_place(assessment, lapse) else ", out of date"
    first = f" Begin with: {step_title(open_steps[0])}" if open_steps else ""
    return f"In short: {where}.{first}"


def caption(assessment: Assessment) -> str:
    """What the drawing of the quadrants shows, for those who cannot see it."""
    grid, placement = assessment.questionnaire.grid, assessment.placement
    if not grid or not placement:
        return ""
    across, up = (
        f"{one.axis.title} {show_range(assessment, one.axis.id, one.range)}" for one in _grid_axes(assessment, grid)
    )
    return f"Across: {across}. Up: {up}."


def lever(assessment: Assessment) -> tuple[str, ...]:
    """How far apart the axes are, which of them to move next, and what the obstacles that were named say to that."""
    easiest = assessment.obstacles.easiest
    fewer = f"you named fewer obstacles to {name_of(assessment, easiest)}"
    scored = [(axis.range.score, axis) for axis in assessment.scores.axes if axis.range.score is not None]
    if len(scored) < 2:  # noqa: PLR2004 - a gap is between two
        return (f"{begin(fewer)}.",) if easiest else ()
    # Of axes that are equally low, the one with the fewest obstacles.
    low, weakest = min(scored, key=lambda pair: (pair[0], pair[1].axis.id != easiest))
    high, strongest = max(scored, key=_first)
    gap, zone = high - low, assessment.questionnaire.grid.borderline if assessment.questionnaire.grid else Fraction(0)
    if low == high == TOP:
        return ()
    if gap <= zone:
        names = f"{weakest.axis.title} and {strongest.axis.title}"
        apart = f"{names} are nearly level, {show_number(gap, [Fraction(0), zone])} points apart"
        whole = len(scored) == len(assessment.scores.axes)
        same = f"{'All axes' if whole else join(axis.axis.title for _, axis in scored)} have the same score"
        start = f"start where it is easiest{f'; {fewer}' if easiest else ''}."
        return (f"{apart if gap else same}: {start}",)
    return (
        f"{strongest.axis.title} is ahead of {weakest.axis.title} by {show_number(gap, [Fraction(0), zone])} points.",
        f"Pull the lever {weakest.axis.title} next{_weakest_factors(assessment, weakest)}.",
        *_beside_the_lever(fewer, easiest, weakest),
    )


def _beside_the_lever(fewer: str, easiest: str, weakest: AxisScore) -> tuple[str, ...]:
    if not easiest:
        return ()
    if easiest == weakest.axis.id:
        return (f"It is the way of least resistance too: {fewer}.",)
    return (f"{begin(fewer)}, but it is {weakest.axis.title} that is behind.",)


def quadrant_of(assessment: Assessment, none: str) -> str:
    """The quadrant, with those that missing answers leave open beside it; `none` where there is none."""
    placement = assessment.placement
    if placement is None or placement.quadrant is None:
        return none
    others = [cell.title for cell in placement.possible if cell is not placement.quadrant]
    return placement.quadrant.title + (f" (or {', '.join(others)})" if others else "")


def stands(standing: Standing) -> str:
    """The rung that is reached, and the rungs that missing answers leave possible."""
    rungs = standing.ladder.rungs
    between = f"{_title(standing.low)} to {_title(standing.high)}"
    if standing.rung is standing.high is None:
        return "no rung, because what it measures does not apply"
    if standing.rung is None:
        return f"no rung yet, too little is known; possible: {between}"
    place = f"{standing.rung.title}, rung {rungs.index(standing.rung) + 1} of {len(rungs)}"
    return place if standing.low == standing.high else f"{place}, as far as is known; possible: {between}"


def rung_wants(assessment: Assessment, ladder: Ladder, rung: Rung) -> str:
    """What a rung asks for, in a few words."""
    return ", ".join(f"{name_of(assessment, one.id)} at {show_bare(one.minimum)}" for one in ladder.demands(rung))


def next_wants(assessment: Assessment, standing: Standing) -> tuple[str, ...]:
    """What still keeps from the next rung; first, for a rung of signs, how many of them hold."""
    if standing.next is None:
        return ("This is the highest rung.",) if standing.rung else ()
    signs = len(standing.ladder.demands(standing.next))
    count = f" ({signs - len(standing.blockers)} of {signs} hold)" if signs > 1 else ""
    return (
        f"{standing.next.title} wants{count}:",
        *(_blocker(assessment, blocker) for blocker in standing.blockers),
    )


def _placed(assessment: Assessment) -> str:
    placement, grid = assessment.placement, assessment.questionnaire.grid
    assert placement is not None  # noqa: S101 - the caller's branch
    assert grid is not None  # noqa: S101
    subject = assessment.answers.subject
    if placement.quadrant is None:
        return f"{subject} cannot be placed{_why_not_placed(assessment, grid)}"
    sides = join(_side(assessment, axis) for axis in _grid_axes(assessment, grid))
    others = join((cell.title for cell in placement.possible if cell is not placement.quadrant), "or")
    if others:
        known = f"On what is known, {subject} is in the quadrant {placement.quadrant.title}: {sides}."
        return f"{known} Missing answers could still make it {others}."
    return f"{subject} is in the quadrant {placement.quadrant.title}: {sides}."


def _why_not_placed(assessment: Assessment, grid: Grid) -> str:
    axes = _grid_axes(assessment, grid)
    if nowhere := [axis.axis.title for axis in axes if axis.range.low is None]:
        return f": nothing of {join(nowhere)} applies."
    unscored = join(axis.axis.title for axis in axes if axis.range.score is None)
    possible = assessment.placement.possible if assessment.placement else ()
    return f" yet: too little is known of {unscored}. Possible: {join((cell.title for cell in possible), 'or')}."


def _scored(assessment: Assessment) -> str:
    overall = show_range(assessment, "overall", assessment.scores.overall)
    return f"{assessment.answers.subject} reaches {overall} of 100."


def _grid_axes(assessment: Assessment, grid: Grid) -> list[AxisScore]:
    return [assessment.scores.axis(axis.id) for axis in (grid.across, grid.up)]


def _side(assessment: Assessment, axis: AxisScore) -> str:
    score = axis.range.score
    assert score is not None  # noqa: S101 - a quadrant has two scores
    side = "high" if score > axis.axis.cut else "low"
    exactly = " (exactly on the line)" if score == axis.axis.cut else ""
    return f"{axis.axis.title} is {side} at {show_number(score, lines_of(assessment, axis.axis.id))}{exactly}"


def borderline(assessment: Assessment) -> tuple[str, ...]:
    """How near the lines the subject stands, and which quadrants lie behind them; nothing if it is far from both."""
    placement, grid = assessment.placement, assessment.questionnaire.grid
    if not placement or not grid or not placement.near:
        return ()
    zone = show_bare(grid.borderline)
    neighbours = join((cell.title for cell in placement.neighbours), "or")
    if len(placement.near) > 1:
        return (f"Borderline on both axes, in the middle of the map: within {zone} points of {neighbours}.",)
    axis = placement.near[0]
    cut = show_bare(axis.cut)
    return (f"Borderline: {axis.title} lies within {zone} points of the line at {cut}, with {neighbours} behind it.",)


def _weakest_factors(assessment: Assessment, axis: AxisScore) -> str:
    scored = [(one.range.score, one.factor) for one in axis.factors if one.range.score is not None and one.share]
    if len(scored) < 2:  # noqa: PLR2004 - the weakest of one is no news
        return ""
    least = min(score for score, _ in scored)
    weakest = [factor for score, factor in scored if score == least]
    shown = show_number(least, [line for factor in weakest for line in lines_of(assessment, factor.id)])
    noun = "factor is" if len(weakest) == 1 else "factors are"
    return f": its weakest {noun} {join(factor.title for factor in weakest)}, at {shown}"


def _blocker(assessment: Assessment, blocker: Blocker) -> str:
    key, minimum = blocker.demand.id, blocker.demand.minimum
    is_question = key in assessment.passes.known.levels
    name = f"{key} at level" if is_question else f"{name_of(assessment, key)} at"
    if blocker.has is None:
        return f"{name} {show_bare(minimum)}, now missing"
    has = show_bare(blocker.has) if is_question else show_number(blocker.has, [minimum])
    return f"{name} {show_bare(minimum)}, now {has}"


def _first(pair: tuple[Fraction, AxisScore]) -> Fraction:
    return pair[0]


def _title(rung: Rung | None) -> str:
    return rung.title if rung else "none"
