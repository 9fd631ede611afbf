"""What we don't know in a real browser: first results at once, more and more draws, a stop that stops, and going on."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.look import insist, main, no_error, no_overflow, open_page, sentence, settled, sidebar, typed

pytestmark = pytest.mark.browser

DRAWN = re.compile(r"([\d,]+) futures drawn with seed 1;")
STOPPED = re.compile(r"Stopped after ([\d,]+) of ([\d,]+) draws; what they say stands here")


def number(text: str) -> int:
    return int(text.replace(",", ""))


def drawn(page: Page) -> int:
    found = DRAWN.search(typed(main(page)))
    assert found, typed(main(page))[:500]
    return number(found[1])


def test_first_results_stand_at_once_stop_stops_what_was_drawn_stays_and_a_rerun_goes_on(
    page: Page, server: str
) -> None:
    open_page(page, server, program="Piedmont peer center")
    sidebar(page).get_by_role("link", name="What we don't know").click()
    stop = main(page).get_by_role("button", name="Stop", exact=True)
    stopped = main(page).get_by_text(re.compile("Stopped after"))
    # the odds of the first draws stand beside the button that stops the others
    stop.wait_for()
    expect(sentence(page)).to_contain_text("futures")
    insist(lambda: stop.dispatch_event("click") if stop.count() else None, stopped)
    settled(page)
    told = STOPPED.search(typed(main(page)))
    assert told
    done, wanted = map(number, told.groups())
    assert done < wanted == 256
    assert done == drawn(page)
    assert stop.count() == 0
    expect(main(page).get_by_role("heading", name="Stress tests")).to_be_visible()
    # what was stopped stays stopped when something else is asked
    main(page).get_by_text("What is not known: ranges").click()
    settled(page)
    assert done == drawn(page)
    main(page).get_by_role("button", name=f"Sharpen to {4 * done:,} draws").click()
    more = main(page).get_by_text(re.compile(f"{4 * done:,} futures drawn"))
    more.wait_for()
    settled(page)
    assert 4 * done == drawn(page)
    expect(stopped).to_have_count(0)
    no_error(page)
    no_overflow(page)
