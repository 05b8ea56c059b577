"""What a plan costs in the process: milliseconds to find it, for questionnaires of several sizes.

    python benchmarks/plan.py [--rounds 9] [--answers 40]

Each questionnaire is made at random, with two axes, factors, weights with three decimals and some conditions; each is
answered at random, some answers missing. Every round plans the way to the quadrant with both axes high for all answers,
from an assessment of which nothing has been worked out. Figures are medians of the rounds of one plan on average, with
the least and the greatest round, and the slowest plan of any, all of processor time; beside them what a whole
report needs, with its table of effort against points. The exit code is 0 whatever comes out: this measures, tests
judge.
"""

from __future__ import annotations

import argparse
import os
import platform
import random
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from installing import ROOT

sys.path.insert(0, str(ROOT / "src"))

from smi_cli.assessing.assessment import Assessment
from smi_cli.assessing.compiling import Compiled, compile_questionnaire
from smi_cli.assessing.planning import Aim, Order, make_plan
from smi_cli.loading.answers_file import decode_answers
from smi_cli.loading.documents import Document
from smi_cli.loading.questionnaire_file import decode_questionnaire
from smi_cli.loading.yaml_text import parse_yaml
from smi_cli.model.answers import Answers
from smi_cli.model.blueprint import Instrument
from smi_cli.model.gates import QuadrantGate
from smi_cli.model.questionnaire import Questionnaire

SEED = 1
SIZES = {10: 5.0, 30: 5.0, 60: 25.0}  # questions, and the milliseconds that a plan may take
TOP = Order((Aim("quadrant=top", QuadrantGate(("top",))),))


class Case(NamedTuple):
    """A questionnaire ready for scoring, with answers to it."""

    instrument: Instrument
    compiled: Compiled
    answers: Sequence[Answers]


def main() -> None:
    """Make, measure, print."""
    parser = argparse.ArgumentParser(description="Measure what a plan costs in the process.")
    parser.add_argument("--rounds", type=int, default=9, help="rounds (default: 9)")
    parser.add_argument("--answers", type=int, default=40, help="answers to each questionnaire (default: 40)")
    wanted = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    print("\n".join(_figures(wanted.rounds, wanted.answers)))


def _figures(rounds: int, answers: int) -> Iterator[str]:
    machine = f"{platform.python_implementation()} {platform.python_version()}, {platform.system()}"
    yield f"{machine}, {os.cpu_count()} cores of which one is used, {rounds} rounds of {answers} plans."
    yield ""
    yield "| questions | ms a plan: median | min | max | slowest plan | bound | | with moves and table |"
    yield "| ---: | ---: | ---: | ---: | ---: | ---: | --- | ---: |"
    for size, bound in SIZES.items():
        case = _a_case(size, answers)
        found = [_plans(case) for _ in range(rounds)]
        means = [statistics.mean(one) for one in found]
        median = statistics.median(means)
        whole = statistics.median(statistics.mean(_plans(case, whole=True)) for _ in range(rounds))
        # The slowest plan is slow in every round; what is slow once only was something else.
        slowest = max(map(min, zip(*found, strict=True)))
        figures = f"{median:.1f} | {min(means):.1f} | {max(means):.1f} | {slowest:.1f} | {bound:g}"
        yield f"| {size} | {figures} | {'OVER' if median > bound else ''} | {whole:.1f} |"


def _plans(case: Case, *, whole: bool = False) -> list[float]:
    """The milliseconds that the plan for each of the answers takes."""
    taken = []
    for answers in case.answers:
        assessment = Assessment(case.instrument, case.compiled, answers)
        start = time.process_time()
        plan = make_plan(assessment, TOP)
        if whole:
            _ = plan.moves, plan.rows, plan.after.placement
        taken.append(1000 * (time.process_time() - start))
    return taken


def _a_case(size: int, number: int) -> Case:
    chance = random.Random(SEED)  # noqa: S311 - questions, no secrets
    questionnaire = decode_questionnaire(_document(_questionnaire(size, chance)))
    assert isinstance(questionnaire, Questionnaire), questionnaire  # noqa: S101 - made to be good
    instrument = Instrument(questionnaire, {})
    answers = [decode_answers(_document(_answers(questionnaire, chance)), instrument) for _ in range(number)]
    good = [one for one in answers if isinstance(one, Answers)]
    return Case(instrument, compile_questionnaire(questionnaire), good)


def _questionnaire(size: int, chance: random.Random) -> str:
    lines = ["format: smi.questionnaire/1", "id: random", "version: 1", "title: Random", "overall: minimum", "axes:"]
    for axis in ("first", "second"):
        lines += [f"  {axis}:", f"    title: {axis}", "    factors:"]
        for place in range(size // 2):
            if place % 3 == 0:
                lines += [f"      {axis}-{place}:", f"        title: F{place}", f"        weight: {_weight(chance)}"]
                lines += ["        questions:"]
            condition = f", only_if: {{{axis}-q{place - 1}: 1}}" if place % 7 == 6 else ""  # noqa: PLR2004
            weight = _weight(chance)
            lines.append(
                f"          {axis}-q{place}: {{ask: How?, levels: [a, b, c, d, e], weight: {weight}{condition}}}"
            )
    sides = {"none": "low low", "left": "low high", "right": "high low", "top": "high high"}
    lines += ["quadrants:", "  across: first", "  up: second", "  cells:"]
    for key, side in sides.items():
        across, up = side.split()
        lines.append(f"    {key}: {{title: {key}, where: {{first: {across}, second: {up}}}}}")
    return "\n".join(lines) + "\n"


def _weight(chance: random.Random) -> str:
    return f"{chance.randint(500, 3000) / 1000:.3f}"


def _answers(questionnaire: Questionnaire, chance: random.Random) -> str:
    lines = [
        "format: smi.answers/1",
        "questionnaire: random",
        "version: 1",
        "subject: R",
        "date: 2026-11-01",
        "answers:",
    ]
    for question in questionnaire.questions:
        answer = "unknown" if chance.random() < 0.1 else min(chance.randint(0, 4), chance.randint(0, 4))  # noqa: PLR2004
        lines.append(f"  {question.id}: {answer}")
    return "\n".join(lines) + "\n"


def _document(text: str) -> Document:
    document = parse_yaml(text, "made.yaml")
    assert isinstance(document, Document), document  # noqa: S101 - made to be good
    return document


if __name__ == "__main__":
    main()
