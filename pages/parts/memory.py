"""Where the person was: in the address of the page, and in the workspace for whoever opens the bare address."""

import streamlit as st

from pages.parts import draft
from pages.parts.kept import workspace
from pages.parts.menu import entries
from pages.parts.opening import SHARED, offered
from pages.parts.sign_in import owner
from pages.parts.standing import named_at_start

FIRST_PAGE = "where_we_stand"


def begin() -> None:
    """On the first run of a visit, choose what the address asks for, or else what was open last."""
    if "choice" in st.session_state:
        return
    query = st.query_params
    asked = SHARED if "shared" in query else query.get("program") or query.get("example")
    if asked is not None:
        st.session_state["choice"] = asked
        return
    last = workspace().remembered(owner())
    if last.get("program") in offered() and last.get("started_with") == _started_with():
        st.session_state["choice"] = last["program"]
        st.session_state["next_laid"] = [name for name in last.get("scenario", "").split("\n") if name]
        st.session_state["next_page"] = last.get("page", FIRST_PAGE)


def reopened() -> str | None:
    """The page on which the person was last, once, on a visit to the bare address; an address of a page is kept to."""
    page = st.session_state.pop("next_page", None) if st.session_state["page"] == FIRST_PAGE else None
    return (
        page if page in {entry.file for pages in entries().values() for entry in pages} and page != FIRST_PAGE else None
    )


def note(choice: str) -> None:
    """Keep where the person is in the address, and in the workspace when it changed."""
    if choice != SHARED:
        st.query_params["program"] = choice
        for gone in ("shared", "example"):
            if gone in st.query_params:
                del st.query_params[gone]
    place = {
        "program": choice,
        "scenario": "\n".join(st.session_state["laid"]),
        "page": st.session_state.get("page", FIRST_PAGE),
        "started_with": _started_with(),
        draft.ADDRESS: _answers(),
    }
    if choice != SHARED and st.session_state.get("noted") != place:
        workspace().remember(owner(), place)
        st.session_state["noted"] = place


def _answers() -> str:
    """The answers under way; those of the last visit while nobody asked for them on this one."""
    text = draft.as_text()
    return workspace().remembered(owner()).get(draft.ADDRESS, "") if text is None else text


def _started_with() -> str:
    return "\n".join(str(path) for path in named_at_start())
