"""Annotations for GitHub: workflow commands that point at the answer that costs a gate most.

GitHub shows ten annotations of each kind for a step and drops the others, so only the worst ten are written and the
others counted. What keeps a file from being used comes first; then what costs the most points.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from heapq import heappush, heappushpop
from typing import NamedTuple

from smi_cli.assessing.batch import Scored, Totals
from smi_cli.assessing.gating import Verdict
from smi_cli.model.gates import Severity
from smi_cli.model.problems import Location, Problem
from smi_cli.rendering.cutting import NAME_LIMIT, TEXT_LIMIT, shorten
from smi_cli.rendering.harmless import plain
from smi_cli.rendering.wording.gate_costs import Cost, list_costs, show_cost
from smi_cli.rendering.wording.gates import explain_verdict
from smi_cli.rendering.wording.phrases import count, join

SHOWN = 10


class Annotations:
    """Collects the gates that are not met; keeps the worst ten errors and the worst ten warnings."""

    def __init__(self, *, include_notes: bool) -> None:
        self._include_notes = include_notes
        self._worst = {Severity.ERROR: _Worst(), Severity.WARN: _Worst()}

    def add(self, scored: Scored) -> None:
        """Note the gates that one file does not meet."""
        for verdict in scored.verdicts:
            if not verdict.met:
                found = list_costs(scored, verdict, 1)
                points = found[0].points if found else Fraction(0)
                worst = self._worst[verdict.gate.severity]
                if worst.wants(points):
                    worst.push(points, self._annotation(scored, verdict, found))

    def render(self, totals: Totals) -> str:
        """All lines: errors, warnings, and how many more there are."""
        problems = [_of_problem(one) for one in totals.problems[:SHOWN]]
        errors, warnings = self._worst[Severity.ERROR], self._worst[Severity.WARN]
        shown = [*problems, *errors.lines()][:SHOWN]
        hidden = len(totals.problems) + errors.seen - len(shown), warnings.seen - len(warnings.lines())
        return "".join(f"{line}\n" for line in [*shown, *warnings.lines(), *_more(*hidden)])

    def _annotation(self, scored: Scored, verdict: Verdict, found: Sequence[Cost]) -> str:
        subject = shorten(scored.assessment.answers.subject, NAME_LIMIT)
        sentence = f"{subject}: {explain_verdict(scored, verdict).rstrip('.')}."
        costs = [f"Begin with: {show_cost(cost, include_notes=self._include_notes)}" for cost in found]
        kind = "error" if verdict.gate.severity is Severity.ERROR else "warning"
        place = scored.locate(found[0].question if found else "")
        return _command(kind, place, "gate not met", " ".join([sentence, *costs]))


class _Entry(NamedTuple):
    """Ordered by points, then the earlier one first."""

    points: Fraction
    later: int
    line: str


class _Worst:
    """The entries with the most points, and how many were seen."""

    def __init__(self) -> None:
        self.seen = 0
        self._kept: list[_Entry] = []

    def wants(self, points: Fraction) -> bool:
        """Count an entry, and say whether it is worth its line."""
        self.seen += 1
        return len(self._kept) < SHOWN or points > self._kept[0].points

    def push(self, points: Fraction, line: str) -> None:
        entry = _Entry(points, -self.seen, line)
        if len(self._kept) < SHOWN:
            heappush(self._kept, entry)
        else:
            heappushpop(self._kept, entry)

    def lines(self) -> list[str]:
        return [entry.line for entry in sorted(self._kept, reverse=True)]


def _of_problem(problem: Problem) -> str:
    hint = f" ({problem.hint})" if problem.hint else ""
    return _command("error", problem.location, problem.code, f"{problem.message}{hint}")


def _more(errors: int, warnings: int) -> list[str]:
    kinds = [count(number, noun) for number, noun in ((errors, "error"), (warnings, "warning")) if number]
    if not kinds:
        return []
    rule = "Shown is what costs most points, files that could not be used first."
    return [f"::notice::… and {errors + warnings} more: {join(kinds)}. {rule}"]


def _command(kind: str, place: Location, title: str, message: str) -> str:
    position = f",line={place.line},col={place.column}" if place.line else ""
    title, message = _property(shorten(title, NAME_LIMIT)), _data(shorten(message, TEXT_LIMIT))
    return f"::{kind} file={_property(place.file)}{position},title={title}::{message}"


def _data(text: str) -> str:
    """Text for a message. Runners of GitHub and Azure also look for `##[` and `##vso[`, and that anywhere in a line."""
    return re.sub("#(?=#)", "# ", plain(text)).replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
