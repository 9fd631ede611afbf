"""The menu in the sidebar: the pages by section, each a link.

Streamlit's own menu puts the sections into its list of links, where a screen reader loses count of them.
"""

from collections.abc import Mapping, Sequence

import streamlit as st
from streamlit.navigation.page import Page


def menu(pages: Mapping[str, Sequence[Page]]) -> None:
    """Draw the pages, by section."""
    with st.sidebar.container(gap="xxsmall"):
        for section, there in pages.items():
            st.caption(section)
            for page in there:
                st.page_link(page)
