"""Undo and redo: the versions of the program, a step back or forth."""

import streamlit as st

from pages.parts import work
from pages.parts.kept import now, workspace
from pages.parts.opening import Head
from pages.parts.sign_in import owner


def undo_and_redo(head: Head) -> None:
    """Two buttons that lay an older version on top as the newest; nothing of the list of versions goes away."""
    if not head.identity:
        return
    back, forth = workspace().step_back(owner(), head.identity), workspace().step_forth(owner(), head.identity)
    with st.container(horizontal=True):
        _step("Undo", back, head, "undo")
        _step("Redo", forth, head, "redo")


def _step(label: str, number: int | None, head: Head, key: str) -> None:
    said = "There is nothing further." if number is None else f"Back to version {number} of {head.number}."
    if st.button(label, key=key, disabled=number is None, help=said) and number is not None:
        workspace().restore(owner(), head.identity, number, when=now())
        st.session_state.pop("told", None)
        work.show(head.identity)
