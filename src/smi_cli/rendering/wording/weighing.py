"""What other weights would make of the result."""

from __future__ import annotations

from collections.abc import Iterator

from smi_cli.assessing.assessment import Assessment
from smi_cli.rendering.numbers import show_bare
from smi_cli.rendering.wording.phrases import between, join


def short_weighing(assessment: Assessment) -> Iterator[str]:
    """What weights could change of the quadrant; of the score, where there are no quadrants."""
    weighing, moved = assessment.certainty.weighing, _moved(assessment)
    if weighing.tolerance and weighing.possible:
        yield f"{moved} {_places(assessment)}."
    elif weighing.tolerance and weighing.ranges:
        spans = [
            f"{axis.title} at {between(assessment, axis.id, *span)}"
            for axis, *span in weighing.ranges
            if span[0] != span[1]
        ]
        if spans:
            yield f"{moved} leaves {join(spans)}."
    yield from _alternatives(assessment)


def explain_weighing(assessment: Assessment) -> Iterator[str]:
    """The range of each axis, the quadrants that are possible, and what other weights that ship would make of it."""
    weighing, moved = assessment.certainty.weighing, _moved(assessment)
    for axis, low, high in weighing.ranges if weighing.tolerance else ():
        if low == high:
            yield f"{moved} changes nothing on {axis.title}."
        else:
            yield f"{moved} leaves {axis.title} anywhere from {between(assessment, axis.id, low, high)}."
    if weighing.tolerance and weighing.possible:
        yield f"{moved} {_places(assessment)}."
    yield from _alternatives(assessment)


def rests_on_weights(assessment: Assessment) -> bool:
    """Whether other weights, moved or shipped, could make another quadrant of it."""
    here = assessment.placement.quadrant if assessment.placement else None
    others = (*assessment.certainty.weighing.possible, *(one.placement.quadrant for one in assessment.alternatives))
    return any(cell is not here for cell in others)


def _moved(assessment: Assessment) -> str:
    return f"Moving every weight by up to {show_bare(assessment.certainty.weighing.tolerance)} %"


def _places(assessment: Assessment) -> str:
    here = assessment.placement.quadrant if assessment.placement else None
    others = [cell.title for cell in assessment.certainty.weighing.possible if cell is not here]
    return f"could make it {join(others, 'or')}" if others else "leaves the quadrant as it is"


def _alternatives(assessment: Assessment) -> Iterator[str]:
    """Other weights that come with the questionnaire, where they change the quadrant."""
    here = assessment.placement.quadrant if assessment.placement else None
    for one in assessment.alternatives:
        there = one.placement.quadrant
        if there is not here:
            would = f"the quadrant would be {there.title}" if there else "too little would be known for a quadrant"
            yield f"With the weights {one.weights.title!r} {would}."
