"""Many subjects on the quadrants: every occupied cell shows, every sign says how many, no name hides a point."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from builders import replace
from smi_cli.assessing.raster import COLUMNS, ROWS, Cell
from smi_cli.model.questionnaire import Grid
from smi_cli.rendering.density import Crowd, draw_crowd, explain_signs, signs_for
from smi_cli.rendering.plane import ASCII, SCALE, UNICODE, WIDTH, Glyphs
from unit.rendering.test_plane import TITLES, a_grid, grids

GLYPHS = st.sampled_from([UNICODE, ASCII])
CELLS = st.dictionaries(
    st.tuples(st.integers(0, COLUMNS - 1), st.integers(0, ROWS - 1)), st.integers(1, 10_000), min_size=1, max_size=60
)


@given(grids(), CELLS, GLYPHS)
def test_every_occupied_cell_shows_how_many_subjects_it_holds(
    grid: Grid, cells: dict[Cell, int], glyphs: Glyphs
) -> None:
    crowd = Crowd(grid, cells, Counter({"stall": 3, "institution": 12_345}))
    lines = draw_crowd(crowd, glyphs)
    drawn = [line[SCALE + 2 :] for line in lines[2 : 2 + ROWS]]
    signs = {sign.glyph: sign for sign in signs_for(crowd, glyphs)}
    for (column, row), subjects in cells.items():
        sign = signs[drawn[ROWS - 1 - row][column]]
        assert sign.least <= subjects <= sign.most
    # Nothing else looks like a subject.
    assert sum(character in signs for line in drawn for character in line[:COLUMNS]) == len(cells)
    assert max(map(cell_len, lines)) <= WIDTH


@given(CELLS, GLYPHS)
def test_signs_follow_each_other_without_a_gap(cells: dict[Cell, int], glyphs: Glyphs) -> None:
    signs = signs_for(Crowd(a_grid(), cells, {}), glyphs)
    assert signs[0].least == 1
    assert signs[-1].most == max(cells.values())
    assert [one.least for one in signs[1:]] == [one.most + 1 for one in signs[:-1]]
    assert len({one.glyph for one in signs}) == len(signs)


def test_no_sign_of_a_subject_is_a_line_a_zone_or_a_space() -> None:
    for glyphs in (UNICODE, ASCII):
        background = {glyphs.zone, glyphs.across, glyphs.up, glyphs.crossing, " "}
        assert not background & set("".join(glyphs.crowds))
        assert [len(signs) for signs in glyphs.crowds] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("most", "legend"),
    [
        (1, ["● one subject"]),
        (2, ["• 1", "● 2 subjects"]),
        (3, ["• 1", "● 2 to 3 subjects"]),
        (28, ["• 1", "● 2 to 3", "▒ 4 to 7", "▓ 8 to 15", "█ 16 to 28 subjects"]),
        (5000, ["• 1 to 5", "● 6 to 35", "▒ 36 to 215", "▓ 216 to 1,295", "█ 1,296 to 5,000 subjects"]),
    ],
)
def test_the_legend_says_how_many_a_sign_stands_for(most: int, legend: list[str]) -> None:
    assert explain_signs(Crowd(a_grid(), {(0, 0): most, (9, 9): 1}, {}), UNICODE) == legend


def test_names_stand_in_the_corners_with_their_counts() -> None:
    lines = draw_crowd(Crowd(a_grid(), {(0, 0): 3}, {"stall": 3, "low-low": 1234}), ASCII)
    assert lines[0] == f"     Low high 0{'High high 0':>43}"
    assert lines[-1] == f"     Low low 1,234{'High low 0':>40}"


@pytest.mark.parametrize(("glyphs", "sign"), [(UNICODE, "…"), (ASCII, "...")])
@pytest.mark.parametrize("title", TITLES[1:4])
def test_a_name_that_is_too_long_says_that_it_is_cut(title: str, glyphs: Glyphs, sign: str) -> None:
    grid = a_grid()
    grid = replace(grid, quadrants=tuple(replace(cell, title=title) for cell in grid.quadrants))
    for line in (draw_crowd(Crowd(grid, {(0, 0): 1}, {}), glyphs)[number] for number in (0, -1)):
        assert line.count(f"{sign} 0") == 2
        assert cell_len(line) == WIDTH
