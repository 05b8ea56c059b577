"""Obstacles: named, answered, and counted for the way of least resistance."""

from __future__ import annotations

import pytest

from builders import BAKERY, STALL_BLUEPRINT, an_instrument, problems_of_questionnaire, some_answers
from smi_cli.assessing.obstacles import Obstacle, Obstacles, find_obstacles
from smi_cli.model.answers import ContextAnswer

HURDLES = (
    BAKERY.replace(
        "context:\n",
        "context:\n"
        "  hurdles: {ask: Bread?, kind: choices, obstacles_to: craft, options: {time: No time, mill: No mill}}\n"
        "  locks: {ask: Shop?, kind: choices, obstacles_to: shop, options: {door: The door sticks, key: No key}}\n",
    )
    .replace("Bread?", '"Bread?"')
    .replace("ask: Shop?", 'ask: "Shop?"')
)
WORKSHOP = (
    STALL_BLUEPRINT.replace("quadrant: stall", "quadrant: workshop")
    .replace("count-loaves", "x")
    .replace("find-a-mill", "y")
    .replace("watch-prices", "z")
)
KNOWS = "challenges:\n  - {{says: Time, past: {}, obstacle: time}}\nsteps:\n"


def found(context: dict[str, ContextAnswer], *, own: bool = True) -> Obstacles:
    stall = STALL_BLUEPRINT.replace("steps:\n", KNOWS.format("Get up earlier"))
    workshop = WORKSHOP.replace("steps:\n", KNOWS.format("Sleep less"))
    instrument = an_instrument(HURDLES, workshop, stall)
    return find_obstacles(instrument, some_answers({}, context), instrument.blueprints["stall"] if own else None)


def test_a_way_past_comes_from_the_own_blueprint_first_and_from_another_else() -> None:
    assert found({"hurdles": ("time", "mill")}).named == (
        Obstacle("craft", "No time", "Get up earlier"),
        Obstacle("craft", "No mill", ""),
    )
    assert found({"hurdles": ("time",)}, own=False).named == (Obstacle("craft", "No time", "Sleep less"),)


@pytest.mark.parametrize(
    ("context", "easiest"),
    [
        ({}, ""),
        ({"hurdles": ("time",)}, ""),
        ({"hurdles": (), "locks": ()}, ""),
        ({"hurdles": ("time",), "locks": ("key",)}, ""),
        ({"hurdles": (), "locks": ("key",)}, "craft"),
        ({"hurdles": ("time", "mill"), "locks": ("key",)}, "shop"),
    ],
)
def test_the_axis_with_fewer_obstacles_resists_least_if_all_was_answered(
    context: dict[str, ContextAnswer], easiest: str
) -> None:
    assert found(context).easiest == easiest


def test_obstacles_stand_in_the_way_of_an_axis() -> None:
    assert [
        one.split(": ", 1)[1]
        for one in problems_of_questionnaire(HURDLES.replace("obstacles_to: shop", "obstacles_to: shp"))
    ] == ["unknown-reference: There is no axis 'shp' (did you mean 'shop'?)"]
