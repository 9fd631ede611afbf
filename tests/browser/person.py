"""People before a browser, one after another in the same tab: half of what a first page costs is a new tab's start."""

from contextlib import suppress

from playwright.sync_api import Browser, Error, Page

from tests.browser.look import WIDE, a_person

FORGET = "() => { localStorage.clear(); sessionStorage.clear() }"


class Person:
    """Somebody who has never been here each time: what the browser kept of whoever came before is gone."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.page: Page | None = None

    def arrives(self) -> Page:
        """The tab, empty."""
        if self.page is None:
            self.page = a_person(self.browser).new_page()
        return self.page

    def leaves(self) -> None:
        """Leave nothing behind; a tab that does not answer is given up, and the next person gets a new one."""
        page = self.page
        if page is None:
            return
        try:
            for other in page.context.pages:
                if other != page:
                    other.close()
            page.evaluate(FORGET)
            page.goto("about:blank")
            page.context.clear_cookies()
            page.emulate_media(color_scheme="light")
            page.set_viewport_size(WIDE)
        except Error:
            self.close()

    def close(self) -> None:
        """Shut the tab."""
        page, self.page = self.page, None
        if page is not None:
            with suppress(Error):
                page.context.close()
