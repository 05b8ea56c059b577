"""The pages in a real browser: nothing leaves them, nothing overflows, they print on two sheets, axe finds nothing."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page, sync_playwright

from browser.chromium import MISSING, find_chromium
from conftest import ROOT, run_command
from hostile import make_hostile

BAKERY = ("--questionnaire", "tests/data/questionnaires/bakery.yaml")
HISTORY = "tests/data/history"
PAGES: dict[str, tuple[str, ...]] = {
    **{path.stem: ("score", f"examples/{path.name}") for path in sorted((ROOT / "examples").glob("*.yaml"))},
    "hostile": ("score", "tests/data/answers/hostile.yaml", *BAKERY),
    "unplaced": ("score", "tests/data/answers/unplaced.yaml", *BAKERY),
    "many": ("score", "examples", "--by", "sector"),
    "way": ("compare", HISTORY, *BAKERY),
    "plan": ("plan", "examples/pip-and-thistle.yaml", "--quarters", "4"),
    "blueprint": ("blueprint", "contender"),
    "blueprints": ("blueprint",),
}
REPORTS = tuple(name for name, arguments in PAGES.items() if arguments[0] == "score" and name != "many")
WIDTHS = (360, 768, 1280)
OPEN = "document.querySelectorAll('details').forEach(one => one.open = true)"


OUTSIDE = """() => {
    const all = document.documentElement.getBoundingClientRect()
    const is_outside = box => box.left < all.left || box.right > all.right || box.bottom > all.bottom
    const texts = [...document.querySelectorAll("text")]
    return texts.filter(one => is_outside(one.getBoundingClientRect())).map(one => one.textContent)
}"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = find_chromium()
    if path is None:
        (pytest.fail if "CI" in os.environ else pytest.skip)(MISSING)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    for name, arguments in PAGES.items():
        assert run_command([*arguments, "--output", folder / f"{name}.html"]).code == 0
    make_hostile(folder)
    questionnaire = ("--questionnaire", "questionnaires/evil.json")
    for name in ("long", "html", "bidi", "xml"):
        answers, page = f"answers/{name}.json", f"hostile-{name}.html"
        for arguments in (
            ("score", answers, "--output", page),
            ("compare", f"before/{name}.json", answers, "--output", f"way-{page}"),
            ("plan", answers, "--output", f"plan-{page}"),
        ):
            assert run_command([*arguments, *questionnaire], cwd=folder).code == 0
    assert run_command(["score", "answers", *questionnaire, "--output", "hostile-many.html"], cwd=folder).code == 0
    return {path.stem: path for path in sorted(folder.glob("*.html"))}


def open_page(browser: Browser, path: Path, width: int, **how: Any) -> tuple[Page, list[str]]:
    """The page in a window, and what it said or asked for beside itself."""
    page = browser.new_page(viewport={"width": width, "height": 900}, **how)
    heard: list[str] = []
    page.on("console", lambda message: heard.append(message.text))
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on("request", lambda request: heard.append(request.url))
    page.goto(path.as_uri())
    return page, [one for one in heard if one != path.as_uri()]


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_leaves_a_page_and_nothing_overflows(width: int, browser: Browser, pages: dict[str, Path]) -> None:
    for name, path in pages.items():
        page, heard = open_page(browser, path, width)
        page.evaluate(OPEN)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert (name, heard, wide) == (name, [], width)
        page.close()


INTRUDERS = {
    "<script>document.title = 'taken over'</script>": "script",
    "<img src='https://example.invalid/seen.png' alt=''>": "img",
    "<link rel='stylesheet' href='https://example.invalid/other.css'>": "style",
    "<style>h1 { color: red }</style>": "style",
    "<iframe src='https://example.invalid/'></iframe>": "frame",
}


@pytest.mark.parametrize("intruder", INTRUDERS)
def test_the_policy_stops_what_does_not_belong_there(
    intruder: str, browser: Browser, pages: dict[str, Path], tmp_path: Path
) -> None:
    taken = tmp_path / "taken.html"
    text = pages["pip-and-thistle"].read_text(encoding="utf-8")
    taken.write_text(text.replace("</header>", f"{intruder}</header>", 1), encoding="utf-8")
    page, heard = open_page(browser, taken, 1280)
    assert page.title() != "taken over"
    assert any("Content Security Policy" in one and INTRUDERS[intruder] in one for one in heard)
    assert not any("net::" in one for one in heard)  # what goes out and finds nobody says so
    page.close()


def violations(page: Page) -> list[Any]:
    """What axe finds, with the first places."""
    found = Axe().run(page).response["violations"]
    return [(one["id"], [node["html"][:200] for node in one["nodes"][:3]]) for one in found]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(scheme: str, browser: Browser, pages: dict[str, Path]) -> None:
    # What is dark is a matter of tones, which no text can change.
    for name in PAGES if scheme == "dark" else pages:
        page, _ = open_page(browser, pages[name], 1280, color_scheme=scheme)
        page.evaluate(OPEN)
        assert (name, violations(page)) == (name, [])
        page.close()


def sheets(page: Page) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True)))


def test_reports_print_on_one_or_two_sheets_and_the_appendix_when_it_is_open(
    browser: Browser, pages: dict[str, Path]
) -> None:
    for name in REPORTS:
        page, _ = open_page(browser, pages[name], 1280)
        assert (name, sheets(page) in {1, 2}) == (name, True)
        page.evaluate(OPEN)
        assert (name, sheets(page) > 2) == (name, True)
        page.close()


def test_what_is_dark_on_a_screen_is_printed_on_white(browser: Browser, pages: dict[str, Path]) -> None:
    page, _ = open_page(browser, pages["pip-and-thistle"], 1280, color_scheme="dark")
    tones = """() => [getComputedStyle(document.body).backgroundColor,
        getComputedStyle(document.querySelector(".fill-paper")).fill]"""
    dark, white = "rgb(22, 25, 29)", "rgb(255, 255, 255)"
    assert page.evaluate(tones) == [dark, dark]
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate(tones) == [white, white]
    page.close()


def test_a_table_is_put_in_another_order_without_a_script(browser: Browser, pages: dict[str, Path]) -> None:
    page, _ = open_page(browser, pages["many"], 1280, java_script_enabled=False)

    def seen() -> list[str]:
        return page.locator(".orders > .scrolled:visible tbody th").all_inner_texts()

    came, chosen = seen(), page.get_by_role("radio", name="Innovation", exact=True)
    chosen.check()
    innovative = ["Kestrel Sound Ferries", "Pip & Thistle Plants", "Orrin Valley Transport"]
    assert seen() == [*innovative, "Northmere Savings Bank", "Fernhill Outdoor"]
    assert sorted(seen()) == came
    page.close()


def test_drawings_are_whole_in_a_browser(browser: Browser, pages: dict[str, Path]) -> None:
    folder = pages["many"].parent
    for name in ("long", "html", "bidi", "xml"):
        outputs = ("--output", f"{name}.svg", "--output", f"ladders:{name}-ladders.svg")
        arguments = ("score", f"answers/{name}.json", "--questionnaire", "questionnaires/evil.json", *outputs)
        assert run_command(arguments, cwd=folder).code == 0
        for path in (folder / f"{name}.svg", folder / f"{name}-ladders.svg"):
            page, heard = open_page(browser, path, 1280)
            assert (path.name, heard) == (path.name, [])
            # No text stands out of the drawing: those that hold the most letters are cut off in time.
            outside = page.evaluate(OUTSIDE)
            assert (path.name, outside) == (path.name, [])
            assert (path.name, violations(page)) == (path.name, [])
            page.close()
