"""Hours of peer support no payer paid for: by cause, by fiscal year, by position."""

import streamlit as st

from model.exports import charts, frames
from model.exports import position_frames as taken_apart
from model.sentences import PAID_ALL_THE_SAME
from pages.parts.chart import show_chart
from pages.parts.show import plain_table
from pages.parts.standing import Standing
from pages.parts.words import plain

HELP = (
    "Session hours that were given and that no payer paid for: clients without a payer, workers who could not bill "
    "yet, hours over a cap, claims denied. What a grant forbids to bill is not among them. They tell what was billed "
    "and paid, not who paid the worker: a seat under a grant gives such hours too."
)


def unpaid_hours(shown: Standing, before: Standing | None) -> None:
    """The hours no payer paid for, and why; what the same were without the scenario."""
    st.header("Hours of peer support no payer paid for", anchor=False, help=HELP)
    result, data = shown
    program, told = result.file.program, data["findings"]["program"]["sentences"]
    span = "the first year" if program.months >= 12 else "these months"
    unpaid = frames.unpaid_hours(data)
    if before is not None:
        st.markdown(f"**Without the scenario:** {_hours_of(before)} hours in {span}.")
    if round(unpaid["first_year"].sum()) > 0:
        st.markdown(plain(told[-1]))
        chart = charts.unpaid_hours(unpaid, span)
        show_chart(chart)
    elif any(position.direct_service for position in program.positions):
        st.markdown(f"No hour of peer support went without a payer in {span}.")
    else:
        st.markdown("No position sees clients, so no hour of peer support is given. Give one `direct_service: true`.")
    if round(unpaid["all_months"].sum()) > 0:
        with st.expander("Unpaid hours as a table"):
            plain_table(frames.unpaid_table(unpaid))
        _apart(shown, span)
        st.caption(PAID_ALL_THE_SAME)


def _hours_of(before: Standing) -> str:
    return f"{frames.unpaid_hours(before[1])['first_year'].sum():,.0f}"


def _apart(shown: Standing, span: str) -> None:
    """The same hours by fiscal year and by position."""
    result, data = shown
    years = taken_apart.unpaid_by_year(data, result.file.program)
    if len(years):
        chart = charts.unpaid_by_year(years)
        show_chart(chart)
        with st.expander("Unpaid hours by fiscal year as a table"):
            plain_table(taken_apart.unpaid_groups_table(years, "Fiscal year"))
    seats = taken_apart.unpaid_by_position(data)
    if len(seats):
        chart = charts.unpaid_by_position(seats, span)
        show_chart(chart)
        with st.expander("Unpaid hours by position as a table"):
            plain_table(taken_apart.unpaid_groups_table(seats, "Position"))
