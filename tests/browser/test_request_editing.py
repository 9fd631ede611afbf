"""A request in a real browser: a share of a person broken and mended in the grid, an objective picked."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from model.exports.budget_frames import opening
from model.inputs.load import program_of, read_tree
from model.requests.checking import checks
from model.requests.computing import budget_of
from pages.parts.standing import PROGRAMS
from tests.browser.grid import cell, holds, select, type_into
from tests.browser.look import main, no_error, open_page, picture, sentence, settled, unfold

pytestmark = pytest.mark.browser

EXAMPLE, FILE = "Prairie recovery", "prairie-recovery.yaml"
PEOPLE, EFFORT, SERVES = "Personnel", 2, 15  # places of columns


def told(effort: float) -> str:
    """The page's first sentence when the first coach is asked for with that share of the time."""
    tree = read_tree(Path(PROGRAMS / FILE), FILE)[0]
    tree["requests"][0]["personnel"][0]["effort"] = effort
    file = program_of(tree, FILE)
    budget = budget_of(file, file.program.requests[0])
    return opening(budget, checks(file, budget))


def asks(page: Page, effort: float) -> None:
    """Wait until the page opens with the dollars that the model finds."""
    dollars = re.search(r"\$[\d,]+", told(effort))
    assert dollars is not None
    expect(sentence(page)).to_contain_text(dollars[0])
    settled(page)


def test_a_person_asked_for_is_broken_and_mended(page: Page, server: str) -> None:
    open_page(page, server, "budget-for-a-funder", program=EXAMPLE)
    unfold(main(page).locator("details").filter(has_text="Part of the request").first)
    chosen = main(page).get_by_role("radio", name=re.compile("^People"))
    main(page).get_by_text("People", exact=True).first.click()
    expect(chosen).to_be_checked()
    asks(page, 0.9)
    type_into(page, PEOPLE, EFFORT, 0, "most")
    expect(main(page).get_by_text("coach-1, Effort: found 'most'; write one number for all")).to_be_visible()
    expect(main(page).get_by_text("1 to mend")).to_be_visible()
    expect(chosen).to_be_checked()
    holds(page, PEOPLE, 0, 0, "Effort: found 'most'")
    asks(page, 0.9)  # what is printed is as it was before
    picture(page, "request-to-mend", 1280)
    type_into(page, PEOPLE, EFFORT, 0, "50 %")
    asks(page, 0.5)
    select(page, PEOPLE, SERVES, 0)
    page.keyboard.press("Enter")
    page.get_by_text("2", exact=True).last.click()
    page.keyboard.press("Tab")
    expect(cell(page, PEOPLE, SERVES, 0)).to_have_text("1,2")
    expect(main(page).get_by_text("1 to mend")).to_have_count(0)
    no_error(page)
