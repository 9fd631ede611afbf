"""Our program in a real browser: edit, break, mend, undo; paste rows; a row half filled in; two windows at once."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from model.compare import outcome
from model.exports.tables import as_object
from model.inputs.load import load_program, program_of, read_tree
from pages.parts.standing import PROGRAMS
from tests.browser.grid import holds, select, type_into
from tests.browser.look import PATIENCE, main, open_page, settled, sidebar, typed

pytestmark = pytest.mark.browser

EXAMPLE, FILE = "Prairie recovery", "prairie-recovery.yaml"
TITLE, HOURS, SHARE = 2, 6, 3  # places of columns
ADDRESS = "our-program"


def told(**changes: Any) -> str:
    """The first sentence of the example, with what the first coach has otherwise."""
    tree = read_tree(Path(PROGRAMS / FILE), FILE)[0]
    tree["positions"][0].update(changes)
    result = outcome(program_of(tree, FILE))
    return as_object(result.projection, result.findings)["findings"]["program"]["sentences"][0]


def opened(page: Page, server: str) -> Page:
    return open_page(page, server, ADDRESS, program=EXAMPLE)


def says(page: Page, text: str) -> None:
    """Wait until the page says something."""
    expect(main(page).get_by_text(re.compile(re.escape(text[:60])))).to_be_visible(timeout=PATIENCE)
    settled(page)


def mended(page: Page) -> None:
    """Wait until nothing waits to be mended."""
    expect(main(page).get_by_text("mending")).to_have_count(0)
    settled(page)


def months_funded(page: Page) -> str:
    """What the sidebar says of the program as its file stands."""
    return typed(sidebar(page).locator("table tr").last.locator("td").first)


def test_a_number_is_broken_mended_and_undone(page: Page, server: str) -> None:
    opened(page, server)
    before = months_funded(page)
    type_into(page, "Positions", HOURS, 0, "forty")
    says(page, "1 entry needs mending")
    says(page, "coach-1, Hours: found 'forty'; a number is needed")
    holds(page, "Positions", 0, 0, "Hours: found 'forty'")
    assert months_funded(page) == before
    type_into(page, "Positions", HOURS, 0, "20")
    mended(page)
    says(page, told(hours_per_week=20))
    holds(page, "Positions", HOURS, 0, "20")
    sidebar(page).get_by_role("button", name="Undo").click()
    says(page, "1 entry needs mending")
    holds(page, "Positions", HOURS, 0, "forty")
    sidebar(page).get_by_role("button", name="Undo").click()
    mended(page)
    holds(page, "Positions", HOURS, 0, "40")
    sidebar(page).get_by_role("button", name="Redo").click()
    says(page, "1 entry needs mending")


def test_what_was_typed_survives_a_reload_though_it_is_wrong(page: Page, server: str) -> None:
    opened(page, server)
    type_into(page, "Positions", HOURS, 0, "many")
    says(page, "1 entry needs mending")
    page.reload()
    says(page, "coach-1, Hours: found 'many'")
    holds(page, "Positions", HOURS, 0, "many")


def test_a_new_row_half_filled_in_stays_until_it_is_whole(page: Page, server: str) -> None:
    opened(page, server)
    rows = len(load_program(PROGRAMS / FILE).program.positions)
    type_into(page, "Positions", TITLE, rows, "Peer at the shelter")
    says(page, "need mending")
    type_into(page, "Positions", 1, rows, "shelter")
    holds(page, "Positions", TITLE, rows, "Peer at the shelter")
    select(page, "Positions", HOURS, rows)
    type_into(page, "Positions", HOURS, rows, "20")
    holds(page, "Positions", HOURS, rows, "20")
    says(page, "shelter, Ladder")


def test_rows_pasted_from_a_spreadsheet_join_the_table(page: Page, server: str) -> None:
    opened(page, server)
    main(page).locator("summary").filter(has_text="Paste rows into credentials").click()
    area = main(page).get_by_label(re.compile("Rows copied from Excel; the columns are Position, Credential, From"))
    area.fill("Position\tCredential\tFrom\ncoordinator\tcertified\t2024-01\ncoordinator\ttrainer\t2025-01")
    area.press("Control+Enter")
    main(page).get_by_role("button", name="Add 2 rows").click()
    expect(main(page).get_by_role("button", name="Add 0 rows").first).to_be_visible()
    settled(page)
    mended(page)
    holds(page, "Credentials", 1, 4, "coordinator")
    holds(page, "Credentials", 2, 5, "trainer")


def test_two_windows_change_different_parts_and_both_changes_stand(page: Page, server: str) -> None:
    opened(page, server)
    type_into(page, "Positions", HOURS, 0, "36")
    says(page, told(hours_per_week=36))
    other = page.context.new_page()
    open_page(other, server, ADDRESS, program=kept_program(page))
    main(other).get_by_text("Grants and contracts", exact=True).click()
    expect(other.get_by_role("heading", name="Who pays for whom")).to_be_visible()
    settled(other)
    type_into(page, "Positions", HOURS, 0, "30")
    says(page, told(hours_per_week=30))
    type_into(other, "Who pays for whom", SHARE, 0, "50 %")
    expect(sidebar(other).get_by_text("your change is laid on it")).to_be_visible()
    open_page(page, server, ADDRESS, program=kept_program(page))
    holds(page, "Positions", HOURS, 0, "30")
    main(page).get_by_text("Grants and contracts", exact=True).click()
    holds(page, "Who pays for whom", SHARE, 0, "50 %")


def test_two_windows_change_the_same_part_and_neither_is_lost(page: Page, server: str) -> None:
    opened(page, server)
    type_into(page, "Positions", HOURS, 0, "36")
    says(page, told(hours_per_week=36))
    other = page.context.new_page()
    open_page(other, server, ADDRESS, program=kept_program(page))
    type_into(page, "Positions", HOURS, 0, "30")
    says(page, told(hours_per_week=30))
    type_into(other, "Positions", HOURS, 0, "24")
    expect(sidebar(other).get_by_text("kept as a program beside theirs")).to_be_visible()
    holds(other, "Positions", HOURS, 0, "24")
    assert kept_program(other) != kept_program(page)
    open_page(page, server, ADDRESS, program=kept_program(page))
    holds(page, "Positions", HOURS, 0, "30")


def kept_program(page: Page) -> str:
    """The program that the address names, once it is one of one's own."""
    page.wait_for_url(re.compile(r"program=[\w-]{12}"))
    return re.search(r"program=([\w-]+)", page.url)[1]  # type: ignore[index]
