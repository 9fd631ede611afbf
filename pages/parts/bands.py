"""The 80 % bands of positions paid for, reserve and cash: drawn when asked for, from the futures that are kept."""

import streamlit as st

from pages.parts import choices
from pages.parts.here import here
from pages.parts.words import plain

LABEL = "Show the 80 % bands"


def bands() -> None:
    """A tick, and with it the fans of what is shown, with the draws and the seed they rest on."""
    if not choices.tick(st.container(), LABEL, "bands"):
        return
    from pages.parts import futures_kept, unknown_shown  # what reads in distributions is read where it is asked for

    question = futures_kept.Asked(here(), futures_kept.SEED, offered=True, people=True)
    kept, why_not = futures_kept.kept(question)
    for sentence in why_not:
        st.info(plain(sentence))
    if kept is not None:
        found = kept.answers
        unknown_shown.positions_funded(kept.found["sustained"], found)
        unknown_shown.fans(found, header=False)
        st.caption(plain(unknown_shown.how_sure(found, kept.made)))
        st.page_link("pages/what_we_dont_know.py", label="What we don't know, with more draws")
