"""Grants and other money: the next cliff, who pays for whom until when, and what would keep the seats after it."""

import streamlit as st

from model.exports.money_spans import next_cliff
from pages.parts.band_of import GAP, band_of
from pages.parts.here import here, without
from pages.parts.rescue import rescue
from pages.parts.who_pays import awards, cliffs, concentration, grants_of, who_pays
from pages.parts.words import plain

shown, before = here(), without()
found = grants_of(shown)

st.title(plain(next_cliff(shown.result, found)), anchor=False)
if before is not None:
    st.markdown(f"**Without it:** {plain(next_cliff(before.result, grants_of(before)))}")

who_pays(shown, before)
cliffs(shown)
band_of(GAP, {"": shown})
rescue(shown, found.cliffs)
concentration(shown)
awards(shown)
