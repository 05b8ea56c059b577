"""`smi score`: answers in, reports and data out; a bad file never hides the others, and gates decide the exit code."""

from __future__ import annotations

import contextlib
import gc
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import typer

from smi_cli.assessing.batch import NAMED, GateTotal, Scored, Totals
from smi_cli.assessing.scrutiny import STANDARD, Scrutiny
from smi_cli.cli.again import Named
from smi_cli.cli.boundary import Exit, UsageError
from smi_cli.cli.formats import REPORTS, SCORE_ENDINGS, WITH_NOTES, ScoreFormat
from smi_cli.cli.gate_options import GateOptions, gates_asked_for
from smi_cli.cli.options import DEFAULT_QUESTIONNAIRE
from smi_cli.cli.outputs import STDOUT, Target, choose_targets
from smi_cli.cli.placing_outputs import check_apart
from smi_cli.cli.scoring import Scorer, Terms
from smi_cli.cli.sheets import People, Sheets
from smi_cli.cli.sinks import end_sinks, open_sinks
from smi_cli.loading.entries import Entry, OtherKind, read_entries
from smi_cli.loading.files import STDIN
from smi_cli.loading.finding import is_table
from smi_cli.loading.library import Library, UnknownNameError, read_efforts, read_weights
from smi_cli.loading.searching import FoundFile, FoundTable, find_files
from smi_cli.model.problems import Location, Problem, Problems
from smi_cli.rendering.harmless import log_line
from smi_cli.rendering.problem_lines import render_problems
from smi_cli.rendering.run_line import run_line, tables_passed_over

if TYPE_CHECKING:
    from smi_cli.assessing.baseline import Baseline
    from smi_cli.model.questionnaire import Weights

DATA = frozenset({ScoreFormat.JSON, ScoreFormat.JSONL, ScoreFormat.CSV})  # written as it comes
HASHED = DATA | {ScoreFormat.HTML}
COLLECT_AFTER = 50_000  # new objects, in place of 700


class Request(NamedTuple):
    """The command line of `smi score`."""

    paths: Sequence[str]
    questionnaire: str | None = None
    weights: str | None = None
    efforts: str | None = None
    scrutiny: Scrutiny = STANDARD
    gates: GateOptions = GateOptions()
    by: str | None = None
    format: ScoreFormat | None = None
    outputs: Sequence[str] = ()
    include_notes: bool = False
    no_notes: bool = False
    quiet: bool = False


class Run:
    """What has become of the files so far. Problems that several files share are said once."""

    def __init__(self) -> None:
        self.problems: dict[Problem, None] = {}
        self.remarks: list[str] = []
        self.scored = self.unusable = self.skipped = self.fresh = 0
        self.newcomers: list[str] = []
        self.tables: list[str] = []
        self._gates: dict[str, GateTotal] = {}

    def note(self, problems: Iterable[Problem]) -> None:
        """Keep problems, in the order in which they came up."""
        self.problems.update(dict.fromkeys(problems))

    def count(self, scored: Scored, *, fresh: bool) -> None:
        """Count a file that was scored."""
        self.scored += 1
        self.fresh += fresh
        if fresh and len(self.newcomers) < NAMED:
            self.newcomers.append(scored.assessment.answers.subject)
        for gate, met in scored.verdicts:
            total = self._gates.get(gate.text) or GateTotal(gate)
            self._gates[gate.text] = total.plus(scored.assessment.answers.subject, met=met)

    def totals(self) -> Totals:
        """What the run came to."""
        gates, problems = tuple(self._gates.values()), tuple(self.problems)
        return Totals(self.scored, self.unusable, self.skipped, self.fresh, gates, problems)


def run_score(request: Request) -> None:
    """Score all files of all paths, write every target as it comes, and say by the exit code what came out."""
    targets = _choose_targets(request)
    run = Run()
    try:
        library = Library(request.questionnaire, DEFAULT_QUESTIONNAIRE)
        _check_grouping(request.by, library)
        terms = read_terms(request, library, run, hashed=any(target.format in HASHED for target in targets))
    except UnknownNameError as error:
        raise UsageError(str(error)) from None
    run.remarks += _without_effect(request, targets, gated=terms.gates is not None)
    sheets = Sheets(targets, request.by, People(request.include_notes, not request.no_notes), terms.named)
    # What is read so far stays, and what comes is gone with its file, without cycles: there is little to collect.
    gc.freeze()
    gc.set_threshold(COLLECT_AFTER)
    with open_sinks(targets, sheets.sheets) as sinks:
        for scored in _shown(request, targets, _score(request, Scorer(library, terms), run)):
            sheets.gather(scored)
            for sink in sinks:
                if problems := sink.add(scored):
                    run.note(problems)
        end_sinks(sinks, run.totals, run.note)
        left = [target.path for target, sink in zip(targets, sinks, strict=True) if sink.is_left]
    run.remarks += [f"nothing was scored; no report was written to {', '.join(left)}"] if left else []
    sys.stdout.flush()
    report(run, run.totals(), quiet=request.quiet)


def _without_effect(request: Request, targets: Sequence[Target], *, gated: bool) -> Iterator[str]:
    """The options that change nothing in any of the formats."""
    chosen, names = {target.format for target in targets}, ", ".join(str(target.format) for target in targets)
    # Gates are held against what still holds on a day, so that it is not asked about for nothing.
    unsaid = request.scrutiny._replace(as_of=None) if gated else request.scrutiny
    if request.by and not chosen & REPORTS:
        yield f"--by groups a summary, and {names} has none"
    if unsaid != STANDARD and not chosen & REPORTS:
        yield f"--as-of and --weight-tolerance are about certainty, of which {names} says nothing"
    if request.no_notes and not chosen & WITH_NOTES:
        yield f"--no-notes is about terminal, markdown and html, and changes nothing in {names}"


def _shown(request: Request, targets: Sequence[Target], scored: Iterator[Scored]) -> Iterator[Scored]:
    """The scored files, with a bar where it disturbs nothing."""
    streams = any(target.path == STDOUT and target.format in DATA for target in targets)
    if request.quiet or (streams and sys.stdout.isatty()):
        return scored
    from smi_cli.cli.progress import watched

    def count() -> int | None:
        names = [file.path for file in find_files(request.paths) if isinstance(file, FoundFile)]
        return None if any(map(is_table, names)) else len(names)

    return watched(scored, count)


def _choose_targets(request: Request) -> list[Target]:
    """Where results go; only an output that exists can be one of the inputs."""
    options = (request.questionnaire, request.weights, request.efforts, request.gates.file, request.gates.baseline)
    if STDIN in options[1:]:
        msg = "--weights, --efforts, --gates and --baseline take files; standard input is for answers"
        raise UsageError(msg)
    inputs = [name for name in (*options, *request.paths) if name]
    formats = tuple(ScoreFormat)
    targets = choose_targets(request.format, request.outputs, inputs, SCORE_ENDINGS, ScoreFormat.TERMINAL, formats)
    check_apart([target.path for target in targets if target.path != STDOUT], request.paths)
    return targets


def _check_grouping(by: str | None, library: Library) -> None:
    if by is None:
        return
    from smi_cli.assessing.grouping import why_not_by

    reasons = [why_not_by(questionnaire, by) for questionnaire in library.candidates()]
    if reasons and all(reasons):
        msg = f"--by {by}: {reasons[0]}"
        raise UsageError(msg)


def read_terms(request: Request, library: Library, run: Run, *, hashed: bool) -> Terms:
    """On what terms a run scores; what is wrong with their files is noted."""
    gates, wrong = gates_asked_for(request.gates, library)
    run.note(wrong)
    if gates and not gates.baseline and any(one.max_drop is not None for one in gates.demanded):
        run.remarks.append("max-drop of the gates file holds results against --baseline, and there is none")
    weights = read_weights(request.weights, library) if request.weights else None
    efforts = read_efforts(request.efforts, library) if request.efforts else None
    earlier = request.gates.baseline
    baseline = _read_baseline(earlier, library, weights) if earlier else None
    for own in (weights, efforts, baseline):
        run.note(own.items if isinstance(own, Problems) else ())
    if isinstance(baseline, Problems):
        # Nobody knows how the results stand to it, so nothing is said of them.
        gates, baseline = gates and gates._replace(baseline=False), None
        earlier = None
    named = Named(request.questionnaire, request.weights, request.efforts, earlier, request.scrutiny)
    return Terms(weights, efforts, named, gates, baseline, hashed)


def _read_baseline(path: str, library: Library, weights: Weights | Problems | None) -> Baseline | Problems:
    from smi_cli.loading.results_file import read_baseline

    return read_baseline(path, library, None if isinstance(weights, Problems) else weights)


def _score(request: Request, scorer: Scorer, run: Run) -> Iterator[Scored]:
    """The scored files, in their order; all others are noted."""
    last = ""
    for entry in _entries(request, scorer.library, run):
        match entry:
            case Entry():
                scored = scorer.score(entry)
                if isinstance(scored, Scored):
                    run.count(scored, fresh=scorer.is_fresh(scored))
                    yield scored
                else:
                    run.unusable += 1
                    run.note(scored.items)
            case OtherKind(path=path):
                run.skipped += 1
                last = path
            case Problems(items=problems):
                run.unusable += 1
                run.note(problems)
            case str():
                run.remarks.append(entry)
    if not run.scored and not run.problems:
        message = f"None of the {run.skipped} files is an answers file"
        run.note([Problem(Location(str(Path(last).parent)), "nothing-found", message)])


def _entries(request: Request, library: Library, run: Run) -> Iterator[Entry | Problems | OtherKind | str]:
    for file in find_files(request.paths):
        if isinstance(file, Problems):
            run.note(file.items)
        elif isinstance(file, FoundTable):
            run.tables.append(file.path)
        else:
            yield from read_entries(file, library)


def _newcomers(run: Run) -> str:
    """Who is not in the baseline: a subject by another name, or the wrong baseline, should not pass for no change."""
    if not run.fresh:
        return ""
    if run.fresh == run.scored:
        return "smi: the baseline holds none of these subjects; nothing was compared\n"
    more = f" and {run.fresh - len(run.newcomers):,} more" if run.fresh > len(run.newcomers) else ""
    return log_line(f"smi: not in the baseline: {', '.join(run.newcomers)}{more}") + "\n"


def report(run: Run, totals: Totals, *, quiet: bool) -> None:
    """Say on standard error what there is to say of a run, and end with the exit code that it comes to."""
    lines = render_problems(totals.problems)
    if not quiet:
        lines += _newcomers(run)
        remarks = (*tables_passed_over(run.tables), *run.remarks)
        lines += "".join(f"smi: {log_line(remark)}\n" for remark in remarks)
        if totals.problems or totals.skipped or totals.gates or totals.fresh:
            lines += f"smi: {run_line(totals)}\n"
    with contextlib.suppress(OSError, AttributeError):  # nobody listens; the exit code says it all the same
        sys.stderr.write(lines)
        sys.stderr.flush()
    if totals.problems:
        raise typer.Exit(Exit.UNUSABLE)
    if not totals.all_met:
        raise typer.Exit(Exit.NOT_MET)
