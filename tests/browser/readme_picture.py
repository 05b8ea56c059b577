"""The picture of a report that the README shows: `make picture` draws it again."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from browser.chromium import MISSING, find_chromium
from conftest import ROOT, run_command

EXAMPLE = "examples/orrin-valley-transport.yaml"
PICTURE = ROOT / "docs" / "images" / "report.png"
WIDTH, HEIGHT = 960, 1140  # down to what is asked for


def draw_picture(path: str, to: Path) -> None:
    """Show the report in a browser, and write what is seen first as a picture."""
    with TemporaryDirectory() as folder, sync_playwright() as driver:
        report = Path(folder) / "report.html"
        done = run_command(["score", EXAMPLE, "--output", report])
        assert done.code == 0, done.err
        browser = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        page.goto(report.as_uri())
        page.screenshot(path=to)
        browser.close()


if __name__ == "__main__":
    found = find_chromium()
    if found is None:
        sys.exit(MISSING)
    draw_picture(found, PICTURE)
