"""Summaries together: anonymous summaries that came by mail, opened here, as one picture."""

import streamlit as st

from pages.parts import state_pooled

WHAT = (
    "Each program makes an anonymous summary of itself (on the page *Saved work*, under *An anonymous summary for an "
    "association*), looks at it, and sends you the file. Open all of the files here: from five on there is a picture. "
    "They are kept nowhere: they are forgotten when this window is closed or loaded anew."
)

top = st.container()
given = state_pooled.opened()
with top:
    if given:
        state_pooled.picture(given)
    else:
        st.title("How do many programs stand, when none of them shows its books?", anchor=False)
        st.markdown(WHAT)
