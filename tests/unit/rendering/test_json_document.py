"""JSON: what readers rely on beyond the golden files."""

from __future__ import annotations

import json
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from builders import replace
from results import a_results_document
from smi_cli.assessing.measuring import Range
from smi_cli.model.problems import Location, Problem
from smi_cli.rendering.harmless import json_text
from unit.assessing.worked import FULL, assessed, on_map

ODD = {"Cc", "Cf", "Cs", "Zl", "Zp"}


@given(st.text(st.characters(codec=None)))
def test_any_text_comes_back_and_no_odd_character_is_written(text: str) -> None:
    from unicodedata import category

    written = json_text(json.dumps(text, ensure_ascii=False))
    assert [character for character in written if category(character) in ODD] == []
    assert json.loads(written) == text


def test_numbers_stand_as_read_and_exactly() -> None:
    document = json.loads(a_results_document([("a.yaml", assessed(FULL))], []))
    (axis, *_) = document["results"][0]["axes"]
    assert axis["score"] == round(float(Fraction(axis["exact"]["score"])), 1)
    total = sum(Fraction(question["contribution"]["exact"]) for question in axis["questions"])
    assert total == Fraction(axis["exact"]["score"])


def test_the_document_is_complete_without_results() -> None:
    problem = Problem(Location("a.yaml", 3, 7), "some-code", "Something", "a hint")
    assert json.loads(a_results_document([], [problem])) == {
        "schema": "smi.result/1",
        "results": [],
        "problems": [
            {"file": "a.yaml", "line": 3, "column": 7, "code": "some-code", "message": "Something", "hint": "a hint"}
        ],
        "gates": [],
    }


def test_a_number_never_rounds_to_the_other_side_of_a_line() -> None:
    exact = Fraction("49.99999999999999997")
    there = on_map("20", "20")
    across_score, up_score = there.scores.axes
    there.scores = replace(there.scores, axes=(replace(across_score, range=Range(exact, exact, exact)), up_score))
    across = json.loads(a_results_document([("a.yaml", there)], []))["results"][0]["axes"][0]
    assert across["exact"]["score"] == str(exact)
    assert across["score"] < across["cut"] == 50.0
