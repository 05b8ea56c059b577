"""`smi`, and `python -m smi_cli`."""

from __future__ import annotations

import gc
import io
import os
import sys


def main() -> None:
    """Run the command line. What no encoding can say is escaped instead of ending the run."""
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - lives as long as the process
    if sys.stdout is None:
        sys.stderr.write("smi: the output could not be written: standard output is closed\n")
        sys.exit(3)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    from smi_cli.cli.app import app
    from smi_cli.cli.boundary import outermost

    try:
        with outermost():
            app(prog_name="smi")
    finally:
        gc.freeze()  # or the interpreter's last collection walks through all that was imported, a tenth of the run


if __name__ == "__main__":
    main()
