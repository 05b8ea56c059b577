"""The commands and their options. Bodies import what they need, so that no command pays for another one."""

from __future__ import annotations

from typing import Annotated

import typer

from smi_cli import __version__
from smi_cli.cli.boundary import boundary
from smi_cli.cli.options import (
    AnswersOption,
    Debug,
    EffortsOption,
    FormatOption,
    NoInput,
    OnlyMissing,
    Outputs,
    Paths,
    Plain,
    QuadrantName,
    QuestionnaireName,
    QuestionnaireOption,
    Quiet,
    ShowFormatOption,
    SurveyFile,
    Template,
    WeightsOption,
    Worksheets,
)

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="""\b
Start here:
  smi assess                   answer the questions, and see where you stand
  smi score acme.yaml          where acme stands, why, and what to do next
  smi score answers/ -f json   a folder of answers, for another program
  smi blueprint observer       what to do in a quadrant
  smi show smi                 the questions with all their levels
  smi check acme.yaml          every problem of a file, with its line

\b
Exit codes:
  0  done                  3    an input not usable, or an output not written
  1  check found problems  70   a fault of smi itself
  2  wrong usage           130  interrupted (143 terminated, 129 hung up)""",
)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"smi {__version__}")
        raise typer.Exit


@app.callback()
def smi(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Measure how mature an organisation's social customer care is, how certain that is, and what to do next."""


@app.command(
    epilog="""\b
Examples:
  smi assess
  smi assess acme.yaml
  smi assess acme.yaml --only-missing
  smi assess acme.yaml --format json > result.json
  smi assess --template acme.yaml"""
)
def assess(  # noqa: PLR0913 - one for each option
    path: SurveyFile = None,
    *,
    questionnaire: QuestionnaireOption = None,
    only_missing: OnlyMissing = False,
    template: Template = False,
    plain: Plain = False,
    no_input: NoInput = False,
    format: FormatOption = None,  # noqa: A002 - the name of the option
    output: Outputs = None,
    debug: Debug = False,
) -> None:
    """Answer the questions one by one; every answer is saved at once."""
    with boundary(debug=debug):
        from smi_cli.cli.assess_command import Request, run_assess

        run_assess(Request(path, questionnaire, only_missing, template, plain, no_input, format, output or []))


@app.command(
    epilog="""\b
Examples:
  smi score acme.yaml
  smi score acme.yaml --output acme.md --output acme.json
  smi score answers/ --format json
  smi score acme.yaml --weights my-weights.yaml
  cat acme.yaml | smi score -"""
)
def score(  # noqa: PLR0913 - one for each option
    paths: Paths,
    *,
    format: FormatOption = None,  # noqa: A002 - the name of the option
    output: Outputs = None,
    questionnaire: QuestionnaireOption = None,
    weights: WeightsOption = None,
    efforts: EffortsOption = None,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Score answers: where a subject stands, and its next steps."""
    with boundary(debug=debug):
        from smi_cli.cli.score_command import Request, run_score

        run_score(Request(paths, questionnaire, weights, efforts, format, output or [], quiet))


@app.command(
    epilog="""\b
Examples:
  smi blueprint
  smi blueprint observer
  smi blueprint leader --output leader.md
  smi blueprint --for acme.yaml
  smi blueprint --for acme.yaml --worksheets --output papers.md"""
)
def blueprint(  # noqa: PLR0913 - one for each option
    name: QuadrantName = None,
    *,
    answers: AnswersOption = None,
    worksheets: Worksheets = False,
    format: FormatOption = None,  # noqa: A002 - the name of the option
    output: Outputs = None,
    questionnaire: QuestionnaireOption = None,
    efforts: EffortsOption = None,
    debug: Debug = False,
) -> None:
    """Show what to do in a quadrant, or list the quadrants."""
    with boundary(debug=debug):
        from smi_cli.cli.blueprint_command import Request, run_blueprint

        run_blueprint(Request(name, answers, questionnaire, efforts, worksheets, format, output or []))


@app.command(
    epilog="""\b
Examples:
  smi show
  smi show smi
  smi show smi --output questions.md
  smi show checklist --format yaml > my-model.yaml"""
)
def show(
    questionnaire: QuestionnaireName = None,
    *,
    format: ShowFormatOption = None,  # noqa: A002 - the name of the option
    output: Outputs = None,
    debug: Debug = False,
) -> None:
    """Show a questionnaire for review, or list those that ship."""
    with boundary(debug=debug):
        from smi_cli.cli.formats import SHOW_ENDINGS
        from smi_cli.cli.outputs import choose_targets
        from smi_cli.cli.show_command import run_show

        inputs = [questionnaire] if questionnaire else []
        run_show(questionnaire, choose_targets(format, output or [], inputs, SHOW_ENDINGS))


@app.command(
    epilog="""\b
Examples:
  smi check acme.yaml
  smi check questionnaires/ blueprints/ answers/"""
)
def check(
    paths: Paths,
    *,
    questionnaire: QuestionnaireOption = None,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Report every problem of files of any kind, by line."""
    with boundary(debug=debug):
        from smi_cli.cli.check_command import run_check

        run_check(paths, questionnaire, quiet=quiet)
