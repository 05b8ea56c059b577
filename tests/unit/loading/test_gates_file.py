"""A gates file as what it demands, and what can be wrong with it."""

# ruff: noqa: E501 - a problem is one line, and stands here as its reader sees it

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from builders import BAKERY, CHECKLIST, a_document, a_questionnaire
from smi_cli.loading.gate_request import Demanded
from smi_cli.loading.gates_file import decode_gates
from smi_cli.loading.library import Library, read_gates
from smi_cli.model.gates import Severity
from smi_cli.model.problems import Problems

BOTH = (a_questionnaire(BAKERY), a_questionnaire(CHECKLIST))
NUMBER = "(digits, and a point before decimals, and nothing else)"
SEVERAL = "(write quadrant=counter)"


def outcome(text: str) -> tuple[Demanded, ...] | Problems:
    return decode_gates(a_document(f"format: smi.gates/1\n{text}", "g.yaml"), lambda: BOTH)


def problems(text: str) -> list[str]:
    found = outcome(text)
    return [str(one).removeprefix("g.yaml:") for one in found.items] if isinstance(found, Problems) else []


def test_both_halves_are_read() -> None:
    text = """\
        questionnaire: bakery
        error:
          require: [quadrant=institution, "quadrant=institution,workshop", overall=60]
          max-missing: 2
          no-borderline: true
          max-drop: 2.5
        warn:
          require:
            - quadrant=institution,counter
          no-borderline: false
        """
    assert outcome(text.replace("        ", "")) == (
        Demanded(
            Severity.ERROR,
            ("quadrant=institution", "quadrant=institution,workshop", "overall=60"),
            2,
            no_borderline=True,
            max_drop=Fraction(5, 2),
            questionnaire="bakery",
        ),
        Demanded(Severity.WARN, ("quadrant=institution,counter",), questionnaire="bakery"),
    )


def test_what_fits_any_questionnaire_is_good() -> None:
    assert outcome("warn: {require: [craft=1, desk=2], no-borderline: True}\nerror:\n") == (
        Demanded(Severity.ERROR),
        Demanded(Severity.WARN, ("craft=1", "desk=2"), no_borderline=True),
    )
    assert problems("error: {max-missing: 0}") == problems("warn: {max-drop: 0}") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # nothing demanded
        ("", ["1:1: no-gates: The file demands nothing (list demands under error or warn, require: [overall=60])"]),
        ("error: {no-borderline: false}\nwarn: {}", ["1:1: no-gates: The file demands nothing (list demands under error or warn, require: [overall=60])"]),
        # keys
        ("errors: {max-missing: 1}", ["2:1: unknown-key: a gates file has no key 'errors' (did you mean 'error'?)"]),
        ("error: {max_missing: 1}", ["2:9: unknown-key: error has no key 'max_missing' (did you mean 'max-missing'?)"]),
        ("error: [overall=60]", ["2:8: wrong-type: error has to be a mapping with require, max-missing, no-borderline, max-drop, not a list"]),
        ("questionnaire:\nerror: {max-missing: 1}", ["2:15: bad-id: '' cannot be an id (lower-case words joined by hyphens, at most 64 characters)"]),
        # demands
        ("error: {require: overall=60}", ["2:18: wrong-type: require has to be a list, not 'overall=60'"]),
        ("error: {require: []}", ["2:18: too-few: require has to list at least 1"]),
        (f"error: {{require: [{'overall=1, ' * 101}]}}", ["2:18: too-many: require can list at most 100"]),
        ("error: {require: [{overall: 60}]}", ["2:19: wrong-type: item 1 of require has to be text, not a mapping"]),
        ("error: {require: [60]}", ["2:19: bad-demand: '60' is no demand (id=minimum, as in overall=60)"]),
        ("error: {require: [quadrant=stall,counter]}", [f"2:34: bad-demand: 'counter' is no demand {SEVERAL}"]),
        ("error: {require: [overall=60]}\nwarn:\n  require:\n    - overall=70\n    - craft=nan\n    - till=5",
         ["6:7: out-of-range: 'nan' is no score that 'craft' could reach (a number from 0 to 100, with a point before decimals, at most 18 digits)",
          "7:7: out-of-range: 'till' has no level '5' to reach (a whole number from 1 to 4)"]),
        ("error: {require: [crafts=1]}", ["2:19: unknown-reference: 'bakery' has no 'crafts' to reach (did you mean 'craft'?)"]),
        # numbers
        ("error: {max-missing: -1}", ["2:22: out-of-range: max-missing is '-1', which is out of range (at least 0)"]),
        ("error: {max-missing: 1.5}", ["2:22: wrong-type: max-missing has to be a whole number, not '1.5'"]),
        ("error: {max-missing: few}", ["2:22: wrong-type: max-missing has to be a number, not 'few'"]),
        ("error: {max-drop: 101}", ["2:19: out-of-range: max-drop is '101', which is out of range (from 0 to 100)"]),
        ("error: {max-drop: 5 points}", [f"2:19: wrong-type: max-drop has to be a number, not '5 points' {NUMBER}"]),
        # true or false
        ("error: {no-borderline: yes}", ["2:24: wrong-type: no-borderline has to be true or false, not 'yes'"]),
        ("error: {no-borderline: 1}", ["2:24: wrong-type: no-borderline has to be true or false, not '1'"]),
        ("error: {no-borderline: [true]}", ["2:24: wrong-type: no-borderline has to be true or false, not a list"]),
        ("error: {no-borderline: 'true'}", ["2:24: wrong-type: no-borderline has to be true or false, not 'true' (leave out the quotation marks)"]),
    ],
)  # fmt: skip
def test_problems(text: str, expected: list[str]) -> None:
    assert problems(text) == expected


def test_no_borderline_wants_quadrants() -> None:
    document = a_document("format: smi.gates/1\nwarn: {no-borderline: true}\n", "g.yaml")
    found = decode_gates(document, lambda: BOTH[1:])
    assert isinstance(found, Problems)
    assert [str(one) for one in found.items] == ["g.yaml:2:8: unknown-reference: 'list' has no quadrants"]


def in_a_file(tmp_path: Path, text: str, library: Library) -> list[str]:
    path = tmp_path / "g.yaml"
    path.write_text(text)
    found = read_gates(str(path), library)
    return [str(one).removeprefix(f"{path}:") for one in found.items] if isinstance(found, Problems) else []


def test_the_questionnaire_that_the_file_names_is_the_one_that_its_gates_have_to_fit(tmp_path: Path) -> None:
    text = "format: smi.gates/1\nquestionnaire: {}\nerror: {{require: [overall=60, quadrant=leader]}}\n"
    library = Library()
    assert in_a_file(tmp_path, text.format("smi"), library) == []
    no_quadrants = "3:31: unknown-reference: 'checklist' has no quadrants"
    assert in_a_file(tmp_path, text.format("checklist"), library) == [no_quadrants]
    (unknown,) = in_a_file(tmp_path, text.format("smy"), library)
    assert unknown.startswith("2:16: unknown-questionnaire: No questionnaire called 'smy' ships with smi")


def test_without_a_name_the_gates_have_to_fit_one_that_ships_the_default_first_or_the_chosen_one(
    tmp_path: Path,
) -> None:
    text = "format: smi.gates/1\nerror: {{require: [{}]}}\n"
    library = Library(default="smi")
    assert in_a_file(tmp_path, text.format("readiness=mature, quadrant=leader"), library) == []
    unknown = "2:19: unknown-reference: 'smi' has no 'invesment' to reach (did you mean 'investment'?)"
    assert in_a_file(tmp_path, text.format("invesment=50"), library) == [unknown]
    (tmp_path / "own.yaml").write_text(BAKERY)
    chosen = Library(str(tmp_path / "own.yaml"), "smi")
    assert in_a_file(tmp_path, text.format("craft=50"), chosen) == []
    names = "2:19: unknown-reference: 'bakery' has no 'readiness' to reach"
    assert in_a_file(tmp_path, text.format("readiness=mature"), chosen) == [names]


def test_a_file_of_another_kind(tmp_path: Path) -> None:
    other = "1:1: wrong-kind: This is a file of the format smi.answers/1 (wanted is format: smi.gates/1)"
    assert in_a_file(tmp_path, "format: smi.answers/1\n", Library()) == [other]
