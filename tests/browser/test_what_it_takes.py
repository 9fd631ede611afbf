"""Pay, Medicaid, Grants and Staying in a real browser: the sentence and the answers are the model's."""

import re

import pytest
import yaml
from playwright.sync_api import Page, expect

from model.compare import outcome
from model.exports import money_spans, staying_frames
from model.inputs.load import load_program
from model.inputs.months import Month
from model.questions.cliffs import grants_and_other_money
from model.questions.rescue import rescue
from model.questions.staying import departure
from pages.parts.standing import PROGRAMS
from tests.browser.look import go, heading, main, no_error, open_page, sidebar, typed, upload
from tests.small import medicaid, tree

pytestmark = pytest.mark.browser

EXAMPLE, FILE = "Prairie recovery", PROGRAMS / "prairie-recovery.yaml"


def test_what_rate_pays_and_what_fair_pay_costs_are_said_first_and_follow_the_standard(page: Page, server: str) -> None:
    """Of the small program of the hand-worked cases at half its rate."""
    open_page(page, server, program=EXAMPLE)
    upload(page, yaml.safe_dump(tree(payers={"medicaid": medicaid(2.5)})))
    # with its place where others have left a program of its name on the server
    expect(sidebar(page).get_by_role("combobox", name="Program shown")).to_have_value(re.compile(r"Small( \(.*\))?$"))
    go(page, "Medicaid")
    heading(page, "At $2.50 a unit billing covers 50 % of cost over all 3 months; $5.00 would cover it all")
    no_error(page)
    go(page, "Pay")
    field = main(page).get_by_label("Dollars an hour", exact=True)
    field.fill("22")
    field.press("Tab")
    # 2 dollars for 52 hours a month are 104, or 1,248 a year; 208 units a month make 0.50 a unit
    heading(page, "Fair pay at $22 costs $1,250 a year; that is $0.50 a unit of Medicaid rate.")
    no_error(page)


def test_the_next_cliff_is_said_first_and_what_would_keep_every_seat_is_found_when_asked(
    page: Page, server: str
) -> None:
    open_page(page, server, "grants-and-other-money", program=EXAMPLE)
    file = load_program(FILE)
    result = outcome(file)
    heading(page, money_spans.next_cliff(result, grants_and_other_money(result)))
    main(page).get_by_role("button", name="Find what would keep every seat").click()
    found = next(one for one in rescue(file, Month.of("2027-09")).alone if one.lever.key == "fundraising")
    row = main(page).get_by_role("row").filter(has_text=found.lever.label).first
    expect(row).to_be_visible()
    assert found.words in typed(row)
    no_error(page)


def test_what_one_departure_costs_is_said_first(page: Page, server: str) -> None:
    open_page(page, server, "what-leaving-costs", program=EXAMPLE)
    heading(page, staying_frames.leaving(departure(load_program(FILE)), "One person"))
    no_error(page)
