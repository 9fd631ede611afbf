"""What the people of a program are told beside it: the baseline, and what other scenarios of the file would come to."""

import streamlit as st

from model.compare import Outcome
from model.exports.keeping import Beside
from model.inputs.faults import InputError
from pages.parts.standing import baseline, scenarios_of, standing

MOST_OTHERS = 6


def beside() -> Beside:
    """The baseline where scenarios are laid on, and the first few that are not, each laid on alone."""
    laid = tuple(st.session_state["laid"])
    return Beside(before=baseline()[0] if laid else None, laid=laid, others=_others(laid))


def _others(laid: tuple[str, ...]) -> dict[str, Outcome]:
    source, program = st.session_state["scenario_file"], st.session_state["program"]
    if source is None:
        return {}
    found = {}
    for name in [placed.name for placed in scenarios_of(source) if placed.name not in laid][:MOST_OTHERS]:
        try:
            found[name] = standing(program, source, (name,))[0]
        except InputError:  # it does not fit this program, which the sidebar says when it is laid on
            continue
    return found
