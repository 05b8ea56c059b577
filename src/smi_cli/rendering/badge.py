"""A badge for a README: what shields.io reads from an address (an "endpoint").

Colours, none of which says what the words do not: red where a gate is not met or a file could not be used, bright green
where all gates are met. Without gates, green with both axes high, yellow with one, orange with none, each at the worst
that is still possible; blue where there is no quadrant to speak of, and for several files, of which none is the result.
Light grey: nothing was scored.
"""

from __future__ import annotations

import json

from smi_cli.assessing.assessment import Assessment
from smi_cli.assessing.batch import Scored, Totals
from smi_cli.model.questionnaire import Quadrant
from smi_cli.rendering.harmless import json_text, plain
from smi_cli.rendering.numbers import show_number
from smi_cli.rendering.run_line import gates_met
from smi_cli.rendering.wording.phrases import count, lines_of

LABEL = "maturity"
BY_SIDES = {0: "orange", 1: "yellow", 2: "green"}


class Badge:
    """Collects what a badge says of a run; keeps the first assessment and how many stand in the best quadrant."""

    def __init__(self) -> None:
        self._first: Assessment | None = None
        self._scored = 0
        self._best = 0
        self._one_questionnaire = True

    def add(self, scored: Scored) -> None:
        """Count one file."""
        assessment = scored.assessment
        self._first = self._first or assessment
        self._scored += 1
        self._one_questionnaire &= assessment.questionnaire.id == self._first.questionnaire.id
        quadrant = assessment.placement.quadrant if assessment.placement else None
        self._best += quadrant is not None and _sides(quadrant) == max(BY_SIDES)

    def render(self, totals: Totals) -> str:
        """The badge as a JSON document of one line."""
        first = self._first
        badge: dict[str, object] = {
            "schemaVersion": 1,
            "label": plain(first.questionnaire.title) if first and self._one_questionnaire else LABEL,
            "message": plain(", ".join(self._says(first, totals))),
            "color": self._color(first, totals),
        }
        if not self._scored or not _is_good(totals):
            badge["isError"] = True
        return json_text(json.dumps(badge, ensure_ascii=False)) + "\n"

    def _says(self, first: Assessment | None, totals: Totals) -> list[str]:
        if first is None:
            return ["not scored"]
        several = self._scored > 1
        gates = [gates_met(totals)] if totals.decisive and (several or not totals.all_met) else []
        result = ([] if gates else [self._spread(first)]) if several else [_place(first)]
        bad = [f"{totals.unusable:,} not usable"] if totals.unusable else []
        bad = bad or ([count(len(totals.problems), "problem")] if totals.problems else [])
        return [*result, *gates, *bad]

    def _spread(self, first: Assessment) -> str:
        grid = first.questionnaire.grid
        if grid is None or not self._one_questionnaire:
            return f"{self._scored:,} scored"
        return f"{grid.at(across=True, up=True).title}: {self._best:,} of {self._scored:,}"

    def _color(self, first: Assessment | None, totals: Totals) -> str:
        if first is None:
            return "lightgrey"
        if not _is_good(totals):
            return "red"
        if totals.decisive:
            return "brightgreen"
        placement = first.placement
        if self._scored > 1 or placement is None or placement.quadrant is None:
            return "blue"
        return BY_SIDES[min(map(_sides, placement.possible))]


def _is_good(totals: Totals) -> bool:
    return totals.all_met and not totals.problems


def _sides(quadrant: Quadrant) -> int:
    """How many of the two axes are high."""
    return quadrant.across + quadrant.up


def _place(assessment: Assessment) -> str:
    """The quadrant (without quadrants, the rung of the first ladder) and the overall."""
    placement, standings = assessment.placement, assessment.standings
    titles = [standing.rung.title for standing in standings[:1] if standing.rung]
    if placement is not None:
        others = ", ".join(cell.title for cell in placement.possible if cell is not placement.quadrant)
        if placement.quadrant is None:
            return "not placed"
        titles = [f"{placement.quadrant.title}{f' (or {others})' if others else ''}"]
    score = assessment.scores.overall.score
    number = ["no score" if score is None else show_number(score, lines_of(assessment, "overall"))]
    return " ".join([*titles, *number])
