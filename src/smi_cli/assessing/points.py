"""Effort against points: the most points that any effort buys, for certain.

Points are those of the overall, or of one axis. What is missing counts at its worst.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from math import lcm
from typing import Final

from smi_cli.assessing.fronts import World
from smi_cli.assessing.least_effort import Front, Terrain, add_fronts
from smi_cli.assessing.posts import effort_unit
from smi_cli.model.questionnaire import Overall

ROWS: Final = 8
Point = tuple[int, Fraction]  # units of effort, and the score (0 to 100) that they buy


def find_points(terrain: Terrain, key: str) -> tuple[Point, ...]:
    """The most points of an axis, by id, or of the `overall`, for every effort that buys more than all smaller ones."""
    compiled = terrain.assessment.compiled
    if key in compiled.axis_ids:
        axes = [terrain.free_worlds(compiled.axis_ids.index(key))]
        weights = [1]
    else:
        axes = [terrain.free_worlds(number) for number in range(len(compiled.axes))]
        weights = [axis.weight for axis in compiled.axes]
    is_least = key == "overall" and compiled.questionnaire.overall is Overall.MINIMUM
    points: list[Point] = []
    for worlds in product(*axes):
        points += _least_of(worlds) if is_least else _mean_of(worlds, weights)
    unit = effort_unit(compiled)
    best: list[Point] = []
    for effort, score in sorted((cost // unit, -score) for cost, score in points):
        if not best or -score > best[-1][1]:
            best.append((effort, -score))
    return tuple(best)


def thin_out(points: tuple[Point, ...], rows: int = ROWS) -> tuple[Point, ...]:
    """A few of many points, the first and the last among them, the others about as far from each other in score."""
    if len(points) <= rows:
        return points
    low, high = points[0][1], points[-1][1]
    chosen = [points[0]]
    for number in range(1, rows):
        line = low + (high - low) * Fraction(number, rows - 1)
        chosen.append(next(point for point in points if point[1] >= line))
    return tuple(dict.fromkeys(chosen))


def _least_of(worlds: tuple[World, ...]) -> list[tuple[int, Fraction]]:
    """What the lowest of all axes can come to: every axis has to reach it, each at its least cost."""
    scored = [world for world in worlds if world.whole]
    if not scored:
        return []
    # What does not apply counts nothing, but it can take moves to make it so.
    aside = sum(world.front[0][0] for world in worlds if not world.whole)
    tops = [Fraction(world.front[-1][1], world.whole) for world in scored]
    scores = {Fraction(total, world.whole) for world in scored for _, total in world.front}
    reached = []
    for score in sorted(scores):
        if score <= min(tops):
            costs = [world.least_cost(-(-score.numerator * world.whole // score.denominator)) for world in scored]
            reached.append((aside + sum(cost for cost in costs if cost is not None), score))
    return reached


def _mean_of(worlds: tuple[World, ...], weights: list[int]) -> list[tuple[int, Fraction]]:
    parts = [(world, weight) for world, weight in zip(worlds, weights, strict=True) if weight and world.whole]
    common = lcm(*(world.whole for world, _ in parts))
    counted = [world for world, _ in parts]
    front: Front = [(sum(world.front[0][0] for world in worlds if world not in counted), 0)]
    for world, weight in parts:
        factor = weight * common // world.whole
        front = add_fronts(front, [(cost, total * factor) for cost, total in world.front])
    whole = common * sum(weight for _, weight in parts)
    return [(cost, Fraction(total, whole)) for cost, total in front] if parts else []
