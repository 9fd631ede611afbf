"""Saved work: every version of the program that is open, what else is kept, and how a colleague gets it."""

import streamlit as st

from pages.parts import anonymous, history, sharing, work
from pages.parts.kept import workspace
from pages.parts.opening import own_programs
from pages.parts.sign_in import owner
from pages.parts.words import plain

head = work.head()
kept = own_programs()

st.title(plain(history.sentence(head)), anchor=False)
if head.identity:
    st.markdown("Every change is kept when it is made. Go back to any version: what came after it stays in the list.")
    history.versions(head)
else:
    st.markdown("Change a number, answer the twelve questions or open a file, and it is kept here from then on.")

st.header("Give it to a colleague", anchor=False)
sharing.files(head)
sharing.link(head)
anonymous.fold(head)

st.header("Programs kept on this machine" if not owner() else "Programs kept for you", anchor=False)
if kept:
    history.programs(kept, head)
else:
    st.markdown("None yet. The examples are always there; what you change in one is kept as a program of your own.")
if binned := workspace().removed(owner()):
    with st.expander(f"In the bin: {len(binned)}"):
        history.in_the_bin(binned)
if not owner():
    st.caption(
        plain(f"All of it is in one file, {workspace().path}. Nothing leaves this machine. Copy it for a backup.")
    )
