"""Giving work away: one file, a workbook, or a link, each with program and scenarios."""

from functools import partial
from urllib.parse import quote, urlsplit, urlunsplit

import streamlit as st

from model.inputs.bundle import bundle_bytes, packed
from model.inputs.load import read_tree
from pages.parts.menu import entries
from pages.parts.opening import Head
from pages.parts.words import file_stem

# Browsers and mail programs cut longer addresses.
LONGEST_LINK = 8_000
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def files(head: Head) -> None:
    """Buttons for the single file and the workbook."""
    stem = file_stem(str(read_tree(head.sound, head.name)[0]["name"]))
    with st.container(horizontal=True):
        one = partial(bundle_bytes, head.sound, head.scenarios)
        st.download_button(
            "One file with the scenarios (YAML)", one, f"{stem}.staying-power.yaml", key="bundle", on_click="ignore"
        )
        st.download_button(
            "A workbook (Excel)", partial(_book, head), f"{stem}.xlsx", EXCEL, key="book", on_click="ignore"
        )
        st.download_button(
            "An empty workbook to fill in (Excel)",
            _empty_book,
            "staying-power.xlsx",
            EXCEL,
            key="empty",
            on_click="ignore",
        )


# first pages do not wait for a library of workbooks
def _empty_book() -> bytes:
    from model.spreadsheet import template

    return template()


def _book(head: Head) -> bytes:
    from model.spreadsheet import book_of

    return book_of(read_tree(head.sound, head.name)[0])


def link(head: Head) -> None:
    """A link that holds everything itself: nothing is stored for it anywhere."""
    address = f"{_door()}?shared={quote(packed(head.sound, head.scenarios))}"
    address += "".join(f"&scenario={quote(name)}" for name in st.session_state["laid"])
    if len(address) > LONGEST_LINK:
        st.caption("This program is too large for a link: send the file instead.")
        return
    with st.expander("A link with the program and its scenarios inside"):
        st.caption("It is not stored anywhere; whoever has it can read all of it, pay included.")
        st.code(address, language=None, wrap_lines=True)


def _door() -> str:
    """The address of the app's first page."""
    here = urlsplit(st.context.url or "")
    pages = {entry.address for section in entries().values() for entry in section}
    path = here.path.rstrip("/")
    before, _, last = path.rpartition("/")
    return urlunsplit((here.scheme, here.netloc, f"{before if last in pages else path}/", "", ""))
