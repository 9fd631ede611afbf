"""Compare: up to four outcomes side by side, and the difference of two taken apart by change."""

import streamlit as st

from model.exports import compare_frames
from pages.parts import beside
from pages.parts.band_of import POSITIONS, band_of
from pages.parts.show import plain_table
from pages.parts.standing import scenarios_of
from pages.parts.words import plain

HELP_FIGURES = "In brackets, the difference to the file as it stands."
HELP_APART = "The way from one to the other, a change at a time, on the real model; the bars add up to the whole."

source = st.session_state["scenario_file"]
names = [] if source is None else [placed.name for placed in scenarios_of(source)]
top = st.container()

if not names:
    with top:
        (alone,), _ = beside.sides(())
        st.title("Nothing to compare yet: this program has no scenarios.", anchor=False)
        st.markdown(f"**As it stands:** {plain(' '.join(alone.data['findings']['program']['sentences'][:2]))}")
    st.markdown(
        "A scenario is a named list of changes: a rate, a wage, a grant that ends or is renewed. Build one on the page "
        "*Scenarios*, and it stands here beside the file, with the price of each change."
    )
    st.page_link("pages/scenarios.py", label="Build a scenario")
    st.stop()

stacks = beside.chosen(names)
shown, faults = beside.sides(stacks)
with top:
    st.title(plain(compare_frames.verdict(shown)), anchor=False)
    for fault in faults:
        st.error(plain(fault))
    beside.answers(shown)

st.header("The figures side by side", anchor=False, help=HELP_FIGURES)
plain_table(compare_frames.figure_table(shown))
st.header("Who pays for each position, and until when", anchor=False)
beside.boards(shown)
st.header("Positions and what nobody pays, over time", anchor=False)
beside.by_time(shown)
band_of(POSITIONS, beside.places(shown))
st.header("The difference, taken apart by change", anchor=False, help=HELP_APART)
if len(shown) > 1:
    beside.taken_apart(shown)
else:
    st.markdown("Choose a scenario above, and its difference to the file is taken apart here.")
st.header("Take it with you", anchor=False)
beside.brief_of_one(shown)
