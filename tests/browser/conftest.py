"""A real server and a headless Chromium for the tests of pages."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.look import PATIENCE, a_person
from tests.browser.person import Person
from tests.browser.serving import address_of, running, the_app

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or "/usr/bin/chromium"
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app for the tests of one file, on a free port and with a workspace that no other file sees."""
    with running(the_app(tmp_path_factory.mktemp("server"))) as started:
        yield address_of(started)


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[str]:
    """The app for one test alone, whose workspace is empty when it begins."""
    with running(the_app(tmp_path)) as started:
        yield address_of(started)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Headless Chromium."""
    if not Path(CHROMIUM).exists():
        pytest.skip("chromium is not installed, and these tests need it")
    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def person(browser: Browser) -> Iterator[Person]:
    """Who sits before the tab that the tests of a process share."""
    with closing(Person(browser)) as somebody:
        yield somebody


@pytest.fixture
def page(person: Person) -> Iterator[Page]:
    """A tab of a wide window, with a person in it who has never been here."""
    yield person.arrives()
    person.leaves()


@pytest.fixture
def own_page(browser: Browser) -> Iterator[Page]:
    """The same in a window of its own, for a test that listens to the tab or puts a script into it."""
    context = a_person(browser)
    yield context.new_page()
    context.close()
