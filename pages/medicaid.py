"""Medicaid: what billing covers, what rate and what caps would do, a rate line by line, and what it costs a state."""

import streamlit as st

from model.exports.medicaid_telling import headline
from model.inputs.faults import InputError
from model.questions.solving import QuestionError
from pages.parts import medicaid_asked
from pages.parts.band_of import EARNED, band_of
from pages.parts.build_up import build_up_section
from pages.parts.controls import LARGE, large, refused
from pages.parts.here import here, without
from pages.parts.levers_alone import levers_alone
from pages.parts.note import note_section
from pages.parts.rate_answers import cover_of
from pages.parts.two_levers import HELP_MAP, two_levers
from pages.parts.words import plain

HELP_ALONE = (
    "Each lever is moved alone on the whole model, seats kept, until what is asked for is reached. Many move billing "
    "only until hours, demand or a cap holds it."
)
HELP_BUILD_UP = (
    "As state rate studies do: wage, fringe, leave and training, time with clients, no-show, supervision, program "
    "cost, administration. Caps are lifted for it, and told after."
)
HELP_NOTE = "What a change adds to Medicaid's spending, by state fiscal year, federal and state."

asked_of, alone = here(), without()
file = asked_of.result.file
at_once = not large(file)

top = st.container()
st.header("What is to be paid for", anchor=False)
question = medicaid_asked.choose(file)
with top:
    try:
        st.title(plain(headline(cover_of(asked_of, question.wanted, solved=at_once), question.when)), anchor=False)
        if alone is not None:
            told = headline(cover_of(alone, question.wanted, solved=at_once), question.when)
            st.markdown(f"**Without the scenario:** {plain(told)}")
    except (QuestionError, InputError) as error:
        st.title("What does billing cover? Choose what can be asked of this program.", anchor=False)
        refused(error)

st.header("How far billing may spread", anchor=False)
band_of(EARNED, {"": asked_of})

st.header("Each lever alone", anchor=False, help=HELP_ALONE)
levers_alone(asked_of, question.wanted, at_once=at_once)

st.header("Two levers together", anchor=False, help=HELP_MAP)
two_levers(alone or asked_of, question.wanted, None if alone is None else asked_of)

st.header("The rate, line by line", anchor=False, help=HELP_BUILD_UP)
build_up_section(asked_of, question.wanted.positions, at_once=not large(file, LARGE // 2))

st.header("The fiscal note", anchor=False, help=HELP_NOTE)
note_section(asked_of)
