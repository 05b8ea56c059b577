"""Answers to scored files: assessed, held against the gates and the baseline, each questionnaire compiled once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from smi_cli.assessing.assessment import Assessment
from smi_cli.assessing.batch import Digests, Scored
from smi_cli.assessing.compiling import Compiled, compile_questionnaire
from smi_cli.cli.again import Named
from smi_cli.loading.entries import Entry, read_one
from smi_cli.loading.library import Library, not_for, path_of, with_efforts
from smi_cli.model.blueprint import Efforts, Instrument
from smi_cli.model.problems import Location, Problems
from smi_cli.model.questionnaire import Questionnaire, Weights

if TYPE_CHECKING:
    from smi_cli.assessing.baseline import Baseline
    from smi_cli.assessing.changing import Change
    from smi_cli.assessing.gating import Verdict
    from smi_cli.loading.gate_request import GateRequest
    from smi_cli.model.gates import Gate

UNHASHED = Digests("", "", "")


class Terms(NamedTuple):
    """On what terms answers are scored: weights and efforts in place of those that ship, gates, and a baseline.

    `named` are the options as they were given, with what is asked about certainty. `hashed`: whether a result says
    which files it comes from.
    """

    weights: Weights | Problems | None = None
    efforts: Efforts | Problems | None = None
    named: Named = Named()
    gates: GateRequest | None = None
    baseline: Baseline | None = None
    hashed: bool = False


class Ready(NamedTuple):
    """A questionnaire ready for scoring, with the other weights that come with it, its gates and its digests."""

    instrument: Instrument
    compiled: Compiled
    others: tuple[Compiled, ...]
    gates: tuple[Gate, ...]
    digests: Digests


class Scorer:
    """Scores answers, and remembers what it takes for each questionnaire."""

    def __init__(self, library: Library, terms: Terms) -> None:
        self.library = library
        self._terms = terms
        self._ready: dict[str, Ready] = {}
        self._digest: Callable[[bytes], str] | None = None
        if terms.hashed:
            from smi_cli.loading.digests import digest

            self._digest = digest

    def score(self, entry: Entry) -> Scored | Problems:
        """The assessment of some answers, and how it stands to the gates."""
        ready = self._ready.get(entry.answers.questionnaire) or self._prepare(entry)
        if isinstance(ready, Problems):
            return ready
        assessment = Assessment(
            ready.instrument, ready.compiled, entry.answers, ready.others, self._terms.named.scrutiny
        )
        change = self._change(assessment, entry) if self._terms.baseline else None
        if isinstance(change, Problems):
            return change
        verdicts: tuple[Verdict, ...] = ()
        if ready.gates:
            from smi_cli.assessing.gating import judge

            verdicts = judge(ready.gates, assessment, change)
        return Scored(entry.name, assessment, verdicts, change, self._digests(ready, entry), entry.locate)

    def is_fresh(self, scored: Scored) -> bool:
        """Whether there is a baseline that does not hold the subject."""
        return self._terms.baseline is not None and scored.change is None

    def _prepare(self, entry: Entry) -> Ready | Problems:
        """What it takes to score answers to a questionnaire; problems, said of the file, where its terms do not fit."""
        key = entry.answers.questionnaire
        instrument = self.library.instrument(key)
        assert isinstance(instrument, Instrument)  # noqa: S101 - the answers were checked against it
        ready = with_efforts(instrument, self._terms.efforts, entry.locate(""))
        weights = self._weights(instrument.questionnaire, entry.locate(""))
        for wrong in (ready, weights):
            if isinstance(wrong, Problems):
                return wrong
        assert isinstance(ready, Instrument)  # noqa: S101 - the loop has looked at both
        assert not isinstance(weights, Problems)  # noqa: S101
        # Only the questionnaire's own weights are held against the others that come with it.
        others = () if weights else instrument.weights
        questionnaire = instrument.questionnaire
        self._ready[key] = Ready(
            ready,
            compile_questionnaire(questionnaire, weights),
            tuple(compile_questionnaire(questionnaire, one) for one in others),
            self._gates(questionnaire),
            self._digests_of(key),
        )
        return self._ready[key]

    def _gates(self, questionnaire: Questionnaire) -> tuple[Gate, ...]:
        if self._terms.gates is None:
            return ()
        from smi_cli.loading.gate_request import resolve

        return resolve(self._terms.gates, questionnaire)

    def _weights(self, questionnaire: Questionnaire, place: Location) -> Weights | Problems | None:
        weights = self._terms.weights
        if weights is None or isinstance(weights, Problems):
            return weights
        return not_for(questionnaire, "weights", weights.questionnaire, place) or weights

    def _change(self, assessment: Assessment, entry: Entry) -> Change | Problems | None:
        from smi_cli.assessing.changing import compare
        from smi_cli.assessing.snapshot import snapshot_of

        place = entry.locate("")
        before = self._terms.baseline.find(assessment, entry.name, place) if self._terms.baseline else None
        return (
            before
            if before is None or isinstance(before, Problems)
            else compare(before, snapshot_of(assessment.holding))
        )

    def _digests_of(self, key: str) -> Digests:
        if not self._terms.hashed:
            return UNHASHED
        from smi_cli.loading.digests import digest_of
        from smi_cli.loading.results_file import RESULTS_LIMIT

        named = self._terms.named
        return Digests(
            questionnaire=digest_of(self.library.path(key) or ""),
            weights=digest_of(path_of(named.weights, "weights")) if named.weights else "",
            answers="",
            efforts=digest_of(named.efforts) if named.efforts else "",
            baseline=digest_of(named.baseline, RESULTS_LIMIT) if named.baseline else "",
        )

    def _digests(self, ready: Ready, entry: Entry) -> Digests:
        return ready.digests._replace(answers=self._digest(entry.source)) if self._digest else UNHASHED


def score_one(path: str, library: Library, terms: Terms) -> Scored | Problems:
    """The one answers file that a command is about, scored; or all problems of it and of its terms."""
    entry = read_one(path, library)
    wrong = [one for one in (terms.weights, terms.efforts, entry) if isinstance(one, Problems)]
    if wrong:
        return Problems.of(*(problem for one in wrong for problem in one.items))
    assert isinstance(entry, Entry)  # noqa: S101 - what is wrong with it was returned
    return Scorer(library, terms).score(entry)
