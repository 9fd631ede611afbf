"""Signing in where an organization hosts the app: a real provider on this machine, and people in browsers of their own.

The app is started on a program of the host's own, which nobody who signs in may see.
"""

import json
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from playwright.sync_api import Browser, Page, expect

from tests.browser.identity import hosted_app, provider
from tests.browser.look import (
    WIDTHS,
    accessible,
    go,
    insist,
    main,
    no_error,
    no_overflow,
    open_page,
    picture,
    sentence,
    settled,
    sidebar,
    typed,
    upload,
)
from tests.browser.person import Person
from tests.browser.serving import Server, address_of, running
from tests.small import peer, tree

pytestmark = pytest.mark.browser

SIGN_IN = "Sign in to Staying Power"
ADAS, HOSTS = "Program of Ada alone", "Salaries of the host"


class Hosted(NamedTuple):
    """The app as hosted, and its provider."""

    app: Server
    provider: Server

    @property
    def address(self) -> str:
        return address_of(self.app)


@pytest.fixture(scope="module")
def hosted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hosted]:
    """The app with three providers: one that works, one by name, and one whose tokens say another issuer."""
    folder = tmp_path_factory.mktemp("hosted")
    hosts = folder / "salaries-of-the-host.yaml"
    hosts.write_text(yaml.safe_dump(tree(name=HOSTS)))
    with running(provider(folder)) as identity, another_issuer(identity.health) as wrong:
        app = hosted_app(
            folder, ("", identity.health), ("guild", identity.health), ("wrong", wrong), program=str(hosts)
        )
        with running(app):
            yield Hosted(app, identity)


class another_issuer:  # noqa: N801
    """The metadata of a provider, served under the name of another issuer for as long as it is needed."""

    def __init__(self, metadata: str) -> None:
        with urllib.request.urlopen(metadata, timeout=10) as reply:
            said = json.dumps({**json.load(reply), "issuer": "https://elsewhere.example.org"}).encode()

        class Saying(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.end_headers()
                self.wfile.write(said)

            def log_message(self, *_: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Saying)

    def __enter__(self) -> str:
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{self.server.server_address[1]}/metadata"

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()


@pytest.fixture(scope="module")
def ada_s_tab(browser: Browser) -> Iterator[Person]:
    with closing(Person(browser)) as somebody:
        yield somebody


@pytest.fixture(scope="module")
def ben_s_tab(browser: Browser) -> Iterator[Person]:
    with closing(Person(browser)) as somebody:
        yield somebody


@pytest.fixture
def ada(ada_s_tab: Person) -> Iterator[Page]:
    yield ada_s_tab.arrives()
    ada_s_tab.leaves()


@pytest.fixture
def ben(ben_s_tab: Person) -> Iterator[Page]:
    yield ben_s_tab.arrives()
    ben_s_tab.leaves()


def at_the_door(page: Page, address: str) -> None:
    """Open the app as somebody who has not signed in."""
    page.goto(address)
    expect(sentence(page)).to_have_text(SIGN_IN)
    settled(page)


def at_the_provider(page: Page, button: str = "Sign in") -> None:
    asks = page.get_by_role("button", name="Deny")
    insist(page.get_by_role("button", name=button, exact=True).click, asks)
    asks.wait_for()


def let_in(page: Page, address: str, who: str, button: str = "Sign in") -> None:
    at_the_door(page, address)
    at_the_provider(page, button)
    page.get_by_role("button", name=who, exact=True).click()
    expect(sidebar(page).get_by_text("Signed in as")).to_be_visible()
    settled(page)


def offered(page: Page) -> list[str]:
    """The programs that a person can choose from."""
    insist(page.get_by_role("combobox", name="Program shown").click, page.get_by_role("option"))
    names = [typed(option) for option in page.get_by_role("option").all()]
    page.keyboard.press("Escape")
    return names


# First: on the very first visit Streamlit knows of no pages but the files in `pages/`, and runs one of them alone.
@pytest.mark.parametrize("file", ["saved_work", "our_program", "where_we_stand"])
def test_the_file_of_a_page_is_no_way_around_the_door(ada: Page, hosted: Hosted, file: str) -> None:
    ada.goto(f"{hosted.address}/{file}")
    ada.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')
    ada.locator('[data-testid="stException"], h1').first.wait_for()
    for word in ("Traceback", "/pages/", "Prairie", HOSTS):
        assert word not in ada.locator('[data-testid="stMain"]').inner_text().replace("Prairie *Peers*", "")


def test_before_signing_in_there_is_the_sign_in_and_nothing_else(ada: Page, hosted: Hosted) -> None:
    at_the_door(ada, f"{hosted.address}/our-program?example=Prairie+recovery")
    text = typed(main(ada))
    assert "Run by Prairie *Peers*. Questions: help@example.org" in text
    assert ["Sign in", "Sign in with Guild", "Sign in with Wrong"] == [
        typed(button) for button in main(ada).get_by_role("button").all()
    ]
    expect(sidebar(ada)).to_be_hidden()
    for word in ("Where we stand", "Page not found", "Prairie recovery"):
        assert ada.get_by_text(word).count() == 0, word
    for width in WIDTHS:
        ada.set_viewport_size({"width": width, "height": 900})
        accessible(ada)
        no_overflow(ada)
        picture(ada, f"sign-in-{width}", width)


def test_two_people_see_their_own_work_and_not_the_other_s(ada: Page, ben: Page, hosted: Hosted) -> None:
    let_in(ada, hosted.address, "ada")
    assert "Signed in as Ada <b>Lovelace</b>" in typed(sidebar(ada)), "a name from the provider stands as typed"
    picture(ada, "signed-in-1280", 1280)
    upload(ada, yaml.safe_dump(tree(name=ADAS, positions=[peer("adas-peer")])))
    expect(sidebar(ada).get_by_role("combobox", name="Program shown")).to_have_value(ADAS)
    settled(ada)
    link = ada.url
    assert "program=" in link
    let_in(ben, hosted.address, "ben")
    assert ADAS not in offered(ben)
    ben.goto(link)
    settled(ben)
    no_error(ben)
    assert "adas-peer" not in ben.content() and ADAS not in ben.content()
    ada.goto(hosted.address)
    settled(ada)
    assert ADAS in offered(ada)
    assert "Ben" not in ada.content()
    for page in (ada, ben):
        assert not any("ost" in name and "alaries" in name for name in offered(page)), "the host's own program"
    tells_no_secret_and_no_name(hosted)


def test_signing_out_shuts_the_app_in_every_tab(ada: Page, hosted: Hosted) -> None:
    let_in(ada, hosted.address, "ada")
    other = ada.context.new_page()
    open_page(other, hosted.address)
    expect(sidebar(other).get_by_text("Signed in as")).to_be_visible()
    ada.get_by_role("button", name="Sign out").click()
    ada.get_by_role("button", name="End session").click()
    expect(sentence(ada)).to_have_text(SIGN_IN)
    expect(sidebar(ada)).to_be_hidden()
    go(other, "Sources and methods")
    expect(sentence(other)).to_have_text(SIGN_IN)
    ada.go_back()
    ada.goto(hosted.address)
    expect(sentence(ada)).to_have_text(SIGN_IN)


def test_a_cancelled_sign_in_is_told_kindly_and_the_page_wanted_is_not_forgotten(ada: Page, hosted: Hosted) -> None:
    at_the_door(ada, f"{hosted.address}/sources-and-methods?example=Piedmont+peer+center")
    at_the_provider(ada)
    ada.get_by_role("button", name="Deny").click()
    expect(main(ada).get_by_text("You are not signed in: the sign-in was cancelled")).to_be_visible()
    settled(ada)
    picture(ada, "sign-in-cancelled-800", 800)
    at_the_provider(ada, "Sign in with Guild")
    ada.get_by_role("button", name="ben", exact=True).click()
    expect(sidebar(ada).get_by_text("Signed in as Ben Franklin")).to_be_visible()
    ada.wait_for_url("**/sources-and-methods?**")
    expect(sidebar(ada).get_by_role("combobox", name="Program shown")).to_have_value("Example: Piedmont peer center")


def test_a_token_of_another_issuer_lets_nobody_in_and_is_told_kindly(ada: Page, hosted: Hosted) -> None:
    at_the_door(ada, hosted.address)
    at_the_provider(ada, "Sign in with Wrong")
    ada.get_by_role("button", name="ada", exact=True).click()
    expect(main(ada).get_by_text("what came back from it was not accepted")).to_be_visible()
    expect(sidebar(ada)).to_be_hidden()
    no_error(ada)


def test_a_forged_cookie_lets_nobody_in(ada: Page, ben: Page, hosted: Hosted) -> None:
    let_in(ben, hosted.address, "ben")
    cookies = ben.context.cookies()
    named = next(cookie for cookie in cookies if cookie["name"] == "_streamlit_user")
    assert named["httpOnly"] and named["sameSite"] == "Lax"
    forged = named["value"][:-6] + ("AAAAAA" if not named["value"].endswith("AAAAAA") else "BBBBBB")
    ada.context.add_cookies([{"name": "_streamlit_user", "value": forged, "url": hosted.address}])
    at_the_door(ada, hosted.address)


def tells_no_secret_and_no_name(hosted: Hosted) -> None:
    """The log tells no secret, and the workspace no name of who signed in."""
    log = hosted.app.log.read_text(errors="replace")
    assert "of-this-test" not in log and "a secret of this test" not in log
    folder = Path(hosted.app.env["STAYING_POWER_WORKSPACE"])
    kept = [path for path in [*folder.parent.glob("workspace*"), *folder.glob("**/*")] if path.is_file()]
    assert kept
    for path in kept:
        assert b"ada@example.org" not in path.read_bytes() and b"Lovelace" not in path.read_bytes()
