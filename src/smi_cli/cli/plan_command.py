"""`smi plan`: the moves with the least effort that lead from answers to a target."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple, NoReturn

import typer

from smi_cli.assessing.aiming import choose_aim
from smi_cli.assessing.assessment import Assessment
from smi_cli.assessing.planning import Aim, Order, Plan, make_plan
from smi_cli.cli.boundary import Exit, UsageError
from smi_cli.cli.formats import PLAN_ENDINGS, PlanFormat
from smi_cli.cli.outputs import Renderers, Target, choose_targets, write_results
from smi_cli.cli.scoring import Terms, score_one
from smi_cli.loading.files import STDIN, display_name
from smi_cli.loading.gates_text import Misfit, parse_rule
from smi_cli.loading.library import Library, UnknownNameError, read_efforts, read_weights
from smi_cli.loading.notebook import suggest
from smi_cli.loading.shapes import show_text
from smi_cli.model.problems import Problem, Problems
from smi_cli.model.questionnaire import Questionnaire
from smi_cli.rendering.problem_lines import render_problems

if TYPE_CHECKING:
    from rich.console import RenderableType

MOST_UNITS = 1_000_000
MOST_QUARTERS = 40


class Request(NamedTuple):
    """The command line of `smi plan`."""

    path: str
    to: Sequence[str] = ()
    budget: int | None = None
    first: str | None = None
    exclude: Sequence[str] = ()
    quarters: int | None = None
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
    try:
        outcome = _make(request)
    except UnknownNameError as error:
        raise UsageError(str(error)) from None
    problems: list[Problem] = list(outcome.items) if isinstance(outcome, Problems) else []
    made = None if isinstance(outcome, Problems) else outcome
    problems += write_results(targets, _renderers(display_name(request.path), made, problems))
    sys.stdout.flush()
    sys.stderr.write(render_problems(problems))
    if made and made.plan.found is None:
        sys.stderr.write("smi: no moves found; the report and JSON say what stands in the way\n")
    if problems:
        raise typer.Exit(Exit.UNUSABLE)


def _choose_targets(request: Request) -> list[Target]:
    """What goes where; the numbers of the command line are judged before anything is read."""
    options = (request.questionnaire, request.weights, request.efforts)
    if STDIN in options:
        msg = "--questionnaire, --weights and --efforts take files; standard input is for answers"
        raise UsageError(msg)
    if request.budget is not None and request.to:
        msg = "--budget buys the most points, --to leads to a target with the least effort: give one of the two"
        raise UsageError(msg)
    _check_number("--budget", request.budget, 0, MOST_UNITS)
    _check_number("--quarters", request.quarters, 1, MOST_QUARTERS)
    inputs = [name for name in (request.path, *options) if name]
    return choose_targets(request.format, request.outputs, inputs, PLAN_ENDINGS, PlanFormat.TERMINAL)


def _check_number(option: str, number: int | None, least: int, most: int) -> None:
    if number is not None and not least <= number <= most:
        msg = f"{option} takes a whole number from {least} to {most}"
        raise UsageError(msg)


def _make(request: Request) -> Made | Problems:
    library = Library(request.questionnaire)
    weights = read_weights(request.weights, library) if request.weights else None
    efforts = read_efforts(request.efforts, library) if request.efforts else None
    scored = score_one(request.path, library, Terms(weights, request.weights, efforts))
    if isinstance(scored, Problems):
        return scored
    order = _order(request, scored.assessment)
    chosen = order.budget is None and not order.aims
    if chosen and (aim := choose_aim(scored.assessment)):
        order = order._replace(aims=(aim,))
    return Made(make_plan(scored.assessment, order), chosen)


def _order(request: Request, assessment: Assessment) -> Order:
    """What is asked for; raises `UsageError` for what the questionnaire does not have."""
    questionnaire = assessment.questionnaire
    axes = [axis.id for axis in questionnaire.axes]
    if request.first is not None and request.first not in axes:
        _refuse("--first", request.first, "axis", axes, questionnaire)
    movable = [*axes, *(factor.id for axis in questionnaire.axes for factor in axis.named_factors)]
    movable += [question.id for question in questionnaire.questions]
    for key in request.exclude:
        if key not in movable:
            _refuse("--exclude", key, "question, factor or axis", movable, questionnaire)
    return Order(
        aims=tuple(_aim(text, questionnaire) for text in dict.fromkeys(request.to)),
        budget=request.budget,
        first=request.first or "",
        excluded=frozenset(request.exclude),
        quarters=request.quarters or 0,
    )


def _aim(text: str, questionnaire: Questionnaire) -> Aim:
    target = parse_rule(text, questionnaire)
    if isinstance(target, Misfit):
        msg = f"--to: {target.message}{f' ({target.hint})' if target.hint else ''}"
        raise UsageError(msg)
    return Aim(text, target)


def _refuse(option: str, key: str, what: str, known: Sequence[str], questionnaire: Questionnaire) -> NoReturn:
    hint = suggest(key, known)
    msg = f"{option}: {questionnaire.id!r} has no {what} {show_text(key)}{f' ({hint})' if hint else ''}"
    raise UsageError(msg)


def _renderers(file: str, made: Made | None, problems: Sequence[Problem]) -> Renderers:
    """Without a plan there is nothing but the problems, which JSON holds."""

    def terminal(width: int, unicode: bool) -> RenderableType:
        from smi_cli.rendering.plan_report import compose_plan
        from smi_cli.rendering.terminal_plan import render_plan

        return render_plan(compose_plan(made.plan, chosen=made.chosen)) if made else ""

    def markdown() -> str:
        from smi_cli.rendering.markdown_plan import render_plan
        from smi_cli.rendering.plan_report import compose_plan

        return render_plan(compose_plan(made.plan, chosen=made.chosen)) if made else ""

    def table() -> str:
        from smi_cli.rendering.plan_table import render_plan

        return render_plan(made.plan) if made else ""

    def json() -> str:
        from smi_cli.rendering.json_plan import render_plan

        return render_plan(file, made.plan if made else None, problems, chosen=bool(made and made.chosen))

    texts: dict[str, Callable[[], str]] = {
        PlanFormat.MARKDOWN: markdown,
        PlanFormat.CSV: table,
        PlanFormat.JSON: json,
    }
    return Renderers(texts, terminal)
