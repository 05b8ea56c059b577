"""A real terminal for a test: the command runs in it, and what is on the screen can be read."""

from __future__ import annotations

import os
import signal
import sys
import termios
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

import pexpect
import pyte

ENTER = "\r"
LEFT, UP, DOWN = "\x1b[D", "\x1b[A", "\x1b[B"
ALT_ENTER = "\x1b\r"
CTRL_C, CTRL_D, CTRL_U = "\x03", "\x04", "\x15"
PATIENCE = 20.0


class Session:
    """`smi` in a terminal of its own. Waits look at the screen, never at the clock alone."""

    def __init__(
        self,
        *arguments: str | Path,
        cwd: Path,
        rows: int = 24,
        columns: int = 80,
        env: Mapping[str, str] | None = None,
        around: str = "",
    ) -> None:
        """`around` is what a shell is to do with the command, as `{} > file`."""
        self.screen = pyte.HistoryScreen(columns, rows, history=5000)
        self._stream = pyte.Stream(self.screen)
        environment = {
            "PATH": os.environ["PATH"],
            "LC_ALL": "C.UTF-8",
            "TERM": "xterm-256color",
            "PROMPT_TOOLKIT_NO_CPR": "1",  # this terminal does not tell where its cursor is
            "HOME": str(cwd),
            **(env or {}),
        }
        command = [sys.executable, "-m", "smi_cli", *map(str, arguments)]
        if around:
            quoted = " ".join(f"'{word}'" for word in command)
            command = ["/bin/sh", "-c", around.format(quoted)]
        self.child = pexpect.spawn(
            command[0],
            command[1:],
            cwd=str(cwd),
            env=environment,
            dimensions=(rows, columns),
            encoding="utf-8",
            timeout=PATIENCE,
            echo=True,
            codec_errors="replace",
        )
        self.child.delaybeforesend = None
        self.plain = "--plain" in arguments
        self.bytes = ""
        self.is_sane = False
        self._before = termios.tcgetattr(self.child.child_fd)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.child.close(force=True)

    @property
    def lines(self) -> list[str]:
        """The lines on the screen."""
        return [line.rstrip() for line in self.screen.display]

    @property
    def text(self) -> str:
        """All that was ever shown and not drawn over, above and on the screen."""
        above = ["".join(line[x].data for x in range(self.screen.columns)) for line in self.screen.history.top]
        return "\n".join(line.rstrip() for line in [*above, *self.screen.display])

    def read(self, seconds: float = 0.05) -> bool:
        """Take in what there is to read; whether the command is still there."""
        try:
            seen = self.child.read_nonblocking(65536, timeout=seconds)
            self.bytes += seen
            self._stream.feed(seen)
        except pexpect.TIMEOUT:
            pass
        except pexpect.EOF:
            return False
        return True

    def wait_for(self, *texts: str) -> None:
        """Until all texts stand on the screen."""
        self._until(lambda: all(text in "\n".join(self.lines) for text in texts), f"{texts} on the screen")

    def wait_for_menu(self, ask: str) -> None:
        """Until there is a menu, and these words stand between its heading and its keys."""

        def is_there() -> bool:
            keys = max((number for number, line in enumerate(self.lines) if "? help" in line), default=-1)
            heads = [number for number, line in enumerate(self.lines[: max(keys, 0)]) if line.startswith("[")]
            return bool(heads) and ask in " ".join(self.lines[heads[-1] : keys])

        self._until(is_there, f"menu for {ask!r}")

    def wait_for_text(self, ask: str) -> None:
        """Until the menus' driver waits for words in answer to a question."""

        def is_waiting() -> bool:
            shown = [line for line in self.lines if line]
            # The prompt is drawn below its hint; what may stand behind it is the answer that is there.
            return "< back" in "".join(shown[-2:-1]) and any(ask in line for line in shown[-6:])

        self._until(is_waiting, f"place to write for {ask!r}")

    def wait_for_prompt(self, ask: str) -> None:
        """Until a question of the plain driver waits for a line: it is the last one that was asked."""

        def is_waiting() -> bool:
            shown = [line for line in self.lines if line]
            last = max((number for number, line in enumerate(shown) if ask in line), default=-1)
            return last >= 0 and shown[-1] == ">" and not any(line.startswith("> ") for line in shown[last:])

        self._until(is_waiting, f"prompt for {ask!r}")

    def send(self, keys: str) -> None:
        """Type keys."""
        self.child.send(keys)

    def send_bytes(self, keys: bytes) -> None:
        """Type what is perhaps no text."""
        os.write(self.child.child_fd, keys)

    def resize(self, rows: int, columns: int) -> None:
        """Make the terminal larger or smaller, as a window is."""
        self.child.setwinsize(rows, columns)
        self.screen.resize(rows, columns)

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to the command."""
        self.child.kill(number)

    def hang_up(self) -> None:
        """Close the terminal, as a window is closed or a connection breaks."""
        self.child.ptyproc.fileobj.close()  # type: ignore[attr-defined]

    def finish(self) -> int:
        """Read to the end; the exit code, or the negative number of the signal that ended it."""
        deadline = time.monotonic() + PATIENCE
        while self.read(0.2):
            assert time.monotonic() < deadline, self.text
        # The terminal is looked at while it is open; a closed one has no settings.
        self.is_sane = termios.tcgetattr(self.child.child_fd)[:4] == self._before[:4] and not self.screen.cursor.hidden
        self.child.close()
        return self.child.exitstatus if self.child.exitstatus is not None else -(self.child.signalstatus or 0)

    def _until(self, condition: Callable[[], bool], what: str) -> None:
        deadline = time.monotonic() + PATIENCE
        while not condition():
            alive = self.read()
            if condition():
                return
            assert alive, f"the command ended before {what}:\n{self.text}"
            assert time.monotonic() < deadline, f"no {what}:\n{self.text}"
