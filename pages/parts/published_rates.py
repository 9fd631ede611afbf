"""The state's published rates and limits, offered as choices with code, date and source."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from model.inputs.assumptions import load_assumptions
from model.inputs.states import NAMES
from model.interview import Blank, CapChoice, RateChoice, cap_choices, rate_choices, reported_free
from pages.parts.asking import ask
from pages.parts.draft import put
from pages.parts.words import link, plain

ANOTHER = "another rate"
ASKS = {"IA": "rate.iowa_h0038", "NC": "rate.north_carolina_2024"}


def ask_rate(blank: Blank, held: dict[str, Any], at: str) -> None:
    """A rate of the state, or one's own; where none is published that is said, and one's own is asked."""
    state = held.get("state")
    if state is None:
        st.markdown(plain(f"{blank.words}: say the state first."))
        return
    single = blank.key == "rate"
    row = "rate_row" if single else "group_row"
    offered = {c.basis: c for c in rate_choices(state, "individual" if single else "group", load_assumptions())}
    chosen = _choose(blank, held, f"{at}_{state}", row, offered) if offered else ANOTHER
    put(held, row, chosen if chosen in offered else None)
    if chosen != ANOTHER:
        held.pop(blank.key, None)
        return
    if not offered:
        st.markdown(
            plain(f"No published {'' if single else 'group '}rate for {NAMES[state]} was found: you must answer.")
        )
    ask(_own(blank), held, f"{at}_own")
    if state in ASKS and (asked := load_assumptions().entry(ASKS[state])).ask:
        st.caption(plain(f"{asked.ask} {asked.note}"))


def _choose(blank: Blank, held: dict[str, Any], at: str, row: str, offered: dict[str, RateChoice]) -> str | None:
    before = held.get(row) if held.get(row) in offered else ANOTHER if held.get(blank.key) is not None else None
    st.session_state.setdefault(at, before)
    chosen = st.selectbox(
        f"{blank.words}: published in {NAMES[held['state']]}",
        [*offered, ANOTHER],
        index=None,
        key=at,
        format_func=lambda key: offered[key].words if key in offered else "Another rate: my own",
        placeholder="Choose a published rate, or your own",
    )
    _sources(blank.words, [offered[chosen]] if chosen in offered else list(offered.values()))
    return chosen


def _own(blank: Blank) -> Blank:
    return Blank(
        key=blank.key,
        words="Your rate for 15 minutes" if blank.key == "rate" else "Your group rate for 15 minutes and person",
        kind="dollars",
        unit="dollars a unit",
        help="As your contract or the plan's fee schedule says. One unit is 15 minutes.",
    )


def ask_caps(blank: Blank, held: dict[str, Any], at: str) -> None:
    """The limits of the state that hold for these clients; where none is published that is said."""
    state = held.get("state")
    if state is None:
        return
    offered = {choice.basis: choice for choice in cap_choices(state, load_assumptions())}
    if not offered:
        free = reported_free(state, load_assumptions())
        told = "a survey says that there is none" if free else "none was found; ask your plan"
        st.markdown(plain(f"Limits on what may be billed for a client in {NAMES[state]}: {told}."))
        put(held, blank.key, None)
        return
    key = f"{at}_{state}"
    st.session_state.setdefault(key, [basis for basis in held.get(blank.key) or [] if basis in offered])
    chosen = st.multiselect(
        f"{blank.words}: published for {NAMES[state]}",
        list(offered),
        key=key,
        format_func=lambda basis: offered[basis].words,
        placeholder="None holds for us",
    )
    _sources(blank.words, list(offered.values()))
    put(held, blank.key, chosen or None)


def _sources(words: str, choices: Sequence[RateChoice | CapChoice]) -> None:
    with st.popover(f"Sources: {plain(words)}", type="tertiary"):
        for choice in choices:
            note = f" {plain(choice.row.note)}." if choice.row.note else ""
            told = f"{plain(choice.words)}: {link(choice.title, choice.url)}, {plain(choice.row.locator)}."
            st.markdown(f"- {told}{note}")
