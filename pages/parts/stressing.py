"""Stress tests by name, projected at once: what each would do, how hard it presses, and where that is from."""

import streamlit as st

from model.exports import uncertainty_frames as frames
from model.inputs.assumptions import load_assumptions
from model.uncertainty.stress import Stressed, stress_tests, stressed
from pages.parts.here import Here
from pages.parts.show import plain_table

HELP = "A stress test asks what would become of the program, not how likely that is. Each is a scenario like any other."


@st.cache_resource(max_entries=8, show_spinner=False)
def _stressed(shown: Here) -> tuple[Stressed, ...]:
    before = shown.result
    return stressed(before, stress_tests(before, load_assumptions()))


def tests(shown: Here) -> None:
    """What each stress test does."""
    st.header("Stress tests", anchor=False, help=HELP)
    found = _stressed(shown)
    plain_table(frames.stress_table(found))
    with st.expander("How hard each presses, and where that is from"):
        plain_table(frames.stress_numbers(found, load_assumptions()))
