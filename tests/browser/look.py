"""What the tests of all pages share: opening a page, waiting until it stands, and looking at it as people do."""

import os
import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Download, Locator, Page, ViewportSize, expect
from playwright.sync_api import TimeoutError as TookTooLong

SCREENSHOTS = Path(__file__).parents[2] / ".screenshots"
WIDTHS = (1280, 800)
WIDE: ViewportSize = {"width": 1280, "height": 900}
PATIENCE = 60_000  # milliseconds: the machine may be busy with other tests
EVERY = 50  # milliseconds between two looks at whether a page stands: at every frame they would take its time
TRIES = 6  # of something that may be lost while a page is drawn anew
TALLEST = 12_000  # pixels of a picture
BARRIERS = ("serious", "critical")
OF_COLOURS = ("color-contrast", "link-in-text-block")  # rules of axe-core
# Signs that show nothing: `pages.parts.words` puts them where Markdown would read one, and browsers break lines there.
UNSEEN = str.maketrans({"\u2060": None, "\u200b": None, "\u00a0": " "})

# Notes when the page last asked its server for something, and when the server last said anything: on a busy machine the
# answer to what was just typed may not have begun, and the page looks as if it stood.
LISTEN = """() => {
    const ours = window.__asked = {asked: 0, answered: 0}
    const Plain = window.WebSocket
    window.WebSocket = class extends Plain {
        constructor(...given) {
            super(...given)
            this.addEventListener('message', () => { ours.answered = performance.now() })
        }
        send(data) {
            ours.asked = performance.now()
            super.send(data)
        }
    }
}"""
# Connected, answered, run to its end, nothing stale or still to come, and every chart that can be seen is drawn.
STANDS = """() => {
    const app = document.querySelector('[data-testid="stApp"]')
    const seen = (element) => element.checkVisibility()  // not so within a shut fold, where charts wait to be drawn
    const drawn = (chart) => !seen(chart) || chart.querySelector('svg, canvas')
    const line = window.__asked
    const answered = line === undefined || line.answered >= line.asked || performance.now() - line.asked > 20000
    const rows = (...names) => names.flatMap((name) => [...document.querySelectorAll(name)])
    return app !== null
        && answered
        && app.dataset.testScriptState === 'notRunning'
        && app.dataset.testConnectionState === 'CONNECTED'
        && document.querySelector('[data-testid="stMainBlockContainer"] h1') !== null
        && rows('[data-testid="stSkeleton"]', '[data-stale="true"]').filter(seen).length === 0
        && rows('[data-testid="stVegaLiteChart"]').every(drawn)
}"""
TWICE = """() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))"""
OVERFLOW = """() => {
    const main = document.querySelector('[data-testid="stMain"]')
    return Math.max(main.scrollWidth - main.clientWidth, document.documentElement.scrollWidth - window.innerWidth)
}"""
UNFOLD = """() => {
    const main = document.querySelector('[data-testid="stMainBlockContainer"]')
    const shut = [...main.querySelectorAll('details:not([open]) > summary')]
    shut.forEach((fold) => fold.click())
    return shut.length
}"""
FOCUSED = """() => {
    const there = document.activeElement
    const label = there.getAttribute('aria-label') || ''
    const named = (there.labels && there.labels.length) ? there.labels[0].innerText : ''
    return [label, named, there.innerText || ''].join(' ').trim()
}"""


def settled(page: Page) -> None:
    """Wait until the page stands: the script has run, and what it says is drawn.

    What is about to change may not have begun to: after an action, wait for what should appear, then for this.
    """
    page.wait_for_function(STANDS, timeout=PATIENCE, polling=EVERY)
    page.evaluate(TWICE)
    page.wait_for_function(STANDS, timeout=PATIENCE, polling=EVERY)


def insist(act: Callable[[], object], wanted: Locator) -> None:
    """Do something until what it should bring is there: what is done while a page is drawn anew may be lost.

    Only for what does no harm when done twice; it is not done again once its effect is there.
    """
    for _ in range(TRIES):
        with suppress(TookTooLong):
            act()
            wanted.first.wait_for(state="attached", timeout=PATIENCE / TRIES)
        if wanted.count():
            return
    wanted.first.wait_for(state="attached")


def a_person(browser: Browser) -> BrowserContext:
    """A wide window with a person before it who has never been here."""
    context = browser.new_context(viewport=WIDE, accept_downloads=True)
    context.set_default_timeout(PATIENCE)
    context.add_init_script(f"({LISTEN})()")
    return context


def open_page(page: Page, server: str, address: str = "", **query: str) -> Page:
    """Go to a page of the app by its address in the menu, as someone who follows a link, and wait until it stands."""
    page.goto(f"{server}/{address}" + (f"?{urlencode(query)}" if query else ""))
    settled(page)
    return page


def go(page: Page, title: str) -> None:
    """Follow a link of the menu; again where a redraw moved it from under the pointer, to its neighbour."""
    link = sidebar(page).get_by_role("link", name=title, exact=True)
    path = "/" + (link.get_attribute("href") or "").strip("/")
    for _ in range(TRIES):
        link.click()
        with suppress(TookTooLong):
            page.wait_for_url(lambda url: urlsplit(url).path == path, timeout=PATIENCE / TRIES)
            break
    settled(page)


def main(page: Page) -> Locator:
    """The page beside the sidebar."""
    return page.locator('[data-testid="stMainBlockContainer"]')


def sidebar(page: Page) -> Locator:
    """The sidebar."""
    return page.locator('[data-testid="stSidebar"]')


def sentence(page: Page) -> Locator:
    """The sentence that a page opens with; while it is drawn anew, it may stand there twice for a moment."""
    return main(page).get_by_role("heading", level=1).first


def typed(locator: Locator) -> str:
    """The text of a place as people read it."""
    return locator.inner_text().translate(UNSEEN)


def collapse_sidebar(page: Page) -> None:
    """Fold the sidebar away; its button is hidden until a pointer comes near."""
    button = page.locator('[data-testid="stSidebarCollapseButton"] button')
    folded = page.locator('[data-testid="stSidebar"][data-collapsed="true"]')
    insist(lambda: button.click(force=True, timeout=PATIENCE / TRIES), folded)


def downloaded(page: Page, button: Locator) -> Download:
    """What a button gives to take away."""
    for _ in range(TRIES - 1):
        with suppress(TookTooLong):
            with page.expect_download(timeout=PATIENCE / 2) as waiting:
                button.click()
            return waiting.value
    with page.expect_download() as waiting:
        button.click()
    return waiting.value


def choose(box: Locator, option: str) -> None:
    """Type into a list and take what it finds, as one does without a mouse; then its own text names the option."""
    page = box.page
    found = page.get_by_role("option", name=option).first
    insist(lambda: _typed_into(box, option), found)
    page.keyboard.press("Enter")
    expect(found).to_have_count(0)


def _typed_into(box: Locator, text: str) -> None:
    """Put a text where one types; what is there of an earlier try is written over."""
    box.focus()
    box.fill(text)


def pick(box: Locator, option: str) -> None:
    """Open a list and take one of it with the pointer."""
    found = box.page.get_by_role("option", name=option).first
    for _ in range(TRIES):  # a list that a redraw has shut is opened again
        with suppress(TookTooLong):
            insist(box.click, found)
            found.click(timeout=PATIENCE / TRIES)
            return
    found.click()


def heading(page: Page, text: str) -> None:
    """Wait for the sentence that a page opens with."""
    start = r"\s*".join(re.escape(word) for word in text[:60].split())
    expect(sentence(page)).to_have_text(re.compile(start), timeout=PATIENCE)


def upload(page: Page, content: str | bytes, name: str = "mine.yaml", place: int = 0) -> None:
    """Give a file to one of the places that take files, counted from the top."""
    buffer = content if isinstance(content, bytes) else content.encode()
    spot = page.locator('[data-testid="stFileUploaderDropzoneInput"]').nth(place)
    settled(page)  # a place that is drawn anew loses what it was given
    spot.set_input_files({"name": name, "mimeType": "application/octet-stream", "buffer": buffer})


def opened_folds(page: Page) -> None:
    """Unfold everything that can be unfolded, what is inside a fold too."""
    for _ in range(TRIES):
        if page.evaluate(UNFOLD) == 0:
            break
        settled(page)
    assert main(page).locator("details:not([open])").count() == 0


def unfold(fold: Locator) -> None:
    """Open what can be unfolded, if it is shut."""
    if fold.get_attribute("open") is None:
        insist(fold.locator("summary").first.click, fold.and_(fold.page.locator("[open]")))


def no_error(page: Page) -> None:
    """Nothing went wrong where people can see it: no exception, no stack."""
    told = page.locator('[data-testid="stException"]')
    assert told.count() == 0, typed(told.first)
    assert "Traceback" not in page.content()


def no_overflow(page: Page) -> None:
    """Nothing is wider than the window."""
    pixels = page.evaluate(OVERFLOW)
    assert pixels <= 0, f"{pixels} pixels wider than the window"


def accessible(page: Page, rules: Sequence[str] = ()) -> None:
    """Nothing keeps people who see, hear or move otherwise from using the page, as far as axe-core can tell.

    The window is as tall as the page meanwhile: contrast is looked at only where it can be seen.
    """
    size = page.viewport_size
    tall(page)
    options = {"runOnly": {"type": "rule", "values": list(rules)}} if rules else None
    said = Axe().run(page, options=options).response
    assert said["passes"] or not rules, "nothing was looked at"
    found = [barrier for barrier in said["violations"] if barrier["impact"] in BARRIERS]
    if size is not None:
        page.set_viewport_size(size)
    assert found == [], "\n".join(_told(barrier) for barrier in found)


def told_apart(page: Page) -> None:
    """What is read can be told from what lies behind it: of what axe-core looks at, all that hangs on colours."""
    accessible(page, OF_COLOURS)


def _told(barrier: dict[str, Any]) -> str:
    """A barrier in words: what it is, and the first places where it stands."""
    places = "\n".join(f"    {node['html'][:200]}\n    {node['failureSummary']}" for node in barrier["nodes"][:4])
    return f"{barrier['impact']}: {barrier['help']} ({barrier['id']}, {len(barrier['nodes'])} places)\n{places}"


def reached_by_tab(page: Page, steps: int) -> list[str]:
    """What Tab comes to, one after another, by the names that a screen reader would say."""
    names = []
    for _ in range(steps):
        page.keyboard.press("Tab")
        names.append(page.evaluate(FOCUSED))
    return names


def tall(page: Page) -> None:
    """Make the window as tall as the page, so that nothing lies outside it."""
    settled(page)
    width = page.viewport_size["width"] if page.viewport_size else WIDTHS[0]
    height = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
    page.set_viewport_size({"width": width, "height": min(height + 20, TALLEST)})
    page.evaluate("document.querySelector('[data-testid=stMain]').scrollTo(0, 0)")
    settled(page)


def picture(page: Page, name: str, width: int) -> None:
    """The whole page as an image under `.screenshots`, for people to look at; only if PICTURES is set: they take long.

    The window is as tall as the page afterwards.
    """
    if not os.environ.get("PICTURES"):
        return
    SCREENSHOTS.mkdir(exist_ok=True)
    page.set_viewport_size({"width": width, "height": 900})
    tall(page)
    page.screenshot(path=SCREENSHOTS / f"{name}.png", animations="disabled")
