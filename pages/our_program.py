"""Our program: everything in the file as tables one can edit, and how far the numbers can be trusted."""

import streamlit as st

from model.forms import TABLES, cell_of
from pages.parts import desk, editing, pasting, sections, trust
from pages.parts.editor import edit
from pages.parts.standing import baseline
from pages.parts.words import plain

draft = editing.draft()
program = desk.of_program(draft)
faults = editing.faults_of(draft.tree, draft.head.name)

source = st.session_state["program"]
st.title(plain(trust.sentence(source)), anchor=False)
if faults:
    them = "entry needs" if len(faults) == 1 else "entries need"
    st.error(
        f"{len(faults)} {them} mending. Nothing is lost: it is kept as typed, and the other pages show the program "
        "as it was before."
    )
    for fault in faults:
        if cell_of(draft.tree, fault.path) is None:
            st.error(plain(fault.sentence))
else:
    st.markdown(plain(baseline()[1]["findings"]["program"]["sentences"][0]))

section = sections.chosen(program, faults)
st.caption(
    "Type into a cell and press Enter; it is checked and kept at once. Empty rows below take more, also pasted from "
    "Excel. A cell left empty takes what the column's help says."
)
for table in TABLES:
    if table.key in sections.SECTIONS[section]:
        edit(table, program, faults)
        if not table.fixed:
            pasting.paste(table, program)

trust.origins(source, section)
st.header("Which guesses matter", anchor=False)
trust.what_matters(source)
editing.follow()
