"""Scenarios: built from levers, seen before they are saved, and kept in the program's scenario file."""

import streamlit as st

from pages.parts import lever_form
from pages.parts import scenario_draft as drafts
from pages.parts.changes_list import listed
from pages.parts.scenario_file import save_draft, scenarios_of_the_file
from pages.parts.trying import answer, preview, tried
from pages.parts.words import plain

drafts.recall()
names = [drafts.NEW, *(tree["name"] for tree in drafts.in_file())]
wanted = st.session_state.pop("next_edited", st.session_state.get("edited_before"))
if "edited" not in st.session_state or wanted != st.session_state.get("edited_before"):
    st.session_state["edited"] = wanted if wanted in names else drafts.NEW
if st.session_state["edited"] not in names:
    st.session_state["edited"] = drafts.NEW

top = st.container()
edited = st.selectbox(
    "Working on",
    names,
    key="edited",
    format_func=lambda name: name or "A new scenario",
    help="A new one, or one of the file. What you began in another is kept until you come back to it.",
)
edited = edited or drafts.NEW
st.session_state["edited_before"] = edited
draft = drafts.current(edited)
found = tried(draft, edited)
with top:
    answer(found, draft)
    for sentence in found.faults:
        st.error(plain(f"This draft cannot be laid on the program. {sentence}"))

about = (edited, drafts.turn())
for key, label, help_ in (
    ("name", "Name", "What everybody chooses it by, such as “The rate bill passes”"),
    ("why", "Reason", "Who proposed it, or what would make it come about"),
):
    widget = f"draft_{key}_{about}"
    st.session_state.setdefault(widget, draft[key])
    draft[key] = st.text_input(label, key=widget, help=help_, max_chars=200 if key == "name" else 4000)

st.header("Add a change", anchor=False)
before, after = found.without[0].file, found.with_it[0].file
try:
    chosen = lever_form.choose(after, drafts.turn())
    change, said = chosen.change(), ()
except ValueError as error:
    change, said = None, (str(error),)
if st.button("Add this change", disabled=change is None) and change is not None:
    with_it = {**draft, "changes": [*draft["changes"], change]}
    said = tried(with_it, edited).faults
    if not said:
        draft["changes"].append(change)
        st.rerun()
for sentence in said:
    st.error(plain(sentence))

listed(draft, before, after)
preview(found)
if not drafts.remember(draft, edited):
    st.caption("This draft is too long for the address of the page: a reload would lose it. Save it to keep it.")
save_draft(draft, edited, found)
scenarios_of_the_file(before)
