"""Points with signs that meet on a drawing: those of one place are one, and of the others one lies under another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final, NamedTuple

from smi_cli.rendering.cutting import shorten
from smi_cli.rendering.drawing import PILL, SIGN, width_of_pill
from smi_cli.rendering.picture import OPEN, Mark, Picture
from smi_cli.rendering.wording.phrases import join

LETTERS: Final = 8  # on a point
PAIR: Final = 2  # numbers that need not be put together
EDGE: Final = 8  # of a point, left and right of its sign together


class Spot(NamedTuple):
    """What is drawn at a place: the latest of its marks, whether all of them are pale, and the signs of all of them."""

    mark: Mark
    is_pale: bool
    signs: tuple[str, ...]

    @property
    def sign(self) -> str:
        """As much of the signs as a point takes."""
        return shorten(", ".join(in_runs(self.signs, "-")), LETTERS)


def spots_of(picture: Picture) -> list[Spot]:
    """The places with points, in the order in which they are drawn."""
    spots: dict[tuple[Fraction, Fraction], Spot] = {}
    for mark, is_pale in picture.points:
        before = spots.pop((mark.across, mark.up), None)
        signs = (*(before.signs if before else ()), *([mark.sign] if mark.sign else []))
        spots[mark.across, mark.up] = Spot(mark, is_pale and (not before or before.is_pale), signs)
    return list(spots.values())


def explain_covered(picture: Picture, pixels: int) -> Iterator[str]:
    """Which signs lie under which later one, on a drawing with so many pixels to a point of a score."""
    spots = [one for one in spots_of(picture) if one.signs]
    under: dict[int, list[str]] = {}
    for number, spot in enumerate(spots):
        over = [later for later in range(number + 1, len(spots)) if _covers(spots[later], spot, pixels)]
        if over:
            under.setdefault(over[-1], []).extend(spot.signs)
    for number, signs in sorted(under.items()):
        above = join(in_runs(spots[number].signs, " to "))
        yield f"{join(in_runs(signs, ' to '))} {'lie' if len(signs) > 1 else 'lies'} under {above}"


def in_runs(signs: Sequence[str], to: str) -> list[str]:
    """Signs, of which three numbers or more that follow each other become the first and the last."""
    runs: list[list[str]] = []
    for sign in signs:
        if runs and _follows(sign, runs[-1][-1]):
            runs[-1].append(sign)
        else:
            runs.append([sign])
    return [one for run in runs for one in (run if len(run) <= PAIR else [f"{run[0]}{to}{run[-1]}"])]


def _follows(sign: str, before: str) -> bool:
    """Whether a number is the next one and, like the one before, certain or not."""
    numbers = [one.removesuffix(OPEN) for one in (before, sign)]
    return (
        sign.endswith(OPEN) == before.endswith(OPEN)
        and all(one.isdecimal() for one in numbers)
        and int(numbers[1]) == int(numbers[0]) + 1
    )


def _covers(upper: Spot, lower: Spot, pixels: int) -> bool:
    """Whether a point hides some of the sign of another one."""
    across = abs(upper.mark.across - lower.mark.across) * pixels
    up = abs(upper.mark.up - lower.mark.up) * pixels
    room = Fraction(width_of_pill(upper.sign) + width_of_pill(lower.sign) - EDGE, 2)
    return across < room and up < Fraction(PILL + SIGN, 2)
