"""Who is at the screen: nobody signs in on one's own machine, and where people must, what is unclear stays shut."""

import hashlib
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from pages.parts import sign_in
from pages.parts.sign_in import NAMELESS, NOT_SET_UP, hosted, key_of, over, owner
from pages.parts.standing import named_at_start

APP = Path(__file__).parents[1] / "app.py"
PROVIDER = {"client_id": "a", "client_secret": "b", "server_metadata_url": "http://127.0.0.1:9/metadata"}
AUTH = {"redirect_uri": "http://127.0.0.1:9/oauth2callback", "cookie_secret": "c" * 40}
HOUR = 3600.0


@pytest.fixture(autouse=True)
def own_workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("STAYING_POWER_WORKSPACE", str(tmp_path / "workspace"))
    yield
    sign_in._ended.clear()


def person(**claims: Any) -> dict[str, Any]:
    """Someone who signed in a minute ago, with what is otherwise."""
    known = {"is_logged_in": True, "iss": "https://id.example.org", "sub": "17", "name": "Ada", "iat": time.time() - 60}
    return {key: value for key, value in {**known, **claims}.items() if value is not None}


def visited(secrets: dict[str, Any] | None, user: dict[str, Any] | None = None) -> AppTest:
    app = AppTest.from_file(str(APP), default_timeout=120)
    if secrets is not None:
        app.secrets = secrets
    if user is not None:
        app.user = user
    return app.run()


def shown(app: AppTest) -> str:
    return "\n".join(element.value for kind in ("title", "markdown", "info", "error") for element in app.get(kind))


def is_shut(app: AppTest) -> bool:
    """Whether the sign-in stands alone: nothing in the sidebar, nothing of a program, no error thrown."""
    return (
        app.title[0].value == "Sign in to Staying Power"
        and len(app.sidebar.children) == 0
        and not app.selectbox
        and not app.get("vega_lite_chart")
        and not app.exception
    )


def test_on_one_s_own_machine_nobody_signs_in_and_nothing_is_said_of_it() -> None:
    app = visited(None)
    assert not app.exception and not app.warning
    assert app.title[0].value != "Sign in to Staying Power"
    assert [button.label for button in app.button if "ign" in button.label] == []
    assert not hosted()
    assert owner() == ""


def test_without_a_sign_in_nothing_of_the_app_is_drawn() -> None:
    host = {"name": "Prairie *Peers*", "contact": "help@example.org"}
    app = visited({"auth": AUTH | PROVIDER, "hosted_by": host}, {})
    assert is_shut(app)
    assert [button.label for button in app.button] == ["Sign in"]
    assert "Run by Prairie \\*Peers\\*. Questions: help\\@\u2060example\\.org" in shown(app)
    assert "program" not in app.session_state


def test_each_provider_has_a_button_by_its_name() -> None:
    app = visited({"auth": AUTH | PROVIDER | {"microsoft": PROVIDER, "okta": PROVIDER}}, {})
    assert [button.label for button in app.button] == ["Sign in", "Sign in with Microsoft", "Sign in with Okta"]


def test_who_has_signed_in_sees_the_app_their_name_as_typed_and_a_way_out() -> None:
    app = visited({"auth": AUTH | PROVIDER}, person(name="<b>Ada</b>"))
    assert not app.exception
    assert app.sidebar.caption[0].value == "Signed in as \\<b\\>Ada\\<\\/b\\>"
    assert "Sign out" in [button.label for button in app.sidebar.button]
    assert app.session_state["signed_in"] == key_of("https://id.example.org", "17")


def test_signing_out_shuts_the_app_in_every_tab_of_that_sign_in() -> None:
    secrets, ada = {"auth": AUTH | PROVIDER}, person()
    one, other = visited(secrets, ada), visited(secrets, ada)
    one.button(key="sign_out").click().run()
    assert "program" not in one.session_state
    assert is_shut(other.run())
    assert "You have signed out." in shown(other)
    assert not is_shut(visited(secrets, person(iat=ada["iat"] + 1)))


def test_another_who_signs_in_within_a_session_finds_nothing_of_the_first() -> None:
    app = visited({"auth": AUTH | PROVIDER}, person())
    app.session_state["mark"] = "of Ada"
    app.user = person(sub="18")
    app.run()
    assert "mark" not in app.session_state
    assert app.session_state["signed_in"] == key_of("https://id.example.org", "18")


def test_a_person_s_key_is_issuer_and_subject_and_tells_neither() -> None:
    by_hand = hashlib.sha256(b"https://id.example.org\n17").hexdigest()
    assert by_hand == key_of("https://id.example.org", "17")
    assert by_hand != key_of("https://id.example.com", "17")
    # an issuer cannot pass a part of itself off as the subject's
    assert key_of("https://a", "b\nc") != key_of("https://a\nb", "d")


@pytest.mark.parametrize("missing", ["iss", "sub"])
def test_whom_the_provider_does_not_name_is_not_let_in(missing: str) -> None:
    app = visited({"auth": AUTH | PROVIDER}, person(**{missing: None}))
    assert is_shut(app)
    assert NAMELESS in shown(app)


def test_a_sign_in_lasts_so_many_hours_and_no_longer() -> None:
    assert not over({"iat": 0.0}, now=12 * HOUR)
    assert over({"iat": 0.0}, now=12 * HOUR + 1)
    assert over({"iat": 0.0}, now=2 * HOUR + 1, hours=2.0)
    assert over({}, now=0.0)
    assert over({"iat": "yesterday"}, now=0.0)


def test_a_sign_in_that_has_ended_says_so_and_shows_nothing() -> None:
    app = visited({"auth": AUTH | PROVIDER, "hosted_by": {"hours": 2}}, person(iat=time.time() - 2 * HOUR - 60))
    assert is_shut(app)
    assert "You were signed in for 2 hours, which is as long as it lasts. What you saved is kept." in shown(app)


@pytest.mark.parametrize(
    "secrets",
    [{"auth": {}}, {"auth": AUTH}, {"hosted_by": {"name": "Prairie"}}, {"auth": "microsoft"}],
    ids=["empty", "no provider", "no auth", "not a table"],
)
def test_sign_in_that_is_half_set_up_lets_nobody_in(secrets: dict[str, Any]) -> None:
    app = visited(secrets, {})
    assert is_shut(app)
    assert NOT_SET_UP in shown(app)
    assert [button.label for button in app.button] == []


def test_secrets_that_cannot_be_read_let_nobody_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Unreadable:
        def load_if_toml_exists(self) -> bool:
            return False

    file = tmp_path / "secrets.toml"
    file.write_text("[auth\n")
    option = st.get_option
    monkeypatch.setattr(st, "get_option", lambda key: [str(file)] if key == "secrets.files" else option(key))
    monkeypatch.setattr(st, "secrets", Unreadable())
    assert hosted()
    assert is_shut(visited(None, {}))


def test_where_people_must_sign_in_nobody_is_the_owner_of_the_machine_s_own_workspace(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sign_in, "hosted", lambda: True)
    with pytest.raises(PermissionError, match="nobody is signed in"):
        owner()


def test_a_program_named_at_the_start_is_offered_to_who_started_the_app_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = tmp_path / "salaries.yaml"
    mine.write_text("name: x\n")
    monkeypatch.setattr("sys.argv", ["app.py", str(mine)])
    assert [mine] == named_at_start()
    monkeypatch.setattr("pages.parts.standing.hosted", lambda: True)
    assert [] == named_at_start()


def test_a_visitor_from_another_machine_sees_nothing_where_nobody_signs_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(st.context), "ip_address", property(lambda _: "192.168.1.20"))
    app = visited(None)
    assert not app.exception
    assert app.title[0].value == "Not shown here"
    assert not app.selectbox and not app.get("vega_lite_chart") and len(app.sidebar.children) == 0
