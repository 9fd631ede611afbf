"""The first page in a real browser: what people see, type, upload and reach with the keyboard."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlparse

import pytest
import yaml
from playwright.sync_api import Locator, Page, expect

from model.compare import outcome
from model.exports.tables import as_object
from model.inputs.load import load_program, program_of
from pages.parts.standing import PROGRAMS, examples
from tests.browser.look import (
    PATIENCE,
    WIDTHS,
    downloaded,
    heading,
    insist,
    main,
    no_error,
    no_overflow,
    open_page,
    opened_folds,
    pick,
    picture,
    reached_by_tab,
    settled,
    sidebar,
    typed,
    upload,
)
from tests.small import grant, medicaid, peer, tree

pytestmark = pytest.mark.browser

EXAMPLE, FILE = "Prairie recovery", "prairie-recovery.yaml"
OTHER = "Piedmont peer center"
HOSTILE = "**x** $a$ [l](http://x.org) <b>bold</b> :smile: ~~s~~ `c` -> www.y.org me@z.org"
RENEWED = "Renewed for two years at two thirds"


def sentences(tree_or_file: str | dict[str, Any]) -> list[str]:
    if isinstance(tree_or_file, str):
        file = load_program(PROGRAMS / tree_or_file)
    else:
        file = program_of(tree_or_file, "mine.yaml")
    result = outcome(file)
    return as_object(result.projection, result.findings)["findings"]["program"]["sentences"]


def choose(page: Page, name: str) -> None:
    pick(page.get_by_role("combobox", name="Program shown"), f"Example: {name}")


def lay(page: Page, name: str) -> None:
    pick(page.get_by_role("combobox", name="Scenarios laid on"), name)


def hovered(page: Page, mark: Locator) -> Locator:
    """Point at a mark of a chart; what it tells then."""

    def point() -> None:
        page.mouse.move(0, 0)  # a pointer that is there already does not come again
        mark.hover()

    insist(point, page.locator("#vg-tooltip-element.visible"))
    return page.locator("#vg-tooltip-element")


def hostile_program() -> dict[str, Any]:
    names = {"name": HOSTILE, "about": HOSTILE, "basis": {"positions": HOSTILE}}
    seat = peer(HOSTILE, title=HOSTILE)
    cliff = grant(HOSTILE, covers={HOSTILE: 1.0})
    # money in the bank, so that the first sentence is the one that names the grant
    cash = {"opening": 500000}
    return tree(**names, months=24, positions=[seat], grants=[cliff], payers={"medicaid": medicaid(2.5)}, cash=cash)


def absurd_program() -> dict[str, Any]:
    """Forty positions over twenty years, names that do not fit, and amounts nobody has."""
    seats = [
        peer(f"position number {n} with a name that goes on and on " + "x" * 60, hours_per_week=40) for n in range(40)
    ]
    return tree(
        name="An organization " * 12,
        months=240,
        positions=seats,
        ladders={"peer": {"steps": [90000.0]}},
        reserve={"opening": 9e11, "floor": 1e10},
    )


def smallest_program() -> dict[str, Any]:
    """One month, one position that sees no clients, no payer and no money."""
    program = tree(months=1, positions=[peer(direct_service=False, mix={})])
    return {key: value for key, value in program.items() if key not in ("services", "payers")}


def test_the_example_is_read_reached_by_keyboard_pointed_at_and_taken_away(
    page: Page, server: str, tmp_path: Path
) -> None:
    open_page(page, server, example=EXAMPLE)
    assert typed(main(page)).startswith(sentences(FILE)[0])
    box = main(page).get_by_role("heading", level=1).bounding_box()
    assert box is not None and box["y"] < 200
    reaches_every_control(page)
    cell = page.locator('[data-testid="stVegaLiteChart"]').first.locator('path[aria-label*="2026-09"]').first
    text = typed(hovered(page, cell))
    assert "2026-09" in text and "Full cost" in text and re.search(r"\$\d", text)
    holds_the_rows_of_the_model(page, tmp_path / "rows.csv")


def reaches_every_control(page: Page) -> None:
    """Tab comes to every control, in the order of the page."""
    reached = reached_by_tab(page, steps=60)
    wanted = ["Program shown", "Upload", "Scenarios laid on", "The board as a table", "Positions by month (CSV)"]
    places = [next((n for n, name in enumerate(reached) if want in name), None) for want in wanted]
    assert None not in places, dict(zip(wanted, places, strict=True))
    assert places == sorted(places, key=lambda n: n or 0)


def holds_the_rows_of_the_model(page: Page, saved: Path) -> None:
    """What can be taken away has a row of the model in every line."""
    got = downloaded(page, page.get_by_role("button", name="Positions by month (CSV)"))
    got.save_as(saved)
    assert got.suggested_filename.endswith("-rows.csv")
    result = outcome(load_program(PROGRAMS / FILE))
    rows = as_object(result.projection, result.findings)["rows"]
    lines = saved.read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 1 + len(rows)
    assert lines[1].startswith(f"{rows[0]['month']},{rows[0]['position']},")


def test_examples_follow_one_another_without_a_reload_and_no_column_is_cut_in_a_narrow_window(
    page: Page, server: str
) -> None:
    page.set_viewport_size({"width": 800, "height": 900})
    open_page(page, server, example=EXAMPLE, scenario="Fundraising replaces part of it")
    wider = {"with a scenario": cut_off(page)}
    for name, path in examples().items():
        choose(page, name)
        heading(page, sentences(path.name)[0])
        settled(page)
        wider[name] = cut_off(page)
        seats = load_program(path).program.positions
        board = page.locator('[data-testid="stVegaLiteChart"]').first
        expect(board).to_have_attribute("aria-label", re.compile(rf"^Board\. .*\b{len(seats)} positions"))
        expect(board).to_contain_text(seats[0].id)
    assert all(pixels <= 1 for pixels in wider.values()), wider


def cut_off(page: Page) -> float:
    """Pixels by which the table of what becomes of each position is wider than its place."""
    table = page.locator('[data-testid="stMain"] table').filter(has_text="Billing covers")
    return table.evaluate(
        "t => t.getBoundingClientRect().right - t.closest('[data-testid=stTable]').getBoundingClientRect().right"
    )


def test_the_example_and_the_scenario_survive_a_reload_and_the_baseline_stays_in_sight(page: Page, server: str) -> None:
    open_page(page, server, example=OTHER)
    choose(page, EXAMPLE)
    heading(page, sentences(FILE)[0])
    settled(page)
    lay(page, RENEWED)
    expect(main(page).get_by_text("Without it:")).to_be_visible(timeout=PATIENCE)
    page.keyboard.press("Escape")
    settled(page)
    before = typed(main(page).get_by_role("heading", level=1))
    assert parse_qs(urlparse(page.url).query)["scenario"] == [RENEWED]
    page.reload()
    settled(page)
    heading(page, before)
    assert f"Without it: {sentences(FILE)[0]}" in typed(main(page))
    labels = [
        chart.get_attribute("aria-label") or "" for chart in page.locator('[data-testid="stVegaLiteChart"]').all()
    ]
    assert labels[0].startswith("Board. ")
    assert labels[1].startswith("Board. Without the scenario: ")
    assert "With the scenario" in typed(sidebar(page))


def test_a_file_too_large_or_full_of_faults_is_refused_and_the_last_good_one_stays(page: Page, server: str) -> None:
    open_page(page, server, example=EXAMPLE)
    upload(page, "# " + "x" * 1_500_000, name="large.yaml")
    expect(page.get_by_text(re.compile(r"must be 1(\.0)? ?MB or smaller"))).to_be_visible(timeout=PATIENCE)
    heading(page, sentences(FILE)[0])
    upload(page, yaml.safe_dump(tree(months=0, keep_spread="often", colour="red")), name="bad.yaml")
    alert = page.get_by_role("alert").filter(has_text="bad.yaml cannot be used")
    expect(alert).to_be_visible(timeout=PATIENCE)
    expect(alert.get_by_role("listitem")).to_have_count(3)
    for word in ("months", "keep_spread", "colour"):
        expect(alert.get_by_role("listitem").filter(has_text=f"bad.yaml: {word} (line")).to_have_count(1)
    heading(page, sentences(FILE)[0])
    assert "Traceback" not in page.content()


def test_a_program_of_one_s_own_survives_a_reload_and_its_names_are_shown_as_typed(page: Page, server: str) -> None:
    open_page(page, server, example=EXAMPLE)
    mine = hostile_program()
    upload(page, yaml.safe_dump(mine))
    expect(main(page).get_by_role("heading", level=1)).to_contain_text("bold", timeout=PATIENCE)
    settled(page)
    page.reload()
    expect(main(page).get_by_role("heading", level=1)).to_contain_text("bold", timeout=PATIENCE)
    settled(page)
    names_in_the_hover(page)
    scenarios = [{"name": HOSTILE, "why": HOSTILE, "changes": [{"set": "name", "to": HOSTILE + "!"}]}]
    upload(page, yaml.safe_dump(scenarios), name="plans.yaml")
    option = page.get_by_role("option").first
    insist(page.get_by_role("combobox", name="Scenarios laid on").click, option)
    expect(option).to_contain_text("bold")
    assert HOSTILE in typed(option)
    option.click()
    expect(main(page).get_by_text("Without it:")).to_be_visible(timeout=PATIENCE)
    page.keyboard.press("Escape")
    settled(page)
    opened_folds(page)
    expect(main(page).get_by_role("cell", name="October 2026").first).to_be_visible()
    expect(main(page).locator("td, th").filter(has_text="bold").first).to_be_visible()
    shown = typed(main(page))
    assert f"'{HOSTILE}'" in typed(main(page).get_by_role("heading", level=1))
    assert shown.count(HOSTILE) >= 5
    assert HOSTILE in typed(sidebar(page))
    for sign in ("b", 'a[href*="x.org"]', 'a[href*="y.org"]', 'a[href*="z.org"]', ".katex", "del", "s"):
        assert page.locator(f'[data-testid="stApp"] {sign}').count() == 0, sign
    assert "😄" not in page.content()


def names_in_the_hover(page: Page) -> None:
    """What a mark of the board tells of a name is the name to the letter."""
    cell = page.locator('[data-testid="stVegaLiteChart"]').first.locator('path[aria-label*="2026-09"]').first
    tip = hovered(page, cell)
    assert "<b>bold</b>" in typed(tip)
    assert tip.locator("b, a").count() == 0


# An example with a scenario is looked at in `test_every_page.py`, at both widths, in light and dark.
@pytest.mark.parametrize("program", [smallest_program, absurd_program, hostile_program])
def test_this_page_and_the_one_for_people_fit_their_windows(
    page: Page, server: str, program: Callable[[], dict[str, Any]]
) -> None:
    mine = program()
    open_page(page, server, example=EXAMPLE)
    upload(page, yaml.safe_dump(mine))
    heading(page, sentences(mine)[0])
    settled(page)
    opened_folds(page)
    fits(page, f"where-we-stand-{program.__name__}")
    page.get_by_role("link", name="What do I tell my people").click()
    page.get_by_role("button", name="One paper for all (Word)").wait_for()
    settled(page)
    no_error(page)
    fits(page, f"people-{program.__name__}")


def fits(page: Page, name: str) -> None:
    """Nothing is wider than the window, wide or narrow."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        settled(page)
        picture(page, f"{name}-{width}", width)
        no_overflow(page)
