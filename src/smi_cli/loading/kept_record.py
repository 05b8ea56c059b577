"""Records of one line, as `smi score --format jsonl` writes them, to snapshots.

Made for a hundred thousand of them. The same scores, places and rungs come again and again in a batch: what was read
once is remembered by how it is written, and shared.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeVar

from smi_cli.assessing.measuring import Range
from smi_cli.assessing.snapshot import WHOLE, Snapshot, Stand
from smi_cli.loading.kept_values import MOST, KeptValue

REMEMBERED: Final = 20_000
_NOWHERE: Final = Range(None, None, None)
_RANGES: Final = ("exact",)
_STANDS: Final = ("rungs", "rung_box")
_PLACE: Final = ("questionnaire", "version", "weights", "date", "quadrant", *_RANGES, *_STANDS)
_T = TypeVar("_T")


class RecordReader:
    """Reads the records of a file."""

    def __init__(self) -> None:
        self._read: dict[tuple[Any, str], Any] = {}

    def snapshot(self, record: KeptValue) -> Snapshot:
        """What a record keeps: scores and places, and no answers."""
        return self._once(self._place, record, _PLACE)._replace(subject=record["subject"].words())

    def _once(self, read: Callable[[KeptValue], _T], value: KeptValue, keys: tuple[str, ...] | None = None) -> _T:
        """What a reader makes of a value, or of some of its keys; it is called once for all that are written alike."""
        known = read, value.written(keys)
        if known not in self._read:
            found = read(value)
            if len(self._read) >= REMEMBERED:
                self._read.clear()
            self._read[known] = found
        shared: _T = self._read[known]
        return shared

    def _place(self, record: KeptValue) -> Snapshot:
        """A record without its subject."""
        questionnaire = self._once(KeptValue.id, record["questionnaire"])
        return Snapshot(
            subject="",
            questionnaire=questionnaire,
            title=questionnaire,
            version=self._once(KeptValue.text, record["version"]),
            weights=self._once(KeptValue.text, record["weights"]) if record["weights"] else "",
            date=self._once(KeptValue.day, record["date"]),
            review=None,
            quadrant=self._once(KeptValue.id, record["quadrant"]) if record["quadrant"] else "",
            ranges=self._once(self._ranges, record, _RANGES),
            stands=self._once(_stands, record, _STANDS),
            grid=None,
            axes=(),
            levels={},
        )

    def _ranges(self, record: KeptValue) -> Mapping[str, Range]:
        exact = record["exact"]
        for key in WHOLE:
            exact[key]
        return {key: self._once(_span, span) for key, span in exact.entries()}


def _stands(record: KeptValue) -> Mapping[str, Stand]:
    box = record["rung_box"]
    return {
        key: Stand(key, (), rung.id_or_none(), box[key].items(2)[0].id_or_none())
        for key, rung in record["rungs"].entries()
    }


def _span(exact: KeptValue) -> Range:
    if not exact:
        return _NOWHERE
    return Range(*(one.exact(MOST) if one else None for one in exact.items(len(Range._fields))))
