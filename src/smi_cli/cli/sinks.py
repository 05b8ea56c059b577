"""Where the sheets of a run are written to: standard output, or files that are whole at the end or not there."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterable, Iterator, Sequence

from smi_cli.assessing.batch import Scored, Totals
from smi_cli.cli.outputs import STDOUT, Target
from smi_cli.cli.sheets import Sheet
from smi_cli.loading.writing import StreamedFile
from smi_cli.model.problems import Problem, Problems


class Sink:
    """A sheet and the file, or None for standard output, that its text goes to."""

    def __init__(self, sheet: Sheet, file: StreamedFile | None) -> None:
        self._sheet, self._file = sheet, file
        self._failed = False

    def add(self, scored: Scored) -> Sequence[Problem]:
        """Write what there is to say of a file; what goes wrong comes back as problems."""
        text = self._sheet.add(scored)
        return text.items if isinstance(text, Problems) else self._write(text)

    def end(self, totals: Totals) -> Sequence[Problem]:
        """Write the rest, and put a file in its place."""
        problems = self._write(self._sheet.end(totals))
        if self._file is None or self._failed:
            return problems
        failure = self._file.finish()
        return failure.items if failure else problems

    def discard(self) -> None:
        """Leave no half file behind."""
        if self._file:
            self._file.discard()

    def _write(self, text: str) -> Sequence[Problem]:
        if self._file is None:
            sys.stdout.write(text)
        elif not self._failed:
            try:
                self._file.write(text)
            except (OSError, ValueError) as error:
                self._failed = True
                return self._file.explain(error).items
        return ()


@contextlib.contextmanager
def open_sinks(targets: Iterable[Target], sheets: Iterable[Sheet]) -> Iterator[list[Sink]]:
    """A sink for every target; however a run ends, nothing half is left."""
    sinks = [
        Sink(sheet, None if target.path == STDOUT else StreamedFile(target.path))
        for target, sheet in zip(targets, sheets, strict=True)
    ]
    try:
        yield sinks
    finally:
        for sink in sinks:
            sink.discard()
