"""The options and arguments that commands share, declared once."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from smi_cli.cli.formats import Format, MergeFormat, PageFormat, PlanFormat, ScoreFormat, ShowFormat

DEFAULT_QUESTIONNAIRE = "smi"
Paths = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH...",
        help="Files, folders (walked in sorted order), quoted patterns, or - for standard input.",
        show_default=False,
    ),
]


def _quadrants(incomplete: str) -> list[str]:
    """The names that a shell may complete to; a broken questionnaire completes to nothing."""
    from smi_cli.loading.library import Library
    from smi_cli.model.blueprint import Instrument

    instrument = Library().instrument(DEFAULT_QUESTIONNAIRE)
    names = instrument.blueprints if isinstance(instrument, Instrument) else ()
    return [name for name in names if name.startswith(incomplete)]


QuadrantName = Annotated[
    str | None,
    typer.Argument(
        metavar="[NAME]", help="A quadrant; without one, list them.", show_default=False, autocompletion=_quadrants
    ),
]


def _questionnaires(incomplete: str) -> list[str]:
    """The names of questionnaires that a shell may complete to."""
    from smi_cli.loading.library import Library

    return [name for name in Library().names() if name.startswith(incomplete)]


QuestionnaireName = Annotated[
    str | None,
    typer.Argument(
        metavar="[NAME|PATH]",
        help="One that ships, or a file; without one, list those that ship.",
        show_default=False,
        autocompletion=_questionnaires,
    ),
]
OneFile = Annotated[
    str,
    typer.Argument(metavar="ANSWERS", help="One answers file, or - for standard input.", show_default=False),
]


def _ids(incomplete: str) -> list[str]:
    """The ids that a shell may complete to; a broken questionnaire completes to nothing."""
    from smi_cli.loading.library import Library
    from smi_cli.model.questionnaire import Questionnaire

    questionnaire = Library().questionnaire(DEFAULT_QUESTIONNAIRE)
    ids = questionnaire.titles if isinstance(questionnaire, Questionnaire) else ()
    return [key for key in ("overall", "mean", "quadrant", *ids) if key.startswith(incomplete)]


ExplainedId = Annotated[
    str | None,
    typer.Argument(
        metavar="[ID]",
        help="What to explain: overall, mean, quadrant, an id or a title that smi show shows; everything unless given.",
        show_default=False,
        autocompletion=_ids,
    ),
]
SurveyFile = Annotated[
    str | None,
    typer.Argument(
        metavar="[ANSWERS]",
        help="The answers file: gone on with if it exists, begun if not; without one, a name is made.",
        show_default=False,
    ),
]
OnlyMissing = Annotated[
    bool, typer.Option("--only-missing", help="Ask only what is missing, first what can change the quadrant.")
]
Template = Annotated[
    bool, typer.Option("--template", help="Write a commented file to fill in with an editor, and ask nothing.")
]
Plain = Annotated[bool, typer.Option("--plain", help="Numbered lines, no redraw, no colour: for screen readers.")]
NoInput = Annotated[bool, typer.Option("--no-input", help="Never ask; fail where an answer would be needed.")]
AnswersOption = Annotated[
    str | None,
    typer.Option("--for", metavar="FILE", help="Answers whose quadrant it is, with what is done.", show_default=False),
]
Worksheets = Annotated[
    bool, typer.Option("--worksheets", help="Print the working papers of its steps instead, as Markdown.")
]


def _format(note: str = "") -> Any:
    """The option for a format, with what to know about one of its values."""
    default = "What to print on standard output; terminal unless given."
    help_text = " ".join(filter(None, (default, note)))
    return typer.Option("--format", "-f", help=help_text, show_default=False, case_sensitive=False)


ShowFormatOption = Annotated[ShowFormat | None, _format("yaml is the file itself.")]
FormatOption = Annotated[Format | None, _format()]
PageFormatOption = Annotated[PageFormat | None, _format()]
ScoreFormatOption = Annotated[ScoreFormat | None, _format()]
PlanFormatOption = Annotated[PlanFormat | None, _format("csv is for a tracker.")]
AnswersFile = Annotated[
    str,
    typer.Argument(metavar="ANSWERS", help="An answers file, or - for standard input.", show_default=False),
]
To = Annotated[
    list[str] | None,
    typer.Option(
        "--to",
        metavar="ID=MINIMUM",
        help="Where to get: quadrant=leader, a rung of a ladder, overall=60, a level of a question; repeatable.",
        show_default=False,
    ),
]
Budget = Annotated[
    str | None,
    typer.Option(
        "--budget",
        metavar="UNITS",
        help="The most effort to spend; without --to on what brings most points: of the overall, or of --first AXIS.",
        show_default=False,
    ),
]
First = Annotated[
    str | None,
    typer.Option("--first", metavar="AXIS", help="The axis whose moves come first.", show_default=False),
]
Exclude = Annotated[
    list[str] | None,
    typer.Option(
        "--exclude",
        metavar="ID",
        help="A question, factor or axis, by id or title, that stays as it is; repeatable.",
        show_default=False,
    ),
]
Quarters = Annotated[
    str | None,
    typer.Option("--quarters", metavar="NUMBER", help="Spread the moves over so many quarters.", show_default=False),
]
MoveEffortsOption = Annotated[
    str | None,
    typer.Option("--efforts", metavar="PATH", help="How much work moves are to you.", show_default=False),
]
ScoreOutputs = Annotated[
    list[str] | None,
    typer.Option(
        "--output",
        "-o",
        metavar="[FORMAT:]FILE",
        help="Write to a file; repeatable. Its ending says the format, as .md or .csv, or the format stands before it.",
        show_default=False,
    ),
]
Set = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="ID=LEVEL",
        help="Try out another level, or unknown: shows before and after, and changes no file; repeatable.",
        show_default=False,
    ),
]
By = Annotated[
    str | None,
    typer.Option("--by", metavar="ID", help="Also sum up by the answers to this context question.", show_default=False),
]
IncludeNotes = Annotated[
    bool, typer.Option("--include-notes", help="Let notes and names into junit, github and summary as well.")
]
NoNotes = Annotated[
    bool, typer.Option("--no-notes", help="Leave notes, evidence and names out of terminal, markdown and html.")
]
ResultPaths = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH...",
        help="Answers, or results that smi wrote as JSON, of one subject; a folder, or - for standard input.",
        show_default=False,
    ),
]
MergePaths = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH...",
        help="Answers of several people about one subject: files, folders, patterns, tables, or - for standard input.",
        show_default=False,
    ),
]
MergeFormatOption = Annotated[MergeFormat | None, _format("yaml is the merged answers file.")]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of", metavar="DATE", help="Say whether the latest result still holds on that day.", show_default=False
    ),
]
Outputs = Annotated[
    list[str] | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help="Write to a file; repeatable. Its ending says the format, as .txt or .md; - is standard output.",
        show_default=False,
    ),
]
QuestionnaireOption = Annotated[
    str | None,
    typer.Option(
        "--questionnaire",
        metavar="NAME|PATH",
        help="A questionnaire of your own, or one that ships.",
        show_default=False,
    ),
]
WeightsOption = Annotated[
    str | None,
    typer.Option(
        "--weights", metavar="NAME|PATH", help="Weights to use instead of the questionnaire's own.", show_default=False
    ),
]
EffortsOption = Annotated[
    str | None,
    typer.Option("--efforts", metavar="PATH", help="How much work the steps are to you.", show_default=False),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print results and problems, no remarks.")]
Debug = Annotated[bool, typer.Option("--debug", help="Show the whole traceback if smi itself fails.")]
