"""Where the sheets of a run are written to: standard output, or files that are whole at the end or not there."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence

from smi_cli.assessing.batch import Scored, Totals
from smi_cli.cli.endings import orderly_endings
from smi_cli.cli.outputs import STDOUT, Target
from smi_cli.cli.sheets import Sheet
from smi_cli.loading.writing import StreamedFile
from smi_cli.model.problems import Problem, Problems


class Sink:
    """A sheet and the file, or None for standard output, that its text goes to."""

    def __init__(self, sheet: Sheet, file: StreamedFile | None) -> None:
        self._sheet, self._file = sheet, file
        self._failed = self.is_left = False

    def add(self, scored: Scored) -> Sequence[Problem]:
        """Write what there is to say of a file; what goes wrong comes back as problems."""
        text = self._sheet.add(scored)
        return text.items if isinstance(text, Problems) else self._write(text)

    @property
    def is_file(self) -> bool:
        """Whether the text goes to a file."""
        return self._file is not None

    def end(self, totals: Totals) -> Sequence[Problem]:
        """Write the rest; for a file, another end takes the place of this one as long as it is not kept.

        Where there is nothing to say, a file is left as it is.
        """
        text = self._sheet.end(totals)
        if self._file is None:
            sys.stdout.write(text or "")
            return ()
        self.is_left = text is None
        return self._attempt(lambda file: file.leave() if text is None else file.end(text))

    def keep(self) -> Sequence[Problem]:
        """Put a file in its place."""
        failure = None if self._file is None or self._failed or self.is_left else self._file.finish()
        return failure.items if failure else ()

    def discard(self) -> None:
        """Leave no half file behind."""
        if self._file:
            self._file.discard()

    def _write(self, text: str) -> Sequence[Problem]:
        if self._file is None:
            sys.stdout.write(text)
            return ()
        return self._attempt(lambda file: file.write(text)) if text else ()

    def _attempt(self, write: Callable[[StreamedFile], None]) -> Sequence[Problem]:
        if self._file is None or self._failed:
            return ()
        try:
            write(self._file)
        except (OSError, ValueError) as error:
            self._failed = True
            return self._file.explain(error).items
        return ()


def end_sinks(sinks: Sequence[Sink], totals: Callable[[], Totals], note: Callable[[Iterable[Problem]], None]) -> None:
    """Write the ends of all sinks, so that each says what became of the whole run, the other files included.

    A file that cannot be written changes what the others have to say; so files are kept only when all ends hold, and
    standard output, which cannot be taken back, comes last.
    """
    files = [sink for sink in sinks if sink.is_file]
    problems: list[Problem] | None = None
    while problems is None or problems:
        now = totals()
        problems = [problem for sink in files for problem in sink.end(now)]
        note(problems)
    for sink in files:
        note(sink.keep())
    for sink in sinks:
        if not sink.is_file:
            sink.end(totals())


@contextlib.contextmanager
def open_sinks(targets: Iterable[Target], sheets: Iterable[Sheet]) -> Iterator[list[Sink]]:
    """A sink for every target; however a run ends, nothing half is left."""
    sinks = [
        Sink(sheet, None if target.path == STDOUT else StreamedFile(target.path))
        for target, sheet in zip(targets, sheets, strict=True)
    ]
    with orderly_endings():
        try:
            yield sinks
        finally:
            for sink in sinks:
                sink.discard()
