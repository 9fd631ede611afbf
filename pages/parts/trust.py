"""How far *Our program* can be trusted: the sentence on top, and where each number of a part comes from."""

from typing import Any

import streamlit as st

from model.exports.guessed import input_table
from model.forms import table_of
from model.guesses import Input, inputs_of, meter
from model.inputs.assumptions import load_assumptions
from model.inputs.faults import path_text
from pages.parts.quality import Quality, cited, meter_of
from pages.parts.sections import SECTIONS
from pages.parts.standing import Source, program_file


@st.cache_resource(max_entries=16, show_spinner=False)
def _inputs(source: Source) -> tuple[Input, ...]:
    return inputs_of(program_file(source), load_assumptions())


def sentence(source: Source) -> str:
    """How many inputs are guesses; and which matter most, once that was worked out for these very numbers."""
    known: Quality | None = st.session_state.get("quality", {}).get(source)
    return meter(*known) if known else meter(_inputs(source))


def what_matters(source: Source) -> None:
    """The guesses that move the answer most: worked out when asked for, since each is projected anew."""
    known = source in st.session_state.get("quality", {})
    asked = st.button("Find the guesses that move the answer most", key="find_guesses", disabled=known)
    if known or asked:
        meter_of(source)
        if asked:
            st.rerun()


def origins(source: Source, section: str) -> None:
    """Where each number of a part comes from: oneself, a source, a guess, or left out; sources are a click away."""
    tree = program_file(source).tree
    here = [one for one in _inputs(source) if _section_of(tree, one) == section]
    with st.expander(f"Where the numbers of this part come from ({len(here)})"):
        if here:
            cited(input_table(here, load_assumptions()))
            st.caption("A number that you change is your own from then on; *Sources* says where the others come from.")
        else:
            st.markdown("No number of this part moves the answer.")


def _section_of(tree: dict[str, Any], one: Input) -> str | None:
    table = table_of(tree, path_text(one.numbers[0].loc))
    return next((name for name, keys in SECTIONS.items() if table is not None and table.key in keys), None)
