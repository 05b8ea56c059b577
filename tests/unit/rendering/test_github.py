"""Annotations: whole outputs, and read back by the rules that GitHub documents for its workflow commands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from properties.strategies import texts
from smi_cli.assessing.batch import Scored, Totals
from smi_cli.model.answers import Answer, Known
from smi_cli.model.gates import Gate, UnfitGate
from smi_cli.model.problems import Location, Problem
from smi_cli.rendering.github import Annotations
from smi_cli.rendering.harmless import plain
from unit.assessing.worked import FULL
from unit.rendering.gated import CLEAR, UNFIT, a_scored, demands, filled, totals_of, warns

HOT = demands("heat", "4")


def annotate(scored: Sequence[Scored], totals: Totals, *, include_notes: bool) -> str:
    return filled(Annotations(include_notes=include_notes), scored).render(totals)


class Command(NamedTuple):
    """A workflow command as GitHub's runner understands it."""

    name: str
    properties: dict[str, str]
    message: str


def read_line(line: str) -> Command:
    """`::name key=value,key=value::message`, the escapes undone."""
    match = re.match(r"::([a-z]+)(?: (.*?))?::(.*)$", line)
    assert match, line
    pairs = [pair.split("=", 1) for pair in match[2].split(",")] if match[2] else []
    properties = {key: _undo(value.replace("%3A", ":").replace("%2C", ",")) for key, value in pairs}
    return Command(match[1], properties, _undo(match[3]))


def _undo(text: str) -> str:
    return text.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")


def test_whole_annotations() -> None:
    low: dict[str, Answer | int] = {**FULL, "heat": Known(1, note="Ask Ada."), "till": 2}
    scored = [
        a_scored(FULL, HOT, warns(demands("till", "4")), UNFIT),
        a_scored(
            low, HOT, warns(demands("till", "4")), UNFIT, file="in, out/b.yaml", subject="50%: Bob", respondent="R"
        ),
    ]
    problems = [
        Problem(Location("c.yaml", 3, 5), "level-range", "Level 9 is too high", "0 to 4"),
        Problem(Location("d.yaml"), "not-found", "There is no such file"),
    ]
    assert annotate(scored, totals_of(scored, *problems), include_notes=False) == (
        "::error file=c.yaml,line=3,col=5,title=level-range::Level 9 is too high (0 to 4)\n"
        "::error file=d.yaml,title=not-found::There is no such file\n"
        "::error file=in%2C out/b.yaml,line=12,col=3,title=gate not met::"
        "50%25: Bob: heat=4: level 1. Begin with: heat (level 1, 37.5 points)\n"
        "::error file=a.yaml,title=gate not met::Crumb & Sons: maturity=momentum: the Bakery Index knows no maturity.\n"
        "::error file=in%2C out/b.yaml,title=gate not met::"
        "50%25: Bob: maturity=momentum: the Bakery Index knows no maturity.\n"
        "::warning file=in%2C out/b.yaml,line=14,col=3,title=gate not met::"
        "50%25: Bob: till=4: level 2. Begin with: till (level 2, 25.0 points)\n"
    )


def test_a_run_without_anything_to_say_says_nothing() -> None:
    scored = [a_scored(FULL, HOT, CLEAR)]
    assert annotate(scored, totals_of(scored), include_notes=True) == ""


def test_a_note_is_there_only_where_notes_are_wanted() -> None:
    answers: dict[str, Answer | int] = {**FULL, "heat": Known(1, note="A secret.")}
    scored = [a_scored(answers, HOT, respondent="Ada Crumb")]
    assert "secret" not in annotate(scored, totals_of(scored), include_notes=False)
    assert annotate(scored, totals_of(scored), include_notes=True) == (
        "::error file=a.yaml,line=12,col=3,title=gate not met::"
        "Crumb & Sons: heat=4: level 1. Begin with: heat (level 1, 37.5 points): A secret.\n"
    )


def test_the_worst_ten_of_each_kind_are_shown_and_the_others_counted() -> None:
    scored = [
        a_scored({**FULL, "heat": level}, HOT, warns(demands("heat", "3")), file=f"{number:02}.yaml")
        for number, level in enumerate([3, 2, 1, 0, 3, 2, 1] * 3)
    ]
    lines = annotate(scored, totals_of(scored), include_notes=False).splitlines()
    errors, warnings = ([read_line(line) for line in lines if line.startswith(f"::{kind}")] for kind in _KINDS)
    points = [re.findall(r"(\d+\.\d) points", one.message)[-1] for one in errors]
    assert points == ["50.0"] * 3 + ["37.5"] * 6 + ["25.0"]
    assert [one.properties["file"] for one in errors[:4]] == ["03.yaml", "10.yaml", "17.yaml", "02.yaml"]
    assert errors[-1].properties["file"] == "01.yaml"  # the first of six that cost as much
    assert len(warnings) == 10
    assert lines[-1] == (
        "::notice::… and 16 more: 11 errors and 5 warnings."
        " Shown is what costs most points, files that could not be used first."
    )
    assert len(lines) == 21


_KINDS = ("error", "warning")


def test_files_that_could_not_be_used_come_before_all_else() -> None:
    scored = [a_scored({**FULL, "heat": 0}, HOT)]
    problems = [Problem(Location("z.yaml", line, 1), "unknown-key", "Unknown key") for line in range(1, 13)]
    lines = annotate(scored, totals_of(scored, *problems), include_notes=False).splitlines()
    assert [read_line(line).properties.get("line") for line in lines] == [*map(str, range(1, 11)), None]
    assert read_line(lines[-1]).message.startswith("… and 3 more: 3 errors. ")


def test_long_texts_are_cut_and_what_stands_behind_them_is_still_said() -> None:
    answers: dict[str, Answer | int] = {**FULL, "heat": Known(1, note="n" * 300_000)}
    scored = [a_scored(answers, HOT, subject="\x1b%" * 300_000)]
    problem = Problem(Location("z.yaml", 1, 1), "unknown-key", "k" * 300_000)
    bad, gate = annotate(scored, totals_of(scored, problem), include_notes=True).splitlines()
    assert read_line(bad).message == "k" * 999 + "…"
    message = read_line(gate).message
    assert message.startswith("\\x1b%" * 19 + "\\x1b…: heat=4: level 1. Begin with: heat (level 1, 37.5 points): nnn")
    assert len(message) == 1000


HOSTILE = st.lists(
    st.sampled_from(
        ["::", "::error::", "##", "#", "[", "##[error]", "##vso[task.x]", "%", "%0A", "\r\n", ",", ":", "="]
    )
    | texts,
    max_size=6,
).map("".join)


@settings(max_examples=300)
@given(HOSTILE)
def test_no_text_is_a_command_or_a_second_line(text: str) -> None:
    answers: dict[str, Answer | int] = {**FULL, "heat": Known(1, note=text)}
    gates = [HOT._replace(text=text), warns(Gate(text, UnfitGate(text)))]
    scored = [a_scored(answers, *gates, file=text, subject=text)]
    totals = Totals(1, 1, 0, 0, (), (Problem(Location(text, 7, 9), text, text, text),))
    output = annotate(scored, totals, include_notes=True)
    lines = output.splitlines()
    assert output.count("\n") == len(lines) == 3
    commands = [read_line(line) for line in lines]
    assert [one.name for one in commands] == ["error", "error", "warning"]
    assert [(one.properties.get("line"), one.properties.get("col")) for one in commands] == [
        ("7", "9"),
        ("12", "3"),
        (None, None),
    ]
    assert [one.properties["file"] for one in commands] == [broken(plain(text))] * 3
    assert not re.search("##", output)


def broken(text: str) -> str:
    """What a text is shown as: the openings of old commands taken apart."""
    return re.sub("#(?=#)", "# ", text)


@given(st.lists(st.integers(0, 4), min_size=1, max_size=40))
def test_what_is_kept_is_what_sorting_everything_would_keep(levels: list[int]) -> None:
    scored = [a_scored({**FULL, "heat": level}, HOT, file=str(number)) for number, level in enumerate(levels)]
    found = annotate(scored, totals_of(scored), include_notes=False).splitlines()
    lost = [(-Fraction(4 - level), str(number)) for number, level in enumerate(levels) if level < 4]
    worst = [file for _, file in sorted(lost, key=lambda pair: pair[0])][:10]
    assert [read_line(line).properties["file"] for line in found[:10]] == worst
    assert len(found) == len(worst) + (len(lost) > 10)
