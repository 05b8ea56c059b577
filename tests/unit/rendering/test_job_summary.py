"""The page of a job: whole pages, and cut pages of which nothing is broken."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from properties.strategies import texts
from smi_cli.assessing.batch import Scored
from smi_cli.model.answers import Answer, Known
from smi_cli.model.gates import Gate, UnfitGate
from smi_cli.model.problems import Location, Problem
from smi_cli.rendering.cutting import cut_markdown
from smi_cli.rendering.job_summary import LIMIT, JobSummary
from smi_cli.rendering.markdown import table
from unit.assessing.worked import FULL
from unit.rendering.gated import CLEAR, INSTITUTION, UNFIT, a_scored, demands, filled, totals_of, warns

READER = MarkdownIt("commonmark").enable("table")
HOT = demands("heat", "4")
BATCH = "## Bakery Index\n\n2 subjects.\n"


def rendered(scored: list[Scored], *problems: Problem, include_notes: bool = False, batch: str = BATCH) -> str:
    return filled(JobSummary(include_notes=include_notes), scored).render(totals_of(scored, *problems), batch)


def test_a_whole_page() -> None:
    low: dict[str, Answer | int] = {**FULL, "heat": Known(1, note="Ask Ada."), "mill": 1}
    gates = (HOT, warns(demands("craft", "60")), CLEAR)
    scored = [a_scored(FULL, *gates), a_scored(low, *gates, file="b_1.yaml", subject="Bob | Co", respondent="R")]
    problems = [
        Problem(Location("c.yaml", 3, 5), "level-range", "Level 9 is too high", "0 to 4"),
        Problem(Location("d.yaml"), "not-found", "There is no such file"),
    ]
    assert rendered(scored, *problems) == (
        "**2 scored, 2 not usable, 0 of 2 gates met, 1 warning.**\n"
        "\n"
        "## Gates\n"
        "\n"
        "| Gate | Met | Files that do not meet it |\n"
        "| --- | --- | --- |\n"
        "| heat=4 | no | 1 of 2 |\n"
        "| craft=60 | no (warning) | 1 of 2 |\n"
        "| no-borderline | no | 1 of 2 |\n"
        "\n"
        "## Not met\n"
        "\n"
        "| File | Subject | Gate | Why | Begin with |\n"
        "| --- | --- | --- | --- | --- |\n"
        "| b\\_1.yaml | Bob \\| Co | heat=4 | level 1 | heat (level 1, 37.5 points) |\n"
        "| b\\_1.yaml | Bob \\| Co | no-borderline | exactly on the line of Craft"
        " | heat (level 1, 37.5 points); mill (level 1, 12.5 points) |\n"
        "\n"
        "## Problems\n"
        "\n"
        "- c.yaml:3:5: level-range: Level 9 is too high (0 to 4)\n"
        "- d.yaml: not-found: There is no such file\n"
        "\n"
        "## Warnings\n"
        "\n"
        "| File | Subject | Gate | Why | Begin with |\n"
        "| --- | --- | --- | --- | --- |\n"
        "| b\\_1.yaml | Bob \\| Co | craft=60 | Craft is 50.0"
        " | heat (level 1, 37.5 points); mill (level 1, 12.5 points) |\n"
        "\n"
        "## Bakery Index\n"
        "\n"
        "2 subjects.\n"
    )


def test_a_run_without_gates_is_its_line_and_the_summary() -> None:
    assert rendered([a_scored(FULL)]) == f"**1 scored.**\n\n{BATCH}"


def test_a_gate_that_every_scored_file_meets_is_not_known_while_others_are_not_usable() -> None:
    page = rendered([a_scored(FULL, HOT)], Problem(Location("d.yaml"), "not-found", "Gone"))
    assert "| heat=4 | not known, not every file could be used | 0 of 1 |\n" in page
    assert "| heat=4 | yes | 0 of 1 |\n" in rendered([a_scored(FULL, HOT)])


def test_a_note_is_there_only_where_notes_are_wanted() -> None:
    answers: dict[str, Answer | int] = {**FULL, "heat": Known(1, note="A secret.")}
    scored = [a_scored(answers, HOT, respondent="Ada Crumb")]
    assert "secret" not in rendered(scored)
    assert "| heat (level 1, 37.5 points): A secret. |\n" in rendered(scored, include_notes=True)
    assert "Ada" not in rendered(scored, include_notes=True)


def test_only_the_first_failures_and_problems_are_listed_and_the_others_counted() -> None:
    gates = (warns(demands("heat", "2")), HOT)
    scored = [a_scored({**FULL, "heat": 1}, *gates, file=f"{number}.yaml") for number in range(1060)]
    problems = [Problem(Location("c.yaml", line, 1), "unknown-key", "Unknown key") for line in range(1, 53)]
    page = rendered(scored, *problems)
    assert page.count("| heat=4 | level 1 |") == page.count("| heat=2 | level 1 |") == 50
    assert "| 49.yaml |" in page
    assert "\n… and 1,010 more.\n\n## Problems\n" in page
    assert page.count("unknown-key") == 50
    assert "\n… and 2 more.\n\n## Warnings\n" in page
    assert page.endswith(f"\n… and 1,010 more.\n\n{BATCH}")


def rows(tokens: list[Token]) -> list[int]:
    """How many cells each row of each table has."""
    found: list[int] = []
    for token in tokens:
        if token.type == "tr_open":
            found.append(0)
        elif token.type in {"th_open", "td_open"}:
            found[-1] += 1
    return found


@settings(max_examples=150)
@given(texts)
def test_no_text_breaks_a_table(text: str) -> None:
    answers: dict[str, Answer | int] = {**FULL, "heat": Known(1, note=text)}
    gates = [HOT._replace(text=text), warns(Gate(text, UnfitGate(text)))]
    scored = [a_scored(answers, *gates, file=text, subject=text)]
    page = rendered(scored, Problem(Location(text, 1, 1), text, text, text), include_notes=True)
    tokens = READER.parse(page)
    assert rows(tokens) == [3, 3, 5, 5, 5, 5]
    inline = [token.content for token in tokens if token.type == "inline"]
    kinds = {child.type for token in tokens for child in token.children or []}
    assert kinds <= {"text", "strong_open", "strong_close", "softbreak"}
    assert inline.count("Gate") == 3
    headings = [tokens[at + 1].content for at, token in enumerate(tokens) if token.type == "heading_open"]
    assert headings == ["Gates", "Not met", "Problems", "Warnings", "Bakery Index"]


def test_a_page_too_long_for_github_is_cut_between_rows_and_says_so() -> None:
    batch = "".join(f"{line}\n" for line in table(("Subject", "Overall"), [("Ä" * 100, "62.5")] * 10_000))
    page = rendered([a_scored({**FULL, "heat": 1}, HOT, UNFIT, INSTITUTION)], batch=batch)
    assert LIMIT - 1000 < len(page.encode()) <= LIMIT
    *_, last_row, blank, said = page.splitlines()
    assert (last_row, blank) == (f"| {'Ä' * 100} | 62.5 |", "")
    left = 10_000 - page.count("| 62.5 |")
    assert said == (
        f"… and {left:,} more lines ({left * 212:,} bytes) are left out, as the page may hold no more."
        " The other formats hold everything."
    )
    assert rows(READER.parse(page))[-1] == 2


def test_a_page_that_fits_is_left_alone() -> None:
    assert cut_markdown("é" * 50, 100) == "é" * 50
    assert cut_markdown("é" * 51, 101).startswith("\n… and 1 more lines (102 bytes)")


DRAWING = ["```text", "100 ┤", "    | --- |", "```", ""]
TABLE = ["| a | b |", "| --- | --- |", "| 1 | 2 |", "| 3 | 4 |", ""]
WORDS = ["Words.", ""]


@given(st.lists(st.sampled_from([DRAWING, TABLE, WORDS]), min_size=1, max_size=12), st.integers(0, 400))
def test_a_cut_leaves_nothing_half(blocks: list[list[str]], room: int) -> None:
    document = "".join(f"{line}\n" for block in blocks for line in block)
    page = cut_markdown(document, 200 + room)
    assert len(page.encode()) <= 200 + room
    if page == document:
        return
    kept, said = page.split("\n… and ")
    assert document.startswith(kept)
    assert said.endswith("The other formats hold everything.\n")
    tokens = READER.parse(page)
    assert set(rows(tokens)) <= {2}
    fences = [token for token in tokens if token.type == "fence"]
    assert all(token.content == "100 ┤\n    | --- |\n" for token in fences)
    said_in = [token for token in tokens if token.type == "inline" and "The other formats" in token.content]
    assert len(said_in) == 1
    assert said_in[0].level == 1
    paragraphs = [token.content for token in tokens if token.type == "inline" and token.level == 1]
    assert not [content for content in paragraphs if content.startswith("|")]


def test_long_texts_are_cut_so_that_the_rows_behind_them_are_seen() -> None:
    answers: dict[str, Answer | int] = {**FULL, "heat": Known(1, note="n" * 300_000)}
    scored = [a_scored(answers, HOT, subject="s" * 300_000) for _ in range(4)]
    page = rendered(scored, Problem(Location("z.yaml"), "unknown-key", "k" * 300_000), include_notes=True)
    assert page.count(f"| {'s' * 99}… | heat=4 | level 1 | heat (level 1, 37.5 points): nnn") == 4
    assert len(page) < 10_000
    assert page.endswith(BATCH)
