"""Budget justification: what is asked for, whether it may be sent, as it will print, and the documents."""

import streamlit as st

from model.exports.budget_frames import against_award, agreement, opening
from pages.parts import justification_after, justification_files, justification_printed
from pages.parts.here import here, without
from pages.parts.justification_asked import asked_of
from pages.parts.justification_checks import checks, twice
from pages.parts.justification_chosen import NOTHING, ONLY_BLANK, chosen
from pages.parts.justification_saving import UNSOUND, waiting
from pages.parts.justification_words import words
from pages.parts.request_editing import CHANGING, request_tables
from pages.parts.words import plain

WITH_IT = (
    "All numbers here, and in the documents, are with the scenario. What you change is kept in the program, without it."
)

shown, before = here(), without()
top = st.container()
request = chosen(shown)
if request is None:
    with top:
        st.title(NOTHING if shown.result.file.program.grants else ONLY_BLANK, anchor=False)
        st.markdown("What the program knows, such as pay and fringe, is filled in from it and stays tied to it.")
else:
    asked = asked_of(shown, request)
    with top:
        st.title(plain(opening(asked.budget, asked.found)), anchor=False)
        if award := against_award(asked.file, asked.budget):
            st.markdown(plain(award))
        reconciles = st.container()
        if before is not None:
            base = asked_of(before, request)
            st.markdown(f"**Without it:** {plain(opening(base.budget, base.found))}")
            st.caption(WITH_IT)
        if waiting():
            st.warning(UNSOUND)
    checks(asked)
    st.header("Change what is asked", anchor=False)
    everything = "People, travel, supplies, contracts, indirect, ceiling and all else"
    with st.expander(everything, key=CHANGING, on_change="rerun"):  # so that a check can unfold it
        request_tables(shown, request)
    justification_files.files(asked)
    justification_printed.printed(asked)
    words(asked)
    justification_after.after(asked)
    justification_after.form(asked)
    justification_after.agreement(asked)
    reconciles.markdown(plain(agreement(asked.years)))
    twice(asked)
    justification_printed.rules(asked)
