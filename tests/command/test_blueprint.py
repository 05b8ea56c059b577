"""`smi blueprint --for`: the blueprint of a result, and answers that have none."""

from __future__ import annotations

import pytest

from conftest import Smi

BAKERY = ("--questionnaire", "tests/data/questionnaires/bakery.yaml")


def test_a_quadrant_and_answers_at_once_are_too_much(smi: Smi) -> None:
    result = smi("blueprint", "stall", "--for", "tests/data/answers/certain.yaml", *BAKERY)
    assert (result.code, result.out) == (2, "")
    assert result.err == "smi: stall is a quadrant, and --for finds one by itself; give one of the two\n"


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ("unplaced", "no-blueprint: These answers lead to no blueprint: Silent Loaf cannot be placed yet: "),
        ("middle", "no-blueprint: These answers lead to no blueprint: Halfway House is in the quadrant Counter: "),
        ("nowhere", "not-found: There is no such file"),
    ],
)
def test_answers_without_a_blueprint(answers: str, expected: str, smi: Smi) -> None:
    result = smi("blueprint", "--for", f"tests/data/answers/{answers}.yaml", *BAKERY)
    assert (result.code, result.out) == (3, "")
    assert result.err.startswith(f"tests/data/answers/{answers}.yaml: {expected}")
