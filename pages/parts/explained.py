"""Choosing a number of a position and month, to open it down to its inputs."""

import streamlit as st

from model.exports.frames import in_words
from model.exports.opening import openable
from model.exports.tables import PROGRAM_ROW
from pages.parts.opened import opened_number
from pages.parts.standing import Standing

HELP = (
    "Every number here follows from others, down to what the program file says. Open each in turn: "
    "the equation, the numbers in it, and for an input its line in the file and its source."
)


def explained(shown: Standing, position: str | None) -> None:
    """Where a number of a position comes from.

    Args:
        shown: the projection that is shown.
        position: its id; None for the program's own.
    """
    result, data = shown
    st.subheader("Where a number comes from", anchor=False, help=HELP)
    months, offered = [row["month"] for row in data["months"]], openable(result.file.program)
    _forget("month", months)
    _forget("quantity", list(offered))
    first = _first(data, position)
    left, right = st.columns([2, 1])
    names = list(offered)
    # what a click or a link has chosen already is not given a default of its own
    index = 0 if "quantity" in st.session_state else names.index("full_cost")
    quantity = left.selectbox(
        "Number", names, index, key="quantity", bind="query-params", format_func=offered.__getitem__
    )
    index = 0 if "month" in st.session_state else months.index(first)
    month = right.selectbox("Month", months, index, key="month", bind="query-params", format_func=in_words)
    opened_number(shown, PROGRAM_ROW if position is None else position, str(month), str(quantity))


def _forget(key: str, offered: list[str]) -> None:
    """Another program has other months and numbers: a choice that is not offered is dropped."""
    if key in st.session_state and st.session_state[key] not in offered:
        del st.session_state[key]


def _first(data: dict, position: str | None) -> str:
    """The month to begin with: that in which the position loses its funding, else the first."""
    found = {} if position is None else data["findings"]["positions"][position]
    return found.get("unsustainable_from") or data["months"][0]["month"]
