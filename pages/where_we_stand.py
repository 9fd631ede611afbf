"""Where we stand: the sentence, who pays for whom and until when, and what holds billing down."""

import streamlit as st

from model.exports import charts, frames
from model.inputs.assumptions import load_assumptions
from pages.parts.show import bullets, downloads, figures, origins, plain_table
from pages.parts.standing import baseline, is_example, with_it, with_scenarios
from pages.parts.words import plain

before, before_data = baseline()
after = with_scenarios()
shown, data = after or (before, before_data)
program = shown.file.program
told = data["findings"]["program"]["sentences"]
unpaid = frames.unpaid_hours(data)
some_unpaid = round(unpaid["first_year"].sum()) > 0

st.title(plain(told[0]), anchor=False)
if more := told[1:-1] if some_unpaid else told[1:]:
    st.markdown(plain(" ".join(more)))
if after:
    st.markdown(plain(with_it()))
    st.markdown(f"**Without it:** {plain(' '.join(before_data['findings']['program']['sentences'][:2]))}")
whose = [program.name, program.state, "an invented example" if is_example(st.session_state["program"]) else None]
st.caption(plain(", ".join(part for part in whose if part)))

st.header("Who pays for each position, and until when", anchor=False)
board = frames.board(data, program)
chart = charts.board(board)
st.altair_chart(chart, alt=f"Board. {charts.title_of(chart)}")
if after:
    without = frames.board(before_data, before.file.program)
    chart = charts.board(without, compact=True, before="Without the scenario: ")
    st.altair_chart(chart, alt=f"Board. {charts.title_of(chart)}")
with st.expander("The board as a table"):
    plain_table(frames.run_table(board))
    st.caption("Dollars of every month, by source:")
    figures(frames.dollar_table(board))

st.header("What becomes of each position", anchor=False)
plain_table(frames.first_months(data))

st.header("Reserve and cash", anchor=False)
money = frames.money(data, program)
money_before = frames.money(before_data, before.file.program) if after else None
for draw in (charts.reserve, charts.cash):
    chart = draw(money, money_before)
    st.altair_chart(chart, alt=charts.title_of(chart))
with st.expander("Reserve and cash as a table"):
    figures(frames.money_table(money))

st.header("Hours of peer support nobody paid for", anchor=False)
if some_unpaid:
    st.markdown(plain(told[-1]))
    chart = charts.unpaid_hours(unpaid, "the first year" if program.months >= 12 else "these months")
    st.altair_chart(chart, alt=charts.title_of(chart))
    with st.expander("Unpaid hours as a table"):
        plain_table(frames.unpaid_table(unpaid))
else:
    st.markdown("No hour of peer support went without a payer in the first year.")

st.header("What holds billing down", anchor=False)
binding = frames.binding(data)
if len(binding):
    chart = charts.binding(binding, list(money["month"]))
    st.altair_chart(chart, alt=charts.title_of(chart))
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
