"""Parts of an explanation as passages: a title, labels with texts, and the passages below."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from smi_cli.assessing.explaining import Explanation
from smi_cli.assessing.explaining_places import GridPart, LadderPart, QuadrantPart, RungPart
from smi_cli.assessing.explanation import AxisPart, ContextPart, FactorPart, Part, QuestionPart, WholePart
from smi_cli.rendering.wording import explained_places as places
from smi_cli.rendering.wording import explained_scores as scores
from smi_cli.rendering.wording.basis import show_context_answer
from smi_cli.rendering.wording.phrases import join, show_origin, show_range
from smi_cli.rendering.wording.steps import remarks

Row = tuple[str, str]
Titled = WholePart | AxisPart | FactorPart | GridPart | QuadrantPart | LadderPart | RungPart


class Passage(NamedTuple):
    """A part in words: `state` is its score or where one stands, `note` its id and who stands behind it."""

    title: str
    state: str
    note: str
    rows: tuple[Row, ...]
    parts: tuple[Passage, ...]


class PassageWriter:
    """Writes the passages of one explanation; without people, what they wrote in words of their own is left out."""

    def __init__(self, explanation: Explanation, *, with_people: bool = True) -> None:
        self._explanation = explanation
        self._with_people = with_people
        self._assessment = explanation.assessment
        # Everything below an axis is added up together.
        self._given = cache(lambda axis: scores.given_by(explanation, self._axis(axis)))

    def passage(self, part: Part) -> Passage:
        """A part as it stands among others, with what is below it."""
        return self._passage(part, ())

    def in_full(self, part: Part) -> Passage:
        """A part for itself, with all that its author and whoever answered say of it."""
        passage = self._passage(part, _about(part))
        origin = ("Origin", show_origin(part.origin))
        return passage._replace(
            rows=(*passage.rows, *self._shares(part), *_remarks(part), origin),
            parts=(*passage.parts, *self._more(part)),
        )

    def _passage(self, part: Part, about: Iterable[Row]) -> Passage:
        rows = tuple((label, text) for label, text in (*about, *self._rows(part)) if text)
        kind, below = str(part.origin.kind), tuple(self._below(part))
        if isinstance(part, QuestionPart | ContextPart):
            return Passage(part.id, "", kind, rows, below)
        return Passage(part.title, self._state(part), f"{part.id}, {kind}", rows, below)

    def _state(self, part: Titled) -> str:
        match part:
            case WholePart():
                return show_range(self._assessment, part.id, part.range)
            case AxisPart() | FactorPart():
                return show_range(self._assessment, part.id, part.score.range)
            case _:
                return places.state(part)

    def _rows(self, part: Part) -> Iterator[Row]:
        match part:
            case WholePart():
                return scores.whole_rows(self._explanation, part)
            case AxisPart():
                return scores.axis_rows(self._explanation, part)
            case FactorPart():
                return scores.factor_rows(self._explanation, part, self._given(part.axis.id))
            case QuestionPart():
                return scores.question_rows(
                    self._explanation, part, self._given(part.axis.id), with_people=self._with_people
                )
            case ContextPart():
                return _context(part)
            case GridPart() | QuadrantPart() | LadderPart() | RungPart():
                return places.place_rows(self._assessment, part)

    def _shares(self, part: Part) -> Iterator[Row]:
        if isinstance(part, FactorPart | QuestionPart):
            yield from scores.share_rows(self._explanation, part)

    def _below(self, part: Part) -> Iterator[Passage]:
        """What is below a part wherever it stands."""
        match part:
            case AxisPart():
                named = [one for one in part.factors if one.id]
                yield from map(self.passage, named or part.factors[0].questions)
            case FactorPart():
                yield from map(self.passage, part.questions)
            case LadderPart():
                yield from map(self.passage, reversed(part.rungs))
            case _:
                pass

    def _more(self, part: Part) -> Iterator[Passage]:
        """What stands below a part only where it is explained for itself."""
        match part:
            case GridPart():
                yield from map(self.passage, self._explanation.quadrants)
            case WholePart():
                yield from (self.passage(one)._replace(parts=()) for one in self._explanation.axes)
            case QuestionPart() if part.choices:
                yield Passage("With each of its levels", "", "", tuple(scores.choice_rows(self._explanation, part)), ())
            case _:
                pass

    def _axis(self, key: str) -> AxisPart:
        return next(one for one in self._explanation.axes if one.id == key)


def _about(part: Part) -> Iterator[Row]:
    """What is to be known before the numbers."""
    match part:
        case AxisPart():
            yield "About", part.score.axis.summary
        case FactorPart():
            yield "About", part.score.factor.summary
        case QuestionPart():
            yield "Question", part.score.question.ask
        case QuadrantPart():
            yield "About", part.quadrant.summary
        case LadderPart():
            yield "About", part.standing.ladder.summary
        case RungPart():
            yield "About", part.rung.summary
            yield "Ladder", f"{part.ladder.title} ({part.ladder.id})"
        case _:
            pass


def _remarks(part: Part) -> tuple[Row, ...]:
    """What was noted with an answer, and where to look for a better one."""
    if not isinstance(part, QuestionPart):
        return ()
    question, answer = part.score.question, part.score.answer
    rows = (*(remarks(answer) if answer else ()), ("Look at", question.evidence), ("Ask", question.known_by))
    return tuple((label, text) for label, text in rows if text)


def _context(part: ContextPart) -> Iterator[Row]:
    yield "Question", part.question.ask
    yield "Answer", "none" if part.answer is None else show_context_answer(part.question, part.answer)
    yield "Counts", "for nothing: it is recorded, and never scored"
    if part.opens:
        yield "Decides", f"whether {join(part.opens)} {'is' if len(part.opens) == 1 else 'are'} asked"
