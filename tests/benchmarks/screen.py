"""How long the screen takes, in headless Chromium from a click to what it shows: python -m tests.benchmarks.screen.

It starts a server of its own. Each figure is the median of several; the machine should have nothing else to do.
"""

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.browser.conftest import CHROMIUM
from tests.browser.look import PATIENCE, settled, sidebar
from tests.browser.serving import address_of, running, the_app

SCENARIOS = ("Fundraising replaces part of it", "Renewed for two years at two thirds")
EXAMPLES = ("Piedmont peer center", "Prairie recovery")
PAGES = ("Our program", "Compare", "Where we stand", "Saved work")
TIMES = 7


def timed(act: Callable[[], object], shows: Callable[[], object]) -> float:
    """Seconds from an act to what it shows."""
    began = time.perf_counter()
    act()
    shows()
    return time.perf_counter() - began


def sentence_changes(page: Page, *, with_board: bool = True) -> Callable[[], object]:
    """Wait until the sentence on top, and with it the board, is another."""
    before = page.locator("[data-testid=stMain] h1").inner_text()  # an open drop-down hides roles behind it
    other = "before => document.querySelector('[data-testid=stMain] h1')?.innerText !== before"
    drawn = "() => document.querySelector('[data-testid=stVegaLiteChart] svg, [data-testid=stVegaLiteChart] canvas')"

    def wait() -> None:
        page.wait_for_function(other, arg=before, timeout=PATIENCE)
        if with_board:
            page.wait_for_function(drawn, timeout=PATIENCE)

    return wait


def choose(page: Page, label: str, option: str) -> Callable[[], None]:
    """Open a drop-down of the sidebar, and give the click on one of its options."""
    sidebar(page).get_by_role("combobox", name=label).click()
    found = page.get_by_role("option", name=option)
    found.wait_for()
    return found.click


def board_after_a_choice(page: Page) -> list[float]:
    """Another example is chosen: until its sentence and board are there."""
    seconds = []
    for number in range(2 * TIMES):
        click = choose(page, "Program shown", f"Example: {EXAMPLES[number % 2]}")
        seconds.append(timed(click, sentence_changes(page)))
        settled(page)
    return seconds[2:]


def page_to_page(page: Page) -> list[float]:
    """A link of the menu is clicked: until the page stands, all of it."""
    seconds = []
    for number in range(TIMES * 2):
        link = sidebar(page).get_by_role("link", name=PAGES[number % len(PAGES)])
        seconds.append(timed(link.click, sentence_changes(page, with_board=False)))
        settled(page)
    return seconds[len(PAGES) :]


def measured(page: Page, server: str) -> dict[str, list[float]]:
    """Seconds, by what was done."""
    return {
        "first board, cold": [timed(lambda: page.goto(server), lambda: settled(page))],
        "another program to its board": board_after_a_choice(page),
        "page to page": page_to_page(page),
    }


def report() -> None:
    """Measure all, and print the medians."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver, running(the_app(Path(folder))) as app:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.set_default_timeout(PATIENCE)
        figures = measured(page, address_of(app))
        browser.close()
    for name, seconds in figures.items():
        print(f"{name}: {statistics.median(seconds):.2f} s (from {min(seconds):.2f} to {max(seconds):.2f})")


if __name__ == "__main__":
    report()
