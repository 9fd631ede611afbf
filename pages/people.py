"""What do I tell my people: dates and what they rest on, position by position, and nothing of anyone's pay."""

from functools import partial

import streamlit as st

from model.exports.people_letter import heading_of, people_letter
from model.exports.script import script, supposing, worked_out
from model.exports.telling import answer, telling
from pages.parts.people import beside
from pages.parts.show import bullets
from pages.parts.standing import baseline, with_scenarios
from pages.parts.words import file_stem, plain

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
HELP_KEEP = "What has to come true for the position to stay; each line is one way or one condition."
HELP_SCRIPT = "To be read out, or put in your own words. It says no more than the projection does."

before = baseline()
result, _ = with_scenarios() or before
around = beside()
said = script(result)

st.title(plain(answer(result)), anchor=False)
if around.laid:
    st.markdown(f"**Without it:** {plain(answer(before[0]))}")
st.markdown(plain(f"{worked_out(result)} {supposing(tuple(around.laid), result)}"))

st.header("What to say to everybody", anchor=False, help=HELP_SCRIPT)
for heading, sentences in (
    ("What we know", said.known),
    ("What we do not know", said.unknown),
    ("When we will tell you more", said.more),
):
    st.subheader(heading, anchor=False)
    bullets(sentences)

st.header("Position by position", anchor=False, help=HELP_KEEP)
for position in result.file.program.positions:
    told = telling(result, position.id, around)
    st.subheader(plain(heading_of(told)), anchor=False)
    for lead, text in (("Paid for by", told.paid_by), ("Then", told.then), ("Notice", told.notice)):
        if text:
            st.markdown(f"**{lead}:** {plain(text)}")
    for lead, lines in (("For it to be kept", told.keep), ("What is not known", told.unknown)):
        if lines:
            st.markdown(f"**{lead}:**")
            bullets(lines)

st.header("On paper", anchor=False)
st.markdown("Neither paper has a dollar of anyone's pay in it. To print this page itself, fold the sidebar away first.")
stem = file_stem(result.file.program.name)
with st.container(horizontal=True):
    for label, name, slips in (
        ("One paper for all (Word)", f"{stem}-people.docx", False),
        ("A page for each position (Word)", f"{stem}-slips.docx", True),
    ):
        paper = partial(people_letter, result, around, slips=slips)
        st.download_button(label, paper, name, WORD, key=name, on_click="ignore")
