"""Grants asked one by one: who pays for whom, and until when."""

from itertools import count
from typing import Any

import streamlit as st

from model.interview import GRANT_BLANKS, Blank, GrantAnswer
from model.interview.answers import MOST_GRANTS
from pages.parts.asking import ask
from pages.parts.draft import put
from pages.parts.words import plain

IDS = "interview_grant_ids"


def ask_grants(blank: Blank, held: dict[str, Any], at: str) -> None:
    """The grants told so far, and a button for one more."""
    grants: list[dict[str, Any]] = held.setdefault(blank.key, [])
    ids: list[int] = st.session_state.setdefault(IDS, list(range(len(grants))))
    if not grants:
        st.markdown("No grant yet. Add each award that pays for somebody now, or will.")
    for place, (identity, grant) in enumerate(zip(list(ids), list(grants), strict=True)):
        with st.container(border=True):
            _grant(grant, held, f"{at}_{identity}", place, identity)
    if len(grants) < MOST_GRANTS:
        st.button("Add a grant", key="interview_add_grant", on_click=_add, args=(grants, ids))


def _grant(grant: dict[str, Any], held: dict[str, Any], at: str, place: int, identity: int) -> None:
    st.markdown(f"**Grant {place + 1}**")
    columns = st.columns(2)
    turn = count()
    for blank in GRANT_BLANKS:
        if blank.key == "lead_share" and not held.get("lead_hours"):
            grant.pop("lead_share", None)
            continue
        with columns[next(turn) % 2]:
            if blank.key == "share":
                _peers(grant, held, f"{at}_peers")
            ask(blank, grant, f"{at}_{blank.key}", GrantAnswer)
    st.button("Remove this grant", key=f"{at}_remove", on_click=_remove, args=(held, identity))


def _peers(grant: dict[str, Any], held: dict[str, Any], at: str) -> None:
    """Which peers it pays; those that there no longer are fall away."""
    there = list(range(1, int(held.get("peers") or 0) + 1))
    kept = [peer for peer in st.session_state.get(at, grant.get("peers") or []) if peer in there]
    st.session_state[at] = kept
    chosen = st.multiselect(
        "Peers that it pays",
        there,
        key=at,
        format_func=lambda number: f"peer {number}",
        placeholder="Nobody" if there else plain("Say first how many peers there are"),
    )
    put(grant, "peers", chosen or None)


def _add(grants: list[dict[str, Any]], ids: list[int]) -> None:
    grants.append({})
    ids.append(max(ids, default=-1) + 1)


def _remove(held: dict[str, Any], identity: int) -> None:
    ids: list[int] = st.session_state[IDS]
    place = ids.index(identity)
    del held["grants"][place]
    del ids[place]
