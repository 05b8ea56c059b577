"""A run over many files: each one scored and held against the gates, and what all of them come to."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, NamedTuple

from smi_cli.assessing.assessment import Assessment
from smi_cli.model.gates import Gate, Severity
from smi_cli.model.problems import Location, Problem

if TYPE_CHECKING:  # most runs hold nothing against a gate or a baseline
    from smi_cli.assessing.changing import Change
    from smi_cli.assessing.gating import Verdict

NAMED: Final = 5  # subjects that a run remembers to say who is meant


Locate = Callable[[str], Location]  # the place of an answer, by the id of its question


class Digests(NamedTuple):
    """The SHA-256, in hexadecimal digits, of the files that a result comes from; empty for one that there is not.

    The answers of a row of a table are hashed as the row stands in the file.
    """

    questionnaire: str
    weights: str
    answers: str
    efforts: str = ""
    baseline: str = ""


class Scored(NamedTuple):
    """An assessment with the file that it comes from, and how it stands to the gates.

    `change` is from the baseline, None where there is none or it does not hold the subject. `locate` gives the place
    of an answer by the id of its question, scored or of the context, or of the file where the question has none.
    """

    file: str
    assessment: Assessment
    verdicts: tuple[Verdict, ...]
    change: Change | None
    digests: Digests
    locate: Locate


class GateTotal(NamedTuple):
    """A gate over a whole run: on how many files it was judged, and how many met it.

    `missed` are the first few of the subjects that did not.
    """

    gate: Gate
    judged: int = 0
    met: int = 0
    missed: tuple[str, ...] = ()

    def plus(self, subject: str, *, met: bool) -> GateTotal:
        """The same with one more subject."""
        missed = self.missed if met or len(self.missed) == NAMED else (*self.missed, subject)
        return GateTotal(self.gate, self.judged + 1, self.met + met, missed)


class Totals(NamedTuple):
    """What a run came to. `skipped` files are of another kind; `fresh` are subjects that the baseline does not hold.

    `problems` are those of files that could not be used, and of all else that could not be read or written.
    """

    scored: int
    unusable: int
    skipped: int
    fresh: int
    gates: tuple[GateTotal, ...]
    problems: tuple[Problem, ...]

    def is_met(self, total: GateTotal) -> bool:
        """Whether every file met a gate; while a file could not be used, nobody knows, and it counts as not met."""
        return total.met == total.judged > 0 and not self.problems

    @property
    def decisive(self) -> tuple[GateTotal, ...]:
        """The gates that decide the exit code."""
        return tuple(one for one in self.gates if one.gate.severity is Severity.ERROR)

    @property
    def all_met(self) -> bool:
        """Whether every gate that decides the exit code is met."""
        return all(self.is_met(one) for one in self.decisive)
