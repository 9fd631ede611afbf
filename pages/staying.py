"""Staying: what leaving costs, what supports must achieve, supervision, leave, hours, and the ladder's payroll."""

import streamlit as st

from pages.parts import leaving
from pages.parts.band_of import FILLED, band_of
from pages.parts.here import here, without
from pages.parts.supports import supports
from pages.parts.time_and_pay import day_off, ladders, other_hours, supervised
from pages.parts.words import plain

shown, before = here(), without()
top = st.container()
leaver = leaving.choose(shown)
with top:
    st.title(plain(leaving.sentence(shown, leaver)), anchor=False)
    if before is not None:
        st.markdown(f"**Without it:** {plain(leaving.sentence(before, leaver))}")

leaving.parts_of_it(shown, leaver)
leaving.year(shown)
band_of(FILLED, {"": shown})
supports(shown)
supervised(shown)
day_off(shown)
other_hours(shown)
ladders(shown)
