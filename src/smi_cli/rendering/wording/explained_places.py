"""Why a subject stands in a quadrant and on a rung, as labels and texts."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from smi_cli.assessing.assessment import Assessment
from smi_cli.assessing.compiling import Gap
from smi_cli.assessing.explaining_places import Check, GridPart, LadderPart, QuadrantPart, RungPart, Side
from smi_cli.rendering.numbers import show_bare, show_number
from smi_cli.rendering.wording.phrases import join, lines_of, name_of, show_range
from smi_cli.rendering.wording.places import borderline, stands

Rows = Iterator[tuple[str, str]]
Place = GridPart | QuadrantPart | LadderPart | RungPart


def state(part: Place) -> str:
    """Where the subject stands with regard to a quadrant, a ladder or a rung, in a few words."""
    match part:
        case GridPart():
            return part.placement.quadrant.title if part.placement.quadrant else "none yet"
        case LadderPart():
            return stands(part.standing)
        case QuadrantPart():
            if part.here:
                return "here on what is known, not for certain" if part.open else "here"
            return "possible" if part.possible else "not here"
        case RungPart():
            return "here" if part.here else "reached" if part.reached else _above(part)


def place_rows(assessment: Assessment, part: Place) -> Rows:
    """Why it is so; a ladder is explained by its rungs."""
    match part:
        case GridPart():
            yield from _grid(assessment, part)
        case QuadrantPart():
            yield from _quadrant(assessment, part)
        case RungPart():
            yield from _rung(assessment, part)
        case LadderPart():
            pass


def _above(part: RungPart) -> str:
    return "not reached, still possible" if part.possible else "not reached"


def _grid(assessment: Assessment, part: GridPart) -> Rows:
    for label, side in zip(("Across", "Up"), part.sides, strict=True):
        yield label, _lies(assessment, side)
    near = borderline(assessment)
    zone = f"within {show_bare(part.grid.borderline)} points of a cut is borderline"
    if part.placement.quadrant:
        yield "Zone", near[0] if near else f"{zone}; neither axis is"
    if len(part.placement.possible) > 1:
        yield "Possible", f"missing answers leave open {join((cell.title for cell in part.placement.possible), 'or')}"


def _quadrant(assessment: Assessment, part: QuadrantPart) -> Rows:
    for wanted, side in part.sides:
        shown = show_range(assessment, side.axis.id, side.range)
        yield (
            _verdict(wanted, side),
            f"{side.axis.title} has to be {'high' if wanted else 'low'}: it is {shown}{_cut(side)}",
        )
    if part.near:
        yield "Near", "it lies behind a line that is within the borderline zone"
    if part.possible and not part.here:
        yield "Possible", "missing answers could still lead here"
    if part.here and part.open and assessment.placement:
        others = join((one.title for one in assessment.placement.possible if one is not part.quadrant), "or")
        yield "Possible", f"missing answers could still make it {others}"


def _rung(assessment: Assessment, part: RungPart) -> Rows:
    if not part.checks:
        yield "Holds", "it asks for nothing"
    for check in part.checks:
        yield _holds(check), _check(assessment, check)


def _lies(assessment: Assessment, side: Side) -> str:
    axis, score = side.axis, side.range.score
    shown = f"{axis.title}: {show_range(assessment, axis.id, side.range)}{_cut(side)}"
    if score is None or score == axis.cut:
        return shown
    return f"{shown}; {show_number(abs(score - axis.cut), [Fraction(0)])} points from the line"


def _cut(side: Side) -> str:
    """On which side of the cut it is, and why; nothing without a score."""
    cut = show_bare(side.axis.cut)
    if side.high is None:
        return ""
    if side.range.score == side.axis.cut:
        return ", exactly its cut and not above it: low"
    return f", above its cut of {cut}: high" if side.high else f", not above its cut of {cut}: low"


def _verdict(wanted: bool, side: Side) -> str:
    if side.high is None:
        return "Open"
    return "Holds" if side.high == wanted else "Fails"


def _holds(check: Check) -> str:
    if check.has is Gap.MISSING:
        return "Missing"
    return "Holds" if check.holds else "Fails"


def _check(assessment: Assessment, check: Check) -> str:
    key, minimum, has = check.demand.id, check.demand.minimum, check.has
    is_question = key in assessment.passes.known.levels
    name, needs = name_of(assessment, key), show_bare(minimum)
    if has is Gap.NA:
        return f"{name} does not apply, and the demand falls away"
    if isinstance(has, Gap):
        return f"{name} has no {'answer' if is_question else 'score'}, needs {needs}{_still(check)}"
    now = (
        f"is at level {has}"
        if is_question
        else f"is {show_number(Fraction(has), [minimum, *lines_of(assessment, key)])}"
    )
    return f"{name} {now}, needs {needs}{_still(check)}"


def _still(check: Check) -> str:
    """What missing answers could do to it."""
    if check.holds and not check.low:
        return "; not for certain, answers are missing"
    return "; missing answers can still meet it" if not check.holds and check.high else ""
