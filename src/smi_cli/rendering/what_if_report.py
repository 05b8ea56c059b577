"""What answers that are tried out would change, as the report on a change: before, and with these answers."""

from __future__ import annotations

from collections.abc import Iterator

from smi_cli.assessing.what_if import WhatIf
from smi_cli.model.answers import Answer, Known, NotApplicable, Unanswered, Unknown
from smi_cli.rendering.change_report import (
    ChangeReport,
    describe_change,
    place_columns,
    questionnaire_of,
    table_of,
)
from smi_cli.rendering.trail import explain_trail, number_signs, trail_of
from smi_cli.rendering.wording.certainty import why_not_asked
from smi_cli.rendering.wording.changes import Words, headline_with_settings
from smi_cli.rendering.wording.gates import explain_verdicts

ENDS = ("as given", "with these")
LEGEND = "1 as given, 2 with these answers"


def compose_what_if(what_if: WhatIf) -> ChangeReport:
    """The report on answers that are tried out."""
    change = what_if.change
    snapshots = [change.before, change.after]
    words, signs = Words(snapshots), number_signs(snapshots)
    trail = trail_of(snapshots, signs)
    return ChangeReport(
        title=f"{change.after.subject}: {questionnaire_of(snapshots)}",
        headline=(*headline_with_settings(words, change), *_settings(what_if)),
        trail=trail,
        caption=explain_trail(trail, signs) if trail else "",
        legend=LEGEND,
        results=table_of([("", signs), ("Answers", ENDS), *place_columns(words, snapshots)]),
        changes=(describe_change(words, change, "From the answers as given to these"),),
        note="Nothing is written: the file keeps its answers.",
        review="",
        gates=explain_verdicts(what_if.after),
    )


def _settings(what_if: WhatIf) -> Iterator[str]:
    """What is set, in place of what, and whether it counts."""
    before, after = what_if.before.answers.by_question, what_if.after.assessment
    scores = {one.question.id: one for one in after.questions}
    for key, answer in what_if.settings.items():
        score, now = scores[key], _said(answer)
        was = _said(before.get(key))
        wording = f": {score.question.levels[answer.level].wording}" if isinstance(answer, Known) else ""
        yield f"{key}: {now} as before{wording}" if was == now else f"{key}: {now} instead of {was}{wording}"
        if score.not_asked:
            yield f"The answer to {key} is not counted: {why_not_asked(after, score)}"


def _said(answer: Answer | None) -> str:
    match answer:
        case Known(level=level):
            return f"level {level}"
        case Unknown():
            return "unknown"
        case NotApplicable():
            return "not applicable"
        case Unanswered() | None:
            return "no answer"
