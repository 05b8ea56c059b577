"""Where the outputs of a batch may not go: over an input, or where the next run would take them for one."""

from __future__ import annotations

import os
from collections.abc import Sequence
from glob import has_magic

from smi_cli.cli.boundary import UsageError
from smi_cli.loading.files import is_folder
from smi_cli.loading.finding import is_data_name
from smi_cli.loading.searching import FoundFile, find_files


def check_apart(outputs: Sequence[str], paths: Sequence[str]) -> None:
    """Refuse an output that is an input, or would be one the next time."""
    real = {os.path.realpath(output): output for output in outputs}
    folders = tuple(os.path.join(os.path.realpath(path), "") for path in paths if is_folder(path))  # noqa: PTH118
    for place, output in real.items():
        if is_data_name(os.path.basename(place)) and place.startswith(folders):  # noqa: PTH119
            msg = f"--output {output} lies in a folder of inputs; nothing is overwritten"
            raise UsageError(msg)
    patterns = [path for path in paths if has_magic(path)]
    if patterns and any(map(os.path.lexists, real)):
        for file in find_files(patterns):
            if isinstance(file, FoundFile) and os.path.realpath(file.path) in real:
                msg = f"--output {file.path} is an input already; nothing is overwritten"
                raise UsageError(msg)
