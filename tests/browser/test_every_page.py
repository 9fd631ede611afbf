"""Every page of the menu, in a real browser: it opens, begins with a sentence, fits, and shuts nobody out."""

import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from urllib.parse import urlparse

import pytest
from playwright.sync_api import Browser, Page, Request, Response, expect
from playwright.sync_api import TimeoutError as TookTooLong

from pages.parts.menu import Entry, entries
from tests.browser.look import (
    PATIENCE,
    TRIES,
    WIDE,
    WIDTHS,
    a_person,
    accessible,
    main,
    no_error,
    no_overflow,
    open_page,
    opened_folds,
    picture,
    reached_by_tab,
    sentence,
    settled,
    sidebar,
    told_apart,
    typed,
)

pytestmark = pytest.mark.browser

PAGES = [entry for section in entries().values() for entry in section]
FIRST = PAGES[0]  # it stands at the bare address
WALKED = (*PAGES[4:6], *PAGES[9:11])  # tests of single pages walk to others
EXAMPLE, SCENARIO = "Prairie recovery", "Renewed for two years at two thirds"
STEPS = 60  # of Tab, through the menu, the sidebar and into the page
IN_MAIN = "() => document.querySelector('[data-testid=stMain]').contains(document.activeElement)"
BACKGROUND = "() => getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor"
every_page = pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.file)


def address(entry: Entry) -> str:
    return "" if entry == FIRST else entry.address


def walk(page: Page, entry: Entry) -> None:
    """Go to a page by the menu; a click while a page works on by itself may be lost, so it is made until it counts."""
    link = sidebar(page).get_by_role("link", name=entry.title, exact=True)
    for _ in range(TRIES):
        link.click()
        with suppress(TookTooLong):
            page.wait_for_url(f"**/{entry.address}**", timeout=PATIENCE / TRIES)
            return
    page.wait_for_url(f"**/{entry.address}**")


# What a proxy in front of a hosted app should add: everything from the app's own address.
POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' 'wasm-unsafe-eval'; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; "
    "worker-src 'self' blob:; object-src 'none'; base-uri 'self'; form-action 'self'"
)
UNDER_THE_POLICY = """new MutationObserver((_, observer) => {
    if (!document.head) return
    observer.disconnect()
    const meta = document.createElement('meta')
    document.head.append(Object.assign(meta, {httpEquiv: 'Content-Security-Policy', content: policy}))
}).observe(document, {childList: true, subtree: true})"""


class Watched:
    """A tab under the policy, and all that it asked for and was told."""

    def __init__(self, browser: Browser) -> None:
        self.asked: list[Request] = []
        self.failed: list[Response] = []
        self.sockets: list[str] = []
        self.said: list[str] = []
        self.page = a_person(browser).new_page()
        self.page.on("request", lambda request: self.asked.append(request) or None)
        self.page.on("response", lambda answer: self.failed.append(answer) if answer.status >= 500 else None)
        self.page.on("websocket", lambda socket: self.sockets.append(socket.url))
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.add_init_script(f"const policy = {json.dumps(POLICY)}; {UNDER_THE_POLICY}")

    def told_nobody(self, server: str) -> None:
        """Fonts, scripts, pictures and sockets came from the server itself, and the policy refused nothing."""
        own = urlparse(server).netloc
        fetched = [request for request in self.asked if urlparse(request.url).scheme not in ("data", "blob")]
        assert {request.url for request in fetched if urlparse(request.url).netloc != own} == set()
        assert self.sockets and {urlparse(url).netloc for url in self.sockets} == {own}
        assert [answer.url for answer in self.failed] == []
        assert {"stylesheet", "script", "font"} <= {request.resource_type for request in fetched}
        assert [text for text in self.said if "Content Security Policy" in text] == []


@pytest.fixture(scope="module")
def watched(browser: Browser) -> Iterator[Watched]:
    """One tab for all pages, so that nothing is asked for between them either."""
    found = Watched(browser)
    yield found
    found.page.context.close()


@every_page
def test_a_page_opens_with_a_sentence_fits_and_shuts_nobody_out(watched: Watched, server: str, entry: Entry) -> None:
    """By its address, by keyboard, at two widths, in light and dark, with everything unfolded; all faults at once."""
    page = watched.page
    page.set_viewport_size(WIDE)
    page.emulate_media(color_scheme="light")
    open_page(page, server, address(entry), program=EXAMPLE, scenario=SCENARIO)
    faults: list[str] = []

    def looks(name: str, *looked: Callable[[Page], None]) -> None:
        for look in looked:
            try:
                look(page)
            except AssertionError as error:
                faults.append(f"{name}: {error}")

    looks("as it opens", begins_with_a_sentence, comes_by_keyboard)
    opened_folds(page)
    looks("wide", no_error, no_overflow, accessible)
    picture(page, f"every-{entry.file}-{WIDTHS[0]}", WIDTHS[0])
    light = page.evaluate(BACKGROUND)
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(f"light => ({BACKGROUND})() !== light", arg=light)
    settled(page)
    looks("dark", no_error, told_apart)
    picture(page, f"every-{entry.file}-dark", WIDTHS[0])
    page.set_viewport_size({"width": WIDTHS[1], "height": 900})
    settled(page)
    looks("narrow", no_error, no_overflow)
    picture(page, f"every-{entry.file}-{WIDTHS[1]}", WIDTHS[1])
    watched.told_nobody(server)
    assert faults == [], "\n".join(faults)


def begins_with_a_sentence(page: Page) -> None:
    """A page begins with a sentence, as its first heading."""
    assert page.get_by_text("Page not found").count() == 0
    first = main(page).locator("h1, h2, h3, p, li, table, label").first
    assert first.evaluate("element => element.tagName") == "H1"
    assert len(typed(sentence(page)).split()) >= 3


def comes_by_keyboard(page: Page) -> None:
    """Tab goes through the menu and the sidebar into the page, if something in it can be pressed."""
    if main(page).locator("button, input, summary, a").count() == 0:
        return
    reached = []
    while not page.evaluate(IN_MAIN) and len(reached) < STEPS:
        reached += reached_by_tab(page, 1)
    assert page.evaluate(IN_MAIN), reached
    for want in (FIRST.title, PAGES[-1].title, "Program shown", "Scenarios laid on"):
        assert any(want in name for name in reached), f"{want!r} is not among {reached}"


def test_the_menu_leads_to_every_page_by_pointer_and_keyboard_and_the_policy_was_in_force(
    watched: Watched, server: str
) -> None:
    """Some pages within one visit; what would be fetched from elsewhere is refused and told."""
    page = watched.page
    open_page(page, server, program=EXAMPLE, scenario=SCENARIO)
    for entry in PAGES:
        link = sidebar(page).get_by_role("link", name=entry.title, exact=True)
        assert urlparse(link.get_attribute("href") or "").path.strip("/") == address(entry)
    for entry in WALKED:
        before = typed(sentence(page))
        walk(page, entry)
        expect(sentence(page)).not_to_have_text(before)
        settled(page)
        no_error(page)
    by_keyboard(page, PAGES[-1])
    watched.told_nobody(server)
    page.evaluate("fetch('http://elsewhere.example.org/').catch(() => null)")
    assert [text for text in watched.said if "Content Security Policy" in text] != [], "the policy was not in force"


def by_keyboard(page: Page, entry: Entry) -> None:
    """Go to a page by the keyboard alone."""
    before = typed(sentence(page))
    link = sidebar(page).get_by_role("link", name=entry.title, exact=True)
    for _ in range(STEPS):
        page.keyboard.press("Tab")
        if link.evaluate("element => element === document.activeElement"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{entry.address}**")
    expect(sentence(page)).not_to_have_text(before)
    settled(page)
