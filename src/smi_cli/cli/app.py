"""The commands and their options. Bodies import what they need, so that no command pays for another one."""

from __future__ import annotations

from typing import Annotated

import typer

from smi_cli import __version__
from smi_cli.cli.boundary import boundary
from smi_cli.cli.command import Command
from smi_cli.cli.gate_options import (
    BaselineOption,
    GateOptions,
    GatesOption,
    MaxDrop,
    MaxMissing,
    NoBorderline,
    Require,
)
from smi_cli.cli.options import (
    AnswersFile,
    AnswersOption,
    AsOf,
    Budget,
    By,
    Debug,
    EffortsOption,
    Exclude,
    ExplainedId,
    First,
    FormatOption,
    IncludeNotes,
    MergeFormatOption,
    MergePaths,
    MoveEffortsOption,
    NoInput,
    NoNotes,
    OneFile,
    OnlyMissing,
    Outputs,
    PageFormatOption,
    Paths,
    Plain,
    PlanFormatOption,
    QuadrantName,
    Quarters,
    QuestionnaireName,
    QuestionnaireOption,
    Quiet,
    ResultPaths,
    ScoreFormatOption,
    ScoreOutputs,
    Set,
    ShowFormatOption,
    SurveyFile,
    Template,
    To,
    WeightsOption,
    Worksheets,
)
from smi_cli.cli.scrutiny_options import HoldOn, WeightTolerance

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
  smi explain acme.yaml        every number, back to the answers that made it
  smi plan acme.yaml           the cheapest way up, move by move
  smi compare old.yaml new.yaml
                               what changed in between, and why
  smi merge answers/           what several people said, and where they differ
  smi blueprint observer       what to do in a quadrant
  smi show smi                 the questions with all their levels
  smi check acme.yaml          every problem of a file, with its line

\b
Exit codes:
  0  done, gates met       3    an input not usable, or an output not written
  1  a gate not met,       70   a fault of smi itself
     or check found problems
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
    cls=Command,
    epilog="""\b
Examples:
  smi assess
  smi assess acme.yaml
  smi assess acme.yaml --only-missing
  smi assess acme.yaml --format json > result.json
  smi assess --template acme.yaml""",
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
    cls=Command,
    epilog="""\b
Examples:
  smi score acme.yaml
  smi score acme.yaml --output acme.md --output acme.json
  smi score acme.yaml --output report.html --output quadrant.svg
  smi score answers/ --by sector
  smi score answers/ --format jsonl > results.jsonl
  smi score answers/ --require overall=60 --max-missing 2 --output junit:gates.xml
  smi score acme.yaml --baseline last-year.json --max-drop 5
  smi score survey.csv --output results.csv
  smi score acme.yaml --set in-channel-resolution=4
  smi score acme.yaml --as-of 2027-06-01 --weight-tolerance 40
  cat acme.yaml | smi score -""",
)
def score(  # noqa: PLR0913 - one for each option
    paths: Paths,
    *,
    format: ScoreFormatOption = None,  # noqa: A002 - the name of the option
    output: ScoreOutputs = None,
    questionnaire: QuestionnaireOption = None,
    weights: WeightsOption = None,
    efforts: EffortsOption = None,
    set: Set = None,  # noqa: A002 - the name of the option
    weight_tolerance: WeightTolerance = None,
    as_of: HoldOn = None,
    by: By = None,
    require: Require = None,
    gates: GatesOption = None,
    max_missing: MaxMissing = None,
    no_borderline: NoBorderline = False,
    baseline: BaselineOption = None,
    max_drop: MaxDrop = None,
    include_notes: IncludeNotes = False,
    no_notes: NoNotes = False,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Score answers: where subjects stand, and what to do next."""
    with boundary(debug=debug):
        from smi_cli.cli.score_command import Request, run_score
        from smi_cli.cli.scrutiny_options import scrutiny_asked_for

        request = Request(
            paths=paths,
            questionnaire=questionnaire,
            weights=weights,
            efforts=efforts,
            scrutiny=scrutiny_asked_for(weight_tolerance, as_of),
            gates=GateOptions(require or (), gates, max_missing, no_borderline, baseline, max_drop),
            by=by,
            format=format,
            outputs=output or (),
            include_notes=include_notes,
            no_notes=no_notes,
            quiet=quiet,
        )
        if set:
            from smi_cli.cli.what_if_command import run_what_if

            run_what_if(request, set)
        else:
            run_score(request)


@app.command(
    cls=Command,
    epilog="""\b
Examples:
  smi explain acme.yaml
  smi explain acme.yaml investment
  smi explain acme.yaml overall --format json
  smi explain acme.yaml --output why.md""",
)
def explain(  # noqa: PLR0913 - one for each option
    path: OneFile,
    key: ExplainedId = None,
    *,
    format: FormatOption = None,  # noqa: A002 - the name of the option
    output: Outputs = None,
    questionnaire: QuestionnaireOption = None,
    weights: WeightsOption = None,
    weight_tolerance: WeightTolerance = None,
    as_of: HoldOn = None,
    debug: Debug = False,
) -> None:
    """Explain every number of a result, or one by its id."""
    with boundary(debug=debug):
        from smi_cli.cli.explain_command import Request, run_explain
        from smi_cli.cli.scrutiny_options import scrutiny_asked_for

        scrutiny = scrutiny_asked_for(weight_tolerance, as_of)
        run_explain(Request(path, key, questionnaire, weights, scrutiny, format, output or []))


@app.command(
    cls=Command,
    epilog="""\b
Examples:
  smi plan acme.yaml
  smi plan acme.yaml --to quadrant=leader --quarters 4 --output plan.html
  smi plan acme.yaml --to band=consistency --exclude agent-training --output plan.md
  smi plan acme.yaml --budget 20 --first investment
  smi plan acme.yaml --efforts ours.yaml --output tracker.csv""",
)
def plan(  # noqa: PLR0913 - one for each option
    path: AnswersFile,
    *,
    to: To = None,
    budget: Budget = None,
    first: First = None,
    exclude: Exclude = None,
    quarters: Quarters = None,
    format: PlanFormatOption = None,  # noqa: A002 - the name of the option
    output: Outputs = None,
    questionnaire: QuestionnaireOption = None,
    weights: WeightsOption = None,
    efforts: MoveEffortsOption = None,
    debug: Debug = False,
) -> None:
    """Find the moves with the least effort that lead to a target."""
    with boundary(debug=debug):
        from smi_cli.cli.plan_command import Request, run_plan

        run_plan(
            Request(
                path=path,
                to=to or (),
                budget=budget,
                first=first,
                exclude=exclude or (),
                quarters=quarters,
                questionnaire=questionnaire,
                weights=weights,
                efforts=efforts,
                format=format,
                outputs=output or (),
            )
        )


@app.command(
    cls=Command,
    epilog="""\b
Examples:
  smi compare acme-2025.yaml acme-2026.yaml
  smi compare acme-2025.json acme-2026.yaml --output acme.md
  smi compare history/ --as-of 2026-12-01 --output way.html
  smi compare acme-2025.yaml acme-2026.yaml --format json""",
)
def compare(  # noqa: PLR0913 - one for each option
    paths: ResultPaths,
    *,
    format: PageFormatOption = None,  # noqa: A002 - the name of the option
    output: Outputs = None,
    questionnaire: QuestionnaireOption = None,
    weights: WeightsOption = None,
    as_of: AsOf = None,
    debug: Debug = False,
) -> None:
    """Show what changed between results of one subject, and why."""
    with boundary(debug=debug):
        from smi_cli.cli.compare_command import Request, run_compare

        run_compare(Request(paths, questionnaire, weights, as_of, format, output or []))


@app.command(
    cls=Command,
    epilog="""\b
Examples:
  smi merge ada.yaml bob.yaml cleo.yaml
  smi merge answers/ --output merged.yaml --output spread.md
  smi merge survey.csv --format yaml > merged.yaml
  smi merge answers/ --format json""",
)
def merge(
    paths: MergePaths,
    *,
    format: MergeFormatOption = None,  # noqa: A002 - the name of the option
    output: Outputs = None,
    questionnaire: QuestionnaireOption = None,
    weights: WeightsOption = None,
    debug: Debug = False,
) -> None:
    """Show where several people differ, and make their answers one."""
    with boundary(debug=debug):
        from smi_cli.cli.merge_command import Request, run_merge

        run_merge(Request(paths, questionnaire, weights, format, output or []))


@app.command(
    cls=Command,
    epilog="""\b
Examples:
  smi blueprint
  smi blueprint observer
  smi blueprint leader --output leader.md
  smi blueprint --for acme.yaml
  smi blueprint --for acme.yaml --worksheets --output papers.md""",
)
def blueprint(  # noqa: PLR0913 - one for each option
    name: QuadrantName = None,
    *,
    answers: AnswersOption = None,
    worksheets: Worksheets = False,
    format: PageFormatOption = None,  # noqa: A002 - the name of the option
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
    cls=Command,
    epilog="""\b
Examples:
  smi show
  smi show smi
  smi show smi --output questions.md
  smi show checklist --format yaml > my-model.yaml""",
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
    cls=Command,
    epilog="""\b
Examples:
  smi check acme.yaml
  smi check questionnaires/ blueprints/ answers/""",
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
