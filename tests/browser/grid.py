"""A table edited like a spreadsheet: the grid is drawn on a canvas, and what it holds stands in hidden cells."""

import re
from contextlib import suppress

from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import TimeoutError as TookTooLong

from tests.browser.look import PATIENCE, TWICE, insist, settled

ROW, SECOND_COLUMN = 35, 130  # pixels
TRIES = 10
ALWAYS_SEEN = 3  # columns


def grid(page: Page, title: str) -> Locator:
    """The grid under a heading."""
    return page.locator(f'[data-testid="stDataFrame"]:has([aria-label="{title}"])').first


def cell(page: Page, title: str, column: int, row: int) -> Locator:
    """The hidden cell in which a screen reader finds what the canvas shows."""
    return grid(page, title).locator(f'[data-testid="glide-cell-{column}-{row}"]')


def select(page: Page, title: str, column: int, row: int) -> None:
    """Go to a cell: click on the second column, which is always in sight, then by arrow keys."""
    page.bring_to_front()  # keys go to the window in front
    chosen = page.locator('[aria-selected="true"]')
    first, wanted = (cell(page, title, place, row).and_(chosen) for place in (1, column))
    for _ in range(TRIES):
        _click(page, title, row)
        with suppress(TookTooLong):
            first.wait_for(state="attached", timeout=PATIENCE / TRIES)
            for _ in range(column - 1):
                page.keyboard.press("ArrowRight")
            wanted.wait_for(state="attached", timeout=PATIENCE / TRIES)
            return
    expect(cell(page, title, column, row)).to_have_attribute("aria-selected", "true")


def _click(page: Page, title: str, row: int) -> None:
    """Click where a row is; a grid that was only just drawn may not take it."""
    canvas = grid(page, title).locator("canvas").first
    canvas.evaluate("canvas => canvas.scrollIntoView({block: 'center', behavior: 'instant'})")
    page.evaluate(TWICE)
    place = canvas.bounding_box()
    assert place is not None
    page.mouse.click(place["x"] + SECOND_COLUMN, place["y"] + ROW * (row + 1) + ROW / 2)


def type_into(page: Page, title: str, column: int, row: int, text: str) -> None:
    """Type into a cell as at a keyboard."""
    field = page.locator("input.gdg-input, textarea.gdg-input")
    insist(lambda: _edit(page, title, column, row), field)
    expect(field).to_be_visible()
    field.fill(text)
    expect(field).to_have_value(text)
    insist(lambda: page.keyboard.press("Enter"), page.locator("body:not(:has(.gdg-input))"))
    settled(page)


def _edit(page: Page, title: str, column: int, row: int) -> None:
    """Begin to edit a cell; a table that is drawn anew forgets what was selected."""
    select(page, title, column, row)
    page.keyboard.press("Enter")


def holds(page: Page, title: str, column: int, row: int, text: str) -> None:
    """Wait until a cell holds a text; one out of sight is gone to first, since only what is seen is there to read."""
    if column > ALWAYS_SEEN:
        select(page, title, column, row)
    expect(cell(page, title, column, row)).to_have_text(re.compile(re.escape(text)))
