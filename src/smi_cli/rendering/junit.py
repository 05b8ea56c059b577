"""JUnit XML, as CI systems read it: a suite for each questionnaire, a case for each file and gate.

It follows the schema of the Jenkins xUnit plugin (junit-10.xsd), which asks for no clock and no host.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape

from smi_cli.assessing.batch import Scored, Totals
from smi_cli.assessing.gating import Verdict
from smi_cli.model.gates import Severity
from smi_cli.model.problems import Problem
from smi_cli.rendering.harmless import OLD_COMMAND, plain
from smi_cli.rendering.run_line import run_line
from smi_cli.rendering.wording.gate_costs import list_costs, show_cost
from smi_cli.rendering.wording.gates import explain_verdict

COSTS_SHOWN = 3
NOT_USABLE = "not usable"
NO_XML = {0xFFFE: "\\ufffe", 0xFFFF: "\\uffff"}  # all that is no control character and no sign of XML either


class JUnit:
    """Collects the cases of a run; keeps their text and nothing else."""

    def __init__(self, *, include_notes: bool) -> None:
        self._include_notes = include_notes
        self._suites: dict[str, _Suite] = {}

    def add(self, scored: Scored) -> None:
        """Note the cases of one file."""
        key = scored.assessment.questionnaire.id
        suite = self._suites.setdefault(key, _Suite(key))
        if not scored.verdicts:
            suite.add(_case(scored.file, "scored"))
        for verdict in scored.verdicts:
            failed = not verdict.met and verdict.gate.severity is Severity.ERROR
            suite.add(_case(scored.file, verdict.gate.text, *self._outcome(scored, verdict)), failures=failed)

    def render(self, totals: Totals) -> str:
        """The whole document."""
        suites = [*self._suites.values(), *_not_usable(totals.problems)]
        counts = _counts(
            sum(len(one.cases) for one in suites),
            sum(one.failures for one in suites),
            sum(one.errors for one in suites),
        )
        parts = ['<?xml version="1.0" encoding="UTF-8"?>\n', f'<testsuites name="{_xml(run_line(totals))}" {counts}>\n']
        for suite in suites:
            parts += suite.parts()
        return "".join([*parts, "</testsuites>\n"])

    def _outcome(self, scored: Scored, verdict: Verdict) -> Iterator[str]:
        if verdict.met:
            return
        sentence = explain_verdict(scored, verdict)
        lines = [f"{scored.assessment.answers.subject}: {sentence}"]
        lines += [
            f"{scored.locate(cost.question)}: {show_cost(cost, include_notes=self._include_notes)}"
            for cost in list_costs(scored, verdict, COSTS_SHOWN)
        ]
        if verdict.gate.severity is Severity.WARN:
            yield f"<system-out>{_lines([f'warning: {lines[0]}', *lines[1:]])}</system-out>"
        else:
            yield f'<failure type="gate" message="{_xml(sentence)}">{_lines(lines)}</failure>'


class _Suite:
    def __init__(self, name: str) -> None:
        self.name = name
        self.cases: list[str] = []
        self.failures = 0
        self.errors = 0

    def add(self, case: str, *, failures: bool = False, errors: bool = False) -> None:
        self.cases.append(case)
        self.failures += failures
        self.errors += errors

    def parts(self) -> list[str]:
        counts = _counts(len(self.cases), self.failures, self.errors)
        return [f'  <testsuite name="{_xml(self.name)}" {counts}>\n', *self.cases, "  </testsuite>\n"]


def _not_usable(problems: Iterable[Problem]) -> list[_Suite]:
    """A suite of all files with problems, a case each; no suite where there are none."""
    by_file: dict[str, list[Problem]] = {}
    for problem in problems:
        by_file.setdefault(problem.location.file, []).append(problem)
    suite = _Suite(NOT_USABLE)
    for file, found in by_file.items():
        first = found[0]
        error = f'<error type="{_xml(first.code)}" message="{_xml(first.message)}">{_lines(map(str, found))}</error>'
        suite.add(_case(file, "usable", error), errors=True)
    return [suite] if suite.cases else []


def _case(file: str, name: str, *outcome: str) -> str:
    opening = f'    <testcase classname="{_xml(file)}" name="{_xml(name)}"'
    inside = "".join(f"      {one}\n" for one in outcome)
    return f"{opening}>\n{inside}    </testcase>\n" if inside else f"{opening}/>\n"


def _counts(tests: int, failures: int, errors: int) -> str:
    return f'tests="{tests}" failures="{failures}" errors="{errors}"'


def _lines(lines: Iterable[str]) -> str:
    return "\n".join(map(_xml, lines))


def _xml(text: str) -> str:
    """Text for an attribute or an element: no sign in it is XML, and no character that XML forbids is left."""
    text = re.sub(OLD_COMMAND, "&#35;", escape(plain(text).translate(NO_XML)))
    return f"&#58;{text[1:]}" if text.startswith("::") else text  # in a failure it begins a line, which runners read
