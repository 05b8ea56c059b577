"""`smi plan`: the moves with the least effort that lead from answers to a target."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

import typer

from smi_cli.assessing.aiming import choose_aim
from smi_cli.assessing.assessment import Assessment
from smi_cli.assessing.planning import Aim, Order, Plan, make_plan
from smi_cli.cli.boundary import Exit, UsageError
from smi_cli.cli.formats import PLAN_ENDINGS, PlanFormat
from smi_cli.cli.outputs import Renderers, Target, choose_targets, write_results
from smi_cli.cli.scoring import Terms, score_one
from smi_cli.cli.whole_numbers import parse_whole
from smi_cli.loading.files import STDIN, display_name
from smi_cli.loading.gates_text import Misfit, parse_rule
from smi_cli.loading.library import Library, UnknownNameError, read_efforts, read_weights
from smi_cli.loading.naming import find_id, suggest_id
from smi_cli.loading.shapes import show_text
from smi_cli.model.problems import Problem, Problems
from smi_cli.model.questionnaire import Questionnaire
from smi_cli.rendering.problem_lines import render_problems

if TYPE_CHECKING:
    from rich.console import RenderableType

    from smi_cli.rendering.plan_report import PlanReport

MOST_QUARTERS = 40


class Request(NamedTuple):
    """The command line of `smi plan`."""

    path: str
    to: Sequence[str] = ()
    budget: str | None = None
    first: str | None = None
    exclude: Sequence[str] = ()
    quarters: str | None = None
    questionnaire: str | None = None
    weights: str | None = None
    efforts: str | None = None
    format: PlanFormat | None = None
    outputs: Sequence[str] = ()


class Made(NamedTuple):
    """A plan, and whether nobody named its target."""

    plan: Plan
    chosen: bool


def run_plan(request: Request) -> None:
    """Make the plan for one answers file, write every target, and exit with 3 if that cannot be done."""
    targets = _choose_targets(request)
    numbers = Order(
        budget=parse_whole("--budget", request.budget),
        quarters=parse_whole("--quarters", request.quarters, 1, MOST_QUARTERS) or 0,
    )
    try:
        outcome = _make(request, numbers)
    except UnknownNameError as error:
        raise UsageError(str(error)) from None
    problems: list[Problem] = list(outcome.items) if isinstance(outcome, Problems) else []
    made = None if isinstance(outcome, Problems) else outcome
    problems += write_results(targets, _renderers(display_name(request.path), made, problems))
    sys.stdout.flush()
    sys.stderr.write(render_problems(problems))
    if made and made.plan.found is None:
        sys.stderr.write("smi: no moves found; the report and JSON say what stands in the way\n")
    if made and made.plan.too_dear:
        takes = f"{made.plan.too_dear:,} units of effort, more than the budget"
        sys.stderr.write(f"smi: the target takes {takes}; the moves are those that bring most for it\n")
    if problems:
        raise typer.Exit(Exit.UNUSABLE)


def _choose_targets(request: Request) -> list[Target]:
    """What goes where."""
    options = (request.questionnaire, request.weights, request.efforts)
    if STDIN in options:
        msg = "--questionnaire, --weights and --efforts take files; standard input is for answers"
        raise UsageError(msg)
    inputs = [name for name in (request.path, *options) if name]
    return choose_targets(request.format, request.outputs, inputs, PLAN_ENDINGS, PlanFormat.TERMINAL)


def _make(request: Request, numbers: Order) -> Made | Problems:
    library = Library(request.questionnaire)
    weights = read_weights(request.weights, library) if request.weights else None
    efforts = read_efforts(request.efforts, library) if request.efforts else None
    scored = score_one(request.path, library, Terms(weights, efforts))
    if isinstance(scored, Problems):
        return scored
    order = _order(request, numbers, scored.assessment)
    chosen = order.budget is None and not order.aims
    if chosen and (aim := choose_aim(scored.assessment)):
        order = order._replace(aims=(aim,))
    return Made(make_plan(scored.assessment, order), chosen)


def _order(request: Request, numbers: Order, assessment: Assessment) -> Order:
    """What is asked for; raises `UsageError` for what the questionnaire does not have."""
    questionnaire = assessment.questionnaire
    axes = {axis.id: axis.title for axis in questionnaire.axes}
    movable = axes | {factor.id: factor.title for axis in questionnaire.axes for factor in axis.named_factors}
    movable |= {question.id: question.ask for question in questionnaire.questions}
    return numbers._replace(
        aims=tuple(_aim(text, questionnaire) for text in dict.fromkeys(request.to)),
        first=_find("--first", request.first, "axis", axes, questionnaire) if request.first is not None else "",
        excluded=frozenset(
            _find("--exclude", word, "question, factor or axis", movable, questionnaire) for word in request.exclude
        ),
    )


def _find(option: str, word: str, what: str, titles: Mapping[str, str], questionnaire: Questionnaire) -> str:
    key = find_id(word, titles)
    if key is None:
        several = f"repeat {option} for each" if option == "--exclude" and "," in word else ""
        hint = several or suggest_id(word, titles)
        msg = f"{option}: {questionnaire.id!r} has no {what} {show_text(word)}{f' ({hint})' if hint else ''}"
        raise UsageError(msg)
    return key


def _aim(text: str, questionnaire: Questionnaire) -> Aim:
    target = parse_rule(text, questionnaire)
    if isinstance(target, Misfit):
        msg = f"--to: {target.message}{f' ({target.hint})' if target.hint else ''}"
        raise UsageError(msg)
    return Aim(text, target)


def _composed(made: Made) -> PlanReport:
    from smi_cli.rendering.plan_report import compose_plan

    return compose_plan(made.plan, chosen=made.chosen)


def _renderers(file: str, made: Made | None, problems: Sequence[Problem]) -> Renderers:
    """Without a plan there is nothing but the problems, which JSON holds."""

    def terminal(width: int, unicode: bool) -> RenderableType:
        from smi_cli.rendering.terminal_plan import render_plan

        return render_plan(_composed(made)) if made else ""

    def markdown() -> str:
        from smi_cli.rendering.markdown_plan import render_plan

        return render_plan(_composed(made)) if made else ""

    def html() -> str:
        from smi_cli.cli.pages import read_page_styles
        from smi_cli.rendering.html_plan import render_plan

        return render_plan(_composed(made), read_page_styles()) if made else ""

    def table() -> str:
        from smi_cli.rendering.plan_table import render_plan

        return render_plan(made.plan) if made else ""

    def json() -> str:
        from smi_cli.rendering.json_plan import render_plan

        return render_plan(file, made.plan if made else None, problems, chosen=bool(made and made.chosen))

    texts: dict[str, Callable[[], str]] = {
        PlanFormat.MARKDOWN: markdown,
        PlanFormat.CSV: table,
        PlanFormat.HTML: html,
        PlanFormat.JSON: json,
    }
    return Renderers(texts, terminal)
