"""The badge: whole documents, by every kind of run."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from builders import CHECKLIST, an_instrument, replace
from properties.strategies import texts
from smi_cli.assessing.assessment import Assessment
from smi_cli.assessing.batch import Digests, Scored, Totals
from smi_cli.assessing.compiling import compile_questionnaire
from smi_cli.model.answers import Known
from smi_cli.model.problems import Location, Problem
from smi_cli.rendering.badge import Badge
from smi_cli.rendering.harmless import plain
from unit.assessing.worked import FULL, UNKNOWN
from unit.rendering.gated import CLEAR, INSTITUTION, a_scored, filled, totals_of, warns

PROBLEM = Problem(Location("c.yaml", 3, 5), "level-range", "Level 9 is too high")
WORKSHOP = {**FULL, "opening": 0}
STALL = {**dict.fromkeys(FULL, 0), "opening": 1}


def badge(scored: list[Scored], *problems: Problem) -> str:
    return filled(Badge(), scored).render(totals_of(scored, *problems))


def a_list(desk: int) -> Scored:
    """A file of a questionnaire without quadrants."""
    instrument = an_instrument(CHECKLIST)
    answers = replace(a_scored({}).assessment.answers, questionnaire="list", by_question={"desk": Known(desk)})
    compiled = compile_questionnaire(instrument.questionnaire)
    return Scored("list.yaml", Assessment(instrument, compiled, answers), (), None, Digests("", "", ""), Location)


def test_one_file_is_its_quadrant_and_its_overall() -> None:
    assert badge([a_scored(FULL)]) == (
        '{"schemaVersion": 1, "label": "Bakery Index", "message": "Institution 100.0", "color": "green"}\n'
    )
    assert badge([a_scored(WORKSHOP)]) == (
        '{"schemaVersion": 1, "label": "Bakery Index", "message": "Workshop 50.0", "color": "yellow"}\n'
    )
    assert badge([a_scored(STALL)]) == (
        '{"schemaVersion": 1, "label": "Bakery Index", "message": "Stall 0.0", "color": "orange"}\n'
    )


def test_what_is_not_certain_is_said_and_coloured_at_its_worst() -> None:
    assert badge([a_scored({**FULL, "till": UNKNOWN})]) == (
        '{"schemaVersion": 1, "label": "Bakery Index", "message": "Institution (or Workshop) 100.0",'
        ' "color": "yellow"}\n'
    )
    assert badge([a_scored({"opening": 3})]) == (
        '{"schemaVersion": 1, "label": "Bakery Index", "message": "not placed", "color": "blue"}\n'
    )


def test_without_quadrants_it_is_the_rung() -> None:
    assert badge([a_list(2)]) == (
        '{"schemaVersion": 1, "label": "Checklist", "message": "Fine 100.0", "color": "blue"}\n'
    )


def test_one_file_with_gates_keeps_its_quadrant() -> None:
    assert badge([a_scored(FULL, INSTITUTION)]) == (
        '{"schemaVersion": 1, "label": "Bakery Index", "message": "Institution 100.0", "color": "brightgreen"}\n'
    )
    assert badge([a_scored(WORKSHOP, INSTITUTION, CLEAR)]) == (
        '{"schemaVersion": 1, "label": "Bakery Index", "message": "Workshop 50.0, 0 of 2 gates met", "color": "red",'
        ' "isError": true}\n'
    )


def test_several_files_are_counted() -> None:
    assert badge([a_scored(FULL), a_scored(WORKSHOP), a_scored(FULL)]) == (
        '{"schemaVersion": 1, "label": "Bakery Index", "message": "Institution: 2 of 3", "color": "blue"}\n'
    )
    assert badge([a_scored(FULL, INSTITUTION), a_scored(FULL, INSTITUTION)]) == (
        '{"schemaVersion": 1, "label": "Bakery Index", "message": "1 of 1 gate met", "color": "brightgreen"}\n'
    )
    assert badge([a_scored(FULL, warns(INSTITUTION)), a_list(0)]) == (
        '{"schemaVersion": 1, "label": "maturity", "message": "2 scored", "color": "blue"}\n'
    )


def test_what_could_not_be_used_is_an_error() -> None:
    assert badge([], PROBLEM) == (
        '{"schemaVersion": 1, "label": "maturity", "message": "not scored", "color": "lightgrey", "isError": true}\n'
    )
    assert badge([a_scored(FULL)], PROBLEM) == (
        '{"schemaVersion": 1, "label": "Bakery Index", "message": "Institution 100.0, 1 not usable", "color": "red",'
        ' "isError": true}\n'
    )
    unwritten = Totals(1, 0, 0, 0, (), (PROBLEM,))
    assert filled(Badge(), [a_scored(FULL)]).render(unwritten) == (
        '{"schemaVersion": 1, "label": "Bakery Index", "message": "Institution 100.0, 1 problem", "color": "red",'
        ' "isError": true}\n'
    )


@given(texts.filter(lambda text: bool(plain(text))), st.booleans())
def test_no_title_breaks_the_document(title: str, alone: bool) -> None:
    scored = a_scored(FULL)
    questionnaire = scored.assessment.questionnaire
    grid = questionnaire.grid
    assert grid is not None
    named = grid._replace(quadrants=tuple(cell._replace(title=title) for cell in grid.quadrants))
    compiled = compile_questionnaire(questionnaire._replace(title=title, grid=named))
    hostile = Assessment(scored.assessment.instrument, compiled, scored.assessment.answers)
    several = [scored._replace(assessment=hostile)] * (1 if alone else 2)
    output = badge(several)
    assert output.count("\n") == 1
    read = json.loads(output)
    assert read["label"] == plain(title)
    assert read["message"] == plain(f"{title} 100.0" if alone else f"{title}: 2 of 2")
