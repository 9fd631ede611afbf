"""A whole state: what a run over many programs says, once the app is started with its results."""

import streamlit as st

from model.inputs.faults import InputError
from model.questions.solving import QuestionError
from pages.parts import state_pooled, state_shown
from pages.parts.state_asked import question
from pages.parts.state_loaded import about, loaded, pictured, summaries
from pages.parts.state_shown import sentence_of
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
asked = question(held, run)
try:
    found = pictured(held, asked)
except (QuestionError, InputError) as error:
    with top:
        st.title("This cannot be said of these programs.", anchor=False)
        st.error(plain(sentence_of(error)))
    state_shown.failed(held)
    st.stop()

with top:
    st.title(plain(found.report.sentence), anchor=False)
state_shown.by_month(found)
state_shown.by_group(found)
state_shown.differences(found)
state_shown.money(found)
state_shown.said(found.report, run)
state_shown.failed(held)
state_shown.files(found.report)
