"""JUnit XML: whole documents, against the schema of the Jenkins xUnit plugin, read back by a reader of others."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from xml.etree import ElementTree as ET

from hypothesis import given, settings
from junitparser import JUnitXml
from xmlschema import XMLSchema10

from conftest import ROOT
from properties.strategies import texts
from smi_cli.assessing.batch import Scored, Totals
from smi_cli.model.answers import Answer, Known
from smi_cli.model.gates import Gate, UnfitGate
from smi_cli.model.problems import Location, Problem
from smi_cli.rendering.harmless import plain
from smi_cli.rendering.junit import JUnit
from unit.assessing.worked import FULL
from unit.rendering.gated import CLEAR, FEW_MISSING, INSTITUTION, UNFIT, a_scored, demands, filled, totals_of, warns

SCHEMA = ROOT / "tests" / "data" / "junit-10.xsd"


@cache
def schema(path: Path = SCHEMA) -> XMLSchema10:
    return XMLSchema10(path)


def rendered(scored: list[Scored], *problems: Problem, include_notes: bool = False) -> str:
    document = filled(JUnit(include_notes=include_notes), scored).render(totals_of(scored, *problems))
    schema().validate(document)
    return document


def test_a_whole_document() -> None:
    low: dict[str, Answer | int] = {**FULL, "heat": Known(1, note="Ask Ada."), "till": 2}
    scored = [
        a_scored(FULL, INSTITUTION, warns(demands("heat", "2")), FEW_MISSING),
        a_scored(low, INSTITUTION, warns(demands("heat", "2")), FEW_MISSING, file="b.yaml", subject="<Bob>"),
    ]
    problems = [
        Problem(Location("c.yaml", 3, 5), "level-range", 'Level "9" is too high', "0 to 4"),
        Problem(Location("c.yaml", 7, 1), "unknown-key", "Unknown key 'leval'"),
        Problem(Location("d.yaml"), "not-found", "There is no such file"),
    ]
    assert rendered(scored, *problems) == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<testsuites name="2 scored, 2 not usable, 0 of 2 gates met, 1 warning." tests="8" failures="0" errors="2">\n'
        '  <testsuite name="bakery" tests="6" failures="0" errors="0">\n'
        '    <testcase classname="a.yaml" name="quadrant=institution"/>\n'
        '    <testcase classname="a.yaml" name="heat=2"/>\n'
        '    <testcase classname="a.yaml" name="max-missing=1"/>\n'
        '    <testcase classname="b.yaml" name="quadrant=institution"/>\n'
        '    <testcase classname="b.yaml" name="heat=2">\n'
        "      <system-out>warning: &lt;Bob&gt;: heat=2: level 1\n"
        "b.yaml:12:3: heat (level 1, 37.5 points)</system-out>\n"
        "    </testcase>\n"
        '    <testcase classname="b.yaml" name="max-missing=1"/>\n'
        "  </testsuite>\n"
        '  <testsuite name="not usable" tests="2" failures="0" errors="2">\n'
        '    <testcase classname="c.yaml" name="usable">\n'
        '      <error type="level-range" message="Level &quot;9&quot; is too high">'
        "c.yaml:3:5: level-range: Level &quot;9&quot; is too high (0 to 4)\n"
        "c.yaml:7:1: unknown-key: Unknown key &#x27;leval&#x27;</error>\n"
        "    </testcase>\n"
        '    <testcase classname="d.yaml" name="usable">\n'
        '      <error type="not-found" message="There is no such file">'
        "d.yaml: not-found: There is no such file</error>\n"
        "    </testcase>\n"
        "  </testsuite>\n"
        "</testsuites>\n"
    )


def test_a_gate_that_is_not_met_is_a_failure_that_explains_itself() -> None:
    document = rendered([a_scored({**FULL, "heat": 1, "mill": 1}, INSTITUTION, CLEAR, UNFIT)])
    assert document == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<testsuites name="1 scored, 0 of 3 gates met." tests="3" failures="3" errors="0">\n'
        '  <testsuite name="bakery" tests="3" failures="3" errors="0">\n'
        '    <testcase classname="a.yaml" name="quadrant=institution">\n'
        '      <failure type="gate" message="quadrant=institution: Counter">'
        "Crumb &amp; Sons: quadrant=institution: Counter\n"
        "a.yaml:12:3: heat (level 1, 37.5 points)\n"
        "a.yaml:10:3: mill (level 1, 12.5 points)</failure>\n"
        "    </testcase>\n"
        '    <testcase classname="a.yaml" name="no-borderline">\n'
        '      <failure type="gate" message="no-borderline: exactly on the line of Craft">'
        "Crumb &amp; Sons: no-borderline: exactly on the line of Craft\n"
        "a.yaml:12:3: heat (level 1, 37.5 points)\n"
        "a.yaml:10:3: mill (level 1, 12.5 points)</failure>\n"
        "    </testcase>\n"
        '    <testcase classname="a.yaml" name="maturity=momentum">\n'
        '      <failure type="gate" message="maturity=momentum: the Bakery Index knows no maturity">'
        "Crumb &amp; Sons: maturity=momentum: the Bakery Index knows no maturity</failure>\n"
        "    </testcase>\n"
        "  </testsuite>\n"
        "</testsuites>\n"
    )


def test_a_file_without_gates_is_scored() -> None:
    assert rendered([a_scored(FULL)]) == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<testsuites name="1 scored." tests="1" failures="0" errors="0">\n'
        '  <testsuite name="bakery" tests="1" failures="0" errors="0">\n'
        '    <testcase classname="a.yaml" name="scored"/>\n'
        "  </testsuite>\n"
        "</testsuites>\n"
    )


def test_a_run_over_nothing_is_a_document_too() -> None:
    assert rendered([]) == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<testsuites name="0 scored." tests="0" failures="0" errors="0">\n</testsuites>\n'
    )


def test_notes_and_respondents_stay_out_unless_notes_are_wanted() -> None:
    answers: dict[str, Answer | int] = {**FULL, "heat": Known(1, note="A secret.")}
    scored = [a_scored(answers, demands("heat", "2"), respondent="Ada Crumb")]
    assert "secret" not in rendered(scored)
    assert "heat (level 1, 37.5 points): A secret.</failure>" in rendered(scored, include_notes=True)
    assert "Ada" not in rendered(scored, include_notes=True)


def read_back(document: str) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """Every case by its file and name, with the texts of its failures and errors, as another reader sees them."""
    cases = [case for suite in JUnitXml.fromstring(document.encode()) for case in suite]
    return [
        (case.classname, case.name, [(type(one).__name__, one.text or "") for one in case.result]) for case in cases
    ]


def test_another_reader_finds_every_case() -> None:
    scored = [a_scored({**FULL, "heat": 1}, demands("heat", "2"), FEW_MISSING), a_scored(FULL, CLEAR, file="b.yaml")]
    assert read_back(rendered(scored, Problem(Location("c.yaml"), "not-found", "Gone"))) == [
        ("a.yaml", "heat=2", [("Failure", "Crumb & Sons: heat=2: level 1\na.yaml:12:3: heat (level 1, 37.5 points)")]),
        ("a.yaml", "max-missing=1", []),
        ("b.yaml", "no-borderline", []),
        ("c.yaml", "usable", [("Error", "c.yaml: not-found: Gone")]),
    ]


NO_XML = "\x00\x08\x0b\x1f\ud800\udfff\ufffe\uffff\U0001fffe]]><!--&lt;"


def check_hostile(text: str) -> None:
    answers: dict[str, Answer | int] = {**FULL, "heat": Known(1, note=text)}
    gates = [demands("heat", "2")._replace(text=text), warns(Gate(text, UnfitGate(text)))]
    scored = [a_scored(answers, *gates, file=text, subject=text)]
    totals = Totals(1, 1, 0, 0, (), (Problem(Location(text, 1, 1), text, text, text),))
    document = filled(JUnit(include_notes=True), scored).render(totals)
    schema().validate(document)
    root = ET.fromstring(document.encode())  # noqa: S314 - our own document
    names = [case.get("name") for case in root.iter("testcase")]
    shown = plain(text).replace("\ufffe", "\\ufffe").replace("\uffff", "\\uffff")
    assert names == [shown, shown, "usable"]
    assert [case.get("classname") for case in root.iter("testcase")] == [shown] * 3


@settings(max_examples=100)
@given(texts)
def test_no_text_breaks_the_document(text: str) -> None:
    check_hostile(text)


def test_what_xml_forbids_is_escaped() -> None:
    check_hostile(NO_XML)
