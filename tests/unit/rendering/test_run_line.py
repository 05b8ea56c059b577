"""The one line that every format says of a run."""

from __future__ import annotations

from smi_cli.assessing.batch import Totals
from smi_cli.model.problems import Location, Problem
from smi_cli.rendering.run_line import run_line
from unit.assessing.worked import FULL
from unit.rendering.gated import CLEAR, UNFIT, a_scored, totals_of, warns

PROBLEM = Problem(Location("b.yaml", 3, 5), "level-range", "Level 9 is too high")


def test_only_what_there_is_is_said() -> None:
    assert run_line(Totals(0, 0, 0, 0, (), ())) == "0 scored."
    assert run_line(totals_of([a_scored(FULL)])) == "1 scored."
    assert run_line(totals_of([a_scored(FULL)], skipped=1)) == "1 scored, 1 file of another kind skipped."


def test_everything_is_said_in_one_order() -> None:
    totals = totals_of([a_scored(FULL, CLEAR, UNFIT)] * 10_000, skipped=2, fresh=4)
    assert run_line(totals) == (
        "10,000 scored, 2 files of another kind skipped, 4 new (not in the baseline), 1 of 2 gates met."
    )
    assert run_line(totals_of([a_scored(FULL, CLEAR)])) == "1 scored, 1 of 1 gate met."


def test_no_gate_is_met_while_a_file_could_not_be_used() -> None:
    totals = totals_of([a_scored(FULL, CLEAR)], PROBLEM, PROBLEM._replace(location=Location("c.yaml")))
    assert run_line(totals) == "1 scored, 2 not usable, 0 of 1 gate met."


def test_a_gate_that_warns_is_no_gate_but_a_warning() -> None:
    assert run_line(totals_of([a_scored(FULL, warns(CLEAR))])) == "1 scored."
    assert run_line(totals_of([a_scored(FULL, CLEAR, warns(UNFIT))])) == "1 scored, 1 of 1 gate met, 1 warning."
