"""What people upload, and what stands in an address, on the real server: refused in words, and the app goes on."""

import http.client
import re
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import quote, urlparse

import pytest
import yaml
from playwright.sync_api import Page, expect

from tests.browser.look import (
    downloaded,
    heading,
    main,
    no_error,
    no_overflow,
    open_page,
    opened_folds,
    sentence,
    settled,
    sidebar,
    typed,
    upload,
)
from tests.browser.serving import answers
from tests.hostile import AS_WORKBOOK, AS_YAML, IN_A_BROWSER, KEYS, NAMES, ODD, too_large
from tests.small import grant, medicaid, peer, tree

pytestmark = pytest.mark.browser

EXAMPLE = "Prairie recovery"
# A place that takes files takes no empty one.
FILES = [(kind, "mine.yaml", content) for kind, content in AS_YAML.items() if kind != "nothing"] + [
    (kind, "mine.xlsx", content) for kind, content in AS_WORKBOOK.items() if kind != "nothing"
]


def test_hostile_files_are_refused_one_after_another_and_the_program_stays(page: Page, server: str) -> None:
    open_page(page, server, "saved-work", program=EXAMPLE)  # a page that is soon drawn anew
    before = typed(sentence(page))
    stands = typed(sidebar(page).get_by_role("table"))
    for n, (kind, name, content) in enumerate(FILES):
        own = f"{n}-{name}"
        upload(page, content(), name=own)
        told = page.get_by_role("alert").filter(has_text=f"{own} cannot be used as it stands")
        expect(told, kind).to_be_visible()
        settled(page)
        no_error(page)
        assert typed(sentence(page)) == before, kind
        assert typed(sidebar(page).get_by_role("table")) == stands, kind
        assert len(typed(told)) < 40_000, kind
    sidebar(page).get_by_role("button", name=re.compile("Remove|Delete")).first.click()
    expect(page.get_by_role("alert").filter(has_text="cannot be used as it stands")).to_have_count(0)
    heading(page, before)
    no_error(page)
    assert answers(f"{server}/_stcore/health")


def test_a_program_larger_than_a_browser_can_show_is_refused_with_its_size(page: Page, server: str) -> None:
    open_page(page, server, program=EXAMPLE)
    upload(page, too_large(), name="large.yaml")
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("500 positions over 600 months, which is 300,000 position-months")
    no_error(page)
    assert answers(f"{server}/_stcore/health")


def test_hostile_names_stand_as_typed_on_the_page(own_page: Page, server: str) -> None:
    page = own_page
    names = [name for name in NAMES if name.isprintable()]
    seats = [peer(name, title=name) for name in names]
    money = [grant(name, covers={name: 1.0}) for name in names]
    mine = tree(
        name=names[1], months=24, positions=seats, grants=money, payers={"medicaid": medicaid(2.5)}, about=NAMES[6]
    )
    open_page(page, server, program=EXAMPLE)
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) or None)
    upload(page, yaml.safe_dump(mine, allow_unicode=True))
    expect(main(page).get_by_text("<script>alert(1)</script>").first).to_be_visible()
    settled(page)
    opened_folds(page)
    no_error(page)
    no_overflow(page)
    shown = typed(main(page))
    for name in names:
        assert " ".join(name.split()) in " ".join(shown.split()), name
    for sign in (
        "b:has-text('bold')",
        "script:has-text('alert(1)')",
        "img[src*='x.org']",
        "a[href*='alert']",
        ".katex",
    ):
        assert page.locator(f'[data-testid="stApp"] {sign}').count() == 0, sign
    assert dialogs == []
    assert [url for url in asked if "x.org" in url] == []


def test_names_of_downloads_lead_nowhere(page: Page, server: str, tmp_path: Path) -> None:
    mine = tree(name="../../../etc/passwd", months=12, positions=[peer("=1+1")])
    open_page(page, server, program=EXAMPLE)
    upload(page, yaml.safe_dump(mine), name="..\\..\\evil \u202egnp.yaml")
    expect(sidebar(page).get_by_role("combobox", name="Program shown")).to_have_value("../../../etc/passwd")
    settled(page)
    for button in main(page).locator('[data-testid="stDownloadButton"] button').all():
        got = downloaded(page, button)
        name = got.suggested_filename
        assert re.fullmatch(r"[\w. -]{1,120}", name) and ".." not in name and not name.startswith("."), name
        saved = tmp_path / "saved"
        got.save_as(saved)
        if name.endswith(".csv"):
            cells = re.split(r"[,\r\n]", saved.read_text(encoding="utf-8-sig"))
            assert [cell for cell in cells if cell.startswith(("=", "+", "@"))] == []


def test_no_address_brings_the_app_down(page: Page, server: str) -> None:
    for value in ODD[:IN_A_BROWSER]:
        page.goto(f"{server}/?" + "&".join(f"{key}={quote(value)}" for key in KEYS))
        settled(page)
        no_error(page)
        assert "root:" not in page.content()
        assert page.locator("script:has-text('alert(1)')").count() == 0


@pytest.mark.parametrize("path", ["../../../../etc/passwd", "static/../../app.py", "app.py", ".streamlit/config.toml"])
def test_no_file_of_the_machine_is_served(server: str, path: str) -> None:
    for start in ("", "static/", "media/", "_stcore/", "app/static/", "component/x/"):
        try:
            with urllib.request.urlopen(f"{server}/{start}{quote(path)}", timeout=20) as reply:
                said = reply.read(4000)
        except urllib.error.HTTPError as error:
            said = error.read(4000)
        assert b"root:" not in said and b"set_page_config" not in said and b"maxUploadSize" not in said, start


def test_an_upload_without_the_page_s_own_token_is_refused(server: str) -> None:
    asked = urllib.request.Request(f"{server}/_stcore/upload_file/a/b", data=b"x", method="PUT")
    with pytest.raises(urllib.error.HTTPError) as caught:
        urllib.request.urlopen(asked, timeout=20)
    assert caught.value.code == 403


@pytest.mark.parametrize(
    ("origin", "host"), [("http://evil.example.org", ""), ("", "evil.example.org")], ids=["other page", "other name"]
)
def test_no_page_of_somebody_else_s_talks_to_the_app(server: str, origin: str, host: str) -> None:
    """A page that is open in the same browser, or one that gave its own name this machine's address."""
    own = urlparse(server).netloc
    assert upgraded(own, {"Host": own, "Origin": server}) == 101
    assert upgraded(own, {"Host": host or own, "Origin": origin or f"http://{host}"}) == 403


def upgraded(address: str, headers: dict[str, str]) -> int:
    """What the server answers to a browser that wants to open its socket."""
    asked = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13"}
    asked["Sec-WebSocket-Key"] = "dGhlIHNhbXBsZSBub25jZQ=="
    connection = http.client.HTTPConnection(address, timeout=30)
    try:
        connection.request("GET", "/_stcore/stream", headers={**asked, **headers})
        return connection.getresponse().status
    finally:
        connection.close()
