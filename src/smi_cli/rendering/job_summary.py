"""A summary for the page of a CI job: the verdict first, then what fails and why, then the summary of the batch."""

from __future__ import annotations

from collections.abc import Iterator

from smi_cli.assessing.batch import GateTotal, Scored, Totals
from smi_cli.assessing.gating import Verdict
from smi_cli.model.gates import Severity
from smi_cli.rendering.cutting import NAME_LIMIT, TEXT_LIMIT, cut_markdown, shorten
from smi_cli.rendering.harmless import markdown
from smi_cli.rendering.markdown import bullets, table
from smi_cli.rendering.run_line import run_line
from smi_cli.rendering.wording.gate_costs import list_costs, show_cost
from smi_cli.rendering.wording.gates import explain_gate

# GitHub drops a summary of more than 1 MiB as a whole.
LIMIT = 900_000
ROWS = 50
COSTS_SHOWN = 3


class JobSummary:
    """Collects the gates that are not met; keeps the first failures and the first warnings, and counts the others."""

    def __init__(self, *, include_notes: bool) -> None:
        self._include_notes = include_notes
        self._rows: dict[Severity, list[tuple[str, ...]]] = {Severity.ERROR: [], Severity.WARN: []}
        self._seen = dict.fromkeys(Severity, 0)

    def add(self, scored: Scored) -> None:
        """Note the gates that one file does not meet."""
        for verdict in scored.verdicts:
            if not verdict.met:
                severity = verdict.gate.severity
                self._seen[severity] += 1
                if len(self._rows[severity]) < ROWS:
                    self._rows[severity].append(self._row(scored, verdict))

    def render(self, totals: Totals, summary_markdown: str) -> str:
        """The whole page, cut where GitHub would drop it."""
        failures, warnings = self._section("Not met", Severity.ERROR), self._section("Warnings", Severity.WARN)
        verdict = f"**{markdown(run_line(totals))}**"
        lines = [verdict, "", *_gates(totals), *failures, *_problems(totals), *warnings]
        return cut_markdown("".join(f"{line}\n" for line in lines) + summary_markdown, LIMIT)

    def _row(self, scored: Scored, verdict: Verdict) -> tuple[str, ...]:
        costs = list_costs(scored, verdict, COSTS_SHOWN)
        begin = "; ".join(show_cost(cost, include_notes=self._include_notes) for cost in costs) or "-"
        subject = shorten(scored.assessment.answers.subject, NAME_LIMIT)
        cells = (scored.file, subject, verdict.gate.text, explain_gate(scored, verdict), begin)
        return tuple(shorten(cell, TEXT_LIMIT) for cell in cells)

    def _section(self, title: str, severity: Severity) -> Iterator[str]:
        rows = self._rows[severity]
        if rows:
            yield from (f"## {title}", "", *table(("File", "Subject", "Gate", "Why", "Begin with"), rows), "")
        yield from _more(self._seen[severity] - len(rows))


def _gates(totals: Totals) -> Iterator[str]:
    if totals.gates:
        rows = [
            (one.gate.text, _is_met(totals, one), f"{one.judged - one.met:,} of {one.judged:,}") for one in totals.gates
        ]
        yield from ("## Gates", "", *table(("Gate", "Met", "Files that do not meet it"), rows), "")


def _is_met(totals: Totals, total: GateTotal) -> str:
    if totals.is_met(total):
        return "yes"
    if total.met == total.judged:
        return "not known, not every file could be used"
    return "no (warning)" if total.gate.severity is Severity.WARN else "no"


def _problems(totals: Totals) -> Iterator[str]:
    problems = totals.problems
    if problems:
        yield from ("## Problems", "", *bullets(shorten(str(one), TEXT_LIMIT) for one in problems[:ROWS]), "")
    yield from _more(len(problems) - ROWS)


def _more(number: int) -> Iterator[str]:
    if number > 0:
        yield from (f"… and {number:,} more.", "")
