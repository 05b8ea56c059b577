"""What the options of gates demand, and what they refuse before any file is read."""

# ruff: noqa: E501 - a refusal is one line, and stands here as its reader sees it

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest

from builders import BAKERY, CHECKLIST, a_questionnaire
from smi_cli.cli.boundary import UsageError
from smi_cli.cli.gate_options import GateOptions, check_own_demands, own_demands
from smi_cli.loading.gate_request import Demanded
from smi_cli.model.gates import Severity

BOTH = (a_questionnaire(BAKERY), a_questionnaire(CHECKLIST))
POINTS = "a number from 0 to 100, with a point before decimals, at most 18 digits"


def refusal(asked: Callable[[], object]) -> str:
    with pytest.raises(UsageError) as refused:
        asked()
    return str(refused.value)


def demanded(
    *require: str,
    max_missing: str | None = None,
    max_drop: str | None = None,
    no_borderline: bool = False,
    baseline: bool = False,
) -> Demanded:
    earlier = "before.json" if baseline else None
    return own_demands(GateOptions(require, None, max_missing, no_borderline, earlier, max_drop))


def test_everything_on_the_command_line_is_an_error_where_it_is_not_met() -> None:
    assert demanded() == Demanded(Severity.ERROR)
    asked = demanded("overall=60", max_missing="0", max_drop="2.5", no_borderline=True, baseline=True)
    assert asked == Demanded(Severity.ERROR, ("overall=60",), 0, no_borderline=True, max_drop=Fraction(5, 2))
    assert demanded(baseline=True).max_drop is None  # what the gates file says of drops is not overruled


def test_no_number_below_nothing_can_be_missing() -> None:
    assert (
        refusal(lambda: demanded(max_missing="1,5"))
        == "--max-missing takes a whole number from 0 to 1000000, not '1,5'"
    )


@pytest.mark.parametrize("text", ["nan", "inf", "1e999", "-1", "100.1", "", " 5", "5 points", "9" * 5000])
def test_a_drop_is_an_exact_number_of_points(text: str) -> None:
    assert refusal(lambda: demanded(max_drop=text, baseline=True)) == f"--max-drop takes {POINTS}"


def test_a_drop_needs_something_to_drop_from() -> None:
    expected = "--max-drop says how far a score may fall below --baseline FILE: give both"
    assert refusal(lambda: demanded(max_drop="5")) == expected


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (demanded("overall=60", "crafts=5", "nonsense"), "--require: 'bakery' has no 'crafts' to reach (did you mean 'craft'?)"),
        (demanded("overall=nan"), f"--require: 'nan' is no score that 'overall' could reach ({POINTS})"),
        (demanded("max-missing=2"), "--require: 'bakery' has no 'max-missing' to reach (not under require: --max-missing, or max-missing in a gates file)"),
        (demanded("\x1b[31m"), "--require: '\\x1b[31m' is no demand (id=minimum, as in overall=60)"),
    ],
)  # fmt: skip
def test_what_fits_no_questionnaire_is_wrong_usage(asked: Demanded, expected: str) -> None:
    assert refusal(lambda: check_own_demands(asked, lambda: BOTH)) == expected


def test_what_fits_one_questionnaire_is_good() -> None:
    asked = demanded("craft=1", "order=fine", max_missing="3", no_borderline=True)
    check_own_demands(asked, lambda: BOTH)
    clear = demanded(no_borderline=True)
    assert refusal(lambda: check_own_demands(clear, lambda: BOTH[1:])) == "--no-borderline: 'list' has no quadrants"
