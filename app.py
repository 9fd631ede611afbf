"""The front end's door: the pages, and the program and scenario in the sidebar. No arithmetic."""

import streamlit as st

from model.workspace import WorkspaceError
from pages.parts.links import menu
from pages.parts.memory import reopened
from pages.parts.menu import entries
from pages.parts.sidebar import choose
from pages.parts.sign_in import signed_in_or_stop
from pages.parts.words import plain

st.set_page_config(page_title="Staying Power", layout="wide")
pages = {
    section: [
        st.Page(
            f"pages/{entry.file}.py", title=entry.title, url_path=entry.address, default=entry.file == "where_we_stand"
        )
        for entry in there
    ]
    for section, there in entries().items()
}
page = st.navigation(pages, position="hidden")
signed_in_or_stop()
menu(pages)
there = next(entry for section in entries().values() for entry in section if entry.title == page.title)
st.session_state["page"] = there.file

try:
    faults = choose()
    if faults:
        files = ", ".join(dict.fromkeys(plain(fault.file) for fault in faults))
        listed = "\n".join(f"- {plain(fault.sentence)}" for fault in faults)
        st.error(f"{files} cannot be used as it stands, and is left out of what is shown below:\n\n{listed}")
    if (last := reopened()) is not None:
        st.switch_page(f"pages/{last}.py")
    page.run()
except WorkspaceError as error:
    st.error(plain(error))
