"""A director's evening, end to end in a real browser: from blank to the board, what if, to Excel and back, a crash."""

import io
import re
import signal
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from model.compare import outcome
from model.exports.tables import as_object
from model.inputs.load import program_of, read_tree
from model.inputs.scenario import applied, read_scenarios
from model.inputs.writing import written
from model.interview.draft import unpacked
from pages.parts.standing import PROGRAMS
from tests.browser.grid import cell, holds, type_into
from tests.browser.look import (
    a_person,
    downloaded,
    go,
    heading,
    main,
    no_error,
    open_page,
    sentence,
    settled,
    sidebar,
    typed,
    upload,
)
from tests.browser.look import choose as take
from tests.browser.serving import address_of, running, the_app

pytestmark = pytest.mark.browser

EXAMPLE, FILE = "Prairie recovery", "prairie-recovery.yaml"
HOURS = 6  # the column of hours in the table of positions


def tree() -> dict[str, Any]:
    return read_tree(Path(PROGRAMS / FILE), FILE)[0]


def told(program: dict[str, Any]) -> str:
    """The first sentence of a program."""
    result = outcome(program_of(program, FILE))
    return as_object(result.projection, result.findings)["findings"]["program"]["sentences"][0]


def choose(page: Page, label: str, option: str) -> None:
    """Type into a drop-down of the page and take what it finds."""
    take(main(page).get_by_role("combobox", name=label).first, option)
    settled(page)


def number(page: Page, label: str, value: str) -> None:
    field = main(page).get_by_label(label, exact=True)
    field.fill(value)
    field.press("Tab")
    expect(field).to_have_value(re.compile(rf"^{re.escape(value)}(\.0*)?$"))
    settled(page)


def answers_in(url: str) -> dict[str, Any]:
    """The answers that an address carries."""
    return unpacked(parse_qs(urlsplit(url).query).get("answers", [""])[0])


def as_object_of(page: Page) -> dict[str, Any]:
    """The projection of the program that the address names, as its file under *Take it with you* gives it."""
    page.goto(page.url.replace("twelve-questions", "saved-work"))
    settled(page)
    got = downloaded(page, main(page).get_by_role("button", name="One file with the scenarios (YAML)"))
    bundle = read_tree(Path(got.path()).read_bytes(), "one.yaml")[0]
    result = outcome(program_of(bundle["program"], "one.yaml"))
    return as_object(result.projection, result.findings)


def test_from_blank_to_the_board_by_twelve_questions(page: Page, own_server: str) -> None:
    open_page(page, own_server, "twelve-questions")
    main(page).get_by_label("Name of the program", exact=True).fill("Harbor Peers")
    choose(page, "State", "North Carolina")
    choose(page, "First month to look at", "January 2027")
    for label, value in (
        ("How many peers see clients", "3"),
        ("Hours a week of each", "40"),
        ("Pay of a peer, an hour ($)", "17"),
        ("Hours a week of a supervisor or coordinator", "0"),
        ("Clients of each peer", "20"),
        ("Sessions booked with a client in a week", "1"),
        ("Length of a session", "60"),
        ("Clients on Medicaid (%)", "70"),
        ("Booked sessions that nobody comes to (%)", "20"),
        ("Claims that are never paid (%)", "5"),
        ("Miles driven for a session", "4"),
        ("Paid leave and holidays, hours a year at full time", "200"),
        ("Rent, insurance, records system and the like, a month ($)", "1500"),
        ("Gifts and fundraising, a month ($)", "500"),
        ("Reserve this program may use ($)", "40000"),
        ("Of it, what the board wants kept ($)", "5000"),
        ("Cash in the bank ($)", "40000"),
    ):
        number(page, label, value)
    choose(page, "Rate for a session with one person", "H0038")
    choose(page, "When nobody pays for a seat", "The seat stays, and the gap grows")
    page.wait_for_url(lambda url: {"cash", "when_unfunded"} <= answers_in(url).keys())  # the server has them all
    page.reload()  # and they survive it
    settled(page)
    main(page).get_by_role("button", name="Show me").click()
    expect(main(page).get_by_role("link", name="See every position, month by month")).to_be_visible()
    settled(page)
    said = as_object_of(page)["findings"]["program"]["sentences"][0]
    go(page, "Where we stand")
    heading(page, said)
    no_error(page)


def test_a_scenario_by_levers_and_its_comparison(page: Page, server: str) -> None:
    open_page(page, server, "scenarios-by-levers", program=EXAMPLE)
    main(page).get_by_label("Name", exact=True).fill("Eighteen an hour")
    main(page).get_by_label("Reason", exact=True).fill("the store pays it")
    number(page, "New value (dollars an hour)", "18.50")
    main(page).get_by_role("button", name="Add this change").click()
    expect(main(page).get_by_text("None yet.")).to_have_count(0)
    settled(page)
    main(page).get_by_role("button", name="Save this scenario").click()
    expect(sidebar(page).get_by_text("With the scenario")).to_be_visible()
    settled(page)
    changes = [{"set": "wage_floor", "to": 18.5}]
    scenario = [{"name": "Eighteen an hour", "why": "the store pays it", "changes": changes}]
    laid = applied(program_of(tree(), FILE), read_scenarios(written(scenario), "s.yaml"))
    go(page, "Where we stand")
    heading(page, told(laid.tree))
    go(page, "Compare")
    choose(page, "First beside the file", "Eighteen an hour")
    page.keyboard.press("Escape")
    expect(main(page).get_by_role("table").get_by_text("Eighteen an hour")).to_be_visible()
    no_error(page)


def test_a_workbook_goes_down_is_changed_in_excel_and_comes_up_again(page: Page, server: str) -> None:
    open_page(page, server, "saved-work", program=EXAMPLE)
    got = downloaded(page, main(page).get_by_role("button", name="A workbook (Excel)", exact=True))
    book = openpyxl.load_workbook(io.BytesIO(Path(got.path()).read_bytes()))
    sheet = book["Positions"]
    cells = {one.value: one for row in sheet.iter_rows() for one in row if isinstance(one.value, str | int | float)}
    header = next(one for name, one in cells.items() if isinstance(name, str) and name.startswith("Hours"))
    coach = next(row for row in sheet.iter_rows() if row[0].value == "coach-1")
    coach[header.column - 1].value = 10
    changed = io.BytesIO()
    book.save(changed)
    upload(page, changed.getvalue(), "prairie.xlsx")
    expect(main(page).get_by_text("from prairie.xlsx").first).to_be_visible()
    settled(page)
    mine = tree()
    mine["positions"][0]["hours_per_week"] = 10
    go(page, "Where we stand")
    heading(page, told(mine))
    coach[header.column - 1].value = "ten"
    broken = io.BytesIO()
    book.save(broken)
    upload(page, broken.getvalue(), "prairie.xlsx")
    at = coach[header.column - 1].coordinate
    expect(main(page).get_by_text(re.compile(rf"Positions!{at}.*found 'ten'"))).to_be_visible()
    heading(page, told(mine))


def test_a_link_carries_program_and_scenario_to_somebody_who_has_neither(page: Page, server: str) -> None:
    name = "Fundraising replaces part of it"
    open_page(page, server, "saved-work", program=EXAMPLE, scenario=name)
    shown = main(page).locator("code").filter(has_text=re.compile(r"\?\S*shared=\S"))
    expect(shown).to_have_count(1)
    link = (shown.text_content() or "").strip()
    assert page.context.browser is not None
    other = a_person(page.context.browser).new_page()
    other.goto(server + "/?" + link.split("?", 1)[1])
    settled(other)
    expect(sidebar(other).get_by_text("With the scenario")).to_be_visible()
    open_page(page, server, "", program=EXAMPLE, scenario=name)
    heading(page, typed(sentence(other)))
    assert typed(sentence(page)) == typed(sentence(other))
    other.context.close()


def test_a_server_killed_in_the_middle_of_a_save_loses_nothing(page: Page, tmp_path: Path) -> None:
    with running(the_app(tmp_path)) as server:
        address = address_of(server)
        open_page(page, address, "our-program", program=EXAMPLE)
        type_into(page, "Positions", HOURS, 0, "36")
        page.wait_for_url(re.compile(r"program=[\w-]{12}"))
        holds(page, "Positions", HOURS, 0, "36")
        type_into(page, "Positions", HOURS, 1, "30")
        server.end(signal.SIGKILL)
        server.start()
        page.reload()
        settled(page)
        holds(page, "Positions", HOURS, 0, "36")
        # the save was made, or not: never half
        expect(cell(page, "Positions", HOURS, 1)).to_have_text(re.compile(r"^\s*(40|30)\s*$"))
        page.goto(address)
        settled(page)
        heading(page, sentence(page).inner_text())
        assert "program=" in page.url
        assert page.url.split("program=")[1].split("&")[0] != "Prairie+recovery"
        no_error(page)
