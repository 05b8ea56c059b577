"""The bar of a long batch: there when a person watches and it lasts, and gone from everything else."""

from __future__ import annotations

import subprocess
import sys

import pexpect
import pytest

SLOW = """
import sys, time
from smi_cli.cli.progress import STRIDE, watched
def items():
    for number in range(3 * STRIDE + 1):
        if number in (STRIDE, 2 * STRIDE):
            time.sleep({pause})
        yield number
assert list(watched(items(), lambda: 200)) == list(range(3 * STRIDE + 1))
print("done", file=sys.stderr)
"""


@pytest.mark.parametrize(("pause", "shown"), [(1.1, True), (0.0, False)])
def test_a_bar_is_shown_to_a_person_when_it_lasts(pause: float, shown: bool) -> None:
    child = pexpect.spawn(sys.executable, ["-c", SLOW.format(pause=pause)], encoding="utf-8", timeout=20)
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    said = str(child.before)
    assert ("/200" in said) == shown
    assert said.rstrip().endswith("done")


def test_no_bar_where_nobody_watches() -> None:
    done = subprocess.run(
        [sys.executable, "-c", SLOW.format(pause=1.1)], capture_output=True, text=True, timeout=20, check=True
    )
    assert (done.stdout, done.stderr) == ("", "done\n")
