"""Twelve questions: from nothing to a first projection, with everything that it assumes."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from model.interview import QUESTIONS, Question, is_asked
from pages.parts.answered import show_me, shown, tell_faults
from pages.parts.asking import ask
from pages.parts.draft import draft, forget, mirror
from pages.parts.grants_asked import ask_grants
from pages.parts.published_rates import ask_caps, ask_rate
from pages.parts.sign_in import owner

WIDE = {"rate": ask_rate, "caps": ask_caps, "grants": ask_grants}

held = draft()


def put_question(number: int, question: Question) -> DeltaGenerator:
    """One question, why it is asked, and what is filled in; gives the place for what is wrong with it."""
    with st.container(border=True):
        st.subheader(f"{number}. {question.words}", anchor=False)
        st.caption(question.why)
        slot = st.container()
        columns = st.columns(2)
        place = -1
        # one at a time: what was answered just now decides whether the next is asked
        for place, blank in enumerate(blank for blank in question.blanks if is_asked(blank, held)):
            with st.container() if blank.kind in WIDE else columns[place % 2]:
                WIDE.get(blank.kind, ask)(blank, held, f"interview_{blank.key}")
        if place < 0:
            st.markdown("Nothing to answer here while no client is on Medicaid.")
    # at once: whoever types fast interrupts the run before it comes to the last question
    mirror()
    return slot


st.title("Twelve questions, about ten minutes, and you see how long your money lasts.", anchor=False)
st.markdown(
    "Where somebody has published a number, it stands there as a default with its source; use your own as soon as you "
    "have it. Where nobody has, the page says so and asks you. "
    f"Your answers {'are kept for you alone' if owner() else 'stay on this machine'}."
)
slots = {question.key: put_question(number, question) for number, question in enumerate(QUESTIONS, start=1)}
with st.container(horizontal=True):
    wanted = st.button("Show me", type="primary", key="interview_show")
    st.button("Begin again", key="interview_again", on_click=forget)
if wanted:
    show_me(held)
tell_faults(held, slots)
shown(held)
