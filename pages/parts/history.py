"""What is kept: programs, their versions with date and reason, and the bin."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from model.workspace import Kept, Stamp
from pages.parts import work
from pages.parts.kept import now, spoken_time, workspace
from pages.parts.opening import Head, told_apart
from pages.parts.show import plain_table
from pages.parts.sign_in import owner

SHOWN_AT_ONCE = 15


def sentence(head: Head) -> str:
    """What is safe, in one sentence."""
    if not head.identity:
        return "Nothing of yours is lost by closing this page: what you see is unchanged, and not yours yet"
    newest = workspace().versions(owner(), head.identity)[0]
    number = "its first version" if newest.number == 1 else f"version {newest.number}"
    return f"{_name(head)} is saved: {number}, of {spoken_time(newest.saved_at)}"


def _name(head: Head) -> str:
    return workspace().version(owner(), head.identity).name


def versions(head: Head) -> None:
    """The versions of the program that is open, and the way back to each."""
    stamps = workspace().versions(owner(), head.identity)
    plain_table(_table(stamps[:SHOWN_AT_ONCE]))
    if len(stamps) > SHOWN_AT_ONCE:
        with st.expander(f"The {len(stamps) - SHOWN_AT_ONCE} versions before"):
            plain_table(_table(stamps[SHOWN_AT_ONCE:]))
    earlier = {stamp.number: stamp for stamp in stamps[1:]}
    if not earlier:
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        number = st.selectbox("Go back to", list(earlier), format_func=lambda one: _line(earlier[one]), key="version")
        if st.button("Make it the newest", key="restore"):
            workspace().restore(owner(), head.identity, number, when=now())
            work.show(head.identity)


def _table(stamps: Sequence[Stamp]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Version": [str(stamp.number) for stamp in stamps],
            "Saved": [spoken_time(stamp.saved_at) for stamp in stamps],
            "What changed": [stamp.reason for stamp in stamps],
            "State": ["" if stamp.sound else "with entries to mend" for stamp in stamps],
        }
    )


def _line(stamp: Stamp) -> str:
    return f"{stamp.number}: {stamp.reason}, {spoken_time(stamp.saved_at)}"


def programs(kept: Sequence[Kept], head: Head) -> None:
    """What is kept, and for one of them: open, rename, put in the bin."""
    plain_table(
        pd.DataFrame(
            {
                "Program": [one.name for one in kept],
                "Version": [str(one.number) for one in kept],
                "Saved": [spoken_time(one.saved_at) for one in kept],
                "Last change": [one.reason for one in kept],
            }
        )
    )
    names = {one.id: one.name for one in kept}
    here = list(names).index(head.identity) if head.identity in names else 0
    chosen = st.selectbox(
        "Program", list(names), index=here, format_func=told_apart(names).__getitem__, key="kept_program"
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if st.button("Open", key="open_kept"):
            work.show(chosen)
        name = st.text_input("Name in the list", names[chosen], max_chars=200, key=f"name_{chosen}")
        if st.button("Rename", key="rename_kept", disabled=not name.strip() or name == names[chosen]):
            workspace().rename(owner(), chosen, name.strip())
            st.rerun()
        if st.button("Put in the bin", key="remove_kept", help="It can be brought back at any time."):
            workspace().remove(owner(), chosen)
            st.rerun()


def in_the_bin(binned: Sequence[Kept]) -> None:
    """Bring a program back."""
    names = {one.id: f"{one.name}, {spoken_time(one.saved_at)}" for one in binned}
    chosen = st.selectbox("Removed", list(names), format_func=names.__getitem__, key="removed_program")
    with st.container(horizontal=True, vertical_alignment="center"):
        if st.button("Bring it back", key="bring_back"):
            workspace().bring_back(owner(), chosen)
            work.show(chosen)
        sure = st.checkbox("I want it gone, with all its versions", key=f"sure_{chosen}")
        if st.button("Erase it for good", key="erase", disabled=not sure):
            workspace().erase(owner(), chosen)
            st.rerun()
