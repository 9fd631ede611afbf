"""Who is at the screen: nobody signs in on one's own machine; where an organization hosts the app, everybody does.

Streamlit's own sign-in (OpenID Connect) is on where the server's secrets have an `[auth]` part. What is unclear stays
shut: secrets that cannot be read, a person whom the provider does not name, a visitor from another machine.
"""

import hashlib
import logging
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.errors import StreamlitAuthError

from pages.parts.coming_back import began, came_back, wanted_page
from pages.parts.menu import entries
from pages.parts.words import plain

FIRST = "where_we_stand"  # the page at the address without a name
SIGNED_IN_HOURS = 12.0
PURPOSE = "What fair pay for peer workers costs, and how long the money lasts."
OWN_WORK = "Each person sees only what they have saved themselves."
UNFINISHED = (
    "You are not signed in: the sign-in was cancelled, or what came back from it was not accepted. "
    "Try again; if it happens again, tell whoever runs this server."
)
NOT_SET_UP = (
    "Sign-in is not set up right on this server, so nobody can be let in. Whoever runs it finds the reason in its log."
)
ELSEWHERE = (
    "This app runs without sign-in, so it is shown only on the machine that it runs on. To open it to other machines, "
    "set up sign-in: see “Hosting it for an organization” in the README."
)
NAMELESS = "The sign-in did not say who you are, so there is no workspace to show. Tell whoever runs this server."
# The sign-ins that somebody has ended: other tabs still hold them. Kept by owner and time of signing in.
_ended: dict[tuple[str, object], None] = {}
MOST_ENDED = 10_000


def hosted() -> bool:
    """Whether people must sign in here: the server's secrets say with whom, or cannot be read."""
    return not _readable() or "auth" in _secrets() or "hosted_by" in _secrets()


def owner() -> str:
    """Whose workspace is shown: "" on one's own machine, else a key made of the provider and its name for the person.

    Raises:
        PermissionError: when people must sign in here and nobody has.
    """
    if not hosted():
        return ""
    barrier, key = _at_the_door()
    if barrier is not None:
        raise PermissionError("nobody is signed in")
    return key


def is_in() -> bool:
    """Whether the person at the screen may see the app."""
    return _at_the_door()[0] is None if hosted() else not isinstance(st.context.ip_address, str)


def signed_in_or_stop() -> None:
    """Let in who may see the app, with their name and a way out in the sidebar; show others the sign-in, and stop.

    The pages must be known to Streamlit by then: it would offer the files of `pages/` by itself, and run them alone.
    """
    if not hosted():
        if not is_in():
            st.title("Not shown here", anchor=False)
            st.markdown(ELSEWHERE)
            st.stop()
        return
    barrier, key = _at_the_door()
    _forget_another(key)
    if barrier is not None:
        _sign_in_screen(barrier)
        st.stop()
    _way_out(key)
    _on_to_the_page_wanted()


def key_of(issuer: str, subject: str) -> str:
    """The key of a person: the same at every sign-in, and it tells nobody who they are."""
    return hashlib.sha256(f"{issuer}\n{subject}".encode()).hexdigest()


def over(claims: Mapping[str, Any], now: float, hours: float = SIGNED_IN_HOURS) -> bool:
    """Whether a sign-in has ended by itself: so many hours after it began, or at once where it does not say when."""
    began_at = claims.get("iat")
    return not isinstance(began_at, int | float) or now - began_at > hours * 3600


def _at_the_door() -> tuple[str | None, str]:
    """What keeps the person at the screen out, in words ("" for nothing but a sign-in), and the key of who is in."""
    claims = st.user.to_dict()
    if not claims.get("is_logged_in", False):
        return "", ""
    issuer, subject = claims.get("iss"), claims.get("sub")
    if not (isinstance(issuer, str) and issuer and isinstance(subject, str) and subject):
        return NAMELESS, ""
    key, hours = key_of(issuer, subject), _hours()
    if (key, claims.get("iat")) in _ended:
        return "You have signed out.", ""
    if over(claims, time.time(), hours):
        return f"You were signed in for {hours:g} hours, which is as long as it lasts. What you saved is kept.", ""
    return None, key


def _on_to_the_page_wanted() -> None:
    """Where somebody followed a link and had to sign in first, go on to what it led to."""
    files = {"": FIRST} | {entry.address: entry.file for section in entries().values() for entry in section}
    if (page := wanted_page()) is not None and page.address in files:
        st.switch_page(f"pages/{files[page.address]}.py", query_params=page.query)


def _sign_in_screen(barrier: str) -> None:
    """What this is, who runs it, and a button for each provider."""
    st.title("Sign in to Staying Power", anchor=False)
    st.markdown(f"{PURPOSE} {OWN_WORK}")
    name, contact = (str(_part("hosted_by").get(key, "")) for key in ("name", "contact"))
    if name or contact:
        st.markdown(f"Run by {plain(name or 'your organization')}." + (f" Questions: {plain(contact)}" * bool(contact)))
    if said := barrier or (UNFINISHED if came_back() else ""):
        st.info(said)
    providers = _providers()
    if not providers:
        logging.getLogger(__name__).error("No provider in [auth] of the secrets, or they cannot be read.")
        st.error(NOT_SET_UP)
    for label, provider in providers.items():
        if st.button(label, key=f"sign_in_{provider}", type="primary"):
            _leave_for(provider)


def _leave_for(provider: str | None) -> None:
    """Go to a provider, and remember which page was wanted."""
    try:
        st.login(provider)
    except StreamlitAuthError as error:
        logging.getLogger(__name__).error("Sign-in is not set up: %s", error)
        st.error(NOT_SET_UP)
        return
    began()


def _way_out(key: str) -> None:
    """The person's name and a way to sign out, in the sidebar."""
    claims = st.user.to_dict()
    name = next((str(claims[k]) for k in ("name", "preferred_username", "email") if claims.get(k)), "")
    with st.sidebar:
        st.caption(f"Signed in as {plain(name)}" if name else "Signed in")
        if st.button("Sign out", key="sign_out"):
            _end(key, claims.get("iat"))
            st.session_state.clear()
            st.logout()
            st.stop()


def _end(key: str, began_at: object) -> None:
    _ended[key, began_at] = None
    if len(_ended) > MOST_ENDED:
        _ended.pop(next(iter(_ended)), None)


def _forget_another(key: str) -> None:
    """What a session holds is one person's: whoever comes after them in it, "" for nobody yet, finds nothing."""
    if st.session_state.get("signed_in") not in (None, key):
        st.session_state.clear()
    st.session_state["signed_in"] = key


def _readable() -> bool:
    """Whether the server's secrets can be read, or there are none."""
    return st.secrets.load_if_toml_exists() or not any(Path(path).exists() for path in st.get_option("secrets.files"))


def _secrets() -> Mapping[str, Any]:
    return st.secrets if st.secrets.load_if_toml_exists() else {}


def _part(name: str) -> Mapping[str, Any]:
    part = _secrets().get(name, {})
    return part if isinstance(part, Mapping) else {}


def _hours() -> float:
    hours = _part("hosted_by").get("hours", SIGNED_IN_HOURS)
    return float(hours) if isinstance(hours, int | float) and hours > 0 else SIGNED_IN_HOURS


def _providers() -> dict[str, str | None]:
    """The providers that people can sign in with, by the words on their buttons."""
    auth = _part("auth")
    named = [key for key, part in auth.items() if isinstance(part, Mapping) and "client_id" in part]
    default: dict[str, str | None] = {"Sign in": None} if "client_id" in auth else {}
    return default | {f"Sign in with {plain(key.capitalize())}": key for key in named}
