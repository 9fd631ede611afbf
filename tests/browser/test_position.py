"""The months of a position in a real browser: a click on the board, numbers opened, the page for people on paper."""

import re
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from model.compare import outcome
from model.explain import explain
from model.exports.opening import line
from model.exports.telling import telling
from model.inputs.load import load_program
from pages.parts.standing import PROGRAMS
from tests.browser.look import (
    choose,
    collapse_sidebar,
    downloaded,
    insist,
    main,
    no_error,
    open_page,
    reached_by_tab,
    settled,
    typed,
    unfold,
)

pytestmark = pytest.mark.browser

FILE = PROGRAMS / "prairie-recovery.yaml"
NAME = "Prairie recovery"
CLICKS = (("coach-3", "2026-09"), ("coach-2", "2027-03"), ("coach-1", "2027-06"))
# On a machine of its own a click takes a fraction of a second; tests run beside others.


def board(page: Page) -> Locator:
    return page.locator('[data-testid="stVegaLiteChart"]').first


def cell(page: Page, position: str, month: str) -> Locator:
    return board(page).locator(f'path[aria-label*="Position: {position};"][aria-label*="Month: {month}"]').first


def money_of(page: Page, position: str) -> Locator:
    return page.locator(f'[data-testid="stVegaLiteChart"][aria-label^="{position} costs "]').first


def chosen(page: Page, label: str) -> Locator:
    return page.get_by_role("combobox", name=label, exact=True)


def clicked(page: Page, position: str, month: str) -> None:
    """Click a cell of the board, and wait for the money of its position."""

    def click() -> None:
        at = cell(page, position, month)
        at.evaluate("cell => cell.scrollIntoView({block: 'center'})")  # the head of the page lies over what is above
        at.click(force=True)

    insist(click, money_of(page, position))
    expect(chosen(page, "Month by month")).to_have_value(position)
    settled(page)


def to_people(page: Page) -> None:
    """Go to the page for people by the menu."""
    page.get_by_role("link", name="What do I tell my people").click()
    page.get_by_role("button", name="One paper for all (Word)").wait_for()
    settled(page)


def test_clicks_on_the_board_and_the_control_beside_it_show_the_months_of_a_position(page: Page, server: str) -> None:
    open_page(page, server, program=NAME)
    result = outcome(load_program(FILE))
    for position, month in CLICKS:
        clicked(page, position, month)
        assert telling(result, position).paid_by in typed(main(page))
    expect(chosen(page, "Month")).to_have_value("June 2027")
    choose(chosen(page, "Month by month"), "coach-2")
    money_of(page, "coach-2").wait_for()
    settled(page)
    # the last cell again, although the board was not told that another position was chosen
    clicked(page, *CLICKS[-1])
    page.reload()
    settled(page)
    expect(chosen(page, "Month by month")).to_have_value(CLICKS[-1][0])
    no_error(page)


def test_the_keyboard_reaches_the_position_and_a_number_opens_level_by_level_down_to_its_place_in_the_file(
    page: Page, server: str
) -> None:
    open_page(page, server, program=NAME, position="coach-1", month="November 2027")
    reached = " ".join(reached_by_tab(page, 70))
    for name in ("Month by month", "Money by month as a table", "Number", "Month", "coach-1: direct cost"):
        assert name in reached, name
    result = outcome(load_program(FILE))
    node = explain(result.file, result.projection, result.findings, "coach-1", "2027-11", "full_cost")
    # full cost, direct cost, wages, paid hours, and the hours a week that the file gives
    for name in ("direct_cost", "wages", "paid_hours"):
        node = next(child for child in node.children if child.name == name)
        fold = main(page).locator("details").filter(has=page.locator("summary", has_text=line(node))).last
        unfold(fold)
        settled(page)
    leaf = node.children[0]
    assert leaf.place is not None
    expect(main(page).get_by_text(leaf.place.text).first).to_be_visible()
    assert "40 hours a week * 52 / 12 = 173.3 hours" in typed(main(page))
    main(page).get_by_text("As text, to copy into a board paper").click()
    expect(main(page).get_by_text(re.compile("full_cost: ")).first).to_be_visible()
    no_error(page)


def test_people_can_be_told_on_paper(page: Page, server: str, tmp_path: Path) -> None:
    open_page(page, server, program=NAME)
    to_people(page)
    paper = downloaded(page, page.get_by_role("button", name="A page for each position (Word)"))
    assert paper.suggested_filename.endswith("-slips.docx")
    collapse_sidebar(page)
    printed = tmp_path / "people.pdf"
    page.pdf(path=printed, format="Letter")
    said = subprocess.run(["pdftotext", "-layout", printed, "-"], capture_output=True, text=True, check=True).stdout
    told = telling(outcome(load_program(FILE)), "coach-1")
    for text in (told.paid_by, told.notice):
        assert " ".join(text.split()[:6]) in " ".join(said.split())
    assert "$" not in said and "Scenarios laid on" not in said
