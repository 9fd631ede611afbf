"""The changes of a draft as a list, in words, to be moved and taken out."""

from typing import Any

import streamlit as st

from model.inputs.load import ProgramFile
from model.levers import in_words
from pages.parts.scenario_draft import Draft
from pages.parts.words import plain


def said(change: dict[str, Any], before: ProgramFile, after: ProgramFile) -> str:
    """A change in words; what it moves may be there only before it, such as a cap, or only after it."""
    texts = [in_words(change, file) for file in (before, after)]
    return next((text for text in texts if ": " in text or "(" in text), texts[0])


def listed(draft: Draft, before: ProgramFile, after: ProgramFile) -> None:
    """Draw the changes, each with its buttons."""
    changes = draft["changes"]
    st.header("Its changes", anchor=False, help="They are made in this order, each on top of those before it.")
    if not changes:
        st.markdown("None yet. Choose a lever above and add the change; the answer at the top of the page moves.")
    for place, change in enumerate(changes):
        words, buttons = st.columns([3, 2], vertical_alignment="center")
        words.markdown(f"{place + 1}. {plain(said(change, before, after))}")
        with buttons.container(horizontal=True):
            help_ = f"Move change {place + 1} up"
            first = place == 0
            st.button("Up", key=f"up_{place}", on_click=_moved_up, args=(changes, place), disabled=first, help=help_)
            help_ = f"Remove change {place + 1}"
            st.button("Remove", key=f"out_{place}", on_click=changes.pop, args=(place,), help=help_)


def _moved_up(changes: list[dict[str, Any]], place: int) -> None:
    changes[place - 1], changes[place] = changes[place], changes[place - 1]
