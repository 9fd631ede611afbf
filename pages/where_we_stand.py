"""Where we stand: the sentence, who pays for whom and until when, and what holds billing down."""

import streamlit as st

from model.exports import charts, frames
from model.inputs.assumptions import load_assumptions
from pages.parts.briefing import briefing
from pages.parts.chart import show_chart
from pages.parts.position import board_and_position
from pages.parts.purse import purse
from pages.parts.show import bullets, downloads, origins, plain_table
from pages.parts.standing import baseline, is_example, with_it, with_scenarios
from pages.parts.unpaid import unpaid_hours
from pages.parts.words import plain

HELP_BECOMES = (
    "Lost from: three months in a row, or to the end, on the reserve or with a gap. Notice by: so many weeks before "
    "the seat ends, as the program says. Billing covers: earnings over full cost."
)
HELP_HOLDS = "Working hours, demand, or a cap: where one is raised and another holds, nothing more is billed."

before = baseline()
after = with_scenarios()
shown, data = after or before
program = shown.file.program
told = data["findings"]["program"]["sentences"]
some_unpaid = round(frames.unpaid_hours(data)["first_year"].sum()) > 0

st.title(plain(told[0]), anchor=False)
if more := told[1:-1] if some_unpaid else told[1:]:
    st.markdown(plain(" ".join(more)))
if after:
    st.markdown(plain(with_it()))
    st.markdown(f"**Without it:** {plain(' '.join(before[1]['findings']['program']['sentences'][:2]))}")
whose = [program.name, program.state, "an invented example" if is_example(st.session_state["program"]) else None]
st.caption(plain(", ".join(part for part in whose if part)))

board_and_position((shown, data), before if after else None)

st.header("What becomes of each position", anchor=False, help=HELP_BECOMES)
plain_table(frames.first_months(data))

purse((shown, data), before if after else None)
unpaid_hours((shown, data), before if after else None)

st.header("What holds billing down", anchor=False, help=HELP_HOLDS)
binding = frames.binding(data)
if len(binding):
    chart = charts.binding(binding, [row["month"] for row in data["months"]])
    show_chart(chart)
    with st.expander("Months in which each thing holds billing down"):
        plain_table(frames.months_bound(binding).astype(str))
else:
    st.markdown("No position sees clients, so nothing is billed.")

if data["warnings"]:
    st.header("Before you trust this", anchor=False)
    bullets(data["warnings"])

with st.expander("Where the numbers come from"):
    if program.about:
        st.markdown(plain(program.about))
    basis = frames.basis_table(program, load_assumptions())
    if len(basis):
        origins(basis)
    else:
        st.markdown("The program file does not say where its numbers come from.")

st.header("Take it with you", anchor=False)
downloads((shown, data), st.session_state["program"])
briefing(st.session_state["laid"])
