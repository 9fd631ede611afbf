"""A whole state: what a run over many programs says, once the app is started with its results."""

import streamlit as st

from model.inputs.faults import InputError
from model.questions.solving import QuestionError
from pages.parts import state_pooled, state_shown
from pages.parts.state_asked import question
from pages.parts.state_loaded import about, loaded, report, summaries
from pages.parts.words import plain

held = loaded()
try:
    if summaries(held):
        state_pooled.picture(state_pooled.of_folder(held))
        st.stop()
    run = about(held)
except InputError as error:
    st.title("These results cannot be shown.", anchor=False)
    st.error(plain(" ".join(fault.sentence for fault in error.faults)))
    st.stop()

top = st.container()
state_shown.origin(run)
asked = question(run)
try:
    found = report(held, asked)
except (QuestionError, InputError) as error:
    with top:
        st.title("This cannot be said of these programs.", anchor=False)
        st.error(plain(f"{str(error).rstrip('.')}."))
    st.stop()

with top:
    st.title(plain(found.sentence), anchor=False)
pictured = state_shown.pictured(found)
state_shown.by_month(pictured)
state_shown.by_group(pictured)
state_shown.differences(pictured)
state_shown.money(pictured)
state_shown.said(found, run)
state_shown.files(found)
