"""Who left to sign in with a provider, and comes back: to the page they wanted, or without having signed in.

Coming back, the browser opens the app anew and says nothing of this. So what it wanted is kept here for a while, by
the token against forged requests that each browser already carries.
"""

import time
from dataclasses import dataclass, field
from urllib.parse import urlparse

import streamlit as st

COOKIE = "_streamlit_xsrf"
KEPT_SECONDS = 15 * 60
MOST_KEPT = 1000
LONGEST_QUERY = 200_000  # a program in a link is some kilobytes


@dataclass(frozen=True)
class Wanted:
    """The page that somebody wanted before signing in: its address in the menu, and what the link carried."""

    address: str = ""
    query: dict[str, list[str]] = field(default_factory=dict)
    since: float = 0.0


_away: dict[str, Wanted] = {}


def began() -> None:
    """Somebody leaves for a provider."""
    if (browser := _browser()) is None:
        return
    path = urlparse(st.context.url or "").path.strip("/").split("/")[-1]
    query = {key: st.query_params.get_all(key) for key in st.query_params}
    if not path and not query and came_back():
        return  # a second try, from the address without a name that the first one came back to
    short = sum(len(value) for values in query.values() for value in values) <= LONGEST_QUERY
    _away[browser] = Wanted(path, query if short else {}, time.monotonic())
    while len(_away) > MOST_KEPT:
        _away.pop(next(iter(_away)), None)


def came_back() -> bool:
    """Whether the person at the screen left to sign in a while ago, and has not; said until the session ends."""
    return _wanted(forget=False) is not None


def wanted_page() -> Wanted | None:
    """The page wanted by somebody who has just signed in; it is told once."""
    found = _wanted(forget=True)
    return found if found is not None and (found.address or found.query) else None


def _wanted(*, forget: bool) -> Wanted | None:
    browser = _browser()
    found = None if browser is None else (_away.pop(browser, None) if forget else _away.get(browser))
    return found if found is not None and time.monotonic() - found.since < KEPT_SECONDS else None


def _browser() -> str | None:
    """What tells one browser from another: its token, which the cookie holds masked anew each time.

    The cookie reads `2|mask|masked token|time`; the token is the masked one xor the mask, over and over.
    """
    parts = str(st.context.cookies.get(COOKIE, "")).split("|")
    try:
        mask, masked = bytes.fromhex(parts[1]), bytes.fromhex(parts[2])
    except (IndexError, ValueError):
        return None
    return bytes(byte ^ mask[n % len(mask)] for n, byte in enumerate(masked)).hex() if mask and masked else None
