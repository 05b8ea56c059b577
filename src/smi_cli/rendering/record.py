"""Compact records: for every assessment one line of JSON, with what a table or another tool wants to know.

Made for a hundred thousand of them. The same numbers, places and rungs come again and again in a batch, so the text of
each is made once and kept; a line is then put together from a dozen of these.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from fractions import Fraction
from itertools import chain
from typing import Any, Final

from smi_cli.assessing.assessment import Assessment
from smi_cli.assessing.batch import Scored
from smi_cli.assessing.compiling import Compiled, Gap
from smi_cli.assessing.measuring import Passes, Range
from smi_cli.assessing.placing import Heights, Placement
from smi_cli.rendering.harmless import json_text
from smi_cli.rendering.numbers import json_number
from smi_cli.rendering.wording.phrases import lines_of

RECORD_SCHEMA: Final = "smi.record/1"
TEXTS_KEPT: Final = 50_000
Json = dict[str, Any]


class Recorder:
    """Makes the records of a run, and remembers the texts that come again."""

    def __init__(self) -> None:
        self._sheets: dict[int, _Sheet] = {}

    def line(self, scored: Scored) -> str:
        """One assessment as a line of JSON Lines; docs/format.md says what its keys mean."""
        assessment = scored.assessment
        sheet = self._sheets.get(id(assessment.compiled))
        if sheet is None:
            sheet = self._sheets[id(assessment.compiled)] = _Sheet(assessment)
        return sheet.line(scored)

    def record(self, scored: Scored) -> Json:
        """The same as JSON values."""
        record: Json = json.loads(self.line(scored))
        return record


class _Sheet:
    """The records of one questionnaire with the same weights."""

    def __init__(self, assessment: Assessment) -> None:
        self._compiled: Compiled = assessment.compiled  # kept, so that no other one gets its identity
        keys = ["overall", "mean", *(axis.id for axis in assessment.questionnaire.axes)]
        self._columns = [_Column(key, lines_of(assessment, key)) for key in keys]
        self._ladders = [ladder.ladder for ladder in assessment.compiled.ladders]
        self._places: dict[int, tuple[Placement | None, str]] = {}
        self._rungs: dict[tuple[Heights, ...], str] = {}
        questionnaire, weights = assessment.questionnaire, assessment.weights
        named = {"questionnaire": questionnaire.id, "version": questionnaire.version}
        self._named = _dump(named | {"weights": weights.title if weights else None})[1:-1]
        by_key = ",".join(f'"{key}":%s' for key in keys)
        self._scores = f'"scores":{{{by_key}}},"box":{{{by_key}}},"exact":{{{by_key}}}'

    def line(self, scored: Scored) -> str:
        assessment, digests = scored.assessment, scored.digests
        answers = assessment.answers
        cells = [column.cells(assessment.passes) for column in self._columns]
        scores = self._scores % tuple(chain(*zip(*cells, strict=True)))
        gates = _dump({verdict.gate.text: verdict.met for verdict in scored.verdicts}) if scored.verdicts else "{}"
        weights = f'"{digests.weights}"' if digests.weights else "null"
        return (
            f'{{"schema":"{RECORD_SCHEMA}","file":{_quote(scored.file)},"subject":{_quote(answers.subject)},'
            f'"date":"{answers.date.isoformat()}",{self._named},{self._place(assessment.placement)},{scores},'
            f'"missing":{len(assessment.missing_ids)},{self._stands(assessment.heights)},"gates":{gates},'
            f'"sha256":{{"questionnaire":"{digests.questionnaire}","weights":{weights},"answers":"{digests.answers}"}}}}\n'
        )

    def _place(self, placement: Placement | None) -> str:
        # The same places are the same objects, all through a batch; the object is kept, and with it its identity.
        known = self._places.get(id(placement))
        if known is None:
            quadrant = placement.quadrant.id if placement and placement.quadrant else None
            possible = [cell.id for cell in placement.possible] if placement else []
            near = [axis.id for axis in placement.near] if placement else []
            text = _dump({"quadrant": quadrant, "possible": possible, "borderline": near})[1:-1]
            known = self._places[id(placement)] = placement, text
        return known[1]

    def _stands(self, heights: tuple[Heights, ...]) -> str:
        text = self._rungs.get(heights)
        if text is None:
            ids: Mapping[str, list[str | None]] = {
                ladder.id: [ladder.rungs[one].id if one >= 0 else None for one in stand]
                for ladder, stand in zip(self._ladders, heights, strict=True)
            }
            rungs = {key: reached for key, (reached, _, _) in ids.items()}
            box = {key: [low, high] for key, (_, low, high) in ids.items()}
            text = self._rungs[heights] = _dump({"rungs": rungs, "rung_box": box})[1:-1]
        return text


class _Column:
    """One score of all records: as it is read, its low and high, and all three exactly."""

    def __init__(self, key: str, lines: list[Fraction]) -> None:
        self._key, self._lines = key, lines
        self._certain: dict[tuple[int, int], tuple[str, str, str]] = {}

    def cells(self, passes: Passes) -> tuple[str, str, str]:
        score = passes.known.score(self._key)
        if isinstance(score, Gap) or not passes.settled:
            return self._texts(passes.range(self._key))
        key = score.numerator, score.denominator
        texts = self._certain.get(key)
        if texts is None:
            if len(self._certain) >= TEXTS_KEPT:
                self._certain.clear()
            texts = self._certain[key] = self._texts(Range(score, score, score))
        return texts

    def _texts(self, span: Range) -> tuple[str, str, str]:
        applies = span.low is not None
        # Mostly one and the same number, and rounding it is slow.
        numbers = {one: one if one is None else json_number(one, self._lines) for one in set(span)}
        score, low, high = [numbers[one] for one in span]
        exact = [None if one is None else str(one) for one in span]
        return _dump(score), _dump([low, high] if applies else None), _dump(exact if applies else None)


_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode


def _dump(value: Json | list[Any] | str | float | None) -> str:
    return json_text(_encode(value))


def _quote(text: str) -> str:
    """A text that comes but once."""
    quoted = json.encoder.encode_basestring(text)
    return quoted if text.isprintable() and "##" not in text else json_text(quoted)
