"""The front end's door: the pages, and the program and scenario in the sidebar. No arithmetic."""

import streamlit as st

from pages.parts.sidebar import choose
from pages.parts.words import plain

st.set_page_config(page_title="Staying Power", layout="wide")
# An address is never its file's name: the first visit of all would then run the page without this door.
page = st.navigation(
    [st.Page("pages/where_we_stand.py", title="Where we stand", url_path="where-we-stand", default=True)]
)

faults = choose()
if faults:
    files = ", ".join(dict.fromkeys(plain(fault.file) for fault in faults))
    listed = "\n".join(f"- {plain(fault.sentence)}" for fault in faults)
    st.error(f"{files} cannot be used as it stands, and is left out of what is shown below:\n\n{listed}")
page.run()
