"""Stress tests by name, projected at once: what each would do, how hard it presses, and where that is from."""

import streamlit as st

from model.exports import uncertainty_frames as frames
from model.inputs.assumptions import load_assumptions
from model.uncertainty.stress import Stressed, stress_tests, stressed
from pages.parts import choices
from pages.parts.here import Here
from pages.parts.show import plain_table
from pages.parts.to_scenario import changes_of, to_scenario

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
    _kept_as_scenario(found)


def _kept_as_scenario(found: tuple[Stressed, ...]) -> None:
    """One of them made a scenario of this program, to be compared and edited like any other."""
    can_be = {one.stress.name: one.stress for one in found if one.result is not None}
    if not can_be:
        return
    name = choices.pick(st.container(), "Keep a stress test", list(can_be), "stress_kept", said=_capital)
    stress = can_be[name]
    if stress.scenario is not None:
        to_scenario("stress", stress.scenario.name, stress.why, changes_of(stress.scenario))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
