"""Answers under way: kept in the session for every page, and in the address and the workspace to be found again."""

import math
from typing import Any

import streamlit as st

from model.interview import QUESTIONS, packed, unpacked
from pages.parts.kept import workspace
from pages.parts.sign_in import owner

KEY, ADDRESS = "interview", "answers"
BEGINS = {blank.key: blank.begins for question in QUESTIONS for blank in question.blanks if blank.begins is not None}


def draft() -> dict[str, Any]:
    """The answers given so far; on the first visit those in the address, or those of the last visit."""
    if KEY not in st.session_state:
        found = st.query_params.get(ADDRESS) or workspace().remembered(owner()).get(ADDRESS, "")
        st.session_state[KEY] = unpacked(found)
    return st.session_state[KEY]


def as_text() -> str | None:
    """The answers given so far in one short text; None on a visit on which nobody asked for them yet."""
    if KEY not in st.session_state:
        return None
    return packed({key: value for key, value in draft().items() if value != BEGINS.get(key)})


def mirror() -> None:
    """Write the answers given so far into the address, where they changed: each writing is a message to the browser."""
    text = as_text()
    if text:
        if st.query_params.get(ADDRESS) != text:
            st.query_params[ADDRESS] = text
    elif ADDRESS in st.query_params:
        del st.query_params[ADDRESS]


def forget() -> None:
    """Begin again: no answers, and no field that remembers one."""
    for key in [key for key in st.session_state if str(key).startswith(KEY)]:
        del st.session_state[key]
    st.session_state[KEY] = {}


def put(held: dict[str, Any], key: str, value: Any) -> None:
    """Keep an answer, or that there is none."""
    if value is None or value == "":
        held.pop(key, None)
    else:
        held[key] = value


def number(held: dict[str, Any], key: str) -> float | None:
    """An answer as a number, when it is one."""
    value = held.get(key)
    if not isinstance(value, int | float) or isinstance(value, bool) or not math.isfinite(value):
        return None
    return float(value)
