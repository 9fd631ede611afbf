"""What all futures say: the odds in words, the chance of each position by month, fans of reserve and cash."""

import math

import numpy as np
import pandas as pd
import streamlit as st

from model.exports import uncertainty_frames as frames
from model.exports.charts.uncertainty import chance_map, fan
from model.exports.frames import in_words
from model.inputs.numbers import Array
from model.sentences import rounded
from model.uncertainty.answers import Answers
from model.uncertainty.futures import Futures
from model.uncertainty.odds import Fan
from model.uncertainty.odds import fan as fan_of
from pages.parts.chart import show_chart
from pages.parts.show import bullets, figures, plain_table
from pages.parts.words import plain

HELP_MAP = (
    "A position is funded in a month in which it is there and needs neither the reserve nor has a gap. The chance is "
    "the share of futures in which that is so."
)
HELP_FANS = "The line is the middle; half of the futures lie in the dark band, eight of ten in the light one."


def odds(found: Answers) -> str:
    """The headline: who reaches the horizon, and that cash may run out before, as odds."""
    last = in_words(str(found.start.plus(found.months - 1)))
    return f"{found.odds(f'funded through {last}', alone='the one position')}."


def first_gap(found: Answers) -> str:
    """When the first gap comes, in half of the futures and in one of ten."""
    early, middle = (float(found.runway.at(level)) for level in (0.1, 0.5))
    months = [in_words(str(found.start.plus(int(m)))) if math.isfinite(m) else "" for m in (early, middle)]
    if not months[0]:
        return "In fewer than 1 of 10 futures is there any gap."
    if not months[1]:
        return f"In 1 of 10 futures the first gap comes by {months[0]}; in half of them there is none."
    return f"In half of the futures the first gap comes by {months[1]}, in 1 of 10 by {months[0]}."


def how_sure(found: Answers, drawn: Futures) -> str:
    """Draws, seed and sampling error, and how much is not known."""
    inputs, events = len(drawn.inputs), len(drawn.events)
    unknown = f"{inputs} input{'' if inputs == 1 else 's'} with a range, {events} event{'' if events == 1 else 's'}"
    if not inputs and not events:
        unknown = "nothing, as far as the file says: give numbers a range below"
    held = "".join(f" {one.name} stays as it is: {one.reason}." for one in drawn.held)
    return f"{found.how_sure} with 95 % confidence. Not known: {unknown}.{held}"


def not_known(drawn: Futures) -> None:
    """What is drawn, what may happen and what moves together."""
    if not drawn.inputs and not drawn.events:
        return
    with st.expander("What is not known: ranges, events, and what moves together"):
        for table in (frames.unknown_table(drawn), frames.event_table(drawn)):
            if len(table):
                plain_table(table)
        if drawn.together:
            bullets([f"{said}." for said in drawn.together])


def ends_of(found: Fan) -> str:
    """How far the ends of a fan in the last month may be off, by the draws there are."""
    low, high = (
        f"{rounded(float(found.low[place, -1]))} and {rounded(float(found.high[place, -1]))}"
        if np.isfinite([found.low[place, -1], found.high[place, -1]]).all()
        else "limits that so few draws do not show"
        for place in (0, len(found.levels) - 1)
    )
    return (
        f"With {found.draws:,} draws and 95 % confidence, the lower end of the last month lies between {low}; the "
        f"upper between {high}."
    )


def chances(found: Answers) -> None:
    """The map of positions and months, and the same as a table."""
    st.header("The chance that each position is funded", anchor=False, help=HELP_MAP)
    frame = frames.chance_by_month(found)
    chart = chance_map(frame)
    show_chart(chart)
    with st.expander("The chances as a table"):
        plain_table(frames.chance_table(frame))
        plain_table(frames.reach_table(found))


def positions_funded(sustained: Array, found: Answers) -> None:
    """How many positions money before the reserve pays for, as far as futures spread.

    Args:
        sustained: (draws, positions, months), as `kept_of` gives it.
        found: what the same futures say.
    """
    spread = fan_of(sustained.sum(axis=1, dtype=np.float64))
    points = [spread.at(level) for level in spread.levels]
    frame = pd.DataFrame({"month": frames.months_of(found), **dict(zip(frames.BAND, points, strict=True))})
    chart = fan(frame, "positions paid for without the reserve", "Positions")
    show_chart(chart)
    with st.expander("Positions paid for in 8 in 10 futures as a table"):
        figures(frames.fan_table(frame).round(1))


def fans(found: Answers, *, header: bool = True) -> None:
    """Reserve and cash, as far as futures spread."""
    if header:
        st.header("Reserve and cash, as far as they may spread", anchor=False, help=HELP_FANS)
    for column, what in (("reserve", "the reserve"), ("cash", "cash")):
        frame = frames.fans(found, column)
        chart = fan(frame, what)
        show_chart(chart)
        st.caption(plain(ends_of(found.reserve if column == "reserve" else found.cash)))
        with st.expander(f"{what[:1].upper()}{what[1:]} of 8 in 10 futures as a table"):
            figures(frames.fan_table(frame).round(0))
