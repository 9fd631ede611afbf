"""Pay: what it costs to pay a standard, who else could pay it and how much, and what money there is for pay."""

import streamlit as st

from model.exports.pay_frames import headline
from model.exports.standards_offered import short
from model.inputs.faults import InputError
from model.questions.fair_pay import BENEFITS_CLIFF, FairPay
from model.questions.solving import QuestionError
from pages.parts import pay_shown, pay_standard
from pages.parts.band_of import PAY, band_of
from pages.parts.controls import large, refused
from pages.parts.here import here, without
from pages.parts.long_work import work_through
from pages.parts.pay_answers import fair_pay_of
from pages.parts.show import bullets
from pages.parts.words import plain

HELP_SHORT = "Dollars an hour below the standard, in the first fiscal year with somebody in the seat."
HELP_DATES = "The month from which the position has lost its funding. The rate is the one that makes up for the raise."
HELP_DOLLAR = "A dollar an hour for everybody who sees clients, seats kept and turnover as it is."

asked_of, alone = here(), without()
file = asked_of.result.file
found: FairPay | None = None
before: FairPay | None = None

top = st.container()
st.header("The standard", anchor=False)
try:
    asked = pay_standard.choose(file)
    named, start = short(asked.standard), str(asked.start)
    if not large(file) or work_through(
        "fair_pay",
        (asked_of, asked.standard, start),
        "Work out what it costs",
        {"A large program: this takes a while": lambda _: fair_pay_of(asked_of, asked.standard, start)},
    ):
        found = fair_pay_of(asked_of, asked.standard, start)
        before = None if alone is None else fair_pay_of(alone, asked.standard, start)
except (QuestionError, InputError) as error:
    with top:
        st.title("What does fair pay cost? Choose a standard that can be asked of this program.", anchor=False)
        refused(error)
    st.stop()

with top:
    if found is None:
        st.title(plain(f"What does fair pay at {named} cost? Ask below."), anchor=False)
        st.markdown(plain(asked_of.standing[1]["findings"]["program"]["sentences"][0]))
    else:
        st.title(plain(headline(found, named)), anchor=False)
        st.markdown(plain(found.sentences[0]))
        if before is not None:
            st.markdown(f"**Without the scenario:** {plain(headline(before, named))}")
if found is not None:
    pay_standard.evidence(found.standard, found.source, found.projected)
if asked.why:
    st.caption(plain(asked.why))

st.header("Ladders", anchor=False)
pay_shown.drawn_ladders(file, asked, named)

if found is not None and found.plain.below:
    st.header("How far each position is behind", anchor=False, help=HELP_SHORT)
    pay_shown.shortfalls(found)
    st.header("What it costs, and the same money in other words", anchor=False, help=pay_shown.HELP_SPREAD)
    pay_shown.costs(found, f"Fair pay at {named}", f"Pay measured against {found.standard}.")
    st.header("What becomes of each position", anchor=False, help=HELP_DATES)
    pay_shown.dates(found)

st.header("How far the cost of pay may spread", anchor=False)
band_of(PAY, {"": asked_of})

st.header("The highest wage there is money for", anchor=False, help=pay_shown.HELP_WAGE)
pay_shown.affordable(asked_of)

if found is not None:
    st.header("A dollar of wage, and a dollar of rate", anchor=False, help=HELP_DOLLAR)
    pay_shown.wage_and_rate(found)

st.header("What is not computed", anchor=False)
st.markdown(plain(BENEFITS_CLIFF))
if found is not None:
    with st.expander("What this rests on, and the answer in full"):
        bullets(found.sentences)
        bullets(found.assumed)
