"""Sources and methods: can I believe this?"""

import streamlit as st

from model.exports.evidence import headline, not_known, reproduced
from pages.parts.evidence import evidence_of, gallery_run, numbers
from pages.parts.methods import changed, computed, words
from pages.parts.published import published
from pages.parts.standing import baseline, with_scenarios
from pages.parts.words import plain

SECTIONS = {
    "Numbers and sources": numbers,
    "How it is computed": computed,
    "Published results": published,
    "Left out and changed": changed,
    "Words": words,
}

before, _ = baseline()
after = with_scenarios()
found = evidence_of(after is not None)
results = reproduced(gallery_run())

st.title(plain(headline(found, results)), anchor=False)
st.markdown(plain(not_known(found)))
if after:
    st.markdown(f"**Without the scenario:** {plain(headline(evidence_of(laid=False), results))}")

section = st.radio("Section", list(SECTIONS), horizontal=True, key="section", bind="query-params")
SECTIONS[section]()
