"""`smi`, and `python -m smi_cli`."""

from __future__ import annotations

import gc
import sys


def main() -> None:
    """Run the command line. What no encoding can say is escaped instead of ending the run."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    from smi_cli.cli.app import app

    try:
        app(prog_name="smi")
    finally:
        gc.freeze()  # or the interpreter's last collection walks through all that was imported, a tenth of the run


if __name__ == "__main__":
    main()
