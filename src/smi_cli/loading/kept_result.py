"""A result in full, as `smi score --format json` writes it, to a snapshot.

What is read is held together: a snapshot scores to what the result says, so that nothing behind it can fail.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Final, NamedTuple

from smi_cli.assessing.compiling import Gap
from smi_cli.assessing.kept import KeptAxis, KeptCell, KeptFactor, KeptGrid, KeptQuestion, KeptRung
from smi_cli.assessing.measuring import Range
from smi_cli.assessing.rescoring import rescore
from smi_cli.assessing.snapshot import WHOLE, Snapshot, Stand
from smi_cli.loading.kept_values import MOST, KeptValue
from smi_cli.model.questionnaire import Demand

CORNERS: Final = 4
_GAPS: Final = {"not applicable": Gap.NA, "missing": Gap.MISSING, "not needed": Gap.MISSING}
_LEVELS: Final = frozenset({"answered", "not asked"})


class _Axis(NamedTuple):
    """An axis of a result with what its questions counted for, and the scores of its factors and itself."""

    axis: KeptAxis
    levels: Mapping[str, int | Gap]
    ranges: Mapping[str, Range]


def snapshot_of_result(result: KeptValue) -> Snapshot:
    """What a result in full keeps."""
    axes = [_axis(one) for one in result["axes"].items()]
    scored = (key for one in axes for key in one.ranges)
    _refuse_twice(result["axes"], (*WHOLE, *scored, *(key for one in axes for key in one.levels)))
    grid = _grid(result["grid"], [one.axis.id for one in axes]) if result["grid"] else None
    questionnaire = result["questionnaire"]
    return Snapshot(
        subject=result["subject"].words(),
        questionnaire=questionnaire["id"].id(),
        title=questionnaire["title"].text(),
        version=questionnaire["version"].text(),
        weights=result["weights"].text() if result["weights"] else "",
        date=result["date"].day(),
        review=result["review"].day() if result["review"] else None,
        quadrant=_quadrant(result["placement"], grid) if result["placement"] else "",
        ranges={
            **{key: span for one in axes for key, span in one.ranges.items()},
            **{key: _range(result[key]["exact"]) for key in WHOLE},
        },
        stands={one["id"].id(): _stand(one) for one in result["ladders"].items()},
        grid=grid,
        axes=tuple(one.axis for one in axes),
        levels={key: level for one in axes for key, level in one.levels.items()},
    )


def _axis(value: KeptValue) -> _Axis:
    levels: dict[str, int | Gap] = {}
    questions: dict[str, KeptQuestion] = {}
    for one in value["questions"].items():
        question = _question(one)
        if question.id in questions:
            one["id"].refuse(f"{question.id!r} stands twice", "duplicate-id")
        questions[question.id] = question
        levels[question.id] = _level(one, question.best)
    factors, ranges = _factors(value["factors"], questions)
    axis = KeptAxis(value["id"].id(), value["title"].text(), value["exact"]["cut"].decimal(), factors)
    ranges[axis.id] = _range(value["exact"])
    score = rescore(axis, levels).score
    if ranges[axis.id].score != (None if isinstance(score, Gap) else score):
        value["exact"].refuse("does not follow from the answers: somebody has changed the result", "not-consistent")
    return _Axis(axis, levels, ranges)


def _factors(
    value: KeptValue, questions: Mapping[str, KeptQuestion]
) -> tuple[tuple[KeptFactor, ...], dict[str, Range]]:
    """The factors of an axis, and their scores. Without any, all its questions are in one that has no name."""
    found = value.items()
    _refuse_twice(value, (one["id"].id() for one in found))
    if not found:
        return (KeptFactor("", "", Fraction(1), tuple(questions.values())),), {}
    keys = [[key.id() for key in one["questions"].items()] for one in found]
    if [key for part in keys for key in part] != list(questions):
        value.refuse("have to hold each question of the axis once, in its order", "unknown-reference")
    factors = tuple(
        KeptFactor(one["id"].id(), one["title"].text(), one["weight"].exact(), tuple(questions[key] for key in part))
        for one, part in zip(found, keys, strict=True)
    )
    ranges = {factor.id: _range(one["exact"]) for factor, one in zip(factors, found, strict=True)}
    return factors, ranges


def _question(value: KeptValue) -> KeptQuestion:
    values = tuple(one.exact(1) for one in value["values"].items())
    if not values:
        value["values"].refuse("has to name the value of each level", "too-few")
    return KeptQuestion(value["id"].id(), value["ask"].text(), value["weight"].exact(), values)


def _level(value: KeptValue, best: int) -> int | Gap:
    state = value["state"].text()
    if state in _GAPS:
        return _GAPS[state]
    if state not in _LEVELS:
        value["state"].refuse(f"cannot be {state!r}", "not-allowed")
    return value["level"].level(best)


def _range(exact: KeptValue) -> Range:
    return Range(*(exact[key].exact(MOST) if exact[key] else None for key in Range._fields))


def _grid(value: KeptValue, axes: list[str]) -> KeptGrid:
    across, up = value["across"].id(), value["up"].id()
    if across == up or not {across, up} <= set(axes):
        value.refuse("has to name two axes of the result", "unknown-reference")
    cells = tuple(
        KeptCell(one["id"].id(), one["title"].text(), one["across"].truth(), one["up"].truth())
        for one in value["quadrants"].items()
    )
    if len({(cell.across, cell.up) for cell in cells}) != CORNERS or len(cells) != CORNERS:
        value["quadrants"].refuse("have to be four, one in each corner", "too-few")
    return KeptGrid(across, up, value["exact"]["borderline"].decimal(), cells)


def _quadrant(placement: KeptValue, grid: KeptGrid | None) -> str:
    if not placement["quadrant"]:
        return ""
    quadrant = placement["quadrant"]["id"]
    if grid is None or quadrant.id() not in {cell.id for cell in grid.cells}:
        quadrant.refuse("is no quadrant of the result", "unknown-reference")
    return quadrant.id()


def _stand(value: KeptValue) -> Stand:
    rungs = tuple(_rung(one) for one in value["rungs"].items())
    for place in (value["rung"], value["low"]):
        if place and place.id() not in {rung.id for rung in rungs}:
            place.refuse("is no rung of the ladder", "unknown-reference")
    return Stand(value["title"].text(), rungs, value["rung"].id_or_none(), value["low"].id_or_none())


def _rung(value: KeptValue) -> KeptRung:
    wants = tuple(Demand(one["id"].id(), one["minimum"].decimal()) for one in value["wants"].items())
    return KeptRung(value["id"].id(), value["title"].text(), wants)


def _refuse_twice(value: KeptValue, keys: Iterable[str]) -> None:
    seen: set[str] = set()
    for key in keys:
        if key in seen:
            value.refuse(f"hold {key!r} twice", "duplicate-id")
        seen.add(key)
